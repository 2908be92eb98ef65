"""Opens OUT/zonecomp.qgz in QGIS without a screen, checks every layer and renders map and layouts to PNG.

usage: open_in_qgis.py OUT PICTURES
"""
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import (  # noqa: E402
    QgsApplication, QgsCategorizedSymbolRenderer, QgsCoordinateTransform, QgsExpression, QgsExpressionContext, QgsExpressionContextUtils,
    QgsFeature, QgsGraduatedSymbolRenderer, QgsLayoutExporter, QgsLayoutItemMap, QgsMapLayerType, QgsMapRendererSequentialJob, QgsMapSettings, QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402

out, pictures = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
app = QgsApplication([], False)
app.initQgis()
project = QgsProject.instance()
failures = []


def check(condition, what):
    print(("ok    " if condition else "WRONG ") + what)
    if not condition:
        failures.append(what)


check(project.read(os.path.join(out, "zonecomp.qgz")), "project reads")
check(project.crs().isValid(), f"project CRS: {project.crs().description()} {project.crs().toProj()}")
for layer in project.mapLayers().values():
    check(layer.isValid(), f"layer valid: {layer.name()} ({layer.featureCount()} features)")
    if layer.type() != QgsMapLayerType.VectorLayer or not layer.isSpatial():
        continue
    check(layer.crs().authid() == "EPSG:4490", f"  CRS {layer.crs().authid()}")
    if layer.id().startswith("figure_"):
        renderer = layer.renderer()
        graduated = isinstance(renderer, QgsGraduatedSymbolRenderer)
        check(graduated and layer.labelsEnabled(), "  graduated and labelled")
        field = renderer.classAttribute()
        # An expression where a scheme leaves regions out.
        classed = QgsExpression(field if field.startswith("if(") else QgsExpression.quotedColumnRef(field))
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        values = []
        for feature in layer.getFeatures():
            context.setFeature(feature)
            value = classed.evaluate(context)
            if value is not None and str(value) != "NULL":
                values.append(value)
        check(not classed.hasEvalError(), f"  class expression evaluates {classed.evalErrorString()}")
        missed = [v for v in values if not any(r.lowerValue() <= v <= r.upperValue() for r in renderer.ranges())]
        check(not missed, f"  every one of {len(values)} values of {field} is in a class")
        check(layer.attributeAlias(layer.fields().indexOf("region_name")) == "行政区名称", "  Chinese aliases")
        context.setFeature(next(layer.getFeatures()))
        tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
        check("[%" not in tip and next(layer.getFeatures())["region_code"] in tip, f"  map tip: {tip[:160]!r}")
    check(layer.simplifyMethod().simplifyHints() != 0, "  drawn without corners closer than a pixel")
    if layer.id() == "layer_findings":
        shown = {c.value(): c.renderState() for c in layer.renderer().categories()}
        check(shown == {"error": True, "warning": True, "note": False}, f"  severities shown: {shown}")
    if layer.id() in ("layer_level_borders", "panel_level_borders"):
        widths = [c.symbol().width() for c in layer.renderer().categories()]
        check(widths == sorted(widths) and widths[0] > (0.15 if layer.id().startswith("layer") else 0.1), f"  borders heavier by level: {widths} mm")

table = project.mapLayer("layer_allocation")
if table is not None:
    check(table.attributeAlias(table.fields().indexOf("amount_yuan")) == "下达额（元）", "allocation table has aliases")
    relations = list(project.relationManager().relations().values())
    check(len(relations) == 1 and relations[0].isValid(), "allocation table has its relation to the regions")
    region = next(feature for feature in project.mapLayer("regions_ground").getFeatures())
    check(relations[0].getRelatedFeatures(region).nextFeature(QgsFeature()), "  which finds a region's rows")
check("Albers" in project.crs().description(), "project CRS has a name")

tree = [node.layerId() for node in project.layerTreeRoot().findLayers() if node.layer() is not None]
check(sorted(tree) == sorted(project.mapLayers()), f"all {len(tree)} layers stand in the tree")

# The same table added by hand takes its style and aliases from the package.
bare = QgsVectorLayer(os.path.join(out, "zonecomp.gpkg") + "|layername=regions", "bare", "ogr")
check(bare.isValid() and isinstance(bare.renderer(), QgsGraduatedSymbolRenderer), "regions added by hand comes styled")
check(bare.attributeAlias(bare.fields().indexOf("region_code")) == "行政区划代码", "regions added by hand has aliases")

drawn = [project.mapLayer(name) for name in ("layer_ground", "layer_zones", "regions_ground") if project.mapLayer(name) is not None]
for layer in drawn[:-1]:
    check(isinstance(layer.renderer(), QgsCategorizedSymbolRenderer), f"{layer.name()}: {len(layer.renderer().categories())} categories")
    values = {f[layer.renderer().classAttribute()] for f in layer.getFeatures()}
    check(values == {c.value() for c in layer.renderer().categories()}, f"  every value of {layer.renderer().classAttribute()} has a style")
settings = QgsMapSettings()
settings.setLayers(drawn)
settings.setDestinationCrs(project.crs())
settings.setExtent(QgsCoordinateTransform(drawn[-1].crs(), project.crs(), project).transformBoundingBox(drawn[-1].extent()))
settings.setOutputSize(QSize(1200, 900))
job = QgsMapRendererSequentialJob(settings)
job.start()
job.waitForFinished()
check(job.renderedImage().save(os.path.join(pictures, "qgis-zones.png")), "map of zones and ground drawn")

layouts = project.layoutManager().printLayouts()
check(len(layouts) > 0, f"{len(layouts)} print layouts")
# One of each kind, which is seconds of work each: the first figures, the last, and every sheet of small maps.
drawn_layouts = [layout for layout in layouts if len([i for i in layout.items() if isinstance(i, QgsLayoutItemMap) and i.id() != "inset"]) > 1]
for index, layout in enumerate(layouts[:2] + [layouts[-1 - len(drawn_layouts)]] + drawn_layouts):
    inset = [item for item in layout.items() if isinstance(item, QgsLayoutItemMap) and item.id() == "inset"]
    overviews = [item.overviews().size() for item in layout.items() if isinstance(item, QgsLayoutItemMap) and item.id() == "map"]
    check(not inset or overviews == [1], f"layout {layout.name()}: {len(inset)} inset, framed on the map")
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 96
    path = os.path.join(pictures, f"qgis-layout-{index}.png")
    result = QgsLayoutExporter(layout).exportToImage(path, settings)
    check(result == QgsLayoutExporter.Success, f"layout {layout.name()} -> {path}")
sys.stdout.flush()
os._exit(1 if failures else 0)  # leaving the usual way, this QGIS may crash on its own objects after the work
