"""What a whole document holds that is not meant for its readers, and the document with it settled."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import W, may_have_traces
from dokumentmaskin.word.package import (
    BODY,
    COMMENTS,
    OF_COMMENTS,
    STORIES,
    STYLES,
    Package,
    Parts,
    packed,
    without,
    written,
)
from dokumentmaskin.word.styles import Styles
from dokumentmaskin.word.traces.properties import find_properties, without_properties
from dokumentmaskin.word.traces.trace import Trace, Traces

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NOTE_PARTS: Final = ("footnotes", "endnotes")


def find_traces(docx: bytes, owner: str = "") -> Traces:
    """Return what of a .docx is not meant for its readers.

    That is tracked changes that nobody has accepted or rejected, comments, text that Word does not print
    because it is hidden, and names and remarks in the properties. The numbers by which Word tells sessions
    of editing apart (rsid) name nobody, and do not count.

    Args:
        docx: The bytes of a .docx.
        owner: The author that the document should have in its properties; that name is none.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    package = Package(docx)
    return Traces(tuple(_settled(_in_text(package))), tuple(find_properties(package, owner)))


def has_traces_in_text(package: Package) -> bool:
    """Tell whether any part has to be looked into, which takes no parsing of them."""
    return any(may_have_traces(package.read(name)) for name in package.named(*STORIES, STYLES, COMMENTS))


def _in_text(package: Package) -> list[Trace]:
    from dokumentmaskin.word.traces.walk import Walk

    if not has_traces_in_text(package):
        return []
    known = package.kinds
    stories = {name: package.root(name) for name in package.named(*STORIES)}
    comments = [package.root(name) for name in package.named(COMMENTS)]
    notes = {
        (known[name], note.get(W + "id", "")): note
        for name in package.named(*_NOTE_PARTS)
        for note in stories[name].iterchildren(tag="*")
    }
    walk = Walk(Styles(package.one(STYLES)), _by_id(comments), notes)
    for name, root in stories.items():
        if known[name] not in _NOTE_PARTS:
            walk.story(root, headings=known[name] == BODY)
    walk.rest()
    return walk.found


def _by_id(comments: Iterable["Element"]) -> "Mapping[str, Element]":
    return {comment.get(W + "id", ""): comment for root in comments for comment in root.iter(W + "comment")}


def _settled(found: Iterable[Trace]) -> Iterable[Trace]:
    """Return the traces with their text in one line, and what was moved once, where it now stands."""
    traces = [replace(trace, text=" ".join(trace.text.split())) for trace in found]
    arrived = Counter((trace.author, trace.text) for trace in traces if trace.kind == "flyttet")
    for trace in traces:
        if trace.kind == "flyttet bort" and arrived[trace.author, trace.text]:
            arrived[trace.author, trace.text] -= 1
        else:
            yield trace


def accepted(docx: bytes, owner: str = "") -> bytes:
    """Return a document with all changes accepted, without comments, hidden text and names.

    Args:
        docx: The bytes of a .docx; they come back as they are when there is nothing to settle.
        owner: The author that its properties get where they have another one.

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    if not find_traces(docx, owner):
        return docx
    package = Package(docx)
    parts = {name: package.read(name) for name in package.names} | without_properties(package, owner)
    if has_traces_in_text(package):
        parts |= _accepted_stories(package)
    return packed(without(parts, frozenset(package.named(*OF_COMMENTS))))


def _accepted_stories(package: Package) -> Parts:
    """Return the parts with text, accepted."""
    from dokumentmaskin.word.traces.accepting import accept, references

    styles, known = Styles(package.one(STYLES)), package.kinds
    roots = {name: package.root(name) for name in package.named(*STORIES)}
    before = {reference for root in roots.values() for reference in references(root)}
    for root in roots.values():
        accept(root, styles)
    after = {reference for root in roots.values() for reference in references(root)}
    for name, root in roots.items():
        _remove_notes(root, {number for kind, number in before - after if kind == known[name]})
    return {name: written(root) for name, root in roots.items()}


def _remove_notes(root: "Element", numbers: set[str]) -> None:
    """Take away the notes that were referred to from what is gone."""
    for note in list(root.iterchildren(tag="*")):
        if note.get(W + "id", "") in numbers:
            root.remove(note)
