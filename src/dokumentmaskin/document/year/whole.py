"""What the template of the organisation's programme sees: a chapter for each group, and one meeting plan.

All of it is in the organisation's language, whatever the groups write their own papers in.
"""

from dataclasses import dataclass, fields, replace
from typing import Annotated, Any

from dokumentmaskin.document.fields import Fellesfelt, GruppeFelt, Tekst, common_fields, rich
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.document.wheel import year_wheel
from dokumentmaskin.document.year.members import Dekningsfelt, SitterFor, coverage_fields
from dokumentmaskin.document.year.programme import (
    Plasser,
    PrioriteringerFelt,
    Revisjoner,
    Status,
    year_context,
)
from dokumentmaskin.document.year.rows import Hjulfelt, MøteplanRad, plan_row, wheel_fields
from dokumentmaskin.plan import Gruppeår, Møte, Organisasjonsår, Organord, Plan, initial_capital, listed_in


@dataclass(frozen=True, slots=True)
class Kapittel:
    """A group's year, as its own programme has it."""

    gruppe: Annotated[GruppeFelt, "gruppen"]
    organ: Annotated[Organord, "ordene for gruppen, etter hva slags organ den er"]
    status: Status
    datert: Annotated[str, "datoen på årsplanen"]
    prioriteringer: Annotated[PrioriteringerFelt, "hovedprioriteringene"]
    andre_viktige_saker: Annotated[tuple[str, ...], "andre viktige saker"]
    roller: Annotated[tuple[Tekst, ...], "rollen til gruppen, punkt for punkt"]
    sitter_for: SitterFor
    representasjon: Plasser
    merknad: Annotated[Tekst, "merknaden under møteplanen til gruppen"]
    revisjoner: Revisjoner


@dataclass(frozen=True, slots=True)
class FellesplanRad:
    """A row of the meeting plan of all groups."""

    grupper: Annotated[str, "gruppene som møtes, den som kaller inn, først"]
    rad: Annotated[MøteplanRad, "raden slik gruppens eget program har den"]


class Samlemal(Fellesfelt, Hjulfelt, Dekningsfelt):
    """What the action programme of the organisation may print."""

    år: Annotated[str, "året"]
    datert: Annotated[str, "datoen på den siste av årsplanene"]
    regler: Annotated[tuple[Tekst, ...], "hvordan gruppene arbeider, punkt for punkt"]
    sekretariatets_ansvar: Annotated[tuple[Tekst, ...], "det sekretariatet har ansvar for, punkt for punkt"]
    kapitler: Annotated[tuple[Kapittel, ...], "kapittel", "et kapittel for hver gruppe"]
    fellesplan: Annotated[
        tuple[FellesplanRad, ...], "møte", "møtene i alle gruppene etter dato, felles møter én gang"
    ]


def whole_year_context(plan: Plan, year: Organisasjonsår, title: str, marks: Marks) -> dict[str, object]:
    """Everything that the organisation's programme may print; the title has `{}` for the year."""
    organisation, språk = plan.organisasjon, plan.språk
    lists = {own.gruppe.navn: listed_in(plan, own.gruppe.navn, year.år) for own in year.grupper}
    seen: Samlemal = {
        **common_fields(plan, None, year.datert, title.format(year.år), marks),
        "år": str(year.år),
        "datert": språk.day(year.datert),
        "regler": tuple(rich(text, marks) for text in organisation.regler),
        "sekretariatets_ansvar": tuple(rich(text, marks) for text in organisation.sekretariatets_ansvar),
        "kapitler": tuple(_chapter(plan, own, marks) for own in year.grupper),
        **wheel_fields(year_wheel(plan, year.grupper), marks),
        **coverage_fields(plan, lists, year.år),
        "fellesplan": tuple(
            FellesplanRad(initial_capital(språk.series(møte.grupper)), plan_row(språk, _alone(møte), marks))
            for møte in year.møter
        ),
    }
    return dict(seen)


def _chapter(plan: Plan, year: Gruppeår, marks: Marks) -> Kapittel:
    """What a chapter has of a group's own programme."""
    group = year.gruppe.model_copy(update={"målform": None})
    programme: dict[str, Any] = year_context(plan, replace(year, gruppe=group), "", marks)
    return Kapittel(**{field.name: programme[field.name] for field in fields(Kapittel)})


def _alone(møte: Møte) -> Møte:
    """A meeting whose row does not say whom it is joint with, for the groups stand beside it."""
    return replace(møte, rad=møte.rad.model_copy(update={"felles_med": ()}))
