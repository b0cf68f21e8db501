"""A package keeps what its parts are: their structure, links, bookmarks, layers and pages."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from dokumentmaskin.bundle import Claims, Part, join, linearise
from dokumentmaskin.errors import AttachmentError
from dokumentmaskin.pdf import make_pdf
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from tests.bundle.tagged import (
    ABOUT,
    Node,
    add_link,
    build,
    check_parents,
    kids,
    leads_to,
    links,
    one,
    outline,
    package,
    parts_of,
    read,
    saved,
    walk,
)
from tests.pdf import documents
from tests.profiles import examples

# Structure


def test_each_part_has_an_element_with_its_title_and_language() -> None:
    _, whole = package(
        Part(one("En", language="nn-NO"), "Innkalling"),
        Part(one("To"), "Saksliste", language="en-GB"),
        Part(build([Node("/P", text="a"), Node("/P", text="b")]), "Tre"),
    )
    told = [(str(p.S), str(p.T), str(p.Lang), p.P.S) for p in parts_of(whole)]
    assert told == [
        ("/Part", "Innkalling", "nn-NO", "/Document"),
        ("/Part", "Saksliste", "en-GB", "/Document"),
        ("/Part", "Tre", "nb-NO", "/Document"),
    ]


def test_a_tree_without_a_document_is_put_in_an_element_of_its_own() -> None:
    source = build([Node("/P", text="a"), Node("/H1", text="b")])
    inner = list(source.Root.StructTreeRoot.K.K)
    source.Root.StructTreeRoot.K = Array(inner)
    _, whole = package(source, one("c"))
    assert read(whole) == [("/P", "a"), ("/H1", "b"), ("/P", "c")]
    assert [str(kid.S) for kid in kids(parts_of(whole)[0])] == ["/P", "/H1"]
    assert all(kid.P.objgen == parts_of(whole)[0].objgen for kid in kids(parts_of(whole)[0]))


def test_the_same_custom_type_may_mean_different_things_in_two_parts() -> None:
    first = build([Node("/Tittel", text="a")], roles={"/Tittel": "/H1"})
    second = build([Node("/Tittel", text="b")], roles={"/Tittel": "/Mitt", "/Mitt": "/P"})
    third = build([Node("/Tittel", text="c")], roles={"/Tittel": "/H1"})
    _, whole = package(first, second, third)
    assert read(whole) == [("/H1", "a"), ("/P", "b"), ("/H1", "c")]
    assert str(kids(parts_of(whole)[2])[0].S) == "/Tittel"


def test_a_part_that_means_something_else_by_a_standard_type_does_so_alone() -> None:
    odd = build([Node("/P", text="a")], roles={"/P": "/H1"})
    _, whole = package(odd, one("b"))
    assert read(whole) == [("/H1", "a"), ("/P", "b")]


def test_attribute_classes_with_the_same_name_are_kept_apart() -> None:
    def part(align: str) -> pikepdf.Pdf:
        classes = {"/c": Dictionary(O=Name.Layout, TextAlign=Name(align))}
        return build([Node("/P", text="x", attribute_class="/c")], classes=classes)

    _, whole = package(part("/Start"), part("/End"), part("/Start"))
    own = whole.Root.StructTreeRoot.ClassMap
    aligned = [str(own[str(kids(p)[0].C)].TextAlign) for p in parts_of(whole)]
    assert aligned == ["/Start", "/End", "/Start"]


def table(*words: str) -> list[Node]:
    head = Node("/TH", text=words[0], identifier=b"th1")
    cell = Node("/TD", text=words[1], headers=(b"th1",))
    return [Node("/Table", [Node("/TR", [head]), Node("/TR", [cell])])]


def test_identifiers_are_unique_and_cells_still_name_their_headers() -> None:
    _, whole = package(*(build(table(f"Hode {n}", f"Celle {n}")) for n in range(3)))
    tree = pikepdf.NameTree(whole.Root.StructTreeRoot.IDTree)
    assert len(tree) == 3
    for number, part in enumerate(parts_of(whole)):
        (cell,) = [e for e in walk(part) if e.S == "/TD"]
        (header,) = [e for e in walk(part) if e.S == "/TH"]
        assert tree[str(cell.A.Headers[0])].objgen == header.objgen
        assert bytes(header.ID) == bytes(cell.A.Headers[0]), number


def test_namespaces_of_all_parts_are_listed() -> None:
    def part(uri: str) -> pikepdf.Pdf:
        pdf = one("x")
        space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(uri)))
        pdf.Root.StructTreeRoot.Namespaces = Array([space])
        pdf.Root.StructTreeRoot.K.K[0].NS = space
        return pdf

    _, whole = package(part("http://a"), part("http://b"))
    assert [str(n.NS) for n in whole.Root.StructTreeRoot.Namespaces] == ["http://a", "http://b"]
    assert [str(kids(p)[0].NS.NS) for p in parts_of(whole)] == ["http://a", "http://b"]


def test_keys_of_drawn_forms_are_moved_too() -> None:
    def part() -> pikepdf.Pdf:
        pdf = one("x")
        root = pdf.Root.StructTreeRoot
        form = pdf.make_stream(
            b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), StructParents=7
        )
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
        pdf.pages[0].contents_add(b"/X Do")
        root.ParentTree.Nums.append(7)
        root.ParentTree.Nums.append(Array([root.K.K[0]]))
        return pdf

    _, whole = package(part(), part())
    tree = pikepdf.NumberTree(whole.Root.StructTreeRoot.ParentTree)
    for page, part_element in zip(whole.pages, parts_of(whole), strict=True):
        owner = tree[int(page.obj.Resources.XObject.X.StructParents)][0]
        assert owner.objgen == kids(part_element)[0].objgen


def test_untagged_pages_point_into_nobody_elses_structure() -> None:
    untagged = pikepdf.new()
    untagged.add_blank_page()
    untagged.pages[0].obj.StructParents = 0
    _, whole = package(one("a"), untagged, one("b"))
    assert "/StructParents" not in whole.pages[1].obj
    assert len(parts_of(whole)) == 2
    check_parents(whole)


def test_a_package_without_any_structure_has_no_tree() -> None:
    plain = pikepdf.new()
    plain.add_blank_page()
    _, whole = package(plain)
    assert "/StructTreeRoot" not in whole.Root
    assert "/MarkInfo" not in whole.Root


# Links and bookmarks


def test_names_that_clash_lead_where_they_led() -> None:
    def part() -> pikepdf.Pdf:
        pdf = build([Node("/P", text="x")], pages=2, names={"kapittel": 1})
        add_link(pdf, 0, Dest=String("kapittel"))
        return pdf

    _, whole = package(part(), part())
    assert [leads_to(whole, link) for link in links(whole)] == [2, 4]
    check_parents(whole)


def test_links_by_page_action_and_old_name_are_kept() -> None:
    pdf = build([Node("/P", text="x")], pages=3)
    pdf.Root.Dests = Dictionary(gammel=Array([pdf.pages[1].obj, Name.Fit]))
    add_link(pdf, 0, Dest=Array([pdf.pages[2].obj, Name.XYZ, 0, 0, 0]))
    add_link(pdf, 0, A=Dictionary(S=Name.GoTo, D=Name.gammel))
    add_link(pdf, 0, A=Dictionary(S=Name.URI, URI=String("https://www.osloregionen.no/")))
    joined, whole = package(one("først"), pdf)
    found = links(whole)
    assert [leads_to(whole, link) for link in found[:2]] == [4, 3]
    assert str(found[2].A.URI) == "https://www.osloregionen.no/"
    assert joined.lost_links == ()


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("vedlegg/b%C3%B8ker.pdf", 2),
        ("./vedlegg/bøker.pdf", 2),
        ("vedlegg/bøker.pdf#page=2", 3),
        ("https://pakke.invalid/del-1", 2),
    ],
)
def test_a_link_to_another_part_leads_there_and_no_longer_says_its_address(address: str, page: int) -> None:
    source = one("x")
    element = add_link(source, 0, A=Dictionary(S=Name.URI, URI=String(address)))
    element.Alt = String(f"Lenke: bøker ({address})")
    addresses = ("https://pakke.invalid/del-1", "vedlegg/bøker.pdf")
    joined, whole = package(Part(source, "Saksliste"), Part(one("y", pages=2), "Bøker", addresses=addresses))
    (link,) = links(whole)
    assert leads_to(whole, link) == page
    assert joined.lost_links == ()
    (said,) = [str(e.Alt) for e in walk(whole.Root.StructTreeRoot) if e.S == "/Link"]
    assert said == "Lenke: bøker"


def test_a_link_to_another_files_page_leads_to_that_part() -> None:
    source = one("x")
    add_link(source, 0, A=Dictionary(S=Name.GoToR, F=String("b.pdf"), D=Array([1, Name.Fit])))
    _, whole = package(source, Part(one("y", pages=2), "B", addresses=("b.pdf",)))
    assert leads_to(whole, links(whole)[0]) == 3


@pytest.mark.parametrize(
    "target",
    [
        {"Dest": String("finnes ikke")},
        {"A": Dictionary(S=Name.URI, URI=String("budsjett.xlsx"))},
        {"A": Dictionary(S=Name.URI, URI=String("file:///C:/budsjett.xlsx"))},
        {"A": Dictionary(S=Name.GoToR, F=String("annen.pdf"), D=Array([0, Name.Fit]))},
    ],
)
def test_a_link_that_leads_nowhere_is_given_up_and_its_words_stay(target: dict[str, Any]) -> None:
    source = one("x")
    element = add_link(source, 0, **target)
    element.K = Array([element.K])
    joined, whole = package(source, one("y"))
    assert links(whole) == []
    assert [(lost.part, lost.page) for lost in joined.lost_links] == [(0, 1)]
    assert not [e for e in walk(whole.Root.StructTreeRoot) if e.S == "/Link"]
    check_parents(whole)


def test_bookmarks_stand_under_their_parts_and_those_under_their_headings() -> None:
    _, whole = package(
        Part(one("a"), "Innkalling", under=("Møte",)),
        Part(one("b", pages=2, bookmarks=[("Kap 1", 0), ("Kap 2", 1)]), "Vedlegg 1", under=("Møte", "Sak 1")),
        Part(one("c"), "Vedlegg 2", under=("Møte", "Sak 1")),
        Part(one("d"), "Vedlegg 1", under=("Møte", "Sak 2")),
    )
    assert outline(whole) == [
        (0, "Møte", 1),
        (1, "Innkalling", 1),
        (1, "Sak 1", 2),
        (2, "Vedlegg 1", 2),
        (3, "Kap 1", 2),
        (3, "Kap 2", 3),
        (2, "Vedlegg 2", 4),
        (1, "Sak 2", 5),
        (2, "Vedlegg 1", 5),
    ]


def test_a_bookmark_that_leads_nowhere_is_told() -> None:
    source = one("a", bookmarks=[("God", 0), ("Død", 0)])
    source.Root.Outlines.Last.Dest = String("finnes ikke")
    joined, whole = package(source)
    assert [title for _, title, _ in outline(whole)] == ["Del 1", "God"]
    assert [lost.target for lost in joined.lost_links] == ["Død"]


def test_deep_and_long_outlines_are_no_trouble() -> None:
    source = one("a", bookmarks=[(f"Punkt {n}", 0) for n in range(3000)])
    item = source.Root.Outlines.First
    for number in range(1500):
        below = source.make_indirect(Dictionary(Title=String(f"Dypt {number}"), Dest=item.Dest, Parent=item))
        item.First = item.Last = below
        item = below
    joined, _ = package(source)
    assert linearise(joined.data).startswith(b"%PDF")


def test_pages_are_called_by_their_number() -> None:
    _, whole = package(one("a", pages=2), Part(one("b", pages=2), "V"), one("c"))
    labels: list[Any] = [page.label for page in whole.pages]
    assert labels == ["1", "2", "3", "4", "5"]


# What belongs to the file


def test_hidden_layers_stay_hidden() -> None:
    def part(name: str, base: str) -> pikepdf.Pdf:
        pdf = one("x")
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
        pdf.pages[0].obj.Resources.Properties = Dictionary(L=group)
        setup = Dictionary(OFF=Array([group])) if base == "ON" else Dictionary(BaseState=Name.OFF)
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=setup)
        return pdf

    _, whole = package(part("A", "ON"), one("y"), part("B", "OFF"))
    layers = whole.Root.OCProperties
    assert [str(group.Name) for group in layers.OCGs] == ["A", "B"]
    assert [str(group.Name) for group in layers.D.OFF] == ["A", "B"]
    assert layers.OCGs[1].objgen == whole.pages[2].obj.Resources.Properties.L.objgen


def test_another_output_intent_becomes_the_pages_own_colours() -> None:
    def part(profile: bytes, colours: int) -> pikepdf.Pdf:
        pdf = one("x")
        stream = pdf.make_stream(profile, N=colours)
        pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=stream)])
        return pdf

    _, whole = package(part(b"rgb", 3), part(b"rgb", 3), part(b"cmyk", 4))
    (intent,) = whole.Root.OutputIntents
    assert intent.DestOutputProfile.read_bytes() == b"rgb"
    spaces: list[Any] = [page.obj.Resources.get("/ColorSpace") for page in whole.pages]
    assert spaces[:2] == [None, None]
    assert spaces[2].DefaultCMYK[1].read_bytes() == b"cmyk"


def test_a_picture_that_several_parts_show_is_stored_once() -> None:
    def part(pixels: bytes) -> pikepdf.Pdf:
        pdf = one("x")
        mask = pdf.make_stream(b"m" * 900, Type=Name.XObject, Subtype=Name.Image)
        picture = pdf.make_stream(pixels, Type=Name.XObject, Subtype=Name.Image, SMask=mask)
        pdf.pages[0].obj.Resources.XObject = Dictionary(I=picture)
        return pdf

    _, whole = package(part(b"a" * 900), part(b"b" * 900), part(b"a" * 900))
    pictures = [page.obj.Resources.XObject.I for page in whole.pages]
    assert pictures[0].objgen == pictures[2].objgen != pictures[1].objgen
    assert len({picture.SMask.objgen for picture in pictures}) == 1
    assert pictures[1].read_bytes() == b"b" * 900


def test_a_form_must_be_flattened_first() -> None:
    pdf = one("x")
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(Dictionary(T=String("felt")))]))
    with pytest.raises(AttachmentError, match="skjema"):
        package(pdf)


def test_parts_may_come_one_at_a_time_and_are_let_go() -> None:
    files = [saved(one(text)) for text in "abc"]
    lazy = (Part(pikepdf.open(BytesIO(data)), "Del") for data in files)
    whole = pikepdf.open(BytesIO(join(lazy, ABOUT).data))
    assert [text for _, text in read(whole)] == ["a", "b", "c"]


def test_a_linearised_package_is_the_same_and_its_hint_tables_are_right() -> None:
    parts = [
        Part(one("a", pages=3, bookmarks=[(f"K {n}", n % 3) for n in range(150)]), f"Del {n}")
        for n in range(9)
    ]
    joined = join(parts, ABOUT, Claims())
    with pikepdf.open(BytesIO(linearise(joined.data))) as web, pikepdf.open(BytesIO(joined.data)) as before:
        assert web.is_linearized
        assert web.check_linearization()
        assert outline(web) == outline(before)
        assert read(web) == read(before)


def test_accessible_parts_make_an_accessible_package() -> None:
    page = pytest.importorskip("page")  # no wheel for Linux on ARM
    made = make_pdf(documents.meeting(), "m.docx", (BuiltInEngine(),))
    parts = [Part(pikepdf.open(BytesIO(made.data)), title, under=("Møte",)) for title in ("En", "To")]
    data = linearise(join(parts, ABOUT, Claims("2a", pdfua=True)).data)
    for profile in ("2a", "ua1"):
        failures = page.validate_pdf_bytes(data, profile=profile).failures
        # which takes the end of a stream that ends in CR for a line's
        assert [failure for failure in failures if "STREAM-LENGTH-001" not in failure.rule_id] == []


# Properties

texts = st.text("abcæøå ", min_size=1, max_size=8)
types = st.sampled_from(["/P", "/H1", "/Egen", "/Annen", "/Span"])
role_maps = st.fixed_dictionaries(
    {"/Egen": st.sampled_from(["/P", "/H2", "/Annen"]), "/Annen": st.sampled_from(["/P", "/H3"])}
)


def _section(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(Node, st.just("/Sect"), inner=st.lists(inner, min_size=1, max_size=3))


@st.composite
def sources(draw: st.DrawFn) -> tuple[bytes, int, int]:
    """The bytes of a tagged PDF, its number of pages and of links."""
    pages = draw(st.integers(1, 3))
    leaf = st.builds(Node, types, text=texts, page=st.integers(0, pages - 1))
    tree = st.recursive(
        leaf,
        lambda inner: st.builds(Node, st.just("/Sect"), inner=st.lists(inner, min_size=1, max_size=3)),
        max_leaves=5,
    )
    nodes = draw(st.lists(tree, min_size=1, max_size=4))
    if draw(st.booleans()):
        nodes = [*nodes, *table("Hode", "Celle")]
    pdf = build(
        nodes, pages=pages, roles=draw(role_maps), names={"n": pages - 1}, bookmarks=[("B", pages - 1)]
    )
    count = draw(st.integers(0, 2))
    for _ in range(count):
        add_link(pdf, draw(st.integers(0, pages - 1)), Dest=String("n"))
    return saved(pdf), pages, count


@settings(max_examples=examples(60))
@given(st.lists(sources(), min_size=1, max_size=5))
def test_the_package_reads_as_its_parts_do_in_order(files: Sequence[tuple[bytes, int, int]]) -> None:
    opened = [pikepdf.open(BytesIO(data)) for data, _, _ in files]
    expected = [said for pdf in opened for said in read(pdf)]
    joined, whole = package(*opened)
    assert read(whole) == expected
    assert joined.pages == len(whole.pages) == sum(pages for _, pages, _ in files)
    ends = [first + pages - 1 for first, (_, pages, _) in zip(joined.first_pages, files, strict=True)]
    wanted = [end for end, (_, _, count) in zip(ends, files, strict=True) for _ in range(count)]
    assert [leads_to(whole, link) for link in links(whole)] == wanted
    assert [place for depth, _, place in outline(whole) if depth == 1] == ends
    check_parents(whole)
    for (data, _, _), source in zip(files, opened, strict=True):
        assert saved(source) == saved(pikepdf.open(BytesIO(data)))  # the parts are as they were
    again, _ = package(*(pikepdf.open(BytesIO(data)) for data, _, _ in files))
    assert again.data == joined.data
