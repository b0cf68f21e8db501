"""A year's meetings: what the plan files say, read together, and what follows from it for each meeting."""

import unicodedata
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from dokumentmaskin.errors import Place
from dokumentmaskin.plan.records import (
    Gruppe,
    Lukket,
    Medlem,
    Møtefil,
    Møterad,
    Nummerbok,
    Organisasjon,
    Person,
    Referatfil,
    Saksframlegg,
    Vedlegg,
    Årsplan,
)
from dokumentmaskin.plan.words import LANGUAGES, OSLO, Møtedato, Språk, Tidsrom
from dokumentmaskin.plan.yaml import FieldPath, YamlDocument


@dataclass(frozen=True, slots=True)
class Møte:
    """One row of the meeting plan, with what the meeting's own file adds.

    Attributes:
        gruppe: The group whose plan the row stands in.
        år: The year of the plan.
        rad: The row.
        fil: The meeting's own file; an empty one when there is none.
        mappe: The folder of the meeting's own file, or None.
        sted: Where in the plan the date is written.
        referat: What the minutes say, once they have been read back.
        referatfil: The file that says so, or None.
        saksteder: Where in its own file each of its cases stands.
        kilde: Its own file as it was read, which knows where everything stands; None when there is none.
        referatkilde: The same of its minutes.
    """

    gruppe: Gruppe
    år: int
    rad: Møterad
    fil: Møtefil
    mappe: Path | None
    sted: Place
    referat: Referatfil | None = None
    referatfil: Path | None = None
    saksteder: tuple[Place, ...] = ()
    kilde: YamlDocument | None = field(default=None, repr=False, compare=False)
    referatkilde: YamlDocument | None = field(default=None, repr=False, compare=False)

    def place(self, *steps: str | int) -> Place:
        """Where something stands in its own file; without one, its row."""
        return self.kilde.place(steps) if self.kilde else self.sted

    def place_in_minutes(self, *steps: str | int) -> Place:
        """Where something stands in its minutes."""
        return self.referatkilde.place(steps) if self.referatkilde else self.sted

    def papers(self) -> Iterator[tuple[FieldPath, Saksframlegg | None, Vedlegg]]:
        """Every paper of its own file: the field where it stands, its case (none: a message), the paper."""
        for number, case in enumerate(self.fil.saker):
            for index, paper in enumerate(case.vedlegg):
                yield ("saker", number, "vedlegg", index), case, paper
        for index, message in enumerate(self.fil.meldinger):
            yield ("meldinger", index), None, message

    @property
    def dato(self) -> Møtedato:
        """When it is."""
        return self.rad.dato

    @property
    def er_gruppemøte(self) -> bool:
        """Whether the group itself meets; a webinar or conference has no summons."""
        return self.rad.er_møte

    @property
    def er_ekstraordinært(self) -> bool:
        """Whether the group meets beside its ordinary meetings."""
        return self.rad.er_ekstraordinært

    @property
    def er_avlyst(self) -> bool:
        """Whether it will not be held."""
        return self.rad.avlyst is not None

    @property
    def kaller_inn(self) -> bool:
        """Whether the group itself summons to it, and says so when it is cancelled."""
        return self.er_gruppemøte and not self.rad.felles_i

    @property
    def har_papirer(self) -> bool:
        """Whether there are a summons, an agenda and minutes."""
        return self.kaller_inn and not self.er_avlyst

    @property
    def grupper(self) -> tuple[str, ...]:
        """The names of the groups that meet, the one that summons first."""
        return (self.gruppe.navn, *self.rad.felles_med)

    @property
    def tid(self) -> Tidsrom | None:
        """When it begins and ends, from its own file, the meeting plan or what is usual; None when unsaid."""
        return self.fil.tid or self.rad.tid or (self.gruppe.vanlig_tid if self._is_usual else None)

    @property
    def øyeblikk(self) -> tuple[datetime, datetime | None] | None:
        """When it begins and ends, as clocks in Norway have it; None when it has no time, or several days."""
        if self.tid is None or not self.dato.én_dag:
            return None
        begins = datetime.combine(self.dato.fra, self.tid.fra, OSLO)
        return begins, datetime.combine(self.dato.fra, self.tid.til, OSLO) if self.tid.til else None

    @property
    def møtested(self) -> str:
        """Where it is, from its own file, the meeting plan or what is usual; empty when unsaid."""
        usual = self._is_usual and self.rad.form in {"fysisk", "hybrid"}
        return self.fil.sted or self.rad.sted or (self.gruppe.vanlig_sted if usual else "")

    @property
    def _is_usual(self) -> bool:
        """Whether the group's usual time and place hold: for its ordinary meetings of one day."""
        return self.er_gruppemøte and not self.er_ekstraordinært and self.dato.én_dag

    @property
    def stempel(self) -> str:
        """`2022-03-11`: what stands last in the names of its files."""
        return self.dato.fra.isoformat()

    @property
    def navn(self) -> str:
        """`2022-03-11-naeringssamarbeid`: the name of the meeting's output folder."""
        return f"{self.stempel}-{slug(self.gruppe.navn)}"


