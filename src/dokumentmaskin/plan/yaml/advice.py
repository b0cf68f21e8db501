"""Why a YAML file cannot be read, in Norwegian, and exactly what to write instead.

A parser says where it gave up, often lines after the mistake. So recognisers look around that point for the
slips that people make; each offers remedies, the likeliest first, and a remedy is advised only when the text
with it in place can be read further than before. Of all else the place is told, and what to look for. The
parser's own words are never passed on. Nothing that reads a whole file imports this at the start.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, Final, TypeAlias

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.yaml.source import PARSER_ERRORS, place_of

_MAX_TRIED: Final = 60
_MAX_READ: Final = 3_000_000  # characters parsed to find the best advice
_MAX_OPEN: Final = 5  # values above the break that are tried for a missing end
_LINES_BEFORE: Final = 3
_SHOWN: Final = 200

_CLOSING: Final = {'"': '"', "'": "'", "[": "]", "{": "}"}
_NAMES: Final = {"[": "Hakeparentesen", "{": "Krøllparentesen"}
_CURLY_QUOTES: Final = "“”„‟‘’‚"
_SPECIAL_FIRST: Final = "@%&!*>|-?[]{},`"

_ITEM: Final = r"[ ]*(?:- +)*"  # the indent of a line, with the dashes of the lists that begin there
_WORD: Final = r"[^\W\d][\w-]*"
_QUOTED: Final = re.compile(r"\"[^\"\\]*(?:\\.[^\"\\]*)*\"|'[^']*(?:''[^']*)*'", re.DOTALL)
# What may need quotes: a value after its key, or the only one in the line; one inside brackets; a key.
_ENTRY: Final = re.compile(
    rf"^{_ITEM}(?P<key>(?:(?:[^\s:#]|:(?=\S)|[ ](?!#))+?:[ \t]+)?)(?P<value>\S.*?)(?=\s+#|\s*$)"
)
_FLOW_ENTRY: Final = re.compile(
    r"[{,\[][ ]*(?P<key>[^\s{}\[\],:\"'][^{}\[\],:]*:[ ]+)(?P<value>[^,}]*[^,}\s])"
)
_KEY: Final = re.compile(rf"^{_ITEM}(?P<key>)(?P<value>\S[^:]*):(?= |$)")
_NOT_SPACES: Final = re.compile(rf"(?m)^[ ]*[\t\xa0][ \t\xa0]*|^{_ITEM}(?:{_WORD}:|-)\xa0")
_COMMENT_OR_BLANKS_LAST: Final = re.compile(r"\s+#.*$|\s+$")
# What begins a value that has an end; what goes on over more lines is indented further than its key or dash.
_OPENS: Final = re.compile(
    r"(?m)^(?P<left>[ ]*)(?P<item>(?:- +)*)(?P<key>[^\s:#\"'\[{][^:#\n]*:[ ]+)?(?P<mark>[\"'\[{])"
)
_PIECE: Final = re.compile(
    r"(?<!\w)\"(?:[^\"\\]|\\.)*\"|(?<!\w)'(?:[^']|'')*'|(?<=\s)#.*|[\[\]{}]|(?<!\w)[\"']"
)


@dataclass(frozen=True, slots=True)
class _Break:
    """Where the parser gave up.

    Attributes:
        index: Zero-based index into the text of the character it could not accept.
        opening: The same of what it was in the middle of; equal to `index` when not known.
    """

    index: int
    opening: int

    def is_never_closed(self, text: str) -> bool:
        """Whether the parser came to the end of the text in search of the end of what it was in."""
        return self.opening < self.index and not text[self.index :].strip()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may hold the mistake: its text, and its start in the whole file's."""

    whole: str
    broken: _Break
    start: int
    text: str

    @property
    def is_of_the_break(self) -> bool:
        return self.start == self.whole.rfind("\n", 0, self.broken.index) + 1

    @property
    def is_next_to_the_break(self) -> bool:
        """Whether it is the line of the break, or the last with content before that."""
        before = self.whole[: self.whole.rfind("\n", 0, self.broken.index) + 1].rstrip()
        return self.start >= before.rfind("\n") + 1

    @property
    def opened(self) -> str:
        """What the parser was in the middle of begins with this sign; nothing at the end of the file."""
        return self.whole[self.broken.opening : self.broken.opening + 1]

    def mended(self, start: int, end: int, replacement: str) -> str:
        """Give the whole text with a part replaced; the indices are the line's."""
        return self.whole[: self.start + start] + replacement + self.whole[self.start + end :]


