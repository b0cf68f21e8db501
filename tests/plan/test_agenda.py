"""A meeting's cases: the fixed ones, its own, and their numbers."""

import pytest

from dokumentmaskin.plan.cases.agenda import (
    agenda,
    minutes_to_approve,
    next_meeting,
    numbered_agenda,
    previous_meeting,
)
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.plan.minutes import minutes, with_minutes

RUNNING = ORGANISASJON.replace("- navn: klima", "- navn: klima\n    saksnummer: løpende")
YEAR = """\
gruppe: klima
datert: 2022-01-10
møteplan:
  - {type: faggruppemøte, dato: 2022-08-24, tema: [D]}
  - {type: faggruppemøte, dato: 2022-01-14, tema: [A, B]}
  - {type: webinar, dato: 2022-02-10, tema: [W]}
  - {type: faggruppemøte, dato: juni, tema: [C]}
  - {type: faggruppemøte, dato: 2022-03-11}
"""
OPENING = 3
CLOSING = 2


def numbers(plan: Plan, date: str) -> list[str]:
    return [sak.nummer for sak in agenda(plan, find_meeting(plan, date))]


def titles(plan: Plan, date: str) -> list[str]:
    cases = agenda(plan, find_meeting(plan, date))
    return [sak.framlegg.tittel.replace("\u00a0", " ") for sak in cases]


def test_fixed_cases_stand_around_the_topics_of_the_year_plan(workspace: Workspace) -> None:
    plan = load_plan(workspace)
    cases = agenda(plan, find_meeting(plan, "2022-03-11"))
    assert [(sak.framlegg.tittel, sak.framlegg.type, sak.fast) for sak in cases] == [
        ("Godkjenning av innkalling og saksliste", "vedtak", "innkalling"),
        ("Godkjenning av referat fra forrige møte", "vedtak", "referat"),
        ("Oppfølging av tidligere saker", "orientering", "oppfølging"),
        ("Luft", None, None),
        ("Vann", None, None),
        ("Orienteringer", "orientering", "orienteringer"),
        ("Eventuelt", None, "eventuelt"),
    ]


def test_a_meetings_own_cases_stand_instead_of_the_topics(write_plan: WritePlan) -> None:
    own = "saker: [{tittel: Støy, type: drøfting, bakgrunn: B}]\n"
    plan = load_plan(write_plan(møter={"2022/2022-03-11": own}))
    cases = [sak for sak in agenda(plan, find_meeting(plan, "2022-03-11")) if not sak.fast]
    assert [(c.framlegg.tittel, c.framlegg.type, c.framlegg.bakgrunn) for c in cases] == [
        ("Støy", "drøfting", "B")
    ]


