"""Build the font of the running line: `python tools/fonts/line_font.py NotoSans-Regular.ttf [FOLDER]`.

The source is Noto Sans Regular, from Debian's `fonts-noto-core` or https://github.com/notofonts; its licence
(SIL OFL 1.1) reserves no font name. Kept are the characters of Windows-1252, which a simple font with
WinAnsiEncoding can show (ISO 32000-1, annex D.2), without hinting and what only a word processor uses.
The same source gives the same bytes. Needs fonttools, which dok itself does not.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parents[2] / "src" / "dokumentmaskin" / "bundle" / "pages" / "fonts"
FIRST, LAST = 32, 255
SOFT_HYPHEN = 0xAD


def characters() -> dict[int, int]:
    """The Unicode number of each code of Windows-1252 that shows something."""
    found = {}
    for code in range(FIRST, LAST + 1):
        text = bytes([code]).decode("cp1252", errors="ignore")
        if text and code not in {127, SOFT_HYPHEN}:
            found[code] = ord(text)
    return found


def subset(font: TTFont, kept: Iterable[int]) -> None:
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "STAT", "meta", "gasp"]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)


def measures(font: TTFont) -> dict[str, object]:
    """What a font descriptor says, in thousandths of an em (ISO 32000-1, 9.8.1), and each code's width."""
    scale = 1000 / font["head"].unitsPerEm
    head, names, glyphs = font["head"], font.getBestCmap(), font["hmtx"]
    widths = {code: round(glyphs[names[number]][0] * scale) for code, number in characters().items()}
    return {
        "name": font["name"].getDebugName(6),
        "box": [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)],
        "ascent": round(font["hhea"].ascent * scale),
        "descent": round(font["hhea"].descent * scale),
        "capital": round(font["OS/2"].sCapHeight * scale),
        "widths": [widths.get(code, 0) for code in range(FIRST, LAST + 1)],
    }


def build(source: Path, folder: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    subset(font, characters().values())
    font.save(folder / "NotoSans-Line.ttf")
    lines = json.dumps(measures(font), indent=None).replace("], ", "],\n") + "\n"
    (folder / "NotoSans-Line.json").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(*sys.argv[2:] or [str(FOLDER)]))
