"""What the plan refers to in itself is there, as far as the plan goes."""

from typing import Final

import pytest

from dokumentmaskin.plan.loading.loader import load_plan
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.plan.test_loader import problem, told

RUNNING: Final = ORGANISASJON.replace("- navn: klima", "- navn: klima\n    saksnummer: løpende")
YEAR: Final = "2022/klima.yaml"
MAY: Final = "2022/2022-05-20"
PLACE: Final = f"plan/{MAY}/mote.yaml:1:36 saker[1].oppfølging_av"
PRIORITIES: Final = """\
prioriteringer:
  overskrift: En hel region
  punkter:
    - Dobbeltspor og flere avganger på **Gjøvikbanen**.
    - Felles vertskap for [kraftkrevende næring](https://example.org).
andre_viktige_saker: [sirkulærøkonomi]
"""


def follows(number: str) -> dict[str, str]:
    return {MAY: f"saker: [{{tittel: A, oppfølging_av: {number}}}]\n"}


# Cases: the meeting in March has the numbers 01/22 to 07/22, that in May those from 08/22


@pytest.mark.parametrize(
    "number",
    [
        "04/22",
        "4/22",
        "sak 04/22",
        "04/2022",
        "04/22 og 05/22",
        "34/21",  # no plan of that year
        "4",  # which says no meeting
        "99/22 i møtet 6. februar",  # a person's own words
        "brev fra NHO",
    ],
)
def test_a_case_that_is_there_or_cannot_be_looked_up_is_taken(write_plan: WritePlan, number: str) -> None:
    assert load_plan(write_plan(organisasjon=RUNNING, møter=follows(f"'{number}'")))


@pytest.mark.parametrize(
    ("number", "wrong", "advice"),
    [
        ("99/22", "99/22", "Mente du «0"),
        ("04/22 og 61/22", "61/22", "Mente du «06/22»?"),
        ("Sak nr. 99/22.", "99/22", "Mente du «0"),
        ("99/2022", "99/2022", "«99/2022 i møtet 6. februar»"),
        ("(99 / 22)", "99 / 22", "«99 / 22 i møtet 6. februar»"),
        ("04/22 og sak 61/22", "61/22", "Mente du «06/22»?"),
        ("08/22", "08/22", "«08/22 i møtet 6. februar»"),  # of the meeting itself
    ],
)
def test_a_case_that_is_not_there_is_an_error_at_its_place(
    write_plan: WritePlan, number: str, wrong: str, advice: str
) -> None:
    found = problem(write_plan(organisasjon=RUNNING, møter=follows(number)))
    assert told(found) == ("ukjent-tidligere-sak", PLACE)
    assert wrong in found.message
    assert advice in found.advice


def test_a_number_from_before_the_plan_cannot_be_looked_up(write_plan: WritePlan) -> None:
    for number, there in (("37/22", True), ("39/22", True), ("61/22", False)):
        year = ÅRSPLAN + "første_saksnummer: 38/22\n"
        here = write_plan(organisasjon=RUNNING, årsplaner={YEAR: year}, møter=follows(number))
        if there:
            assert load_plan(here)
        else:
            assert problem(here).code == "ukjent-tidligere-sak"


def test_numbers_that_have_been_issued_are_there_though_the_plan_has_changed(write_plan: WritePlan) -> None:
    numbers = (
        "møter:\n  - {gruppe: klima, dato: 2022-02-01, utsendt: 2022-01-25, avlyst: ja, "
        "saker: [{nummer: 61/22, tittel: Snø}]}\n"
    )
    here = write_plan(
        organisasjon=RUNNING, møter=follows("61/22"), andre={"plan/2022/saksnummer.yaml": numbers}
    )
    assert load_plan(here)


def test_numbers_of_minutes_are_there(write_plan: WritePlan) -> None:
    minutes = {"plan/2022/2022-03-11/referat.yaml": "saker: [{nummer: 61/22, tittel: Snø}]\n"}
    assert load_plan(write_plan(organisasjon=RUNNING, møter=follows("61/22"), andre=minutes))


