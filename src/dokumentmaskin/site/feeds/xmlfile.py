"""XML as the bytes of a file, the same on every system."""

from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent


def with_text(parent: Element, name: str, text: str) -> None:
    """An element that holds a text."""
    SubElement(parent, name).text = text


def written(root: Element) -> bytes:
    """The file, a line for each element."""
    indent(root, " ")
    file = BytesIO()
    ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    return file.getvalue() + b"\n"
