"""A copy of the document for the built-in engine, without what rdocx would set wrongly.

Two gaps, measured with rdocx 0.16.3: a sign that the font lacks takes its whole run with it (`symbols`), and
a word wider than its table cell runs over the next one (`longwords`). The document itself is never changed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dokumentmaskin.pdf.engines.longwords import break_long_words, may_have_long_words
from dokumentmaskin.pdf.engines.symbols import has_rare_signs, isolate_symbols
from dokumentmaskin.pdf.engines.widths import Styles
from dokumentmaskin.word import STORIES, Package, packed, parsed, written


@dataclass(frozen=True, slots=True)
class EngineCopy:
    """The document as the engine should see it.

    Attributes:
        docx: The bytes of the copy; the document itself when nothing in it had to be changed.
        needs_emoji: Whether a run in it is set in the emoji font.
    """

    docx: bytes
    needs_emoji: bool = False


def engine_copy(docx: bytes) -> EngineCopy:
    """Return the copy for the engine; most parts are not even parsed.

    Args:
        docx: The bytes of a .docx.

    Raises:
        DamagedError: A part cannot be read.
    """
    package = Package(docx)
    styles = Styles(_reader(package))
    changed: dict[str, bytes] = {}
    needs_emoji = False
    for name in package.named(*STORIES):
        xml = package.read(name)
        text = xml.decode("utf-8-sig")
        rare, long = has_rare_signs(text), may_have_long_words(text)
        if not rare and not long:
            continue
        root = parsed(xml)
        needs_emoji |= rare and isolate_symbols(root)
        broken = long and break_long_words(root, styles)
        if rare or broken:
            changed[name] = written(root)
    if not changed:
        return EngineCopy(docx)
    return EngineCopy(packed({name: package.read(name) for name in package.names} | changed), needs_emoji)


def _reader(package: Package) -> Callable[[str], bytes]:
    return lambda name: package.read(name) if name in package.names else b""
