"""A small tree of WordprocessingML, written out the same way every time."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Node:
    """One element.

    Attributes:
        tag: The name with its prefix, as `w:p`.
        attributes: Names with their prefixes, and values, in the order they are written.
        children: Elements and text, in order.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: "tuple[Node | str, ...]" = ()

    def __str__(self) -> str:
        attributes = "".join(f" {name}={quoteattr(value)}" for name, value in self.attributes)
        if not self.children:
            return f"<{self.tag}{attributes}/>"
        inside = "".join(escape(c) if isinstance(c, str) else str(c) for c in self.children)
        return f"<{self.tag}{attributes}>{inside}</{self.tag}>"


def w(tag: str, *children: Node | str, **attributes: str | int) -> Node:
    """Return an element of the main namespace, its attributes in that namespace too."""
    pairs = tuple((f"w:{name}", str(value)) for name, value in attributes.items())
    return Node(f"w:{tag}", pairs, children)


def w14(tag: str, *children: Node | str, **attributes: str | int) -> Node:
    """Return an element of Word 2010's namespace, where clickable checkboxes live."""
    pairs = tuple((f"w14:{name}", str(value)) for name, value in attributes.items())
    return Node(f"w14:{tag}", pairs, children)


def part(tag: str, children: Iterable[Node]) -> str:
    """Return a whole XML part with `w:tag` as its root and the namespaces that Word needs."""
    names = tuple((f"xmlns:{prefix}", uri) for prefix, uri in NAMESPACES.items())
    root = Node(f"w:{tag}", (*names, ("mc:Ignorable", "w14")), tuple(children))
    return f"{DECLARATION}{root}"
