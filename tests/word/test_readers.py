"""Every reader of a Word file sees the same text: the check of a PDF, the minutes, the merge, the traces."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

from dokumentmaskin.pdf.engines.builtin import engine_copy
from dokumentmaskin.pdf.engines.officecopy import office_copy
from dokumentmaskin.pdf.finish import read_properties
from dokumentmaskin.pdf.verify import undescribed_pictures
from dokumentmaskin.word import Line, Package, Table, document_text, open_word, read_contents
from dokumentmaskin.word.inventory import read_inventory
from dokumentmaskin.word.merge import merge, same_content
from dokumentmaskin.word.merge.sides import Side
from dokumentmaskin.word.traces import accepted, find_traces
from tests.word import tracked
from tests.word.building import moved
from tests.word.tracked import box, cell, core, docx, heading, ins, notes, p, run, table

WORD: Final = "hemmelig"


def checked(data: bytes) -> bool:
    return WORD in document_text(data).body


def read(data: bytes) -> bool:
    return any(WORD in line.text for line in _lines(data))


def _lines(data: bytes) -> Iterator[Line]:
    for block in read_contents(open_word(data, "referat.docx")).body:
        if isinstance(block, Table):
            yield from (line for row in block.rows for cell in row.cells.values() for line in cell.lines)
        else:
            yield block


def merged(data: bytes) -> bool:
    """Whether the merge knows the text as one that is not hidden."""
    said = [_pieces(block.content) for block in Side(data).blocks]
    return any(WORD in text and "skjult" not in marks for pieces in said for text, marks in pieces)


def _pieces(content: Any) -> list[tuple[str, frozenset[str]]]:
    if content[0] == "p":
        return list(content[2])
    return [piece for part in content[1] for piece in _pieces(part)]


def untraced(data: bytes) -> bool:
    return not any(trace.kind == "skjult" and WORD in trace.text for trace in find_traces(data).text)


READERS: Final = (checked, read, merged, untraced)
reader = pytest.mark.parametrize("shows", READERS, ids=lambda each: each.__name__)


def style(kind: str, name: str, looks: str = "", *, based: str = "", default: str = "") -> str:
    first = f' w:default="{default}"' if default else ""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"{first}><w:name w:val="{name}"/>{on}'
        f"<w:rPr>{looks}</w:rPr></w:style>"
    )


VANISH: Final = "<w:vanish/>"
SHOWN: Final = '<w:vanish w:val="0"/>'
STYLES: Final = "".join(
    (
        style("paragraph", "Normal", default="1"),
        style("paragraph", "Notat", VANISH),
        style("paragraph", "Undernotat", based="Notat"),
        style("paragraph", "Vises", SHOWN, based="Notat"),
        style("paragraph", "Rundt", VANISH, based="Rundt"),
        style("character", "Skjult", VANISH),
        style("character", "Barn", based="Skjult"),
        style("character", "Barnebarn", SHOWN, based="Barn"),
        style("character", "Nettskjult", "<w:webHidden/>"),
        style("table", "Skjultabell", VANISH),
    )
)


def styled(*blocks: str, styles: str = STYLES) -> bytes:
    return docx(*blocks, parts={"styles": f"<w:styles {tracked.NAMESPACES}>{styles}</w:styles>"})


def named(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


def in_table(content: str, name: str = "Skjultabell") -> str:
    look = f'<w:tblPr><w:tblStyle w:val="{name}"/>'
    return table(f"<w:tr>{cell(content)}</w:tr>").replace("<w:tblPr>", look)


@reader
@pytest.mark.parametrize(
    ("block", "is_shown"),
    [
        (p(run(WORD)), True),
        (p(run(WORD, VANISH)), False),
        (p(run(WORD, "<w:webHidden/>")), True),
        (p(run(WORD, named("Nettskjult"))), True),
        (p(run(WORD, named("Skjult"))), False),
        (p(run(WORD, named("Barn"))), False),
        (p(run(WORD, named("Barnebarn"))), True),
        (p(run(WORD, named("Finnes-ikke"))), True),
        (p(run(WORD, named("Notat"))), True),  # a paragraph's style is none of a run
        (p(run(WORD, named("Skjult") + SHOWN)), True),
        (p(run(WORD), style="Notat"), False),
        (p(run(WORD), style="Undernotat"), False),
        (p(run(WORD), style="Vises"), True),
        (p(run(WORD), style="Rundt"), False),
        (p(run(WORD, SHOWN), style="Notat"), True),
        # Two styles that both hide switch each other off (17.7.3).
        (p(run(WORD, named("Skjult")), style="Notat"), True),
        (p(run(WORD, named("Barn")), style="Undernotat"), True),
        (in_table(p(run(WORD))), False),
        (in_table(p(run(WORD), style="Notat")), True),
        (in_table(p(run(WORD, named("Skjult")), style="Notat")), False),
        (in_table(p(run(WORD)), name="Finnes-ikke"), True),
        (p(run(WORD), mark=VANISH), True),  # the paragraph's mark alone
        (p(f'<w:hyperlink w:anchor="a">{run(WORD, VANISH)}</w:hyperlink>'), False),
        (p(f"<w:ins {tracked.by()}>{run(WORD, named('Barn'))}</w:ins>"), False),
    ],
)
def test_what_hides_a_text_hides_it_from_all(
    block: str, shows: Callable[[bytes], bool], *, is_shown: bool
) -> None:
    assert shows(styled(block)) is is_shown


@reader
@pytest.mark.parametrize("value", ["0", "false", "off", "none"])
def test_a_switch_that_says_no_is_off(value: str, shows: Callable[[bytes], bool]) -> None:
    off = f'<w:vanish w:val="{value}"/>'
    styles = style("character", "Av", off) + style("paragraph", "Notat", VANISH)
    assert shows(styled(p(run(WORD, off)), styles=styles))
    assert shows(styled(p(run(WORD, off), style="Notat"), styles=styles))
    assert shows(styled(p(run(WORD, named("Av"))), styles=styles))


@reader
@pytest.mark.parametrize("value", ["1", "true", "on"])
def test_a_switch_that_says_yes_is_on(value: str, shows: Callable[[bytes], bool]) -> None:
    on = f'<w:vanish w:val="{value}"/>'
    styles = style("character", "På", on) + style("paragraph", "Normal", default=value)
    assert not shows(styled(p(run(WORD, on)), styles=styles))
    assert not shows(styled(p(run(WORD, named("På"))), styles=styles))


@reader
@pytest.mark.parametrize("default", ["1", "true", "on"])
def test_the_default_style_sets_paragraphs_that_name_none_or_one_that_is_not_there(
    default: str, shows: Callable[[bytes], bool]
) -> None:
    styles = style("paragraph", "Notat", VANISH, default=default) + style("paragraph", "Vist")
    assert not shows(styled(p(run(WORD)), styles=styles))
    assert not shows(styled(p(run(WORD), style="Finnes-ikke"), styles=styles))
    assert shows(styled(p(run(WORD), style="Vist"), styles=styles))


@reader
@pytest.mark.parametrize(("kind", "default"), [("character", "1"), ("paragraph", "0"), ("paragraph", "")])
def test_another_style_is_no_default(kind: str, default: str, shows: Callable[[bytes], bool]) -> None:
    styles = style("paragraph", "Vist", default="1") + style(kind, "Notat", VANISH, default=default)
    assert shows(styled(p(run(WORD)), styles=styles)) is (kind == "paragraph")


@reader
def test_defaults_of_the_document_hide_all_but_what_is_shown_at_the_text(
    shows: Callable[[bytes], bool],
) -> None:
    styles = f"<w:docDefaults><w:rPrDefault><w:rPr>{VANISH}</w:rPr></w:rPrDefault></w:docDefaults>{STYLES}"
    assert not shows(styled(p(run(WORD)), styles=styles))
    assert not shows(styled(p(run(WORD), style="Notat"), styles=styles))
    assert shows(styled(p(run(WORD, SHOWN)), styles=styles))


HIDDEN_BOX: Final = box(p(run(WORD))).replace('descr="Boks"', 'descr="Boks" hidden="{}"')


@pytest.mark.parametrize(("value", "is_shown"), [("1", False), ("true", False), ("0", True), ("false", True)])
def test_a_hidden_figure_hides_its_words(value: str, *, is_shown: bool) -> None:
    data = docx(p(run("tekst"), HIDDEN_BOX.format(value)))
    assert (checked(data), merged(data), untraced(data)) == (is_shown, is_shown, is_shown)
    # The minutes say only that there is something to look for.
    assert [line.elsewhere for line in _lines(data)] == (["en tekstboks"] if is_shown else [""])


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(text: str, *result: str) -> str:
    shown = mark("separate") + "".join(result) if result else ""
    return f"{mark('begin')}{code(text)}{shown}{mark('end')}"


ENTRY = f'<w:listEntry w:val="{WORD}"/>'


def asked(data: str, *result: str) -> str:
    """A field of an old form, which shows what it says by itself, and no result."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    kind = "FORMCHECKBOX" if "checkBox" in data else "FORMDROPDOWN" if "ddList" in data else "FORMTEXT"
    return begin + code(f" {kind} ") + mark("separate") + "".join(result) + mark("end")


