"""What a year wheel shows: one record for each event, made of the plan.

The picture and the equal table are made of these and of nothing else. `Årshjul` comes from one body's year or
from several. A joint meeting is one event on several rings; the rows of those who are summoned to it are not
counted again. Nothing can go wrong here: what is in the plan is shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dokumentmaskin.document.fields import in_a_row, row_name
from dokumentmaskin.document.markdown import parse_text
from dokumentmaskin.plan import (
    Gruppeår,
    Møte,
    Møtedato,
    Plan,
    Plikt,
    Slag,
    Språk,
    body_title,
    body_words,
    deadlines,
    initial_capital,
)

# What is no body's own meeting has a mark of its own, whatever its form.
_OTHERS: Final[dict[str, Slag]] = {
    "webinar": "webinar",
    "konferanse": "konferanse",
    "samling": "samling",
}
# What the outer ring shows of what is due for a meeting.
_DUTIES: Final[dict[str, Plikt]] = {"temaer": "temaer", "innkalling": "innkalling", "referat": "referat"}


@dataclass(frozen=True, slots=True)
class Hendelse:
    """An event of the year.

    Attributes:
        nummer: Its number in the wheel, from one, in the order of the year.
        ringer: The rings that it stands on, from the middle.
        slag: How its mark is drawn.
        dato: When it is.
        flyttet_fra: When it was before it was moved, or None.
        når: The same in words: «11. mars», «juni».
        hvem: Whose it is, when the wheel has several rings; else empty.
        navn: «Faggruppemøte (digitalt)».
        merknad: What is not settled, or not so any more: «dato ikke fastsatt, usikkert».
        tema: Its topics.
        usikker: Whether it may not be held.
        avlyst: Whether it will not be held.
        felles: Whether several bodies meet.
    """

    nummer: int
    ringer: tuple[int, ...]
    slag: Slag
    dato: Møtedato
    flyttet_fra: Møtedato | None
    når: str
    hvem: str
    navn: str
    merknad: str
    tema: tuple[str, ...]
    usikker: bool
    avlyst: bool
    felles: bool

    @property
    def hva(self) -> str:
        """«Styret: Styremøte (digitalt)»: what it is, and whose."""
        return ": ".join(filter(None, (self.hvem, self.navn)))


@dataclass(frozen=True, slots=True)
class Forfall:
    """Something that is due.

    Attributes:
        slag: What kind of thing.
        dag: The last day.
        hva: What, in words: «Innkallingen til møtet 11. mars går ut».
    """

    slag: Plikt
    dag: date
    hva: str


@dataclass(frozen=True, slots=True)
class Årshjul:
    """A year wheel.

    Attributes:
        år: The year.
        tittel: What it is called: «Årshjul 2022».
        eier: Whose it is: a body, or the organisation.
        språk: The language that it is written in.
        ringer: The names of the bodies, from the middle.
        hendelser: The events in the order of the year, in each month those without a day last.
        merknad: What the plan adds below.
        forfall: What is due through the year, in order; nothing unless the organisation wants it shown.
        i_dag: The day that is marked, in that year; None for none.
    """

    år: int
    tittel: str
    eier: str
    språk: Språk
    ringer: tuple[str, ...]
    hendelser: tuple[Hendelse, ...]
    merknad: str
    forfall: tuple[Forfall, ...] = ()
    i_dag: date | None = None

    @property
    def beskrivelse(self) -> str:
        """What the picture shows, for those who do not see it; the words of it stand in the table."""
        ord_, events = self.språk.hjul, self.hendelser
        counts = {
            ord_.usikre: sum(event.usikker for event in events),
            ord_.uten_dag: sum(not event.dato.dag_satt for event in events),
            ord_.avlyste: sum(event.avlyst for event in events),
            ord_.flyttede: sum(event.flyttet_fra is not None for event in events),
        }
        notes = [words.format(count) for words, count in counts.items() if count]
        what = self._counted(ord_.hendelser, len(events)) if events else ord_.ingen
        shown = ord_.alternativ.format(self.år, self._counted(ord_.grupper, len(self.ringer)), what)
        return " ".join([shown, *notes, ord_.tabellen])

    @property
    def texts(self) -> str:
        """All words of the plan's that it shows."""
        own = (text for e in self.hendelser for text in (e.når, e.hva, e.merknad, *e.tema))
        return " ".join(
            [self.tittel, self.eier, *self.ringer, *own, *(d.hva for d in self.forfall), self.merknad]
        )

    def _counted(self, words: tuple[str, str], count: int) -> str:
        return words[0] if count == 1 else words[1].format(count)


