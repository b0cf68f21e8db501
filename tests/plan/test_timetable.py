"""The meeting plans held against each other: kinds of meeting, days, moved and cancelled ones, joint ones."""

from datetime import date

import pytest

from dokumentmaskin.errors import PlanError, WrongUseError
from dokumentmaskin.plan import (
    agenda,
    next_meeting,
    numbered_agenda,
    open_plan,
    previous_meeting,
    summons_warnings,
    withheld,
)
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_cancelled, find_meeting, meeting_on
from dokumentmaskin.plan.meetings import Møte, Plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import WritePlan
from tests.plan.test_loader import problems, told

BODIES = """\
navn: Regionrådet
sekretariat: {navn: Sekretariatet}
delregioner: [Nord]
grupper:
  - {navn: styret, slag: styre, saksnummer: løpende, vanlig_tid: 10:00–14:00, vanlig_sted: Rådhuset}
  - {navn: helse, slag: utvalg}
"""
HOST = """\
gruppe: styret
datert: 2026-01-12
møteplan:
  - {type: møte, dato: 2026-02-06, form: fysisk, tema: [Årsmelding]}
  - {type: styremøte, dato: 2026-04-24, form: fysisk, tema: [Klima]}
  - {type: møte, dato: 27.–28. august 2026, form: fysisk, felles_med: [helse], tema: [Strategi]}
  - {type: møte, dato: 2026-12-11, form: digitalt, tema: [Budsjett]}
"""
GUEST = """\
gruppe: helse
datert: 2026-01-12
møteplan:
  - {type: utvalgsmøte, dato: 2026-03-05}
  - {type: møte, dato: 27.–28. august 2026, felles_i: styret}
"""
YEAR, OTHER = "2026/styret.yaml", "2026/helse.yaml"


class Written:
    """Writes a plan of the two bodies, with one text of a file replaced."""

    def __init__(self, write_plan: WritePlan) -> None:
        self.write_plan = write_plan
        self.numbers = self.minutes = ""

    def here(self, old: str = "", new: str = "", **møter: str) -> tuple[list[tuple[str, str]], list[str]]:
        found = problems(self._workspace(old, new, møter))
        return [told(p) for p in found], [p.advice for p in found]

    def plan(self, old: str = "", new: str = "", **møter: str) -> Plan:
        return load_plan(self._workspace(old, new, møter))

    def _workspace(self, old: str, new: str, møter: dict[str, str]) -> Workspace:
        texts = (HOST, GUEST)
        assert not old or any(old in text for text in texts)
        host, guest = (text.replace(old, new) if old else text for text in texts)
        files = {f"2026/2026-{day[1:].replace('_', '-')}": text for day, text in møter.items()}
        others = {"saksnummer.yaml": self.numbers, "2026-04-24/referat.yaml": self.minutes}
        return self.write_plan(
            organisasjon=BODIES,
            medlemmer="{}\n",
            årsplaner={YEAR: host, OTHER: guest},
            møter=files,
            andre={f"plan/2026/{name}": text for name, text in others.items() if text},
        )


@pytest.fixture
def written(write_plan: WritePlan) -> Written:
    return Written(write_plan)


def meeting(plan: Plan, day: str, group: str = "styret") -> Møte:
    return meeting_on(plan, day, group)


# What a meeting is


@pytest.mark.parametrize("kind", ["møte", "styremøte", "faggruppemøte", "ekstraordinært styremøte"])
def test_a_body_may_write_its_own_word_for_a_meeting(kind: str, written: Written) -> None:
    møte = meeting(
        written.plan("type: møte, dato: 2026-02-06", f"type: {kind}, dato: 2026-02-06"), "2026-02-06"
    )
    assert møte.er_gruppemøte
    assert møte.er_ekstraordinært == kind.startswith("ekstraordinært")


@pytest.mark.parametrize(
    ("kind", "advice"), [("utvalgsmøte", "«styremøte»"), ("stryemøte", "Mente du «styremøte»?")]
)
def test_the_word_of_another_body_is_refused(kind: str, advice: str, written: Written) -> None:
    found, advices = written.here("type: styremøte", f"type: {kind}")
    assert found == [("ukjent-verdi", f"plan/{YEAR}:5:12 møteplan[2].type")]
    assert advice in advices[0]


# When and where


