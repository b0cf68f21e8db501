"""Mistakes in the structure of a YAML file: tabs, indentation, brackets, commas and colons.

Each recogniser looks for one mistake in one line and offers remedies for it, the likeliest first.
They guess: `yaml_advice` tries what they offer. Nothing here is needed to read a whole file, so
nothing that reads one imports it at the start.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

ITEM = r"[ ]*(?:- +)*"  # the indent of a line, with the dashes of the lists that begin there
MAX_SUSPECTS = 5  # rows above the break that are tried for one mistake

_SHOWN = 200
_BRACKETS = {"[": ("]", "Hakeparentesen"), "{": ("}", "Krøllparentesen")}
_WORD = r"[^\W\d][\w-]*"
# A line that begins an entry of its own: a list item, or a key.
_BEGINS_ENTRY = re.compile(r"(?P<indent>[ ]*)(?:- |[^\s#,\[\]{}\"'][^,\[\]{}\"']*:(?: |$))")
_BRACKET_VALUE = re.compile(rf"{ITEM}(?:[^\s:#\"'\[{{][^:#]*:[ ]+)?(?=[\[{{])")
_QUOTED_COMMENT_OR_BRACKET = re.compile(
    r"(?<!\w)\"(?:[^\"\\]|\\.)*\"|(?<!\w)'(?:[^']|'')*'|(?<=\s)#.*|[\[\]{}]"
)


@dataclass(frozen=True, slots=True)
class Break:
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
class Line:
    """A line that may hold the mistake: its text, and its start in the whole file's."""

    whole: str
    broken: Break
    start: int
    text: str

    def mended(self, start: int, end: int, replacement: str) -> str:
        """Give the whole text with a part replaced; the indices are the line's."""
        return self.whole[: self.start + start] + replacement + self.whole[self.start + end :]

    def open_bracket(self) -> str:
        """Give the bracket that the parser was inside, in the line of the break; else nothing."""
        here = self.start == self.whole.rfind("\n", 0, self.broken.index) + 1
        opened = self.whole[self.broken.opening : self.broken.opening + 1]
        return opened if here and opened in _BRACKETS else ""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A mistake at `index` of the text, and the text without it (None: sure without trying).

    With `text` in place the parser must come past the break, and past the original's index `past`.
    """

    code: str
    index: int
    message: str
    advice: str
    text: str | None = None
    past: int = 0


def shown(code: str) -> str:
    """Cut what a message quotes to a length that can be read."""
    return code if len(code) <= _SHOWN else f"{code[:_SHOWN]}…"


def tab_indentation(line: Line) -> Iterator[Remedy]:
    """See a tab before the content, and try the widths that editors show it with."""
    if (hit := re.match(r"[ ]*\t", line.text)) is None:
        return
    at = line.start + hit.end() - 1
    message = "Linjen er rykket inn med tabulator. I YAML må innrykk være mellomrom."
    for width in (2, 4, 8):
        text = "\n".join(_without_tabs(row, width) for row in line.whole.split("\n"))
        new = _without_tabs(line.text, width)
        advice = f"Bytt tabulatoren med {len(new) - len(new.lstrip(' '))} mellomrom: «{shown(new)}»"
        yield Remedy("yaml-tabulator", at, message, advice, text)
    if line.whole[line.broken.index : line.broken.index + 1] == "\t":
        yield Remedy("yaml-tabulator", at, message, "Bytt tabulatoren med to mellomrom.")


def _without_tabs(line: str, width: int) -> str:
    content = line.lstrip(" \t")
    return line[: len(line) - len(content)].expandtabs(width) + content


def rows_above_new_entry(line: Line) -> Iterator[tuple[Line, int]]:
    """Give the rows before the break, the nearest first, and where the next entry not inside them begins.

    YAML wants what goes on over more lines to be indented, so nothing that a row opens goes on there.
    Only for the line of the break itself.
    """
    if line.start != line.whole.rfind("\n", 0, line.broken.index) + 1:
        return
    # Indent and start of the entries below, the nearest last, each further in than the one before.
    following: list[tuple[int, int]] = []
    end = line.start + len(line.text)
    while end >= 0:
        start = line.whole.rfind("\n", 0, end) + 1
        row = Line(line.whole, line.broken, start, line.whole[start:end])
        if (dashes := re.match(ITEM, row.text)) and following:
            below = next((at for indent, at in reversed(following) if indent <= dashes.end()), None)
            if below is not None:
                yield row, below
        if (entry := _BEGINS_ENTRY.match(row.text)) is not None:
            indent = len(entry["indent"])
            while following and following[-1][0] >= indent:
                following.pop()
            following.append((indent, start))
        end = start - 1


def bracket_above_new_entry(line: Line) -> Iterator[Remedy]:
    """See a value's `[` or `{` without its end, and after it a line that is no further in than its key."""
    values = (
        (row.start + hit.end(), below)
        for row, below in rows_above_new_entry(line)
        if (hit := _BRACKET_VALUE.match(row.text)) is not None
    )
    unclosed = (
        (start, *found) for start, below in values if (found := _unclosed(line.whole[start:below]))[1]
    )
    for start, value, brackets in islice(unclosed, MAX_SUSPECTS):
        closing = "".join(_BRACKETS[value[at]][0] for at in reversed(brackets))
        opening = start + brackets[-1]
        bracket = line.whole[opening]
        message = f"{_BRACKETS[bracket][1]} «{bracket}» som åpnes her, blir ikke lukket."
        advice = f"Lukk den der innholdet slutter: {shown(' '.join((value + closing).split()))}"
        end = start + len(value)
        text = line.whole[:end] + closing + line.whole[end:]
        yield Remedy("yaml-parentes", opening, message, advice, text, past=line.broken.index)


