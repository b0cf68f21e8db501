"""What the template of the action programme sees: a group's year in the words that go on paper."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from dokumentmaskin.document.fields import Fellesfelt, Tekst, as_it_is, common_fields, meeting_word, rich
from dokumentmaskin.document.people import seat_word, who
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.plan import (
    Gruppeår,
    Medlem,
    Møte,
    Plan,
    Språk,
    body_words,
    initial_capital,
    members_in,
)


@dataclass(frozen=True, slots=True)
class PrioriteringerFelt:
    """What the year is about."""

    overskrift: Annotated[str, "overskriften"]
    innledning: Annotated[Tekst, "innledningen"]
    punkter: Annotated[tuple[Tekst, ...], "punktene"]


@dataclass(frozen=True, slots=True)
class Representasjon:
    """Who sits in the group for a sub-region or a municipality; without it one member."""

    delregion: Annotated[str, "delregionen eller kommunen; tom for den som ikke sitter for noen"]
    medlemmer: Annotated[str, "medlemmene, med komma mellom; tom når det ikke er noen"]


@dataclass(frozen=True, slots=True)
class Måned:
    """A month of the year wheel and what happens in it."""

    måned: Annotated[str, "måneden"]
    hendelser: Annotated[
        tuple[Tekst, ...],
        "det som skjer: «11. mars: Faggruppemøte (digitalt)»; gjennomstreket når det er avlyst",
    ]


@dataclass(frozen=True, slots=True)
class MøteplanRad:
    """A row of the meeting plan."""

    møte: Annotated[
        Tekst, "hva slags møte, eller tittelen på arrangementet; gjennomstreket når det er avlyst"
    ]
    dato: Annotated[Tekst, "datoen i tall, eller måneden; gjennomstreket når møtet er avlyst"]
    tema: Annotated[tuple[Tekst, ...], "temaene"]
    kommentar: Annotated[
        str, "om møtet er avlyst, flyttet eller felles med andre, og kommentaren: «Avlyst: For få saker.»"
    ]


class Årsmal(Fellesfelt):
    """What the action programme may print."""

    år: Annotated[str, "året"]
    status: Annotated[str, "«Forslag, lagt fram i møtet 14. januar 2022», «Vedtatt 11. mars 2022»"]
    datert: Annotated[str, "datoen på dokumentet"]
    prioriteringer: Annotated[PrioriteringerFelt, "hovedprioriteringene"]
    andre_viktige_saker: Annotated[tuple[str, ...], "andre viktige saker"]
    roller: Annotated[tuple[Tekst, ...], "rollen til gruppen, punkt for punkt"]
    regler: Annotated[tuple[Tekst, ...], "hvordan gruppene arbeider, punkt for punkt"]
    sekretariatets_ansvar: Annotated[tuple[Tekst, ...], "det sekretariatet har ansvar for, punkt for punkt"]
    delregioner: Annotated[tuple[str, ...], "navnene på delregionene"]
    sitter_for: Annotated[str, "det medlemmene sitter for: «Delregion», «Kommune»; tom når ingen gjør det"]
    representasjon: Annotated[tuple[Representasjon, ...], "plass", "hvem som sitter der for hver delregion"]
    årshjul: Annotated[tuple[Måned, ...], "rad", "årshjulet, måned for måned"]
    møteplan: Annotated[tuple[MøteplanRad, ...], "rad", "møtene i året"]
    merknad: Annotated[Tekst, "merknaden under møteplanen"]


def year_context(plan: Plan, year: Gruppeår, title: str, marks: Marks) -> dict[str, object]:
    """Everything that the action programme may print.

    The title, with `{}` for the year, is that of a plan that gives it none.
    """
    språk, own = plan.språk_of(year.gruppe), year.plan
    organisation = plan.organisasjon
    members = members_in(plan, year.gruppe.navn, year.år)
    seen: Årsmal = {
        **common_fields(plan, year.gruppe, own.datert, own.tittel or title.format(year.år), marks),
        "år": str(year.år),
        "status": _status(plan, year),
        "datert": språk.day(own.datert),
        "prioriteringer": PrioriteringerFelt(
            own.prioriteringer.overskrift,
            rich(own.prioriteringer.innledning, marks),
            _rich_list(own.prioriteringer.punkter, marks),
        ),
        "andre_viktige_saker": own.andre_viktige_saker,
        "roller": _rich_list(year.gruppe.roller, marks),
        "regler": _rich_list(organisation.regler, marks),
        "sekretariatets_ansvar": _rich_list(organisation.sekretariatets_ansvar, marks),
        "delregioner": organisation.delregioner,
        "sitter_for": _sits_for(plan, year, members),
        "representasjon": tuple(_representation(plan, year, members)),
        "årshjul": _wheel(språk, year, marks),
        "møteplan": tuple(_row(plan, møte, marks) for møte in year.møter),
        "merknad": rich(own.merknad, marks),
    }
    return dict(seen)


def _status(plan: Plan, year: Gruppeår) -> str:
    """«Forslag, lagt fram i møtet 14. januar 2022» or «Vedtatt 11. mars 2022», the days if they have come."""
    own, språk = year.plan, plan.språk_of(year.gruppe)
    if own.vedtatt and own.vedtatt <= plan.dag:
        return f"{språk.vedtatt} {språk.day(own.vedtatt)}"
    if own.status_for_møteplanen == "vedtatt" and own.vedtatt is None:
        return språk.vedtatt
    presented = own.lagt_fram_i_møte
    if presented is None or presented > plan.dag:
        return språk.forslag
    return f"{språk.forslag}, {språk.lagt_fram.format(språk.day(presented))}"


def _rich_list(texts: tuple[str, ...], marks: Marks) -> tuple[Rich, ...]:
    return tuple(rich(text, marks) for text in texts)


def _sits_for(plan: Plan, year: Gruppeår, members: Sequence[Medlem]) -> str:
    """What stands above those for whom the members sit; a body without a list has each sub-region to fill."""
    språk = plan.språk_of(year.gruppe)
    return seat_word(språk, members) if members or not plan.organisasjon.delregioner else språk.delregion


def _representation(plan: Plan, year: Gruppeår, members: Sequence[Medlem]) -> Iterator[Representasjon]:
    """Each sub-region, if members sit for any; then each municipality; then, one by one, the others."""
    places = [member.plass for member in members if not member.delregion]
    if not members or any(member.delregion for member in members):
        places = [*plan.organisasjon.delregioner, *places]
    for place in dict.fromkeys(filter(None, places)):
        there = [_member(plan, year, member) for member in members if member.plass == place]
        yield Representasjon(place, ("; " if any("," in text for text in there) else ", ").join(there))
    for member in members:
        if not member.plass:
            yield Representasjon("", _member(plan, year, member))


def _member(plan: Plan, year: Gruppeår, member: Medlem) -> str:
    """«Kari Nordmann (Ap), ordfører, leder», with the days when it is not the whole year."""
    språk = plan.språk_of(year.gruppe)
    ends = ((språk.sitter_fra, member.fra), (språk.sitter_til, member.til))
    days = [words.format(språk.day(day)) for words, day in ends if day and day.year == year.år]
    text = who(member, body_words(year.gruppe, språk))
    return f"{text} ({' '.join(days)})" if days else text


def _wheel(språk: Språk, year: Gruppeår, marks: Marks) -> tuple[Måned, ...]:
    """The year by months, those in which something happens; undated events last in theirs."""
    in_order = sorted(year.møter, key=lambda m: (m.dato.fra.month, not m.dato.dag_satt, m.dato.fra))
    return tuple(
        Måned(språk.month(meetings[0].dato.fra), tuple(_event(språk, møte, marks) for møte in meetings))
        for meetings in (list(group) for _, group in groupby(in_order, key=lambda m: m.dato.fra.month))
    )


def _event(språk: Språk, møte: Møte, marks: Marks) -> Rich:
    """«11. mars: Faggruppemøte (digitalt)»; with what is not settled, or not so any more."""
    name, before = _name(språk, møte), møte.rad.flyttet_fra
    if møte.dato.dag_satt:
        name = f"{språk.day_and_month(møte.dato)}: {name}"
    said = {
        språk.ikke_satt: not møte.dato.dag_satt,
        språk.usikker: møte.rad.usikker,
        språk.avlyst: møte.er_avlyst,
        språk.flyttet_fra.format(språk.day_and_month(before) if before else ""): before,
    }
    notes = ", ".join(note for note, holds in said.items() if holds)
    return _cancelled(møte, name, f" – {notes}" if notes else "", marks)


def _cancelled(møte: Møte, text: str, more: str, marks: Marks) -> Rich:
    """A text, struck when the meeting is cancelled, and what stands as it is after it."""
    return as_it_is(more, marks, struck=text) if møte.er_avlyst else as_it_is(text + more, marks)


def _name(språk: Språk, møte: Møte) -> str:
    """«Faggruppemøte (digitalt)», «Styremøte: Strategisamling», or an event's own title."""
    kind, title = initial_capital(meeting_word(språk, møte)), møte.rad.tittel
    own = f"{kind}: {title}" if møte.er_gruppemøte else title
    name = own if title else kind
    return f"{name} ({møte.rad.form})" if møte.rad.form else name


