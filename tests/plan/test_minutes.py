"""`referat.yaml`: which meeting it belongs to, and what it must agree on."""

from datetime import date, time

import pytest

from dokumentmaskin.errors import PlanError, Problem
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import ÅRSPLAN, WritePlan

FOLDER = "plan/2022/2022-05-20"
FILE = f"{FOLDER}/referat.yaml"
YEAR = "2022/klima.yaml"
KULTUR = ÅRSPLAN.replace("klima", "kultur")

WHOLE = """\
startet: 09:00
sluttet: 11:30
møteleder: Kari
deltakere:
  - {delregion: Nord, medlem: Kari, møtte: medlem}
  - {delregion: Sør, medlem: Ola, vara: Per, møtte: vara}
saker:
  - nummer: 1
    tittel: Godkjenning
    vedtak: |
      Godkjent.

      - med ett unntak
    stemmer: {for: 8, mot: 2}
  - {nummer: 2, tittel: Luft, konklusjon: God.}
oppfølging:
  - {hva: Ring, hvem: Ola, frist: 1. juni 2022, sak: 2}
  - {hva: Skriv, status: lukket, sak: 9, møte: 2022-03-11}
godkjenner: 2022-03-11
"""


def problems(workspace: Workspace) -> tuple[Problem, ...]:
    with pytest.raises(PlanError) as caught:
        load_plan(workspace)
    return caught.value.problems


def told(workspace: Workspace) -> list[tuple[str, str]]:
    found = problems(workspace)
    assert all(problem.advice for problem in found)
    return [(problem.code, str(problem.place).removeprefix(FILE)) for problem in found]


@pytest.mark.parametrize("beside", [{}, {f"{FOLDER}/mote.yaml": "sted: Oslo\n"}])
def test_the_minutes_are_those_of_the_meeting_of_their_folder(
    beside: dict[str, str], write_plan: WritePlan
) -> None:
    workspace = write_plan(andre={FILE: WHOLE, **beside})
    first, second = load_plan(workspace).år[0].møter
    assert (first.referat, first.referatfil) == (None, None)
    assert second.referatfil == workspace.root / FILE
    assert bool(second.mappe) == bool(beside)
    minutes = second.referat
    assert minutes is not None
    assert (minutes.startet, minutes.sluttet) == (time(9), time(11, 30))
    assert [row.møtte for row in minutes.deltakere] == ["medlem", "vara"]
    assert minutes.saker[0].vedtak == "Godkjent.\n\n- med ett unntak"
    votes = minutes.saker[0].stemmer
    assert votes is not None
    assert (votes.for_, votes.mot, votes.avholdende) == (8, 2, 0)
    assert [point.status for point in minutes.oppfølging] == ["åpen", "lukket"]
    assert minutes.oppfølging[0].frist == date(2022, 6, 1)
    assert minutes.godkjenner == date(2022, 3, 11)


@pytest.mark.parametrize(
    ("folder", "beside"),
    [("2022-05-20-kultur", ""), ("2022-05-20", "gruppe: kultur\n"), ("2022-05-20-klima", "gruppe: kultur\n")],
)
def test_when_two_groups_meet_the_folder_or_its_mote_yaml_says_whose_they_are(
    folder: str, beside: str, write_plan: WritePlan
) -> None:
    other = {f"plan/2022/{folder}/mote.yaml": beside} if beside else {}
    workspace = write_plan(
        årsplaner={YEAR: ÅRSPLAN, "2022/kultur.yaml": KULTUR},
        andre={f"plan/2022/{folder}/referat.yaml": "referent: Anne\n", **other},
    )
    found = [(y.gruppe.navn, m.dato.fra.month) for y in load_plan(workspace).år for m in y.møter if m.referat]
    assert found == [("kultur", 5)]


