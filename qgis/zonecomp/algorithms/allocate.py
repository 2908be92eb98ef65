"""zonecomp allocate: amounts from the areas of an earlier run."""
from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from .. import arguments
from ..texts import say
from .base import ZoneCompAlgorithm, totals


class AllocateAlgorithm(ZoneCompAlgorithm):
    COMMAND = "allocate"
    GROUP = ("policy", "Policy", "测算方案")
    TITLE = ("Allocate anew from measured areas", "按已量算的面积重新分配")
    HELP = (
        (
            "The second half of a run: indicators, factors and amounts of a policy from the areas of an earlier run, "
            "without overlaying again. For changed weights and rates."
        ),
        "运行的后半部分：利用原有结果中的面积，按测算方案计算指标、系数与金额，不重新叠加。用于调整权重或标准。",
    )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:  # noqa: N802
        self.add_policy()
        self.add_results_folder("FROM", say("Folder of the earlier results", "原有结果的目录"))
        self.add_results()
        self.add_totals()

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> dict[str, Any]:
        folder = self.folder(parameters, self.OUTPUT, context)
        command = [
            "allocate",
            self.folder(parameters, "POLICY", context),
            *arguments.options(**{"from": self.folder(parameters, "FROM", context)}, output=folder, json=True),
        ]
        found = self.call_for_results(command, folder, self.parameterAsBool(parameters, self.LOAD, context), feedback)
        paid = totals(found.pop("REPLY"), feedback)
        return {**found, **paid}
