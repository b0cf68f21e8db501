"""The links and pictures of a text, `[tekst](adresse)` and `<adresse>`, as a plan's texts have them.

They are checked when the plan is read, long before its Markdown is parsed: so they alone are looked for, by
the same rules (CommonMark 0.31, 6.3 and 6.5).
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

_OPENS: Final = re.compile(r"(?<!\\)\]\(")
_AUTOMATIC: Final = re.compile(r"(?<!\\)<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)>")
# (<adresse med mellomrom>) or (adresse(1)), each with a title if need be: (adresse "tittel").
_TARGET: Final = re.compile(
    r"""\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^\s()<>]|\([^\s()<>]*\))*))"""
    r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)"""
)
_WEB: Final = ("https://", "http://", "mailto:", "tel:")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


def link_targets(text: str) -> Iterator[str]:
    """Where the links of a text lead, in order, as the person wrote it."""
    found = [(match.start(), match[1]) for match in _AUTOMATIC.finditer(text)]
    found += [(place, target) for place, opening, target in _targets(text) if not _is_picture(text, opening)]
    yield from (target for _, target in sorted(found))


def pictures(text: str) -> Iterator[tuple[str, str]]:
    """What the pictures of a text show, `![et kart](vedlegg/kart.png)`, and where each lies, in order."""
    for place, opening, target in _targets(text):
        if _is_picture(text, opening):
            yield " ".join(text[opening + 1 : place - 1].split()), target


def _targets(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each address begins, where the words before it do, and the address."""
    for start in _openings(text):
        if match := _TARGET.match(text, start):
            angled = match["angled"]
            yield start, _opening(text, start - 1), match["plain"] if angled is None else angled


def _is_picture(text: str, opening: int) -> bool:
    """Whether a «!» that means something stands before a bracket."""
    return re.search(r"(?<!\\)!\Z", text[:opening]) is not None


def broken_links(text: str) -> Iterator[str]:
    """The addresses of what looks like a link and is none: it would stand on the page with its brackets."""
    for start in _openings(text):
        end = text.find(")", start)
        if not _TARGET.match(text, start) and end > 0 and "\n\n" not in text[start:end]:
            yield " ".join(text[start + 1 : end].split())


def is_web_address(target: str) -> bool:
    """Whether a link leads out on the web, to an e-mail address or to a telephone."""
    return target.lower().startswith(_WEB)


def is_path(target: str) -> bool:
    """Whether a link may lead to a file beside the plan."""
    return bool(target) and not target.startswith(("#", "?", "//")) and not _SCHEME.match(target)


def spellings(target: str) -> tuple[str, ...]:
    """The paths that a link may mean: as it is written, and with %20 read as a space."""
    return tuple(dict.fromkeys((target, unquote(target))))


def _openings(text: str) -> Iterator[int]:
    """Where the addresses of links begin, at their round bracket."""
    for match in _OPENS.finditer(text):
        if _opening(text, match.start()) >= 0:
            yield match.end() - 1


def _opening(text: str, closing: int) -> int:
    """Where the bracket that closes here was opened, or -1; one after a backslash opens nothing."""
    depth = 1
    for match in reversed(list(re.finditer(r"(?<!\\)[\[\]]", text[:closing]))):
        depth += 1 if match[0] == "]" else -1
        if depth == 0:
            return match.start()
    return -1
