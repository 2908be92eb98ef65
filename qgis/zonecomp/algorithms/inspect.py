"""zonecomp inspect: what layers are."""
from __future__ import annotations

import os
from typing import Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingUtils,
)

from .. import layers
from ..texts import language, say
from .base import ZoneCompAlgorithm, tell_findings


class InspectAlgorithm(ZoneCompAlgorithm):
    COMMAND = "inspect"
    GROUP = ("layers", "Layers", "图层")
    TITLE = ("Inspect layers", "查看图层")
    HELP = (
        (
            "Says what layers are: format, encoding, CRS, fields, ground covered, broken features, and how each was"
            " decided."
        ),
        "说明图层是什么：格式、编码、坐标系、字段、覆盖面积、有问题的图形，以及各项如何判定。",
    )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:  # noqa: N802
        self.addParameter(QgsProcessingParameterMultipleLayers("LAYERS", say("Layers", "图层"), QgsProcessing.TypeVector))
        self.addOutput(QgsProcessingOutputNumber(self.ERRORS, say("Findings of severity error", "错误级问题数")))
        self.addOutput(
            QgsProcessingOutputString(
                "CODE_FIELD", say("Code field of the first layer that has one", "首个有代码字段的图层的代码字段")
            )
        )
        self.addOutput(QgsProcessingOutputString("NAME_FIELD", say("Name field of that layer", "该图层的名称字段")))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:  # noqa: N802
        refused = layers.refusals([parameters.get("LAYERS")], context)
        return (False, refused) if refused else super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> bool:
        self._inputs = [
            layers.layer_input(layer, layer, context) for layer in layers.given(parameters.get("LAYERS"), context)
        ]
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> dict[str, Any]:
        package = os.path.join(QgsProcessingUtils.tempFolder(), "inspect.layers.gpkg")
        inputs = layers.written(self._inputs, package, feedback)
        paths = list(dict.fromkeys(each.path for each in inputs))
        inspected = self.call(["inspect", *paths, "--json"], feedback).document
        errors, code, name = 0, "", ""
        for each in inspected:
            info = each["info"]
            wanted = [given for given in inputs if os.path.abspath(given.path) == os.path.abspath(info["path"])]
            if not any(given.table in (None, info["layer_name"]) for given in wanted):
                continue  # another layer of the same container
            self._tell_layer(each, feedback)
            errors += tell_findings(each["findings"], feedback)
            if not code and each.get("region_code_field"):
                code, name = each["region_code_field"], each.get("region_name_field") or ""
        return {self.ERRORS: errors, "CODE_FIELD": code, "NAME_FIELD": name}

    @staticmethod
    def _tell_layer(inspected: dict[str, Any], feedback: QgsProcessingFeedback) -> None:
        info, crs = inspected["info"], inspected["crs"]
        feedback.pushInfo(f"\n{info['path']}: {info['layer_name']}")
        named = f"{crs['code'] or ''} {crs['name']}".strip() if crs else say("none stated or not readable", "未给出或无法识别")
        area = f"{inspected['area_m2'] / 1000000:,.4f} km²" if inspected["area_m2"] is not None else ""
        for label, value in (
            (say("format", "格式"), info["format"]),
            (say("geometry", "几何类型"), info["kind"]),
            (say("features", "要素数"), inspected["features"]),
            (say("CRS", "坐标系"), named),
            (say("encoding", "编码"), info.get("encoding") or ""),
            (say("ground covered", "覆盖面积"), area),
            (
                say("looks like", "疑似规范"),
                (inspected.get("schema") or {}).get("schema", {}).get("title", {}).get(language(), ""),
            ),
        ):
            if value != "":
                feedback.pushInfo(f"  {label}: {value}")
        for field, examples in zip(info["fields"], inspected["examples"]):
            feedback.pushInfo(f"  {field['name']} ({field['type']}): {' | '.join(examples)}")
