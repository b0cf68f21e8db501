"""Filling a template: every word comes through, and every fault of a template is told of."""

import shutil
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from jinja2 import Environment

from dokumentmaskin.document.codes import preparing
from dokumentmaskin.document.render import render
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.errors import Problem, TemplateError
from tests.word.building import (
    DATED,
    NAME,
    Body,
    Text,
    add_xml,
    all_texts,
    build,
    fill,
    fill_bytes,
    moved,
    paragraph,
    texts,
)

TRICKY = [
    "Hansen & Sønn <b>x</b> slutt",
    "&amp; &lt; ]]> <!-- --> <w:p>",
    "«sitat» – “a” ‘b’ 'c' \"d\"",
    "æøå ÆØÅ é ü ŋđ",
    "😀 👩‍👩‍👧 🇳🇴",
    "{{ tittel }} {% if x %} {# y #}",
    "a\tb",
    "a\nb",
    "  mellomrom  foran  og  bak  ",
    "arbeidstillatelsesdirektoratet",
    "11.\u00a0mars\u00a02022",
    "\\n %s {0} $1 \\1",
]
each_text = pytest.mark.parametrize("text", TRICKY)


@dataclass(frozen=True)
class Sak:
    tittel: str
    nummer: str = "1"


def problem(folder: Path, body: Body, title: str = "{{ tittel }}", **values: object) -> Problem:
    template = build(folder / "mal.docx", body, title)
    with pytest.raises(TemplateError) as caught:
        fill_bytes(template, **values)
    (only,) = caught.value.problems
    assert str(only.place) == NAME
    return only


@each_text
def test_every_letter_comes_through_in_a_paragraph(text: str, tmp_path: Path) -> None:
    assert texts(fill(tmp_path, paragraph("[{{ x }}]"), x=text)) == [f"[{text}]"]


@each_text
def test_every_letter_comes_through_in_a_table_cell(text: str, tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "{{ x }}"

    assert texts(fill(tmp_path, body, x=text).tables[0].cell(0, 0)) == [text]


@each_text
def test_every_letter_comes_through_in_a_header(text: str, tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ x }}"

    assert texts(fill(tmp_path, body, x=text).sections[0].header) == [text]


