"""What a text file says: pages, drawings, feeds, calendars and data.

They are read without a parser of each form: what stands between the marks, with inline marks gone so that no
number is broken by one, and what stands in the values of attributes.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from dokumentmaskin.site.gate.records import Sagt, says

_INLINE: Final = re.compile(
    r"</?(?:a|abbr|b|bdi|code|em|i|mark|small|span|strong|sub|sup|tspan|time|u|wbr|w:[^>]*?)(?:\s[^<>]*)?>"
)
_MARK: Final = re.compile(r"<[^<>]*>")
# What stands in a comment or as characters alone is no mark.
_UNMARKED: Final = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>")
# Where a figure is drawn is numbers in rows, which say nothing to anyone (SVG 2, 8.2, 9.3 and 10.6).
_GEOMETRY: Final = re.compile(
    r"""\s(?:d|points|viewBox|transform)=(["'])(?:[\s\d.,+MLHVCSQTAZE-]|(?:translate|scale|rotate|matrix)[()])*\1""",
    re.IGNORECASE,
)
_VALUE: Final = re.compile(r"""=\s*(?:"([^"<>]*)"|'([^'<>]*)')""")
# A line of a calendar goes on after a line feed and a blank (RFC 5545 section 3.1).
_FOLD: Final = re.compile(r"\r?\n[ \t]")
# What an appointment is known by looks like an e-mail address, and is none (section 3.8.4.7).
_UID: Final = re.compile(r"^UID[:;].*$", re.MULTILINE)


def text_said(data: bytes, name: str) -> Iterator[Sagt]:
    """Yield what a text says, by its lines.

    Args:
        data: Its bytes.
        name: What it is called; a calendar's lines are unfolded, and marks are taken out of the others'.
    """
    text = _decoded(data)
    if name.endswith(".ics"):
        text = _UID.sub("", _FOLD.sub("", text)).replace("\\n", "\n").replace("\\,", ",")
    elif name.endswith((".html", ".svg", ".xml", ".htm", ".xhtml")):
        yield from xml_said(data, "i filen")
        return
    if says(text):
        yield Sagt(unescape(text) if "&" in text else text, "i filen")


def page_lines(data: bytes, name: str) -> Iterator[str]:
    """Yield what a text says, with a line for each string in the data that programs read.

    Args:
        data: Its bytes.
        name: What it is called.
    """
    for own in text_said(data, name):
        yield own.tekst.replace('"', "\n")


def xml_said(data: bytes, where: str) -> Iterator[Sagt]:
    """Yield the words between the marks of XML or HTML, in its comments, and those in its attributes."""
    text = _GEOMETRY.sub("", _UNMARKED.sub("\n", _decoded(data)))
    values = "\n".join(first or second for first, second in _VALUE.findall(text))
    words = unescape(_MARK.sub("\n", _INLINE.sub("", text)))
    yield from (Sagt(said, where) for said in (words, unescape(values)) if says(said))


def _decoded(data: bytes) -> str:
    return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace")
