"""Arguments of the program, in its grammar FILE#LAYER:FIELD and --name=value. Knows nothing of QGIS."""
from __future__ import annotations

import os
from typing import Iterable, Optional


def option(name: str, value: object) -> str:
    """One argument: a value that starts with a dash stays a value."""
    return f"--{name}={value}"


def options(**values: object) -> list[str]:
    """Those that say something; True is a switch."""
    return [
        f"--{name.replace('_', '-')}" if value is True else option(name.replace("_", "-"), value)
        for name, value in values.items()
        if value not in (None, False, "")
    ]


def layer(path: str, name: Optional[str] = None, field: Optional[str] = None) -> str:
    """A layer by its full path, which starts with no dash."""
    return os.path.abspath(path) + (f"#{name}" if name else "") + (f":{field}" if field else "")


def is_told_apart(name: Optional[str], field: Optional[str]) -> bool:
    """Whether FILE#LAYER:FIELD can be read in one way only."""
    return not name or (":" not in name and ":" not in (field or ""))


def table_name(title: str, taken: Iterable[str]) -> str:
    """A name for a table that no file, command or formula can misread: letters, digits and underscores of the title."""
    plain = "".join(sign if sign.isalnum() else "_" for sign in title).strip("_")[:60] or "layer"
    used = {name.casefold() for name in taken}
    name, number = plain, 2
    while name.casefold() in used:
        name, number = f"{plain}_{number}", number + 1
    return name
