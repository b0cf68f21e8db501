"""Writing down the case numbers that go out, before the document that shows them is written.

The file is changed under a lock, and only while it is what this run read: two who number at once get an
error, not the same number twice. An interruption leaves the old file or the new one.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place, Problem, RefusedError, WrongUseError
from dokumentmaskin.memory import FOLDER, held, read_content, write_atomically
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.report import File, Report, file_row
from dokumentmaskin.plan import FILE_NAME, Agenda, Møte, Nummerbok, Nummermøte, Plan, numbered_agenda, text_of
from dokumentmaskin.workspace import Workspace

_AGAIN: Final = "Kjør kommandoen en gang til, så tar dok med det den andre har gjort."


@dataclass(slots=True)
class Numbering:
    """The numbers of the years as a run has read them, and what it has written since.

    Attributes:
        workspace: Where the file is.
        plan: The plan as it was read, with the drafts of numbers too.
        today: The day that decides whether a summons has gone out.
        written: The books that this run has written, by year.
        outdated: The drafts that it has taken out, because their numbers have become another meeting's.
    """

    workspace: Workspace
    plan: Plan
    today: date
    written: dict[int, Nummerbok] = field(default_factory=dict)
    outdated: list[Nummermøte] = field(default_factory=list)

    def record(self, job: AnyJob, *, rendered: bool) -> Report:
        """Write down the numbers that a document shows.

        Before a summons has gone out only the summons itself does it, when it is made anew and its day has
        not passed: the papers of an old meeting, made for the first time, issue nothing unless the meeting
        says when its summons went out. Afterwards any of a meeting's documents does, so that a number which
        has been shown is never another case's.

        Raises:
            PlanError: The numbers that have gone out cannot be given to the cases with certainty.
            RefusedError: Someone else has changed the file meanwhile, or it cannot be written.
        """
        if not isinstance(job.subject, Møte) or job.subject.er_avlyst:
            return Report()
        own = numbered_agenda(self.plan.issued_by(self.today), job.subject)
        if own.før is None and not (rendered and job.kind.cases == "numbered"):
            return Report(warnings=own.warnings if rendered and job.kind.cases else ())
        old = own.nå.utsendt < self.today and job.subject.fil.utsendt is None
        if own.før is None and old:
            self._entries(job.subject, own)  # for the drafts that have its numbers
            return Report(warnings=own.warnings)
        return Report(files=self._noted(job.subject, own), warnings=own.warnings)

    def say_sent(self, møte: Møte, day: date) -> tuple[Plan, Report]:
        """Write down that the summons to a meeting went out on a day; the plan as it is then.

        What went out on an earlier day than today is the summons as it was made last. Today it is the one
        that the plan now gives.

        Raises:
            PlanError: The numbers that have gone out cannot be given to the cases with certainty.
            RefusedError: Someone else has changed the file meanwhile, or it cannot be written.
        """
        made_last = self.plan if day < self.today else self.plan.issued_by(self.today)
        own = numbered_agenda(replace(made_last, dag=self.today), møte)
        said = replace(own, nå=own.nå.model_copy(update={"utsendt": day, "sendt": True}))
        files = self._noted(møte, said)
        books = tuple(self.written.get(book.år, book) for book in self.plan.saksnumre)
        return replace(self.plan, saksnumre=books), Report(files=files)

    def take_back(self, møte: Møte) -> None:
        """Write down that the summons, which this run has said is sent, has not gone out after all.

        Raises:
            RefusedError: Someone else has changed the file meanwhile, or it cannot be written.
        """
        book = self.written.get(møte.år) or self.plan.numbers_of(møte.år)
        own = møte.gruppe.navn, møte.dato.fra
        meetings = [
            entry.model_copy(update={"sendt": False}) if (entry.gruppe, entry.dato) == own else entry
            for entry in book.møter
        ]
        self._write(book, møte, meetings)

    def _noted(self, møte: Møte, own: Agenda) -> tuple[File, ...]:
        """Let the file have a meeting's entry as it is now, if it has another."""
        book, meetings = self._entries(møte, own)
        if text_of(meetings) == text_of(book.møter):
            return ()
        return (self._write(book, møte, meetings),)

    def _entries(self, møte: Møte, own: Agenda) -> tuple[Nummerbok, list[Nummermøte]]:
        """The year's book, and its entries with a meeting's as it is now."""
        book = self.written.get(møte.år) or self.plan.numbers_of(møte.år)
        return book, [*self._kept(book, møte, own), own.nå]

    def told(self) -> tuple[Problem, ...]:
        """A warning for each summons that must be made anew, unless this run has made it since."""
        there = {(m.gruppe, m.dato) for book in self.written.values() for m in book.møter}
        return tuple(_outdated(draft) for draft in self.outdated if (draft.gruppe, draft.dato) not in there)

    def _kept(self, book: Nummerbok, møte: Møte, own: Agenda) -> Iterator[Nummermøte]:
        """The entries of all other meetings, without the group's drafts that cannot be right any more.

        That is a draft for a day on which the group no longer meets, and one that has a number which the
        meeting now has: running numbers move when an earlier meeting gets more cases.
        """
        days = {m.dato.fra for m in self.plan.year_of(møte).gruppemøter if m.dato.dag_satt}
        own_days = {møte.dato.fra, own.før.dato if own.før else møte.dato.fra}
        taken = {case.nummer for case in own.nå.saker if "/" in case.nummer}
        for entry in book.møter:
            if entry.gruppe != møte.gruppe.navn:
                yield entry
            elif entry.dato in own_days:
                continue
            elif entry.utsendt <= self.today:
                yield entry
            elif entry.dato not in days:
                continue
            elif taken.isdisjoint(case.nummer for case in entry.saker):
                yield entry
            else:
                self.outdated.append(entry)

    def _write(self, book: Nummerbok, møte: Møte, meetings: list[Nummermøte]) -> File:
        target = self.workspace.plan / str(møte.år) / FILE_NAME
        name = self.workspace.name(target)
        content = text_of(meetings).encode()
        with _locked(self.workspace, møte.år, name):
            there = read_content(target)
            if there != content:
                _refuse_changed(there, book, name)
                _refuse_read_only(target, name)
                write_atomically(target, content)
        places = (Place(name),) * len(meetings)
        changed = replace(book, innhold=content, møter=tuple(meetings), steder=places)
        self.written[møte.år] = changed
        return file_row(self.workspace, "saksnummer", target, "skrevet")


