"""Nothing marked is in any open file: of every kind, edited or not, before and after, in both languages."""

from itertools import product
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.pipeline import Report
from tests.pipeline.fence import marked
from tests.pipeline.fence.marked import MARCH, MAY
from tests.pipeline.meeting import Package
from tests.profiles import LONG

KINDS: Final = {
    f"innkalling-{MARCH}.pdf", f"saksliste-{MARCH}.pdf", f"referat-{MARCH}.pdf", f"motepakke-{MARCH}.pdf",
    f"innkalling-{MAY}.pdf", f"saksliste-{MAY}.pdf", f"referat-{MAY}.pdf", f"motepakke-{MAY}.pdf",
    f"saerutskrift-{MARCH}-4.pdf", f"saerutskrift-{MARCH}-5.pdf", "handlingsprogram-2022.pdf",
    "kalender-2022.ics",
}  # fmt: skip


def errors(report: Report) -> list[str]:
    return [str(problem) for error in report.errors for problem in error.problems]


# The language, whether a person has edited all documents, and whether all was open before.
WAYS: Final = list(product(["bokmål", "nynorsk"], [False, True], [False, True]))
SHORT: Final = [("bokmål", True, True)]


@pytest.mark.parametrize(("målform", "edited", "was_open"), WAYS if LONG else SHORT)
def test_no_open_file_has_a_mark(tmp_path: Path, målform: str, *, edited: bool, was_open: bool) -> None:
    there = marked.workspace(tmp_path / "her", målform)
    if not was_open:
        marked.say(there, exempt=True)
    marked.make_all(there, packages=was_open and LONG)
    if edited:
        marked.edit_all(there)
        if LONG:  # else the next run is the first one that sees what was written
            marked.make_all(there, packages=was_open)
    marked.say(there, exempt=True)
    report = marked.make_all(there)
    assert errors(report) == []
    files = marked.open_files(there)
    if edited:  # what the person has written in an open case is in the open edition
        assert marked.OWN in Package(there.output / f"{MARCH}-klima" / f"saksliste-{MARCH}.pdf").text
    assert {file.name for file in files} >= KINDS
    assert {file.name: marked.marks(file) for file in files if marked.marks(file)} == {}
