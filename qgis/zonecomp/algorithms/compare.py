"""zonecomp compare: two runs held against each other."""
from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
)

from .. import arguments, replies
from ..program import FINDINGS
from ..texts import say
from .base import ZoneCompAlgorithm, tell_findings


class CompareAlgorithm(ZoneCompAlgorithm):
    COMMAND = "compare"
    TITLE = ("Compare two results", "对比两次结果")
    HELP = (
        "Every figure old, new and change, and each amount's change split exactly into its causes.",
        "列出各项数字的原值、新值与变动，并将每笔金额的变动精确分解到各项原因。",
    )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:  # noqa: N802
        self.add_results_folder("OLD", say("First results: the change counts from them", "第一次结果（变动由此起算）"))
        self.add_results_folder("NEW", say("Second results", "第二次结果"))
        self.addParameter(
            QgsProcessingParameterFile(
                "CODES",
                say("Code-change table (CSV: old,new)", "新旧代码对照表（CSV：old,new）"),
                optional=True,
                fileFilter="CSV (*.csv)",
            )
        )
        self.addParameter(
            QgsProcessingParameterFolderDestination(self.OUTPUT, say("Folder of the comparison", "对比结果目录"))
        )
        self.addOutput(QgsProcessingOutputNumber(self.WARNINGS, say("Findings of severity warning", "警告级问题数")))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> dict[str, Any]:
        folder = self.folder(parameters, self.OUTPUT, context)
        reply = self.call(
            [
                "compare",
                self.folder(parameters, "OLD", context),
                self.folder(parameters, "NEW", context),
                *arguments.options(
                    output=folder, codes=self.parameterAsString(parameters, "CODES", context), json=True
                ),
            ],
            feedback,
        )
        errors = tell_findings(reply.document["findings"], feedback)
        if reply.code == FINDINGS:
            raise QgsProcessingException(
                say(f"{errors} findings of severity error: no comparison was written", f"有 {errors} 条错误级问题，未写出对比结果")
            )
        return {self.OUTPUT: folder, self.WARNINGS: replies.count(reply.document["findings"], "warning")}
