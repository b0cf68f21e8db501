"""The fixed cases of a group: which, by what titles, in what order, and in which kind of meeting."""

import pytest

from dokumentmaskin.errors import PlanError
from dokumentmaskin.plan.cases.agenda import agenda, numbered_agenda
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.records import text_of
from tests.conftest import ORGANISASJON, WritePlan

DAY = "2022-05-20"
YEAR = """\
gruppe: klima
datert: 2022-01-10
møteplan:
  - {type: faggruppemøte, dato: 2022-03-11, tema: [Luft]}
  - {type: %s, dato: 2022-05-20, tema: [Jord]}
"""
OWN_FIXED = """
    faste_saker:
      ordinært møte:
        først:
          - innkalling
          - {fast: referat, tittel: Godkjenning av møtebok}
          - {fast: meldinger, tittel: Referatsaker}
        sist:
          - {tittel: Nytt fra daglig leder, type: orientering}
          - eventuelt
"""
NONE = "\n    faste_saker: ingen\n"
MESSAGES = "meldinger: [{tittel: Brev fra NHO, fra: NHO, dato: 2022-05-01}, {tittel: Vedtak i fylket}]\n"


def read(write_plan: WritePlan, fixed: str = "", own: str = "", kind: str = "faggruppemøte") -> Plan:
    organisasjon = ORGANISASJON.replace("- navn: klima\n", f"- navn: klima{fixed or chr(10)}")
    møter = {f"2022/{DAY}": own} if own else {}
    return load_plan(
        write_plan(organisasjon=organisasjon, årsplaner={"2022/klima.yaml": YEAR % kind}, møter=møter)
    )


def shown(plan: Plan) -> list[tuple[str, str, str | None]]:
    cases = agenda(plan, find_meeting(plan, DAY))
    return [(c.nummer, c.framlegg.tittel.replace("\u00a0", " "), c.fast) for c in cases]


def test_a_group_has_the_fixed_cases_that_it_says_in_its_order_and_by_its_titles(
    write_plan: WritePlan,
) -> None:
    assert shown(read(write_plan, OWN_FIXED)) == [
        ("1", "Godkjenning av innkalling og saksliste", "innkalling"),
        ("2", "Godkjenning av møtebok", "referat"),
        ("3", "Referatsaker", "meldinger"),
        ("4", "Jord", None),
        ("5", "Nytt fra daglig leder", None),
        ("6", "Eventuelt", "eventuelt"),
    ]


def test_a_group_may_have_none(write_plan: WritePlan) -> None:
    assert shown(read(write_plan, NONE)) == [("1", "Jord", None)]


def test_an_extra_meeting_has_the_approval_of_its_summons_and_no_more(write_plan: WritePlan) -> None:
    assert [title for _, title, _ in shown(read(write_plan, kind="ekstraordinært møte"))] == [
        "Godkjenning av innkalling og saksliste",
        "Jord",
    ]


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        ("ingen", ["Jord"]),
        ("{sist: [eventuelt]}", ["Jord", "Eventuelt"]),
    ],
)
def test_a_group_says_the_fixed_cases_of_its_extra_meetings(
    write_plan: WritePlan, said: str, titles: list[str]
) -> None:
    fixed = f"\n    faste_saker: {{ekstraordinært møte: {said}}}\n"
    plan = read(write_plan, fixed, kind="ekstraordinært møte")
    assert [title for _, title, _ in shown(plan)] == titles
    assert len(agenda(plan, find_meeting(plan, "2022-03-11"))) == len(("fem faste", "og", "tema")) + 3


def test_one_that_is_written_among_the_meetings_own_is_the_fixed_one(write_plan: WritePlan) -> None:
    own = (
        "saker: [{tittel: Jord}, {tittel: godkjenning av Møtebok, innleder: Kari}, {tittel: Orienteringer}]\n"
    )
    assert shown(read(write_plan, OWN_FIXED, own)) == [
        ("1", "Godkjenning av innkalling og saksliste", "innkalling"),
        ("2", "Referatsaker", "meldinger"),
        ("3", "Jord", None),
        ("4", "godkjenning av Møtebok", "referat"),
        ("5", "Orienteringer", None),  # which this group does not have among its fixed
        ("6", "Nytt fra daglig leder", None),
        ("7", "Eventuelt", "eventuelt"),
    ]


@pytest.mark.parametrize(("fixed", "title", "place"), [(OWN_FIXED, "Referatsaker", 2), ("", "Meldinger", 3)])
def test_messages_are_in_their_fixed_case_which_is_there_when_there_are_some(
    write_plan: WritePlan, fixed: str, title: str, place: int
) -> None:
    plan = read(write_plan, fixed, MESSAGES)
    case = agenda(plan, find_meeting(plan, DAY))[place]
    assert (case.framlegg.tittel, case.framlegg.type, case.fast) == (title, "orientering", "meldinger")
    assert [paper.tittel for paper in case.framlegg.vedlegg] == ["Brev fra NHO", "Vedtak i fylket"]
    others = {case.fast for case in agenda(plan, find_meeting(plan, "2022-03-11"))}
    assert ("meldinger" in others) == bool(fixed)


def test_fixed_cases_keep_their_numbers_when_the_group_gives_them_other_titles(write_plan: WritePlan) -> None:
    plan = read(write_plan, OWN_FIXED)
    entry = numbered_agenda(plan, find_meeting(plan, DAY)).nå
    said = OWN_FIXED.replace("Referatsaker", "Meldinger til møtet").replace("          - innkalling\n", "")
    renamed = ORGANISASJON.replace("- navn: klima\n", f"- navn: klima{said}")
    plan = load_plan(
        write_plan(
            organisasjon=renamed,
            årsplaner={"2022/klima.yaml": YEAR % "faggruppemøte"},
            andre={"plan/2022/saksnummer.yaml": text_of([entry])},
        )
    )
    cases = agenda(plan, find_meeting(plan, DAY))
    assert [(case.nummer, case.framlegg.tittel, case.utgår) for case in cases] == [
        ("1", "Godkjenning av innkalling og saksliste", True),
        ("2", "Godkjenning av møtebok", False),
        ("3", "Meldinger til møtet", False),
        ("4", "Jord", False),
        ("5", "Nytt fra daglig leder", False),
        ("6", "Eventuelt", False),
    ]


@pytest.mark.parametrize(
    ("said", "code", "problem"),
    [
        (
            "{ordinært møte: {først: [innkalling], sist: [innkalling]}}",
            "dobbel-fast-sak",
            "«innkalling» står",
        ),
        ("{ordinært møte: {først: [{tittel: A}, {tittel: a}]}}", "dobbel-fast-sak", "«a» står flere ganger"),
        ("{ordinært møte: {først: [{type: vedtak}]}}", "tom-fast-sak", "Her står verken hvilken fast sak"),
        (
            "{ordinært møte: {først: [godkjenning]}}",
            "ukjent-verdi",
            "«godkjenning» er ikke en av mulighetene",
        ),
        (
            "{vanlig møte: ingen}",
            "ukjent-nokkel",
            "Ukjent nøkkel «vanlig møte». Her kan det stå: ordinært møte",
        ),
        ("{ordinært møte: {slutt: []}}", "ukjent-nokkel", "Ukjent nøkkel «slutt»"),
    ],
)
def test_what_is_no_fixed_case_is_refused_with_a_way_out(
    write_plan: WritePlan, said: str, code: str, problem: str
) -> None:
    with pytest.raises(PlanError) as refused:
        read(write_plan, f"\n    faste_saker: {said}\n")
    assert refused.value.problems[0].code == code
    assert problem in str(refused.value)
