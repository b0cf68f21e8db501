"""What the plan's files must agree on: groups, sub-regions, dates and papers."""

import pytest

from dokumentmaskin.plan.loading.loader import load_plan
from tests.conftest import MEDLEMMER, ORGANISASJON, ÅRSPLAN, WritePlan
from tests.plan.test_loader import problem, problems, told

YEAR = "2022/klima.yaml"
MEETING = "2022/2022-03-11"


def test_members_of_an_unknown_group_and_for_an_unknown_subregion(write_plan: WritePlan) -> None:
    medlemmer = MEDLEMMER.replace("delregion: Nord", "delregion: Nrd") + "kulturen: []\n"
    assert [(told(p), p.advice) for p in problems(write_plan(medlemmer=medlemmer))] == [
        (("ukjent-delregion", "plan/medlemmer.yaml:2:29 klima[1].delregion"), "Mente du «Nord»?"),
        (("ukjent-gruppe", "plan/medlemmer.yaml:6:1 kulturen"), "Mente du «kultur»?"),
    ]


def test_a_joint_meeting_with_an_unknown_group_or_with_itself(write_plan: WritePlan) -> None:
    plan = ÅRSPLAN.replace("tema: [Jord]", "felles_med: [kultr, kultur, klima]")
    assert [(told(p), p.advice) for p in problems(write_plan(årsplaner={YEAR: plan}))] == [
        (("ukjent-gruppe", f"plan/{YEAR}:5:58 møteplan[2].felles_med[1]"), "Mente du «kultur»?"),
        (("samme-gruppe", f"plan/{YEAR}:5:73 møteplan[2].felles_med[3]"), "Skriv bare de andre gruppene."),
    ]


def test_two_groups_whose_files_would_have_the_same_name(write_plan: WritePlan) -> None:
    found = problem(write_plan(organisasjon=ORGANISASJON + "  - navn: Klima!\n  - navn: annet\n"))
    assert told(found) == ("samme-navn", "plan/organisasjon.yaml:9:11 faggrupper[3].navn")
    assert "«klima»" in found.message


def test_a_plan_is_not_both_a_proposal_and_adopted(write_plan: WritePlan) -> None:
    plan = ÅRSPLAN + "vedtatt: 2022-03-11\nstatus_for_møteplanen: "
    found = problem(write_plan(årsplaner={YEAR: plan + "forslag\n"}))
    assert told(found) == ("forslag-og-vedtatt", f"plan/{YEAR}:7:24 status_for_møteplanen")
    assert "vedtatt 11.03.2022" in found.message
    assert load_plan(write_plan(årsplaner={YEAR: plan + "vedtatt\n"}))


@pytest.mark.parametrize(
    ("runs", "first", "wrong"),
    [(True, "38/22", False), (True, "38", False), (True, "38/21", True), (False, "38/22", True)],
)
def test_the_first_number_is_one_of_the_year_in_a_group_whose_numbers_run(
    write_plan: WritePlan,
    runs: bool,  # noqa: FBT001
    first: str,
    wrong: bool,  # noqa: FBT001
) -> None:
    groups = ORGANISASJON.replace(
        "- navn: klima", "- navn: klima\n    saksnummer: løpende" if runs else "- navn: klima"
    )
    here = write_plan(organisasjon=groups, årsplaner={YEAR: ÅRSPLAN + f"første_saksnummer: {first}\n"})
    if wrong:
        assert told(problem(here)) == ("ukjent-saksnummer", f"plan/{YEAR}:6:20 første_saksnummer")
    else:
        load_plan(here)


def test_a_date_in_another_year_than_the_plans(write_plan: WritePlan) -> None:
    found = problem(write_plan(årsplaner={YEAR: ÅRSPLAN.replace("2022-05-20", "2023-05-20")}))
    assert told(found) == ("feil-ar", f"plan/{YEAR}:5:33 møteplan[2].dato")
    assert "2023" in found.message
    assert "plan/2023/" in found.advice


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2022-03-11", "11. mars"),
        ("10.–12. mars", "2022-03-11"),
        ("2022-03-11", "10.–12. mars"),
        ("10.–11. mars", "11.–12. mars"),
    ],
)
def test_a_group_meets_once_a_day(first: str, second: str, write_plan: WritePlan) -> None:
    plan = ÅRSPLAN.replace("2022-03-11", first).replace("2022-05-20", second)
    found = problem(write_plan(årsplaner={YEAR: plan}))
    assert told(found) == ("samme-dag", f"plan/{YEAR}:5:33 møteplan[2].dato")
    assert "linje 4" in found.message


@pytest.mark.parametrize("row", ["type: webinar, dato: 2022-03-11", "type: faggruppemøte, dato: mars"])
def test_a_webinar_or_a_month_takes_no_day_from_a_meeting(row: str, write_plan: WritePlan) -> None:
    plan = ÅRSPLAN.replace("type: faggruppemøte, dato: 2022-05-20", row)
    assert load_plan(write_plan(årsplaner={YEAR: plan}))


def test_deadlines_come_before_the_meeting(write_plan: WritePlan) -> None:
    mote = (
        "utsendt: 2022-03-12\n"
        "forfall: {frist: 2022-03-13}\n"
        "saker: [{tittel: A, vedlegg: [{tittel: B, ettersendes: 2022-03-14}]}]\n"
    )
    assert [told(p) for p in problems(write_plan(møter={MEETING: mote}))] == [
        ("frist-etter-mote", f"plan/{MEETING}/mote.yaml:1:10 utsendt"),
        ("frist-etter-mote", f"plan/{MEETING}/mote.yaml:2:18 forfall.frist"),
        ("frist-etter-mote", f"plan/{MEETING}/mote.yaml:3:56 saker[1].vedlegg[1].ettersendes"),
    ]


def test_a_deadline_on_the_day_of_the_meeting_is_in_time(write_plan: WritePlan) -> None:
    mote = "utsendt: 2022-03-11\nsaker: [{tittel: A, vedlegg: [{tittel: B, ettersendes: 2022-03-11}]}]\n"
    assert load_plan(write_plan(møter={MEETING: mote}))


def test_a_summons_is_updated_after_it_is_sent(write_plan: WritePlan) -> None:
    found = problem(write_plan(møter={MEETING: "utsendt: 2022-03-04\noppdatert: 2022-03-03\n"}))
    assert told(found) == ("oppdatert-for-utsendt", f"plan/{MEETING}/mote.yaml:2:12 oppdatert")


def test_the_programme_and_the_cases_lie_within_the_meeting(write_plan: WritePlan) -> None:
    mote = (
        "tid: 09:00–11:30\n"
        "program: [{tid: 08:59, hva: a}, {tid: 09:00, hva: b}]\n"
        "saker: [{tittel: A, tid: 11:30}, {tittel: B, tid: 11:31}]\n"
    )
    assert [told(p) for p in problems(write_plan(møter={MEETING: mote}))] == [
        ("utenfor-motetid", f"plan/{MEETING}/mote.yaml:2:17 program[1].tid"),
        ("utenfor-motetid", f"plan/{MEETING}/mote.yaml:3:51 saker[2].tid"),
    ]
