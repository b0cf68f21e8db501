"""The calendar files of a year: called by `dok kalender`, with a year in and a `Report` of files out.

The internal calendar is written first: the next run reads from it which appointment is which, and how often
each has been changed. Nobody else remembers that. What can go wrong: something withheld stands in an open one
(the fence), or a person has changed a file, which is then kept with the new one beside it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cached_property
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import DokError, Place, Problem
from dokumentmaskin.pipeline.calendar.appointments import Avtale, appointment, invited, rows
from dokumentmaskin.pipeline.calendar.duties import duties
from dokumentmaskin.pipeline.calendar.files import Metode, appointments_in, read, written
from dokumentmaskin.pipeline.calendar.identity import by_uid, came_from, changes_told, follow_on, uids
from dokumentmaskin.pipeline.fence import take_in
from dokumentmaskin.pipeline.pdfs import put_file
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import INTERN, File, Report, Utgave, file_row
from dokumentmaskin.plan import MESSAGES, Gruppe, Møte, Plan, find_years, initial_capital, link_as_place, slug

_ROLE: Final = "kalender"
_DUTIES: Final = "frister"
_INVITATION: Final = "invitasjon"
_CANCELLATION: Final = "avlysning"


def make_calendars(pipeline: Pipeline, år: int) -> Report:
    """Write the calendars of a year, those of each body when there are several, and the invitations.

    Raises:
        WrongUseError: There is no plan for that year.
        RefusedError: What lies open and is not open any more cannot be moved.
    """
    year = _Year(pipeline, år, rows(pipeline.plan, år))
    moved = take_in(pipeline.workspace, pipeline.fence)
    links = (note for møte in year.møter for note in link_as_place(møte))
    told = Report(warnings=(*moved, *_undated(pipeline.plan, år), *links, *year.told()))
    return sum((_one(pipeline, *file) for file in year.files()), told)


def make_subscriptions(pipeline: Pipeline, år: int) -> Report:
    """Write the calendars of a year that are subscribed to, open and internal, and no letters.

    Raises:
        WrongUseError: There is no plan for that year.
        RefusedError: What lies open and is not open any more cannot be moved.
    """
    year = _Year(pipeline, år, rows(pipeline.plan, år))
    moved = Report(warnings=take_in(pipeline.workspace, pipeline.fence))
    return sum((_one(pipeline, *file) for file in year.subscriptions()), moved)


def open_appointments(pipeline: Pipeline, år: int) -> Mapping[Place, Avtale]:
    """Each meeting of a year that has a day as everyone may have it in a calendar, by its place in the plan.

    Raises:
        WrongUseError: There is no plan for that year.
    """
    return _Year(pipeline, år, rows(pipeline.plan, år)).open


@dataclass(frozen=True, slots=True)
class Kalenderfil:
    """A calendar file that lies there.

    Attributes:
        sti: Its path, as messages write it.
        sagt: What stands in it; None when it cannot be read.
        ventet: What would stand in it, were it made now.
    """

    sti: str
    sagt: tuple[Avtale, ...] | None
    ventet: tuple[Avtale, ...]


def calendars_there(pipeline: Pipeline, år: int) -> Iterator[Kalenderfil]:
    """The calendar files of a year that lie there.

    Raises:
        WrongUseError: There is no plan for that year.
        RefusedError: One of them cannot be read.
    """
    for row, data in _Year(pipeline, år, rows(pipeline.plan, år)).files():
        file = pipeline.workspace.root / row.sti
        if file.exists():
            try:
                said = read(file)
            except ValueError:
                said = None
            yield Kalenderfil(row.sti, said, appointments_in(data, file.name))


@dataclass(frozen=True, slots=True)
class Invitasjon:
    """What puts a meeting into the calendar of those who are invited to it, or takes it out.

    Attributes:
        metode: Which of the two.
        avtale: The meeting, with all who are invited.
    """

    metode: Metode
    avtale: Avtale

    def to(self, addresses: Collection[str]) -> bytes:
        """The file for some of those who are invited, which names no others."""
        people = tuple(one for one in self.avtale.innkalte if one.epost.casefold() in addresses)
        return written(self.metode, [replace(self.avtale, innkalte=people)])


def make_invitation(pipeline: Pipeline, møte: Møte) -> tuple[Invitasjon | None, Report]:
    """The invitation to a meeting, or that it is off; written too, for what comes after is known by it.

    Raises:
        WrongUseError: There is no plan for that year.
    """
    year = _Year(pipeline, møte.år, rows(pipeline.plan, møte.år))
    letter = year.letter(møte)
    if letter is None:
        return None, Report()
    return letter[1], _one(pipeline, *year.file_of(møte, *letter))


def _one(pipeline: Pipeline, row: File, data: bytes) -> Report:
    """Write a file; what stops it does not stop the others."""
    try:
        return put_file(pipeline, row, data, {})
    except DokError as error:
        return Report(errors=(error,))


@dataclass(frozen=True)
class _Year:
    """The appointments of a year, and what is written of them.

    Attributes:
        pipeline: The run.
        år: The year.
        møter: The rows that are appointments.
    """

    pipeline: Pipeline
    år: int
    møter: tuple[Møte, ...]

    @cached_property
    def _earlier(self) -> Mapping[str, Avtale]:
        """Each appointment as it was last written, also in what lies beside a person's file.

        What has left the calendars may still be in those of people who were invited, by its letter.
        """
        folder = self.pipeline.workspace.output / str(self.år)
        names = (
            f"{_ROLE}-{self.år}*.ics",
            f"{INTERN}/{_ROLE}-{self.år}*.ics",
            f"{INTERN}/{_DUTIES}-{self.år}*.ics",
        )
        letters = [replace(avtale, innkalte=()) for _, avtale in self._letters]
        calendars = [one for name in names for file in folder.glob(name) for one in _readable(file)]
        return by_uid([*letters, *calendars])

    @cached_property
    def _letters(self) -> tuple[tuple[Path, Avtale], ...]:
        """Every invitation and cancellation that lies there."""
        files = sorted(self.pipeline.workspace.output.glob(f"*/{INTERN}/*-{self.år}-*.ics"))
        letters = (file for file in files if file.name.startswith((_INVITATION, _CANCELLATION)))
        return tuple((file, avtale) for file in letters for avtale in _readable(file))

    @cached_property
    def _invitations(self) -> Mapping[str, Avtale]:
        """The last invitation to each meeting."""
        return by_uid(avtale for file, avtale in self._letters if file.name.startswith(_INVITATION))

    @cached_property
    def _uids(self) -> Mapping[Place, str]:
        return uids(self.pipeline.plan, self.møter, self._earlier.values())

    @cached_property
    def whole(self) -> Mapping[Place, Avtale]:
        """Each meeting as those who are members may see it, with the number of its last change."""
        return {
            møte.sted: self._follow_on(self._of(self.pipeline.plan, møte), changes_told(møte))
            for møte in self.møter
        }

    def _follow_on(self, new: Avtale, least: int = 0) -> Avtale:
        moment = self.pipeline.clock().astimezone(UTC).replace(microsecond=0)
        return follow_on(new, self._earlier.get(new.uid), least, moment)

    @cached_property
    def open(self) -> Mapping[Place, Avtale]:
        """The same as everyone may see it."""
        plan, whole = self.pipeline.open_plan, self.whole
        return {
            møte.sted: replace(
                self._of(plan, plan.own(møte)),
                sekvens=whole[møte.sted].sekvens,
                stempel=whole[møte.sted].stempel,
            )
            for møte in self.møter
        }

    def _of(self, plan: Plan, møte: Møte) -> Avtale:
        return appointment(plan, møte, self._uids[møte.sted])

    def files(self) -> Iterator[tuple[File, bytes]]:
        """Yield every file with its bytes, the one that is read back by the next run first."""
        yield from self._of_all()
        yield from self._duties()
        yield from self._of_bodies()
        for møte in self.møter:
            if (letter := self.letter(møte)) is not None:
                yield self.file_of(møte, *letter)

    def subscriptions(self) -> Iterator[tuple[File, bytes]]:
        """Yield what is subscribed to, and nothing that is for those invited alone to have in a letter."""
        yield from self._of_all()
        yield from self._of_bodies()

    def _of_all(self) -> Iterator[tuple[File, bytes]]:
        yield from self._calendars(str(self.år), self.pipeline.plan.organisasjon.navn, self.møter)

    def _of_bodies(self) -> Iterator[tuple[File, bytes]]:
        bodies = [gruppe for gruppe in self.pipeline.plan.organisasjon.grupper if self._of_body(gruppe)]
        for gruppe in bodies if len(bodies) > 1 else ():
            folder, name = f"{self.år}-{slug(gruppe.navn)}", initial_capital(gruppe.navn)
            yield from self._calendars(folder, name, self._of_body(gruppe))

    def _of_body(self, gruppe: Gruppe) -> tuple[Møte, ...]:
        return tuple(m for m in self.møter if gruppe.navn in m.grupper)

    def _calendars(self, folder: str, navn: str, møter: Iterable[Møte]) -> Iterator[tuple[File, bytes]]:
        """A calendar for those who are members, and one for everyone."""
        editions: tuple[tuple[Utgave, str, Mapping[Place, Avtale]], ...] = (
            ("intern", f"{folder}/{INTERN}", self.whole),
            ("åpen", folder, self.open),
        )
        for utgave, where, avtaler in editions:
            said = sorted((avtaler[møte.sted] for møte in møter), key=lambda one: (one.dag, one.uid))
            data = written("PUBLISH", said, f"{navn} {self.år}")
            yield self._row(_ROLE, f"{where}/{_ROLE}-{self.år}", utgave), data

    def _duties(self) -> Iterator[tuple[File, bytes]]:
        """The secretariat's own calendar of what is due."""
        due = (self._follow_on(duty) for duty in duties(self.pipeline.plan, self.år, self.whole))
        said = sorted(due, key=lambda one: (one.dag, one.uid))
        if said:
            name = f"Frister {self.år}"
            where = f"{self.år}/{INTERN}/{_DUTIES}-{self.år}"
            yield self._row(_DUTIES, where, "intern"), written("PUBLISH", said, name)

    def letter(self, møte: Møte) -> tuple[str, Invitasjon] | None:
        """What those invited are to have: that the body itself summons to a meeting, or that it is off."""
        avtale, lying = self.whole[møte.sted], self._invitations.get(self._uids[møte.sted])
        if møte.har_papirer and avtale.arrangør is not None:
            people, _ = invited(self.pipeline.plan, møte)
            return (_INVITATION, Invitasjon("REQUEST", replace(avtale, innkalte=people))) if people else None
        if møte.er_avlyst and lying is not None:
            return _CANCELLATION, Invitasjon("CANCEL", replace(avtale, innkalte=lying.innkalte))
        return None

    def file_of(self, møte: Møte, role: str, invitation: Invitasjon) -> tuple[File, bytes]:
        """The file of it, with all who are invited."""
        where = f"{møte.navn}/{INTERN}/{role}-{møte.stempel}"
        return self._row(role, where, "intern"), written(invitation.metode, [invitation.avtale])

    def _row(self, role: str, where: str, utgave: Utgave) -> File:
        path = self.pipeline.workspace.output / f"{where}.ics"
        return file_row(self.pipeline.workspace, role, path, "skrevet", utgave)

    def told(self) -> Iterator[Problem]:
        """Who gets no invitation, and which invitations are to nothing that the plan has any more."""
        summoning = [møte for møte in self.møter if møte.har_papirer]
        if summoning and not self.pipeline.plan.organisasjon.sekretariat.epost:
            message = "Sekretariatet har ingen e-postadresse, så det er ikke laget noen invitasjoner."
            advice = "Skriv «epost:» under «sekretariat:» i organisasjon.yaml. Svarene går dit."
            yield Problem("uten-invitasjon", message, advice)
        else:
            yield from self._without_address(summoning)
        yield from self._lost()

    def _without_address(self, summoning: Iterable[Møte]) -> Iterator[Problem]:
        names = dict.fromkeys(name for møte in summoning for name in invited(self.pipeline.plan, møte)[1])
        if names:
            message = f"Disse har ingen e-postadresse, og står ikke i invitasjonene: {', '.join(names)}."
            yield Problem("uten-invitasjon", message, "Skriv «epost:» på dem i medlemmer.yaml.")

    def _lost(self) -> Iterator[Problem]:
        """A note for each letter that somebody must not send any more."""
        now = {self._uids[møte.sted]: møte for møte in self.møter}
        for file, avtale in self._letters:
            # It may have gone to another year, or wait for a day.
            moved = (møte for møte in self.pipeline.plan.møter if came_from(avtale, møte))
            møte = now.get(avtale.uid) or next(moved, None)
            if told := _outdated(møte, avtale, file.name):
                yield Problem("gammel-invitasjon", *told, Place(self.pipeline.workspace.name(file)))


