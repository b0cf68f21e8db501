"""What a drawing is made of, in the words of its template: fields, lines, marks and texts, placed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from dokumentmaskin.document.wheel.geometry import Box, Point, number
from dokumentmaskin.document.wheel.text import width

Anchor = Literal["start", "middle", "end"]

# How many bodies have colours of their own in the style file.
PALETTE: Final = 8
# How far the letters of the font reach above their line and below it, and what is between two lines.
RISE: Final = 0.8
FALL: Final = 0.24
DIGITS: Final = 0.72  # how high a digit is; none reaches below
LEADING: Final = 1.2
BOLD: Final = frozenset({"dato", "nummer", "tittel", "ringnavn", "bokstav", "aar", "maned"})


@dataclass(frozen=True, slots=True)
class Tekst:
    """A line of text.

    Attributes:
        ord: The words.
        sted: Where its line begins, has its middle or ends.
        størrelse: Its size.
        stil: Its class in the style file.
        anker: Which of the three.
        dreining: How it is turned, in degrees.
    """

    ord: str
    sted: Point
    størrelse: float
    stil: str
    anker: Anchor = "start"
    dreining: float = 0

    @property
    def x(self) -> str:
        """How far from the left."""
        return number(self.sted.x)

    @property
    def y(self) -> str:
        """How far down the line is that its letters stand on."""
        return number(self.sted.y)

    @property
    def punkter(self) -> str:
        """Its size as the template writes it."""
        return number(self.størrelse)

    @property
    def vinkel(self) -> str:
        """How it is turned, as the template writes it; empty when it is not."""
        return number(self.dreining) if self.dreining else ""

    @property
    def box(self) -> Box:
        """What it takes up before it is turned."""
        wide = width(self.ord, self.størrelse, bold=not BOLD.isdisjoint(self.stil.split()))
        left = self.sted.x - {"start": 0, "middle": wide / 2, "end": wide}[self.anker]
        rise, fall = (DIGITS, 0.0) if self.ord.isdigit() else (RISE, FALL)
        top, bottom = self.sted.y - rise * self.størrelse, self.sted.y + fall * self.størrelse
        return Box(left, top, left + wide, bottom)


@dataclass(frozen=True, slots=True)
class Figur:
    """A line or a field.

    Attributes:
        form: Its path.
        stil: Its classes in the style file.
    """

    form: str
    stil: str


@dataclass(frozen=True, slots=True)
class Part:
    """Texts and figures that are placed together, from one height down to another."""

    texts: tuple[Tekst, ...]
    figures: tuple[Figur, ...]
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Merke:
    """An event's mark.

    Attributes:
        figurer: Its shape, and what is drawn over it.
        navn: What it is, for who points at it in a browser.
        midt: Its middle.
        reach: How far it reaches from there.
    """

    figurer: tuple[Figur, ...]
    navn: str
    midt: Point
    reach: float


@dataclass(frozen=True, slots=True)
class Tegning:
    """A drawing.

    Attributes:
        bredde: How wide it is, in points.
        høyde: How high.
        figurer: What lies at the bottom, in order.
        merker: The marks.
        tekster: The texts, on top.
        nummerert: Whether the marks have numbers, which the table has too.
    """

    bredde: float
    høyde: float
    figurer: tuple[Figur, ...]
    merker: tuple[Merke, ...]
    tekster: tuple[Tekst, ...]
    nummerert: bool


def centred(words: str, middle: Point, size: float, style: str, turn: float = 0) -> Tekst:
    """A text with its middle in a place, where its letters are as high as digits are."""
    down = 0.36 * size
    flat = Point(middle.x, middle.y + down)
    if not turn:
        return Tekst(words, flat, size, style, "middle")
    # It is turned about the middle, which the template does first.
    return Tekst(words, middle, size, style, "middle", turn)


class Line(NamedTuple):
    """A line of a label.

    Attributes:
        words: What it says.
        style: Its class.
        down: How far below the first it stands, in lines.
    """

    words: str
    style: str
    down: float


def lines_down(lines: Sequence[Line], at: Point, size: float, anchor: Anchor) -> Iterator[Tekst]:
    """Lines below each other; the first has its middle at a height."""
    for line in lines:
        place = Point(at.x, at.y + 0.36 * size + line.down * LEADING * size)
        yield Tekst(line.words, place, size, line.style, anchor)
