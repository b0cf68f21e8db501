"""A copy of the document for the built-in engine, without what rdocx would set wrongly.

Two gaps, measured with rdocx 0.16.3: a sign that the font lacks takes its whole run with it (`symbols`), and
a word wider than its table cell runs over the next one (`longwords`). The document itself is never changed.
"""

import re
import zipfile
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from dokumentmaskin.pdf.engines.longwords import break_long_words, may_have_long_words
from dokumentmaskin.pdf.engines.symbols import EMOJI_FILE, has_rare_signs, isolate_symbols
from dokumentmaskin.pdf.engines.widths import Styles


@dataclass(frozen=True, slots=True)
class EngineCopy:
    """The document as the engine should see it.

    Attributes:
        docx: The bytes of the copy; the document itself when nothing in it had to be changed.
        needs_emoji: Whether a run in it is set in the emoji font.
        font_path: The emoji font's file.
    """

    docx: bytes
    needs_emoji: bool = False
    font_path: Path = EMOJI_FILE


def engine_copy(docx: bytes) -> EngineCopy:
    """Return the copy for the engine.

    Args:
        docx: The bytes of a .docx; what is no .docx is returned as it is, for the engine to refuse.
    """
    if not zipfile.is_zipfile(BytesIO(docx)):
        return EngineCopy(docx)
    with zipfile.ZipFile(BytesIO(docx)) as package:
        copy = _Copy(package)
        for name in filter(_text_parts().fullmatch, package.namelist()):
            copy.revise(name)
        return EngineCopy(copy.written(), copy.needs_emoji) if copy.changed else EngineCopy(docx)


@cache
def _text_parts() -> re.Pattern[str]:
    return re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")


class _Copy:
    """The copy while it is made.

    Attributes:
        changed: The parts that are not as in the document.
        needs_emoji: Whether a run in one of them is set in the emoji font.
    """

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.changed: dict[str, bytes] = {}
        self.needs_emoji = False
        self._package = package
        self._styles = Styles(self._read)

    def revise(self, name: str) -> None:
        """Change a part if it needs it; most parts are not even parsed."""
        xml = self._package.read(name)
        text = xml.decode("utf-8-sig")
        rare, long = has_rare_signs(text), may_have_long_words(text)
        if not rare and not long:
            return
        from lxml import etree

        root = etree.fromstring(xml)
        if rare:
            self.needs_emoji |= isolate_symbols(root)
        broken = long and break_long_words(root, self._styles)
        if rare or broken:
            self.changed[name] = bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

    def written(self) -> bytes:
        """Return the whole copy."""
        target = BytesIO()
        with zipfile.ZipFile(target, "w") as copy:
            for name in self._package.namelist():
                copy.writestr(name, self.changed.get(name) or self._package.read(name))
        return target.getvalue()

    def _read(self, name: str) -> bytes:
        return self._package.read(name) if name in self._package.namelist() else b""
