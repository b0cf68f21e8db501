"""A regional council of the tests' own: representantskap, styre, two utvalg, faggruppe, a kind of its own.

Its `plan/` says everything that a plan can say at least once; nothing of it is shipped.
"""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Final

from dokumentmaskin.workspace import Workspace
from tests.templates import lay_templates

PLAN: Final = Path(__file__).with_name("plan")
# The day its papers are made: what lies behind it has been held.
NOW: Final = datetime(2026, 11, 2, 9)  # noqa: DTZ001 - a secretary's clock says no zone


def council(target: Path, målform: str) -> Workspace:
    """The council's workspace in a folder, with one written language for all who say no other."""
    shutil.copytree(PLAN, target / "plan")
    lay_templates(target)
    organisation = target / "plan/organisasjon.yaml"
    text = organisation.read_text(encoding="utf-8")
    assert "\nmålform: bokmål\n" in text
    organisation.write_text(text.replace("\nmålform: bokmål\n", f"\nmålform: {målform}\n"), encoding="utf-8")
    return Workspace(target)
