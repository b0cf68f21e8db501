"""What a reader may lose from the Word document to its PDF: words, and pictures that nobody has described.

The words are counted, so that one lost of two is found. What a page does to a word is allowed for:
broken over lines, hyphenated, set in capitals or with ligatures, glued to its neighbour across a tab.
Headers and footers stand on many pages or none, so they are compared apart: in a tagged PDF they are the
text that is no marked content (ISO 14289-1, 7.8).

An engine makes a picture without description an artifact, which a validator accepts and a screen reader
passes over: the file is formally right and its reader loses the picture. So the Word document is asked. In
headers and footers everything is artifact, and a logo there needs no description.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from dokumentmaskin.errors import Problem
from dokumentmaskin.pdf.words import read_words
from dokumentmaskin.word.inventory import Kind

if TYPE_CHECKING:
    from dokumentmaskin.word import DocumentText
    from dokumentmaskin.word.inventory import Thing

# Soft hyphens, zero-width signs, variation selectors; skin tones, which the emoji font does not show.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff\U0001f3fb-\U0001f3ff]")
_HYPHENS = re.compile("[\u2010\u2011]")
_NAMED = 10  # words in one message
_LAST_USUAL = 0x24F  # of the Latin letters
_USUAL = re.compile("[\u0386-\u03ce\u0401-\u045f\u2010-\u2044\u20ac\u2122]")
_TO_DESCRIBE = frozenset((Kind.PICTURE, Kind.OBJECT, Kind.CHART, Kind.DIAGRAM, Kind.INK))


def lost_words(document: "DocumentText", pdf: bytes) -> tuple[Problem, ...]:
    """Return a problem that names the document's words that the PDF lacks; nothing if it has all.

    Args:
        document: The document's words.
        pdf: A tagged PDF made from it.
    """
    body: list[str] = []
    running: list[str] = []
    for _, word in read_words(pdf):
        (running if word.mcid is None else body).extend(word.text.split())
    missing = missing_words(document.body, body)
    for place, part in enumerate(document.running):
        lost = missing_words(part, running)
        others = {word for at, other in enumerate(document.running) if at != place for word in other}
        own = set(part) - others
        # A part that shows nothing of its own belongs to no page: a first-page header that is not used.
        unused = len(lost) == len(part) or (place not in document.first and own and own <= set(lost))
        missing += () if unused else lost
    return (_lost(missing),) if missing else ()


def words_to_tell(document: "DocumentText", pdf: bytes) -> tuple[Problem, ...]:
    """Return problems that name what a PDF shows although its structure lacks it, and signs that it lacks.

    A paper with nothing else amiss is whole to the eye. What is lost to that too is named by `lost_words`
    of the same two; so this is nothing when a word is.

    Args:
        document: The document's words.
        pdf: A tagged PDF made from it.
    """
    found = [word.text for _, word in read_words(pdf)]
    pieces = [piece for text in found for piece in text.split()]
    missing = missing_words(document.body, pieces)
    if missing_words([*filter(None, map(_without_signs, missing))], [*map(_without_signs, pieces)]):
        return ()
    signs = "".join(dict.fromkeys(sign for word in missing for sign in word if not _without_signs(sign)))
    unread = [word for word in document.body if word not in missing]
    tagged = [piece for _, word in read_words(pdf) if word.mcid is not None for piece in word.text.split()]
    outside = missing_words(unread, tagged)
    return (*([_outside(outside)] if outside else []), *([_unseen(signs, missing)] if missing else []))


def rare_signs(document: "DocumentText") -> tuple[Problem, ...]:
    """Return the problem that some of a document's rare signs have no look in the fonts; nothing for none."""
    words = [word for word in (*document.body, *chain(*document.running)) if any(map(_is_rare, word))]
    signs = "".join(dict.fromkeys(sign for word in words for sign in word if _is_rare(sign)))
    return (_unseen(signs, words),) if signs else ()


def _is_rare(sign: str) -> bool:
    """Whether a sign is none of those that every text font of the engines has."""
    return ord(sign) > _LAST_USUAL and not _USUAL.match(sign)


def _without_signs(word: str) -> str:
    """The letters and digits of a word, without those that no font is sure to have."""
    return "".join(letter for letter in word if letter.isalnum() and ord(letter) <= _LAST_USUAL)


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
        self.edges = frozenset(accumulate(map(len, tokens), initial=0))

    def count(self, word: str) -> int:
        """Count the places where the word fills one token or several exactly."""
        count, start = 0, self.text.find(word)
        while start >= 0:
            fits = {start, start + len(word)} <= self.edges
            count += fits
            start = self.text.find(word, start + (len(word) if fits else 1))
        return count


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


def _outside(words: Sequence[str]) -> Problem:
    return Problem(
        "tekst-uten-tagger",
        f"PDF-en viser dette, men en skjermleser får det ikke med: {_named(words)}.",
        "Skriv det også i teksten, eller eksporter filen som PDF fra Word og bruk PDF-en.",
    )


def _unseen(signs: str, words: Sequence[str]) -> Problem:
    named = ", ".join(f"«{sign}» (U+{ord(sign):04X})" for sign in signs[:_NAMED])
    return Problem(
        "tegn-uten-skrift",
        f"Dokumentet har tegn som ikke finnes i skriftene til PDF-motoren, blant disse: {named}. De står i "
        f"{_named(words)}.",
        "Bytt ut tegnene i Word, eller eksporter PDF-en fra Word.",
    )


def _named(words: Sequence[str]) -> str:
    named = ", ".join(f"«{word}»" for word in dict.fromkeys(words[:_NAMED]))
    return f"{named} og {len(words) - _NAMED} til" if len(words) > _NAMED else named


def _lost(words: Sequence[str]) -> Problem:
    return Problem(
        "pdf-mangler-ord",
        f"PDF-en mangler ord som står i Word-dokumentet: {_named(words)}.",
        "Skriv teksten på en annen måte i Word, eller eksporter PDF-en fra Word.",
    )


def undescribed_pictures(things: Iterable["Thing"]) -> tuple[Problem, ...]:
    """Return a problem for each picture, object or chart in the text without alternative text.

    A shape or a text box speaks for itself.

    Args:
        things: What the document shows.
    """
    shown = [thing for thing in things if thing.kind in _TO_DESCRIBE and not thing.spot.is_running]
    return tuple(
        Problem(
            "bilde-uten-alternativ-tekst",
            f"Bilde {number} i teksten («{thing.name}») mangler alternativ tekst.",
            "Høyreklikk på bildet i Word → Rediger alternativ tekst, og skriv hva bildet viser, eller "
            "merk det som dekorativt.",
        )
        for number, thing in enumerate(shown, 1)
        if not thing.decorative and not thing.text
    )
