"""Mistakes in a YAML file that quotes are a part of, or would have saved.

Each recogniser looks for one mistake in one line and offers remedies for it, the likeliest first.
They guess: `yaml_advice` tries what they offer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dokumentmaskin.plan.yaml.remedies import ITEM, MAX_SUSPECTS, Line, Remedy, rows_above_new_entry, shown

_CURLY_QUOTES = "“”„‟‘’‚"
_SPECIAL_FIRST = "@%&!*>|-?[]{},`"
_OPEN_QUOTE = "Anførselstegnet ({}) som åpnes her, blir ikke lukket."
_OPENING = re.compile(r"(?:^|(?<=[\s\[{,]))[\"']")
_ENTRY = re.compile(rf"{ITEM}(?P<key>(?:[^\s:#]|:(?=\S)|[ ](?!#))+?:[ \t]+)?(?P<value>\S.*)")
_FLOW_ENTRY = re.compile(r"[{,\[][ ]*(?P<key>[^\s{}\[\],:\"'][^{}\[\],:]*:[ ]+)(?P<value>[^,}]*[^,}\s])")
_KEY = re.compile(rf"^{ITEM}(?P<name>\S[^:]*):(?= |$)")
_COMMENT_OR_BLANKS_LAST = re.compile(r"\s+#.*$|\s+$")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_KNOWN_ESCAPE = 'x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0abt\tnvfre "/\\\\N_LP]|$'
_BAD_ESCAPE = re.compile(rf"(?<!\\)(?:\\\\)*(?P<bad>\\(?!{_KNOWN_ESCAPE}))")
_NO_CHARACTER = re.compile(r"\\(?:u[dD][89a-fA-F]..|U(?!000|0010).{8}|U0000[dD][89a-fA-F]..)")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value in a line, from `start` to `end` of it; `key` has its colon and space."""

    key: str
    value: str
    start: int
    end: int


def _entries(line: str) -> Iterator[_Entry]:
    """Give what may need quotes: values inside brackets, all that follows the key, the key."""
    for hit in (*_FLOW_ENTRY.finditer(line), *_ENTRY.finditer(line)):
        if not hit["value"].startswith("#"):
            value = _COMMENT_OR_BLANKS_LAST.sub("", hit["value"])
            start = hit.start("value")
            yield _Entry(hit["key"] or "", value, start, start + len(value))
    if (key := _KEY.match(line)) is not None:
        yield _Entry("", key["name"], *key.span("name"))


