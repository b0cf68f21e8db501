"""A small year that is made into calendars, changed and made again."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from dokumentmaskin.pipeline import Pipeline, Report
from dokumentmaskin.pipeline.calendar.appointments import Avtale
from dokumentmaskin.pipeline.calendar.files import read
from dokumentmaskin.pipeline.calendar.make import make_calendars
from dokumentmaskin.plan import load_plan
from dokumentmaskin.workspace import Workspace

MEMBERS: Final = """\
klima:
  - {navn: Kari, delregion: Nord, epost: kari@example.org}
  - {navn: Ola, delregion: Sør}
  - {navn: Beate, rolle: sekretær, epost: Post@example.org}
kultur:
  - {navn: Anne, delregion: Sør, epost: anne@example.org}
"""
WHEN: Final = datetime(2022, 2, 1, 12)  # noqa: DTZ001
LATER: Final = datetime(2022, 2, 2, 12)  # noqa: DTZ001
FIRST: Final = "2022-03-11-klima@example.org"


def plan(*rows: str) -> dict[str, str]:
    """The year plan of klima with these rows."""
    lines = "".join(f"  - {{{row}}}\n" for row in rows)
    return {"2022/klima.yaml": f"gruppe: klima\ndatert: 2022-01-10\nmøteplan:\n{lines}"}


def row(day: str, more: str = "") -> str:
    return f"type: faggruppemøte, dato: {day}{more and ', '}{more}"


def run(workspace: Workspace, moment: datetime = WHEN) -> Report:
    return make_calendars(Pipeline(workspace, load_plan(workspace), clock=lambda: moment), 2022)


def made(workspace: Workspace, moment: datetime = WHEN) -> Report:
    """The report of a run that has no errors."""
    report = run(workspace, moment)
    assert report.errors == ()
    return report


def calendar(workspace: Workspace, name: str = "intern/kalender-2022") -> Mapping[str, Avtale]:
    """What a calendar of the whole year says, by UID."""
    found = read(workspace.output / "2022" / f"{name}.ics")
    assert len({one.uid for one in found}) == len(found)
    return {one.uid: one for one in found}


def invitation(workspace: Workspace, day: str, role: str = "invitasjon") -> Path:
    return workspace.output / f"{day}-klima" / "intern" / f"{role}-{day}.ics"


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.warnings]
