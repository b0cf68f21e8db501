"""A paper that goes public does nothing by itself and hides nothing, and what went is told of."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from dokumentmaskin.bundle.cleaning.clean import clean
from dokumentmaskin.bundle.intake.opening import open_source
from dokumentmaskin.bundle.structure import elements, kids
from dokumentmaskin.errors import AttachmentError, Problem
from dokumentmaskin.pdf.verify.check import passes
from tests.bundle.form_pdf import FormPaper, saved
from tests.profiles import examples

NAME = "vedlegg/notat.pdf"


def cleaned(paper: FormPaper, *, keep: bool = False) -> tuple[pikepdf.Pdf, dict[str, Problem]]:
    opened = open_source(paper.saved(), NAME)
    notes = clean(opened.pdf, NAME, keep_annotations=keep)
    assert all(note.place is not None and note.place.path == NAME for note in notes)
    assert len({note.code for note in notes}) == len(notes)
    return pikepdf.open(BytesIO(saved(opened.pdf))), {note.code: note for note in notes}


def script(after: Any = None) -> Dictionary:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert('hei')"))
    if after is not None:
        action.Next = after
    return action


def annotate(paper: FormPaper, kind: str, **entries: Any) -> Any:
    place = Array([100, 100, 200, 120])
    common = {"/Type": Name.Annot, "/Subtype": Name(f"/{kind}"), "/Rect": place, "/Contents": String("æ")}
    added = paper.pdf.make_indirect(Dictionary(common | {f"/{key}": value for key, value in entries.items()}))
    paper.page.Annots.append(added)
    return added


def file_in(paper: FormPaper, name: str) -> Any:
    content = paper.pdf.make_stream(b"HEMMELIG", {"/Type": Name.EmbeddedFile})
    return paper.pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=content))
    )


def test_an_ordinary_paper_needs_nothing() -> None:
    assert cleaned(FormPaper())[1] == {}


def test_scripts_go_wherever_they_hang() -> None:
    paper = FormPaper()
    root, page = paper.pdf.Root, paper.page
    root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), script(), String("b"), script()]))
    )
    root.OpenAction = script(script())
    root.AA, page.AA = Dictionary(WC=script()), Dictionary(O=script())
    annotate(paper, "Link", A=script(), AA=Dictionary(E=script()))
    annotate(paper, "Link", A=Dictionary(S=Name.URI, URI=String(" Java\nScript:alert(1)")))
    paper.add("felt", (200, 640, 400, 660), FT=Name.Tx, AA=Dictionary(K=script(), F=script()))
    item = paper.pdf.make_indirect(Dictionary(Title=String("x"), A=script()))
    root.Outlines = paper.pdf.make_indirect(Dictionary(First=item, Last=item))
    pdf, notes = cleaned(paper)
    assert "(JavaScript) (12)" in notes["skript-fjernet"].message
    data = saved(pdf)
    assert b"app.alert" not in data
    assert not any("JavaScript" in repr(thing) for thing in pdf.objects)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("Launch", "programstart-fjernet"),
        ("SubmitForm", "skjemahandling-fjernet"),
        ("ImportData", "skjemahandling-fjernet"),
        ("ResetForm", "skjemahandling-fjernet"),
        ("Rendition", "mediehandling-fjernet"),
        ("Sound", "mediehandling-fjernet"),
        ("Hide", "handling-fjernet"),
        ("SetOCGState", "handling-fjernet"),
        ("GoToE", "handling-fjernet"),
        ("NoeNytt", "handling-fjernet"),
    ],
)
def test_other_actions_go_too(kind: str, code: str) -> None:
    paper = FormPaper()
    annotate(paper, "Link", A=Dictionary(S=Name(f"/{kind}")))
    pdf, notes = cleaned(paper)
    assert list(notes) == [code]
    assert "/A" not in pdf.pages[0].obj.Annots[0]


def test_links_stay_without_what_follows_them() -> None:
    paper = FormPaper()
    to_file = Dictionary(S=Name.GoToR, F=String("annet.pdf"))
    actions = [
        Dictionary(S=Name.URI, URI=String("https://osloregionen.no/")),
        Dictionary(S=Name.URI, URI=String("file:///C:/annet.pdf"), Next=script()),
        Dictionary(S=Name.GoTo, D=String("sted"), Next=Dictionary(S=Name.Hide)),
        Dictionary(S=Name.Named, N=Name.NextPage),
        script(Array([script(), to_file])),
    ]
    for action in actions:
        annotate(paper, "Link", A=action)
    pdf, notes = cleaned(paper)
    left = [str(link.A.S) for link in pdf.pages[0].obj.Annots]
    assert left == ["/URI", "/URI", "/GoTo", "/Named", "/GoToR"]
    assert not any("/Next" in link.A for link in pdf.pages[0].obj.Annots)
    assert "(3)" in notes["skript-fjernet"].message


def test_a_chain_is_followed_so_far_and_goes_whole() -> None:
    """Of many actions that each lead to all of them, and that many links share."""
    paper = FormPaper()
    following = paper.pdf.make_indirect(Array([paper.pdf.make_indirect(script()) for _ in range(300)]))
    for action in list(following):
        action.Next = following
    for _ in range(3):
        annotate(paper, "Link", A=following[0])
    pdf, notes = cleaned(paper)
    assert "(JavaScript) (297)" in notes["skript-fjernet"].message  # the list counts as one of a hundred
    assert b"app.alert" not in saved(pdf)


@pytest.mark.parametrize("plain", [Array(), Dictionary(S=Name.GoTo, D=String("x"))])
def test_a_plain_opening_place_goes_without_a_word(plain: Any) -> None:
    paper = FormPaper()
    paper.pdf.Root.OpenAction = plain
    pdf, notes = cleaned(paper)
    assert "/OpenAction" not in pdf.Root
    assert notes == {}


def test_files_inside_go_and_are_named() -> None:
    paper = FormPaper()
    tree = Dictionary(Names=Array([String("a"), file_in(paper, "budsjett æ.xlsx")]))
    paper.pdf.Root.Names = Dictionary(EmbeddedFiles=tree)
    paper.page.AF = Array([file_in(paper, "kilde.docx")])
    annotate(paper, "FileAttachment", FS=file_in(paper, "kommentar.msg"))
    paper.pdf.Root.Collection = Dictionary(View=Name.T)
    pdf, notes = cleaned(paper, keep=True)
    assert list(notes) == ["innfelt-fil-fjernet", "skjulte-data-fjernet"]
    for name in ("3 filer", "«budsjett æ.xlsx»", "«kilde.docx»", "«kommentar.msg»"):
        assert name in notes["innfelt-fil-fjernet"].message
    assert not any(isinstance(o, Dictionary) and "/EF" in o for o in pdf.objects)
    assert "/Collection" not in pdf.Root


def test_media_go_even_when_comments_are_kept() -> None:
    paper = FormPaper()
    for kind in ("Screen", "Movie", "Sound", "RichMedia", "3D", "Text"):
        annotate(paper, kind)
    pdf, notes = cleaned(paper, keep=True)
    assert list(notes) == ["medier-fjernet"]
    assert "(5)" in notes["medier-fjernet"].message
    assert [str(one.Subtype) for one in pdf.pages[0].obj.Annots] == ["/Text"]


def test_comments_go_or_stay_and_links_always_stay() -> None:
    paper = FormPaper()
    for kind in ("Text", "Highlight", "Stamp", "Popup", "Link"):
        annotate(paper, kind)
    pdf, notes = cleaned(paper)
    assert "3 merknader" in notes["merknader-fjernet"].message
    assert [str(one.Subtype) for one in pdf.pages[0].obj.Annots] == ["/Link"]
    pdf, notes = cleaned(paper, keep=True)
    assert notes == {}
    assert len(pdf.pages[0].obj.Annots) == 5


def test_no_element_refers_to_what_is_gone() -> None:
    paper = FormPaper()
    note, highlight = annotate(paper, "Text"), annotate(paper, "Highlight")
    paper.hold(note, Name.Annot)
    paper.hold(highlight, Name.Span)
    paper.hold(annotate(paper, "Stamp"), Name.TD)
    forgotten = paper.pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text))
    paper.hold(forgotten, Name.Annot)
    before = len(list(elements(paper.pdf.Root.StructTreeRoot)))
    pdf, _ = cleaned(paper)
    left = list(elements(pdf.Root.StructTreeRoot))
    assert len(left) == before - 3  # an empty cell is still a cell
    assert not any(isinstance(kid, Dictionary) and "/Obj" in kid for e in left for kid in kids(e))
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    assert all(isinstance(owner, Array) or owner.get("/S") == "/Annot" for owner in parents.values())
    assert len(pdf.Root.StructTreeRoot.ParentTree.Nums) < 6


def test_a_tagged_paper_with_comments_keeps_pdf_ua() -> None:
    paper = FormPaper()
    paper.hold(annotate(paper, "Text"), Name.Annot)
    assert passes(paper.saved(), "ua1")
    assert passes(saved(cleaned(paper)[0]), "ua1")


@pytest.mark.parametrize("keep", [True, False])
def test_redactions_that_were_not_carried_out_are_told_of(*, keep: bool) -> None:
    paper = FormPaper()
    annotate(paper, "Redact")
    note = cleaned(paper, keep=keep)[1]["sladding-ikke-utfort"]
    assert "side 1 er merket for sladding" in note.message
    assert "fortsatt i filen" in note.message


@pytest.mark.parametrize("base", ["ON", "OFF"])
def test_hidden_layers_are_named(base: str) -> None:
    paper = FormPaper()
    shown, hidden = (
        paper.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("vist", "utkast")
    )
    default = Dictionary(BaseState=Name(f"/{base}"))
    default[f"/{'OFF' if base == 'ON' else 'ON'}"] = Array([hidden if base == "ON" else shown])
    paper.pdf.Root.OCProperties = Dictionary(OCGs=Array([shown, hidden]), D=default)
    message = cleaned(paper)[1]["skjult-lag"].message
    assert "«utkast»" in message
    assert "vist" not in message


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"keep_rgb": True}])
def test_pictures_lose_what_a_camera_wrote_in_them_and_look_the_same(options: dict[str, bool]) -> None:
    exif, with_more, plain = Image.Exif(), BytesIO(), BytesIO()
    exif[0x13B], exif[0x8825] = "HEMMELIG", {1: "N", 2: (59.0, 55.0, 0.0)}
    drawing = Image.merge("RGB", [*map(Image.linear_gradient, "LL"), Image.radial_gradient("L")])
    drawing.save(with_more, "JPEG", exif=exif, comment=b"HEMMELIG", **options)
    drawing.save(plain, "JPEG", **options)
    paper = FormPaper()
    picture = paper.pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=256, Height=256)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
    picture.write(with_more.getvalue(), filter=Name.DCTDecode)
    cut = paper.pdf.make_stream(b"ikke noe bilde", Filter=Name.DCTDecode)
    paper.page.Resources.XObject = Dictionary({"/Kart": picture, "/Kuttet": cut})
    pdf, notes = cleaned(paper)
    assert [code for code in notes if "skjulte" in code] == ["skjulte-data-fjernet"]
    shown = pdf.pages[0].obj.Resources.XObject
    assert b"HEMMELIG" not in shown.Kart.read_raw_bytes()
    map_ = shown.Kart
    assert isinstance(map_, pikepdf.Stream)
    assert pikepdf.PdfImage(map_).as_pil_image().tobytes() == Image.open(plain).tobytes()
    assert shown.Kuttet.read_raw_bytes() == b"ikke noe bilde"


def test_a_jpeg_2000_loses_it_too_and_looks_the_same() -> None:
    drawing = Image.merge("RGB", [*map(Image.linear_gradient, "LL"), Image.radial_gradient("L")])
    target = BytesIO()
    drawing.save(target, "JPEG2000", comment="HEMMELIG")
    boxed = target.getvalue()
    xml = b"<x>HEMMELIG</x>"
    with_more = boxed + (len(xml) + 8).to_bytes(4, "big") + b"xml " + xml
    alone = boxed[boxed.index(b"\xff\x4f\xff\x51") :]
    for data in (with_more, alone):
        paper = FormPaper()
        picture = paper.pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=256, Height=256)
        picture.write(data, filter=Name.JPXDecode)
        broken = paper.pdf.make_stream(with_more[:-3], Filter=Name.JPXDecode)
        paper.page.Resources.XObject = Dictionary({"/Kart": picture, "/Kuttet": broken})
        pdf, notes = cleaned(paper)
        assert [code for code in notes if "skjulte" in code] == ["skjulte-data-fjernet"]
        shown = pdf.pages[0].obj.Resources.XObject
        bare = shown.Kart.read_raw_bytes()
        assert b"HEMMELIG" not in bare
        assert Image.open(BytesIO(bare)).tobytes() == drawing.tobytes()
        assert shown.Kuttet.read_raw_bytes() == with_more[:-3]


def test_traces_go() -> None:
    paper = FormPaper()
    trace = paper.pdf.make_stream(b"<spor/>")
    paper.page.Metadata = trace
    paper.page.Thumb = paper.pdf.make_stream(b"")
    paper.page.PieceInfo = Dictionary(Adobe=Dictionary())
    paper.page.B = Array()
    drawing = paper.drawn(b"")
    drawing.Metadata, drawing.PieceInfo = trace, Dictionary()
    paper.page.Resources.XObject = paper.pdf.make_indirect(Dictionary({"/Metadata": drawing}))
    paper.pdf.Root.SpiderInfo = Dictionary()
    pdf, notes = cleaned(paper)
    message = notes["skjulte-data-fjernet"].message
    assert "miniatyrbilder (1)" in message
    assert "skrifter (2)" in message
    page = pdf.pages[0].obj
    assert not {"/Metadata", "/Thumb", "/PieceInfo", "/B"} & set(page.keys())
    assert "/Metadata" in page.Resources.XObject  # a name that the page has chosen
    assert b"<spor/>" not in saved(pdf)


def test_nothing_hangs_on_a_page_but_what_is_shown() -> None:
    """Each way that something else than what is seen may come along, in one file."""
    paper = FormPaper()
    pdf = paper.pdf
    secret = pdf.make_stream(b"HEMMELIG")
    page = paper.page
    page.EtProgram, page.VP = Dictionary(Sti=String("C:/HEMMELIG")), Array([Dictionary(Measure=secret)])
    drawing = paper.drawn(b"")
    drawing.Ref, drawing.OPI, drawing.PS = Dictionary(F=String("HEMMELIG.pdf")), Dictionary(X=secret), secret
    picture = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.Alternates = Array([Dictionary(Image=secret, DefaultForPrinting=True)])
    picture.F = Dictionary(Type=Name.Filespec, F=String("//tjener/HEMMELIG.jpg"))
    program = pdf.make_stream(b"(HEMMELIG) print", Type=Name.XObject, Subtype=Name.PS)
    page.Resources.XObject = Dictionary(
        {"/A": drawing, "/B": picture, "/C": program, "/D": paper.drawn(b"q Q")}
    )
    page.Resources.Properties = Dictionary(
        X=Dictionary(Metadata=secret, ActualText=String("vist")),
        Lag=pdf.make_indirect(
            Dictionary(
                Type=Name.OCG, Name=String("Kart"), Usage=Dictionary(User=Dictionary(Name=String("HEMMELIG")))
            )
        ),
    )
    page.Resources.HemmeligeTing = Array([secret])
    element = next(elements(pdf.Root.StructTreeRoot))
    element.A = Dictionary(O=Name.UserProperties, P=Array([Dictionary(N=String("x"), V=String("HEMMELIG"))]))
    result, notes = cleaned(paper)
    message = notes["skjulte-data-fjernet"].message
    for what in ("andre utgaver av bilder (1)", "andre filer (3)", "PostScript (2)", "metadata"):
        assert what in message
    left = result.pages[0].obj.Resources
    assert set(left.keys()) <= {"/Font", "/XObject", "/Properties", "/ProcSet", "/ExtGState"}
    assert left.XObject.C.Subtype == "/Form"
    assert left.XObject.D.read_bytes() == b"q Q"
    assert left.Properties.X.ActualText == "vist"
    assert left.Properties.Lag.Name == "Kart"
    saved_again = BytesIO()
    result.save(saved_again, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"HEMMELIG" not in saved_again.getvalue()


SLOTS = (
    *(
        "A",
        "AA",
        "Next",
        "OpenAction",
        "Names",
        "JavaScript",
        "EmbeddedFiles",
        "AF",
        "EF",
        "FS",
        "F",
        "Annots",
    ),
    *(
        "Annots",
        "N",
        "AS",
        "V",
        "FT",
        "Ff",
        "Opt",
        "MaxLen",
        "DA",
        "Q",
        "MK",
        "R",
        "Rect",
        "Kids",
        "Parent",
        "T",
    ),
    *(
        "K",
        "P",
        "Pg",
        "Obj",
        "S",
        "Subtype",
        "StructParent",
        "StructParents",
        "ParentTree",
        "Nums",
        "RoleMap",
    ),
    *(
        "RoleMap",
        "AP",
        "OCProperties",
        "D",
        "OFF",
        "OCGs",
        "OC",
        "Resources",
        "XObject",
        "PieceInfo",
        "XFA",
        "AcroForm",
    ),
    *("Fields", "NeedAppearances", "Outlines", "First", "Rotate", "Popup"),
)
KINDS = (
    "Widget",
    "Link",
    "Redact",
    "FileAttachment",
    "JavaScript",
    "Tx",
    "Btn",
    "Ch",
    "Sig",
    "Form",
    "OBJR",
    "Off",
)


def junk() -> st.SearchStrategy[Any]:
    """What may stand in a slot: a plain value, the number of an object, or a container of these."""
    plain = st.one_of(
        st.none(), st.booleans(), st.integers(-2, 10**6), st.sampled_from(KINDS).map(lambda k: Name(f"/{k}"))
    )
    reference = st.integers(0, 60).map(lambda number: ("objekt", number))
    return st.recursive(
        plain | reference | st.text(max_size=5).map(String),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(SLOTS), inner, max_size=4)
        ),
        max_leaves=8,
    )


def built(value: Any, things: list[Any]) -> Any:
    if isinstance(value, tuple):
        return things[value[1] % len(things)]
    if isinstance(value, list):
        return Array([built(one, things) for one in value])
    if isinstance(value, dict):
        return Dictionary({f"/{key}": built(one, things) for key, one in value.items()})
    return value


def hosts(paper: FormPaper) -> Iterator[Any]:
    yield from (paper.pdf.Root, paper.page, paper.pdf.Root.AcroForm, paper.pdf.Root.StructTreeRoot)
    yield from paper.page.Annots
    yield from elements(paper.pdf.Root.StructTreeRoot)


@settings(max_examples=examples(60))
@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(SLOTS), junk()), min_size=1, max_size=6))
def test_junk_in_any_slot_gives_notes_or_an_error(changes: list[tuple[int, str, Any]]) -> None:
    paper = FormPaper()
    paper.fill()
    places = list(hosts(paper))
    for place, slot, value in changes:
        if (thing := built(value, places)) is not None:
            places[place % len(places)][f"/{slot}"] = thing
    given_pdf = paper.saved()
    try:
        opened = open_source(given_pdf, NAME)
        notes = clean(opened.pdf, NAME, keep_annotations=False)
    except AttachmentError as error:
        notes = error.problems
        assert notes
    else:
        cleaned = BytesIO()
        opened.pdf.save(cleaned)
        with pikepdf.open(BytesIO(given_pdf)) as before, pikepdf.open(cleaned) as after:
            assert len(after.pages) == len(before.pages)
    assert {note.place.path if note.place else "" for note in notes} <= {NAME}
    assert all(note.message for note in notes)
