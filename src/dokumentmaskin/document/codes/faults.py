"""What is wrong with a template, in the words of the person who edits it in Word.

jinja2 says what it expected in English and by a line of XML; here it is said in Norwegian, with the code as
it stands in the document, and where. What jinja2 would take without a word, and is a slip all the same, is
found too.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from dokumentmaskin.document.codes.bounds import ExhaustedError, FailedCodeError, UnprintableError
from dokumentmaskin.document.codes.passages import Passage, passages, shown
from dokumentmaskin.document.codes.scanning import Code
from dokumentmaskin.errors import Place, Problem

_STRAY: Final = re.compile(r"[}%#]\}|\{\s+[{%]|[}%]\s+\}")
_ADVICE: Final = (
    "Skriv koder som {{ … }} eller {% … %}. Hver «for» må ha «endfor», og hver «if» må ha «endif»."
)
_CROSSED: Final = (
    "Sett begge i samme avsnitt, eller begge alene i hvert sitt avsnitt (med p) eller hver sin rad (med tr)."
)
_ALONE: Final = {
    "p": "Sett koden alene i et avsnitt.",
    "tr": "Sett koden alene i en tabellrad.",
    "tc": "Sett koden alene i en tabellcelle.",
}
_ONE_BRACE: Final = re.compile(r"(?<!\{)\{ ?(\w+)(?:\.\w+)* ?\}(?!\})")
_LOOPED: Final = re.compile(r"\bfor\s+([\w, ]+?)\s+in\b")
_OPENING: Final = {"if", "for", "macro", "call", "filter", "set", "block", "autoescape", "with"}
# A code, and where it stands.
_Found = tuple[Code, Passage]


def slips(template: bytes, place: Place, names: Collection[str]) -> list[Problem]:
    """What would be lost or stand on paper as it is, though jinja2 can read every code.

    Args:
        template: The bytes of the .docx.
        place: The template.
        names: What it may print.
    """
    texts = passages(template)
    looped = {
        name for code, _ in _found(texts) for many in _LOOPED.findall(code.clean) for name in many.split(", ")
    }
    return [problem for passage in texts for problem in _slips(passage, place, {*names, *looped})]


def _slips(passage: Passage, place: Place, names: Collection[str]) -> Iterator[Problem]:
    if not passage.is_filled:
        message = f"Koden «{shown(passage.text)}» står {passage.where}, der dok ikke fyller ut koder."
        yield Problem("feil-i-mal", message, "Flytt den til teksten, eller skriv ordene selv.", place)
        return
    if passage.changed is not None:
        who = f" av {passage.changed}" if passage.changed else ""
        message = f"En kode er en sporet endring{who}: «{shown(passage.text)}» {passage.where}."
        yield Problem("sporet-kode", message, "Åpne malen i Word, og godta eller avvis endringen der.", place)
        return
    if any(not code.clean for code in passage.codes) or _STRAY.search(passage.left):
        message = f"En kode er ikke lukket riktig: «{shown(passage.text.strip())}» {passage.where}."
        yield Problem("feil-i-mal", message, _ADVICE, place)
        return
    yield from _beside(passage, place)
    for code in _ONE_BRACE.finditer(passage.left):
        if code[1] in names:
            message = f"En kode har bare én krøllparentes: «{code[0]}» {passage.place_of(code[0])}."
            yield Problem("feil-i-mal", message, "Skriv to på hver side: {{ … }}.", place)


def _beside(passage: Passage, place: Place) -> Iterator[Problem]:
    for code, beside, (_, holder) in zip(passage.codes, passage.beside, passage.holders, strict=False):
        if beside:
            what = f"«{shown(beside)}» står sammen med koden «{code.shown}»"
            message = f"{what} {passage.where}, og ville blitt borte."
            yield Problem("tekst-ved-kode", message, _ALONE[code.kind], place)
        elif code.kind in {"tr", "tc"} and holder < 0:
            message = f"Koden «{code.shown}» hører til i en tabell, men står {passage.place_of(code.shown)}."
            yield Problem("feil-i-mal", message, f"Skriv «{code.shown.replace(code.kind, 'p', 1)}».", place)


def fault(error: BaseException, template: bytes, place: Place, environment: Environment) -> Problem:
    """The problem of a template that could not be filled, with the code that failed and where it stands."""
    cause = error.cause if isinstance(error, FailedCodeError) else error
    if isinstance(cause, UndefinedError):
        return _unknown_name(template, place, str(cause))
    if isinstance(cause, TemplateSyntaxError):
        return _broken_code(template, place, environment)
    texts = passages(template)
    problem = failure(cause, place)
    if not isinstance(error, FailedCodeError):
        return _crossed(texts, place)
    found = [pair for pair in _found(texts) if error.count(pair[0].clean)]
    if not found:
        return problem
    code, passage = found[min(error.count(found[0][0].clean), len(found)) - 1]
    message = f"{problem.message} Koden er «{shown(code.shown)}» {passage.place_of(code.shown)}."
    return Problem(problem.code, message, problem.advice, place)


def _crossed(texts: Collection[Passage], place: Place) -> Problem:
    """The problem of what comes of a template and is no XML: it has half of something."""
    crossing = list(_crossing(texts))
    if raw := [pair for pair in _found(texts) if not crossing and re.search(r"\|\s*safe\b", pair[0].clean)]:
        message = f"En kode med «safe» skriver ut noe som Word ikke kan lese{_listed(raw)}."
        return Problem("feil-i-mal", message, "Ta bort «| safe».", place)
    where = _listed(crossing)
    message = f"Koder som hører sammen, begynner og slutter på hvert sitt sted{where}."
    return Problem("feil-i-mal", message, _CROSSED, place)


def failure(error: BaseException, place: Place) -> Problem:
    """The problem of a code that can be read, and fails when it is run; `CODE_FAILED` has the kinds."""
    match error:
        case SecurityError():
            message = "Malen har en kode som ikke er tillatt i maler."
            return Problem("ulovlig-mal", message, "Bruk bare feltene.", place)
        case ExhaustedError():
            return Problem("mal-uten-ende", str(error), "Se etter en løkke eller en makro uten slutt.", place)
        case UnprintableError():
            message = "En kode i malen skriver ut en liste eller en hel post, ikke et felt."
            advice = "Skriv hvilket felt, for eksempel {{ sak.tittel }}, og bruk «for» til en liste."
            return Problem("feil-i-mal", message, advice, place)
        case _:
            message = "En kode i malen kan ikke regnes ut."
            advice = "Se etter en kode som er delt, slettet eller skrevet feil."
            return Problem("feil-i-mal", message, advice, place)


def _found(texts: Collection[Passage]) -> list[_Found]:
    return [(code, passage) for passage in texts for code in passage.codes]


def _unknown_name(template: bytes, place: Place, message: str) -> Problem:
    """The problem of a name that does not exist, in the message's first «», with the codes that use it."""
    name = message.partition("«")[2].partition("»")[0]
    word = re.compile(rf"\b{re.escape(name)}\b")
    using = [pair for pair in _found(passages(template)) if name and word.search(pair[0].clean)]
    where = f" Koden er{_listed(using)[1:]}." if using else ""
    return Problem("ukjent-variabel", f"{message}{where}", place=place)


