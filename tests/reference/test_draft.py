"""A draft with its mark before the validators of others: by itself, and in the next meeting's package."""

import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest

from dokumentmaskin.pipeline import Pipeline, make_documents, meeting_jobs
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from tests.profiles import long_way
from tests.reference import REPOSITORY, copy_workspace
from tests.reference.tools import needs, needs_verapdf, program, run, verapdf

pytestmark = [pytest.mark.xdist_group("reference"), long_way]

READ = "startet: 09:00\noppfølging: [{hva: Sende skissen, hvem: sekretariatet, frist: 2022-02-11, sak: 4}]\n"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The PDF of minutes that wait for approval, and the package that has them."""
    here = copy_workspace(tmp_path_factory.mktemp("draft"), REPOSITORY)
    file = here.plan / "2022/2022-01-14/referat.yaml"
    file.parent.mkdir()
    file.write_text(READ, encoding="utf-8")
    pipeline = Pipeline(here, load_plan(here))
    jobs = meeting_jobs(find_meeting(pipeline.plan, "2022-01-14"), [REFERAT])
    assert make_documents(pipeline, jobs).errors == ()
    document = pipeline.target(jobs[0])
    edited = docx.Document(str(document))
    edited.add_paragraph("Dette ble sagt i møtet.")
    target = BytesIO()
    edited.save(target)
    document.write_bytes(target.getvalue())
    made = make_package(pipeline, find_meeting(pipeline.plan, "2022-03-11"), Choices())
    assert made.errors == ()
    return document.with_suffix(".pdf"), here.root / made.files[-1].sti


@needs_verapdf
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_accepts_a_draft_and_a_package_with_it(drafts: tuple[Path, Path], flavour: str) -> None:
    assert verapdf(flavour, list(drafts)) == ""


@needs("pdftotext")
def test_the_mark_is_on_every_page_and_in_no_structure(drafts: tuple[Path, Path]) -> None:
    """What poppler reads by structure is what a screen reader says."""
    draft, package = drafts
    pdftotext, pdfinfo = program("pdftotext"), program("pdfinfo")
    pages = run([pdftotext, "-raw", draft, "-"]).stdout.rstrip("\f").split("\f")
    assert ["UTKAST" in "".join(page.split()) for page in pages] == [True] * len(pages)
    for pdf in (draft, package):
        # poppler writes titles of elements as the bytes that they are in the file.
        told = subprocess.run([pdfinfo, "-struct-text", pdf], capture_output=True, check=True)
        read = told.stdout.decode("utf-8", "replace")
        assert "Dette ble sagt i møtet." in " ".join(read.split()).replace('" "', "")
        assert "UTKAST" not in read
