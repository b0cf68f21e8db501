"""A package has all pages of its parts, in order, under bookmarks that lead to them."""

import functools
import time
from collections.abc import Sequence
from io import BytesIO

import docx
import pikepdf
import pypdf
import pytest
import rdocx

from dokumentmaskin.bundle import Part, join

TITLE = "Møtepakke fredag 11. mars 2022"


@functools.cache
def pdf(*pages: str) -> bytes:
    """A tagged PDF that claims PDF/A, with a text on each page."""
    document = docx.Document()
    document.core_properties.title = f"Del: {pages[0]}"
    for number, text in enumerate(pages):
        document.add_paragraph(text).paragraph_format.page_break_before = number > 0
    source = BytesIO()
    document.save(source)
    return bytes(rdocx.Document.from_bytes(source.getvalue()).to_pdfa_deterministic())


@pytest.fixture(scope="module")
def parts() -> tuple[Part, ...]:
    return (
        Part("Innkalling", pdf("Første æøå", "Andre side")),
        Part("Saksliste", pdf("Tredje side")),
        Part("Vedlegg – «søknad»", pdf("Fjerde", "Femte", "Sjette")),
    )


def joined(parts: Sequence[Part]) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(join(parts, TITLE, "nb")[1]))


def bookmarks(reader: pypdf.PdfReader) -> list[tuple[str, int | None]]:
    items = [item for item in reader.outline if isinstance(item, pypdf.generic.Destination)]
    return [(str(item.title), reader.get_destination_page_number(item)) for item in items]


def test_the_pages_are_counted(parts: tuple[Part, ...]) -> None:
    count, data = join(parts, TITLE, "nb")
    assert count == len(pypdf.PdfReader(BytesIO(data)).pages) == 6


def test_every_page_comes_along_in_order(parts: tuple[Part, ...]) -> None:
    texts = [page.extract_text().strip() for page in joined(parts).pages]
    assert texts == ["Første æøå", "Andre side", "Tredje side", "Fjerde", "Femte", "Sjette"]


def test_the_parts_order_is_the_packages(parts: tuple[Part, ...]) -> None:
    texts = [page.extract_text().strip() for page in joined(parts[::-1]).pages]
    assert texts == ["Fjerde", "Femte", "Sjette", "Tredje side", "Første æøå", "Andre side"]


def test_each_part_has_a_bookmark_on_its_first_page(parts: tuple[Part, ...]) -> None:
    assert bookmarks(joined(parts)) == [("Innkalling", 0), ("Saksliste", 2), ("Vedlegg – «søknad»", 3)]


def test_the_same_paper_may_come_twice(parts: tuple[Part, ...]) -> None:
    twice = joined([parts[1], parts[1]])
    assert [page.extract_text().strip() for page in twice.pages] == ["Tredje side"] * 2
    assert bookmarks(twice) == [("Saksliste", 0), ("Saksliste", 1)]


def test_the_package_says_its_title_and_language(parts: tuple[Part, ...]) -> None:
    with pikepdf.open(BytesIO(join(parts, TITLE, "nb")[1])) as whole:
        assert str(whole.docinfo["/Title"]) == TITLE
        assert str(whole.Root.Lang) == "nb"
        assert bool(whole.Root.ViewerPreferences.DisplayDocTitle)


def test_the_same_parts_give_the_same_bytes(parts: tuple[Part, ...]) -> None:
    first = join(parts, TITLE, "nb")
    time.sleep(1.1)  # an ID of qpdf's own making has the second in it
    assert join(parts, TITLE, "nb") == first
    assert join(parts[:2], TITLE, "nb") != join(parts, TITLE, "nb")


def test_nothing_is_claimed_that_does_not_come_along(parts: tuple[Part, ...]) -> None:
    with pikepdf.open(BytesIO(parts[0].data)) as source:
        assert b"pdfaid" in source.Root.Metadata.read_bytes()
        assert "/StructTreeRoot" in source.Root
    with pikepdf.open(BytesIO(join(parts, TITLE, "nb")[1])) as whole:
        assert not {"/Metadata", "/StructTreeRoot", "/MarkInfo"} & set(whole.Root.keys())
        assert not any("/StructParents" in page.obj for page in whole.pages)
