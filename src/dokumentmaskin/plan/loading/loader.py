"""Reading a whole plan: every file, every error, one run.

A file that cannot be read does not hide the errors of the next one. What the files must agree on is checked
last, and only between files that could be read, so that one mistake does not show up as ten.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.loading.adopted import adopted_copies
from dokumentmaskin.plan.loading.checks import (
    MISSING,
    Fault,
    check_closings,
    check_meeting,
    check_year,
    faults,
)
from dokumentmaskin.plan.loading.folders import (
    MEETING,
    MEMBERS,
    MINUTES,
    ORGANISATION,
    not_read,
    plans_in,
    year_folders,
)
from dokumentmaskin.plan.loading.groups import check_groups
from dokumentmaskin.plan.loading.late import check_late
from dokumentmaskin.plan.loading.logo import read_logo
from dokumentmaskin.plan.loading.members import check_members
from dokumentmaskin.plan.loading.nonsense import (
    nonsense_of_meeting,
    nonsense_of_organisation,
    nonsense_of_year,
)
from dokumentmaskin.plan.loading.references import References
from dokumentmaskin.plan.loading.timetable import check_days, check_meetings, check_rows
from dokumentmaskin.plan.meetings import Gruppeår, Møte, Plan, slug
from dokumentmaskin.plan.records import (
    CLOSINGS,
    FILE_NAME,
    Gruppe,
    Lukket,
    Medlemsliste,
    Møtefil,
    Nummerbok,
    Oppfølgingsfil,
    Organisasjon,
    Referatfil,
    Årsplan,
    is_number_file,
    read_book,
    suggestion,
    validate,
)
from dokumentmaskin.plan.words import FAGGRUPPE
from dokumentmaskin.plan.yaml import YamlDocument, parse_yaml, read_yaml
from dokumentmaskin.workspace import Workspace

M = TypeVar("M", bound=BaseModel)

# A row of a meeting plan: the group's name, and the row's place.
_Row = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Read(Generic[M]):
    """A plan file: the record that it holds, and the document with the position of each field."""

    record: M
    document: YamlDocument
    file: Path


@dataclass(slots=True)
class _Reader:
    """Reads files and keeps every problem that it meets."""

    workspace: Workspace
    problems: list[Problem] = field(default_factory=list)

    def read(
        self, file: Path, model: type[M], year: int | None = None, text: str | None = None
    ) -> _Read[M] | None:
        """The record of a file, or of a text in its place; None when it cannot be read."""
        try:
            name = self.workspace.name(file)
            document = read_yaml(file, name) if text is None else parse_yaml(text, name)
            return _Read(validate(document, model, year), document, file)
        except PlanError as error:
            self.problems.extend(error.problems)
            return None

    def read_all(
        self, files: Iterable[Path], model: type[M], year: int | None = None
    ) -> tuple[_Read[M], ...]:
        """Those of the files that can be read."""
        return tuple(read for file in files if (read := self.read(file, model, year)) is not None)

    def note(self, faults: Iterable[Fault], document: YamlDocument) -> None:
        for name, problem in faults:
            self.problems.append(replace(problem, place=problem.place or document.place(name)))


class MissingPapersError(PlanError):
    """Papers are not where the plan says that they are; all else that it says could be read.

    Attributes:
        plan: The plan, so that what is exempt is known.
    """

    def __init__(self, problems: Iterable[Problem], plan: Plan) -> None:
        super().__init__(problems)
        self.plan = plan


def load_plan(workspace: Workspace, members_text: str | None = None) -> Plan:
    """Read and check every file of the workspace's plan, or what it would be with another medlemmer.yaml.

    Raises:
        PlanError: With all the problems of all the files; `MissingPapersError` when only papers are missing.
    """
    reader = _Reader(workspace, list(not_read(workspace)))
    organisation = reader.read(workspace.plan / ORGANISATION, Organisasjon)
    members = reader.read(workspace.plan / MEMBERS, Medlemsliste, text=members_text)
    years = [_read_year(reader, folder) for folder in year_folders(workspace.plan)]
    # There is a file of what was closed between meetings when something was.
    closings = reader.read_all(filter(Path.exists, [workspace.plan / CLOSINGS]), Oppfølgingsfil)
    if organisation is None or members is None:
        own = None if organisation is None else organisation.record
        for files in years:  # what they say wrong themselves is wanted too
            deque(_group_years(reader, own, files), maxlen=0)
        raise PlanError(reader.problems)
    _check_organisation(reader, organisation, members)
    plan = Plan(
        organisasjon=organisation.record,
        logo=_logo(reader, organisation),
        medlemmer=members.record.members(),
        personer=members.record.personer,
        medlemskilde=members.document,
        år=tuple(year for files in years for year in _group_years(reader, organisation.record, files)),
        lukket=tuple(closed for read in closings for closed in _closed(read)),
        saksnumre=tuple(_books(reader, organisation.record)),
    )
    for read in closings:
        reader.note(check_closings(plan.organisasjon, read.record), read.document)
    for møte in plan.møter:
        if møte.referat is not None and møte.referatkilde is not None:
            reader.note(faults(plan, møte, møte.referat), møte.referatkilde)
    if not reader.problems:  # what is referred to may stand in a file that cannot be read
        _look_up_references(reader, plan, {id(read.record): read for files in years for read in files.plans})
    if reader.problems and {problem.code for problem in reader.problems} == {MISSING}:
        raise MissingPapersError(reader.problems, plan)
    if reader.problems:
        raise PlanError(reader.problems)
    return plan


def _check_organisation(
    reader: _Reader, organisation: _Read[Organisasjon], members: _Read[Medlemsliste]
) -> None:
    own, document = organisation.record, organisation.document
    reader.note(check_groups(own, document), document)
    reader.note(nonsense_of_organisation(own), document)
    reader.note(check_members(own, members.record, members.document), members.document)


def _logo(reader: _Reader, organisation: _Read[Organisasjon]) -> bytes:
    logo = organisation.record.logo
    found = read_logo(logo, reader.workspace) if logo else b""
    if isinstance(found, bytes):
        return found
    reader.note([(("logo", "fil"), found)], organisation.document)
    return b""


def _look_up_references(reader: _Reader, plan: Plan, plans: Mapping[int, _Read[Årsplan]]) -> None:
    references = References(plan)
    for year in plan.år:
        reader.note(references.of_year(year), plans[id(year.plan)].document)
        reader.note(check_meetings(plan, year), plans[id(year.plan)].document)
        for møte in year.møter:
            reader.problems.extend(references.of_meeting(møte))


def _closed(read: _Read[Oppfølgingsfil]) -> Iterator[Lukket]:
    for index, closing in enumerate(read.record.lukkede_punkter):
        yield Lukket(closing, read.document.place(("lukkede_punkter", index)))


@dataclass(frozen=True, slots=True)
class _YearFiles:
    """The files of one year that could be read; `complete` when that is every year plan."""

    year: int
    folder: Path
    complete: bool
    plans: tuple[_Read[Årsplan], ...]
    meetings: tuple[_Read[Møtefil], ...]
    minutes: tuple[_Read[Referatfil], ...]


def _read_year(reader: _Reader, folder: Path) -> _YearFiles:
    year = int(folder.name)
    own = [file for file in plans_in(folder) if not is_number_file(file)]
    plans = reader.read_all(own, Årsplan, year)
    meetings = reader.read_all(sorted(folder.glob(f"*/{MEETING}")), Møtefil, year)
    minutes = reader.read_all(sorted(folder.glob(f"*/{MINUTES}")), Referatfil, year)
    return _YearFiles(year, folder, len(plans) == len(own), plans, meetings, minutes)


def _books(reader: _Reader, organisation: Organisasjon) -> Iterator[Nummerbok]:
    """Each year's case numbers."""
    groups = [group.navn for group in organisation.grupper]
    for folder in year_folders(reader.workspace.plan):
        for file in plans_in(folder):
            if is_number_file(file) and file.name != FILE_NAME:
                message = f"Filen ser ut til å være en kopi av «{FILE_NAME}», og de kan ha ulike saksnumre."
                advice = f"Flytt det som mangler, over til «{FILE_NAME}», og slett kopien."
                place = Place(reader.workspace.name(file))
                reader.problems.append(Problem("kopi-av-saksnummer", message, advice, place))
        try:
            name = reader.workspace.name(folder / FILE_NAME)
            yield read_book(folder / FILE_NAME, name, int(folder.name), groups)
        except PlanError as error:
            reader.problems.extend(error.problems)