def _broken_code(template: bytes, place: Place, environment: Environment) -> Problem:
    """The problem of a code that cannot be read."""
    found = _found(passages(template))
    if bad := [pair for pair in found if not _is_readable(pair[0], environment)]:
        cause = f"En kode er ikke skrevet riktig{_listed(bad)}."
    elif alone := _unmatched(found):
        cause = f"En «if» eller «for» mangler slutten sin, eller en slutt begynnelsen{_listed(alone)}."
    else:
        cause = "En kode er ikke skrevet riktig."
    return Problem("feil-i-mal", cause, _ADVICE, place)


def _is_readable(code: Code, environment: Environment) -> bool:
    """Whether a code is right by itself; what opens or closes something is tried with its other half."""
    tag = code.tag
    if tag.startswith("end") or tag in {"else", "elif"}:
        return tag in {"else", "elif"} or tag.removeprefix("end") in _OPENING
    try:
        environment.compile(f"{code.clean}{{% end{tag} %}}" if _opens(code) else code.clean)
    except TemplateSyntaxError:
        return tag in {"colspan", "cellbg", "vm", "hm"}  # docxtpl's own
    return True


def _opens(code: Code) -> bool:
    return code.tag in _OPENING and not (code.tag == "set" and "=" in code.clean)


def _unmatched(found: list[_Found]) -> list[_Found]:
    """The first end without a beginning, or the beginnings without an end."""
    opened: list[_Found] = []
    for code, passage in found:
        if _opens(code):
            opened.append((code, passage))
        elif code.tag.startswith("end"):
            if not opened or code.tag != f"end{opened[-1][0].tag}":
                return [(code, passage)]
            opened.pop()
    return opened


def _crossing(texts: Collection[Passage]) -> Iterator[_Found]:
    """What begins in one paragraph, row or cell and ends in another kind of place."""
    opened: list[tuple[_Found, object]] = []
    for passage in texts:
        for code, holder in zip(passage.codes, passage.holders, strict=False):
            if _opens(code):
                opened.append(((code, passage), holder))
            elif code.tag.startswith("end") and opened:
                pair, other = opened.pop()
                if holder != other:
                    yield pair


def _listed(found: list[_Found]) -> str:
    """Up to three codes in quotes, each once, with where the first stands."""
    if not found:
        return ""
    codes = [f"«{shown(code.shown)}»" for code, _ in found]
    first, passage = found[0]
    where = f" ({passage.place_of(first.shown)})"
    return f": {', '.join(list(dict.fromkeys(codes))[:3])}{where}"
