"""Sound meetings have no faults: nothing that the plan or a person has written rightly is taken for one."""

import shutil
from pathlib import Path

import pytest

from dokumentmaskin.pipeline import (
    Choices,
    Pipeline,
    control_papers,
    control_years,
    make_calendars,
    make_documents,
    make_package,
    make_wheels,
    year_jobs,
)
from dokumentmaskin.plan import load_plan, meeting_on
from tests.conftest import REPOSITORY
from tests.pipeline.control.years import a_year, edit_as_a_person
from tests.profiles import WRITTEN_LANGUAGES, examples, long_way
from tests.regionrad import NOW, council


# Three meetings a year: 54 of them. Where the way is short, `test_papers` begins with a sound year.
@long_way
@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
@pytest.mark.parametrize("seed", range(examples(9)))
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


@long_way
@pytest.mark.parametrize("målform", ["bokmål", "nynorsk"])
def test_nor_of_a_council_with_every_key_of_the_plan(tmp_path: Path, målform: str) -> None:
    here = council(tmp_path / "råd", målform)
    pipeline = Pipeline(here, load_plan(here), clock=lambda: NOW)
    assert make_documents(pipeline, year_jobs(pipeline.plan.år)).errors == ()
    assert make_package(pipeline, meeting_on(pipeline.plan, "2026-10-23"), Choices()).errors == ()
    assert make_calendars(pipeline, 2026).errors == ()
    make_wheels(here, pipeline.plan, 2026, None, NOW.date())
    found = control_papers(pipeline, pipeline.plan.møter) + control_years(pipeline, pipeline.plan.år)
    assert [str(problem) for problem in found.funn.alle] == []
