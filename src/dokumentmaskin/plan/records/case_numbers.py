"""`2022/saksnummer.yaml`: the case numbers that a year's summonses have, like a lock file.

`dok` writes it when it makes a summons, and a person keeps it with the rest of the plan. Until its day has
come an entry is a draft that the next summons writes anew; from that day its numbers are issued and never
change. That the summons has been sent is another matter: it stands there when a person has said so. Fixed
cases are known by their kind, for their titles change with the plan («Godkjenning av referat fra møtet …»).
The file may be public: of an exempt case it holds the open title and the legal ground alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Final

from pydantic import Field

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.records.fields import Dag, JaNei, Linje, MedSaken, Record, Saksnummer, Åpen
from dokumentmaskin.plan.records.fixed_cases import FastSak
from dokumentmaskin.plan.records.validation import suggestion, validate
from dokumentmaskin.plan.yaml import YamlDocument, quoted, read_yaml

FILE_NAME: Final = "saksnummer.yaml"

_HEAD: Final = """\
# yaml-language-server: $schema=../skjema/saksnummer.schema.json
# Saksnumrene i innkallingene. dok skriver denne filen. Ta vare på den sammen med resten av planen.
# Fra og med dagen i «utsendt» er numrene låst. «sendt: ja» betyr at noen har sagt at innkallingen gikk ut da.
# Er den likevel ikke sendt ut, kan du slette møtet her. Da får sakene nye numre neste gang du lager den.
møter:
"""


class Nummersak(Record):
    """A case as a summons numbered it."""

    nummer: Åpen[Saksnummer]
    fast: Åpen[FastSak | None] = Field(None, description="Hvilken av de faste sakene det er.")
    tittel: MedSaken[Linje] = Field(min_length=1, description="Tittelen alle kan se.")
    unntatt: Åpen[Linje] = Field("", description="Lovhjemmelen, når saken er unntatt offentlighet.")
    utgår: Åpen[JaNei] = Field(default=False, description="Ja når saken er trukket. Den beholder nummeret.")


class Nummermøte(Record):
    """The numbers of one meeting, in the order of its summons."""

    gruppe: Åpen[Linje] = Field(min_length=1, description="Gruppens navn.")
    dato: Åpen[Dag]
    utsendt: Åpen[Dag]
    sendt: Åpen[JaNei] = Field(
        default=False, description="Ja når noen har sagt at innkallingen gikk ut den dagen."
    )
    avlyst: Åpen[JaNei] = Field(
        default=False, description="Skriv ja når møtet ble avlyst etter innkallingen."
    )
    saker: Åpen[tuple[Nummersak, ...]] = Field(min_length=1, description="Sakene med nummer, i rekkefølge.")


class Saksnummerfil(Record):
    """`2022/saksnummer.yaml`: the numbers of a year's meetings."""

    møter: Åpen[tuple[Nummermøte, ...]] = Field(default=(), description="Møtene det er laget innkalling til.")


@dataclass(frozen=True, slots=True)
class Nummerbok:
    """A year's numbers as they were read.

    Attributes:
        år: The year.
        sti: The file, as messages call it.
        innhold: Its bytes; None when there is no file.
        møter: The numbers of each meeting, in the order of the file.
        steder: Where each of those stands.
    """

    år: int
    sti: str
    innhold: bytes | None = None
    møter: tuple[Nummermøte, ...] = ()
    steder: tuple[Place, ...] = ()

    def issued_by(self, day: date) -> "Nummerbok":
        """The same with those meetings alone whose summons has gone out by a day."""
        kept = [pair for pair in zip(self.møter, self.steder, strict=True) if pair[0].utsendt <= day]
        return replace(self, møter=tuple(m for m, _ in kept), steder=tuple(place for _, place in kept))

    def of_group(self, name: str) -> list[tuple[Nummermøte, Place]]:
        """A group's meetings, each with its place in the file."""
        return [pair for pair in zip(self.møter, self.steder, strict=True) if pair[0].gruppe == name]


def is_number_file(file: Path) -> bool:
    """Whether a file in a year's folder holds its numbers, or is a copy that someone's OneDrive has made."""
    return file.stem.casefold().startswith(Path(FILE_NAME).stem)


