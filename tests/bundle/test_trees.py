"""Name and number trees, read however they are arranged and written so that a reader finds its way."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumentmaskin.bundle.structure import (
    annotations,
    elements,
    has_standard_namespace,
    items,
    kids,
    name_of,
    name_tree,
    named,
    names,
    number_tree,
    numbers,
    referred,
    standard_type,
)


@pytest.mark.parametrize(("count", "leaves"), [(0, 0), (1, 0), (256, 0), (257, 2), (512, 2), (513, 3)])
def test_a_large_tree_is_written_in_leaves_with_their_limits(count: int, leaves: int) -> None:
    pdf = pikepdf.new()
    tree = pdf.make_indirect(number_tree(pdf, [(n * 3, String(str(n))) for n in range(count)]))
    assert [(key, str(value)) for key, value in numbers(tree)] == [(n * 3, str(n)) for n in range(count)]
    assert len(tree.get("/Kids", ())) == leaves
    found: Any = [(leaf.Nums[0], leaf.Nums[-2]) for leaf in tree.get("/Kids", ())]
    assert [tuple(leaf.Limits) for leaf in tree.get("/Kids", ())] == found
    for number in range(count):
        assert str(pikepdf.NumberTree(tree)[number * 3]) == str(number)


def test_a_name_tree_is_written_by_its_bytes() -> None:
    pdf = pikepdf.new()
    tree = name_tree(pdf, [(b"%03d\xff" % n, Dictionary(N=n)) for n in range(300)])
    assert [(name, int(value.N)) for name, value in names(tree)] == [(b"%03d\xff" % n, n) for n in range(300)]
    assert [bytes(one) for one in tree.Kids[1].Limits] == [b"256\xff", b"299\xff"]


def test_entries_are_read_in_order_and_junk_is_passed_over() -> None:
    pdf = pikepdf.new()
    leaf = pdf.make_indirect(Dictionary(Nums=Array([5, 50, True, 1, Name.A, 2, 6, 60, 7])))
    other = pdf.make_indirect(Dictionary(Nums=Array([1, 10]), Names=Array([String("a"), 3, 4, 5])))
    branch = pdf.make_indirect(Dictionary(Kids=Array([leaf, 3, other, leaf])))
    branch.Kids.append(branch)
    found: list[Any] = list(numbers(Dictionary(Nums=Array([9, 90]), Kids=Array([branch]))))
    assert found == [(9, 90), (5, 50), (6, 60), (1, 10)]
    assert [name for name, _ in names(branch)] == [b"a"]
    assert [*numbers(None), *names(None)] == []
    assert items(None) == items(Array()) == []


def test_children_are_read_however_they_are_written() -> None:
    assert kids(Dictionary()) == []
    one: list[Any] = kids(Dictionary(K=3))
    assert one == [3]
    assert len(kids(Dictionary(K=Array([1, 2])))) == 2
    assert len(kids(Dictionary(K=Dictionary()))) == 1


def test_elements_come_in_reading_order_each_once() -> None:
    pdf = pikepdf.new()
    leaf = pdf.make_indirect(Dictionary(S=Name.P, K=0))
    section = pdf.make_indirect(Dictionary(S=Name.Sect, K=Array([leaf, 4, Dictionary(Type=Name.MCR)])))
    last = pdf.make_indirect(Dictionary(S=Name.H1, K=section))
    section.K.append(last)
    assert [str(e.S) for e in elements(Dictionary(K=Array([section, last])))] == ["/Sect", "/P", "/H1"]


def test_what_a_child_refers_to() -> None:
    pdf = pikepdf.new()
    picture, link = pdf.make_stream(b""), pdf.make_indirect(Dictionary(Subtype=Name.Link))
    for thing in (picture, link):
        found = referred(Dictionary(Type=Name.OBJR, Obj=thing))
        assert found is not None
        assert found.objgen == thing.objgen
    for kid in (Dictionary(S=Name.P, Obj=link), Dictionary(), Dictionary(Obj=3), Dictionary(Obj=Array())):
        assert referred(kid) is None
    number: Any = 3
    assert referred(number) is None


def test_annotations_are_the_dictionaries_among_them() -> None:
    page = Dictionary(Annots=Array([3, Dictionary(A=1), None, Dictionary(A=2)]))
    assert [int(one.A) for one in annotations(page)] == [1, 2]
    assert annotations(Dictionary()) == annotations(Dictionary(Annots=Dictionary())) == []


@pytest.mark.parametrize("name", ["/P", "/Overskrift 1", "/blå", "/gammel\udce5"])
def test_a_name_is_text_and_a_name_again(name: str) -> None:
    if name.isascii() and " " not in name:
        assert named(name) == Name(name)
    assert name_of(named(name)) == name
    assert name_of(String("P")) == name_of(None) == ""


def test_a_type_means_what_its_chain_of_roles_ends_in() -> None:
    roles = {"/A": "/B", "/B": "/P", "/X": "/Y", "/Y": "/X"}
    assert [standard_type(name, roles) for name in ("/A", "/B", "/P", "/X", "/Q")] == [
        "/P",
        "/P",
        "/P",
        "/X",
        "/Q",
    ]


@pytest.mark.parametrize(
    ("space", "standard"),
    [
        (Dictionary(NS=String("http://iso.org/pdf/ssn")), True),
        (Dictionary(NS=String("http://iso.org/pdf2/ssn")), True),
        (Dictionary(NS=String("http://a.no")), False),
        (Dictionary(), False),
        (3, False),
    ],
)
def test_two_namespaces_are_pdfs_own(space: Any, *, standard: bool) -> None:
    assert has_standard_namespace(Dictionary(NS=space)) == standard
    assert has_standard_namespace(Dictionary())
