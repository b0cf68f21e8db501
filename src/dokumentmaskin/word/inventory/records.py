"""What a Word file shows besides running text, and where, as records."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_QUOTED: Final = 60  # characters of a paragraph that say which one it is


class Kind(StrEnum):
    """What a thing is, as a message begins: «Et bilde»."""

    PICTURE = "et bilde"
    OBJECT = "et innsatt objekt"
    CHART = "et diagram"
    DIAGRAM = "en SmartArt-figur"
    SHAPE = "en figur"
    TEXT_BOX = "en tekstboks"
    WORD_ART = "en WordArt-tekst"
    INK = "en håndtegning"
    RULE = "en vannrett linje"
    DOCUMENT = "et innsatt dokument"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a thing stands, by what a person can find in Word.

    Attributes:
        story: The kind of part that it is in: `main`, `header`, `footer`, `footnotes`, `endnotes`.
        heading: The nearest heading before it; empty before the first one.
        paragraph: The text of its paragraph, or of the one before when its own has none.
        table: Which table of the part it is in, from 1, counted where each begins; 0 for none.
        row: Which row of that table, from 1.
        column: Which cell of that row, from 1.
        in_box: Whether it is inside a text box.
        page: The first page that it may stand on: 2 for what is in a header that the first page lacks.
    """

    story: str
    heading: str = ""
    paragraph: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    in_box: bool = False
    page: int = 1

    @property
    def said(self) -> str:
        """The place as a message says it: «under «Økonomi», i tabell 2, rad 3, celle 1»."""
        parts = [_STORIES.get(self.story, "")]
        parts += [f"under «{_short(self.heading)}»"] if self.heading else []
        parts += [f"i tabell {self.table}, rad {self.row}, celle {self.column}"] if self.table else []
        parts += ["i en tekstboks"] if self.in_box else []
        parts += [f"ved «{_short(self.paragraph)}»"] if self.paragraph != self.heading else []
        return ", ".join(filter(None, parts)) or "øverst i teksten"

    @property
    def is_running(self) -> bool:
        """Whether it stands in a header or footer, on many pages or on none."""
        return self.story in _RUNNING


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a Word file shows.

    Attributes:
        kind: What it is.
        spot: Where it stands.
        name: What Word calls it: «Bilde 3»; may be empty.
        text: Its alternative text; empty for none.
        decorative: Whether it is marked as decoration, which needs no text.
        source: The part of the file with what it looks like, as `word/media/image1.emf`; empty for none.
        address: Where what it looks like is fetched from, when that is outside the file.
        broken: Why it cannot be shown by anyone; empty for what can.
        words: What it says itself: the titles of a chart and of its axes, the text of WordArt.
        framed: Whether a line or a colour is drawn around or behind it.
        width: How wide it is, in points; 0 when the file does not say.
        height: How high it is, in points.
    """

    kind: Kind
    spot: Spot
    name: str = ""
    text: str = ""
    decorative: bool = False
    source: str = ""
    address: str = ""
    broken: str = ""
    words: str = ""
    framed: bool = False
    width: float = 0
    height: float = 0

    @property
    def said(self) -> str:
        """The thing as a message begins: «Et bilde («Kart over regionen»)»."""
        called = self.text or self.words or self.name
        return f"E{self.kind[1:]}{f' («{_short(called)}»)' if called else ''}"


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"


_STORIES: Final = {
    "header": "i toppteksten",
    "footer": "i bunnteksten",
    "footnotes": "i en fotnote",
    "endnotes": "i en sluttnote",
}
_RUNNING: Final = frozenset(("header", "footer"))
