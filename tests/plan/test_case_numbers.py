"""The file of issued case numbers, and which case is which of those that it holds."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dokumentmaskin.errors import Place, PlanError
from dokumentmaskin.plan.cases.agenda import numbered_agenda
from dokumentmaskin.plan.cases.matching import Match, Post, match
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.records.case_numbers import Nummermøte, Nummersak, read_book, text_of
from dokumentmaskin.plan.records.cases import Saksframlegg, Unntatt
from dokumentmaskin.plan.records.fields import UNSEEN
from dokumentmaskin.plan.words.bokmal import BOKMÅL
from dokumentmaskin.plan.words.nynorsk import NYNORSK
from dokumentmaskin.plan.yaml.source import FORBIDDEN
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan

RUNNING: Final = ORGANISASJON.replace("- navn: klima", "- navn: klima\n    saksnummer: løpende")
FIXED: Final = {
    "innkalling": "Godkjenning av innkalling og saksliste",
    "referat": "Godkjenning av referat fra forrige møte",
    "oppfølging": "Oppfølging av tidligere saker",
    "orienteringer": "Orienteringer",
    "eventuelt": "Eventuelt",
}
FILE: Final = "plan/2022/saksnummer.yaml"


def entry(day: str, cases: Sequence[str], group: str = "klima", start: int = 1, year: str = "") -> str:
    """The lines of a meeting whose summons had these cases of its own, as a person reads them."""
    kinds = list(FIXED.items())
    rows = [*kinds[:3], *(("", title) for title in cases), *kinds[3:]]
    lines = [f"  - gruppe: {group}", f"    dato: {day}", "    utsendt: 2022-01-01", "    saker:"]
    for number, (kind, title) in enumerate(rows, start):
        fixed = f", fast: {kind}" if kind else ""
        written = f"{number:02d}/{year}" if year else number
        lines.append(f'      - {{nummer: {written}{fixed}, tittel: "{title}"}}')
    return "".join(f"{line}\n" for line in lines)


@dataclass
class Case:
    """The meeting of 11 March with these numbers issued, and these cases in its own file."""

    write_plan: WritePlan

    def plan(self, issued: str, cases: str, **files: Any) -> Plan:
        andre = {FILE: f"møter:\n{issued}", **files.pop("andre", {})}
        møter = {"2022/2022-03-11": f"saker: {cases}\n", **files.pop("møter", {})}
        return load_plan(self.write_plan(møter=møter, andre=andre, **files))

    def shown(self, issued: str, cases: str, **files: Any) -> list[str]:
        """Each of its own cases as «4 Luft», a withdrawn one as «4 Luft utgår», in order."""
        return own_cases(self.plan(issued, cases, **files))


def own_cases(plan: Plan, day: str = "2022-03-11") -> list[str]:
    found = numbered_agenda(plan, find_meeting(plan, day)).saker
    return [f"{sak.nummer} {sak.framlegg.tittel}{' utgår' * sak.utgår}" for sak in found if not sak.fast]


def warnings(plan: Plan, day: str = "2022-03-11") -> list[str]:
    return [problem.code for problem in numbered_agenda(plan, find_meeting(plan, day)).warnings]


@pytest.fixture
def case(write_plan: WritePlan) -> Case:
    return Case(write_plan)


ISSUED: Final = entry("2022-03-11", ["Luft", "Vann"])


# What becomes of the cases of a summons that has gone out


@pytest.mark.parametrize(
    ("cases", "shown"),
    [
        ("[{tittel: Luft}, {tittel: Vann}]", ["4 Luft", "5 Vann"]),
        ("[{tittel: Vann}, {tittel: Luft}]", ["5 Vann", "4 Luft"]),
        ("[{tittel: Støy}, {tittel: Luft}, {tittel: Vann}]", ["8 Støy", "4 Luft", "5 Vann"]),
        ("[{tittel: A}, {tittel: Luft}, {tittel: B}, {tittel: Vann}]", ["8 A", "4 Luft", "9 B", "5 Vann"]),
        ("[{tittel: Vann}]", ["4 Luft utgår", "5 Vann"]),
        ("[{tittel: Luft}]", ["4 Luft", "5 Vann utgår"]),
        ("[{tittel: Støy}]", ["4 Luft utgår", "5 Vann utgår", "8 Støy"]),
        ("[{tittel: Luft, utgår: ja}, {tittel: Vann}]", ["4 Luft utgår", "5 Vann"]),
        ("[{tittel: LUFT}, {tittel: ' Vann '}]", ["4 LUFT", "5 Vann"]),
        ("[{tittel: Klima, nummer: 4}, {tittel: Vann}]", ["4 Klima", "5 Vann"]),
        ("[{tittel: Luft, nummer: 5}, {tittel: Vann, nummer: 4}]", ["5 Luft", "4 Vann"]),
    ],
)
def test_an_issued_number_stays_with_its_case(case: Case, cases: str, shown: list[str]) -> None:
    assert case.shown(ISSUED, cases) == shown


def test_a_withdrawn_case_keeps_nothing_but_its_title_and_exemption(case: Case) -> None:
    cases = "[{tittel: Luft, utgår: ja, bakgrunn: B, type: vedtak, unntatt: offl. § 14}, {tittel: Vann}]"
    plan = case.plan(ISSUED, cases)
    sak = numbered_agenda(plan, find_meeting(plan, "2022-03-11")).saker[3]
    kept = Saksframlegg.model_validate({"tittel": "Luft", "unntatt": "offl. § 14"})
    assert (sak.nummer, sak.utgår, sak.framlegg) == ("4", True, kept)


def test_fixed_cases_are_known_by_their_kind(case: Case) -> None:
    # The summons said that 14 January's minutes were to be approved; the plan has no such meeting any more.
    issued = ISSUED.replace(FIXED["referat"], "Godkjenning av referat fra møtet 14. januar 2022")
    plan = case.plan(issued, "[{tittel: Støy}, {tittel: Luft}, {tittel: Vann}]")
    found = numbered_agenda(plan, find_meeting(plan, "2022-03-11"))
    assert [(s.nummer, s.fast) for s in found.saker] == [
        *(("1", "innkalling"), ("2", "referat"), ("3", "oppfølging")),
        *(("8", None), ("4", None), ("5", None)),
        *(("6", "orienteringer"), ("7", "eventuelt")),
    ]
    assert found.saker[1].framlegg.tittel == FIXED["referat"]
    assert (found.warnings, found.nå.saker[1].tittel) == ((), FIXED["referat"])


def test_a_fixed_case_that_was_written_out_keeps_the_number_of_its_kind(case: Case) -> None:
    cases = "[{tittel: Luft}, {tittel: Eventuelt, nummer: 7}, {tittel: Vann}]"
    plan = case.plan(ISSUED, cases)
    found = numbered_agenda(plan, find_meeting(plan, "2022-03-11"))
    assert [sak.nummer for sak in found.saker] == ["1", "2", "3", "4", "7", "5", "6"]
    assert found.warnings == ()


def test_a_summons_that_had_a_fixed_case_twice_keeps_both_numbers(case: Case) -> None:
    issued = entry("2022-03-11", ["Luft", "Eventuelt"])
    plan = case.plan(issued, "[{tittel: Luft}, {tittel: Eventuelt}]")
    found = numbered_agenda(plan, find_meeting(plan, "2022-03-11"))
    assert [(s.nummer, s.utgår) for s in found.saker if s.framlegg.tittel == "Eventuelt"] == [
        ("5", True),
        ("7", False),
    ]


def test_a_case_that_is_no_longer_there_is_a_warning_with_the_way_out(case: Case) -> None:
    plan = case.plan(ISSUED, "[{tittel: Støy}, {tittel: Vann}]")
    (warning,) = numbered_agenda(plan, find_meeting(plan, "2022-03-11")).warnings
    assert (warning.code, warning.place and str(warning.place)) == ("sak-utgar", f"{FILE}:2:5 møter[1]")
    assert "«nummer: 4»" in warning.advice
    # It is said once: what the file has then says that a person knows.
    told = ISSUED.replace('tittel: "Luft"', 'tittel: "Luft", utgår: ja')
    assert warnings(case.plan(told, "[{tittel: Støy}, {tittel: Vann}]")) == []


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ("Regionalt samarbeid om reiseliv", "Regionalt samarbeid om reiselivet", True),
        ("Budsjett 2023", "Budsjett for 2023", True),
        ("Status for kampanjen", "Status for kampanjen vår", True),
        ("Reiseliv", "Reiseliv i hele regionen", False),
        ("Budsjett 2022", "Budsjett 2023", False),
        ("Høring av plan for Oslo", "Høring av plan for Asker", False),
        ("Referat fra utvalg A", "Referat fra utvalg B", False),
        ("Luft", "Støy", False),
    ],
)
def test_a_title_that_was_changed_a_little_is_the_same_case(
    case: Case,
    before: str,
    now: str,
    same: bool,  # noqa: FBT001
) -> None:
    issued = entry("2022-03-11", [before, "Vann"])
    plan = case.plan(issued, f"[{{tittel: {now}}}, {{tittel: Vann}}]")
    if same:
        assert own_cases(plan) == [f"4 {now}", "5 Vann"]
        assert warnings(plan) == ["sak-ny-tittel"]
    else:
        assert own_cases(plan) == [f"4 {before} utgår", f"8 {now}", "5 Vann"]
        assert warnings(plan) == ["sak-utgar"]


@pytest.mark.parametrize(
    "cases",
    [
        "[{tittel: Status for kampanjen vår}, {tittel: Status for kampanjene}, {tittel: Vann}]",
        "[{tittel: Luft}, {tittel: Vann}, {tittel: Jord}, {tittel: Status for kampanjen vår}]",
    ],
    ids=["two alike", "in another place"],
)
def test_a_likeness_that_is_not_certain_is_no_likeness(case: Case, cases: str) -> None:
    issued = entry("2022-03-11", ["Status for kampanjen", "Luft", "Vann", "Jord"])
    assert "4 Status for kampanjen utgår" in case.shown(issued, cases)


# Titles that do not tell cases apart


def test_cases_with_the_same_title_are_asked_for(case: Case) -> None:
    issued = entry("2022-03-11", ["Nytt", "Nytt"])
    cases = "[{tittel: Nytt, bakgrunn: A}, {tittel: Nytt, bakgrunn: B}]"
    plan = case.plan(issued, cases)
    with pytest.raises(PlanError) as caught:
        own_cases(plan)
    assert [(p.code, str(p.place)) for p in caught.value.problems] == [
        ("usikkert-saksnummer", "plan/2022/2022-03-11/mote.yaml:1:9 saker[1]"),
        ("usikkert-saksnummer", "plan/2022/2022-03-11/mote.yaml:1:38 saker[2]"),
    ]
    settled = "[{tittel: Nytt, bakgrunn: A, nummer: 5}, {tittel: Nytt, bakgrunn: B}]"
    assert case.shown(issued, settled) == ["5 Nytt", "4 Nytt"]


def test_one_of_two_with_the_same_title_that_is_left_is_asked_for(case: Case) -> None:
    issued = entry("2022-03-11", ["Nytt", "Nytt"])
    with pytest.raises(PlanError, match="«nummer:» og 4 eller 5"):
        case.shown(issued, "[{tittel: Nytt}]")
    assert case.shown(issued, "[{tittel: Nytt, nummer: 5}]") == ["4 Nytt utgår", "5 Nytt"]


def test_the_same_case_twice_word_for_word_needs_no_asking(case: Case) -> None:
    assert case.shown(entry("2022-03-11", ["Nytt", "Nytt"]), "[{tittel: Nytt}, {tittel: Nytt}]") == [
        "4 Nytt",
        "5 Nytt",
    ]


def test_a_case_like_an_older_one_is_asked_for(case: Case) -> None:
    issued = entry("2022-03-11", ["Nytt"])
    cases = "[{tittel: Nytt, bakgrunn: A}, {tittel: Nytt, bakgrunn: B%s}]"
    with pytest.raises(PlanError, match="Skriv «nummer: 4»"):
        case.shown(issued, cases % "")
    assert case.shown(issued, cases % ", nummer: 4") == ["7 Nytt", "4 Nytt"]


@pytest.mark.parametrize("number", ["9", "1", "4/22"])
def test_a_number_that_no_case_waits_for_is_refused(case: Case, number: str) -> None:
    with pytest.raises(PlanError) as caught:
        case.shown(ISSUED, f"[{{tittel: Støy, nummer: {number}}}, {{tittel: Vann}}]")
    (problem,) = caught.value.problems
    assert problem.code == "ukjent-saksnummer"
    assert "4, 5" in problem.advice


def test_a_number_asked_for_twice_is_refused(case: Case) -> None:
    with pytest.raises(PlanError) as caught:
        case.shown(ISSUED, "[{tittel: A, nummer: 4}, {tittel: B, nummer: 4}]")
    assert [problem.code for problem in caught.value.problems] == ["ukjent-saksnummer"]


# Exempt cases


def matched(recorded: Sequence[str], cases: Sequence[dict[str, Any]], nynorsk: bool = False) -> Match:  # noqa: FBT001, FBT002
    before = [Nummersak.model_validate({"nummer": str(n), "tittel": t}) for n, t in enumerate(recorded, 4)]
    posts = [Post(Saksframlegg.model_validate(c), None, Place("mote.yaml")) for c in cases]
    return match(before, posts, NYNORSK if nynorsk else BOKMÅL)


def test_an_exempt_case_is_known_by_its_open_title() -> None:
    exempt = {"tittel": "Tilsetting", "unntatt": {"hjemmel": "offl. § 25", "tittel": "Personalsak"}}
    assert matched(["Luft", "Personalsak"], [exempt, {"tittel": "Luft"}]).numbers == {0: "5", 1: "4"}
    without = {"tittel": "Tilsetting", "unntatt": "offl. § 25"}
    untitled = [BOKMÅL.unntatt_sak]
    assert matched(untitled, [without]).numbers == {0: "4"}
    assert matched(untitled, [without], nynorsk=True).numbers == {0: "4"}


def test_a_case_that_became_exempt_keeps_its_number(case: Case) -> None:
    cases = "[{tittel: Luft, unntatt: offl. § 14}, {tittel: Vann}]"
    plan = case.plan(ISSUED, cases)
    assert own_cases(plan)[0] == "4 Luft"
    now = numbered_agenda(plan, find_meeting(plan, "2022-03-11")).nå
    assert [c.tittel for c in now.saker if c.nummer == "4"] == [BOKMÅL.unntatt_sak]


def test_the_own_title_of_one_case_is_not_taken_for_the_open_title_of_another() -> None:
    cases = [
        {"tittel": "Personalsak", "unntatt": {"hjemmel": "offl. § 25", "tittel": "Sak A"}},
        {"tittel": "Tilsetting", "unntatt": {"hjemmel": "offl. § 25", "tittel": "Personalsak"}},
    ]
    assert matched(["Sak A", "Personalsak"], cases).numbers == {0: "4", 1: "5"}


def test_an_exempt_case_that_may_be_an_open_one_which_is_gone_is_asked_about() -> None:
    """Else the open title of before would stand as withdrawn, for everyone to read."""
    new = {"tittel": "Ansettelse av leder", "unntatt": "offl. § 25"}
    with pytest.raises(PlanError) as stopped:
        matched(["Tilsetting av Kari", "Vann"], [new, {"tittel": "Vann"}])
    (problem,) = stopped.value.problems
    assert (problem.code, "sak 4 «Tilsetting av Kari»" in problem.message) == ("unntatt-eller-utgatt", True)
    same = {**new, "nummer": "4"}
    assert matched(["Tilsetting av Kari", "Vann"], [same, {"tittel": "Vann"}]).numbers == {0: "4", 1: "5"}
    other = [{"tittel": "Tilsetting av Kari", "utgår": "ja"}, {"tittel": "Vann"}, new]
    assert matched(["Tilsetting av Kari", "Vann"], other).numbers == {0: "4", 1: "5"}


def test_two_exempt_cases_without_open_titles_are_asked_for() -> None:
    cases = [{"tittel": title, "unntatt": "offl. § 25"} for title in ("Tilsetting", "Oppsigelse")]
    with pytest.raises(PlanError):
        matched([BOKMÅL.unntatt_sak] * 2, cases)
    assert matched([BOKMÅL.unntatt_sak] * 2, [cases[0], {**cases[1], "nummer": "4"}]).numbers == {
        1: "4",
        0: "5",
    }


def test_no_title_of_an_exempt_case_reaches_the_file(case: Case) -> None:
    bought = "{tittel: Kjøp, unntatt: {hjemmel: offl. § 23, tittel: Anbud}}"
    cases = f"[{{tittel: Luft}}, {{tittel: Vann}}, {{tittel: Tilsetting, unntatt: offl. § 25}}, {bought}]"
    plan = case.plan(ISSUED, cases)
    text = text_of([numbered_agenda(plan, find_meeting(plan, "2022-03-11")).nå])
    assert "Tilsetting" not in text
    assert "Kjøp" not in text
    assert "Anbud" in text


def test_a_case_that_was_exempt_stays_so_when_it_is_no_longer_in_the_plan(case: Case) -> None:
    exempt = ISSUED.replace('tittel: "Luft"', 'tittel: "Personalsak", unntatt: "offl. § 25"')
    plan = case.plan(exempt, "[{tittel: Vann}]")
    found = numbered_agenda(plan, find_meeting(plan, "2022-03-11"))
    (gone,) = (sak for sak in found.saker if sak.utgår)
    assert (gone.nummer, gone.framlegg.unntatt) == ("4", Unntatt(hjemmel="offl. § 25", tittel="Personalsak"))
    assert '"Personalsak", unntatt: "offl. § 25", utgår: ja}' in text_of([found.nå])


# Before a summons has gone out


def test_cases_that_will_not_be_told_apart_are_a_warning_in_time(case: Case) -> None:
    cases = "[{tittel: Nytt, bakgrunn: A}, {tittel: Nytt, bakgrunn: B}]"
    assert warnings(case.plan(entry("2022-05-20", ["Jord"]), cases)) == ["like-titler"]


def test_a_number_may_be_asked_for_before_the_summons_goes_out(case: Case) -> None:
    issued = entry("2022-05-20", ["Jord"])
    assert case.shown(issued, "[{tittel: A}, {tittel: B, nummer: 4}]") == ["5 A", "4 B"]
    with pytest.raises(PlanError, match="fra 1 til 7"):
        case.shown(issued, "[{tittel: A}, {tittel: B, nummer: 9}]")


# Numbers that run through the year


def running(case: Case, issued: str, cases: str = "[{tittel: Luft}, {tittel: Vann}]") -> Plan:
    return case.plan(issued, cases, organisasjon=RUNNING)


def test_a_late_case_gets_the_number_after_all_that_have_gone_out(case: Case) -> None:
    march = entry("2022-03-11", ["Luft", "Vann"], year="22")
    may = entry("2022-05-20", ["Jord"], year="22", start=8)
    plan = running(case, march + may, "[{tittel: Støy}, {tittel: Luft}, {tittel: Vann}]")
    assert own_cases(plan) == ["14/22 Støy", "04/22 Luft", "05/22 Vann"]
    assert own_cases(plan, "2022-05-20") == ["11/22 Jord"]


def test_a_meeting_to_come_takes_no_number_that_has_gone_out(case: Case) -> None:
    may = entry("2022-05-20", ["Jord"], year="22", start=5)
    plan = running(case, may)
    numbers = [s.nummer for s in numbered_agenda(plan, find_meeting(plan, "2022-03-11")).saker]
    assert numbers == ["01/22", "02/22", "03/22", "04/22", "11/22", "12/22", "13/22"]


def test_a_late_case_does_not_move_the_meetings_to_come(case: Case) -> None:
    march = entry("2022-03-11", ["Luft", "Vann"], year="22")
    plan = running(case, march, "[{tittel: Luft}, {tittel: Vann}, {tittel: Støy}]")
    assert own_cases(plan)[-1] == "08/22 Støy"
    assert own_cases(plan, "2022-05-20") == ["12/22 Jord"]


def test_a_late_number_does_not_push_the_numbers_of_the_next_meeting(case: Case) -> None:
    march, may = entry("2022-03-11", ["Luft"], year="22"), entry("2022-05-20", ["Jord"], year="22", start=15)
    late = march + '      - {nummer: 21/22, tittel: "Støy"}\n'
    april = ÅRSPLAN.replace(
        "  - {type", "  - {type: faggruppemøte, dato: 2022-04-01, tema: [Skog]}\n  - {type", 1
    )
    plan = case.plan(
        late + may,
        "[{tittel: Luft}, {tittel: Støy}]",
        organisasjon=RUNNING,
        årsplaner={"2022/klima.yaml": april},
    )
    assert own_cases(plan) == ["04/22 Luft", "21/22 Støy"]
    assert own_cases(plan, "2022-04-01") == ["10/22 Skog"]


def test_a_group_that_begins_to_number_through_the_year_keeps_what_has_gone_out(case: Case) -> None:
    plan = running(case, ISSUED, "[{tittel: Luft}, {tittel: Vann}, {tittel: Støy}]")
    assert own_cases(plan) == ["4 Luft", "5 Vann", "8 Støy"]
    assert own_cases(plan, "2022-05-20") == ["04/22 Jord"]


# A meeting that is moved, or is not held


def test_the_numbers_follow_a_meeting_that_is_moved(case: Case) -> None:
    issued = ISSUED.replace("2022-03-11", "2022-03-04")
    plan = case.plan(issued, "[{tittel: Vann}, {tittel: Luft}]")
    assert own_cases(plan) == ["5 Vann", "4 Luft"]
    assert warnings(plan) == ["mote-flyttet"]
    now = numbered_agenda(plan, find_meeting(plan, "2022-03-11")).nå
    assert (now.dato, now.utsendt) == (date(2022, 3, 11), date(2022, 1, 1))
    assert own_cases(plan, "2022-05-20") == ["4 Jord"]
    assert warnings(plan, "2022-05-20") == []


@pytest.mark.parametrize(
    ("title", "cases"),
    [("Snø", "[{tittel: Støy}, {tittel: Lys}]"), ("Jord", "[{tittel: Jord}, {tittel: Støy}]")],
    ids=["like none", "like two"],
)
def test_a_meeting_that_may_be_another_is_asked_for(case: Case, title: str, cases: str) -> None:
    issued = entry("2022-02-01", [title])
    plan = case.plan(issued, cases)
    day = "2022-03-11"
    with pytest.raises(PlanError) as caught:
        own_cases(plan, day)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("mote-uten-dato", f"{FILE}:2:5 møter[1]")
    assert "«avlyst: ja»" in problem.advice
    cancelled = issued.replace("    saker:", "    avlyst: ja\n    saker:")
    assert own_cases(case.plan(cancelled, cases), day)[0].startswith("4 ")


def test_the_numbers_of_a_meeting_that_is_not_held_are_not_given_away(case: Case) -> None:
    cancelled = entry("2022-02-01", ["Snø"], year="22").replace("    saker:", "    avlyst: ja\n    saker:")
    assert own_cases(running(case, cancelled)) == ["10/22 Luft", "11/22 Vann"]


# The file


def problems(write_plan: WritePlan, text: str, name: str = FILE) -> list[tuple[str, str]]:
    with pytest.raises(PlanError) as caught:
        load_plan(write_plan(andre={name: text}))
    return [(problem.code, str(problem.place)) for problem in caught.value.problems]


CONFLICT: Final = (
    "møter:\n<<<<<<< HEAD\n" + ISSUED + "=======\n" + entry("2022-03-11", ["Støy"]) + ">>>>>>> kari\n"
)


WHOLE: Final = f"møter:\n{ISSUED}"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (WHOLE.replace("nummer: 5", "nummer: 4"), "samme-saksnummer", ":10:9 møter[1].saker[5]"),
        (WHOLE + ISSUED, "dobbelt-mote", ":13:13 møter[2].gruppe"),
        (WHOLE.replace("klima", "kilma"), "ukjent-gruppe", ":2:13 møter[1].gruppe"),
        (WHOLE.replace("nummer: 5", "nummer: V"), "ikke-saksnummer", ":10:18 møter[1].saker[5].nummer"),
        (WHOLE.replace(": referat", ": refrat"), "ukjent-verdi", ":7:27 møter[1].saker[2].fast"),
        (WHOLE.replace(": referat", ": eventuelt"), "dobbel-fast-sak", ":6:7 møter[1].saker"),
        (CONFLICT, "git-konflikt", ":2:1"),
        ("", "tom-fil", ""),
    ],
)
def test_what_is_wrong_with_the_file_is_said_at_its_place(
    write_plan: WritePlan, text: str, code: str, place: str
) -> None:
    assert problems(write_plan, text) == [(code, FILE + place)]


def test_the_same_running_number_in_two_meetings_is_found(write_plan: WritePlan) -> None:
    march = entry("2022-03-11", ["Luft"], year="22")
    may = entry("2022-05-20", ["Jord"], year="22", start=6)
    other = entry("2022-03-12", ["Dans"], group="kultur", year="22")
    assert problems(write_plan, f"møter:\n{march}{may}{other}") == [
        ("samme-saksnummer", f"{FILE}:16:9 møter[2].saker[1]")
    ]


@pytest.mark.parametrize(
    "name", ["saksnummer-PC2.yaml", "saksnummer (1).yaml", "Saksnummer - Kopi.yaml", "saksnummer-kari.yaml"]
)
def test_a_copy_that_onedrive_made_is_named_and_is_no_year_plan(write_plan: WritePlan, name: str) -> None:
    assert problems(write_plan, f"møter:\n{ISSUED}", f"plan/2022/{name}") == [
        ("kopi-av-saksnummer", f"plan/2022/{name}")
    ]


def test_a_year_without_the_file_has_no_numbers(workspace: Workspace) -> None:
    assert load_plan(workspace).numbers_of(2022).møter == ()


titles = (
    st.text(min_size=1, max_size=40)
    .map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
    .filter(lambda text: bool(text) and not FORBIDDEN.search(text) and not UNSEEN.fullmatch(text))
)


@given(st.lists(st.tuples(titles, st.booleans()), min_size=1, max_size=6), titles)
@example([('«Luft» & "vann": {a, b} # c', False), ("\\ - : ' %", True)], "areal & transport: «a»")
def test_every_title_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, cases: list[tuple[str, bool]], group: str
) -> None:
    meeting = Nummermøte.model_construct(
        gruppe=group,
        dato=date(2022, 3, 11),
        utsendt=date(2022, 3, 4),
        avlyst=False,
        saker=tuple(
            Nummersak.model_construct(nummer=str(n), fast=None, tittel=title, utgår=withdrawn)
            for n, (title, withdrawn) in enumerate(cases, 1)
        ),
    )
    file = tmp_path_factory.getbasetemp() / "saksnummer.yaml"
    file.write_bytes(text_of([meeting]).encode())
    book = read_book(file, "saksnummer.yaml", 2022, [group])
    assert [case.tittel for case in book.møter[0].saker] == [title for title, _ in cases]
    assert text_of(book.møter).encode() == book.innhold == file.read_bytes()


def test_the_plan_without_a_file_of_its_own_keeps_its_topics_numbers(write_plan: WritePlan) -> None:
    plan = ÅRSPLAN.replace("[Luft, Vann]", "[Vann, Støy]")
    read = load_plan(write_plan(årsplaner={"2022/klima.yaml": plan}, andre={FILE: f"møter:\n{ISSUED}"}))
    assert own_cases(read) == ["4 Luft utgår", "5 Vann", "8 Støy"]
