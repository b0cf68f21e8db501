"""The check that a merge has lost nothing. It reads the finished file, whatever made it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from dokumentmaskin.errors import Problem, RefusedError
from dokumentmaskin.word.merge.content import OUR_NAME, Reader, plain
from dokumentmaskin.word.merge.sides import Side, Versions
from dokumentmaskin.word.names import W

IN_WORD = "Flett det i Word: Se gjennom → Sammenlign → Kombiner."
_NOTES = ("/footnotes", "/endnotes", "/comments")


def refuse_loss(versions: Versions[bytes]) -> None:
    """See that every paragraph which is the person's is in the result, as often as the person wrote it.

    Args:
        versions: What dok wrote, what the person made of it, and the merged document as `theirs`.

    Raises:
        RefusedError: One is not.
    """
    base, mine, merged = (
        Counter(_paragraphs(Side(data))) for data in (versions.base, versions.mine, versions.theirs)
    )
    lost = mine - base - merged
    if lost:
        first = next(iter(lost))
        message = f"Teksten «{first[:80]}» ville gått tapt i flettingen."
        raise RefusedError(Problem("kan-ikke-flettes", message, IN_WORD))


def _paragraphs(side: Side) -> Iterator[str]:
    """The words of every paragraph: in text boxes, headers, notes and comments too, and deleted ones."""
    for part in (side.part, *side.running.values()):
        reader = Reader(part, side.styles)
        words = (plain(reader.paragraph(paragraph)) for paragraph in part.element.iter(W + "p"))
        yield from (" ".join(text.split()) for text in words if text)
    for relation in side.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_NOTES):
            yield from _words(etree.fromstring(relation.target_part.blob))


def _words(notes: Any) -> Iterator[str]:
    """The words of each paragraph of the notes or comments, but for dok's own comments."""
    persons = (note for note in notes if note.get(W + "author") != OUR_NAME)
    for paragraph in (paragraph for note in persons for paragraph in note.iter(W + "p")):
        texts = (text.text or "" for text in paragraph.iter(W + "t", W + "delText"))
        if words := " ".join("".join(texts).split()):
            yield words
