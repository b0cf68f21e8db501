"""What a paper shows from outside itself: pictures and sections that are linked and not in the file.

No engine fetches them (that would tell strangers who reads the paper, and next year they are gone), so the
PDF lacks them. Sources: ECMA-376-2, 9.3 (relationships); OpenDocument 1.3 part 3, 19.910 (xlink:href).
"""

import re
import zipfile
from io import BytesIO
from typing import Final

from dokumentmaskin.errors import Problem

_RELATIONS: Final = re.compile(r".*\.rels")
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_SHOWN: Final = re.compile(r"\bType=\"[^\"]*/(?:image|subDocument|frame)\"")
_OUTSIDE: Final = re.compile(r"\bTargetMode=\"External\"")
_TARGET: Final = re.compile(r"\bTarget=\"([^\"]*)\"")
_OPEN: Final = ("content.xml", "styles.xml")
_OPEN_LINK: Final = re.compile(
    r"<(?:draw:image|text:section-source)\b[^>]*?\bxlink:href=\"([a-zA-Z]{2,}:[^\"]*|\.\./[^\"]*|/[^\"]*)\""
)


def linked_content(data: bytes) -> tuple[Problem, ...]:
    """Return a warning for each thing outside a package that the package shows.

    Args:
        data: The bytes of a .docx, an .odt or their like; what is no package shows nothing that is known.
    """
    if not zipfile.is_zipfile(BytesIO(data)):
        return ()
    with zipfile.ZipFile(BytesIO(data)) as package:
        found = [address for name in package.namelist() for address in _addresses(package, name)]
    return tuple(_not_shown(address) for address in dict.fromkeys(found))


def _addresses(package: zipfile.ZipFile, name: str) -> list[str]:
    from html import unescape

    if name in _OPEN:
        found = _OPEN_LINK.findall(package.read(name).decode("utf-8", "replace"))
    elif _RELATIONS.fullmatch(name):
        relations = _RELATION.findall(package.read(name).decode("utf-8", "replace"))
        shown = (tag for tag in relations if _SHOWN.search(tag) and _OUTSIDE.search(tag))
        found = [address for tag in shown for address in _TARGET.findall(tag)]
    else:
        found = []
    return [unescape(address) for address in found]


def _not_shown(address: str) -> Problem:
    return Problem(
        "lenket-innhold-ikke-med",
        f"Filen viser noe som ikke ligger i den («{address}»). Det er ikke med i PDF-en.",
        "Sett inn bildet eller teksten i filen i stedet for å lenke til det, og lagre filen på nytt.",
    )
