"""What came after the summons, how long the cases last, and what a title must not begin with."""

from datetime import date

import pytest

from dokumentmaskin.errors import PlanError
from dokumentmaskin.plan import came_late, how_it_comes, objectionable
from dokumentmaskin.plan.cases.agenda import numbered_agenda
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.summons import next_turn
from tests.conftest import ORGANISASJON, WritePlan

DAY = "2022-03-11"
SENT = "utsendt: 2022-03-04\n"
ELECTED = ORGANISASJON.replace("- navn: klima", "- navn: klima\n    følger_kommuneloven: ja")


def read(write_plan: WritePlan, own: str, organisasjon: str = ORGANISASJON) -> Plan:
    return load_plan(write_plan(organisasjon=organisasjon, møter={f"2022/{DAY}": own}))


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("saker: [{tittel: A, ettersendt: 2022-03-03}]", "ettersendt-for-utsendt"),
        ("saker: [{tittel: A, lagt_fram: 2022-03-10}]", "lagt-fram-utenom-motet"),
        ("saker: [{tittel: A, ettersendt: 2022-03-09, lagt_fram: 2022-03-11}]", "ettersendt-og-lagt-fram"),
        ("saker: [{tittel: A, ettersendt: 2022-03-12}]", "frist-etter-mote"),
        ("meldinger: [{tittel: A, lagt_fram: 2022-03-12}]", "lagt-fram-utenom-motet"),
        ("saker: [{tittel: A, vedlegg: [{tittel: B, ettersendt: 2022-03-09}]}]", "vedlegg-kilde"),
        (
            "saker: [{tittel: A, vedlegg: [{tittel: B, legges_fram: ja, ettersendt: 2022-03-09}]}]",
            "ettersendt-vedlegg",
        ),
        (
            'saker: [{tittel: A, vedlegg: [{tittel: B, lenke: "https://b.no", ettersendt: 2022-03-03}]}]',
            "ettersendt-for-utsendt",
        ),
        ("saker: [{tittel: A, varighet: et kvarter}]", "ikke-tall"),
        ("saker: [{tittel: A, varighet: 0}]", "ikke-tall"),
        ("saker: [{tittel: A, tidligere_behandling: [4]}]", "tidligere-sak-uten-mote"),
        ("saker: [{tittel: A, tidligere_behandling: [{sak: 4, møte: 2022-03-11}]}]", "ikke-tidligere-mote"),
        ("saker: [{tittel: A, tidligere_behandling: [{sak: 4, møte: 2022-02-11}]}]", "ukjent-mote"),
        ("saker: [{tittel: A, tidligere_behandling: [{sak: 04/22, gruppe: styert}]}]", "ukjent-gruppe"),
        ("saker: [{tittel: A, tidligere_behandling: [04/21, 04/21]}]", "to-ganger"),
        ("saker: [{tittel: A, underpunkter: [{tittel: B, tekst: 'Se [x](y.pdf)'}]}]", "ukjent-vedlegg"),
    ],
)
def test_what_cannot_be_so_is_refused(write_plan: WritePlan, own: str, code: str) -> None:
    with pytest.raises(PlanError) as refused:
        read(write_plan, f"{SENT}{own}\n")
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize(
    ("said", "today", "shown"),
    [
        ("fil: a.md, ettersendt: 2022-03-09", 9, "ettersendt 9. mars 2022"),
        ("fil: a.md, ettersendt: 2022-03-09", 8, "ettersendes"),
        ("fil: a.md, lagt_fram: 2022-03-11", 11, "lagt fram i møtet 11. mars 2022"),
        ("lagt_fram: 2022-03-11", 10, "legges fram i møtet"),
        ("fil: a.md", 11, ""),
    ],
)
def test_nothing_is_said_to_have_come_before_its_day(
    write_plan: WritePlan, said: str, today: int, shown: str
) -> None:
    own = f"{SENT}saker: [{{tittel: A, vedlegg: [{{tittel: B, {said}}}]}}]\n"
    files = {f"plan/2022/{DAY}/a.md": "Ord"}
    plan = load_plan(write_plan(møter={f"2022/{DAY}": own}, andre=files)).issued_by(date(2022, 3, today))
    møte = find_meeting(plan, DAY)
    (paper,) = møte.fil.saker[0].vedlegg
    assert how_it_comes(plan, møte, paper).replace("\u00a0", " ") == shown
    if shown in {"ettersendes", "legges fram i møtet"}:
        assert next_turn(plan) == (paper.ettersendt or paper.lagt_fram)


@pytest.mark.parametrize(
    ("case", "law"),
    [
        ("type: vedtak, ettersendt: 2022-03-09", True),
        ("type: valg, lagt_fram: 2022-03-11", True),
        ("type: orientering, ettersendt: 2022-03-09", False),
        ('type: vedtak, vedlegg: [{tittel: B, lenke: "https://b.no", ettersendt: 2022-03-09}]', True),
        ('type: vedtak, vedlegg: [{tittel: B, lenke: "https://b.no"}]', False),
    ],
)
def test_members_may_object_to_a_decision_in_what_came_late_where_the_law_is_kept(
    write_plan: WritePlan, case: str, *, law: bool
) -> None:
    for organisasjon, expected in ((ELECTED, law), (ORGANISASJON, False)):
        plan = read(write_plan, f"saker: [{{tittel: A, {case}}}]\n", organisasjon)
        møte = find_meeting(plan, DAY)
        assert objectionable(plan, møte, møte.fil.saker[0]) == expected


def test_a_case_that_came_late_says_so(write_plan: WritePlan) -> None:
    plan = read(write_plan, "saker: [{tittel: A, ettersendt: 2022-03-09}, {tittel: B}]\n")
    møte = find_meeting(plan, DAY)
    said = [came_late(plan, møte, case).replace("\u00a0", " ") for case in møte.fil.saker]
    assert said == ["ettersendt 9. mars 2022", ""]


HOURS = "tid: 09:00–10:00\n"


@pytest.mark.parametrize(
    ("cases", "told"),
    [
        ("{tittel: A, varighet: 30}, {tittel: B, varighet: 30}", []),
        ("{tittel: A, varighet: 30}, {tittel: B, varighet: 31}", ["Sakene varer til kl. 10.01"]),
        ("{tittel: A, varighet: 45}, {tittel: B, varighet: 30, utgår: ja}", []),
        ("{tittel: A, tid: 09:15, varighet: 45}, {tittel: B}", []),
        ("{tittel: A, tid: 09:15, varighet: 20}, {tittel: B, tid: 09:30}", ["«A» varer til kl. 09.35"]),
        ("{tittel: A, varighet: 900}", ["Sakene varer til kl. 23.59"]),
        ("{tittel: 'Sak 5: A'}", ["Tittelen «Sak 5: A» begynner med et nummer"]),
        ("{tittel: Sak 5 i Oslo}", []),
        ("{tittel: A, vedlegg: [{tittel: Vedlegg 1 – B, legges_fram: ja}]}", ["Tittelen «Vedlegg 1 – B»"]),
    ],
)
def test_what_is_odd_is_told_of(write_plan: WritePlan, cases: str, told: list[str]) -> None:
    plan = read(write_plan, f"{HOURS}saker: [{cases}]\n")
    warnings = numbered_agenda(plan, find_meeting(plan, DAY)).warnings
    assert len(warnings) == len(told)
    assert all(said.message.startswith(start) for said, start in zip(warnings, told, strict=True))
