"""Open points in the agenda and the minutes of the next meeting, and what is not said of exempt ones."""

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from dokumentmaskin.document.cases import PunktFelt, open_point_fields
from dokumentmaskin.document.context import meeting_context
from dokumentmaskin.document.render import render
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.errors import PublishingError
from dokumentmaskin.pipeline.pipeline import read_template
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.openness import open_plan
from dokumentmaskin.word.text import document_text
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan

MARCH, MAY = "2022-03-11", "2022-05-20"
CASES = """\
saker:
  - {tittel: Luft}
  - {tittel: Tilsetting av Giraffnavn, unntatt: {hjemmel: offl. § 25, tittel: Personalsak}}
"""
MINUTES = """\
oppfølging:
  - {hva: Ring Giraffnavn, hvem: Gepardperson, frist: 2022-03-13, sak: 5}
  - {hva: Bestill rom, sak: 7}
  - {hva: Mål lufta, hvem: Kari, frist: 2022-06-01, sak: 4, status: i arbeid}
  - {hva: Send skissen, hvem: Ola, frist: 2022-04-01, sak: 4}
  - {hva: Ferdig ting, hvem: Ola, sak: 4, status: lukket}
"""


def a_plan(write_plan: WritePlan, målform: str = "bokmål") -> tuple[Workspace, Plan]:
    here = write_plan(
        organisasjon=ORGANISASJON + f"målform: {målform}\n",
        møter={f"2022/{MARCH}": CASES},
        andre={f"plan/2022/{MARCH}/referat.yaml": MINUTES},
    )
    return here, load_plan(here)


def rendered(workspace: Workspace, plan: Plan, role: str, day: str = MAY) -> bytes:
    marks = Marks()
    template = read_template(workspace, workspace.templates / plan.språk.mappe / f"{role}.docx")
    context = meeting_context(plan, find_meeting(plan, day), "{}", marks)
    return render(template.data, template.name, context, marks, date(2022, 5, 1))


def words(data: bytes) -> str:
    return " ".join(document_text(data).body).replace("\N{NO-BREAK SPACE}", " ")


def tables(data: bytes) -> list[list[list[str]]]:
    found = docx.Document(BytesIO(data)).tables
    return [[[_text(cell._tc) for cell in row.cells] for row in table.rows] for table in found]


def _text(cell: Any) -> str:
    return "".join(t.text or "" for t in cell.iter(qn("w:t"))).replace("\N{NO-BREAK SPACE}", " ")


def test_the_most_urgent_stand_first_and_the_exempt_last(write_plan: WritePlan) -> None:
    _, plan = a_plan(write_plan)
    whole = [_plain(field) for field in open_point_fields(plan, find_meeting(plan, MAY))]
    opened = open_plan(plan)
    fields = [_plain(field) for field in open_point_fields(opened, find_meeting(opened, MAY))]
    origin, ground = "sak 5 · 11. mars", "offl. § 25"
    assert whole[-1] == PunktFelt(
        "Ring Giraffnavn", "Gepardperson", "13.03.2022", "åpen", "over fristen", origin, ground
    )
    assert whole[:-1] == fields[:-1]
    assert fields == [
        PunktFelt("Send skissen", "Ola", "01.04.2022", "åpen", "over fristen", "sak 4 · 11. mars"),
        PunktFelt("Mål lufta", "Kari", "01.06.2022", "i arbeid", "i arbeid", "sak 4 · 11. mars"),
        PunktFelt("Bestill rom", "", "", "åpen", "åpen", "sak 7 · 11. mars"),
        PunktFelt(f"Unntatt offentlighet, jf. {ground}", "", "", "åpen", "åpen", origin, ground),
    ]


def _plain(field: PunktFelt) -> PunktFelt:
    return PunktFelt(*(getattr(field, n).replace("\N{NO-BREAK SPACE}", " ") for n in field.__slots__))


def test_the_year_is_said_when_it_is_another(write_plan: WritePlan) -> None:
    next_year = ÅRSPLAN.replace("2022", "2023")
    here = write_plan(
        årsplaner={"2022/klima.yaml": ÅRSPLAN, "2023/klima.yaml": next_year},
        andre={f"plan/2022/{MAY}/referat.yaml": "oppfølging: [{hva: Send, sak: 4}, {hva: Ring}]\n"},
    )
    plan = load_plan(here)
    fields = open_point_fields(plan, find_meeting(plan, "2023-03-11"))
    assert [_plain(field).opphav for field in fields] == ["sak 4 · 20. mai 2022", "møtet 20. mai 2022"]


