"""Kommuneloven chapter 11 held against a meeting: each rule finds what it asks for, and nothing else."""

from collections.abc import Callable
from datetime import date

import pytest

from dokumentmaskin.plan import control, find_meeting, minutes_control, summons_control, to_control
from dokumentmaskin.plan.law.rules import MINUTES, SUMMONS, Kontroll
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.meetings import Plan
from tests.conftest import WritePlan

DAY = "2022-03-11"
BEFORE, AFTER = date(2022, 3, 5), date(2022, 3, 20)
FORM = "interkommunalt politisk råd"
PEOPLE = """\
klima:
  - {navn: Kari, delregion: Nord, parti: Ap}
  - {navn: Ola, delregion: Sør, parti: H}
  - {navn: Liv, delregion: Sør, parti: Sp}
"""
# A meeting and its minutes that lack nothing.
CASES = "sted: Rådhuset\nsaker:\n  - {tittel: Luft, type: vedtak, bakgrunn: Lufta er god.}\n"
ROWS = """\
startet: 09:00
deltakere:
  - {delregion: Nord, medlem: Kari, møtte: medlem}
  - {delregion: Sør, medlem: Ola, møtte: medlem}
  - {delregion: Sør, medlem: Liv, møtte: ingen}
"""
CASE = "nummer: 4, tittel: Luft, vedtak: Lufta måles."
UNANIMOUS = "votering: [{utfall: enstemmig}]"
SAID = f"saker: [{{{CASE}, {UNANIMOUS}}}]\n"

Held = Callable[..., Plan]


@pytest.fixture
def plan(write_plan: WritePlan) -> Held:
    def written(  # noqa: PLR0913 - the parts of a plan that the rules look at
        cases: str = CASES,
        minutes: str = ROWS + SAID,
        *,
        body: str = "slag: styre, nettside: https://example.org/",
        form: str = FORM,
        meeting: str = "form: fysisk",
        name: str = "Rådet IPR",
        day: date = AFTER,
    ) -> Plan:
        organisation = (
            f"navn: {name}\nform: {form}\nsekretariat: {{navn: Sekretariatet}}\ndelregioner: [Nord, Sør]\n"
            f"grupper: [{{navn: klima, {body}}}]\n"
        )
        years = {
            "2022/klima.yaml": "gruppe: klima\ndatert: 2022-01-10\nmøteplan:\n"
            f"  - {{type: møte, dato: {DAY}, tema: [Luft], {meeting}}}\n"
            "  - {type: møte, dato: 2022-05-20, tema: [Jord]}\n"
        }
        files: dict[str, str | bytes] = {f"plan/2022/{DAY}/referat.yaml": minutes} if minutes else {}
        own = {f"2022/{DAY}": cases} if cases else {}
        workspace = write_plan(
            organisasjon=organisation, medlemmer=PEOPLE, årsplaner=years, møter=own, andre=files
        )
        for file, text in (("mote.yaml", cases), ("referat.yaml", minutes)):
            if not text:  # of what the same test has written before
                (workspace.plan / f"2022/{DAY}/{file}").unlink(missing_ok=True)
        return load_plan(workspace).issued_by(day)

    return written


def found(plan: Plan) -> Kontroll:
    return control(plan, [find_meeting(plan, DAY)])


def codes(plan: Plan) -> tuple[list[str], list[str]]:
    held = found(plan)
    return [problem.code for problem in held.mangler], [problem.code for problem in held.merknader]


def test_papers_that_have_it_all_lack_nothing(plan: Held) -> None:
    assert codes(plan()) == ([], [])


