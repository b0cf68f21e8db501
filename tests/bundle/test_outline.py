"""The parts' own bookmarks: oddly built, deep, many, and leading everywhere."""

from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumentmaskin.bundle import Part, linearise
from tests.bundle.tagged import one, outline, package, saved


def chained(pdf: pikepdf.Pdf, items: list[Any]) -> None:
    """Give a PDF bookmarks on one level."""
    made = [pdf.make_indirect(item) for item in items]
    for first, second in pairwise(made):
        first.Next, second.Prev = second, first
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=made[0], Last=made[-1]))


def titles(whole: pikepdf.Pdf) -> list[tuple[int, str]]:
    return [(depth, title) for depth, title, _ in outline(whole)]


def test_bookmarks_lead_to_other_parts_and_to_the_web_too() -> None:
    source = one("a")
    chained(
        source,
        [
            Dictionary(
                Title=String("Fil"),
                A=Dictionary(S=Name.GoToR, F=String("b.pdf"), D=Array([1, Name.Fit])),
            ),
            Dictionary(Title=String("Adresse"), A=Dictionary(S=Name.URI, URI=String("b.pdf#page=1"))),
            Dictionary(Title=String("Nett"), A=Dictionary(S=Name.URI, URI=String("https://a.no/"))),
            Dictionary(Title=String("Kort"), A=Dictionary(S=Name.URI, URI=String("x"))),
            Dictionary(Title=String("Skript"), A=Dictionary(S=Name.JavaScript, JS=String("x"))),
            Dictionary(Title=String("Borte"), A=Dictionary(S=Name.GoToR, F=String("file:c.pdf"))),
        ],
    )
    source.Root.URI = Dictionary(Base=String("https://b.no/"))
    joined, whole = package(source, Part(one("b", pages=2), "B", addresses=("b.pdf",)))
    items: list[Any] = whole.open_outline().root[0].children
    numbers = [page.obj.objgen for page in whole.pages]
    assert [item.title for item in items] == ["Fil", "Adresse", "Nett", "Kort"]
    assert [numbers.index(item.destination[0].objgen) for item in items[:2]] == [2, 1]
    assert [str(item.action.URI) for item in items[2:]] == ["https://a.no/", "https://b.no/x"]
    assert [lost.target for lost in joined.lost_links] == ["Skript", "Borte"]


def test_a_ring_of_bookmarks_is_walked_once() -> None:
    source = one("a", bookmarks=[("A", 0), ("B", 0)])
    first, last = source.Root.Outlines.First, source.Root.Outlines.Last
    last.Next, last.First, first.First = first, first, source.Root.Outlines
    _, whole = package(source)
    assert titles(whole) == [(0, "Del 1"), (1, "A"), (1, "B")]


def test_a_bookmark_without_a_title_is_called_by_its_page_or_gives_way_to_those_below() -> None:
    source = one("a", pages=2)
    page = source.pages[1].obj
    below = source.make_indirect(Dictionary(Title=String("Under"), Dest=Array([page, Name.Fit])))
    chained(
        source,
        [
            Dictionary(Dest=Array([page, Name.Fit])),
            Dictionary(Title=String(" "), Dest=String("borte"), First=below, Last=below),
            Dictionary(Title=7, Dest=String("borte")),
        ],
    )
    joined, whole = package(one("x"), source)
    assert titles(whole)[2:] == [(1, "Side 3"), (1, "Under")]
    assert joined.lost_links == ()


def test_a_heading_that_leads_nowhere_stays_above_what_it_holds() -> None:
    source = one("a", bookmarks=[("Kapittel", 0)])
    item = source.Root.Outlines.First
    item.First = item.Last = source.make_indirect(
        Dictionary(Title=String("Under"), Dest=item.Dest, Parent=item)
    )
    item.Dest = String("borte")
    joined, whole = package(source)
    kept = whole.Root.Outlines.First.First
    assert (str(kept.Title), str(kept.First.Title), joined.lost_links) == ("Kapittel", "Under", ())
    assert "/Dest" not in kept


@pytest.mark.parametrize("shape", ["lang", "dyp"])
def test_five_thousand_bookmarks_in_a_row_or_below_each_other_all_come(shape: str) -> None:
    source = one("a")
    items = [
        source.make_indirect(Dictionary(Title=String(str(n)), Dest=Array([source.pages[0].obj, Name.Fit])))
        for n in range(5_000)
    ]
    for above, below in pairwise(items):
        above["/Next" if shape == "lang" else "/First"] = below
    source.Root.Outlines = source.make_indirect(Dictionary(First=items[0]))
    joined, whole = package(source)
    found: list[str] = []
    pending = [whole.Root.Outlines.First.First]
    while pending:
        item = pending.pop()
        found.append(str(item.Title))
        pending += [item[key] for key in ("/Next", "/First") if key in item]
    assert found == [str(n) for n in range(5_000)]
    assert linearise(joined.data)
    depth, item = 0, whole.Root.Outlines.First
    while "/First" in item:
        depth, item = depth + 1, item.First
    assert depth == (1 if shape == "lang" else 12)