def _in_single_quotes(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _quoted(line: Line, entry: _Entry, value: str) -> tuple[str, str]:
    """Give the advice to write a value in quotes, and the whole text with it written so."""
    new = _in_single_quotes(value) if '"' in value or "\\" in value else f'"{value}"'
    advice = f"Sett anførselstegn rundt hele verdien: {shown(entry.key + new)}"
    return advice, line.mended(entry.start, entry.end, new)


def no_such_character(line: Line) -> Iterator[Remedy]:
    r"""See the code of half a character, or of one beyond Unicode: `\ud800`."""
    for hit in _NO_CHARACTER.finditer(line.text):
        message = f"«{hit[0]}» er ikke koden for noe tegn."
        advice = "Skriv selve tegnet i stedet for koden, eller bruk enkle anførselstegn: '…'"
        yield Remedy("yaml-escape", line.start + hit.start(), message, advice)


def unknown_escape(line: Line) -> Iterator[Remedy]:
    r"""See a backslash that is meant as itself: `"C:\Mappe"`."""
    for quoted in _QUOTED.finditer(line.text):
        bad = _BAD_ESCAPE.search(quoted[0][:-1]) if quoted[0][0] == '"' else None
        if bad is not None:
            at = quoted.start() + bad.start("bad")
            message = f"«{line.text[at : at + 2]}» har ingen betydning mellom doble anførselstegn."
            new = _in_single_quotes(quoted[0][1:-1])
            advice = f"Bruk enkle anførselstegn. Da er «\\» et vanlig tegn: {shown(new)}"
            yield Remedy("yaml-escape", line.start + at, message, advice, line.mended(*quoted.span(), new))


def curly_quotes(line: Line) -> Iterator[Remedy]:
    """See quotes from a word processor around a value: `”Møte: del”`."""
    for entry in _entries(line.text):
        first, last = entry.value[0], entry.value[-1]
        if len(entry.value) > 1 and first in _CURLY_QUOTES and last in _CURLY_QUOTES:
            message = f"«{first}» er et typografisk anførselstegn, som YAML ikke forstår."
            quoted = _quoted(line, entry, entry.value[1:-1])
            yield Remedy("yaml-anforselstegn", line.start + entry.start, message, *quoted)


def text_after_quote(line: Line) -> Iterator[Remedy]:
    """See a value that goes on after its quote: `"Hei" sa hun`."""
    for entry in _entries(line.text):
        hit = _QUOTED.match(entry.value)
        if hit is None or hit.end() == len(entry.value):
            continue
        mark, inner = entry.value[0], entry.value[1:-1]
        # In `'NAV's ansvar'` the outer marks are meant as quotes; in `"A" og "B"` they belong to the text.
        belongs = entry.value[-1] != mark or inner.count(mark) % 2 == 0
        message = f"Her fortsetter teksten etter at anførselstegnet ({mark}) er lukket."
        rest = entry.value[hit.end() :]
        at = line.start + entry.end - len(rest.lstrip())
        quoted = _quoted(line, entry, entry.value if belongs else inner)
        yield Remedy("yaml-anforselstegn", at, message, *quoted)


def unclosed_quote(line: Line) -> Iterator[Remedy]:
    """See a quote without its end; try the line's end, and what may stand after a value."""
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), line.text)
    ends = [len(line.text.rstrip()), *(end.start() for end in re.finditer(r"[\]},:]", bare))]
    for hit in _OPENING.finditer(bare):
        message = _OPEN_QUOTE.format(hit[0])
        for end in (end for end in ends if end > hit.start()):
            advice = f"Lukk det der teksten slutter: {shown(line.text[hit.start() : end] + hit[0])}"
            text = line.mended(end, end, hit[0])
            yield Remedy("yaml-anforselstegn", line.start + hit.start(), message, advice, text)


def quote_above_new_entry(line: Line) -> Iterator[Remedy]:
    """See a quote without its end far above: the parser came to the next quote, and broke after that."""
    rows = (
        row
        for row, below in rows_above_new_entry(line)
        if _opens_quote(row.text) and _opens_quote(line.whole[row.start : below])
    )
    for row in islice(rows, MAX_SUSPECTS):
        yield from unclosed_quote(row)


def _opens_quote(text: str) -> bool:
    return ('"' in text or "'" in text) and _OPENING.search(_QUOTED.sub("", text)) is not None


def never_closed_quote(line: Line) -> Iterator[Remedy]:
    """See a quote that runs to the end of the file, when no place to close it was found."""
    opening = line.broken.opening
    mark = line.whole[opening : opening + 1]
    if mark in {"'", '"'} and line.broken.is_never_closed(line.whole):
        advice = f"Skriv {mark} der teksten slutter."
        yield Remedy("yaml-anforselstegn", opening, _OPEN_QUOTE.format(mark), advice)


def special_first_character(line: Line) -> Iterator[Remedy]:
    """See a value that begins with a sign of YAML's own: `@navn`, `**viktig**`."""
    for entry in _entries(line.text):
        closes = entry.value[0] in "]}" and not line.text[: entry.start].strip()  # what a line above opens
        if entry.value[0] in _SPECIAL_FIRST and not closes:
            message = f"Verdien begynner med «{entry.value[0]}», som har en egen betydning i YAML."
            quoted = _quoted(line, entry, entry.value)
            yield Remedy("yaml-spesialtegn", line.start + entry.start, message, *quoted)


def colon_in_value(line: Line) -> Iterator[Remedy]:
    """See a value that looks like a key and a value: `tittel: Møte: del 2`."""
    for entry in _entries(line.text):
        hit = re.search(r":(?=\s|$)", entry.value)
        if hit is not None and entry.key and entry.value[0] not in "\"'":
            message = "Verdien inneholder kolon og mellomrom, som ellers skiller nøkkel og verdi."
            if hit.end() == len(entry.value):
                message = "Verdien slutter med kolon, som ellers skiller nøkkel og verdi."
            quoted = _quoted(line, entry, entry.value)
            yield Remedy("yaml-kolon", line.start + entry.start + hit.start(), message, *quoted)
