"""A form with a field of each kind, in a tagged PDF that keeps PDF/UA-1 before anything is done to it."""

import warnings
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.make import make_pdf

MULTILINE, RADIO, PUSH_BUTTON, COMBO, COMB = 1 << 12, 1 << 15, 1 << 16, 1 << 17, 1 << 24


@cache
def paper() -> bytes:
    """A tagged PDF with a heading and two paragraphs."""
    document = docx.Document()
    document.core_properties.title = "Søknad"
    document.core_properties.language = "nb-NO"
    document.add_heading("Søknad om støtte", 1)
    document.add_paragraph("Fyll ut feltene.")
    document.add_paragraph("Slutt på skjemaet.")
    target = BytesIO()
    document.save(target)
    return make_pdf(target.getvalue(), "s.docx", (BuiltInEngine(),)).data


class FormPaper:
    """The paper while fields are added to it; each gets a `Form` element before the last paragraph."""

    def __init__(self, *, tagged: bool = True, turned: int = 0) -> None:
        self.pdf = pikepdf.open(BytesIO(paper()))
        self.page = self.pdf.pages[0].obj
        self.page.Annots, self.page.Tabs, self.page.Rotate = Array(), Name.S, turned
        self.pdf.Root.AcroForm = Dictionary(Fields=Array(), DA=String("/Helv 0 Tf 0 g"))
        self.tagged = tagged
        if not tagged:
            del self.pdf.Root["/StructTreeRoot"]

    @property
    def document(self) -> Any:
        top: Any = self.pdf.Root.StructTreeRoot.K
        return top[0] if isinstance(top, Array) else top

    def add(self, name: str, rect: tuple[float, ...], *, held: bool = True, **entries: Any) -> Any:
        """Add a field and return its widget; `held` says whether an element holds it."""
        common = {
            "Type": Name.Annot,
            "Subtype": Name.Widget,
            "Rect": Array(rect),
            "F": 4,
            "T": String(name),
            "TU": String(f"Felt {name}"),
            "DA": String("/Helv 0 Tf 0 g"),
        }
        widget = self.pdf.make_indirect(Dictionary({f"/{k}": v for k, v in (common | entries).items()}))
        self.page.Annots.append(widget)
        self.pdf.Root.AcroForm.Fields.append(widget)
        if self.tagged and held:
            self.hold(widget, Name.Form)
        return widget

    def hold(self, annotation: Any, kind: Name) -> Any:
        """Give an annotation an element, before the last of the document."""
        parents = pikepdf.NumberTree(self.pdf.Root.StructTreeRoot.ParentTree)
        key = max(parents.keys()) + 1
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=self.document))
        element.Pg = self.page
        element.K = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.page)
        annotation.StructParent = key
        parents[key] = element
        self.document.K.insert(len(self.document.K) - 1, element)
        return element

    def drawn(self, content: bytes, width: float = 20, height: float = 20) -> Any:
        """An appearance."""
        stream = self.pdf.make_stream(content)
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = Array([0, 0, width, height])
        return stream

    def fill(self) -> None:
        """Add a field of each kind, filled in, most of them without an appearance."""
        self.add("navn", (200, 640, 400, 660), FT=Name.Tx, V=String("Åse Ødegård – čđŋ «Sápmi»"))
        lines = String("Første linje\nAndre linje er ganske lang og må brytes for å få plass her")
        self.add("grunn", (200, 580, 400, 630), FT=Name.Tx, Ff=MULTILINE, V=lines)
        states = Dictionary(Ja=self.drawn(b"0 0 20 20 re f"), Off=self.drawn(b""))
        self.add("ja", (200, 550, 220, 570), FT=Name.Btn, V=Name.Ja, AS=Name.Ja, AP=Dictionary(N=states))
        self.add("nei", (240, 550, 260, 570), FT=Name.Btn, V=Name.Off, AS=Name.Off, AP=Dictionary(N=states))
        choices = Array([Array([String("a"), String("Asker")]), Array([String("b"), String("Bærum")])])
        self.add("valg", (200, 520, 400, 540), FT=Name.Ch, Ff=COMBO, V=String("b"), Opt=choices)
        self.add("ruter", (200, 490, 400, 510), FT=Name.Tx, Ff=COMB, MaxLen=5, V=String("12345"))
        self.add("send", (200, 460, 400, 480), FT=Name.Btn, Ff=PUSH_BUTTON)
        self.add("skjult", (200, 430, 400, 450), FT=Name.Tx, V=String("hemmelig"), F=2)

    def saved(self) -> bytes:
        return saved(self.pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", pikepdf.PageCopyWarning
        )  # a form without its fields is what is tested
        pdf.save(target, static_id=True)
    return target.getvalue()
