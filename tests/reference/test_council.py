"""Every paper of a council with bodies of many kinds before the validators of others, in both languages."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from dokumentmaskin.pipeline import Pipeline, make_documents, year_jobs
from dokumentmaskin.pipeline.jobs import jobs_for
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting, find_years
from tests.reference.tools import program, run, verapdf
from tests.regionrad import NOW, council

pytestmark = pytest.mark.xdist_group("reference")


@dataclass(frozen=True, slots=True)
class Papers:
    """All papers of the council's year."""

    documents: tuple[Path, ...]
    pdfs: tuple[Path, ...]


@pytest.fixture(scope="module", params=["bokmål", "nynorsk"])
def papers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """The council's year, with a case by itself and the package of its fullest meeting."""
    workspace = council(tmp_path_factory.mktemp("regionråd") / "råd", request.param)
    plan = load_plan(workspace)
    pipeline = Pipeline(workspace, plan, clock=lambda: NOW)
    jobs = [*year_jobs(find_years(plan, 2026)), *jobs_for(plan, "2026-02-06", "styret")]
    report = make_documents(pipeline, dict.fromkeys(jobs))
    report += make_package(pipeline, find_meeting(plan, "2026-10-23"), Choices())
    assert report.errors == ()
    # Each PDF keeps all that the built-in engine's PDFs claim: none had to be made by another.
    assert {w.code for w in report.warnings} & {"annen-motor", "ikke-tilgjengelig"} == set()
    files = sorted({workspace.root / file.sti for file in report.files})
    return Papers(
        tuple(file for file in files if file.suffix == ".docx"),
        tuple(file for file in files if file.suffix == ".pdf"),
    )


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_accepts_every_pdf(papers: Papers, flavour: str) -> None:
    assert len(papers.pdfs) > len(papers.documents)
    assert verapdf(flavour, list(papers.pdfs)) == ""


def test_the_open_xml_sdk_accepts_every_document(papers: Papers) -> None:
    validator = program("ooxml-validator")
    for document in papers.documents:
        result = run([validator, document])
        assert json.loads(result.stdout)["ok"] is True, f"{document.name}: {result.stdout}"
