"""Minutes taken apart at their headings: facts, participants, the cases with their texts, follow-up.

A heading is known by its words, in bokmål or nynorsk, whatever its level: «Sak 4: …», «Kort referat»,
«Vedtak», «Konklusjon». A heading that is not known begins a part that nothing reads, unless it stands deeper
than the part it is in and so belongs to its text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from dokumentmaskin.minutes.labels import IN_CASE, IN_LINE, OUTSIDE, POINTS, InCase, Outside, known, plain
from dokumentmaskin.word import Block, Line, Table

Kind = Literal["innledning", "sak", "ukjent"] | InCase | Outside

_CASE: Final = re.compile(
    rf"(?:{'|'.join(POINTS['sak'].words)})\s+(?:nr\.?\s*)?(\d+(?:/\d+)?)\s*[:.–—-]\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
_IN_CASE: Final = known(IN_CASE)
_OUTSIDE: Final = known(OUTSIDE)
_FIELDS: Final = known(IN_LINE)
# With a colon after it, and the text behind the colon, this is how people write a heading of their own.
_OUTCOMES: Final = IN_CASE["vedtak"].words | IN_CASE["konklusjon"].words


@dataclass(slots=True)
class Part:
    """What stands under one heading.

    Attributes:
        kind: What it is.
        heading: The heading; None before the first.
        place: What a message calls it: «Sak 4 › Vedtak».
        blocks: What stands there.
    """

    kind: Kind
    heading: Line | None
    place: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its written paragraphs."""
        return tuple(block for block in self.blocks if isinstance(block, Line) and block.text)

    @property
    def tracked(self) -> bool:
        """Whether a paragraph of it is changed and not decided on."""
        return any(isinstance(block, Line) and block.tracked for block in self.blocks)

    @property
    def words(self) -> str:
        """All its words, for a message."""
        return " ".join(text for _, text in texts(self) if text)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


@dataclass(slots=True)
class CaseParts:
    """A case: its number and title as they stand, what comes before its parts, and the parts.

    Attributes:
        certain: Whether what begins it is a heading, and not a paragraph that reads like one.
    """

    nummer: str
    tittel: str
    head: Part
    parts: list[Part] = field(default_factory=list)
    certain: bool = True


@dataclass(slots=True)
class Minutes:
    """The whole of the minutes, taken apart."""

    outside: list[Part] = field(default_factory=list)
    cases: list[CaseParts] = field(default_factory=list)


def take_apart(blocks: Iterable[Block]) -> Minutes:
    """Take a document apart at its headings."""
    minutes = Minutes()
    case: CaseParts | None = None
    part = Part("innledning", None, "Innledningen")
    minutes.outside.append(part)
    for block in blocks:
        is_heading = isinstance(block, Line) and bool(block.level and block.text)
        if isinstance(block, Line) and not is_heading and case is not None and _is_field(block):
            continue
        if not is_heading:
            part.blocks.append(block)
        if isinstance(block, Line) and (found := case_heading(block.text)) is not None:
            # Without the style of a heading what follows may be of the case before: neither is to get it.
            part = Part("sak", block, f"Sak {found[0]}")
            case = CaseParts(*found, part, certain=is_heading)
            minutes.cases.append(case)
        elif not isinstance(block, Line) or not is_heading:
            continue
        elif (kind := _kind(block.text, in_case=case is not None)) is not None:
            case = None if kind in OUTSIDE else case
            part = _add(minutes, case, kind, block)
        elif part.heading is not None and part.kind != "sak" and block.level > part.heading.level:
            part.blocks.append(block)
        else:
            case = case if case is not None and block.level > _level(case) else None
            part = _add(minutes, case, "innledning" if _is_title(minutes, block) else "ukjent", block)
    return minutes


def case_heading(text: str) -> tuple[str, str] | None:
    """The number and the title of a case's heading, or None for any other text."""
    match = _CASE.fullmatch(text)
    return (match[1], " ".join(match[2].split())) if match else None


def looks_like_heading(text: str) -> bool:
    """Whether a paragraph reads as the heading of a case or of a part, though its style is no heading's."""
    first = text.split("\n", maxsplit=1)[0]
    before, colon, _ = text.partition(":")
    return (
        _kind(text, in_case=True) is not None
        or case_heading(first) is not None
        or bool(colon and plain(before) in _OUTCOMES)
    )


def texts(part: Part) -> Iterator[tuple[Line | None, str]]:
    """The written pieces of a part with what they hold: paragraphs, and tables as None."""
    for block in part.blocks:
        if isinstance(block, Table):
            yield None, " | ".join(cell.text(" ") for row in block.rows for cell in row.cells.values())
        elif block.text or block.elsewhere:
            yield block, block.text


def _is_field(line: Line) -> bool:
    return plain(line.text.partition(":")[0]) in _FIELDS


def _add(minutes: Minutes, case: CaseParts | None, kind: Kind, heading: Line) -> Part:
    part = Part(kind, heading, heading.text if case is None else f"Sak {case.nummer} › {heading.text}")
    (minutes.outside if case is None else case.parts).append(part)
    return part


def _kind(text: str, *, in_case: bool) -> Kind | None:
    words = plain(text)
    return _OUTSIDE.get(words) or (_IN_CASE.get(words) if in_case else None)


def _level(case: CaseParts) -> int:
    return case.head.heading.level if case.head.heading else 0


def _is_title(minutes: Minutes, heading: Line) -> bool:
    """Whether this is the document's own title: the first heading, before anything else."""
    return heading.level == 1 and len(minutes.outside) == 1 and not minutes.cases
