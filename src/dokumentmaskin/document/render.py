"""From a Word template and a context to a finished .docx, strictly.

docxtpl by default writes nothing for a name that does not exist and loses what looks like a tag in
the text. Here a template runs with `autoescape`, in jinja's sandbox, and a name that nobody defined
is an error that says what it may have meant. The result depends on the template and the context
alone: no file, no clock, no random ids. A year fills the same few templates again and again, so what is
worked out of a template's XML alone is kept while the process lives.
"""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from io import BytesIO
from typing import Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from jinja2 import StrictUndefined
from lxml.etree import XMLSyntaxError

from dokumentmaskin.document.codes import (
    CODE_FAILED,
    FailedCodeError,
    TemplateEnvironment,
    Turns,
    TurnsEnvironment,
    fault,
    slips,
    unsound,
)
from dokumentmaskin.document.filling import WordTemplate
from dokumentmaskin.document.richtext import Marks, expand, story_parts
from dokumentmaskin.errors import Place, Problem, TemplateError
from dokumentmaskin.plan import suggestion
from dokumentmaskin.word import (
    UNREADABLE,
    DamagedError,
    Render,
    Styles,
    as_docx,
    emptied,
    fill_contents,
    make_unique,
)

# More than the templates of a workspace in both languages; none of them is large.
_KEPT: Final = 32


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
    place = Place(name)
    try:
        document = _filled(_bare(template), place, context, turns)
        return _finished(document, name, marks, dated, turns)
    except (DamagedError, PackageNotFoundError, *UNREADABLE, *CODE_FAILED):
        # What python-docx makes of a part that is another, in whichever way it comes upon it.
        raise damaged(place, unsound(template)) from None


def _finished(document: Document, name: str, marks: Marks, dated: date, turns: Turns | None) -> bytes:
    """A filled template with all that its codes could not put there."""
    if turns is not None:
        turns.settle(document)
    expand(document, marks, name)
    make_unique(part.element for part in story_parts(document))
    if turns is not None:
        turns.read(document)
    _fill_contents(document)
    _set_properties(document, name, dated)
    return as_docx(document)


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


@lru_cache(_KEPT)
def _bare(template: bytes) -> bytes:
    """The template without what its tables of contents held when it was saved, which are codes.

    Raises:
        DamagedError: A part of it is missing, is something else, or cannot be read.
    """
    if unsound(template):
        raise DamagedError
    return emptied(template)


def _fill_contents(document: Document) -> None:
    """Give the tables of contents an entry for each heading that the document has got."""
    related = document.part.rels.values()
    lists = [one.target_part.element for one in related if one.reltype == RELATIONSHIP_TYPE.NUMBERING]
    fill_contents(document.element, Styles(document.styles.element), next(iter(lists), None))


def _filled(template: bytes, place: Place, context: dict[str, object], turns: Turns | None) -> Document:
    document, environment = WordTemplate(BytesIO(template)), _environment(context, turns)
    document.init_docx()
    environment.repeats.know(document.docx)
    if found := slips(template, place, context):
        raise TemplateError(found)
    try:
        document.render(context, environment, autoescape=True)
    except (FailedCodeError, XMLSyntaxError) as error:
        raise TemplateError(fault(error, template, place, environment)) from None
    filled: Document = document.docx
    environment.repeats.put_lists(filled)
    return filled


def damaged(place: Place, cause: str = "") -> TemplateError:
    """The error of a template that is no Word file, or a broken one."""
    message = f"Malen er ikke en Word-fil (.docx), eller den er skadet.{cause and ' '}{cause}"
    advice = "Åpne den i Word og lagre den som «Word-dokument (.docx)»."
    return TemplateError(Problem("odelagt-mal", message, advice, place))


def _environment(context: dict[str, object], turns: Turns | None) -> TemplateEnvironment:
    class Missing(StrictUndefined):
        """A name that does not exist: its error says so in Norwegian, with the name it may have meant."""

        @property
        def _undefined_message(self) -> str:
            known = _names(self._undefined_obj, context)
            name = str(self._undefined_name)
            advice = suggestion(name, known) or f"Her kan det stå: {', '.join(known)}."
            return f"Malen bruker «{name}», som ikke finnes. {advice}"  # `fault` reads it

    if turns is None:
        return TemplateEnvironment(Missing)
    environment = TurnsEnvironment(Missing)
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
    moment = datetime.combine(dated, time(12), UTC).replace(tzinfo=None)
    properties.created = properties.modified = moment
    properties.revision = 1
    if not properties.title.strip():
        message = "Malen har ingen tittel i egenskapene sine."
        advice = "Skriv {{ tittel }} i Fil → Info → Tittel."
        raise TemplateError(Problem("mangler-tittel", message, advice, Place(name)))
