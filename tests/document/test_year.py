"""What the template of the action programme sees."""

from datetime import date
from typing import Any

import pytest

from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.document.year.programme import Representasjon, year_context
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.document.test_context import Anything, plain

HEAD = "gruppe: klima\ndatert: 2022-01-10\n"


def context(workspace: Workspace) -> Any:
    plan = load_plan(workspace)
    return Anything(year_context(plan, plan.år[0], "Handlingsprogram og årshjul {}", Marks()))


def rows(write_plan: WritePlan, *meetings: str) -> Any:
    lines = "".join(f"  - {{{meeting}}}\n" for meeting in meetings)
    return context(write_plan(årsplaner={"2022/klima.yaml": f"{HEAD}møteplan:\n{lines}"}))


def test_the_real_year(real_workspace: Workspace) -> None:
    seen = plain(context(real_workspace))
    assert seen["tittel"] == "Handlingsprogram og årshjul 2022"
    assert (seen["år"], seen["datert"]) == ("2022", "19. januar 2022")
    assert seen["status"] == "Forslag, lagt fram i møtet 14. januar 2022"
    assert seen["prioriteringer"]["overskrift"] == "Konkurransekraft og attraktivitet"
    assert len(seen["prioriteringer"]["punkter"]) == 3
    assert len(seen["delregioner"]) == len(seen["representasjon"]) == 16
    assert len(seen["regler"]) == 5
    assert len(seen["sekretariatets_ansvar"]) == 4
    assert seen["andre_viktige_saker"][2] == "sirkulærøkonomi"
    assert seen["merknad"].endswith("i samarbeid med LUP.")


def test_the_real_meeting_plan_has_every_row_in_the_plans_order(real_workspace: Workspace) -> None:
    plan = context(real_workspace).møteplan
    assert [plain(row.dato) for row in plan] == [
        "14.01.2022",
        "10.02.2022",
        "11.03.2022",
        "20.05.2022",
        "03.06.2022",
        "juni 2022",
        "24.–25.08.2022",
        "september 2022 (usikkert)",
        "04.11.2022",
    ]
    assert plain(plan[2].tema)[1] == "Regionalt samarbeid om reiseliv"
    assert plain(plan[4].møte) == "BEST-konferansen"
    assert plan[5].kommentar == "Ringeriksregionen?"
    assert plan[6].kommentar.startswith("Felles med «areal og transport»")
    assert plan[6].kommentar.endswith(". Kongsvingerregionen?")


def test_the_real_wheel_has_every_event_of_the_plan_in_its_month(real_workspace: Workspace) -> None:
    seen = context(real_workspace)
    assert [(m.måned, len(m.hendelser)) for m in seen.årshjul] == [
        ("januar", 1),
        ("februar", 1),
        ("mars", 1),
        ("mai", 1),
        ("juni", 2),
        ("august", 1),
        ("september", 1),
        ("november", 1),
    ]
    assert sum(len(m.hendelser) for m in seen.årshjul) == len(seen.møteplan)
    assert plain(seen.årshjul[4].hendelser) == (
        "3. juni: BEST-konferansen",
        (
            "Faggruppemøte (fysisk). Energi og grønn industri; Innovative offentlige anskaffelser "
            "– dato ikke fastsatt, Ringeriksregionen?"
        ),
    )


@pytest.mark.parametrize(
    ("row", "event"),
    [
        ("type: faggruppemøte, dato: 11. mars", "11. mars: Faggruppemøte"),
        ("type: faggruppemøte, dato: 11. mars, form: hybrid", "11. mars: Faggruppemøte (hybrid)"),
        ("type: webinar, dato: 11. mars, tittel: Om sol", "11. mars: Om sol"),
        ("type: samling, dato: 11.–12. mars", "11.–12. mars: Samling"),
        ("type: samling, dato: 31. mars–1. april", "31. mars–1. april: Samling"),
        ("type: samling, dato: mars", "Samling – dato ikke fastsatt"),
        ("type: samling, dato: mars, usikker: ja", "Samling – dato ikke fastsatt, usikkert"),
        ("type: samling, dato: 11. mars, usikker: ja", "11. mars: Samling – usikkert"),
    ],
)
def test_an_event_of_the_wheel(row: str, event: str, write_plan: WritePlan) -> None:
    (month,) = rows(write_plan, row).årshjul
    assert (month.måned, plain(month.hendelser)) == ("mars", plain((event,)))


def test_an_event_without_a_day_stands_last_in_its_month(write_plan: WritePlan) -> None:
    meetings = ("type: samling, dato: juni", "type: samling, dato: 2. juni", "type: webinar, dato: 1. juni")
    (june,) = rows(write_plan, *meetings).årshjul
    assert plain(june.hendelser) == ("1. juni: Webinar", "2. juni: Samling", "Samling – dato ikke fastsatt")


