"""What a text file says: its text, whatever its encoding, and the parts of that.

The parts are headings, running text, code and tables. Paragraphs, lists and looks are read as the plan's own
text fields are (`document.markdown`); what those do not have is read here.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from dokumentmaskin.document import Block, Inline, parse_text
from dokumentmaskin.errors import AttachmentError, Problem

if TYPE_CHECKING:
    from markdown_it.token import Token

_BOMS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_NAMES: Final = {"utf-16": "UTF-16", "cp1252": "Windows-1252"}
# What no text file has: control characters other than tab, line ends and form feed, and half characters.
NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")  # signs of a font of its own, as Word's bullets
_MOST_CHARACTERS: Final = 1_000_000  # some 400 pages
_NOT_TEXT: Final = Problem(
    "vedlegg-ikke-tekst",
    "Filen heter som en tekstfil, men inneholder noe annet enn tekst.",
    "Gi filen riktig endelse, eller åpne den i programmet den er laget i og eksporter den som PDF.",
)
_NOTHING: Final = Problem(
    "vedlegg-tomt", "Filen har ingen tekst.", "Hent filen en gang til, eller ta vedlegget ut av planen."
)
_RULES: Final = ("heading", "lheading", "fence", "hr", "table")
_DEEPEST: Final = 6  # heading that PDF has (ISO 32000-1, table 335)
# A heading or a cell that begins like an item of a list.
_ITEM: Final = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))|^(?=[-+*](?:\s|$))")
_PICTURE: Final = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
ABROAD: Final = ("http://", "https://", "mailto:", "tel:")
MOST_COLUMNS: Final = 10
"""The columns of a table on a page that lies on its side."""
_Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        inlines: Its text.
        level: 1 for the outermost.
    """

    inlines: _Inlines
    level: int

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(inline.text for inline in self.inlines)


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs and lists that follow each other."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that are shown as they were typed, in letters of one width."""

    lines: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row says what is in the columns; all rows have as many cells."""

    rows: tuple[tuple[_Inlines, ...], ...]


Part = Heading | Text | Code | Table


def read_text(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file with line feeds alone, and warnings about how it was read.

    Args:
        data: The bytes of the file: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

    Raises:
        AttachmentError: It is no text, has none, or too much of it.
    """
    encoding = next((name for mark, name in _BOMS.items() if data.startswith(mark)), "utf-8")
    try:
        text, encoding = _decoded(data, encoding)
    except UnicodeDecodeError as error:
        raise AttachmentError(_NOT_TEXT) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")  # DOS ended files with one
    if NO_TEXT.search(text):
        raise AttachmentError(_NOT_TEXT)
    text = text.replace("\f", "\n\n")
    if not text.strip() or len(text) > _MOST_CHARACTERS:
        raise AttachmentError(_too_long(len(text)) if text.strip() else _NOTHING)
    warnings = [_encoding(_NAMES[encoding])] if encoding in _NAMES else []
    if private := _PRIVATE.findall(text):
        warnings.append(_exchanged(len(private)))
    return _PRIVATE.sub("•", text), tuple(warnings)


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    """Return the text and the encoding that it turned out to have."""
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise
        return data.decode("cp1252"), "cp1252"


def _too_long(characters: int) -> Problem:
    return Problem(
        "vedlegg-for-stort",
        f"Teksten er på {characters} tegn. Det meste er {_MOST_CHARACTERS}.",
        "Lag en PDF av den i et annet program, og bruk PDF-en som vedlegg i stedet.",
    )


def _encoding(name: str) -> Problem:
    return Problem(
        "tekst-ikke-utf8",
        f"Filen er ikke lagret som UTF-8. Den er lest som {name}.",
        "Se i PDF-en om æ, ø og å er riktige, eller lagre filen på nytt som UTF-8.",
    )


def _exchanged(count: int) -> Problem:
    return Problem(
        "tegn-byttet",
        f"Teksten har {count} tegn som bare finnes i en bestemt skrift. De er byttet ut med «•».",
        "Se i PDF-en om det er riktig, eller bytt ut tegnene i filen.",
    )


