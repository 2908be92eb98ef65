"""Why a region's figure is what it is: three lines as map tip, the whole explanation as an action of its layer."""
from __future__ import annotations

import html
from typing import Any, Optional, Sequence

from qgis.core import (
    QgsAction,
    QgsApplication,
    QgsExpression,
    QgsFeature,
    QgsProject,
    QgsTask,
    QgsVectorLayer,
    qgsfunction,
)
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout

from . import arguments, replies, settings
from .program import ProgramError, Reply, run
from .texts import say

FOLDER_PROPERTY = "zonecomp/results"
_FIGURE_PROPERTY = "zonecomp/figure"
_CODE_FIELD = "region_code"
_FIGURE_LAYER = "figure_of_"

# No name, code or path goes into these texts: QGIS puts in the layer's id, which it makes itself, and a number.
_TIP = "[% zonecomp_explanation(@layer_id, $id) %]"
_ACTION = "from zonecomp import explanation\nexplanation.show('[% @layer_id %]', [% $id %])"

_known: dict[tuple[str, str], Any] = {}
_asked: dict[tuple[str, str], QgsTask] = {}


def attach(layer: QgsVectorLayer, own_id: str) -> None:
    """Tip and action for a layer that shows a figure of regions.

    :param own_id: the layer's id in zonecomp.qgz, which holds the figure's name
    """
    if not own_id.startswith(_FIGURE_LAYER) or layer.fields().lookupField(_CODE_FIELD) < 0:
        return
    layer.setCustomProperty(_FIGURE_PROPERTY, own_id[len(_FIGURE_LAYER) :])
    layer.setMapTipTemplate(_TIP)
    layer.actions().addAction(
        QgsAction(
            QgsAction.GenericPython,
            say("Explain (ZoneComp)", "说明由来（ZoneComp）"),
            _ACTION,
            "",
            False,
            say("Explain", "说明由来"),
            {"Canvas", "Feature"},
        )
    )


def forget(folder: str) -> None:
    """After a run the folder holds other figures."""
    for key in [key for key in _known if key[0] == folder]:
        del _known[key]


@qgsfunction(args=2, group="ZoneComp", register=False, usesgeometry=False, referenced_columns=[])
def zonecomp_explanation(values: Sequence[Any], feature: QgsFeature, parent: QgsExpression) -> str:
    """zonecomp_explanation(layer_id, feature_id): three lines on where the figure of a region comes from."""
    asked = place(*values)
    if asked is None:
        return ""
    layer, folder, code = asked
    known = _known.get((folder, code))
    if known is None:
        _ask_for_tip(folder, code)
        return html.escape(f"{code}: " + say("being asked for; point at it again", "正在查询，请稍后再次指向"))
    lines = (
        replies.three_lines(known, layer.customProperty(_FIGURE_PROPERTY, "")) if isinstance(known, dict) else [known]
    )
    return "<br>".join(html.escape(line) for line in lines)


def show(layer_id: str, feature_id: int) -> None:
    """The action: the three lines, and below them all that explain says."""
    asked = place(layer_id, feature_id)
    if asked is not None:
        dialog(text_of(*asked)).exec_()


def text_of(layer: QgsVectorLayer, folder: str, code: str) -> str:
    try:
        explained = _explain(folder, code, ["--json"])
        if explained.error:
            return explained.error
        lines = replies.three_lines(explained.document, layer.customProperty(_FIGURE_PROPERTY, ""))
        return "\n".join([*lines, "", _explain(folder, code, ["--all"]).output.decode("utf-8")])
    except ProgramError as failed:
        return str(failed)


def dialog(text: str) -> QDialog:
    window = QDialog(QgsApplication.activeWindow())
    window.setWindowTitle(say("ZoneComp: where the figures come from", "ZoneComp：数字的由来"))
    window.resize(900, 600)
    view = QPlainTextEdit(text)
    view.setReadOnly(True)
    view.setLineWrapMode(QPlainTextEdit.NoWrap)
    buttons = QDialogButtonBox(QDialogButtonBox.Close)
    buttons.rejected.connect(window.reject)
    layout = QVBoxLayout(window)
    layout.addWidget(view)
    layout.addWidget(buttons)
    return window


def place(layer_id: str, feature_id: int) -> Optional[tuple[QgsVectorLayer, str, str]]:
    """Layer, folder of results and region's code; None for what shows no region of results."""
    layer = QgsProject.instance().mapLayer(layer_id)
    if not isinstance(layer, QgsVectorLayer) or layer.fields().lookupField(_CODE_FIELD) < 0:
        return None
    folder = layer.customProperty(FOLDER_PROPERTY, "")
    feature = layer.getFeature(feature_id)
    return (layer, folder, str(feature[_CODE_FIELD])) if folder and feature.isValid() else None


def _explain(folder: str, code: str, more: Sequence[str]) -> Reply:
    return run(
        settings.program(),
        ["explain", folder, arguments.option("region", code), *more],
        lambda stage, share: None,
        lambda: False,
    )


def _ask_for_tip(folder: str, code: str) -> None:
    """Asks on a thread of its own: a map must not wait for its tips."""
    key = (folder, code)
    if key in _asked:
        return

    def ask(task: QgsTask) -> Any:
        try:
            reply = _explain(folder, code, ["--json"])
            return reply.error or reply.document
        except ProgramError as failed:
            return str(failed)

    def answered(error: Optional[Exception], answer: Any = None) -> None:
        _known[key] = answer if error is None else str(error)
        del _asked[key]

    _asked[key] = QgsTask.fromFunction(say("ZoneComp: explain", "ZoneComp：说明由来"), ask, on_finished=answered)
    QgsApplication.taskManager().addTask(_asked[key])
