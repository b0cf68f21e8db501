"""A form as it is published: without the help texts, empty places and empty rows that nobody has filled in.

A place is empty when all that stands there is a help text that dok printed, whatever program saved it last:
LibreOffice drops the content control and keeps its words. The label before it goes with it, a row when
nothing else stands in it, a heading when it stood over nothing else. What is not known to be nothing stays:
no word that a person wrote is ever taken, and the document itself is not changed.

Who makes a PDF calls `help_of` with the template and with what dok once wrote, `unfilled` to say what is
missing, and `finished` for the copy. Source of the element names: ISO/IEC 29500-1, 17.3, 17.4 and 17.5.2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.blocks import shows_help
from dokumentmaskin.word.lines import clean
from dokumentmaskin.word.names import VAL, W14, W, character, elements, is_switched_on, leaves
from dokumentmaskin.word.package import STYLES, Package, packed, written
from dokumentmaskin.word.styles import Styles, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# A template in each language, and some documents: the same few are asked about for each of a year's minutes.
_FORMS: Final = 8
_HELP_STYLE: Final = "placeholder text"
# A help text as short as this may be part of what a person wrote.
_SHORTEST: Final = 16
_AROUND: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml"))
# What holds text or says how it looks, and is nothing itself; whatever is not here is something.
_HOLDERS: Final = frozenset(
    W + name
    for name in (
        "p", "r", "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "tbl", "tr", "tc",
        "tblGrid", "gridCol", "tab", "ptab", "cr", "bookmarkStart", "bookmarkEnd", "proofErr",
        "permStart", "permEnd", "lastRenderedPageBreak",
    )
)  # fmt: skip
_LOOKS: Final = frozenset(
    W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "trPr", "tcPr")
)


@dataclass(frozen=True, slots=True)
class Help:
    """What a form says before anyone has filled it in.

    Attributes:
        prompts: The help texts.
        labels: What stands before a place on its line: «Møtet startet: kl.», «For:».
        printed: What it has around them: headings, rows of column titles, and what is left of a line without
            its places and their labels, as «Referat fra møtet: 14. januar 2022».
    """

    prompts: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    printed: frozenset[str] = frozenset()

    def __or__(self, other: "Help") -> "Help":
        return Help(self.prompts | other.prompts, self.labels | other.labels, self.printed | other.printed)


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A line with a place that still shows its help text.

    Attributes:
        headings: The headings that it stands under, the outermost first; without the document's title.
        label: What stands before the first such place; empty for nothing.
    """

    headings: tuple[str, ...]
    label: str


@lru_cache(maxsize=_FORMS)
def help_of(form: bytes) -> Help:
    """What a form says that nobody has filled in: a template, or a document as dok wrote it.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    package = Package(form)
    root = package.root(package.main)
    controls = [control for control in root.iter(W + "sdt") if shows_help(control)]
    prompts = frozenset(filter(None, map(text_of, controls)))
    labels = frozenset(label for control in controls if (label := clean(_before(control))))
    printed = _Form(package, Help(prompts, labels)).printed()
    return Help(prompts, labels, frozenset(filter(None, printed)))


def unfilled(docx: bytes, known: Help) -> tuple[Unfilled, ...]:
    """The lines of a document that show a help text, in order; also one beside what a person has written.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    return tuple(_Form(Package(docx), known).unfilled())


