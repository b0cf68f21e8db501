"""What a field says of itself, and each stroke of what is drawn for it."""

import re
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumentmaskin.bundle.cleaning.form_fields import field_of
from dokumentmaskin.bundle.cleaning.forms import flatten_forms
from dokumentmaskin.bundle.cleaning.tags import Tags
from dokumentmaskin.errors import Problem
from tests.bundle.form_pdf import COMB, MULTILINE, PUSH_BUTTON, RADIO, FormPaper, saved

EMPTY = pikepdf.new()
PASSWORD = 1 << 13
PLACE = (100, 600, 300, 620)


def flattened(form: FormPaper) -> tuple[pikepdf.Pdf, list[Problem]]:
    pdf = pikepdf.open(BytesIO(form.saved()))
    return pdf, list(flatten_forms(pdf, "a.pdf", Tags(pdf)))


def drawn(rect: tuple[float, ...] = PLACE, **entries: Any) -> bytes:
    """The appearance that a field of an untagged form gets."""
    form = FormPaper(tagged=False)
    form.add("felt", rect, **entries)
    pdf, _ = flattened(form)
    stream: Any = pdf.pages[0].obj.Resources.XObject.Felt1
    return bytes(stream.read_bytes())


def places(content: bytes) -> list[tuple[float, float]]:
    """Where each piece of text begins."""
    found = re.findall(rb"1 0 0 1 (\S+) (\S+) Tm", content)
    return [(float(x), float(y)) for x, y in found]


def sizes(content: bytes) -> set[float]:
    return {float(size) for size in re.findall(rb"(\S+) Tf", content)}


def lines(rect: tuple[float, ...], text: str, **entries: Any) -> list[str]:
    """The lines of a field as a reader sees them."""
    form = FormPaper(tagged=False)
    form.page.Contents = Array()
    form.add("felt", rect, FT=Name.Tx, V=String(text), **entries)
    page = pypdfium2.PdfDocument(saved(flattened(form)[0]))[0].get_textpage()
    return [line.strip() for line in str(page.get_text_range()).splitlines()]


# What it says


def nested(*names: Any, **entries: Any) -> Any:
    """A widget under nodes, its names from the outermost."""
    node: Any = None
    for name in names:
        own = EMPTY.make_indirect(Dictionary() if name is None else Dictionary(T=name))
        if node is not None:
            own.Parent = node
        node = own
    for key, value in entries.items():
        node[f"/{key}"] = value
    return node


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (["søker", "navn"], "søker.navn"),
        (["a", "b", "c"], "a.b.c"),
        (["a", None, "c"], "a.c"),
        (["a", 7, "c"], "a.c"),
        (["ett"], "ett"),
        ([None], ""),
        ([str(n) for n in range(40)], ".".join(str(n) for n in range(10, 40))),
    ],
)
def test_a_field_is_called_by_the_names_above_it(names: list[Any], name: str) -> None:
    widget = nested(*(String(one) if isinstance(one, str) else one for one in names))
    assert field_of(widget).name == name
    assert field_of(widget).label == name
    for said, label in ((String("Ditt navn"), "Ditt navn"), (String(""), name), (7, name)):
        widget.TU = said
        assert field_of(widget).label == label


@pytest.mark.parametrize(
    ("flags", "longest", "cells"),
    [
        (COMB, 1, 1),
        (COMB, 1000, 1000),
        (COMB, 1001, 0),
        (COMB, 0, 0),
        (COMB, -1, 0),
        (COMB, Name.Mange, 0),
        (COMB, True, 0),
        (0, 5, 0),
    ],
)
def test_a_comb_has_as_many_cells_as_it_says(flags: int, longest: Any, cells: int) -> None:
    widget = nested(String("a"), String("b"), FT=Name.Tx, Ff=flags)
    widget.Parent.MaxLen = longest
    assert field_of(widget).cells == cells
    widget.FT = Name.Ch
    assert field_of(widget).cells == 0


@pytest.mark.parametrize(
    ("kind", "flag", "which"),
    [
        ("Btn", PUSH_BUTTON, "is_push_button"),
        ("Btn", RADIO, "is_radio"),
        ("Tx", MULTILINE, "is_multiline"),
    ],
)
def test_a_flag_counts_for_its_own_kind_of_field(kind: str, flag: int, which: str) -> None:
    for one in ("Btn", "Tx", "Ch", "Sig"):
        for flags in (flag, ~flag & 0xFFFFF):
            field = field_of(Dictionary(FT=Name(f"/{one}"), Ff=flags))
            assert getattr(field, which) == (one == kind and flags == flag)


