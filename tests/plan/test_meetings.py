"""Finding the meeting that a person means, and what is said when there is none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dokumentmaskin.errors import PlanError, Problem, WrongUseError
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting, find_years, unset_days
from dokumentmaskin.plan.meetings import Plan, slug
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan

KLIMA = """\
gruppe: klima
datert: 2022-01-10
møteplan:
  - {type: faggruppemøte, dato: 2022-11-04}
  - {type: faggruppemøte, dato: 2022-01-14}
  - {type: webinar, dato: 2022-02-10}
  - {type: faggruppemøte, dato: 2022-03-11}
  - {type: faggruppemøte, dato: 2022-05-20}
  - {type: faggruppemøte, dato: juni}
  - {type: faggruppemøte, dato: 24.–25. august}
  - {type: webinar, dato: september}
"""
KULTUR = "gruppe: kultur\ndatert: 2022-01-10\nmøteplan:\n  - {type: faggruppemøte, dato: 2022-03-11}\n"


@pytest.fixture
def plan(write_plan: WritePlan) -> Plan:
    return load_plan(write_plan(årsplaner={"2022/klima.yaml": KLIMA}))


@pytest.fixture
def two_groups(write_plan: WritePlan) -> Plan:
    return load_plan(write_plan(årsplaner={"2022/klima.yaml": KLIMA, "2022/kultur.yaml": KULTUR}))


def problem(plan: Plan, text: str, group: str | None = None) -> Problem:
    with pytest.raises(WrongUseError) as caught:
        find_meeting(plan, text, group)
    (only,) = caught.value.problems
    return only


@pytest.mark.parametrize("text", ["2022-03-11", "11.03.2022", "11. mars 2022", "11. mars"])
def test_a_meeting_is_found_by_its_date_in_any_form(text: str, plan: Plan) -> None:
    assert find_meeting(plan, text).navn == "2022-03-11-klima"


@pytest.mark.parametrize("text", ["2022-08-24", "2022-08-25", "24.–25. august 2022"])
def test_a_meeting_of_two_days_is_found_by_any_of_them(text: str, plan: Plan) -> None:
    assert find_meeting(plan, text).navn == "2022-08-24-klima"


def test_a_date_without_a_year_is_in_the_last_year_that_has_something_then(write_plan: WritePlan) -> None:
    later = ÅRSPLAN.replace("2022", "2023").replace("2023-05-20", "2023-05-19")
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": ÅRSPLAN, "2023/klima.yaml": later}))
    assert find_meeting(plan, "11. mars").år == 2023
    assert find_meeting(plan, "20. mai").år == 2022
    assert "2023" in problem(plan, "21. mai").message
    assert "29" in problem(plan, "29. februar").message


@pytest.mark.parametrize(
    ("text", "message", "nearest"),
    [
        (
            "2022-03-12",
            "Ingen gruppe møtes lørdag 12. mars 2022.",
            [
                "2022-01-14 (fredag 14. januar 2022)",
                "2022-03-11 (fredag 11. mars 2022)",
                "2022-05-20 (fredag 20. mai 2022)",
            ],
        ),
        (
            "2022-08-26",
            "Ingen gruppe møtes fredag 26. august 2022.",
            [
                "2022-05-20 (fredag 20. mai 2022)",
                "2022-08-24 (24.–25. august 2022)",
                "2022-11-04 (fredag 4. november 2022)",
            ],
        ),
    ],
)
def test_the_nearest_meetings_are_named(text: str, message: str, nearest: list[str], plan: Plan) -> None:
    found = problem(plan, text)
    assert found.code == "ingen-mote"
    assert found.message.replace("\u00a0", " ") == message
    assert found.advice.replace("\u00a0", " ") == f"Nærmeste møter: {', '.join(nearest)}."


def test_the_old_day_of_a_moved_meeting_says_the_new_one(write_plan: WritePlan) -> None:
    moved = KLIMA.replace("dato: 2022-03-11", "dato: 2022-03-11, flyttet_fra: 2022-03-04")
    found = problem(load_plan(write_plan(årsplaner={"2022/klima.yaml": moved})), "2022-03-04")
    assert found.message.endswith("er flyttet til fredag 11.\u00a0mars 2022.")
    assert found.advice == "Skriv 2022-03-11."


def test_a_day_on_which_several_groups_meet_is_named_once(write_plan: WritePlan) -> None:
    organisasjon = ORGANISASJON + "  - navn: areal\n"
    plans = {"2022/klima.yaml": KLIMA, "2022/areal.yaml": KLIMA.replace("gruppe: klima", "gruppe: areal")}
    found = problem(load_plan(write_plan(organisasjon=organisasjon, årsplaner=plans)), "2022-03-10")
    assert found.advice.count("2022-03-11") == 1


def test_a_webinar_has_no_papers(plan: Plan) -> None:
    found = problem(plan, "2022-02-10")
    assert found.code == "ikke-gruppemote"
    assert found.message.startswith("Torsdag 10.\u00a0februar 2022 er det webinar")
    assert "2022-01-14" in found.advice


def test_a_month_with_a_meeting_without_a_day_says_where_to_set_it(plan: Plan) -> None:
    for text in ("juni", "juni 2022", "2022-06"):
        with pytest.raises(PlanError) as caught:
            find_meeting(plan, text)
        (found,) = caught.value.problems
        assert found.code == "dag-ikke-satt"
        assert str(found.place) == "plan/2022/klima.yaml:9:33 møteplan[6].dato"
        assert "«dato: 2022-06-15»" in found.advice


def test_a_day_in_that_month_is_no_meeting(plan: Plan) -> None:
    assert problem(plan, "2022-06-15").code == "ingen-mote"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("mars", "2022-03-11"),
        ("2022-08", "2022-08-24"),
        ("uke 10", "2022-03-11"),
        ("Veke 34 2022", "2022-08-24"),
        ("neste fra 2022-03-12", "2022-05-20"),
        ("neste fra 11. mars 2022", "2022-03-11"),
        ("fredag 11. mars 2022", "2022-03-11"),
        ("Fredag, 11 mars", "2022-03-11"),
        ("11 mars 2022", "2022-03-11"),
        ("11.3.22", "2022-03-11"),
        ("11.03", "2022-03-11"),
        ("11.3.", "2022-03-11"),
        ("11 mars 22", "2022-03-11"),
    ],
)
def test_what_can_mean_one_meeting_alone_means_it(text: str, date: str, plan: Plan) -> None:
    assert find_meeting(plan, text).stempel == date


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("torsdag 11. mars 2022", "«torsdag 11. mars 2022» kan ikke stemme: Datoen er fredag 11. mars 2022."),
        ("fredag", "«fredag» er ikke en dato."),
        ("11.3.23", "«11.3.23» er ikke en dato."),
        ("uke 53", "2022 har ingen uke 53."),
        ("uke 15", "Ingen gruppe møtes i uke 15 2022."),
        ("neste fra 2023-01-01", "Planen har ingen møter med dato fra og med 1. januar 2023."),
        ("neste fra mars", "«mars» er ikke en dato."),
    ],
)
def test_what_can_mean_none_is_told_as_it_was_written(text: str, said: str, plan: Plan) -> None:
    assert problem(plan, text).message.replace("\u00a0", " ") == said


def test_a_month_with_several_meetings_says_the_dates(write_plan: WritePlan) -> None:
    several = KLIMA.replace("dato: 2022-05-20", "dato: 2022-03-24")
    found = problem(load_plan(write_plan(årsplaner={"2022/klima.yaml": several})), "mars")
    assert (found.code, found.advice) == ("trenger-dag", "Skriv 2022-03-11 eller 2022-03-24.")


@pytest.mark.parametrize("text", ["april", "september"])
def test_a_month_in_which_no_group_meets_names_the_nearest(text: str, plan: Plan) -> None:
    found = problem(plan, text)
    assert (found.code, found.message) == ("ingen-mote", f"Ingen gruppe møtes i {text} 2022.")
    assert found.advice.startswith("Nærmeste møter: 2022-0")


def test_a_plan_without_any_dated_meeting_says_so(write_plan: WritePlan) -> None:
    months = KLIMA.split("  - ", maxsplit=1)[0] + "  - {type: faggruppemøte, dato: juni}\n"
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": months}))
    assert problem(plan, "2022-03-11").advice.startswith("Planen har ingen møter med dato.")


def test_a_plan_without_any_year(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(årsplaner={}))
    assert problem(plan, "2022-03-11").advice.startswith("Planen har ingen møter med dato.")
    assert problem(plan, "mars").code == "ugyldig-dato"


@pytest.mark.parametrize("text", ["", "i morgen", "2022-13-11", "25.–24. august"])
def test_what_is_no_date_is_refused_by_name(text: str, plan: Plan) -> None:
    found = problem(plan, text)
    assert found.code == "ugyldig-dato"
    assert f"«{text}»" in found.message
    assert "2022-03-11" in found.advice


def test_two_groups_the_same_day_need_a_choice(two_groups: Plan) -> None:
    found = problem(two_groups, "2022-03-11")
    assert found.code == "flere-grupper"
    assert "«klima», «kultur»" in found.message
    assert "--gruppe klima" in found.advice


@pytest.mark.parametrize("name", ["kultur", "Kultur", "KULTUR"])
def test_the_chosen_group_decides(name: str, two_groups: Plan) -> None:
    assert find_meeting(two_groups, "2022-03-11", name).gruppe.navn == "kultur"


def test_a_group_that_does_not_meet_that_day(two_groups: Plan) -> None:
    found = problem(two_groups, "2022-05-20", "kultur")
    assert (found.code, "2022-03-11" in found.advice) == ("ingen-mote", True)


@pytest.mark.parametrize(
    ("name", "advice"), [("kulturr", "Mente du «kultur»?"), ("zzz", "Gruppene er klima og kultur.")]
)
def test_an_unknown_group(name: str, advice: str, two_groups: Plan) -> None:
    found = problem(two_groups, "2022-03-11", name)
    assert (found.code, found.advice) == ("ukjent-gruppe", advice)
    assert f"«{name}»" in found.message


def test_a_real_group_is_known_by_either_spelling(real_workspace: Workspace) -> None:
    plan = load_plan(real_workspace)
    for name in ("næringssamarbeid", "naeringssamarbeid"):
        assert find_meeting(plan, "2022-03-11", name).navn == "2022-03-11-naeringssamarbeid"


def test_a_year_is_found_for_all_groups(two_groups: Plan) -> None:
    assert [year.gruppe.navn for year in find_years(two_groups, 2022)] == ["klima", "kultur"]


def test_a_year_without_a_plan(plan: Plan) -> None:
    nothing = replace(plan, år=())
    for there, advice in (
        (plan, "Det finnes årsplan for 2022."),
        (nothing, "Lag en fil i plan/2023/."),
    ):
        with pytest.raises(WrongUseError) as caught:
            find_years(there, 2023)
        (found,) = caught.value.problems
        assert (found.code, found.advice) == ("ingen-arsplan", advice)


def test_the_groups_own_meetings_stand_in_the_order_they_are_held(plan: Plan) -> None:
    (year,) = plan.år
    assert [møte.navn[:10] for møte in year.gruppemøter] == [
        "2022-01-14",
        "2022-03-11",
        "2022-05-20",
        "2022-06-01",
        "2022-08-24",
        "2022-11-04",
    ]


def test_meetings_whose_day_is_not_set_are_told_of(plan: Plan) -> None:
    (year,) = plan.år
    assert [p.message for p in unset_days(year)] == ["Dagen for møtet i juni 2022 er ikke satt."]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("næringssamarbeid", "naeringssamarbeid"),
        ("areal og transport", "areal-og-transport"),
        ("Klima, miljø & å", "klima-miljo-a"),
        ("Ååå  é/ü", "aaa-e-u"),
        ("Sámi báiki đŋ", "sami-baiki-dn"),
        ("!", ""),
    ],
)
def test_a_groups_file_name(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_any_file_name_is_plain_and_its_own_slug(name: str) -> None:
    made = slug(name)
    assert made.isascii()
    assert not set(made) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(made) == made


def test_a_joint_meeting_is_found_for_each_group_that_holds_it(real_workspace: Workspace) -> None:
    plan = load_plan(real_workspace)
    for group in ("areal og transport", "klima-og-miljo", "næringssamarbeid"):
        assert find_meeting(plan, "2022-08-25", group).gruppe.navn == "næringssamarbeid"


def test_a_message_is_in_one_written_language_whatever_the_documents_are(write_plan: WritePlan) -> None:
    organisasjon = ORGANISASJON + "målform: nynorsk\n"
    plan = load_plan(write_plan(organisasjon=organisasjon, årsplaner={"2022/klima.yaml": KLIMA}))
    assert problem(plan, "2022-03-12").message.startswith("Ingen gruppe møtes lørdag 12.")


def test_a_command_names_the_group_when_several_meet_that_day(plan: Plan, write_plan: WritePlan) -> None:
    assert plan.asked(find_meeting(plan, "2022-03-11")) == "2022-03-11"
    organisasjon = ORGANISASJON + "  - navn: areal\n"
    plans = {"2022/klima.yaml": KLIMA, "2022/areal.yaml": KLIMA.replace("gruppe: klima", "gruppe: areal")}
    both = load_plan(write_plan(organisasjon=organisasjon, årsplaner=plans))
    assert both.asked(find_meeting(both, "2022-03-11", "klima")) == "2022-03-11 --gruppe klima"
