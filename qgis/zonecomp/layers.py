"""Layers of the project as the program's inputs: by path where the file says all, else exported, and told why."""
from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, Iterable, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from . import arguments
from .texts import say

# What the program reads by itself; QGIS exports the rest.
_READ = (".shp", ".gpkg", ".geojson", ".parquet")


@dataclass(frozen=True)
class Export:
    """A copy to be made of a layer: what is in it, and why the layer's own file would not do.

    :param expected: how many features it must have; None where QGIS only estimates them or cannot say
    """

    reasons: Sequence[str]
    source: QgsVectorLayerFeatureSource
    request: QgsFeatureRequest
    fields: QgsFields
    taken: Sequence[int]
    geometry: QgsWkbTypes.Type
    crs: QgsCoordinateReferenceSystem
    transforms: QgsCoordinateTransformContext
    expected: Optional[int]


@dataclass(frozen=True)
class LayerInput:
    """A layer as the program is to see it. Made on the main thread; its export is written on the algorithm's."""

    title: str
    path: str
    table: Optional[str]
    field: Optional[str]
    remarks: Sequence[str]
    export: Optional[Export]


def given(value: Any, context: QgsProcessingContext) -> list[QgsVectorLayer]:
    """The layers that a parameter's value names: each of them, since Processing itself drops what it does not find.

    :raises QgsProcessingException: one cannot be opened
    """
    if isinstance(value, (list, tuple)):
        return [layer for each in value for layer in given(each, context)]
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProperty):
        value = value.value(context.expressionContext())[0]
    if value is None or value == "":
        return []
    layer = value if isinstance(value, QgsVectorLayer) else QgsProcessingUtils.mapLayerFromString(str(value), context)
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
        raise QgsProcessingException(say(f"{value}: there is no such vector layer", f"{value}：没有该矢量图层"))
    return [layer]


def refusal(layer: QgsVectorLayer) -> Optional[str]:
    """Why a layer cannot be computed with as it is; None where it can."""
    if layer.isEditable() and layer.isModified():
        return say(
            f"{layer.name()}: has unsaved edits. Save or discard them (Layer > Save Layer Edits), then run again",
            f"{layer.name()}：有未保存的编辑。请先保存或放弃（图层 > 保存图层编辑），再运行",
        )
    return None


def refusals(values: Iterable[Any], context: QgsProcessingContext) -> str:
    """Why a run cannot start with the layers that are named; empty where it can."""
    try:
        return "\n".join(filter(None, map(refusal, given(list(values), context))))
    except QgsProcessingException as missing:
        return str(missing)


def layer_input(
    value: Any,
    layer: QgsVectorLayer,
    context: QgsProcessingContext,
    field: Optional[str] = None,
    kept: Optional[Sequence[str]] = None,
) -> LayerInput:
    """What the program gets for a layer parameter.

    :param value: the parameter's value, which may ask for selected features alone, for a filter, for so many features
    :param field: field of the zone classes
    :param kept: the fields that an export takes along; None for all
    """
    refused = refusal(layer)
    if refused:
        raise QgsProcessingException(refused)
    used = list(kept or ([field] if field else []))
    for name in used:
        if layer.fields().lookupField(name) < 0:
            raise QgsProcessingException(say(f"{layer.name()}: has no field {name}", f"{layer.name()}：没有字段 {name}"))
    request = QgsFeatureRequest()
    reasons = _asked_for(value, layer, request, context)
    remarks = []
    if layer.selectedFeatureCount() and not request.filterFids():
        remarks.append(
            say(
                f"{layer.name()}: all its features are taken, though {layer.selectedFeatureCount()} are selected",
                f"{layer.name()}：取全部要素，而非仅选中的 {layer.selectedFeatureCount()} 个",
            )
        )
    path, table = _file(layer)
    reasons += _more_than_the_file(layer, path, table, field, used)
    if not reasons:
        return LayerInput(layer.name(), path, table, field, remarks, None)
    fields = layer.fields()
    taken = range(fields.count()) if kept is None else sorted({fields.lookupField(name) for name in kept})
    export = Export(
        reasons,
        QgsVectorLayerFeatureSource(layer),
        request.setSubsetOfAttributes(list(taken)),
        fields,
        list(taken),
        layer.wkbType(),
        layer.crs(),
        context.transformContext(),
        _expected(layer, request),
    )
    return LayerInput(layer.name(), "", None, field, remarks, export)


