"""The dialog of "Coverage from layers": code and name field are filled in as inspect knows them."""
from __future__ import annotations

import json
import os
import tempfile
from typing import Any, Optional

from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.tools.dataobjects import createContext
from qgis.core import QgsProcessingAlgorithm, QgsVectorLayer

from . import settings
from .program import ProgramError, run


def coverage_dialog(algorithm: QgsProcessingAlgorithm, parent: Any) -> AlgorithmDialog:
    dialog = AlgorithmDialog(algorithm, False, parent)
    wrappers = dialog.mainWidget().wrappers
    context = createContext()

    def fill_in(*_: Any) -> None:
        layer = algorithm.parameterAsVectorLayer({"REGIONS": wrappers["REGIONS"].parameterValue()}, "REGIONS", context)
        for name, field in zip(("CODE", "NAME"), known_fields(layer)):
            wrappers[name].setWidgetValue(field, context)

    wrappers["REGIONS"].widgetValueHasChanged.connect(fill_in)
    fill_in()
    return dialog


def known_fields(layer: Optional[QgsVectorLayer]) -> tuple[Optional[str], Optional[str]]:
    """Code and name field of a layer of regions as inspect --json knows them by their names."""
    if layer is None or not layer.isValid():
        return None, None
    # One made-up feature with the layer's fields: a large layer need not be measured for their names.
    feature = {"type": "Feature", "geometry": None, "properties": {field.name(): "1" for field in layer.fields()}}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "fields.geojson")
        with open(path, "w", encoding="utf-8") as sample:
            json.dump({"type": "FeatureCollection", "features": [feature]}, sample)
        try:
            inspected = run(
                settings.program(), ["inspect", path, "--json"], lambda stage, share: None, lambda: False
            ).document
        except ProgramError:
            return None, None  # the dialog itself says that the program is missing
    known = inspected[0] if isinstance(inspected, list) and inspected else {}
    return known.get("region_code_field"), known.get("region_name_field")
