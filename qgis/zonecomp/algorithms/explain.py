"""zonecomp explain: how a region's figures came about."""
from __future__ import annotations

import html
from typing import Any, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from .. import arguments
from ..texts import say
from .base import ZoneCompAlgorithm


class ExplainAlgorithm(ZoneCompAlgorithm):
    COMMAND = "explain"
    TITLE = ("Explain a region's figures", "说明区域数字的由来")
    HELP = (
        (
            "Says how a figure came about: the formula as written, with values in it, down to areas, polygons and table"
            " cells."
        ),
        "说明数字的由来：测算方案中的公式、代入的数值，直至面积、图斑与表格单元。",
    )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:  # noqa: N802
        self.add_results_folder("RESULTS", say("Folder of results", "结果目录"))
        self.addParameter(QgsProcessingParameterString("REGION", say("Code of the region", "区域代码")))
        self.addParameter(
            QgsProcessingParameterString(
                "COLUMN",
                say("Indicator, factor, class, layer or scheme (empty: everything)", "指标、系数、类别、图层或资金项目（留空为全部）"),
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean("FULL", say("List every value of long sums", "列出长合计的每一项"), False)
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(self.OUTPUT, say("Explanation", "说明"), fileFilter="HTML (*.html)")
        )

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> dict[str, Any]:
        path = self.folder(parameters, self.OUTPUT, context)
        column = self.parameterAsString(parameters, "COLUMN", context)
        reply = self.call(
            [
                "explain",
                self.folder(parameters, "RESULTS", context),
                *arguments.options(
                    region=self.parameterAsString(parameters, "REGION", context),
                    column=column,
                    full=self.parameterAsBool(parameters, "FULL", context),
                ),
                *([] if column else ["--all"]),
            ],
            feedback,
        )
        text = reply.output.decode("utf-8")
        for line in text.splitlines():
            feedback.pushInfo(line)
        with open(path, "w", encoding="utf-8") as page:
            page.write(f'<!DOCTYPE html>\n<meta charset="utf-8">\n<pre>{html.escape(text)}</pre>\n')
        return {self.OUTPUT: path}
