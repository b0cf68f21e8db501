"""The cases of minutes: the account, the decision and the votes, word for word as they stand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Final, get_args

from dokumentmaskin.minutes.labels import FROM_AGENDA, IN_CASE, InCase
from dokumentmaskin.minutes.notes import Notes, short, unreadable
from dokumentmaskin.minutes.parts import CaseParts, Part, looks_like_heading, texts
from dokumentmaskin.minutes.values import read_approval, read_votes
from dokumentmaskin.plan import LANGUAGES, Data, Sakstype
from dokumentmaskin.word import Line

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
class CaseReader:
    """Reads cases.

    Attributes:
        notes: Where to note what cannot be read.
        prompts: The template's help texts.
    """

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
