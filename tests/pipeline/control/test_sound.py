"""Sound meetings have no faults: nothing that the plan or a person has written rightly is taken for one."""

import shutil
from pathlib import Path

import pytest

from dokumentmaskin.pipeline import control_papers, control_years
from tests.conftest import REPOSITORY
from tests.pipeline.control.years import a_year, edit_as_a_person
from tests.profiles import WRITTEN_LANGUAGES, examples


# Three meetings a year, so that the whole way is 54 of them.
@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
@pytest.mark.parametrize("seed", range(examples(9, short=1)))
def test_there_is_nothing_to_say_of_a_sound_year(tmp_path: Path, seed: int, målform: str) -> None:
    shutil.copytree(REPOSITORY / "templates", tmp_path / "templates")
    year = a_year(tmp_path, seed, målform)
    year.place()
    if seed % 2 == 0:
        edit_as_a_person(year, seed)
    year.build()
    pipeline = year.run()
    found = control_papers(pipeline, pipeline.plan.møter) + control_years(pipeline, pipeline.plan.år)
    assert [str(problem) for problem in found.funn.mangler] == []
    assert [n for n in found.funn.merknader if n.code == "kontroll-ulest"] == []
    assert found.lest >= 20
