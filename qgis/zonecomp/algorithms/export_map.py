"""A print layout of results as PDF or picture."""
from __future__ import annotations

import os
from typing import Any, Optional

from qgis.core import (
    QgsLayoutExporter,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsProject,
)

from .. import results
from ..texts import say
from .base import ZoneCompAlgorithm


class ExportMapAlgorithm(ZoneCompAlgorithm):
    COMMAND = "exportmap"
    TITLE = ("Export a map of results", "导出结果地图")
    HELP = (
        "Exports a print layout of results (A3 across, with legend, scale and source) as PDF, PNG or SVG.",
        "将结果的打印布局（A3 横向，含图例、比例尺与来源）导出为 PDF、PNG 或 SVG。",
    )

    def flags(self) -> QgsProcessingAlgorithm.Flags:
        return super().flags() | QgsProcessingAlgorithm.FlagNoThreading

    def canExecute(self) -> tuple[bool, str]:  # noqa: N802
        return True, ""  # without the program

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:  # noqa: N802
        self.add_results_folder("RESULTS", say("Folder of results", "结果目录"))
        self.addParameter(
            QgsProcessingParameterString(
                "LAYOUT",
                say("Name of the layout (empty: of the figure that the results open with)", "布局名称（留空为结果打开时显示的数值）"),
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.OUTPUT, say("Map", "地图"), fileFilter="PDF (*.pdf);;PNG (*.png);;SVG (*.svg)"
            )
        )

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> dict[str, Any]:
        folder, path = (self.folder(parameters, name, context) for name in ("RESULTS", self.OUTPUT))
        project = QgsProject()
        if not project.read(os.path.join(folder, results.PROJECT)):
            raise QgsProcessingException(
                say(
                    f"{folder}: holds no {results.PROJECT}: not a folder of results",
                    f"{folder}：没有 {results.PROJECT}，不是结果目录",
                )
            )
        layout = results.layout(project, self.parameterAsString(parameters, "LAYOUT", context))
        if layout is None:
            names = ", ".join(each.name() for each in project.layoutManager().printLayouts())
            raise QgsProcessingException(say(f"there is no such layout; there are: {names}", f"没有该布局；现有布局：{names}"))
        exporter = QgsLayoutExporter(layout)
        ending = os.path.splitext(path)[1].lower()
        if ending == ".pdf":
            done = exporter.exportToPdf(path, QgsLayoutExporter.PdfExportSettings())
        elif ending == ".svg":
            done = exporter.exportToSvg(path, QgsLayoutExporter.SvgExportSettings())
        else:
            done = exporter.exportToImage(path, QgsLayoutExporter.ImageExportSettings())
        if done != QgsLayoutExporter.Success:
            raise QgsProcessingException(
                say(f"{path}: cannot be written: {exporter.errorFile()}", f"{path}：无法写入：{exporter.errorFile()}")
            )
        feedback.pushInfo(f"{layout.name()}: {path}")
        return {self.OUTPUT: path}
