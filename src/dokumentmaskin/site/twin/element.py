"""An HTML element, written once."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup, escape

_NOTHING: Final[Mapping[str, str | int]] = {}


def element(tag: str, inside: str = "", attributes: Mapping[str, str | int] = _NOTHING) -> Markup:
    """An element with what stands in it, escaped unless it is HTML already; no attribute without a value."""
    given = "".join(f' {escape(name)}="{escape(value)}"' for name, value in attributes.items() if value)
    return Markup(f"<{tag}{given}>{escape(inside)}</{tag}>")  # noqa: S704 - a tag of ours, the rest escaped