def simple(text: str, *result: str) -> str:
    return f'<w:fldSimple w:instr="{text}">{"".join(result)}</w:fldSimple>'


@pytest.mark.parametrize("shows", [checked, read, merged], ids=lambda each: each.__name__)
@pytest.mark.parametrize(
    ("content", "is_shown"),
    [
        (field(" REF a ", run(WORD)), True),
        (simple("REF a", run(WORD)), True),
        (field(f" REF {WORD} ", run("annet")), False),
        (field(f" REF {WORD} "), False),
        (field(' HYPERLINK "a" ', run("en "), run(WORD)), True),
        (mark("begin") + code("IF ") + run(WORD) + mark("separate") + run("b") + mark("end"), False),
        # A result inside the code of another field is code.
        (mark("begin") + code("IF ") + field("REF a", run(WORD)) + mark("end"), False),
        # A result inside a result is shown.
        (field("TOC", field("REF a", run(WORD))), True),
        # One that never ends hides nothing.
        (mark("begin") + code(" IF 1 ") + run(WORD), True),
        (mark("begin") + code(" IF 1 ") + mark("separate") + run(WORD), True),
        (mark("begin") + code("IF ") + run("a ") + field(" REF a ", run(WORD)), True),
        # Nor does an end, or a result, without a beginning.
        (mark("end") + run(WORD), True),
        (mark("separate") + run(WORD), True),
        (code(WORD), False),
        (field(f" MACROBUTTON Ingen {WORD} "), True),
        (field(f" gotobutton Ingen {WORD} "), True),
        (simple(f"MACROBUTTON Ingen {WORD}"), True),
        (field(f" MACROBUTTON {WORD} "), False),
        (field(f" MACROBUTTON Ingen {WORD} ", run("annet")), False),
        (mark("begin") + code("IF ") + field(f" MACROBUTTON Ingen {WORD} ") + mark("end"), False),
        (asked(f'<w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/>{ENTRY}</w:ddList>'), True),
        (asked(f'<w:ddList><w:result w:val="0"/><w:listEntry w:val="a"/>{ENTRY}</w:ddList>'), False),
        (asked("<w:checkBox/>", run(WORD)), False),
    ],
)  # fmt: skip
def test_fields_show_the_same_to_all(content: str, shows: Callable[[bytes], bool], *, is_shown: bool) -> None:
    assert shows(docx(p(run("før "), content, run(" etter")))) is is_shown


