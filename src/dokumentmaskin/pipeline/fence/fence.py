"""Holding an open file against all that is withheld, and what to say of what is found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dokumentmaskin.errors import Place, Problem, PublishingError
from dokumentmaskin.memory import fingerprint, program_fingerprint
from dokumentmaskin.pipeline.fence.secrets import fixed_words, open_paper_texts, secrets
from dokumentmaskin.pipeline.fence.sought import Found, Secret, Sought
from dokumentmaskin.pipeline.quoting import shortened
from dokumentmaskin.plan import Plan, open_plan, plan_texts
from dokumentmaskin.workspace import Workspace

# As much of what was found as is needed to find it again; so many places in a message, and so many messages.
_LONGEST: Final = 60
_PLACES: Final = 3
_MOST: Final = 12
_ADVICE: Final = "Ta det bort der det er åpent. Kan alle lese det, skriver du det i planen, der den er åpen."


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

    @cached_property
    def stamp(self) -> str:
        """A fingerprint of all that decides what is found."""
        texts = (*map(repr, self._secrets), *self._open, *self._papers, program_fingerprint())
        return fingerprint("\n".join(texts).encode())

    def found(self, pdf: bytes, closed: Iterable[Secret] = ()) -> tuple[Found, ...]:
        """What is withheld and stands in a PDF all the same.

        Args:
            pdf: The bytes of the file.
            closed: What is withheld of the document that it was made from, besides.

        Raises:
            pikepdf.PdfError, pypdfium2.PdfiumError: It cannot be read.
        """
        from dokumentmaskin.pdf import all_said

        own = Sought(closed, self._open)
        if not self._sought and not own:
            return ()
        said = tuple(all_said(pdf))
        if not (found := (*self._sought.found(said), *own.found(said))):
            return ()
        # Found is rare: only then is what stands on every paper looked up.
        fixed = fixed_words(self.workspace, self.plan)
        return Sought((one.secret for one in found), (*self._open, *fixed), self._papers).found(said)

    def refuse(self, pdf: bytes, path: str, closed: Iterable[Secret] = ()) -> None:
        """Stop before an open file in which something that is withheld stands.

        Args:
            pdf: The bytes of the finished file.
            path: Its name, relative to the workspace.
            closed: What is withheld of the document that it was made from, besides.

        Raises:
            PublishingError: Says of what was found where it stands, and where it is withheld.
        """
        if problems := tuple(_told(self.found(pdf, closed), path)):
            raise PublishingError(problems)


def _told(found: Iterable[Found], path: str) -> Iterator[Problem]:
    """A problem for each place where something is withheld, with the places where it was found."""
    by_place: dict[str, list[Found]] = {}
    for one in found:
        by_place.setdefault(one.secret.where, []).append(one)
    for number, (withheld, several) in enumerate(by_place.items()):
        if number == _MOST:
            message = f"Også tekst fra {len(by_place) - _MOST} andre steder som ikke er åpne, står i filen."
            yield Problem("unntatt-i-apen-fil", message, _ADVICE, Place(path))
            return
        places = list(dict.fromkeys(one.where for one in several))
        where = ", ".join(places[:_PLACES]) + (" og flere steder" if len(places) > _PLACES else "")
        quoted = shortened(several[0].words, _LONGEST)
        message = f"«{quoted}» står {where}, men er ikke åpent: Det kommer fra {withheld}."
        yield Problem("unntatt-i-apen-fil", message, _ADVICE, Place(path))
