"""Finding what a document holds that is not meant for its readers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.names import W, may_have_traces
from dokumentmaskin.word.package import BODY, COMMENTS, STORIES, STYLES, Package
from dokumentmaskin.word.styles import Styles
from dokumentmaskin.word.traces.properties import find_properties
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