@pytest.mark.parametrize("shows", [checked, read, merged], ids=lambda each: each.__name__)
def test_the_code_of_a_field_may_go_on_in_the_next_paragraph(shows: Callable[[bytes], bool]) -> None:
    blocks = p(mark("begin"), code("IF ")), p(field("REF a", run(WORD))), p(mark("separate"), mark("end"))
    assert not shows(docx(*blocks))
    assert shows(docx(*blocks, p(run(WORD))))


@pytest.mark.parametrize("written", [field, simple])
@pytest.mark.parametrize(
    ("kind", "of_pages"),
    [("PAGE", True), ("NUMPAGES", True), ("SEQ a", True), ("STYLEREF b", True)]
    + [(kind, False) for kind in ("DATE", " filename \\p ", "NUMWORDS", "SAVEDATE")],
)
def test_what_is_worked_out_anew_is_shown_and_no_edit(
    kind: str, written: Callable[..., str], *, of_pages: bool
) -> None:
    one, other = (docx(p(run("Fil: "), written(kind, run(text)))) for text in (WORD, "annet"))
    assert document_text(one).body == (("Fil:",) if of_pages else ("Fil:", WORD))  # what can be looked for
    assert read(one)
    assert same_content(one, other)  # no edit of a person's
    assert not same_content(one, docx(p(run("Fil: "))))
    assert not same_content(one, docx(p(run("Fil: "), written("AUTHOR", run(WORD)))))


