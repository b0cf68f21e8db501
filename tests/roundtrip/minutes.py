"""The minutes of the repository's own meeting, rendered by the real pipeline from a plan of a test."""

import shutil
from collections.abc import Callable
from pathlib import Path

from dokumentmaskin.pipeline import Pipeline
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from tests.reference import REPOSITORY, copy_workspace

Change = Callable[[Path], None]


def unchanged(_: Path) -> None:
    """Leave the plan as it is."""


def render(folder: Path, change: Change = unchanged, day: str = "2022-03-11") -> bytes:
    """Render the minutes from a copy of the plan.

    Args:
        folder: An empty folder, which becomes a workspace.
        change: What is done to the plan, given its folder.
        day: The meeting's date in the changed plan.
    """
    workspace = copy_workspace(folder, REPOSITORY)
    change(workspace.plan)
    plan = load_plan(workspace)
    pipeline = Pipeline(workspace, plan)
    job = Job(REFERAT, find_meeting(plan, day))
    data: bytes = pipeline.rendered(job)
    shutil.rmtree(folder)
    return data
