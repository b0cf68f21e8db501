"""Every rare sign gets a run of its own in the document that the built-in engine reads.

When the font of a text run lacks one character, rdocx sets the whole run in a fallback font, and what that
font lacks is lost. Alone in its run a sign takes nothing with it. Symbols that none of the engine's own
fonts has are set in Noto Emoji, which comes with the package (black and white, SIL Open Font License).
"""

import re
import unicodedata
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from dokumentmaskin.word import W

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

EMOJI_FONT = "Noto Emoji"
EMOJI_FILE = Path(__file__).parent / "fonts" / "NotoEmoji-Regular.ttf"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FACES = ("ascii", "hAnsi", "cs", "eastAsia")
_THEMES = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")

# These patterns are compiled when first used: together they take longer than starting the program should.

# What every text font of the engine has: Latin letters and the usual punctuation.
_SAFE = (
    "\\x00-\u00a7\u00a9-\u00ac\u00ae-\u017f\u2002-\u200a\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022"
)
_SAFE += "\u2026\u202f\u2030\u2039\u203a\u20ac\u2122"
# One symbol as a reader sees it: a flag, a keycap, or a sign with its variation selector, skin tone
# and signs joined to it (Unicode Technical Standard 51, 1.4.9).
_SIGN = "[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_DRESSED = _SIGN + "[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?\u20e3?[\U000e0020-\U000e007f]*"
_SYMBOL = f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_DRESSED}(?:\u200d{_DRESSED})*"
# Symbols, and other text that a font may lack: letters with loose accents, words in other scripts,
# rarer punctuation.
_RARE = f"{_SYMBOL}|\\w[\u0300-\u036f]+|(?:(?![{_SAFE}])\\w)+|[^{_SAFE}]"
_TRACE = f"[^{_SAFE}]|&#"
# The engine does not hyphenate, and Carlito lacks the soft hyphen; the emoji font has one look for each
# sign, and the glyph of an unused variation selector would have no text.
_LEFT_OUT = "[\u00ad\ufe0e\ufe0f]"
# The signs from U+2190 that rdocx 0.16.3 has in its own fonts; found by setting each one.
_BUNDLED = (
    "[\u2190-\u2199\u21a8\u21e8\u2202\u2205\u2206\u220f\u2211\u2212\u2215\u2219\u221a\u221e\u221f\u2229"
    "\u222b\u2248\u2260\u2261\u2264\u2265\u2302\u2310\u2320\u2321\u2460-\u2473\u24ea-\u24f4\u24ff\u2500"
    "\u2502\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u253c\u2550-\u256c\u2580\u2584\u2588\u258c"
    "\u2590-\u2593\u25a0\u25a1\u25aa-\u25ac\u25b2\u25ba\u25bc\u25c4\u25c6\u25ca-\u25cc\u25cf\u25d8\u25d9"
    "\u25e6\u25fb\u2600\u2610-\u2612\u263a-\u263c\u2640\u2642\u2660\u2663\u2665\u2666\u2669-\u266b\u266f"
    "\u2713\u2717\u274d\u2751\u2752\u2756\u2776-\u277f\u2794\u27a2\u27e8\u27e9\u29eb\u2b25\u2b27]"
)


def has_rare_signs(xml: str) -> bool:
    """Tell whether a part may have signs to isolate, at the cost of one search."""
    return bool(re.search(_TRACE, xml))


def isolate_symbols(root: "Element") -> bool:
    """Give the rare signs of a part runs of their own; tell whether one of them needs the emoji font.

    Args:
        root: The part's root element, which is changed.
    """
    needs_emoji = False
    for text in list(root.iter(W + "t")):
        run = text.getparent()
        if run is not None and run.tag == W + "r" and re.search(_RARE, text.text or ""):
            needs_emoji |= _isolate(run, text)
    return needs_emoji


def split_run(run: "Element", text: "Element", pieces: "Sequence[str]") -> "list[Element]":
    """Put runs with the same properties, one for each piece, in the place of one of a run's texts.

    Args:
        run: The run, which keeps what stands before the text; what stands after it gets a run of its own.
        text: A `w:t` of the run.
        pieces: What the new runs shall say.

    Returns:
        The new runs, one for each piece.
    """
    new = [_run_like(run, piece) for piece in pieces]
    following = list(text.itersiblings())
    rest = _run_like(run)
    rest.extend(following)
    run.remove(text)
    for later in reversed([*new, *([rest] if following else [])]):
        run.addnext(later)
    return new


def _isolate(run: "Element", text: "Element") -> bool:
    written = unicodedata.normalize("NFC", text.text or "")
    pieces = [piece for piece in re.split(f"({_RARE})", re.sub(_LEFT_OUT, "", written)) if piece]
    needs_emoji = False
    for piece, new in zip(pieces, split_run(run, text, pieces), strict=True):
        if re.fullmatch(_SYMBOL, piece) and not re.match(_BUNDLED, piece):
            _set_in_emoji(new)
            needs_emoji = True
    return needs_emoji


def _run_like(run: "Element", text: str = "") -> "Element":
    """Return a run with the same properties that says the text."""
    new = run.makeelement(W + "r")
    properties = run.find(W + "rPr")
    if properties is not None:
        new.append(deepcopy(properties))
    if text:
        content = run.makeelement(W + "t", {SPACE: "preserve"})
        content.text = text
        new.append(content)
    return new


def properties_of(run: "Element") -> "Element":
    """Return a run's properties, which it gets if it has none."""
    properties = run.find(W + "rPr")
    if properties is None:
        properties = run.makeelement(W + "rPr")
        run.insert(0, properties)
    return properties


def _set_in_emoji(run: "Element") -> None:
    properties = properties_of(run)
    fonts = properties.find(W + "rFonts")
    if fonts is None:
        fonts = run.makeelement(W + "rFonts")
        # The schema wants the style first (ISO/IEC 29500-1, 17.3.2.28).
        properties.insert(1 if properties.find(W + "rStyle") is not None else 0, fonts)
    for theme in _THEMES:
        fonts.attrib.pop(W + theme, None)
    for face in _FACES:
        fonts.set(W + face, EMOJI_FONT)
