"""Build the fonts of the year wheel: `python tools/fonts/wheel_font.py NotoSans-{Regular,Bold}.ttf`.

The sources are those of `line_font.py`, under the same licence. Kept are the letters of the Latin languages
of Europe, the Sámi ones among them, and the signs that Norwegian text uses; `fonts/widths.json` has how wide
each is, so that what is laid out is what is seen. The same sources give the same bytes.
"""

import json
import sys
from itertools import chain
from pathlib import Path

from fontTools.ttLib import TTFont
from line_font import subset

FOLDER = Path(__file__).parents[2] / "src" / "dokumentmaskin" / "document" / "wheel" / "fonts"
BLOCKS = [
    range(0x20, 0x7F),  # Basic Latin
    range(0xA0, 0x180),  # Latin-1 Supplement and Latin Extended-A
    range(0x1CD, 0x1F0),  # of Latin Extended-B: the carons, and what Skolt Sámi has
    range(0x218, 0x21C),
    range(0x1E80, 0x1E86),
    range(0x2010, 0x2016),  # hyphens and dashes
    range(0x2018, 0x2023),  # quotes, daggers, bullet
    [0x2026, 0x202F, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2122],
]


def widths(font: TTFont) -> dict[str, int]:
    """The width of each sign in thousandths of an em."""
    scale, glyphs = 1000 / font["head"].unitsPerEm, font["hmtx"]
    return {chr(code): round(glyphs[name][0] * scale) for code, name in sorted(font.getBestCmap().items())}


def build(*sources: Path) -> None:
    measured = []
    for name, source in zip(("Regular", "Bold"), sources, strict=True):
        font = TTFont(source, recalcTimestamp=False)
        subset(font, chain(*BLOCKS))
        font.save(FOLDER / f"NotoSans-Wheel-{name}.ttf")
        measured.append(widths(font))
    lines = json.dumps(measured, ensure_ascii=False).replace("}, ", "},\n") + "\n"
    (FOLDER / "widths.json").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    build(*map(Path, sys.argv[1:]))
