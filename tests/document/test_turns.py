"""What of a render stands inside which turn of a loop is known, and knowing it changes no byte of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document

from dokumentmaskin.document.render import render, render_with_turns
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.pipeline.pipeline import read_template
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.word.merge.sides import Side
from dokumentmaskin.word.turns import Render, Turn, numbered
from dokumentmaskin.workspace import Workspace
from tests.document.package_lines import add_exempt_case
from tests.document.readable import with_pictures
from tests.document.test_golden import ROLES, _context
from tests.word.building import DATED, NAME, Body, build

Write = Callable[[Document], object]


@dataclass(frozen=True)
class Papir:
    tittel: str


@dataclass(frozen=True)
class Sak:
    tittel: str
    unntatt: str = ""
    vedlegg: tuple[Papir, ...] = ()


END = "{%p endfor %}"
CASES = (Sak("Luft", vedlegg=(Papir("Kart"), Papir("Liste"))), Sak("Vann", "offl. § 14"), Sak("Jord"))


def rendered(folder: Path, body: Body, title: str = "{{ tittel }}", **values: object) -> Render:
    template = build(folder / "mal.docx", body, title).read_bytes()
    context = {"tittel": "Tittel", "saker": CASES, **values}
    found = render_with_turns(template, NAME, context, Marks(), DATED)
    assert found.data == render(template, NAME, context, Marks(), DATED)
    return found


def inside(found: Render, turn: Turn) -> list[str]:
    """The words of what stands in a turn, each paragraph, table and row for itself."""
    numbers = numbered(Side(found.data).part.element)
    there = [element for element, number in numbers.items() if turn.first <= number < turn.end]
    return ["".join(text.text for text in element.iter("{*}t")) for element in there]


def turns(found: Render) -> tuple[Turn, ...]:
    assert found.turns is not None
    return found.turns


def lines(*texts: str) -> Write:
    def body(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text)

    return body


def test_a_turn_holds_the_paragraphs_that_it_prints_and_those_of_loops_in_it(tmp_path: Path) -> None:
    paper = ("{%p for papir in sak.vedlegg %}", "{{ papir.tittel }}", "{%p endfor %}")
    found = rendered(
        tmp_path,
        lines("Før", "{%p for sak in saker %}", "Sak {{ sak.tittel }}", *paper, END, "Etter"),
    )
    assert [inside(found, turn) for turn in turns(found)] == [
        ["Sak Luft", "Kart", "Liste"],
        ["Kart"],
        ["Liste"],
        ["Sak Vann"],
        ["Sak Jord"],
    ]
    assert [turn.inside for turn in turns(found)] == [-1, 0, 0, -1, -1]
    assert [turn.exempt for turn in turns(found)] == [False, False, False, True, False]
    assert turns(found)[0].loop == turns(found)[3].loop != turns(found)[1].loop


def test_a_turn_inside_a_sentence_has_all_of_its_paragraph(tmp_path: Path) -> None:
    sentence = "Saker: {% for sak in saker %}{{ sak.tittel }}, {% endfor %}slutt."
    found = rendered(tmp_path, lines("Før", sentence, "Etter"))
    assert [inside(found, turn) for turn in turns(found)] == [["Saker: Luft, Vann, Jord, slutt."]] * 3


def test_a_turn_has_its_rows(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        table = document.add_table(4, 1)
        for row, text in enumerate(("Sak", "{%tr for sak in saker %}", "{{ sak.tittel }}", "{%tr endfor %}")):
            table.cell(row, 0).text = text

    found = rendered(tmp_path, body)
    assert [inside(found, turn) for turn in turns(found)] == [
        [name, name] for name in ("Luft", "Vann", "Jord")
    ]


def test_a_turn_in_an_attribute_has_what_the_attribute_belongs_to(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_paragraph("Før")
        paragraph = document.add_paragraph("Her")
        paragraph._p.get_or_add_pPr().set("note", "{% for sak in saker %}{{ sak.tittel }}{% endfor %}")

    found = rendered(tmp_path, body)
    assert [inside(found, turn) for turn in turns(found)] == [["Her"]] * 3


def test_turns_in_a_header_and_in_the_title_leave_no_mark(tmp_path: Path) -> None:
    loop = "{% for sak in saker %}{{ sak.tittel }}{% endfor %}"

    def body(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = loop
        document.add_paragraph("Tekst")

    found = rendered(tmp_path, body, loop)
    assert {turn.part for turn in turns(found)} == {"/word/header1.xml"}
    side = Side(found.data)
    assert side.document.core_properties.title == "LuftVannJord"
    assert [block.text for block in side.running_blocks((0, "header", "default"))] == ["LuftVannJord"]


def test_two_turns_over_the_same_are_told_from_those_over_something_else(tmp_path: Path) -> None:
    body = lines("{%p for number, sak in saker %}", "{{ sak.tittel }}", "{%p endfor %}")
    found = rendered(tmp_path, body, saker=((1, Sak("A")), (1, Sak("A")), (1, Sak("A", "x")), (2, Sak("A"))))
    first, same, exempt, other = (turn.item for turn in turns(found))
    assert first == same
    assert len({first, exempt, other}) == 3
    assert [turn.exempt for turn in turns(found)] == [False, False, True, False]


def test_what_a_template_cuts_out_of_a_loop_is_not_known(tmp_path: Path) -> None:
    text = "{% set alt %}{% for sak in saker %}{{ sak.tittel }}{% endfor %}{% endset %}{{ alt[:5] }}"
    template = build(tmp_path / "mal.docx", lines(text)).read_bytes()
    context: dict[str, Any] = {"tittel": "Tittel", "saker": CASES}
    found = render_with_turns(template, NAME, context, Marks(), DATED)
    assert found.turns is None
    assert not any(mark in block.text for block in Side(found.data).blocks for mark in "\ue002\ue003\ue004")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("målform", ["bokmål", "nynorsk"])
def test_dok_own_documents_are_the_same_with_their_turns(
    målform: str, role: str, real_workspace: Workspace
) -> None:
    file = real_workspace.plan / "organisasjon.yaml"
    file.write_text(file.read_text("utf-8").replace("målform: bokmål ", f"målform: {målform} "), "utf-8")
    add_exempt_case(real_workspace)
    plan = load_plan(real_workspace)
    file = real_workspace.templates / plan.språk.mappe / f"{role}.docx"
    template = read_template(real_workspace, file).data
    marks, again = with_pictures(), with_pictures()
    plain = render(template, role, _context(plan, role, marks), marks, DATED)
    found = render_with_turns(template, role, _context(plan, role, again), again, DATED)
    assert found.data == plain
    assert found.turns or role == "avlysning"  # which has no loop
