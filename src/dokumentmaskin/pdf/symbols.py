"""A copy of the document for the built-in engine, in which every rare sign has a run of its own.

When the font of a text run lacks one character, rdocx sets the whole run in a fallback font, and what that
font lacks is lost. Alone in its run a sign takes nothing with it. Symbols that none of the engine's own
fonts has are set in Noto Emoji, which comes with the package (black and white, SIL Open Font License).
The document itself is never changed.
"""

import re
import unicodedata
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

EMOJI_FONT = "Noto Emoji"
_FONT_FILE = Path(__file__).parent / "fonts" / "NotoEmoji-Regular.ttf"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")
_FACES = ("ascii", "hAnsi", "cs", "eastAsia")
_THEMES = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")

# What every text font of the engine has: Latin letters and the usual punctuation.
_SAFE = (
    "\\x00-\u00a7\u00a9-\u00ac\u00ae-\u017f\u2002-\u200a\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022"
)
_SAFE += "\u2026\u202f\u2030\u2039\u203a\u20ac\u2122"
# One symbol as a reader sees it: a flag, a keycap, or a sign with its variation selector, skin tone
# and signs joined to it (Unicode Technical Standard 51, 1.4.9).
_SIGN = "[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_DRESSED = _SIGN + "[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?\u20e3?[\U000e0020-\U000e007f]*"
_SYMBOL = re.compile(f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_DRESSED}(?:\u200d{_DRESSED})*")
# Symbols, and other text that a font may lack: letters with loose accents, words in other scripts,
# rarer punctuation.
_RARE = re.compile(f"{_SYMBOL.pattern}|\\w[\u0300-\u036f]+|(?:(?![{_SAFE}])\\w)+|[^{_SAFE}]")
_TRACE = re.compile(f"[^{_SAFE}]|&#")
# The engine does not hyphenate, and Carlito lacks the soft hyphen; the emoji font has one look for each
# sign, and the glyph of an unused variation selector would have no text.
_LEFT_OUT = re.compile("[\u00ad\ufe0e\ufe0f]")
# The signs from U+2190 that rdocx 0.16.3 has in its own fonts; found by setting each one.
_BUNDLED = re.compile(
    "[\u2190-\u2199\u21a8\u21e8\u2202\u2205\u2206\u220f\u2211\u2212\u2215\u2219\u221a\u221e\u221f\u2229"
    "\u222b\u2248\u2260\u2261\u2264\u2265\u2302\u2310\u2320\u2321\u2460-\u2473\u24ea-\u24f4\u24ff\u2500"
    "\u2502\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u253c\u2550-\u256c\u2580\u2584\u2588\u258c"
    "\u2590-\u2593\u25a0\u25a1\u25aa-\u25ac\u25b2\u25ba\u25bc\u25c4\u25c6\u25ca-\u25cc\u25cf\u25d8\u25d9"
    "\u25e6\u25fb\u2600\u2610-\u2612\u263a-\u263c\u2640\u2642\u2660\u2663\u2665\u2666\u2669-\u266b\u266f"
    "\u2713\u2717\u274d\u2751\u2752\u2756\u2776-\u277f\u2794\u27a2\u27e8\u27e9\u29eb\u2b25\u2b27]"
)


@dataclass(frozen=True, slots=True)
class EngineCopy:
    """The document as the engine should see it.

    Attributes:
        docx: The bytes of the copy; the document itself when it has no rare signs.
        needs_emoji: Whether a run in it is set in the emoji font.
        font_path: The emoji font's file.
    """

    docx: bytes
    needs_emoji: bool = False
    font_path: Path = _FONT_FILE


def isolate_symbols(docx: bytes) -> EngineCopy:
    """Return the copy for the engine.

    Args:
        docx: The bytes of a .docx; what is no .docx is returned as it is, for the engine to refuse.
    """
    if not zipfile.is_zipfile(BytesIO(docx)):
        return EngineCopy(docx)
    with zipfile.ZipFile(BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist() if _PARTS.fullmatch(name)}
        changed = {
            name: _isolated(xml) for name, xml in parts.items() if _TRACE.search(xml.decode("utf-8-sig"))
        }
        if not changed:
            return EngineCopy(docx)
        copy = _rewritten(package, {name: xml for name, (xml, _) in changed.items()})
    return EngineCopy(copy, any(emoji for _, emoji in changed.values()))


def _rewritten(package: zipfile.ZipFile, parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, parts.get(name) or package.read(name))
    return target.getvalue()


def _isolated(xml: bytes) -> tuple[bytes, bool]:
    """Return a part with its rare signs isolated, and whether one of them needs the emoji font."""
    from lxml import etree

    root = etree.fromstring(xml)
    needs_emoji = False
    for text in list(root.iter(_W + "t")):
        run = text.getparent()
        if run is not None and run.tag == _W + "r" and _RARE.search(text.text or ""):
            needs_emoji |= _split(run, text)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")), needs_emoji


def _split(run: "Element", text: "Element") -> bool:
    """Split a run at the rare signs of one of its texts; tell whether one needs the emoji font."""
    needs_emoji = False
    written = _LEFT_OUT.sub("", unicodedata.normalize("NFC", text.text or ""))
    for piece in _pieces(written):
        is_emoji = bool(_SYMBOL.fullmatch(piece)) and not _BUNDLED.match(piece)
        new = _run_like(run, piece)
        if is_emoji:
            _set_in_emoji(new)
            needs_emoji = True
        text.addprevious(new)  # beside the text for now; lifted out below
    _lift(run, text)
    return needs_emoji


def _pieces(text: str) -> list[str]:
    """Return the text cut into rare signs and what stands between them."""
    pieces, end = [], 0
    for match in _RARE.finditer(text):
        pieces += [text[end : match.start()], match[0]]
        end = match.end()
    return [piece for piece in [*pieces, text[end:]] if piece]


def _run_like(run: "Element", text: str) -> "Element":
    """Return a run with the same properties that says the text."""
    from lxml import etree

    new = etree.Element(_W + "r")
    properties = run.find(_W + "rPr")
    if properties is not None:
        new.append(deepcopy(properties))
    content = etree.SubElement(new, _W + "t")
    content.text = text
    content.set(_SPACE, "preserve")
    return new


def _set_in_emoji(run: "Element") -> None:
    from lxml import etree

    properties = run.find(_W + "rPr")
    if properties is None:
        properties = etree.Element(_W + "rPr")
        run.insert(0, properties)
    fonts = properties.find(_W + "rFonts")
    if fonts is None:
        fonts = etree.Element(_W + "rFonts")
        # The schema wants the style first (ISO/IEC 29500-1, 17.3.2.28).
        properties.insert(1 if properties.find(_W + "rStyle") is not None else 0, fonts)
    for theme in _THEMES:
        fonts.attrib.pop(_W + theme, None)
    for face in _FACES:
        fonts.set(_W + face, EMOJI_FONT)


def _lift(run: "Element", text: "Element") -> None:
    """Move the new runs out of the run, which keeps what stood before them; the rest follows them."""
    new = [child for child in run if child.tag == _W + "r"]
    following = list(text.itersiblings())
    rest = _run_like(run, "")
    rest.remove(rest[-1])
    rest.extend(following)
    run.remove(text)
    for later in reversed([*new, *([rest] if following else [])]):
        run.addnext(later)
