"""A web page is read by its structure: what is shown is there once, and what is not shown is not."""

import pytest

from dokumentmaskin.document import Block, Inline
from dokumentmaskin.pdf.papers.htmlparts import html_parts, inner_parts, page_bytes, page_words
from dokumentmaskin.pdf.papers.textparts import Code, Heading, Part, Table, Text


def words(part: Part) -> object:
    match part:
        case Heading(inlines, level):
            return level, "".join(one.text for one in inlines)
        case Text(blocks):
            return [(one.kind, one.level, one.first, "".join(i.text for i in one.inlines)) for one in blocks]
        case Code(lines):
            return lines
        case Table(rows):
            return [["".join(one.text for one in cell) for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>En\n to<p>Tre<br>fire", [[("avsnitt", 0, True, "En to"), ("avsnitt", 0, True, "Tre\nfire")]]),
        ("<ul><li>a<ol><li>b</ol><li>c<p>d</ul>e", [
            [("punkt", 1, True, "a"), ("nummer", 2, True, "b"), ("punkt", 1, True, "c"),
             ("punkt", 1, False, "d"), ("avsnitt", 0, True, "e")]]),
        ("<table><tr><th>A<th>B<tr><td>1<td><p>2<p>3<tr><td>4</table>",
         [[["A", "B"], ["1", "2\n3"], ["4", ""]]]),
        ("<table><tr><td>a<td>b</table>", [[("avsnitt", 0, True, "a"), ("avsnitt", 0, True, "b")]]),
        ("<pre>a\n  b</pre>", ["a\n  b"]),
        ("<h2>To</h2>x", [(2, "To"), [("avsnitt", 0, True, "x")]]),
        ("<input value=svar><input type=checkbox checked>ja<input type=hidden value=X><input type=radio>nei",
         [[("avsnitt", 0, True, "svar ☒ ja☐ nei")]]),
        ('<script>X</script><style>X</style><p hidden>X</p><i style="Display : none">X<p>X</i><!-- X -->a',
         [[("avsnitt", 0, True, "a")]]),
        ("</p></ul></b>a &amp; b", [[("avsnitt", 0, True, "a & b")]]),
    ],
)  # fmt: skip
def test_a_page_is_its_parts(page: str, said: list[object]) -> None:
    assert [words(part) for part in inner_parts(page)[0]] == said


def test_looks_and_links_of_the_web_stay() -> None:
    page = "a <b>b</b> <a href='https://a.no'>c</a> <a href='java&#115;cript:x'>d</a> <a href=fil.pdf>e</a>"
    (part,) = inner_parts(page)[0]
    assert part == Text(
        (
            Block(
                (
                    Inline("a "),
                    Inline("b", bold=True),
                    Inline(" "),
                    Inline("c", link="https://a.no"),
                    Inline(" "),
                    Inline("d"),
                    Inline(" "),
                    Inline("e"),
                )
            ),
        )
    )


def test_pictures_are_left_out_and_named() -> None:
    parts, pictures = html_parts(
        "<h1>Tittel</h1><img src=a.png alt='Et kart'><img src=b.png><img alt=''>", "T"
    )
    assert pictures == ("Et kart", "b.png")
    assert words(parts[-1]) == [("avsnitt", 0, True, "(Bilde: Et kart)(Bilde)")]


def test_the_encoding_that_a_page_says_is_believed() -> None:
    page = '<meta http-equiv="x" content="text/html; charset=iso-8859-2">ł'
    assert "ł" in page_words(page_bytes(page.encode("iso-8859-2")).decode())
    assert page_bytes(b"<meta charset=finnes-ikke>\xf8") == b"<meta charset=finnes-ikke>\xf8"
