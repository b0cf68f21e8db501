"""The open plan: what the plan says to everyone, and nothing else. What is open is made from it alone.

Who may see a field is said where the field is defined (`records.fields`), and records are walked by that. A
field that follows its case is left out of what is about an exempt case or paper; where something must stand,
as in a title, the words stand that everyone may read. Which case a record is about it says itself (a case, a
paper), or its number does (minutes, follow-up points, closings, the file of numbers).

Numbers, dates and grounds stay, so that cases, points and papers are the same ones in both editions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, Literal, TypeVar

from dokumentmaskin.errors import Place, PlanError
from dokumentmaskin.plan.bodies import initial_capital
from dokumentmaskin.plan.cases import Agenda, Sak, case_number, case_title, numbered_agenda, title_key
from dokumentmaskin.plan.followup import Punkt, closes, told_of
from dokumentmaskin.plan.meetings import Gruppeår, Møte, Plan
from dokumentmaskin.plan.records import (
    Innsyn,
    Lukket,
    Møtefil,
    Nummerbok,
    Nummermøte,
    Record,
    Referatfil,
    Referatsak,
    Saksframlegg,
    Vedlegg,
)
from dokumentmaskin.plan.words import Språk

R = TypeVar("R", bound=Record)
Tekstslag = Literal["tittel", "tekst", "filnavn", "adresse", "nummer"]

# What a text is by the name of its field; any other is running text.
_KINDS: Final[Mapping[str, Tekstslag]] = {
    "tittel": "tittel",
    "fil": "filnavn",
    "lenke": "adresse",
    "videolenke": "adresse",
    "epost": "adresse",
    "telefon": "nummer",
}
# The fields that say how to reach somebody; what stands in the open ones everyone may have.
_CONTACTS: Final = frozenset({"adresse", "epost", "telefon", "kontakt", "kontaktperson"})


@dataclass(frozen=True, slots=True)
class Withheld:
    """A text that is not in the open plan.

    Attributes:
        tekst: The text.
        art: What kind of text it is.
        felt: The field that it stands in.
        sted: Where in the plan; None when that is not known.
        sak: The number of the case that it is about; empty for none.
    """

    tekst: str
    art: Tekstslag
    felt: str
    sted: Place | None = None
    sak: str = ""


def open_plan(plan: Plan) -> Plan:
    """The plan as everyone may see it."""
    return _Opening(plan).opened()


def withheld(plan: Plan) -> tuple[Withheld, ...]:
    """Every text of the plan that the open plan does not have anywhere, each where it stands first."""
    opening = _Opening(plan)
    there = set(plan_texts(opening.opened()))
    found: dict[str, Withheld] = {}
    for text in opening.left_out:
        if text.tekst not in there:
            found.setdefault(text.tekst, text)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _About:
    """What a record is about.

    Attributes:
        lukket: Whether that is not for everyone.
        ord: The words that stand where something must.
        sak: The number of the case.
        sted: Where the record stands.
        papir: The words that stand for an exempt paper.
    """

    lukket: bool = False
    ord: str = ""
    sak: str = ""
    sted: Place | None = None
    papir: str = ""


@dataclass(frozen=True)
class _Opening:
    """The opening of one plan.

    Attributes:
        plan: The plan.
        left_out: The texts that have been left out so far.
        agendas: The agenda of each meeting that has something exempt, by its place; None for no agenda.
    """

    plan: Plan
    left_out: list[Withheld] = field(default_factory=list)
    agendas: dict[Place, Agenda | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number the cases where it matters which is which."""
        for møte in self.plan.møter:
            if møte.er_gruppemøte and _has_exempt(self.plan, møte):
                self.agendas[møte.sted] = _agenda(self.plan, møte)

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Of each title that only exempt cases have, the words that everyone may read.

        A case that went out open in one meeting may have become exempt in another.
        """
        cases = [
            (case, self.plan.språk_of(møte.gruppe)) for møte in self.plan.møter for case in møte.fil.saker
        ]
        open_ = {title_key(case.tittel) for case, _ in cases if case.unntatt is None}
        exempt = {title_key(case.tittel): case_title(språk, case) for case, språk in cases if case.unntatt}
        return {title: words for title, words in exempt.items() if title not in open_}

    def opened(self) -> Plan:
        """The whole plan opened."""
        points = {group.navn: self._points(group.navn) for group in self.plan.organisasjon.grupper}
        everyone = {
            name: tuple(self._record(member) for member in members)
            for name, members in self.plan.medlemmer.items()
        }
        return replace(
            self.plan,
            organisasjon=self._record(self.plan.organisasjon),
            medlemmer=everyone,
            personer=tuple(map(self._record, self.plan.personer)),
            år=tuple(self._year(year, points[year.gruppe.navn]) for year in self.plan.år),
            lukket=tuple(self._closing(closed, points) for closed in self.plan.lukket),
            saksnumre=tuple(map(self._book, self.plan.saksnumre)),
            åpen=True,
        )

    def _year(self, year: Gruppeår, points: "_Points | None") -> Gruppeår:
        møter = tuple(self._meeting(møte, points) for møte in year.møter)
        copies = tuple(replace(copy, plan=self._record(copy.plan)) for copy in year.vedtatt)
        return replace(
            year,
            gruppe=self._record(year.gruppe),
            plan=self._record(year.plan),
            møter=møter,
            vedtatt=copies,
        )

    def _meeting(self, møte: Møte, points: "_Points | None") -> Møte:
        minutes = self._minutes(møte, møte.referat, points) if møte.referat else None
        group, row = self._record(møte.gruppe), self._record(møte.rad)
        return replace(møte, gruppe=group, rad=row, fil=self._own_file(møte), referat=minutes)

    def _own_file(self, møte: Møte) -> Møtefil:
        """A meeting's own file; a case that has gone out says its number, for its title may not tell."""
        agenda = self.agendas.get(møte.sted)
        numbers = agenda.egne if agenda and agenda.før else ()
        gone_out = {case.nummer for case in agenda.før.saker} if agenda and agenda.før else set()
        cases = []
        for place, case in enumerate(møte.fil.saker):
            number = next((n for own, n in numbers if own is case and n in gone_out), "")
            cases.append(self._case(case, number, møte, place))
        words = self.plan.språk_of(møte.gruppe).unntatt_melding
        messages = [
            self._value(message, _About(sted=møte.place("meldinger", place), papir=words))
            for place, message in enumerate(møte.fil.meldinger)
        ]
        rest = møte.fil.model_copy(update={"saker": (), "meldinger": ()})
        own = self._record(rest, _About(sted=møte.place("videolenke")))
        return own.model_copy(update={"saker": tuple(cases), "meldinger": tuple(messages)})

    def _case(self, case: Saksframlegg, number: str, møte: Møte, place: int) -> Saksframlegg:
        språk = self.plan.språk_of(møte.gruppe)
        about = _About(sak=number, sted=møte.place("saker", place), papir=språk.unntatt_vedlegg)
        if case.unntatt is not None:
            about = replace(about, lukket=True, ord=case_title(språk, case))
        seen = self._record(case, about)
        return seen.model_copy(update={"nummer": number}) if number else seen

    def _minutes(self, møte: Møte, minutes: Referatfil, points: "_Points | None") -> Referatfil:
        """What the minutes say of open cases, and of the others which they are."""
        exempt = self._exempt(møte.sted)
        cases = []
        for place, case in enumerate(minutes.saker):
            title = self._closed_title(case, exempt, self.plan.språk_of(møte.gruppe))
            sted = møte.place_in_minutes("saker", place)
            cases.append(self._record(case, _About(bool(title), title, case.nummer, sted)))
        rows = []
        for place, row in enumerate(minutes.oppfølging):
            point = points.of_row(møte, place) if points else _About()
            rows.append(self._record(row, replace(point, sted=møte.place_in_minutes("oppfølging", place))))
        rest = self._record(minutes.model_copy(update={"saker": (), "oppfølging": ()}))
        return rest.model_copy(update={"saker": tuple(cases), "oppfølging": tuple(rows)})

    @staticmethod
    def _closed_title(case: Referatsak, exempt: "tuple[Sak, ...] | None", språk: Språk) -> str:
        """The open title of the exempt case that the minutes mean; empty for an open case."""
        if exempt is None:
            return språk.unntatt_sak
        for own in exempt:
            if (
                case_number(case.nummer) == case_number(own.nummer)
                or case.tittel.split() == own.framlegg.tittel.split()
            ):
                return case_title(språk, own.framlegg)
        return ""

    def _closing(self, closed: Lukket, points: "Mapping[str, _Points | None]") -> Lukket:
        own = points.get(closed.lukking.gruppe)
        about = own.of_closing(closed) if own else _About(sted=closed.sted)
        seen = self._record(closed.lukking, about)
        # The words that stand for a point are no other's.
        return replace(closed, lukking=seen.model_copy(update={"nummer": 1}) if about.lukket else seen)

    def _book(self, book: Nummerbok) -> Nummerbok:
        meetings = zip(book.møter, book.steder, strict=True)
        return replace(book, innhold=None, møter=tuple(self._numbers(entry, at) for entry, at in meetings))

    def _numbers(self, entry: Nummermøte, sted: Place) -> Nummermøte:
        """A meeting's numbers; a case that became exempt after its summons has its title of before there."""
        agendas = (agenda for agenda in self.agendas.values() if agenda and agenda.før == entry)
        exempt = (case for agenda in agendas for case in agenda.saker if case.framlegg.unntatt)
        språk = self.plan.språk_of(self.plan.group(entry.gruppe))
        words = {case.nummer: case_title(språk, case.framlegg) for case in exempt}
        cases = []
        for case in entry.saker:
            title = words.get(case.nummer, "") or self.moved.get(title_key(case.tittel), "")
            cases.append(self._record(case, _About(bool(title), title, case.nummer, sted)))
        return entry.model_copy(update={"saker": tuple(cases)})

    def _points(self, gruppe: str) -> "_Points | None":
        """What the group's minutes are about, when some of its cases are exempt."""
        if not any(_has_exempt(self.plan, møte) for møte in self.plan.meetings_of(gruppe)):
            return None
        return _Points(self.plan.språk_of(self.plan.group(gruppe)), *told_of(self.plan, gruppe))

    def _exempt(self, sted: Place) -> tuple[Sak, ...] | None:
        """The exempt cases of the meeting at a place; None when it cannot be told which they are."""
        if sted not in self.agendas:
            return ()
        agenda = self.agendas[sted]
        return tuple(case for case in agenda.saker if case.framlegg.unntatt) if agenda else None

    # Records by the markers of their fields

    def _record(self, record: R, about: _About | None = None) -> R:
        """A record as everyone may see it.

        Raises:
            TypeError: A field of it follows a case, and nobody has said which.
        """
        changed = {}
        for name, described in type(record).model_fields.items():
            value = getattr(record, name)
            match type(record).innsyn(name):
                case Innsyn.ALLE:
                    new = self._value(value, about)
                case Innsyn.INNKALTE:
                    new = self._without(name, value, described.default, about)
                case Innsyn.MED_SAKEN if about is None:
                    raise TypeError(f"{type(record).__name__}.{name}: which case?")
                case Innsyn.MED_SAKEN if about.lukket:
                    stands = about.ord if described.is_required() else described.default
                    new = self._without(name, value, stands, about)
                case Innsyn.MED_SAKEN:
                    new = self._value(value, about)
            if new is not value:
                changed[name] = new
        return record.model_copy(update=changed) if changed else record

    def _value(self, value: Any, about: _About | None) -> Any:
        if isinstance(value, Vedlegg) and about is not None:
            return self._record(value, self._paper(value, about))
        if isinstance(value, Record):
            return self._record(value, about)
        if isinstance(value, tuple):
            items = tuple(self._value(item, about) for item in value)
            return value if all(new is old for new, old in zip(items, value, strict=True)) else items
        return value

    def _paper(self, paper: Vedlegg, about: _About) -> _About:
        if paper.unntatt is None:
            return about
        return replace(about, lukket=True, ord=paper.unntatt.tittel or about.papir)

    def _without(self, name: str, value: object, instead: object, about: _About | None) -> object:
        """What stands instead of a value that is left out, which is remembered."""
        if value == instead:
            return value
        at = about or _About()
        for felt, text in _named_texts(name, value):
            self.left_out.append(Withheld(text, _KINDS.get(felt, "tekst"), felt, at.sted, at.sak))
        return instead


