"""Holding an open file against all that is withheld, and what to say of what is found."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place, Problem, PublishingError
from dokumentmaskin.memory import file_fingerprint, fingerprint, program_fingerprint
from dokumentmaskin.pdf import Said
from dokumentmaskin.pipeline.fence.secrets import fixed_words, listed_papers, open_paper_texts, secrets
from dokumentmaskin.pipeline.fence.sought import Closed, Closely, Found, Secret, Sought, no_closer
from dokumentmaskin.pipeline.quoting import shortened
from dokumentmaskin.plan import Plan, open_plan, plan_texts
from dokumentmaskin.workspace import Workspace

# As much of what was found as is needed to find it again; so many places in a message, and so many messages.
_LONGEST: Final = 200
_PLACES: Final = 3
_MOST: Final = 12
_CALENDAR: Final = b"BEGIN:VCALENDAR"
_ZIP: Final = b"PK\3\4"
_NOTHING: Final = Closed()
_EXEMPT_TOO: Final = "Skriv «unntatt:» med lovhjemmelen her også, eller legg ved en annen fil."
_ADVICE: Final = (
    "Ta det bort der det er åpent. Kan alle lese det, som et brevhode eller navnet på en lov, skriver du "
    "ordene under «åpne_uttrykk:» i plan/organisasjon.yaml."
)


@dataclass(frozen=True)
class Fence:
    """What is withheld in a workspace; gathered when the first open file is held against it.

    Attributes:
        workspace: The workspace.
        plan: The whole plan.
    """

    workspace: Workspace
    plan: Plan

    @cached_property
    def _open(self) -> tuple[str, ...]:
        return tuple(plan_texts(open_plan(self.plan)))

    @cached_property
    def _papers(self) -> tuple[str, ...]:
        return tuple(open_paper_texts(self.workspace, self.plan))

    @cached_property
    def _secrets(self) -> tuple[Secret, ...]:
        return tuple(secrets(self.workspace, self.plan))

    @cached_property
    def _sought(self) -> Sought:
        return Sought(self._secrets, self._open, self._papers)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is withheld, so that nothing can be found."""
        return not self._secrets

    @cached_property
    def stamp(self) -> str:
        """A fingerprint of all that decides what is found."""
        texts = (*self._sought.letters, program_fingerprint())
        return fingerprint("\n".join(texts).encode())

    def found(self, file: bytes, closed: Closed = _NOTHING) -> tuple[Found, ...]:
        """What is withheld and stands in a PDF, a zip file of such or a calendar all the same.

        Args:
            file: The bytes of the file.
            closed: What is withheld of the document that it was made from, besides.

        Raises:
            pikepdf.PdfError, pypdfium2.PdfiumError: It cannot be read.
            RefusedError: A paper is there, but cannot be read.
        """
        own = Sought(closed.secrets, (*self._open, *closed.open))
        if not self._sought and not own:
            return ()
        said, closely = _said_in(file)
        found, of_own = (sought.found(said, closely) for sought in (self._sought, own))
        surely = self._surely(found).found(said, closely) if found else ()
        return (*surely, *(self._surely(of_own, closed.open).found(said, closely) if of_own else ()))

    def found_on_page(self, texts: Iterable[str], path: str) -> tuple[Problem, ...]:
        """What is withheld and stands on a page of the site, or in what programs read there, all the same.

        Args:
            texts: What it says.
            path: What messages call it.

        Raises:
            RefusedError: A paper is there, but cannot be read.
        """
        said = [Said(text, "på siden") for text in texts] if self._sought else []
        found = self._sought.found(said)
        return tuple(_told(self._surely(found).found(said), path)) if found else ()

    def hides(self, text: str) -> bool:
        """Whether a title, or a sentence that ends with one, tells what is withheld."""
        return bool(self.found_on_page([text.replace(": ", "\n")], ""))

    def _surely(self, found: Iterable[Found], open_: Iterable[str] = ()) -> Sought:
        """What was found, less what stands on every paper: looked up only then, for it is seldom."""
        fixed = fixed_words(self.workspace, self.plan)
        return Sought((one.secret for one in found), (*self._open, *open_, *fixed), self._papers)

    def refuse(self, file: bytes, path: str, closed: Closed = _NOTHING) -> None:
        """Stop before an open file in which something that is withheld stands.

        Args:
            file: The bytes of the finished file.
            path: Its name, relative to the workspace.
            closed: What is withheld of the document that it was made from, besides.

        Raises:
            PublishingError: Says of what was found where it stands, and where it is withheld.
            RefusedError: A paper is there, but cannot be read.
        """
        if problems := tuple(_told(self.found(file, closed), path)):
            raise PublishingError(problems)

    def refuse_copies(self, names: Mapping[Path, str]) -> None:
        """Stop before an open paper that is an exempt one, or says what one says, whatever it is called.

        What else is withheld is looked for in the finished file, which has not all that a paper's file has.

        Args:
            names: The files of open papers, with what messages call each.

        Raises:
            PublishingError: Names each with the exempt paper.
            RefusedError: A paper is there, but cannot be read.
        """
        papers = listed_papers(self.workspace, self.plan)
        exempt = {known: p for p in papers if p.unntatt and (known := file_fingerprint(p.file))}
        content = Sought((s for s in self._secrets if s.kind == "papir"), self._open, self._papers)
        problems: list[Problem] = []
        for paper in {p.file: p for p in papers if p.file in names}.values():
            name = names[paper.file]
            if same := exempt.get(file_fingerprint(paper.file) or ""):
                message = f"{name} er åpent, men er det samme som {same.path}, som er unntatt i {same.sted}."
                problems.append(Problem("unntatt-og-apen", message, _EXEMPT_TOO, Place(paper.path)))
                continue
            said = [Said(text, f"i {name}, som er åpent") for text in paper.texts()]
            if found := content.found(said):
                problems += _told(self._surely(found).found(said), paper.path)
        if problems:
            raise PublishingError(problems)


