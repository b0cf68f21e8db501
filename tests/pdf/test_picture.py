"""Pictures as pages: shown as they are, with nothing of the file but the picture."""

import io
import random
import zlib
from collections.abc import Callable
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from dokumentmaskin.errors import AttachmentError
from dokumentmaskin.pdf import FinishedPdf, attachment_pdf
from dokumentmaskin.pdf.finish.structure import kids_of
from dokumentmaskin.pdf.papers.raster import _png_rows
from tests.pdf.papers import drawing, paper, picture
from tests.pdf.structure import elements
from tests.pdf.test_make import opened

ALT = "Et rødt felt øverst til venstre"
A4 = {(595, 842), (842, 595)}
MILLIMETRE = 72 / 25.4


def made(data: bytes, path: str, alternative_text: str = ALT) -> FinishedPdf:
    return attachment_pdf(paper(data, path, alternative_text), ())


def image_of(pdf: pikepdf.Pdf, number: int = 0) -> Any:
    return pdf.pages[number].obj.Resources.XObject["/Bilde"]


def seen(pdf: bytes, number: int = 0) -> tuple[Image.Image, tuple[float, ...]]:
    """The picture as a page shows it, and its distance in millimetres from the page's four edges."""
    with pypdfium2.PdfDocument(pdf) as document:
        rendered = document[number]
        assert tuple(map(round, rendered.get_size())) in A4
        shown = rendered.render(scale=2).to_pil().convert("RGB")
    white = Image.new("RGB", shown.size, "white")
    left, top, right, bottom = ImageChops.difference(shown, white).getbbox() or (0, 0, 0, 0)
    edges = (left, top, shown.width - right, shown.height - bottom)
    return shown.crop((left, top, right, bottom)), tuple(edge / 2 / MILLIMETRE for edge in edges)


def difference(shown: Image.Image, wanted: Image.Image) -> float:
    wanted = wanted.convert("RGB").resize((100, 100))
    return max(ImageStat.Stat(ImageChops.difference(shown.resize((100, 100)), wanted)).mean)


def test_a_described_picture_is_a_figure_and_accessible() -> None:
    result = made(picture(drawing(), "PNG"), "a.png")
    assert (result.pages, result.pdfa, result.pdfua, result.warnings) == (1, "2a", True, ())
    for profile in ("2a", "ua1"):
        assert page.validate_pdf_bytes(result.data, profile=profile).failures == []
    with opened(result) as pdf:
        (figure,) = elements(pdf.Root.StructTreeRoot, "/Figure")
        assert str(figure.Alt) == ALT
        assert [str(kid.S) for kid in kids_of(pdf.Root.StructTreeRoot)] == ["/Document"]
        left, low, right, high = map(float, figure.A.BBox)
        assert right - left == pytest.approx(120 * 72 / 150, abs=0.01)
        assert high - low == pytest.approx(80 * 72 / 150, abs=0.01)
        assert (str(pdf.Root.Lang), str(pdf.docinfo.Title)) == ("nb-NO", "Tittel i planen")


@pytest.mark.parametrize("text", ["", "  "])
def test_a_picture_without_description_claims_no_accessibility(text: str) -> None:
    result = made(picture(drawing(), "PNG"), "a.png", text)
    assert (result.pdfa, result.pdfua) == ("2b", False)
    assert [w.code for w in result.warnings] == ["bilde-uten-alternativ-tekst"]
    assert "«alternativ_tekst:»" in result.warnings[0].advice
    with opened(result) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo"} & set(pdf.Root.keys())
    assert page.is_pdf_compliant_bytes(result.data, profile="2b")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_camera_says(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x112] = orientation
    data = picture(drawing(600, 400), kind, exif=exif)
    suffix = {"PNG": ".png", "JPEG": ".jpeg", "TIFF": ".tiff"}[kind]
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        wanted = ImageOps.exif_transpose(image)
    assert difference(seen(made(data, f"a{suffix}").data)[0], wanted) < 6


def with_alpha(mode: str) -> Image.Image:
    image = drawing().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image.convert(mode)