def read_book(file: Path, path: str, year: int, groups: Sequence[str]) -> Nummerbok:
    """Read and check a year's numbers; an empty book when there is no file.

    Args:
        file: The file on disk.
        path: What messages call it.
        year: The year.
        groups: The names of the groups that there are.

    Raises:
        PlanError: The file cannot be read, or gives a number twice; has every problem.
    """
    try:
        # Read before the text is: a change between the two then counts as made after, and is seen in time.
        content = file.read_bytes()
    except FileNotFoundError:
        return Nummerbok(year, path)
    except OSError:
        content = b""  # the next line says what is the matter
    document = read_yaml(file, path)
    record = validate(document, Saksnummerfil, year)
    if problems := list(_problems(record, document, groups)):
        raise PlanError(sorted(problems, key=attrgetter("position")))
    places = tuple(document.place(("møter", index)) for index in range(len(record.møter)))
    return Nummerbok(year, path, content, record.møter, places)


def text_of(meetings: Iterable[Nummermøte]) -> str:
    """The file that holds these meetings: in the order of their dates, a line for each case."""
    ordered = sorted(meetings, key=lambda m: (m.dato, m.gruppe))
    return _HEAD + "".join(line + "\n" for meeting in ordered for line in _lines(meeting))


def plain(title: str) -> str:
    """A title with ordinary spaces, as the file has it."""
    return " ".join(title.split())


def _lines(meeting: Nummermøte) -> Iterator[str]:
    yield f"  - gruppe: {quoted(plain(meeting.gruppe))}"
    yield f"    dato: {meeting.dato.isoformat()}"
    yield f"    utsendt: {meeting.utsendt.isoformat()}"
    if meeting.sendt:
        yield "    sendt: ja"
    if meeting.avlyst:
        yield "    avlyst: ja"
    yield "    saker:"
    for case in meeting.saker:
        kind = f", fast: {case.fast}" if case.fast else ""
        title = quoted(plain(case.tittel))
        exempt = f", unntatt: {quoted(plain(case.unntatt))}" if case.unntatt else ""
        withdrawn = ", utgår: ja" if case.utgår else ""
        yield f"      - {{nummer: {case.nummer}{kind}, tittel: {title}{exempt}{withdrawn}}}"


def _problems(record: Saksnummerfil, document: YamlDocument, groups: Sequence[str]) -> Iterator[Problem]:
    meetings: dict[tuple[str, date], int] = {}
    running: dict[tuple[str, str], int] = {}
    for index, meeting in enumerate(record.møter):
        place = document.place(("møter", index, "gruppe"))
        if meeting.gruppe not in groups:
            message = f"Gruppen «{meeting.gruppe}» finnes ikke i organisasjon.yaml."
            advice = (
                suggestion(meeting.gruppe, list(groups)) or "Har gruppen fått nytt navn, skriver du det her."
            )
            yield Problem("ukjent-gruppe", message, advice, place)
        first = meetings.setdefault((meeting.gruppe, meeting.dato), place.line)
        if first != place.line:
            message = f"Møtet {meeting.dato.isoformat()} står to ganger (linje {first})."
            yield Problem("dobbelt-mote", message, "Behold det som er sendt ut, og slett det andre.", place)
        own: dict[tuple[str, str], int] = {}
        for number, case in enumerate(meeting.saker):
            seen = running if "/" in case.nummer else own
            yield from _twice(seen, meeting, case, document.place(("møter", index, "saker", number)))
        yield from _fixed_twice(meeting, document.place(("møter", index, "saker")))


def _fixed_twice(meeting: Nummermøte, place: Place) -> Iterator[Problem]:
    kinds = [case.fast for case in meeting.saker if case.fast is not None]
    for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        message = f"To saker i møtet {meeting.dato.isoformat()} har «fast: {kind}»."
        yield Problem("dobbel-fast-sak", message, "Slett «fast:» på den som ikke er det.", place)


def _twice(
    seen: dict[tuple[str, str], int], meeting: Nummermøte, case: Nummersak, place: Place
) -> Iterator[Problem]:
    first = seen.setdefault((meeting.gruppe, case.nummer), place.line)
    if first != place.line:
        message = f"Nummer {case.nummer} er brukt på to saker (linje {first})."
        advice = "La den som er sendt ut, beholde nummeret, og gi den andre et som ikke er brukt."
        yield Problem("samme-saksnummer", message, advice, place)
