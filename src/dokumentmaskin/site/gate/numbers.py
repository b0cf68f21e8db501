"""Numbers that are not to be on the web: of persons, and of bank accounts.

A number is known by its check digits. One with blanks in it may stand in the columns of a table by chance:
there most that look like it have wrong check digits. An account number without the dots that it has, or one
that begins like a year, is known by the word before it too.

Sources: offentlegforskrifta § 7 (fødselsnummer); Skatteetaten, «Fødselsnummer»: day, month and year, three
digits and two check digits. In a D-nummer the day has 40 added. In numbers made for tests the month has 40
(NAV) or 80 (Skatteetaten) added. From 2032 the first check digit may leave 1, 2 or 3 as well as nothing.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

_BLANK: Final = r"[\s.\-‐-―]"
# Not inside a longer number, nor in its decimals; the field before it in a list with commas may be a number.
_BEFORE: Final = r"(?<!\d)(?<!\d\.)(?<!\b\d,)(?<!\b\d\d,)(?<!\b\d{3},)"
_AFTER: Final = r"(?!\d|\.\d|,\d{1,2}(?!\d))"
# Eleven digits: in one, with something between the date and the rest, or in pairs.
_PERSON: Final = re.compile(
    rf"""{_BEFORE} (?:
        \d{{6}}[.\-‐-―]?\d{{5}} | \d{{6}}{_BLANK}\d{{3}}{_BLANK}\d{{2}}
        | \d\d(?P<par>{_BLANK})\d\d(?P=par)\d\d(?P=par)\d{{3}}{_BLANK}?\d\d
    ) {_AFTER}""",
    re.VERBOSE,
)
# The numbers of a table may look like these: the date and the rest, each digit in a box, an account.
_PARTED_PERSON: Final = re.compile(rf"{_BEFORE}\d{{6}}{_BLANK}{{1,3}}\d{{5}}{_AFTER}")
_BOXED_PERSON: Final = re.compile(
    rf"{_BEFORE}(?<!\d[ \t|])(?:\d[\s|]{{1,3}}){{10}}\d(?![ \t|]{{1,3}}\d){_AFTER}"
)
_PARTED_ACCOUNT: Final = re.compile(rf"{_BEFORE}(?!(?:19|20)\d\d)\d{{4}}\s\d\d\s\d{{5}}{_AFTER}")
# However they are parted, after a word that says what they are.
_SAID_TO_BE: Final = re.compile(
    rf"(?i)(?:f(?:ø|oe)dsels|person|[fpd][.\s-]?)n(?:ummer|r)\b[^\d\n]{{0,20}}(\d(?:{_BLANK}{{0,2}}\d){{10}})(?!\d)"
)
_ACCOUNT: Final = re.compile(rf"{_BEFORE}\d{{4}}\.\d\d\.\d{{5}}(?!\d|\.\d)")
_NAMED_ACCOUNT: Final = re.compile(r"(?i)(?:konto|kto)[^\d\n]{0,40}(\d{11}|\d{4}\s\d\d\s\d{5})(?!\d)")
_IBAN: Final = re.compile(r"(?<![^\W_])NO\d\d(?:\s?\d){11}(?!\d)")
# An identity that programs give to things; in a few of ten thousand eleven digits stand together by chance.
_OF_UUID: Final = re.compile("-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-")
_UUID: Final = re.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
# As many digits as the shortest of these has, and what may part them. What must not stand after a number is
# seen in a few characters; the words before one, and what is between, are never so many.
_RUN: Final = re.compile(r"\d[\d\s.|\-‐-―]{9,}\d")
_BESIDE: Final = 5
_WORDS: Final = 60
_DIGITS: Final = re.compile(r"\d")
_MOST_LEFT: Final = 3
_SHOWN_OF_PERSON: Final = 6
_SHOWN_OF_ACCOUNT: Final = 4
_LEAP: Final = 2000


def person_numbers(text: str) -> Iterator[str]:
    """Yield the fødselsnummer and D-nummer in a text, masked: «010203 *****»."""
    yield from (_hidden_person(written) for written in _written_persons(text))


def account_numbers(text: str) -> Iterator[str]:
    """Yield the account numbers in a text, masked: «1234.**.*****». A person's number is none."""
    yield from (_hidden_account(written) for written in _written_accounts(text))


