"""What dok printed in minutes, and where: the rest of an edited document is a person's.

It is read from the document as dok wrote it last, by the same reader. A text is dok's when the same text
stands in the same part there: under the same heading outside the cases, in the case of the same number or
title, in a header or in a footer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dokumentmaskin.minutes.fields import fields_of_case
from dokumentmaskin.minutes.labels import IN_CASE, OUTSIDE, known, plain
from dokumentmaskin.minutes.ledger import said_beside
from dokumentmaskin.minutes.notes import Notes
from dokumentmaskin.minutes.parts import CaseParts, Minutes, Part, take_apart
from dokumentmaskin.word import Contents, Line, all_lines

_Key = tuple[str, ...]

_PARTS: Final = {
    "footnotes": "Fotnoter",
    "endnotes": "Sluttnoter",
    "comments": "Kommentarer",
    "header": "Topptekst",
    "footer": "Bunntekst",
    "chart": "Et diagram",
    "diagramData": "En figur",
}
_BOX: Final = "☐"


@dataclass(frozen=True, slots=True)
class Printed:
    """The texts that dok printed, each with where it stands."""

    known: frozenset[_Key]
    prompts: frozenset[str]

    @classmethod
    def of(cls, contents: Contents, prompts: frozenset[str]) -> "Printed":
        """What dok printed in a document that nobody has edited."""
        keys = {
            (*where, text)
            for line, _, places in _placed(contents, take_apart(contents.body))
            for where in places
            for text in (_said(line, prompts), said_beside(line))
        }
        running = {
            (_running(header), text)
            for header, line in contents.running
            for text in (line.text, said_beside(line))
        }
        return cls(frozenset((*keys, *running, *contents.left)), prompts)

    def account(self, contents: Contents, minutes: Minutes, notes: Notes) -> None:
        """Give each text that nobody has taken its owner: dok, or a note that tells of it."""
        waiting: dict[str, list[Line]] = {}
        for line, place, places in _placed(contents, minutes):
            if not notes.ledger.has(line, beside=False):
                if line.text == _BOX or _is_label(line) or self._has(places, _said(line, self.prompts)):
                    notes.ledger.take("trykt", [line])
                else:
                    waiting.setdefault(notes.ledger.places.get(id(line), place), []).append(line)
            self._beside(line, notes.ledger.places.get(id(line), place), places, notes)
        for place, lines in waiting.items():
            notes.unread(place, lines)
        self._account_running(contents, notes)

    def _has(self, places: tuple[_Key, ...], text: str) -> bool:
        return any((*where, text) in self.known for where in places)

    def _beside(self, line: Line, place: str, places: tuple[_Key, ...], notes: Notes) -> None:
        """Tell of what belongs to a paragraph without being in it."""
        if notes.ledger.has(line, beside=True):
            return
        if self._has(places, said_beside(line)):
            notes.ledger.print_beside(line)
            return
        notes.ledger.tell([line], beside=(True,))
        for comment in line.comments:
            message = f"Her står det en kommentar, som ikke er lest: «{comment}»."
            notes.note(
                place, "ulest-kommentar", message, "Ta inn i teksten det som skal være med, og slett den."
            )
        if line.rest:
            change = "en sporet endring" if line.tracked else "noe som ikke er en del av avsnittet"
            what = line.elsewhere or change
            message = f"Her står det {what}, som ikke er lest: «{line.rest}»."
            notes.note(place, "ulest-innhold", message, "Skriv det som skal være med, som vanlig tekst.")

    def _account_running(self, contents: Contents, notes: Notes) -> None:
        for header, line in contents.running:
            place = _running(header)
            if line.text and (place, line.text) in self.known:
                notes.ledger.take("trykt", [line])
            elif line.text:
                notes.unread(place, [line])
            self._beside(line, place, ((place,),), notes)
        for kind, words in contents.left:
            if (kind, words) not in self.known:
                message = f"Teksten er ikke lest: «{words}»."
                notes.note(
                    _PARTS.get(kind, "Dokumentet"), "ulest-tekst", message, "Skriv den der den hører til."
                )


def _said(line: Line, prompts: frozenset[str]) -> str:
    """The text of a paragraph; of one with fields what stands in them, with their help texts or without."""
    filled = fields_of_case(line)
    if filled is None or filled.left or filled.doubt:
        return line.text
    values = ((name, text) for name, text in filled.values.items() if text and text not in prompts)
    return f"{filled.first}: {'; '.join(f'{name} {text}' for name, text in values)}"


def _placed(contents: Contents, minutes: Minutes) -> Iterator[tuple[Line, str, tuple[_Key, ...]]]:
    """Every paragraph of the body with what its place is called, and what it is known by."""
    found: dict[int, tuple[str, tuple[_Key, ...]]] = {}
    for part, case in minutes.parts:
        for line in part.all_lines:
            found[id(line)] = (part.place, tuple(_places(part, case)))
    for line in all_lines(contents.body):
        yield line, *found.get(id(line), ("Dokumentet", ()))


def _places(part: Part, case: CaseParts | None) -> Iterator[_Key]:
    if case is None:
        yield (part.kind,)
    else:
        yield from (("sak", name, part.kind) for name in (case.nummer, plain(case.tittel)))


def _is_label(line: Line) -> bool:
    """Whether a paragraph is no more than a heading that dok knows."""
    return bool(line.level) and plain(line.text) in known(IN_CASE) | known(OUTSIDE)


def _running(header: bool) -> str:  # noqa: FBT001 - what a part is, not a switch
    return _PARTS["header" if header else "footer"]
