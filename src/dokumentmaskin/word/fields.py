"""The fields of a text: what is a field's code, and what it shows (ISO/IEC 29500-1, 17.16).

A field that is written in pieces begins, may come to its result, and ends. What stands between its beginning
and its result is code. One that never ends hides nothing: Word shows what comes after it. Some fields draw
themselves, whatever stands as their result: the ticks and chosen answers of old forms, and symbols.
"""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import VAL, W, elements, is_on
from dokumentmaskin.word.symbols import sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

MARK: Final = W + "fldChar"
CODE: Final = W + "instrText"
SIMPLE: Final = W + "fldSimple"
KIND: Final = W + "fldCharType"
_MACHINERY: Final = frozenset((MARK, CODE))
# Fields whose result follows from the pages, and those where it does from the clock and the file. Every
# program works them out anew: what stands there is shown, but need not be for long.
_OF_PAGES: Final = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "STYLEREF", "SEQ"))
_OF_FILE: Final = frozenset((
    "DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME", "FILENAME", "FILESIZE", "NUMWORDS",
    "NUMCHARS", "REVNUM",
))  # fmt: skip
# Fields that show words of their own code, after the name of a macro or a place (17.16.5.26 and 34).
_BUTTONS: Final = frozenset(("MACROBUTTON", "GOTOBUTTON"))
_BEFORE_WORDS: Final = 2
# Fields that show what their data says, never a result (17.16.5.20, 21 and 68).
_DRAWN: Final = frozenset(("FORMCHECKBOX", "FORMDROPDOWN", "SYMBOL"))
_ANSWER: Final = "FORMTEXT"
_SIGN: Final = re.compile(r"\s*SYMBOL\s+(0x[0-9a-f]+|\d+)", re.IGNORECASE)
_FONT: Final = re.compile(r'\\f\s+(?:"([^"]+)"|(\S+))', re.IGNORECASE)
_UNICODE: Final = re.compile(r"\\u\b", re.IGNORECASE)
_LAST_SIGN: Final = 0x10FFFF
_ADDRESS: Final = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_PLACE: Final = re.compile(r'\\l\s+"([^"]+)"')


@dataclass(slots=True)
class Field:
    """A field: its code so far, whether its result has begun, and what an old form's field says by itself."""

    code: str = ""
    in_result: bool = False
    form: str = ""

    @property
    def kind(self) -> str:
        r"""`PAGE` of ` PAGE \* MERGEFORMAT `."""
        return next(iter(self.code.split()), "").upper()

    @property
    def is_computed(self) -> bool:
        """Whether programs work out its result anew."""
        return self.kind in _OF_PAGES | _OF_FILE

    @property
    def is_of_pages(self) -> bool:
        """Whether its result follows from the pages, so that nobody can say it before they are made."""
        return self.kind in _OF_PAGES

    @property
    def is_settled(self) -> bool:
        """Whether it becomes text where programs would show something else, or nothing."""
        return bool(self.button) or (self.kind in _OF_FILE and self.in_result)

    @property
    def link(self) -> str:
        """Where it leads: an address, or `#` and the name of a bookmark; empty for no link (17.16.5.25)."""
        if self.kind != "HYPERLINK":
            return ""
        place = _PLACE.search(self.code)
        address = _ADDRESS.match(self.code)
        return address[1] if address else f"#{place[1]}" if place else ""

    @property
    def draws_itself(self) -> bool:
        """Whether nothing that stands as its result is seen."""
        return self.kind in _DRAWN

    @property
    def button(self) -> str:
        """The words that it shows without having a result."""
        if self.in_result:
            return ""
        if self.kind in _DRAWN or self.kind == _ANSWER:
            return self.form or _symbol(self.code)
        words = self.code.split(maxsplit=_BEFORE_WORDS)
        shown = self.kind in _BUTTONS and len(words) > _BEFORE_WORDS
        return words[-1].rstrip() if shown else ""


def simple_field(node: "Element") -> Field:
    """The field that a `w:fldSimple` is; what it shows is in it."""
    return Field(node.get(W + "instr", ""), in_result=node.find(f".//{W}t") is not None)


@dataclass(slots=True)
class Fields:
    """Follows the fields of a text while it is walked through in order.

    Attributes:
        endless: The beginnings of those that never end.
        open: The fields that the place is inside, the outermost first.
    """

    endless: frozenset["Element"] = frozenset()
    open: list[Field] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        """Whether the place is part of a field's code, which nobody sees."""
        return not all(around.in_result for around in self.open)

    @property
    def in_computed(self) -> bool:
        """Whether the place is part of a result that programs work out anew."""
        return any(around.is_computed for around in self.open)

    @property
    def in_page_number(self) -> bool:
        """Whether the place is part of a result that follows from the pages."""
        return any(around.is_of_pages for around in self.open)

    def shown(self, run: "Element") -> "Iterator[Element | Field]":
        """Yield what a run shows, all but the code of its fields, and each field that ends in it."""
        for child in elements(run):
            ended = self.follow(child)
            if ended is not None and not self.in_code:
                yield ended
            elif child.tag not in _MACHINERY and not self.in_code:
                yield child

    def follow(self, node: "Element") -> Field | None:
        """Note that a field begins, goes on, comes to its result, or ends; return the one that ends."""
        kind = node.get(KIND)
        if node.tag == CODE and self.open:
            self.open[-1].code += node.text or ""
        elif kind == "begin" and node not in self.endless:
            self.open.append(Field(form=_form_words(node)))
        elif kind == "separate" and self.open:
            self.open[-1].in_result = not self.open[-1].draws_itself
        elif kind == "end" and self.open:
            return self.open.pop()
        return None