def finished(docx: bytes, known: Help) -> bytes:
    """A copy without what nobody has filled in; the same bytes when all is filled in.

    Args:
        docx: The bytes of a .docx.
        known: What its form says by itself.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    package = Package(docx)
    form = _Form(package, known)
    if not form.clear():
        return docx
    parts = {name: package.read(name) for name in package.names}
    return packed(parts | {package.main: written(form.root)})


@dataclass(frozen=True, slots=True)
class _Place:
    """A place that shows its help text: the runs of its label, and its own."""

    label: "list[Element]"
    help: "list[Element]"


class _Form:
    """The text of a document with places to fill in."""

    def __init__(self, package: Package, known: Help) -> None:
        self.root = package.root(package.main)
        self.styles = Styles(package.one(STYLES))
        self.known = known
        self.long = [prompt for prompt in known.prompts if len(prompt) >= _SHORTEST]

    def printed(self) -> Iterator[str]:
        """The headings, the first row of each table, and what each line with places says without them."""
        yield from (
            text_of(row) for table in self.root.iter(W + "tbl") for row in list(table.iter(W + "tr"))[:1]
        )
        for paragraph in self.root.iter(W + "p"):
            if self._level(paragraph):
                yield text_of(paragraph)
            gone = {run for place in self._places(paragraph) for run in (*place.label, *place.help)}
            if gone:
                yield clean("".join(_written(run) for run in paragraph.iter(W + "r") if run not in gone))

    def unfilled(self) -> Iterator[Unfilled]:
        """The lines that show a help text."""
        headings: dict[int, str] = {}
        for paragraph in self.root.iter(W + "p"):
            if level := self._level(paragraph):
                headings = {n: text for n, text in headings.items() if n < level}
                headings[level] = text_of(paragraph)
                continue
            places, text = self._places(paragraph), text_of(paragraph)
            if places or any(prompt in text for prompt in self.long):
                label = clean("".join(map(_written, places[0].label if places else []))) or text
                under = tuple(words for n, words in headings.items() if n > 1)
                yield Unfilled(under, label.partition(":")[0] if ":" in label else "")

    def clear(self) -> bool:
        """Take out what is not filled in; tell whether anything was."""
        above = self._headings_above()
        places = {p: found for p in self.root.iter(W + "p") if (found := self._places(p))}
        tops = [next(node for node in (p, *p.iterancestors()) if node in above) for p in places]
        tables = dict.fromkeys(table for p in places for table in list(p.iterancestors(W + "tbl"))[:1])
        for paragraph, found in places.items():
            for run in self._unfilled_runs(paragraph, found):
                take_away(run)
            if text_of(paragraph) in {"", *self.known.printed} and all(
                map(is_quiet, _without_words(paragraph))
            ):
                take_away(paragraph)
        for table in tables:
            self._clear_table(table)
        # The last first: a heading over nothing but empty headings is one too.
        for heading in reversed(list(dict.fromkeys(above[top] for top in tops))):
            if heading is not None and self._is_printed(heading) and not self._has_text_below(heading):
                take_away(heading)
        self._let_go_of_next(list(above))
        return bool(places)

    def _let_go_of_next(self, before: "list[Element]") -> None:
        """Let what lost all that stood below it share no page with the next heading for its sake."""
        followed, around = dict(pairwise(before)), 0
        for block, after in pairwise(blocks_of(self.root)):
            around = self._level(block) or around
            is_end = 0 < self._level(after) <= around and followed.get(block) is not after
            if is_end and block.tag == W + "p":
                _keep_apart(block)

    def _unfilled_runs(self, paragraph: "Element", places: list[_Place]) -> "list[Element]":
        """What goes of a line: «Votering:» stays when something else that belongs to it is filled in."""
        everything = list(paragraph.iter(W + "r"))
        runs = [run for place in places for run in (*place.label, *place.help)]
        rest = clean("".join(_written(run) for run in everything if run not in runs))
        head = places[0].label
        if head[:1] != everything[:1] or rest in {"", *self.known.printed}:
            return runs
        after = everything[everything.index(places[0].help[-1]) + 1 :][:1]  # the space before what follows
        space = [run for run in after if run not in runs and not text_of(run)]
        return [run for run in (*runs, *space) if run not in head]

    def _clear_table(self, table: "Element") -> None:
        """Take out the rows in which nothing is left, and the table when nothing but its header is."""
        header, *rows = leaves(table, {W + "tr"})
        for row in rows:
            if all(map(_is_empty_cell, leaves(row, {W + "tc"}))):
                take_away(row)
        if list(leaves(table, {W + "tr"})) == [header] and self._is_printed(header):
            take_away(table)

    def _is_printed(self, node: "Element") -> bool:
        """Whether a heading or a row is as the form has it, with nothing beside."""
        return text_of(node) in self.known.printed and all(map(is_quiet, _without_words(node)))

    # Where nothing is filled in

    def _places(self, paragraph: "Element") -> list[_Place]:
        """The places of a paragraph that show a help text and nothing else."""
        if self._level(paragraph):
            return []
        runs = list(paragraph.iter(W + "r"))
        groups = [list(group) for _, group in groupby(runs, key=self._place_of)]
        helping = [g for g in groups if clean("".join(map(_written, g))) in self.known.prompts]
        if not helping and (whole := self._without_style(runs)):
            helping = [whole]
        quiet = [[run for run in group if all(map(is_quiet, _without_words(run)))] for group in helping]
        return [_Place(self._label(runs, group[0]), group) for group in quiet if group]

    def _place_of(self, run: "Element") -> object:
        """What runs that are one place have in common: their control, or the look of a help text."""
        if (control := _control(run)) is not None:
            return control
        return self.styles.name("character", value_of(run, "rPr/rStyle")) == _HELP_STYLE

    def _without_style(self, runs: "list[Element]") -> "list[Element]":
        """The runs of a help text that is alone on its line, or alone after a label, whatever its look."""
        text = clean("".join(map(_written, runs)))
        values = (text.removeprefix(label).strip() for label in ("", *self.known.labels))
        return runs if any(value in self.known.prompts for value in values) else []

    def _label(self, runs: "list[Element]", place: "Element") -> "list[Element]":
        """The runs before a place that are the label which the form has there; the longest that is one."""
        said, end = "", runs.index(place)
        first = end
        for index in range(end - 1, -1, -1):
            if _control(runs[index]) is not None or not all(map(is_quiet, _without_words(runs[index]))):
                break
            said = _written(runs[index]) + said
            if clean(said) in self.known.labels:
                first = index
        return runs[first:end]

    # The headings over them

    def _level(self, block: "Element") -> int:
        return self.styles.heading_level(value_of(block, "pPr/pStyle")) if block.tag == W + "p" else 0

    def _headings_above(self) -> "dict[Element, Element | None]":
        """Each block of the body, and the nearest heading before it."""
        above: dict[Element, Element | None] = {}
        heading = None
        for block in blocks_of(self.root):
            above[block] = heading
            heading = block if self._level(block) else heading
        return above

    def _has_text_below(self, heading: "Element") -> bool:
        """Whether anything is left between a heading and the next of its level or above it."""
        blocks, level = list(blocks_of(self.root)), self._level(heading)
        for block in blocks[blocks.index(heading) + 1 :]:
            if 0 < self._level(block) <= level:
                return False
            if not all(map(is_quiet, block.iter(tag="*"))):
                return True
        return False


def blocks_of(root: "Element") -> "Iterator[Element]":
    """The blocks of the body, also those inside content controls."""
    for child in elements(root):
        if child.tag in _AROUND or child.tag == W + "body":
            yield from blocks_of(child)
        elif child.tag not in {W + "sectPr", *_LOOKS}:
            yield child


def _before(control: "Element") -> str:
    """What stands on the line before a control, back to the control before it."""
    said = ""
    for node in control.itersiblings(tag="*", preceding=True):
        if node.tag == W + "sdt":
            break
        said = "".join(map(_written, node.iter(W + "r"))) + said
    return said if control.getparent().tag == W + "p" else ""


def _control(run: "Element") -> "Element | None":
    """The control that a run stands in, in its paragraph."""
    around = next(run.iterancestors(W + "sdt", W + "p"), None)
    return around if around is not None and around.tag == W + "sdt" else None


def text_of(node: "Element") -> str:
    """What stands in a block or a run."""
    return clean("".join(map(_written, node.iter(W + "r"))))


def _written(run: "Element") -> str:
    return "".join(map(character, elements(run)))


def _without_words(node: "Element") -> "Iterator[Element]":
    return (piece for piece in node.iter(tag="*") if piece.tag != W + "t")


def _keep_apart(paragraph: "Element") -> None:
    """Switch off that a paragraph stays with the next; after the style, as the order is (17.3.1.26)."""
    look = paragraph.find(W + "pPr")
    if look is None:
        look = paragraph.makeelement(W + "pPr")
        paragraph.insert(0, look)
    for said in look.findall(W + "keepNext"):
        look.remove(said)
    switch = look.makeelement(W + "keepNext")
    switch.set(VAL, "0")
    look.insert(1 if look.find(W + "pStyle") is not None else 0, switch)


def is_quiet(piece: "Element") -> bool:
    """Whether a piece shows nothing by itself."""
    if piece.tag == W + "t":
        return not clean(piece.text or "")
    if piece.tag == W + "br":
        return str(piece.get(W + "type", "textWrapping")) == "textWrapping"
    if piece.tag == W + "sectPr":
        return False
    return piece.tag in _HOLDERS | _LOOKS or any(node.tag in _LOOKS for node in piece.iterancestors())


def take_away(node: "Element") -> None:
    """Take a node out, and the content control that it leaves empty; a cell keeps a paragraph."""
    parent = node.getparent()
    if node.tag == W + "p" and _is_last_of_cell(node):
        for child in list(elements(node)):
            if child.tag not in _LOOKS:
                node.remove(child)
        return
    parent.remove(node)
    if parent.tag == W + "sdtContent" and not any(True for _ in elements(parent)):
        take_away(parent.getparent())


def _is_last_of_cell(paragraph: "Element") -> bool:
    cell = next(paragraph.iterancestors(W + "tc", W + "txbxContent", W + "body"), None)
    return cell is not None and [block for block in blocks_of(cell) if block.tag == W + "p"] == [paragraph]


def _is_empty_cell(cell: "Element") -> bool:
    """Whether a cell shows nothing, or nothing but a box that is not ticked."""
    boxes = [box for box in cell.iter(W + "sdt") if _ticked(box) is False]
    inside = {node for box in boxes for node in box.iter()}
    return all(is_quiet(node) for node in cell.iter(tag="*") if node not in inside)


def _ticked(control: "Element") -> bool | None:
    """Whether a box is ticked; None for any other control."""
    box = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
    return None if box is None else is_switched_on(box.get(W14 + "val", "1"))