def test_what_is_usual_is_so_of_an_ordinary_meeting_of_one_day_that_says_nothing_else(
    written: Written,
) -> None:
    plan = written.plan()
    seen = {
        day: (m.tid is not None, m.møtested) for m in plan.år[1].møter for day in [m.dato.fra.isoformat()]
    }
    assert seen == {
        "2026-02-06": (True, "Rådhuset"),
        "2026-04-24": (True, "Rådhuset"),
        "2026-08-27": (False, ""),  # of two days
        "2026-12-11": (True, ""),  # not in any room
    }
    extra = written.plan("type: styremøte", "type: ekstraordinært møte")
    assert (meeting(extra, "2026-04-24").tid, meeting(extra, "2026-04-24").møtested) == (None, "")


def test_the_meeting_plan_says_when_and_where_and_the_meetings_own_file_the_same(written: Written) -> None:
    row = ("2026-04-24,", "2026-04-24, tid: 09:00–11:00, sted: Hotellet,")
    møte = meeting(written.plan(*row, d04_24="tid: 09:00–11:00\nsted: Hotellet\n"), "2026-04-24")
    assert (str(møte.tid and møte.tid.til), møte.møtested) == ("11:00:00", "Hotellet")
    assert written.plan(*row, d04_24="referent: Ida\n")  # or says nothing of it
    found, _ = written.here(*row, d04_24="tid: 09:00–12:00\nsted: Kroa\n")
    own = "plan/2026/2026-04-24/mote.yaml"
    assert found == [("motsier-moteplanen", f"{own}:1:6 tid"), ("motsier-moteplanen", f"{own}:2:7 sted")]


# Several days


def test_a_programme_of_several_days_lies_in_order_by_day_and_time(written: Written) -> None:
    program = (
        "program:\n"
        "  - {dag: 2026-08-27, tid: 19:00, hva: Middag}\n"
        "  - {dag: 2026-08-28, tid: 09:00, hva: Arbeid}\n"
        "  - {dag: 2026-08-29, tid: 10:00, hva: Hjem}\n"
        "  - {dag: 2026-08-27, tid: 12:00, hva: Lunsj}\n"
        "  - {tid: 13:00, hva: Kaffe}\n"
        "saker:\n"
        "  - {tittel: A, dag: 2026-08-28, tid: 10:00}\n"
        "  - {tittel: B, dag: 2026-08-28, tid: 09:30}\n"
        "  - {tittel: C, dag: 2026-08-28, tid: 09:00, utgår: ja}\n"
    )
    found, _ = written.here(d08_27=program)
    assert [(code, place.rpartition(" ")[2]) for code, place in found] == [
        ("utenfor-motet", "program[3].dag"),
        ("feil-rekkefolge", "program[4].tid"),
        ("uten-dag", "program[5].tid"),
        ("feil-rekkefolge", "saker[2].tid"),
    ]


def test_times_that_go_back_in_a_meeting_of_several_days_ask_for_the_day(written: Written) -> None:
    program = "program: [{tid: 19:00, hva: Middag}, {tid: 09:00, hva: Arbeid}]\n"
    found, advice = written.here(d08_27=program)
    assert [code for code, _ in found] == ["feil-rekkefolge"]
    assert "Skriv «dag: 2026-08-27» på hver linje" in advice[0]
    assert written.plan(d08_27=program.replace("19:00", "08:00"))
    _, advice = written.here(d04_24=program.replace("19:00", "13:00").replace("09:00", "11:00"))
    assert advice == ["Rett klokkeslettet, eller flytt linjen."]


# Joint meetings


def test_each_group_of_a_joint_meeting_must_know_of_it(written: Written) -> None:
    found, advice = written.here("felles_i: styret", "felles_i: styre")
    assert found == [("ukjent-gruppe", f"plan/{OTHER}:5:55 møteplan[2].felles_i")]
    found, advice = written.here("felles_med: [helse], ", "")
    assert found == [("felles-mote", f"plan/{OTHER}:5:55 møteplan[2].felles_i")]
    assert "«felles_med: [helse]»" in advice[0]
    found, advice = written.here("27.–28. august 2026, felles_i", "26. august 2026, felles_i")
    assert [code for code, _ in found] == ["felles-mote"]
    assert "27.–28." in advice[0]
    found, _ = written.here("felles_i: styret", "felles_i: styret, felles_med: [styret]")
    assert ("felles-mote", f"plan/{OTHER}:5:55 møteplan[2].felles_i") in found


