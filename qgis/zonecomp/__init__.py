"""ZoneComp in QGIS: a Processing provider around the zonecomp program."""


def classFactory(iface):  # noqa: N802 (QGIS asks for this name)
    from .plugin import ZoneCompPlugin  # here, so that what knows nothing of QGIS can be imported without it

    return ZoneCompPlugin(iface)
