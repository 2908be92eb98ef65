"""What the program's JSON documents say, as lines and totals. Knows nothing of QGIS."""
from __future__ import annotations

import json
from collections import OrderedDict
from decimal import Decimal
from typing import Any, Iterable, Optional

from .texts import language, say

SHOWN_OF_A_KIND = 5


def finding_lines(findings: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Severity and text of the findings, the gravest first; of each kind the first ones and how many more."""
    kinds: OrderedDict[tuple[str, str], list[dict[str, Any]]] = OrderedDict()
    for finding in sorted(findings, key=lambda each: ("error", "warning", "note").index(each["severity"])):
        kinds.setdefault((finding["severity"], finding["code"]), []).append(finding)
    lines = []
    for (severity, code), alike in kinds.items():
        for finding in alike[:SHOWN_OF_A_KIND]:
            accepted = finding.get("accepted_because")
            reason = say(f" [accepted: {accepted}]", f" [已认可: {accepted}]") if accepted else ""
            lines.append((severity, f"{code} {finding['subject']}: {finding['message'][language()]}{reason}"))
        more = count_all(alike[SHOWN_OF_A_KIND:])
        if more:
            lines.append(
                (severity, say(f"{code}: and {more} more: see the findings layer", f"{code}：另有 {more} 条，见检查发现图层"))
            )
    return lines


def count(findings: Iterable[dict[str, Any]], severity: str) -> int:
    return count_all(finding for finding in findings if finding["severity"] == severity)


def count_all(findings: Iterable[dict[str, Any]]) -> int:
    return sum(max(1, finding.get("further") or 0) for finding in findings)


def scheme_totals(document: dict[str, Any]) -> "OrderedDict[str, Decimal]":
    """Yuan by scheme, as the program wrote them."""
    return OrderedDict((scheme["name"], Decimal(scheme["total_yuan"])) for scheme in document.get("schemes") or [])


def as_json(amounts: dict[str, Decimal]) -> str:
    """Amounts as JSON numbers with every digit that the program wrote."""
    return (
        "{" + ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {amount:f}" for name, amount in amounts.items()) + "}"
    )


def all_regions_ha(document: dict[str, Any]) -> tuple[Decimal, Decimal]:
    """Area of all regions, and what of it any of the layers covers, counted once."""
    everything = document["all"]
    return Decimal(everything["area_m2"]) / 10000, Decimal(everything["any_m2"]) / 10000


def step_of(explained: dict[str, Any], figure: str) -> Optional[dict[str, Any]]:
    """The step of an explanation that gives a figure, by the figure's column name; None where there is none."""
    names = {figure, figure[: -len("_yuan")] + "_amount_yuan" if figure.endswith("_yuan") else figure}
    return next(
        (column["step"] for column in explained["columns"] if _column_name(column["step"]["name"]) in names), None
    )


def origin_of(step: dict[str, Any]) -> str:
    """Where a value comes from, in a line: the arithmetic, else the parts of its sum, else the formula as written."""
    if step.get("arithmetic"):
        return "= " + step["arithmetic"]
    members = [f"{member['label']}: {member['arithmetic']}" for member in step.get("members") or []]
    if members:
        return (
            f"= {step['fold']}: "
            + "; ".join(members[:SHOWN_OF_A_KIND])
            + ("; …" if len(members) > SHOWN_OF_A_KIND else "")
        )
    return step.get("formula") or ""


def three_lines(explained: dict[str, Any], figure: str) -> list[str]:
    """The region, its figure, and where that comes from; the region alone where the figure is not explained."""
    head = f"{explained['code']} {explained['name']} ({explained['year']})"
    step = step_of(explained, figure)
    return [head] if step is None else [head, f"{step['name']} = {step['value']}", origin_of(step)]


def _column_name(name: str) -> str:
    """As the tables of results write it."""
    return "".join(sign if sign.isalnum() else "_" for sign in name)
