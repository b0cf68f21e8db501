"""Papers of many kinds for the tests, the smallest that their programs would know."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from PIL import Image, ImageDraw

from dokumentmaskin.pdf import Attachment

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "office": f"{_ODF}office:1.0", "text": f"{_ODF}text:1.0", "draw": f"{_ODF}drawing:1.0",
    "svg": f"{_ODF}svg-compatible:1.0", "style": f"{_ODF}style:1.0", "table": f"{_ODF}table:1.0",
    "presentation": f"{_ODF}presentation:1.0", "xlink": "http://www.w3.org/1999/xlink",
}  # fmt: skip


def paper(data: bytes, path: str, alternative_text: str = "") -> Attachment:
    return Attachment(data, path, "Tittel i planen", "nb-NO", alternative_text)


def packed(parts: Mapping[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return target.getvalue()


def open_document(kind: str, body: str, styles: str = "") -> bytes:
    """An OpenDocument file: kind "text", "spreadsheet" or "presentation"."""
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES.items())
    media = f"application/vnd.oasis.opendocument.{kind}"
    content = (
        f'<office:document-content {spaces} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    manifest = (
        f'<m:manifest xmlns:m="{_ODF}manifest:1.0" m:version="1.3">'
        f'<m:file-entry m:full-path="/" m:media-type="{media}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    return packed({"mimetype": media, "META-INF/manifest.xml": manifest, "content.xml": content})


def workbook(text: str) -> bytes:
    """A .xlsx with one cell."""
    package = "http://schemas.openxmlformats.org/package/2006/"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    relation = f'<Relationships xmlns="{package}relationships"><Relationship Id="r1" Type="{office}/'
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
            f'<Override PartName="/xl/sheet1.xml" ContentType="{kind}worksheet+xml"/></Types>',
            "_rels/.rels": f'{relation}officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="Budsjett" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{relation}worksheet" Target="sheet1.xml"/></Relationships>',
            "xl/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is>'
            f"<t>{text}</t></is></c></row></sheetData></worksheet>",
        }
    )


def drawing(width: int = 120, height: int = 80) -> Image.Image:
    """A picture that looks different however it is turned: red in its upper left corner, blue at its top."""
    image = Image.new("RGB", (width, height), (240, 240, 240))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 3, height // 3), fill=(200, 0, 0))
    draw.rectangle((width // 3, 0, width, height // 6), fill=(0, 0, 200))
    return image


def picture(image: Image.Image, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()
