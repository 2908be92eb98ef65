"""The provider's settings in Processing > Options, and the program that they lead to."""
from __future__ import annotations

import os
from pathlib import Path

from processing.core.ProcessingConfig import ProcessingConfig, Setting
from qgis.PyQt.QtGui import QIcon

from .program import Program, find
from .texts import say

PLUGIN_FOLDER = Path(__file__).resolve().parent
_GROUP = "ZoneComp"
_PROGRAM = "ZONECOMP_PROGRAM"

_found: dict[tuple[str, str, str], Program] = {}


def icon() -> QIcon:
    return QIcon(str(PLUGIN_FOLDER / "icon.svg"))


def add() -> None:
    ProcessingConfig.settingIcons[_GROUP] = icon()
    ProcessingConfig.addSetting(
        Setting(
            _GROUP,
            _PROGRAM,
            say(
                "Program zonecomp (empty: the one on the PATH, else in the plugin's folder bin)",
                "zonecomp 程序（留空则取 PATH 中的，否则取插件 bin 目录中的）",
            ),
            "",
            valuetype=Setting.FILE,
        )
    )
    ProcessingConfig.readSettings()


def remove() -> None:
    ProcessingConfig.removeSetting(_PROGRAM)


def program() -> Program:
    """:raises ProgramError: there is none that can be used; with what to do"""
    setting = ProcessingConfig.getSetting(_PROGRAM) or ""
    key = (setting, os.environ.get("PATH", ""), _changed(setting))
    if key not in _found:
        _found[key] = find(setting, PLUGIN_FOLDER)
    return _found[key]


def _changed(path: str) -> str:
    try:
        return str(os.stat(path).st_mtime_ns)
    except OSError:
        return ""
