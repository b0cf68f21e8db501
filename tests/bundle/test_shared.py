"""Fonts, pictures and colours of several parts: each stored once, and as they were."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.bundle.tagged import add_link, check_parents, one, package


def with_picture(**more: Any) -> pikepdf.Pdf:
    pdf = one("x")
    picture = pdf.make_stream(b"p" * 500, Type=Name.XObject, Subtype=Name.Image, **more)
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=picture)
    return pdf


def pictures(whole: pikepdf.Pdf) -> list[tuple[int, int]]:
    return [page.obj.Resources.XObject.I.objgen for page in whole.pages]


def test_pictures_of_the_same_bytes_with_other_words_about_them_are_two() -> None:
    _, whole = package(with_picture(Width=10), with_picture(Width=20), with_picture(Width=10))
    first, second, third = pictures(whole)
    assert first == third != second


def test_a_picture_that_belongs_to_an_element_stays_its_own() -> None:
    def part() -> pikepdf.Pdf:
        pdf = with_picture(StructParent=1)
        root = pdf.Root.StructTreeRoot
        root.ParentTree.Nums.append(1)
        root.ParentTree.Nums.append(root.K.K[0])
        return pdf

    _, whole = package(part(), part())
    assert len(set(pictures(whole))) == 2
    assert [int(p.obj.Resources.XObject.I.StructParent) for p in whole.pages] == [1, 3]


def test_a_font_is_stored_once_with_its_file() -> None:
    def part(size: int) -> pikepdf.Pdf:
        pdf = one("x")
        file = pdf.make_stream(b"f" * size)
        font = pdf.pages[0].obj.Resources.Font.F
        font.FontDescriptor = pdf.make_indirect(Dictionary(Type=Name.FontDescriptor, FontFile=file))
        return pdf

    _, whole = package(part(900), part(901), part(900))
    fonts = [page.obj.Resources.Font.F for page in whole.pages]
    assert fonts[0].objgen == fonts[2].objgen != fonts[1].objgen
    files = [o for o in whole.objects if isinstance(o, pikepdf.Stream) and o.read_bytes()[:1] == b"f"]
    assert sorted(len(file.read_bytes()) for file in files) == [900, 901]


def test_a_ring_of_forms_is_walked_once() -> None:
    def part() -> pikepdf.Pdf:
        pdf = one("x")
        form = pdf.make_stream(b"/X Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
        add_link(pdf, 0, Dest=Array([pdf.pages[0].obj, Name.Fit]))
        return pdf

    _, whole = package(part(), part())
    assert len(whole.pages) == 2
    check_parents(whole)


@pytest.mark.parametrize("components", [3, 2, Name.Rart])
def test_only_a_profile_that_says_what_it_is_for_becomes_the_pages_own(components: Any) -> None:
    def part(profile: bytes) -> pikepdf.Pdf:
        pdf = one("x")
        stream = pdf.make_stream(profile, N=components)
        pdf.Root.OutputIntents = Array([3, Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=stream)])
        pdf.pages[0].obj.Resources.ColorSpace = Name.Rart
        return pdf

    _, whole = package(part(b"a"), part(b"b"))
    space: Any = whole.pages[1].obj.Resources.ColorSpace
    assert (space.DefaultRGB[1].read_bytes() == b"b") if components == 3 else space == "/Rart"


def test_a_damaged_profile_means_nothing() -> None:
    damaged = one("x")
    profile = damaged.make_stream(b"", N=3, Filter=Name.Ukjent)
    damaged.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=profile)])
    _, whole = package(damaged)
    assert "/OutputIntents" not in whole.Root