@each_text
def test_every_letter_comes_through_in_a_templates_own_hyperlink(text: str, tmp_path: Path) -> None:
    def body(document: Document) -> None:
        target = document.part.relate_to(
            "https://x.no/?a=1&b=2", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = f'<w:hyperlink r:id="{target}"><w:r><w:t>{{{{ x }}}}</w:t></w:r></w:hyperlink>'
        add_xml(document, f"<w:p>{link}</w:p>")

    document = fill(tmp_path, body, x=text)
    (link,) = document.element.body.iter(qn("w:hyperlink"))
    assert document.part.rels[link.get(qn("r:id"))].target_ref == "https://x.no/?a=1&b=2"
    assert all_texts(document) == [text]


@each_text
def test_every_letter_comes_through_in_the_properties(text: str, tmp_path: Path) -> None:
    properties = fill(tmp_path, paragraph("a"), tittel=text).core_properties
    assert properties.title == text


@pytest.mark.parametrize("text", ["Et langt ord " * 30, "Ord" * 100])
def test_a_title_that_is_longer_than_a_property_may_be_is_cut(text: str, tmp_path: Path) -> None:
    title = fill(tmp_path, paragraph("a"), tittel=text).core_properties.title
    assert 240 < len(title) <= 255
    assert title.endswith(" …")
    assert text.startswith(title.removesuffix(" …"))


@pytest.mark.parametrize(
    "text", [t for t in TRICKY if "\n" not in t and t == t.strip() and "<" not in t and "\\" not in t]
)
def test_every_letter_comes_through_in_formatted_text_and_its_links(text: str, tmp_path: Path) -> None:
    plain, link = texts(fill(tmp_path, paragraph("{{ x }}"), x=Text(f"{text}\n\n[{text}](https://x.no)")))
    assert (plain, link) == (text, text)


def test_loops_and_conditions_over_paragraphs_and_rows(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        for text in ("{%p for sak in saker %}", "{{ sak.nummer }} {{ sak.tittel }}", "{%p endfor %}"):
            document.add_paragraph(text)
        table = document.add_table(3, 1)
        for row, text in enumerate(("{%tr for sak in saker %}", "{{ sak.tittel }}", "{%tr endfor %}")):
            table.cell(row, 0).text = text

    document = fill(tmp_path, body, saker=(Sak("A & B"), Sak("C", "2")))
    assert texts(document) == ["1 A & B", "2 C"]
    assert [cell.text for cell in document.tables[0].columns[0].cells] == ["A & B", "C"]


@pytest.mark.parametrize(
    ("code", "name", "advice"),
    [
        ("{{ tittell }}", "tittell", "Mente du «tittel»?"),
        ("{{ sak.titel }}", "titel", "Mente du «tittel»?"),
        ("{{ sak.qqq }}", "qqq", "Her kan det stå: tittel, nummer."),
        ("{{ qqq }}", "qqq", "Her kan det stå: sak, saker, tittel."),
        ("{% if qqq %}a{% endif %}", "qqq", "Her kan det stå: sak, saker, tittel."),
        ("{% for s in sakr %}a{% endfor %}", "sakr", "Mente du «saker»?"),
        ("{% for s in saker %}{{ s.tittl }}{% endfor %}", "tittl", "Mente du «tittel»?"),
        ("{{ sak.nummer.x }}", "x", ""),
    ],
)
def test_an_unknown_variable_is_named_with_what_it_may_have_meant(
    code: str, name: str, advice: str, tmp_path: Path
) -> None:
    sak = Sak("A")
    found = problem(tmp_path, paragraph(code), sak=sak, saker=(sak,))
    assert found.code == "ukjent-variabel"
    assert f"«{name}»" in found.message
    assert advice in found.message


def test_an_unknown_variable_in_a_header_or_the_properties_is_told_of_too(tmp_path: Path) -> None:
    def header(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ qqq }}"

    assert "«qqq»" in problem(tmp_path, header).message
    assert "«titel»" in problem(tmp_path, paragraph("a"), title="{{ titel }}").message


@pytest.mark.parametrize(
    ("code", "near"),
    [
        ("Dato: {{ tittel }", "{{ tittel }"),
        ("Her {% if tittel %} uten slutt", "slutt begynnelsen: «{% if tittel %}» (i"),
        ("{% if a %}{% if b %}{% endif %}", "slutt begynnelsen: «{% if a %}» (i"),
        ("{% if a %}{% for b in c %}{% endif %}{% endfor %}", "slutt begynnelsen: «{% endif %}» (i"),
        ("{% endif %}", "{% endif %}"),
        ("{{ tittel | finnesikke }}", "{{ tittel | finnesikke }}"),
        ("{{ 1 + }}", "{{ 1 + }}"),
        ("{% frobnicate %}", "{% frobnicate %}"),
    ],
)
def test_a_broken_code_is_shown_as_the_author_sees_it(code: str, near: str, tmp_path: Path) -> None:
    found = problem(tmp_path, paragraph(code))
    assert found.code == "feil-i-mal"
    assert near in found.message
    assert "<w:" not in found.message
    assert found.advice


@pytest.mark.parametrize(
    "code",
    [
        "{{ sak.__class__ }}",
        "{{ sak.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ sak['__class__'] }}",
        "{{ sak | attr('__class__') }}",
        "{{ self.__init__.__globals__ }}",
        "{% for x in sak.__dict__ %}a{% endfor %}",
        "{{ saker.append(1) }}",
    ],
)
def test_a_template_cannot_reach_inside_python(code: str, tmp_path: Path) -> None:
    found = problem(tmp_path, paragraph(code), sak=Sak("A"), saker=[])
    assert found.code in {"ulovlig-mal", "ukjent-variabel"}


@pytest.mark.parametrize(
    "code",
    [
        "{{ 1 / 0 }}",
        "{{ tittel + 1 }}",
        "{{ tittel() }}",
        "{{ tittel.index('q') }}",
        "{% include 'x' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ {}[[]] }}",
        "{{ 'a' | truncate(-1) }}",
        "{{ ['a', 'b'] | random }}",
        "{{ '\\ue0009999\\ue001' }}",
        "{{ lipsum() }}",
    ],
)
def test_a_code_that_fails_is_the_templates_fault(code: str, tmp_path: Path) -> None:
    assert problem(tmp_path, paragraph(code)).code in {"feil-i-mal", "ukjent-variabel"}


@pytest.mark.parametrize(
    "code",
    [
        "{{ 'x' * 3 * 10 ** 8 }}",
        "{{ 10 ** 9 }}",
        "{{ [1] * 9 }}",
        "{{ '%09d' % 1 }}",
        "{{ '{:>99}'.format(1) }}",
        "{{ 'a'.ljust(999999999) }}",
    ],
)
def test_a_text_does_not_grow_by_a_number(code: str, tmp_path: Path) -> None:
    assert problem(tmp_path, paragraph(code)).code == "ulovlig-mal"


@pytest.mark.parametrize("code", ["{{ saker }}", "{{ sak }}", "{{ ['a'] | map('upper') }}", "{{ range(3) }}"])
def test_what_is_no_text_is_not_printed(code: str, tmp_path: Path) -> None:
    found = problem(tmp_path, paragraph(code), sak=Sak("A"), saker=[Sak("A")])
    assert (found.code, "ikke et felt" in found.message) == ("feil-i-mal", True)


def test_a_template_may_count_and_reckon(tmp_path: Path) -> None:
    code = "{% for n in range(3) %}{{ n * 2 }}{{ n % 2 }}{{ loop.cycle('a', 'b') }} {% endfor %}"
    assert texts(fill(tmp_path, paragraph(code))) == ["00a 21b 40a "]


def rows(*texts_: str) -> Body:
    def body(document: Document) -> None:
        for row, text in zip(document.add_table(len(texts_), 2).rows, texts_, strict=True):
            row.cells[0].text, _, row.cells[1].text = text.partition("|")

    return body


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (paragraph("Før {%p if tittel %} etter"), "«Før  etter» står sammen med koden «{%p if tittel %}»"),
        (paragraph("{%p if tittel %}{{ tittel }}"), "«{{ tittel }}» står sammen med koden"),
        (rows("{%tr for sak in saker %}|Sak", "{{ sak.tittel }}", "{%tr endfor %}"), "«Sak» står sammen med"),
    ],
)
def test_text_that_would_go_with_a_code_is_told_of(body: Body, told: str, tmp_path: Path) -> None:
    found = problem(tmp_path, body, saker=[Sak("A")])
    assert found.code == "tekst-ved-kode"
    assert told in found.message
    assert "alene i" in found.advice


