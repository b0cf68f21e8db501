"""A form as it is published: nothing that nobody has filled in, and every word that somebody wrote."""

import copy
import random
from functools import cache, reduce
from io import BytesIO
from operator import or_
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dokumentmaskin.word import Help, Unfilled, document_text, finished, help_of, unfilled
from tests.conftest import REPOSITORY
from tests.minutes.finished import Save, every_save, skeleton
from tests.minutes.word_edits import W, WordEdit, run_of
from tests.profiles import examples

HELP = "Skriv kort hva som kom fram i saken."
KNOWN = Help(
    frozenset({HELP, "Skriv navn", "Skriv hvem"}),
    frozenset({"Gjester:", "Møtet startet: kl."}),
    frozenset({"Andre", "Følg opp", "Kort referat", "Indre", "HvaHvem"}),
)
every_language = pytest.mark.parametrize("language", ["bokmål", "nynorsk"])


@cache
def form_help() -> Help:
    """What the templates say by themselves."""
    files = sorted((REPOSITORY / "templates").glob("*/referat.docx"))
    return reduce(or_, (help_of(file.read_bytes()) for file in files))


def words(data: bytes) -> str:
    return " ".join(document_text(data).body)


def helps(data: bytes) -> list[str]:
    said = words(data)
    return [prompt for prompt in form_help().prompts if len(prompt) > len("avholdende") and prompt in said]


@every_language
@every_save
def test_no_help_text_of_real_minutes_is_left(language: str, save: Save) -> None:
    form = save(WordEdit(skeleton(language))).saved()
    published = finished(form, form_help())
    assert helps(form)
    assert helps(published) == []
    assert unfilled(published, form_help()) == ()
    cases = [word for word in words(published).split() if word == "Sak"]
    assert len(cases) >= 7
    assert "Kort referat" not in words(published)


@every_save
def test_what_is_filled_in_stays_with_its_heading_and_its_row(save: Save) -> None:
    edit = WordEdit(skeleton())
    edit.write("Sak 4: kort referat", "Prosjektlederen la fram skissen.")
    edit.point(1, "Ring Kari", "", "", "", "")
    published = finished(save(edit).saved(), form_help())
    said = words(published)
    assert said.count("Kort referat") == 1
    assert "Kort referat Prosjektlederen la fram skissen." in said
    *_, table = docx.Document(BytesIO(published)).tables
    assert [row.cells[0]._tc.xpath("string(.)") for row in table.rows] == ["Hva", "Ring Kari"]
    assert helps(published) == []


@settings(max_examples=examples(60))
@given(st.integers(0, 2**32), st.sampled_from(["bokmål", "nynorsk"]))
def test_no_word_that_a_person_wrote_is_taken(seed: int, language: str) -> None:
    choose = random.Random(seed)  # noqa: S311 - edits, not secrets
    edit = WordEdit(skeleton(language))
    marks = []
    for number, run in enumerate(choose.sample(list(edit.root.iter(W + "r")), 12)):
        marks.append(f"merke{number}x")
        new = run_of(marks[-1])
        if choose.random() < 0.3:  # in the look of the help text, as LibreOffice leaves it
            new[:0] = [copy.deepcopy(look) for look in run.iterchildren(W + "rPr")]
        run.addnext(new)
    for number, cell in enumerate(choose.sample(list(edit.root.iter(W + "tc")), 3)):
        marks.append(f"celle{number}x")
        paragraph = etree.SubElement(cell, W + "p")
        paragraph.append(run_of(marks[-1]))
    published = words(finished(edit.saved(), form_help()))
    assert [mark for mark in marks if mark not in published] == []


# Small forms


