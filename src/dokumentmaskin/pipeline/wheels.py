"""The year wheel by itself: SVG for the web and PNG, of each body and of all together.

`dok arshjul` asks for it. What it writes lies in open folders and is made of the open plan alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dokumentmaskin.document import Style, Årshjul, png, svg, wheel_told, year_wheel
from dokumentmaskin.errors import Place
from dokumentmaskin.pipeline.pipeline import read_style
from dokumentmaskin.pipeline.report import Report, report_of
from dokumentmaskin.plan import Gruppeår, Plan, find_years, open_plan
from dokumentmaskin.workspace import Workspace
from dokumentmaskin.writing import put


def make_wheels(
    workspace: Workspace, plan: Plan, år: int, group_name: str | None, today: date | None
) -> Report:
    """Draw the wheels of a year, or of one body's.

    Args:
        workspace: Where they are written.
        plan: The plan.
        år: The year.
        group_name: The body, or None for each and, when there are several, all on one wheel.
        today: The day that is marked, or None.

    Raises:
        WrongUseError: There is no such body, or no plan for the year.
        TemplateError: The template of the wheel cannot be used.
        RefusedError: A file cannot be written.
    """
    opened, style = open_plan(plan), read_style(workspace)
    report = Report()
    for folder, years in _wheels(opened, år, group_name):
        target = workspace.output / folder / f"arshjul-{år}.svg"
        report += _written(workspace, year_wheel(opened, years, today), style, target)
    return report


def _wheels(plan: Plan, år: int, group_name: str | None) -> Iterator[tuple[str, Sequence[Gruppeår]]]:
    """Each wheel: its folder, and the years on its rings in the order of the organisation's bodies."""
    names = [group.navn for group in plan.organisasjon.grupper]
    years = sorted(find_years(plan, år, group_name), key=lambda year: names.index(year.gruppe.navn))
    if len(years) > 1:
        yield str(år), years
    yield from ((year.navn, [year]) for year in years)


def _written(workspace: Workspace, hjul: Årshjul, style: Style, target: Path) -> Report:
    """A wheel as SVG and as PNG."""
    drawn = svg(hjul, style)
    name = workspace.name(target)
    notes = (replace(note, place=Place(name)) for note in wheel_told(hjul, is_drawn=drawn is not None))
    report = Report(warnings=tuple(notes))
    if drawn is None:
        return report
    for file, data in ((target, drawn.encode()), (target.with_suffix(".png"), png(drawn))):
        report += report_of(workspace, "årshjul", file, put(file, data, {}, workspace.name(file)))
    return report


def wheels_there(workspace: Workspace, plan: Plan, år: int) -> Iterator[tuple[Path, str]]:
    """Each wheel of a year that lies there, and the SVG that would be drawn of it now, without today's mark.

    Raises:
        WrongUseError: There is no plan for the year.
        TemplateError: The template of the wheel cannot be used.
    """
    opened = open_plan(plan)
    for folder, years in _wheels(opened, år, None):
        target = workspace.output / folder / f"arshjul-{år}.svg"
        if target.exists() and (drawn := svg(year_wheel(opened, years, None), read_style(workspace))):
            yield target, drawn


def open_wheels(workspace: Workspace, opened: Plan, år: int) -> Iterator[tuple[Sequence[Gruppeår], str]]:
    """Each wheel of a year as everyone may see it: the years on its rings, and the SVG.

    Raises:
        WrongUseError: There is no plan for the year.
        TemplateError: The template of the wheel cannot be used.
    """
    style = read_style(workspace)
    for _, years in _wheels(opened, år, None):
        if drawn := svg(year_wheel(opened, years, None), style):
            yield years, drawn
