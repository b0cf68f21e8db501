"""Why a YAML file cannot be read, in Norwegian, and exactly what to write instead.

A parser says where it gave up, often lines after the mistake. So each recogniser below looks for
one common mistake around that point and offers a remedy, which is advised only when the text with
it in place can be read further than before. The parser's own words are never passed on.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.source import place_of

_MAX_TRIED = 60
_MAX_READ = 3_000_000  # characters parsed to find the best advice
_SHOWN = 200
_CURLY_QUOTES = "“”„‟‘’‚"
_SPECIAL_FIRST = "@%&!*>|-?[]{},`"
_BRACKETS = {"[": ("]", "Hakeparentesen"), "{": ("}", "Krøllparentesen")}
_OPEN_QUOTE = "Anførselstegnet ({}) som åpnes her, blir ikke lukket."
_ITEM = r"[ ]*(?:- +)*"
_WORD = r"[^\W\d][\w-]*"
_ENTRY = re.compile(rf"{_ITEM}(?P<key>(?:[^\s:#]|:(?=\S)|[ ](?!#))+?:[ \t]+)?(?P<value>\S.*)")
_FLOW_ENTRY = re.compile(r"[{,\[][ ]*(?P<key>[^\s{}\[\],:\"'][^{}\[\],:]*:[ ]+)(?P<value>[^,}]*[^,}\s])")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_KNOWN_ESCAPE = 'x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0abt\tnvfre "/\\\\N_LP]|$'
_BAD_ESCAPE = re.compile(rf"(?<!\\)(?:\\\\)*(?P<bad>\\(?!{_KNOWN_ESCAPE}))")
_NO_CHARACTER = re.compile(r"\\(?:u[dD][89a-fA-F]..|U(?!000|0010).{8}|U0000[dD][89a-fA-F]..)")


@dataclass(frozen=True, slots=True)
class Break:
    """Where the parser gave up.

    Attributes:
        index: Zero-based index into the text of the character it could not accept.
        opening: The same of what it was in the middle of; equal to `index` when not known.
    """

    index: int
    opening: int


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A line near the break, and where in the text it starts."""

    text: str
    broken: Break
    start: int
    line: str

    def mended(self, start: int, end: int, replacement: str) -> str:
        """Give the whole text with a part replaced; the indices are the line's."""
        return self.text[: self.start + start] + replacement + self.text[self.start + end :]

    def open_bracket(self) -> str:
        """Give the bracket that the parser was inside, in the line of the break; else nothing."""
        here = self.start == self.text.rfind("\n", 0, self.broken.index) + 1
        opened = self.text[self.broken.opening : self.broken.opening + 1]
        return opened if here and opened in _BRACKETS else ""


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


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value in a line, from `start` to `end` of it; `key` has its colon and space."""

    key: str
    value: str
    start: int
    end: int


def explain(text: str, path: str, broken: Break, find_break: Callable[[str], Break | None]) -> Problem:
    r"""Explain why a text cannot be read.

    Args:
        text: The whole file, with `\n` as line break.
        path: What the message calls the file.
        broken: Where the parser gave up.
        find_break: Parses a text and says where it breaks, to try a remedy before advising it.
    """
    lines = list(_suspects(text, broken))
    offers = (remedy for recognise in _RECOGNISERS for line in lines for remedy in recognise(line))
    for remedy in islice(offers, min(_MAX_TRIED, 1 + _MAX_READ // len(text))):
        if remedy.text is None or _helps(remedy.text, remedy, text, broken, find_break):
            return _problem(text, path, remedy)
    return _problem(text, path, _last_resort(lines[0]))


def _problem(text: str, path: str, remedy: _Remedy) -> Problem:
    return Problem(remedy.code, remedy.message, remedy.advice, place_of(text, remedy.index, path))


def _suspects(text: str, broken: Break) -> Iterator[_Suspect]:
    """Give the line of the break, of what it was in the middle of, and three lines before."""
    starts = {text.rfind("\n", 0, at) + 1: None for at in (broken.index, broken.opening)}
    before = text[: next(iter(starts))]
    for _ in range(3):
        before = before.rstrip()
        starts[before.rfind("\n") + 1] = None
        before = before[: before.rfind("\n") + 1]
    for start in starts:
        yield _Suspect(text, broken, start, text[start:].split("\n", 1)[0])


def _helps(
    mended: str,
    remedy: _Remedy,
    text: str,
    broken: Break,
    find_break: Callable[[str], Break | None],
) -> bool:
    """Whether the parser comes further, measured from the end, which no remedy moves."""
    after = find_break(mended)
    if after is None or (_never_closed(mended, after) and after.opening > remedy.index + 1):
        return True
    return len(mended) - _reach(mended, after) < len(text) - max(_reach(text, broken), remedy.past)


def _reach(text: str, broken: Break) -> int:
    """Something never closed breaks at the end of the file, but the mistake is where it opens."""
    return broken.opening if _never_closed(text, broken) else broken.index


def _never_closed(text: str, broken: Break) -> bool:
    return broken.opening < broken.index and not text[broken.index :].strip()


def _entries(line: str) -> Iterator[_Entry]:
    """Give what may need quotes: values inside brackets, all that follows the key, the key."""
    for hit in (*_FLOW_ENTRY.finditer(line), *_ENTRY.finditer(line)):
        if not hit["value"].startswith("#"):
            value = re.sub(r"\s+#.*$|\s+$", "", hit["value"])
            start = hit.start("value")
            yield _Entry(hit["key"] or "", value, start, start + len(value))
    for hit in re.finditer(rf"^{_ITEM}(?P<name>\S[^:]*):(?= |$)", line):
        yield _Entry("", hit["name"], *hit.span("name"))


def _quote(value: str) -> str:
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _shown(code: str) -> str:
    return code if len(code) <= _SHOWN else f"{code[:_SHOWN]}…"


def _quoted_instead(
    line: _Suspect, entry: _Entry, mistake: tuple[str, int, str], value: str | None = None
) -> _Remedy:
    """Offer quotes around a value; `mistake` is its code, index in the line and message."""
    code, at, message = mistake
    new = _quote(entry.value if value is None else value)
    advice = f"Sett anførselstegn rundt hele verdien: {_shown(entry.key + new)}"
    return _Remedy(code, line.start + at, message, advice, line.mended(entry.start, entry.end, new))


def _tab_indentation(line: _Suspect) -> Iterator[_Remedy]:
    if (hit := re.match(r"[ ]*\t", line.line)) is None:
        return
    message = "Linjen er rykket inn med tabulator. I YAML må innrykk være mellomrom."
    at = line.start + hit.end() - 1
    for width in (2, 4, 8):
        text = re.sub(r"(?m)^[ \t]+", lambda tabs, w=width: tabs[0].expandtabs(w), line.text)  # type: ignore[misc]
        fixed = line.line[: len(line.line) - len(line.line.lstrip())].expandtabs(width)
        advice = f"Bytt tabulatoren med {len(fixed)} mellomrom: «{_shown(fixed + line.line.lstrip())}»"
        yield _Remedy("yaml-tabulator", at, message, advice, text)
    if line.text[line.broken.index : line.broken.index + 1] == "\t":
        yield _Remedy("yaml-tabulator", at, message, "Bytt tabulatoren med to mellomrom.")


def _no_such_character(line: _Suspect) -> Iterator[_Remedy]:
    for hit in _NO_CHARACTER.finditer(line.line):
        message = f"«{hit[0]}» er ikke koden for noe tegn."
        advice = "Skriv selve tegnet i stedet for koden, eller bruk enkle anførselstegn: '…'"
        yield _Remedy("yaml-escape", line.start + hit.start(), message, advice)


def _unknown_escape(line: _Suspect) -> Iterator[_Remedy]:
    for quoted in _QUOTED.finditer(line.line):
        bad = _BAD_ESCAPE.search(quoted[0][:-1]) if quoted[0][0] == '"' else None
        if bad is not None:
            new = "'" + quoted[0][1:-1].replace("'", "''") + "'"
            at = line.start + quoted.start() + bad.start("bad")
            char = quoted[0][bad.end("bad") : bad.end("bad") + 1]
            message = f"«\\{char}» har ingen betydning mellom doble anførselstegn."
            advice = f"Bruk enkle anførselstegn, da er «\\» et vanlig tegn: {_shown(new)}"
            yield _Remedy("yaml-escape", at, message, advice, line.mended(*quoted.span(), new))


def _curly_quotes(line: _Suspect) -> Iterator[_Remedy]:
    for entry in _entries(line.line):
        if len(entry.value) > 1 and entry.value[0] in _CURLY_QUOTES and entry.value[-1] in _CURLY_QUOTES:
            message = f"«{entry.value[0]}» er et typografisk anførselstegn, som YAML ikke forstår."
            mistake = ("yaml-anforselstegn", entry.start, message)
            yield _quoted_instead(line, entry, mistake, entry.value[1:-1])


def _text_after_quote(line: _Suspect) -> Iterator[_Remedy]:
    for entry in _entries(line.line):
        hit = _QUOTED.match(entry.value)
        if hit is None or hit.end() == len(entry.value):
            continue
        inner = entry.value[1:-1]
        whole = entry.value[-1] != entry.value[0] or inner.count(entry.value[0]) % 2 == 0
        message = f"Her fortsetter teksten etter at anførselstegnet ({entry.value[0]}) er lukket."
        rest = entry.value[hit.end() :]
        at = entry.start + hit.end() + len(rest) - len(rest.lstrip())
        mistake = ("yaml-anforselstegn", at, message)
        yield _quoted_instead(line, entry, mistake, entry.value if whole else inner)


def _unclosed_quote(line: _Suspect) -> Iterator[_Remedy]:
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), line.line)
    for hit in re.finditer(r"(?:^|(?<=[\s\[{,]))[\"']", bare):
        at, message = line.start + hit.start(), _OPEN_QUOTE.format(hit[0])
        ends = [len(line.line.rstrip()), *(end.start() for end in re.finditer(r"[\]},:]", bare))]
        for end in (end for end in ends if end > hit.start()):
            advice = f"Lukk det der teksten slutter: {_shown(line.line[hit.start() : end] + hit[0])}"
            text = line.mended(end, end, hit[0])
            yield _Remedy("yaml-anforselstegn", at, message, advice, text)


def _never_closed_quote(line: _Suspect) -> Iterator[_Remedy]:
    opening = line.broken.opening
    if line.text[opening : opening + 1] in {"'", '"'} and _never_closed(line.text, line.broken):
        message = _OPEN_QUOTE.format(line.text[opening])
        advice = f"Skriv {line.text[opening]} der teksten slutter."
        yield _Remedy("yaml-anforselstegn", opening, message, advice)


def _missing_comma(line: _Suspect) -> Iterator[_Remedy]:
    if not line.open_bracket():
        return
    at = line.broken.index
    word = re.search(rf"{_WORD}\Z", line.text[:at]) if line.text[at : at + 1] == ":" else None
    start = word.start() if word else at
    before, after = line.text[:start].rstrip(), line.text[start:]
    following = after.split("\n", 1)[0]
    if before[-1] in ",[{:" or not following or following[0] in "]}":
        return
    both = f"{before.rsplit(chr(10), 1)[-1].lstrip()}, {following}"
    text = f"{before},{line.text[len(before) :]}"
    message, advice = "Her mangler det et komma.", f"Sett komma mellom dem: {_shown(both)}"
    yield _Remedy("yaml-komma", len(before), message, advice, text)


def _missing_bracket(line: _Suspect) -> Iterator[_Remedy]:
    """Try closing it at the end of its line, of the line before the break, and at the break."""
    if not (bracket := line.open_bracket()):
        return
    opening, at = line.broken.opening, line.broken.index
    ends = [(line.text + "\n").index("\n", opening), len(line.text[: line.start].rstrip())]
    ends += [at] if line.text[at : at + 1] in {"]", "}"} else []
    message = f"{_BRACKETS[bracket][1]} «{bracket}» som åpnes her, blir ikke lukket."
    for end in (end for end in ends if end > opening):
        new = line.text[opening:end].rstrip() + _BRACKETS[bracket][0]
        advice = f"Lukk den der innholdet slutter: {_shown(' '.join(new.split()))}"
        text = line.text[:opening] + new + line.text[end:]
        yield _Remedy("yaml-parentes", opening, message, advice, text, past=at)
    if _never_closed(line.text, line.broken):
        advice = f"Skriv «{_BRACKETS[bracket][0]}» der den slutter."
        yield _Remedy("yaml-parentes", opening, message, advice)


def _special_first_character(line: _Suspect) -> Iterator[_Remedy]:
    for entry in _entries(line.line):
        if entry.value[0] in _SPECIAL_FIRST:
            message = f"Verdien begynner med «{entry.value[0]}», som betyr noe eget i YAML."
            yield _quoted_instead(line, entry, ("yaml-spesialtegn", entry.start, message))


def _colon_in_value(line: _Suspect) -> Iterator[_Remedy]:
    for entry in _entries(line.line):
        hit = re.search(r":(?=\s|$)", entry.value)
        if hit is not None and entry.key and entry.value[0] not in "\"'":
            message = "Verdien inneholder kolon og mellomrom, som ellers skiller nøkkel og verdi."
            if hit.end() == len(entry.value):
                message = "Verdien slutter med kolon, som ellers skiller nøkkel og verdi."
            yield _quoted_instead(line, entry, ("yaml-kolon", entry.start + hit.start(), message))


def _no_space_after_colon(line: _Suspect) -> Iterator[_Remedy]:
    hit = re.fullmatch(rf"{_ITEM}({_WORD}):(?!//)([^\s:].*)", line.line)
    if hit is not None:
        message = f"Det mangler mellomrom etter kolonet i «{hit[1]}:»."
        advice = f"Skriv slik: {hit[1]}: {_shown(hit[2])}"
        text = line.mended(hit.start(2), hit.start(2), " ")
        yield _Remedy("yaml-mellomrom", line.start + hit.start(2), message, advice, text)


def _no_space_after_dash(line: _Suspect) -> Iterator[_Remedy]:
    if (hit := re.fullmatch(r"[ ]*-([^\s-].*)", line.line)) is not None:
        message = "Det mangler mellomrom etter bindestreken som begynner et listepunkt."
        advice = f"Skriv slik: - {_shown(hit[1])}"
        text = line.mended(hit.start(1), hit.start(1), " ")
        yield _Remedy("yaml-mellomrom", line.start + hit.start(1), message, advice, text)


def _no_colon(line: _Suspect) -> Iterator[_Remedy]:
    hit = re.fullmatch(rf"{_ITEM}({_WORD})(?: +(.*))?", line.line.rstrip())
    if hit is not None:
        message = f"Det mangler kolon etter «{hit[1]}»."
        new = f"{hit[1]}: {hit[2] or ''}".rstrip()
        advice = f"Hører linjen til teksten over, rykk den inn. Er den en nøkkel, skriv: {_shown(new)}"
        text = line.mended(hit.end(1), hit.end(1), ":")
        yield _Remedy("yaml-kolon", line.start + hit.end(1), message, advice, text)


def _wrong_indentation(line: _Suspect) -> Iterator[_Remedy]:
    """Try the indents in use above, the nearest first, on the line and what stands under it."""
    content = line.line.lstrip(" ")
    indent = len(line.line) - len(content)
    if not content or content.startswith("#"):
        return
    above = re.findall(r"(?m)^([ ]*)((?:- +)*)(?=\S)", line.text[: line.start])[-50:]
    in_use = {len(spaces) for spaces, _ in above} | {len(spaces + dashes) for spaces, dashes in above}
    block = re.match(rf"[^\n]*(?:\n(?:[ ]{{{indent + 1}}}[^\n]*|[ ]*(?=\n)))*", line.text[line.start :])
    rows = (block[0] if block else line.line).split("\n")
    for wanted in sorted(in_use - {indent}, key=lambda use: abs(use - indent)):
        moved = "\n".join(" " * wanted + row[indent:] if row.strip() else row for row in rows)
        message = f"Linjen er rykket inn {indent} mellomrom, og det passer ikke med linjene over."
        advice = f"Rykk den inn {wanted} mellomrom: «{_shown(' ' * wanted + content)}»"
        text = line.mended(0, len("\n".join(rows)), moved)
        past = line.start + len(line.line)
        yield _Remedy("yaml-innrykk", line.start + indent, message, advice, text, past)


def _last_resort(line: _Suspect) -> _Remedy:
    shown = _shown(line.line.strip())
    if line.line.lstrip().startswith("- "):
        message = f"Her begynner et listepunkt der det ikke ventes noe: «{shown}»."
        advice = "Rykk listen inn under nøkkelen som den hører til: navn på én linje, punktene under."
        at = line.start + len(line.line) - len(line.line.lstrip())
        return _Remedy("yaml-syntaks", at, message, advice)
    message = f"Oppbygningen av filen stemmer ikke her: «{shown}»." if shown else "Filen slutter for tidlig."
    advice = "Se etter feil innrykk, kolon, anførselstegn eller parentes her og på linjen over."
    return _Remedy("yaml-syntaks", line.broken.index, message, advice)


_RECOGNISERS: tuple[Callable[[_Suspect], Iterator[_Remedy]], ...] = (
    _tab_indentation,
    _no_such_character,
    _unknown_escape,
    _curly_quotes,
    _text_after_quote,
    _unclosed_quote,
    _never_closed_quote,
    _missing_comma,
    _missing_bracket,
    _special_first_character,
    _no_space_after_colon,
    _no_space_after_dash,
    _colon_in_value,
    _wrong_indentation,
    _no_colon,
)
