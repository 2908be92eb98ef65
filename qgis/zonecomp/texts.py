"""Texts in English and Chinese, side by side as in the program. Knows nothing of QGIS."""
from __future__ import annotations

_chinese = False


def use_locale(locale: str) -> None:
    """Chinese where QGIS speaks Chinese, English elsewhere."""
    global _chinese
    _chinese = locale.lower().startswith("zh")


def language() -> str:
    """As the program's --lang takes it."""
    return "zh" if _chinese else "en"


def say(en: str, zh: str) -> str:
    return zh if _chinese else en
