"""What is withheld in a workspace: by the plan, in exempt papers, and of what was printed earlier.

What everyone may read is told too. Of that nothing is withheld, wherever else it stands: a law that an open
and an exempt case both name, the title of an open case in an exempt paper.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Final

from dokumentmaskin.errors import AttachmentError, Place
from dokumentmaskin.memory import read_content
from dokumentmaskin.pipeline.fence.remembered import withheld_earlier
from dokumentmaskin.pipeline.fence.sought import Kind, Secret
from dokumentmaskin.plan import Møte, Plan, Unntatt, withheld
from dokumentmaskin.word import DamagedError, document_text
from dokumentmaskin.workspace import Workspace

# A reference to a law and nothing beside it: «kommuneloven § 11-5 tredje ledd bokstav a».
_PARAGRAPH: Final = re.compile(
    r"(?:\b(?:kommune|forvaltnings|offentleg)lov[ae]n?\s+|\b(?:koml|fvl|offl)\.\s+)?§+\s*\d+(?:-\d+)?"
    r"(?:,?\s+(?:\w+|\d\.)\s+ledd)?(?:,?\s+(?:bokstav|bokst\.|litra)\s+[a-zæøå]\b)?",
    re.IGNORECASE,
)
_KINDS: Final[dict[str, Kind]] = {"tittel": "tittel", "filnavn": "fil", "fil": "fil"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper that is a file, as the plan lists it.

    Attributes:
        file: The file.
        path: The same, as messages write it.
        sted: Where in the plan its case stands.
        unntatt: Whether it is exempt, by itself or with its case.
    """

    file: Path
    path: str
    sted: Place
    unntatt: bool = True

    def texts(self) -> tuple[str, ...]:
        """What it says, as far as it can be read.

        Raises:
            RefusedError: It is there, but cannot be read.
        """
        from dokumentmaskin.bundle import open_source
        from dokumentmaskin.pdf import Way, kind_of, paper_texts

        data, kind = read_content(self.file), kind_of(self.path)
        try:
            if data is not None and kind is not None and kind.way is Way.AS_IT_IS:
                data = open_source(data, self.path, ()).data  # not one that would fill the memory
        except AttachmentError:  # said where it is taken in
            return ()
        return () if data is None else paper_texts(data, self.path)


def listed_papers(workspace: Workspace, plan: Plan) -> tuple[Listed, ...]:
    """All papers of the plan that are files."""
    return tuple(
        _listed(
            workspace,
            møte,
            paper.fil,
            møte.place(*field[:2]),
            bool((case and case.unntatt) or paper.unntatt),
        )
        for møte in plan.møter
        for field, case, paper in møte.papers()
        if paper.fil
    )


def _listed(workspace: Workspace, møte: Møte, path: str, sted: Place, unntatt: bool = True) -> Listed:  # noqa: FBT001, FBT002
    file = workspace.paper(møte.mappe, path)
    name = workspace.name(file) if file.is_relative_to(workspace.root) else file.as_posix()
    return Listed(file, name, sted, unntatt)


def secrets(workspace: Workspace, plan: Plan) -> Iterator[Secret]:
    """All that is withheld.

    Raises:
        RefusedError: A paper is there, but cannot be read.
    """
    for text in withheld(plan):
        where = f"{text.sted} {text.felt}" if text.sted else f"planen, {text.felt}"
        yield _secret(text.tekst, text.art, where)
    papers = listed_papers(workspace, plan)
    yield from (
        Secret(text, paper.path, "papir") for paper in papers if paper.unntatt for text in paper.texts()
    )
    meetings = {møte.navn: møte for møte in plan.møter}
    for folder, earlier in withheld_earlier(workspace, plan):
        where = f"sak {earlier.sak}, slik den sto før i output/{folder}, {earlier.felt}"
        yield _secret(earlier.tekst, earlier.felt, where)
        if earlier.felt == "fil" and folder in meetings:
            paper = _listed(workspace, meetings[folder], earlier.tekst, meetings[folder].sted)
            if paper.file not in {known.file for known in papers}:
                yield from (Secret(text, paper.path, "papir") for text in paper.texts())


def _secret(text: str, field: str, where: str) -> Secret:
    kind = _KINDS.get(field, "tekst")
    return Secret(PurePosixPath(text).name if kind == "fil" else text, where, kind)


def open_paper_texts(workspace: Workspace, plan: Plan) -> Iterator[str]:
    """What the open papers of those meetings say that have an exempt one.

    Raises:
        RefusedError: A paper is there, but cannot be read.
    """
    papers = listed_papers(workspace, plan)
    folders = {paper.file.parent for paper in papers if paper.unntatt}
    exempt = {paper.file for paper in papers if paper.unntatt}
    for paper in papers:
        if paper.file.parent in folders and paper.file not in exempt:
            yield from paper.texts()


def fixed_words(workspace: Workspace, plan: Plan) -> Iterator[str]:
    """The words that stand on paper whatever the plan says: the language's own, and the templates'.

    What is said of something exempt, with its ground, stands there too, and the paragraph by which the doors
    were closed or somebody left the table: those are to be told of (kommuneloven § 11-4 andre ledd).
    """
    from dokumentmaskin.site import page_lines, site_words

    yield from _paragraphs(plan)
    for page in sorted((workspace.templates / workspace.site.name).glob("*.html")):
        yield from page_lines(read_content(page) or b"", page.name)
    for språk in plan.alle_språk:
        yield from _strings(astuple(språk))
        for ground in {unntatt.hjemmel for unntatt in _grounds(plan)}:
            for said in (språk.unntatt.format(ground), språk.unntatt_merknad.format(ground)):
                yield said
                yield from (f"{said} {kind}" for kind in språk.sakstyper.values())  # as a row of the summons
        yield from _strings(astuple(site_words(språk)))
        for template in sorted((workspace.templates / språk.mappe).glob("*.docx")):
            with suppress(OSError, DamagedError):  # said by what makes a document of it
                text = document_text(template.read_bytes())
                yield from (" ".join(words) for words in (text.body, *text.running))


def _paragraphs(plan: Plan) -> Iterator[str]:
    minutes = (møte.referat for møte in plan.møter if møte.referat is not None)
    for case in (case for read in minutes for case in read.saker):
        for said in (case.lukket_møte, *(left.grunnlag for left in case.habilitet)):
            yield from (match[0] for match in _PARAGRAPH.finditer(said))


def _grounds(plan: Plan) -> Iterator[Unntatt]:
    cases = (case.unntatt for møte in plan.møter for case in møte.fil.saker)
    said = cases, (paper.unntatt for møte in plan.møter for _, _, paper in møte.papers())
    return (ground for ground in chain(*said) if ground is not None)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