def _group_years(reader: _Reader, organisation: Organisasjon | None, files: _YearFiles) -> Iterator[Gruppeår]:
    """Each group's year, with its meetings' own files in their places.

    Without an organisation each plan's group stands for itself, and only what no group decides is checked.
    """
    if organisation is None:
        known = {read.record.gruppe: Gruppe(navn=read.record.gruppe, slag=FAGGRUPPE) for read in files.plans}
    else:
        known = {group.navn: group for group in organisation.grupper}
    groups: list[tuple[Gruppe, _Read[Årsplan]]] = []
    for read in files.plans:
        group = known.get(read.record.gruppe)
        if group is None:
            reader.problems.append(_unknown_group(read, list(known)))
        elif group in (other for other, _ in groups):
            reader.problems.append(_second_plan(read, files.year))
        else:
            groups.append((group, read))
            _check_year(reader, organisation, group, files.year, read)
    if not files.complete or len(groups) < len(files.plans):
        return
    named = {read.file.parent: read.record.gruppe for read in files.meetings if read.record.gruppe}
    own = _by_row(reader, files.year, files.meetings, groups, named)
    minutes = _by_row(reader, files.year, files.minutes, groups, named)
    whole = organisation.grupper if organisation is not None else ()
    copies = adopted_copies(reader.workspace, files.folder, whole, reader.problems) if whole else {}
    for group, read in groups:
        year = _group_year(reader, files.year, (group, read), own, minutes)
        yield replace(year, vedtatt=copies.get(group.navn, ()))


