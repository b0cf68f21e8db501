"""Who is summoned, for whom and as what, in the papers of bodies of many kinds."""

from typing import Any, Final

import pytest

from dokumentmaskin.document.attendance import attendance_fields
from dokumentmaskin.document.context import meeting_context
from dokumentmaskin.document.people import AndreInnkalte
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.document.year.programme import year_context
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.records.outcome import Referatfil
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.plan.minutes import with_minutes

STYRE: Final = ORGANISASJON.replace("faggrupper:\n  - navn: klima\n  - navn: kultur\n", """\
grupper:
  - {navn: styret, slag: styre}
  - {navn: klima, slag: utvalg, målform: nynorsk}
""")  # fmt: skip
MEMBERS: Final = """\
styret:
  - {navn: Kari, tittel: ordfører, kommune: Nes, parti: Ap, rolle: leder}
  - {navn: Ola, kommune: Ås, rolle: nestleder, til: 2022-04-30}
  - {navn: Siv, kommune: Ås, fra: 2022-05-01}
  - {navn: Per, parti: H, rolle: vara}
  - {navn: Eva, rolle: vara}
  - {navn: Fylket, rolle: observatør}
  - {navn: Ida, rolle: sekretær}
  - {navn: Revisjonen, rolle: kopi}
klima:
  - {navn: Mia, rolle: leder}
  - {navn: Tor, fra: 2021-08-01, til: 2023-06-30}
"""
PLAN: Final = ÅRSPLAN.replace("klima", "styret").replace("faggruppemøte", "møte")


class Seen:
    """A context whose fields are attributes."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.__dict__.update(fields)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


@pytest.fixture
def workspace(write_plan: WritePlan) -> Workspace:
    joint = PLAN.replace("2022-05-20,", "2022-05-20, felles_med: [klima],")
    klima = joint.replace("gruppe: styret", "gruppe: klima").replace(
        "felles_med: [klima]", "felles_i: styret"
    )
    return write_plan(
        organisasjon=STYRE,
        medlemmer=MEMBERS,
        årsplaner={"2022/styret.yaml": joint, "2022/klima.yaml": klima.replace("2022-03-11", "2022-04-01")},
    )


def meeting(workspace: Workspace, day: str) -> Any:
    plan = load_plan(workspace)
    return Seen(meeting_context(plan, find_meeting(plan, day), "{}", Marks()))


def test_members_stand_with_party_title_and_office(workspace: Workspace) -> None:
    seen = meeting(workspace, "2022-03-11")
    assert seen.sitter_for == "Kommune"
    assert [(row.delregion, row.hvem, row.plass) for row in seen.innkalt] == [
        ("Nes", "Kari (Ap), ordfører, leder", "Nes"),
        ("Ås", "Ola, nestleder", "Ås"),
    ]
    assert (seen.møte.møteleder, seen.gruppe.leder, seen.gruppe.nestleder) == ("Kari", "Kari", "Ola")


def test_those_without_a_seat_are_told_too(workspace: Workspace) -> None:
    seen = meeting(workspace, "2022-03-11").andre_innkalte
    assert seen == AndreInnkalte("Per (H), Eva", "Fylket", "Ida", "Revisjonen")


def test_a_body_whose_members_sit_for_nobody_has_their_names_alone(workspace: Workspace) -> None:
    seen = meeting(workspace, "2022-04-01")
    assert seen.sitter_for == ""
    assert [(row.delregion, row.hvem, row.plass) for row in seen.innkalt] == [
        ("", "Mia, leiar", "Mia"),
        ("", "Tor", "Tor"),
    ]


def test_in_a_joint_meeting_the_others_sit_for_their_body_and_do_not_lead(workspace: Workspace) -> None:
    seen = meeting(workspace, "2022-05-20")
    assert seen.sitter_for == "Representerer"
    assert [(row.delregion, row.hvem, row.plass) for row in seen.innkalt] == [
        ("Nes", "Kari (Ap), ordfører, leder", "Nes"),
        ("Ås", "Siv", "Ås"),
        ("Utvalget for klima", "Mia", "Utvalget for klima, Mia"),
        ("Utvalget for klima", "Tor", "Utvalget for klima, Tor"),
    ]


@pytest.mark.parametrize(
    ("group", "word", "rows"),
    [
        (
            "styret",
            "Kommune",
            [("Nes", "Kari (Ap), ordfører, leder"),
             ("Ås", "Ola, nestleder (til 30. april 2022); Siv (fra 1. mai 2022)")],
        ),
        ("klima", "", [("", "Mia, leiar"), ("", "Tor")]),
    ],
)  # fmt: skip
def test_the_programme_says_who_sits_there_and_how_long(
    workspace: Workspace, group: str, word: str, rows: list[tuple[str, str]]
) -> None:
    plan = load_plan(workspace)
    (year,) = (year for year in plan.år if year.gruppe.navn == group)
    seen = Seen(year_context(plan, year, "{}", Marks()))
    assert seen.sitter_for == word
    found = [(row.delregion, row.medlemmer.replace("\u00a0", " ")) for row in seen.representasjon]
    assert found == rows


def test_approved_minutes_name_the_parties_of_those_who_came(workspace: Workspace) -> None:
    rows = [
        {"delregion": "Nes", "medlem": "Kari", "møtte": "medlem"},
        {"delregion": "Ås", "medlem": "Ola", "vara": "Per", "møtte": "vara"},
        {"medlem": "Kari", "møtte": "ingen"},
    ]
    held = Referatfil.model_validate({"deltakere": rows})
    approving = Referatfil.model_validate({"godkjenning": [{"møte": "2022-03-11", "utfall": "godkjent"}]})
    plan = with_minutes(load_plan(workspace), {"2022-03-11": held, "2022-05-20": approving}, "styret")
    seen = attendance_fields(plan, find_meeting(plan, "2022-03-11"))
    assert [(row.delregion, row.hvem) for row in seen.til_stede] == [
        ("Nes", "Kari (Ap)"),
        ("Ås", "Per (H), vara for Ola"),
    ]
    assert [(row.delregion, row.hvem) for row in seen.forfall] == [("", "Kari (Ap)")]
