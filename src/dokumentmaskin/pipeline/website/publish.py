"""`dok publiser`: meetings gathered, checked and laid out with what lies there of the others.

Nothing is laid out before all of it is made and has passed the gate; then the folder is swapped as a whole.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from functools import cached_property
from pathlib import Path

from dokumentmaskin.pipeline.pipeline import Pipeline, read_style
from dokumentmaskin.pipeline.report import Report
from dokumentmaskin.pipeline.website.asked import asked_for
from dokumentmaskin.pipeline.website.folder import alone
from dokumentmaskin.pipeline.website.gate import Gate
from dokumentmaskin.pipeline.website.gathering import gathered
from dokumentmaskin.pipeline.website.twins import with_twins
from dokumentmaskin.plan import Møte
from dokumentmaskin.site import (
    FRONT_PAGE,
    Fil,
    Manifest,
    Utlagt,
    Utlegg,
    case_lines,
    meeting_address,
    meeting_pages,
    read_manifest,
    refuse_foreign,
    shared_pages,
    sized,
    stage,
)


@dataclass(frozen=True, slots=True)
class Sidemelding:
    """What became of the page of a meeting.

    Attributes:
        sti: The page, relative to the workspace.
        filer: How many files the meeting has on the site.
        endringer: What is new to a reader, a sentence for each; nothing the first time.
    """

    sti: str
    filer: int
    endringer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """What came of laying out.

    Attributes:
        report: The documents that were made for it, what should be known, and what stopped it.
        sider: The meetings that were laid out; none when it was stopped.
    """

    report: Report
    sider: tuple[Sidemelding, ...] = ()


def publish(pipeline: Pipeline, text: str, group_name: str | None) -> Published:
    """Lay out what is open of meetings, beside what is laid out already.

    Args:
        pipeline: The run.
        text: The date of a meeting, a year, or nothing for all that is laid out already.
        group_name: The body, when the text does not tell.

    Raises:
        WrongUseError: There is no such meeting or year.
        RefusedError: The folder is not one that dok laid out, or cannot be written.
        TemplateError: A template of the site cannot be used.
        PublishingError: The gate found something; nothing is laid out.
    """
    with alone(pipeline.workspace) as folder:
        before = read_manifest(folder)
        refuse_foreign(folder, before)
        asked = asked_for(pipeline.plan, text, group_name, before)
        return _Layout(pipeline, folder, before, Gate(pipeline)).lay_out(asked.møter)


@dataclass(frozen=True)
class _Layout:
    """A site as it is becoming.

    Attributes:
        pipeline: The run.
        folder: The site.
        before: What lies there.
        gate: What all that is new must pass.
        new: What is made in this run, by address.
    """

    pipeline: Pipeline
    folder: Path
    before: Manifest
    gate: Gate
    new: dict[str, Utlagt] = field(default_factory=dict)

    @cached_property
    def _known(self) -> dict[str, Fil]:
        return {fil.adresse: fil for fil in self.before.filer}

    @cached_property
    def _moment(self) -> str:
        return f"{self.pipeline.clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    @cached_property
    def _templates(self) -> Path:
        return self.pipeline.workspace.templates / self.folder.name

    def lay_out(self, meetings: Sequence[Møte]) -> Published:
        """Make all that is new, hold it against what is asked of a site, and put it in its place."""
        laid_out = {own.møte: own for own in self.before.møter}
        report, again = Report(), {møte.navn for møte in meetings}
        for møte in meetings:
            own, made = self._meeting(møte, {*laid_out, *again})
            laid_out[own.møte] = own
            report += made
        if report.errors:
            return Published(report)
        kept = [fil for fil in self.before.filer if self._stays(fil, again)]
        known = _manifest([*kept, *self._files()], laid_out.values())
        style = read_style(self.pipeline.workspace)
        self._add(self.gate.see(shared_pages(self.pipeline.open_plan, known, self._templates, style)))
        after = _manifest([*kept, *self._files()], laid_out.values())
        report += Report(warnings=self.gate.close())
        stage(self.folder, after, {address: own.data for address, own in self.new.items()})
        told = [self._told(own) for own in after.møter if own.møte in again]
        return Published(report, tuple(told))

    def _stays(self, fil: Fil, again: Collection[str]) -> bool:
        """Whether a file is kept as it lies there: another meeting's, or a page that is dear to make."""
        years = {year.år for year in self.pipeline.open_plan.år}
        return fil.møte not in again if fil.møte else bool(fil.avtrykk) and fil.år in years

    def _meeting(self, møte: Møte, published: set[str]) -> tuple[Utlegg, Report]:
        """The files and pages of a meeting, given the names of those that are published."""
        files, report = gathered(self.pipeline, møte)
        plan = self.pipeline.open_plan
        opened = plan.own(møte)
        files, told = with_twins(plan, files, self._templates)
        let_through = self.gate.let_through(files, møte)
        own = Utlegg(møte.navn, self._add(let_through), saker=tuple(case_lines(plan, opened)))
        self._add(self.gate.see(meeting_pages(plan, opened, own, published, self._templates)))
        return own, report + Report(warnings=told)

    def _add(self, files: Iterable[Utlagt]) -> tuple[Fil, ...]:
        """Take files in, and tell what is to be known of them with their size and time."""
        added = {own.fil.adresse: own for own in sized(files, self._known, self._moment)}
        self.new.update(added)
        return tuple(own.fil for own in added.values())

    def _files(self) -> list[Fil]:
        return [own.fil for own in self.new.values()]

    def _told(self, own: Utlegg) -> Sidemelding:
        page = self.folder / meeting_address(own.møte) / FRONT_PAGE
        count = sum(fil.møte == own.møte for fil in self._files())
        return Sidemelding(self.pipeline.workspace.name(page), count)


def _manifest(files: Iterable[Fil], meetings: Iterable[Utlegg]) -> Manifest:
    """What is laid out, in an order of its own; of two files with one address the last."""
    by_address = {fil.adresse: fil for fil in files}
    return Manifest(
        tuple(by_address[address] for address in sorted(by_address)),
        tuple(sorted(meetings, key=lambda own: own.møte)),
    )