@pytest.mark.parametrize(
    ("flags", "unseen"), [(0, False), (4, False), (2, True), (32, True), (34, True), (1, False)]
)
def test_what_is_hidden_is_unseen(flags: int, *, unseen: bool) -> None:
    assert field_of(Dictionary(F=flags)).unseen == unseen


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ({"FT": Name.Tx, "V": String("a\r\nb\rc\nd")}, "a\nb\nc\nd"),
        ({"FT": Name.Tx, "V": Name.Ja}, "Ja"),
        ({"FT": Name.Tx, "V": 7}, ""),
        ({"FT": Name.Tx, "V": Array([String("a")])}, ""),
        ({"FT": Name.Tx, "Ff": PASSWORD, "V": String("hemmelig")}, "********"),
        ({"FT": Name.Ch, "Ff": PASSWORD, "V": String("åpent")}, "åpent"),
        ({"FT": Name.Ch, "V": Array([String("a"), String("c"), String("")])}, "Asker\nc"),
        ({"FT": Name.Tx, "V": String("a")}, "a"),
    ],
)
def test_a_value_is_read_as_the_form_shows_it(entries: dict[str, Any], text: str) -> None:
    options = Array([Array([String("a"), String("Asker")]), Array([String("b")]), String("c")])
    field = field_of(Dictionary({f"/{key}": value for key, value in entries.items()} | {"/Opt": options}))
    assert field.text == text
    assert field.has_value == bool(text)


def test_a_value_may_be_a_stream() -> None:
    pdf = pikepdf.new()
    assert field_of(Dictionary(FT=Name.Tx, V=pdf.make_stream(b"lang \xe5"))).text == "lang å"
    broken = pikepdf.Stream(pdf, b"no flate", Filter=Name.FlateDecode)
    assert field_of(Dictionary(FT=Name.Tx, V=broken)).text == ""


@pytest.mark.parametrize(
    ("entries", "is_on", "has_value"),
    [
        ({"AS": Name.Ja, "V": Name.Off}, True, True),
        ({"AS": Name.Off, "V": Name.Ja}, False, False),
        ({"V": Name.Ja}, True, True),
        ({"V": Name.Off}, False, False),
        ({"V": String("Ja")}, False, False),
        ({"AS": Name.Ja, "Ff": PUSH_BUTTON}, True, False),
    ],
)
def test_a_box_is_on_by_its_state_before_its_value(
    entries: dict[str, Any], *, is_on: bool, has_value: bool
) -> None:
    field = field_of(Dictionary({"/FT": Name.Btn} | {f"/{key}": value for key, value in entries.items()}))
    assert (field.is_on, field.has_value) == (is_on, has_value)


def test_a_signature_has_a_value_when_it_is_signed() -> None:
    assert field_of(Dictionary(FT=Name.Sig, V=Dictionary())).has_value
    assert not field_of(Dictionary(FT=Name.Sig)).has_value


# What is drawn


@pytest.mark.parametrize(
    ("looks", "frame"),
    [
        (Dictionary(BG=Array([1])), b"q 1 g 0 0 200 20 re f Q\n"),
        (Dictionary(BG=Array([1, 0, 0.5])), b"q 1 0 0.5 rg 0 0 200 20 re f Q\n"),
        (Dictionary(BC=Array([0, 0, 0, 1])), b"q 0 0 0 1 K 1 w 0.5 0.5 199 19 re S Q\n"),
        (Dictionary(BC=Array([0.5])), b"q 0.5 G 1 w 0.5 0.5 199 19 re S Q\n"),
        (Dictionary(BC=Array([1, 0, 0])), b"q 1 0 0 RG 1 w 0.5 0.5 199 19 re S Q\n"),
        (Dictionary(BG=Array([0, 0]), BC=Array([Name.Rart])), b""),
        (Dictionary(BG=Array()), b""),
        (Name.Rart, b""),
    ],
)
def test_a_frame_has_the_colours_that_it_asks_for(looks: Any, frame: bytes) -> None:
    content = drawn(FT=Name.Tx, V=String("a"), MK=looks)
    assert content.startswith(frame + b"/Tx BMC q BT 0 g\n")
    assert content.endswith(b"\nET Q EMC\n")