@pytest.mark.parametrize(("målform", "head"), [("bokmål", "Hva"), ("nynorsk", "Kva")])
def test_the_agenda_has_a_table_under_the_case_of_follow_up(
    målform: str, head: str, write_plan: WritePlan
) -> None:
    (table,) = tables(rendered(*a_plan(write_plan, målform), "saksliste"))
    assert [row[0] for row in table][:4] == [head, "Send skissen", "Mål lufta", "Bestill rom"]
    assert table[1][1:] == ["Ola", "01.04.2022", "Over fristen", "Sak 4 · 11. mars"]


@pytest.mark.parametrize("målform", ["bokmål", "nynorsk"])
def test_what_somebody_is_at_is_said_to_be_late_too(målform: str, write_plan: WritePlan) -> None:
    here, _ = a_plan(write_plan, målform)
    file = here.plan / "2022" / MARCH / "referat.yaml"
    file.write_text(file.read_text("utf-8").replace("2022-06-01", "2022-04-02"), "utf-8")
    late = here, load_plan(here)
    assert tables(rendered(*late, "saksliste"))[0][2][3] == "I arbeid, over fristen"
    assert tables(rendered(*late, "referat"))[-1][2][3] == "I arbeid"


def test_an_agenda_without_open_points_has_no_table(write_plan: WritePlan) -> None:
    assert tables(rendered(*a_plan(write_plan), "saksliste", MARCH)) == []


def test_the_minutes_have_the_open_points_as_rows_and_then_empty_ones(write_plan: WritePlan) -> None:
    *_, table = tables(rendered(*a_plan(write_plan), "referat"))
    assert table[0] == ["Hva", "Hvem", "Frist", "Status", "Sak"]
    assert table[1] == ["Send skissen", "Ola", "01.04.2022", "Åpen", "sak 4 · 11. mars"]
    assert table[2] == ["Mål lufta", "Kari", "01.06.2022", "I arbeid", "sak 4 · 11. mars"]
    assert table[3] == ["Bestill rom", "Skriv hvem", "Skriv dato", "Åpen", "sak 7 · 11. mars"]
    assert (
        table[5:]
        == [["Skriv hva som skal gjøres", "Skriv hvem", "Skriv dato", "Skriv status", "Skriv sak"]] * 5
    )


def test_the_approval_has_the_finished_minutes_as_its_paper(write_plan: WritePlan) -> None:
    here, plan = a_plan(write_plan)
    for role in ("innkalling", "saksliste"):
        assert "Referat fra møtet 11. mars 2022" in words(rendered(here, plan, role))
        before = words(rendered(here, plan, role, MARCH))
        assert "Referat fra" not in before


@pytest.mark.parametrize("role", ["innkalling", "saksliste", "referat"])
def test_nothing_of_an_exempt_point_is_in_an_open_document(role: str, write_plan: WritePlan) -> None:
    here, plan = a_plan(write_plan)
    said = words(rendered(here, open_plan(plan), role))
    assert [word for word in ("Giraffnavn", "Gepardperson", "13.03.2022") if word in said] == []


UNSAID = MINUTES.replace("sak: 7", "status: åpen")


@pytest.mark.parametrize("role", ["saksliste", "referat"])
def test_a_point_that_may_be_exempt_is_neither_open_nor_called_exempt(
    role: str, write_plan: WritePlan
) -> None:
    here, _ = a_plan(write_plan)
    (here.plan / "2022" / MARCH / "referat.yaml").write_text(UNSAID, "utf-8")
    plan = load_plan(here)
    assert "Bestill rom" in words(rendered(here, plan, role))
    with pytest.raises(PublishingError) as caught:
        rendered(here, open_plan(plan), role)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == (
        "punkt-uten-sak",
        f"plan/2022/{MARCH}/referat.yaml:3:5 oppfølging[2]",
    )
    # The summons does not show the points.
    assert "Bestill rom" not in words(rendered(here, open_plan(plan), "innkalling"))


def test_the_status_line_and_the_remarks_follow_the_state(write_plan: WritePlan) -> None:
    here, plan = a_plan(write_plan)
    waiting = words(rendered(here, plan, "referat", MARCH))
    assert "til godkjenning, merknader innen 25. mars 2022" in waiting
    assert "Send merknader" in waiting
    approving = here.plan / f"2022/{MAY}/referat.yaml"
    approving.parent.mkdir()
    approving.write_text(f"godkjenner: {MARCH}\n", "utf-8")
    approved = words(rendered(here, load_plan(here), "referat", MARCH))
    assert "godkjent 20. mai 2022" in approved
    assert "Send merknader" not in approved
