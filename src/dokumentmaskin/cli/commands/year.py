"""The documents of a whole year."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command
from dokumentmaskin.errors import Place, Problem, WrongUseError
from dokumentmaskin.memory import remember_build, unchanged_build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dokumentmaskin.pipeline import AnyJob, Pipeline, Report


_together = click.option(
    "--alle",
    is_flag=True,
    help="Lag ett program for hele organisasjonen, med et kapittel for hver gruppe og én møteplan.",
)


@command(
    "handlingsprogram",
    options.year,
    click.option("--gruppe", metavar="GRUPPE", help="Lag bare programmet til én gruppe."),
    _together,
    options.engine,
    options.accept,
    options.differences,
    options.folder,
)
def handlingsprogram(run: Run, *, år: int, gruppe: str | None, alle: bool, vis_forskjeller: bool) -> int:
    """Make the action programme of a group, of each that has a plan for the year, or one of them all."""
    if alle and gruppe is not None:
        message = "«--alle» og «--gruppe» kan ikke brukes sammen."
        raise WrongUseError(Problem("feil-bruk", message, "Velg ett av dem."))
    from dokumentmaskin.cli.commands.changes import made_or_shown
    from dokumentmaskin.pipeline import SAMLET_HANDLINGSPROGRAM, programme_jobs, whole_year_jobs
    from dokumentmaskin.plan import find_years

    pipeline = run.pipeline()
    years = find_years(pipeline.plan, år, gruppe)
    whole = whole_year_jobs(pipeline.plan.whole_year(år), [SAMLET_HANDLINGSPROGRAM])
    jobs = whole if alle else programme_jobs(years)
    return made_or_shown(run, pipeline, jobs, only_show=vis_forskjeller)


@command(
    "bygg",
    options.year,
    options.engine,
    options.accept,
    options.folder,
    more="\n\nDet som ikke er endret siden sist, blir ikke laget på nytt.",
)
def bygg(run: Run, *, år: int) -> int:
    """Make every document of the year, unless nothing has changed since the last time."""
    workspace = run.workspace()
    choices = [run.engine or "", "godtatt" if run.accept_changes else ""]
    name = "-".join(["bygg", str(år), *filter(None, choices)])
    if (earlier := unchanged_build(workspace, name, options.today())) is not None:
        return run.output.show_rows(*_unchanged(earlier))

    from dokumentmaskin.pipeline import Report, undated_warnings, year_jobs
    from dokumentmaskin.plan import find_years, next_turn

    pipeline = run.pipeline()
    years = find_years(pipeline.plan, år)
    report = _with_progress(pipeline, year_jobs(years), hidden=run.output.as_json)
    report += Report(warnings=undated_warnings(years))
    if not report.errors:
        rows = {
            "filer": [asdict(file) for file in report.files],
            "advarsler": [asdict(problem) for problem in report.warnings],
        }
        remember_build(workspace, name, [file.sti for file in report.files], rows, next_turn(pipeline.plan))
    return run.output.show(report)


def _with_progress(pipeline: "Pipeline", jobs: "Sequence[AnyJob]", *, hidden: bool) -> "Report":
    """Do the jobs with a bar on a terminal, and without a word in a pipe."""
    from dokumentmaskin.pipeline import make_documents

    with click.progressbar(
        jobs,
        label="Lager dokumenter",
        file=sys.stderr,
        hidden=hidden or not sys.stderr.isatty(),
    ) as shown:
        return make_documents(pipeline, shown)


def _unchanged(report: dict[str, Any]) -> tuple[list[dict[str, Any]], list[Problem]]:
    """A remembered report, told as it is now: nothing was written."""
    now = {"skrevet": "uendret", "flettet": "bevart"}
    files = [{**row, "status": now.get(row["status"], row["status"])} for row in report["filer"]]
    warnings = [
        Problem(**{**row, "place": Place(**row["place"]) if row["place"] else None})
        for row in report["advarsler"]
    ]
    return files, warnings
