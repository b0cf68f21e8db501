"""Phones and addresses of persons.

A phone that can be a person's own is a mobile (Nkom's plan of numbers: eight digits that begin with 4 or 9),
one in another country, or any that is said to be private. The others belong to switchboards. A row of a
table may look like a number in pairs, so that one is taken for a phone only where the text has no such row
that no phone has.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

_ADDRESS: Final = re.compile(
    r"(?<![\w.+/-])[a-z0-9æøåäöüé][\w.+'-]{0,63}@(?:[a-z0-9æøåäöü-]{1,63}\.)+[a-z]{2,24}(?![\w-])",
    re.IGNORECASE,
)
# Boxes that several people read, or nobody: they are no person's.
_OFFICES: Final = frozenset({
    "post", "postmottak", "firmapost", "epostmottak", "epost", "e-post", "mail", "kontakt", "contact",
    "info", "sekretariat", "sekretariatet", "servicetorg", "servicetorget", "servicekontor",
    "innbyggertorg", "kundeservice", "kundesenter", "sentralbord", "arkiv", "dokumentsenter",
    "resepsjon", "administrasjon", "politikk", "politisk.sekretariat", "personvern", "personvernombud",
    "presse", "pressevakt", "media", "support", "hjelp", "help", "faktura", "fakturamottak", "invoice",
    "webmaster", "nettredaksjon", "redaksjon", "varsling", "tilgjengelighet", "noreply", "no-reply",
    "ikke-svar",
})  # fmt: skip
_TABLE_ROW: Final = re.compile(r"(?<![\d,])[01]\d \d\d \d\d \d\d(?![\d,])")
_PHONE_WORD: Final = (
    r"(?:(?:\w*(?:telefon|mobil)|tlf|tel|mob)(?:en|nr|nummer|nummeret|telefonen)?|m(?=[.:])|sms|ring|phone)"
)
_GAP: Final = r"[ \u00a0\u2007-\u200a\u202f]"
_PLUS: Final = re.compile(
    rf"(?<![\w+])(?:\+(?P<land>[1-9]\d)|0047)\)?{_GAP}?(?P<rest>\d(?:{_GAP}?\d){{6,11}})(?!\d)"
)
# Neither in a longer number, in one with decimals, nor in a code; a comma may part it from the name before.
_BEFORE: Final = rf"(?<![\w/-])(?<!\d[.,])(?<!\d{_GAP})"
_MOBILE: Final = re.compile(rf"{_BEFORE}[49]\d\d{_GAP}\d\d{_GAP}\d{{3}}(?!{_GAP}?\d|[.,/-]\d|\w)")
_PAIRS: Final = re.compile(rf"{_BEFORE}[49]\d(?:{_GAP}\d\d){{3}}(?!{_GAP}?\d|[.,/-]\d|\w|{_GAP}?%)")
# The ways to write eight digits, but for 45 000 000, which is an amount.
_PART: Final = rf"(?:{_GAP}|[.-])"
_WAYS: Final = (
    rf"(?:\d{{7}}|\d(?:{_PART}\d\d){{3}}|\d\d{_PART}\d\d{_PART}\d{{3}}|\d{{3}}{_PART}\d{{4}}|\d\d{_PART}\d{{5}}"
    rf"|\d\d{_PART}\d{{3}}{_PART}\d\d)"
)
_REST: Final = rf"{_WAYS}(?!\d|{_GAP}\d\d)"
_SAYS: Final = rf"(?:{_GAP}?\([^()\n]{{1,20}}\))?[.:]{{0,2}}{_GAP}{{0,3}}"
_SAID: Final = re.compile(rf"(?i)\b{_PHONE_WORD}[.:]?{_SAYS}(?P<nummer>[49]{_REST})")
_PRIVATE: Final = re.compile(rf"(?i)\bprivat\w*(?:{_GAP}?{_PHONE_WORD})?{_SAYS}(?P<nummer>[2-9]{_REST})")
# In one, without a word: after somebody's name, where the text says that it has phones.
_OF_PHONES: Final = re.compile(rf"(?i)\b{_PHONE_WORD}\b")
_NAMED: Final = re.compile(
    r"[A-ZÆØÅ][\w.-]+ [A-ZÆØÅ][\w-]+(?:\t|[ ,;|]{1,3})(?P<nummer>[49]\d{7})(?![\w/-]|[.,]\d{1,3}(?!\d))"
)
# A line without a number written in one of the ways, or with the country before, has no phone.
_WRITTEN: Final = re.compile(rf"[2-9]{_WAYS}|\+|0047")
_NORWAY: Final = "47"
# In the plan a phone stands in a field of its own, however it is written.
_OF_PLAN: Final = re.compile(r"(?m)^(?:(?:\+|00)47\s?)?\d(?:\s?\d){7}$")


def addresses(text: str) -> Iterator[str]:
    """Yield the e-mail addresses in a text that a person may have alone, in small letters; in links too."""
    text = text.replace("%40", "@")
    for match in _ADDRESS.finditer("\n".join(line for line in text.split("\n") if "@" in line)):
        address = match[0].lower()
        if address.partition("@")[0] not in _OFFICES:
            yield address


def phones(text: str) -> Iterator[str]:
    """Yield the phones in a text that may be a person's own: eight digits, or with the country before."""
    found: dict[str, None] = {}
    # To look for each kind in all that a page says would take longer than all else of the gate.
    lines = "\n".join(line for line in text.split("\n") if _WRITTEN.search(line))
    for match in _PLUS.finditer(lines):
        number = _digits(match["rest"])
        if match["land"] not in {None, _NORWAY}:
            found[f"+{match['land']}{number}"] = None
        elif _is_mobile(number):
            found[number] = None
    patterns = [_MOBILE, _SAID, _PRIVATE]
    if _PAIRS.search(lines) and not _TABLE_ROW.search(text):
        patterns.append(_PAIRS)
    if _NAMED.search(lines) and _OF_PHONES.search(text):
        patterns.append(_NAMED)
    for pattern in patterns:
        for match in pattern.finditer(lines):
            found[_digits(match["nummer"] if "nummer" in pattern.groupindex else match[0])] = None
    yield from found


def contacts_in(open_texts: Iterable[str], said: Iterable[str]) -> frozenset[str]:
    """The contacts that everyone may have, written as `addresses` and `phones` write them.

    Args:
        open_texts: What everyone may read.
        said: What somebody has said is open: addresses, phones, and whole domains, «@osloregionen.no».
    """
    text = "\n".join((*open_texts, *said))
    domains = (one.strip().lower() for one in said if one.strip().startswith("@"))
    numbers = (_digits(number)[-8:] for number in _OF_PLAN.findall(text))
    return frozenset((*addresses(text), *phones(text), *numbers, *domains))


def _is_mobile(number: str) -> bool:
    return len(number) == 8 and number[0] in "49"  # noqa: PLR2004


def _digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))
