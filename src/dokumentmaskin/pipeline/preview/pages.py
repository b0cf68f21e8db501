"""The pages of the site of the plan and the templates as they are now, with the files that lie there.

The server asks for one at a time, so only what is looked at is made: the pages of one meeting, or those that
all share. Every meeting with a date is shown as if it were laid out; one that is not has no papers yet.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from dokumentmaskin.memory import FOLDER, fingerprint, read_content
from dokumentmaskin.pipeline.pipeline import Pipeline, read_style
from dokumentmaskin.plan import Møte, Plan, load_plan
from dokumentmaskin.site import (
    Manifest,
    Utlegg,
    case_lines,
    meeting_address,
    meeting_pages,
    read_manifest,
    shared_pages,
)
from dokumentmaskin.workspace import Workspace


def state(workspace: Workspace) -> str:
    """What everything that a page rests on is known by: the size and time of each file."""
    files = (
        file
        for folder in (workspace.plan, workspace.site_templates, workspace.site)
        for file in _files(folder)
    )
    return fingerprint("\n".join(sorted(map(_known_by, files))).encode())


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        if FOLDER in folders:
            folders.remove(FOLDER)
        yield from (Path(parent) / name for name in names)


def _known_by(file: Path) -> str:
    try:
        status = file.stat()
    except OSError:  # one that goes as we look
        return f"{file}"
    return f"{file} {status.st_size} {status.st_mtime_ns}"


@dataclass(frozen=True)
class Preview:
    """The site as it would be.

    Attributes:
        workspace: Whose it is.
        clock: What time it is.
    """

    workspace: Workspace
    clock: Callable[[], datetime]
    _of_meetings: dict[str, Mapping[str, bytes]] = field(init=False, repr=False, default_factory=dict)

    def read(self, address: str) -> bytes | None:
        """What lies at an address of the site; None when nothing does.

        Raises:
            PlanError: The plan has errors.
            TemplateError: A template has.
            RefusedError: The folder of the site cannot be read.
        """
        møte = self._meeting_at(address)
        made = self._pages_of(møte) if møte else self._shared
        if address in made:
            return made[address]
        if address in self._files:
            return read_content(self.workspace.site / address)
        return None

    def is_laid_out(self, address: str) -> bool:
        """Whether an address is not of a meeting that has not been laid out."""
        møte = self._meeting_at(address)
        return møte is None or møte.navn in {own.møte for own in self._before.møter}

    def _meeting_at(self, address: str) -> Møte | None:
        return self._meetings.get("/".join(address.split("/")[:2]))

    @cached_property
    def _before(self) -> Manifest:
        return read_manifest(self.workspace.site)

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(own.adresse for own in self._before.filer)

    @cached_property
    def _plan(self) -> Plan:
        return Pipeline(self.workspace, load_plan(self.workspace), clock=self.clock).open_plan

    @cached_property
    def _meetings(self) -> dict[str, Møte]:
        """The meetings that have a date, by address."""
        shown = (møte for møte in self._plan.møter if møte.kaller_inn and møte.dato.dag_satt)
        return {meeting_address(møte): møte for møte in shown}

    @cached_property
    def _laid_out(self) -> Manifest:
        """What would be laid out: the files that are, and every meeting with the cases that it has now."""
        known = {own.møte: own for own in self._before.møter}
        meetings = (
            replace(known.get(møte.navn, Utlegg(møte.navn)), saker=tuple(case_lines(self._plan, møte)))
            for møte in self._meetings.values()
        )
        return Manifest(self._before.filer, tuple(meetings))

    def _pages_of(self, møte: Møte) -> Mapping[str, bytes]:
        if møte.navn not in self._of_meetings:
            own = next(own for own in self._laid_out.møter if own.møte == møte.navn)
            names = {other.navn for other in self._meetings.values()}
            made = meeting_pages(self._plan, møte, own, names, self.workspace.site_templates)
            self._of_meetings[møte.navn] = {page.fil.adresse: page.data for page in made}
        return self._of_meetings[møte.navn]

    @cached_property
    def _shared(self) -> Mapping[str, bytes]:
        style = read_style(self.workspace)
        made = shared_pages(self._plan, self._laid_out, self.workspace.site_templates, style)
        return {page.fil.adresse: page.data for page in made}
