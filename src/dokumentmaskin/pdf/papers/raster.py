"""The pages of a picture file, decoded with Pillow as far as a PDF needs it.

A JPEG is not decoded: its picture data stand in the PDF as they are, and nothing else of the file
(`pdf.jpeg`). The orientation and the colour profile are read before that.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final, cast

from PIL import Image as Images
from PIL import ImageCms
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.Image import Image
from PIL.ImageFile import ImageFile
from PIL.ImageOps import exif_transpose
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile, getchunks
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from dokumentmaskin.errors import AttachmentError, Problem
from dokumentmaskin.pdf.jpeg import ADOBE, BESIDE, JFIF, joined, segments

MOST_PIXELS: Final = 80_000_000  # in one picture: decoded it takes 240 MB
_MOST_FRAMES: Final = 500
_ORIENTATION, _SUBFILE = 0x112, 0xFE  # TIFF 6.0 section 8: Orientation, NewSubfileType
_REDUCED: Final = 1  # a smaller version of another picture in the file
_UPRIGHT: Final = 1
_SPACES: Final = {1: "GRAY", 3: "RGB"}
_CLASSES: Final = frozenset(("scnr", "mntr", "prtr", "spac"))
_NEXT_VERSION: Final = 5.0  # of ICC profiles; PDF 1.7 knows those before it
_TINY: Final = 1e-9
_WHITE: Final = "white"
_FRAMES: Final = frozenset((0xC0, 0xC1, 0xC2))  # baseline, extended and progressive, Huffman-coded
_OTHER_FRAMES: Final = frozenset((0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF))
_BITS: Final = b"\x08"
_GREY, _COLOUR = 1, 3
_YCC: Final = b"\x01\x02\x03"  # the components' names when they are luminance and two colours
_READERS: Final[dict[str, type[ImageFile]]] = {
    ".png": PngImageFile, ".jpg": JpegImageFile, ".tif": TiffImageFile,
    ".gif": GifImageFile, ".bmp": BmpImageFile, ".webp": WebPImageFile,
}  # fmt: skip
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError,
    AttributeError, MemoryError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raster:
    """One picture as a PDF holds it (ISO 32000-1, 8.9.5).

    Attributes:
        width: Pixels across, as they are stored.
        height: Pixels down, as they are stored.
        components: 1 for grey or black and white, 3 for RGB.
        bits: Bits of each component, 1 or 8.
        data: The coded pixels.
        is_jpeg: Whether they are a JPEG; else rows with PNG's predictors, deflated.
        orientation: How to turn it, as EXIF counts (1 to 8; 1 is upright).
        profile: The ICC profile of its colours; empty for sRGB.
    """

    width: int
    height: int
    components: int
    bits: int
    data: bytes
    is_jpeg: bool = False
    orientation: int = _UPRIGHT
    profile: bytes = b""

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height in pixels as it is seen, turned."""
        turned = self.orientation > 4  # noqa: PLR2004 - EXIF 2.32, 4.6.4: 5 to 8 are on their side
        return (self.height, self.width) if turned else (self.width, self.height)


def read_rasters(data: bytes, kind: str) -> tuple[Raster, ...]:
    """Return the pictures of a file, one for each page.

    Args:
        data: The bytes of the file.
        kind: What it holds, by its usual suffix. Of what moves, the first picture is taken.

    Raises:
        AttachmentError: The picture is broken or cut off, or has more than 80 million pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow warns of is either harmless or an error here
            return tuple(_rasters(data, kind))
    except _BROKEN as error:
        raise AttachmentError(_unreadable(error)) from error


def _rasters(data: bytes, kind: str) -> Iterator[Raster]:
    image = _opened(data, kind)
    frames = getattr(image, "n_frames", 1) if kind == ".tif" else 1
    if frames > _MOST_FRAMES:
        raise AttachmentError(_too_many(frames))
    for number in range(frames):
        if kind == ".tif":
            image.seek(number)
        if image.width * image.height > MOST_PIXELS:
            raise AttachmentError(_too_large(image.width, image.height))
        if number and _is_reduced(image):
            continue
        image.load()
        bare = _passed_through(image, data) if kind == ".jpg" else None
        yield bare or _encoded(image)


def _opened(data: bytes, kind: str) -> ImageFile:
    """Open with the format's own reader, so that no picture is refused before its size is known."""
    return _READERS[kind](BytesIO(data))


def _is_reduced(image: ImageFile) -> bool:
    tags = getattr(image, "tag_v2", {})
    return bool(int(tags.get(_SUBFILE, 0)) & _REDUCED)


def _passed_through(image: ImageFile, data: bytes) -> Raster | None:
    bare = _bare_jpeg(data)
    if bare is None:
        return None
    components = len(image.getbands())
    return Raster(
        image.width,
        image.height,
        components,
        8,
        bare,
        is_jpeg=True,
        orientation=_orientation(image),
        profile=_usable_profile(image, components),
    )


