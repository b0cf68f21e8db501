"""What a picture tells besides what it shows: where it was taken, by whom, and what is written in it.

Sources: Exif 3.0 (GPS IFD, Artist, XPAuthor); IPTC-IIM 4.2, record 2; XMP part 3; PNG 3rd edition, 11.3.3.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from dokumentmaskin.site.gate.kinds import position
from dokumentmaskin.site.gate.records import Art, Hinder, Sagt, says
from dokumentmaskin.site.gate.texts import xml_said

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_AUTHORS: Final = frozenset({"Artist", "XPAuthor", "CameraOwnerName", "Author", "OwnerName"})
_IPTC_BY_LINE: Final = frozenset({(2, 80), (2, 122)})
_GPS: Final = 0x8825
_READ_ELSEWHERE: Final = frozenset({"exif", "icc_profile", "photoshop", "mpinfo", "mp", "jfif_version"})
_EXIF: Final = 0x8769


def picture_said(data: bytes, where: str) -> Iterator[Sagt | Hinder]:
    """Yield what the metadata of a JPEG, PNG or TIFF say, and that it has a position.

    Args:
        data: The bytes of a picture; of what is none, nothing is said.
        where: Where it is, as a message says it; empty for the file itself.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            yield from _tagged(picture, where)
            yield from _written(picture, where)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, TypeError):
        return  # what cannot be opened has no metadata that anyone reads


def _tagged(picture: "ImageFile", where: str) -> Iterator[Sagt | Hinder]:
    """What Exif and IPTC say."""
    from PIL.ExifTags import TAGS
    from PIL.IptcImagePlugin import getiptcinfo

    exif = picture.getexif()
    if any(exif.get_ifd(_GPS).get(tag) for tag in (2, 4)):
        yield position(_place(where, "GPS"))
    tags: dict[int, Any] = {**exif, **exif.get_ifd(_EXIF)}
    for tag, value in tags.items():
        yield from _field(TAGS.get(tag, str(tag)), value, where)
    iptc: Mapping[tuple[int, int], Any] = getiptcinfo(picture) or {}
    for key, several in iptc.items():
        for value in several if isinstance(several, list) else [several]:
            yield from _field("Author" if key in _IPTC_BY_LINE else "IPTC", value, where)


def _written(picture: "Image", where: str) -> Iterator[Sagt | Hinder]:
    """What XMP and the texts of a PNG say."""
    for name, value in picture.info.items():
        if name in {"xmp", "XML:com.adobe.xmp"}:
            packet = value if isinstance(value, bytes) else str(value).encode()
            if b"GPSLatitude" in packet:
                yield position(_place(where, "XMP"))
            yield from xml_said(packet, _place(where, "XMP"))
        elif name not in _READ_ELSEWHERE and not str(name).startswith("Raw profile"):
            yield from _field(str(name), value, where)


def _field(name: str, value: Any, where: str) -> Iterator[Sagt]:
    text = _text(name, value)
    if says(text):
        art: Art = "forfatter" if name in _AUTHORS else "tekst"
        yield Sagt(text, _place(where, name), art)


def _place(where: str, name: str) -> str:
    return f"{where}, i bildets egenskaper ({name})".removeprefix(", ")


def _text(name: str, value: Any) -> str:
    """A value as text; Windows' own fields are UTF-16, and a comment begins with its coding (Exif 4.6.5)."""
    if not isinstance(value, bytes):
        return value if isinstance(value, str) else ""
    if name.startswith("XP"):
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if name == "UserComment":
        coding = "utf-16" if value.startswith(b"UNICODE") else "utf-8"
        return value[8:].decode(coding, "replace")
    return bytes(value).decode("utf-8", "ignore")