def _expected(layer: QgsVectorLayer, request: QgsFeatureRequest) -> Optional[int]:
    """How many features a request gives, counted, not read: what breaks off is no small layer."""
    if (
        request.filterExpression() is not None
        or request.limit() >= 0
        or layer.dataProvider().uri().useEstimatedMetadata()
    ):
        return None
    if request.filterFids():
        return len(request.filterFids())
    return layer.featureCount() if layer.featureCount() >= 0 else None


def argument(layer: LayerInput) -> str:
    return arguments.layer(layer.path, layer.table, layer.field)


def written(inputs: Iterable[LayerInput], package: str, feedback: QgsProcessingFeedback) -> list[LayerInput]:
    """The inputs with what must be exported in the GeoPackage, which replaces an earlier one as a whole."""
    inputs = list(inputs)
    for each in inputs:
        for remark in each.remarks:
            feedback.pushWarning(remark)
    if not any(each.export for each in inputs):
        return inputs
    os.makedirs(os.path.dirname(package), exist_ok=True)
    beside = package[: -len(".gpkg")] + ".new.gpkg"
    tables: list[str] = []
    told: list[str] = []
    result = []
    try:
        for each in inputs:
            if each.export:
                table = arguments.table_name(each.title, tables)
                count = _write(each, each.export, beside, table, first=not tables, feedback=feedback)
                tables.append(table)
                why = say("; ", "；").join(each.export.reasons)
                told.append(
                    say(
                        f"{each.title}: {count} features exported to {package} ({table}), since: {why}",
                        f"{each.title}：{count} 个要素导出到 {package}（{table}），原因：{why}",
                    )
                )
                each = LayerInput(each.title, package, table, each.field, (), None)
            result.append(each)
    except QgsProcessingException:
        if os.path.exists(beside):
            os.remove(beside)
        raise
    try:
        os.replace(beside, package)
    except OSError as failed:
        raise QgsProcessingException(
            say(
                f"{package}: cannot be replaced ({failed}). Remove its layers from the project, then run again",
                f"{package}：无法替换（{failed}）。请将其图层移出项目后再运行",
            )
        ) from failed
    for line in told:
        feedback.pushWarning(line)
    return result


def _asked_for(
    value: Any, layer: QgsVectorLayer, request: QgsFeatureRequest, context: QgsProcessingContext
) -> list[str]:
    """Puts what the parameter's value asks for into the request, and says it."""
    if not isinstance(value, QgsProcessingFeatureSourceDefinition):
        return []
    reasons = []
    if value.selectedFeaturesOnly:
        if not layer.selectedFeatureCount():
            raise QgsProcessingException(
                say(
                    f"{layer.name()}: selected features alone were asked for; none is selected",
                    f"{layer.name()}：要求只取选中的要素，但没有选中任何要素",
                )
            )
        request.setFilterFids(layer.selectedFeatureIds())
        reasons.append(
            say(
                f"the {layer.selectedFeatureCount()} selected of {layer.featureCount()} features",
                f"{layer.featureCount()} 个要素中选中的 {layer.selectedFeatureCount()} 个",
            )
        )
    expression = getattr(value, "filterExpression", "")  # QGIS 3.32 and later
    if expression:
        request.setFilterExpression(expression)
        request.setExpressionContext(context.expressionContext())
        reasons.append(say(f"filter of the algorithm: {expression}", f"算法中的筛选：{expression}"))
    if value.featureLimit > 0:
        request.setLimit(value.featureLimit)
        reasons.append(say(f"the first {value.featureLimit} features alone", f"仅前 {value.featureLimit} 个要素"))
    return reasons


def _file(layer: QgsVectorLayer) -> tuple[str, Optional[str]]:
    """Path and table of a layer's file; an empty path where there is none."""
    if layer.providerType() != "ogr":
        return "", None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = parts.get("path") or ""
    if parts.get("vsiPrefix") or not os.path.isfile(path):
        return "", None
    table = parts.get("layerName") or None
    if table is None and path.lower().endswith(".gpkg"):
        # A package may have got a second layer since: the one that QGIS shows is named.
        table = layer.dataProvider().subLayers()[0].split(layer.dataProvider().sublayerSeparator())[1]
    return path, table if path.lower().endswith(".gpkg") else None