def test_what_is_open_shows_in_the_counts() -> None:
    source = one("a", bookmarks=[("A", 0), ("B", 0)])
    item = source.Root.Outlines.First
    item.First = item.Last = source.make_indirect(
        Dictionary(Title=String("Under"), Dest=item.Dest, Parent=item)
    )
    _, whole = package(Part(source, "Vedlegg", under=("Møte", "Sak 1")), Part(one("b"), "Til slutt"))
    top = whole.Root.Outlines
    case = top.First.First
    paper = case.First
    counts = [int(item.Count) for item in (top, top.First, case, paper, paper.First)]
    assert counts == [4, 2, 1, -2, -1]
    assert "/Count" not in top.Last
    assert (top.First.Parent.objgen, top.Last.Prev.objgen) == (top.objgen, top.First.objgen)


def test_colours_and_styles_are_kept_and_junk_is_not() -> None:
    source = one("a", bookmarks=[("A", 0), ("B", 0)])
    first, last = source.Root.Outlines.First, source.Root.Outlines.Last
    first.C, first.F = Array([1, 0, 0.5]), 3
    last.C, last.F, last.SE = Array([1, Name.Rart, 0]), Name.Rart, source.Root.StructTreeRoot.K
    before = saved(source)
    _, whole = package(source)
    first, last = whole.Root.Outlines.First.First, whole.Root.Outlines.First.Last
    assert ([float(v) for v in first.C], int(first.F)) == ([1, 0, 0.5], 3)
    assert not {"/C", "/F", "/SE"} & set(last.keys())
    assert saved(source) == before


@pytest.mark.parametrize(
    ("wanted", "page"),
    [
        (1, 3),
        (Array([1, Name.Fit]), 3),
        (Array([0]), 2),
        (7, 0),
        (True, 0),
        (Array([7]), 0),
        (Array(), 0),
        (2.5, 0),
    ],
)
def test_a_bookmark_may_give_a_page_by_its_number(wanted: Any, page: int) -> None:
    source = one("a", pages=2)
    chained(source, [Dictionary(Title=String("K"), Dest=wanted)])
    joined, whole = package(one("x"), source)
    assert [number for _, title, number in outline(whole) if title == "K"] == ([page] if page else [])
    assert [lost.target for lost in joined.lost_links] == ([] if page else ["K"])


@pytest.mark.parametrize(
    ("view", "kept"),
    [
        ([Name.XYZ, 1, None, 2], ["/XYZ", "1", "None", "2"]),
        ([Name.FitR, 1, 2, 3, 4], ["/FitR", "1", "2", "3", "4"]),
        ([Name.FitBH, 9], ["/FitBH", "9"]),
        ([Name.Rart, 9], ["/XYZ", "None", "300", "None"]),
        ([Name.Fit, Name.Rart], ["/XYZ", "None", "300", "None"]),
        ([Name.FitH, True], ["/XYZ", "None", "300", "None"]),
        ([], ["/XYZ", "None", "300", "None"]),
    ],
)
def test_how_a_bookmark_shows_its_page_is_kept_when_it_makes_sense(view: list[Any], kept: list[str]) -> None:
    source = one("a")
    chained(source, [Dictionary(Title=String("K"), Dest=Array([source.pages[0].obj, *view]))])
    _, whole = package(source)
    assert [str(value) for value in list(whole.Root.Outlines.First.First.Dest)[1:]] == kept


def test_a_bookmark_by_name_or_into_a_file_leads_where_that_is() -> None:
    source = one("a", pages=2, names={"sted": 1})
    source.Root.Dests = Dictionary(gammel=Array([source.pages[1].obj, Name.Fit]))
    file = Dictionary(S=Name.GoToR, F=Dictionary(F=String("b.pdf")), D=String("inne"))
    wanted = [Dictionary(Dest=String("sted")), Dictionary(Dest=Name.gammel), Dictionary(A=file)]
    wanted.append(Dictionary(A=Dictionary(S=Name.GoTo, D=String("sted"))))
    for number, item in enumerate(wanted):
        item.Title = String(str(number))
    chained(source, wanted)
    _, whole = package(source, Part(one("b", pages=2, names={"inne": 1}), "B", addresses=("b.pdf",)))
    assert [page for depth, _, page in outline(whole) if depth == 1] == [2, 2, 4, 2]


def test_styles_of_a_bookmark_are_those_that_the_standard_knows() -> None:
    source = one("a", bookmarks=[("A", 0), ("B", 0)])
    source.Root.Outlines.First.F, source.Root.Outlines.Last.F = 7, 4
    source.Root.Outlines.First.C = Array([1, 0])
    _, whole = package(source)
    first, last = whole.Root.Outlines.First.First, whole.Root.Outlines.First.Last
    assert (int(first.F), "/F" in last, "/C" in first) == (3, False, False)
