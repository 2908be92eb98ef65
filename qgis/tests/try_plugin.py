"""The plugin inside QGIS, without a window: every algorithm, on layers whose figures anyone can work out.

Run by scripts/try-qgis-plugin.sh, which says where the program is (ZONECOMP) and where QGIS's own plugins are.
"""
from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsFeatureRequest,
    QgsGeometry,
    QgsLayerTreeGroup,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

import processing
from processing.core.Processing import Processing
from processing.core.ProcessingConfig import ProcessingConfig

import made
import zonecomp
from zonecomp import explanation, results, texts

APPLICATION = QgsApplication([], False)
APPLICATION.initQgis()
Processing.initialize()
PLUGIN = zonecomp.classFactory(None)
PLUGIN.initProcessing()
ProcessingConfig.setSettingValue("ZONECOMP_PROGRAM", os.environ["ZONECOMP"])


class Log(QgsProcessingFeedback):
    """Keeps what an algorithm says; can be cancelled at the first sign of progress."""

    def __init__(self, cancel_at: Optional[float] = None) -> None:
        super().__init__(False)
        self.lines: list[str] = []
        self.shares: list[float] = []
        self._cancel_at = cancel_at
        self.progressChanged.connect(self._progress)

    def _progress(self, share: float) -> None:
        self.shares.append(share)
        if self._cancel_at is not None and share >= self._cancel_at:
            self.cancel()

    def pushInfo(self, info: str) -> None:
        self.lines.append("info " + info)

    def pushCommandInfo(self, info: str) -> None:
        self.lines.append("command " + info)

    def pushWarning(self, warning: str) -> None:
        self.lines.append("warning " + warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.lines.append("error " + error)

    def told(self, text: str) -> str:
        found = [line for line in self.lines if text in line]
        assert found, f"{text!r} is not in the log:\n" + "\n".join(self.lines)
        return found[0]


class Trial(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        texts.use_locale("en")
        cls.place = Path(tempfile.mkdtemp(prefix="试验 目录 "))
        cls.addClassCleanup(shutil.rmtree, cls.place)

    def run_it(self, name: str, parameters: dict[str, Any], log: Optional[Log] = None) -> dict[str, Any]:
        self.log = log or Log()
        return processing.run("zonecomp:" + name, parameters, feedback=self.log)

    def coverage(self, folder: str, **parameters: Any) -> dict[str, Any]:
        given = {"CODE": "代码", "NAME": "名称", "AREA": 3, "YEAR": 2026, "OUTPUT": str(self.place / folder), **parameters}
        return self.run_it("coverage", given)

    def plain(self, name: str, layer: QgsVectorLayer) -> QgsVectorLayer:
        """The layer as a file outside QGIS's temporary folder."""
        return made.saved(layer, str(self.place / name))

    @staticmethod
    def areas(found: dict[str, Any]) -> dict[str, float]:
        layer = QgsVectorLayer(found["REGION_LAYER"], "", "ogr")
        columns = [field.name() for field in layer.fields() if field.name().endswith("_coverage_ratio")]
        return {feature["region_code"]: [feature[name] for name in columns] for feature in layer.getFeatures()}


class Coverage(Trial):
    def test_layers_in_memory_are_exported_and_the_log_says_so(self) -> None:
        found = self.coverage("内存", REGIONS=made.two_regions(), CLASSED_1=made.middle(), FIELD_1="级别")

        self.assertEqual({"A1": [0.3, 0.0], "B2": [0.0, 0.5]}, self.areas(found))
        self.assertEqual((200.0, 80.0, 0), (found["REGIONS_HA"], found["COVERED_HA"], found["ERRORS"]))
        self.assertIn("2 features exported", self.log.told("红线: "))
        self.assertIn("no file of its own (memory)", self.log.told("红线: "))
        package = str(self.place / "内存.layers.gpkg")
        self.assertEqual(
            {"区域": "区域: no file of its own (memory)", "红线": "红线: no file of its own (memory)"}, self.described(package)
        )
        self.assertTrue(QgsVectorLayer(found["FINDINGS"], "", "ogr").isValid())
        self.assertTrue(os.path.isfile(found["POLICY"]))
        self.assertGreater(len(self.log.shares), 2)
        self.assertEqual(sorted(self.log.shares), self.log.shares)

    def test_files_are_handed_over_by_their_paths(self) -> None:
        package = str(self.place / "图层.gpkg")
        made.saved(made.middle(), package, "别的")
        zones = made.saved(made.middle(), package, "红线 层", more=True)
        found = self.coverage("直接", REGIONS=self.plain("regions.shp", made.two_regions()), ZONES=[zones])

        self.assertEqual({"A1": [0.3], "B2": [0.5]}, self.areas(found))
        self.assertIn("图层.gpkg#红线 层", self.log.told("command coverage"))
        self.assertFalse((self.place / "直接.layers.gpkg").exists())

    def test_a_filter_is_stated_in_the_log_and_in_the_exported_layer(self) -> None:
        zones = self.plain("filtered.gpkg", made.middle())
        zones.setSubsetString("\"级别\" = '1'")
        found = self.coverage("筛选", REGIONS=self.plain("regions1.gpkg", made.two_regions()), ZONES=[zones])

        self.assertEqual({"A1": [0.3], "B2": [0.0]}, self.areas(found))
        self.assertIn("1 features exported", self.log.told("filter of the layer: \"级别\" = '1'"))
        self.assertEqual(
            {"红线": "红线: filter of the layer: \"级别\" = '1'"}, self.described(str(self.place / "筛选.layers.gpkg"))
        )

    def test_selected_features_alone_only_where_asked_for_and_stated(self) -> None:
        zones = self.plain("selected.gpkg", made.middle())
        zones.selectByIds([feature.id() for feature in zones.getFeatures() if feature["级别"] == "2"])
        QgsProject.instance().addMapLayer(zones)
        regions = self.plain("regions2.gpkg", made.two_regions())

        everything = self.areas(self.coverage("全部", REGIONS=regions, CLASSED_1=zones))
        self.log.told("all its features are taken, though 1 are selected")
        selected = QgsProcessingFeatureSourceDefinition(zones.id(), selectedFeaturesOnly=True)
        some = self.areas(self.coverage("选中", REGIONS=regions, CLASSED_1=selected))

        self.assertEqual(({"A1": [0.3], "B2": [0.5]}, {"A1": [0.0], "B2": [0.5]}), (everything, some))
        self.log.told("the 1 selected of 2 features")

    def test_a_source_that_breaks_off_does_not_pass_for_a_small_one(self) -> None:
        zones = self.plain("cut.gpkg", made.middle())
        zones.setSubsetString("\"级别\" > '0'")
        self.assertEqual(2, zones.featureCount())
        with sqlite3.connect(self.place / "cut.gpkg") as database:
            for name in ("ST_IsEmpty", "ST_MinX", "ST_MinY", "ST_MaxX", "ST_MaxY"):  # the table's triggers ask for them
                database.create_function(name, 1, lambda geometry: 0)
            database.execute("UPDATE cut SET 级别 = '0' WHERE 级别 = '2'")
        with self.assertRaisesRegex(QgsProcessingException, "红线: QGIS counts 2 features, but 1 could be read"):
            self.coverage("断", REGIONS=made.two_regions(), ZONES=[zones])
        self.assertEqual([], [name for name in os.listdir(self.place) if name.startswith("断")])

    def test_unsaved_edits_are_refused(self) -> None:
        zones = made.middle()
        zones.startEditing()
        zones.deleteFeature(next(zones.getFeatures()).id())

        algorithm = QgsApplication.processingRegistry().createAlgorithmById("zonecomp:coverage")
        parameters = {"REGIONS": made.two_regions(), "ZONES": [zones], "OUTPUT": str(self.place / "编辑")}
        can, why = algorithm.checkParameterValues(parameters, QgsProcessingContext())

        self.assertEqual(
            (False, "红线: has unsaved edits. Save or discard them (Layer > Save Layer Edits), then run again"),
            (can, why),
        )

    def test_a_crs_set_in_qgis_counts(self) -> None:
        zones = self.plain("crs.gpkg", made.middle())
        zones.setCrs(made.crs("EPSG:4546"))
        with self.assertRaises(QgsProcessingException):
            self.coverage("坐标系", REGIONS=self.plain("regions3.gpkg", made.two_regions()), ZONES=[zones])
        self.log.told("CRS set in QGIS: EPSG:4546; the file states EPSG:4547")

    def test_hostile_names_stay_names(self) -> None:
        title, field = "--help [% 1/0 %] 'a\"\n#x:y", "-o 'q\"\n[% @project_path %]:z#"
        regions = made.two_regions("--json", "@name")
        found = self.coverage(
            "敌意", REGIONS=regions, CODE="--json", NAME="@name", CLASSED_1=made.middle(title, field), FIELD_1=field
        )

        self.assertEqual({"A1": [0.3, 0.0], "B2": [0.0, 0.5]}, self.areas(found))

    def test_findings_of_severity_error_stop_it_and_are_a_layer(self) -> None:
        overlapping = made.memory(
            "区域", ["代码", "名称"], [(made.box(0, 0, 1000, 1000), "A1", "西"), (made.box(900, 0, 2000, 1000), "B2", "东")]
        )
        before = self.coverage("失败", REGIONS=made.two_regions(), ZONES=[made.middle()])
        with self.assertRaisesRegex(
            QgsProcessingException,
            "1 findings of severity error: no results were written; earlier ones are as they were",
        ):
            self.coverage("失败", REGIONS=overlapping, ZONES=[made.middle()])

        self.assertIn("ZC302", self.log.told("error "))
        findings = QgsVectorLayer(results.table(str(self.place / "失败.findings.gpkg"), "findings"), "", "ogr")
        self.assertIn("ZC302", [each["code"] for each in findings.getFeatures() if each["severity"] == "error"])
        self.assertEqual({"A1": [0.3], "B2": [0.5]}, self.areas(before))

    def test_a_cancelled_run_leaves_the_earlier_results(self) -> None:
        self.coverage("取消", REGIONS=made.two_regions(), ZONES=[made.middle()])
        before = (self.place / "取消" / "SHA256SUMS").read_bytes()
        with self.assertRaisesRegex(QgsProcessingException, "cancelled; earlier results are as they were"):
            self.run_it(
                "run",
                {"POLICY": str(self.place / "取消.policy.yaml"), "OUTPUT": str(self.place / "取消")},
                Log(cancel_at=0.01),
            )

        self.assertEqual(before, (self.place / "取消" / "SHA256SUMS").read_bytes())
        self.assertTrue(self.run_it("verify", {"RESULTS": str(self.place / "取消")})["UNTOUCHED"])
        self.assertEqual([], [name for name in os.listdir(self.place) if name.startswith(".取消")])

    def test_a_broken_polygon_is_told_where_overlap_analysis_returns_zero(self) -> None:
        regions = self.plain("regions4.gpkg", made.two_regions())
        bow_tie = self.plain(
            "bow-tie.gpkg",
            made.memory("红线", ["级别"], [(made.ring((200, 200), (800, 800), (800, 200), (200, 800)), "1")]),
        )
        context = QgsProcessingContext()
        context.setInvalidGeometryCheck(QgsFeatureRequest.GeometryNoCheck)
        theirs = processing.run(
            "native:calculatevectoroverlaps",
            {"INPUT": regions, "LAYERS": [bow_tie], "OUTPUT": "TEMPORARY_OUTPUT"},
            context=context,
        )
        column = theirs["OUTPUT"].fields().names()[-2]
        found = self.coverage("领结", REGIONS=regions, ZONES=[bow_tie])

        self.assertEqual([0.0, 0.0], [feature[column] for feature in theirs["OUTPUT"].getFeatures()])
        self.assertEqual(0.18, self.areas(found)["A1"][0])  # two triangles of 600 m by 300 m in 100 ha
        self.log.told("ZC2")

    @staticmethod
    def described(package: str) -> dict[str, str]:
        with sqlite3.connect(package) as database:
            return dict(database.execute("SELECT table_name, description FROM gpkg_contents"))

    def test_a_layer_that_is_not_there_is_no_layer_less(self) -> None:
        parameters = {
            "REGIONS": made.two_regions(),
            "ZONES": [made.middle(), str(self.place / "nowhere.shp")],
            "OUTPUT": str(self.place / "缺"),
        }
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("zonecomp:coverage")
        can, why = algorithm.checkParameterValues(parameters, QgsProcessingContext())

        self.assertEqual((False, str(self.place / "nowhere.shp") + ": there is no such vector layer"), (can, why))


class Policies(Trial):
    """Everything that starts from a policy or from results."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.found = cls().coverage(
            "2026",
            REGIONS=cls().plain("regions.gpkg", made.two_regions()),
            CLASSED_1=cls().plain("zones.gpkg", made.middle()),
            FIELD_1="级别",
        )
        cls.out, cls.policy = cls.found["OUTPUT"], cls.found["POLICY"]

    def test_check_says_that_the_policy_can_run(self) -> None:
        found = self.run_it("check", {"POLICY": self.policy, "OUTPUT": str(self.place / "findings.gpkg")})

        self.assertEqual((True, 0), (found["CAN_RUN"], found["ERRORS"]))
        self.assertTrue(QgsVectorLayer(found["FINDINGS"], "", "ogr").isValid())

    def test_check_counts_errors(self) -> None:
        policy = self.place / "broken.policy.yaml"
        policy.write_text(
            Path(self.policy).read_text(encoding="utf-8").replace("zones.gpkg", "tie.gpkg"), encoding="utf-8"
        )
        made.saved(made.memory("红线", ["级别"], [(made.box(0, 0, 100, 100), "3")]), str(self.place / "tie.gpkg"), "zones")
        found = self.run_it("check", {"POLICY": str(policy), "OUTPUT": str(self.place / "broken.gpkg")})

        errors = [
            each for each in QgsVectorLayer(found["FINDINGS"], "", "ogr").getFeatures() if each["severity"] == "error"
        ]
        self.assertEqual((False, 2, 2), (found["CAN_RUN"], found["ERRORS"], len(errors)))
        self.log.told("2 findings of severity error: the policy cannot run")

    def test_run_allocate_compare_and_verify(self) -> None:
        paid = self.place / "paid.policy.yaml"
        paid.write_text(Path(self.policy).read_text(encoding="utf-8") + PAID, encoding="utf-8")
        ran = self.run_it("run", {"POLICY": str(paid), "OUTPUT": str(self.place / "paid")})
        cheaper = self.place / "cheaper.policy.yaml"
        cheaper.write_text(paid.read_text(encoding="utf-8").replace("10.01", "5.01"), encoding="utf-8")
        allocated = self.run_it(
            "allocate", {"POLICY": str(cheaper), "FROM": ran["OUTPUT"], "OUTPUT": str(self.place / "cheaper")}
        )
        compared = self.run_it(
            "compare", {"OLD": ran["OUTPUT"], "NEW": allocated["OUTPUT"], "OUTPUT": str(self.place / "diff")}
        )

        self.assertEqual('{"payment": 12012.00}', ran["TOTALS"])  # 80 ha are 1200 mu
        self.assertEqual(('{"payment": 6012.00}', 6012.0), (allocated["TOTALS"], allocated["TOTAL_YUAN"]))
        self.assertTrue((Path(compared["OUTPUT"]) / "run.json").is_file())
        self.assertTrue(self.run_it("verify", {"RESULTS": compared["OUTPUT"]})["UNTOUCHED"])

    def test_explain_gives_a_page(self) -> None:
        found = self.run_it("explain", {"RESULTS": self.out, "REGION": "A1", "OUTPUT": str(self.place / "why.html")})

        self.assertIn("300000 m2 / 1000000 m2", Path(found["OUTPUT"]).read_text(encoding="utf-8"))

    def test_touched_results_are_an_error(self) -> None:
        touched = self.place / "touched"
        shutil.copytree(self.out, touched)
        (touched / "csv" / "coverage.csv").write_text("code\n", encoding="utf-8")
        with self.assertRaisesRegex(QgsProcessingException, "TOUCHED"):
            self.run_it("verify", {"RESULTS": str(touched)})
        self.log.told("coverage.csv")

    def test_inspect_tells_fields_and_faults(self) -> None:
        regions = self.plain("xzq.shp", made.two_regions("XZQDM", "XZQMC"))
        found = self.run_it("inspect", {"LAYERS": [regions]})

        self.assertEqual(("XZQDM", "XZQMC"), (found["CODE_FIELD"], found["NAME_FIELD"]))
        self.log.told("features: 2")

    def test_a_map_is_exported(self) -> None:
        found = self.run_it("exportmap", {"RESULTS": self.out, "OUTPUT": str(self.place / "map.png")})

        self.assertGreater(os.path.getsize(found["OUTPUT"]), 20_000)
        with self.assertRaisesRegex(QgsProcessingException, "there is no such layout; there are: A3 "):
            self.run_it("exportmap", {"RESULTS": self.out, "LAYOUT": "none", "OUTPUT": str(self.place / "none.pdf")})

    def test_results_open_as_their_own_project_groups_them(self) -> None:
        project, own = QgsProject.instance(), QgsProject()
        own.read(os.path.join(self.out, "zonecomp.qgz"))
        results.open_results(self.out, project)
        group = results.open_results(self.out, project)  # again: in the place of the first

        self.assertEqual([group], [each for each in project.layerTreeRoot().children() if each.name() == group.name()])
        self.assertEqual(self.tree(own.layerTreeRoot()), self.tree(group))
        for theirs, ours in zip(own.layerTreeRoot().findLayers(), group.findLayers()):
            self.assertEqual(self.drawn(theirs.layer()), self.drawn(ours.layer()))
        self.assertTrue(self.run_it("verify", {"RESULTS": self.out})["UNTOUCHED"])

    def test_findings_open_as_points_by_severity(self) -> None:
        package = str(self.place / "points.gpkg")
        self.run_it("check", {"POLICY": self.policy, "OUTPUT": package})
        results.open_findings(package, QgsProject.instance())
        layer = results.open_findings(package, QgsProject.instance())

        self.assertEqual(
            [layer.id()],
            [
                each.layerId()
                for each in QgsProject.instance().layerTreeRoot().findLayers()
                if each.name() == layer.name()
            ],
        )
        self.assertEqual(["error", "warning", "note"], [each.value() for each in layer.renderer().categories()])

    def test_a_region_says_why_in_three_lines_first(self) -> None:
        group = results.open_results(self.out, QgsProject.instance())
        layer = next(each.layer() for each in group.findLayers() if each.name() == "zones 1占比（%）")
        west = next(feature for feature in layer.getFeatures() if feature["region_code"] == "A1")
        (action,) = layer.actions().actions()
        scope = layer.createExpressionContext()
        scope.setFeature(west)

        shown: list[tuple[str, int]] = []
        show, explanation.show = explanation.show, lambda *where: shown.append(where)
        try:
            exec(QgsExpression.replaceExpressionText(action.command(), scope))
        finally:
            explanation.show = show
        self.assertEqual([(layer.id(), west.id())], shown)
        lines = explanation.text_of(*explanation.place(layer.id(), west.id())).splitlines()
        self.assertEqual(["A1 西 (2026)", "zones.c1 coverage_ratio = 0.3", "= 300000 m2 / 1000000 m2", ""], lines[:4])
        self.assertGreater(len(lines), 20)

        QgsExpression.registerFunction(explanation.zonecomp_explanation)
        try:
            waiting = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), scope)
            while QgsApplication.taskManager().countActiveTasks():
                QgsApplication.processEvents()
            tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), scope)
        finally:
            QgsExpression.unregisterFunction("zonecomp_explanation")
        self.assertEqual(("A1: being asked for; point at it again", "<br>".join(lines[:3])), (waiting, tip))

    def test_in_chinese(self) -> None:
        texts.use_locale("zh_CN")
        self.addCleanup(texts.use_locale, "en")
        self.run_it("verify", {"RESULTS": self.out})
        self.log.told("未改动：")

    @classmethod
    def tree(cls, group: QgsLayerTreeGroup) -> list[Any]:
        """Names and what is shown, all the way down."""
        return [
            (
                each.name(),
                each.itemVisibilityChecked(),
                each.isExpanded(),
                (each.isMutuallyExclusive(), cls.tree(each)) if isinstance(each, QgsLayerTreeGroup) else None,
            )
            for each in group.children()
        ]

    @staticmethod
    def drawn(layer: QgsVectorLayer) -> str:
        renderer = layer.renderer()
        return renderer.dump() if renderer is not None else ""


class OverlapAnalysis(Trial):
    """QGIS's own algorithm on real territories, both in one plane: the same where all polygons are whole."""

    def test_the_same_areas_within_what_the_lattice_moves(self) -> None:
        sample = Path(__file__).resolve().parents[2] / "sample-data"
        regions = self.projected(os.environ.get("REGIONS", str(sample / "counties.shp")), "regions.gpkg")
        if "REGIONS" not in os.environ:
            regions.setSubsetString("\"SHIDM\" in ('630200', '632200', '632300')")
        zones = self.projected(os.environ.get("ZONES", str(sample / "function_zones.shp")), "zones.gpkg")
        code = os.environ.get("CODE", "XZQDM")
        self.assertTrue(
            all(each.geometry().isGeosValid() for layer in (regions, zones) for each in layer.getFeatures())
        )
        theirs = processing.run(
            "native:calculatevectoroverlaps", {"INPUT": regions, "LAYERS": [zones], "OUTPUT": "TEMPORARY_OUTPUT"}
        )["OUTPUT"]
        column = theirs.fields().names()[-2]
        found = self.coverage("对照", REGIONS=regions, CODE=code, NAME=None, ZONES=[zones], OVERLAPS=1)
        ours = {code: ratios[0] for code, ratios in self.areas(found).items()}
        whole = {
            each["region_code"]: each["area_m2"]
            for each in QgsVectorLayer(found["REGION_LAYER"], "", "ogr").getFeatures()
        }
        ground = QgsGeometry.unaryUnion([each.geometry() for each in zones.getFeatures()])

        self.assertEqual(theirs.featureCount(), len(ours))
        differing = 0
        for region in theirs.getFeatures():
            # The lattice moves a vertex by 0.71 mm at most, so an area by at most that times its border.
            border = region.geometry().intersection(ground).length() + region.geometry().length()
            area = ours[region[code]] * whole[region[code]]
            self.assertAlmostEqual(region[column], area, delta=0.00071 * border, msg=region[code])
            differing += area > 0
        self.assertGreater(differing, 2)

    def projected(self, path: str, name: str) -> QgsVectorLayer:
        target = str(self.place / name)
        crs = made.crs(os.environ.get("PLANE", "EPSG:4543"))
        processing.run("native:reprojectlayer", {"INPUT": path, "TARGET_CRS": crs, "OUTPUT": target})
        return QgsVectorLayer(target, Path(path).stem, "ogr")


class Batch(Trial):
    def test_a_batch_of_three_one_of_which_cannot(self) -> None:
        """What the batch dialog does: each row a run of its own; one that fails is told, and the others go on."""
        regions = self.plain("regions.gpkg", made.two_regions())
        rows = [made.middle("一"), made.memory("点", ["级别"], []), made.middle("三")]
        done, failed = [], []
        for number, zones in enumerate(rows):
            zones = self.plain(f"zones{number}.gpkg", zones)
            try:
                done.append(
                    self.areas(
                        self.coverage(
                            f"批 {number}", REGIONS=regions, CLASSED_1=zones, FIELD_1="级别" if number != 1 else "没有"
                        )
                    )
                )
            except QgsProcessingException as why:
                failed.append(number)

        self.assertEqual(([{"A1": [0.3, 0.0], "B2": [0.0, 0.5]}] * 2, [1]), (done, failed))


class Process(Trial):
    """qgis_process, in a profile into which the plugin's zip was unpacked."""

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        profile = cls.place / "profile"
        plugins = profile / "profiles" / "default" / "python" / "plugins"
        shutil.unpack_archive(os.environ["PLUGIN_ZIP"], plugins)
        cls.environment = {
            **os.environ,
            "QGIS_CUSTOM_CONFIG_PATH": str(profile),
            "QT_QPA_PLATFORM": "offscreen",
            "PATH": os.path.dirname(os.environ["ZONECOMP"]) + os.pathsep + os.environ["PATH"],
        }
        cls().process("plugins", "enable", "zonecomp")

    def process(self, *given: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [os.environ["QGIS_PROCESS"], *given], env=self.environment, capture_output=True, text=True, check=False
        )

    def test_all_algorithms_are_listed(self) -> None:
        listed = self.process("list").stdout
        for name in (
            "coverage",
            "inspect",
            "check",
            "run",
            "allocate",
            "explain",
            "compare",
            "verify",
            "exportmap",
            "annualoverlay",
        ):
            self.assertIn(f"zonecomp:{name}\t", listed)

    def test_coverage_from_files(self) -> None:
        self.plain("regions.gpkg", made.two_regions())
        self.plain("zones.gpkg", made.middle())
        ran = self.process(
            "run",
            "zonecomp:coverage",
            "--",
            f"REGIONS={self.place}/regions.gpkg",
            "CODE=代码",
            "NAME=名称",
            f"ZONES={self.place}/zones.gpkg",
            "AREA=3",
            f"OUTPUT={self.place}/命令行",
        )

        self.assertIn("COVERED_HA:\t80", ran.stdout, ran.stderr)
        self.assertEqual(
            {"A1": [0.3], "B2": [0.5]},
            self.areas({"REGION_LAYER": f"{self.place}/命令行/zonecomp.gpkg|layername=regions"}),
        )

    def test_the_yearly_model(self) -> None:
        self.plain("regions.gpkg", made.two_regions())
        bow_tie = made.memory("红线", ["级别"], [(made.ring((200, 200), (800, 800), (800, 200), (200, 800)), "1")])
        self.plain("tie.gpkg", bow_tie)
        ran = self.process(
            "run",
            "zonecomp:annualoverlay",
            "--",
            f"regions={self.place}/regions.gpkg",
            "code=代码",
            "name=名称",
            f"zones={self.place}/tie.gpkg",
            "field=级别",
            "year=2025",
            f"coverage:areas={self.place}/areas",
            f"run:results={self.place}/年度",
            f"map:map={self.place}/map.pdf",
        )

        self.assertTrue((self.place / "map.pdf").is_file(), ran.stdout + ran.stderr)
        self.assertAlmostEqual(
            0.18, self.areas({"REGION_LAYER": f"{self.place}/年度/zonecomp.gpkg|layername=regions"})["A1"][0], delta=1e-4
        )
        self.assertIn("name: 名称", (self.place / "areas.policy.yaml").read_text(encoding="utf-8"))

    def test_a_missing_program_says_what_to_do(self) -> None:
        environment = {**self.environment, "PATH": "/usr/bin:/bin"}
        ran = subprocess.run(
            [os.environ["QGIS_PROCESS"], "run", "zonecomp:verify", "--", f"RESULTS={self.place}"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

        self.assertNotEqual(0, ran.returncode)
        self.assertIn("name it in Processing > Options > Providers > ZoneComp", ran.stdout + ran.stderr)


PAID = """
schemes:
  payment:
    title: 补偿
    kind: rate
    items: {all: {ground: zones, rate: 10.01 yuan / mu}}
"""


if __name__ == "__main__":
    unittest.main()