def _row(plan: Plan, møte: Møte, marks: Marks) -> MøteplanRad:
    """A row of the meeting plan, struck when the meeting is cancelled, which the comment says too."""
    språk, row = plan.språk_of(møte.gruppe), møte.rad
    return MøteplanRad(
        møte=_cancelled(møte, _name(språk, møte), "", marks),
        dato=_cancelled(
            møte, språk.table_date(møte.dato), f" ({språk.usikker})" if row.usikker else "", marks
        ),
        tema=tuple(_cancelled(møte, topic, "", marks) for topic in row.tema),
        kommentar=_sentences(_comments(språk, møte)),
    )


def _comments(språk: Språk, møte: Møte) -> Iterator[str]:
    """What is to be known of a row: that it is cancelled, moved or joint, and the plan's own comment."""
    row = møte.rad
    if row.avlyst is not None:
        yield ": ".join(filter(None, (initial_capital(språk.avlyst), row.avlyst)))
    if row.flyttet_fra is not None:
        yield initial_capital(språk.flyttet_fra.format(språk.table_date(row.flyttet_fra)))
    if groups := [f"«{name}»" for name in (*row.felles_med, row.felles_i) if name]:
        yield språk.felles_med.format(språk.series(groups))
    if row.kommentar:
        yield row.kommentar


def _sentences(texts: Iterable[str]) -> str:
    """Texts after each other, with one full stop between two; the last ends as it is."""
    *before, last = [*texts] or [""]
    return ". ".join([*(text.removesuffix(".") for text in before), last])