def test_a_code_with_one_brace_is_told_of(tmp_path: Path) -> None:
    found = problem(tmp_path, paragraph("Dato: { sak.tittel }, {ellers}"), sak=Sak("A"))
    assert (found.code, "«{ sak.tittel }»" in found.message) == ("feil-i-mal", True)


def _zip(**parts: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"hei", b"PK\x03\x04" + b"\0" * 50, _zip(a="b"), _zip(**{"[Content_Types].xml": "<x"})]
)
def test_what_is_no_word_file_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "mal.docx").write_bytes(data)
    with pytest.raises(TemplateError) as caught:
        fill_bytes(tmp_path / "mal.docx")
    (found,) = caught.value.problems
    assert found.code == "odelagt-mal"


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.95])
def test_half_a_word_file_is_refused(keep: float, tmp_path: Path) -> None:
    template = build(tmp_path / "mal.docx", paragraph("a"))
    data = template.read_bytes()
    template.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(TemplateError) as caught:
        fill_bytes(template)
    assert caught.value.problems[0].code == "odelagt-mal"


def test_a_word_file_with_a_broken_part_is_refused(tmp_path: Path) -> None:
    template = build(tmp_path / "mal.docx", paragraph("a"))
    broken = tmp_path / "ny.docx"
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, "<w:document" if name == "word/document.xml" else old.read(name))
    with pytest.raises(TemplateError) as caught:
        fill_bytes(broken)
    assert caught.value.problems[0].code == "odelagt-mal"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("[Content_Types].xml", "wordprocessingml.styles+xml", "wordprocessingml.annet+xml"),
        ("_rels/.rels", "<Relationships", "<Annet"),
        (
            "word/_rels/document.xml.rels",
            'Target="styles.xml"',
            'Target="https://x.no" TargetMode="External"',
        ),
    ],
)
def test_a_word_file_whose_parts_are_something_else_is_refused(
    part: str, old: str, new: str, tmp_path: Path
) -> None:
    template = build(tmp_path / "mal.docx", paragraph("a"))
    broken = tmp_path / "ny.docx"
    with zipfile.ZipFile(template) as whole, zipfile.ZipFile(broken, "w") as other:
        for name in whole.namelist():
            text = whole.read(name)
            assert name != part or old.encode() in text
            other.writestr(name, text.replace(old.encode(), new.encode()) if name == part else text)
    with pytest.raises(TemplateError) as caught:
        fill_bytes(broken)
    assert caught.value.problems[0].code == "odelagt-mal"


