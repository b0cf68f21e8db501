"""The fields of minutes: a place with a label, or a content control, that is there for one value.

A field is known by the tag of its control, or by the label before it when a program has dropped the controls;
never by where it stands. Words on its line that belong to no field are handed back, for someone to tell of.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from dokumentmaskin.minutes.labels import FACTS, IN_LINE, known, plain
from dokumentmaskin.word import Line
from dokumentmaskin.word import clean as cleaned

# What may stand on a line after the field that begins it.
_AFTER: Final[Mapping[str, tuple[str, ...]]] = {
    "votering": ("for", "mot", "avholdende"),
    "forslag": (),
    "inhabil": ("grunnlag",),
    "lukket": (),
    "godkjenning": ("godkjenner",),
}
# What begins a line of fields, and what is a fact, by each of their words.
_FIRST: Final = {word: name for word, name in known(IN_LINE).items() if name in _AFTER}
_FACTS: Final = known(FACTS)
# The tags of the template's controls.
_TAGS: Final[Mapping[str, str]] = {
    **{f"felt-{name}": name for name in IN_LINE},
    **{name: name for name in ("startet", "sluttet", "referent", "gjester")},
    "moteleder": "møteleder",
    "observatorer": "observatører",
    "sekretariat": "fra_sekretariatet",
}
_COLUMN_TAGS: Final[Mapping[str, str]] = {
    "mott": "møtt", "forfall": "forfall", "vara": "vara_møtte", "kom": "kom", "gikk": "gikk",
}  # fmt: skip
_LABEL: Final = re.compile(r"\s*([^:\n]{1,40}):")


@dataclass(slots=True)
class Filled:
    """A line with fields.

    Attributes:
        first: The field that begins it.
        values: What stands in each, as it is written; empty for one that is not filled in.
        left: The words that belong to no field.
        doubt: Whether a label and a control say different things, or a field is there twice.
    """

    first: str
    values: dict[str, str] = field(default_factory=dict)
    left: str = ""
    doubt: bool = False


def fields_of_case(line: Line) -> Filled | None:
    """The fields of a case on a line; None for a line of running text."""
    return _filled(line, _FIRST, IN_LINE)


def fact_of(line: Line) -> Filled | None:
    """The fact that a line says by a label or a control; None for any other line."""
    return _filled(line, _FACTS, FACTS)


def column_of(line: Line) -> str | None:
    """The column that the controls of a cell were made for."""
    tags = (piece.tag.rpartition("-")[0] for piece in line.pieces)
    return next((_COLUMN_TAGS[tag] for tag in tags if tag in _COLUMN_TAGS), None)


def _filled(line: Line, first: Mapping[str, str], labels: Collection[str]) -> Filled | None:
    pieces = list(_merged(line, labels))
    label = _LABEL.match(pieces[0][1]) if pieces and not pieces[0][0] else None
    begun = first.get(plain(label[1])) if label else None
    tagged = next((name for name, _ in pieces if name), None)
    if begun is None:
        if tagged is None:
            return None
        begun = next((name for name, after in _AFTER.items() if tagged in after), tagged)
        label = None
    found = Filled(begun)
    current = begun if label else ""
    if label:
        found.values[begun] = ""
        pieces[0] = ("", pieces[0][1][label.end() :])
    for name, text in pieces:
        for named, words in [(name, text)] if name else _split(text, _AFTER.get(begun, ())):
            if named and named != current:
                # A control under the label of another field, or a field that is there twice.
                follows_label = not name and named in found.values
                found.doubt |= follows_label or bool(name and current and not found.values[current].strip())
                current = named
            if current:
                found.values[current] = found.values.get(current, "") + words
            else:
                found.left += words
    found.values = {name: cleaned(text) for name, text in found.values.items()}
    found.left = cleaned(found.left)
    return found


def _merged(line: Line, labels: Collection[str]) -> Iterator[tuple[str, str]]:
    """The stretches of a line, each in one field's control or in none."""
    before, text = "", ""
    for piece in line.pieces:
        name = _TAGS.get(piece.tag, "")
        name = name if name in labels else ""
        if name != before and text:
            yield before, text
            text = ""
        before, text = name, text + piece.text
    if text:
        yield before, text


def _split(text: str, after: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """A stretch of text at the labels in it; what stands before the first of them has no name."""
    end, name = 0, ""
    for match in _labels(after).finditer(text) if after else ():
        yield name, text[end : match.start()]
        end, name = match.end(), known(IN_LINE)[plain(match[1])]
    yield name, text[end:]


@cache
def _labels(after: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted((word for name in after for word in IN_LINE[name].words), key=len, reverse=True)  # type: ignore[index]
    return re.compile(rf"(?<!\S)({'|'.join(map(re.escape, words))})\s*:", re.IGNORECASE)
