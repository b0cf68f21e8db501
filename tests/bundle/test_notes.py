"""What a note says of what went: how many, which, in the singular and the plural."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumentmaskin.bundle import clean
from dokumentmaskin.bundle.cleaning.actions import remove_actions
from dokumentmaskin.bundle.cleaning.tags import Tags
from dokumentmaskin.bundle.structure import BUILT_WRONGLY
from dokumentmaskin.errors import AttachmentError
from tests.bundle.tagged import one


def notes(pdf: pikepdf.Pdf, *, keep: bool = False) -> dict[str, str]:
    return {note.code: note.message for note in clean(pdf, "a.pdf", keep_annotations=keep)}


def annotated(*kinds: str, pages: int = 1) -> pikepdf.Pdf:
    pdf = one("a", pages=pages)
    for page in pdf.pages:
        page.obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}")) for kind in kinds])
    return pdf


def attached(pdf: pikepdf.Pdf, name: Any, **more: Any) -> Any:
    file = pdf.make_stream(b"", Type=Name.EmbeddedFile)
    return pdf.make_indirect(Dictionary({"/F": name, "/EF": Dictionary(F=file)} | more))


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["a.txt"], "En fil inni PDF-en er fjernet: «a.txt»."),
        (["a", "b"], "2 filer inni PDF-en er fjernet: «a» og «b»."),
        (list("abcde"), "5 filer inni PDF-en er fjernet: «a», «b», «c», «d» og «e»."),
        (list("abcdef"), "6 filer inni PDF-en er fjernet: «a», «b», «c», «d», «e» og 1 til."),
        (list("abcdefg"), "7 filer inni PDF-en er fjernet: «a», «b», «c», «d», «e» og 2 til."),
        ([""], "En fil inni PDF-en er fjernet: uten navn."),
    ],
)
def test_files_are_counted_and_the_first_five_named(names: list[str], message: str) -> None:
    pdf = one("x")
    pdf.pages[0].obj.AF = Array([attached(pdf, String(name)) for name in names])
    assert notes(pdf) == {"innfelt-fil-fjernet": message}
    assert "/AF" not in pdf.pages[0].obj


def test_files_are_found_wherever_they_hang_and_counted_once() -> None:
    pdf = one("x")
    twice = attached(pdf, String("gammelt navn"), **{"/UF": String("nytt navn")})
    tree = Dictionary(Names=Array([String("k"), twice, String("rart"), 7]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=tree, Renditions=Dictionary())
    pdf.pages[0].obj.AF = Array([twice, Dictionary(EF=Dictionary(), F=String("løs"))])
    comment = Dictionary(
        Subtype=Name.Text, FS=Dictionary(EF=Dictionary(), UF=String(""), F=String("i merknad"))
    )
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(comment)])
    font = pdf.make_indirect(Dictionary(Type=Name.Font, EF=Dictionary()))
    pdf.pages[0].obj.Resources.Font.Egen = font
    assert notes(pdf, keep=True)["innfelt-fil-fjernet"] == (
        "3 filer inni PDF-en er fjernet: «nytt navn», «løs» og «i merknad»."
    )
    assert not {"/EmbeddedFiles", "/Renditions"} & set(pdf.Root.Names.keys() if "/Names" in pdf.Root else ())


@pytest.mark.parametrize(
    ("kinds", "message"),
    [
        (["Text"], "En merknad som noen har lagt på sidene, er fjernet."),
        (["Text", "Highlight", "Popup", "FileAttachment", "Link"], "2 merknader som noen har lagt på sidene"),
        (["Popup", "FileAttachment", "Watermark", "PrinterMark"], ""),
    ],
)
def test_comments_are_counted_without_their_windows(kinds: list[str], message: str) -> None:
    pdf = annotated(*kinds)
    assert notes(pdf).get("merknader-fjernet", "").startswith(message)
    left = [str(a.Subtype)[1:] for a in pdf.pages[0].obj.get("/Annots", ())]
    assert left == [kind for kind in kinds if kind in {"Link", "Watermark", "PrinterMark"}]
    assert ("/Annots" in pdf.pages[0].obj) == bool(left)


def test_pages_with_redactions_are_listed() -> None:
    pdf = annotated("Redact", pages=3)
    del pdf.pages[1].obj["/Annots"]
    assert notes(pdf)["sladding-ikke-utfort"].startswith("Noe på side 1 og 3 er merket for sladding")


def layered(names: str, **setup: Any) -> pikepdf.Pdf:
    pdf = one("x")
    groups = {name: pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in names}
    default = Dictionary({f"/{k}": Array([groups[n] for n in v]) for k, v in setup.items() if k != "base"})
    default.BaseState = Name(f"/{setup.get('base', 'ON')}")
    pdf.Root.OCProperties = Dictionary(OCGs=Array([*groups.values(), 3]), D=default)
    return pdf


@pytest.mark.parametrize(
    ("setup", "names"),
    [
        ({"OFF": "BA"}, "«B» og «A»"),
        ({"base": "OFF", "ON": "B"}, "«A» og «C»"),
        ({"base": "OFF", "ON": "AB", "OFF": "B"}, "«B» og «C»"),
        ({"base": "Unchanged", "ON": "A"}, ""),
    ],
)
def test_layers_that_do_not_show_are_named(setup: dict[str, str], names: str) -> None:
    found = notes(layered("ABC", **setup))
    message = f"PDF-en har skjulte lag: {names}. Innholdet i dem er fortsatt i filen."
    assert found == ({"skjult-lag": message} if names else {})


@pytest.mark.parametrize(
    "junk", [Name.Rart, Dictionary(), Dictionary(D=Array()), Dictionary(OCGs=3, D=Dictionary())]
)
def test_what_is_no_setup_of_layers_hides_nothing(junk: Any) -> None:
    pdf = one("x")
    pdf.Root.OCProperties = junk
    assert notes(pdf) == {}


def test_what_the_form_had_besides_itself_is_told_of() -> None:
    pdf = one("x")
    pdf.Root.AcroForm = Dictionary(XFA=Array(), Fields=Array())
    assert list(notes(pdf)) == ["xfa-fjernet"]
    pdf.Root.AcroForm = Dictionary(Fields=Array())
    assert notes(pdf) == {}


@pytest.mark.parametrize("error", BUILT_WRONGLY)
def test_a_paper_that_cannot_be_cleaned_is_refused(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def baffled(_: Tags) -> None:
        raise error

    monkeypatch.setattr(Tags, "settle", baffled)
    with pytest.raises(AttachmentError) as caught:
        notes(one("x"))
    assert [problem.code for problem in caught.value.problems] == ["vedlegg-skadet"]


# What happens by itself


def action(kind: str, **more: Any) -> Dictionary:
    return Dictionary({"/S": Name(f"/{kind}")} | {f"/{key}": value for key, value in more.items()})


def test_actions_are_found_below_everything_that_may_have_one() -> None:
    pdf = one("x", bookmarks=[("A", 0), ("B", 0)])
    page = pdf.pages[0].obj
    window = pdf.make_indirect(Dictionary(Subtype=Name.Popup, A=action("Hide")))
    note = pdf.make_indirect(Dictionary(Subtype=Name.Text, Popup=window, PA=action("Launch")))
    kid = pdf.make_indirect(Dictionary(AA=Dictionary(E=action("ResetForm"))))
    above = pdf.make_indirect(Dictionary(A=action("Sound")))
    field = pdf.make_indirect(Dictionary(Kids=Array([kid]), Parent=above))
    page.Annots = Array([note])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.Root.Outlines.First.Next.A = action("Movie")
    assert remove_actions(pdf) == {f"/{k}": 1 for k in ("Hide", "Launch", "ResetForm", "Sound", "Movie")}
    assert remove_actions(pdf) == {}


def test_an_opening_action_goes_and_is_counted_unless_it_only_leads_somewhere() -> None:
    for kind, count in (("GoTo", 0), ("Launch", 1), ("Named", 1)):
        pdf = one("x")
        pdf.Root.OpenAction = action(kind)
        assert sum(remove_actions(pdf).values()) == count
        assert "/OpenAction" not in pdf.Root


def test_of_a_chain_the_first_that_may_stay_is_left_alone() -> None:
    pdf = one("x")
    ring = pdf.make_indirect(action("Hide"))
    uri = pdf.make_indirect(action("URI", URI=String("https://a.no"), Next=Array([action("Sound"), ring])))
    ring.Next = uri
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(Subtype=Name.Link, A=ring))])
    assert remove_actions(pdf) == {"/Hide": 1, "/Sound": 1}
    link = pdf.pages[0].obj.Annots[0]
    assert (link.A.S, "/Next" in link.A) == ("/URI", False)


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("https://a.no/javascript:", True),
        ("JavaScript:alert(1)", False),
        (" java\tscript:x", False),
        ("vbscript:x", False),
        ("data:text/html,x", False),
        ("mailto:a@b.no", True),
    ],
)
def test_an_address_that_is_a_program_goes(address: str, *, stays: bool) -> None:
    pdf = one("x")
    pdf.pages[0].obj.Annots = Array([Dictionary(Subtype=Name.Link, A=action("URI", URI=String(address)))])
    assert remove_actions(pdf) == ({} if stays else {"/JavaScript": 1})
    assert ("/A" in pdf.pages[0].obj.Annots[0]) == stays


@pytest.mark.parametrize(
    ("tree", "count"), [(Dictionary(Names=Array([String("a"), 1, String("b"), 2])), 2), (3, 1)]
)
def test_named_scripts_are_counted_at_least_once(tree: Any, count: int) -> None:
    pdf = one("x")
    pdf.Root.Names = Dictionary(JavaScript=tree, Dests=Dictionary())
    assert remove_actions(pdf) == {"/JavaScript": count}
    assert list(pdf.Root.Names.keys()) == ["/Dests"]