@pytest.mark.parametrize(
    ("case", "code", "paragraph", "words"),
    [
        ("type: vedtak", "lov-dokumenter", "§ 11-3 første ledd", "Sak 4 er til vedtak"),
        ("type: valg", "lov-dokumenter", "§ 11-3 første ledd", "Sak 4 er til valg"),
        (
            "type: vedtak, vedlegg: [{tittel: Notat, ettersendes: 2022-03-10}]",
            "lov-dokumenter",
            "§ 11-3 første ledd",
            "kommer etter innkallingen",
        ),
        (
            "type: vedtak, vedlegg: [{tittel: Notat, legges_fram: ja}]",
            "lov-dokumenter",
            "§ 11-3 første ledd",
            "blir lagt fram i møtet",
        ),
        (
            "type: vedtak, bakgrunn: Ja., ettersendt: 2022-03-09",
            "lov-sent",
            "§ 11-3 femte ledd",
            "Sak 4 kom 9. mars 2022",
        ),
        (
            "type: valg, bakgrunn: Ja., lagt_fram: 2022-03-11",
            "lov-sent",
            "§ 11-3 femte ledd",
            "Sak 4 kom 11. mars",
        ),
        (
            "type: vedtak, vedlegg: [{tittel: N, lenke: 'https://example.org', ettersendt: 2022-03-09}]",
            "lov-sent",
            "§ 11-3 femte ledd",
            "Et vedlegg i sak 4 kom 9. mars",
        ),
    ],
)
def test_what_a_summons_lacks_is_named_with_its_paragraph_and_place(
    plan: Held, case: str, code: str, paragraph: str, words: str
) -> None:
    cases = f"sted: Rådhuset\nsaker:\n  - {{tittel: Luft, {case}}}\n"
    (problem,) = found(plan(cases)).mangler
    assert problem.code == code
    assert f"(kommuneloven {paragraph})." in problem.message
    assert words in problem.message.replace("\u00a0", " ")
    assert str(problem.place).startswith(f"plan/2022/{DAY}/mote.yaml:3:")


def test_a_fixed_case_among_the_meetings_own_needs_no_papers(plan: Held) -> None:
    cases = "sted: Rådhuset\nsaker: [{tittel: Godkjenning av innkalling og saksliste, type: vedtak}]\n"
    assert found(plan(cases, "")).mangler == ()


def test_what_comes_later_has_not_come(plan: Held) -> None:
    cases = (
        "sted: Rådhuset\nsaker:\n  - {tittel: Luft, type: vedtak, bakgrunn: Ja., ettersendt: 2022-03-09}\n"
    )
    (problem,) = found(plan(cases, "", day=date(2022, 3, 8))).mangler
    assert "Sak 4 kommer 9." in problem.message


@pytest.mark.parametrize(
    "case",
    ["type: orientering", "ettersendt: 2022-03-09", "type: drøfting, ettersendt: 2022-03-09", "utgår: ja"],
)
def test_nothing_is_asked_of_a_case_in_which_nothing_is_decided(plan: Held, case: str) -> None:
    cases = f"sted: Rådhuset\nsaker:\n  - {{tittel: Luft, {case}}}\n"
    assert found(plan(cases, "")).mangler == ()


def test_topics_have_no_documents_and_a_notice_on_the_day_is_none(plan: Held) -> None:
    assert codes(plan("", ""))[0] == ["lov-dokumenter"]
    assert codes(plan(f"utsendt: {DAY}\n{CASES}"))[0] == ["lov-varsel"]


def test_each_late_paper_is_named_and_what_is_about_the_body_once(plan: Held) -> None:
    paper = "{tittel: N, lenke: 'https://example.org', ettersendt: 2022-03-09}"
    cases = f"sted: Rådhuset\nsaker:\n  - {{tittel: Luft, type: vedtak, vedlegg: [{paper}, {paper}]}}\n"
    own = plan(cases, body="slag: styre", day=date(2022, 5, 15))
    held = control(own, to_control(own))
    assert [problem.code for problem in held.mangler] == ["lov-sent", "lov-sent", "lov-dokumenter"]
    assert [problem.code for problem in held.merknader] == ["lov-kunngjoring"]


def test_where_the_list_is_announced_is_a_note(plan: Held) -> None:
    assert codes(plan(body="slag: styre")) == ([], ["lov-kunngjoring"])
    assert codes(plan(f"nettside: https://example.org/\n{CASES}", body="slag: styre")) == ([], [])


