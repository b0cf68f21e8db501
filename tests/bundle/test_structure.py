"""Structure trees that are oddly built, and names in them that clash."""

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, String

from dokumentmaskin.bundle import Part
from tests.bundle.tagged import (
    Node,
    add_link,
    build,
    check_parents,
    kids,
    links,
    one,
    package,
    parts_of,
    read,
    saved,
    walk,
)


def texts(pdf: pikepdf.Pdf) -> list[str]:
    return [text for _, text in read(pdf)]


def owners(pdf: pikepdf.Pdf) -> dict[int, Any]:
    return dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())


# How a tree may be written


def test_a_tree_that_is_no_object_of_its_own_comes_along_and_the_part_is_not_changed() -> None:
    source = one("b")
    source.Root.StructTreeRoot = Dictionary(dict(source.Root.StructTreeRoot.items()))
    before = saved(source)
    _, whole = package(one("a"), source)
    assert texts(whole) == ["a", "b"]
    check_parents(whole)
    assert saved(source) == before


def test_children_may_be_one_number_or_marked_content_of_any_page() -> None:
    source = build([Node("/P", text="a"), Node("/P", text="b", page=1)], pages=2)
    first, second = source.Root.StructTreeRoot.K.K
    first.K = 0
    second.K = Dictionary(Type=Name.MCR, MCID=0, Pg=second.Pg)
    del second.Pg
    _, whole = package(one("x"), source)
    first, second = kids(parts_of(whole)[1])
    assert first.K == 0
    assert first.Pg.objgen == whole.pages[1].obj.objgen
    assert second.K.Pg.objgen == whole.pages[2].obj.objgen
    assert [owners(whole)[int(page.obj.StructParents)][0].objgen for page in whole.pages[1:]] == [
        first.objgen,
        second.objgen,
    ]


def test_an_outermost_element_that_is_no_object_of_its_own_becomes_one() -> None:
    source = one("b")
    root = source.Root.StructTreeRoot
    root.K = Array([Dictionary(dict(root.K.items()))])
    _, whole = package(one("a"), source)
    assert all(part.is_indirect for part in parts_of(whole))
    assert texts(whole) == ["a", "b"]


def test_a_parent_tree_in_branches_is_read_and_entries_that_are_nothing_are_left() -> None:
    source = build([Node("/P", text="b"), Node("/P", text="c", page=1)], pages=2)
    old = list(source.Root.StructTreeRoot.ParentTree.Nums)
    leaves = [
        source.make_indirect(Dictionary(Nums=Array(entries)))
        for entries in (old[2:4], [*old[:2], 3, None, 4, 7, 5])
    ]
    leaves.append(leaves[0])
    branch = source.make_indirect(Dictionary(Kids=Array(leaves)))
    branch.Kids.append(branch)
    source.Root.StructTreeRoot.ParentTree = Dictionary(Kids=Array([branch]))
    source.pages[1].obj.Annots = Array([Dictionary(Subtype=Name.Text, StructParent=3)])
    _, whole = package(one("a"), source)
    assert texts(whole) == ["a", "b", "c"]
    check_parents(whole)
    assert sorted(owners(whole)) == [0, 1, 2]
    assert "/StructParent" not in whole.pages[2].obj.Annots[0]


def test_keys_as_high_as_they_can_be_are_given_others() -> None:
    def part(text: str) -> pikepdf.Pdf:
        pdf = one(text)
        pdf.pages[0].obj.StructParents = 2**63 - 1
        pdf.Root.StructTreeRoot.ParentTree.Nums[0] = 2**63 - 1
        return pdf

    _, whole = package(part("a"), part("b"))
    check_parents(whole)
    assert [int(page.obj.StructParents) for page in whole.pages] == [0, 1]


def test_a_key_left_on_a_picture_leads_into_nobody_elses_structure() -> None:
    source = one("b")
    picture = source.make_stream(b"p", Type=Name.XObject, Subtype=Name.Image, StructParent=5)
    source.pages[0].obj.Resources.XObject = Dictionary(I=picture)
    _, whole = package(source, build([Node("/P", text="c", page=n) for n in range(6)], pages=6))
    assert "/StructParent" not in whole.pages[0].obj.Resources.XObject.I


@pytest.mark.parametrize("shared", ["merknad", "liste"])
def test_what_two_pages_share_is_given_its_new_key_once(shared: str) -> None:
    source = build([Node("/P", text="b"), Node("/P", text="c", page=1)], pages=2)
    add_link(source, 0, A=Dictionary(S=Name.URI, URI=String("https://a.no/")))
    annotations = source.make_indirect(source.pages[0].obj.Annots)
    for page in source.pages:
        page.obj.Annots = annotations if shared == "liste" else Array(list(annotations))
    _, whole = package(one("a"), source)
    check_parents(whole)
    assert [int(link.StructParent) for link in links(whole)] == [3, 3]


