"""What of the plugin knows nothing of QGIS: the program, its arguments, its answers. Runs on any Python from 3.9."""
from __future__ import annotations

import os
import stat
import sys
import tempfile
import textwrap
import unittest
from decimal import Decimal
from pathlib import Path

from zonecomp import arguments, program, replies, texts

SIGNS = ["-o", "--json", "@file", "a b", "a\"b'c", "[% 1/0 %]", "x\ny", "县:#1", "$(id);`id`", "%PATH%", ""]


class Programs(unittest.TestCase):
    def setUp(self) -> None:
        texts.use_locale("en")
        self.addCleanup(texts.use_locale, "en")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def fake(self, body: str, path: str = "zonecomp", version: str = "0.1.0+abc") -> str:
        """A program that gives its version, and for anything else does what the body says."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f"#!{sys.executable}\nimport json, os, signal, sys, time\n"
            f"if sys.argv[1:] == ['--version']:\n    print({version!r}); sys.exit()\n"
            + textwrap.dedent(body),
            encoding="utf-8",
        )
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        return str(file)

    def run_fake(self, body: str, *given: str, cancel: bool = False) -> tuple[program.Reply, list[tuple[str, float]]]:
        told: list[tuple[str, float]] = []
        found = program.find(self.fake(body), self.folder)
        return program.run(found, given, lambda *progress: told.append(progress), lambda: cancel and bool(told)), told


@unittest.skipIf(os.name == "nt", "programs with a first line #!")
class Finding(Programs):
    def test_setting_then_path_then_beside_the_plugin(self) -> None:
        setting, beside = self.fake("", "set/zonecomp"), self.fake("", "bin/zonecomp")
        on_path = self.fake("", "path/zonecomp")
        path = os.environ["PATH"]
        self.addCleanup(os.environ.__setitem__, "PATH", path)

        os.environ["PATH"] = os.path.dirname(on_path)
        self.assertEqual(
            (setting, "0.1.0+abc"),
            (program.find(setting, self.folder).path, program.find(setting, self.folder).version),
        )
        self.assertEqual(on_path, program.find("  ", self.folder).path)
        os.environ["PATH"] = ""
        self.assertEqual(beside, program.find("", self.folder).path)

    def test_a_setting_that_names_nothing_does_not_fall_back(self) -> None:
        self.fake("", "bin/zonecomp")
        with self.assertRaisesRegex(program.ProgramError, "nowhere: there is no such program"):
            program.find(str(self.folder / "nowhere"), self.folder)

    def test_no_program_says_what_to_do(self) -> None:
        os.environ["PATH"], path = "", os.environ["PATH"]
        self.addCleanup(os.environ.__setitem__, "PATH", path)
        with self.assertRaisesRegex(program.ProgramError, "name it in Processing > Options > Providers > ZoneComp"):
            program.find("", self.folder)
        texts.use_locale("zh_CN")
        with self.assertRaisesRegex(program.ProgramError, "找不到 zonecomp 程序"):
            program.find("", self.folder)

    def test_older_and_other_programs_are_refused(self) -> None:
        with self.assertRaisesRegex(program.ProgramError, "is version 0.0.9; this plugin needs 0.1.0 or later"):
            program.find(self.fake("", "old", "0.0.9"), self.folder)
        with self.assertRaisesRegex(
            program.ProgramError, "is not the zonecomp program; asked for its version it says: ogrinfo"
        ):
            program.find(self.fake("", "other", "ogrinfo"), self.folder)
        self.assertEqual("0.10.0", program.find(self.fake("", "later", "0.10.0"), self.folder).version)


@unittest.skipIf(os.name == "nt", "programs with a first line #!")
class Running(Programs):
    def test_every_argument_arrives_as_it_is(self) -> None:
        reply, _ = self.run_fake(
            """
            print(json.dumps(sys.argv[1:]))
            print('{"event": "end", "exit_code": 0, "error": null}', file=sys.stderr)""",
            *SIGNS,
        )

        self.assertEqual([*SIGNS, "--lang=en", "--progress=json"], reply.document)
        self.assertIsNone(reply.error)

    def test_progress_document_and_exit_code(self) -> None:
        reply, told = self.run_fake(
            """
            for share in (0, 0.25, 1):
                print(json.dumps({"event": "progress", "title": "叠加", "share": share}), file=sys.stderr)
            print('{"yuan": 90000000000000.01}\\\\n{"error": "stopped"}')
            print('{"event": "end", "exit_code": 1, "error": "stopped"}', file=sys.stderr)
            sys.exit(1)"""
        )

        self.assertEqual([("叠加", 0.0), ("叠加", 0.25), ("叠加", 1.0)], told)
        self.assertEqual(
            (1, Decimal("90000000000000.01"), "stopped"), (reply.code, reply.document["yuan"], reply.error)
        )

    def test_a_program_that_breaks_off_is_told_with_its_last_words(self) -> None:
        reply, _ = self.run_fake(
            """
            print('{"event": "progress", "stage": "overlay", "share": 0.5}', file=sys.stderr)
            print("Unhandled exception", file=sys.stderr)
            os.kill(os.getpid(), signal.SIGKILL)"""
        )

        self.assertEqual("the program broke off (exit code -9)\nUnhandled exception", reply.error)

    def test_cancel_is_ctrl_c(self) -> None:
        reply, _ = self.run_fake(
            """
            def tidy_up(*_):
                print("tidied up")
                sys.exit(130)
            signal.signal(signal.SIGINT, tidy_up)
            print('{"event": "progress", "share": 0.1}', file=sys.stderr, flush=True)
            time.sleep(60)""",
            cancel=True,
        )

        self.assertEqual((program.CANCELLED, b"tidied up\n"), (reply.code, reply.output))

    def test_a_program_deaf_to_ctrl_c_is_ended_all_the_same(self) -> None:
        patience, program._PATIENCE_SECONDS = program._PATIENCE_SECONDS, 0.2
        self.addCleanup(setattr, program, "_PATIENCE_SECONDS", patience)
        reply, _ = self.run_fake(
            """
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            print('{"event": "progress", "share": 0.1}', file=sys.stderr, flush=True)
            time.sleep(60)""",
            cancel=True,
        )

        self.assertEqual(program.CANCELLED, reply.code)


class Arguments(unittest.TestCase):
    def test_values_stay_values(self) -> None:
        self.assertEqual(
            ["--code=-o", "--join-parts", "--year=2026"],
            arguments.options(code="-o", name="", join_parts=True, crs=None, year=2026),
        )

    def test_layers(self) -> None:
        self.assertEqual(os.path.abspath("-x.gpkg") + "#湖:级别", arguments.layer("-x.gpkg", "湖", "级别"))
        self.assertFalse(arguments.layer("-x.shp").startswith("-"))

    def test_which_names_can_be_read_in_one_way_only(self) -> None:
        told = [
            arguments.is_told_apart(*each)
            for each in ((None, "a:b"), ("a", "b"), ("a", "b:c"), ("a:b", "c"), ("a:b", None))
        ]
        self.assertEqual([True, True, False, False, False], told)

    def test_table_names_hold_nothing_that_could_be_misread(self) -> None:
        taken: list[str] = []
        for title in ("红线 2025", "--help", "[% 1 %]", "a'b\"c\n#d:e", "A_B_C__D_E", "???"):
            taken.append(arguments.table_name(title, taken))
        self.assertEqual(["红线_2025", "help", "1", "a_b_c__d_e", "A_B_C__D_E_2", "layer"], taken)


class Replies(unittest.TestCase):
    def test_findings_by_severity_with_the_rest_counted(self) -> None:
        texts.use_locale("en")
        message = {"en": "broken", "zh": "损坏"}
        notes = [
            {"code": "ZC217", "severity": "note", "subject": "a.shp", "message": message, "accepted_because": "known"}
        ]
        errors = [
            {"code": "ZC301", "severity": "error", "subject": f"a.shp#{number}", "message": message}
            for number in range(6)
        ]
        errors.append({"code": "ZC301", "severity": "error", "subject": "a.shp", "message": message, "further": 40})

        lines = replies.finding_lines([*notes, *errors])
        self.assertEqual(
            [("error", f"ZC301 a.shp#{number}: broken") for number in range(5)]
            + [
                ("error", "ZC301: and 41 more: see the findings layer"),
                ("note", "ZC217 a.shp: broken [accepted: known]"),
            ],
            lines,
        )
        self.assertEqual((46, 1), (replies.count(errors, "error"), replies.count(notes, "note")))

    def test_totals_keep_every_digit(self) -> None:
        amounts = replies.scheme_totals(
            {
                "schemes": [
                    {"name": "pay", "total_yuan": Decimal("90000000000000.01")},
                    {"name": 'a"b', "total_yuan": Decimal("0.10")},
                ]
            }
        )
        self.assertEqual('{"pay": 90000000000000.01, "a\\"b": 0.10}', replies.as_json(amounts))

    def test_three_lines_name_region_figure_and_origin(self) -> None:
        def column(name: str, value: str, **more: object) -> dict[str, object]:
            return {
                "step": {
                    "name": name,
                    "value": value,
                    "formula": None,
                    "arithmetic": None,
                    "members": [],
                    "fold": None,
                    **more,
                }
            }

        members = [{"label": label, "arithmetic": "1 m2"} for label in "abcdef"]
        explained = {
            "code": "A1",
            "name": "西",
            "year": 2026,
            "columns": [
                column("forest.I coverage_ratio", "0.3", arithmetic="3 m2 / 10 m2"),
                column("score", "2", formula="a * b"),
                column("pay.amount_yuan", "7 yuan", arithmetic="round(6.6)"),
                column("area", "6 m2", fold="sum", members=members),
            ],
        }

        for figure, expected in (
            ("forest_I_coverage_ratio", ["forest.I coverage_ratio = 0.3", "= 3 m2 / 10 m2"]),
            ("score", ["score = 2", "a * b"]),
            ("pay_yuan", ["pay.amount_yuan = 7 yuan", "= round(6.6)"]),
            ("area", ["area = 6 m2", "= sum: a: 1 m2; b: 1 m2; c: 1 m2; d: 1 m2; e: 1 m2; …"]),
            ("none", []),
        ):
            self.assertEqual(["A1 西 (2026)", *expected], replies.three_lines(explained, figure))


if __name__ == "__main__":
    unittest.main()
