"""What all parts of a run share: the workspace, the plan, and what the person has chosen."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dokumentmaskin.document import CODE_FAILED, Marks, Style, damaged, unsound
from dokumentmaskin.errors import Place, Problem, TemplateError
from dokumentmaskin.memory import reason
from dokumentmaskin.pdf import Engine, choose_engines
from dokumentmaskin.pipeline.fence import Fence, take_in
from dokumentmaskin.pipeline.jobs import AnyJob
from dokumentmaskin.pipeline.making import Template, made
from dokumentmaskin.pipeline.numbering import Numbering, refuse_day
from dokumentmaskin.pipeline.publishing import Owner
from dokumentmaskin.plan import Gruppe, MissingPapersError, Møte, Plan, load_plan, open_plan
from dokumentmaskin.word import UNREADABLE, DamagedError
from dokumentmaskin.word.merge import taken_in
from dokumentmaskin.workspace import Workspace, read_file

if TYPE_CHECKING:
    from dokumentmaskin.pipeline.report import Report


# The paragraph of a template that the letterhead takes the place of, and the file that holds it.
LETTERHEAD: Final = "{{ brevhode }}"
_LETTERHEAD_FILE: Final = "brevhode.docx"


def read_template(workspace: Workspace, file: Path) -> Template:
    """A template with the letterhead of its folder in its place.

    Raises:
        TemplateError: One of them is not there or cannot be read.
    """
    letterhead = file.with_name(_LETTERHEAD_FILE)
    there = letterhead.is_file()
    template, head = _read(workspace, file), _read(workspace, letterhead) if there else b""
    for path, data in ((file, template), (letterhead, head)):
        if data and (cause := unsound(data)):
            raise damaged(Place(workspace.name(path)), cause)
    try:
        data = _whole(template, head)
    except (DamagedError, *UNREADABLE, *CODE_FAILED):  # what python-docx makes of a part that is another
        if not there:
            raise _missing(workspace, letterhead) from None
        broken = letterhead if _holds(template) else file
        raise damaged(Place(workspace.name(broken))) from None
    drawn = all(part.is_file() for part in _style_files(workspace))
    return Template(workspace.name(file), data, read_style(workspace) if drawn else None)


def _holds(template: bytes) -> bool:
    """Whether a template is whole enough to be taken into itself."""
    try:
        taken_in(template, LETTERHEAD, template)
    except (DamagedError, *UNREADABLE, *CODE_FAILED):
        return False
    return True


def read_style(workspace: Workspace) -> Style:
    """How year wheels are drawn here.

    Raises:
        TemplateError: The template or the style file is not there or cannot be read.
    """
    template, css = _style_files(workspace)
    return Style(workspace.name(template), _read(workspace, template), _read(workspace, css))


def _style_files(workspace: Workspace) -> tuple[Path, Path]:
    return workspace.templates / "arshjul.svg", workspace.templates / "arshjul.css"


@lru_cache(64)  # more than the templates of two languages
def _whole(template: bytes, letterhead: bytes) -> bytes:
    return taken_in(template, LETTERHEAD, letterhead)


def _read(workspace: Workspace, file: Path) -> bytes:
    try:
        return read_file(file)
    except (FileNotFoundError, NotADirectoryError):
        raise _missing(workspace, file) from None
    except OSError as error:
        message = f"Kan ikke lese malen: {reason(error)}."
        problem = Problem("mangler-mal", message, "Legg malen tilbake.", Place(workspace.name(file)))
        raise TemplateError(problem) from None


def _missing(workspace: Workspace, file: Path) -> TemplateError:
    message = "Malen finnes ikke."
    advice = "Lag et eksempel med «dok ny MAPPE --eksempel», og kopier malen derfra."
    return TemplateError(Problem("mangler-mal", message, advice, Place(workspace.name(file))))


@dataclass(frozen=True)
class Pipeline:
    """A run.

    Attributes:
        workspace: Where files are read and written.
        plan: The plan, read and checked.
        engine: The PDF engine asked for; None takes the plan's.
        clock: What time it is, for what is kept of replaced files and for what has gone out.
        accept_changes: Whether PDFs are made as if all that is not settled in a document were accepted.
        numbering: Where the case numbers that documents show are written down.
    """

    workspace: Workspace
    plan: Plan
    engine: str | None = None
    clock: Callable[[], datetime] = datetime.now
    accept_changes: bool = False
    numbering: Numbering = field(init=False, repr=False)
    _rendered: dict[Path, bytes] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Let the plan have those case numbers alone that have gone out by now."""
        today = self.clock().date()
        object.__setattr__(self, "numbering", Numbering(self.workspace, self.plan, today))
        object.__setattr__(self, "plan", self.plan.issued_by(today))

    @cached_property
    def open_plan(self) -> Plan:
        """The plan as everyone may see it, of which all that is open is made."""
        return open_plan(self.plan)

    def after_sending(self, møte: Møte, day: date) -> "tuple[Pipeline, Report]":
        """Write down that the summons to a meeting went out on a day; the run with that known.

        Raises:
            WrongUseError: The day is after today or the meeting, or the meeting's own file says another day.
            PlanError: The numbers that have gone out cannot be given to the cases with certainty.
            RefusedError: The numbers cannot be written down.
        """
        refuse_day(møte, day, self.clock().date())
        plan, report = self.numbering.say_sent(møte, day)
        return replace(self, plan=plan), report

    def after_refusal(self, møte: Møte) -> None:
        """Take back what `after_sending` wrote down, for nobody got the summons.

        Raises:
            RefusedError: It cannot be written down.
        """
        self.numbering.take_back(møte)

    @cached_property
    def fence(self) -> Fence:
        """What every open file is held against before it is written."""
        return Fence(self.workspace, self.plan)

    @property
    def engine_name(self) -> str:
        """The PDF engine to try first."""
        return self.engine or self.plan.organisasjon.pdf.motor

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The PDF engines to try, in order.

        Raises:
            EngineError: The one that was asked for is not there.
        """
        return choose_engines(self.engine_name)

    def target(self, job: AnyJob) -> Path:
        """The .docx that a job makes."""
        return self.workspace.output / job.target

    def template_file(self, name: str, gruppe: Gruppe | None) -> Path:
        """A template in the language of a group, or of the organisation."""
        return self.workspace.templates / self.plan.språk_of(gruppe).mappe / f"{name}.docx"

    def template(self, name: str, gruppe: Gruppe | None) -> Template:
        """The same, read.

        Raises:
            TemplateError: There is none.
        """
        return read_template(self.workspace, self.template_file(name, gruppe))

    def rendered(self, job: AnyJob) -> bytes:
        """A document as the plan and its template make it now: whole, for those summoned.

        Raises:
            TemplateError: The template cannot be used.
        """
        if job.target not in self._rendered:
            self._rendered[job.target] = made(
                job, self.plan, self.template(job.kind.navn, job.subject.gruppe)
            )
        return self._rendered[job.target]

    def opened(self, job: AnyJob) -> bytes | None:
        """A document as the open plan makes it; None when it is the same as of the whole plan.

        Raises:
            TemplateError: The template cannot be used.
            PublishingError: It would show what may be exempt, for all that dok can tell.
        """
        marks = Marks()
        if job.context(self.plan, marks) == job.context(self.open_plan, marks):
            return None
        opened = made(job, self.open_plan, self.template(job.kind.navn, job.subject.gruppe))
        return None if opened == self.rendered(job) else opened

    def owner(self, job: AnyJob) -> Owner:
        """Whose name a document of the organisation's may have in its properties."""
        template = self.template_file(job.kind.navn, job.subject.gruppe)
        return Owner(self.plan.organisasjon.navn, template, partial(self.rendered, job))


def planned(workspace: Workspace) -> Plan:
    """Read the plan; when papers alone are missing, move what lies open and is not open any more first.

    Raises:
        PlanError: The plan has errors, with what has been moved as warnings.
    """
    try:
        return load_plan(workspace)
    except MissingPapersError as error:
        error.warnings = take_in(workspace, Pipeline(workspace, error.plan).fence)
        raise
