"""From a Word template and a context to a finished .docx, strictly.

docxtpl by default writes nothing for a name that does not exist and loses what looks like a tag in
the text. Here a template runs with `autoescape`, in jinja's sandbox, and a name that nobody defined
is an error that says what it may have meant. The result depends on the template and the context
alone: no file, no clock, no random ids. A year fills the same few templates again and again, so what is
worked out of a template's XML alone is kept while the process lives.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from io import BytesIO
from types import CodeType
from typing import Any, Final

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, UndefinedError
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError

from dokumentmaskin.document.richtext import Marks, expand
from dokumentmaskin.document.turns import Turns, marked
from dokumentmaskin.errors import Place, Problem, TemplateError
from dokumentmaskin.plan import initial_capital, suggestion
from dokumentmaskin.word import STORIES, UNREADABLE, Package, Render, normalised

# What a template's own code can run into: 1 / 0, an index that is not there, a macro without an end.
_CODE_FAILED: Final = (
    JinjaError,
    XMLSyntaxError,
    TypeError,
    ValueError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RecursionError,
)

_RENDERED_PROPERTIES: Final = ("author", "comments", "identifier", "subject", "title")
_CODE: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_HALF: Final = re.compile(r"\{[{%]|[}%]\}")
_ADVICE: Final = (
    "Skriv koder som {{ … }} eller {% … %}. Hver «for» må ha «endfor», og hver «if» må ha «endif»."
)
_SHOWN: Final = 80  # characters of a paragraph

# More than the parts and properties of all templates in both languages; none of them is large.
_KEPT: Final = 256


def render(  # noqa: PLR0913 - what fills a template, and who follows it
    template: bytes,
    name: str,
    context: dict[str, object],
    marks: Marks,
    dated: date,
    *,
    turns: Turns | None = None,
) -> bytes:
    """Fill a template.

    Args:
        template: The bytes of the .docx.
        name: What messages call it, as `templates/bokmal/innkalling.docx`.
        context: What the template may print.
        marks: The rich values in the context.
        dated: The date that the document's properties carry; it comes from the plan.
        turns: Takes in what stands inside each turn of the template's loops.

    Raises:
        TemplateError: The template is broken, uses a name that does not exist, or gives no title.
    """
    document = _filled(template, Place(name), context, turns)
    if turns is not None:
        turns.settle(document)
    expand(document, marks, name)
    if turns is not None:
        turns.read(document)
    _set_properties(document, name, dated)
    target = BytesIO()
    document.save(target)
    return normalised(target.getvalue())


def render_with_turns(
    template: bytes, name: str, context: dict[str, object], marks: Marks, dated: date
) -> Render:
    """Fill a template, and know what stands inside each turn of its loops; see `render`.

    Only a document that a person has edited is asked this of. A template that cuts or counts what a loop has
    written before it prints it may here be filled a little otherwise.

    Raises:
        TemplateError: As `render`.
    """
    turns = Turns()
    data = render(template, name, context, marks, dated, turns=turns)
    return Render(data, None if turns.found is None else tuple(turns.found))


def _filled(template: bytes, place: Place, context: dict[str, object], turns: Turns | None) -> Document:
    document, environment = _open(template, place), _environment(context, turns)
    try:
        document.render(context, environment, autoescape=True)
    except UndefinedError as error:
        raise TemplateError(_unknown_name(template, place, str(error))) from None
    except SecurityError:
        message = "Malen har en kode som ikke er tillatt i maler."
        raise TemplateError(Problem("ulovlig-mal", message, "Bruk bare feltene.", place)) from None
    except TemplateSyntaxError:
        raise TemplateError(_broken_code(template, place, environment)) from None
    except _CODE_FAILED:
        message = "En kode i malen kan ikke regnes ut."
        advice = "Se etter en kode som er delt, slettet eller skrevet feil."
        raise TemplateError(Problem("feil-i-mal", message, advice, place)) from None
    filled: Document = document.docx
    return filled


class _DocxTemplate(DocxTemplate):  # type: ignore[misc] # docxtpl has no types
    """docxtpl's, which looks for the codes in a part's XML once."""

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)


class _Environment(ImmutableSandboxedEnvironment):
    """jinja's sandbox, which makes code of a part's XML once, and whose `capitalize` leaves «AU» as it is."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters["capitalize"] = lambda text: initial_capital(str(text))

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:  # noqa: A002
        code = _compiled(source)
        return (template_class or Template).from_code(self, code, self.make_globals(globals))


