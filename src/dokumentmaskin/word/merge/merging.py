"""The merge of whole documents, and the check that nothing was lost, which reads the finished file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from dokumentmaskin.errors import Problem, RefusedError
from dokumentmaskin.word.merge.body import merge_body
from dokumentmaskin.word.merge.content import Reader, plain
from dokumentmaskin.word.merge.form import same_form
from dokumentmaskin.word.merge.remarks import TEXTS, Remarks, is_ours
from dokumentmaskin.word.merge.sides import BROKEN, Change, Merged, Side, Versions, broken
from dokumentmaskin.word.merge.story import Story, Where
from dokumentmaskin.word.merge.structure import faults
from dokumentmaskin.word.merge.transplant import Transplant, make_unique, rebuild
from dokumentmaskin.word.merge.words import words_for
from dokumentmaskin.word.names import W
from dokumentmaskin.word.package import as_docx, parsed

_WRITTEN: Final = ("title", "subject")
# LibreOffice writes «true» where only «on» and «off» may stand (§17.18.67); without a value it is on.
_ON_ONLY: Final = (W + "cantSplit", W + "tblHeader", W + "hidden")
_CANNOT: Final = "Dokumentet har noe som ikke kan flettes trygt."


def same_content(base: bytes, mine: bytes) -> bool:
    """Whether a Word file holds what dok made it with, and nothing else, however a program has written it.

    Args:
        base: The .docx as dok made it.
        mine: The .docx as it is now.

    Raises:
        RefusedError: One of them is no Word file.
    """
    try:
        return base == mine or _same(Side(base), Side(mine))
    except BROKEN as error:
        raise broken() from error


def merge(base: bytes, mine: bytes, theirs: bytes) -> Merged:
    """Merge what dok writes now into what the person has made of what it wrote before.

    Args:
        base: The .docx as dok made it last.
        mine: The .docx as it is now.
        theirs: The .docx as dok makes it now.

    Returns:
        The merged document: `theirs` byte for byte when the person has changed nothing, `mine` byte for byte
        when the plan has not.

    Raises:
        RefusedError: One of them is no Word file, or the merge would lose something.
    """
    try:
        return _merged(base, mine, theirs)
    except BROKEN as error:
        raise RefusedError(Problem("kan-ikke-flettes", _CANNOT, IN_WORD)) from error


def _same(base: Side, mine: Side) -> bool:
    return base.said == mine.said and same_form(base.file, mine.file)


def _merged(base: bytes, mine: bytes, theirs: bytes) -> Merged:
    versions = Versions(Side(base), Side(mine), Side(theirs))
    is_edited = not _same(versions.base, versions.mine)
    is_renewed = versions.theirs.said != versions.base.said
    if not is_edited:
        return Merged(theirs, _told(versions))
    persons = persons_own(versions.base, versions.mine) if is_renewed else Counter()  # before they are merged
    changes = _merge(versions)
    if not is_renewed:
        return Merged(mine, changes)
    data = saved(versions.mine)
    refuse_loss(persons, data)
    _refuse_fault(data, mine, theirs)
    return Merged(data, changes)


def _told(versions: Versions[Side]) -> tuple[Change, ...]:
    """The plan's changes, for a document that will be replaced; none are told when they cannot be merged."""
    try:
        return _merge(versions)
    except RefusedError:
        return ()


def _merge(versions: Versions[Side]) -> tuple[Change, ...]:
    base, mine, theirs = versions
    transplant = Transplant(theirs.part, mine.part, theirs.styles, mine.styles)
    remarks = Remarks(mine.document, words_for(theirs.styles.root))
    story = Story(transplant, remarks, [])
    merge_body(story, versions)
    for key in theirs.running:
        if key in base.running and key in mine.running:
            _merge_running(versions, key, story)
    _merge_properties(versions)
    remarks.place()
    make_unique(mine.part)
    return tuple(story.changes)


def _merge_running(versions: Versions[Side], key: tuple[int, str, str], body: Story) -> None:
    """Merge a header or footer."""
    title = str(getattr(body.remarks.words, key[1]))
    story = replace(body, remarks=replace(body.remarks, running=title))
    part, new = versions.mine.running[key], versions.theirs.running[key]
    where = Where(title, part.element, new.element, part)
    blocks = Versions(*(side.running_blocks(key) for side in versions))
    rebuild(part.element, story.merge(blocks, where))


def _merge_properties(versions: Versions[Side]) -> None:
    """The title and subject follow the plan, unless the person has written others."""
    for name in _WRITTEN:
        if versions.mine.properties[name] == versions.base.properties[name]:
            setattr(versions.mine.document.core_properties, name, versions.theirs.properties[name])


def saved(side: Side) -> bytes:
    """A document as it is now."""
    for part in (side.document.element, *(part.element for part in side.running.values())):
        for switch in part.iter(*_ON_ONLY):
            if switch.get(W + "val") == "true":
                del switch.attrib[W + "val"]
    return as_docx(side.document)


IN_WORD = "Flett det i Word: Se gjennom → Sammenlign → Kombiner."
_NOTES = ("/footnotes", "/endnotes", "/comments")


def persons_own(base: Side, mine: Side) -> Counter[str]:
    """Every paragraph of the person's that is not as dok wrote it, by its words, as often as it is there."""
    return Counter(_paragraphs(mine)) - Counter(_paragraphs(base))


def refuse_loss(persons: Counter[str], merged: bytes) -> None:
    """See that every paragraph which is the person's is in the result, as often as the person wrote it.

    Raises:
        RefusedError: One is not.
    """
    lost = persons - Counter(_paragraphs(Side(merged)))
    if lost:
        first = next(iter(lost))
        message = f"Teksten «{first[:80]}» ville gått tapt i flettingen."
        raise RefusedError(Problem("kan-ikke-flettes", message, IN_WORD))


def _refuse_fault(merged: bytes, mine: bytes, theirs: bytes) -> None:
    """See that the merge has put nothing where Word does not take it; what came with the two may stand.

    Raises:
        RefusedError: It has.
    """
    found = faults(merged)
    if found and (made := found - faults(mine) - faults(theirs)):
        message = f"Flettingen ville gitt en fil som Word ikke kan åpne ({next(iter(made))})."
        raise RefusedError(Problem("kan-ikke-flettes", message, IN_WORD))


def _paragraphs(side: Side) -> Iterator[str]:
    """The words of every paragraph: in text boxes, headers, notes and comments too, and deleted ones."""
    for part in (side.part, *side.running.values()):
        reader = Reader(part, side.styles)
        words = (plain(reader.paragraph(paragraph)) for paragraph in part.element.iter(W + "p"))
        yield from (" ".join(text.split()) for text in words if text)
    for relation in side.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_NOTES):
            yield from _words(parsed(relation.target_part.blob))


def _words(notes: Any) -> Iterator[str]:
    """The words of each paragraph of the notes or comments, but for dok's own comments, as it wrote them."""
    persons = (note for note in notes if not is_ours(note))
    for paragraph in (paragraph for note in persons for paragraph in note.iter(W + "p")):
        texts = (text.text or "" for text in paragraph.iter(*TEXTS))
        if words := " ".join("".join(texts).split()):
            yield words