def masked(text: str) -> str:
    """A text with those numbers masked, to be shown."""
    for written in dict.fromkeys(_written_persons(text)):
        text = text.replace(written, _hidden_person(written))
    for written in dict.fromkeys(_written_accounts(text)):
        text = text.replace(written, _hidden_account(written))
    return text


def _written_persons(text: str) -> Iterator[str]:
    text = _UUID.sub("", text) if _OF_UUID.search(text) else text
    for match in _found(_PERSON, text):
        if is_person_number(_digits(match[0])) and _begins_word(text, match.start()):
            yield match[0]
    for pattern in (_PARTED_PERSON, _BOXED_PERSON):
        yield from _not_of_table(pattern, text, is_person_number)
    said = _found(_SAID_TO_BE, text, _WORDS)
    yield from (match[1] for match in said if is_person_number(_digits(match[1])))


def _written_accounts(text: str) -> Iterator[str]:
    written = (match[0] for match in _found(_ACCOUNT, text))
    after_word = _found(_NAMED_ACCOUNT, text, _WORDS)
    named = (match[1] for match in after_word if not is_person_number(_digits(match[1])))
    ibans = (match[0][4:] for match in _found(_IBAN, text, len("NO")))
    yield from (number for number in (*written, *named, *ibans) if _is_account(_digits(number)))
    yield from _not_of_table(_PARTED_ACCOUNT, text, _is_account)


def _found(pattern: re.Pattern[str], text: str, before: int = 0) -> Iterator[re.Match[str]]:
    """Where a number is, sought among digits alone: in all that a page says it would take much longer.

    Args:
        pattern: How it is written: digits and what may part them.
        text: The text.
        before: How many characters before its first digit belong to it, as words that say what it is.
    """
    for start, end in _runs(text):
        near = pattern.finditer(text, max(0, start - before), end + _BESIDE)
        yield from (match for match in near if match.end() > start)


@lru_cache(1)
def _runs(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(run.span() for run in _RUN.finditer(text))


def _not_of_table(pattern: re.Pattern[str], text: str, is_number: Callable[[str], bool]) -> list[str]:
    """What is written as a number, unless most of what looks like it is none: then they are a table's."""
    looking = [match[0] for match in _found(pattern, text)]
    found = [written for written in looking if is_number(_digits(written))]
    return found if 2 * len(found) >= len(looking) else []


def _hidden_person(written: str) -> str:
    return f"{_digits(written)[:_SHOWN_OF_PERSON]} *****"


def _hidden_account(written: str) -> str:
    return f"{_digits(written)[:_SHOWN_OF_ACCOUNT]}.**.*****"


def _digits(written: str) -> str:
    return "".join(_DIGITS.findall(written))


def is_person_number(digits: str) -> bool:
    """Whether eleven digits are a number that a person may have, now or from 2032."""
    from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2

    if not _is_birth(digits):
        return False
    # What the weighted sum leaves, the digit itself counted once: how far it is from what it was to be.
    left = (int(digits[9]) - int(calc_check_digit1(digits))) % 11
    return left <= _MOST_LEFT and digits[10] == calc_check_digit2(digits)


def _is_birth(digits: str) -> bool:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    month = next((month - added for added in (0, 40, 80) if 1 <= month - added <= 12), 0)  # noqa: PLR2004
    day -= 40 if day > 40 else 0  # noqa: PLR2004
    # Of a century that is not known any year by four may be a leap year.
    return bool(month) and 1 <= day <= monthrange(_LEAP + year % 4, month)[1]


def _is_account(digits: str) -> bool:
    from stdnum.no.kontonr import is_valid

    return is_valid(digits) and bool(digits.strip("0"))


def _begins_word(text: str, start: int) -> bool:
    """Whether digits are no part of a code of letters and digits, as a fingerprint is."""
    before = re.search(r"[^\W_]*\Z", text[max(0, start - 64) : start])
    return before is None or not _DIGITS.search(before[0])
