"""The rows of the matrix, and what a merged document must be by a reckoning that knows nothing of merging."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.roundtrip import reading
from tests.roundtrip.edits import AUTHOR, Edit
from tests.roundtrip.picture import PNG

ACCOUNT: Final = "Skriv kort hva som kom fram i saken."
DROPPED_CASE: Final = "Sak 5:"  # the one that a change of the plan takes away
NEXT_CASE: Final = "Sak 6:"


def _nothing_more(_: bytes) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Row:
    """What a person does to the minutes.

    Attributes:
        name: What it is called in the names of tests.
        edits: What is done; None leaves the file as dok wrote it, byte for byte.
        sentences: What the person writes.
        holds: What else must be in any result.
        in_dropped_case: Whether the person writes under the case that a change of the plan takes away.
        under_heading: Whether that is right under its heading, which a case that is withdrawn keeps.
        moved: The beginning of a paragraph whose place the person has changed.
    """

    name: str
    edits: tuple[Edit, ...] | None
    sentences: tuple[str, ...] = ()
    holds: Callable[[bytes], bool] = _nothing_more
    in_dropped_case: bool = False
    under_heading: bool = False
    moved: str = ""


def _has_comment(docx: bytes) -> bool:
    return "Sjekk dette navnet." in reading.comments(docx)


def _has_picture(docx: bytes) -> bool:
    return reading.pictures(docx) == [PNG]


def _has_tracked(docx: bytes) -> bool:
    return reading.tracked(docx, AUTHOR) == (" hele", "reiselivsnæringen")


def _lacks_priority(docx: bytes) -> bool:
    return "Prioritering:" not in reading.everything(docx)


def _has_priority_on_top(docx: bytes) -> bool:
    seen = reading.paragraphs(docx)
    at = next(n for n, paragraph in enumerate(seen) if paragraph.startswith("Send merknader"))
    return seen[at + 1].startswith("Prioritering:")


def _has_rows(docx: bytes) -> bool:
    table = [row[:2] for row in reading.rows(docx)]
    return ["Ny region", "Ny person"] in table and ["Bestille lokale", "Kari"] in table


ROWS: Final = (
    Row("untouched", None),
    Row("saved", ()),
    Row(
        "text",
        (
            Edit("fill", "Sak 4:", "Gruppen drøftet kampanjen.", ACCOUNT),
            Edit("fill", "Sak 5:", "Reiselivet ble lagt fram.\nAlle fikk ordet.", ACCOUNT),
            # Not where the hour stands, which a case in another place has another of.
            Edit("sentence", "Tiltrekke internasjonale talenter til Osloregionen", " og en kollega"),
        ),
        ("Gruppen drøftet kampanjen.", "Reiselivet ble lagt fram.", "Alle fikk ordet.", " og en kollega"),
        in_dropped_case=True,
    ),
    Row(
        "paragraph",
        (Edit("paragraph", "Sak 5:", "Et nytt avsnitt om reiselivet."),),
        ("Et nytt avsnitt om reiselivet.",),
        in_dropped_case=True,
        under_heading=True,
    ),
    Row("removed", (Edit("remove", "Prioritering:"),), holds=_lacks_priority),
    Row(
        "moved",
        (Edit("move", "Prioritering:", target="Send merknader"),),
        ("Tiltrekke internasjonale talenter til Osloregionen",),
        _has_priority_on_top,
        moved="Prioritering:",
    ),
    Row(
        "row",
        (Edit("row", "Drammensregionen", "Ny region|Ny person"), Edit("row", "Hvem", "Bestille lokale|Kari")),
        ("Ny region", "Ny person", "Bestille lokale"),
        _has_rows,
    ),
    Row(
        "picture",
        (Edit("picture", "Sak 5:", "Kart"),),
        holds=_has_picture,
        in_dropped_case=True,
        under_heading=True,
    ),
    Row(
        "comment",
        (Edit("comment", "representant for reiselivs", "Sjekk dette navnet."),),
        ("Sjekk dette navnet.",),
        _has_comment,
        in_dropped_case=True,
    ),
    Row(
        "tracked",
        (Edit("tracked", "Innleder: representant for", " hele", "reiselivsnæringen"),),
        ("representant for hele",),
        _has_tracked,
        in_dropped_case=True,
    ),
)


def shown(docx: bytes) -> Counter[str]:
    """The paragraphs that a reader sees, but for the footer, whose page numbers each program counts."""
    return Counter(p for p in reading.paragraphs(docx) if "\tSide " not in p)


def expected(base: bytes, mine: bytes, theirs: bytes) -> Counter[str]:
    """What should be seen when none has changed what the other has: the plan's, with the person's changes."""
    before, edited = shown(base), shown(mine)
    return shown(theirs) + (edited - before) - (before - edited)


def case(docx: bytes) -> Counter[str]:
    """What stands under the case that is taken away."""
    seen = reading.paragraphs(docx)
    start = next(n for n, paragraph in enumerate(seen) if paragraph.startswith(DROPPED_CASE))
    end = next(n for n, paragraph in enumerate(seen) if paragraph.startswith(NEXT_CASE))
    return Counter(seen[start:end])


def order(docx: bytes, of: bytes, without: str) -> list[str]:
    """The paragraphs that stand once in two documents, in the order of the first."""
    one, other = shown(docx), shown(of)
    seen = reading.paragraphs(docx)
    return [p for p in seen if one[p] == other[p] == 1 and not (without and p.startswith(without))]