def _outdated(møte: Møte | None, avtale: Avtale, letter: str) -> tuple[str, str] | None:
    """What is wrong with a letter to those invited, and the way out; None when it is what it should be."""
    if møte is None:
        message = "Her ligger en invitasjon til et møte som ikke står på noen dag i møteplanen lenger."
        return message, (
            "Er den sendt, skriver du «flyttet_fra:» på møtet som kommer i stedet, eller setter møtet inn "
            "igjen med «avlyst: ja». Ellers sletter du den."
        )
    if not møte.dato.dag_satt or avtale.dag != møte.dato.fra:
        to = MESSAGES.meeting_date(møte.dato)
        message = f"Møtet er flyttet til {to}, og filen gjelder den gamle datoen."
        if not møte.dato.dag_satt:
            return (
                message,
                "Er den sendt, sier du fra til dem som fikk den. Den nye lages når dagen er satt.",
            )
        new = "avlysningen" if møte.er_avlyst else "den nye invitasjonen"
        return message, f"Send {new} til dem som fikk denne, så får de det i kalenderen sin. Slett denne."
    if letter.startswith(_CANCELLATION) and not møte.er_avlyst:
        return "Møtet er ikke avlyst lenger.", "Slett avlysningen, og send invitasjonen på nytt."
    return None


def _readable(file: Path) -> tuple[Avtale, ...]:
    """What a file says; nothing of one that a person has spoilt, which `put_file` tells of."""
    try:
        return read(file)
    except ValueError:
        return ()


def _undated(plan: Plan, år: int) -> Iterator[Problem]:
    """A note for each row that has no day, and so is in no calendar."""
    for møte in (møte for year in find_years(plan, år) for møte in year.møter):
        if not (møte.dato.dag_satt or møte.er_avlyst or møte.rad.felles_i):
            what = f"«{møte.rad.tittel or møte.rad.type}» i {MESSAGES.meeting_date(møte.dato)}"
            message = f"{what} har ingen dag ennå, og står ikke i kalenderen."
            yield Problem("ikke-i-kalenderen", message, "Skriv datoen når den er klar.", møte.sted)
