"""What the short answers in minutes mean: ticks, deadlines, statuses, case numbers, votes, an approval.

Each reads one form that people write, in bokmål or nynorsk. What could mean two things is a ValueError whose
message says so in Norwegian; nothing is guessed.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

from dokumentmaskin.minutes.labels import STATUSES
from dokumentmaskin.plan import Punktstatus, parse_day, parse_meeting_date

_TICKS: Final = frozenset({"☒", "☑", "✓", "✔", "x", "ja"})
_NO_TICKS: Final = frozenset({"", "☐", "□", "nei", "-", "–"})

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

_VOTES: Final = r"(?:stemmer?|røyster?)"
_NUMBER_FOR: Final = rf"\b(?P<for>\d+)\s*(?:{_VOTES}\s+)?"
_CARRIED: Final = r"(?<!ikke )(?<!ikkje )\b(?:vedtatte?|vedteke|godkjent|bifalt|tiltrådt|tilrådd)\s+med\s+"
_NUMBER_AGAINST: Final = rf"(?P<mot>\d+)\s*(?:{_VOTES}\s+)?i?mot\b"
_COUNTED: Final = (
    # «8 for, 2 mot», «8 stemmer for og 2 imot», «8 for, 2 mot, 1 avholdende»
    rf"{_NUMBER_FOR}for(?:\s+(?:forslaget|framlegget|vedtaket))?\s*(?:[,;\n]|\bog\b)\s*(?:og\s+)?{_NUMBER_AGAINST}",
    # «for: 8, mot: 2»
    r"\bfor\s*:\s*(?P<for>\d+)\s*[,;.]?\s*(?:og\s+)?i?mot\s*:\s*(?P<mot>\d+)",
    # «vedtatt med 8 mot 2 stemmer»
    rf"{_CARRIED}{_NUMBER_FOR}mot\s+(?P<mot>\d+)(?:\s+{_VOTES})?",
)
_ABSTAINED: Final = re.compile(
    r"(?:(?P<before>\d+)\s*(?:stemte\s+|stemmer\s+|røyster\s+)?(?:avholdende|avhaldande|blanke?|avsto|avstod)\b"
    r"|\b(?:avholdende|avhaldande|blanke?)\s*:\s*(?P<after>\d+))",
    re.IGNORECASE,
)
_SMALL: Final = r"(?:\d{1,3}|én|ei|ein|en|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti)"
_LIKE_VOTES: Final = re.compile(
    "|".join(
        (
            rf"\b{_SMALL}\s+(?:{_VOTES}\s+)?i?mot\s+{_SMALL}\b(?!\s*(?:%|prosent|\.\s*[^\W\d]))",
            rf"\b{_SMALL}\s+(?:{_VOTES}\s+)?(?:for|i?mot)\b[^.]{{0,40}}\bi?mot\b",
            rf"\b{_SMALL}\s+{_VOTES}\b(?!\s+(?:ikke|ikkje|med|overens))",
            rf"\b{_SMALL}\s+i?mot\b(?=\s*(?:[.,;]|$))",
            r"\bfor\s*:\s*\d|\bi?mot\s*:\s*\d",
            r"\b(?:stemte|røysta)\s+(?:for|i?mot)\b",
            r"\bdissens\b|\bvotering|\bavstemm?n?ing|\bavrøysting|\bavholdende\b|\bavhaldande\b",
            r"\bdobbelt(?:stemme|røyst)|\b(?:stemme|røyste)tal",
            r"\b\d+\s*\(\w+\)\s+(?:for|i?mot)\b|\b\d+\s+ja\b",
            r"\b(?:vedtatt|vedteke)\s*\(?\d+\s*[–-]\s*\d+\b",
        )
    ),
    re.IGNORECASE,
)

_DAY: Final = r"(?:(?:møtet|møte|den)\s+)?(.+)"
_APPROVAL: Final = re.compile(rf"godkjenning av (?:møte)?referat(?:et)? (?:fra|frå) {_DAY}", re.IGNORECASE)
_LIKE_APPROVAL: Final = re.compile(r"\bgodkjenning av\b.*\b(?:møte)?(?:referat|protokoll)", re.IGNORECASE)
_APPROVED: Final = re.compile(r"\bgodkj(?:ent|ente|ennes|enner|ende|ennast)\b", re.IGNORECASE)
_NOT_APPROVED: Final = re.compile(
    r"\b(?:ikke|ikkje)\s+(?:\w+\s+)?godkj|\b(?:utsatt|utsett|utsettes|avvist|utsettast)\b", re.IGNORECASE
)
_CONDITIONS: Final = re.compile(
    r"\b(?:hvis|dersom|om\s+ikke|om\s+ikkje|forutsatt|føresett|forutsetning\w*|føresetnad\w*|forbehold|atterhald"
    r"|delvis|ikke|ikkje|utsatt|utsett|utsettes|utsettast|foreslås|foreslår|neste\s+møte"
    # Not yet, by someone else, or never.
    r"|når|etter\s+at|så\s+snart|skal|kan|bør|må|leder(?:en)?|leiar(?:en)?|skriftlig|skriftleg|e-post"
    r"|aldri|h?verken|korkje|ingen\s+godkj\w+)\b|\?",
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


def read_votes(text: str) -> tuple[int, int, int] | None:
    """The votes for, against and abstaining that a text counts, or None when it counts none.

    Raises:
        ValueError: The text looks as if it counts votes, but not in a form that is certain.
    """
    found = list(_counts(text))
    if len(found) == 1:
        votes, rest = found[0]
        abstained = list(_ABSTAINED.finditer(rest))
        rest = _ABSTAINED.sub("", rest)
        if len(abstained) <= 1 and not re.search(r"\d+\s+(?:for|i?mot)\b|\bmot\s+\d", rest):
            count = int(abstained[0]["before"] or abstained[0]["after"]) if abstained else 0
            return (*votes, count)
    if found or _LIKE_VOTES.search(text):
        raise ValueError("Her ser det ut til å stå stemmetall, men ikke i en form som er sikker.")
    return None


def _counts(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Each count of votes, with the text around it."""
    seen: list[tuple[int, int]] = []
    for pattern in _COUNTED:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if not any(start < match.end() and match.start() < end for start, end in seen):
                seen.append(match.span())
                yield (int(match["for"]), int(match["mot"])), text[: match.start()] + text[match.end() :]


