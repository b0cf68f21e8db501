"""The pictures of a twin: a file each, without what cameras and programs write beside a picture.

Sources: W3C PNG (third edition), 11.2 and 11.3 for the chunks that are seen; of a JPEG `pdf.jpeg` knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from dokumentmaskin.pdf import bare_jpeg

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
# The picture itself, and how its colours are meant.
_SEEN: Final = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sRGB", b"cICP", b"pHYs",
))  # fmt: skip
_AROUND: Final = 12  # bytes of a chunk beside what it holds


class UnshowableError(Exception):
    """A picture is of a kind that browsers do not show, or there is none."""


@dataclass(slots=True)
class Pictures:
    """The pictures of a document, by their names in the order that they come; the same picture is one file.

    Attributes:
        stem: What the names begin with.
        files: The bytes of each file.
    """

    stem: str
    files: dict[str, bytes] = field(default_factory=dict)

    def name(self, data: bytes) -> str:
        """The name of the file with a picture.

        Raises:
            UnshowableError: No browser shows it.
        """
        bare, kind = _bare(data)
        known = next((name for name, other in self.files.items() if other == bare), "")
        name = known or f"{self.stem}-bilde-{len(self.files) + 1}.{kind}"
        self.files[name] = bare
        return name


def _bare(data: bytes) -> tuple[bytes, str]:
    if data.startswith(_PNG):
        return b"".join((_PNG, *_chunks(data))), "png"
    if data.startswith(_JPEG):
        return bare_jpeg(data), "jpg"
    raise UnshowableError


def _chunks(data: bytes) -> Iterator[bytes]:
    """The chunks of a PNG that are seen, each with its length, kind and checksum."""
    at = len(_PNG)
    while at + _AROUND <= len(data):
        end = at + _AROUND + int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] in _SEEN:
            yield data[at:end]
        at = end
