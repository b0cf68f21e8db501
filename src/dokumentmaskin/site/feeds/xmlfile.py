"""XML as the bytes of a file, the same on every system."""

from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_DECLARATION: Final = "<?xml version='1.0' encoding='utf-8'?>"


def with_text(parent: Element, name: str, text: str) -> None:
    """An element that holds a text."""
    SubElement(parent, name).text = text


def written(root: Element) -> bytes:
    """The file, a line for each element."""
    indent(root, " ")
    return f"{_DECLARATION}\n{tostring(root, 'unicode')}\n".encode()