def test_where_no_numbers_run_through_the_year_none_can_be_looked_up(write_plan: WritePlan) -> None:
    assert load_plan(write_plan(møter=follows("99/22")))


def test_a_group_whose_numbers_run_and_that_has_no_plan_of_the_year_may_have_any(
    write_plan: WritePlan,
) -> None:
    both = RUNNING.replace("- navn: kultur", "- navn: kultur\n    saksnummer: løpende")
    assert load_plan(write_plan(organisasjon=both, møter=follows("99/22")))


def test_what_cannot_be_read_is_told_of_alone(write_plan: WritePlan) -> None:
    here = write_plan(organisasjon=RUNNING, møter={**follows("99/22"), "2022/2022-03-11": "tull: 1\n"})
    assert problem(here).code == "ukjent-nokkel"


# Priorities


@pytest.mark.parametrize(
    "written",
    [
        "Dobbeltspor og flere avganger på Gjøvikbanen",
        "Dobbeltspor og flere avganger",
        "felles vertskap for kraftkrevende næring.",
        "sirkulærøkonomi",
        "En hel region",
    ],
)
def test_a_priority_of_the_year_is_known_whole_or_by_how_it_begins(
    write_plan: WritePlan, written: str
) -> None:
    own = {MAY: f"saker: [{{tittel: A, prioritering: {written}}}]\n"}
    assert load_plan(write_plan(årsplaner={YEAR: ÅRSPLAN + PRIORITIES}, møter=own))
    assert load_plan(write_plan(møter=own))


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        (
            "Dobbeltspor og flere avganger til Gjøvik",
            "Mente du «Dobbeltspor og flere avganger på Gjøvikbanen»?",
        ),
        ("Dobbelt", ""),
        ("sirkulærekonomi", "Mente du «sirkulærøkonomi»?"),
    ],
)
def test_a_priority_that_the_year_does_not_have_is_an_error(
    write_plan: WritePlan, written: str, advice: str
) -> None:
    own = {MAY: f"saker: [{{tittel: A, prioritering: {written}}}]\n"}
    found = problem(write_plan(årsplaner={YEAR: ÅRSPLAN + PRIORITIES}, møter=own))
    assert told(found) == ("ukjent-prioritering", f"plan/{MAY}/mote.yaml:1:35 saker[1].prioritering")
    assert advice in found.advice


def test_a_joint_meeting_serves_the_priorities_of_all_its_groups(write_plan: WritePlan) -> None:
    year = ÅRSPLAN.replace("tema: [Jord]", "felles_med: [kultur]")
    other = ÅRSPLAN.replace("klima", "kultur").replace("03-11", "04-11").replace("05-20", "06-20")
    plans = {YEAR: year + PRIORITIES, "2022/kultur.yaml": other + "andre_viktige_saker: [dans]\n"}
    own = {MAY: "saker: [{tittel: A, prioritering: dans}]\n"}
    assert load_plan(write_plan(årsplaner=plans, møter=own))


# Days of meetings


@pytest.mark.parametrize("name", ["lagt_fram_i_møte", "vedtatt"])
def test_a_plan_is_presented_and_adopted_on_the_day_of_a_meeting(write_plan: WritePlan, name: str) -> None:
    for day in ("2022-03-11", "2021-12-01"):  # of 2021 there is no plan
        assert load_plan(write_plan(årsplaner={YEAR: ÅRSPLAN + f"{name}: {day}\n"}))
    found = problem(write_plan(årsplaner={YEAR: ÅRSPLAN + f"{name}: 2022-03-12\n"}))
    assert told(found)[0] == "ukjent-mote"
    assert found.advice.startswith("Mente du 2022-03-11?")
    assert ("status_for_møteplanen" in found.advice) == (name == "vedtatt")


def test_another_group_may_adopt_a_plan(write_plan: WritePlan) -> None:
    other = ÅRSPLAN.replace("klima", "kultur").replace("03-11", "04-11").replace("05-20", "06-20")
    plans = {YEAR: ÅRSPLAN + "vedtatt: 2022-04-11\n", "2022/kultur.yaml": other}
    assert load_plan(write_plan(årsplaner=plans))
