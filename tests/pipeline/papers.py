"""Papers for packages: small PDFs, good and bad, with nothing of a real one but what a test needs."""

import zlib
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from dokumentmaskin.pdf import Attachment, attachment_pdf, choose_engines
from tests.bundle.tagged import saved


@cache
def tagged(words: str, title: str = "Et notat") -> bytes:
    """An accessible PDF, as dok makes of Markdown."""
    given = Attachment(words.encode(), "a.md", title, "nb-NO")
    return attachment_pdf(given, choose_engines("innebygd")).data


def untagged(*texts: str) -> bytes:
    """A PDF with a page for each text, and no tags."""
    pdf = pikepdf.new()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    shared = pdf.make_indirect(font)
    for text in texts:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F=shared))
        shown = text.encode("cp1252").hex().encode()
        page.obj.Contents = pdf.make_stream(b"BT /F 12 Tf 72 700 Td <%b> Tj ET" % shown)
    return saved(pdf)


def scan() -> bytes:
    """A PDF whose only page is a picture."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    pixels = pdf.make_stream(
        b"\x40" * 64,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=8,
        Height=8,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(I=pixels))
    page.obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    return saved(pdf)


def noted() -> bytes:
    """A PDF in which someone has left a note and a script."""
    with pikepdf.open(BytesIO(untagged("Notert"))) as pdf:
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([9, 9, 29, 29]), Contents=String("Se på dette")
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        return saved(pdf)


def starting() -> bytes:
    """A PDF with a script, and a link that starts a program."""
    with pikepdf.open(BytesIO(untagged("Eksportert"))) as pdf:
        action = Dictionary(S=Name.Launch, F=String("regne.exe"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([9, 9, 29, 29]), A=action)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        return saved(pdf)


def answered(answer: str) -> bytes:
    """A PDF with a form whose field, all the way over the foot of the page, is filled in."""
    with pikepdf.open(BytesIO(untagged("Skjema"))) as pdf:
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("svar"),
                V=String(answer),
                Rect=Array([0, 5, 595, 45]),
                F=4,
                DA=String("/Helv 12 Tf 0 g"),
                Q=1,
            )
        )
        pdf.pages[0].obj.Annots = Array([field])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DA=String("/Helv 0 Tf 0 g"))
        return saved(pdf)


def locked(user: str = "hemmelig") -> bytes:
    """A PDF with passwords; an empty one for readers opens for anyone."""
    target = BytesIO()
    with pikepdf.open(BytesIO(untagged("Låst"))) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="eier", user=user))
    return target.getvalue()


def picture(size: tuple[int, int] = (40, 30)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "navy").save(target, "PNG")
    return target.getvalue()


def many_pages(count: int) -> bytes:
    """A PDF of so many blank pages."""
    pdf = pikepdf.new()
    for _ in range(count):
        pdf.add_blank_page()
    return saved(pdf)


def huge_picture() -> bytes:
    """A PNG of 10,000 × 10,000 pixels, all of one colour."""
    target = BytesIO()
    Image.new("1", (10_000, 10_000)).save(target, "PNG")
    return target.getvalue()


def looping() -> bytes:
    """A PDF whose page tree leads back to itself."""
    data = untagged("Ring")
    with pikepdf.open(BytesIO(data)) as pdf:
        number = pdf.Root.Pages.objgen[0]
        pdf.Root.Pages.Kids = Array([pdf.Root.Pages])
        target = BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"%d 0 R" % number in target.getvalue()
    return target.getvalue()


@cache
def bomb() -> bytes:
    """A PDF of a megabyte whose page is a gigabyte long when it is unpacked."""
    with pikepdf.open(BytesIO(untagged("Bombe"))) as pdf:
        pdf.pages[0].obj.Contents.write(_deflated_spaces(1024), filter=Name.FlateDecode)
        return saved(pdf)


def _deflated_spaces(mebibytes: int) -> bytes:
    """So many mebibytes of spaces, packed without packing more than one of them (RFC 1950, 2.2)."""
    one = b" " * 2**20
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = squeeze.compress(one) + squeeze.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(mebibytes):
        check = zlib.adler32(one, check)
    return b"\x78\x9c" + block * mebibytes + squeeze.flush() + check.to_bytes(4)