def test_a_ring_of_elements_is_walked_once() -> None:
    def part(text: str, role: str) -> pikepdf.Pdf:
        pdf = build([Node("/Egen", [Node("/P", text=text)])], roles={"/Egen": role})
        section = pdf.Root.StructTreeRoot.K.K[0]
        section.K.append(section)
        return pdf

    _, whole = package(part("a", "/Sect"), part("b", "/Div"))
    assert [str(kids(part)[0].S) for part in parts_of(whole)] == ["/Egen", "/Egen.2"]


def test_the_same_open_file_may_be_a_part_twice() -> None:
    source = one("a", bookmarks=[("K", 0)])
    add_link(source, 0, Dest=Array([source.pages[0].obj, Name.Fit]))
    joined, whole = package(Part(source, "En"), Part(source, "To"))
    assert joined.first_pages == (1, 2)
    assert texts(whole) == ["a", "a"]
    assert len({part.objgen for part in parts_of(whole)}) == 2
    assert [link.Dest[0].objgen for link in links(whole)] == [page.obj.objgen for page in whole.pages]
    check_parents(whole)


JUNK: dict[str, Callable[[], Any]] = {
    "tall": lambda: 7,
    "navn": lambda: Name.Rart,
    "tekst": lambda: String("rart"),
    "liste": lambda: Array([None, 3, Dictionary(), Array([Array()])]),
    "oppslag": lambda: Dictionary(
        Rart=Array([Name.Rart]), Nums=3, Names=Array([String("i"), 7]), Kids=Array([5])
    ),
}


@pytest.mark.parametrize("kind", JUNK)
@pytest.mark.parametrize("key", ["ParentTree", "RoleMap", "ClassMap", "IDTree", "Namespaces"])
def test_what_is_not_what_belongs_there_is_passed_over(key: str, kind: str) -> None:
    source = build([Node("/P", text="b", identifier=b"i")], roles={"/X": "/P"})
    source.Root.StructTreeRoot[f"/{key}"] = JUNK[kind]()
    _, whole = package(source, build([Node("/P", text="c", identifier=b"i")]))
    assert texts(whole) == ["b", "c"]
    tree = whole.Root.StructTreeRoot.IDTree.Names
    assert all(isinstance(element, Dictionary) for element in list(tree)[1::2])


@pytest.mark.parametrize("kind", JUNK)
def test_junk_in_the_catalog_and_on_pages_is_passed_over(kind: str) -> None:
    source = one("b")
    for key in ("Lang", "Names", "Dests", "Outlines", "OCProperties", "OutputIntents", "AcroForm", "URI"):
        source.Root[f"/{key}"] = JUNK[kind]()
    for key in ("Annots", "StructParents", "Rotate"):
        source.pages[0].obj[f"/{key}"] = JUNK[kind]()
    joined, whole = package(one("a"), source)
    assert (texts(whole), joined.lost_links) == (["a", "b"], ())
    assert ("/Lang" in parts_of(whole)[1]) == (kind == "tekst")


def test_what_an_element_says_of_its_language_goes_before_what_the_file_says() -> None:
    source = one("a", language="nb-NO")
    source.Root.StructTreeRoot.K.Lang = String("en-GB")
    _, whole = package(source)
    assert [str(part.Lang) for part in parts_of(whole)] == ["en-GB"]


# Names that clash


def test_a_name_that_one_part_leaves_without_meaning_gets_none_from_another() -> None:
    first = build([Node("/A", text="a"), Node("/B", text="b")], roles={"/A": "/B"})
    second = build([Node("/B", text="c")], roles={"/B": "/H1"})
    _, whole = package(first, second)
    assert read(whole) == [("/B", "a"), ("/B", "b"), ("/H1", "c")]
    _, whole = package(second, first)
    assert read(whole) == [("/H1", "c"), ("/B.2", "a"), ("/B.2", "b")]


def test_roles_in_a_ring_mean_nothing_and_take_nothing_from_others() -> None:
    first = build([Node("/A", text="a")], roles={"/A": "/B", "/B": "/A", "/C": "/A"})
    second = build([Node("/A", text="b")], roles={"/A": "/H1"})
    _, whole = package(first, second)
    assert read(whole) == [("/A", "a"), ("/H1", "b")]


