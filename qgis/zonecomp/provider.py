"""The provider: ZoneComp's algorithms in the Processing toolbox."""
from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from . import settings
from .algorithms import ALGORITHMS
from .texts import say


class ZoneCompProvider(QgsProcessingProvider):
    def id(self) -> str:
        return "zonecomp"

    def name(self) -> str:
        return "ZoneComp"

    def longName(self) -> str:  # noqa: N802 (QGIS's names)
        return say("ZoneComp: coverage and ecological compensation", "ZoneComp：覆盖率与生态保护补偿")

    def icon(self) -> QIcon:
        return settings.icon()

    def load(self) -> bool:
        settings.add()
        self.refreshAlgorithms()
        return True

    def unload(self) -> None:
        settings.remove()

    def loadAlgorithms(self) -> None:  # noqa: N802
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        # A model finds the algorithms of its steps once the provider is known.
        if QgsApplication.processingRegistry().providerById(self.id()) is not None:
            self.addAlgorithm(AnnualOverlay.read())


class AnnualOverlay(QgsProcessingModelAlgorithm):
    """The shipped model, with a title in the user's language."""

    @staticmethod
    def read() -> "AnnualOverlay":
        model = AnnualOverlay()
        model.fromFile(str(settings.PLUGIN_FOLDER / "models" / "annual_overlay.model3"))
        return model

    def createInstance(self) -> "AnnualOverlay":  # noqa: N802
        return self.read()

    def displayName(self) -> str:  # noqa: N802
        return say("Annual overlay", "年度叠加")

    def group(self) -> str:
        return say("Models", "模型")

    def groupId(self) -> str:  # noqa: N802
        return "models"
