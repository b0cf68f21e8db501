"""A paper taken apart as its reader sees it: pieces of text and rows of tables, each with its place.

`facts` asks `read_word` for a .docx and `read_pdf` for a PDF, and gets the same record of both, so that what
is held against each other is read in one way. What a place is called is what a person looks for: a heading,
a row, a page. What is struck through is not said any more, and no piece.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from typing import Final

from dokumentmaskin.minutes import Label, plain
from dokumentmaskin.pdf import Word, in_one_line, read_words
from dokumentmaskin.word import CORE, STRUCK, Line, Package, Table, all_lines, open_word, read_contents

_DUBLIN_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_TITLES: Final = frozenset({"title", "subtitle"})
_FACT: Final = "fakta"
# What has words of its own beside a paragraph that are read too.
_BESIDE: Final = frozenset({"en fotnote", "en tekstboks"})
# The level of the headings of cases, and of the parts of a paper.
_PART: Final = 2
_PROPERTY: Final = "tittelen i dokumentegenskapene"


@dataclass(frozen=True, slots=True)
class Stykke:
    """A paragraph, or as good as one.

    Attributes:
        tekst: What it says.
        sted: Where it stands: «under «Forfall»», «side 2».
        nivå: The level of a heading, from 1; 0 for any other.
        over: The heading that it stands under, empty before the first; of a PDF its page, but for the first.
        eget: Whether it tells what the paper is: a title, or what stands at the top or foot of each page.
        faktum: Whether it is set as a fact of the meeting, as the templates set them.
    """

    tekst: str
    sted: str
    nivå: int = 0
    over: str = ""
    eget: bool = False
    faktum: bool = False


@dataclass(frozen=True, slots=True)
class Rad:
    """A row of a table under its header.

    Attributes:
        celler: What stands in each cell, a line each, by the plain words over its column.
        sted: Where it stands.
        over: The heading of the part that it stands in, empty before the first.
    """

    celler: Mapping[str, tuple[str, ...]]
    sted: str
    over: str = ""

    def cell(self, label: Label) -> tuple[str, ...]:
        """The lines under a label; nothing when no column has it."""
        return next((lines for name, lines in self.celler.items() if name in label.words), ())


@dataclass(frozen=True, slots=True)
class Lest:
    """What was read of a paper.

    Attributes:
        stykker: Its pieces, in order.
        rader: The rows of its tables.
        bokmerker: The bookmarks of a PDF, each with those above it and its page.
    """

    stykker: tuple[Stykke, ...]
    rader: tuple[Rad, ...] = ()
    bokmerker: tuple[tuple[tuple[str, ...], int], ...] = ()


def read_word(docx: bytes, path: str) -> Lest:
    """Read a Word file.

    Raises:
        PlanError: It is none, or cannot be read.
    """
    contents = read_contents(open_word(docx, path))
    walk = _Walk()
    for block in contents.body:
        if isinstance(block, Table):
            walk.table(block)
        else:
            walk.line(block)
    for is_header, line in contents.running:
        walk.add(line, "toppteksten" if is_header else "bunnteksten", eget=True)
    core = Package(docx).one(CORE)
    if core is not None and (title := core.findtext(_DUBLIN_TITLE)):
        walk.stykker.append(Stykke(title, _PROPERTY, eget=True))
    return Lest(tuple(walk.stykker), tuple(walk.rader))


@dataclass(slots=True)
class _Walk:
    """Goes through the body of a Word file, and remembers the heading that it is under, and of which part."""

    stykker: list[Stykke] = field(default_factory=list)
    rader: list[Rad] = field(default_factory=list)
    over: str = ""
    part: str = ""

    @property
    def place(self) -> str:
        """«under «Sak 4 › Vurdering»», of a heading within a case; else the heading alone."""
        within = self.part.partition(":")[0]
        above = f"{within} › " if within and self.part != self.over else ""
        return f"under «{above}{self.over}»" if self.over else "øverst"

    def line(self, line: Line) -> None:
        is_title = not any(piece.nivå for piece in self.stykker) and line.level == 1
        eget = is_title or (line.style in _TITLES and not self.over)
        if line.level and not is_title:
            self.over = line.text
            self.part = line.text if line.level <= _PART else self.part
        self.add(line, "overskriften øverst" if eget else self.place, eget=eget)

    def table(self, table: Table) -> None:
        header = [plain(cell.text(" ")) for cell in table.rows[0].cells.values()] if table.rows else []
        for number, row in enumerate(table.rows, 1):
            place = f"i tabellen {self.place}, rad {number}"
            cells = [cell.text().split("\n") for cell in row.cells.values()]
            if number > 1 and len(cells) == len(header):
                self.rader.append(Rad(dict(zip(header, map(tuple, cells), strict=True)), place, self.part))
            for cell in row.cells.values():
                for line in all_lines(cell.blocks):
                    self.add(line, place)

    def add(self, line: Line, place: str, *, eget: bool = False) -> None:
        if line.text and line.elsewhere != STRUCK:
            is_fact = line.style == _FACT
            self.stykker.append(Stykke(line.text, place, line.level, self.over, eget, is_fact))
        if line.elsewhere in _BESIDE and not line.tracked:
            beside = f"i {line.elsewhere} {place}"
            self.stykker.append(Stykke(line.rest, beside, over=beside))


def read_pdf(pdf: bytes, wanted: Callable[[int], bool] = lambda _: True) -> Lest:
    """Read a PDF; its text by what its tags hold together, else by lines.

    Args:
        pdf: The bytes of the file.
        wanted: Whether to read the text of a page, by its index.

    Raises:
        pikepdf.PdfError: It cannot be read.
        pypdfium2.PdfiumError: It cannot be read.
    """
    import pikepdf

    from dokumentmaskin.bundle import bookmarks

    pieces = []
    for (page, *_), words in groupby(read_words(pdf, wanted), _paragraph):
        place = f"side {page + 1}"
        pieces.append(Stykke(in_one_line(word for _, word in words), place, over=place if page else ""))
    with pikepdf.open(BytesIO(pdf)) as opened:
        title = str(opened.docinfo.get("/Title", ""))
        marks = tuple(bookmarks(opened))
    own = [Stykke(title, _PROPERTY, eget=True)] if title else []
    own += [Stykke(titles[0], "det øverste bokmerket", eget=True) for titles, _ in marks[:1]]
    return Lest((*own, *(piece for piece in pieces if piece.tekst)), bokmerker=marks)


def _paragraph(found: tuple[int, Word]) -> tuple[int, int | None, float]:
    """What the words of a paragraph have in common: their tag on the page, or their line without one."""
    page, word = found
    return page, word.mcid, word.y if word.mcid is None else 0