def settle(root: "Element") -> None:
    """Make text of buttons, and of what fields show of the clock and the file."""
    for simple in list(root.iter(SIMPLE)):
        _settle_simple(simple)
    going = Fields()
    pieces: list[list[Element]] = []
    for node in [piece for run in root.iter(W + "r") for piece in elements(run)]:
        if node.get(KIND) == "begin":
            pieces.append([])
        if pieces and (node.tag in _MACHINERY or going.open[-1].draws_itself):
            pieces[-1].append(node)
        ended = going.follow(node)
        if ended is not None:
            _settle_pieces(ended, pieces.pop())


def _settle_simple(simple: "Element") -> None:
    shown = simple_field(simple)
    if not shown.is_settled:
        return
    if shown.button:
        run = simple.makeelement(W + "r")
        run.append(_words(shown, run))
        simple.addprevious(run)
    for child in elements(simple):
        simple.addprevious(child)
    simple.getparent().remove(simple)


def _settle_pieces(ended: Field, pieces: "list[Element]") -> None:
    if not ended.is_settled:
        return
    if ended.button:
        pieces[-1].addprevious(_words(ended, pieces[-1]))
    for piece in pieces:
        piece.getparent().remove(piece)


def _words(button: Field, near: "Element") -> "Element":
    text: Element = near.makeelement(W + "t")
    text.text = button.button
    return text


def referred_pages(root: "Element") -> "Iterator[str]":
    """The names of the places whose pages a text refers to."""
    return (name for name, _ in _page_references(root))


def set_page_numbers(root: "Element", pages: "Mapping[str, int]") -> None:
    """Make text of references to pages.

    Args:
        root: The root of a part, which is changed.
        pages: The number of the page of each place; of others the reference stays.
    """
    for name, pieces in list(_page_references(root)):
        if name in pages:
            number = pieces[-1].makeelement(W + "t")
            number.text = str(pages[name])
            pieces[-1].addprevious(number)
            for piece in pieces:
                piece.getparent().remove(piece)


def _page_references(root: "Element") -> "Iterator[tuple[str, list[Element]]]":
    """Each reference to a page: the place, and the pieces that it is made of."""
    going = Fields()
    pieces: list[list[Element]] = []
    for node in [piece for run in root.iter(W + "r") for piece in elements(run)]:
        if node.get(KIND) == "begin":
            pieces.append([])
        if pieces:
            pieces[-1].append(node)
        ended = going.follow(node)
        if ended is not None:
            found, words = pieces.pop(), ended.code.split()
            if ended.kind == "PAGEREF" and len(words) > 1:
                yield words[1], found


def _form_words(begin: "Element") -> str:
    """What the data of an old form's field say: its tick, or its chosen or proposed answer (17.16.7–32)."""
    box, choice = begin.find(f"{W}ffData/{W}checkBox"), begin.find(f"{W}ffData/{W}ddList")
    if box is not None:
        ticked = box.find(W + "checked")
        return "☒" if is_on(box.find(W + "default") if ticked is None else ticked) else "☐"
    if choice is not None:
        said = (choice.find(W + name) for name in ("result", "default"))
        place = next((one.get(VAL, "") for one in said if one is not None), "0")
        entries = [entry.get(VAL, "") for entry in choice.iterchildren(W + "listEntry")]
        return entries[int(place)] if place.isdecimal() and int(place) < len(entries) else ""
    proposed = begin.find(f"{W}ffData/{W}textInput/{W}default")
    return "" if proposed is None else proposed.get(VAL, "")


def _symbol(code: str) -> str:
    r"""The sign of ` SYMBOL 254 \f "Wingdings" `; empty for another field."""
    said, font = _SIGN.match(code), _FONT.search(code)
    if said is None:
        return ""
    number = int(said[1], 16 if said[1].lower().startswith("0x") else 10)
    if font is not None and not _UNICODE.search(code):
        return sign(font[1] or font[2], number)
    return chr(number) if number <= _LAST_SIGN and chr(number).isprintable() else ""


class Story:
    """The fields of a body, header, footer or of notes, for whoever reads it paragraph by paragraph.

    Args:
        root: The element with the text, as it is read; what is put in later begins outside all fields.
    """

    def __init__(self, root: "Element") -> None:
        begun: list[Element] = []
        for mark in root.iter(MARK):
            if mark.get(KIND) == "begin":
                begun.append(mark)
            elif mark.get(KIND) == "end" and begun:
                begun.pop()
        self._endless = frozenset(begun)
        self._open: dict[Element, list[Field]] = {}
        going = Fields(self._endless)
        for node in root.iter(MARK, CODE, W + "p"):
            going.follow(node)
            if node.tag == W + "p" and going.open:
                self._open[node] = [replace(around) for around in going.open]

    def at(self, paragraph: "Element") -> Fields:
        """The fields as they are where a paragraph begins."""
        return Fields(self._endless, [replace(around) for around in self._open.get(paragraph, ())])
