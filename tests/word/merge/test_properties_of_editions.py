"""What holds for any edits: nothing closed is in the open edition, and what else is left out is told of.

The document is edited as it is now; or when the case was open, under another title and perhaps another
number. Then the open edition is made of that file, and of what a merge with the document of now made of it.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from dokumentmaskin.word.merge import merge
from dokumentmaskin.word.merge.editions import OpenEdition
from tests.profiles import seeds
from tests.roundtrip.package import w
from tests.word.merge.marked import GENTLE, ROUGH, Marked
from tests.word.merge.opened import JORD, LUFT, Papir, Sak, edition, render, words

SECRET = Sak("", "Zqtittel om zqnavn", "Zqbakgrunn om zqkandidaten.", (Papir("Zqpapir"),), "offl. § 25")
SECOND = Sak("", "Zqsaken", "Zqtekst som ingen skal se.", unntatt="offl. § 13")
OPEN = (
    LUFT,
    replace(JORD, vedlegg=(Papir("Zqliste", "offl. § 25"), Papir("Prøver"))),
    Sak("", "Vann", "Om vann."),
)
# Every word of what is closed begins so.
MARK = "zq"
MOVED = (770097, 770112)  # a row rewritten from end to end; what stands under a heading as it was before


def numbered(cases: list[Sak]) -> tuple[Sak, ...]:
    return tuple(replace(case, nummer=str(number)) for number, case in enumerate(cases, 1))


def now(random: Random) -> tuple[Sak, ...]:
    """The cases, with one or two that are exempt first, last or between the others."""
    cases = list(OPEN)
    at = random.randrange(len(OPEN) + 1)
    cases[at:at] = [SECRET, SECOND][: random.randint(1, 2)]
    return numbered(cases)


def before(random: Random, cases: tuple[Sak, ...], *, moved: bool) -> tuple[Sak, ...]:
    """The same when nothing was exempt, under other titles; the first exempt one in another place."""
    opened = [
        replace(case, tittel=f"Zqgammel {case.tittel}", unntatt="") if case.unntatt else case
        for case in cases
    ]
    if moved:
        one = opened.pop(next(place for place, case in enumerate(cases) if case.unntatt))
        opened.insert(random.randrange(len(opened) + 1), one)
    return numbered(opened)


def edited(random: Random, docx: bytes, cases: tuple[Sak, ...], kinds: tuple[str, ...]) -> Marked:
    numbers = {case.nummer for case in cases if case.tittel.startswith("Zq")}
    marked = Marked(docx, random, numbers, {"Zqliste"})
    for _ in range(random.randint(1, 8)):
        marked.do(kinds)
    return marked


def editions(random: Random, when: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, Marked, OpenEdition]]:
    cases = now(random)
    if when == "now":
        base = render(*cases).data
        marked = edited(random, base, cases, kinds)
        yield "now", marked, edition(marked.save(), *cases)
        return
    earlier = before(random, cases, moved=when == "moved")
    base = render(*earlier).data
    marked = edited(random, base, earlier, kinds)
    mine = marked.save()
    yield "before", marked, edition(mine, *cases, base=base)
    merged = merge(base, mine, render(*cases).data).data
    yield "merged", marked, edition(merged, *cases, earlier=(base,))


@pytest.mark.parametrize("when", ["now", "before"])
@seeds(60, short=4)
def test_nothing_closed_is_in_the_open_edition(when: str, seed: int) -> None:
    holds_nothing_closed(seed, when)


@seeds(60, *MOVED, short=4)
def test_nor_when_the_case_has_moved_since(seed: int) -> None:
    holds_nothing_closed(seed, "moved")


def holds_nothing_closed(seed: int, when: str) -> None:
    for _, marked, found in editions(Random(seed), when, ROUGH):  # noqa: S311 - the same each time
        there = words(found.data).casefold()
        assert MARK not in there
        assert not [word for word in marked.closed if word in there]
        assert not list(kept_quiet(marked, found, there))


def kept_quiet(marked: Marked, found: OpenEdition, there: str) -> Iterator[str]:
    """What the person has typed in something open and that is left out without a word of it being said."""
    told = " ".join([*(one.tekst for one in found.left_out), *map(str, found.unsure)])
    typed = "".join(text.text or "" for text in marked.body.iter(w("t")))
    return (word for word in sorted(marked.open) if word in typed and word not in there + told)


# Where cases have got other numbers, what the person has written beside one is not known with certainty.
@pytest.mark.parametrize("when", ["now", "before"])
@seeds(60, 109336, short=4)  # words right behind the number of a row, with no space between
def test_all_of_the_persons_words_in_open_blocks_are_there(when: str, seed: int) -> None:
    for _, marked, found in editions(Random(seed), when, GENTLE):  # noqa: S311 - the same each time
        there = words(found.data)
        assert MARK not in there.casefold()
        assert not [word for word in sorted(marked.open) if word not in there]
