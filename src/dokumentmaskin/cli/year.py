"""The documents of a whole year."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.norwegian import NorwegianCommand
from dokumentmaskin.cli.output import Output
from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.memory import remember_build, unchanged_build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dokumentmaskin.pipeline import AnyJob, Pipeline, Report


@click.command(cls=NorwegianCommand, help=ENTRIES["handlingsprogram"].help)
@options.year
@options.engine
@options.accept
@options.differences
@options.folder
@options.as_json
def handlingsprogram(  # noqa: PLR0913 - a command's parameters are its options
    *,
    år: int,
    motor: str | None,
    godta_endringer: bool,
    vis_forskjeller: bool,
    arbeidsmappe: Path | None,
    as_json: bool,
) -> int:
    """Make the action programme of every group that has a plan for the year."""
    from dokumentmaskin.pipeline import make_documents, programme_jobs
    from dokumentmaskin.plan import find_years

    pipeline = options.pipeline(arbeidsmappe, motor, accept_changes=godta_endringer)
    jobs = programme_jobs(find_years(pipeline.plan, år))
    output = Output("handlingsprogram", as_json)
    if vis_forskjeller:
        from dokumentmaskin.cli.difference import show_differences

        return show_differences(pipeline, jobs, output)
    return output.show(make_documents(pipeline, jobs))


@click.command(
    cls=NorwegianCommand,
    help=ENTRIES["bygg"].help + "\n\nDet som ikke er endret siden sist, blir ikke laget på nytt.",
)
@options.year
@options.engine
@options.accept
@options.folder
@options.as_json
def bygg(
    *, år: int, motor: str | None, godta_endringer: bool, arbeidsmappe: Path | None, as_json: bool
) -> int:
    """Make every document of the year, unless nothing has changed since the last time."""
    output = Output("bygg", as_json)
    workspace = options.workspace(arbeidsmappe)
    choices = [motor or "", "godtatt" if godta_endringer else ""]
    name = "-".join(["bygg", str(år), *filter(None, choices)])
    if (earlier := unchanged_build(workspace, name)) is not None:
        return output.show_rows(*_unchanged(earlier))

    from dokumentmaskin.pipeline import Report, undated_warnings, year_jobs
    from dokumentmaskin.plan import find_years

    pipeline = options.pipeline(arbeidsmappe, motor, accept_changes=godta_endringer)
    years = find_years(pipeline.plan, år)
    report = _with_progress(pipeline, year_jobs(years), hidden=as_json)
    report += Report(warnings=undated_warnings(pipeline.plan, years))
    if not report.errors:
        rows = {
            "filer": [asdict(file) for file in report.files],
            "advarsler": [asdict(problem) for problem in report.warnings],
        }
        remember_build(workspace, name, [file.sti for file in report.files], rows)
    return output.show(report)


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