@dataclass(frozen=True, slots=True)
class _Remedy:
    """A mistake at `index` of the text, and the text without it (None: sure without trying).

    With `text` in place the parser must come past the break, and past the original's index `past`.
    """

    code: str
    index: int
    message: str
    advice: str
    text: str | None = None
    past: int = 0


_Parse: TypeAlias = Callable[[str], Iterator[Any]]
_Remedies: TypeAlias = Iterator[_Remedy]


def explain(text: str, path: str, parse: _Parse) -> Problem | None:
    r"""Explain why a text cannot be read; None when it can.

    Args:
        text: The whole file, with `\n` as line break.
        path: What the message calls the file.
        parse: Gives a text's events until it breaks, to try a remedy before advising it.
    """
    if (broken := _find_break(text, parse)) is None:
        return None
    lines = list(_suspects(text, broken))
    offers = (remedy for recognise in _RECOGNISERS for line in lines for remedy in recognise(line))
    affordable = islice(offers, min(_MAX_TRIED, 1 + _MAX_READ // len(text)))
    reached = _reach(text, broken)
    helping = (
        remedy for remedy in affordable if _helps(remedy, len(text) - max(reached, remedy.past), parse)
    )
    best = next(helping, None) or _last_resort(lines[0])
    return Problem(best.code, best.message, best.advice, place_of(text, best.index, path))


def _find_break(text: str, parse: _Parse) -> _Break | None:
    reached = 0
    try:
        for event in parse(text):
            reached = event.end_mark.index
    except PARSER_ERRORS as error:
        problem, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        index = problem.index if problem else reached
        return _Break(index, context.index if context else index)
    return None


def _suspects(text: str, broken: _Break) -> Iterator[_Line]:
    """Give the line of the break, of what it was in the middle of, and some lines before."""
    starts = {text.rfind("\n", 0, at) + 1: None for at in (broken.index, broken.opening)}
    before = text[: next(iter(starts))]
    for _ in range(_LINES_BEFORE):
        before = before.rstrip()
        starts[before.rfind("\n") + 1] = None
        before = before[: before.rfind("\n") + 1]
    for start in starts:
        yield _Line(text, broken, start, text[start:].split("\n", 1)[0])


def _helps(remedy: _Remedy, unread: int, parse: _Parse) -> bool:
    """Whether the parser then leaves less than `unread`: counted from the end, which no remedy moves."""
    if remedy.text is None or (after := _find_break(remedy.text, parse)) is None:
        return True
    # What opens after this mistake and is never closed is the next mistake.
    if after.is_never_closed(remedy.text) and after.opening > remedy.index + 1:
        return True
    return len(remedy.text) - _reach(remedy.text, after) < unread


def _reach(text: str, broken: _Break) -> int:
    """Something never closed breaks at the end of the file, but the mistake is where it opens."""
    return broken.opening if broken.is_never_closed(text) else broken.index


def _last_resort(line: _Line) -> _Remedy:
    if line.opened in _CLOSING and line.broken.is_never_closed(line.whole):
        return _without_end(line, line.broken.opening)
    code, content = "yaml-syntaks", line.text.strip()
    if line.text.lstrip().startswith("- "):
        message = f"Her begynner et listepunkt der det ikke ventes noe: «{_shown(content)}»."
        advice = "Rykk listen inn under nøkkelen som den hører til: navn på én linje, punktene under."
        return _Remedy(code, line.start + line.text.index("-"), message, advice)
    message = f"Oppbygningen av filen stemmer ikke her: «{_shown(content)}»."
    advice = "Se etter feil innrykk, kolon, anførselstegn eller parentes her og på linjen over."
    return _Remedy(code, line.broken.index, message if content else "Filen slutter for tidlig.", advice)


def _shown(code: str) -> str:
    """Cut what a message quotes to a length that can be read."""
    return code if len(code) <= _SHOWN else f"{code[:_SHOWN]}…"


def _git_conflict(line: _Line) -> _Remedies:
    """See what git leaves in a file that two have changed."""
    if (hit := re.search(r"(?m)^<{7}(?= |$)", line.whole)) is not None:
        message = "To har endret filen samtidig, og git kunne ikke slå endringene sammen."
        advice = (
            "Behold det som skal gjelde fra begge sider, og slett linjene med <<<<<<<, ======= og >>>>>>>."
        )
        yield _Remedy("git-konflikt", hit.start(), message, advice)


def _not_spaces(line: _Line) -> _Remedies:
    """See a tab, and try the widths that editors show it with; or a hard space, pasted from Word."""
    if (hit := _NOT_SPACES.match(line.text)) is None:
        return
    at = next(place for place, sign in enumerate(hit[0]) if sign in "\t\xa0")
    code, what, name = "yaml-mellomrom", "et hardt mellomrom", "det harde mellomrommet"
    if is_tab := hit[0][at] == "\t":
        code, what, name = "yaml-tabulator", "en tabulator", "tabulatoren"
    message = f"Her står {what}, som YAML ikke regner som mellomrom."
    for width in (2, 4, 8):
        text = _NOT_SPACES.sub(partial(_with_spaces, width), line.whole)
        new = _with_spaces(width, hit)
        shown = _shown(new + line.text[hit.end() :])
        advice = f"Bytt {name} med {len(new) - len(new.rstrip())} mellomrom: «{shown}»"
        yield _Remedy(code, line.start + at, message, advice, text)
    if is_tab:
        yield _Remedy(code, line.start + at, message, "Bytt tabulatoren med to mellomrom.")


def _with_spaces(width: int, hit: re.Match[str]) -> str:
    return hit[0].replace("\xa0", " ").expandtabs(width)


def _unknown_escape(line: _Line) -> _Remedies:
    r"""See a backslash that is meant as itself: `"C:\Mappe"`, as Windows copies a path."""
    quoted = _QUOTED.match(line.whole, line.broken.opening)
    at = line.whole.rfind("\\", line.broken.opening, line.broken.index + 1)
    if quoted and line.opened == '"' and at > 0 and line.broken.index < quoted.end():
        message = f"«{line.whole[at : at + 2]}» har ingen betydning mellom doble anførselstegn."
        new = _in_single_quotes(quoted[0][1:-1])
        advice = f"Bruk enkle anførselstegn. Da er «\\» et vanlig tegn: {_shown(new)}"
        text = line.whole[: quoted.start()] + new + line.whole[quoted.end() :]
        yield _Remedy("yaml-escape", at, message, advice, text)


def _in_single_quotes(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _unclosed_value(line: _Line) -> _Remedies:
    """See a value's quote or bracket without its end, also far above: the parser came to the next quote."""
    if not line.is_of_the_break:
        return
    opened = reversed(list(_OPENS.finditer(line.whole, 0, line.start + len(line.text))))
    values = ((hit.start("mark"), _value(line.whole, hit)) for hit in opened)
    unclosed = ((start, value, *found) for start, value in values if (found := _not_closed(value))[0])
    for start, value, marks, end in islice(unclosed, _MAX_OPEN):
        closed = value[:end] + "".join(_CLOSING[value[at]] for at in reversed(marks))
        text = line.whole[:start] + closed + line.whole[start + end :]
        yield _without_end(line, start + marks[-1], closed, text)


def _value(whole: str, hit: re.Match[str]) -> str:
    """Give a value that opens here, with the lines below that are further in, without what comments on it."""
    indent = len(hit["left"] + hit["item"] if hit["key"] else hit["left"])
    value = re.compile(rf"[^\n]*(?:\n[ ]{{{indent + 1},}}[^\n]*)*").match(whole, hit.start("mark"))
    return _COMMENT_OR_BLANKS_LAST.sub("", value[0] if value else "")


def _not_closed(value: str) -> tuple[list[int], int]:
    """Give where quotes or brackets open in a value that do not close in it, and where they should."""
    unclosed: list[int] = []
    for hit in _PIECE.finditer(value):
        if hit[0] in _CLOSING and hit[0] not in _NAMES:
            return [*unclosed, hit.start()], len(value)
        if hit[0] in _NAMES:
            unclosed.append(hit.start())
        elif hit[0] in {"]", "}"} and (not unclosed or _CLOSING[value[unclosed[-1]]] != hit[0]):
            return unclosed[-1:], hit.start()
        elif hit[0] in {"]", "}"}:
            unclosed.pop()
    return unclosed, len(value)


def _without_end(line: _Line, opening: int, closed: str = "", text: str | None = None) -> _Remedy:
    mark = line.whole[opening]
    shown = _shown(" ".join(closed.split()))
    if mark in _NAMES:
        code, name = "yaml-parentes", f"{_NAMES[mark]} «{mark}»"
        advice = f"Lukk den der innholdet slutter: {shown}"
        advice = advice if closed else f"Skriv «{_CLOSING[mark]}» der den slutter."
    else:
        code, name = "yaml-anforselstegn", f"Anførselstegnet ({mark})"
        advice = f"Lukk det der teksten slutter: {shown}" if closed else f"Skriv {mark} der teksten slutter."
    message = f"{name} som åpnes her, blir ikke lukket."
    return _Remedy(code, opening, message, advice, text, past=line.broken.index)


def _missing_comma(line: _Line) -> _Remedies:
    """See two values beside each other inside brackets: `{x: 1 y: 2}`."""
    start = line.broken.index
    if not line.is_of_the_break or line.opened not in _NAMES:
        return
    # A break at the colon of `{x: 1 y: 2}` is one at the key before it.
    if line.whole.startswith(":", start) and (key := re.search(rf"{_WORD}\Z", line.whole[:start])):
        start = key.start()
    before = line.whole[:start].rstrip()
    following = line.whole[start:].split("\n", 1)[0]
    # `{x: "A" and more}` is one text, not two values.
    one_text = before[-1] in "\"'" and not re.match(rf"{_WORD}:\s|[\"'\[{{]", following)
    if before[-1] not in ",[{:" and following and following[0] not in "]}" and not one_text:
        advice = f"Sett komma mellom dem: {_shown(f'{before.splitlines()[-1].lstrip()}, {following}')}"
        text = f"{before},{line.whole[len(before) :]}"
        yield _Remedy("yaml-komma", len(before), "Her mangler det et komma.", advice, text)


def _no_space(line: _Line) -> _Remedies:
    """See a key and its value in one, `dato:2022-03-11` but not `https://…`, or a dash and its item: `-x`."""
    message = ""
    if hit := re.fullmatch(rf"{_ITEM}({_WORD}:)(?!//)([^\s:].*)", line.text):
        message = f"Det mangler mellomrom etter kolonet i «{hit[1]}»."
    elif hit := re.fullmatch(r"[ ]*(-)([^\s-].*)", line.text):
        message = "Det mangler mellomrom etter bindestreken som begynner et listepunkt."
    if hit:
        advice = f"Skriv slik: {hit[1]} {_shown(hit[2])}"
        text = line.mended(hit.start(2), hit.start(2), " ")
        yield _Remedy("yaml-mellomrom", line.start + hit.start(2), message, advice, text)


def _needs_quotes(line: _Line) -> _Remedies:
    """See a value that would be text in quotes, and say why it is not."""
    patterns = (_FLOW_ENTRY, _ENTRY, _KEY)
    entries = (hit for pattern in patterns for hit in pattern.finditer(line.text))
    for entry in (hit for hit in entries if not hit["value"].startswith("#")):
        for code, at, message, value in _why_quotes(entry, line):
            new = _in_single_quotes(value) if '"' in value or "\\" in value else f'"{value}"'
            advice = f"Sett anførselstegn rundt hele verdien: {_shown(entry['key'] + new)}"
            text = line.mended(*entry.span("value"), new)
            yield _Remedy(code, line.start + entry.start("value") + at, message, advice, text)


def _why_quotes(entry: re.Match[str], line: _Line) -> Iterator[tuple[str, int, str, str]]:
    """Give the code, the place in the value, the message, and what is to stand between the quotes."""
    value, start = entry["value"], entry.start("value")
    first, last = value[0], value[-1]
    if len(value) > 1 and first in _CURLY_QUOTES and last in _CURLY_QUOTES:  # `”Møte: del”`
        message = f"«{first}» er et typografisk anførselstegn, som YAML ikke forstår."
        yield "yaml-anforselstegn", 0, message, value[1:-1]
    if (hit := _QUOTED.match(value)) and hit.end() < len(value):  # `"Hei" sa hun`
        # In `'NAV's ansvar'` the outer marks are meant as quotes; in `"A" og "B"` they belong to the text.
        belongs = last != first or value[1:-1].count(first) % 2 == 0
        at = len(value) - len(value[hit.end() :].lstrip())
        message = f"Her fortsetter teksten etter at anførselstegnet ({first}) er lukket."
        yield "yaml-anforselstegn", at, message, value if belongs else value[1:-1]
    closes = first in "]}" and not line.text[:start].strip()  # what a line above opens
    if first in _SPECIAL_FIRST and not closes:  # `@navn`, `**viktig**`
        message = f"Verdien begynner med «{first}», som har en egen betydning i YAML."
        yield "yaml-spesialtegn", 0, message, value
    if (hit := re.search(r":(?=\s|$)", value)) and entry["key"] and first not in "\"'":  # `a: Møte: to`
        what = "slutter med kolon" if hit.end() == len(value) else "inneholder kolon og mellomrom"
        yield "yaml-kolon", hit.start(), f"Verdien {what}, som ellers skiller nøkkel og verdi.", value


def _no_colon(line: _Line) -> _Remedies:
    """See a word that begins a line and has no colon: `tittel Møte`."""
    hit = re.fullmatch(rf"{_ITEM}({_WORD})(?: +(.*))?", line.text.rstrip())
    if hit is not None and line.is_next_to_the_break:
        message = f"Det mangler kolon etter «{hit[1]}»."
        new = f"{hit[1]}: {hit[2] or ''}".rstrip()
        advice = f"Hører linjen til teksten over, rykker du den inn. Er den en nøkkel, skriv: {_shown(new)}"
        text = line.mended(hit.end(1), hit.end(1), ":")
        yield _Remedy("yaml-kolon", line.start + hit.end(1), message, advice, text)


def _second_line(line: _Line) -> _Remedies:
    """See the second line of a text, not further in than its key, which no colon helps."""
    if not line.text.lstrip().startswith("- "):
        joined = f"{line.whole[: line.start].rstrip()} {line.whole[line.start :].lstrip()}"
        yield from (replace(remedy, text=joined) for remedy in _no_colon(line))


def _wrong_indentation(line: _Line) -> _Remedies:
    """Try the indents in use above, the nearest first, on the line and what stands under it."""
    content = line.text.lstrip(" ")
    indent = len(line.text) - len(content)
    if not content or content.startswith("#"):
        return
    deeper_or_blank = rf"[^\n]*(?:\n(?:[ ]{{{indent + 1}}}[^\n]*|[ ]*(?=\n)))*"
    rows = re.findall(deeper_or_blank, line.whole[line.start :])[0]
    message = f"Linjen er rykket inn {indent} mellomrom, og det passer ikke med linjene over."
    for wanted in sorted(_indents_in_use(line) - {indent}, key=lambda use: abs(use - indent)):
        moved = re.sub(rf"(?m)^[ ]{{{indent}}}(?=.*\S)", " " * wanted, rows)
        advice = f"Rykk den inn {wanted} mellomrom: «{_shown(' ' * wanted + content)}»"
        past = line.start + len(line.text)
        text = line.mended(0, len(rows), moved)
        yield _Remedy("yaml-innrykk", line.start + indent, message, advice, text, past)


def _indents_in_use(line: _Line) -> set[int]:
    """Give the columns where something begins in the last lines above, after list dashes too."""
    begun = re.findall(r"(?m)^([ ]*)((?:- +)*)(?=\S)", line.whole[: line.start])[-50:]
    return {len(indent) for spaces, dashes in begun for indent in (spaces, spaces + dashes)}


# The first whose remedy helps is believed: those that are seldom mistaken stand before the guesses.
_RECOGNISERS: Final[tuple[Callable[[_Line], _Remedies], ...]] = (
    _git_conflict,
    _not_spaces,
    _unknown_escape,
    _unclosed_value,
    _missing_comma,
    _no_space,
    _needs_quotes,
    _no_colon,
    _wrong_indentation,
    _second_line,
)
