"""Whatever is changed in a plan, a meeting is the same appointment, and newer when it must be."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from dokumentmaskin.pipeline.calendar.appointments import Avtale
from dokumentmaskin.workspace import Workspace
from tests.conftest import WritePlan
from tests.pipeline.calendar.year import MEMBERS, WHEN, calendar, made, plan
from tests.profiles import seeds


@dataclass(frozen=True)
class Row:
    """A row of the plan, known by its topic."""

    topic: str
    day: date
    before: date | None = None
    cancelled: bool = False
    hour: int | None = None

    def __str__(self) -> str:
        said = [f"type: webinar, dato: {self.day}, tema: [{self.topic}]"]
        said += [f"flyttet_fra: {self.before}"] if self.before else []
        said += ["avlyst: ja"] if self.cancelled else []
        said += [f"tid: {self.hour:02}:00"] if self.hour else []
        return ", ".join(said)


def changed(random: Random, rows: list[Row]) -> Iterator[Row]:
    """Most rows as they are, and no two on a day; one that is moved may come to where another was."""
    taken = {row.day for row in rows}
    for row in rows:
        free = next(d for d in iter(lambda: date(2022, 3, random.randint(1, 12)), None) if d not in taken)
        match random.randrange(8):
            case 0:
                taken = {*taken - {row.day}, free}
                yield replace(row, day=free, before=row.day)
            case 1:
                yield replace(row, cancelled=not row.cancelled)
            case 2:
                yield replace(row, hour=random.randint(8, 16))
            case 3:
                pass
            case _:
                yield row


@seeds(30, short=3)
def test_a_meeting_is_the_same_whatever_is_changed(write_plan: WritePlan, seed: int) -> None:
    random = Random(seed)  # noqa: S311
    rows = [Row(f"Sak {n}", date(2022, 3, 2 * n + 1)) for n in range(4)]
    there = write_plan(medlemmer=MEMBERS, årsplaner=plan(*map(str, rows)))
    said = written(there, WHEN)
    for run in range(1, 6):
        before, rows = {row.topic: row for row in rows}, [*changed(random, rows)]
        new = next(
            d
            for d in iter(lambda: date(2022, 3, random.randint(1, 12)), None)
            if all(r.day != d for r in rows)
        )
        rows.append(Row(f"Ny {run}", new))
        write_plan(medlemmer=MEMBERS, årsplaner=plan(*map(str, rows)))
        earlier, said = said, written(there, WHEN + timedelta(hours=run))
        for row in (row for row in rows if row.topic in before):
            was, now, old = earlier[row.topic], said[row.topic], before[row.topic]
            assert now.uid == was.uid, (was, now)
            vital = (row.day, row.cancelled, row.hour) != (old.day, old.cancelled, old.hour)
            assert (now.sekvens > was.sekvens) == vital
            assert (now.stempel > was.stempel) == (row != old)


def written(there: Workspace, moment: datetime) -> dict[str, Avtale]:
    made(there, moment)
    return {one.tekst.splitlines()[0].removeprefix("– "): one for one in calendar(there).values()}
