"""What a package holds and how its contents, bookmarks, page labels and links say so."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.pipeline import Choices, Report
from tests.pipeline import papers
from tests.pipeline.meeting import OPEN, Bookmark, Link, Package, make, meeting

ROOT: Final = "Møtepakke fredag 11.\N{NO-BREAK SPACE}mars 2022"
CASES: Final = """\
- tittel: Støv i lufta
  bakgrunn: |
    Les [notatet](vedlegg/z.pdf), [tallene](<vedlegg/mine tall.md>) og [nettet](https://example.org/nett).
  forslag_til_vedtak: Som i [brevet](vedlegg/c.pdf).
  vedlegg:
    - {tittel: Merket notat, fil: vedlegg/z.pdf}
    - {tittel: Umerket notat, fil: vedlegg/a.pdf}
    - {tittel: Skannet brev, fil: vedlegg/c.pdf}
    - {tittel: Senere, ettersendes: 2022-03-09}
    - {tittel: Muntlig, legges_fram: ja}
    - {tittel: Rapport, lenke: "https://example.org/rapport"}
    - {tittel: Tall, fil: vedlegg/mine tall.md}
- tittel: Uten papirer
- tittel: Siste sak
  vedlegg:
    - {tittel: Kort notat, fil: andre/a.pdf}
"""
PAPERS: Final[dict[str, str | bytes]] = {
    "vedlegg/z.pdf": papers.tagged("# Første del\n\nInnledning.\n\n## Under den\n\nMer."),
    "vedlegg/a.pdf": papers.untagged("Umerket side en", "Umerket side to"),
    "vedlegg/c.pdf": papers.scan(),
    "vedlegg/mine tall.md": "# Tallene våre\n\nTo er flere enn en.\n",
    "andre/a.pdf": papers.tagged("Kort og godt."),
}


TOPS: Final = (
    "Innkalling",
    "Saksliste",
    "Vedlegg 1 Merket notat",
    "Vedlegg 2 Umerket notat",
    "Vedlegg 3 Skannet brev",
    "Vedlegg 7 Tall",
    "Vedlegg 1 Kort notat",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Package]:
    """A package with every kind of line, and what was said about it."""
    here = meeting(tmp_path_factory.mktemp("pakke") / "her", CASES, PAPERS)
    report = make(here)
    return report, Package(here.root / OPEN)


@pytest.fixture
def package(made: tuple[Report, Package]) -> Package:
    return made[1]


def contents(package: Package) -> list[Link]:
    return package.links(2)


def leading_to(package: Package, page: int, words: str) -> int | None:
    (target,) = {link.page for link in package.links(page) if link.words == words}
    return target


# The contents


def test_every_line_of_the_contents_leads_to_the_page_that_it_says(package: Package) -> None:
    links = contents(package)
    numbers = [link for link in links if link.words.isdigit()]
    assert len(numbers) == 2 + 8 + 5
    assert [link.page for link in numbers] == [int(link.words) for link in numbers]
    titles = [title for title, number in pairwise(links) if number in numbers]
    assert [title.page for title in titles] == [number.page for number in numbers]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Innkalling", "Innkalling til faggruppemøte"),
        ("Saksliste", "Saksliste til faggruppemøte"),
        ("Sak 4 Støv i lufta", "Sak 4: Støv i lufta"),
        ("Sak 6 Siste sak", "Sak 6: Siste sak"),
        ("Vedlegg 1 Merket notat", "Første del"),
        ("Vedlegg 2 Umerket notat", "Umerket side en"),
        ("Vedlegg 3 Skannet brev", "Sak 4 · Vedlegg 3 · side 1 av 1"),
        ("Vedlegg 7 Tall", "Tallene våre"),
        ("Vedlegg 1 Kort notat", "Kort og godt"),
    ],
)
def test_a_line_leads_to_what_it_names(package: Package, line: str, words: str) -> None:
    target = leading_to(package, 2, line)
    assert target in package.pages_with(words)
    # A case stands in the contents, in the summons and in the agenda; it is the last that presents it.
    assert package.pages_with(words)[-1] == target


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Sak 4: Merket notat", "Første del"),
        ("Sak 4: Umerket notat", "Umerket side en"),
        ("Sak 4: Tall", "Tallene våre"),
        ("Sak 6: Kort notat", "Kort og godt"),
    ],
)
def test_the_list_of_papers_in_the_summons_leads_to_them(package: Package, line: str, words: str) -> None:
    (listed,) = [page for page in package.pages_with(line) if page > 2]
    (target,) = {link.page for link in package.links(listed) if line in link.words}
    assert target in package.pages_with(words)


def test_what_is_not_in_the_package_is_no_link_in_the_summons(package: Package) -> None:
    (listed,) = package.pages_with("Sak 4: Senere")
    assert not [link for link in package.links(listed) if "Senere" in link.words or "Muntlig" in link.words]


def test_the_summons_by_itself_leads_to_no_paper(made: tuple[Report, Package]) -> None:
    report, package = made
    (summons,) = [file.sti for file in report.files if file.rolle == "innkalling" and file.format == "pdf"]
    alone = Package(package.file.parents[2] / summons)
    links = [link for page in range(1, len(alone.texts) + 1) for link in alone.links(page)]
    assert links  # to whom a person may write
    assert not [link for link in links if link.words.startswith("Sak") or "pakke.invalid" in str(link)]


def test_the_contents_are_in_the_plans_order(package: Package) -> None:
    lines = [link.words for link in contents(package) if not link.words.isdigit()]
    assert lines == [
        "Innkalling",
        "Saksliste",
        "Sak 1 Godkjenning av innkalling og saksliste",
        "Sak 2 Godkjenning av referat fra forrige møte",
        "Sak 3 Oppfølging av tidligere saker",
        "Sak 4 Støv i lufta",
        "Vedlegg 1 Merket notat",
        "Vedlegg 2 Umerket notat",
        "Vedlegg 3 Skannet brev",
        "Vedlegg 6 Rapport",
        "Vedlegg 7 Tall",
        "Sak 5 Uten papirer",
        "Sak 6 Siste sak",
        "Vedlegg 1 Kort notat",
        "Sak 7 Orienteringer",
        "Sak 8 Eventuelt",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Sak 4 Støv i lufta 5 Vedlegg 1 Merket notat 7",
        "Vedlegg 4 Senere – ettersendes senest 9. mars 2022 Vedlegg 5",
        "Vedlegg 5 Muntlig – legges fram i møtet Vedlegg 6",
        "Vedlegg 6 Rapport – ligger på nettet Vedlegg 7",
        "Sak 5 Uten papirer – Ingen skriftlige sakspapirer",
        "Vedlegg 2 Umerket notat – uten tagger: kan ikke leses av skjermleser",
        "Vedlegg 3 Skannet brev – skannet uten tekst: kan verken søkes i eller leses av skjermleser",
        "Ett vedlegg kan ikke leses av skjermleser.",
    ],
)
def test_a_reader_is_told_what_is_not_there_or_cannot_be_read(package: Package, line: str) -> None:
    assert line in package.texts[1]


def test_a_paper_on_the_web_is_a_link_to_it(package: Package) -> None:
    (link,) = [link for link in contents(package) if link.page is None]
    assert (link.words, link.address) == ("Vedlegg 6 Rapport", "https://example.org/rapport")


def test_a_paper_keeps_its_place_from_the_plan_after_the_ninth(tmp_path: Path) -> None:
    names = [f"{chr(ord('l') - number)}.pdf" for number in range(11)]
    rows = "".join(f"    - {{tittel: Papir, fil: {name}}}\n" for name in names)
    files = {name: papers.untagged(f"Dette er papir nummer {n}.") for n, name in enumerate(names, 1)}
    here = meeting(tmp_path / "her", f"- tittel: Mange\n  vedlegg:\n{rows}", files)
    assert make(here).errors == ()
    package = Package(here.root / OPEN)
    found = [n for text in package.texts for n in re.findall(r"Dette er papir nummer (\d+)\.", text)]
    assert found == [str(number) for number in range(1, 12)]
    lines = re.findall(r"Vedlegg (\d+) Papir", package.text.partition("Innkalling til")[0])
    assert lines == found


def test_contents_of_many_pages_still_say_the_right_numbers(tmp_path: Path) -> None:
    rows = "".join(f"    - {{tittel: Papir med et langt navn {n}, fil: a.pdf}}\n" for n in range(70))
    here = meeting(
        tmp_path / "her", f"- tittel: Mange\n  vedlegg:\n{rows}", {"a.pdf": papers.untagged("Papir")}
    )
    assert make(here).errors == ()
    package = Package(here.root / OPEN)
    first = package.pages_with("Innkalling til faggruppemøte")[0]
    assert first > 3
    links = [link for number in range(1, first) for link in package.links(number)]
    numbers = [link for link in links if link.words.isdigit()]
    assert len(numbers) == 2 + 6 + 70
    assert all(int(link.words) == link.page for link in numbers)
    assert numbers[-3].page == len(package.texts)


# Bookmarks, labels and the line on each page


def test_bookmarks_go_from_meeting_to_case_to_paper_to_its_own(package: Package) -> None:
    marks = package.bookmarks()
    assert marks[0] == Bookmark(0, ROOT, 1)
    assert [mark.title for mark in marks if mark.depth == 1] == [
        "Omslag og innhold",
        "Innkalling",
        "Saksliste",
        "Sak 4 Støv i lufta",
        "Sak 6 Siste sak",
    ]
    papers = marks[[mark.title for mark in marks].index("Sak 4 Støv i lufta") :]
    page = package.pages_with("Sak 4 · Vedlegg 1 · side 1 av 1")[0]
    assert papers == [
        Bookmark(1, "Sak 4 Støv i lufta", page),
        Bookmark(2, "Vedlegg 1 Merket notat", page),
        Bookmark(3, "Et notat", page),
        Bookmark(4, "Første del", page),
        Bookmark(5, "Under den", page),
        Bookmark(2, "Vedlegg 2 Umerket notat", page + 1),
        Bookmark(2, "Vedlegg 3 Skannet brev", page + 3),
        Bookmark(2, "Vedlegg 7 Tall", page + 4),
        Bookmark(3, "Tallene våre", page + 4),
        Bookmark(1, "Sak 6 Siste sak", page + 5),
        Bookmark(2, "Vedlegg 1 Kort notat", page + 5),
        Bookmark(3, "Et notat", page + 5),
    ]


def test_page_contents_and_viewer_call_a_page_the_same(package: Package) -> None:
    numbers = [str(number) for number in range(1, len(package.labels) + 1)]
    assert list(package.labels) == numbers
    said = [re.findall(rf"\b(\d+)/{len(numbers)}\b", text) for text in package.texts]
    assert said == [[number] for number in numbers]
    listed = [(link.words, link.page) for link in contents(package) if link.words.isdigit()]
    assert listed == [(str(page), page) for _, page in listed]
    assert ("Vedlegg 1 Kort notat", len(numbers)) in [(m.title, m.page) for m in package.bookmarks()]


def test_for_print_each_document_begins_on_a_right_hand_page(
    made: tuple[Report, Package], tmp_path: Path
) -> None:
    _, usual = made
    here = meeting(tmp_path / "her", CASES, PAPERS)
    report = make(here, Choices(right_hand=True))
    package = Package(here.root / OPEN)
    tops = [mark.page for mark in package.bookmarks() if mark.title in TOPS]
    assert len(tops) == len(TOPS)
    assert all(page is not None and page % 2 for page in tops)
    listed = [(link.words, link.page) for link in contents(package) if link.words.isdigit()]
    assert listed == [(str(page), page) for _, page in listed]
    blank = [text for text in package.texts if re.fullmatch(r"\d+/\d+", text)]
    assert len(package.texts) == len(usual.texts) + len(blank)
    assert next(file.sider for file in report.files if file.rolle == "møtepakke") == len(package.texts)


def test_every_page_of_a_paper_says_which_it_is(package: Package) -> None:
    lines = [re.findall(r"Sak \d+ · Vedlegg \d+ · side \d+ av \d+", text) for text in package.texts]
    assert lines[-6:] == [
        ["Sak 4 · Vedlegg 1 · side 1 av 1"],
        ["Sak 4 · Vedlegg 2 · side 1 av 2"],
        ["Sak 4 · Vedlegg 2 · side 2 av 2"],
        ["Sak 4 · Vedlegg 3 · side 1 av 1"],
        ["Sak 4 · Vedlegg 7 · side 1 av 1"],
        ["Sak 6 · Vedlegg 1 · side 1 av 1"],
    ]
    assert not any(lines[:-6])


# Links in texts, and what is said


@pytest.mark.parametrize(
    ("words", "line"), [("notatet", "Vedlegg 1 ·"), ("tallene", "Vedlegg 7 ·"), ("brevet", "Vedlegg 3 ·")]
)
def test_a_text_leads_to_the_paper_in_the_package(package: Package, words: str, line: str) -> None:
    (page,) = package.pages_with("Saksliste til faggruppemøte")
    target = leading_to(package, page, words)
    assert target is not None
    assert f"Sak 4 · {line}" in package.texts[target - 1]


def test_a_link_to_the_web_stays_one(package: Package) -> None:
    (page,) = package.pages_with("Saksliste til faggruppemøte")
    (link,) = [link for link in package.links(page) if link.words == "nettet"]
    assert (link.page, link.address) == (None, "https://example.org/nett")


def test_papers_that_cannot_be_read_are_named(made: tuple[Report, Package]) -> None:
    report, package = made
    folder = "plan/2022/2022-03-11/vedlegg"
    last = report.files[-1]
    assert last.uten_tagger == (f"{folder}/a.pdf", f"{folder}/c.pdf")
    assert last.uten_tekst == (f"{folder}/c.pdf",)
    assert (last.sider, last.pdfua) == (len(package.texts), False)
    assert [(p.code, p.place.path if p.place else "", p.message.split(":")[0]) for p in report.warnings] == [
        ("vedlegg-uten-tagger", f"{folder}/a.pdf", "Sak 4, vedlegg 2"),
        ("vedlegg-uten-tekst", f"{folder}/c.pdf", "Sak 4, vedlegg 3"),
    ]
