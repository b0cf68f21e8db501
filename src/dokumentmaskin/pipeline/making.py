"""Making a document: records and bytes in, bytes out; no workspace, no clock, no file.

What goes in and what comes out pickles, so that a `concurrent.futures.Executor` can be handed either call.
Its processes are to be started by «spawn»: one that has made a document itself cannot be forked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from dokumentmaskin.document import Marks, Style, drawn, render, render_with_turns
from dokumentmaskin.errors import DokError, EngineError, Place, TemplateError
from dokumentmaskin.pdf import Engine, FinishedPdf, make_pdf
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.plan import Plan
from dokumentmaskin.word import Render

# What a PDF must have from its document.
_DOCUMENT_FAULTS: Final = frozenset({"bilde-uten-alternativ-tekst", "tittel-mangler", "sprak-mangler"})


@dataclass(frozen=True, slots=True)
class Template:
    """A Word template.

    Attributes:
        name: What messages call it.
        data: The bytes of the .docx.
        style: How a year wheel is drawn in it; None when there is no template of that.
    """

    name: str
    data: bytes
    style: Style | None = None


def made(job: AnyJob, plan: Plan, template: Template) -> bytes:
    """A document as the plan and its template make it.

    Raises:
        TemplateError: The template cannot be used.
    """
    return render(*_given(job, plan, template))


def made_with_turns(job: AnyJob, plan: Plan, template: Template) -> Render:
    """The same, with what stands inside each turn of the template's loops, for `open_edition`.

    Raises:
        TemplateError: The template cannot be used.
    """
    return render_with_turns(*_given(job, plan, template))


def _given(job: AnyJob, plan: Plan, template: Template) -> tuple[bytes, str, dict[str, object], Marks, date]:
    """What a document is rendered of."""
    marks = Marks(partial(drawn, template.style))
    context = job.context(plan, marks)
    return template.data, template.name, context, marks, job.dated(plan)


def pdf_of(docx: bytes, name: str, engines: Sequence[Engine], mark: str = "", line: str = "") -> FinishedPdf:
    """The PDF of a document.

    Args:
        docx: The bytes of the document.
        name: What messages call it.
        engines: The engines to try, the preferred one first.
        mark: What stands across every page; empty for nothing.
        line: What stands small on every page, where it is blank; empty for nothing.

    Raises:
        EngineError: No engine made a correct PDF of it, or the marked one no longer keeps what it claims.
    """
    pdf = make_pdf(docx, name, engines)
    if not (mark or line):
        return pdf
    from dokumentmaskin.bundle import marked_as_draft, marked_as_internal

    # The line first: it is put where the page is blank, and the mark covers the whole page.
    lined = marked_as_internal(pdf, line) if line else pdf
    return marked_as_draft(lined, mark) if mark else lined


def pdf_at_once(
    template: Template, context: dict[str, object], marks: Marks, dated: date, engines: Sequence[Engine]
) -> FinishedPdf:
    """The PDF of a document that nobody edits: straight from a template, with no .docx left lying.

    Raises:
        TemplateError: The template cannot be used, or lacks what a PDF must have.
        EngineError: No engine made a correct PDF of it.
    """
    docx = render(template.data, template.name, context, marks, dated)
    try:
        return pdf_of(docx, template.name, engines)
    except EngineError as error:
        raise as_template_fault(error, template.name) from None


def as_template_fault(error: DokError, template: str) -> DokError:
    """The same error at the template, when it is about what a PDF must have from its document."""
    if not {problem.code for problem in error.problems} <= _DOCUMENT_FAULTS:
        return error
    return TemplateError(replace(problem, place=Place(template)) for problem in error.problems)
