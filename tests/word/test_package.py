"""The parts of a Word file by what they are, and one error for what cannot be read."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Final

import pytest
from docx import Document
from PIL import Image

from dokumentmaskin.errors import PlanError, RefusedError
from dokumentmaskin.word import DamagedError, Package, document_text, open_word
from dokumentmaskin.word.blocks import MOST_BYTES
from dokumentmaskin.word.merge import same_content
from dokumentmaskin.word.package import as_docx, packed, parsed, without, written
from dokumentmaskin.word.traces import accepted, find_traces
from tests.word.tracked import NAMESPACES, core, docx, notes, p, part, part_names, run, with_part

WHOLE: Final = docx(p(run("tekst")), header=p(run("topp")), parts=notes("footnote", run("note")))
TYPES: Final = "[Content_Types].xml"
RELATIONS: Final = "word/_rels/document.xml.rels"


def locked(data: bytes) -> bytes:
    """The file with the mark of a password on its parts (APPNOTE, 4.4.4)."""
    return data.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )


def gone(name: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for other in sorted(part_names(WHOLE) - {name}):
            package.writestr(other, part(WHOLE, other))
    return target.getvalue()


def squeezed(data: bytes) -> bytes:
    """The file compressed, with a broken stream."""
    whole = packed({name: part(data, name) for name in part_names(data)})
    place = whole.index(b"word/document.xml") + len("word/document.xml") + 4
    return whole[:place] + b"\xff" * 16 + whole[place + 16 :]


DAMAGED: Final = {
    "empty": b"",
    "text": b"hei",
    "cut off": WHOLE[: len(WHOLE) // 2],
    "locked": locked(WHOLE),
    "broken stream": squeezed(WHOLE),
    "no text": gone("word/document.xml"),
    "no relationships": gone("_rels/.rels"),
    "no XML": with_part(WHOLE, "word/document.xml", b"<w:document"),
    "nothing": with_part(WHOLE, "word/document.xml", b""),
    "styles that are no XML": with_part(WHOLE, "word/styles.xml", b"vanish <w:styles"),
}
damaged = pytest.mark.parametrize("data", DAMAGED.values(), ids=list(DAMAGED))


@damaged
def test_what_cannot_be_read_is_one_error(data: bytes) -> None:
    with pytest.raises(DamagedError):
        document_text(data)
    with pytest.raises(PlanError):
        open_word(data, "referat.docx")
    with pytest.raises(RefusedError):
        same_content(WHOLE, data)


@pytest.mark.parametrize("look", [find_traces, accepted])
@pytest.mark.parametrize("name", ["empty", "text", "cut off", "locked", "broken stream"])
def test_nobody_looks_for_traces_in_it(look: Callable[[bytes], object], name: str) -> None:
    with pytest.raises(DamagedError):
        look(DAMAGED[name])


def test_a_list_of_types_is_enough_where_the_relationships_are_broken() -> None:
    package = Package(with_part(WHOLE, RELATIONS, b"<Relationships"))
    assert package.named("header") == ["word/header.xml"]
    styles = package.one("styles")
    assert styles is not None
    assert styles.tag.endswith("}styles")


def test_of_two_of_a_kind_the_one_that_the_text_uses_is_taken() -> None:
    types = part(WHOLE, TYPES).replace(
        b"</Types>",
        b'<Override PartName="/word/glossary/styles.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
    )
    other = f'<w:styles {NAMESPACES}><w:style w:styleId="Annen"/></w:styles>'.encode()
    first = {"word/glossary/styles.xml": other, **{name: part(WHOLE, name) for name in part_names(WHOLE)}}
    package = Package(packed({**first, TYPES: types}))
    assert package.named("styles") == ["word/glossary/styles.xml", "word/styles.xml"]
    styles = package.one("styles")
    assert styles is not None
    assert b"Annen" not in written(styles)


def test_a_kind_that_is_not_there_is_none() -> None:
    assert Package(WHOLE).one("numbering") is None
    assert Package(WHOLE).named("numbering", "theme") == []


def test_names_come_in_the_order_of_the_kinds() -> None:
    assert Package(WHOLE).named("header", "main") == ["word/header.xml", "word/document.xml"]
    assert Package(WHOLE).main == "word/document.xml"


def test_a_part_of_a_usual_type_is_known_by_its_ending() -> None:
    types = (
        part(WHOLE, TYPES)
        .replace(b"<Types ", b"<Types xmlns:a='a' ")
        .replace(b"</Types>", b'<Default Extension="PNG" ContentType="image/png"/></Types>')
    )
    package = Package(with_part(with_part(WHOLE, TYPES, types), "word/media/logo.png", b"x"))
    assert package.kinds["word/media/logo.png"] == "image/png"
    assert package.kinds["word/header.xml"] == "header"


def test_an_outer_relationship_leads_to_no_part() -> None:
    outer = b'<Relationship Id="x" Type="a/styles" Target="styles.xml" TargetMode="External"/>'
    relations = part(WHOLE, RELATIONS).replace(b"</Relationships>", outer + b"</Relationships>")
    assert Package(with_part(WHOLE, RELATIONS, relations)).one("styles") is not None
    left = without({RELATIONS: relations}, frozenset(["word/styles.xml"]))
    assert left[RELATIONS].count(b"styles.xml") == 1
    assert outer in left[RELATIONS]


def test_what_is_taken_out_is_taken_out_of_types_and_relationships() -> None:
    parts = {name: part(WHOLE, name) for name in part_names(WHOLE)}
    left = without({**parts, "word/_rels/header.xml.rels": b"<a/>"}, frozenset(["word/header.xml"]))
    assert set(left) == set(parts) - {"word/header.xml"}
    assert b"header" not in left[TYPES] + left[RELATIONS]
    assert left["_rels/.rels"] is parts["_rels/.rels"]
    assert b"styles.xml" in left[RELATIONS]
    assert left[TYPES].startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")


def test_the_same_parts_are_the_same_bytes() -> None:
    parts = {name: part(WHOLE, name) for name in sorted(part_names(WHOLE))}
    once, again = packed(parts), packed(dict(reversed(parts.items())))
    assert once == again
    with zipfile.ZipFile(BytesIO(once)) as package:
        names = package.namelist()
        assert names[:2] == [TYPES, "_rels/.rels"]
        assert names[2:] == sorted(names[2:])
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_DEFLATED}
        assert {(entry.date_time, entry.create_system) for entry in package.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0)
        }


def test_nothing_is_fetched_to_read_a_part() -> None:
    outer = b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY i "inne">]><a>&e;&i;</a>'
    assert "".join(parsed(outer).itertext()).strip() in {"", "&e;&i;"}


def test_a_part_that_would_fill_the_memory_is_refused() -> None:
    big = with_part(WHOLE, "word/document.xml", b" " * (MOST_BYTES + 1))
    with pytest.raises(PlanError) as raised:
        open_word(big, "referat.docx")
    assert raised.value.problems[0].code == "for-stor-fil"


def test_an_old_or_locked_file_is_called_so() -> None:
    with pytest.raises(PlanError) as raised:
        open_word(b"\xd0\xcf\x11\xe0" + b"\0" * 100, "referat.docx")
    assert "passord" in raised.value.problems[0].message
    with pytest.raises(PlanError) as raised:
        open_word(b"hei", "referat.docx")
    assert "skadet" in raised.value.problems[0].message


def test_a_file_without_a_body_is_no_word_file() -> None:
    with pytest.raises(PlanError):
        open_word(with_part(WHOLE, "word/document.xml", b"<a/>"), "referat.docx")


def test_properties_are_known_by_what_they_are() -> None:
    package = Package(docx(p(run("a")), parts={"core": core(title="Referat")}))
    root = package.one("core-properties")
    assert root is not None
    assert root.findtext("{*}title") == "Referat"


def test_small_and_large_letters_of_a_parts_name_are_one() -> None:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(docx(p(run("Tekst"))))) as package, zipfile.ZipFile(target, "w") as other:
        for name in package.namelist():
            content = package.read(name)
            other.writestr(name, content.replace(b"word/document.xml", b"Word/Document.xml"))
    assert Package(target.getvalue()).main == "word/document.xml"
    assert document_text(target.getvalue()).body == ("Tekst",)


def test_a_document_is_written_as_its_own_library_writes_it_and_without_a_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document, saved, picture = Document(), BytesIO(), BytesIO()
    Image.new("L", (9, 9)).save(picture, "PNG")
    document.add_picture(picture)
    document.save(saved)
    monkeypatch.setattr("time.time", lambda: 0.0)
    written = as_docx(document)
    assert part_names(written) == part_names(saved.getvalue())
    assert {n: part(written, n) for n in part_names(written)} == {
        n: part(saved.getvalue(), n) for n in part_names(written)
    }
