"""What the template of the action programme sees: a group's year in the words that go on paper."""

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from dokumentmaskin.document.fields import Fellesfelt, Tekst, common_fields, meeting_word, rich
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.plan import Gruppeår, Møte, Plan, Språk


@dataclass(frozen=True, slots=True)
class PrioriteringerFelt:
    """What the year is about."""

    overskrift: Annotated[str, "overskriften"]
    innledning: Annotated[Tekst, "innledningen"]
    punkter: Annotated[tuple[Tekst, ...], "punktene"]


@dataclass(frozen=True, slots=True)
class Representasjon:
    """Who sits in the group for a sub-region."""

    delregion: Annotated[str, "delregionen"]
    medlemmer: Annotated[str, "medlemmene, med komma mellom; tom når det ikke er noen"]


@dataclass(frozen=True, slots=True)
class Måned:
    """A month of the year wheel and what happens in it."""

    måned: Annotated[str, "måneden"]
    hendelser: Annotated[tuple[str, ...], "det som skjer: «11. mars: Faggruppemøte (digitalt)»"]


@dataclass(frozen=True, slots=True)
class MøteplanRad:
    """A row of the meeting plan."""

    møte: Annotated[str, "hva slags møte, eller tittelen på arrangementet"]
    dato: Annotated[str, "datoen i tall, eller måneden"]
    tema_1: Annotated[str, "det første temaet"]
    tema_2: Annotated[str, "de andre temaene"]
    kommentar: Annotated[str, "kommentaren, og hvem møtet er felles med"]


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
    seen: Årsmal = {
        **common_fields(plan, year.gruppe, own.tittel or title.format(year.år), marks),
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
        "representasjon": _representation(plan, year),
        "årshjul": _wheel(språk, year),
        "møteplan": tuple(_row(plan, møte) for møte in year.møter),
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


def _representation(plan: Plan, year: Gruppeår) -> tuple[Representasjon, ...]:
    members = plan.medlemmer.get(year.gruppe.navn, ())
    return tuple(
        Representasjon(name, ", ".join(m.navn for m in members if m.delregion == name))
        for name in plan.organisasjon.delregioner
    )


def _wheel(språk: Språk, year: Gruppeår) -> tuple[Måned, ...]:
    """The year by months, those in which something happens; undated events last in theirs."""
    in_order = sorted(year.møter, key=lambda m: (m.dato.fra.month, not m.dato.dag_satt, m.dato.fra))
    return tuple(
        Måned(språk.month(meetings[0].dato.fra), tuple(_event(språk, møte) for møte in meetings))
        for meetings in (list(group) for _, group in groupby(in_order, key=lambda m: m.dato.fra.month))
    )


def _event(språk: Språk, møte: Møte) -> str:
    """«11. mars: Faggruppemøte (digitalt)»; without a day, that it is not set."""
    name = _name(språk, møte)
    notes = [språk.usikker] if møte.rad.usikker else []
    if møte.dato.dag_satt:
        name = f"{språk.day_and_month(møte.dato)}: {name}"
    else:
        notes.insert(0, språk.ikke_satt)
    return " – ".join([name, *([", ".join(notes)] if notes else [])])


def _name(språk: Språk, møte: Møte) -> str:
    """«Faggruppemøte (digitalt)», or an event's own title."""
    kind = meeting_word(språk, møte)
    name = møte.rad.tittel or kind[0].upper() + kind[1:]
    return f"{name} ({møte.rad.form})" if møte.rad.form else name


def _row(plan: Plan, møte: Møte) -> MøteplanRad:
    """A row with all its topics: the second column takes the rest when there are more than two."""
    språk, row = plan.språk_of(møte.gruppe), møte.rad
    first, *rest = row.tema or ("",)
    groups = [f"«{name}»" for name in row.felles_med]
    joint = [språk.felles_med.format(språk.series(groups))] if groups else []
    date = språk.table_date(møte.dato)
    return MøteplanRad(
        møte=_name(språk, møte),
        dato=f"{date} ({språk.usikker})" if row.usikker else date,
        tema_1=first,
        tema_2="; ".join(rest),
        kommentar=". ".join([*joint, *([row.kommentar] if row.kommentar else [])]),
    )
