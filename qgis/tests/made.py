"""Layers made for the trials: squares on a plane, whose areas anyone can work out."""
from __future__ import annotations

from typing import Any, Iterable, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsGeometry,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsProject,
)
from qgis.PyQt.QtCore import QVariant

CRS = "EPSG:4547"  # CGCS2000, Gauss-Krueger, 114 E
EAST, NORTH = 500_000, 3_400_000


def box(west: float, south: float, east: float, north: float) -> str:
    """A rectangle, in metres from a corner in the middle of the zone."""
    west, east, south, north = west + EAST, east + EAST, south + NORTH, north + NORTH
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


def ring(*corners: tuple[float, float]) -> str:
    """A polygon by its corners, closed, in the same metres."""
    return "POLYGON((" + ",".join(f"{x + EAST} {y + NORTH}" for x, y in (*corners, corners[0])) + "))"


def memory(title: str, fields: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> QgsVectorLayer:
    """A layer in memory: per feature its WKT, then its attributes, all of them texts."""
    layer = QgsVectorLayer(f"Polygon?crs={CRS}", title, "memory")
    layer.dataProvider().addAttributes([QgsField(name, QVariant.String) for name in fields])
    layer.updateFields()
    features = []
    for wkt, *attributes in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes(list(attributes))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def saved(layer: QgsVectorLayer, path: str, table: Optional[str] = None, more: bool = False) -> QgsVectorLayer:
    """The layer as a file; in a package as a table of that name."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG" if path.endswith(".gpkg") else "ESRI Shapefile"
    options.fileEncoding = "UTF-8"
    options.layerName = table or ""
    if more:
        options.actionOnExistingFile = QgsVectorFileWriter.CreateOrOverwriteLayer
    failed = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsProject.instance().transformContext(), options)
    assert failed[0] == QgsVectorFileWriter.NoError, failed
    source = f"{path}|layername={table}" if table else path
    again = QgsVectorLayer(source, layer.name(), "ogr")
    assert again.isValid(), source
    return again


def two_regions(code: str = "代码", name: str = "名称") -> QgsVectorLayer:
    """Two squares of 100 ha side by side."""
    return memory("区域", [code, name], [(box(0, 0, 1000, 1000), "A1", "西"), (box(1000, 0, 2000, 1000), "B2", "东")])


def middle(title: str = "红线", field: str = "级别") -> QgsVectorLayer:
    """Grade 1 covers 30 ha of the western region, grade 2 50 ha of the eastern one."""
    return memory(title, [field], [(box(700, 0, 1000, 1000), "1"), (box(1000, 0, 1500, 1000), "2")])


def crs(code: str) -> QgsCoordinateReferenceSystem:
    return QgsCoordinateReferenceSystem(code)
