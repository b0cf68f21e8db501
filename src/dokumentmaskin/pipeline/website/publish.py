"""`dok publiser`: meetings gathered, checked and laid out with what lies there of the others.

Nothing is laid out before all of it is made and has passed the gate; then the folder is swapped as a whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC
from functools import partial

from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import Report, file_row
from dokumentmaskin.pipeline.website.gate import Gate
from dokumentmaskin.pipeline.website.gathering import gathered
from dokumentmaskin.plan import Møte
from dokumentmaskin.site import (
    Fil,
    Manifest,
    Utlagt,
    Utlegg,
    case_lines,
    meeting_pages,
    read_manifest,
    shared_pages,
    sized,
    stage,
)


def publish(pipeline: Pipeline, meetings: Sequence[Møte]) -> Report:
    """Lay out what is open of meetings, beside what is laid out already.

    Raises:
        RefusedError: The folder is not one that dok laid out, or cannot be written.
        TemplateError: A template of the site cannot be used.
        PublishingError: The gate found something; nothing is laid out.
    """
    folder = pipeline.workspace.site
    before = read_manifest(folder)
    plan, templates = pipeline.open_plan, pipeline.workspace.templates / folder.name
    moment = f"{pipeline.clock().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    at_this_time = partial(sized, before={file.adresse: file for file in before.filer}, moment=moment)
    laid_out = {own.møte: own for own in before.møter}
    new: list[Utlagt] = []
    report, gate = Report(), Gate(pipeline)
    published = {*laid_out, *(møte.navn for møte in meetings)}
    for møte in meetings:
        files, made = gathered(pipeline, møte)
        report += made
        own, sized_files = plan.own(møte), tuple(at_this_time(gate.let_through(files, møte)))
        known_files = tuple(one.fil for one in sized_files)
        laid_out[møte.navn] = Utlegg(møte.navn, known_files, saker=tuple(case_lines(plan, own)))
        pages = meeting_pages(plan, own, laid_out[møte.navn], published, templates)
        new += [*sized_files, *at_this_time(gate.see(pages))]
    if report.errors:
        return report
    known = Manifest(tuple(_with(before.filer, new)), tuple(laid_out.values()))
    new += at_this_time(gate.see(shared_pages(plan, known, templates)))
    report += Report(warnings=gate.close())
    stage(folder, new, laid_out.values(), before)
    row = file_row(pipeline.workspace, "nettsted", folder / "index.html", "skrevet")
    return replace(report + Report(files=(row,)))


def _with(before: Iterable[Fil], new: Iterable[Utlagt]) -> Iterable[Fil]:
    """What is laid out when the new files are."""
    return ({fil.adresse: fil for fil in before} | {one.fil.adresse: one.fil for one in new}).values()
