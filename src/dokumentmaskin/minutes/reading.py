"""Minutes that a person has finished in Word, read back.

A value comes from a field that is made for it, a case's text from under its heading, and everything else is
told of with its place and its words, unless dok printed it and nobody has changed it. What is read adds up:
each text of the document has one owner, which is checked each time. The document is known by what survives
editing in Word and LibreOffice: headings and styles by name, case numbers, labels, the words in the tables'
header rows.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.minutes.cases import CaseReader
from dokumentmaskin.minutes.fields import Filled, fact_of
from dokumentmaskin.minutes.labels import EARLIER_PROMPTS, FACTS
from dokumentmaskin.minutes.ledger import Owner
from dokumentmaskin.minutes.notes import Notes
from dokumentmaskin.minutes.parts import Minutes, take_apart
from dokumentmaskin.minutes.printed import Printed
from dokumentmaskin.minutes.tables import (
    KnownTable,
    follow_up_table,
    is_unticked,
    participants_table,
    read_participants,
    read_points,
)
from dokumentmaskin.minutes.values import read_clock
from dokumentmaskin.plan import Data, Referatfil
from dokumentmaskin.word import Line, Table, all_lines, open_word, prompts_of, read_contents

_CLOCKS: Final = frozenset({"startet", "sluttet"})
# What the template has filled in before anyone has written anything.
_FILLED_IN: Final = frozenset({"møteleder", "referent", "saker", "oppfølging"})


@dataclass(frozen=True, slots=True)
class ReadMinutes:
    """What was read.

    Attributes:
        record: What is certain.
        problems: What is not, each with its place.
        written: Whether a person has written anything at all.
        accounts: How many texts of the document dok printed, are values, are a case's, and are told of.
    """

    record: Referatfil
    problems: tuple[Problem, ...]
    written: bool
    accounts: Mapping[Owner, int]


def template_prompts(template: bytes, path: str) -> frozenset[str]:
    """The help texts of a template of minutes, which count as not written.

    Raises:
        PlanError: The template is no Word file.
    """
    return prompts_of(open_word(template, path))


def read_minutes(
    docx: bytes, path: str, meeting: date, printed: bytes, prompts: frozenset[str]
) -> ReadMinutes:
    """Read minutes back.

    Args:
        docx: The bytes of the Word file.
        path: What messages call it.
        meeting: The day of the meeting, for deadlines without a year.
        printed: The minutes as dok wrote them last, or would write them.
        prompts: The help texts of the template.

    Raises:
        PlanError: The bytes are no Word file.
    """
    base = open_word(printed, path)
    help_texts = prompts | prompts_of(base) | EARLIER_PROMPTS
    contents = read_contents(open_word(docx, path), help_texts)
    reader = _Reader(Notes(path), meeting, help_texts)
    minutes = take_apart(contents.body)
    data = reader.read(minutes)
    ledger = reader.notes.ledger
    Printed.of(read_contents(base, help_texts), help_texts).account(contents, minutes, reader.notes)
    reader.ask_for_ticks(minutes, data)
    every = [*all_lines(contents.body), *(line for _, line in contents.running)]
    record = Referatfil.model_validate(data)
    written = _is_written(data, reader.notes)
    return ReadMinutes(record, tuple(reader.notes.problems), written, ledger.account(every))


def _is_written(data: Data, notes: Notes) -> bool:
    """Whether anything stands there that the template did not fill in."""
    cases = any(len(case) > len(("nummer", "tittel")) for case in data.get("saker", ()))
    points = any(
        "møte" not in point or point.get("status") == "lukket" for point in data.get("oppfølging", ())
    )
    return bool(notes.problems) or cases or points or bool(data.keys() - _FILLED_IN)


@dataclass(frozen=True, slots=True)
class _Reader:
    notes: Notes
    meeting: date
    prompts: frozenset[str]

    def read(self, minutes: Minutes) -> Data:
        data: Data = self._facts(minutes)
        data["deltakere"] = [
            row
            for place, table in _tables(minutes, participants_table)
            if not is_unticked(table)
            for row in read_participants(table, place, self.notes)
        ]
        for part in minutes.outside:
            if part.kind == "ukjent" and part.heading is not None:
                self.notes.unknown(part.place, part.heading, all_lines(part.blocks))
        data["saker"], data["godkjenning"] = self._cases(minutes)
        data["oppfølging"] = [
            row
            for place, table in _tables(minutes, follow_up_table)
            for row in read_points(table, place, self.meeting, self.notes)
        ]
        return {key: value for key, value in data.items() if value}

    def ask_for_ticks(self, minutes: Minutes, data: Data) -> None:
        """Note that nobody is ticked, which is worth a word only when the minutes are begun."""
        people = _tables(minutes, participants_table)
        if people and all(is_unticked(table) for _, table in people) and _is_written(data, self.notes):
            message = "Ingen er krysset av i tabellen over deltakere."
            self.notes.note(people[0][0], "uten-kryss", message, "Kryss av for hvem som møtte.")

    def _cases(self, minutes: Minutes) -> tuple[list[Data], list[Data]]:
        numbers = Counter(case.nummer for case in minutes.cases if case.certain)
        reader = CaseReader(self.notes, self.prompts)
        cases, approvals = [], []
        for number in (number for number, count in numbers.items() if count > 1):
            message = f"Sak {number} står {numbers[number]} ganger, så ingen av dem er lest."
            lines = [line for case in minutes.cases if case.nummer == number for line in case.all_lines]
            self.notes.note(f"Sak {number}", "samme-saksnummer", message, "Rett numrene.", lines)
        for case in minutes.cases:
            if case.certain and numbers[case.nummer] > 1:
                continue
            if (found := reader.read(case)) is not None:
                cases.append(found[0])
                approvals += found[1]
        return cases, approvals

    # Facts

    def _facts(self, minutes: Minutes) -> Data:
        found: dict[str, list[tuple[Line, Filled]]] = {}
        for part in minutes.outside:
            for line in part.lines if part.kind in {"innledning", "deltakere", "andre_til_stede"} else ():
                if (filled := fact_of(line)) is not None:
                    found.setdefault(filled.first, []).append((line, filled))
        data = {name: self._fact(name, lines) for name, lines in found.items()}
        return {name: text for name, text in data.items() if text}

    def _fact(self, name: str, found: list[tuple[Line, Filled]]) -> str:
        label = FACTS[name].bokmål
        lines = [line for line, _ in found]
        self.notes.ledger.locate(lines, label)
        values = {value for _, filled in found if (value := self._value(filled, name))}
        elsewhere = [line.elsewhere for line in lines if line.elsewhere]
        if any(line.tracked for line in lines):
            self.notes.tracked(label, lines)
        elif elsewhere:
            advice = "Skriv ordene rett i dokumentet."
            self.notes.unreadable(label, elsewhere[0], "linjen", advice, lines)
        elif any(filled.doubt for _, filled in found):
            message = "Ledeteksten og feltet sier ikke det samme."
            self.notes.note(label, "uklart-felt", message, "Skriv ledeteksten som i malen.", lines)
        elif len(values) > 1:
            message = f"«{label}» står flere ganger, med ulikt innhold."
            self.notes.note(label, "flere-like", message, "La bare det som stemmer, stå.", lines)
        elif left := [filled.left for _, filled in found if filled.left]:
            message = f"«{left[0]}» står utenfor feltet på linjen."
            self.notes.note(label, "uklart-felt", message, "Skriv ordene i feltet.", lines)
        else:
            return self._certain(name, label, next(iter(values), ""), lines)
        return ""

    def _certain(self, name: str, label: str, text: str, lines: list[Line]) -> str:
        if not text:
            self.notes.ledger.take("trykt", lines)
            return ""
        if not self.notes.allowed(label, text, lines):
            return ""
        read: str | None = text
        if name in _CLOCKS:
            advice = "Skriv klokkeslettet slik: 09.00."
            read = self.notes.certain(label, "uklar-tid", partial(read_clock, text), advice, lines)
        self.notes.ledger.take("verdi", lines)
        return read or ""

    def _value(self, filled: Filled, name: str) -> str:
        text = filled.values.get(name, "")
        if name in _CLOCKS:
            text = text.removeprefix("kl.").strip()
        # People write a list of names with one on each line.
        text = ", ".join(part.strip().rstrip(",;") for part in text.split("\n") if part.strip())
        return "" if text in self.prompts else text


def _tables(minutes: Minutes, known_as: Callable[[Table], KnownTable | None]) -> list[tuple[str, KnownTable]]:
    """The tables of a kind with their places, wherever they stand outside the cases."""
    places = [(part.place, table) for part in minutes.outside for table in part.tables]
    return [(place, found) for place, table in places if (found := known_as(table)) is not None]
