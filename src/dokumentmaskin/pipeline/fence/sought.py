"""Whether what is withheld stands in a text: six words in a row, a title, a name, an address or a number.

Texts are compared by their letters and digits alone, in one case and one form of Unicode, so that a line's
end, a hyphen, a hard space or a ligature hides nothing. Where words begin is kept beside, for what is short
must not be found inside another word.

The time is linear in both texts: what is sought is entered by its first letters, and each place of a text is
looked up once.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Final, Literal
from urllib.parse import unquote

from dokumentmaskin.pdf import Said

# Reads some places more closely, by their names.
Closely = Callable[[Container[str]], Iterable[Said]]
Kind = Literal["tekst", "tittel", "fil", "papir"]

# So many words in a row are nobody's by chance; so many are a title wherever they stand.
_RUN: Final = 6
_TELLING: Final = 3
# So many of a run are more than numbers, which the heads of two tables may have in common.
_WORDS_IN_RUN: Final = 4
# A name of so few letters, «a.pdf», says nothing without its suffix.
_LETTER: Final = 2
# By so many letters a text is looked up.
_ANCHOR: Final = 12
# A text of more letters is found where words are written together, too.
_UNMISTAKABLE: Final = 24

_WORD: Final = re.compile(r"[^\W_]+")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff]")
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s<>«»\"]+")
_ADDRESS_OR_WORD: Final = re.compile(f"{_ADDRESS.pattern}|{_WORD.pattern}")
# A phone number, an account, a national identity number, or so many digits in one.
_NUMBER: Final = re.compile(
    r"""(?<![\w,])(?:(?:\+|00)[ ]?\d{2}[ ]?)?
        (?P<phone>\d{2}\s\d{2}\s\d{2}\s\d{2}|\d{3}\s\d{2}\s\d{3}|\d{8})(?![\w-]|[.,]\d)
        |(?<![\w,-])(?:\d{4}[. ]\d{2}[. ]\d{5}|\d{6}\s\d{5}|\d{5,})(?![\w-]|[.,]\d)""",
    re.VERBOSE,
)
# What stands before a title in a list, and after it, as letters alone.
_BEFORE: Final = re.compile(r"(?:sak|saken|vedlegg|punkt|\d)*")
_AFTER: Final = re.compile(r"\d*|pdf|docx?|xlsx?|pptx?|od[tsp]|txt|md|png|jpe?g|tiff?")
_SUFFIX: Final = re.compile(r"\.\w{1,5}$")


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that is withheld.

    Attributes:
        text: What it says.
        where: Where it stands, as a message says it.
        kind: What it is: running text, a title, the name of a file, or the text of a paper.
    """

    text: str
    where: str
    kind: Kind = "tekst"


