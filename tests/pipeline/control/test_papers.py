"""What a person has written wrong in one of a meeting's papers is found, with both values and the place."""

from datetime import datetime
from pathlib import Path

import pytest

from dokumentmaskin.pipeline import Pipeline, control_papers, jobs_for, make_documents
from dokumentmaskin.plan import load_plan
from dokumentmaskin.workspace import Workspace
from tests.pipeline.control.planting import add_sentence, write_over

NOW = datetime(2022, 3, 9, 9)  # noqa: DTZ001 - a secretary's clock says no zone
FOLDER = "output/2022-03-11-naeringssamarbeid"


@pytest.fixture
def summons(real_workspace: Workspace) -> Path:
    return real_workspace.root / FOLDER / "innkalling-2022-03-11.docx"


def run(workspace: Workspace) -> Pipeline:
    return Pipeline(workspace, load_plan(workspace), clock=lambda: NOW)


def test_a_sound_meeting_has_no_faults_and_a_wrong_weekday_is_one(
    real_workspace: Workspace, summons: Path
) -> None:
    pipeline = run(real_workspace)
    make_documents(pipeline, jobs_for(pipeline.plan, "2022-03-11"))
    sound = control_papers(pipeline, pipeline.plan.møter)
    assert (sound.funn.alle, sound.lest) == ((), 3)
    write_over(summons, "onsdag 9. mars 2022", "torsdag 9. mars 2022")
    add_sentence(summons, "Vi ses fredag 3. juni 2022, og tirsdag 3. juni.")
    found = control_papers(pipeline, pipeline.plan.møter).funn
    (fault,) = found.mangler
    assert fault.code == "kontroll-ukedag"
    assert str(fault.place) == f"{FOLDER}/innkalling-2022-03-11.docx under «Forfall»"
    assert fault.message == "Her står «torsdag 9. mars 2022», men 9.\u00a0mars 2022 er en onsdag."
    assert [note.code for note in found.merknader] == ["kontroll-ukedag-uten-ar"]
