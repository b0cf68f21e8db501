"""`dok publiser`: meetings gathered, checked and laid out with what lies there of the others.

Nothing is laid out before all of it is made and has passed the gate; then the folder is swapped as a whole.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from typing import Final

from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import Report, file_row
from dokumentmaskin.pipeline.website.gathering import gathered
from dokumentmaskin.plan import Møte
from dokumentmaskin.site import Utlegg, case_lines, meeting_pages, read_manifest, shared_pages, stage

_FOLDER: Final = "nettsted"


def publish(pipeline: Pipeline, meetings: Sequence[Møte]) -> Report:
    """Lay out what is open of meetings, beside what is laid out already.

    Raises:
        RefusedError: The folder is not one that dok laid out, or cannot be written.
        TemplateError: A template of the site cannot be used.
        PublishingError: The gate found something; nothing is laid out.
    """
    folder = pipeline.workspace.output / _FOLDER
    before = read_manifest(folder)
    plan, templates = pipeline.open_plan, pipeline.workspace.templates / _FOLDER
    laid_out = {own.møte: own for own in before.møter}
    new, report = [], Report()
    for møte in meetings:
        files, made = gathered(pipeline, møte)
        report += made
        own = plan.own(møte)
        cases = tuple(case_lines(plan, own))
        laid_out[møte.navn] = Utlegg(møte.navn, tuple(one.fil for one in files), saker=cases)
        new += [*files, *meeting_pages(plan, own, laid_out[møte.navn], templates)]
    if report.errors:
        return report
    new += shared_pages(plan, laid_out, templates)
    stage(folder, new, laid_out.values(), before, f"{pipeline.clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    row = file_row(pipeline.workspace, "nettsted", folder / "index.html", "skrevet")
    return replace(report + Report(files=(row,)))