def read_approval(title: str, decision: str) -> date | None:
    """The meeting whose minutes a case approves, or None when it is no such case or did not approve them.

    Args:
        title: The title of the case.
        decision: What was decided; empty when nothing is written.

    Raises:
        ValueError: Whether they were approved, or which, is not certain.
    """
    about = _APPROVAL.search(title)
    if not decision or (about is None and not _LIKE_APPROVAL.search(title)):
        return None
    approved, refused = _APPROVED.search(decision), _NOT_APPROVED.search(decision)
    if refused and not _APPROVED.search(_NOT_APPROVED.sub("", decision)):
        return None
    # What follows the word may be the remarks themselves.
    if not approved or refused or _CONDITIONS.search(_sentence(decision, approved)):
        raise ValueError("Det går ikke klart fram om referatet ble godkjent.")
    try:
        return parse_meeting_date(without_weekday(about[1] if about else "")).fra
    except ValueError:
        raise ValueError("Tittelen sier ikke hvilken dato det godkjente referatet er fra.") from None


def _sentence(text: str, match: re.Match[str]) -> str:
    """The sentence that a match stands in, as far as a colon that begins a list of remarks."""
    start = max(text.rfind(sign, 0, match.start()) for sign in ".\n") + 1
    ends = [found for sign in ".:\n" if (found := text.find(sign, match.end())) >= 0]
    return text[start : min(ends, default=len(text))]


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
