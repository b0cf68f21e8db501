"""What the template of a group's action programme sees: its year in the words that go on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from dokumentmaskin.document.fields import Fellesfelt, Tekst, as_it_is, common_fields, rich
from dokumentmaskin.document.people import seat_word
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.document.wheel import year_wheel
from dokumentmaskin.document.year.members import SitterFor, sitting
from dokumentmaskin.document.year.rows import Hjulfelt, MøteplanRad, plan_row, wheel_fields
from dokumentmaskin.plan import Gruppeår, Medlem, Plan, adoption, listed_in, said


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
class RevisjonFelt:
    """What was changed after the programme was adopted, at one time."""

    navn: Annotated[str, "«Revisjon 1, 20. mai 2022»"]
    endringer: Annotated[tuple[Tekst, ...], "endringene: «Møtet 20. mai er flyttet til 3. juni.»"]


Status: TypeAlias = Annotated[
    str, "«Forslag, lagt fram i møtet 14. januar 2022», «Vedtatt 11. mars 2022. Revisjon 1, 20. mai 2022»"
]
Plasser: TypeAlias = Annotated[tuple[Representasjon, ...], "plass", "hvem som sitter der for hver delregion"]
Revisjoner: TypeAlias = Annotated[
    tuple[RevisjonFelt, ...], "revisjon", "det som er endret siden programmet ble vedtatt"
]


class Årsmal(Fellesfelt, Hjulfelt):
    """What the action programme may print."""

    år: Annotated[str, "året"]
    status: Status
    datert: Annotated[str, "datoen på dokumentet"]
    prioriteringer: Annotated[PrioriteringerFelt, "hovedprioriteringene"]
    andre_viktige_saker: Annotated[tuple[str, ...], "andre viktige saker"]
    roller: Annotated[tuple[Tekst, ...], "rollen til gruppen, punkt for punkt"]
    regler: Annotated[tuple[Tekst, ...], "hvordan gruppene arbeider, punkt for punkt"]
    sekretariatets_ansvar: Annotated[tuple[Tekst, ...], "det sekretariatet har ansvar for, punkt for punkt"]
    delregioner: Annotated[tuple[str, ...], "navnene på delregionene"]
    sitter_for: SitterFor
    representasjon: Plasser
    møteplan: Annotated[tuple[MøteplanRad, ...], "rad", "møtene i året"]
    merknad: Annotated[Tekst, "merknaden under møteplanen"]
    revisjoner: Revisjoner


def year_context(plan: Plan, year: Gruppeår, title: str, marks: Marks) -> dict[str, object]:
    """Everything that the action programme may print.

    The title, with `{}` for the year, is that of a plan that gives it none.
    """
    språk, own = plan.språk_of(year.gruppe), year.plan
    organisation = plan.organisasjon
    listed = listed_in(plan, year.gruppe.navn, year.år)
    members = tuple(member for member in listed if member.stemmer)
    revisions = _revisions(plan, year, marks)
    seen: Årsmal = {
        **common_fields(plan, year.gruppe, own.datert, own.tittel or title.format(year.år), marks),
        "år": str(year.år),
        "status": ". ".join([_status(plan, year), *(revision.navn for revision in revisions[-1:])]),
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
        **wheel_fields(year_wheel(plan, [year]), marks),
        "møteplan": tuple(plan_row(språk, møte, marks) for møte in year.møter),
        "merknad": rich(own.merknad, marks),
        "revisjoner": revisions,
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


def _revisions(plan: Plan, year: Gruppeår, marks: Marks) -> tuple[RevisjonFelt, ...]:
    språk, adopted = plan.språk_of(year.gruppe), adoption(plan, year)
    return tuple(
        RevisjonFelt(
            språk.revisjon.format(revision.nummer, språk.day(revision.dag)),
            tuple(as_it_is(said(språk, change), marks) for change in revision.endringer),
        )
        for revision in (adopted.revisjoner if adopted else ())
    )


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
        språk = plan.språk_of(year.gruppe)
        there = [sitting(språk, year.gruppe, year.år, member) for member in members if member.plass == place]
        yield Representasjon(place, ("; " if any("," in text for text in there) else ", ").join(there))
    for member in members:
        if not member.plass:
            yield Representasjon("", sitting(plan.språk_of(year.gruppe), year.gruppe, year.år, member))