def on_white(image: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    return ground


BILEVEL = drawing().convert("1", dither=Image.Dither.NONE)
GRADIENT = Image.linear_gradient("L").resize((120, 80))
DEEP = GRADIENT.convert("I").point(lambda value: value * 257 + 0).convert("I;16")


@pytest.mark.parametrize(
    ("image", "kind", "wanted", "space", "bits"),
    [
        (drawing(), "PNG", drawing(), "/DeviceRGB", 8),
        (drawing().convert("L"), "PNG", drawing().convert("L"), "/DeviceGray", 8),
        (BILEVEL, "TIFF", BILEVEL, "/DeviceGray", 1),
        (drawing().quantize(8), "PNG", drawing(), "/DeviceRGB", 8),
        (with_alpha("RGBA"), "PNG", on_white(with_alpha("RGBA")), "/DeviceRGB", 8),
        (with_alpha("LA"), "PNG", on_white(with_alpha("LA")), "/DeviceGray", 8),
        (drawing().convert("CMYK"), "TIFF", drawing(), "/DeviceRGB", 8),
        (drawing().convert("CMYK"), "JPEG", drawing(), "/DeviceRGB", 8),
        (DEEP, "PNG", GRADIENT, "/DeviceGray", 8),
        (GRADIENT.convert("F"), "TIFF", GRADIENT, "/DeviceGray", 8),
    ],
)
def test_every_kind_of_colour_is_shown(
    image: Image.Image, kind: str, wanted: Image.Image, space: str, bits: int
) -> None:
    suffix = {"PNG": ".png", "JPEG": ".jpg", "TIFF": ".tif"}[kind]
    result = made(picture(image, kind), f"a{suffix}")
    assert result.pdfua
    with opened(result) as pdf:
        assert (str(image_of(pdf).ColorSpace), int(image_of(pdf).BitsPerComponent)) == (space, bits)
        stored = pikepdf.PdfImage(image_of(pdf)).as_pil_image()
    assert difference(stored.convert("RGB"), wanted) < 3


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"keep_rgb": True}])
def test_a_jpeg_is_not_coded_anew_and_brings_nothing_from_the_camera(options: dict[str, bool]) -> None:
    exif = Image.Exif()
    exif[0x10F], exif[0x8825] = "HEMMELIG", {1: "N", 2: (59.0, 55.0, 0.0)}
    told = {"exif": exif, "comment": b"HEMMELIG", "xmp": b"<x>HEMMELIG</x>"}
    plain = picture(drawing(), "JPEG", **options)
    data = picture(drawing(), "JPEG", **options, **told) + b"HEMMELIG bilde nummer to"
    result = made(data, "a.jpg")
    with opened(result) as pdf:
        raw = image_of(pdf).read_raw_bytes()
        assert image_of(pdf).Filter == "/DCTDecode"
        for stream in pdf.objects:
            if isinstance(stream, pikepdf.Stream):
                assert b"HEMMELIG" not in stream.read_raw_bytes()
    coded = raw[raw.index(b"\xff\xda") :]
    assert coded == plain[plain.index(b"\xff\xda") :]
    assert b"Exif" not in raw
    assert difference(seen(result.data)[0], drawing()) < 6


def test_colours_of_another_profile_keep_it() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = srgb.replace("sRGB".encode("utf-16-be"), "tRGB".encode("utf-16-be"))
    spaces = []
    for profile in (srgb, other, b"ingen profil" * 20):
        result = made(picture(drawing(), "JPEG", icc_profile=profile), "a.jpg")
        assert result.pdfua
        with opened(result) as pdf:
            space = image_of(pdf).ColorSpace
            spaces.append(str(space if isinstance(space, pikepdf.Name) else space[0]))
    assert spaces == ["/DeviceRGB", "/ICCBased", "/DeviceRGB"]


def test_each_picture_of_a_tiff_gets_a_page() -> None:
    more = [drawing(80, 300), drawing(300, 80).convert("1")]
    data = picture(drawing(), "TIFF", save_all=True, append_images=more)
    result = made(data, "a.tif")
    assert (result.pages, result.pdfua) == (3, True)
    with opened(result) as pdf:
        texts = [str(figure.Alt) for figure in elements(pdf.Root.StructTreeRoot, "/Figure")]
        upright = [float(p.mediabox[2]) < float(p.mediabox[3]) for p in pdf.pages]
    assert texts == [ALT, f"{ALT}, side 2", f"{ALT}, side 3"]
    assert upright == [False, True, False]


