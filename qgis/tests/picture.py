"""Inside a QGIS with a window: the dialog of "Coverage from layers", its log after a run, and the project, as pictures.

Run by scripts/try-qgis-plugin.sh through qgis --code, under Xvfb; PICTURES, LAYERS and ZONECOMP say where all is.
"""
import os
import traceback

from processing.core.ProcessingConfig import ProcessingConfig
from qgis.core import QgsApplication, QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QDockWidget
from qgis.utils import iface


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec_()


def opened(name: str, condition: str = "") -> QgsVectorLayer:
    layer = QgsVectorLayer(os.path.join(os.environ["LAYERS"], name), name[:-4], "ogr")
    layer.setSubsetString(condition)
    return QgsProject.instance().addMapLayer(layer)


def pictures(folder: str) -> None:
    ProcessingConfig.setSettingValue("ZONECOMP_PROGRAM", os.environ["ZONECOMP"])
    regions = opened("counties.shp", "\"SHIDM\" in ('630200', '632200', '632300')")
    redline, forest = opened("redline.shp"), opened("forest.shp")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("zonecomp:coverage")
    dialog = algorithm.createCustomParametersWidget(iface.mainWindow())
    dialog.setParameters(
        {
            "REGIONS": regions.id(),
            "ZONES": [redline.id()],
            "CLASSED_1": QgsProcessingFeatureSourceDefinition(forest.id()),
            "FIELD_1": "GJGYL_BHDJ",
            "YEAR": 2025,
            "OUTPUT": os.path.join(folder, "results"),
        }
    )
    dialog.resize(1100, 820)
    dialog.show()
    wait(1500)
    dialog.grab().save(os.path.join(folder, "dialog.png"))
    finished = []
    dialog.algorithmFinished.connect(lambda successful, result: finished.append(successful))
    dialog.runButton().click()
    while not finished:
        wait(500)
    wait(500)
    dialog.grab().save(os.path.join(folder, "log.png"))
    dialog.close()
    for layer in (regions, redline, forest):
        QgsProject.instance().layerTreeRoot().findLayer(layer).setItemVisibilityChecked(False)
    iface.mainWindow().findChild(QDockWidget, "Browser").close()
    iface.mainWindow().resize(1380, 900)
    iface.mapCanvas().setDestinationCrs(regions.crs())
    wait(500)
    iface.mapCanvas().zoomToFeatureExtent(regions.extent())
    iface.mapCanvas().refresh()
    wait(4000)
    iface.mainWindow().grab().save(os.path.join(folder, "project.png"))


def main() -> None:
    try:
        pictures(os.environ["PICTURES"])
    except BaseException:  # a QGIS that shows a message would wait for ever
        with open(os.path.join(os.environ["PICTURES"], "error.txt"), "w", encoding="utf-8") as told:
            traceback.print_exc(file=told)
    QgsProject.instance().setDirty(False)
    os._exit(0)


QTimer.singleShot(3000, main)
