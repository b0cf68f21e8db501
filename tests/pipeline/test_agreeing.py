"""What was read of minutes held against the plan and against itself."""

from typing import Any

import pytest

from dokumentmaskin.errors import Problem
from dokumentmaskin.minutes import ReadMinutes
from dokumentmaskin.pipeline.minutes.agreeing import agreeing
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.records.outcome import Referatfil
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY

CASES = {
    "1": "Godkjenning av innkalling og saksliste",
    "2": "Godkjenning av referat fra møtet 14. januar 2022",
    "3": "Oppfølging av tidligere saker",
    "4": "Talentrekruttering – oppstart av arbeid med ny kampanje",
    "5": "Regionalt samarbeid om reiseliv",
    "6": "Orienteringer",
    "7": "Eventuelt",
}


def held(**changes: Any) -> tuple[Referatfil, list[tuple[str, str]]]:
    """The record and the doubts of minutes in which all came and these things are otherwise."""
    record, doubts = doubted(**changes)
    return record, [(doubt.code, doubt.place.field if doubt.place else "") for doubt in doubts]


def doubted(**changes: Any) -> tuple[Referatfil, tuple[Problem, ...]]:
    plan = load_plan(Workspace(REPOSITORY))
    møte = find_meeting(plan, "2022-03-11")
    members = plan.medlemmer[møte.gruppe.navn]
    rows: dict[int, Any] = changes.pop("rader", {})
    gone: set[int] = changes.pop("uten", set())
    people = [
        {
            "delregion": member.delregion,
            "medlem": member.navn,
            "vara": ", ".join(deputy.navn for deputy in member.vara),
            "møtte": "medlem",
            **rows.get(number, {}),
        }
        for number, member in enumerate(members)
        if number not in gone
    ] + changes.pop("flere", [])
    own: dict[str, Any] = changes.pop("saker", {})
    cases = [{"nummer": number, "tittel": title, **own.get(number, {})} for number, title in CASES.items()]
    data = {"startet": "09:00", "sluttet": "11:00", "deltakere": people, "saker": cases, **changes}
    read = ReadMinutes(Referatfil.model_validate(data), (), written=True, accounts={})
    return agreeing(plan, møte, read, "referat.docx")


VOTE = "Sak 4 › Votering"


@pytest.mark.parametrize(
    ("vote", "told", "kept"),
    [
        ({"for": "14", "mot": "2"}, [], 1),
        ({"for": "14", "mot": "3"}, [("flere-stemmer", VOTE)], 0),
        ({"for": "10", "mot": "2"}, [("ulikt-stemmetall", VOTE)], 1),
        ({"utfall": "enstemmig"}, [], 1),
        ({"utfall": "enstemmig", "for": "17", "mot": "0"}, [("flere-stemmer", VOTE)], 0),
    ],
)
def test_there_are_no_more_votes_than_people(
    vote: dict[str, str], told: list[tuple[str, str]], kept: int
) -> None:
    record, doubts = held(saker={"4": {"votering": [vote]}})
    assert (doubts, len(record.saker[3].votering)) == (told, kept)


def test_who_left_the_table_gives_no_vote() -> None:
    left = {"habilitet": [{"hvem": "Kari"}]}
    assert held(saker={"4": {"votering": [{"for": "15", "mot": "0"}], **left}})[1] == []
    told = held(saker={"4": {"votering": [{"for": "16", "mot": "0"}], **left}})[1]
    assert told == [("ulikt-stemmetall", VOTE)]


def test_those_of_whom_nothing_is_known_may_have_come_but_no_more() -> None:
    few = {"saker": {"4": {"votering": [{"for": "10", "mot": "1"}]}}, "uten": {0, 1}}
    assert held(**few)[1] == []
    record, doubts = held(saker={"4": {"votering": [{"for": "16", "mot": "1"}]}}, uten={0, 1})
    assert (doubts, record.saker[3].votering) == ([("flere-stemmer", VOTE)], ())


def test_several_who_left_may_be_written_together() -> None:
    left = {"habilitet": [{"hvem": "Kari Nordmann og Ola Hansen"}]}
    assert held(saker={"4": {"votering": [{"for": "14", "mot": "0"}], **left}})[1] == []
    assert held(saker={"4": {"votering": [{"for": "13", "mot": "0"}], **left}})[1] != []


def test_who_came_late_may_have_missed_the_vote() -> None:
    late = {0: {"kom": "09:30"}}
    assert held(rader=late, saker={"4": {"votering": [{"for": "15", "mot": "0"}]}})[1] == []


def test_numbers_that_were_swapped_by_hand_are_told() -> None:
    record, doubts = held(saker={"4": {"tittel": CASES["5"]}, "5": {"tittel": CASES["4"]}})
    assert doubts == [("forvekslet-sak", "Sak 4"), ("forvekslet-sak", "Sak 5")]
    assert [case.nummer for case in record.saker] == ["1", "2", "3", "6", "7"]


