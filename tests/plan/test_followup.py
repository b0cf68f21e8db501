"""Follow-up points: where they arose, what was last said of them, and whether they are closed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dokumentmaskin.errors import PlanError
from dokumentmaskin.plan import followup
from dokumentmaskin.plan.followup import (
    Punkt,
    all_points,
    in_order_of_haste,
    open_points,
    references,
    unmatched_closings,
)
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import ÅRSPLAN, WritePlan
from tests.plan.minutes import minutes, row, with_minutes

MARCH, MAY, AUGUST = "2022-03-11", "2022-05-20", "2022-08-24"
YEAR = ÅRSPLAN + f"  - {{type: faggruppemøte, dato: {AUGUST}}}\n"
KULTUR = YEAR.replace("gruppe: klima", "gruppe: kultur")
CLOSED = """\
lukkede_punkter:
  - {gruppe: klima, møte: 2022-03-11, sak: 4, hva: Send skissen, lukket: 2022-04-01}
"""


@pytest.fixture
def plan(write_plan: WritePlan) -> Plan:
    return load_plan(write_plan(årsplaner={"2022/klima.yaml": YEAR, "2022/kultur.yaml": KULTUR}))


def told(points: tuple[Punkt, ...]) -> list[tuple[str, str, bool]]:
    return [(p.hva, f"{p.sak} {p.møte}", p.lukket is None) for p in points]


def test_a_point_stays_open_until_a_later_meeting_closes_it(plan: Plan) -> None:
    march = minutes(row("Send skissen", sak="4", hvem="Kari", frist="2022-04-01"), row("Ring", sak="5"))
    may = minutes(row("Send skissen", sak="4", møte=MARCH, status="lukket"), row("Mål støyen", sak="4"))
    only_march = with_minutes(plan, {MARCH: march})
    assert told(all_points(only_march)) == [
        ("Send skissen", "4 2022-03-11", True),
        ("Ring", "5 2022-03-11", True),
    ]
    assert told(all_points(with_minutes(plan, {MARCH: march, MAY: may}))) == [
        ("Send skissen", "4 2022-03-11", False),
        ("Ring", "5 2022-03-11", True),
        ("Mål støyen", "4 2022-05-20", True),
    ]


def test_the_latest_word_counts(plan: Plan) -> None:
    march = minutes(row("Send skissen", sak="4", hvem="Kari", frist="2022-04-01"))
    may = minutes(row("send  skissen", sak="Sak 4", møte=MARCH, hvem="Ola", frist="2022-06-01"))
    (point,) = all_points(with_minutes(plan, {MARCH: march, MAY: may}))
    assert (point.hvem, point.frist, point.sagt) == ("Ola", date(2022, 6, 1), date(2022, 5, 20))
    (before,) = all_points(with_minutes(plan, {MARCH: march}))
    assert references([point])[point] == references([before])[before]


def test_a_point_that_somebody_is_at_stays_so_until_minutes_say_otherwise(plan: Plan) -> None:
    march = minutes(row("Send skissen", sak="4", status="i arbeid"), row("Ring", sak="5"))
    may = minutes(row("Ring", sak="5", møte=MARCH, status="i arbeid"))
    august = minutes(row("Send skissen", sak="4", møte=MARCH), row("Ring", sak="5", møte=MARCH))
    for read, begun in (({MARCH: march}, [True, False]), ({MARCH: march, MAY: may}, [True, True])):
        assert [point.i_arbeid for point in all_points(with_minutes(plan, read))] == begun
    everything = with_minutes(plan, {MARCH: march, MAY: may, AUGUST: august})
    assert [point.i_arbeid for point in all_points(everything)] == [False, False]


def test_a_point_may_be_said_in_other_words_when_it_can_be_no_other(plan: Plan) -> None:
    march = minutes(row("Send skissen", sak="4"), row("Ring", sak="5"))
    may = minutes(row("Send den nye skissen", sak="4", møte=MARCH))
    august = minutes(row("Send den nye skissen", sak="4", møte=MARCH, status="lukket"))
    read = {MARCH: march, MAY: may, AUGUST: august}
    assert told(all_points(with_minutes(plan, read))) == [
        ("Send den nye skissen", "4 2022-03-11", False),
        ("Ring", "5 2022-03-11", True),
    ]


def test_it_is_never_guessed_which_of_several_points_is_meant(plan: Plan) -> None:
    march = minutes(row("Send skissen", sak="4"), row("Ring", sak="4"))
    may = minutes(row("Skissen er sendt", sak="4", møte=MARCH, status="lukket"))
    assert told(all_points(with_minutes(plan, {MARCH: march, MAY: may}))) == [
        ("Send skissen", "4 2022-03-11", True),
        ("Ring", "4 2022-03-11", True),
        ("Skissen er sendt", "4 2022-03-11", False),
    ]


def test_two_points_with_the_same_words_are_two(plan: Plan) -> None:
    march = minutes(row("Send tall", sak="4", hvem="Kari"), row("Send tall", sak="4", hvem="Ola"))
    may = minutes(row("Send tall", sak="4", møte=MARCH, hvem="Kari", status="lukket"))
    points = all_points(with_minutes(plan, {MARCH: march, MAY: may}))
    assert [(p.hvem, p.nummer, p.lukket is None) for p in points] == [("Kari", 1, False), ("Ola", 2, True)]
    assert len(set(references(points).values())) == 2


def test_the_papers_of_a_meeting_have_what_was_known_before_it(plan: Plan) -> None:
    march = minutes(row("Send skissen", sak="4"))
    may = minutes(row("Send skissen", sak="4", møte=MARCH, status="lukket"), row("Ring", sak="4"))
    settled = with_minutes(plan, {MARCH: march, MAY: may})
    shown = {day: told(open_points(settled, find_meeting(settled, day, "klima"))) for day in (MARCH, MAY)}
    assert shown == {MARCH: [], MAY: [("Send skissen", "4 2022-03-11", True)]}
    assert told(open_points(settled, find_meeting(settled, AUGUST, "klima"))) == [
        ("Ring", "4 2022-05-20", True)
    ]


def test_a_group_has_its_own_points_alone(plan: Plan) -> None:
    settled = with_minutes(plan, {MARCH: minutes(row("Klimapunkt", sak="4"))})
    settled = with_minutes(settled, {MARCH: minutes(row("Kulturpunkt", sak="4"))}, "kultur")
    assert [p.hva for p in all_points(settled)] == ["Klimapunkt", "Kulturpunkt"]
    assert [p.hva for p in all_points(settled, "kultur")] == ["Kulturpunkt"]
    assert [p.hva for p in open_points(settled, find_meeting(settled, MAY, "kultur"))] == ["Kulturpunkt"]


def test_a_joint_meeting_has_the_points_of_the_group_that_holds_it(write_plan: WritePlan) -> None:
    joint = YEAR.replace("dato: 2022-05-20,", "dato: 2022-05-20, felles_med: [kultur],")
    other = KULTUR.replace("2022-05-20", "2022-05-21")
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": joint, "2022/kultur.yaml": other}))
    settled = with_minutes(plan, {MARCH: minutes(row("Klimapunkt", sak="4"))})
    settled = with_minutes(settled, {MARCH: minutes(row("Kulturpunkt", sak="4"))}, "kultur")
    assert [p.hva for p in open_points(settled, find_meeting(settled, MAY, "klima"))] == ["Klimapunkt"]


ROWS = st.lists(
    st.tuples(st.sampled_from(["Ring", "Send", "Mål", "Skriv", "Spør"]), st.sampled_from(["", "4", "5"])),
    max_size=6,
)


@given(first=ROWS, new=ROWS, closes=st.sets(st.integers(0, 5)), passed_over=st.sets(st.integers(0, 5)))
def test_no_point_is_lost_and_none_is_closed_by_another(
    plan: Plan,
    first: list[tuple[str, str]],
    new: list[tuple[str, str]],
    closes: set[int],
    passed_over: set[int],
) -> None:
    """The next minutes have the points in order, some closed; what they do not mention stays as it was."""
    march = minutes(*(row(hva, sak=sak) for hva, sak in first))
    before = all_points(with_minutes(plan, {MARCH: march}))
    carried = [
        row(hva, sak=sak, møte=MARCH, status="lukket" if n in closes else "åpen")
        for n, (hva, sak) in enumerate(first)
        if n not in passed_over or first.count((hva, sak)) > 1
    ]
    may = minutes(*carried, *(row(hva, sak=sak) for hva, sak in new))
    after = all_points(with_minutes(plan, {MARCH: march, MAY: may}))
    assert [p.nøkkel for p in after[: len(before)]] == [p.nøkkel for p in before]
    assert [(p.hva, p.sak) for p in after] == [*first, *new]
    mentioned = [n for n, pair in enumerate(first) if n not in passed_over or first.count(pair) > 1]
    assert [p.lukket is not None for p in after[: len(before)]] == [
        n in mentioned and n in closes for n in range(len(first))
    ]


def test_the_most_urgent_come_first(plan: Plan) -> None:
    rows = [row("A"), row("B", frist="2022-06-01"), row("C", frist="2022-04-01")]
    points = all_points(with_minutes(plan, {MARCH: minutes(*rows)}))
    assert [p.hva for p in in_order_of_haste(points)] == ["C", "B", "A"]
    assert [p.overdue(date(2022, 4, 2)) for p in points] == [False, False, True]
    assert not points[2].overdue(date(2022, 4, 1))


# Closed between meetings


def closed(write_plan: WritePlan, text: str = CLOSED) -> Plan:
    files = {"plan/oppfolging.yaml": text}
    return load_plan(write_plan(årsplaner={"2022/klima.yaml": YEAR}, andre=files))


def test_a_point_is_closed_between_meetings(write_plan: WritePlan) -> None:
    settled = with_minutes(closed(write_plan), {MARCH: minutes(row("Send skissen", sak="04"))})
    assert [p.lukket for p in all_points(settled)] == [date(2022, 4, 1)]
    assert open_points(settled, find_meeting(settled, MAY)) == ()
    assert unmatched_closings(settled) == ()


def test_it_was_open_on_the_day_that_a_meeting_before_the_closing_was_held(write_plan: WritePlan) -> None:
    late = closed(write_plan, CLOSED.replace("2022-04-01", "2022-06-01"))
    settled = with_minutes(late, {MARCH: minutes(row("Send skissen", sak="4"))})
    assert told(open_points(settled, find_meeting(settled, MAY))) == [("Send skissen", "4 2022-03-11", True)]
    assert open_points(settled, find_meeting(settled, AUGUST)) == ()


def test_later_minutes_open_it_again(write_plan: WritePlan) -> None:
    read = {
        MARCH: minutes(row("Send skissen", sak="4")),
        MAY: minutes(row("Send skissen", sak="4", møte=MARCH)),
    }
    assert told(all_points(with_minutes(closed(write_plan), read))) == [
        ("Send skissen", "4 2022-03-11", True)
    ]


def test_a_closing_that_closes_nothing_is_found(write_plan: WritePlan) -> None:
    settled = with_minutes(closed(write_plan), {MARCH: minutes(row("Send den", sak="4"))})
    (lost,) = unmatched_closings(settled)
    assert str(lost.sted).startswith("plan/oppfolging.yaml:2:5")
    assert all_points(settled)[0].lukket is None


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("klima", "kilma", "ukjent-gruppe", 2),
        ("lukket: 2022-04-01", "lukket: i vår", "ugyldig-dato", 2),
        ("hva: Send skissen, ", "", "mangler", 2),
        ("lukkede_punkter", "lukkede", "ukjent-nokkel", 1),
    ],
)
def test_the_file_is_checked_like_the_rest_of_the_plan(
    old: str, new: str, code: str, line: int, write_plan: WritePlan
) -> None:
    with pytest.raises(PlanError) as caught:
        closed(write_plan, CLOSED.replace(old, new))
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.code, problem.place.path, problem.place.line) == (code, "plan/oppfolging.yaml", line)


# Exempt from public access


CASES = """\
saker:
  - {tittel: Åpen sak}
  - {tittel: Ansettelse av Kari, unntatt: {hjemmel: offl. § 25, tittel: Personalsak}}
