"""zonecomp run: the whole job of a policy."""
from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterBoolean

from .. import arguments
from ..texts import say
from .base import ZoneCompAlgorithm, totals


class RunAlgorithm(ZoneCompAlgorithm):
    COMMAND = "run"
    GROUP = ("policy", "Policy", "测算方案")
    TITLE = ("Run a policy", "运行测算方案")
    HELP = (
        (
            "Runs the whole job of a policy file: maps to areas, factors, amounts, tables, maps and page. "
            "Findings of severity error stop it; they are then opened as points."
        ),
        "运行测算方案的全部计算：由图层得到面积、系数、金额，并写出各表、地图与网页。有错误级问题时停止，并将检查发现以点图层打开。",
    )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:  # noqa: N802
        self.add_policy()
        self.add_results()
        self.add_totals()
        self.add_advanced(
            QgsProcessingParameterBoolean(
                "PIECES", say("Keep which polygon gave which region how much", "另存每个图斑在各区域内的面积"), False
            )
        )
        self.add_advanced(
            QgsProcessingParameterBoolean(
                "CONFINED", say("Refuse a policy that takes files from outside its folder", "拒绝使用其目录之外文件的测算方案"), False
            )
        )

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> dict[str, Any]:
        folder = self.folder(parameters, self.OUTPUT, context)
        command = [
            "run",
            self.folder(parameters, "POLICY", context),
            *arguments.options(
                output=folder,
                pieces=self.parameterAsBool(parameters, "PIECES", context),
                confined=self.parameterAsBool(parameters, "CONFINED", context),
                json=True,
            ),
        ]
        found = self.call_for_results(command, folder, self.parameterAsBool(parameters, self.LOAD, context), feedback)
        paid = totals(found.pop("REPLY"), feedback)
        return {**found, **paid}
