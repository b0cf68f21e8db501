"""The minutes of a folkevalgt organ and a særutskrift of them before the validators of others."""

import json
from pathlib import Path

import pytest

from dokumentmaskin.pipeline import (
    AnyJob,
    Pipeline,
    Report,
    case_jobs,
    kind_named,
    make_documents,
    meeting_jobs,
)
from dokumentmaskin.plan import find_case, find_meeting
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.workspace import Workspace
from tests.profiles import long_way
from tests.reference import REPOSITORY, copy_workspace
from tests.reference.tools import needs, needs_verapdf, program, run, verapdf

pytestmark = [pytest.mark.xdist_group("reference"), long_way]

DAY = "2022-03-11"
MINUTES = """\
startet: 09:00
saker:
  - nummer: 4
    tittel: Talentrekruttering – oppstart av arbeid med ny kampanje
    referat: "Det kom fram:\\n\\n- at noe haster\\n- at noe kan vente"
    vedtak: "1. Faggruppen ber om en plan.\\n2. Planen legges fram i mai."
    lukket_møte: kommuneloven § 11-5 tredje ledd bokstav a
    habilitet: [{hvem: Kari Vik, grunnlag: fvl. § 6}]
    votering:
      - forslag: Planen
        for: 2
        mot: 1
        partier_for: [{parti: Ap, antall: 2}]
        partier_mot: [{parti: H, antall: 1}]
"""


@pytest.fixture(params=["bokmål", "nynorsk"])
def elected(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    """The real workspace, as if its group were elected and signed its minutes."""
    workspace = copy_workspace(tmp_path, REPOSITORY)
    file = workspace.plan / "organisasjon.yaml"
    text = file.read_text(encoding="utf-8").replace("målform: bokmål", f"målform: {request.param}")
    name = "  - navn: næringssamarbeid\n"
    assert name in text
    text = text.replace(name, f"{name}    folkevalgt: ja\n    underskrift: linjer\n")
    file.write_text(text, encoding="utf-8")
    (workspace.plan / f"2022/{DAY}/referat.yaml").write_text(MINUTES, encoding="utf-8")
    return workspace


def make(workspace: Workspace, engine: str) -> Report:
    plan = load_plan(workspace)
    møte = find_meeting(plan, DAY)
    jobs: tuple[AnyJob, ...] = (
        *meeting_jobs(møte, [kind_named("referat")]),
        *case_jobs([find_case(plan, møte, "4")]),
    )
    report = make_documents(Pipeline(workspace, plan, engine), jobs)
    assert report.errors == ()
    return report


@needs_verapdf
@pytest.mark.parametrize("engine", ["innebygd", "libreoffice"])
def test_verapdf_accepts_them_by_either_engine(elected: Workspace, engine: str) -> None:
    if engine == "libreoffice":
        program("soffice")
    pdfs = [elected.root / file.sti for file in make(elected, engine).files if file.format == "pdf"]
    assert len(pdfs) == 2
    assert [verapdf(flavour, pdfs) for flavour in ("ua1", "2a")] == ["", ""]


@needs("ooxml-validator")
def test_the_open_xml_sdk_accepts_them(elected: Workspace) -> None:
    validator = program("ooxml-validator")
    for file in make(elected, "innebygd").files:
        if file.format == "docx":
            result = run([validator, elected.root / file.sti])
            assert json.loads(result.stdout)["ok"] is True, f"{file.sti}: {result.stdout}"
