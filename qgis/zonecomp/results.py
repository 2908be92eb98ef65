"""Results in the project: layers, groups and styles as in zonecomp.qgz, and findings as points."""
from __future__ import annotations

import os
from typing import Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsLayoutItemMap,
    QgsMarkerSymbol,
    QgsPrintLayout,
    QgsProject,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from . import explanation
from .explanation import FOLDER_PROPERTY
from .texts import language, say

PACKAGE = "zonecomp.gpkg"
PROJECT = "zonecomp.qgz"
_GROUND = "regions_ground"  # under every map


def table(package: str, name: str) -> str:
    """A layer of a package as QGIS names its source."""
    return f"{package}|layername={name}"


class Loader(QObject):
    """Opens results for algorithms, which run on threads of their own: what they emit is done on the main thread."""

    results_written = pyqtSignal(str)
    findings_written = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.results_written.connect(self._open_results)
        self.findings_written.connect(self._open_findings)

    @staticmethod
    def _open_results(folder: str) -> None:
        open_results(folder, QgsProject.instance())

    @staticmethod
    def _open_findings(package: str) -> None:
        open_findings(package, QgsProject.instance())


def open_results(folder: str, project: QgsProject) -> Optional[QgsLayerTreeGroup]:
    """The group tree of the results' own project, on top; it takes the place of an earlier one of the same folder."""
    close(folder, project)
    explanation.forget(folder)
    own = QgsProject()
    if not own.read(os.path.join(folder, PROJECT)):
        return None
    name = f"{own.title()} ({os.path.basename(folder)})"
    group = QgsLayerTreeGroup(name)
    group.setCustomProperty(FOLDER_PROPERTY, folder)
    _copy(own.layerTreeRoot(), group, folder, project)
    project.layerTreeRoot().insertChildNode(0, group)
    group.setExpanded(False)
    group.setExpanded(True)  # a panel opens what changes, not what comes
    return group


def open_findings(package: str, project: QgsProject) -> Optional[QgsVectorLayer]:
    """The findings of a package as points, styled by severity."""
    close(package, project)
    layer = QgsVectorLayer(table(package, "findings"), say("findings", "检查发现"), "ogr")
    if not layer.isValid():
        return None
    layer.setRenderer(_by_severity())
    text = f"coalesce(\"message_{language()}\", '')"
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = f"replace({text}, '{sign}', '{written}')"
    layer.setMapTipTemplate(f"[% {text} %]")  # as text: it holds names from the data
    layer.setCustomProperty(FOLDER_PROPERTY, package)
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer).setCustomProperty(FOLDER_PROPERTY, package)
    return layer


def _by_severity() -> QgsCategorizedSymbolRenderer:
    """As in the project of results."""
    looks = (
        ("error", say("error", "错误"), "triangle", "213,94,0", "4"),
        ("warning", say("warning", "警告"), "diamond", "240,228,66", "3.4"),
        ("note", say("note", "提示"), "circle", "86,180,233", "2.4"),
    )
    return QgsCategorizedSymbolRenderer(
        "severity",
        [
            QgsRendererCategory(
                severity, QgsMarkerSymbol.createSimple({"name": shape, "color": colour, "size": size}), label
            )
            for severity, label, shape, colour, size in looks
        ],
    )


def close(folder: str, project: QgsProject) -> bool:
    """Takes out what an earlier run loaded from the folder or package; whether there was anything."""
    root = project.layerTreeRoot()
    loaded = [each for each in root.children() if each.customProperty(FOLDER_PROPERTY) == folder]
    for node in loaded:
        layers = node.findLayerIds() if isinstance(node, QgsLayerTreeGroup) else [node.layerId()]
        root.removeChildNode(node)
        project.removeMapLayers(layers)
    return bool(loaded)


def _copy(source: QgsLayerTreeGroup, target: QgsLayerTreeGroup, folder: str, project: QgsProject) -> None:
    for child in source.children():
        if isinstance(child, QgsLayerTreeLayer):
            if child.layer() is None:
                continue
            layer = child.layer().clone()
            layer.setCustomProperty(FOLDER_PROPERTY, folder)
            explanation.attach(layer, child.layerId())
            project.addMapLayer(layer, False)
            node = target.addLayer(layer)
        else:
            node = target.addGroup(child.name())
            _copy(child, node, folder, project)
            node.setIsMutuallyExclusive(child.isMutuallyExclusive())
        node.setItemVisibilityChecked(child.itemVisibilityChecked())
        node.setExpanded(child.isExpanded())


def layout(project: QgsProject, name: str) -> Optional[QgsPrintLayout]:
    """The layout of that name; without one that of the figure that the project shows."""
    layouts = project.layoutManager().printLayouts()
    if name:
        return next((each for each in layouts if each.name() == name), None)
    shown = {node.layerId() for node in project.layerTreeRoot().findLayers() if node.isVisible()}
    return next(
        (
            each
            for each in layouts
            if any(
                layer.id() in shown
                for item in each.items()
                if isinstance(item, QgsLayoutItemMap)
                for layer in item.layers()
                if layer.id() != _GROUND
            )
        ),
        None,
    )