def refuse_day(møte: Møte, day: date, today: date) -> None:
    """Stop a day on which a summons cannot have gone out.

    Raises:
        WrongUseError: It is after today or the meeting, or the meeting's own file says another day.
    """
    said, place = møte.fil.utsendt, møte.sted
    if day > today:
        message = f"Innkallingen kan ikke være sendt ut {day:%d.%m.%Y}: Den dagen er ikke kommet."
        advice = "Skriv «utsendt:» i mote.yaml når du vet hvilken dag den skal gå ut."
    elif day > møte.dato.til:
        message = f"Innkallingen kan ikke være sendt ut {day:%d.%m.%Y}: Møtet var {møte.dato.fra:%d.%m.%Y}."
        advice = "Skriv dagen den ble sendt ut, for eksempel «--sendt 2022-03-04»."
    elif said is not None and said != day:
        message = f"Planen sier at innkallingen går ut {said:%d.%m.%Y}, ikke {day:%d.%m.%Y}."
        advice, place = "Rett eller slett linjen.", møte.place("utsendt")
    else:
        return
    raise WrongUseError(Problem("feil-sendt-dag", message, advice, place))


def _outdated(draft: Nummermøte) -> Problem:
    day = draft.dato.isoformat()
    message = f"Innkallingen til møtet {day} har saksnumre som nå er brukt i et annet møte."
    advice = f"Lag den på nytt før den sendes ut: «dok innkalling {day}»."
    return Problem("innkalling-utdatert", message, advice)


def _locked(workspace: Workspace, year: int, name: str) -> AbstractContextManager[None]:
    """Hold a year's numbers alone, on this machine or in a folder that several share."""
    file = workspace.output / FOLDER / f"saksnummer-{year}.lock"
    busy = Problem("saksnummer-opptatt", "Noen andre nummererer saker akkurat nå.", _AGAIN, Place(name))

    def no_lock(cause: str) -> Problem:
        message = f"Kan ikke låse saksnumrene med «{workspace.name(file)}»: {cause}."
        return Problem("kan-ikke-skrive", message, "Sjekk at du har lov til å skrive i mappen.", Place(name))

    return held(file, busy, no_lock)


def _refuse_changed(there: bytes | None, book: Nummerbok, name: str) -> None:
    if there != book.innhold:
        message = "Noen andre har endret saksnumrene mens dok arbeidet. Ingenting er skrevet."
        raise RefusedError(Problem("saksnummer-endret", message, _AGAIN, Place(name)))


def _refuse_read_only(target: Path, name: str) -> None:
    """A file that someone has protected is not to be replaced, though its folder would allow it."""
    if target.exists() and not os.access(target, os.W_OK):
        message = "Kan ikke skrive saksnumrene: Filen er skrivebeskyttet."
        advice = "Ta bort skrivebeskyttelsen, og kjør kommandoen en gang til."
        raise RefusedError(Problem("kan-ikke-skrive", message, advice, Place(name)))