@dataclass(frozen=True, slots=True)
class Vedtatt:
    """A copy that was taken of an adopted year plan.

    Attributes:
        dag: The day that it is of: when the plan was adopted, or revised.
        plan: What the plan said then.
        sted: The file.
    """

    dag: date
    plan: Årsplan
    sted: Place


@dataclass(frozen=True, slots=True)
class Gruppeår:
    """A group's year.

    Attributes:
        gruppe: The group.
        år: The year.
        plan: Its plan.
        møter: The meetings in it, in the plan's order.
        fil: The file of the plan.
        vedtatt: The copies that were taken of it since it was adopted, in the order of their days.
    """

    gruppe: Gruppe
    år: int
    plan: Årsplan
    møter: tuple[Møte, ...]
    fil: Path
    vedtatt: tuple[Vedtatt, ...] = ()

    @property
    def stempel(self) -> str:
        """`2022`: what stands last in the names of its files."""
        return str(self.år)

    @property
    def navn(self) -> str:
        """`2022-naeringssamarbeid`: the name of the year's output folder."""
        return f"{self.stempel}-{slug(self.gruppe.navn)}"

    @property
    def gruppemøter(self) -> tuple[Møte, ...]:
        """The meetings that the group itself summons to, in the order that they will be held."""
        return tuple(sorted((m for m in self.møter if m.har_papirer), key=lambda møte: møte.dato))


@dataclass(frozen=True, slots=True)
class Organisasjonsår:
    """An organisation's year: that of each group that has a plan for it, in the organisation's order."""

    år: int
    grupper: tuple[Gruppeår, ...]

    @property
    def gruppe(self) -> None:
        """Whose papers they are: no group's, but the organisation's."""
        return

    @property
    def datert(self) -> date:
        """The date of the last of its year plans."""
        return max(own.plan.datert for own in self.grupper)

    @property
    def møter(self) -> tuple[Møte, ...]:
        """The meetings of all groups by date, those without a day last in their month; a joint one once."""
        rows = (møte for own in self.grupper for møte in own.møter if not møte.rad.felles_i)
        return tuple(sorted(rows, key=lambda m: (m.dato.fra.month, not m.dato.dag_satt, m.dato.fra)))

    @property
    def stempel(self) -> str:
        """`2022`: what stands last in the names of its files."""
        return str(self.år)

    @property
    def navn(self) -> str:
        """`2022`: the name of the year's output folder."""
        return self.stempel


@dataclass(frozen=True, slots=True)
class Behandling:
    """A case as one meeting dealt with it, told of by the minutes of that meeting.

    Attributes:
        møte: The meeting.
        nummer: The case's number, as the minutes have it.
    """

    møte: Møte
    nummer: str

    @property
    def gruppe(self) -> Gruppe:
        """The group that met."""
        return self.møte.gruppe

    @property
    def stempel(self) -> str:
        """`2022-03-11-31-22`: what stands last in the names of its files."""
        return f"{self.møte.stempel}-{self.nummer.replace('/', '-')}"

    @property
    def navn(self) -> str:
        """The name of the meeting's output folder."""
        return self.møte.navn


