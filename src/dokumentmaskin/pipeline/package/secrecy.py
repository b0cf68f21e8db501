"""A paper that would go into the open package, past what another line of the plan says of it."""

from collections.abc import Iterable

from dokumentmaskin.errors import AttachmentError, Place, Problem
from dokumentmaskin.pipeline.package.sources import Order, Paper


def refuse_open_and_exempt(papers: Iterable[Paper], order: Order) -> None:
    """Stop when the same file is exempt in one place of the meeting and open in another.

    Raises:
        AttachmentError: Names every such file, and where it is open.
    """
    listed = [(paper, order.file(paper)) for paper in papers if paper.vedlegg.fil]
    exempt = {file: paper for paper, file in listed if paper.unntatt is not None}
    problems = [
        _open_too(paper, exempt[file], order.pipeline.workspace.name(file))
        for paper, file in listed
        if paper.unntatt is None and file in exempt
    ]
    if problems:
        raise AttachmentError(problems)


def _open_too(paper: Paper, exempt: Paper, path: str) -> Problem:
    where = f"sak {exempt.sak.nummer}, vedlegg {exempt.nummer}"
    message = f"Filen er åpen her, men unntatt offentlighet i {where}."
    advice = "Skriv «unntatt:» med lovhjemmelen her også, eller legg ved en annen fil."
    return paper.named(Problem("unntatt-og-apen", message, advice, Place(path)))
