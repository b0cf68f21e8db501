"""A picture as pages of A4: one for each picture in the file.

Nothing about the picture but itself and what a person wrote of it gets into the PDF: where and when a photo
was taken, by whom and with what (EXIF, XMP, IPTC) stays behind, since a paper may be published.
"""

from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Pdf, String
from PIL.ImageCms import ImageCmsProfile, createProfile

from dokumentmaskin.errors import Problem
from dokumentmaskin.pdf.finish import Properties
from dokumentmaskin.pdf.papers.kinds import Kind
from dokumentmaskin.pdf.papers.raster import Raster, read_rasters
from dokumentmaskin.pdf.records import Attachment, FinishedPdf
from dokumentmaskin.pdf.verify import keep_claims

_MILLIMETRE: Final = 72 / 25.4  # points
_SHORT, _LONG = 210 * _MILLIMETRE, 297 * _MILLIMETRE  # A4, ISO 216
_MARGIN, _BOTTOM = 15 * _MILLIMETRE, 20 * _MILLIMETRE
_LARGEST_PIXEL: Final = 72 / 150  # points; a small picture is not blown up until its pixels show
_IMAGE: Final = "/Bilde"
# The matrix that puts an image on its place of 1 by 1, by EXIF orientation (ISO 32000-1, 8.9.5; EXIF 2.32,
# 4.6.4): what the corner where it begins, its first row and its first column become.
_TURNS: Final = {
    1: (1, 0, 0, 1, 0, 0), 2: (-1, 0, 0, 1, 1, 0), 3: (-1, 0, 0, -1, 1, 1), 4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1), 6: (0, -1, 1, 0, 0, 1), 7: (0, 1, 1, 0, 0, 0), 8: (0, 1, -1, 0, 1, 0),
}  # fmt: skip
_UNDESCRIBED: Final = Problem(
    "bilde-uten-alternativ-tekst",
    "Bildet har ingen alternativ tekst. Den som bruker skjermleser, får ikke vite hva det viser.",
    "Skriv «alternativ_tekst:» under vedlegget i mote.yaml, med en setning eller to om hva bildet viser.",
)
# Left, lower, width and height in points.
_Box = tuple[float, float, float, float]


def picture_pdf(attachment: Attachment, kind: Kind) -> FinishedPdf:
    """Make the PDF of a picture file, a page for each picture in it.

    Without an alternative text the PDF has no structure, and a warning says so.

    Args:
        attachment: The paper.
        kind: What the file holds.

    Raises:
        AttachmentError: The picture is broken or too large.
    """
    text = attachment.alternative_text.strip()
    drawn = _drawn(read_rasters(attachment.data, kind.suffix), text)
    properties = Properties(attachment.title, "", "", None, attachment.language)
    barriers = () if text else (_UNDESCRIBED,)
    return keep_claims(drawn, properties, "innebygd", *barriers, tagged=bool(text))


def _drawn(rasters: tuple[Raster, ...], alternative_text: str) -> bytes:
    """Return a PDF with a page for each picture, and structure if there is a text for it."""
    with pikepdf.new() as pdf:
        pdf.docinfo["/Producer"] = "dokumentmaskin"
        _add_output_intent(pdf)
        boxes = [_add_page(pdf, raster, tagged=bool(alternative_text)) for raster in rasters]
        if alternative_text:
            later = (f"{alternative_text}, side {number}" for number in range(2, len(boxes) + 1))
            _add_structure(pdf, boxes, (alternative_text, *later))
        target = BytesIO()
        pdf.save(target)
        return target.getvalue()


def _add_output_intent(pdf: Pdf) -> None:
    """Say that colours are sRGB (ISO 19005-2, 6.2.3)."""
    profile = ImageCmsProfile(createProfile("sRGB")).tobytes()
    stream = pdf.make_stream(profile, N=3)  # with the clock, which finishing takes out
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=stream,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _add_page(pdf: Pdf, raster: Raster, *, tagged: bool) -> _Box:
    """Add a page with the picture; return where it stands."""
    across, down = raster.shown_size
    page_size = (_LONG, _SHORT) if across > down else (_SHORT, _LONG)
    pdf.add_blank_page(page_size=page_size)
    page = pdf.pages[-1]
    box = _placed(page_size, raster.shown_size)
    page.obj.Resources = Dictionary(XObject=Dictionary({_IMAGE: _image(pdf, raster)}))
    left, low, wide, high = box
    turned = Matrix(*_TURNS[raster.orientation]) @ Matrix(wide, 0, 0, high, left, low)
    matrix = " ".join(f"{value:.4f}" for value in turned.shorthand)
    drawing = f"q {matrix} cm {_IMAGE} Do Q"
    if tagged:
        drawing = f"/Figure <</MCID 0>> BDC {drawing} EMC"
    page.obj.Contents = pdf.make_stream(drawing.encode())
    return box


def _placed(page_size: tuple[float, float], pixels: tuple[int, int]) -> _Box:
    """Return the picture's place: as large as it can be inside the margins, in the middle of them."""
    width, height = page_size[0] - 2 * _MARGIN, page_size[1] - _MARGIN - _BOTTOM
    scale = min(width / pixels[0], height / pixels[1], _LARGEST_PIXEL)
    wide, high = pixels[0] * scale, pixels[1] * scale
    return _MARGIN + (width - wide) / 2, _BOTTOM + (height - high) / 2, wide, high


def _image(pdf: Pdf, raster: Raster) -> Object:
    """Return the image object of a picture (ISO 32000-1, table 89)."""
    image = pdf.make_stream(b"")
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height = raster.width, raster.height
    image.BitsPerComponent = raster.bits
    image.ColorSpace = _colour_space(pdf, raster)
    if raster.is_jpeg:
        image.write(raster.data, filter=Name.DCTDecode)
        return image
    rows = Dictionary(
        Predictor=15, Colors=raster.components, BitsPerComponent=raster.bits, Columns=raster.width
    )
    image.write(raster.data, filter=Name.FlateDecode, decode_parms=rows)
    return image


def _colour_space(pdf: Pdf, raster: Raster) -> Object:
    device = Name.DeviceRGB if raster.components > 1 else Name.DeviceGray
    if not raster.profile:
        return device
    return Array([Name.ICCBased, pdf.make_stream(raster.profile, N=raster.components, Alternate=device)])


def _add_structure(pdf: Pdf, boxes: list[_Box], texts: tuple[str, ...]) -> None:
    """Make each page's picture a described figure (ISO 32000-1, 14.8.4.5; ISO 14289-1, 7.3)."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    parents: list[Object | int] = []
    for number, (page, box, text) in enumerate(zip(pdf.pages, boxes, texts, strict=True)):
        left, low, wide, high = box
        bounds = [round(edge, 3) for edge in (left, low, left + wide, low + high)]
        figure = Dictionary(
            Type=Name.StructElem,
            S=Name.Figure,
            P=document,
            Pg=page.obj,
            Alt=String(text),
            A=Dictionary(O=Name.Layout, BBox=Array(bounds), Placement=Name.Block),
            K=Array([Dictionary(Type=Name.MCR, Pg=page.obj, MCID=0)]),
        )
        document.K.append(pdf.make_indirect(figure))
        parents.extend([number, Array([document.K[number]])])
        page.obj.StructParents = number
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(parents)))
    root.ParentTreeNextKey = len(boxes)
    pdf.Root.StructTreeRoot = root