def plain_parts(text: str, title: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Return the parts of a text without marks: paragraphs between blank lines, their line ends kept.

    The paper's title becomes its heading. No pictures are left out; see `markdown_parts`.
    """
    blocks = plain_blocks(text)
    if blocks[0].inlines[0].text.strip().casefold() == title.casefold():
        blocks = blocks[1:]
    return (Heading((Inline(title),), 1), Text(blocks)), ()


def plain_blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text without marks."""
    paragraphs = [paragraph.strip("\n") for paragraph in re.split(r"\n[ \t]*(?=\n)", text)]
    return tuple(Block((Inline(paragraph),)) for paragraph in paragraphs if paragraph.strip())


def table_parts(text: str, title: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Return the parts of a text of values between commas, semicolons or tabs (RFC 4180): tables.

    The first row says what is in the columns. A table that is too wide for a page goes on in the next, each
    with the first column again.
    """
    sign = max(";,\t", key=text.split("\n", 1)[0].count)
    rows = [row for row in csv.reader(StringIO(text), delimiter=sign) if any(map(str.strip, row))]
    wide = max(map(len, rows))
    cells = [[(Inline(cell.strip()),) if cell.strip() else () for cell in row] for row in rows]
    filled = [[*row, *[()] * (wide - len(row))] for row in cells]
    step = MOST_COLUMNS - 1
    tables = [
        Table(tuple((row[0], *row[start : start + step]) for row in filled))
        for start in range(1, max(wide, 2), step)
    ]
    return (Heading((Inline(title),), 1), *tables), ()


def markdown_parts(text: str, title: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Return the parts of a Markdown text under one heading of the first level.

    The heading is the text's own when that is the plan's title or holds it; otherwise it is the title, and
    the text's headings stand below it. No level is skipped (ISO 14289-1, 7.4.2).

    Args:
        text: The text, with line feeds alone.
        title: The paper's title.

    Returns:
        The parts, and the pictures in the text, which are left out.
    """
    pictures: list[str] = []
    parts = list(_parts(text, pictures))
    return tuple(in_levels(parts, title)), tuple(pictures)


def _parts(text: str, pictures: list[str]) -> Iterator[Part]:
    """Yield the parts as they are written; the pictures among them are entered in the list."""
    from markdown_it import MarkdownIt

    lines, reached = text.split("\n"), 0
    tokens = MarkdownIt("zero").enable(list(_RULES)).parse(text)
    for index, token in enumerate(tokens):
        if token.level or token.map is None or token.type == "paragraph_open":
            continue
        first, last = token.map
        yield from _running(lines[reached:first], pictures)
        reached = last
        if token.type == "heading_open":
            yield Heading(_inlines(tokens[index + 1].content, pictures), int(token.tag[1:]))
        elif token.type == "fence":
            yield Code(token.content.rstrip("\n"))
        elif token.type == "table_open":
            yield Table(tuple(_rows(tokens[index:], pictures)))
    yield from _running(lines[reached:], pictures)


def _running(lines: Sequence[str], pictures: list[str]) -> Iterator[Part]:
    """Yield the text between two other parts, if there is any."""

    def named(picture: re.Match[str]) -> str:
        pictures.append(picture[1] or picture[2])
        return f"(Bilde: {picture[1]})" if picture[1] else "(Bilde)"

    blocks = parse_text(_PICTURE.sub(named, "\n".join(lines)))
    if blocks:
        yield Text(tuple(replace(block, inlines=_without_dead_links(block.inlines)) for block in blocks))


def _without_dead_links(inlines: _Inlines) -> _Inlines:
    """Take away links to files that stand beside the text, and do not in the PDF."""
    return tuple(i if i.link.lower().startswith(ABROAD) else replace(i, link="") for i in inlines)


def _inlines(text: str, pictures: list[str]) -> _Inlines:
    """Return a text of one line."""
    written = _ITEM.sub(lambda begins: f"{begins[0]}\\", text)
    texts = [part for part in _running([written], pictures) if isinstance(part, Text)]
    return tuple(inline for part in texts for block in part.blocks for inline in block.inlines)


def _rows(tokens: "Sequence[Token]", pictures: list[str]) -> Iterator[tuple[_Inlines, ...]]:
    """Yield the rows of the table that the tokens begin with; each has as many cells as the first."""
    inside = list(takewhile(lambda token: token.type != "table_close", tokens))
    columns = sum(token.type == "th_open" for token in inside)
    cells = [_inlines(token.content, pictures) for token in inside if token.type == "inline"]
    for first in range(0, len(cells), columns):
        yield tuple(cells[first : first + columns])


def in_levels(parts: Sequence[Part], title: str) -> Iterator[Part]:
    """Yield the parts under one heading of the first level, with no level left out."""
    headings = [part for part in parts if isinstance(part, Heading)]
    outermost = sum(heading.level == 1 for heading in headings)
    own = outermost == 1 and parts[0] is headings[0] and headings[0].level == 1
    own = own and title.casefold() in headings[0].text.casefold()
    if not own:
        yield Heading((Inline(title),), 1)
    shift = 1 if outermost and not own else 0
    reached = 0 if own else 1
    for part in parts:
        if not isinstance(part, Heading):
            yield part
        elif part.text.strip():
            reached = min(max(part.level + shift, 1 if own else 2), reached + 1, _DEEPEST)
            yield replace(part, level=reached)