@dataclass(frozen=True, slots=True)
class _Points:
    """The follow-up points of a group, and the words that everyone may read of each that is not open.

    No two points have the same words, so that a row or a closing means the same point in both editions.
    """

    språk: Språk
    points: tuple[Punkt, ...]
    rows: Mapping[Place, tuple[int, ...]]

    def of_row(self, møte: Møte, row: int) -> _About:
        """What a row of the minutes of a meeting is about; one without a day has none that is shown."""
        return self._about(self.rows[møte.sted][row]) if møte.sted in self.rows else _About(lukket=True)

    def of_closing(self, closed: Lukket) -> _About:
        """What a closing is about; one that closes nothing is shown nowhere."""
        places = (n for n, point in enumerate(self.points) if closes(closed.lukking, point))
        place = next(places, None)
        return replace(_About(lukket=True) if place is None else self._about(place), sted=closed.sted)

    def _about(self, place: int) -> _About:
        point = self.points[place]
        if not (point.hjemmel or point.uviss):
            return _About(sak=point.sak)
        words = initial_capital(self.språk.unntatt_merknad.format(point.hjemmel)) if point.hjemmel else "…"
        like = [(p.møte, p.sak, p.hjemmel) for p in self.points[:place]]
        before = like.count((point.møte, point.sak, point.hjemmel))
        return _About(True, f"{words} ({before + 1})" if before else words, point.sak)