@pytest.mark.parametrize(
    ("minutes", "code", "paragraph", "words"),
    [
        (ROWS.replace("startet: 09:00\n", "") + SAID, "lov-tid-og-sted", "bokstav a", "når møtet startet"),
        (f"startet: 09:00\n{SAID}", "lov-frammote", "bokstav b", "hvem som møtte"),
        (
            ROWS.replace("  - {delregion: Sør, medlem: Liv, møtte: ingen}\n", "") + SAID,
            "lov-frammote",
            "bokstav b",
            "om Liv møtte",
        ),
        (f"{ROWS}saker: [{{nummer: 4, tittel: Luft}}]\n", "lov-vedtak", "bokstav d", "bestemt i sak 4"),
        (f"{ROWS}saker: [{{{CASE}}}]\n", "lov-votering", "bokstav e", "hvordan stemmene falt"),
        (
            f"{ROWS}saker: [{{{CASE}, {UNANIMOUS}, lukket_møte: personvern}}]\n",
            "lov-lukking",
            "§ 11-4 andre ledd og § 11-5",
            "mangler paragraf, ledd og bokstav",
        ),
        (
            f"{ROWS}saker: [{{{CASE}, {UNANIMOUS}, lukket_møte: koml. § 11-5 tredje ledd}}]\n",
            "lov-lukking",
            "§ 11-4 andre ledd og § 11-5",
            "mangler bokstav",
        ),
        (
            f"{ROWS}saker: [{{{CASE}, {UNANIMOUS}, habilitet: [{{hvem: Ola}}]}}]\n",
            "lov-habilitet",
            "§ 11-4 andre ledd",
            "hvorfor Ola var inhabil",
        ),
        (
            ROWS.replace("Ola, møtte: medlem", "Ola, møtte: ingen") + SAID,
            "ikke-vedtaksfor",
            "§ 11-9",
            "Bare 1 av 3 møtte",
        ),
    ],
)
def test_what_minutes_lack_is_named_with_its_paragraph_and_place(
    plan: Held, minutes: str, code: str, paragraph: str, words: str
) -> None:
    (problem,) = found(plan(minutes=minutes)).mangler
    assert problem.code == code
    assert paragraph in problem.message
    assert words in problem.message
    assert str(problem.place).startswith(f"plan/2022/{DAY}/referat.yaml:")


@pytest.mark.parametrize(
    "ground",
    ["kommuneloven § 11-5 andre ledd", "§ 11-5 tredje ledd bokstav a", "§ 11-5, 3. ledd bokst. b"],
)
def test_a_whole_ground_is_a_ground(plan: Held, ground: str) -> None:
    minutes = f"{ROWS}saker: [{{{CASE}, {UNANIMOUS}, lukket_møte: '{ground}'}}]\n"
    assert found(plan(minutes=minutes)).mangler == ()


def test_the_own_affairs_of_an_employee_are_not_dealt_with_at_a_distance(plan: Held) -> None:
    minutes = f"{ROWS}saker: [{{{CASE}, {UNANIMOUS}, lukket_møte: § 11-5 andre ledd}}]\n"
    assert codes(plan(minutes=minutes, meeting="form: hybrid"))[0] == ["lov-fjernmote"]
    assert codes(plan(minutes=minutes, meeting="form: fysisk"))[0] == []
    other = minutes.replace("andre ledd", "tredje ledd bokstav a")
    assert codes(plan(minutes=other, meeting="form: digitalt"))[0] == []


def test_a_digital_meeting_needs_no_other_place(plan: Held) -> None:
    cases = CASES.replace("sted: Rådhuset\n", "")
    assert codes(plan(cases))[0] == ["lov-tid-og-sted"]
    assert codes(plan(cases, meeting="form: digitalt"))[0] == []


