"""The codes in a text, found as jinja finds them, and written as jinja reads them.

Word helps who writes: it makes «» or ” of a quote, a dash of a hyphen, puts in spaces that do not break and
hyphens that do not show. In a code all of these are what was typed. What is quoted in a code may hold
anything, `}}` too, so it is written with escapes, and no later reader takes it for a code's end or for XML.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_ENDS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
# What a quote that begins as the key ends with.
_QUOTES: Final = {
    '"': '"', "'": "'", "«": "»", "»": "«»", "“": "“”", "”": "“”", "„": "“”", "‘": "‘’", "’": "‘’", "‚": "‘’",
}  # fmt: skip
_ESCAPED: Final = str.maketrans({sign: f"\\x{ord(sign):02x}" for sign in "\"'{}%#<>&"}) | str.maketrans(
    {sign: f"\\u{ord(sign):04x}" for sign in "“”‘’"}
)
_TYPED: Final = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n\r\u000b\u000c", " ")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_KINDS: Final = ("tr", "tc", "p", "r")


@dataclass(frozen=True, slots=True)
class Code:
    """A code in a text.

    Attributes:
        start: Where it begins.
        end: The place after its last character; of one that is not closed, the text's end.
        shown: As it stands there.
        clean: As jinja reads it, without the letters of its kind; empty for one that is not closed.
        kind: What it takes the place of: `p` a paragraph, `tr` a row, `tc` a cell, `r` a run; else empty.
    """

    start: int
    end: int
    shown: str
    clean: str
    kind: str = ""

    @property
    def tag(self) -> str:
        """«if», «endfor» …; empty for a code that prints."""
        words = self.clean[2:-2].strip("-+ \n").split(maxsplit=1) if self.clean.startswith("{%") else []
        return words[0] if words else ""


def codes_in(text: str) -> Iterator[Code]:
    """The codes of a text in their order."""
    place = 0
    while (start := _opening(text, place)) >= 0:
        end, inner = _read(text, start)
        if not inner:
            yield Code(start, len(text), text[start:], "")
            place = start + 2
            continue
        kind = next((kind for kind in _KINDS if inner.startswith(f"{kind} ")), "")
        opening = text[start : start + 2]
        # On a line of its own: so the line of an error says which code it was.
        trim = inner[0] if inner[0] in "-+" else ""
        clean = f"{opening}{trim}\n{inner.removeprefix(trim or kind)}{_ENDS[opening]}"
        yield Code(start, end, text[start:end], clean, kind)
        place = end


def _opening(text: str, place: int) -> int:
    found = [at for opening in _ENDS if (at := text.find(opening, place)) >= 0]
    return min(found, default=-1)


def _read(text: str, start: int) -> tuple[int, str]:
    """Where a code ends, and what is in it as jinja reads it; nothing of one that does not end."""
    closing, place, depth = _ENDS[text[start : start + 2]], start + 2, 0
    if closing == "#}":
        end = text.find(closing, place)
        return (end + 2, text[place:end].translate(_ESCAPED) or " ") if end >= 0 else (end, "")
    inner: list[str] = []
    while place < len(text):
        sign = text[place]
        if depth == 0 and text.startswith(closing, place):
            return place + 2, "".join(inner) or " "
        if sign in _QUOTES:
            place, quoted = _quoted(text, place)
            inner.append(quoted)
            continue
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            break
        inner.append(sign.translate(_TYPED))
        place += 1
    return -1, ""


def _quoted(text: str, place: int) -> tuple[int, str]:
    """Where a quote ends, and the same with escapes; one that does not end is left as it is."""
    ends, start = _QUOTES[text[place]], place + 1
    place, inner = start, list[str]()
    while place < len(text):
        if text[place] == "\\" and place + 1 < len(text):
            follows = text[place + 1]
            inner.append(follows.translate(_ESCAPED) if follows in _QUOTES else f"\\{follows}")
            place += 2
        elif text[place] in ends:
            return place + 1, f"'{''.join(inner)}'"
        else:
            inner.append(text[place].translate(_ESCAPED))
            place += 1
    return len(text), text[start - 1 :]