def test_a_meeting_without_topics_has_the_fixed_cases(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": YEAR}))
    assert len(titles(plan, "2022-03-11")) == OPENING + CLOSING


def test_numbers_begin_anew_in_every_meeting(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": YEAR}))
    assert numbers(plan, "2022-01-14") == ["1", "2", "3", "4", "5", "6", "7"]
    assert numbers(plan, "2022-08-24") == ["1", "2", "3", "4", "5", "6"]


def test_running_numbers_go_through_the_year_in_the_order_of_the_meetings(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(organisasjon=RUNNING, årsplaner={"2022/klima.yaml": YEAR}))
    assert numbers(plan, "2022-01-14") == ["01/22", "02/22", "03/22", "04/22", "05/22", "06/22", "07/22"]
    assert numbers(plan, "2022-03-11")[0] == "08/22"
    # The meeting in June has six cases, though its day is not set; the webinar has none.
    assert numbers(plan, "2022-08-24")[0] == "19/22"


@pytest.mark.parametrize("first", ["38/22", "38"])
def test_running_numbers_begin_where_the_year_had_come_before_the_plan(
    write_plan: WritePlan, first: str
) -> None:
    year = YEAR + f"første_saksnummer: {first}\n"
    plan = load_plan(write_plan(organisasjon=RUNNING, årsplaner={"2022/klima.yaml": year}))
    assert numbers(plan, "2022-01-14")[0] == "38/22"
    assert numbers(plan, "2022-03-11")[0] == "45/22"


def test_running_numbers_count_a_meetings_own_cases(write_plan: WritePlan) -> None:
    own = {"2022/2022-01-14": "saker: [{tittel: A}, {tittel: B}, {tittel: C}]\n"}
    plan = load_plan(write_plan(organisasjon=RUNNING, årsplaner={"2022/klima.yaml": YEAR}, møter=own))
    assert numbers(plan, "2022-03-11")[0] == "09/22"


def test_running_numbers_begin_anew_each_year_and_in_each_group(write_plan: WritePlan) -> None:
    organisasjon = RUNNING.replace("- navn: kultur", "- navn: kultur\n    saksnummer: løpende")
    plans = {
        "2022/klima.yaml": ÅRSPLAN,
        "2022/kultur.yaml": ÅRSPLAN.replace("klima", "kultur").replace("03-11", "03-12"),
        "2023/klima.yaml": ÅRSPLAN.replace("2022", "2023"),
    }
    plan = load_plan(write_plan(organisasjon=organisasjon, årsplaner=plans))
    assert [numbers(plan, date)[0] for date in ("2022-03-11", "2022-03-12", "2023-03-11")] == [
        "01/22",
        "01/22",
        "01/23",
    ]


@pytest.mark.parametrize(
    ("målform", "previous", "title"),
    [
        ("bokmål", "2022-02-04", "Godkjenning av referat fra møtet 4. februar 2022"),
        ("nynorsk", "2022-02-04", "Godkjenning av referat frå møtet 4. februar 2022"),
        ("bokmål", "3.–4. februar", "Godkjenning av referat fra møtet 3.–4. februar 2022"),
        ("bokmål", "februar", "Godkjenning av referat fra forrige møte"),
        ("nynorsk", "februar", "Godkjenning av referat frå førre møte"),
    ],
)
def test_the_minutes_of_the_meeting_before_are_approved(
    målform: str, previous: str, title: str, write_plan: WritePlan
) -> None:
    plan = load_plan(
        write_plan(
            organisasjon=ORGANISASJON + f"målform: {målform}\n",
            årsplaner={"2022/klima.yaml": ÅRSPLAN.replace("2022-05-20", previous)},
        )
    )
    assert titles(plan, "2022-03-11")[1] == title


def test_minutes_that_wait_are_approved_though_a_meeting_in_between_has_only_a_month(
    write_plan: WritePlan,
) -> None:
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": YEAR}))
    assert titles(plan, "2022-08-24")[1] == "Godkjenning av referat fra forrige møte"
    waiting = with_minutes(plan, {"2022-03-11": minutes()})
    assert titles(waiting, "2022-08-24")[1] == "Godkjenning av referat fra møtet 11. mars 2022"
    before = minutes_to_approve(waiting, find_meeting(waiting, "2022-08-24"))
    assert before == find_meeting(waiting, "2022-03-11")


def test_the_first_meeting_of_a_year_approves_the_last_minutes_of_the_year_before(
    write_plan: WritePlan,
) -> None:
    plans = {"2022/klima.yaml": ÅRSPLAN, "2023/klima.yaml": ÅRSPLAN.replace("2022", "2023")}
    plan = load_plan(write_plan(årsplaner=plans))
    assert titles(plan, "2023-03-11")[1] == "Godkjenning av referat fra møtet 20. mai 2022"


def test_the_meeting_before_and_after_are_the_groups_own(write_plan: WritePlan) -> None:
    other = "gruppe: kultur\ndatert: 2022-01-10\nmøteplan: [{type: faggruppemøte, dato: 2022-03-10}]\n"
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": YEAR, "2022/kultur.yaml": other}))
    first, march = find_meeting(plan, "2022-01-14"), find_meeting(plan, "2022-03-11")
    assert previous_meeting(plan, march) == first
    assert next_meeting(plan, first) == march
    assert previous_meeting(plan, first) is None
    assert next_meeting(plan, find_meeting(plan, "2022-08-24")) is None
    after = next_meeting(plan, march)
    assert after is not None
    assert (after.dato.fra.month, after.dato.dag_satt) == (6, False)


# A fixed case that a person has written out


def own_cases(write_plan: WritePlan, *titles: str, målform: str = "bokmål") -> Plan:
    rows = ", ".join(f"{{tittel: {title}}}" for title in titles)
    return load_plan(
        write_plan(
            organisasjon=ORGANISASJON + f"målform: {målform}\n",
            møter={"2022/2022-05-20": f"saker: [{rows}]\n"},
        )
    )


INNKALLING = "Godkjenning av innkalling og saksliste"
REFERAT = "Godkjenning av referat fra møtet 11. mars 2022"
OPPFØLGING = "Oppfølging av tidligere saker"


@pytest.mark.parametrize(
    ("own", "order"),
    [
        (
            [INNKALLING, "A", "Eventuelt"],
            [INNKALLING, REFERAT, OPPFØLGING, "A", "Orienteringer", "Eventuelt"],
        ),
        (["A", "B"], [INNKALLING, REFERAT, OPPFØLGING, "A", "B", "Orienteringer", "Eventuelt"]),
        ([OPPFØLGING, "A"], [INNKALLING, REFERAT, OPPFØLGING, "A", "Orienteringer", "Eventuelt"]),
        (["A", "Orienteringer"], [INNKALLING, REFERAT, OPPFØLGING, "A", "Orienteringer", "Eventuelt"]),
        # Where the person put it is where it stands.
        (
            ["A", "Orienteringer", "B"],
            [INNKALLING, REFERAT, OPPFØLGING, "A", "Orienteringer", "B", "Eventuelt"],
        ),
        (
            ["A", OPPFØLGING, "Eventuelt"],
            [INNKALLING, REFERAT, "A", OPPFØLGING, "Orienteringer", "Eventuelt"],
        ),
        (
            [INNKALLING, REFERAT, OPPFØLGING, "A", "Orienteringer", "Eventuelt"],
            [INNKALLING, REFERAT, OPPFØLGING, "A", "Orienteringer", "Eventuelt"],
        ),
        (["EVENTUELT"], [INNKALLING, REFERAT, OPPFØLGING, "Orienteringer", "EVENTUELT"]),
        (["A", "Orienteringar"], [INNKALLING, REFERAT, OPPFØLGING, "A", "Orienteringar", "Eventuelt"]),
    ],
)
def test_a_fixed_case_that_a_person_has_written_out_stands_once(
    write_plan: WritePlan, own: list[str], order: list[str]
) -> None:
    plan = own_cases(write_plan, *own)
    møte = find_meeting(plan, "2022-05-20")
    assert titles(plan, "2022-05-20") == order
    assert numbers(plan, "2022-05-20") == [str(number) for number in range(1, len(order) + 1)]
    found = numbered_agenda(plan, møte)
    assert found.warnings == ()
    # The open plan knows each of the meeting's own again, with its number.
    assert [(case.tittel, number) for case, number in found.egne] == [
        (title, str(order.index(title) + 1)) for title in sorted(own, key=order.index)
    ]


def test_both_languages_know_the_fixed_cases_of_both(write_plan: WritePlan) -> None:
    plan = own_cases(write_plan, REFERAT, "Oppfølging av tidlegare saker", målform="nynorsk")
    assert titles(plan, "2022-05-20") == [
        INNKALLING, REFERAT, "Oppfølging av tidlegare saker", "Orienteringar", "Eventuelt",
    ]  # fmt: skip


def test_a_fixed_case_has_what_a_person_says_of_it_and_the_papers_that_it_always_has(
    write_plan: WritePlan,
) -> None:
    cases = (
        f"saker:\n  - {{tittel: {REFERAT}, bakgrunn: B, vedlegg: [{{tittel: V, legges_fram: ja}}]}}\n"
        "  - {tittel: Eventuelt, utgår: ja}\n  - {tittel: Orienteringer, type: drøfting}\n"
    )
    plan = load_plan(write_plan(møter={"2022/2022-05-20": cases}))
    plan = with_minutes(plan, {"2022-03-11": minutes()})
    found = {sak.fast: sak for sak in agenda(plan, find_meeting(plan, "2022-05-20"))}
    referat = found["referat"].framlegg
    assert (referat.type, referat.bakgrunn) == ("vedtak", "B")
    assert [paper.fil for paper in referat.vedlegg] == ["", "referat-2022-03-11.pdf"]
    assert (found["eventuelt"].utgår, found["orienteringer"].framlegg.type) == (True, "drøfting")


@pytest.mark.parametrize(
    ("title", "near"),
    [
        ("Godkjenning av innkalling", True),
        ("Godkjenning av innkalling og dagsorden", True),
        ("Godkjenning av referat fra møtet 12. mars 2022", True),
        ("Orientering", True),
        ("Referat fra forrige møte", True),
        ("Oppfølging av saker", True),
        ("Orienteringer fra kommunene", False),
        ("Godkjenning av budsjett", False),
        ("Valg av nestleder", False),
        ("{tittel: Eventuelt, unntatt: offl. § 23}", True),
    ],
)
def test_a_title_that_is_like_a_fixed_one_is_told_of_and_never_guessed(
    write_plan: WritePlan,
    title: str,
    near: bool,  # noqa: FBT001
) -> None:
    row = title if title.startswith("{") else f"{{tittel: {title}}}"
    plan = load_plan(write_plan(møter={"2022/2022-05-20": f"saker: [{row}]\n"}))
    found = numbered_agenda(plan, find_meeting(plan, "2022-05-20"))
    assert [problem.code for problem in found.warnings] == ["ligner-fast-sak"] * near
    assert [sak.fast for sak in found.saker].count(None) == 1


def test_the_second_of_the_same_title_is_no_fixed_case(write_plan: WritePlan) -> None:
    plan = own_cases(write_plan, "Eventuelt", "A", "Eventuelt")
    found = numbered_agenda(plan, find_meeting(plan, "2022-05-20"))
    assert [sak.fast for sak in found.saker].count("eventuelt") == 1
    assert [problem.code for problem in found.warnings] == ["ligner-fast-sak"]


def test_the_real_meeting_has_its_own_cases_between_the_fixed_ones(real_workspace: Workspace) -> None:
    assert titles(load_plan(real_workspace), "2022-03-11") == [
        "Godkjenning av innkalling og saksliste",
        "Godkjenning av referat fra møtet 14. januar 2022",
        "Oppfølging av tidligere saker",
        "Talentrekruttering – oppstart av arbeid med ny kampanje",
        "Regionalt samarbeid om reiseliv",
        "Orienteringer",
        "Eventuelt",
    ]
