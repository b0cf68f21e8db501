"""A template whose parts are missing, cut off or something else is told of."""

import random
import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st

from dokumentmaskin.document.codes.soundness import unsound
from dokumentmaskin.errors import TemplateError
from dokumentmaskin.pipeline.pipeline import read_template
from dokumentmaskin.workspace import Workspace
from tests.profiles import examples
from tests.word.building import NAME, Text, fill_data

Parts = dict[str, bytes]
Change = Callable[[Parts, str, random.Random], None]


@cache
def template() -> bytes:
    document = docx.Document()
    document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    document.core_properties.title = "{{ tittel }}"
    for text in ("{%p for s in saker %}", "{{ s }}", "{{ tekst }}", "{%p endfor %}"):
        document.add_paragraph(text, "List Number" if "s }" in text else None)
    table = document.add_table(3, 2)
    for row, text in enumerate(("{%tr for s in saker %}", "{{ s }}", "{%tr endfor %}")):
        table.cell(row, 0).text = text
    document.sections[0].header.paragraphs[0].text = "{{ tittel }}"
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts, compression: int = zipfile.ZIP_STORED) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def fill(data: bytes) -> bytes:
    return fill_data(data, saker=["a", "b"], tekst=Text("1. en\n2. [x](https://x.no)"))


def _gone(parts: Parts, name: str, _: random.Random) -> None:
    del parts[name]


def _cut(parts: Parts, name: str, chance: random.Random) -> None:
    parts[name] = parts[name][: chance.randrange(len(parts[name]) + 1)]


def _another(parts: Parts, name: str, chance: random.Random) -> None:
    parts[name] = chance.choice([b"", b"hei", b"<x/>", *parts.values()])


def _without_an_element(parts: Parts, name: str, chance: random.Random) -> None:
    found = [*re.finditer(rb"<(\w+:\w+)[^>]*?(?:/>|>(?s:.*?)</\1>)", parts[name])]
    if found:
        one = chance.choice(found)
        parts[name] = parts[name][: one.start()] + parts[name][one.end() :]


def _renamed(parts: Parts, name: str, chance: random.Random) -> None:
    tags = sorted(set(re.findall(rb"<(\w+:\w+)", parts[name])))
    if tags:
        old, new = chance.choice(tags), chance.choice(tags)
        parts[name] = re.sub(rb"(</?)%s(?=[ />])" % old, rb"\1" + new, parts[name])


def _said_otherwise(parts: Parts, name: str, chance: random.Random) -> None:
    values = [*re.finditer(rb'="([^"]*)"', parts[name])]
    if values:
        one = chance.choice(values)
        new = chance.choice(
            [b"", b"-1", b"9" * 20, b"x", b"rId1", b"/word/document.xml", b"http://x", b"{{ s }}"]
        )
        parts[name] = parts[name][: one.start(1)] + new + parts[name][one.end(1) :]


def _outside(parts: Parts, name: str, _: random.Random) -> None:
    parts[name] = parts[name].replace(b"<Relationship ", b'<Relationship TargetMode="External" ')


def _in_a_ring(parts: Parts, name: str, _: random.Random) -> None:
    parts[name] = re.sub(rb'Target="[^"]*"', b'Target="/word/document.xml"', parts[name])


CHANGES: list[Change] = [
    _gone, _cut, _another, _without_an_element, _renamed, _said_otherwise, _outside, _in_a_ring,
]  # fmt: skip


@settings(max_examples=examples(150), deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(CHANGES), st.sampled_from(CHANGES))
def test_a_template_with_changed_parts_is_filled_or_told_of(
    chance: random.Random, first: Change, second: Change
) -> None:
    parts = parts_of(template())
    for change in (first, second):
        change(
            parts, chance.choice(sorted(name for name in parts if name.endswith((".xml", ".rels")))), chance
        )
    try:
        data = fill(packed(parts))
    except TemplateError as error:
        places = {str(problem.place) for problem in error.problems}
    else:
        places = {NAME}
        assert zipfile.ZipFile(BytesIO(data)).testzip() is None
    assert places == {NAME}


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("word/numbering.xml", None, "Delen «numbering.xml» mangler."),
        ("word/styles.xml", b"<w:styles", "Delen «word/styles.xml» er ikke hel XML."),
        ("word/settings.xml", b"<x/>", "Delen «word/settings.xml» er noe annet enn den skal være."),
        ("word/header1.xml", b"<x/>", "Delen «word/header1.xml» er noe annet enn den skal være."),
    ],
)
def test_the_part_that_is_wrong_is_named(name: str, content: bytes | None, cause: str) -> None:
    parts = parts_of(template())
    if content is None:
        del parts[name]
    else:
        parts[name] = content
    with pytest.raises(TemplateError) as caught:
        fill(packed(parts))
    assert caught.value.problems[0].code == "odelagt-mal"
    assert cause in caught.value.problems[0].message


def test_what_unpacks_to_far_more_than_a_template_is_refused_unread() -> None:
    parts = parts_of(template())
    parts["word/document.xml"] = parts["word/document.xml"] + b" " * 51_000_000
    data = packed(parts, zipfile.ZIP_DEFLATED)
    assert len(data) < 200_000
    assert "pakket ut" in unsound(data)


def test_a_cell_and_a_table_that_codes_have_emptied_are_still_right() -> None:
    document = docx.Document()
    document.core_properties.title = "{{ tittel }}"
    cell = document.add_table(1, 1).cell(0, 0)
    for text in ("{%p if 0 %}", "bort", "{%p endif %}"):
        cell.add_paragraph(text)
    cell._tc.remove(cell.paragraphs[0]._p)
    document.add_table(1, 1).cell(0, 0).text = "{%tr if 0 %}{%tr endif %}"
    target = BytesIO()
    document.save(target)
    (table,) = docx.Document(BytesIO(fill(target.getvalue()))).tables
    assert [paragraph.text for paragraph in table.cell(0, 0).paragraphs] == [""]


@pytest.mark.parametrize("name", ["innkalling", "brevhode"])
@pytest.mark.parametrize("change", [_outside, _in_a_ring])
def test_of_a_template_and_its_letterhead_the_broken_one_is_told(
    name: str, change: Change, tmp_path: Path
) -> None:
    for own in ("innkalling", "brevhode"):
        document = docx.Document()
        document.add_paragraph("{{ brevhode }}" if own == "innkalling" else "Hode")
        document.save(str(tmp_path / f"{own}.docx"))
    broken = tmp_path / f"{name}.docx"
    parts = parts_of(broken.read_bytes())
    change(parts, "word/_rels/document.xml.rels", random.Random(0))  # noqa: S311
    broken.write_bytes(packed(parts))
    with pytest.raises(TemplateError) as caught:
        read_template(Workspace(tmp_path), tmp_path / "innkalling.docx")
    assert str(caught.value.problems[0].place) == f"{name}.docx"
