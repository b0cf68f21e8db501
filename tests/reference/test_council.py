"""Every paper of a council with bodies of many kinds before the validators of others, in both languages."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dokumentmaskin.pipeline import Pipeline, make_documents, year_jobs
from dokumentmaskin.pipeline.jobs import jobs_for
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting, find_years
from dokumentmaskin.workspace import Workspace
from tests.profiles import long_way
from tests.reference.tools import needs, needs_verapdf, program, run, verapdf
from tests.regionrad import NOW, council

pytestmark = [pytest.mark.xdist_group("reference"), long_way]


@dataclass(frozen=True, slots=True)
class Papers:
    """All papers of the council's year."""

    documents: tuple[Path, ...]
    pdfs: tuple[Path, ...]


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Papers]:
    """The council's year in a written language, made once however the tests are ordered."""
    return cache(lambda målform: _made(council(tmp_path_factory.mktemp("regionråd") / "råd", målform)))


@pytest.fixture(params=["bokmål", "nynorsk"])
def papers(request: pytest.FixtureRequest, years: Callable[[str], Papers]) -> Papers:
    """The same in one of them."""
    return years(request.param)


def _made(workspace: Workspace) -> Papers:
    """All papers of the year, with a case by itself and the package of its fullest meeting."""
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


@needs_verapdf
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_accepts_every_pdf(papers: Papers, flavour: str) -> None:
    assert len(papers.pdfs) > len(papers.documents)
    assert verapdf(flavour, list(papers.pdfs)) == ""


@needs("ooxml-validator")
def test_the_open_xml_sdk_accepts_every_document(papers: Papers) -> None:
    validator = program("ooxml-validator")
    for document in papers.documents:
        result = run([validator, document])
        assert json.loads(result.stdout)["ok"] is True, f"{document.name}: {result.stdout}"
