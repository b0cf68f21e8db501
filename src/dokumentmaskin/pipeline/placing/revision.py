"""What becomes of a document that is rendered again: decided here, carried out or shown by others."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.memory import Content
from dokumentmaskin.writing import Status

if TYPE_CHECKING:
    from dokumentmaskin.word.merge import Change


@dataclass(frozen=True, slots=True)
class Revision:
    """What shall lie in a document's place.

    Attributes:
        status: What becomes of the file that lies there.
        data: What shall lie there; None when the new render must go beside it.
        changes: What the plan and the person have changed.
        refusal: Why the two could not be joined.
    """

    status: Status
    data: bytes | None
    changes: "tuple[Change, ...]" = ()
    refusal: RefusedError | None = None


def is_edited(lying: Content | None) -> bool:
    """Whether a person has written in what lies there, or may have: dok does not know what it made it from.

    A document that was saved without a change has other bytes and the same content.
    """
    if lying is None:
        return False
    if lying.base is None:
        return True
    return lying.data != lying.base and not _same(lying.base, lying.data)


def revise(lying: Content | None, render: bytes) -> Revision:
    """Decide what a new render makes of the document that lies there.

    Args:
        lying: The document and what it was made from; None when there is none.
        render: The document as the plan and the template make it now.
    """
    if lying is None:
        return Revision("skrevet", render)
    if lying.data == render:
        return Revision("uendret", render)
    if lying.base is None:
        return Revision("bevart", None)
    if lying.data == lying.base:
        return Revision("skrevet", render)
    if lying.base == render:
        return Revision("bevart" if is_edited(lying) else "uendret", lying.data)
    return _merged(lying.base, lying.data, render)


def _merged(base: bytes, mine: bytes, theirs: bytes) -> Revision:
    from dokumentmaskin.word.merge import merge

    try:
        merged = merge(base, mine, theirs)
    except RefusedError as error:
        return Revision("bevart", None, refusal=error)
    statuses: dict[bytes, Status] = {mine: "bevart", theirs: "skrevet"}
    return Revision(statuses.get(merged.data, "flettet"), merged.data, merged.changes)


def _same(one: bytes, other: bytes) -> bool:
    # Loaded for a document that has other bytes than it was made with, which few have.
    from dokumentmaskin.word.merge import same_content

    try:
        return same_content(one, other)
    except RefusedError:  # what is no Word file any more is nothing of ours
        return False
