"""What the fields of minutes mean: ticks, deadlines, statuses, case numbers, votes, an approval.

Each reads one form that people write, in bokmål or nynorsk. What could mean two things is a ValueError whose
message says so in Norwegian; nothing is guessed.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from dokumentmaskin.minutes.labels import APPROVALS, STATUSES, VOTES, known, plain
from dokumentmaskin.plan import Data, Punktstatus, parse_day, parse_meeting_date, parse_time

_TICKS: Final = frozenset({"☒", "☑", "✓", "✔", "x", "ja"})
_NO_TICKS: Final = frozenset({"", "☐", "□", "nei", "-", "–"})

_CLOCK: Final = re.compile(r"^(?:kl\.?\s*)+", re.IGNORECASE)
_VOTES: Final = known(VOTES)
_APPROVALS: Final = known(APPROVALS)
_NUMBERED: Final = ("for", "mot", "avholdende")
_CLOSED: Final = STATUSES["ferdig"].words
_BEGUN: Final = STATUSES["i_arbeid"].words
_OPEN: Final = STATUSES["åpen"].words | STATUSES["ikke_startet"].words
_LATE: Final = ", over fristen"  # what an agenda adds to it

_CASE: Final = re.compile(
    r"(?:sak\s*(?:nr\.?\s*)?)?(\d+(?:/\d+)?)\.?(?:\s*[·•,;:–—(-]\s*|\s+)?(?:møtet\s+)?(.*?)\)?"
)

_ONLY_A_DAY: Final = re.compile(r"(?:møtet\s+)?\d{1,2}\.\s*(?:[^\W\d]{3,}.*|\d{1,2}\.\s*\d{4})")

# A day as people write it: `25.03.2022`, `25.3.22`, `25/3-22`, `fredag 25. mars 2022`, `25. mar.`.
_MOST_DAYS_AHEAD: Final = 183
_WEEKDAY: Final = re.compile(r"^(\w+dag|man|tir|ti|tys|ons|on|tor|to|fre|lør|laur|søn|sun)[. ,]+(?:den\s+)?")
_BEGINNINGS: Final = ("ma må", "ti ty", "on", "to", "fr", "lø la", "sø su")
_NUMBERS: Final = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./ -]+(\d{4}|\d{2}))?\.?")
_NAMED: Final = re.compile(r"(\d{1,2})\.?\s*([^\W\d]+)\.?,?(?:\s+(\d{4}))?")

# Running text that may tell of a vote: never a value, only where a person might look.
_SMALL: Final = r"(?:\d+|én|ei|ein|en|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti)"
_LIKE_VOTES: Final = re.compile(
    "|".join((
        r"\b\d+\s*\(?(?:stemmer?|røyster?|stemte|røysta|for|i?mot|ja)\b",
        rf"\b{_SMALL}\s+(?:i?mot\s+{_SMALL}|stemmer?|røyster?|stemte)\b(?!\s+(?:ikke|ikkje|med|overens))",
        r"\b(?:for|i?mot|ja|nei)\s*:\s*\d+\b",
        r"\b(?:enstemmig|samrøystes|dissens|stemte|røysta|avholdende|avhaldande)\b",
        r"\b(?:votering|avstemn?ing|avrøysting|(?:stemme|røyste?)tal|dobbelt(?:stemme|røyst))",
        r"\b(?:vedtatt|vedteke)\s*\(?\d+\s*[–/-]\s*\d+",
    )),
    re.IGNORECASE,
)  # fmt: skip
_LIKE_APPROVAL: Final = re.compile(r"\bgodkjenning av\b.*\b(?:møte)?(?:referat|protokoll|bok)", re.IGNORECASE)
# What the field for a vote may hold, whole: «8 for (5 Ap, 3 Sp), 2 mot, 1 avholdende», «For 8, mot 2».
_ABSTAINED: Final = r"(?:avholdende|avhaldande|blanke?)"
_AND: Final = r"\s*(?:,|;|og)?\s*"
_PARTIES: Final = r"(?:\s*\((?P<partier_{}>(?:[^()]|\([^()]*\))*)\))?"
_FOR, _AGAINST, _NEITHER = (_PARTIES.format(name) for name in _NUMBERED)
_COUNTS: Final = (
    (
        rf"(?P<for>\d+)\s*for{_FOR}{_AND}(?P<mot>\d+)\s*i?mot{_AGAINST}"
        rf"(?:{_AND}(?P<avholdende>\d+)\s*{_ABSTAINED}{_NEITHER})?"
    ),
    (
        rf"for\s*:?\s*(?P<for>\d+){_FOR}{_AND}i?mot\s*:?\s*(?P<mot>\d+){_AGAINST}"
        rf"(?:{_AND}{_ABSTAINED}\s*:?\s*(?P<avholdende>\d+){_NEITHER})?"
    ),
)
# A number of votes, and the parties that gave them: «7 (4 Ap, 3 Sp)», «4 Ap» or «Ap 4».
_COUNT: Final = re.compile(r"(\d{1,4}|ingen)\s*(?:\((.*)\))?", re.IGNORECASE)
_PARTY: Final = re.compile(
    r"(?P<antall>\d{1,4})\s+(?P<parti>\D.*)|(?P<navn>\D*[^\d\s:])[\s:]+(?P<tall>\d{1,4})"
)
_BETWEEN: Final = re.compile(r"\s*(?:[,;]|\bog\b)\s*(?![^()]*\))")
_NOBODY: Final = frozenset({
    "", "ingen", "ingen inhabile", "alle habile", "alle var habile", "nei", "-", "–", "ikke aktuelt",
    "ikkje aktuelt", "uaktuelt",
})  # fmt: skip
# What stands in a sentence about who left the table, or did not, and in no name.
_NO_NAME: Final = re.compile(
    r"^(?:ingen|inga|alle|nei|det|her|som)\b|[^\W\d]{3,}\.(?:\s|$)"
    r"|\b(?:er|var|ble|blei|vart|har|hadde|men|ikke|ikkje|(?:in)?habile?|ugilde?|meldte|melde|tok|gikk|gjekk"
    r"|forlot|forlét|fratrådte|fratredde|stilte|funnet|funne|vurdert|spurte)\b",
    re.IGNORECASE,
)


def read_tick(text: str, checked: tuple[bool, ...]) -> bool:
    """Whether a cell is ticked: by the sign that stands there, held against the box that Word knows.

    Raises:
        ValueError: It is neither, or the sign and the box disagree.
    """
    word = text.casefold()
    if word not in _TICKS | _NO_TICKS or len(checked) > 1:
        raise ValueError(f"«{text}» er verken et kryss eller en tom rute.")
    ticked = word in _TICKS
    if checked and checked[0] != ticked:
        raise ValueError("Ruten ser annerledes ut enn det Word har lagret om den.")
    return ticked


def read_clock(text: str) -> str:
    """A time of the day, «09.02» or «kl. 9:02», as the plan writes it.

    Raises:
        ValueError: It is none.
    """
    return f"{parse_time(re.sub(_CLOCK, '', text)):%H:%M}"


def read_status(text: str) -> Punktstatus:
    """What a status means; an empty one is open.

    Raises:
        ValueError: The word is not known.
    """
    word = text.casefold().strip(" .").removesuffix(_LATE)
    if not word or word in _OPEN:
        return "åpen"
    if word in _BEGUN:
        return "i arbeid"
    if word in _CLOSED:
        return "lukket"
    raise ValueError(f"«{text}» er ikke en status som dok kjenner.")


def read_deadline(text: str, meeting: date) -> date:
    """The day that a deadline names; without a year, the first such day from the meeting on.

    Raises:
        ValueError: It names no day, or a day that may be in two years.
    """
    without = re.sub(r"^(?:innen|innan|senest|seinast)\s+", "", text.strip(), flags=re.IGNORECASE)
    return _written_day(without, meeting)


def read_case(text: str, meeting: date) -> tuple[str, date | None]:
    """The number of a case, and the day of the earlier meeting that it is from; None for this meeting.

    A point may come from a meeting and no case of it: then the number is empty.

    Raises:
        ValueError: It is no case number, or what follows it is no day before the meeting, or its own.
    """
    if _ONLY_A_DAY.fullmatch(text.casefold().strip()):
        return "", _origin(text.casefold().strip().removeprefix("møtet "), meeting)
    match = _CASE.fullmatch(text.casefold().strip())
    if match is None:
        raise ValueError(f"«{text}» er ikke et saksnummer.")
    if not match[2]:
        return match[1], None
    return match[1], _origin(match[2], meeting)


def _origin(text: str, meeting: date) -> date | None:
    """The day of an earlier meeting; None for that of this one."""
    day = _day_before(text, meeting + timedelta(days=1))
    return None if day == meeting else day


def read_vote(written: Mapping[str, str]) -> Data | None:
    """What the fields of a vote say together; None when nothing is filled in.

    Raises:
        ValueError: They do not say for certain how it fell.
    """
    said, numbers = written.get("votering", ""), {name: written.get(name, "") for name in _NUMBERED}
    outcome = _VOTES.get(plain(said))
    counted = _counted(said) if said and outcome is None else {}
    if counted and any(numbers.values()):
        raise ValueError("Stemmetallene står to ganger på linjen.")
    for name, text in numbers.items():
        counted |= _count(name, text) if text else {}
    if outcome is None and not counted:
        return None
    if outcome is None and not {"for", "mot"} <= counted.keys():
        raise ValueError("Her står det ikke både hvor mange som stemte for, og hvor mange som stemte mot.")
    if outcome is not None and (int(counted.get("mot", 0)) or (outcome == "ingen_votering" and counted)):
        raise ValueError(f"Det er valgt «{said}», men stemmetallene sier noe annet.")
    return ({"utfall": outcome.replace("_", " ")} if outcome else {}) | {
        name: value for name, value in counted.items() if name != "avholdende" or int(value)
    }


def _counted(text: str) -> Data:
    match = next(filter(None, (re.fullmatch(p, text.rstrip(". "), re.IGNORECASE) for p in _COUNTS)), None)
    if match is None:
        raise ValueError(f"«{text}» er verken et utfall som dok kjenner, eller stemmetall.")
    found = match.groupdict()
    counted: Data = {}
    for name in _NUMBERED:
        counted |= _with_parties(name, found[name], found[f"partier_{name}"]) if found[name] else {}
    return counted


def _count(name: str, text: str) -> Data:
    match = _COUNT.fullmatch(text.rstrip(". "))
    if match is None:
        raise ValueError(f"«{text}» er ikke et antall stemmer.")
    return _with_parties(name, "0" if match[1].casefold() == "ingen" else match[1], match[2])


def _with_parties(name: str, number: str, said: str | None) -> Data:
    """A number of votes and, when somebody has said it, of which parties they are."""
    parties = [_party(part) for part in _BETWEEN.split(said.strip())] if said else []
    if parties and (total := sum(int(party["antall"]) for party in parties)) != int(number):
        raise ValueError(f"Partiene har {total} stemmer til sammen, men tallet foran er {number}.")
    return {name: number} | ({f"partier_{name}": parties} if parties else {})


def _party(text: str) -> Data:
    match = _PARTY.fullmatch(text)
    if match is None:
        raise ValueError(f"«{text}» er ikke et antall stemmer fra et parti.")
    return {"parti": match["parti"] or match["navn"], "antall": match["antall"] or match["tall"]}


def read_approval(outcome: str, day: str) -> Data | None:
    """What the fields of an approval say together; None when no outcome is chosen.

    Raises:
        ValueError: The outcome is not known, or not of which meeting's minutes.
    """
    if not outcome:
        return None
    if (known_as := _APPROVALS.get(plain(outcome))) is None:
        raise ValueError(f"«{outcome}» er ikke et utfall som dok kjenner.")
    if not day:
        raise ValueError("Her står det ikke hvilket møte referatet er fra.")
    return {
        "møte": parse_meeting_date(without_weekday(day)).fra.isoformat(),
        "utfall": known_as.replace("_", " "),
    }


def read_left(text: str) -> str:
    """Who left the table; empty when the field says that nobody did.

    Raises:
        ValueError: It is a sentence, and may say either.
    """
    if is_nobody(text):
        return ""
    if _NO_NAME.search(text):
        raise ValueError(f"«{text}» er ikke navnet på en person.")
    return text


def is_nobody(text: str) -> bool:
    """Whether a field says that it does not hold: «ingen», «nei», «–»."""
    return plain(text) in _NOBODY


def may_tell_of_vote(text: str) -> bool:
    """Whether running text may tell of a vote."""
    return _LIKE_VOTES.search(text) is not None


def is_approval(title: str) -> bool:
    """Whether a case's title says that earlier minutes are approved in it."""
    return _LIKE_APPROVAL.search(title) is not None