def _check_year(
    reader: _Reader, organisation: Organisasjon | None, group: Gruppe, year: int, read: _Read[Årsplan]
) -> None:
    own, document = read.record, read.document
    if organisation is not None:
        reader.note(check_year(group, year, own), document)
        reader.note(check_rows(organisation, group, year, own, document), document)
    reader.note(nonsense_of_year(year, own), document)


def _group_year(
    reader: _Reader,
    year: int,
    plan: tuple[Gruppe, _Read[Årsplan]],
    own: Mapping[_Row, _Read[Møtefil]],
    minutes: Mapping[_Row, _Read[Referatfil]],
) -> Gruppeår:
    group, read = plan
    meetings = []
    for index, row in enumerate(read.record.møteplan):
        file, settled = own.get((group.navn, index)), minutes.get((group.navn, index))
        place = read.document.place(("møteplan", index, "dato"))
        cases = range(len(file.record.saker) if file else 0)
        meetings.append(
            Møte(
                gruppe=group,
                år=year,
                rad=row,
                fil=file.record if file else Møtefil(),
                mappe=file.file.parent if file else None,
                sted=place,
                referat=settled.record if settled else None,
                referatfil=settled.file if settled else None,
                saksteder=tuple(file.document.place(("saker", n)) for n in cases) if file else (),
                kilde=file.document if file else None,
                referatkilde=settled.document if settled else None,
            )
        )
        if file:
            _check_meeting(reader, meetings[-1], file.document)
    return Gruppeår(group, year, read.record, tuple(meetings), read.file)


def _check_meeting(reader: _Reader, møte: Møte, document: YamlDocument) -> None:
    reader.note(check_meeting(møte, reader.workspace), document)
    for check in (nonsense_of_meeting, check_days, check_late):
        reader.note(check(møte), document)


def _by_row(
    reader: _Reader,
    year: int,
    reads: Sequence[_Read[M]],
    groups: list[tuple[Gruppe, _Read[Årsplan]]],
    named: Mapping[Path, str],
) -> dict[_Row, _Read[M]]:
    """Which row of which plan each file belongs to: by its folder's date, and by its group.

    The group is the one that the folder's `mote.yaml` names (`named`), otherwise that of the folder's name.
    """
    found: dict[_Row, _Read[M]] = {}
    for read in reads:
        folder = read.file.parent
        whose, day = named.get(folder, folder.name[11:]), _folder_date(folder) or date.min
        rows = [
            (group.navn, index)
            for group, plan in groups
            if slug(whose or group.navn) == slug(group.navn)
            for index, row in enumerate(plan.record.møteplan)
            if row.er_møte and not row.felles_i and row.has_day(day)
        ]
        if len(rows) == 1 and rows[0] not in found:
            found[rows[0]] = read
        else:
            reader.problems.append(_homeless(read, year, len(rows)))
    return found


def _folder_date(folder: Path) -> date | None:
    try:
        return date.fromisoformat(folder.name[:10])
    except ValueError:
        return None


def _homeless(read: _Read[M], year: int, rows: int) -> Problem:
    folder = read.file.parent.name
    place = Place(read.document.path)
    if _folder_date(read.file.parent) is None:
        message = f"Navnet på mappen «{folder}» er ikke en møtedato."
        return Problem("ukjent-mote", message, "Gi mappen navn etter datoen: ÅÅÅÅ-MM-DD.", place)
    if rows == 0:
        message = f"Møteplanen for {year} har ikke noe møte for mappen «{folder}»."
        advice = "Rett navnet på mappen, gruppen i filen eller datoen i møteplanen."
        return Problem("ukjent-mote", message, advice, place)
    message = f"Filen kan høre til flere grupper eller møter på datoen {folder[:10]}."
    advice = (
        "Skriv «gruppe:» med gruppens navn i mote.yaml i mappen, "
        f"og ha bare én {read.file.name} for hvert møte."
    )
    return Problem("flere-grupper", message, advice, place)


def _unknown_group(read: _Read[Årsplan], known: list[str]) -> Problem:
    name = read.record.gruppe
    advice = suggestion(name, known) or f"Gruppene i organisasjon.yaml er: {', '.join(known)}."
    message = f"Gruppen «{name}» finnes ikke i organisasjon.yaml."
    return Problem("ukjent-gruppe", message, advice, read.document.place(("gruppe",)))


def _second_plan(read: _Read[Årsplan], year: int) -> Problem:
    message = f"Gruppen «{read.record.gruppe}» har allerede en årsplan for {year}."
    return Problem("dobbel-arsplan", message, "Slå filene sammen til én.", read.document.place(("gruppe",)))