Of = TypeVar("Of")
Found = TypeVar("Found")
Subject = TypeVar("Subject", Møte, Gruppeår, Organisasjonsår, Behandling)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that the plan files say.

    Attributes:
        organisasjon: The organisation and its groups.
        medlemmer: The members of each group, by the group's name.
        år: Every group's every year, in the order of the file names.
        lukket: The follow-up points that were closed between meetings.
        saksnumre: Each year's issued case numbers. Every one counts as gone out until `issued_by` is asked.
        åpen: Whether it is the open plan, which holds what is for everyone alone (`plan.openness`).
        dag: The day that the plan is read as of: what it has for a later day has not happened.
        logo: The organisation's logo, a PNG or a JPEG; empty when it has none.
        personer: Those who are written for themselves, whether a group names them or not.
        medlemskilde: The lists of members as they were read, which know where everything stands.
    """

    organisasjon: Organisasjon
    medlemmer: dict[str, tuple[Medlem, ...]]
    år: tuple[Gruppeår, ...]
    lukket: tuple[Lukket, ...] = ()
    saksnumre: tuple[Nummerbok, ...] = ()
    åpen: bool = False
    dag: date = date.max
    logo: bytes = field(default=b"", repr=False)
    personer: tuple[Person, ...] = ()
    medlemskilde: YamlDocument | None = field(default=None, repr=False, compare=False)
    _known: dict[Hashable, tuple[object, Any]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def once(self, find: Callable[["Plan", Of], Found], of: Of) -> Found:
        """What is found of the plan and a part of it, found once: neither changes.

        Raises:
            Exception: What `find` raises, each time.
        """
        key = (find, id(of))
        if key not in self._known:
            self._known[key] = (of, find(self, of))  # while the part is kept, no other has its id
        found: Found = self._known[key][1]
        return found

    @property
    def språk(self) -> Språk:
        """The language that the organisation writes; messages have its dates."""
        return LANGUAGES[self.organisasjon.målform]

    def språk_of(self, gruppe: Gruppe | None) -> Språk:
        """The language that a group's documents, or the organisation's own, are written in."""
        return LANGUAGES[(gruppe.målform if gruppe else None) or self.organisasjon.målform]

    @property
    def alle_språk(self) -> tuple[Språk, ...]:
        """The languages that some document is written in."""
        every = [self.språk, *map(self.språk_of, self.organisasjon.grupper)]
        return tuple(språk for n, språk in enumerate(every) if språk not in every[:n])

    @property
    def møter(self) -> tuple[Møte, ...]:
        """Every row of every meeting plan."""
        return self.once(_rows, self.år)

    def named(self, name: str) -> Møte | None:
        """The meeting whose folder has a name; None when there is none."""
        return self.once(_by_name, self.år).get(name)

    def asked(self, møte: Møte) -> str:
        """How a command names a meeting: by its day, and by its group when others summon to that day too."""
        same_day = (m for m in self.møter if m.dato.covers(møte.dato.fra) and m.kaller_inn)
        shared = any(other.gruppe.navn != møte.gruppe.navn for other in same_day)
        return f"{møte.stempel} --gruppe {slug(møte.gruppe.navn)}" if shared else møte.stempel

    def meetings_of(self, gruppe: str) -> tuple[Møte, ...]:
        """The rows of a group's own meeting plans."""
        return tuple(møte for year in self.år if year.gruppe.navn == gruppe for møte in year.møter)

    def group(self, name: str) -> Gruppe:
        """The group of a name that the plan has."""
        return next(group for group in self.organisasjon.grupper if group.navn == name)

    def year_of(self, møte: Møte) -> Gruppeår:
        """The group's year that a meeting belongs to."""
        return next(y for y in self.år if (y.gruppe.navn, y.år) == (møte.gruppe.navn, møte.år))

    def whole_year(self, år: int) -> Organisasjonsår:
        """The organisation's year."""
        order = [group.navn for group in self.organisasjon.grupper]
        own = (year for year in self.år if year.år == år)
        return Organisasjonsår(år, tuple(sorted(own, key=lambda year: order.index(year.gruppe.navn))))

    def own(self, subject: Subject) -> Subject:
        """A meeting or a year as this plan has it, when it comes from the whole plan and this is the open."""
        if isinstance(subject, Behandling):
            return replace(subject, møte=self.own(subject.møte))
        if isinstance(subject, Organisasjonsår):
            return self.whole_year(subject.år)
        year = next(y for y in self.år if (y.gruppe.navn, y.år) == (subject.gruppe.navn, subject.år))
        if isinstance(subject, Gruppeår):
            return year
        return next(møte for møte in year.møter if møte.sted == subject.sted)

    def held(self, gruppe: str) -> list[Møte]:
        """The meetings of a group whose minutes have been read, in the order of their days."""
        own = self.meetings_of(gruppe)
        return sorted((m for m in own if m.referat is not None), key=lambda møte: møte.dato)

    def numbers_of(self, år: int) -> Nummerbok:
        """A year's case numbers."""
        return next((book for book in self.saksnumre if book.år == år), Nummerbok(år, ""))

    def issued_by(self, day: date) -> "Plan":
        """The plan as of a day: with the numbers of those summonses alone that have gone out by then."""
        return replace(self, saksnumre=tuple(book.issued_by(day) for book in self.saksnumre), dag=day)


def _rows(_: Plan, years: tuple[Gruppeår, ...]) -> tuple[Møte, ...]:
    return tuple(møte for year in years for møte in year.møter)


def _by_name(plan: Plan, _: tuple[Gruppeår, ...]) -> dict[str, Møte]:
    return {møte.navn: møte for møte in reversed(plan.møter)}  # the first of a name


@cache
def slug(name: str) -> str:
    """The ASCII name of a group in file names, as Norwegian web addresses are written.

    «næringssamarbeid» becomes `naeringssamarbeid`, «areal og transport» `areal-og-transport`.
    """
    letters = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ß": "ss"})
    plain = unicodedata.normalize("NFD", name.casefold().translate(letters))
    kept = (c if c.isascii() and c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "-".join("".join(kept).split())
