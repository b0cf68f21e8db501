"""A change as a sentence, on paper and on the terminal."""

import re
from typing import Final

from dokumentmaskin.plan.bodies import initial_capital
from dokumentmaskin.plan.records import Møterad
from dokumentmaskin.plan.revisions.changes import Endring, Verdi
from dokumentmaskin.plan.words import Møtedato, Språk, Tidsrom

# A longer text is only said to be changed: what it says stands in the programme.
_LONGEST: Final = 160
# The mark-up of a text field, which a sentence shows without; of a link its text.
_MARKUP: Final = re.compile(r"\*\*|[*_](?=\w)|(?<=\w)[*_]|\[([^]]*)\]\([^)]*\)")
# What is said as it is; any other text is quoted.
_WORDS: Final = frozenset({"form", "type"})


def said(språk: Språk, change: Endring) -> str:
    """What has changed, in a sentence."""
    words = språk.endringer
    if change.felt in words.lister:
        return _of_list(språk, change)
    if change.møte is not None and (sentence := _of_row(språk, change, change.møte)):
        return initial_capital(sentence)
    return _of_field(språk, change)


def _of_list(språk: Språk, change: Endring) -> str:
    own = språk.endringer.lister[change.felt]
    about = [] if change.møte is None else [_named(språk, change.møte)]
    texts = [_shown(språk, change.felt, value) for value in (change.før, change.nå)]
    match change.slag:
        case "ny":
            return own.ny.format(*about, texts[1])
        case "borte":
            return own.borte.format(*about, texts[0])
        case "endret":
            return own.endret.format(*about, *texts)
        case "rekkefølge":
            return own.rekkefølge.format(*about)


def _of_row(språk: Språk, change: Endring, row: Møterad) -> str:
    """What has become of a meeting; empty when a field of it has changed and nothing else."""
    words, now, sentence, more = språk.endringer, change.nå, "", ""
    match change.felt, change.slag:
        case "møte", "ny":
            return _new(språk, row)
        case "møte", _:
            sentence = words.borte
        case "dato", _ if isinstance(now, Møtedato):
            is_set = now.dag_satt and not row.dato.dag_satt
            sentence, more = (words.satt if is_set else words.flyttet), _day(språk, now)
        case "avlyst", "ny":
            sentence, more = (words.avlyst_fordi if now else words.avlyst), str(now).rstrip(".")
        case "avlyst", "borte" if row.avlyst is None:
            sentence = words.gjenopptatt
        case "usikker", _:
            sentence = words.usikkert if now else words.sikkert
        case "felles", _ if isinstance(now, tuple):
            sentence = words.felles if now else words.ikke_felles
            more = språk.series([f"«{group}»" for group in now])
    return sentence.format(_named(språk, row), more)


def _of_field(språk: Språk, change: Endring) -> str:
    words, name = språk.endringer, språk.endringer.felt[change.felt]
    if change.møte is not None:
        name = words.av_møtet.format(name, _named(språk, change.møte))
    texts = [_shown(språk, change.felt, value) for value in (change.før, change.nå)]
    if any(len(text) > _LONGEST for text in texts):
        return words.omskrevet.format(name)
    if change.slag == "borte":
        return words.tatt_ut.format(name, texts[0])
    if change.slag == "ny":
        return words.skrevet.format(name, texts[1])
    return words.endret.format(name, *texts)


def _named(språk: Språk, row: Møterad) -> str:
    """«møtet 20. mai», «webinaret i september», «BEST-konferansen» 3. juni."""
    name = språk.endringer.navn[_kind(row)]
    if row.tittel:
        name = f"{name} «{row.tittel}»" if row.er_møte else f"«{row.tittel}»"
    return _with_day(språk, name, row.dato)


def _new(språk: Språk, row: Møterad) -> str:
    """«Nytt møte 3. juni om «A» og «B»», with its full stop."""
    words = språk.endringer
    name = words.nytt.format(_named(språk, row)) if row.tittel else ""
    name = name or _with_day(språk, words.nye[_kind(row)], row.dato)
    topics = [f"«{topic}»" for topic in row.tema]
    return (words.om.format(name, språk.series(topics)) if topics else name) + "."


def _with_day(språk: Språk, name: str, dato: Møtedato) -> str:
    when = _day(språk, dato)
    return f"{name} {when}" if dato.dag_satt else språk.endringer.måned.format(name, when)


def _day(språk: Språk, dato: Møtedato) -> str:
    return språk.day_and_month(dato) if dato.dag_satt else språk.month(dato.fra)


def _kind(row: Møterad) -> str:
    if row.er_ekstraordinært:
        return "ekstraordinært møte"
    return "møte" if row.er_møte else row.type


def _shown(språk: Språk, felt: str, value: Verdi) -> str:
    if isinstance(value, Tidsrom):
        return språk.clock(value)
    if isinstance(value, Møtedato):
        return _day(språk, value)
    if isinstance(value, str):
        return value if felt in _WORDS else f"«{_plain(value)}»"
    return ""


def _plain(text: str) -> str:
    """A text of one line, without mark-up and its full stop."""
    return " ".join(_MARKUP.sub(r"\1", text).split()).removesuffix(".")
