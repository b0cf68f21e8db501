"""What Word prints for each note: its number, counted through the document, or a mark of its own.

Who shows notes asks `note_labels` once, with the root of the main part. Sources: ISO/IEC 29500-1, 17.11.7
(footnoteReference), 17.11.11 and 17.11.5 (how they are counted), 17.18.59 (the ways to write a number).
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.lists import number_in, written_as
from dokumentmaskin.word.names import NOTES, TAKEN_AWAY, W, character, is_switched_on
from dokumentmaskin.word.styles import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

_SECTION: Final = W + "sectPr"
_LOOKS: Final = {"footnotes": "footnotePr", "endnotes": "endnotePr"}
_USUAL: Final = {"footnotes": "decimal", "endnotes": "lowerRoman"}


def note_labels(root: "Element", settings: "Element | None") -> "dict[Element, str]":
    """The mark of each reference to a note, in the order of the text; of one note all are alike.

    One that is taken out has none.

    Args:
        root: The root of the main part.
        settings: The root of the part with the document's settings.
    """
    counts: defaultdict[str, int] = defaultdict(int)
    labels: dict[Element, str] = {}
    known: dict[tuple[str, str], str] = {}
    before = 0
    sections = list(root.iter(_SECTION))
    for reference, passed in _references(root):
        kind = NOTES[str(reference.tag)]
        section = sections[passed] if passed < len(sections) else None

        def said(name: str, kind: str = kind, section: "Element | None" = section) -> str:
            own = value_of(section, f"{_LOOKS[kind]}/{name}")
            return own or value_of(settings, f"{_LOOKS[kind]}/{name}")

        if passed != before:
            counts.update({each: 0 for each in _LOOKS if said("numRestart", each) == "eachSect"})
            before = passed
        note = (kind, reference.get(W + "id", ""))
        label = known.get(note, "") or custom_mark(reference)
        if not label:
            counts[kind] += 1
            start = number_in(said("numStart"), 1)
            label = written_as(said("numFmt") or _USUAL[kind], counts[kind] + start - 1)
        labels[reference] = known[note] = label
    return labels


def custom_mark(reference: "Element") -> str:
    """The mark that a person has chosen, which follows the reference in its run; empty for a number."""
    if not is_switched_on(reference.get(W + "customMarkFollows", "0")):
        return ""
    return "".join(character(piece) for piece in reference.itersiblings(tag="*"))


def notes_level(levels: "Sequence[int]") -> int:
    """The level that a heading over the notes has among the headings of a text, which begins with its title.

    Args:
        levels: The levels of the headings, from 1, in order.

    Returns:
        The level; 0 when there is no heading, so that there shall be none over the notes either.
    """
    return min(levels[1:] or levels, default=0)


def _references(root: "Element") -> "Iterator[tuple[Element, int]]":
    """Each reference that is shown, and how many sections end before its paragraph does."""
    passed, ending = 0, None
    for node in root.iter(*NOTES, _SECTION):
        paragraph = next(node.iterancestors(W + "p"), None)
        if ending is not None and paragraph is not ending:
            passed, ending = passed + 1, None
        if node.tag == _SECTION:
            ending = paragraph
        elif next(node.iterancestors(*TAKEN_AWAY), None) is None:
            yield node, passed
