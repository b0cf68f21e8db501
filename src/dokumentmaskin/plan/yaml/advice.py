"""Why a YAML file cannot be read, in Norwegian, and exactly what to write instead.

A parser says where it gave up, often lines after the mistake. So recognisers look for common
mistakes around that point, and a remedy is advised only when the text with it in place can be read
further than before. The parser's own words are never passed on.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeAlias

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.yaml import quotes as yaml_quotes
from dokumentmaskin.plan.yaml import remedies as yaml_remedies
from dokumentmaskin.plan.yaml.remedies import Break, Line, Remedy, shown
from dokumentmaskin.plan.yaml.source import place_of

__all__ = ["Break", "explain"]

_FindBreak: TypeAlias = Callable[[str], Break | None]

_MAX_TRIED = 60
_MAX_READ = 3_000_000  # characters parsed to find the best advice
_LINES_BEFORE = 3
# The first whose remedy helps is believed: those that are seldom mistaken stand before the guesses.
_RECOGNISERS: tuple[Callable[[Line], Iterator[Remedy]], ...] = (
    yaml_remedies.tab_indentation,
    yaml_quotes.no_such_character,
    yaml_quotes.unknown_escape,
    yaml_quotes.curly_quotes,
    yaml_remedies.bracket_above_new_entry,
    yaml_quotes.quote_above_new_entry,
    yaml_quotes.text_after_quote,
    yaml_quotes.unclosed_quote,
    yaml_quotes.never_closed_quote,
    yaml_remedies.missing_comma,
    yaml_remedies.missing_bracket,
    yaml_quotes.special_first_character,
    yaml_remedies.no_space_after_colon,
    yaml_remedies.no_space_after_dash,
    yaml_quotes.colon_in_value,
    yaml_remedies.wrong_indentation,
    yaml_remedies.no_colon,
)


def explain(text: str, path: str, broken: Break, find_break: _FindBreak) -> Problem:
    r"""Explain why a text cannot be read.

    Args:
        text: The whole file, with `\n` as line break.
        path: What the message calls the file.
        broken: Where the parser gave up.
        find_break: Parses a text and says where it breaks, to try a remedy before advising it.
    """
    lines = list(_suspects(text, broken))
    offers = (remedy for recognise in _RECOGNISERS for line in lines for remedy in recognise(line))
    affordable = islice(offers, min(_MAX_TRIED, 1 + _MAX_READ // len(text)))
    reached = _reach(text, broken)
    helping = (
        remedy for remedy in affordable if _helps(remedy, len(text) - max(reached, remedy.past), find_break)
    )
    best = next(helping, None) or _last_resort(lines[0])
    return Problem(best.code, best.message, best.advice, place_of(text, best.index, path))


def _suspects(text: str, broken: Break) -> Iterator[Line]:
    """Give the line of the break, of what it was in the middle of, and some lines before."""
    starts = {text.rfind("\n", 0, at) + 1: None for at in (broken.index, broken.opening)}
    before = text[: next(iter(starts))]
    for _ in range(_LINES_BEFORE):
        before = before.rstrip()
        starts[before.rfind("\n") + 1] = None
        before = before[: before.rfind("\n") + 1]
    for start in starts:
        yield Line(text, broken, start, text[start:].split("\n", 1)[0])


def _helps(remedy: Remedy, unread: int, find_break: _FindBreak) -> bool:
    """Whether the parser then leaves less than `unread`: counted from the end, which no remedy moves."""
    if remedy.text is None or (after := find_break(remedy.text)) is None:
        return True
    # What opens after this mistake and is never closed is the next mistake.
    if after.is_never_closed(remedy.text) and after.opening > remedy.index + 1:
        return True
    return len(remedy.text) - _reach(remedy.text, after) < unread


def _reach(text: str, broken: Break) -> int:
    """Something never closed breaks at the end of the file, but the mistake is where it opens."""
    return broken.opening if broken.is_never_closed(text) else broken.index


def _last_resort(line: Line) -> Remedy:
    code, content = "yaml-syntaks", line.text.strip()
    if line.text.lstrip().startswith("- "):
        message = f"Her begynner et listepunkt der det ikke ventes noe: «{shown(content)}»."
        advice = "Rykk listen inn under nøkkelen som den hører til: navn på én linje, punktene under."
        return Remedy(code, line.start + line.text.index("-"), message, advice)
    message = f"Oppbygningen av filen stemmer ikke her: «{shown(content)}»."
    advice = "Se etter feil innrykk, kolon, anførselstegn eller parentes her og på linjen over."
    return Remedy(code, line.broken.index, message if content else "Filen slutter for tidlig.", advice)