"""


@pytest.fixture
def exempt(write_plan: WritePlan) -> Plan:
    plans = {"2022/klima.yaml": YEAR}
    return load_plan(write_plan(årsplaner=plans, møter={f"2022/{MARCH}": CASES}))


def test_a_point_is_exempt_with_its_case(exempt: Plan) -> None:
    rows = [row("Åpent", sak="4"), row("Ring Kari", sak="Sak 5"), row("Uten sak"), row("Feil", sak="17")]
    points = all_points(with_minutes(exempt, {MARCH: minutes(*rows)}))
    # What may be about the exempt case is neither open nor called exempt.
    assert [(p.hjemmel, p.uviss) for p in points] == [
        ("", False),
        ("offl. § 25", False),
        ("", True),
        ("", True),
    ]


def test_a_case_that_is_no_longer_in_the_plan_may_have_been_exempt(write_plan: WritePlan) -> None:
    sent = """\
møter:
  - gruppe: klima
    dato: 2022-03-11
    utsendt: 2022-03-04
    saker:
      - {nummer: 4, tittel: Åpen sak}
      - {nummer: 5, tittel: Personalsak}
      - {nummer: 6, tittel: Sak som er borte}
"""
    here = write_plan(
        årsplaner={"2022/klima.yaml": YEAR},
        møter={f"2022/{MARCH}": CASES},
        andre={"plan/2022/saksnummer.yaml": sent},
    )
    rows = [row("Åpent", sak="4"), row("Ring", sak="6")]
    points = all_points(with_minutes(load_plan(here), {MARCH: minutes(*rows)}))
    assert [(p.hjemmel, p.uviss) for p in points] == [("", False), ("", True)]


def test_the_row_that_stands_for_an_exempt_point_closes_it_by_its_reference(exempt: Plan) -> None:
    march = minutes(row("Ring Kari", sak="5", hvem="Ola"), row("Skriv til Kari", sak="5", hvem="Per"))
    points = all_points(with_minutes(exempt, {MARCH: march}))
    reference = references(points)[points[1]]
    hidden = row(f"Unntatt offentlighet, jf. offl. § 25 (punkt {reference})", sak="5", møte=MARCH)
    may = minutes(hidden.model_copy(update={"status": "lukket"}))
    first, second = all_points(with_minutes(exempt, {MARCH: march, MAY: may}))
    assert (first.lukket, second.lukket) == (None, date(2022, 5, 20))
    assert (second.hva, second.hvem) == ("Skriv til Kari", "Per")


def test_what_is_written_in_the_row_that_stands_for_an_exempt_point_counts(exempt: Plan) -> None:
    march = minutes(row("Ring Kari", sak="5", hvem="Ola", frist="2022-04-01"))
    (point,) = points = all_points(with_minutes(exempt, {MARCH: march}))
    hidden = row(
        f"Unntatt offentlighet, jf. offl. § 25 (punkt {references(points)[point]})", sak="5", møte=MARCH
    )
    later = hidden.model_copy(update={"hvem": "Per", "frist": date(2022, 7, 1)})
    (point,) = all_points(with_minutes(exempt, {MARCH: march, MAY: minutes(later)}))
    assert (point.hva, point.hvem, point.frist) == ("Ring Kari", "Per", date(2022, 7, 1))


# References


TEXTS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)


@given(st.lists(TEXTS, min_size=1, max_size=30, unique_by=str.casefold))
def test_every_point_has_a_reference_of_its_own_that_is_typed_without_doubt(texts: list[str]) -> None:
    day = date(2022, 3, 11)
    points = [
        Punkt("klima", day, "4", t, 1, t, "", None, i_arbeid=False, lukket=None, sagt=day) for t in texts
    ]
    found = references(points)
    assert len(set(found.values())) == len(points)
    assert all(len(r) >= 5 and not set(r) & set("aeiouyæøå01l") for r in found.values())
    assert found[points[0]] == references(points[:1])[points[0]] or len(found[points[0]]) > 5


def test_points_that_would_share_a_reference_get_a_longer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    day = date(2022, 3, 11)
    points = [Punkt("klima", day, "4", str(n), 1, str(n), "", None, False, None, day) for n in range(60)]
    monkeypatch.setattr(followup, "_SHORTEST", 1)
    found = references(points)
    assert len(set(found.values())) == len(points)
    assert {len(r) for r in found.values()} > {2}


@pytest.mark.usefixtures("workspace")
def test_a_reference_does_not_depend_on_who_does_it_or_when(workspace: Workspace) -> None:
    plan = with_minutes(load_plan(workspace), {MARCH: minutes(row("Send", sak="4"))})
    (point,) = all_points(plan)
    moved = replace(point, hvem="Ola", frist=date(2023, 1, 1), hva="Noe annet", lukket=date(2022, 4, 1))
    assert moved.nøkkel == point.nøkkel
    others = [replace(point, sak="5"), replace(point, gruppe="kultur"), replace(point, nummer=2)]
    assert len({p.nøkkel for p in [point, *others, replace(point, møte=date(2022, 5, 20))]}) == 5