def test_a_joint_meeting_is_cancelled_in_both_plans_or_in_none(written: Written) -> None:
    found, _ = written.here("felles_med: [helse], ", "felles_med: [helse], avlyst: ja, ")
    assert found == [("felles-mote", f"plan/{OTHER}:5:55 møteplan[2].felles_i")]


def test_a_joint_meeting_is_the_hosts(written: Written) -> None:
    plan = written.plan(d08_27="saker: [{tittel: Felles}]\n")
    møte = find_meeting(plan, "2026-08-28")
    assert (møte.gruppe.navn, find_meeting(plan, "2026-08-27", "helse")) == ("styret", møte)
    assert [
        m.dato.fra.month for year in plan.år if year.gruppe.navn == "helse" for m in year.gruppemøter
    ] == [3]


# Cancelled and moved


def test_a_cancelled_meeting_has_no_papers_and_is_passed_by(written: Written) -> None:
    plan = written.plan("dato: 2026-04-24,", "dato: 2026-04-24, avlyst: For få saker.,")
    cancelled = meeting(plan, "2026-04-24")
    assert (cancelled.rad.avlyst, cancelled.har_papirer) == ("For få saker.", False)
    before, after = meeting(plan, "2026-02-06"), meeting(plan, "2026-08-27")
    assert (next_meeting(plan, before), previous_meeting(plan, after)) == (after, before)
    assert "6. februar" in agenda(plan, after)[1].framlegg.tittel.replace("\u00a0", " ")
    with pytest.raises(WrongUseError) as caught:
        find_meeting(plan, "2026-04-24")
    assert [p.code for p in caught.value.problems] == ["avlyst-mote"]
    assert "«dok avlysning 2026-04-24»" in caught.value.problems[0].advice
    assert find_cancelled(plan, "2026-04-24") == cancelled
    with pytest.raises(WrongUseError) as caught:
        find_cancelled(plan, "2026-08-27")
    assert [p.code for p in caught.value.problems] == ["ikke-avlyst"]


@pytest.mark.parametrize(("said", "why"), [("ja", ""), ("nei", None), ("Snøstorm", "Snøstorm")])
def test_cancelled_is_said_with_a_word_or_with_why(said: str, why: str | None, written: Written) -> None:
    plan = written.plan("dato: 2026-04-24,", f"dato: 2026-04-24, avlyst: {said},")
    assert meeting(plan, "2026-04-24").rad.avlyst == why


def test_cancelled_is_not_said_by_an_empty_line(written: Written) -> None:
    found, _ = written.here("dato: 2026-04-24,", "dato: 2026-04-24, avlyst: ,")
    assert [code for code, _ in found] == ["tomt"]


def test_a_meeting_is_moved_from_a_day_without_a_meeting(written: Written) -> None:
    moved = "dato: 2026-04-24, flyttet_fra: {},"
    assert written.plan("dato: 2026-04-24,", moved.format("2026-04-17"))
    assert written.plan("dato: 2026-04-24,", moved.format("februar 2026"))  # on a day that was not set
    for day, code in (("2026-04-24", "flyttet-hit"), ("2026-02-06", "flyttet-fra-mote")):
        found, _ = written.here("dato: 2026-04-24,", moved.format(day))
        assert found == [(code, f"plan/{YEAR}:5:54 møteplan[2].flyttet_fra")]


def test_a_moved_meetings_own_file_may_lie_under_the_day_it_had(written: Written) -> None:
    plan = written.plan(
        "dato: 2026-04-24,", "dato: 2026-04-24, flyttet_fra: 2026-04-17,", d04_17="saker: [{tittel: Klima}]\n"
    )
    assert [case.tittel for case in meeting(plan, "2026-04-24").fil.saker] == ["Klima"]


def test_two_groups_that_both_summon_are_told_of_it(written: Written) -> None:
    plan = written.plan("felles_i: styret", "felles_med: [styret]").issued_by(date(2026, 8, 1))
    for group, other in (("styret", OTHER), ("helse", YEAR)):
        (told_, *_) = summons_warnings(plan, meeting(plan, "2026-08-27", group))
        assert (told_.code, str(told_.place).partition(":")[0]) == ("felles-to-innkallinger", f"plan/{other}")
        assert f"«felles_i: {group}»" in told_.advice
    assert "felles-to-innkallinger" not in {
        p.code for p in summons_warnings(plan, meeting(plan, "2026-02-06"))
    }


