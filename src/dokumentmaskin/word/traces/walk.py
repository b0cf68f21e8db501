"""The walk through a document's text that finds what is in it besides plain text, and quotes it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from dokumentmaskin.word.names import (
    ADDED,
    AUTHOR,
    BOX,
    COMMENT_MARKS,
    CONTROL_STARTS,
    DELETED,
    FALLBACK,
    INSERTED,
    MATH,
    MOVED_AWAY,
    MOVED_HERE,
    NOTES,
    OBJECTS,
    SPACES,
    TAKEN_AWAY,
    W,
    elements,
    is_change,
    is_hidden_object,
    is_object,
)
from dokumentmaskin.word.styles import Styles, find, name_of, outline_level, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Kind = Literal["innsatt", "slettet", "flyttet", "flyttet bort", "formatert", "kommentar", "skjult"]
_ID: Final = W + "id"
_TITLES: Final = 2  # no heading at all, and that of the document
_Key = tuple[Kind, str]
_KINDS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(INSERTED, "innsatt"),
    **dict.fromkeys(DELETED, "slettet"),
    W + "cellIns": "innsatt",
    W + "cellDel": "slettet",
    MOVED_HERE: "flyttet",
    MOVED_AWAY: "flyttet bort",
}
_TEXT: Final = frozenset((W + "t", W + "delText", MATH + "t"))
# What a run holds besides what it shows: its looks, the machinery of fields, marks (17.3.3, 17.16.18).
_NOT_SHOWN: Final = COMMENT_MARKS | {MATH + "rPr"} | frozenset(
    W + name
    for name in ("rPr", "fldChar", "instrText", "delInstrText", "lastRenderedPageBreak", "separator",
                 "continuationSeparator", "footnoteRef", "endnoteRef")
)  # fmt: skip
_NO_TEXT: Final = frozenset((FALLBACK, W + "rPr", W + "pPr"))


@dataclass(frozen=True, slots=True)
class Trace:
    """Something in the text that nobody has settled, or that is not shown.

    Attributes:
        kind: What it is: text put in, taken out or moved (here, or away to no place that
            is left), a change of looks, a comment, hidden text.
        author: Who did it, as Word names them; empty for hidden text and where the document does not say.
        text: The words that it is about, a comment's own words; empty where there are none.
        heading: The nearest heading before it; empty before the first one, and in headers and footers.
        above: The heading that this one stands under, if that is not the document's own; may be empty.
    """

    kind: Kind
    author: str
    text: str
    heading: str
    above: str = ""


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for everything inside an element.

    Attributes:
        changes: The tracked changes that it is inside.
        hidden: Whether a drawing around it is hidden.
    """

    changes: frozenset[_Key] = frozenset()
    hidden: bool = False


