"""The plugin: the provider, and with a window the function behind the map tips."""
from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsApplication, QgsExpression

from .provider import ZoneCompProvider
from .texts import use_locale


class ZoneCompPlugin:
    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._provider: Optional[ZoneCompProvider] = None

    def initProcessing(self) -> None:  # noqa: N802 (QGIS's names)
        """All that qgis_process asks for."""
        use_locale(QgsApplication.instance().locale())
        self._provider = ZoneCompProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)
        self._provider.refreshAlgorithms()  # the model too

    def initGui(self) -> None:  # noqa: N802
        from .explanation import zonecomp_explanation

        self.initProcessing()
        QgsExpression.registerFunction(zonecomp_explanation)

    def unload(self) -> None:
        if self._iface is not None:
            QgsExpression.unregisterFunction("zonecomp_explanation")
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