def _unclosed(value: str) -> tuple[str, list[int]]:
    """Give a value without what stands after it, and where brackets open that do not close in it."""
    unclosed: list[int] = []
    end = len(value)
    for hit in _QUOTED_COMMENT_OR_BRACKET.finditer(value):
        if hit[0] in _BRACKETS:
            unclosed.append(hit.start())
        elif hit[0] in {"]", "}"}:
            if not unclosed or _BRACKETS[value[unclosed.pop()]][0] != hit[0]:
                return value, []
        elif hit[0].startswith("#") and not value[hit.end() :].strip():
            end = hit.start()
    return value[:end].rstrip(), unclosed


def missing_comma(line: Line) -> Iterator[Remedy]:
    """See two values beside each other inside brackets: `{x: 1 y: 2}`."""
    if not line.open_bracket():
        return
    start = line.broken.index
    # A break at the colon of `{x: 1 y: 2}` is one at the key before it.
    if line.whole.startswith(":", start) and (key := re.search(rf"{_WORD}\Z", line.whole[:start])):
        start = key.start()
    before = line.whole[:start].rstrip()
    following = line.whole[start:].split("\n", 1)[0]
    if before[-1] in ",[{:" or not following or following[0] in "]}":
        return
    both = f"{before.splitlines()[-1].lstrip()}, {following}"
    text = f"{before},{line.whole[len(before) :]}"
    advice = f"Sett komma mellom dem: {shown(both)}"
    yield Remedy("yaml-komma", len(before), "Her mangler det et komma.", advice, text)


def missing_bracket(line: Line) -> Iterator[Remedy]:
    """See `[` or `{` without its end; try the end of its line, of the line before the break, the break."""
    if not (bracket := line.open_bracket()):
        return
    closing, name = _BRACKETS[bracket]
    opening, at = line.broken.opening, line.broken.index
    message = f"{name} «{bracket}» som åpnes her, blir ikke lukket."
    ends = [(line.whole + "\n").index("\n", opening), len(line.whole[: line.start].rstrip())]
    ends += [at] if line.whole[at : at + 1] in {"]", "}"} else []
    for end in (end for end in ends if end > opening):
        new = line.whole[opening:end].rstrip() + closing
        advice = f"Lukk den der innholdet slutter: {shown(' '.join(new.split()))}"
        text = line.whole[:opening] + new + line.whole[end:]
        yield Remedy("yaml-parentes", opening, message, advice, text, past=at)
    if line.broken.is_never_closed(line.whole):
        yield Remedy("yaml-parentes", opening, message, f"Skriv «{closing}» der den slutter.")


