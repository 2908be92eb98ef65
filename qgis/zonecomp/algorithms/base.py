"""What all algorithms share: the call of the program, its findings in the log, its results in the project."""
from __future__ import annotations

import os
from typing import Any, Callable, Optional, Sequence

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProject,
)
from qgis.PyQt.QtCore import QThread
from qgis.PyQt.QtGui import QIcon
from qgis.utils import iface

from .. import replies, results, settings
from ..program import CANCELLED, FINDINGS, ProgramError, Reply, run
from ..texts import say

# Lives on the main thread, where the algorithms are loaded; results are opened there.
LOADER = results.Loader()


class ZoneCompAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that is one command of the program."""

    OUTPUT = "OUTPUT"
    LOAD = "LOAD"
    REGION_LAYER = "REGION_LAYER"
    FINDINGS = "FINDINGS"
    ERRORS = "ERRORS"
    WARNINGS = "WARNINGS"

    COMMAND = ""
    GROUP = ("results", "Results", "结果")
    TITLE = ("", "")
    HELP = ("", "")

    def createInstance(self) -> "ZoneCompAlgorithm":  # noqa: N802 (QGIS's names, here and below)
        return type(self)()

    def name(self) -> str:
        return self.COMMAND

    def displayName(self) -> str:  # noqa: N802
        return say(*self.TITLE)

    def group(self) -> str:
        return say(*self.GROUP[1:])

    def groupId(self) -> str:  # noqa: N802
        return self.GROUP[0]

    def icon(self) -> QIcon:
        return settings.icon()

    def shortHelpString(self) -> str:  # noqa: N802
        return say(*self.HELP)

    def canExecute(self) -> tuple[bool, str]:  # noqa: N802
        try:
            settings.program()
        except ProgramError as failed:
            return False, str(failed)
        return True, ""

    def add_advanced(self, parameter: QgsProcessingParameterDefinition) -> None:
        parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.FlagAdvanced)
        self.addParameter(parameter)

    def add_policy(self) -> None:
        self.addParameter(
            QgsProcessingParameterFile(
                "POLICY", say("Policy file (YAML)", "测算方案（YAML）"), fileFilter="YAML (*.yaml *.yml)"
            )
        )

    def add_results_folder(self, name: str, label: str) -> None:
        self.addParameter(QgsProcessingParameterFile(name, label, behavior=QgsProcessingParameterFile.Folder))

    def add_results(self) -> None:
        """The folder that a run writes, what lies in it, and how many findings there were."""
        self.addParameter(
            QgsProcessingParameterFolderDestination(
                self.OUTPUT,
                say("Folder of the results (an earlier result there is replaced as a whole)", "结果目录（其中原有结果整体替换）"),
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(self.LOAD, say("Open the results in the project", "在项目中打开结果"), True)
        )
        self.addOutput(
            QgsProcessingOutputVectorLayer(
                self.REGION_LAYER, say("Regions with all figures", "各区域及全部数值"), QgsProcessing.TypeVectorPolygon
            )
        )
        self.add_findings()

    def add_findings(self) -> None:
        self.addOutput(
            QgsProcessingOutputVectorLayer(
                self.FINDINGS, say("Findings as points", "检查发现（点）"), QgsProcessing.TypeVectorPoint
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.ERRORS, say("Findings of severity error", "错误级问题数")))
        self.addOutput(QgsProcessingOutputNumber(self.WARNINGS, say("Findings of severity warning", "警告级问题数")))

    def add_totals(self) -> None:
        self.addOutput(QgsProcessingOutputNumber("TOTAL_YUAN", say("Total of all schemes (yuan)", "各资金项目合计（元）")))
        self.addOutput(QgsProcessingOutputString("TOTALS", say("Totals by scheme, exact (JSON)", "各资金项目合计，精确值（JSON）")))

    def folder(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        return os.path.abspath(self.parameterAsString(parameters, name, context))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> bool:
        # Windows replaces no folder whose files are open: earlier results leave the project until the run has ended.
        on_main_thread = QThread.currentThread() == QgsApplication.instance().thread()
        self._closed = (
            os.name == "nt"
            and iface is not None
            and on_main_thread
            and results.close(self.folder(parameters, self.OUTPUT, context), QgsProject.instance())
        )
        return True

    def call(self, arguments: Sequence[str], feedback: QgsProcessingFeedback) -> Reply:
        """Runs the program. What it could not do ends the algorithm; findings of severity error are the caller's."""
        try:
            program = settings.program()
            feedback.pushInfo(f"{program.path} {program.version}")
            feedback.pushCommandInfo(" ".join(arguments))
            reply = run(program, arguments, self._progress_into(feedback), feedback.isCanceled)
        except ProgramError as failed:
            raise QgsProcessingException(str(failed)) from failed
        if reply.code == CANCELLED:
            raise QgsProcessingException(say("cancelled; earlier results are as they were", "已取消；原有结果保持不变"))
        if reply.error and (reply.code != FINDINGS or reply.document is None):
            raise QgsProcessingException(reply.error)
        return reply

    @staticmethod
    def _progress_into(feedback: QgsProcessingFeedback) -> Callable[[str, float], None]:
        """The share moves the bar; a stage is named once."""
        named: list[str] = []

        def tell(stage: str, share: float) -> None:
            feedback.setProgress(100 * share)
            if stage not in named[-1:]:
                named.append(stage)
                feedback.setProgressText(stage)

        return tell

    def call_for_results(
        self, arguments: Sequence[str], folder: str, load: bool, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Runs a command that writes results into the folder, and opens them, or else the findings that stopped it."""
        opens = self._closed
        try:
            os.makedirs(os.path.dirname(folder), exist_ok=True)
            reply = self.call(arguments, feedback)
            document = reply.document
            errors = tell_findings(document["findings"], feedback)
            if reply.code == FINDINGS:
                raise QgsProcessingException(self._stopped(errors, folder + ".findings.gpkg", load))
            opens = opens or load
        finally:
            if opens and iface is not None:
                LOADER.results_written.emit(folder)
        package = os.path.join(folder, results.PACKAGE)
        return {
            self.OUTPUT: folder,
            self.REGION_LAYER: results.table(package, "regions"),
            self.FINDINGS: results.table(package, "findings"),
            self.ERRORS: errors,
            self.WARNINGS: replies.count(document["findings"], "warning"),
            "REPLY": document,
        }

    @staticmethod
    def _stopped(errors: int, package: str, load: bool) -> str:
        """What is said where findings of severity error stood in the way; they are opened."""
        if load and iface is not None and os.path.isfile(package):
            LOADER.findings_written.emit(package)
        return say(
            (
                f"{errors} findings of severity error: no results were written; earlier ones are as they were. "
                f"The findings as points: {package}"
            ),
            f"有 {errors} 条错误级问题，未写出结果；原有结果保持不变。检查发现（点）：{package}",
        )


def tell_findings(findings: Sequence[dict[str, Any]], feedback: QgsProcessingFeedback) -> int:
    """Puts the findings into the log, each with its weight, and gives the number of errors."""
    for severity, line in replies.finding_lines(findings):
        if severity == "error":
            feedback.reportError(line)
        elif severity == "warning":
            feedback.pushWarning(line)
        else:
            feedback.pushInfo(line)
    return replies.count(findings, "error")


def totals(document: Optional[dict[str, Any]], feedback: QgsProcessingFeedback) -> dict[str, Any]:
    """The amounts by scheme, and their sum."""
    amounts = replies.scheme_totals(document or {})
    for name, amount in amounts.items():
        feedback.pushInfo(say(f"{name}: {amount} yuan", f"{name}：{amount} 元"))
    return {"TOTAL_YUAN": float(sum(amounts.values())), "TOTALS": replies.as_json(amounts)}