def test_a_tick_and_a_dot_are_drawn_in_the_middle() -> None:
    tick = drawn((0, 0, 40, 20), FT=Name.Btn, V=Name.Ja)
    assert tick == b"q 0 G 1 J 1 j 2.4 w 14 10 m 18.4 5 l 26 15.6 l S Q\n"
    dot = drawn((0, 0, 20, 40), FT=Name.Btn, Ff=RADIO, V=Name.Ja)
    assert dot == b"q 0 G 1 J 1 j 10 w 10 20 m 10 20 l S Q\n"


@pytest.mark.parametrize(
    ("style", "colour"),
    [
        ("/H 9 Tf 1 0 0 rg", b"1 0 0 rg"),
        ("0.5 g /H 9 Tf", b"0.5 g"),
        ("/H 9 Tf 0 0 0 1 k", b"0 0 0 1 k"),
        ("1 g 0 0 1 rg /H 9 Tf", b"0 0 1 rg"),
        ("/H 9 Tf", b"0 g"),
    ],
)
def test_a_text_has_the_colour_and_size_of_its_style(style: str, colour: bytes) -> None:
    content = drawn(FT=Name.Tx, V=String("a"), DA=String(style))
    assert content.startswith(b"/Tx BMC q BT " + colour + b"\n")
    assert sizes(content) == {9}


@pytest.mark.parametrize(
    ("height", "style", "size"),
    [
        (20, "/H 0 Tf", 12),  # seven tenths of its height, at most twelve
        (10, "/H 0 Tf", 7),
        (4, "/H 0 Tf", 3),
        (30, "/H 20 Tf", 20),
        (12, "/H 20 Tf", 12),  # which fits
        (20, "ingen", 12),
        (500, "/H 999 Tf", 144),
    ],
)
def test_a_line_is_as_large_as_it_may_be(height: float, style: str, size: float) -> None:
    content = drawn((100, 100, 500, 100 + height), FT=Name.Tx, V=String("a"), DA=String(style))
    assert sizes(content) == {size}
    ((x, y),) = places(content)
    assert x == 2
    assert y == pytest.approx(height / 2 - 0.35 * size, abs=0.001)


def test_a_line_stands_at_the_left_in_the_middle_or_at_the_right() -> None:
    (left, middle, right) = (places(drawn(FT=Name.Tx, V=String("Ord"), Q=where))[0][0] for where in (0, 1, 2))
    assert left == 2
    assert middle - left == pytest.approx(right - middle, abs=0.001)
    assert 150 < right < 198


def test_each_letter_stands_in_the_middle_of_its_cell() -> None:
    content = drawn(FT=Name.Tx, Ff=COMB, MaxLen=5, V=String("1 11"))
    xs = [x for x, _ in places(content)]
    assert len(xs) == 3
    assert [b - a for a, b in pairwise(xs)] == pytest.approx([80, 40])
    assert 40 * 0.3 < xs[0] < 40 * 0.5  # half a digit before the middle


def test_a_line_breaks_between_words_and_only_when_it_must() -> None:
    wide = (100, 500, 300, 620)
    text = "Et avsnitt med flere ord som ikke får plass på en linje\n\nog et til"
    assert lines(wide, text, Ff=MULTILINE, DA=String("/H 12 Tf")) == [
        "Et avsnitt med flere ord som ikke får",
        "plass på en linje",
        "og et til",
    ]
    assert lines((100, 600, 500, 620), "To\tlinjer\ni ett", DA=String("/H 12 Tf")) == ["To linjer i ett"]
    rows = places(drawn(wide, FT=Name.Tx, Ff=MULTILINE, V=String("a\nb\nc"), DA=String("/H 10 Tf")))
    assert [y for _, y in rows] == pytest.approx([120 - 2 - 9, 120 - 2 - 9 - 11.6, 120 - 2 - 9 - 23.2])
    assert {x for x, _ in rows} == {2}


def test_a_word_that_just_fits_stays_on_its_line() -> None:
    """The room is the width without its margins: two words break a hair below what they need."""
    probe = drawn((0, 0, 400, 40), FT=Name.Tx, Q=2, V=String("aa bb"), DA=String("/H 10 Tf"))
    need = 400 - 2 - places(probe)[0][0] + 4
    for width, count in ((need + 0.01, 1), (need - 0.01, 2)):
        content = drawn((0, 0, width, 90), FT=Name.Tx, Ff=MULTILINE, V=String("aa bb"), DA=String("/H 10 Tf"))
        assert len(places(content)) == count


