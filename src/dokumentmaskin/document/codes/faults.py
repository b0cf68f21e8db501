"""What is wrong with a template, in the words of the person who edits it in Word.

jinja2 says what it expected in English and by a line of XML; here it is said in Norwegian, with the code as
it stands in the document. What jinja2 would take without a word, and is a slip all the same, is found too.
"""

import html
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final

from jinja2 import Environment, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from dokumentmaskin.document.codes.bounds import ExhaustedError, UnprintableError
from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.word import STORIES, Package

_CODE: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_HALF: Final = re.compile(r"\{[{%]|[}%]\}")
_ADVICE: Final = (
    "Skriv koder som {{ … }} eller {% … %}. Hver «for» må ha «endfor», og hver «if» må ha «endif»."
)
_SHOWN: Final = 80  # characters of a paragraph
_KEPT: Final = 256
# What docxtpl takes away with the code in it: {%p …%} a paragraph, {%tr …%} a row, {%tc …%} a cell.
_TAKEN: Final = {
    "p": "Sett koden alene i et avsnitt.",
    "tr": "Sett koden alene i en tabellrad.",
    "tc": "Sett koden alene i en tabellcelle.",
}
_ONE_BRACE: Final = re.compile(r"(?<!\{)\{ ?(\w+)(?:\.\w+)* ?\}(?!\})")


def slips(template: bytes, place: Place, names: Collection[str]) -> list[Problem]:
    """What would be lost or stand on paper as it is, though every code can be read.

    Args:
        template: The bytes of the .docx.
        place: The template.
        names: What it may print.
    """
    found = [
        Problem(
            "tekst-ved-kode", f"«{text}» står sammen med koden «{code}», og ville blitt borte.", advice, place
        )
        for text, code, advice in _beside_codes(template)
    ]
    for text in _paragraphs(template):
        for code in _ONE_BRACE.finditer(_CODE.sub("", text)):
            if code[1] in names:
                message = f"En kode har bare én krøllparentes: «{code[0]}»."
                found.append(Problem("feil-i-mal", message, "Skriv to på hver side: {{ … }}.", place))
    return found


@lru_cache(_KEPT)
def _beside_codes(template: bytes) -> tuple[tuple[str, str, str], ...]:
    """Each text that goes with a code for all of the paragraph, row or cell; the code; advice."""
    found = [
        (codes.sub("", text).strip(), code[0], advice)
        for kind, advice in _TAKEN.items()
        if (codes := re.compile(rf"\{{[{{%]{kind} [^}}%]*[%}}]\}}"))
        for text in _texts(template, kind)
        if (code := codes.search(text))
    ]
    return tuple((rest[:_SHOWN], code, advice) for rest, code, advice in found if rest)


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


def unknown_name(template: bytes, place: Place, message: str) -> Problem:
    """The problem of a name that does not exist, in the message's first «», with the codes that use it."""
    name = message.partition("«")[2].partition("»")[0]
    word = re.compile(rf"\b{re.escape(name)}\b")
    codes = [code for text in _paragraphs(template) for code in _CODE.findall(text) if word.search(code)]
    where = f" Koden er {_listed(codes)}." if codes else ""
    return Problem("ukjent-variabel", f"{message}{where}", place=place)


def broken_code(template: bytes, place: Place, environment: Environment) -> Problem:
    """The problem of a code that cannot be read, with the code or the paragraph that it is in."""
    texts = list(_paragraphs(template))
    codes = [_plain(code) for text in texts for code in _CODE.findall(text)]
    if halves := [text for text in texts if _HALF.search(_CODE.sub("", text))]:
        cause = f"En kode er ikke lukket riktig: {_listed(halves)}."
    elif bad := [code for code in codes if not _is_readable(code, environment)]:
        cause = f"En kode er ikke skrevet riktig: {_listed(bad)}."
    elif alone := _unmatched(codes):
        cause = f"En «if» eller «for» mangler slutten sin, eller en slutt begynnelsen: {_listed(alone)}."
    else:
        cause = "En kode er ikke skrevet riktig."
    return Problem("feil-i-mal", cause, _ADVICE, place)


def _plain(code: str) -> str:
    """The code as jinja2 knows it: docxtpl's `{%p if … %}` and `{%tr for … %}` without their letters."""
    return re.sub(r"^(\{[{%])(?:p|tr|tc|r)(?= )", r"\1", code)


def _is_readable(code: str, environment: Environment) -> bool:
    """Whether a code is right by itself; what opens or closes something is tried with its other half."""
    tag = _tag(code)
    if tag.startswith("end") or tag in {"else", "elif"}:
        return tag in {"else", "elif", "endif", "endfor"}
    try:
        environment.compile(f"{code}{{% end{tag} %}}" if tag in {"if", "for"} else code)
    except TemplateSyntaxError:
        return False
    return True


def _unmatched(codes: list[str]) -> list[str]:
    """The first end without a beginning, or the beginnings without an end."""
    opened: list[str] = []
    for code in codes:
        tag = _tag(code)
        if tag in {"if", "for"}:
            opened.append(code)
        elif tag.startswith("end"):
            if not opened or tag != f"end{_tag(opened[-1])}":
                return [code]
            opened.pop()
    return opened


def _tag(code: str) -> str:
    """«if», «endfor» …; empty for a code that prints."""
    match = re.match(r"\{%-?\s*(\w+)", code)
    return match[1] if match else ""


def _listed(texts: list[str]) -> str:
    """Up to three texts in quotes, each once."""
    return ", ".join(f"«{text[:_SHOWN]}»" for text in list(dict.fromkeys(texts))[:3])


def _paragraphs(template: bytes) -> Iterator[str]:
    """The text of each paragraph, as the person sees it."""
    return _texts(template, "p")


def _texts(template: bytes, kind: str) -> Iterator[str]:
    """The text of each paragraph (`p`), row (`tr`) or cell (`tc`); of nested ones to where the first ends."""
    package = Package(template)
    for name in package.named(*STORIES):
        xml = package.read(name).decode("utf-8", "replace")
        for block in re.findall(rf"<w:{kind}[ >].*?</w:{kind}>", xml, re.DOTALL):
            yield html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", block))).strip()
