"""An HTML element, written once."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

_NOTHING: Final[Mapping[str, str | int]] = {}


def element(tag: str, inside: str = "", attributes: Mapping[str, str | int] = _NOTHING) -> Markup:
    """An element with what stands in it, escaped unless it is HTML already; no attribute without a value."""
    given = (Markup(' {}="{}"').format(name, value) for name, value in attributes.items() if value)
    return Markup("<{0}{1}>{2}</{0}>").format(tag, Markup().join(given), inside)
