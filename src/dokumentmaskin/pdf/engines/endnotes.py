"""Notes as a list at the end of the document, each with a link from the text and one back.

rdocx 0.16.3 sets a footnote at the foot of the page, but outside the structure, where a screen reader passes
over it, and drops much of what stands in it; of endnotes it knows nothing. In the engine's copy the reference
is a link to the note, which stands last in the body with its own looks, numbered as Word numbers it; `finish`
makes a `Note` of it, which it knows by the name of the link back (`places`).
"""

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from dokumentmaskin.pdf.engines.places import NOTE_NAME, Relations
from dokumentmaskin.pdf.engines.symbols import SPACE
from dokumentmaskin.word import (
    NOTES,
    Package,
    R,
    Styles,
    W,
    custom_mark,
    note_labels,
    notes_level,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_WORDS: Final = {"nn": "Notar", "en": "Notes"}
_WORD: Final = "Noter"
_OWN: Final = (W + "footnoteRef", W + "endnoteRef")
_NUMBER_FROM: Final = 900000  # of the bookmarks, beyond those of the document
_NOTE: Final = NOTE_NAME + "{}"
_MARK: Final = "dok-til-note-{}"
_RAISED: Final = "superscript"


def notes_at_end(root: "Element", package: Package, styles: Styles, relations: Relations) -> bool:
    """Move the notes to the end of the body; tell whether there were any.

    Args:
        root: The root of the main part, which is changed.
        package: The document.
        styles: Its styles.
        relations: What the main part leads to, where what the notes lead to is entered.
    """
    labels = note_labels(root, package.one("settings"))
    body = root.find(W + "body")
    if not labels or body is None:
        return False
    notes = {kind: _notes_of(package, kind) for kind in dict.fromkeys(NOTES.values())}
    listed: list[Element] = []
    numbers: dict[Element, int] = {}
    for reference, label in labels.items():
        part, by_id = notes[NOTES[str(reference.tag)]]
        note = by_id.get(reference.get(W + "id", ""))
        if note is None:
            continue
        if note not in numbers:
            numbers[note] = len(numbers) + 1
            listed += _paragraphs(note, numbers[note], label, _Source(package, part, relations))
        _lead(reference, numbers[note], label)
    last = body.find(W + "sectPr")
    for paragraph in [_heading(root, styles), *listed]:
        body.append(paragraph) if last is None else last.addprevious(paragraph)
    return True


class _Source:
    """Where a note comes from, and what the part that it goes to leads to."""

    def __init__(self, package: Package, part: str, relations: Relations) -> None:
        own = Relations(package, part)
        self._package, self._part, self._relations = package, part, relations
        self._items = {item.get("Id", ""): item for item in own.root.iterchildren(tag="*")}

    def rename(self, root: "Element") -> None:
        """Let all that the note leads to have names of the part that it goes to."""
        for node in root.iter(tag="*"):
            for key, identity in list(node.attrib.items()):
                if str(key).startswith(R) and (item := self._items.get(str(identity))) is not None:
                    target = self._package.part_at(self._part, str(identity))
                    node.set(key, self._relations.like(item, target))


def _notes_of(package: Package, kind: str) -> "tuple[str, dict[str, Element]]":
    """The part with the notes of a kind, and the notes by their number in it."""
    name = next(iter(package.named(kind)), "")
    root = package.root(name) if name else ()
    return name, {note.get(W + "id", ""): note for note in root}


def _heading(root: "Element", styles: Styles) -> "Element":
    """What stands over the notes: a heading like others of the document, or bold words in one without any."""
    identities = (value_of(one, "pPr/pStyle") for one in root.iter(W + "p"))
    headings = [(level, one) for one in identities if one and (level := styles.heading_level(one))]
    level = notes_level([level for level, _ in headings])
    language = value_of(styles.root, "docDefaults/rPrDefault/rPr/lang").partition("-")[0]
    words = _WORDS.get(language, _WORD)
    if level:
        style = next(one for own, one in headings if own == level)
        return _made(root, "p", _made(root, "pPr", _made(root, "pStyle", val=style)), _text(root, words))
    return _made(root, "p", _text(root, words, _made(root, "b")))


def _paragraphs(note: "Element", number: int, label: str, source: _Source) -> "Iterator[Element]":
    """The blocks of a note, the first of which begins with its mark, which leads back to the text."""
    copied = deepcopy(note)
    source.rename(copied)
    first = next(copied.iter(W + "p"), None)
    if first is None:
        return
    own = next(copied.iter(*_OWN), None)
    look = own.getparent() if own is not None else None
    back = _link(note, _MARK.format(number), label, look)
    if look is not None:
        look.addprevious(back)
        look.getparent().remove(look)
    else:
        properties = first.find(W + "pPr")
        first.insert(0 if properties is None else 1, back)
        back.addnext(_text(note, " "))
    _place(back, _NOTE.format(number), number)
    yield from list(copied.iterchildren(tag="*"))


def _lead(reference: "Element", number: int, label: str) -> None:
    """Make a link to the note of a reference, with the mark that Word prints for it."""
    run = reference.getparent()
    for shown in list(reference.itersiblings(tag="*")) if custom_mark(reference) else ():
        run.remove(shown)
    after = run.makeelement(W + "r")
    after.extend([*map(deepcopy, run.iterchildren(W + "rPr")), *reference.itersiblings(tag="*")])
    inside = next(run.iterancestors(W + "hyperlink"), None)
    mark = _link(run, _NOTE.format(number), label, run)
    run.remove(reference)
    run.addnext(after)
    (run if inside is None else inside).addnext(mark)
    _place(mark, _MARK.format(number), 2 * _NUMBER_FROM + number)


def _link(near: "Element", anchor: str, label: str, look: "Element | None") -> "Element":
    """A raised mark that leads somewhere, in the looks of a run."""
    properties = look.find(W + "rPr") if look is not None else None
    kept = [one for one in properties if one.tag != W + "vertAlign"] if properties is not None else []
    run = _text(near, label, *map(deepcopy, kept), _made(near, "vertAlign", val=_RAISED))
    return _made(near, "hyperlink", run, anchor=anchor)


def _place(link: "Element", name: str, number: int) -> None:
    """Put a bookmark around a link."""
    identity = str(_NUMBER_FROM + number)
    link.addprevious(_made(link, "bookmarkStart", id=identity, name=name))
    link.addnext(_made(link, "bookmarkEnd", id=identity))


def _text(near: "Element", words: str, *looks: "Element") -> "Element":
    text = _made(near, "t")
    text.text = words
    text.set(SPACE, "preserve")
    return _made(near, "r", *([_made(near, "rPr", *looks)] if looks else []), text)


def _made(near: "Element", kind: str, /, *inside: "Element", **attributes: str) -> "Element":
    made = near.makeelement(W + kind, {W + key: value for key, value in attributes.items()})
    made.extend(inside)
    return made
