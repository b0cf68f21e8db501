"""Links of every way of writing them, inside a part, to other parts and to what is not there."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, String

from dokumentmaskin.bundle import Part
from dokumentmaskin.bundle.joining.written import check_written
from dokumentmaskin.errors import AttachmentError
from tests.bundle.tagged import (
    Node,
    add_link,
    build,
    check_parents,
    leads_to,
    links,
    one,
    package,
    saved,
    walk,
)


def uri(address: str | bytes) -> Dictionary:
    return Dictionary(S=Name.URI, URI=String(address))


def other(name: str = "b.pdf", **how: Any) -> Part:
    return Part(build([Node("/P", text="y")], pages=4, names={"navn": 2}, **how), "B", addresses=(name,))


# Where a part's own links lead


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ({"Dest": 2}, 4),
        ({"Dest": Array([2, Name.Fit])}, 4),
        ({"Dest": String("ny")}, 3),
        ({"Dest": Name.gammel}, 4),
        ({"Dest": String("gammel")}, 4),
        ({"Dest": Name.ny}, 3),
        ({"Dest": String("med oppslag")}, 3),
        ({"Dest": Object.parse(b"/gammel#e5")}, 2),
        ({"A": Dictionary(S=Name.GoTo, D=String("ny"))}, 3),
        ({"A": Dictionary(S=Name.GoTo, D=String("ukjent"), SD=String("ny"))}, 3),
        ({"A": uri("#page=3")}, 4),
        ({"A": uri("#ny")}, 3),
        ({"Dest": String("ukjent"), "A": Dictionary(S=Name.GoTo, D=String("ny"))}, 3),
    ],
)
def test_a_destination_may_be_written_in_many_ways(target: dict[str, Any], page: int) -> None:
    source = one("x", pages=3)
    first, second, third = (page.obj for page in source.pages)
    source.Root.Dests = Object.parse(b"<</gammel#e5 0>>")
    source.Root.Dests.gammel = Array([third, Name.Fit])
    source.Root.Dests["/gammel\udce5"] = Array([first, Name.Fit])
    entries = [String("med oppslag"), Dictionary(D=Array([second, Name.Fit])), String("ny"), Array([second])]
    source.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([Dictionary(Names=Array(entries))])))
    add_link(source, 0, **target)
    joined, whole = package(one("a"), source)
    assert joined.lost_links == ()
    assert leads_to(whole, links(whole)[0]) == page
    assert "/A" not in links(whole)[0]


@pytest.mark.parametrize("where", ["/Dest", "/D", "/SD", "navn"])
@pytest.mark.parametrize("holds", ["/Pg", "MCR", "element"])
def test_a_structure_destination_leads_to_the_page_of_its_element(where: str, holds: str) -> None:
    inner = Node("/Sect", [Node("/P", text="b", page=1)])
    source = build([Node("/P", text="a"), Node("/Sect", [inner])], pages=2)
    section = source.Root.StructTreeRoot.K.K[1]
    element = section if holds == "element" else section.K[0].K[0]
    if holds == "MCR":
        element.K = Dictionary(Type=Name.MCR, MCID=0, Pg=element.Pg)
        del element.Pg
    wanted = Array([element, Name.Fit])
    targets: dict[str, dict[str, Any]] = {
        "/Dest": {"Dest": wanted},
        "/D": {"A": Dictionary(S=Name.GoTo, D=wanted)},
        "/SD": {"A": Dictionary(S=Name.GoTo, SD=wanted)},
        "navn": {"Dest": String("n")},
    }
    named = Dictionary(D=Array([None, Name.Fit]), SD=wanted)
    source.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("n"), named])))
    add_link(source, 0, **targets[where])
    _, whole = package(one("x"), source)
    assert leads_to(whole, links(whole)[0]) == 3


def test_how_a_page_is_shown_is_kept_when_it_makes_sense() -> None:
    source = one("x")
    page = source.pages[0].obj
    for view in ([Name.XYZ, 1, 2.5, None], [Name.XYZ, Dictionary(), 1], [3], []):
        source.Root.Dests = source.Root.get("/Dests", Dictionary())
        name = f"/n{len(links(source))}"
        source.Root.Dests[name] = Array([page, *view])
        add_link(source, 0, Dest=Name(name))
    _, whole = package(source)
    shown = [[str(v) for v in list(link.Dest)[1:]] for link in links(whole)]
    assert shown == [["/XYZ", "1", "2.5", "None"], *[["/XYZ", "None", "300", "None"]] * 3]


def test_the_top_of_a_turned_page_is_the_whole_page() -> None:
    turned = one("y")
    turned.Root.Pages.Rotate = 90
    _, whole = package(one("x"), pikepdf.open(BytesIO(saved(turned))))
    last = whole.Root.Outlines.Last
    assert leads_to(whole, last) == 2
    assert last.Dest[1] == "/Fit"


# From part to part


@pytest.mark.parametrize(
    ("address", "called", "page"),
    [
        ("vedlegg\\B.PDF", "vedlegg/b.pdf", 2),
        ("sak/../b.pdf#page=3", "b.pdf", 4),
        ("b.pdf#page=99", "b.pdf", 2),
        ("b.pdf#zoom=50&page=2", "b.pdf", 3),
        ("b.pdf#nameddest=navn", "b.pdf", 4),
        ("b.pdf#navn", "b.pdf", 4),
        ("bla\u030a.pdf", "blå.pdf", 2),
        ("a%23b.pdf", "a#b.pdf", 2),
        ("https://pakke.invalid/del-3", "https://pakke.invalid/del-3", 2),
    ],
)
def test_an_address_of_another_part_leads_to_it(address: str, called: str, page: int) -> None:
    source = one("x")
    add_link(source, 0, A=uri(address.encode()))
    joined, whole = package(source, other(called))
    assert joined.lost_links == ()
    assert leads_to(whole, links(whole)[0]) == page


@pytest.mark.parametrize(
    ("inner", "page"),
    [(1, 3), (Array([3, Name.Fit]), 5), (String("navn"), 4), (Name.navn, 4), (Array([9, Name.Fit]), 2)],
)
def test_another_file_is_asked_for_by_page_or_name(inner: Any, page: int) -> None:
    source = one("x", names={"navn": 0})
    file = Dictionary(Type=Name.Filespec, F=String("?.pdf"), UF=String("b.pdf"))
    add_link(source, 0, A=Dictionary(S=Name.GoToR, F=file, D=inner))
    _, whole = package(source, other())
    assert leads_to(whole, links(whole)[0]) == page


def test_the_first_of_two_parts_with_the_same_address_has_it() -> None:
    source = one("x")
    add_link(source, 0, A=uri("b.pdf"))
    _, whole = package(source, other(), other())
    assert leads_to(whole, links(whole)[0]) == 2


@pytest.mark.parametrize("shared", ["merknad", "liste"])
def test_a_link_that_two_pages_share_leads_to_the_other_part_from_both(shared: str) -> None:
    source = one("x", pages=2)
    add_link(source, 0, A=uri("b.pdf"))
    annotations = source.make_indirect(source.pages[0].obj.Annots)
    for page in source.pages:
        page.obj.Annots = annotations if shared == "liste" else Array(list(annotations))
    joined, whole = package(source, other())
    assert joined.lost_links == ()
    assert [leads_to(whole, link) for link in links(whole)] == [3, 3]


# Out of the package


@pytest.mark.parametrize(
    ("base", "address", "now"),
    [
        ("", "mailto:post@a.no", "mailto:post@a.no"),
        ("", "www.a.no/x", "www.a.no/x"),
        ("https://a.no/mappe/", "fil.pdf", "https://a.no/mappe/fil.pdf"),
    ],
)
def test_a_link_to_the_web_stays(base: str, address: str, now: str) -> None:
    source = one("x")
    source.Root.URI = Dictionary(Base=String(base))
    add_link(source, 0, A=uri(address))
    joined, whole = package(source)
    assert joined.lost_links == ()
    assert str(links(whole)[0].A.URI) == now


# Nowhere


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({}, ""),
        ({"Dest": 7}, ""),
        ({"Dest": True}, ""),
        ({"Dest": Array([])}, ""),
        ({"Dest": Dictionary(D=Dictionary(D=0))}, ""),
        ({"Dest": Name("/borte")}, "borte"),
        ({"A": Dictionary(S=Name.GoTo)}, ""),
        ({"A": Dictionary(S=Name.URI)}, ""),
        ({"A": Dictionary(S=Name.URI, URI=3)}, ""),
        ({"A": uri("search-ms:query=x")}, "search-ms:query=x"),
        ({"A": uri("\x01javascript:alert(1)")}, "\x01javascript:alert(1)"),
        ({"A": uri("b\xf8ker.pdf".encode("latin-1"))}, "bøker.pdf"),
        ({"A": uri("C:\\b.pdf")}, "C:\\b.pdf"),
        ({"A": Dictionary(S=Name.GoToR, F=Name.Rart, D=0)}, "/Rart"),
    ],
)
def test_a_link_to_nowhere_is_given_up_with_what_it_said(target: dict[str, Any], said: str) -> None:
    source = one("x", pages=3)
    add_link(source, 0, **target)
    joined, whole = package(source)
    assert [lost.target for lost in joined.lost_links] == [said]
    assert links(whole) == []
    assert list(pikepdf.NumberTree(whole.Root.StructTreeRoot.ParentTree)) == [0, 1, 2]


def test_a_link_that_two_pages_share_is_given_up_on_both_and_told_of_once() -> None:
    source = one("x", pages=2)
    element = add_link(source, 0, A=uri("borte.pdf"))
    element.S = Name.Hyperkobling
    source.Root.StructTreeRoot.RoleMap = Dictionary(Hyperkobling=Name.Link)
    source.pages[1].obj.Annots = Array([*source.pages[0].obj.Annots, Dictionary(Subtype=Name.Text)])
    joined, whole = package(source)
    assert [(lost.page, lost.target) for lost in joined.lost_links] == [(1, "borte.pdf")]
    assert [str(left.Subtype) for left in links(whole)] == ["/Text"]
    assert [str(e.S) for e in walk(whole.Root.StructTreeRoot)][-1] == "/Span"
    check_parents(whole)


def test_an_element_with_a_link_left_is_still_a_link() -> None:
    source = one("x")
    first = add_link(source, 0, A=uri("https://a.no/"))
    second = add_link(source, 0, A=uri("borte.pdf"))
    first.K = Array([first.K, second.K])
    source.Root.StructTreeRoot.ParentTree.Nums[-1] = first
    del source.Root.StructTreeRoot.K.K[-1]
    _, whole = package(source)
    (link,) = [e for e in walk(whole.Root.StructTreeRoot) if e.S == "/Link"]
    assert [kid.Obj.objgen for kid in link.K] == [links(whole)[0].objgen]
    check_parents(whole)


def test_a_dead_link_in_a_finished_file_is_found() -> None:
    pdf = one("x", bookmarks=[("Død", 0)])
    pdf.Root.Outlines.First.Dest = Array([None, Name.Fit])
    add_link(pdf, 0, Dest=Array([pdf.Root, Name.Fit]))
    with pytest.raises(AttachmentError) as caught:
        check_written(saved(pdf))
    assert [problem.message for problem in caught.value.problems] == [
        "En lenke på side 1 i pakken leder ingen steder.",
        "Bokmerket «Død» i pakken leder ingen steder.",
    ]


def test_a_page_that_is_not_in_the_part_is_not_brought_along_by_a_link() -> None:
    source = one("x")
    stray = source.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 9, 9])))
    add_link(source, 0, Dest=Array([stray, Name.Fit]))
    joined, whole = package(source)
    assert len(joined.lost_links) == 1
    assert sum(isinstance(o, Dictionary) and o.get("/Type") == "/Page" for o in whole.objects) == 1