def form(*blocks: str) -> bytes:
    """Paragraphs; `# ` begins a heading of its level, and «a | b» is a table with a row for each line."""
    document = docx.Document()
    for block in blocks:
        if block.startswith("#"):
            document.add_heading(block.lstrip("# "), block.count("#"))
        elif "|" in block:
            rows = [line.split("|") for line in block.split("\n")]
            table = document.add_table(len(rows), len(rows[0]))
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text.strip()
        else:
            document.add_paragraph(block)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("blocks", "left"),
    [
        (["# Tittel", "## Sak 1", "### Kort referat", HELP, "### Vedtak", "Ja."], "Tittel Sak 1 Vedtak Ja."),
        (["## Sak 1", "### Kort referat", HELP, "Vi snakket."], "Sak 1 Kort referat Vi snakket."),
        (["## Andre", "Gjester:\tSkriv navn", "## Sak 1"], "Sak 1"),
        (["## Andre", "Gjester:\tSkriv navn", "Observatører:\tKari"], "Andre Observatører: Kari"),
        (["Møtet startet:\tkl. Skriv navn", "Slutt"], "Slutt"),
        (["## Følg opp", "Hva | Hvem\nRing | Skriv hvem\nSkriv navn | Skriv hvem"], "Følg opp Hva Hvem Ring"),
        (["## Følg opp", "Hva | Hvem\nSkriv navn | Skriv hvem", "## Slutt"], "Slutt"),
        (["## Ytre", "### Indre", HELP, "## Sak 1"], "Ytre Sak 1"),
        (["## Tom", "## Sak 1", "Skriv navn nederst på arket."], "Tom Sak 1 Skriv navn nederst på arket."),
        (["A | B\nx | \n | "], "A B x"),
    ],
)
def test_what_goes_with_an_empty_place(blocks: list[str], left: str) -> None:
    assert words(finished(form(*blocks), KNOWN)) == left


def test_a_document_that_is_filled_in_comes_back_byte_for_byte() -> None:
    whole = form("## Sak 1", "Gjester:\tKari", "Ja. | Nei.\n | ")
    assert finished(whole, KNOWN) == whole
    assert unfilled(whole, KNOWN) == ()


def test_the_empty_places_are_named() -> None:
    found = unfilled(
        form("# Tittel", "Gjester:\tSkriv navn", "## Sak 1", "### Referat", f"Ja. {HELP}"), KNOWN
    )
    assert found == (Unfilled((), "Gjester"), Unfilled(("Sak 1", "Referat"), ""))


@pytest.mark.parametrize(
    "piece",
    [
        '<w:r><w:br w:type="page"/></w:r>',
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        "<w:r><w:pict/></w:r>",
    ],
)
def test_what_is_drawn_beside_an_empty_place_stays(piece: str) -> None:
    edit = WordEdit(form("## Sak 1", HELP, "## Sak 2"))
    paragraph: Any = edit.paragraph(HELP)
    paragraph.append(etree.fromstring(piece.replace("<w:r>", f'<w:r xmlns:w="{W[1:-1]}">')))
    published = WordEdit(finished(edit.saved(), KNOWN))
    drawn = [child.tag for run in published.root.iter(W + "r") for child in run if child.tag != W + "t"]
    assert drawn == [paragraph[-1][0].tag]
    assert words(published.saved()).split() == ["Sak", "1", "Sak", "2"]


def test_an_empty_case_is_not_kept_on_the_page_of_the_next() -> None:
    published = docx.Document(
        BytesIO(finished(form("## Sak 1", "### Kort referat", HELP, "## Sak 2"), KNOWN))
    )
    assert [(p.text, p.paragraph_format.keep_with_next) for p in published.paragraphs] == [
        ("Sak 1", False),
        ("Sak 2", None),
    ]
    deeper = form("## Sak 1", "Orientering", "### Kort referat", HELP, "### Vedtak", "Ja.")
    kept = docx.Document(BytesIO(finished(deeper, KNOWN))).paragraphs
    assert {p.paragraph_format.keep_with_next for p in kept} == {None}
    whole = docx.Document(
        BytesIO(finished(form("## Sak 1", "## Sak 2", "### Kort referat", HELP, "A."), KNOWN))
    )
    assert {p.paragraph_format.keep_with_next for p in whole.paragraphs} == {None}
