"""Text fields of the plan: what Markdown means in them, and what stays text."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dokumentmaskin.document.fields import written_text
from dokumentmaskin.document.markdown import Block, Inline, link_to, parse_text

BREAKS = [
    " ",
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n7) ",
    "\n11. mars ",
    "\n    ",
    "\t",
]
SIGNS = ["**", "*", "__", "_", "[", "](https://x.no)", "<", ">", "# ", "\\", "|", "`", "&amp;", "<b>", "---"]


def words(blocks: tuple[Block, ...]) -> str:
    return " ".join(block.words for block in blocks)


def shape(text: str) -> list[tuple[str, str, int]]:
    """Text, kind and level of each block."""
    return [(words((block,)), block.kind, block.level) for block in parse_text(text)]


def only(text: str) -> tuple[Inline, ...]:
    (block,) = parse_text(text)
    assert (block.kind, block.level) == ("avsnitt", 0)
    return block.inlines


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0", "\u3000\n\n\u3000", "[]()", "- []()"])
def test_an_empty_field_has_no_blocks(text: str) -> None:
    assert parse_text(text) == ()


def test_an_empty_line_makes_a_paragraph_and_a_line_break_does_not() -> None:
    assert shape("a\nb\n\nc") == [("a b", "avsnitt", 0), ("c", "avsnitt", 0)]


@pytest.mark.parametrize("text", ["a  \nb", "a\\\nb"])
def test_a_hard_break_is_a_line_break_within_the_paragraph(text: str) -> None:
    assert only(text) == (Inline("a\nb"),)


@pytest.mark.parametrize("sign", ["-", "*", "+"])
def test_a_bullet_list(sign: str) -> None:
    text = f"Før:\n\n{sign} a\n{sign} b\n\nEtter"
    assert shape(text) == [
        ("Før:", "avsnitt", 0),
        ("a", "punkt", 1),
        ("b", "punkt", 1),
        ("Etter", "avsnitt", 0),
    ]


def test_a_list_needs_no_empty_line_before_it() -> None:
    assert shape("Før:\n- a\n1. b") == [("Før:", "avsnitt", 0), ("a", "punkt", 1), ("b", "nummer", 1)]


def test_lists_in_lists() -> None:
    text = "- a\n  - b\n    1. c\n    2. d\n- e\n"
    assert shape(text) == [
        ("a", "punkt", 1),
        ("b", "punkt", 2),
        ("c", "nummer", 3),
        ("d", "nummer", 3),
        ("e", "punkt", 1),
    ]


def test_each_list_is_its_own_and_knows_where_it_starts() -> None:
    blocks = parse_text("1. a\n2. b\n\nTekst\n\n4. c\n5. d\n\n- x\n\n1. e")
    numbered = [(b.list_number, b.start) for b in blocks if b.kind == "nummer"]
    lists = [number for number, _ in numbered]
    assert [start for _, start in numbered] == [1, 1, 4, 4, 1]
    assert lists[0] == lists[1] != lists[2] == lists[3] != lists[4]


def test_a_list_may_start_at_nought() -> None:
    assert [block.start for block in parse_text("0. a\n1. b")] == [0, 0]


def test_only_the_first_paragraph_of_an_item_carries_its_mark() -> None:
    blocks = parse_text("- a\n\n  b\n\n  - c\n\n  d\n- e")
    assert [(words((b,)), b.level, b.first) for b in blocks] == [
        ("a", 1, True),
        ("b", 1, False),
        ("c", 2, True),
        ("d", 1, False),
        ("e", 1, True),
    ]


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("**a** b", (Inline("a", bold=True), Inline(" b"))),
        ("*a* b", (Inline("a", italic=True), Inline(" b"))),
        ("_a_ b", (Inline("a", italic=True), Inline(" b"))),
        ("***a***", (Inline("a", bold=True, italic=True),)),
        ("**a *b***", (Inline("a ", bold=True), Inline("b", bold=True, italic=True))),
        ("**a __b__ c**", (Inline("a b c", bold=True),)),
        ("*a _b_ c*", (Inline("a b c", italic=True),)),
        ("a\\*b\\*", (Inline("a*b*"),)),
        ("fil_navn_her 3 * 4 * 5", (Inline("fil_navn_her 3 * 4 * 5"),)),
        ("[a](https://x.no)", (Inline("a", link="https://x.no"),)),
        ("[**a** b](https://x.no) c", (
            Inline("a", bold=True, link="https://x.no"), Inline(" b", link="https://x.no"), Inline(" c"),
        )),
        ("[](https://x.no)", (Inline("https://x.no", link="https://x.no"),)),
        ("<https://x.no/a>", (Inline("https://x.no/a", link="https://x.no/a"),)),
        ("[a](<vedlegg/å b (1).pdf>)", (Inline("a", link="vedlegg/%C3%A5%20b%20(1).pdf"),)),
        ("[a](../felles/b.pdf)", (Inline("a", link="../felles/b.pdf"),)),
        ("[a](mailto:a@x.no)", (Inline("a", link="mailto:a@x.no"),)),
    ],
)  # fmt: skip
def test_bold_italic_and_links(text: str, inlines: tuple[Inline, ...]) -> None:
    assert only(text) == inlines


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b> & <br> <!-- y -->",
        "&amp; &nbsp;",
        "`kode`",
        "```kode```",
        "| a | b |",
        "---",
        "[a](javascript:alert(1))",
        "[a]: https://x.no",
        "~~a~~",
        "{{ tittel }} {% if %}",
        "2022",
        "3.5 millioner",
        "kl. 09.00",
        "«a» – b",
        "www.x.no",
    ],
)
def test_everything_else_is_text(text: str) -> None:
    assert only(text) == (Inline(text),)


@pytest.mark.parametrize(
    "text",
    [
        "11. mars 2022 møtes vi.",
        "1. mai er fri.",
        "1.  Mai er fri.",
        "11. MARS",
        "  11. mars",
    ],
)
def test_a_date_at_the_start_of_a_line_is_no_list(text: str) -> None:
    assert [block.kind for block in parse_text(text)] == ["avsnitt"]
    assert words(parse_text(text)).split() == text.split()


def test_a_date_inside_a_paragraph_or_an_item_is_no_list() -> None:
    assert shape("Vi møtes\n1. mars igjen") == [("Vi møtes 1. mars igjen", "avsnitt", 0)]
    assert shape("- 11. mars\n- 20. mai") == [("11. mars", "punkt", 1), ("20. mai", "punkt", 1)]
    assert shape("1. 11. mars\n2. 20. mai") == [("11. mars", "nummer", 1), ("20. mai", "nummer", 1)]


def test_a_number_before_any_other_word_is_a_list() -> None:
    assert shape("11. marsjere") == [("marsjere", "nummer", 1)]
    assert parse_text("11. marsjere")[0].start == 11


@pytest.mark.parametrize(
    ("address", "target"),
    [("https://x.no/å", "https://x.no/å"), ("post@x.no", "mailto:post@x.no")],
)
def test_a_link_to_an_address_shows_it_unless_told_otherwise(address: str, target: str) -> None:
    assert link_to(address) == (Block((Inline(address, link=target),)),)
    assert link_to(address, "her") == (Block((Inline("her", link=target),)),)


@given(st.lists(st.sampled_from([*BREAKS, *SIGNS, "**ord", "«ord»", "ord, "]), max_size=30))
@example(["\n- ", "\n\n", "    ", "\n    "])
@example(["[", "](https://x.no)", "](https://x.no)"])
@example(["\n1. ", "\n11. mars "])
def test_no_word_is_lost_whatever_stands_between_them(between: list[str]) -> None:
    text = "".join(f"{mark}ord{number}å" for number, mark in enumerate(between))
    found = re.findall(r"ord\d+å", words(parse_text(text)))
    assert found == [f"ord{number}å" for number in range(len(between))]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_line_is_parsed_and_every_block_says_something(text: str) -> None:
    blocks = parse_text(text)
    assert all(block.words for block in blocks)
    assert blocks or not re.sub(r"[-*+\s\d.)\[\](#>]", "", text)  # an item or a link of nothing is nothing


TABLE = """\
| Tiltak | Kroner | Hvem | Hva |
|---|---|:-:|---|
| **Film** | 1 200,50 kr | A | 1 |
| Nett \\| trykk | – | [B](https://x.no) | to |
"""


def test_a_table_has_a_head_and_its_numbers_to_the_right() -> None:
    before, table, after = parse_text(f"Før\n\n{TABLE}\nEtter")
    assert (before.words, table.kind, after.words) == ("Før", "tabell", "Etter")
    assert table.rows[0] == tuple((Inline(word),) for word in ("Tiltak", "Kroner", "Hvem", "Hva"))
    assert table.rows[1][0] == (Inline("Film", bold=True),)
    assert table.rows[2][0] == (Inline("Nett | trykk"),)
    assert table.rows[2][2] == (Inline("B", link="https://x.no"),)
    assert table.sides == ("left", "right", "center", "left")
    assert table.words.splitlines()[1] == "Film – 1 200,50 kr – A – 1"


@pytest.mark.parametrize(
    ("cells", "side"),
    [
        (["1", "−2,5 %", "kr 100,–"], "right"),
        (["1 000", "–", ""], "right"),
        (["2,5 mill."], "right"),
        (["2022 og 2023"], "left"),
        (["–"], "left"),
        (["11. mars"], "left"),
    ],
)
def test_a_column_of_numbers_alone_stands_to_the_right(cells: list[str], side: str) -> None:
    (table,) = parse_text("| a |\n|---|\n" + "".join(f"| {cell} |\n" for cell in cells))
    assert table.sides == (side,)


def test_headings_count_from_one_and_leave_no_level_out() -> None:
    blocks = parse_text("### A\n\n##### B\n\nTekst\n\n#### C\n\n## D\n\n- # i listen")
    assert [(block.words, block.heading) for block in blocks] == [
        ("A", 1),
        ("B", 2),
        ("Tekst", 0),
        ("C", 2),
        ("D", 1),
        ("i listen", 0),
    ]


def test_a_quote_is_a_quote_and_a_list_in_it_a_list() -> None:
    assert shape("> a\n> b\n>\n> - c\n\nd") == [("a b", "sitat", 0), ("c", "punkt", 1), ("d", "avsnitt", 0)]


def test_words_from_word_mean_nothing() -> None:
    text = "# a\n\n> b\n\n| c |\n|---|\n| d |"
    assert [block.kind for block in written_text(text)] == ["avsnitt"] * 3
    assert words(written_text(text)).replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_no_level_of_a_list_is_too_deep() -> None:
    text = "\n".join(f"{'  ' * level}- nivå{level}" for level in range(40))
    assert [block.inlines[0].text for block in parse_text(text)] == [f"nivå{n}" for n in range(40)]
