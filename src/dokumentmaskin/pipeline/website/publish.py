"""`dok publiser`: meetings gathered, checked and laid out with what lies there of the others.

Nothing is laid out before all of it is made and has passed the gate; then the folder is swapped as a whole.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from functools import cached_property
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place
from dokumentmaskin.pipeline.calendar import Avtale, open_appointments
from dokumentmaskin.pipeline.pipeline import Pipeline, read_style
from dokumentmaskin.pipeline.report import Report
from dokumentmaskin.pipeline.website.asked import Asked, asked_for
from dokumentmaskin.pipeline.website.controls import hindrances
from dokumentmaskin.pipeline.website.departed import asked_again, departed
from dokumentmaskin.pipeline.website.folder import alone
from dokumentmaskin.pipeline.website.former import Former, open_updates
from dokumentmaskin.pipeline.website.gate import Gate
from dokumentmaskin.pipeline.website.gathering import gathered
from dokumentmaskin.pipeline.website.others import changed, neighbours, said_of
from dokumentmaskin.pipeline.website.twins import with_twins
from dokumentmaskin.pipeline.website.withdrawn import departed_pages, withdrawn
from dokumentmaskin.pipeline.website.years import appointment_file, drawn_and_dated, programmes
from dokumentmaskin.plan import Møte
from dokumentmaskin.site import (
    Fil,
    Manifest,
    Utlagt,
    Utlegg,
    case_lines,
    meeting_page,
    meeting_pages,
    read_manifest,
    refuse_foreign,
    shared_pages,
    sized,
    stage,
    with_changes,
)

# What is drawn and dated of a year.
_OF_YEARS: Final = frozenset({"årshjul", "kalender"})


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
        return _Layout(pipeline, folder, before, Gate(pipeline), asked).lay_out()


@dataclass(frozen=True)
class _Layout:
    """A site as it is becoming.

    Attributes:
        pipeline: The run.
        folder: The site.
        before: What lies there.
        gate: What all that is new must pass.
        asked: What is laid out now; the rest stays as it is.
        new: What is made in this run, by address.
        news: What is new to a reader of each meeting, by its name.
        gone: The names of the meetings that were laid out and are taken away now.
        appointments: The meetings of each year that has been asked for, as a calendar has them.
    """

    pipeline: Pipeline
    folder: Path
    before: Manifest
    gate: Gate
    asked: Asked
    new: dict[str, Utlagt] = field(default_factory=dict)
    news: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    appointments: dict[int, Mapping[Place, Avtale]] = field(default_factory=dict)

    @cached_property
    def _known(self) -> dict[str, Fil]:
        return {fil.adresse: fil for fil in self.before.filer}

    @cached_property
    def _moment(self) -> str:
        return f"{self.pipeline.clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    @cached_property
    def _again(self) -> frozenset[str]:
        """The names of the meetings that are laid out now."""
        return frozenset(møte.navn for møte in self.asked.møter)

    @cached_property
    def _templates(self) -> Path:
        return self.pipeline.workspace.site_templates

    def lay_out(self) -> Published:
        """Make all that is new, hold it against what is asked of a site, and put it in its place."""
        laid_out = {own.møte: own for own in self.before.møter}
        report = self._years()  # first: an appointment is known again by the calendars
        for møte in self.asked.møter:
            was = laid_out.get(møte.navn, Utlegg(møte.navn))
            laid_out[møte.navn], made = self._meeting(møte, was, {*laid_out, *self._again})
            report += made
        if report.errors:
            return Published(report)
        report += self._departed(laid_out)
        self._beside(laid_out)
        known = self._manifest(laid_out.values())
        style = read_style(self.pipeline.workspace)
        self._add(self.gate.see(shared_pages(self.pipeline.open_plan, known, self._templates, style)))
        after = self._manifest(laid_out.values())
        self.gate.see_manifest(after)
        report += Report(warnings=self.gate.close())
        stage(self.folder, after, {address: own.data for address, own in self.new.items()})
        return Published(report, tuple(self._told(after)))

    def _departed(self, laid_out: dict[str, Utlegg]) -> Report:
        """Let the addresses of meetings that are gone from the plan say so; name those that wait for that."""
        gone = tuple(departed(self.pipeline.open_plan, self.before))
        now = gone if self.asked.alt else tuple(asked_again(gone, self.asked.møter))
        for own in now:
            del laid_out[own.navn]
        for own in now:
            lay = (fil for fil in self.before.filer if fil.møte == own.navn)
            files = [fil for fil in lay if not self.pipeline.fence.hides(fil.tittel)]
            self.gone.add(own.navn)
            pages = departed_pages(self.pipeline, own, files, laid_out, self._templates)
            self._add(self.gate.see(pages))
        return Report(warnings=tuple(own.note for own in gone if own not in now))

    def _beside(self, laid_out: Mapping[str, Utlegg]) -> None:
        """Lead from the pages that lie there to new neighbours, and note what the plan says otherwise now."""
        plan, again = self.pipeline.open_plan, self._again
        self.gate.warnings += changed(plan, laid_out, again)
        new = laid_out.keys() - {own.møte for own in self.before.møter}
        for møte, own in neighbours(plan, new, laid_out, again):
            pages = meeting_pages(plan, møte, own, laid_out, self._templates)
            self._add(self.gate.see(pages))

    def _manifest(self, meetings: Iterable[Utlegg]) -> Manifest:
        """What is laid out so far, in an order of its own."""
        kept = {fil.adresse: fil for fil in self.before.filer if self._stays(fil)}
        files = kept | {address: own.fil for address, own in self.new.items()}
        return Manifest(
            tuple(files[address] for address in sorted(files)),
            tuple(sorted(meetings, key=lambda own: own.møte)),
        )

    def _stays(self, fil: Fil) -> bool:
        """Whether a file that lies there is none of those that are made in this run, or are gone."""
        if fil.møte:
            if fil.rolle == "trukket":
                return not self.pipeline.fence.hides(fil.tittel)
            return fil.møte not in {*self._again, *self.gone}
        if fil.rolle in {"side", "data"}:  # made each time, but for what is dear to make
            return bool(fil.avtrykk) and fil.år in {year.år for year in self.pipeline.open_plan.år}
        if fil.rolle in _OF_YEARS:
            return fil.år not in self.asked.år
        return fil.år not in self.asked.program or self.asked.gruppe not in {"", fil.gruppe}

    def _years(self) -> Report:
        """The files of the years."""
        report, asked = Report(), self.asked
        for år in asked.år:
            files, made = drawn_and_dated(self.pipeline, år)
            self._add(self.gate.let_through(files))
            report += made
        for år in asked.program:
            wanted = self._known.__contains__ if not asked.nye else lambda _: True
            files, made = programmes(self.pipeline, år, asked.gruppe or None, wanted)
            files, told = with_twins(self.pipeline.open_plan, files, self._templates)
            self._add(self.gate.let_through(files))
            report += made + Report(warnings=told)
        return report

    def _meeting(self, møte: Møte, known: Utlegg, published: set[str]) -> tuple[Utlegg, Report]:
        """The files and pages of a meeting.

        Args:
            møte: The meeting.
            known: What is laid out of it.
            published: The names of the meetings that are laid out.
        """
        files, report = gathered(self.pipeline, møte)
        plan = self.pipeline.open_plan
        opened = plan.own(møte)
        files, told = with_twins(plan, files, self._templates)
        own = self._add(self.gate.let_through((*files, *self._appointment(møte)), møte))
        before = tuple(fil for fil in self.before.filer if fil.møte == møte.navn)
        former = Former(
            self.folder,
            before,
            {fil.adresse: self.new[fil.adresse] for fil in own},
            plan.språk_of(møte.gruppe),
        )
        if plan.organisasjon.publisering.tidligere_utgaver:
            own += self._add(former.editions(self.pipeline.fence))
        self.news[møte.navn] = former.updates()
        updates = with_changes(known.oppdateringer, self.news[møte.navn], self.pipeline.clock().date())
        updates = tuple(open_updates(updates, self.pipeline.fence))
        let = () if report.errors else self.gate.judge(hindrances(self.pipeline, møte), møte)
        cases = tuple(case_lines(plan, opened))
        laid_out = Utlegg(møte.navn, own, updates, cases, let, said_of(plan, opened))
        self._add(self.gate.see(meeting_pages(plan, opened, laid_out, published, self._templates)))
        self._add(
            self.gate.see(
                withdrawn(self.pipeline, opened, former.gone(self.new, self.pipeline.fence), self._templates)
            )
        )
        return laid_out, report + Report(warnings=told)

    def _appointment(self, møte: Møte) -> Iterator[Utlagt]:
        """The meeting as a file for a calendar, when it is to be held on a day; the years are made before."""
        if møte.år not in self.appointments:
            self.appointments[møte.år] = open_appointments(self.pipeline, møte.år)
        found = self.appointments[møte.år]
        if møte.sted in found and not møte.er_avlyst:
            yield appointment_file(møte, found[møte.sted], self.pipeline.plan.språk_of(møte.gruppe))

    def _add(self, files: Iterable[Utlagt]) -> tuple[Fil, ...]:
        """Take files in, and tell what is to be known of them with their size and time."""
        added = {own.fil.adresse: own for own in sized(files, self._known, self._moment)}
        self.new.update(added)
        return tuple(own.fil for own in added.values())

    def _told(self, after: Manifest) -> Iterator[Sidemelding]:
        """What became of the page of each meeting."""
        count = Counter(fil.møte for fil in after.filer)
        for møte in self.asked.møter:
            page = self.folder / meeting_page(møte)
            yield Sidemelding(self.pipeline.workspace.name(page), count[møte.navn], self.news[møte.navn])
