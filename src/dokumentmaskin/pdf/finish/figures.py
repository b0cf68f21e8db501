"""Pictures that an engine has drawn without saying so, as figures with their alternative text.

Three gaps: rdocx 0.16.3 makes decoration of a picture in a table, and a figure of a text box, whose words are
then not read; LibreOffice 7.4 has a figure for a picture but leaves what is drawn outside it. A screen reader
passes over what a person has written or described (ISO 14289-1, 7.1 and 7.3). `finish_pdf` calls this with
what the Word document shows. What fits nowhere stays as it is: whether each text is in the file in the end is
asked of the file (`pdf.verify`).

Sources: ISO 32000-1, 14.7.4.2 (marked content), 14.8.4.5 (figures) and 14.8.5.4.3 (BBox).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

from dokumentmaskin.pdf.finish.structure import StructureTree, below, is_element, kids_of
from dokumentmaskin.pdf.records import TEXT_BOX_MARK
from dokumentmaskin.word.inventory import Kind, Thing

_NUMBER: Final = rb"(-?[\d.]+)"
# As rdocx draws a picture that it takes for decoration, on a page that it has turned upside down.
_BY_RDOCX: Final = re.compile(rb"/Artifact BMC\nq\n%b 0 0 -%b %b %b cm\n/\w+ Do\nQ\n" % ((_NUMBER,) * 4))
_TURNED: Final = re.compile(rb"\A\s*q\n1 0 0 -1 0 %b cm\n" % _NUMBER)
# As LibreOffice begins a picture: with the area that it may be drawn in.
_BY_OFFICE: Final = re.compile(rb"/Artifact BMC\n(?=(?:Q )?q %b %b %b %b re\nW\* n\n)" % ((_NUMBER,) * 4))
_MARKED: Final = re.compile(rb"/MCID (\d+)\s*>>\s*BDC")
_PICTURES: Final = frozenset((Kind.PICTURE, Kind.OBJECT))
_NEAR: Final = 2.0  # points
_CELLS: Final = ("/TD", "/TH")


@dataclass(frozen=True, slots=True)
class _Box:
    """A place on a page, in points from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    def has_size(self, thing: Thing) -> bool:
        """Whether a thing is as large."""
        return abs(self.width - thing.width) < _NEAR and abs(self.height - thing.height) < _NEAR

    def is_in(self, edges: Iterable[Object]) -> bool:
        """Whether it lies inside some edges: left, bottom, right, top."""
        left, bottom, right, top = (float(edge) for edge in edges)
        inside = self.left > left - _NEAR and self.bottom > bottom - _NEAR
        return inside and self.left + self.width < right + _NEAR and self.bottom + self.height < top + _NEAR


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A picture on a page: where it is, and the number of the marked content before it, -1 for none."""

    page: Page
    box: _Box
    before: int


def tag_figures(pdf: Pdf, things: Iterable[Thing]) -> None:
    """Make figures of what the engine has drawn as decoration.

    Args:
        pdf: A tagged PDF as an engine made it, or later; changed in place.
        things: What the Word document shows.
    """
    things = tuple(things)
    if any(thing.kind is Kind.TEXT_BOX for thing in things):
        _read_boxes(pdf)
    shown = [thing for thing in things if thing.kind in _PICTURES]
    if not shown:
        return
    tree = StructureTree(pdf)
    _fill_figures(pdf, tree)
    running = [thing for thing in shown if thing.spot.is_running]
    told = (thing for thing in shown if thing.text and not thing.decorative)
    in_tables = [thing for thing in told if thing.spot.table and not thing.spot.is_running]
    alike = {(round(thing.width), round(thing.height)) for thing in running}
    # One that is as large as a picture in a header cannot be told from it.
    _add_figures(pdf, tree, [one for one in in_tables if (round(one.width), round(one.height)) not in alike])


def _read_boxes(pdf: Pdf) -> None:
    """Make text of the text boxes that the built-in engine has made figures of (`engines.drawings`)."""
    for figure in below(pdf.Root.StructTreeRoot):
        if figure.S == "/Figure" and str(figure.get("/Alt", "")) == TEXT_BOX_MARK:
            figure.S = Name.P
            for key in ("/Alt", "/A"):
                if key in figure:
                    del figure[key]


def _fill_figures(pdf: Pdf, tree: StructureTree) -> None:
    """Give figures without content what is drawn where they are."""
    empty = [one for one in below(tree.root) if one.S == "/Figure" and not kids_of(one) and "/Pg" in one]
    for page in pdf.pages if empty else ():
        own = [figure for figure in empty if figure.Pg.objgen == page.obj.objgen]
        for figure in own:
            layout = figure.get("/A")
            content = page.obj.get("/Contents")
            if isinstance(layout, Dictionary) and "/BBox" in layout and isinstance(content, Stream):
                _fill(page, content, tree, figure, list(layout.BBox))


def _fill(page: Page, content: Stream, tree: StructureTree, figure: Object, edges: list[Object]) -> None:
    data = content.read_bytes()
    for match in _BY_OFFICE.finditer(data):
        if _Box(*map(float, match.groups())).is_in(edges):
            number = _entered(page, tree, figure)
            mark = b"/Figure<</MCID %d>>BDC\n" % number
            content.write(data[: match.start()] + mark + data[match.end() :])
            figure.K = Array([number])
            return


def _add_figures(pdf: Pdf, tree: StructureTree, things: list[Thing]) -> None:
    """Make figures of pictures in tables, each in the cell that it stands in."""
    tables = [one for one in below(tree.root) if one.S == "/Table"] if things else []
    for page in pdf.pages if things else ():
        content = page.obj.get("/Contents")
        if not isinstance(content, Stream) or not (turned := _TURNED.match(data := content.read_bytes())):
            continue
        changed, end = b"", 0
        for match in _BY_RDOCX.finditer(data):
            box = _upright(match, float(turned[1]))
            thing = next((thing for thing in things if box.has_size(thing)), None)
            cell = None if thing is None else _cell(tables, thing)
            if thing is None or cell is None:
                continue
            things.remove(thing)
            before = int(marks[-1]) if (marks := _MARKED.findall(data, 0, match.start())) else -1
            number = _add(pdf, tree, cell, thing, _Drawn(page, box, before))
            drawing = match[0].removeprefix(b"/Artifact BMC\n")
            changed += data[end : match.start()] + b"/Figure<</MCID %d>>BDC\n" % number + drawing
            end = match.end()
        if end:
            content.write(changed + data[end:])


def _upright(match: re.Match[bytes], height: float) -> _Box:
    """The place of a picture on a page of a height whose drawing begins at the top."""
    wide, high, left, low = (float(number) for number in match.groups())
    return _Box(left, height - low, wide, high)


def _cell(tables: list[Object], thing: Thing) -> Object | None:
    """The cell that a thing stands in; None when the tables are not those of the document."""
    if thing.spot.table > len(tables):
        return None
    rows = [row for row in _children(tables[thing.spot.table - 1]) if row.S == "/TR"]
    if thing.spot.row > len(rows):
        return None
    cells = [cell for cell in kids_of(rows[thing.spot.row - 1]) if is_element(cell) and cell.S in _CELLS]
    return cells[thing.spot.column - 1] if thing.spot.column <= len(cells) else None


def _children(table: Object) -> Iterator[Object]:
    """The rows of a table, those in a head, a body or a foot too."""
    for kid in filter(is_element, kids_of(table)):
        if kid.S in {"/THead", "/TBody", "/TFoot"}:
            yield from filter(is_element, kids_of(kid))
        else:
            yield kid


def _add(pdf: Pdf, tree: StructureTree, cell: Object, thing: Thing, drawn: _Drawn) -> int:
    """Put a figure in a cell, after the content before it if that is the cell's own; return its number."""
    box, page = drawn.box, drawn.page
    edges = (box.left, box.bottom, box.left + box.width, box.bottom + box.height)
    layout = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([round(edge, 3) for edge in edges]))
    figure = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Figure, P=cell, Pg=page.obj, Alt=String(thing.text), A=layout)
    )
    number = _entered(page, tree, figure)
    figure.K = Array([number])
    kids = kids_of(cell)
    kids.insert(_after(kids, tree.owner(page, drawn.before) if drawn.before >= 0 else None), figure)
    cell.K = Array(kids)
    return number


def _after(kids: list[Object], owner: Object | None) -> int:
    """How many children of a cell come before what follows an element; 0 when it is not in the cell."""
    around = set()
    while owner is not None and isinstance(owner, Dictionary) and "/S" in owner:
        around.add(owner.objgen)
        owner = owner.get("/P")
    return next((at for at, kid in enumerate(kids, 1) if is_element(kid) and kid.objgen in around), 0)


def _entered(page: Page, tree: StructureTree, element: Object) -> int:
    """Enter an element as the owner of new content of a page; return the number of the content."""
    owners = tree.parents[int(page.obj.StructParents)]
    owners.append(element)
    return len(owners) - 1
