"""Does the PDF hold every word of the Word document?

The words are counted, so that one lost of two is found. What a page does to a word is allowed for:
broken over lines, hyphenated, set in capitals or with ligatures, glued to its neighbour across a tab.
Headers and footers stand on many pages or none, so they are compared apart, by what the PDF marks as
artifact (ISO 14289-1, 7.8).
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from dokumentmaskin.errors import Problem

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

    from dokumentmaskin.document.text import DocumentText

# Soft hyphens, zero-width signs, variation selectors; skin tones, which the emoji font does not show.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff\U0001f3fb-\U0001f3ff]")
_HYPHENS = re.compile("[\u2010\u2011]")
_SHOWN = 10  # words named in one message
_STATE = frozenset((b"q", b"Q", b"cm", b"Tf", b"TL", b"Tc", b"Tw", b"Tz"))


def lost_words(document: "DocumentText", pdf: bytes) -> tuple[Problem, ...]:
    """Return a problem that names the document's words that the PDF lacks; nothing if it has all.

    Args:
        document: The document's words.
        pdf: A tagged PDF made from it.
    """
    body, running = _pdf_words(pdf)
    missing = missing_words(document.body, body)
    for part in document.running:
        lost = missing_words(part, running)
        # A part of which nothing is shown belongs to no page: a first-page header that is not used.
        missing += lost if len(lost) < len(part) else ()
    return (_lost(missing),) if missing else ()


def missing_words(expected: Sequence[str], found: Sequence[str]) -> tuple[str, ...]:
    """Return the words of `expected` that `found` has too few of, in order, as they were written."""
    plain = [_plain(word) for word in expected]
    tokens = [token for token in map(_plain, found) if token]
    short = Counter(word for word in plain if word) - Counter(tokens)
    if short:
        short = _without_broken(short, Counter(plain), tokens)
    if short:
        short = _without_glued(short, tokens, frozenset(plain))
    missing = []
    for word, written in zip(plain, expected, strict=True):
        if short[word] > 0:
            short[word] -= 1
            missing.append(written)
    return tuple(missing)


def _plain(word: str) -> str:
    """Return the word without what a page may change: ligatures, case, soft hyphens."""
    word = _INVISIBLE.sub("", unicodedata.normalize("NFKC", word).casefold())
    return _HYPHENS.sub("-", word)


def _without_broken(short: Counter[str], wanted: Counter[str], tokens: Sequence[str]) -> Counter[str]:
    """Return what is still missing when words broken over lines are put together."""
    whole = _Joined(tokens)
    unhyphenated = _Joined([token.removesuffix("-") or token for token in tokens])
    left = Counter[str]()
    for word in short:
        found = whole.count(word)
        if found < wanted[word]:
            found = max(found, unhyphenated.count(word))
        left[word] = wanted[word] - found
    return +left


class _Joined:
    """The tokens of a text written together, with the places where a token begins or ends."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.text = "".join(tokens)
        self.edges = [0]
        for token in tokens:
            self.edges.append(self.edges[-1] + len(token))

    def count(self, word: str) -> int:
        """Count the places where the word fills one token or several exactly."""
        count, start = 0, self.text.find(word)
        while start >= 0:
            fits = self._is_edge(start) and self._is_edge(start + len(word))
            count += fits
            start = self.text.find(word, start + (len(word) if fits else 1))
        return count

    def _is_edge(self, position: int) -> bool:
        at = bisect_left(self.edges, position)
        return at < len(self.edges) and self.edges[at] == position


def _without_glued(short: Counter[str], tokens: Iterable[str], known: frozenset[str]) -> Counter[str]:
    """Return what is still missing when tokens that are nothing but missing words are taken apart."""
    left = short.copy()
    for token in tokens:
        if token not in known:
            left -= Counter(_parts(token, left))
    return left


def _parts(token: str, words: Counter[str]) -> tuple[str, ...]:
    """Return the words that the token is made of, empty if it holds anything else."""
    for word in words:
        if token == word:
            return (word,)
        if token.startswith(word) and (rest := _parts(token[len(word) :], words)):
            return (word, *rest)
    return ()


def _pdf_words(pdf: bytes) -> tuple[list[str], list[str]]:
    """Return the words of the PDF's content and those of its artifacts."""
    from pypdf import PdfReader

    body: list[str] = []
    running: list[str] = []
    reader = PdfReader(BytesIO(pdf))
    for page in reader.pages:
        content, artifacts = _page_text(page, reader)
        body += content.split()
        running += artifacts.split()
    return body, running


def _page_text(page: "PageObject", reader: "PdfReader") -> tuple[str, str]:
    """Return a page's text as read from its content, artifacts apart."""
    from pypdf.generic import ContentStream, NameObject

    contents = page.get("/Contents")
    if contents is None:
        return "", ""
    # As `extract_text` itself parses: "bytes" leaves the strings to the page's fonts.
    operations = ContentStream(contents.get_object(), reader, "bytes").operations
    inside = _artifact_flags(operations)
    texts = []
    for wanted in (False, True):
        stream = ContentStream(None, reader, "bytes")
        stream.operations = [
            operation
            for operation, is_artifact in zip(operations, inside, strict=True)
            if is_artifact == wanted or operation[1] in _STATE
        ]
        page[NameObject("/Contents")] = stream
        texts.append(page.extract_text(visitor_operand_before=_seen))
    return texts[0], texts[1]


def _seen(*_operation: object) -> None:
    """See an operator and do nothing: with a visitor pypdf reads our operators as they are."""


def _artifact_flags(operations: Iterable[tuple[object, bytes]]) -> list[bool]:
    """Tell for each operation whether it stands inside an artifact."""
    flags: list[bool] = []
    marks: list[bool] = []
    for operands, operator in operations:
        if operator in {b"BMC", b"BDC"}:
            is_artifact = isinstance(operands, list) and operands[0] == "/Artifact"
            marks.append(is_artifact or marks[-1:] == [True])
        elif operator == b"EMC" and marks:
            marks.pop()
        flags.append(marks[-1:] == [True])
    return flags


def _lost(words: Sequence[str]) -> Problem:
    named = ", ".join(f"«{word}»" for word in dict.fromkeys(words[:_SHOWN]))
    more = f" og {len(words) - _SHOWN} til" if len(words) > _SHOWN else ""
    return Problem(
        "pdf-mangler-ord",
        f"PDF-en mangler ord som står i Word-dokumentet: {named}{more}.",
        "Skriv teksten på en annen måte i Word, eller eksporter PDF-en fra Word.",
    )
