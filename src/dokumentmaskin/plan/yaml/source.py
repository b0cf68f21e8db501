r"""From the bytes of a plan file to text: UTF-8, NFC, `\n` as line break, nothing unprintable.

What a person sees is what the papers get: a text is refused when a letter would be lost, or when a
character could not stand in a Word file (XML 1.0, production 2 `Char`) or means nothing by itself
(Unicode, private use).
"""

import re
import unicodedata
from itertools import islice
from pathlib import Path

import yaml

from dokumentmaskin.errors import Place, PlanError, Problem

MAX_BYTES = 5_000_000
MAX_CHARACTER_PROBLEMS = 20

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff" + _PRIVATE_USE + _NONCHARACTERS + "]"
)
# PyYAML lets some of Python's own errors out too, as for an escape beyond Unicode.
PARSER_ERRORS = (yaml.YAMLError, ValueError, OverflowError)
_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_NAMED_ESCAPES = dict(zip("0abvfreLPN", "\0\a\b\v\f\r\x1b\u2028\u2029\x85", strict=True))
_UTF16_OR_32_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_SAVE_AS_UTF8 = (
    "Lagre filen som UTF-8. I Notisblokk: «Fil», «Lagre som», velg «UTF-8» under «Koding». "
    "I VS Code: klikk på kodingen nederst til høyre, {reopen}velg «Save with Encoding» og «UTF-8»."
)
_REOPEN = "velg «Reopen with Encoding» og «Western (Windows 1252)», klikk igjen, "


def decode_file(file: Path, path: str) -> str:
    r"""Read a plan file; characters that no paper can hold are left in, for the caller to report.

    Args:
        file: The file on disk.
        path: What messages call it: relative to the workspace, with forward slashes.

    Returns:
        The text without byte order mark, in NFC, with `\n` as line break.

    Raises:
        PlanError: The file is missing, unreadable, empty or not UTF-8.
    """
    text = normalise(_decode(_read_bytes(file, path), path))
    if not text.strip():
        raise PlanError(empty_file(path))
    return text


def normalise(text: str) -> str:
    r"""Give the text in NFC with `\n` as line break, so that equal words are equal strings."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def empty_file(path: str) -> Problem:
    """Say that a file holds nothing."""
    advice = "Skriv innholdet, eller slett filen hvis den ikke skal brukes."
    return Problem("tom-fil", "Filen er tom.", advice, Place(path))


def forbidden_characters(text: str, path: str) -> list[Problem]:
    """Give a problem for each of the first characters that no paper can hold."""
    matches = islice(FORBIDDEN.finditer(text), MAX_CHARACTER_PROBLEMS)
    return [forbidden_character(hit[0], place_of(text, hit.start(), path)) for hit in matches]


def forbidden_character(char: str, place: Place) -> Problem:
    """Say what is wrong with one character that `FORBIDDEN` matches."""
    message, advice = _explain_character(char)
    return Problem("ugyldig-tegn", f"{message} (U+{ord(char):04X}).", advice, place)


def forbidden_escapes(text: str, start: int, end: int, path: str) -> list[Problem]:
    """Give a problem for each escape in a double-quoted YAML scalar that means such a character."""
    hits = [(hit, _escaped(hit)) for hit in _ESCAPE.finditer(text, start, end)]
    return [
        forbidden_character(char, place_of(text, hit.start(), path))
        for hit, char in hits
        if FORBIDDEN.match(char)
    ]


def _escaped(hit: re.Match[str]) -> str:
    digits = hit[1] or hit[2] or hit[3]
    return chr(int(digits, 16)) if digits else _NAMED_ESCAPES.get(hit[4], " ")


def place_of(text: str, index: int, path: str) -> Place:
    r"""Give the one-based line and column of a character in text whose line break is `\n`."""
    line_start = text.rfind("\n", 0, index) + 1
    return Place(path, text.count("\n", 0, index) + 1, index - line_start + 1)


def _explain_character(char: str) -> tuple[str, str]:
    category = unicodedata.category(char)
    if category == "Co":
        return (
            "Her står et tegn som bare finnes i en bestemt skrift, ofte et punktmerke fra Word",
            "Skriv et vanlig tegn i stedet, for eksempel «–».",
        )
    if category in {"Zl", "Zp"}:
        return "Her står et usynlig linjeskille", "Slett det, og trykk på Enter i stedet."
    if category == "Cc":
        return "Her står et usynlig styretegn, som ikke kan stå i et Word-dokument", "Slett det."
    if char == "\ufeff":
        return "Her står et usynlig merke som bare hører hjemme først i en fil", "Slett det."
    return "Her står noe som ikke er et tegn", "Slett det, eller skriv tegnet på nytt."


def _read_bytes(file: Path, path: str) -> bytes:
    if (problem := _not_a_file(file, path)) is not None:
        raise PlanError(problem)
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise PlanError(_unreadable(error, path)) from error
    if len(data) > MAX_BYTES:
        advice = "Er det riktig fil? En plan er ren tekst. Er den virkelig så lang, deler du den i flere."
        message = f"Filen er større enn {MAX_BYTES // 1_000_000} MB."
        raise PlanError(Problem("for-stor-fil", message, advice, Place(path)))
    return data


def _not_a_file(file: Path, path: str) -> Problem | None:
    try:
        if file.is_file():
            return None
        if file.is_dir():
            advice = "Flytt mappen eller gi den et nytt navn, og lag en fil med dette navnet."
            return Problem("ikke-fil", "Her er en mappe, ikke en fil.", advice, Place(path))
        if file.exists():
            advice = "Legg en vanlig tekstfil der i stedet."
            return Problem("ikke-fil", "Dette er ikke en vanlig fil.", advice, Place(path))
    except (OSError, ValueError) as error:
        return _unreadable(error, path)
    advice = "Sjekk at navnet er skrevet riktig, og at filen ligger i denne mappen."
    return Problem("mangler-fil", "Filen finnes ikke.", advice, Place(path))


def _unreadable(error: OSError | ValueError, path: str) -> Problem:
    if isinstance(error, PermissionError):
        advice = "Gi deg selv lesetilgang til filen, eller lukk programmet som har den åpen."
        return Problem("uleselig-fil", "Du har ikke tilgang til å lese filen.", advice, Place(path))
    advice = "Sjekk at disken eller nettverksmappen er tilgjengelig, og prøv igjen."
    return Problem("uleselig-fil", "Filen kan ikke leses.", advice, Place(path))


def _decode(data: bytes, path: str) -> str:
    if data.startswith(_UTF16_OR_32_MARKS) or data[:2].count(0) == 1:
        message = "Filen er lagret som UTF-16 («Unicode»), ikke som UTF-8."
        advice = _SAVE_AS_UTF8.format(reopen="")
        raise PlanError(Problem("feil-tegnkoding", message, advice, Place(path, 1, 1)))
    content = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PlanError(_not_utf8(content, error.start, path)) from error


def _not_utf8(data: bytes, start: int, path: str) -> Problem:
    """Point to the first bad byte; such a Norwegian file is nearly always Windows-1252."""
    before = normalise(data[:start].decode("utf-8"))
    char = data[start : start + 1].decode("cp1252", errors="replace")
    if char.isprintable() and char != "\ufffd":
        message = f"Filen er ikke lagret som UTF-8. Her står trolig «{char}» i den eldre kodingen Latin-1."
    else:
        message = f"Filen er ikke lagret som UTF-8. Her står byten 0x{data[start]:02X}."
    place = place_of(before, len(before), path)
    return Problem("feil-tegnkoding", message, _SAVE_AS_UTF8.format(reopen=_REOPEN), place)