def test_what_is_left_out_is_told_word_for_word() -> None:
    swapped = {
        "tittel": CASES["5"],
        "referat": "Moss\norienterte.",
        "votering": [{"forslag": "Mosses", "for": "9", "mot": "7"}],
        "habilitet": [{"hvem": "Per Vest", "grunnlag": "slekt"}],
    }
    _, doubts = doubted(saker={"4": swapped})
    assert "«Moss orienterte. Mosses for 9 mot 7 Per Vest slekt»" in doubts[0].message
    strange = {"delregion": "Atlantis", "medlem": "Ola Hav", "møtte": "medlem", "kom": "10:00"}
    _, doubts = doubted(flere=[strange])
    assert "Ola Hav" in doubts[0].message


def test_a_title_that_was_mended_is_no_other_case() -> None:
    assert held(saker={"4": {"tittel": "Talentrekruttering, ny kampanje"}})[1] == []


def test_less_than_half_is_told_when_something_was_decided() -> None:
    away = {number: {"møtte": "ingen"} for number in range(9)}
    assert held(rader=away)[1] == []
    assert held(rader=away, saker={"1": {"vedtak": "Ja."}})[1] == [("ikke-vedtaksfor", "Deltakere")]
    away.pop(0)
    assert held(rader=away, saker={"1": {"vedtak": "Ja."}})[1] == []


@pytest.mark.parametrize(
    "row",
    [
        {"kom": "08:30"},
        {"gikk": "11:30"},
        {"møtte": "ingen", "kom": "10:00"},
        {"kom": "10:30", "gikk": "10:00"},
    ],
)
def test_times_outside_the_meeting_are_left_out(row: dict[str, str]) -> None:
    record, doubts = held(rader={0: row})
    assert [code for code, _ in doubts] == ["utenfor-motetid"]
    assert record.deltakere[0].gikk is None or record.deltakere[0].kom is None


@pytest.mark.parametrize(
    "clocks", [{"startet": "19:00", "sluttet": "21:00"}, {"startet": "07:00", "sluttet": "08:30"}]
)
def test_a_meeting_at_another_time_of_the_day_is_told(clocks: dict[str, str]) -> None:
    record, doubts = held(**clocks)
    assert doubts == [("utenfor-motetid", "")]
    assert record.startet is not None


def test_times_within_the_meeting_are_kept() -> None:
    record, doubts = held(rader={0: {"kom": "09:30", "gikk": "10:00"}})
    assert doubts == []
    assert record.deltakere[0].kom is not None


def test_a_member_under_the_word_for_deputies_is_not_read() -> None:
    plan = load_plan(Workspace(REPOSITORY))
    member = plan.medlemmer["næringssamarbeid"][0]
    record, doubts = held(rader={0: {"medlem": member.vara[0].navn, "vara": member.navn}})
    assert doubts == [("feil-kolonne", f"Deltakere, {member.delregion}")]
    assert member.delregion not in [row.delregion for row in record.deltakere]


def test_a_member_who_sits_for_a_sub_region_does_not_come_without_it() -> None:
    record, doubts = held(rader={0: {"delregion": ""}})
    assert doubts == [("uten-delregion", "Deltakere, næringssjef (eksempel)")]
    assert len(record.deltakere) == 15


def test_a_spoilt_word_over_the_sub_regions_is_told_of_once() -> None:
    record, doubts = doubted(rader={row: {"delregion": "", "kom": f"09:{row + 10}"} for row in range(16)})
    (told,) = doubts
    assert (told.code, told.place and told.place.field) == ("uten-delregion", "Deltakere")
    assert record.deltakere == ()
    assert all(f"09:{row + 10}" in told.message for row in range(16))


def test_nobody_is_both_there_and_not() -> None:
    plan = load_plan(Workspace(REPOSITORY))
    member = plan.medlemmer["næringssamarbeid"][0]
    again = {"delregion": member.delregion, "medlem": member.navn, "møtte": "ingen"}
    _, doubts = held(flere=[again])
    assert {code for code, _ in doubts} == {"motstridende-kryss"}


def test_an_approval_is_of_a_meeting_that_was() -> None:
    record, doubts = held(godkjenning=[{"møte": "2022-01-15", "utfall": "godkjent"}])
    assert doubts == [("ukjent-mote", "Godkjenning")]
    assert record.godkjenning == ()


def test_the_same_minutes_are_not_both_approved_and_not() -> None:
    said = [{"møte": "2022-01-14", "utfall": outcome} for outcome in ("godkjent", "utsatt")]
    record, doubts = held(godkjenning=said)
    assert doubts == [("flere-like", "Godkjenning")] * 2
    assert record.godkjenning == ()