@dataclass(slots=True)
class Walk:
    """Goes through stories in document order; neighbouring pieces of one change count as one.

    Attributes:
        styles: The document's styles.
        comments: The comments by their id.
        notes: The foot- and endnotes by their kind and id, read where the text refers to them.
        found: What has been found so far.
    """

    styles: Styles
    comments: Mapping[str, "Element"]
    notes: Mapping[tuple[str, str], "Element"]
    found: list[Trace] = field(default_factory=list)
    _headings: dict[int, str] = field(default_factory=dict)
    _open: dict[_Key, int] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _read: set[tuple[str, str]] = field(default_factory=set)

    def story(self, root: "Element", *, headings: bool) -> None:
        """Go through a part; `headings` tells whether it is the one whose headings places are named by."""
        before, self._headings = self._headings, {}
        self._inside(root, _Around())
        self._close()
        if not headings:
            self._headings = before

    def rest(self) -> None:
        """Go through the notes and comments that nothing refers to."""
        self._headings = {}
        for key in self.notes:
            self._note(key)
        for name in self.comments:
            self._comment(name)

    def _inside(self, node: "Element", around: _Around) -> None:
        for child in elements(node):
            self._element(child, around)

    def _element(self, node: "Element", around: _Around) -> None:
        tag = str(node.tag)
        if tag == W + "p":
            self._paragraph(node, around)
        elif tag in {W + "r", MATH + "r"}:
            self._run(node, around)
        elif tag == W + "tbl":
            self._close(kept=around.changes)
            self._inside(node, around)
        elif tag == W + "tr":
            self._inside(node, self._marked(node.find(W + "trPr"), around))
        elif tag == W + "tc":
            self._inside(node, self._marked(node.find(W + "tcPr"), around))
        elif tag in ADDED or tag in TAKEN_AWAY:
            self._tell(_KINDS[tag], node.get(AUTHOR, ""), "", kept=around.changes | self._open.keys())
            self._inside(node, _within(around, node))
        elif is_change(tag) or tag == W + "cellMerge" or tag in CONTROL_STARTS:
            self._tell("formatert", node.get(AUTHOR, ""), "", kept=around.changes)
        elif tag == W + "commentReference":
            self._comment(node.get(_ID, ""))
        elif tag != FALLBACK:
            self._inside(node, around)

    def _marked(self, properties: "Element | None", around: _Around) -> _Around:
        """What holds in a row or cell that is put in or taken out as a whole (17.13.5.1–2, 14 and 16)."""
        for mark in elements(properties) if properties is not None else ():
            if mark.tag in _KINDS:
                around = _within(around, mark)
                self._tell(_KINDS[str(mark.tag)], mark.get(AUTHOR, ""), "", kept=around.changes)
        return around

    def _paragraph(self, paragraph: "Element", around: _Around) -> None:
        level = self._heading_level(paragraph)
        if level and (heading := words(paragraph, deleted=False)):
            self._headings = {
                **{n: above for n, above in self._headings.items() if n < level},
                level: heading,
            }
        properties = paragraph.find(W + "pPr")
        for child in elements(paragraph):
            if child is not properties:
                self._element(child, around)
        marks = self._of_paragraph(paragraph, properties, around) if properties is not None else set()
        self._close(kept=around.changes | marks)
        for place in self._open.values():
            self.found[place] = replace(self.found[place], text=self.found[place].text + " ")

    def _heading_level(self, paragraph: "Element") -> int:
        """How deep a heading is, 1 for the outermost, by its own outline level or its style's; 0 for none."""
        if (stated := find(paragraph, "pPr/outlineLvl")) is not None:
            return outline_level(stated)
        style = value_of(paragraph, "pPr/pStyle")
        is_title = any(name_of(above) == "title" for above in self.styles.chain("paragraph", style))
        return self.styles.heading_level(style) or int(is_title)

    def _of_paragraph(self, paragraph: "Element", properties: "Element", around: _Around) -> set[_Key]:
        """Tell of what is tracked in a paragraph's properties; return the changes its mark is part of."""
        marks: set[_Key] = set()
        for node in properties.iter(tag="*"):
            tag, author = str(node.tag), node.get(AUTHOR, "")
            tracked = tag in _KINDS or is_change(tag)
            if not tracked or any(is_change(above.tag) for above in node.iterancestors()):
                continue
            kind: Kind = "formatert"
            if tag in ADDED or tag in TAKEN_AWAY:
                kind = _KINDS[tag] if node.getparent().tag == W + "rPr" else kind
                marks.add((kind, author))
            text = words(paragraph) if tag == W + "pPrChange" else ""
            self._tell(kind, author, text, kept=around.changes | marks | self._open.keys())
        return marks

    def _run(self, run: "Element", around: _Around) -> None:
        content = shown(run)
        keys = set(around.changes)
        changed = run.find(f"{W}rPr/{W}rPrChange")
        if changed is not None:
            keys.add(("formatert", changed.get(AUTHOR, "")))
        hidden = around.hidden or self.styles.hides(run)
        if content and hidden:
            keys.add(("skjult", ""))
        text = "".join(_spaced(child) for child in content)
        if content or keys - around.changes:
            self._close(kept=keys)
        for kind, author in sorted(keys):
            self._tell(kind, author, text, kept=keys)
        for child in elements(run):
            self._in_run(child, replace(around, changes=frozenset(keys), hidden=hidden))

    def _in_run(self, child: "Element", around: _Around) -> None:
        """Go through what a run holds besides its text: notes, comments, text boxes."""
        tag = str(child.tag)
        if tag in NOTES:
            self._note((NOTES[tag], child.get(_ID, "")))
        elif tag == W + "commentReference":
            self._comment(child.get(_ID, ""))
        elif is_object(child):
            if is_hidden_object(child):
                self._tell("skjult", "", words(child) or "(bilde)", kept=around.changes)
                return
            for box in child.iter(BOX):
                if not any(above.tag == FALLBACK for above in box.iterancestors()):
                    self._inside(box, around)

    def _note(self, key: tuple[str, str]) -> None:
        """Go through a note where the text refers to it, so that it gets the heading there."""
        note = self.notes.get(key)
        if note is not None and key not in self._read:
            self._read.add(key)
            headings, still_open = self._headings, dict(self._open)
            self._close()
            self._inside(note, _Around())
            self._headings, self._open = headings, still_open

    def _comment(self, name: str) -> None:
        comment = self.comments.get(name)
        if comment is not None and name not in self._told:
            self._told.add(name)
            self.found.append(self._here("kommentar", comment.get(AUTHOR, ""), words(comment)))

    def _tell(self, kind: Kind, author: str, text: str, *, kept: Iterable[_Key]) -> None:
        """Enter a piece of a change: a new one, or more of the one that is open."""
        key = (kind, author)
        self._close(kept={*kept, key})
        if key not in self._open:
            self._open[key] = len(self.found)
            self.found.append(self._here(kind, author, ""))
        trace = self.found[self._open[key]]
        self.found[self._open[key]] = replace(trace, text=trace.text + text)

    def _here(self, kind: Kind, author: str, text: str) -> Trace:
        """A trace under the headings that have been reached, the document's own left out of those above."""
        *above, nearest = ["", *self._headings.values()]
        return Trace(kind, author, text, nearest, above[-1] if len(above) > _TITLES else "")

    def _close(self, kept: Iterable[_Key] = ()) -> None:
        """End the changes that do not go on here."""
        going_on = set(kept)
        self._open = {key: place for key, place in self._open.items() if key in going_on}


