"""Who sits in a body: persons, roles, deputies in order, days, and what cannot be."""

from datetime import date
from typing import Final

import pytest

from dokumentmaskin.errors import PlanError
from dokumentmaskin.plan import find_meeting, load_plan, seats, voting_members
from dokumentmaskin.plan.people import leader_at, members_at, unseated, without_leader
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan

MEMBERS: Final = """\
personer:
  - {navn: Kari, kommune: Nes, parti: Ap, epost: kari@example.org}
klima:
  - {navn: Kari, rolle: leder, delregion: Nord}
  - {navn: Ola, delregion: Sør, til: 2022-04-30, vara: [{navn: Per}, {navn: Eva}]}
  - {navn: Mia, delregion: Sør, fra: 2022-05-01}
  - {navn: Siv, delregion: Nord}
  - {navn: Tor, rolle: vara, delregion: Nord}
  - {navn: Liv, rolle: vara}
  - {navn: Fylket, rolle: observatør}
kultur:
  - {navn: Kari}
  - {navn: Anne, delregion: Sør}
"""


@pytest.fixture
def workspace(write_plan: WritePlan) -> Workspace:
    plan = ÅRSPLAN.replace("2022-05-20,", "2022-05-20, felles_med: [kultur],")
    return write_plan(medlemmer=MEMBERS, årsplaner={"2022/klima.yaml": plan})


def test_what_is_said_of_a_person_holds_in_each_body(workspace: Workspace) -> None:
    plan = load_plan(workspace)
    found = [plan.medlemmer[group][0] for group in ("klima", "kultur")]
    assert [(m.navn, m.kommune, m.parti, m.epost, m.rolle) for m in found] == [
        ("Kari", "Nes", "Ap", "kari@example.org", "leder"),
        ("Kari", "Nes", "Ap", "kari@example.org", "medlem"),
    ]


def test_a_member_sits_from_the_first_day_to_the_last(workspace: Workspace) -> None:
    plan = load_plan(workspace)
    days = {day: [m.navn for m in members_at(plan, "klima", day)][:3] for day in
            (date(2022, 4, 30), date(2022, 5, 1))}  # fmt: skip
    assert list(days.values()) == [["Kari", "Ola", "Siv"], ["Kari", "Mia", "Siv"]]
    leaders = [leader_at(plan, group, date(2022, 5, 1)) for group in plan.organisasjon.grupper]
    assert leaders == ["Kari", ""]


def test_a_meeting_has_those_who_sat_on_its_day_whatever_the_day_is_now(workspace: Workspace) -> None:
    """Minutes that are made again in the autumn show who sat in March."""
    plan = load_plan(workspace).issued_by(date(2022, 10, 1))
    seated = {day: [s.medlem.navn for s in seats(plan, find_meeting(plan, day))] for day in
              ("2022-03-11", "2022-05-20")}  # fmt: skip
    assert "Ola" in seated["2022-03-11"]
    assert "Mia" not in seated["2022-03-11"]
    assert "Ola" not in seated["2022-05-20"]
    assert "Mia" in seated["2022-05-20"]


def test_each_seat_has_its_deputies_in_order(workspace: Workspace) -> None:
    """The member's own come first, then those of the sub-region; the body's are nobody's own."""
    plan = load_plan(workspace)
    møte = find_meeting(plan, "2022-03-11")
    assert [(seat.medlem.navn, seat.vara) for seat in seats(plan, møte)] == [
        ("Kari", "Tor"),
        ("Siv", "Tor"),
        ("Ola", "Per, Eva"),
    ]
    assert [member.navn for member in unseated(plan, møte, "vara")] == ["Liv"]
    assert [member.navn for member in unseated(plan, møte, "observatør")] == ["Fylket"]


def test_a_joint_meeting_has_each_person_once(workspace: Workspace) -> None:
    plan = load_plan(workspace)
    møte = find_meeting(plan, "2022-05-20")
    assert [m.navn for m in voting_members(plan, møte)] == ["Kari", "Siv", "Mia", "Anne"]