@pytest.mark.parametrize(
    ("votes", "notes"),
    [
        ("{for: 1, mot: 1}", ["lov-partier"]),
        ("{for: 2, mot: 0}", []),
        ("{for: 1, mot: 1, partier_for: [{parti: Ap, antall: 1}], partier_mot: [{parti: H, antall: 1}]}", []),
    ],
)
def test_the_parties_of_a_split_vote_are_asked_for_in_a_note(
    plan: Held, votes: str, notes: list[str]
) -> None:
    minutes = f"{ROWS}saker: [{{{CASE}, votering: [{votes}]}}]\n"
    assert codes(plan(minutes=minutes)) == ([], notes)


def test_minutes_that_are_not_read_are_not_said_to_lack_anything(plan: Held) -> None:
    assert codes(plan(minutes="")) == ([], ["lov-ulest"])
    assert codes(plan(minutes="", day=BEFORE)) == ([], [])


@pytest.mark.parametrize(
    ("body", "form", "expected"),
    [
        ("slag: styre", FORM, (["lov-dokumenter"], ["lov-kunngjoring"])),
        ("slag: faggruppe", FORM, ([], [])),
        ("slag: faggruppe, følger_kommuneloven: ja", FORM, ([], ["lov-dokumenter", "lov-kunngjoring"])),
        ("slag: styre", "aksjeselskap", ([], ["folkevalgt-ukjent"])),
        ("slag: styre, folkevalgt: nei", "aksjeselskap", ([], [])),
        ("slag: styre, folkevalgt: ja", "aksjeselskap", (["lov-dokumenter"], ["lov-kunngjoring"])),
    ],
)
def test_the_law_is_held_against_those_whom_it_is_for(
    plan: Held, body: str, form: str, expected: tuple[list[str], list[str]]
) -> None:
    assert codes(plan("", "", body=body, form=form, day=BEFORE)) == expected


def test_the_name_of_a_council_says_what_it_is(plan: Held) -> None:
    assert codes(plan(name="Rådet")) == ([], ["lov-navn"])
    assert codes(plan(name="Rådet", body="slag: faggruppe")) == ([], [])
    assert codes(plan(name="Rådet", form="kommune")) == ([], [])


def test_the_meetings_under_way_are_those_whose_summons_is_due_or_sent(plan: Held) -> None:
    def days(own: Plan) -> list[str]:
        return [møte.stempel for møte in to_control(own)]

    assert days(plan(minutes="", day=date(2022, 3, 3))) == []
    assert days(plan(f"utsendt: 2022-03-02\n{CASES}", "", day=date(2022, 3, 3))) == [DAY]
    assert days(plan(minutes="", day=date(2022, 3, 4))) == [DAY]
    assert days(plan(day=date(2022, 5, 13))) == [DAY, "2022-05-20"]
    assert days(plan(body="slag: faggruppe")) == []
    assert days(plan(meeting="avlyst: ja", minutes="", cases="")) == []


def test_whoever_makes_a_summons_is_told_when_there_is_something_to_hold(plan: Held) -> None:
    def told(own: Plan) -> list[str]:
        return [problem.code for problem in summons_control(own, find_meeting(own, DAY)).alle]

    no_documents = CASES.replace(", bakgrunn: Lufta er god.", "")
    assert told(plan(no_documents, "", day=date(2022, 1, 10))) == ["lov-dokumenter"]
    assert told(plan("", "", day=date(2022, 1, 10))) == []
    assert told(plan("", "", day=date(2022, 3, 5))) == ["lov-dokumenter"]
    assert told(plan(no_documents, "", day=AFTER)) == []


def test_whoever_makes_minutes_is_told_what_they_lack(plan: Held) -> None:
    own = plan(minutes=f"{ROWS}saker: [{{{CASE}}}]\n")
    assert [problem.code for problem in minutes_control(own, find_meeting(own, DAY)).alle] == ["lov-votering"]
    unread = plan(minutes="")
    assert minutes_control(unread, find_meeting(unread, DAY)) == Kontroll()


def test_every_rule_has_a_paragraph_of_the_chapter() -> None:
    assert all(rule.hjemmel.startswith("§") and "11-" in rule.hjemmel for rule in (*SUMMONS, *MINUTES))