def _more_than_the_file(
    layer: QgsVectorLayer, path: str, table: Optional[str], field: Optional[str], used: Sequence[str]
) -> list[str]:
    """What QGIS knows of the layer beyond its file, so that the file alone would give other results."""
    reasons = []
    if layer.subsetString():
        reasons.append(say(f"filter of the layer: {layer.subsetString()}", f"图层筛选：{layer.subsetString()}"))
    if not path:
        reasons.append(say(f"no file of its own ({layer.providerType()})", f"没有自己的文件（{layer.providerType()}）"))
        return reasons
    if not path.lower().endswith(_READ):
        reasons.append(
            say(
                f"the program does not read {os.path.splitext(path)[1] or path} by itself",
                f"程序本身不读取 {os.path.splitext(path)[1] or path}",
            )
        )
    if os.path.realpath(path).startswith(os.path.realpath(QgsProcessingUtils.tempFolder()) + os.sep):
        reasons.append(say("its file is a temporary one of QGIS", "其文件是 QGIS 的临时文件"))
    if layer.crs() != layer.dataProvider().crs():
        reasons.append(
            say(
                f"CRS set in QGIS: {_crs(layer.crs())}; the file states {_crs(layer.dataProvider().crs())}",
                f"坐标系在 QGIS 中设定为 {_crs(layer.crs())}；文件为 {_crs(layer.dataProvider().crs())}",
            )
        )
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    if parts.get("openOptions") or "geometrytype=" in layer.source().lower():
        reasons.append(say("opened with options that the file does not hold", "打开时带有文件之外的选项"))
    fields = layer.fields()
    for name in used:
        if fields.fieldOrigin(fields.lookupField(name)) != QgsFields.OriginProvider:
            reasons.append(say(f"field {name} is joined or computed in QGIS", f"字段 {name} 由 QGIS 连接或计算得到"))
    if not arguments.is_told_apart(table, field):
        reasons.append(say("a colon in the name of its table or field", "图层表名或字段名中有冒号"))
    return reasons


def _crs(crs: QgsCoordinateReferenceSystem) -> str:
    return crs.authid() or crs.description() or say("none", "无")


def _write(
    layer: LayerInput, export: Export, package: str, table: str, first: bool, feedback: QgsProcessingFeedback
) -> int:
    """Writes the table, and gives the number of its features: all that QGIS counts, or none."""
    why = say("; ", "；").join(export.reasons)
    fields = QgsFields()
    for index in export.taken:
        fields.append(export.fields.at(index))
    names = [fields.at(index).name().casefold() for index in range(fields.count())]
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.fileEncoding = "UTF-8"
    options.layerName = table
    options.actionOnExistingFile = (
        QgsVectorFileWriter.CreateOrOverwriteFile if first else QgsVectorFileWriter.CreateOrOverwriteLayer
    )
    options.layerOptions = [
        f"IDENTIFIER={layer.title}",
        f"DESCRIPTION={layer.title}: {why}",
        "FID=" + _unused("fid", names),
        "GEOMETRY_NAME=" + _unused("geom", names),
    ]
    writer = QgsVectorFileWriter.create(package, fields, export.geometry, export.crs, export.transforms, options)
    count = 0
    if writer.hasError() == QgsVectorFileWriter.NoError:
        for feature in export.source.getFeatures(export.request):
            if feedback.isCanceled():
                raise QgsProcessingException(say("cancelled", "已取消"))
            copy = QgsFeature(fields)
            copy.setGeometry(feature.geometry())
            copy.setAttributes([feature.attribute(index) for index in export.taken])
            if not writer.addFeature(copy):
                break
            count += 1
    message = writer.errorMessage()
    del writer  # closes the file
    if message:
        raise QgsProcessingException(
            say(
                f"{layer.title}: cannot be exported to {package}: {message}", f"{layer.title}：无法导出到 {package}：{message}"
            )
        )
    if export.expected not in (None, count):
        raise QgsProcessingException(
            say(
                (
                    f"{layer.title}: QGIS counts {export.expected} features, but {count} could be read; is its source"
                    " all there?"
                ),
                f"{layer.title}：QGIS 计有 {export.expected} 个要素，但只读到 {count} 个；请检查数据源是否完整",
            )
        )
    return count


def _unused(name: str, taken: Sequence[str]) -> str:
    while name in taken:
        name = "_" + name
    return name