def test_a_row_has_all_its_topics(write_plan: WritePlan) -> None:
    (row,) = rows(write_plan, "type: webinar, dato: mars, tema: [A, B, '*C*']").møteplan
    assert plain(row.tema) == ("A", "B", "*C*")
    (row,) = rows(write_plan, "type: webinar, dato: mars").møteplan
    assert (row.tema, row.kommentar) == ((), "")


def struck(text: Rich) -> list[tuple[str, bool]]:
    """The stretches of a text, and which a line goes through."""
    return [
        (part.text.replace("\u00a0", " "), part.struck) for block in text.blocks for part in block.inlines
    ]


def test_a_cancelled_meeting_is_struck_and_said_to_be_cancelled(write_plan: WritePlan) -> None:
    seen = rows(
        write_plan, "type: møte, form: fysisk, dato: 11. mars, tema: [A], avlyst: For få saker., kommentar: K"
    )
    assert struck(seen.årshjul[0].hendelser[0]) == [
        ("11. mars: Faggruppemøte (fysisk). A", True),
        (" – avlyst: For få saker, K", False),
    ]
    (row,) = seen.møteplan
    assert [struck(cell) for cell in (row.møte, row.dato, *row.tema)] == [
        [("Faggruppemøte (fysisk)", True)],
        [("11.03.2022", True)],
        [("A", True)],
    ]
    assert row.kommentar == "Avlyst: For få saker. K"


def test_a_moved_meeting_says_from_where(write_plan: WritePlan) -> None:
    seen = rows(
        write_plan,
        "type: ekstraordinært møte, tittel: Valg, dato: 11. mars, flyttet_fra: 4. mars, avlyst: ja",
    )
    assert plain(seen.årshjul[0].hendelser[0]) == (
        "11. mars: Ekstraordinært faggruppemøte: Valg – avlyst, flyttet fra 4. mars"
    )
    assert seen.møteplan[0].kommentar == "Avlyst. Flyttet fra 04.03.2022"


def test_a_subregion_without_a_member_is_there_and_empty(write_plan: WritePlan) -> None:
    members = "klima:\n  - {navn: Kari, delregion: Nord}\n  - {navn: Ola, delregion: Nord}\n"
    assert context(write_plan(medlemmer=members)).representasjon == (
        Representasjon("Nord", "Kari, Ola"),
        Representasjon("Sør", ""),
    )


@pytest.mark.parametrize(
    ("lines", "målform", "status"),
    [
        ("", "bokmål", "Forslag"),
        ("lagt_fram_i_møte: 2022-03-11\n", "bokmål", "Forslag, lagt fram i møtet 11. mars 2022"),
        ("lagt_fram_i_møte: 2022-03-11\nvedtatt: 2022-05-20\n", "bokmål", "Vedtatt 20. mai 2022"),
        ("vedtatt: 2022-05-20\n", "nynorsk", "Vedteke 20. mai 2022"),
        ("status_for_møteplanen: forslag\n", "bokmål", "Forslag"),
        ("status_for_møteplanen: vedtatt\n", "bokmål", "Vedtatt"),
        ("status_for_møteplanen: vedtatt\nlagt_fram_i_møte: 2022-03-11\n", "nynorsk", "Vedteke"),
        ("status_for_møteplanen: vedtatt\nvedtatt: 2022-05-20\n", "bokmål", "Vedtatt 20. mai 2022"),
    ],
)
def test_the_status_of_the_programme(lines: str, målform: str, status: str, write_plan: WritePlan) -> None:
    workspace = write_plan(
        organisasjon=ORGANISASJON + f"målform: {målform}\n", årsplaner={"2022/klima.yaml": ÅRSPLAN + lines}
    )
    assert plain(context(workspace).status) == status


@pytest.mark.parametrize(
    ("today", "status"),
    [
        ("2022-03-10", "Forslag"),
        ("2022-03-11", "Forslag, lagt fram i møtet 11. mars 2022"),
        ("2022-05-19", "Forslag, lagt fram i møtet 11. mars 2022"),
        ("2022-05-20", "Vedtatt 20. mai 2022"),
    ],
)
@pytest.mark.parametrize("adopted", ["", "status_for_møteplanen: vedtatt\n"])
def test_a_programme_is_not_adopted_before_its_day(
    write_plan: WritePlan, adopted: str, today: str, status: str
) -> None:
    lines = f"lagt_fram_i_møte: 2022-03-11\nvedtatt: 2022-05-20\n{adopted}"
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": ÅRSPLAN + lines}))
    plan = plan.issued_by(date.fromisoformat(today))
    assert plain(year_context(plan, plan.år[0], "{}", Marks())["status"]) == status


def test_a_programme_without_a_title_of_its_own(workspace: Workspace) -> None:
    assert context(workspace).tittel == "Handlingsprogram og årshjul 2022"