def no_space_after_colon(line: Line) -> Iterator[Remedy]:
    """See a key and its value in one: `dato:2022-03-11`, but not `https://…`."""
    hit = re.fullmatch(rf"{ITEM}({_WORD}):(?!//)([^\s:].*)", line.text)
    if hit is not None:
        message = f"Det mangler mellomrom etter kolonet i «{hit[1]}:»."
        advice = f"Skriv slik: {hit[1]}: {shown(hit[2])}"
        text = line.mended(hit.start(2), hit.start(2), " ")
        yield Remedy("yaml-mellomrom", line.start + hit.start(2), message, advice, text)


def no_space_after_dash(line: Line) -> Iterator[Remedy]:
    """See a dash and what it begins in one: `-x`."""
    if (hit := re.fullmatch(r"[ ]*-([^\s-].*)", line.text)) is not None:
        message = "Det mangler mellomrom etter bindestreken som begynner et listepunkt."
        advice = f"Skriv slik: - {shown(hit[1])}"
        text = line.mended(hit.start(1), hit.start(1), " ")
        yield Remedy("yaml-mellomrom", line.start + hit.start(1), message, advice, text)


def no_colon(line: Line) -> Iterator[Remedy]:
    """See a word that begins a line and has no colon: `tittel Møte`."""
    hit = re.fullmatch(rf"{ITEM}({_WORD})(?: +(.*))?", line.text.rstrip())
    if hit is not None:
        message = f"Det mangler kolon etter «{hit[1]}»."
        new = f"{hit[1]}: {hit[2] or ''}".rstrip()
        advice = f"Hører linjen til teksten over, rykker du den inn. Er den en nøkkel, skriv: {shown(new)}"
        text = line.mended(hit.end(1), hit.end(1), ":")
        yield Remedy("yaml-kolon", line.start + hit.end(1), message, advice, text)


def wrong_indentation(line: Line) -> Iterator[Remedy]:
    """Try the indents in use above, the nearest first, on the line and what stands under it."""
    content = line.text.lstrip(" ")
    indent = len(line.text) - len(content)
    if not content or content.startswith("#"):
        return
    rows = _with_what_stands_under(line, indent)
    message = f"Linjen er rykket inn {indent} mellomrom, og det passer ikke med linjene over."
    in_use = _indents_in_use(line.whole[: line.start]) - {indent}
    for wanted in sorted(in_use, key=lambda use: abs(use - indent)):
        moved = "\n".join(" " * wanted + row[indent:] if row.strip() else row for row in rows)
        advice = f"Rykk den inn {wanted} mellomrom: «{shown(' ' * wanted + content)}»"
        text = line.mended(0, len("\n".join(rows)), moved)
        past = line.start + len(line.text)
        yield Remedy("yaml-innrykk", line.start + indent, message, advice, text, past)


def _indents_in_use(above: str) -> set[int]:
    """Give the columns where something begins in the last lines, after list dashes too."""
    begun = re.findall(r"(?m)^([ ]*)((?:- +)*)(?=\S)", above)[-50:]
    return {len(spaces) for spaces, _ in begun} | {len(spaces + dashes) for spaces, dashes in begun}


def _with_what_stands_under(line: Line, indent: int) -> list[str]:
    deeper_or_blank = rf"(?:\n(?:[ ]{{{indent + 1}}}[^\n]*|[ ]*(?=\n)))*"
    hit = re.match(rf"[^\n]*{deeper_or_blank}", line.whole[line.start :])
    return (hit[0] if hit else line.text).split("\n")