def test_when_two_groups_meet_minutes_that_say_neither_are_refused(write_plan: WritePlan) -> None:
    files = {YEAR: ÅRSPLAN, "2022/kultur.yaml": KULTUR}
    (found,) = problems(write_plan(årsplaner=files, andre={FILE: WHOLE}))
    assert (found.code, str(found.place)) == ("flere-grupper", FILE)
    assert "én referat.yaml" in found.advice


@pytest.mark.parametrize(
    ("path", "code"),
    [("2022/2022-05-21", "ukjent-mote"), ("2022/klima/2022-05-20", "feil-mappe")],
)
def test_minutes_of_no_meeting_are_named(path: str, code: str, write_plan: WritePlan) -> None:
    (found,) = problems(write_plan(andre={f"plan/{path}/referat.yaml": WHOLE}))
    assert (found.code, str(found.place)) == (code, f"plan/{path}/referat.yaml")


def test_a_broken_file_is_told_with_all_the_rest(write_plan: WritePlan) -> None:
    cases = "saker: [{nummer: 1, tittel: A, stemmer: {imot: 1}}]\n"
    workspace = write_plan(andre={FILE: cases + "deltakere: [{møtte: ja}, {møtte: ingen}]\n"})
    assert told(workspace) == [
        ("mangler", ":1:41 saker[1].stemmer.for"),
        ("mangler", ":1:41 saker[1].stemmer.mot"),
        ("ukjent-nokkel", ":1:42 saker[1].stemmer.imot"),
        ("ukjent-verdi", ":2:21 deltakere[1].møtte"),
        ("uten-delregion", ":2:26 deltakere[2]"),
    ]


def test_an_unknown_key_is_told_by_the_words_of_the_file(write_plan: WritePlan) -> None:
    text = "saker: [{nummer: 1, tittel: A, stemmer: {for: 1, mot: 0, xyz: 1}}]\n"
    (found,) = problems(write_plan(andre={FILE: text}))
    assert found.advice == "Her kan det stå: for, mot, avholdende."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("delregion: Sør", "delregion: Sørr", ("ukjent-delregion", ":6:17 deltakere[2].delregion")),
        ("nummer: 2", "nummer: 1", ("samme-saksnummer", ":15:14 saker[2].nummer")),
        ("sak: 2}", "sak: 3}", ("ukjent-sak", ":17:54 oppfølging[1].sak")),
        ("1. juni 2022", "19. mai 2022", ("frist-for-mote", ":17:35 oppfølging[1].frist")),
        ("sak: 9,", "sak: 9, frist: 2022-03-10,", ("frist-for-mote", ":18:49 oppfølging[2].frist")),
        ("møte: 2022-03-11", "møte: 2022-03-12", ("ukjent-mote", ":18:48 oppfølging[2].møte")),
        ("godkjenner: 2022-03-11", "godkjenner: 2022-03-12", ("ukjent-mote", ":19:13 godkjenner")),
        ("godkjenner: 2022-03-11", "godkjenner: 2022-05-20", ("ikke-tidligere-mote", ":19:13 godkjenner")),
        ("sluttet: 11:30", "sluttet: 08:30", ("slutter-for-start", ":2:10 sluttet")),
    ],
)
def test_what_cannot_be_is_told_at_its_place(
    old: str, new: str, expected: tuple[str, str], write_plan: WritePlan
) -> None:
    assert WHOLE.count(old) == 1
    found = told(write_plan(andre={FILE: WHOLE.replace(old, new)}))
    # A number that is there twice leaves the other case without one.
    assert found[0] == expected
    assert len(found) == 1 or expected[0] == "samme-saksnummer"


def test_a_meeting_before_the_first_plan_may_be_approved(write_plan: WritePlan) -> None:
    text = "godkjenner: 2021-12-03\noppfølging: [{hva: Ring, møte: 2021-12-03, sak: 4, frist: 2021-12-10}]\n"
    second = load_plan(write_plan(andre={FILE: text})).år[0].møter[1]
    assert second.referat is not None
    assert second.referat.godkjenner == date(2021, 12, 3)
