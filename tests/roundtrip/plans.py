"""What becomes of a plan between two renders of the minutes: the columns of the matrix."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.roundtrip.minutes import Change, unchanged

YEAR: Final = "2022/naeringssamarbeid.yaml"
MEETING: Final = "2022/2022-03-11/mote.yaml"
TOURISM: Final = "Regionalt samarbeid om reiseliv"
RENAMED: Final = "Regionalt samarbeid om reiseliv og opplevelser"
ADDED: Final = "Felles innkjøp av ladepunkter"
_TALENT: Final = "  - tittel: Talentrekruttering – oppstart av arbeid med ny kampanje\n"
_TOURISM: Final = f"  - tittel: {TOURISM}\n"
_ADDED: Final = f"  - tittel: {ADDED}\n    type: drøfting\n    tid: 10:20\n"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A change of the plan.

    Attributes:
        name: What it is called in the names of tests.
        change: What is done to the plan.
        day: The meeting's date afterwards.
        new: What the minutes must say now.
        old: What they must not say any longer, where the person has written nothing.
    """

    name: str
    change: Change = unchanged
    day: str = "2022-03-11"
    new: str = ""
    old: str = ""


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def _cases(file: Path) -> tuple[str, str, str]:
    """What stands before the cases, and the two cases."""
    text = file.read_text(encoding="utf-8")
    first, second = text.index(_TALENT), text.index(_TOURISM)
    return text[:first], text[first:second], text[second:]


def _add(plan: Path) -> None:
    _replace(plan / MEETING, _TOURISM, _ADDED + _TOURISM)


def _remove(plan: Path) -> None:
    before, talent, _ = _cases(plan / MEETING)
    (plan / MEETING).write_text(before + talent, encoding="utf-8")


def _reorder(plan: Path) -> None:
    before, talent, tourism = _cases(plan / MEETING)
    # In another order they are at other hours.
    later = talent.replace("tid: 09:15", "tid: 10:45")
    (plan / MEETING).write_text(before + tourism.rstrip("\n") + "\n" + later, encoding="utf-8")


def _rename(plan: Path) -> None:
    _replace(plan / MEETING, TOURISM, RENAMED)


def _move_date(plan: Path) -> None:
    _replace(plan / YEAR, "dato: 2022-03-11", "dato: 2022-03-18")
    (plan / "2022/2022-03-11").rename(plan / "2022/2022-03-18")


def unlock_numbers(plan: Path) -> None:
    """Forget that the summons has gone out: cases are then numbered anew in each render."""
    (plan / "2022/saksnummer.yaml").unlink()


UNCHANGED: Final = PlanChange("unchanged")
PLANS: Final = (
    UNCHANGED,
    PlanChange("added", _add, new=ADDED),
    PlanChange("removed", _remove, old="representant for reiselivsnæringen"),
    PlanChange("renamed", _rename, new=f"Sak 5: {RENAMED}", old=f"Sak 5: {TOURISM}\n"),
    PlanChange("reordered", _reorder),
    PlanChange("date", _move_date, "2022-03-18", new="fredag 18.\u00a0mars 2022", old="11.\u00a0mars 2022"),
)
