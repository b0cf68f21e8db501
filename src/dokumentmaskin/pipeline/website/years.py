"""What is laid out of a year: its wheels, its calendars to subscribe to, and its programmes.

`publish` asks for it, with a year in and files with their bytes out. Wheels and calendars are of the open
plan and always there; a programme is made when the year is asked for, and renewed when it has been laid out;
what is made for the whole organisation is taken when somebody has made it.
"""

from collections.abc import Callable, Iterator

from dokumentmaskin.pipeline.calendar import Avtale, make_subscriptions, written
from dokumentmaskin.pipeline.documents import make_as_they_are
from dokumentmaskin.pipeline.jobs import AnyJob, programme_jobs, whole_year_jobs
from dokumentmaskin.pipeline.kinds import WHOLE_YEAR_KINDS
from dokumentmaskin.pipeline.pdfs import open_word_file, outgoing
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import Report
from dokumentmaskin.pipeline.website.gathering import made_as
from dokumentmaskin.pipeline.wheels import open_wheels
from dokumentmaskin.plan import Gruppe, Møte, Språk, find_years, slug
from dokumentmaskin.site import Fil, Rolle, Utlagt, appointment_address, site_words, year_address


def drawn_and_dated(pipeline: Pipeline, år: int) -> tuple[tuple[Utlagt, ...], Report]:
    """The wheels and the open calendars of a year, and what came of making them.

    The calendars are those that `dok kalender` writes: an appointment is known by what was written last.
    """
    calendars = make_subscriptions(pipeline, år)
    files = (*_wheels(pipeline, år), *_calendars(pipeline, år, calendars))
    return files, Report(warnings=calendars.warnings, errors=calendars.errors)


def appointment_file(møte: Møte, avtale: Avtale, språk: Språk) -> Utlagt:
    """A meeting as a file that puts it into a calendar."""
    own = Fil(
        adresse=appointment_address(møte),
        rolle="kalender",
        tittel=site_words(språk).legg_i_kalender,
        møte=møte.navn,
    )
    return Utlagt(own, written("PUBLISH", [avtale]))


def _wheels(pipeline: Pipeline, år: int) -> Iterator[Utlagt]:
    for years, drawn in open_wheels(pipeline.workspace, pipeline.open_plan, år):
        body = years[0].gruppe if len(years) == 1 else None
        title = site_words(pipeline.plan.språk_of(body)).årshjul_for.format(år)
        yield Utlagt(_of_year("årshjul", år, body, f"arshjul-{år}.svg", title), drawn.encode())


def _calendars(pipeline: Pipeline, år: int, made: Report) -> Iterator[Utlagt]:
    bodies = {f"{år}-{slug(gruppe.navn)}": gruppe for gruppe in pipeline.plan.organisasjon.grupper}
    for file in made.files:
        if file.utgave == "åpen":
            path = pipeline.workspace.root / file.sti
            body = bodies.get(path.parent.name)
            title = site_words(pipeline.plan.språk_of(body)).kalender_for.format(år)
            yield Utlagt(_of_year("kalender", år, body, path.name, title), path.read_bytes())


def programmes(
    pipeline: Pipeline, år: int, group_name: str | None, wanted: Callable[[str], bool]
) -> tuple[tuple[Utlagt, ...], Report]:
    """The programmes of a year, and the list of members.

    Args:
        pipeline: The run.
        år: The year.
        group_name: The body whose programme is asked for; None for each.
        wanted: Whether a programme is to be laid out, by its address.
    """
    years = find_years(pipeline.plan, år, group_name)
    whole = whole_year_jobs(pipeline.plan.whole_year(år), WHOLE_YEAR_KINDS)
    jobs: list[AnyJob] = [job for job in programme_jobs(years) if wanted(_address(job))]
    jobs += [job for job in whole if pipeline.target(job).exists()]
    report = make_as_they_are(pipeline, jobs)
    return tuple(_documents(pipeline, jobs, report)), report


def _documents(pipeline: Pipeline, jobs: list[AnyJob], report: Report) -> Iterator[Utlagt]:
    roles: dict[str, Rolle] = {
        "handlingsprogram": "handlingsprogram",
        "samlet handlingsprogram": "samlet handlingsprogram",
        "medlemsliste": "medlemsliste",
    }
    made = {file.sti: file for file in report.files if file.format == "pdf" and file.utgave == "åpen"}
    for job in jobs:
        path = pipeline.target(job).with_suffix(".pdf")
        file = made.get(pipeline.workspace.name(path))
        if file is not None:
            body, år = job.subject.gruppe, int(job.subject.stempel)
            title = job.kind.title.written_for(pipeline.plan, body).format(år)
            own = _of_year(roles[file.rolle], år, body, path.name, title)
            shown, data = outgoing(pipeline, file)
            yield Utlagt(made_as(own, shown), data, open_word_file(pipeline, job))


def _address(job: AnyJob) -> str:
    return f"{year_address(int(job.subject.stempel), job.subject.gruppe)}/{job.target.stem}.pdf"


def _of_year(rolle: Rolle, år: int, gruppe: Gruppe | None, name: str, title: str) -> Fil:
    return Fil(
        adresse=f"{year_address(år, gruppe)}/{name}",
        rolle=rolle,
        tittel=title,
        år=år,
        gruppe=slug(gruppe.navn) if gruppe else "",
    )
