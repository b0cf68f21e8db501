"""The structure tree of a paper while its annotations go, or become part of the page."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumentmaskin.bundle.cleaning.tags import Tags
from dokumentmaskin.bundle.structure import kids
from tests.bundle.tagged import Node, add_link, build, one


def field() -> Dictionary:
    return Dictionary(O=Name.PrintField, Role=Name.tv)


def tagged_link() -> tuple[pikepdf.Pdf, Any, Any]:
    """A paper with a link in an element, the element, and the link."""
    pdf = one("a")
    element = add_link(pdf, 0)
    return pdf, element, pdf.pages[0].obj.Annots[0]


def numbers(pdf: pikepdf.Pdf) -> list[int]:
    return [int(key) for key in list(pdf.Root.StructTreeRoot.ParentTree.Nums)[::2]]


def test_what_is_forgotten_leaves_the_tree_with_what_it_empties() -> None:
    pdf, element, link = tagged_link()
    outer = pdf.make_indirect(Dictionary(S=Name.Span, P=element.P, K=Array([element])))
    element.P.K = Array([element.P.K[0], outer])
    element.P = outer
    tags = Tags(pdf)
    tags.forget(link)
    tags.settle()
    assert [str(kid.S) for kid in kids(pdf.Root.StructTreeRoot.K)] == ["/P"]
    assert numbers(pdf) == [0]
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == 1


@pytest.mark.parametrize(
    ("kind", "role", "stays"),
    [
        ("TD", None, True),
        ("Egen", "TD", True),
        ("Egen", "Div", False),
        ("P", None, False),
        ("Figure", None, True),
    ],
)
def test_an_empty_element_stays_when_it_means_something(kind: str, role: str | None, *, stays: bool) -> None:
    pdf, element, link = tagged_link()
    element.S = Name(f"/{kind}")
    if role:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary({f"/{kind}": Name(f"/{role}"), "/Rart": 3})
    tags = Tags(pdf)
    tags.forget(link)
    tags.settle()
    left = [kid.objgen for kid in kids(pdf.Root.StructTreeRoot.K)]
    assert (element.objgen in left) == stays
    assert kids(element) == []


def test_an_element_with_words_left_keeps_them() -> None:
    pdf, element, link = tagged_link()
    other = pdf.make_indirect(Dictionary(Subtype=Name.Text))
    pdf.pages[0].obj.Annots.append(other)
    element.K = Array(
        [3, element.K, Dictionary(Type=Name.OBJR, Obj=other), Dictionary(Type=Name.OBJR, Obj=5)]
    )
    tags = Tags(pdf)
    tags.forget(link)
    tags.settle()
    left: list[Any] = list(element.K)
    assert (left[0], left[1].Obj.objgen, int(left[2].Obj)) == (3, other.objgen, 5)


def test_an_annotation_that_is_on_no_page_is_let_go_and_a_picture_is_not() -> None:
    pdf, element, link = tagged_link()
    picture = pdf.make_stream(b"", Type=Name.XObject)
    pdf.pages[0].obj.Annots = Array([])
    element.K = Array([element.K, Dictionary(Type=Name.OBJR, Obj=picture)])
    Tags(pdf).settle()
    assert [kid.Obj.objgen for kid in element.K] == [picture.objgen]
    assert link.objgen != picture.objgen


def test_an_element_that_nobody_above_knows_is_left_alone() -> None:
    for above in (None, Dictionary(S=Name.Div, K=Array([])), 3):
        pdf, element, link = tagged_link()
        if above is None:
            del element.P
        else:
            element.P = above
        tags = Tags(pdf)
        tags.forget(link)
        tags.settle()
        assert element.objgen in [kid.objgen for kid in kids(pdf.Root.StructTreeRoot.K)]


def test_content_takes_the_annotations_place_and_the_next_free_number() -> None:
    pdf = build([Node("/P", text="a"), Node("/P", text="b")])
    element = add_link(pdf, 0)
    element.S, element.A = Name.Form, Dictionary(O=Name.Layout)
    element.K = Array([7, element.K])
    page, link = pdf.pages[0], pdf.pages[0].obj.Annots[0]
    tags = Tags(pdf)
    assert tags.replace(page, link, field()) == 2
    page.obj.Annots = Array([])
    tags.settle()
    first, second = element.K
    assert (first, second.Type, int(second.MCID), second.Pg.objgen) == (7, "/MCR", 2, page.obj.objgen)
    assert [str(one.O) for one in element.A] == ["/Layout", "/PrintField"]
    owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    assert owners[0][2].objgen == element.objgen
    assert numbers(pdf) == [0]


def test_attributes_that_are_there_are_not_given_twice() -> None:
    for there in (
        Dictionary(O=Name.PrintField),
        Array([Dictionary(O=Name.Layout), Dictionary(O=Name.PrintField)]),
    ):
        pdf, element, link = tagged_link()
        element.S, element.A = Name.Form, there
        Tags(pdf).replace(pdf.pages[0], link, field())
        assert "/Role" not in str(element.A)


def test_only_a_form_gets_the_attributes_of_one() -> None:
    pdf, element, link = tagged_link()
    Tags(pdf).replace(pdf.pages[0], link, field())
    assert "/A" not in element


def test_a_page_that_owned_no_content_gets_a_key_of_its_own() -> None:
    for junk in (None, String("x"), True, 5):
        pdf, _, link = tagged_link()
        page = pdf.pages[0]
        del page.obj["/StructParents"]
        if junk is not None:
            page.obj.StructParents = junk
        tags = Tags(pdf)
        assert tags.replace(page, link, field()) == 0
        tags.settle()
        key = 5 if junk == 5 and junk is not True else 2
        assert int(page.obj.StructParents) == key
        assert key in numbers(pdf)
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == key + 1


def test_an_annotation_without_an_element_gets_one_last() -> None:
    pdf = one("a")
    loose = pdf.make_indirect(Dictionary(Subtype=Name.Widget))
    pdf.pages[0].obj.Annots = Array([loose])
    tags = Tags(pdf)
    number = tags.replace(pdf.pages[0], loose, field())
    tags.settle()
    last = kids(pdf.Root.StructTreeRoot.K)[-1]
    assert (str(last.S), int(last.K.MCID), str(last.A.Role)) == ("/Form", number, "/tv")
    assert last.P.objgen == pdf.Root.StructTreeRoot.K.objgen
    assert last.Pg.objgen == pdf.pages[0].obj.objgen


def test_a_paper_without_structure_stays_without() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    link = pdf.make_indirect(Dictionary(Subtype=Name.Link, StructParent=3))
    tags = Tags(pdf)
    tags.forget(link)
    tags.settle()
    assert not tags.exist
    assert Tags(one("a")).exist
    assert "/StructTreeRoot" not in pdf.Root