def test_a_joint_meeting_that_a_groups_own_plan_does_not_have_is_told_of(written: Written) -> None:
    row = "  - {type: møte, dato: 27.–28. august 2026, felles_i: styret}\n"
    plan = written.plan(row, "").issued_by(date(2026, 8, 1))
    (first, *_) = summons_warnings(plan, meeting(plan, "2026-08-27"))
    assert (first.code, "«helse»" in first.message) == ("felles-mangler-rad", True)
    whole = written.plan().issued_by(date(2026, 8, 1))
    codes = [p.code for p in summons_warnings(whole, meeting(whole, "2026-08-27"))]
    assert not any(code.startswith("felles-") for code in codes)


# What a summons has numbered

CANCEL = ("dato: 2026-04-24,", "dato: 2026-04-24, avlyst: ja,")


def numbered(day: str, cancelled: str = "") -> str:
    """The file of numbers, where the summons to a meeting with one case has gone out."""
    own = f"  - gruppe: styret\n    dato: {day}\n    utsendt: 2026-04-01\n{cancelled}    saker:\n"
    return f"møter:\n{own}      - {{nummer: 11/26, tittel: Klima}}\n"


def numbers(plan: Plan, day: str) -> list[str]:
    return [case.nummer for case in agenda(plan, meeting(plan, day))]


def test_the_numbers_of_a_cancelled_summons_stay_used(written: Written) -> None:
    assert "11/26" in numbers(written.plan(*CANCEL), "2026-08-27")
    written.numbers = numbered("2026-04-24")
    plan = written.plan(*CANCEL)
    later = [number for day in ("2026-02-06", "2026-08-27", "2026-12-11") for number in numbers(plan, day)]
    assert len(later) == len(set(later))
    assert "11/26" not in later


def test_a_moved_meeting_keeps_its_numbers_without_a_question(written: Written) -> None:
    written.numbers = numbered("2026-04-17")
    row = "dato: 2026-04-24, flyttet_fra: 2026-04-17,"
    plan = written.plan("dato: 2026-04-24,", row)
    own = numbered_agenda(plan, meeting(plan, "2026-04-24"))
    assert "11/26" in [case.nummer for case in own.saker]
    assert [problem.code for problem in own.warnings] == []
    assert own.nå.dato == date(2026, 4, 24)
    plan = written.plan("tema: [Klima]", "tema: [Vann]")
    with pytest.raises(PlanError) as caught:  # nothing tells which meeting it is
        agenda(plan, meeting(plan, "2026-12-11"))
    assert "«flyttet_fra: 2026-04-17»" in caught.value.problems[0].advice


def test_cancelled_in_the_file_of_numbers_alone_is_told_of(written: Written) -> None:
    written.numbers = numbered("2026-04-24", "    avlyst: ja\n")
    for row, codes in ((("", ""), ["avlyst-et-sted"]), (CANCEL, [])):
        plan = written.plan(*row)
        found = numbered_agenda(plan, meeting(plan, "2026-04-24")).warnings
        assert [p.code for p in found if p.code == "avlyst-et-sted"] == codes


def test_what_is_exempt_in_a_cancelled_meeting_is_still_withheld(written: Written) -> None:
    exempt = "saker: [{tittel: Ansettelse av Ola, unntatt: {hjemmel: offl. § 25, tittel: Personalsak}}]\n"
    plan = written.plan(*CANCEL, d04_24=exempt)
    opened = open_plan(plan)
    assert [case.tittel for case in opened.own(meeting(plan, "2026-04-24")).fil.saker] == ["Personalsak"]
    assert "Ansettelse av Ola" in [text.tekst for text in withheld(plan)]


def test_a_cancelled_meeting_has_no_minutes(written: Written) -> None:
    written.minutes = "saker: []\n"
    assert written.plan()
    found, _ = written.here(*CANCEL)
    assert found == [("avlyst-med-referat", f"plan/{YEAR}:5:49 møteplan[2].avlyst")]
