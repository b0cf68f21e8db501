"""The mark of a draft: on which documents' PDFs it stands, and where it is missed."""

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.pdf import FinishedPdf
from dokumentmaskin.pipeline.report import Job
from dokumentmaskin.plan import Møte, Plan, minutes_status


def draft_mark(plan: Plan, job: Job) -> str:
    """The word across every page of minutes that are not approved; empty for every other document."""
    if job.rolle != "referat" or not isinstance(job.subject, Møte):
        return ""
    approved = minutes_status(plan, job.subject).tilstand == "godkjent"
    return "" if approved else plan.språk.referatord.utkastmerke


def with_draft_mark(plan: Plan, job: Job, pdf: FinishedPdf) -> FinishedPdf:
    """The PDF of a document, marked if it is a draft.

    Raises:
        EngineError: The marked PDF no longer keeps what it claims.
    """
    if not (word := draft_mark(plan, job)):
        return pdf
    from dokumentmaskin.bundle import marked_as_draft

    return marked_as_draft(pdf, word)


def warn_of_unmarked(plan: Plan, job: Job, name: str) -> tuple[Problem, ...]:
    """A warning for a draft that a person has exported from Word, which says on no page that it is one."""
    if not (word := draft_mark(plan, job)):
        return ()
    message = f"PDF-en er ikke laget av dok, og har ikke «{word}» på sidene."
    return (Problem("utkast-uten-merke", message, "Slett den, så lager dok en ny.", Place(name)),)