@pytest.mark.parametrize("title", ["", " ", "{% if false %}a{% endif %}"])
def test_a_template_without_a_title_is_refused(title: str, tmp_path: Path) -> None:
    found = problem(tmp_path, paragraph("a"), title=title)
    assert found.code == "mangler-tittel"
    assert "{{ tittel }}" in found.advice


def test_the_properties_carry_the_plans_date_and_nothing_of_the_clock(tmp_path: Path) -> None:
    def body(document: Document) -> None:
        document.core_properties.revision = 7

    properties = fill(tmp_path, body).core_properties
    assert properties.created is not None
    assert properties.created.replace(tzinfo=None) == datetime(2022, 3, 8, 12)  # noqa: DTZ001
    assert properties.modified == properties.created
    assert (properties.revision, properties.title) == (1, "Prøve")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    template = build(tmp_path / "mal.docx", paragraph("{{ x }}"))
    text = Text("1. a\n2. [b](https://x.no)\n\n- c")
    first = fill_bytes(template, x=text)
    later = tmp_path / "senere"
    later.mkdir()
    shutil.copy(template, later)
    assert fill_bytes(later / "mal.docx", x=text) == first
    data = template.read_bytes()
    assert render(data, NAME, {"tittel": "Prøve", "x": "a"}, Marks(), date(2022, 3, 9)) != render(
        data, NAME, {"tittel": "Prøve", "x": "a"}, Marks(), DATED
    )


def test_a_template_is_prepared_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = build(tmp_path / "mal.docx", paragraph("[{{ x }}] i en mal som ingen har sett før"))
    fill_bytes(template, x="a")
    monkeypatch.setattr(Environment, "compile", _not_again)
    monkeypatch.setattr(preparing, "mark_own", _not_again)
    assert texts(docx.Document(BytesIO(fill_bytes(template, x="b"))))[-1].startswith("[b]")


def _not_again(*_: object) -> None:
    raise AssertionError("a template was prepared anew")


def test_the_zip_holds_no_clock_and_begins_with_the_content_types(tmp_path: Path) -> None:
    data = fill_bytes(build(tmp_path / "mal.docx", paragraph("a")))
    with zipfile.ZipFile(BytesIO(data)) as package:
        entries: list[Any] = package.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert docx.Document(BytesIO(data)).paragraphs


def test_a_code_is_quoted_from_a_template_that_word_for_the_web_has_saved(tmp_path: Path) -> None:
    template = build(tmp_path / "mal.docx", paragraph("{{ datoen }}"))
    template.write_bytes(moved(template.read_bytes()))
    with pytest.raises(TemplateError) as caught:
        fill_bytes(template)
    assert "Koden er «{{ datoen }}» (i brødteksten)." in caught.value.problems[0].message
