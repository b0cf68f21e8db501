"""Papers from the programs that people use: LibreOffice, a browser, a scanner, a camera."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw

from tests.reference.tools import program, run

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_NOTE = (
    '<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>Vedtatt i møtet i januar.</text:p></text:note-body></text:note>"
)


def _flat(kind: str, body: str) -> str:
    names = "".join(
        f' xmlns:{prefix}="{_OFFICE}{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "text": "text",
            "table": "table",
            "style": "style",
            "draw": "drawing",
            "presentation": "presentation",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
        }.items()
    )
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document{names} '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="{mime}">'
        "<office:meta><dc:title>Notat</dc:title></office:meta>"
        '<office:styles><style:default-style style:family="paragraph">'
        '<style:text-properties fo:language="nb" fo:country="NO"/></style:default-style></office:styles>'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )


def _report(words: str) -> str:
    """A note with a footnote, a table with a header row and a picture that is described."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>" + 2 * cell + "</table:table-row>"
    table = (
        '<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>'
        f"<table:table-header-rows>{row.format('Tiltak', 'Kostnad')}</table:table-header-rows>"
        f"{row.format('Kampanje', '1000 kroner')}</table:table>"
    )
    pixels = b64encode(_drawn((60, 30), "PNG")).decode()
    picture = (
        '<text:p><draw:frame draw:name="b" text:anchor-type="as-char" svg:width="6cm" svg:height="3cm">'
        f"<draw:image><office:binary-data>{pixels}</office:binary-data></draw:image>"
        "<svg:title>Kart</svg:title><svg:desc>Kart over regionen</svg:desc></draw:frame></text:p>"
    )
    heading = '<text:h text:outline-level="1">Rapport</text:h>'
    return _flat("text", f"{heading}<text:p>{words}</text:p>{table}{picture}")


def _note(words: str) -> str:
    return _flat("text", f'<text:h text:outline-level="1">Notat</text:h><text:p>{words}</text:p>')


def office_files(folder: Path) -> dict[str, bytes]:
    """Word, OpenDocument, PowerPoint and Excel files and a PDF, all written by LibreOffice."""
    slide = (
        '<draw:page draw:name="s1"><draw:frame presentation:class="title" svg:width="20cm" svg:height="3cm" '
        'svg:x="3cm" svg:y="1cm"><draw:text-box><text:p>Lysarkets ord</text:p></draw:text-box></draw:frame>'
        "</draw:page>"
    )
    cell = '<table:table-cell office:value-type="string"><text:p>Regnearkets ord</text:p></table:table-cell>'
    sheet = f'<table:table table:name="Ark"><table:table-row>{cell}</table:table-row></table:table>'
    pdf = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},'
    pdf += '"SelectPdfVersion":{"type":"long","value":"2"}}'
    made = (
        ("word.fodt", _report(f"Wordfilens ord{_NOTE}."), "docx"),
        ("apent.fodt", _note(f"Odtfilens ord{_NOTE}."), "odt"),
        ("eksport.fodt", _note("Eksportens ord."), pdf),
        ("lysark.fodp", _flat("presentation", slide), "pptx"),
        ("ark.fods", _flat("spreadsheet", sheet), "xlsx"),
    )
    return dict(_converted(folder, name, text, kind) for name, text, kind in made)


def _converted(folder: Path, name: str, text: str, kind: str) -> tuple[str, bytes]:
    source = folder / name
    source.write_text(text, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [program("soffice"), "--headless", profile, "--convert-to", kind]
    result = run([*command, "--outdir", folder, source])
    made = source.with_suffix("." + kind.partition(":")[0])
    assert made.exists(), result.stderr
    return made.name, made.read_bytes()


def from_browser(folder: Path) -> bytes:
    """A page printed from Chromium."""
    page, target = folder / "side.html", folder / "side.pdf"
    page.write_text("<html lang=nb><title>Side</title><h1>Nettleserens ord</h1><p>Tekst.", encoding="utf-8")
    quiet = "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking"
    quiet += " disable-component-update disable-sync"
    options = [f"--{option}" for option in quiet.split()]
    profile = f"--user-data-dir={folder / 'nettleser'}"
    result = run([program("chromium"), *options, profile, f"--print-to-pdf={target}", page.as_uri()])
    assert target.exists(), result.stderr
    return target.read_bytes()


def photograph() -> bytes:
    """A JPEG that lies on its side, as a telephone leaves it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return _drawn((400, 300), "JPEG", exif=exif)


def _drawn(size: tuple[int, int], kind: str, **options: Any) -> bytes:
    """A picture of a dark square on a light ground, nearer to its upper left corner."""
    image, target = Image.new("RGB", size, "#dfe9f0"), BytesIO()
    side = size[1] // 2
    ImageDraw.Draw(image).rectangle((side // 3, side // 3, side, side), fill="#1f4e6b")
    image.save(target, kind, **options)
    return target.getvalue()


def fax() -> bytes:
    """A TIFF of two pages, as a scanner for letters writes it."""
    pages, target = [Image.new("1", (827, 1169), 1) for _ in range(2)], BytesIO()
    for page in pages:
        ImageDraw.Draw(page).line((100, 100, 700, 100), fill=0, width=3)
    first, *rest = pages
    first.save(target, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=(100, 100))
    return target.getvalue()


def turned_scan() -> bytes:
    """A scan that fills its page, which is shown on its side."""
    image, jpeg, target = Image.new("L", (300, 420), 200), BytesIO(), BytesIO()
    image.save(jpeg, "JPEG")
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    shown = {"Width": 300, "Height": 420, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    pixels = pdf.make_stream(
        jpeg.getvalue(), Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode, **shown
    )
    page.obj.Rotate = 90
    page.obj.Resources = Dictionary(XObject=Dictionary(I=pixels))
    page.obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    pdf.save(target)
    return target.getvalue()


def landscape_a3() -> bytes:
    """A drawing on A3 with its foot filled."""
    pdf, target = pikepdf.new(), BytesIO()
    page = pdf.add_blank_page(page_size=(1191, 842))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    words = b"BT /F 40 Tf 100 600 Td (Tegningens ord) Tj ET 0.8 0.9 1 rg 0 0 1191 60 re f"
    page.obj.Contents = pdf.make_stream(words)
    pdf.save(target)
    return target.getvalue()
