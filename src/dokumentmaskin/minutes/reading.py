"""Minutes that a person has finished in Word, read back.

What can be read with certainty becomes a record; everything else is a problem that names its place in the
document and quotes what stands there. The document is known by what survives editing in Word and LibreOffice:
headings and styles by name, case numbers, the words in the tables' header rows.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Final, get_args

from dokumentmaskin.errors import Problem
from dokumentmaskin.minutes.labels import FACTS, FROM_AGENDA, IN_CASE, REMARKS, InCase, known, plain
from dokumentmaskin.minutes.notes import Notes, short, unreadable
from dokumentmaskin.minutes.parts import CaseParts, Minutes, Part, looks_like_heading, take_apart, texts
from dokumentmaskin.minutes.tables import (
    KnownTable,
    follow_up_table,
    is_unticked,
    participants_table,
    read_participants,
    read_points,
)
from dokumentmaskin.minutes.values import read_approval, read_votes, without_weekday
from dokumentmaskin.plan import LANGUAGES, Data, Referatfil, Sakstype, parse_meeting_date, parse_time
from dokumentmaskin.word import Line, Table, open_word, prompts_of, read_blocks

_FACT: Final = re.compile(r"([^:\n]{1,40}):\s*(.*)", re.DOTALL)
_FACTS: Final = known(FACTS)
_CLOCKS: Final = frozenset({"startet", "sluttet"})
# What the template prints there itself, by the names of its styles.
_PRINTED_STYLES: Final = frozenset({"subtitle", "undertittel", "title", "tittel", "merknad"})
_REMARKS: Final = tuple(words.partition("{")[0] for words in (REMARKS.bokmål, REMARKS.nynorsk))
# What the template has filled in before anyone has written anything.
_FILLED_IN: Final = frozenset({"møteleder", "referent", "saker", "oppfølging"})
# The texts of a case: by their heading, what `Referatsak` calls them.
_TEXTS: Final[Mapping[InCase, str]] = {
    "kort_referat": "referat",
    "vedtak": "vedtak",
    "konklusjon": "konklusjon",
}
_AGENDA_STYLE: Final = "saksopplysning"
# A help text as short as this may be part of what a person wrote.
_SHORTEST_PROMPT: Final = 16


@dataclass(frozen=True, slots=True)
class ReadMinutes:
    """What was read.

    Attributes:
        record: What is certain.
        problems: What is not, each with its place.
        written: Whether a person has written anything at all.
    """

    record: Referatfil
    problems: tuple[Problem, ...]
    written: bool


def template_prompts(template: bytes, path: str) -> frozenset[str]:
    """The help texts of a template of minutes, which count as not written.

    Raises:
        PlanError: The template is no Word file.
    """
    return prompts_of(open_word(template, path))


def read_minutes(docx: bytes, path: str, meeting: date, prompts: frozenset[str]) -> ReadMinutes:
    """Read minutes back.

    Args:
        docx: The bytes of the Word file.
        path: What messages call it.
        meeting: The day of the meeting, for deadlines without a year.
        prompts: The help texts of the template.

    Raises:
        PlanError: The bytes are no Word file.
    """
    reader = _Reader(Notes(path), meeting, prompts)
    data = reader.read(take_apart(read_blocks(open_word(docx, path), prompts)))
    record = Referatfil.model_validate(data)
    return ReadMinutes(record, tuple(reader.notes.problems), written=_is_written(data, reader.notes))


def _is_written(data: Data, notes: Notes) -> bool:
    """Whether anything stands there that the template did not fill in."""
    cases = any(len(case) > len(("nummer", "tittel")) for case in data.get("saker", ()))
    points = any(
        "møte" not in point or point.get("status") == "lukket" for point in data.get("oppfølging", ())
    )
    return bool(notes.problems) or cases or points or bool(data.keys() - _FILLED_IN)


@dataclass(frozen=True, slots=True)
class _Reader:
    notes: Notes
    meeting: date
    prompts: frozenset[str]

    def read(self, minutes: Minutes) -> Data:
        data: Data = self._facts(minutes)
        people = _tables(minutes, participants_table)
        ticked = [(place, table) for place, table in people if not is_unticked(table)]
        data["deltakere"] = [
            row for place, table in ticked for row in read_participants(table, place, self.notes)
        ]
        self._note_unread(minutes)
        data["saker"] = self._cases(minutes)
        data["oppfølging"] = [
            row
            for place, table in _tables(minutes, follow_up_table)
            for row in read_points(table, place, self.meeting, self.notes)
        ]
        data["godkjenner"] = self._approved(data["saker"])
        data = {key: value for key, value in data.items() if value}
        # That nobody is ticked is worth a word only when the minutes are begun.
        if people and not ticked and _is_written(data, self.notes):
            message = "Ingen er krysset av i tabellen over deltakere."
            self.notes.note(people[0][0], "uten-kryss", message, "Kryss av for hvem som møtte.")
        return data

    def _approved(self, cases: list[Data]) -> str | None:
        reader = _CaseReader(self.notes, self.prompts)
        found = {case["nummer"]: day for case in cases if (day := reader.approved(case))}
        if len(found) > 1:
            message = "Møtet godkjente referater fra flere møter. Det er det ikke plass til i planen."
            advice = "Skriv det ene i referat.yaml som «godkjenner:»."
            self.notes.note(f"Sak {max(found)}", "uklar-godkjenning", message, advice)
            return None
        return next(iter(found.values()), None)

    def _cases(self, minutes: Minutes) -> list[Data]:
        numbers = Counter(case.nummer for case in minutes.cases if case.certain)
        for number in (number for number, count in numbers.items() if count > 1):
            message = f"Sak {number} står {numbers[number]} ganger, så ingen av dem er lest."
            self.notes.note(f"Sak {number}", "samme-saksnummer", message, "Rett numrene.")
        reader = _CaseReader(self.notes, self.prompts)
        read = (reader.read(case) for case in minutes.cases if not case.certain or numbers[case.nummer] == 1)
        return [data for data in read if data is not None]

    # Facts

    def _facts(self, minutes: Minutes) -> Data:
        found: dict[str, list[Line]] = {}
        for part in minutes.outside:
            for line in part.lines if part.kind in {"innledning", "deltakere", "andre_til_stede"} else ():
                if (label := _label(line)) in _FACTS:
                    found.setdefault(_FACTS[label], []).append(line)
        data = {name: self._fact(name, lines) for name, lines in found.items()}
        return {name: text for name, text in data.items() if text}

    def _fact(self, name: str, lines: list[Line]) -> str:
        label = lines[0].text.partition(":")[0]
        values = {value for line in lines if (value := self._value(line, name))}
        if any(line.tracked for line in lines):
            self.notes.tracked(label)
        elif elsewhere := [line.elsewhere for line in lines if line.elsewhere]:
            advice = "Skriv ordene rett i dokumentet."
            self.notes.note(label, *unreadable(elsewhere[0], "linjen", advice))
        elif len(values) > 1:
            message = f"«{label}» står flere ganger, med ulikt innhold."
            self.notes.note(label, "flere-like", message, "La bare det som stemmer, stå.")
        elif values and self.notes.allowed(label, text := values.pop()):
            if name not in _CLOCKS:
                return text
            clock, advice = partial(parse_time, text), "Skriv klokkeslettet slik: 09.00."
            read = self.notes.certain(label, "uklar-tid", clock, advice)
            return f"{read:%H:%M}" if read is not None else ""
        return ""

    def _value(self, line: Line, name: str) -> str:
        text = line.text.partition(":")[2].strip()
        if name in _CLOCKS:
            text = re.sub(r"^(?:kl\.?\s*)+", "", text, flags=re.IGNORECASE)
        # People write a list of names with one on each line.
        text = ", ".join(part.strip().rstrip(",;") for part in text.split("\n") if part.strip())
        return "" if text in self.prompts else text

    # What has no place in the record

    def _note_unread(self, minutes: Minutes) -> None:
        for part in minutes.outside:
            if part.kind == "ukjent":
                self.notes.unknown(part.place, part.words)
            elif words := _unread(part):
                self.notes.unread(part.place, words)


def _tables(minutes: Minutes, known_as: Callable[[Table], KnownTable | None]) -> list[tuple[str, KnownTable]]:
    """The tables of a kind with their places, wherever they stand outside the cases."""
    places = [(part.place, table) for part in minutes.outside for table in part.tables]
    return [(place, found) for place, table in places if (found := known_as(table)) is not None]


def _unread(part: Part) -> str:
    """The words of a part outside the cases that are neither a fact nor in a table that is known."""
    read = {id(table) for table in part.tables if participants_table(table) or follow_up_table(table)}
    blocks = [block for block in part.blocks if id(block) not in read]
    if part.kind == "neste_møte":  # the template writes the date there, and only the date
        blocks = [block for block in blocks if not (isinstance(block, Line) and _is_day(block.text))]
    rest = texts(Part(part.kind, part.heading, part.place, blocks))
    return " ".join(text for line, text in rest if text and not (line and _is_printed(line, part)))


def _is_day(text: str) -> bool:
    try:
        return bool(parse_meeting_date(without_weekday(text)))
    except ValueError:
        return False


def _is_printed(line: Line, part: Part) -> bool:
    """Whether a paragraph is a fact, or what the template prints itself."""
    is_fact = _label(line) in _FACTS or (line.style == "fakta" and _FACT.fullmatch(line.text) is not None)
    own = line.style in _PRINTED_STYLES or line.text.startswith(_REMARKS)
    return is_fact or (own and part.kind == "innledning")


def _label(line: Line) -> str:
    match = _FACT.fullmatch(line.text)
    return plain(match[1]) if match else ""


# Cases


@dataclass(frozen=True, slots=True)
class _CaseReader:
    """Reads cases: the account, the decision and the votes, word for word as they stand."""

    notes: Notes
    prompts: frozenset[str]

    def read(self, case: CaseParts) -> Data | None:
        """What the minutes say of a case; None when its heading is not certain."""
        heading = case.head.heading
        if not case.certain:
            message = (
                f"«{short(case.tittel)}» ser ut som overskriften på en sak, men har ikke overskriftsstil."
            )
            advice = "Gi den stilen «Overskrift 2», eller skriv den om."
            self.notes.note(case.head.place, "uklar-overskrift", message, advice)
            return None
        if heading is not None and (heading.tracked or not self.notes.allowed(case.head.place, case.tittel)):
            if heading.tracked:
                self.notes.tracked(case.head.place)
            return None
        self._note_unread(case)
        data: Data = {"nummer": case.nummer, "tittel": case.tittel}
        data |= {name: text for kind, name in _TEXTS.items() if (text := self._text(case, kind))}
        if (votes := self._votes(case, data)) is not None:
            data["stemmer"] = votes
        return data

    def approved(self, case: Data) -> str | None:
        """The day of the meeting whose minutes a case approves."""
        decision = str(case.get("vedtak") or case.get("konklusjon") or "")
        place = f"Sak {case['nummer']} › {IN_CASE['vedtak' if 'vedtak' in case else 'konklusjon'].bokmål}"
        advice = "Skriv «Referatet ble godkjent.» hvis det ble det, og ta med datoen i tittelen på saken."
        read = partial(read_approval, str(case["tittel"]), decision)
        day = self.notes.certain(place, "uklar-godkjenning", read, advice, quoted=decision)
        return day.isoformat() if day else None

    def _note_unread(self, case: CaseParts) -> None:
        for line, text in texts(case.head):
            if line is None or not (line.style == _AGENDA_STYLE or _from_agenda().fullmatch(text)):
                self.notes.unread(case.head.place, text)
        for part in case.parts:
            if part.kind == "ukjent":
                self.notes.unknown(part.place, part.words)

    def _text(self, case: CaseParts, kind: InCase) -> str:
        """The text under a heading, or nothing when it is not written or not certain."""
        parts = [part for part in case.parts if part.kind == kind and (list(texts(part)) or part.tracked)]
        if len(parts) > 1:
            message = f"Overskriften «{parts[1].place.split(' › ')[-1]}» står flere ganger i saken."
            self.notes.note(parts[1].place, "flere-like", message, "Samle teksten under én av dem.")
            return ""
        return self._whole(parts[0]) if parts else ""

    def _whole(self, part: Part) -> str:
        if part.tracked:
            self.notes.tracked(part.place)
            return ""
        if (doubt := next(self._doubts(part), None)) is not None:
            self.notes.note(part.place, *doubt)
            return ""
        text = _joined(part.lines)
        return text if self.notes.allowed(part.place, text) else ""

    def _doubts(self, part: Part) -> Iterator[tuple[str, str, str]]:
        """Why the text of a part is not certain: code, message and advice."""
        for line, text in texts(part):
            what = "en tabell" if line is None else line.elsewhere
            if what:
                yield unreadable(what, "teksten", "Skriv det som skal være med, som vanlige avsnitt.")
            if line is not None and not line.level and looks_like_heading(text):
                message = f"«{short(text)}» ser ut som en overskrift, men har ikke overskriftsstil."
                yield "uklar-overskrift", message, "Gi den en overskriftsstil, eller skriv den om."
            for prompt in self.prompts:
                if len(prompt) >= _SHORTEST_PROMPT and prompt in text:
                    message = f"Hjelpeteksten «{prompt}» står sammen med teksten, som ikke er lest."
                    yield "hjelpetekst", message, "Slett hjelpeteksten."

    def _votes(self, case: CaseParts, data: Data) -> Data | None:
        """The votes that were counted, wherever in the case they are written."""
        found = {}
        for kind, name in _TEXTS.items():
            text = str(data.get(name, ""))
            try:
                votes = read_votes(text)
            except ValueError as error:
                place = next(part.place for part in case.parts if part.kind == kind)
                message = f"{error} Her står det: «{short(text)}»."
                advice = "Skriv dem slik: «8 for, 2 mot». Ble det ikke stemt, trenger du ikke gjøre noe."
                self.notes.note(place, "uklare-stemmer", message, advice)
                return None
            if votes is not None:
                found[votes] = kind
        if len(found) > 1:
            message = "Saken har ulike stemmetall flere steder."
            self.notes.note(case.head.place, "uklare-stemmer", message, "Skriv stemmetallene ett sted.")
            return None
        return next((_counted(*votes) for votes in found), None)


@cache
def _from_agenda() -> re.Pattern[str]:
    """What the template prints under a case's heading, in a style of its own: what the agenda says of it."""
    labels = "|".join(word for label in FROM_AGENDA.values() for word in label.words)
    said = (words for own in LANGUAGES.values() for words in (own.oppfølging_av, own.unntatt, own.utgår))
    sentences = "|".join(re.escape(words).replace(r"\{\}", ".+") for words in said)
    kinds = "|".join(get_args(Sakstype))
    return re.compile(rf"(?:{kinds})(?: · .*)?|kl\. .*|(?:{labels}): .*|{sentences}", re.IGNORECASE)


def _counted(votes_for: int, against: int, abstaining: int) -> Data:
    counted: Data = {"for": str(votes_for), "mot": str(against)}
    return counted | ({"avholdende": str(abstaining)} if abstaining else {})


def _joined(lines: tuple[Line, ...]) -> str:
    """Paragraphs with an empty line between them; the items of a list under each other."""
    text = ""
    previous: Line | None = None
    for line in lines:
        if previous is not None:
            text += "\n" if previous.mark and line.mark else "\n\n"
        start = "  " * line.depth + line.mark
        text += start + line.text.replace("\n", "\n" + " " * len(start))
        previous = line
    return text
