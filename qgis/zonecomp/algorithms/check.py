"""zonecomp check: every finding, no results."""
from __future__ import annotations

import os
from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
)
from qgis.utils import iface

from .. import arguments, replies, results
from ..texts import say
from .base import LOADER, ZoneCompAlgorithm, tell_findings


class CheckAlgorithm(ZoneCompAlgorithm):
    COMMAND = "check"
    GROUP = ("policy", "Policy", "测算方案")
    TITLE = ("Check a policy and its data", "检查测算方案及其数据")
    HELP = (
        "Does the whole computation of a policy and reports every finding as a point to zoom to; writes no results.",
        "按测算方案试算，将发现的所有问题写成可缩放定位的点；不写出结果。",
    )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:  # noqa: N802
        self.add_policy()
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.OUTPUT, say("Findings", "检查发现"), fileFilter="GeoPackage (*.gpkg)"
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(self.LOAD, say("Open the findings in the project", "在项目中打开检查发现"), True)
        )
        self.add_findings()
        self.addOutput(QgsProcessingOutputBoolean("CAN_RUN", say("The policy can run", "可以运行")))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> dict[str, Any]:
        package = os.path.splitext(self.folder(parameters, self.OUTPUT, context))[0] + ".gpkg"
        os.makedirs(os.path.dirname(package), exist_ok=True)
        reply = self.call(
            ["check", self.folder(parameters, "POLICY", context), *arguments.options(output=package, json=True)],
            feedback,
        )
        findings = reply.document["findings"]
        errors = tell_findings(findings, feedback)
        if errors:
            feedback.pushWarning(
                say(
                    (
                        f"{errors} findings of severity error: the policy cannot run until they are mended, "
                        "or accepted by name with a reason"
                    ),
                    f"有 {errors} 条错误级问题：须先改正，或在测算方案中写明理由按代码认可，方可运行",
                )
            )
        if self.parameterAsBool(parameters, self.LOAD, context) and iface is not None and os.path.isfile(package):
            LOADER.findings_written.emit(package)
        return {
            self.OUTPUT: package,
            self.FINDINGS: results.table(package, "findings"),
            self.ERRORS: errors,
            self.WARNINGS: replies.count(findings, "warning"),
            "CAN_RUN": reply.code == 0,
        }
