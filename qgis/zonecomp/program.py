"""The zonecomp program: found, asked for its version, run with its progress, ended by Ctrl-C. Knows nothing of QGIS."""
from __future__ import annotations

import ctypes
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import threading
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Callable, Optional, Sequence

from .texts import language, say

MINIMUM_VERSION = (0, 1, 0)
FILE_NAME = "zonecomp.exe" if os.name == "nt" else "zonecomp"
CANCELLED = 130
FINDINGS = 1

# A cancelled run tidies up behind itself, which takes no time; what does not end is asked more firmly each time.
_PATIENCE_SECONDS = 5


class ProgramError(Exception):
    """The program cannot be used; the text says what to do."""


@dataclass(frozen=True)
class Program:
    path: str
    version: str


@dataclass(frozen=True)
class Reply:
    """What the program answered.

    :param error: what stood in the way, in the user's language; None where nothing did
    """

    code: int
    output: bytes
    error: Optional[str]

    @property
    def document(self) -> Any:
        """The JSON document, numbers as written; None where there is none. What stopped a command may follow it."""
        try:
            return json.JSONDecoder(parse_float=Decimal).raw_decode(self.output.decode("utf-8"))[0]
        except ValueError:
            return None


def find(setting: str, beside: Path) -> Program:
    """The program that the setting names, else the one on the PATH, else the one in the plugin's folder bin."""
    if setting.strip():
        path: Optional[str] = setting.strip()
        if not os.path.isfile(path):
            raise ProgramError(
                say(
                    (
                        f"{path}: there is no such program. Mend it in Processing > Options > Providers > ZoneComp, or"
                        " leave it empty"
                    ),
                    f"{path}：程序不存在。请在 处理 > 选项 > 数据提供者 > ZoneComp 中更正，或留空",
                )
            )
    else:
        own = beside / "bin" / FILE_NAME
        path = shutil.which("zonecomp") or (str(own) if own.is_file() else None)
    if path is None:
        raise ProgramError(
            say(
                (
                    "the zonecomp program is not there. Unpack its archive and name it in Processing > Options >"
                    f" Providers > ZoneComp, or put its folder on the PATH, or put it at {beside / 'bin' / FILE_NAME}"
                ),
                (
                    "找不到 zonecomp 程序。请解压其压缩包，并在 处理 > 选项 > 数据提供者 > ZoneComp 中指定，或将其目录加入 PATH，"
                    f"或放到 {beside / 'bin' / FILE_NAME}"
                ),
            )
        )
    return Program(path, _version(path))


def _version(path: str) -> str:
    try:
        answer = subprocess.run(
            [path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False, **_window()
        )
    except (OSError, subprocess.TimeoutExpired) as failed:
        raise ProgramError(say(f"{path}: does not run: {failed}", f"{path}：无法运行：{failed}")) from failed
    text = answer.stdout.decode("utf-8", "replace").strip()
    numbers = re.match(r"(\d+)\.(\d+)\.(\d+)", text)
    if answer.returncode != 0 or numbers is None:
        told = (answer.stderr.decode("utf-8", "replace").strip() or text)[:300]
        raise ProgramError(
            say(
                f"{path}: is not the zonecomp program; asked for its version it says: {told}",
                f"{path}：不是 zonecomp 程序；询问版本时答复：{told}",
            )
        )
    if tuple(int(number) for number in numbers.groups()) < MINIMUM_VERSION:
        needed = ".".join(map(str, MINIMUM_VERSION))
        raise ProgramError(
            say(
                f"{path}: is version {text}; this plugin needs {needed} or later",
                f"{path}：版本为 {text}；本插件需要 {needed} 或更高版本",
            )
        )
    return text


def run(
    program: Program,
    arguments: Sequence[str],
    on_progress: Callable[[str, float], None],
    is_cancelled: Callable[[], bool],
) -> Reply:
    """Runs a command to its end, or to its cancellation. on_progress gets the stage and the share of the whole job.

    The arguments pass no shell: each reaches the program as it is, whatever signs it holds.
    """
    command = [program.path, *arguments, "--lang=" + language(), "--progress=json"]
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **_window()
        )
    except (OSError, ValueError) as failed:
        raise ProgramError(say(f"{program.path}: does not run: {failed}", f"{program.path}：无法运行：{failed}")) from failed
    with process:
        return _followed(process, on_progress, is_cancelled)


def _followed(
    process: "subprocess.Popen[bytes]", on_progress: Callable[[str, float], None], is_cancelled: Callable[[], bool]
) -> Reply:
    output: list[bytes] = []
    lines: queue.Queue[bytes] = queue.Queue()
    readers = [
        threading.Thread(target=lambda: output.append(process.stdout.read()), daemon=True),
        threading.Thread(target=lambda: [lines.put(line) for line in process.stderr], daemon=True),
    ]
    for reader in readers:
        reader.start()
    end: Optional[dict[str, Any]] = None
    said: list[str] = []
    stopped = False
    while any(reader.is_alive() for reader in readers) or not lines.empty():
        if not stopped and is_cancelled():
            stopped = True
            stop(process)
        try:
            line = lines.get(timeout=0.1).decode("utf-8", "replace").rstrip()
        except queue.Empty:
            continue
        event = event_of(line)
        if event is None:
            said.append(line)
        elif event.get("event") == "progress":
            on_progress(str(event.get("title") or event.get("stage") or ""), share_of(event))
        elif event.get("event") == "end":
            end = event
    code = process.wait()
    error = end.get("error") if end else None
    if stopped:
        code = CANCELLED
    elif end is None or (code not in (0, FINDINGS) and not error):
        error = say(f"the program broke off (exit code {code})", f"程序中断（退出码 {code}）") + "\n" + "\n".join(said[-30:])
    return Reply(code, b"".join(output), error)


def event_of(line: str) -> Optional[dict[str, Any]]:
    """A line of --progress json; None for any other line."""
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and "event" in event else None


def share_of(event: dict[str, Any]) -> float:
    share = event.get("share")
    return min(1.0, max(0.0, share)) if isinstance(share, (int, float)) else 0.0


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Ctrl-C, which leaves the last good results; then firmer."""
    _interrupt(process)
    for firmer in (process.terminate, process.kill):
        try:
            process.wait(_PATIENCE_SECONDS)
            return
        except subprocess.TimeoutExpired:
            firmer()


def _interrupt(process: "subprocess.Popen[bytes]") -> None:
    if os.name != "nt":
        process.send_signal(signal.SIGINT)
        return
    # Windows sends Ctrl-C to all programs of a console: QGIS joins the program's own one for the moment, deaf to it.
    kernel = ctypes.windll.kernel32
    joined = kernel.AttachConsole(process.pid)
    kernel.SetConsoleCtrlHandler(None, True)
    kernel.GenerateConsoleCtrlEvent(0, 0)
    try:
        process.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        pass  # stop() goes on
    kernel.SetConsoleCtrlHandler(None, False)
    if joined:
        kernel.FreeConsole()


def _window() -> dict[str, Any]:
    """On Windows: a console of the program's own, without a window."""
    return {"creationflags": subprocess.CREATE_NO_WINDOW} if os.name == "nt" else {}