def year_wheel(plan: Plan, years: Sequence[Gruppeår], today: date | None = None) -> Årshjul:
    """The wheel of one body's year, or of several bodies' in their order; a day in it may be marked."""
    own = years[0].gruppe
    språk = plan.språk_of(own) if len(years) == 1 else plan.språk
    names = tuple(year.gruppe.navn for year in years)
    meetings = [møte for year in years for møte in year.møter if _is_shown(møte, names)]
    in_order = sorted(meetings, key=lambda m: (m.dato.fra.month, not m.dato.dag_satt, m.dato, m.gruppe.navn))
    return Årshjul(
        år=years[0].år,
        tittel=f"{språk.hjul.tittel} {years[0].år}",
        eier=body_title(own, språk) if len(years) == 1 else plan.organisasjon.navn,
        språk=språk,
        ringer=tuple(initial_capital(name) for name in names),
        hendelser=tuple(_event(språk, number, møte, names) for number, møte in enumerate(in_order, 1)),
        forfall=tuple(_due(plan, years, språk)) if plan.organisasjon.årshjul.frister else (),
        i_dag=today if today and today.year == years[0].år else None,
        merknad=" ".join(_plain(year.plan.merknad) for year in years if year.plan.merknad),
    )


def _due(plan: Plan, years: Sequence[Gruppeår], språk: Språk) -> list[Forfall]:
    """What is due in the year, by day; whose it is when there are several bodies."""
    found = [due for year in years for due in _due_in(plan, year, språk, several=len(years) > 1)]
    return sorted(found, key=lambda due: (due.dag, due.slag, due.hva))


def _due_in(plan: Plan, year: Gruppeår, språk: Språk, *, several: bool) -> Iterator[Forfall]:
    whose = f" ({year.gruppe.navn})" if several else ""
    for report in year.plan.rapportering:
        yield Forfall("rapportering", report.dato, report.hva + whose)
    for møte in year.møter:
        name = språk.day_and_month(møte.dato)
        minutes = body_words(møte.gruppe, språk).protokollen
        for what, day in deadlines(plan, møte).items():
            if (kind := _DUTIES.get(what)) and day.year == year.år:
                yield Forfall(kind, day, språk.hjul.frister[kind].format(name, minutes) + whose)


def _is_shown(møte: Møte, names: tuple[str, ...]) -> bool:
    """Whether its own row shows it: not when the body that summons has a ring too."""
    return møte.rad.felles_i not in names


def _event(språk: Språk, number: int, møte: Møte, names: tuple[str, ...]) -> Hendelse:
    row, name = møte.rad, row_name(språk, møte)
    there = [group for group in møte.grupper if group in names]
    return Hendelse(
        nummer=number,
        ringer=tuple(sorted(names.index(group) for group in there)),
        slag=_kind(møte),
        dato=møte.dato,
        flyttet_fra=row.flyttet_fra,
        når=språk.day_and_month(møte.dato) if møte.dato.dag_satt else språk.month(møte.dato.fra),
        hvem=initial_capital(språk.series(there)) if len(names) > 1 else "",
        navn=name,
        merknad=in_a_row(_notes(språk, møte, names), ", "),
        tema=tuple(topic for topic in row.tema if not _says(name, topic)),
        usikker=row.usikker,
        avlyst=møte.er_avlyst,
        felles=bool(row.andre),
    )


def _kind(møte: Møte) -> Slag:
    return _OTHERS.get(møte.rad.type) or møte.rad.form or "møte"


def _notes(språk: Språk, møte: Møte, names: tuple[str, ...]) -> Iterator[str]:
    """What is to be known of it beside what it is."""
    row = møte.rad
    if not møte.dato.dag_satt:
        yield språk.ikke_satt
    if row.usikker:
        yield språk.usikker
    if møte.er_avlyst:
        yield ": ".join(filter(None, (språk.avlyst, row.avlyst)))
    if row.flyttet_fra is not None:
        yield språk.flyttet_fra.format(språk.day_and_month(row.flyttet_fra))
    if others := [f"«{name}»" for name in row.andre if name not in names]:
        yield språk.felles_med.format(språk.series(others)).replace("Felles", "felles")
    if row.kommentar:
        yield row.kommentar


def _says(name: str, topic: str) -> bool:
    """Whether a name says a topic already: «Webinar om sirkulærøkonomi»."""
    return f" {topic} " in f" {name} "


def _plain(text: str) -> str:
    """A text field in one line, without what its signs mean."""
    return " ".join(" ".join(block.words.split("\n")) for block in parse_text(text))
