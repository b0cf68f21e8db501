"""`dok kalender` on the real year, read by a second reader and held against the plan."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from dokumentmaskin.plan import load_plan
from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok
from tests.conftest import REPOSITORY


def read_by_another(file: Path) -> list[Event]:
    return list(IcsCalendarStream.calendar_from_ics(file.read_text("utf-8")).events)


@pytest.mark.parametrize(
    ("root", "year"),
    [(REPOSITORY, "2022"), (REPOSITORY / "tests/regionrad", "2026")],
    ids=["ekte", "regionråd"],
)
def test_each_row_with_a_day_is_in_the_calendar_and_nothing_else(
    root: Path, year: str, tmp_path: Path, dok: Dok
) -> None:
    shutil.copytree(root / "plan", tmp_path / "plan")
    ended = dok("-C", str(tmp_path), "kalender", year, "--json")
    assert ended.code == 0
    assert {file["utgave"] for file in ended.answer["filer"]} == {"åpen", "intern"}
    there = Workspace(tmp_path)
    meetings = [møte for møte in load_plan(there).møter if møte.dato.dag_satt and not møte.rad.felles_i]
    events = {event.uid: event for event in read_by_another(there.output / year / f"kalender-{year}.ics")}
    assert len(events) == len(meetings)
    for møte in meetings:
        first = (møte.rad.flyttet_fra or møte.dato).fra
        [event] = [e for uid, e in events.items() if uid.startswith(f"{first}-{møte.navn[11:]}@")]
        assert f"{event.dtstart:%Y-%m-%d}" == møte.stempel
        assert isinstance(event.dtstart, datetime) == (møte.tid is not None and møte.dato.én_dag)
        assert (event.status == "CANCELLED") == møte.er_avlyst
        assert (event.location or "") == møte.møtested
        assert all(topic in (event.description or "") for topic in møte.rad.tema)
    letters = sorted(there.output.glob("*/intern/invitasjon-*.ics"))
    assert [len(read_by_another(letter)) for letter in letters] == [1] * len(letters)
