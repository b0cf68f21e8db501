"""The cases of minutes: the account and the decision word for word, and the fields of each.

How it was voted, who left the table and what was said of earlier minutes is read from fields alone. Running
text is kept and never interpreted: where it may tell of a vote and the field is empty, a person is asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from dokumentmaskin.minutes.fields import Filled, fields_of_case
from dokumentmaskin.minutes.labels import IN_LINE, InCase
from dokumentmaskin.minutes.notes import OWN_WORDS, Notes, doubtful, short
from dokumentmaskin.minutes.parts import CaseParts, Part, looks_like_heading
from dokumentmaskin.minutes.values import (
    is_approval,
    is_nobody,
    may_tell_of_vote,
    read_approval,
    read_left,
    read_vote,
)
from dokumentmaskin.plan import Data
from dokumentmaskin.word import Line, Table, all_lines

# The texts of a case: by their heading, what `Referatsak` calls them.
_TEXTS: Final[Mapping[InCase, str]] = {
    "kort_referat": "referat",
    "vedtak": "vedtak",
    "konklusjon": "konklusjon",
}
# A help text as short as this may be part of what a person wrote.
_SHORTEST_PROMPT: Final = 16
_VOTE_ADVICE: Final = (
    "Velg utfallet i feltet «{votering}», eller skriv tallene i «{for}» og «{mot}». Mangler feltet, skriver "
    "du en linje som «{votering}: 8 for, 2 mot». Ble det ikke stemt, velger du «Ingen votering»."
).format(**{name: label.bokmål for name, label in IN_LINE.items()})
_APPROVAL_ADVICE: Final = (
    "Velg utfallet i feltet «{godkjenning}». Mangler feltet, skriver du en linje som "
    "«{godkjenning}: Godkjent {godkjenner}: 14. januar 2022»."
).format(**{name: label.bokmål for name, label in IN_LINE.items()})


@dataclass(slots=True)
class _Fields:
    """The lines of a case that have fields, in order, and what they are the first of."""

    lines: list[tuple[Line, Filled]] = field(default_factory=list)

    def of(self, *first: str) -> Iterator[tuple[Line, Filled]]:
        return ((line, filled) for line, filled in self.lines if filled.first in first)


@dataclass(frozen=True, slots=True)
class CaseReader:
    """Reads cases; `prompts` are the help texts, which count as not written."""

    notes: Notes
    prompts: frozenset[str]

    def read(self, case: CaseParts) -> tuple[Data, list[Data]] | None:
        """What the minutes say of a case, and of those it approves; None when its heading is not certain."""
        heading = case.head.heading
        if not case.certain:
            message = f"«{short(case.tittel)}» ser ut som overskriften på en sak, men er ikke helt lik."
            advice = "Gi den stilen «Overskrift 2», eller skriv den om."
            self.notes.note(case.head.place, "uklar-overskrift", message, advice, case.all_lines)
            return None
        if heading is not None and not self._is_sure(heading, case):
            return None
        data: Data = {"nummer": case.nummer, "tittel": case.tittel}
        fields = self._fields(case)
        for kind, name in _TEXTS.items():
            if text := self._text(case, kind, fields):
                data[name] = text
        for name, found in (("votering", self._votes(case, fields)), ("habilitet", self._left(case, fields))):
            data |= {name: found} if found else {}
        data |= {"lukket_møte": ground} if (ground := self._closed(case, fields)) else {}
        approvals = self._approvals(case, fields)
        self._ask(case, fields, data, approvals)
        for part in case.parts:
            if part.kind == "ukjent" and part.heading is not None:
                self.notes.unknown(part.place, part.heading, all_lines(part.blocks))
        return data, approvals

    def _is_sure(self, heading: Line, case: CaseParts) -> bool:
        if heading.tracked:
            self.notes.tracked(case.head.place, case.all_lines)
        elif doubtful(heading):
            self.notes.unreadable(case.head.place, heading.elsewhere, "saken", "", case.all_lines)
        elif self.notes.allowed(case.head.place, case.tittel, case.all_lines):
            self.notes.ledger.take("verdi", [heading])
            return True
        return False

    # Text

    def _text(self, case: CaseParts, kind: InCase, fields: _Fields) -> str:
        """The text under a heading, or nothing when it is not written or not certain."""
        own = {id(line) for line, _ in fields.lines}
        parts = []
        for part in (part for part in case.parts if part.kind == kind):
            blocks = [block for block in part.blocks if id(block) not in own]
            rest = Part(part.kind, part.heading, part.place, blocks)
            if any(each.text or each.rest or each.tracked for each in all_lines(blocks)) or _unsure(part):
                parts.append(rest)
        if len(parts) > 1:
            message = f"Overskriften «{parts[1].place.split(' › ')[-1]}» står flere ganger i saken."
            lines = [line for part in parts for line in part.all_lines]
            advice = "Samle teksten under én av dem."
            self.notes.note(parts[1].place, "flere-like", message, advice, lines)
            return ""
        return self._whole(parts[0]) if parts else ""

    def _whole(self, part: Part) -> str:
        sure = part.heading is None or not doubtful(part.heading)
        lines = tuple(all_lines(part.blocks)) if sure else part.all_lines
        if any(line.tracked for line in part.all_lines):
            self.notes.tracked(part.place, lines)
            return ""
        if (doubt := next(self._doubts(part), None)) is not None:
            self.notes.note(part.place, *doubt, lines)
            return ""
        text = _joined(tuple(line for line in part.lines if line.text))
        if not self.notes.allowed(part.place, text, lines):
            return ""
        self.notes.ledger.take("tekst", all_lines(part.blocks))
        return text

    def _doubts(self, part: Part) -> Iterator[tuple[str, str, str]]:
        """Why the text of a part is not certain: code, message and advice."""
        if part.heading is not None and doubtful(part.heading):
            yield _beside(part.heading.elsewhere)
        for block in part.blocks:
            what = "en tabell" if isinstance(block, Table) else block.elsewhere
            if what:
                yield _beside(what)
        for line in part.lines:
            if line.text and not line.level and looks_like_heading(line):
                message = f"«{short(line.text)}» ser ut som en overskrift, men er ikke helt lik."
                yield "uklar-overskrift", message, "Gi den en overskriftsstil, eller skriv den om."
            for prompt in self.prompts:
                if len(prompt) >= _SHORTEST_PROMPT and prompt in line.text:
                    message = f"Hjelpeteksten «{prompt}» står sammen med teksten, som ikke er lest."
                    yield "hjelpetekst", message, "Slett hjelpeteksten."

    # Fields

    def _fields(self, case: CaseParts) -> _Fields:
        """The fields of a case, wherever in it they stand; of a line that is not certain nothing."""
        fields = _Fields()
        for part in (case.head, *case.parts):
            for line in (line for line in part.lines if not line.level):
                filled = fields_of_case(line)
                if filled is None:
                    continue
                filled.values = {
                    name: "" if text in self.prompts else text for name, text in filled.values.items()
                }
                fields.lines.append((line, filled))
                self._settle(line, filled, _place(case, filled.first))
        return fields

    def _settle(self, line: Line, filled: Filled, place: str) -> None:
        """Note what makes a line of fields uncertain, and forget its values then."""
        self.notes.ledger.locate([line], place)
        said = {name: text for name, text in filled.values.items() if text}
        if line.tracked:
            self.notes.tracked(place, [line])
        elif line.elsewhere:
            self.notes.unreadable(place, line.elsewhere, "feltet", "Skriv ordene rett i feltet.", [line])
        elif filled.doubt:
            message = "Ledeteksten og feltet sier ikke det samme."
            self.notes.note(place, "uklart-felt", message, "Skriv ledeteksten som i malen.", [line])
        elif filled.left:
            message = f"«{filled.left}» står utenfor feltene på linjen."
            self.notes.note(place, "uklart-felt", message, "Skriv det i et felt eller i teksten.", [line])
            return
        elif not said:
            self.notes.ledger.take("trykt", [line])
            return
        elif self.notes.allowed(place, " ".join(said.values()), [line]):
            return
        filled.values = {}

    def _votes(self, case: CaseParts, fields: _Fields) -> list[Data]:
        """The votes of a case, each with its proposal; that of one that is not certain is no other's."""
        votes: list[Data] = []
        told: list[Line] = []
        waiting: tuple[Line, str] | None = None  # a proposal before its vote
        for line, filled in fields.of("votering", "forslag"):
            text = filled.values.get("forslag", "")
            if filled.first == "votering":
                read, place = partial(read_vote, filled.values), _place(case, "votering")
                vote = self.notes.certain(place, "uklare-stemmer", read, _VOTE_ADVICE, [line])
                if vote is not None:
                    told += [waiting[0], line] if waiting else [line]
                elif filled.values and not any(filled.values.values()):
                    continue
                votes.append(({"forslag": waiting[1]} if waiting else {}) | (vote or {}))
                waiting = None
            elif text and votes and "forslag" not in votes[-1]:
                told += [line] if votes[-1] else []
                votes[-1] = {"forslag": text, **votes[-1]}
            elif text:
                waiting = (line, text)
        self.notes.ledger.take("verdi", told)
        votes = [vote for vote in votes if vote.keys() - {"forslag"}]
        if waiting is not None:
            message = "Her står det et forslag, men ikke hvordan stemmene falt."
            place = _place(case, "forslag")
            self.notes.note(place, "uklare-stemmer", message, _VOTE_ADVICE, [waiting[0]])
        if len(votes) > 1 and not all("forslag" in vote for vote in votes):
            message = "Saken har flere voteringer, og det står ikke hvilket forslag hver av dem gjaldt."
            advice = f"Skriv forslaget i «{IN_LINE['forslag'].bokmål}» under hver av dem."
            self.notes.note(case.head.place, "uklare-stemmer", message, advice, told)
            return []
        return votes

    def _left(self, case: CaseParts, fields: _Fields) -> list[Data]:
        """Who left the table, each with the ground."""
        found = []
        for line, filled in fields.of("inhabil"):
            place = _place(case, "inhabil")
            said, ground = (" ".join(filled.values.get(name, "").split()) for name in ("inhabil", "grunnlag"))
            advice = "Skriv navnet på den som var inhabil, eller «ingen»."
            who = self.notes.certain(place, "uklart-felt", partial(read_left, said), advice, [line])
            if who is None:
                continue
            if ground and not who:
                message = "Her står det et grunnlag, men ikke hvem det gjelder."
                self.notes.note(place, "uklart-felt", message, "Skriv hvem som var inhabil.", [line])
            elif filled.values:
                self.notes.ledger.take("verdi", [line])
            if who:
                found.append({"hvem": who} | ({"grunnlag": ground} if ground else {}))
        return found

    def _closed(self, case: CaseParts, fields: _Fields) -> str:
        """Why the doors were closed in a case; empty when they were not."""
        filled = [(line, text) for line, f in fields.of("lukket") if (text := f.values.get("lukket"))]
        if len(filled) > 1:
            place = _place(case, "lukket")
            lines = [line for line, _ in filled]
            self.notes.note(place, "flere-like", "Feltet står flere ganger.", "La ett av dem stå.", lines)
            return ""
        self.notes.ledger.take("verdi", [line for line, _ in filled])
        return "".join("" if is_nobody(text) else " ".join(text.split()) for _, text in filled)

    def _approvals(self, case: CaseParts, fields: _Fields) -> list[Data]:
        """What was said of earlier meetings' minutes."""
        found = []
        for line, filled in fields.of("godkjenning"):
            place = _place(case, "godkjenning")
            outcome, day = (filled.values.get(name, "") for name in ("godkjenning", "godkjenner"))
            read = partial(read_approval, outcome, day)
            said = self.notes.certain(place, "uklar-godkjenning", read, _APPROVAL_ADVICE, [line])
            if said is not None:
                self.notes.ledger.take("verdi", [line])
                found.append(said)
        return found

    def _ask(self, case: CaseParts, fields: _Fields, data: Data, approvals: list[Data]) -> None:
        """Ask where running text may say what a field does not."""
        texts = {kind: str(data.get(name, "")) for kind, name in _TEXTS.items()}
        places = {part.kind: part.place for part in case.parts}
        filled = "votering" in data or any(True for _, f in fields.of("votering") if any(f.values.values()))
        for kind, text in texts.items():
            if not filled and may_tell_of_vote(text):
                message = "Teksten kan handle om en votering, men feltet for den er ikke fylt ut."
                quoted = f" Her står det: «{short(text)}»."
                self.notes.note(places[kind], "mulig-votering", message + quoted, _VOTE_ADVICE)
        asked = is_approval(case.tittel) or any(fields.of("godkjenning"))
        if asked and not approvals and any(texts.values()):
            message = "Det er ikke valgt om referatet ble godkjent, så ingenting er lest om det."
            self.notes.note(case.head.place, "uten-godkjenning", message, _APPROVAL_ADVICE)


def _place(case: CaseParts, field: str) -> str:
    """«Sak 4 › Votering»: what messages call the place of a field."""
    return f"{case.head.place} › {IN_LINE[field].bokmål}"  # type: ignore[index]


def _unsure(part: Part) -> bool:
    return part.heading is not None and part.heading.tracked


def _beside(what: str) -> tuple[str, str, str]:
    message = f"Her står det {what}, som ikke kan leses, så teksten er ikke lest."
    advice = OWN_WORDS.get(what, "Skriv det som skal være med, som vanlige avsnitt.")
    return "ulest-innhold", message, advice


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
