"""Pictures in a Word document that nobody can see: damaged, missing, or fetched from outside the file.

`pdf.make` asks before any engine does: an engine draws what it can of half a picture, or nothing, and says no
word of it. Only files that are of a known kind by their first bytes, or are called so, are looked into; what
they hold is read as a viewer reads it, a JPEG in its smallest size.
"""

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.word import Package
from dokumentmaskin.word.inventory import Thing

_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")
_FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "DIB", "TIFF", "WEBP")
_OTHERS: Final = (
    b"<",
    b"\xef\xbb\xbf<",
    b"\x01\x00\x00\x00",
    b"\xd7\xcd\xc6\x9a",
    b"II\xbc",
)  # SVG, EMF, WMF, JXR
_DAMAGED: Final = "Bildefilen er skadet."
_ADVICE: Final = "Sett inn bildet på nytt i Word, eller ta det bort."


def examined(things: Iterable[Thing], package: Package) -> Iterator[Thing]:
    """Yield what a document shows, with why its broken pictures cannot be seen.

    Args:
        things: What it shows.
        package: The document.
    """
    found: dict[str, bool] = {}
    for thing in things:
        if thing.source and thing.source not in found:
            found[thing.source] = _is_broken(package.raw(thing.source), thing.source)
        yield replace(thing, broken=_DAMAGED) if found.get(thing.source) else thing


def broken_pictures(things: Iterable[Thing]) -> tuple[Problem, ...]:
    """Return a problem for each picture that nobody can see; of what is examined."""
    return tuple(
        Problem("bilde-odelagt", f"{thing.said} {thing.spot.said} kan ikke vises. {thing.broken}", _ADVICE)
        for thing in things
        if thing.broken
    )


def fetched_pictures(things: Iterable[Thing]) -> tuple[Problem, ...]:
    """Return a problem for each picture that is not in the document, but behind an address."""
    return tuple(
        Problem(
            "bilde-odelagt",
            f"{thing.said} {thing.spot.said} ligger ikke i dokumentet, bare en lenke til det: "
            f"«{thing.address}». Det blir ikke hentet.",
            _ADVICE,
        )
        for thing in things
        if thing.address
    )


def _is_broken(picture: bytes, name: str) -> bool:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of size and of metadata, which are no damage
            with Image.open(BytesIO(picture), formats=_FORMATS) as image:
                if image.format == "PNG":
                    image.verify()  # by the sums of its pieces, without decoding
                else:
                    image.draft("L", (1, 1))
                    image.load()
    except UnidentifiedImageError:
        # Of a kind that Pillow does not read, which may be called anything; or no picture.
        return name.lower().endswith(_ENDINGS) and not picture.startswith(_OTHERS)
    except Image.DecompressionBombError:
        return False
    except (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, IndexError, AttributeError):
        return True
    return False
