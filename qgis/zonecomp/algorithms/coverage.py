"""zonecomp coverage: what share of each region the project's layers cover, without a policy file."""
from __future__ import annotations

from typing import Any, Iterator, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsVectorLayer,
)

from .. import arguments, layers, replies
from ..texts import say
from .base import ZoneCompAlgorithm

# Layers whose field makes their classes; the last two are shown among the advanced parameters.
_CLASSED = 4
_LAYERS = ("REGIONS", "ZONES", *(f"CLASSED_{number}" for number in range(1, _CLASSED + 1)))
_AREA = ("equal-area", "survey", "geodesic", "planar")
_OVERLAPS = ("", "count_in_each", "first_by_code", "half_each")


class CoverageAlgorithm(ZoneCompAlgorithm):
    COMMAND = "coverage"
    GROUP = ("layers", "Layers", "图层")
    TITLE = ("Coverage from layers", "由图层计算覆盖率")
    HELP = (
        (
            "What share of each region do the zone layers cover, alone and together, with ground counted once? No"
            " policy file is needed; one that repeats the figures is written beside the results. Faults of the layers"
            " are told; errors stop the computation.\n\nLayers of the project that are more than a file (filtered,"
            " selected, in memory, in a database) are exported beside the results, and the log says why. Layers with"
            " unsaved edits are refused."
        ),
        (
            "各生态区图层单独及合计占各区域多大比例？重叠的土地只计一次。无须测算方案；可重复计算的测算方案写在结果旁边。"
            "图层中的问题会逐一说明，有错误时停止计算。\n\n项目中不等同于文件的图层（有筛选、仅选中要素、内存或数据库图层）"
            "先导出到结果旁边，并在日志中说明原因。有未保存编辑的图层不予计算。"
        ),
    )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:  # noqa: N802
        polygons = [QgsProcessing.TypeVectorPolygon]
        self.addParameter(QgsProcessingParameterFeatureSource("REGIONS", say("Regions", "区域"), polygons))
        self.addParameter(
            QgsProcessingParameterField(
                "CODE", say("Field of the regions' code", "区域代码字段"), parentLayerParameterName="REGIONS", optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterField(
                "NAME", say("Field of the regions' name", "区域名称字段"), parentLayerParameterName="REGIONS", optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterMultipleLayers(
                "ZONES",
                say("Zone layers, each one class", "生态区图层（每个图层为一类）"),
                QgsProcessing.TypeVectorPolygon,
                optional=True,
            )
        )
        for number in range(1, _CLASSED + 1):
            layer = QgsProcessingParameterFeatureSource(
                f"CLASSED_{number}",
                say(f"Zone layer {number} with classes by a field", f"按字段分类的生态区图层 {number}"),
                polygons,
                optional=True,
            )
            field = QgsProcessingParameterField(
                f"FIELD_{number}",
                say(f"Its class field (layer {number})", f"其类别字段（图层 {number}）"),
                parentLayerParameterName=f"CLASSED_{number}",
                optional=True,
            )
            for parameter in (layer, field):
                self.add_advanced(parameter) if number > 2 else self.addParameter(parameter)
        self.addParameter(
            QgsProcessingParameterNumber(
                "YEAR",
                say("Year that the results carry (empty: this year)", "结果所属年份（留空为今年）"),
                optional=True,
                minValue=1,
            )
        )
        self.add_results()
        self.add_advanced(QgsProcessingParameterEnum("AREA", say("Area method", "面积方法"), list(_AREA), defaultValue=0))
        self.add_advanced(
            QgsProcessingParameterEnum(
                "OVERLAPS",
                say("Ground in two regions", "两个区域重叠处"),
                [say("an error", "报错"), *_OVERLAPS[1:]],
                defaultValue=0,
            )
        )
        self.add_advanced(
            QgsProcessingParameterBoolean(
                "JOIN_PARTS", say("Features of one code are parts of one region", "代码相同的要素合为一个区域"), False
            )
        )
        self.add_advanced(
            QgsProcessingParameterCrs("CRS", say("CRS of layers that state none", "未给出坐标系的图层的坐标系"), optional=True)
        )
        self.add_advanced(
            QgsProcessingParameterString(
                "ASSUME_CGCS2000",
                say("Take coordinates of another datum as CGCS2000, for this reason", "将其他基准的坐标视为 CGCS2000 的理由"),
                optional=True,
            )
        )
        self.add_advanced(
            QgsProcessingParameterString(
                "ACCEPT",
                say("Findings to accept, a line each: CODE=REASON", "认可的检查发现，每行一条：代码=理由"),
                multiLine=True,
                optional=True,
            )
        )
        self.addOutput(QgsProcessingOutputFile("POLICY", say("Policy that repeats the figures", "可重复计算的测算方案")))
        self.addOutput(QgsProcessingOutputNumber("REGIONS_HA", say("Area of all regions (ha)", "全部区域面积（公顷）")))
        self.addOutput(
            QgsProcessingOutputNumber("COVERED_HA", say("Covered by any layer, counted once (ha)", "各图层合计覆盖，不重复（公顷）"))
        )

    def createCustomParametersWidget(self, parent: Any) -> Any:  # noqa: N802
        from ..coverage_dialog import coverage_dialog  # widgets are not there under qgis_process

        return coverage_dialog(self, parent)

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:  # noqa: N802
        refused = layers.refusals((parameters.get(key) for key in _LAYERS), context)
        return (False, refused) if refused else super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> bool:
        code, name = (self._field(parameters, key, context) for key in ("CODE", "NAME"))
        self._inputs = []
        for key, layer, field in self._given(parameters, context):
            kept = (
                ([field] if field else [])
                if key != "REGIONS"
                else [each for each in (code, name) if each]
                if code
                else None
            )
            value = layer if key == "ZONES" else parameters[key]
            self._inputs.append(layers.layer_input(value, layer, context, field, kept))
        if len(self._inputs) < 2:
            raise QgsProcessingException(say("no zone layer is named", "未指定任何生态区图层"))
        return super().prepareAlgorithm(parameters, context, feedback)

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback  # noqa: N802
    ) -> dict[str, Any]:
        folder = self.folder(parameters, self.OUTPUT, context)
        inputs = layers.written(self._inputs, folder + ".layers.gpkg", feedback)
        crs = self.parameterAsCrs(parameters, "CRS", context)
        command = [
            "coverage",
            *map(layers.argument, inputs),
            *arguments.options(
                output=folder,
                code=self._field(parameters, "CODE", context),
                name=self._field(parameters, "NAME", context),
                area=_AREA[self.parameterAsEnum(parameters, "AREA", context)],
                overlaps=_OVERLAPS[self.parameterAsEnum(parameters, "OVERLAPS", context)],
                join_parts=self.parameterAsBool(parameters, "JOIN_PARTS", context),
                crs=(crs.authid() or crs.toWkt()) if crs.isValid() else "",
                assume_cgcs2000=self.parameterAsString(parameters, "ASSUME_CGCS2000", context),
                year=self.parameterAsInt(parameters, "YEAR", context) if parameters.get("YEAR") is not None else "",
                json=True,
            ),
        ]
        accepted = self.parameterAsString(parameters, "ACCEPT", context).splitlines()
        command += [arguments.option("accept", line.strip()) for line in accepted if line.strip()]
        found = self.call_for_results(command, folder, self.parameterAsBool(parameters, self.LOAD, context), feedback)
        document = found.pop("REPLY")
        regions_ha, covered_ha = replies.all_regions_ha(document)
        feedback.pushInfo(
            say(
                f"{covered_ha:,.2f} of {regions_ha:,.2f} ha are covered by any of the layers, counted once",
                f"各图层合计覆盖 {covered_ha:,.2f} 公顷（不重复），区域共 {regions_ha:,.2f} 公顷",
            )
        )
        return {
            **found,
            "POLICY": document["policy_file"],
            "REGIONS_HA": float(regions_ha),
            "COVERED_HA": float(covered_ha),
        }

    def _given(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> Iterator[tuple[str, QgsVectorLayer, Optional[str]]]:
        """Parameter, layer and class field of every layer, the regions first."""
        for key in _LAYERS:
            field = (
                self._field(parameters, key.replace("CLASSED", "FIELD"), context) if key.startswith("CLASSED") else None
            )
            for layer in layers.given(parameters.get(key), context):
                yield key, layer, field

    def _field(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> Optional[str]:
        return next(iter(self.parameterAsFields(parameters, name, context)), None)