@pytest.mark.parametrize(
    "edit",
    [field(" MACROBUTTON Ingen Oslo betaler "), mark("begin") + code(" IF 1 ") + run("Oslo betaler")],
)
def test_a_button_and_what_follows_an_open_field_are_edits(edit: str) -> None:
    base, theirs = (
        docx(heading("Sak 1"), p(run("Tekst"))),
        docx(heading("Sak 1"), p(run("Tekst"), run(" nå"))),
    )
    mine = docx(heading("Sak 1"), p(run("Tekst")), p(edit))
    assert not same_content(base, mine)
    assert b"Oslo betaler" in tracked.part(merge(base, mine, theirs).data, "word/document.xml")


@reader
def test_the_main_part_is_found_by_its_relationship(shows: Callable[[bytes], bool]) -> None:
    assert shows(moved(docx(p(run(WORD)))))
    assert not shows(moved(styled(p(run(WORD), style="Undernotat"))))


def test_traces_and_what_is_accepted_are_found_in_it() -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    data = moved(
        docx(
            p(run("a"), ins("ny"), reference), parts={**notes("footnote", run("note")), **tracked.comments()}
        )
    )
    assert [trace.kind for trace in find_traces(data).text] == ["innsatt"]
    assert document_text(accepted(data)).body == ("any", "note")


def test_a_merge_is_built_in_it() -> None:
    base, theirs = docx(heading("Sak 1"), p(run("Tekst"))), docx(heading("Sak 1"), p(run("Ny tekst")))
    mine = moved(docx(heading("Sak 1"), p(run("Tekst")), p(run("Mitt"))))
    assert same_content(base, moved(base))
    assert document_text(merge(base, mine, theirs).data).body == ("Sak", "1", "Ny", "tekst", "Mitt")


def test_properties_are_read_of_it() -> None:
    data = moved(docx(p(run("a")), parts={"core": core(title="Referat")}))
    assert read_properties(data).title == "Referat"


def test_the_copies_for_the_engines_are_made_of_it() -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    assert "☑" in tracked.part(office_copy(moved(docx(p(sign)))), "word/document2.xml").decode()
    long = "menneskerettighetsorganisasjonsmedlem" * 3
    copied = engine_copy(moved(docx(in_table(p(run(long)))))).docx
    assert tracked.part(copied, "word/document2.xml").count(b"<w:t") > 1 + copied.count(long.encode())


def test_a_picture_without_a_description_is_found_in_it() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Logo"{}/><a:graphic xmlns:a="a"><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    shown = {
        about: len(undescribed_pictures(read_inventory(Package(moved(docx(p(picture.format(about))))))))
        for about in ("", ' descr=" "', ' descr="Logo"', ' hidden="1"', ' hidden="on"', ' hidden="0"')
    }
    assert shown == {
        "": 1, ' descr=" "': 1, ' descr="Logo"': 0, ' hidden="1"': 0, ' hidden="on"': 0, ' hidden="0"': 1,
    }  # fmt: skip