def _bare_jpeg(data: bytes) -> bytes | None:
    """Return a JPEG of the same picture without metadata; None when PDF readers may show other colours.

    That is one with four components, more than 8 bits, arithmetic coding, or colours that nothing explains.
    """
    pieces = list(segments(data))
    codes = {code for code, _ in pieces}
    frame = next((segment for code, segment in pieces if code in _FRAMES), b"")
    if codes & _OTHER_FRAMES or frame[4:5] != _BITS:
        return None
    names = frame[10 : 10 + 3 * frame[9] : 3]
    # Decoders that see a JFIF segment take the colours for luminance and two colours, whatever Adobe's says.
    adobe = ADOBE in codes and JFIF not in codes
    if len(names) != _GREY and not (len(names) == _COLOUR and (adobe or names == _YCC)):
        return None
    left_out = BESIDE - {ADOBE} if adobe else BESIDE
    return joined(segment for code, segment in pieces if code not in left_out)


def _orientation(image: Image) -> int:
    stated = image.getexif().get(_ORIENTATION, _UPRIGHT)
    return stated if isinstance(stated, int) and 1 <= stated <= 8 else _UPRIGHT  # noqa: PLR2004 - as EXIF counts


def _usable_profile(image: Image, components: int) -> bytes:
    """Return the picture's own ICC profile, empty for sRGB and for what no PDF/A-2 can hold (6.2.4.2)."""
    stated: bytes = image.info.get("icc_profile") or b""
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(stated)).profile if stated else None
    except OSError:
        return b""  # damaged: viewers show such a picture as sRGB
    if profile is None or (profile.profile_description or "").startswith("sRGB"):
        return b""
    fits = profile.xcolor_space.strip() == _SPACES[components] and profile.device_class in _CLASSES
    return stated if fits and profile.version < _NEXT_VERSION else b""


def _encoded(image: Image) -> Raster:
    """Return a decoded picture as black and white, grey or RGB in sRGB, upright and on white."""
    exif_transpose(image, in_place=True)
    plain = _plain(image)
    components = 3 if plain.mode == "RGB" else 1
    return Raster(plain.width, plain.height, components, 1 if plain.mode == "1" else 8, _png_rows(plain))


def _plain(image: Image) -> Image:
    if image.mode.startswith(("I", "F")):
        return _in_eight_bits(image)
    if image.has_transparency_data:
        grey = image.mode in {"L", "LA", "La"}
        flat = _on_white(image)
        return flat.convert("L") if grey else _in_srgb(flat, image)
    if image.mode in {"1", "L"}:
        return image
    return _in_srgb(image, image)


def _in_eight_bits(image: Image) -> Image:
    """Return grey of more than eight bits in eight: of whole numbers the upper half of 16."""
    lowest, highest = (0.0, 65535.0)
    if image.mode == "F":  # measurements, in what range they have
        lowest, highest = (float(edge) for edge in cast("tuple[float, float]", image.getextrema()))
    wide = image if image.mode == "F" else image.convert("I")
    scale = 255 / max(highest - lowest, _TINY)
    # Pillow wants one factor and one addend for such pictures, no other function.
    return wide.point(lambda value: value * scale + -lowest * scale).convert("L")


def _on_white(image: Image) -> Image:
    seen = image.convert("RGBA")
    ground = Images.new("RGBA", seen.size, _WHITE)
    ground.alpha_composite(seen)
    return ground.convert("RGB")


def _in_srgb(image: Image, original: Image) -> Image:
    """Return the picture in sRGB, by the original's profile when it has one that fits."""
    stated = original.info.get("icc_profile")
    if stated and image.mode in {"RGB", "CMYK"}:
        try:
            profile = ImageCms.ImageCmsProfile(BytesIO(stated))
            converted = ImageCms.profileToProfile(
                image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that is damaged or of other colours: viewers pass over it too
        else:
            return converted or image.convert("RGB")
    return image.convert("RGB")


def _png_rows(image: Image) -> bytes:
    """Return the rows as PNG has them: filtered and deflated, which a PDF reads as they are (7.4.4.4)."""
    bare = image.copy()
    bare.info.clear()
    rows = b"".join(data for kind, data, _ in getchunks(bare) if kind == b"IDAT")
    # The checker takes such a last byte for the line end after the stream (see `finish`).
    return rows + b"\n" if rows.endswith(b"\r") else rows


def _unreadable(error: BaseException) -> Problem:
    return Problem(
        "bilde-uleselig",
        f"Bildet kan ikke leses. Filen er skadet, eller mangler slutten ({error}).",
        "Åpne bildet i et bildeprogram og lagre det på nytt, eller hent originalen en gang til.",
    )


def _too_large(width: int, height: int) -> Problem:
    return Problem(
        "bilde-for-stort",
        f"Bildet er på {width} × {height} bildepunkter. Det meste er {MOST_PIXELS // 1_000_000} millioner.",
        "Gjør bildet mindre i et bildeprogram. 3000 bildepunkter på den lengste siden er nok for en A4-side.",
    )


def _too_many(frames: int) -> Problem:
    return Problem(
        "bilde-for-mange-sider",
        f"Bildefilen har {frames} sider. Det meste er {_MOST_FRAMES}.",
        "Del filen, eller lag en PDF av den og bruk PDF-en som vedlegg.",
    )