class _TurnsEnvironment(_Environment):
    """The same, in which each turn of a loop says where it begins and ends."""

    turns: Turns

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:  # noqa: A002
        code = self.compile(marked(self, source))
        return (template_class or Template).from_code(self, code, self.make_globals(globals))

    def begin_turn(self, loop: int, item: object) -> str:
        """See `Turns.begin`."""
        return self.turns.begin(loop, item)

    def end_turn(self) -> str:
        """See `Turns.end`."""
        return self.turns.end()


@lru_cache(_KEPT)
def _patched(xml: str) -> str:
    return str(DocxTemplate.patch_xml(None, xml))


@lru_cache(_KEPT)
def _compiled(source: str) -> CodeType:
    # Strict here too: what jinja works out beforehand must fail where it would have failed at last.
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined).compile(source)


def _open(source: bytes, place: Place) -> Any:
    document = _DocxTemplate(BytesIO(source))
    try:
        document.init_docx()
    except (*UNREADABLE, PackageNotFoundError):
        message = "Malen er ikke en Word-fil (.docx), eller den er skadet."
        advice = "Åpne den i Word og lagre den som «Word-dokument (.docx)»."
        raise TemplateError(Problem("odelagt-mal", message, advice, place)) from None
    return document


def _environment(context: dict[str, object], turns: Turns | None) -> _Environment:
    class Missing(StrictUndefined):
        """A name that does not exist: its error says so in Norwegian, with the name it may have meant."""

        @property
        def _undefined_message(self) -> str:
            known = _names(self._undefined_obj, context)
            name = str(self._undefined_name)
            advice = suggestion(name, known) or f"Her kan det stå: {', '.join(known)}."
            return f"Malen bruker «{name}», som ikke finnes. {advice}"  # `_unknown_name` reads it

    if turns is None:
        return _Environment(autoescape=True, undefined=Missing)
    environment = _TurnsEnvironment(autoescape=True, undefined=Missing)
    environment.turns = turns
    return environment


def _names(owner: object, context: dict[str, object]) -> list[str]:
    """The names that exist where one was missing: a record's fields, or the context's own."""
    if is_dataclass(owner):
        return [field.name for field in fields(owner)]
    return sorted(getattr(type(owner), "model_fields", context))


def _set_properties(document: Document, name: str, dated: date) -> None:
    """Dates from the plan in place of the clock's, and a check that the document has its title."""
    properties = document.core_properties
    for field in _RENDERED_PROPERTIES:
        if rendered := getattr(properties, field):
            # docxtpl has escaped what it put here, and lxml escapes it again.
            setattr(properties, field, html.unescape(rendered))
    moment = datetime.combine(dated, time(12), UTC).replace(tzinfo=None)
    properties.created = properties.modified = moment
    properties.revision = 1
    if not properties.title.strip():
        message = "Malen har ingen tittel i egenskapene sine."
        advice = "Skriv {{ tittel }} i Fil → Info → Tittel."
        raise TemplateError(Problem("mangler-tittel", message, advice, Place(name)))


# What is wrong with a template, in the words of the person who edits it in Word: jinja2 says what it expected
# in English and by a line of XML; here it is said in Norwegian, with the code as it stands in the document.


def _unknown_name(template: bytes, place: Place, message: str) -> Problem:
    """The problem of a name that does not exist, in the message's first «», with the codes that use it."""
    name = message.partition("«")[2].partition("»")[0]
    word = re.compile(rf"\b{re.escape(name)}\b")
    codes = [code for text in _paragraphs(template) for code in _CODE.findall(text) if word.search(code)]
    where = f" Koden er {_listed(codes)}." if codes else ""
    return Problem("ukjent-variabel", f"{message}{where}", place=place)


def _broken_code(template: bytes, place: Place, environment: Environment) -> Problem:
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
    package = Package(template)
    for name in package.named(*STORIES):
        for paragraph in package.read(name).decode("utf-8", "replace").split("</w:p>"):
            yield html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))).strip()
