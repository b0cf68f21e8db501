"""What would carry something exempt into the open package, past what the plan says of it.

That is a paper that is listed as open too, and a document that a person edited before its case was exempt.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dokumentmaskin.errors import AttachmentError, Place, Problem
from dokumentmaskin.pipeline.package.contents import Agenda
from dokumentmaskin.pipeline.package.sources import Order, Paper

# So many words in a row are a title wherever they stand; fewer are one after the number of a list.
_TELLING: Final = 3


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


def refuse_exempt_titles(edited: Iterable[tuple[str, bytes]], cases: Agenda) -> None:
    """Stop when a document that a person has edited has the title of something exempt.

    What dok writes itself never has. Such a document was made before the plan said that the case is exempt,
    and may hold all of it.

    Args:
        edited: The path and the PDF of each document that a person has edited.
        cases: The cases of the meeting.

    Raises:
        AttachmentError: Names every such document, and the case or paper by its number, not its title.
    """
    secret = list(_secret_titles(cases))
    problems = [
        Problem("unntatt-i-dokument", _TITLE.format(name), _RENEW, Place(path))
        for path, pdf in edited
        for name in _named(secret, pdf)
    ]
    if problems:
        raise AttachmentError(problems)


_TITLE: Final = "Dokumentet er endret for hånd, og har tittelen på {}, som er unntatt offentlighet."
_RENEW: Final = (
    "Ta bort alt om saken i dokumentet. Eller flytt dokumentet til en annen mappe, så lager dok et nytt uten "
    "det som er unntatt."
)


def _open_too(paper: Paper, exempt: Paper, path: str) -> Problem:
    where = f"sak {exempt.sak.nummer}, vedlegg {exempt.nummer}"
    message = f"Filen er åpen her, men unntatt offentlighet i {where}."
    advice = "Skriv «unntatt:» med lovhjemmelen her også, eller legg ved en annen fil."
    return paper.named(Problem("unntatt-og-apen", message, advice, Place(path)))


def _secret_titles(cases: Agenda) -> Iterator[tuple[str, list[str]]]:
    """Each exempt case and paper as everyone may call it, with the words of its title."""
    shown = [_words(entry.tittel) for entry in cases.entries(intern=False)]
    for name, title in _exempt(cases):
        words = _words(title)
        if words and not any(_has(open_title, words) for open_title in shown):
            yield name, words


def _exempt(cases: Agenda) -> Iterator[tuple[str, str]]:
    for case in cases.saker:
        if case.framlegg.unntatt is not None:
            yield f"sak {case.nummer}", case.framlegg.tittel
        for paper in cases.papers_of(case):
            if paper.unntatt is not None:
                yield f"vedlegg {paper.nummer} til sak {case.nummer}", paper.vedlegg.tittel


def _named(secret: Iterable[tuple[str, Sequence[str]]], pdf: bytes) -> list[str]:
    from dokumentmaskin.pdf import in_one_line, read_words

    said = _words(in_one_line(word for _, word in read_words(pdf)))
    return [name for name, title in secret if _has(said, title, listed=len(title) < _TELLING)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _has(words: Sequence[str], title: Sequence[str], *, listed: bool = False) -> bool:
    """Whether a text has a title; `listed` only counts it after the number that it has in a list."""
    places = (p for p in range(len(words) - len(title) + 1) if words[p : p + len(title)] == title)
    return any(not listed or (place > 0 and words[place - 1].isdigit()) for place in places)
