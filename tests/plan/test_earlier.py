"""A case that is back: what earlier minutes say of it, and no more than everyone may read in what is open."""

import pytest

from dokumentmaskin.errors import PlanError
from dokumentmaskin.plan import earlier_treatment, find_meeting, load_plan, open_plan
from dokumentmaskin.plan.cases.earlier import TidligereBehandling
from dokumentmaskin.plan.meetings import Plan
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan

DAY, BEFORE, CHRISTMAS = "2022-03-11", "2022-01-14", "2021-12-10"
RUNNING = ORGANISASJON.replace("- navn: klima", "- navn: klima\n    saksnummer: løpende")
YEAR = ÅRSPLAN + f"  - {{type: faggruppemøte, dato: {BEFORE}}}\n"
CASES = "saker: [{tittel: Luft}, {tittel: Ansettelse, unntatt: {hjemmel: offl. § 25, tittel: Personalsak}}]\n"
MINUTES = """\
saker:
  - {nummer: 4/22, tittel: Luft, vedtak: Utsatt.}
  - {nummer: 05/22, tittel: Ansettelse, konklusjon: Kari ansettes.}
"""


def treated(write_plan: WritePlan, refers: str, *, opened: bool = False, read: bool = True) -> list[str]:
    own = f"saker: [{{tittel: Vann, tidligere_behandling: [{refers}]}}]\n"
    plan = load_plan(
        write_plan(
            organisasjon=RUNNING,
            årsplaner={"2022/klima.yaml": YEAR},
            møter={f"2022/{DAY}": own, f"2022/{BEFORE}": CASES},
            andre={f"plan/2022/{BEFORE}/referat.yaml": MINUTES} if read else {},
        )
    )
    return [said(plan, found) for found in _found(open_plan(plan) if opened else plan)]


def _found(plan: Plan) -> tuple[TidligereBehandling, ...]:
    møte = find_meeting(plan, DAY)
    return earlier_treatment(plan, møte, møte.fil.saker[0])


def said(plan: Plan, found: TidligereBehandling) -> str:
    day = plan.språk.table_date(found.dato) if found.dato else "–"
    return f"{found.nummer} {day} {found.tittel} {found.vedtak}".rstrip()


def test_the_minutes_say_when_by_what_title_and_what_was_decided(write_plan: WritePlan) -> None:
    assert treated(write_plan, "05/22, 04/22") == [
        "05/22 14.01.2022 Ansettelse Kari ansettes.",
        "04/22 14.01.2022 Luft Utsatt.",
    ]


def test_of_an_exempt_case_the_open_plan_has_the_words_for_everyone_alone(write_plan: WritePlan) -> None:
    assert treated(write_plan, "05/22, 04/22", opened=True) == [
        "05/22 14.01.2022 Personalsak",
        "04/22 14.01.2022 Luft Utsatt.",
    ]


def test_without_minutes_no_more_is_said_than_the_plan_says(write_plan: WritePlan) -> None:
    assert treated(write_plan, "05/22, {sak: 4, møte: 2022-01-14}", read=False) == [
        "05/22 –",
        "4 14.01.2022",
    ]


def test_a_meeting_that_is_in_no_plan_is_said_by_its_day(write_plan: WritePlan) -> None:
    assert treated(write_plan, f"{{sak: 4, møte: {CHRISTMAS}}}, 12/21") == ["4 10.12.2021", "12/21 –"]


def test_a_case_may_have_been_another_bodys_also_on_the_same_day(write_plan: WritePlan) -> None:
    organisasjon = RUNNING + "  - navn: styret\n    slag: styre\n    saksnummer: løpende\n"
    own = "saker: [{tittel: Vann, tidligere_behandling: [{sak: 4/22, gruppe: styret}]}]\n"
    board = f"gruppe: styret\ndatert: 2022-01-05\nmøteplan: [{{type: møte, dato: {DAY}, tema: [Vann]}}]\n"
    root = write_plan(
        organisasjon=organisasjon,
        årsplaner={"2022/klima.yaml": YEAR, "2022/styret.yaml": board},
        møter={f"2022/{DAY}-klima": own},
        andre={
            f"plan/2022/{DAY}-styret/referat.yaml": "saker: [{nummer: 04/22, tittel: Vann, vedtak: Ja.}]\n"
        },
    )
    plan = load_plan(root)
    møte = find_meeting(plan, DAY, "klima")
    (found,) = earlier_treatment(plan, møte, møte.fil.saker[0])
    assert said(plan, found) == "04/22 11.03.2022 Vann Ja."
    assert found.gruppe == plan.group("styret")


def test_a_number_that_only_another_body_had_is_asked_about(write_plan: WritePlan) -> None:
    organisasjon = RUNNING + "  - navn: styret\n    slag: styre\n    saksnummer: løpende\n"
    row = f"{{type: møte, dato: {BEFORE}, tema: [A, B, C, D, E, F, G]}}"
    board = f"gruppe: styret\ndatert: 2022-01-05\nmøteplan: [{row}]\n"
    own = "saker: [{tittel: Vann, tidligere_behandling: [10/22]}]\n"
    year = ÅRSPLAN + "  - {type: faggruppemøte, dato: 2022-01-21}\n"
    plan = write_plan(
        organisasjon=organisasjon,
        årsplaner={"2022/klima.yaml": year, "2022/styret.yaml": board},
        møter={f"2022/{DAY}": own},
    )
    with pytest.raises(PlanError) as refused:
        load_plan(plan)
    (problem,) = refused.value.problems
    assert problem.code == "ukjent-tidligere-sak"
    assert "«{sak: 10/22, gruppe: styret}»" in problem.advice


def test_any_day_of_a_meeting_of_several_is_that_meetings(write_plan: WritePlan) -> None:
    year = ÅRSPLAN + "  - {type: faggruppemøte, dato: 14.–15. januar 2022}\n"
    own = "saker: [{tittel: Vann, tidligere_behandling: [{sak: 4, møte: 2022-01-15}]}]\n"
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": year}, møter={f"2022/{DAY}": own}))
    assert [said(plan, found) for found in _found(plan)] == ["4 14.–15.01.2022"]
