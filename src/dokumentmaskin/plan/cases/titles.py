"""When two titles are the same, and when they are likely to be: a word more or less, or spelt otherwise."""

import difflib
import re
from functools import lru_cache
from typing import Final

from dokumentmaskin.plan.words import LANGUAGES

# How alike two titles of the same case are as a whole, and two words of which one replaced the other.
_SAME_TITLE: Final = 0.8
_SAME_WORD: Final = 0.7
_NEUTRAL: Final = [language.unntatt_sak for language in LANGUAGES.values()]


@lru_cache(4096)
def title_key(title: str) -> str:
    """What two ways of writing the same title have in common."""
    if title in _NEUTRAL:
        title = _NEUTRAL[0]
    return " ".join(re.sub("[‐-―−]", "-", title).casefold().split())


def likely_same(before: str, now: str) -> bool:
    """Whether one title looks like the other with a word more or less, or spelt in another way."""
    one, other = title_key(before), title_key(now)
    if re.findall(r"\d+", one) != re.findall(r"\d+", other) or likeness(one, other) < _SAME_TITLE:
        return False
    words, others = one.split(), other.split()
    changes = difflib.SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    return all(
        likeness(" ".join(words[a:b]), " ".join(others[c:d])) >= _SAME_WORD
        for kind, a, b, c, d in changes
        if kind == "replace"
    )


@lru_cache(4096)
def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1; the same titles are asked about for each document."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