@pytest.mark.parametrize(
    ("turned", "matrix", "box"),
    [
        (0, [1, 0, 0, 1, 0, 0], [0, 0, 200, 20]),
        (90, [0, 1, -1, 0, 200, 0], [0, 0, 20, 200]),
        (180, [-1, 0, 0, -1, 200, 20], [0, 0, 200, 20]),
        (270, [0, -1, 1, 0, 0, 20], [0, 0, 20, 200]),
        (Name.Rart, [1, 0, 0, 1, 0, 0], [0, 0, 200, 20]),
    ],
)
def test_a_turned_field_is_drawn_in_its_own_box(turned: Any, matrix: list[int], box: list[int]) -> None:
    form = FormPaper(tagged=False)
    form.add("felt", PLACE, FT=Name.Tx, V=String("a"), MK=Dictionary(R=turned))
    pdf, _ = flattened(form)
    stream: Any = pdf.pages[0].obj.Resources.XObject.Felt1
    assert [int(one) for one in stream.Matrix] == matrix
    assert [int(one) for one in stream.BBox] == box


# What becomes of the form


def test_a_form_object_gets_a_name_that_is_free_and_resources_of_its_own() -> None:
    form = FormPaper(tagged=False)
    other = form.drawn(b"")
    shared = form.pdf.make_indirect(Dictionary(XObject=Dictionary(Felt2=other)))
    form.page.Resources = shared
    form.add("a", PLACE, FT=Name.Tx, V=String("a"))
    form.add("b", (100, 500, 300, 520), FT=Name.Tx, V=String("b"))
    pdf, _ = flattened(form)
    assert sorted(pdf.pages[0].obj.Resources.XObject.keys()) == ["/Felt2", "/Felt3", "/Felt4"]


def test_a_hidden_layer_holds_its_field_too_and_old_keys_go() -> None:
    form = FormPaper(tagged=False)
    group = form.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("lag")))
    look = form.drawn(b"0 0 9 9 re f")
    look.StructParents = 3
    form.add("a", PLACE, FT=Name.Tx, AP=Dictionary(N=look), OC=group)
    pdf, _ = flattened(form)
    stream: Any = pdf.pages[0].obj.Resources.XObject.Felt1
    assert stream.OC.Name == "lag"
    assert "/StructParents" not in stream


def test_notes_count_and_name_what_is_different() -> None:
    form = FormPaper(tagged=False)
    for number in range(7):
        form.add(f"s{number}", PLACE, FT=Name.Tx, V=String("x"), F=2)
    form.add("tomt", PLACE, FT=Name.Tx, F=2)
    for number in range(2):
        form.add(f"k{number}", PLACE, FT=Name.Btn, Ff=PUSH_BUTTON)
        form.add(f"t{number}", PLACE, FT=Name.Tx)
        form.add(f"u{number}", PLACE, FT=Name.Sig, V=Dictionary(Type=Name.Sig))
    notes = {note.code: note.message for note in flattened(form)[1]}
    assert notes["skjema-flatet"].startswith("4 skjemafelt er gjort om")
    assert notes["skjemaknapp-fjernet"] == "2 knapper i skjemaet er fjernet."
    assert "«Felt s4» og 2 til. " in notes["skjult-felt-fjernet"]
    assert "«Felt s5»" not in notes["skjult-felt-fjernet"]
    assert notes["signatur-ugyldig"].startswith("PDF-en har 2 digitale signaturer.")


def test_notes_of_one_are_in_the_singular() -> None:
    form = FormPaper(tagged=False)
    form.add("s", PLACE, FT=Name.Tx, V=String("x"), F=2)
    form.add("k", PLACE, FT=Name.Btn, Ff=PUSH_BUTTON)
    form.add("u", PLACE, FT=Name.Sig, V=Dictionary(Type=Name.Sig))
    notes = {note.code: note.message for note in flattened(form)[1]}
    assert notes["skjema-flatet"].startswith("Et skjemafelt er gjort om")
    assert notes["skjemaknapp-fjernet"] == "En knapp i skjemaet er fjernet."
    assert "ikke vises: «Felt s». " in notes["skjult-felt-fjernet"]
    assert notes["signatur-ugyldig"].startswith("PDF-en har en digital signatur.")