@dataclass(frozen=True, slots=True)
class Closed:
    """What is withheld of one document, beside what the plan withholds.

    Attributes:
        secrets: What that is.
        open: What dok's own open edition of the document says: a row of that may have words in common with
            the same row of the whole one, «Unntatt offentlighet, jf. offl. § 25 | Vedtak | 15 min».
    """

    secrets: tuple[Secret, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Something withheld that stands in a text.

    Attributes:
        words: As much of it as was found.
        secret: Whose it is.
        where: Where it was found.
    """

    words: str
    secret: Secret
    where: str


@dataclass(frozen=True, slots=True)
class _Needle:
    """Letters to look for; a title of few words only where it stands as one."""

    letters: str
    secret: Secret
    short_title: bool = False
    address: bool = False

    def stands(self, text: "_Text", start: int, end: int) -> bool:
        """Whether letters of a text that are its own are words there, and a short title one."""
        if self.short_title and not text.is_title(start, end):
            return False
        return len(self.letters) > _UNMISTAKABLE or text.is_whole(start, end)


_Index = dict[int, dict[str, list[_Needle]]]


def no_closer(_: Container[str]) -> Iterable[Said]:
    """What reads nothing more closely: where words and lines begin is known already."""
    return ()


class Sought:
    """What is withheld, made ready to be looked for."""

    def __init__(self, secrets: Iterable[Secret], allowed: Iterable[str], papers: Iterable[str] = ()) -> None:
        """Take in what is withheld, less what stands in a text that everyone may read.

        Args:
            secrets: What is withheld.
            allowed: What everyone may read.
            papers: What open papers say. An address or a number that one of them has, a letterhead's, is no
                exempt paper's alone; a run of words is, until somebody says that it is open.
        """
        needles: dict[str, _Needle] = {}
        for secret in secrets:
            for needle in _needles(secret):
                needles.setdefault(needle.letters, needle)
        index = _by_anchor(needles.values())
        free = {needle.letters for needle in _words_of(index, allowed)}
        heads = (needle for needle in _words_of(index, papers) if needle.address)
        free.update(needle.letters for needle in heads if needle.secret.kind == "papir")
        self._needles = [needle for letters, needle in needles.items() if letters not in free]
        self._index = _by_anchor(self._needles)

    @property
    def letters(self) -> list[str]:
        """All that is looked for, in a form that is the same where the same is found."""
        return sorted(f"{one.letters} {one.address} {one.short_title}" for one in self._needles)

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._index)

    def found(self, said: Iterable[Said], closely: Closely = no_closer) -> tuple[Found, ...]:
        """What stands in a file, each secret once in each place.

        Args:
            said: What the file says.
            closely: Says more exactly, by its places, where words and lines begin. It is asked where letters
                stand that would be withheld if they were a word, or a title.
        """
        if not self:
            return ()
        text = _Text(said)
        spans: dict[tuple[Secret, str], tuple[int, int]] = {}
        near: set[str] = set()
        for needle, start, end in sorted(_hits(self._index, text), key=itemgetter(1)):
            where = text.where(start)
            if not needle.stands(text, start, end):
                near.add(where)
                continue
            first, last = spans.get((needle.secret, where), (start, end))
            # Runs that overlap are one text; only the first in a place is told of.
            spans[needle.secret, where] = first, max(last, end) if start <= last else last
        found = {place: Found(text.words(*span), *place) for place, span in spans.items()}
        if near:
            for one in self.found(closely(near)):
                found.setdefault((one.secret, one.where), one)
        return tuple(found.values())


def _words_of(index: "_Index", texts: Iterable[str]) -> Iterator["_Needle"]:
    """The needles whose words stand in some texts, also those of short titles that are none there."""
    text = _Text(Said(text, "") for text in texts)
    for needle, start, end in _hits(index, text):
        if replace(needle, short_title=False).stands(text, start, end):
            yield needle


def _needles(secret: Secret) -> Iterator[_Needle]:
    """What of a secret is looked for."""
    text = _plain(secret.text)
    words = ["".join(_WORD.findall(word)) for word in _ADDRESS_OR_WORD.findall(text)]
    if secret.kind == "tittel":
        yield from _title(secret, words)
    if secret.kind == "fil":
        yield _Needle("".join(words), secret)
        stem = _WORD.findall(_SUFFIX.sub("", text))
        yield from _title(secret, stem) if len("".join(stem)) > _LETTER else ()
    for place in range(len(words) - _RUN + 1):
        run = words[place : place + _RUN]
        if sum(not word.isdigit() for word in run) >= _WORDS_IN_RUN:
            yield _Needle("".join(run), secret)
    for address in _ADDRESS.findall(text):
        parts = _WORD.findall(address.partition("://")[2] or address)
        if len(parts) > 1:
            yield _Needle("".join(parts), secret, address=True)
    for number in _numbers(text):
        yield _Needle(_number(number), secret, address=True)


def _title(secret: Secret, words: Sequence[str]) -> Iterator[_Needle]:
    letters = "".join(words)
    if letters and not letters.isdigit():
        yield _Needle(letters, secret, short_title=len(words) < _TELLING)


def _plain(text: str) -> str:
    """The text in one case and one form, without what is not seen."""
    if "%" in text:
        text = unquote(text)
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).casefold())


def _numbers(text: str) -> list[str]:
    """The numbers in a text that somebody is known by; of one for a phone the last eight digits."""
    return [re.sub(r"\D", "", match["phone"] or match[0]) for match in _NUMBER.finditer(text)]


def _number(digits: str) -> str:
    """A number as it stands among letters, so that it is none of the digits of a longer text."""
    return f"#{digits}#"


class _Text:
    """A text as its letters and digits alone, with where its words, lines and places begin."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._edges: set[int] = set()
        self._lines: list[int] = []
        self._starts: list[int] = []
        self._names: list[str] = []
        self._pieces: list[str] = []
        self._at = 0
        numbers = []
        for one in said:
            text = _plain(one.text)
            numbers += [(_number(number), one.where) for number in _numbers(text)]
            self._begin(one.where, parted=not one.goes_on)
            for line in text.split("\n"):
                self._lines.append(self._at)
                self._add(_WORD.findall(line))
        for number, where in numbers:
            self._begin(where, parted=True)
            self._add([number])
        self.letters = "".join(self._pieces)

    def _begin(self, where: str, *, parted: bool) -> None:
        """Begin a place; no run goes over a line feed."""
        self._add("\n" if parted else "")
        self._starts.append(self._at)
        self._names.append(where)

    def _add(self, words: Sequence[str]) -> None:
        self._pieces += words
        edges = list(accumulate(map(len, words), initial=self._at))
        self._edges.update(edges)
        self._at = edges[-1]

    def words(self, start: int, end: int) -> str:
        """What stands there, word by word."""
        edges = sorted(edge for edge in self._edges if start < edge < end)
        return " ".join(self.letters[a:b] for a, b in pairwise((start, *edges, end))).strip("#")

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a word begins at the one place, and one ends at the other."""
        return start in self._edges and end in self._edges

    def is_title(self, start: int, end: int) -> bool:
        """Whether what stands there is a whole line, or follows the number of a case or a paper."""
        line = bisect_right(self._lines, start)
        stop = self._lines[line] if line < len(self._lines) else len(self.letters)
        before = self.letters[self._lines[line - 1] : start]
        after = self.letters[end:stop].rstrip("\n")
        return bool(_BEFORE.fullmatch(before)) and (before[-1:].isdigit() or bool(_AFTER.fullmatch(after)))

    def where(self, position: int) -> str:
        """What the place is called."""
        return self._names[bisect_right(self._starts, position) - 1]


def _by_anchor(needles: Iterable[_Needle]) -> _Index:
    """Needles by how many letters they are looked up by, and by those."""
    index: _Index = {}
    for needle in needles:
        anchor = needle.letters[:_ANCHOR]
        index.setdefault(len(anchor), {}).setdefault(anchor, []).append(needle)
    return index


def _hits(index: _Index, text: _Text) -> Iterator[tuple[_Needle, int, int]]:
    """Yield each needle with where it begins and ends, every time that its letters stand in a text."""
    letters = text.letters
    for length, by_anchor in index.items():
        for start in range(len(letters) - length + 1):
            for needle in by_anchor.get(letters[start : start + length], ()):
                end = start + len(needle.letters)
                if letters.startswith(needle.letters, start):
                    yield needle, start, end