@pytest.mark.parametrize("size", [(3000, 300), (300, 3000), (2000, 2000)])
def test_a_large_picture_fills_the_page_inside_the_margins(size: tuple[int, int]) -> None:
    _, edges = seen(made(picture(Image.new("L", size), "PNG"), "a.png").data)
    left, top, right, bottom = edges
    assert min(left, top, right) > 14.5
    assert bottom > 19.5
    assert left == pytest.approx(right, abs=0.5)
    assert min(left - 15, top - 15) < 0.5


def test_a_picture_too_large_is_refused_before_it_is_decoded() -> None:
    for kind, suffix in (("PNG", "png"), ("TIFF", "tif"), ("JPEG", "jpg")):
        size = (20_000, 10_000) if kind != "JPEG" else (10_000, 8_001)
        head = picture(Image.new("L", size), kind)[:5000] if kind != "TIFF" else bomb(size)
        with pytest.raises(AttachmentError, match=f"{size[0]} × {size[1]} bildepunkter") as caught:
            made(head, f"a.{suffix}")
        assert [(p.code, str(p.place)) for p in caught.value.problems] == [("bilde-for-stort", f"a.{suffix}")]


def bomb(size: tuple[int, int]) -> bytes:
    return picture(Image.new("1", size), "TIFF", compression="group4")


@pytest.mark.parametrize("part", [0.05, 0.5, 0.97])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_cut_off_picture_is_refused(kind: str, part: float) -> None:
    data = picture(drawing(600, 400), kind)
    suffix = {"PNG": ".png", "JPEG": ".jpg", "TIFF": ".tif"}[kind]
    with pytest.raises(AttachmentError) as caught:
        made(data[: int(len(data) * part)], f"vedlegg/a{suffix}")
    assert [(p.code, str(p.place)) for p in caught.value.problems] == [
        ("bilde-uleselig", f"vedlegg/a{suffix}")
    ]


def test_a_jpeg_named_png_is_a_picture_all_the_same() -> None:
    result = made(picture(drawing(), "JPEG"), "a.png")
    with opened(result) as pdf:
        assert image_of(pdf).Filter == "/DCTDecode"


def test_the_same_picture_gives_the_same_bytes_and_no_date() -> None:
    data = picture(drawing(), "PNG")
    assert made(data, "a.png").data == made(data, "a.png").data
    with opened(made(data, "a.png")) as pdf:
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()[24:28] == b"\x07\xd0\x00\x01"


def grey_pixels(number: int) -> Image.Image:
    return Image.frombytes("L", (16, 16), random.Random(number).randbytes(256))  # noqa: S311 - any pixels will do


def ends_in_carriage_return(image: Image.Image) -> bool:
    return _png_rows(image).endswith(b"\r\n")


def has_the_sum_of_one(image: Image.Image) -> bool:
    return zlib.adler32(image.tobytes()) & 0xFF == 0x0D


@pytest.mark.parametrize("unlucky", [ends_in_carriage_return, has_the_sum_of_one])
def test_a_carriage_return_at_the_end_harms_no_picture(unlucky: Callable[[Image.Image], bool]) -> None:
    """The checker would refuse one picture in 256, and what is done for that must not change another."""
    image = next(filter(unlucky, map(grey_pixels, range(10_000))))
    result = made(picture(image, "PNG"), "a.png")
    assert result.pdfua
    with opened(result) as pdf:
        assert pikepdf.PdfImage(image_of(pdf)).as_pil_image().tobytes() == image.tobytes()


@pytest.mark.parametrize(
    ("image", "kind", "extremes", "most"),
    [(DEEP, "PNG", GRADIENT.getextrema(), 0), (GRADIENT.convert("F"), "TIFF", (0, 255), 1)],
)
def test_deep_grey_becomes_the_same_grey_in_eight_bits(
    image: Image.Image, kind: str, extremes: tuple[int, int], most: int
) -> None:
    with opened(made(picture(image, kind), f"a.{kind[:3].lower()}")) as pdf:
        stored = pikepdf.PdfImage(image_of(pdf)).as_pil_image()
    assert stored.getextrema() == extremes
    assert ImageChops.difference(stored, GRADIENT).getextrema()[1] <= most  # type: ignore[operator]