@pytest.mark.parametrize(
    ("members", "code", "place"),
    [
        ("personer:\n  - {navn: A}\n  - {navn: A}\n", "samme-person", "3:12 personer[2].navn"),
        ("klima: [{navn: A, vara: {navn: A}}]\n", "egen-vara", "1:32 klima[1].vara.navn"),
        (
            "klima: [{navn: A, vara: [{navn: B}, {navn: B}]}]\n",
            "samme-person",
            "1:44 klima[1].vara[2].navn",
        ),
        ("klima: [{navn: A, fra: 2022-03-01, til: 2022-02-01}]\n", "til-for-fra", "1:41 klima[1].til"),
        ("klima:\n  - {navn: A, delregion: Sør}\n  - {navn: A, delregion: Sør}\n", "samme-person",
         "3:12 klima[2].navn"),
        ("klima:\n  - {navn: A, rolle: leder}\n  - {navn: B, rolle: leder}\n", "to-ledere",
         "3:22 klima[2].rolle"),
        ("klima:\n  - {navn: A}\n  - {navn: B, vara: {navn: A}}\n", "medlem-og-vara", "2:12 klima[1].navn"),
        ("kultur:\n  - {navn: B, rolle: leder}\n", "motstridende-leder", "2:22 kultur[1].rolle"),
        (
            "personer: [{navn: A, parti: Ap}]\nklima: [{navn: A, parti: H}]\n",
            "motstridende-person",
            "2:26 klima[1].parti",
        ),
        (
            "klima: [{navn: A, parti: Ap}]\nkultur: [{navn: A, parti: H}]\n",
            "motstridende-person",
            "2:27 kultur[1].parti",
        ),
        (
            "personer: [{navn: B, parti: Ap}]\nklima: [{navn: A, vara: {navn: B, parti: H}}]\n",
            "motstridende-person",
            "2:42 klima[1].vara.parti",
        ),
        (
            "personer: [{navn: B, kommune: Å}]\nklima: [{navn: B, delregion: Sør}, {navn: B, kommune: Å}]\n",
            "samme-person",
            "2:43 klima[2].navn",
        ),
        ("klima: [{navn: A, delregion: Vest}]\n", "ukjent-delregion", "1:30 klima[1].delregion"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_where_it_stands(
    write_plan: WritePlan, members: str, code: str, place: str
) -> None:
    organisation = ORGANISASJON.replace("navn: kultur", "navn: kultur\n    leder: Anne")
    with pytest.raises(PlanError) as caught:
        load_plan(write_plan(organisasjon=organisation, medlemmer=members))
    assert [(p.code, str(p.place)) for p in caught.value.problems] == [(code, f"plan/medlemmer.yaml:{place}")]


@pytest.mark.parametrize(
    "members",
    [
        # one after the other, two of one name who sit for different ones, and a deputy of two members
        "klima: [{navn: A, rolle: leder, til: 2022-04-30}, {navn: B, rolle: leder, fra: 2022-05-01}]\n",
        "klima:\n  - {navn: A, delregion: Nord, parti: Ap}\n  - {navn: A, delregion: Sør, parti: H}\n",
        "klima:\n  - {navn: A, vara: {navn: C}}\n  - {navn: B, vara: {navn: C}}\n",
        "kultur:\n  - {navn: Anne, rolle: leder}\n",
        # a deputy who is an observer otherwise, a party said in one place, a seat with both its days
        "klima:\n  - {navn: A, vara: {navn: B}}\n  - {navn: B, rolle: observatør, parti: H}\n",
        "klima: [{navn: A, fra: 2022-01-01, til: 2022-06-30}]\n",
    ],
)
def test_what_may_be_is_read(write_plan: WritePlan, members: str) -> None:
    organisation = ORGANISASJON.replace("navn: kultur", "navn: kultur\n    leder: rådmann Anne")
    load_plan(write_plan(organisasjon=organisation, medlemmer=members))


def test_a_person_is_one_in_whichever_words_a_body_names_that_person(write_plan: WritePlan) -> None:
    """In a joint meeting once, with the seat of the first body, and no observer beside it."""
    plan = ÅRSPLAN.replace("2022-05-20,", "2022-05-20, felles_med: [kultur],")
    members = """\
klima:
  - {navn: Kari, delregion: Nord}
  - {navn: Ola, delregion: Nord}
  - {navn: Mia, rolle: observatør}
kultur:
  - {navn: Kari}
  - {navn: Mia}
  - {navn: Ola, delregion: Sør}
  - {navn: Eva, rolle: observatør}
  - {navn: Kari, rolle: kopi, fra: 2022-06-01}
"""
    workspace = write_plan(medlemmer=members.replace("  - {navn: Kari, rolle: kopi, fra: 2022-06-01}\n", ""),
                           årsplaner={"2022/klima.yaml": plan})  # fmt: skip
    read = load_plan(workspace)
    møte = find_meeting(read, "2022-05-20")
    assert [(seat.medlem.navn, seat.sitter_for) for seat in seats(read, møte)] == [
        ("Kari", "Nord"),
        ("Ola", "Nord"),
        ("Ola", "Sør"),
        ("Mia", "Faggruppen for kultur"),
    ]
    assert [member.navn for member in unseated(read, møte, "observatør")] == ["Eva"]
    with pytest.raises(PlanError) as caught:
        load_plan(write_plan(medlemmer=members.replace(", fra: 2022-06-01", "")))
    assert [problem.code for problem in caught.value.problems] == ["samme-person"]


@pytest.mark.parametrize(
    ("leader", "chair", "codes"),
    [
        ("til: 2022-03-01", "", ["uten-leder"]),
        ("til: 2022-03-11", "", []),
        ("til: 2022-03-01", "møteleder: Siv\n", []),
        ("rolle: medlem", "", []),
    ],
)
def test_a_meeting_that_nobody_leads_is_told_of(
    write_plan: WritePlan, leader: str, chair: str, codes: list[str]
) -> None:
    person = f"{{navn: Kari, {leader}}}" if "rolle" in leader else f"{{navn: Kari, rolle: leder, {leader}}}"
    workspace = write_plan(
        medlemmer=f"klima:\n  - {person}\n", møter={"2022/2022-03-11": f"sted: Oslo\n{chair}"}
    )
    plan = load_plan(workspace)
    assert [p.code for p in without_leader(plan, find_meeting(plan, "2022-03-11"))] == codes