def without_weekday(text: str) -> str:
    """A written date without the day of the week before it."""
    return re.sub(r"^\w+dag\s+", "", text.strip())


# Days


def _written_day(text: str, meeting: date) -> date:
    """The day that a text names; without a year, the first from the meeting on, unless that is far ahead."""
    day, month, year = _parts(text)
    found = _day(text, meeting.year if year is None else year, month, day)
    if year is not None:
        return _on_its_weekday(text, found)
    if found < meeting:
        found = _day(text, meeting.year + 1, month, day)
    if (found - meeting).days > _MOST_DAYS_AHEAD and found.year != meeting.year:
        raise ValueError(f"«{text}» sier ikke hvilket år det er.")
    return _on_its_weekday(text, found)


def _day_before(text: str, meeting: date) -> date:
    """The day before a meeting that a text names; without a year, the last such day."""
    day, month, year = _parts(text)
    if year is None:
        found = _day(text, meeting.year, month, day)
        return found if found < meeting else _day(text, meeting.year - 1, month, day)
    found = _day(text, year, month, day)
    if found >= meeting:
        raise ValueError(f"«{text}» er ikke før møtet.")
    return found


def _on_its_weekday(text: str, found: date) -> date:
    match = _WEEKDAY.match(_plain(text))
    if match and match[1][:2] not in _BEGINNINGS[found.weekday()]:
        raise ValueError(f"Ukedagen i «{text}» passer ikke til {found:%d.%m.%Y}.")
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _parts(text: str) -> tuple[int, int, int | None]:
    """Day, month and, when it is written, year."""
    plain = _WEEKDAY.sub("", _plain(text))
    if match := _NUMBERS.fullmatch(plain):
        return int(match[1]), int(match[2]), _year(match[3])
    if (match := _NAMED.fullmatch(plain)) and (month := _months().get(match[2])):
        return int(match[1]), month, _year(match[3])
    whole = parse_day(plain)
    return whole.day, whole.month, whole.year


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) > len("22") else 2000 + int(text)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"«{text}» er ikke en dato.") from None


@cache
def _months() -> dict[str, int]:
    """The months by their names, and by the first three or four letters, as people shorten them."""
    from babel.dates import get_month_names

    names = {
        name.casefold(): number
        for locale in ("nb", "nn")
        for number, name in get_month_names("wide", locale=locale).items()
    }
    return {name[:length]: number for name, number in names.items() for length in (3, 4, len(name))}