def _has_exempt(plan: Plan, møte: Møte) -> bool:
    """Whether a meeting has, or had in its summons, a case that is exempt."""
    if any(case.unntatt for case in møte.fil.saker):
        return True
    entries = plan.numbers_of(møte.år).of_group(møte.gruppe.navn)
    return any(case.unntatt for entry, _ in entries if møte.rad.has_day(entry.dato) for case in entry.saker)


def _agenda(plan: Plan, møte: Møte) -> Agenda | None:
    try:
        return numbered_agenda(plan, møte)
    except PlanError:  # said to whoever makes something of the meeting
        return None


def _named_texts(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text in a value, with the name of the field that it stands in."""
    if isinstance(value, str):
        if value:
            yield name, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _named_texts(name, item)
    elif isinstance(value, Record):
        for field_name in type(value).model_fields:
            yield from _named_texts(field_name, getattr(value, field_name))


def plan_texts(plan: Plan) -> Iterator[str]:
    """Every text of a plan."""
    return (text for _, text in _texts(plan))


def plan_contacts(plan: Plan) -> Iterator[str]:
    """What stands in the fields that are made for how to reach somebody."""
    return (text for name, text in _texts(plan) if name in _CONTACTS)


def _texts(plan: Plan) -> Iterator[tuple[str, str]]:
    records: list[object] = [plan.organisasjon, *plan.medlemmer.values(), plan.personer]
    records += [closed.lukking for closed in plan.lukket]
    records += [entry for book in plan.saksnumre for entry in book.møter]
    records += [own for year in plan.år for own in (year.plan, *(copy.plan for copy in year.vedtatt))]
    records += [record for møte in plan.møter for record in (møte.fil, møte.referat)]
    return _named_texts("", tuple(records))
