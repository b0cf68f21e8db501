"""Minutes taken apart at their headings: facts, participants, the cases with their texts, follow-up.

A heading is known by its words, in bokmål or nynorsk, whatever its level: «Sak 4: …», «Kort referat»,
«Vedtak», «Konklusjon». A heading that is not known begins a part that nothing reads, unless it stands deeper
than the part it is in and so belongs to its text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from dokumentmaskin.minutes.labels import IN_CASE, OUTSIDE, POINTS, InCase, Outside, known, plain
from dokumentmaskin.word import Block, Line, Table, all_lines

Kind = Literal["innledning", "sak", "ukjent"] | InCase | Outside

_CASE: Final = re.compile(
    rf"(?:{'|'.join(POINTS['sak'].words)})\s+(?:nr\.?\s*)?(\d+(?:/\d+)?)(\s*[:.–—-]\s*|\s+)(.+)",
    re.IGNORECASE | re.DOTALL,
)
_IN_CASE: Final = known(IN_CASE)
_OUTSIDE: Final = known(OUTSIDE)
# With a colon after it, and the text behind the colon, this is how people write a heading of their own.
_LONGEST_TITLE: Final = 80
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
        """Its paragraphs, without those in tables."""
        return tuple(block for block in self.blocks if isinstance(block, Line))

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """Its paragraphs, its heading and those in tables too."""
        heading = () if self.heading is None else (self.heading,)
        return (*heading, *all_lines(self.blocks))

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

    @property
    def all_lines(self) -> list[Line]:
        """All that stands in it."""
        return [line for part in (self.head, *self.parts) for line in part.all_lines]


@dataclass(slots=True)
class Minutes:
    """The whole of the minutes, taken apart."""

    outside: list[Part] = field(default_factory=list)
    cases: list[CaseParts] = field(default_factory=list)

    @property
    def parts(self) -> Iterator[tuple[Part, CaseParts | None]]:
        """Every part, and the case that it is in."""
        yield from ((part, None) for part in self.outside)
        yield from ((part, case) for case in self.cases for part in (case.head, *case.parts))


def take_apart(blocks: Iterable[Block]) -> Minutes:
    """Take a document apart at its headings."""
    minutes = Minutes()
    case: CaseParts | None = None
    part = Part("innledning", None, "Innledningen")
    minutes.outside.append(part)
    for block in blocks:
        is_heading = isinstance(block, Line) and bool(block.level and block.text)
        if not is_heading:
            part.blocks.append(block)
        if isinstance(block, Line) and (found := case_heading(block)) is not None:
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


def case_heading(line: Line) -> tuple[str, str] | None:
    """The number and the title of a case's heading, or None for any other text.

    «Sak 8 Brev fra NHO», without a colon, is one in the style of a heading, in bold, or alone on a short line
    that ends in no full stop; without that style it is not certain, and is asked about.
    """
    match = _CASE.fullmatch(line.text)
    if match is None:
        return None
    alone = len(line.text) <= _LONGEST_TITLE and line.text[-1] not in ".!?;:,"
    if match[2].strip() or line.level or line.bold or alone:
        return match[1], " ".join(match[3].split())
    return None


def looks_like_heading(line: Line) -> bool:
    """Whether a paragraph reads as the heading of a case or of a part, though its style is no heading's."""
    first = line.text.split("\n", maxsplit=1)[0]
    before, colon, _ = line.text.partition(":")
    return (
        _kind(line.text, in_case=True) is not None
        or case_heading(replace(line, text=first)) is not None
        or bool(colon and plain(before) in _OUTCOMES)
    )


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
