"""What people do to the minutes, times what happens to the plan, times who saves the file.

Issued case numbers are fixed, so that the minutes have the numbers of the summons; the matrix is gone
through with numbers that move too, by the quicker of the two editors.
"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import product
from pathlib import Path

import pikepdf
import pytest

from dokumentmaskin.word.merge import merge, same_content
from dokumentmaskin.word.merge.sides import Merged
from tests.profiles import LONG
from tests.reference.tools import needs, program, run
from tests.roundtrip import cells, reading
from tests.roundtrip.cells import ROWS, Row
from tests.roundtrip.editors import Editor, LibreOffice, WordLike
from tests.roundtrip.minutes import render
from tests.roundtrip.package import Package
from tests.roundtrip.plans import PLANS, UNCHANGED, PlanChange, unlock_numbers
from tests.word.merge.building import conflicts

pytestmark = pytest.mark.xdist_group("libreoffice")

# The plans after which merged documents are looked at by others: a case taken out, and cases moved.
CHECKED = (PLANS[2], PLANS[4])
SETTINGS = ("LibreOffice", "Word", "Word, numbers free")
PRINTED = (
    list(product(SETTINGS[:2], ROWS[2:], CHECKED))
    if LONG
    else [(SETTINGS[n % 2], row, CHECKED[n // 2 % 2]) for n, row in enumerate(ROWS[2:])]
)
# Where the way is short each row meets one plan: they go through every line of the merge that all cells do.
CELLS = (
    list(product(SETTINGS, ROWS, PLANS))
    if LONG
    else [(setting, row, PLANS[n % len(PLANS)]) for setting in SETTINGS for n, row in enumerate(ROWS)]
)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


class Matrix:
    """Renders each plan once, does each edit once in each editor, and merges each cell once."""

    def __init__(self, libreoffice: Callable[[], LibreOffice], folder: Callable[[str], Path]) -> None:
        def editor(setting: str) -> Editor:
            return libreoffice() if setting == "LibreOffice" else WordLike(5)

        @cache
        def theirs(plan: PlanChange, *, is_free: bool) -> bytes:
            def change(plans: Path) -> None:
                if is_free:
                    unlock_numbers(plans)
                plan.change(plans)

            return render(folder("plan"), change, plan.day)

        @cache
        def mine(setting: str, row: Row) -> bytes:
            base = self.base(setting)
            return base if row.edits is None else editor(setting).save(base, row.edits)

        @cache
        def merged(setting: str, row: Row, plan: PlanChange) -> Merged:
            return merge(self.base(setting), mine(setting, row), self.theirs(setting, plan))

        self._theirs, self.mine, self.merged = theirs, mine, merged

    def base(self, setting: str) -> bytes:
        """The minutes as dok wrote them."""
        return self.theirs(setting, UNCHANGED)

    def theirs(self, setting: str, plan: PlanChange) -> bytes:
        """The minutes as dok writes them when the plan has changed."""
        return self._theirs(plan, is_free="free" in setting)


@pytest.fixture(scope="session")
def matrix(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    def libreoffice() -> LibreOffice:
        found: LibreOffice = request.getfixturevalue("libreoffice")
        return found

    return Matrix(libreoffice, tmp_path_factory.mktemp)


def _named(thing: str | Row | PlanChange) -> str:
    return thing if isinstance(thing, str) else thing.name


@pytest.mark.parametrize(("setting", "row", "plan"), CELLS, ids=_named)
def test_the_person_keeps_every_word_and_the_rest_follows_the_plan(
    matrix: Matrix, setting: str, row: Row, plan: PlanChange
) -> None:
    base, mine, theirs = matrix.base(setting), matrix.mine(setting, row), matrix.theirs(setting, plan)
    merged = matrix.merged(setting, row, plan)
    written = reading.everything(merged.data)
    assert [s for s in row.sentences if s not in written] == []
    assert row.holds(merged.data)
    missing = cells.expected(base, mine, theirs) - cells.shown(merged.data)
    surplus = cells.shown(merged.data) - cells.expected(base, mine, theirs)
    assert not missing
    if plan.name == "removed" and row.in_dropped_case:
        # The person has written under a case that is no more: it stays, and is said.
        assert surplus <= cells.case(mine) + cells.case(base)
        assert conflicts(merged) or (row.under_heading and "free" not in setting)
    else:
        assert not surplus
        assert conflicts(merged) == []
        assert plan.new in written
        assert not plan.old or plan.old not in written
    assert cells.order(merged.data, theirs, row.moved) == cells.order(theirs, merged.data, row.moved)
    assert _title(merged.data) == _title(theirs)


def _title(docx: bytes) -> str:
    return str(Package(docx).tree("docProps/core.xml").find(_TITLE).text)


@pytest.mark.parametrize("plan", PLANS, ids=_named)
@pytest.mark.parametrize("setting", SETTINGS)
def test_a_document_that_was_only_saved_becomes_the_new_render(
    matrix: Matrix, setting: str, plan: PlanChange
) -> None:
    theirs = matrix.theirs(setting, plan)
    for row in ROWS[:2]:
        merged = matrix.merged(setting, row, plan)
        assert same_content(merged.data, theirs)
        assert {change.kind for change in merged.changes} <= {"plan"}


@needs("ooxml-validator")
@pytest.mark.parametrize("setting", SETTINGS[:2])
def test_the_open_xml_sdk_finds_no_more_in_a_merged_document_than_in_the_persons_own(
    matrix: Matrix, setting: str, tmp_path: Path
) -> None:
    """LibreOffice's own files have faults, by which a merged one is not the worse; Word's have none."""
    with ThreadPoolExecutor(2) as pool:
        for row in ROWS[2:]:
            documents = [matrix.mine(setting, row)]
            documents += [matrix.merged(setting, row, plan).data for plan in CHECKED]
            files = [tmp_path / f"{row.name}-{number}.docx" for number in range(len(documents))]
            own, *merged = pool.map(_faults, files, documents)
            assert all(faults <= own for faults in merged), row.name
            assert setting == "LibreOffice" or not own


def _faults(file: Path, docx: bytes) -> set[str]:
    """What the SDK says of a document: a sentence for each kind of fault."""
    file.write_bytes(docx)
    answer = json.loads(run([program("ooxml-validator"), file]).stdout)
    assert answer["ok"] is not bool(answer["errors"]), answer
    return {str(error["description"]) for error in answer["errors"]}


def test_libreoffice_opens_and_prints_merged_documents(matrix: Matrix, tmp_path: Path) -> None:
    names = []
    for setting, row, plan in PRINTED:
        names.append(f"{setting}-{row.name}-{plan.name}")
        data = matrix.merged(setting, row, plan).data
        (tmp_path / f"{names[-1]}.docx").write_bytes(data)
    profile = (tmp_path / "profil").as_uri()
    command = [program("soffice"), "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    run([*command, "--outdir", tmp_path, *(tmp_path / f"{name}.docx" for name in names)])
    for name in names:
        with pikepdf.open(tmp_path / f"{name}.pdf") as pdf:
            assert len(pdf.pages) >= 3