def test_types_may_have_names_that_are_not_utf_8() -> None:
    def part(text: str, role: bytes) -> pikepdf.Pdf:
        pdf = build([Node("/X", text=text)])
        pdf.Root.StructTreeRoot.K.K[0].S = Object.parse(b"/Overskrift#e5")
        pdf.Root.StructTreeRoot.RoleMap = Object.parse(b"<</Overskrift#e5 /%b>>" % role)
        return pdf

    _, whole = package(part("a", b"H1"), part("b", b"H2"), part("c", b"H1"))
    roles = {key.encode("utf-8", "surrogateescape"): str(role) for key, role in _items(whole, "RoleMap")}
    types = [bytes(kids(part)[0].S) for part in parts_of(whole)]
    assert [roles[kind] for kind in types] == ["/H1", "/H2", "/H1"]
    assert types[0] == types[2] == b"/Overskrift\xe5"


def _items(pdf: pikepdf.Pdf, key: str) -> list[tuple[str, Any]]:
    return list(pdf.Root.StructTreeRoot[f"/{key}"].items())


def test_only_types_of_the_default_namespace_are_renamed() -> None:
    def part(role: str, uri: str) -> pikepdf.Pdf:
        pdf = build([Node("/Egen", text="a"), Node("/Egen", text="b")], roles={"/Egen": role})
        space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(uri)))
        space.RoleMapNS = Dictionary(Egen=Name.Egen, Annen=Array([Name.H1, space]))
        pdf.Root.StructTreeRoot.Namespaces = Array([space])
        pdf.Root.StructTreeRoot.K.K[1].NS = space
        return pdf

    _, whole = package(part("/P", "http://a"), part("/H1", "http://a"))
    assert [str(kid.S) for kid in kids(parts_of(whole)[1])] == ["/Egen.2", "/Egen"]
    # what its own namespace says that the type means is the renamed one
    assert str(whole.Root.StructTreeRoot.Namespaces[1].RoleMapNS.Egen) == "/Egen.2"
    assert str(whole.Root.StructTreeRoot.Namespaces[0].RoleMapNS.Egen) == "/Egen"


def test_an_outermost_element_of_another_namespace_stays_what_it_is() -> None:
    source = one("b")
    source.Root.StructTreeRoot.K.NS = source.make_indirect(Dictionary(NS=String("http://a")))
    _, whole = package(source)
    (part,) = parts_of(whole)
    assert [(str(kid.S), str(kid.NS.NS)) for kid in kids(part)] == [("/Document", "http://a")]


def test_cells_name_their_headers_by_class_and_among_other_attributes() -> None:
    def part(head: str) -> pikepdf.Pdf:
        nodes = [
            Node("/TH", text=head, identifier=b"h"),
            Node("/TD", text="x", attribute_class="/celle"),
            Node("/TD", text="y"),
        ]
        headers = Dictionary(O=Name.Table, Headers=Array([String(b"h")]))
        pdf = build([Node("/Table", [Node("/TR", nodes)])], classes={"/celle": headers})
        last = pdf.Root.StructTreeRoot.K.K[0].K[0].K[2]
        last.A = Array(
            [Dictionary(O=Name.Layout), 0, Dictionary(O=Name.Table, Headers=Array([String(b"h")]))]
        )
        return pdf

    _, whole = package(part("a"), part("b"), part("c"))
    tree, classes = whole.Root.StructTreeRoot.IDTree, dict(_items(whole, "ClassMap"))
    identifiers = {bytes(k): v for k, v in zip(*[iter(list(tree.Names))] * 2, strict=True)}
    for part_element in parts_of(whole):
        head, by_class, by_list = (e for e in walk(part_element) if e.S in {"/TH", "/TD"})
        for named in (classes[str(by_class.C)].Headers[0], by_list.A[2].Headers[0]):
            assert identifiers[bytes(named)].objgen == head.objgen


def test_an_identifier_that_looks_renamed_is_kept_apart_too() -> None:
    first = build([Node("/Note", text="a", identifier=b"n"), Node("/Note", text="b", identifier=b"n.2")])
    second = build([Node("/Note", text="c", identifier=b"n"), Node("/Note", text="d", identifier=b"n.3")])
    _, whole = package(first, second, one("e"))
    identifiers = [bytes(e.ID) for e in walk(whole.Root.StructTreeRoot) if "/ID" in e]
    assert len(set(identifiers)) == 4


def test_nothing_of_a_parts_old_root_is_left() -> None:
    source = one("b")
    root = source.Root.StructTreeRoot
    outside = source.make_indirect(Dictionary(S=Name.P, P=root, Pg=source.pages[0].obj))
    root.ParentTree.Nums[1].append(outside)  # which holds on to the root that it says it stands below
    _, whole = package(one("a"), source)
    roots = [o for o in whole.objects if isinstance(o, Dictionary) and o.get("/Type") == "/StructTreeRoot"]
    assert len(roots) == 1
