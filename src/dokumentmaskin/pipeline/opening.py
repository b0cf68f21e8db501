"""The open edition of a document that a person has edited: what `word.merge` needs to be told of the plan.

Whoever makes the PDFs of an edited document calls `open_edition_of`, with both plans. Out comes the document
that the open PDF is made of, and what the person must be told and asked. What can go wrong: the template
cannot be used, or the person's file cannot be merged.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from dokumentmaskin.minutes import case_of_point
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.making import Template, made_with_turns
from dokumentmaskin.plan import Plan, Sak, agenda, case_number
from dokumentmaskin.word.merge import OpenEdition, Verdict, open_edition


def open_edition_of(  # noqa: PLR0913 - the document in its versions, and both plans
    job: AnyJob,
    plan: Plan,
    open_: Plan,
    template: Template,
    *,
    base: bytes,
    mine: bytes,
    earlier: Sequence[bytes] = (),
) -> OpenEdition:
    """Make the open edition of a document that a person has edited.

    Args:
        job: Which document.
        plan: The whole plan.
        open_: The open plan of it.
        template: The template of the document.
        base: What the person's file was made from, by dok's memory.
        mine: The person's file.
        earlier: Other renders that dok remembers having made of the document.

    Raises:
        TemplateError: The template cannot be used.
        RefusedError: One of the files is no Word file, or the merge would lose something.
    """
    full, opened = (made_with_turns(job, known, template) for known in (plan, open_))
    cases = tuple(agenda(plan, job.møte)) if job.møte is not None else ()
    return open_edition(base, mine, full, opened, partial(whose_row, cases), earlier=earlier)


def whose_row(cases: Sequence[Sak], cells: Mapping[str, str]) -> Verdict:
    """Whose a row is that a person has written in the table of what is to be followed up.

    Args:
        cases: The cases of the meeting.
        cells: What its cells say, under the words of the table's header.
    """
    said = case_of_point(cells)
    exempt = [sak for sak in cases if sak.framlegg.unntatt]
    if said is None or not exempt:
        return "neither"
    named = [sak for sak in cases if _names(said, sak)]
    if any(sak in exempt for sak in named):
        return "closed"
    return "open" if named else "unsure"


def _names(said: str, sak: Sak) -> bool:
    """Whether the words of a cell mean a case: its number, or its title."""
    return case_number(said) == case_number(sak.nummer) or sak.framlegg.tittel.casefold() in said.casefold()