def _within(around: _Around, mark: "Element") -> _Around:
    key: _Key = (_KINDS[str(mark.tag)], mark.get(AUTHOR, ""))
    return replace(around, changes=around.changes | {key})


def _spaced(child: "Element") -> str:
    """The text of one piece of run content, with spaces at its ends; a text box's comes by itself."""
    if child.tag in NOTES or (is_object(child) and child.find(f".//{BOX}") is not None):
        return " "
    return "".join(_piece(child, frozenset()))


def shown(run: "Element") -> "list[Element]":
    """Return what a run puts on the page; text that is deleted counts as it did before."""
    return [child for child in elements(run) if child.tag not in _NOT_SHOWN]


def words(node: "Element", *, deleted: bool = True) -> str:
    """Return the text below a node in one line, with that which is deleted or without it."""
    left_out = frozenset[str]() if deleted else TAKEN_AWAY
    return " ".join("".join(_pieces(node, left_out)).split())


def _pieces(node: "Element", left_out: frozenset[str]) -> "Iterator[str]":
    for child in elements(node):
        if child.tag not in left_out:
            yield from _piece(child, left_out)


def _piece(node: "Element", left_out: frozenset[str]) -> "Iterator[str]":
    if node.tag in _TEXT:
        yield node.text or ""
    elif node.tag in SPACES:
        yield " "
    elif node.tag == W + "noBreakHyphen":
        yield "-"
    elif node.tag in OBJECTS and node.find(f".//{BOX}") is None:
        yield "(bilde)"
    elif node.tag == W + "p":
        yield from (*_pieces(node, left_out), " ")
    elif node.tag not in _NO_TEXT:
        yield from _pieces(node, left_out)
