"""Opens results with hostile names in QGIS without a screen: no name is computed, drawn as HTML or sent for from a network.

usage: hostile_in_qgis.py OUT        (OUT/names.txt: what the names are made of)
"""
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import (  # noqa: E402
    QgsApplication, QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsLayoutItemLabel, QgsLayoutItemLegend, QgsMapLayerType, QgsProject,
)

out = os.path.abspath(sys.argv[1])
app = QgsApplication([], False)
app.initQgis()
project = QgsProject.instance()
failures = []


def check(condition, what):
    if not condition:
        print("WRONG " + what)
        failures.append(what)


def plain(text, where):
    check("42" not in text, f"{where}: computed: {text!r}")


check(project.read(os.path.join(out, "zonecomp.qgz")), "project reads")
seen = 0
for layer in project.mapLayers().values():
    plain(layer.name(), "name of a layer")
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    plain(QgsExpression.replaceExpressionText(layer.name(), context), "name of a layer, computed as legends do")
    if layer.type() != QgsMapLayerType.VectorLayer or not layer.isSpatial():
        continue
    for index in range(layer.fields().count()):
        plain(QgsExpression.replaceExpressionText(layer.attributeAlias(index), context), "alias")
    for item in layer.renderer().legendSymbolItems():
        plain(QgsExpression.replaceExpressionText(item.label(), context), "label of a class")
    check(layer.mapTipTemplate() != "", f"{layer.id()}: map tip of its own")
    for feature in layer.getFeatures():
        context.setFeature(feature)
        tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
        own = tip.replace("<b>", "", 1).replace("</b>", "", 1).replace("<br/>", "", 1)  # the tip's own markup, once each
        check("<" not in own and "42" not in own, f"map tip: {tip!r}")
        seen += 1
    settings = layer.labeling().settings() if layer.labelsEnabled() else None
    check(settings is None or not settings.isExpression, f"{layer.id()}: labels are a field's text")
layouts = project.layoutManager().printLayouts()
for layout in layouts:
    plain(layout.name(), "name of a layout")
    for item in layout.items():
        if isinstance(item, QgsLayoutItemLabel):
            plain(item.currentText(), "label of a layout")
            check(item.mode() == QgsLayoutItemLabel.ModeFont, "a label is text, not HTML")
        if isinstance(item, QgsLayoutItemLegend):
            plain(QgsExpression.replaceExpressionText(item.title(), item.createExpressionContext()), "title of a legend")
check(len(layouts) > 0 and seen > 0, "layouts and tips looked at")
print(f"ok    {seen} map tips, {len(layouts)} layouts, {len(project.mapLayers())} layers" if not failures else f"{len(failures)} wrong")
sys.stdout.flush()
os._exit(1 if failures else 0)
