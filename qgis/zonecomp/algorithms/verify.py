"""zonecomp verify: whether results are as their run left them."""
from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterString,
)

from .. import arguments
from ..program import FINDINGS
from ..texts import language, say
from .base import ZoneCompAlgorithm


class VerifyAlgorithm(ZoneCompAlgorithm):
    COMMAND = "verify"
    TITLE = ("Verify results", "核验结果")
    HELP = (
        (
            "Recomputes the digests of all result files and the sums that must hold. Results that were touched since"
            " their run are an error, so that no model goes on with them."
        ),
        "重新计算全部结果文件的摘要与各项合计。结果在运行之后被改动即为错误，模型不会继续使用。",
    )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:  # noqa: N802
        self.add_results_folder("RESULTS", say("Folder of results", "结果目录"))
        self.addParameter(
            QgsProcessingParameterString("SEAL", say("Digest noted when the run was made", "运行时记下的封印"), optional=True)
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                "INPUTS", say("Also say which inputs changed since the run", "另列出运行后有变动的输入文件"), False
            )
        )
        self.addOutput(QgsProcessingOutputBoolean("UNTOUCHED", say("Untouched", "未改动")))
        self.addOutput(QgsProcessingOutputString("SEAL_FOUND", say("Seal", "封印")))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> dict[str, Any]:
        folder = self.folder(parameters, "RESULTS", context)
        reply = self.call(
            [
                "verify",
                folder,
                *arguments.options(
                    seal=self.parameterAsString(parameters, "SEAL", context),
                    inputs=self.parameterAsBool(parameters, "INPUTS", context),
                    json=True,
                ),
            ],
            feedback,
        )
        report = reply.document
        for law in report["laws"]:
            line = f"{law['law'][language()]} ({law['checked']})"
            if law["holds"]:
                feedback.pushInfo(say("holds: ", "成立：") + line)
            else:
                feedback.reportError(say("BROKEN: ", "不成立：") + line + ": " + law["breach"][language()])
        for changed in report["inputs"]:
            feedback.pushWarning(say("input ", "输入 ") + f"{changed['path']}: {changed['what'][language()]}")
        for touched in report["touched"]:
            feedback.reportError(f"{touched['path']}: {touched['what'][language()]}")
        if reply.code == FINDINGS:
            raise QgsProcessingException(say(f"TOUCHED: {folder} is not as the run left it", f"有改动：{folder} 与运行时不一致"))
        feedback.pushInfo(
            say(
                f"untouched: {report['files']} files; seal {report['seal']}",
                f"未改动：{report['files']} 个文件；封印 {report['seal']}",
            )
        )
        return {"UNTOUCHED": True, "SEAL_FOUND": report["seal"]}