def _said_in(file: bytes) -> tuple[tuple[Said, ...], Closely]:
    """What a PDF, a zip file of such or a calendar says, and what says it more closely."""
    from dokumentmaskin.pdf import all_said, closely_said

    if file.startswith(_ZIP):
        return tuple(_said_in_zip(file)), no_closer  # a package holds the same pages
    if not file.startswith(_CALENDAR):
        return tuple(all_said(file)), partial(closely_said, file)
    # A line goes on after a line feed and a blank; one in a text is «\n» (RFC 5545 sections 3.1, 3.3.11).
    lines = re.sub(rb"\r?\n[ \t]", b"", file).decode(errors="replace").replace(r"\n", "\n")
    return (Said(lines, "i kalenderen"),), no_closer


def _said_in_zip(file: bytes) -> Iterator[Said]:
    from dokumentmaskin.pdf import all_said

    with zipfile.ZipFile(BytesIO(file)) as package:
        for name in package.namelist():
            yield Said(name, "i et filnavn")
            for said in all_said(package.read(name)):
                yield replace(said, where=f"{said.where} i «{name}»")


def _told(found: Iterable[Found], path: str) -> Iterator[Problem]:
    """A problem for each place where something is withheld, with the places where it was found."""
    by_place: dict[str, list[Found]] = {}
    for one in found:
        by_place.setdefault(one.secret.where, []).append(one)
    for number, (withheld, several) in enumerate(by_place.items()):
        if number == _MOST:
            message = f"Filen har også tekst fra flere steder som ikke er åpne ({len(by_place) - _MOST})."
            yield Problem("unntatt-i-apen-fil", message, _ADVICE, Place(path))
            return
        places = list(dict.fromkeys(one.where for one in several))
        where = ", ".join(places[:_PLACES]) + (" og flere steder" if len(places) > _PLACES else "")
        quoted = shortened(several[0].words, _LONGEST)
        message = f"«{quoted}» står {where}, men er ikke åpent: Det kommer fra {withheld}."
        yield Problem("unntatt-i-apen-fil", message, _ADVICE, Place(path))
