"""What a new render would do to the documents that lie there. Nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dokumentmaskin.errors import DokError, Place, Problem, RefusedError
from dokumentmaskin.memory import Content, look
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import moved_here, revise
from dokumentmaskin.writing import Status

if TYPE_CHECKING:
    from dokumentmaskin.word.merge import Change

_UNKNOWN = "dok husker ikke hvordan dokumentet var da det ble laget, så det regnes som ditt."
_BESIDE = "Det nye ville blitt lagt ved siden av, med «.ny» i navnet."


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new render would do to a document.

    Attributes:
        rolle: Which document it is.
        sti: Its path, relative to the workspace.
        ville_blitt: What would become of the file.
        endringer: What the plan and the person have changed.
    """

    rolle: str
    sti: str
    ville_blitt: Status
    endringer: "tuple[Change, ...]"


@dataclass(frozen=True, slots=True)
class Differences:
    """The differences of several documents, and what could not be found out."""

    rows: tuple[Difference, ...] = ()
    warnings: tuple[Problem, ...] = ()
    errors: tuple[DokError, ...] = ()

    def __add__(self, other: "Differences") -> "Differences":
        return Differences(self.rows + other.rows, self.warnings + other.warnings, self.errors + other.errors)


def differences(pipeline: Pipeline, jobs: Iterable[AnyJob]) -> Differences:
    """What would become of each document; an error ends its own alone."""
    return sum((_difference(pipeline, job) for job in jobs), Differences())


def _difference(pipeline: Pipeline, job: AnyJob) -> Differences:
    document = pipeline.target(job)
    name = pipeline.workspace.name(document)
    try:
        render, lying = pipeline.rendered(job), look(document)
        if lying is None:
            lying = moved_here(pipeline.workspace, pipeline.plan, job).content
        revision = revise(lying, render)
        changes = revision.changes or _changes(lying, render)
    except DokError as error:
        return Differences(errors=(error,))
    row = Difference(job.rolle, name, revision.status, changes)
    if revision.data is not None:
        return Differences((row,))
    causes = [p.message for p in revision.refusal.problems] if revision.refusal else [_UNKNOWN]
    return Differences((row,), tuple(Problem("redigert", cause, _BESIDE, Place(name)) for cause in causes))


def _changes(lying: Content | None, render: bytes) -> "tuple[Change, ...]":
    """The changes of a document that would be replaced or left as it is, for which no merge was needed.

    Where dok does not know what the person has changed, the whole difference is the plan's.
    """
    from dokumentmaskin.word.merge import merge

    if lying is None:
        return ()
    try:
        return merge(lying.base or lying.data, lying.data, render).changes
    except RefusedError:
        return ()
