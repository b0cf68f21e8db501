"""What a secretariat puts around dok's text: a letterhead, contents, controls, boxes, other columns."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from lxml import etree

from tests.roundtrip.package import DOCUMENT, Package, W, new, text_run, w

Change = Callable[[Any], None]
_BOX: Final = (
    f'<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape id="boks" '
    'style="width:120pt;height:40pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>Boksen</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def letterhead(body: Any) -> None:
    """A table with the sender first in the document."""
    cell = new("tc", new("tcPr", new("tcW", w="9000", type="dxa")), new("p", text_run("Brevhode")))
    width = new("tblW", w="0", type="auto")
    body.insert(0, new("tbl", new("tblPr", width), new("tblGrid", new("gridCol", w="9000")), new("tr", cell)))


def contents(body: Any) -> None:
    """A list of contents first, as Word keeps one."""
    kind = new("docPartObj", new("docPartGallery", val="Table of Contents"), new("docPartUnique"))
    content = new("sdtContent", new("p", text_run("Innhold")))
    body.insert(0, new("sdt", new("sdtPr", kind), content))


def box(body: Any) -> None:
    """A text box in the first paragraph."""
    next(body.iter(w("p"))).append(etree.fromstring(_BOX))


def controls(body: Any) -> None:
    """A control around each paragraph and table, each row and each cell."""
    for tag in ("p", "tbl", "tr", "tc"):
        for element in list(_outside_controls(body, tag)):
            control = new("sdt", new("sdtPr"), new("sdtContent"))
            element.addprevious(control)
            control[1].append(element)


def one_control(body: Any) -> None:
    """A control around the whole document."""
    control = new("sdt", new("sdtPr"), new("sdtContent"))
    blocks = [child for child in body if child.tag != w("sectPr")]
    body.insert(0, control)
    control[1].extend(blocks)


def columns(body: Any) -> None:
    """The third column of each table put before the second, and one of the person's own put first."""
    for table in body.iter(w("tbl")):
        table.find(w("tblGrid")).insert(0, new("gridCol", w="900"))
        for row in table.iter(w("tr")):
            cells = list(row.iter(w("tc")))
            cells[1].addprevious(cells[2])
            look = new("tcPr", new("tcW", w="900", type="dxa"))
            cells[0].addprevious(new("tc", look, new("p")))


def _outside_controls(body: Any, tag: str) -> Iterator[Any]:
    for element in body.iter(w(tag)):
        inside = next(element.iterancestors(w("sdt")), None) is not None
        if not (inside if tag in {"p", "tbl"} else element.getparent().tag == w("sdtContent")):
            yield element


AROUND: Final[dict[str, Change]] = {
    change.__name__: change for change in (letterhead, contents, box, controls, one_control, columns)
}


def changed(docx: bytes, change: Change) -> bytes:
    """The file with something around dok's text."""
    package = Package(docx)
    change(package.tree(DOCUMENT)[0])
    return package.saved()
