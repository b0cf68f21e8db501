"""The Word templates: what the secretary opens in Word, and what every document inherits.

Sources of the rules: ECMA-376 Part 1 (§17.4.49 `tblHeader`, §17.3.2.20 `lang`, §17.7.4.9 built-in names of
styles), WCAG 2.2 success criteria 1.1.1, 1.3.1, 2.4.2 and 3.1.1.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Environment, meta, nodes

from dokumentmaskin.document.case_context import BehandletFelt
from dokumentmaskin.document.cases import SakFelt

ROOT = Path(__file__).parents[2]
NAMES = (
    "avlysning",
    "handlingsprogram",
    "innkalling",
    "motepakke",
    "referat",
    "saerutskrift",
    "saksliste",
    "medlemsliste",
    "samlet-handlingsprogram",
    "trukket",
)
LANGUAGES = {"bokmal": "nb-NO", "nynorsk": "nn-NO"}
FILES = [ROOT / "templates" / folder / f"{name}.docx" for folder in LANGUAGES for name in NAMES]
LETTERHEADS = [ROOT / "templates" / folder / "brevhode.docx" for folder in LANGUAGES]
HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
# Words that only one of the two written languages has.
ONLY_BOKMAL = re.compile(
    r"\b(ikke|fra|hva|hvem|bare|navn|leder|senest|sted|måned|deltakere)\b", re.IGNORECASE
)
ONLY_NYNORSK = re.compile(r"\b(ikkje|frå|kva|kven|berre|namn|leiar|seinast|stad|månad)\b", re.IGNORECASE)

every_file = pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}-{f.stem}")


def _variables(file: Path) -> set[str]:
    """Every name and every field of a name that a template prints or asks for."""
    template = DocxTemplate(file)
    template.init_docx()
    parts = [template.patch_xml(template.get_xml())]
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        parts += [
            template.patch_xml(template.get_part_xml(part)) for _, part in template.get_headers_footers(kind)
        ]
    properties = template.get_docx().core_properties
    source = " ".join([*parts, properties.title, properties.subject, properties.author])
    tree = Environment(autoescape=True).parse(source)
    attributes = {
        f"{node.node.name}.{node.attr}"
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name)
    }
    return meta.find_undeclared_variables(tree) | attributes


def _style_ids(document: Document) -> set[str]:
    return {style.style_id for style in document.styles}


def _used_styles(document: Document) -> Iterator[str]:
    section = document.sections[0]
    roots: list[Any] = [document.element, section.footer._element]
    for root in roots:
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            yield from (element.get(qn("w:val")) for element in root.iter(qn(tag)))


def _text(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def test_committed_files_are_what_the_program_builds(tmp_path: Path) -> None:
    program = ROOT / "tools" / "templates" / "build.py"
    subprocess.run([sys.executable, program, tmp_path], check=True, capture_output=True)
    built = {f.relative_to(tmp_path): f.read_bytes() for f in sorted(tmp_path.rglob("*.docx"))}
    committed = {f.relative_to(ROOT / "templates"): f.read_bytes() for f in [*FILES, *LETTERHEADS]}
    assert built.keys() == committed.keys()
    changed = [str(name) for name in built if built[name] != committed[name]]
    assert not changed, "run: python tools/templates/build.py"


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_variables(name: str) -> None:
    bokmal, nynorsk = (_variables(ROOT / "templates" / f / f"{name}.docx") for f in LANGUAGES)
    assert bokmal == nynorsk
    assert {"tittel", "emne", "organisasjon.navn", "gruppe.tittel"} <= bokmal


@pytest.mark.parametrize("folder", LANGUAGES)
def test_every_field_of_a_case_is_printed_by_a_template(folder: str) -> None:
    printed = set[str]().union(*(_variables(ROOT / "templates" / folder / f"{name}.docx") for name in NAMES))
    assert [field.name for field in fields(SakFelt) if f"sak.{field.name}" not in printed] == []


@pytest.mark.parametrize("folder", LANGUAGES)
def test_a_special_transcript_prints_every_field_of_its_case(folder: str) -> None:
    printed = _variables(ROOT / "templates" / folder / "saerutskrift.docx")
    assert [field.name for field in fields(BehandletFelt) if f"sak.{field.name}" not in printed] == []


@every_file
def test_the_video_link_is_in_the_summons_alone(file: Path) -> None:
    assert ("møte.videolenke" in _variables(file)) == (file.stem == "innkalling")


@every_file
def test_language_is_said_everywhere_it_can_be_said(file: Path) -> None:
    language = LANGUAGES[file.parent.name]
    document = docx.Document(str(file))
    defaults = document.styles.element.find(qn("w:docDefaults"))
    theme = document.settings.element.find(qn("w:themeFontLang"))
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == language
    assert theme.get(qn("w:val")) == language
    assert document.core_properties.language == language
    assert not document.element.findall(f".//{qn('w:lang')}")


@every_file
def test_fixed_words_are_in_the_files_own_language(file: Path) -> None:
    document = docx.Document(str(file))
    prompts = [a.get(qn("w:val")) for a in document.element.iter(qn("w:alias"))]
    words = re.sub(r"\{[{%].*?[%}]\}", " ", " ".join([_text(document.element), *prompts]))
    foreign = ONLY_NYNORSK if file.parent.name == "bokmal" else ONLY_BOKMAL
    assert not foreign.findall(words)


@every_file
def test_styles_are_real_and_built_in_where_word_has_one(file: Path) -> None:
    document = docx.Document(str(file))
    assert set(_used_styles(document)) <= _style_ids(document)
    built_in = {"Heading1", "Heading2", "Heading3", "ListBullet", "ListNumber", "Hyperlink"}
    assert built_in <= _style_ids(document)
    for style in built_in:
        element = next(s for s in document.styles if s.style_id == style).element
        assert element.get(qn("w:customStyle")) is None


@every_file
def test_text_has_no_looks_of_its_own(file: Path) -> None:
    """A run may name a style; only the symbol of a checkbox needs its font beside it."""
    allowed = {qn("w:rStyle")}
    for run in docx.Document(str(file)).element.iter(qn("w:r")):
        look = run.find(qn("w:rPr"))
        if look is not None and _text(run) != "☐":
            assert {child.tag for child in look} <= allowed


@every_file
def test_no_paragraph_is_empty(file: Path) -> None:
    paragraphs = docx.Document(str(file)).element.iter(qn("w:p"))
    assert all(_text(paragraph).strip() for paragraph in paragraphs)


@every_file
def test_one_title_and_no_heading_level_is_skipped(file: Path) -> None:
    document = docx.Document(str(file))
    found = [HEADING.fullmatch(p.style.name or "") for p in document.paragraphs if p.style]
    levels = [int(match[1]) for match in found if match]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every_file
def test_headings_stay_with_their_text(file: Path) -> None:
    for style in docx.Document(str(file)).styles:
        if HEADING.fullmatch(style.name or ""):
            assert style.element.pPr.find(qn("w:keepNext")) is not None


@every_file
def test_tables_have_a_header_row_and_a_name(file: Path) -> None:
    tables = docx.Document(str(file)).tables
    assert tables or file.stem in {"avlysning", "saerutskrift", "saksliste", "trukket"}
    for table in tables:
        flags = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert flags == [True] + [False] * (len(flags) - 1)
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert all(cell.text.strip() for cell in table.rows[0].cells)


@every_file
def test_tables_are_as_wide_as_the_text_in_grid_and_cells(file: Path) -> None:
    document = docx.Document(str(file))
    section = document.sections[0]
    margins = int(section.left_margin or 0) + int(section.right_margin or 0)
    text_width = int(section.page_width or 0) - margins
    for table in document.tables:
        grid = [int(column.w or 0) for column in table._tbl.tblGrid.gridCol_lst]
        assert table.autofit is False
        assert sum(grid) == text_width
        for row in table.rows:
            assert sum(int(cell.width or 0) for cell in row._tr.tc_lst) == text_width


@every_file
def test_lists_have_all_nine_levels_each_further_in(file: Path) -> None:
    numbering = docx.Document(str(file)).part.numbering_part.element
    lists = [kind.findall(qn("w:lvl")) for kind in numbering.findall(qn("w:abstractNum"))]
    assert [[int(level.get(qn("w:ilvl"))) for level in levels] for levels in lists] == [[*range(9)]] * 2
    for levels in lists:
        indents = [int(level.find(f".//{qn('w:ind')}").get(qn("w:left"))) for level in levels]
        assert all(deeper > indent for indent, deeper in pairwise(indents))
        assert all(level.find(qn("w:lvlText")).get(qn("w:val")) for level in levels)


@every_file
def test_the_footer_counts_pages(file: Path) -> None:
    footer = docx.Document(str(file)).sections[0].footer._element
    fields = [(text.text or "").strip() for text in footer.iter(qn("w:instrText"))]
    # The cover's own pages are not all the package has.
    assert fields == (["PAGE"] if file.stem == "motepakke" else ["PAGE", "NUMPAGES"])


@every_file
def test_pictures_have_alternative_text(file: Path) -> None:
    for picture in docx.Document(str(file)).element.iter(qn("wp:docPr")):
        assert picture.get("descr")


@every_file
def test_places_to_fill_in_are_named_and_repeatable(file: Path) -> None:
    """A control is named for screen readers, and without an id, which a repeated row would repeat."""
    controls = list(docx.Document(str(file)).element.iter(qn("w:sdtPr")))
    assert bool(controls) == (file.stem == "referat")
    for control in controls:
        assert control.find(qn("w:alias")).get(qn("w:val"))
        assert control.find(qn("w:tag")).get(qn("w:val"))
        assert control.find(qn("w:id")) is None


@every_file
def test_no_person_and_no_clock_in_the_properties(file: Path) -> None:
    properties = docx.Document(str(file)).core_properties
    assert properties.title == "{{ tittel }}"
    assert properties.author == "{{ organisasjon.navn }}"
    assert properties.last_modified_by == ""
    assert properties.created == properties.modified
    assert properties.modified is not None
    assert properties.modified.year == 2022


@every_file
def test_names_of_people_come_from_the_plan_alone(file: Path) -> None:
    """Two capitalised words in a row look like a name; no fixed text has them."""
    for paragraph in docx.Document(str(file)).element.iter(qn("w:p")):
        words = re.sub(r"\{[{%].*?[%}]\}", "|", _text(paragraph))
        assert not re.search(r"[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+", words)


def contrast(red: float, green: float, blue: float) -> float:
    """How a colour, each part from 0 to 1, stands out from white (WCAG 2.2, relative luminance)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)
    ]
    return 1.05 / (
        sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)) + 0.05
    )


@every_file
def test_every_colour_of_letters_is_read_on_white_and_in_black_and_white(file: Path) -> None:
    """WCAG 2.2, 1.4.3; a printer's grey is the luma of ITU-R BT.601."""
    document = docx.Document(str(file))
    roots = (document.styles.element, document.element)
    written = {color.get(qn("w:val")) for root in roots for color in root.iter(qn("w:color"))} - {"auto"}
    assert written
    for color in written:
        red, green, blue = (byte / 255 for byte in bytes.fromhex(color))
        grey = 0.299 * red + 0.587 * green + 0.114 * blue
        assert min(contrast(red, green, blue), contrast(grey, grey, grey)) >= 4.5, color
