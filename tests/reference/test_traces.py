"""Tracked changes before the programs of others: LibreOffice accepts to the same text, the SDK takes it."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from dokumentmaskin.document.traces import accepted, find_traces
from dokumentmaskin.pipeline import Pipeline, meeting_jobs
from dokumentmaskin.plan.loader import load_plan
from dokumentmaskin.plan.meetings import find_meeting
from tests.document.random_edits import RandomEdits
from tests.document.tracked import paragraphs, part_names
from tests.reference import REPOSITORY, copy_workspace
from tests.reference.tools import missing, program, run

pytestmark = pytest.mark.xdist_group("reference")


def python_with_uno(soffice: str) -> str:
    """A Python that can talk to LibreOffice: this one, the system's, or the one that comes with it."""
    beside = Path(soffice).resolve().parent
    for candidate in (sys.executable, "/usr/bin/python3", str(beside / "python"), str(beside / "python.exe")):
        try:
            found = subprocess.run([candidate, "-c", "import uno"], capture_output=True, check=False)
        except OSError:
            continue
        if found.returncode == 0:
            return candidate
    missing("a Python with uno (python3-uno)")
    return ""


def writer(what: str, source: Path, target: Path) -> None:
    soffice = program("soffice")
    script = Path(__file__).with_name("writer.py")
    result = run([python_with_uno(soffice), script, soffice, what, source, target])
    assert result.returncode == 0, result.stdout + result.stderr


def texts(docx: bytes) -> list[list[str]]:
    """The paragraphs with text, of the body and of the header."""
    parts = sorted(name for name in part_names(docx) if name.startswith(("word/document", "word/header")))
    return [[" ".join(text.split()) for text in paragraphs(docx, part) if text.strip()] for part in parts]


def test_libreoffice_accepts_all_changes_to_the_same_text(tmp_path: Path) -> None:
    source, target = tmp_path / "inn", tmp_path / "ut"
    source.mkdir()
    target.mkdir()
    written = {f"{n:02}.docx": RandomEdits(Random(n), everywhere=False).document() for n in range(40)}  # noqa: S311
    for name, docx in written.items():
        (source / name).write_bytes(docx)
    writer("accept", source, target)
    for name, docx in written.items():
        theirs = (target / name).read_bytes()
        assert find_traces(theirs).text == (), name
        assert texts(accepted(docx)) == texts(theirs), name
    kinds = Counter(trace.kind for docx in written.values() for trace in find_traces(docx).text)
    assert min(kinds[kind] for kind in ("innsatt", "slettet", "formatert")) > 20


@pytest.fixture
def summons(tmp_path: Path) -> Path:
    """A summons as dok makes it."""
    workspace = copy_workspace(tmp_path, REPOSITORY)
    pipeline = Pipeline(workspace, load_plan(workspace))
    jobs = meeting_jobs(find_meeting(pipeline.plan, "2022-03-11"), ["innkalling"])
    assert not pipeline.run(jobs).errors
    return pipeline.target(jobs[0])


def test_what_libreoffice_writes_is_found_and_settled(summons: Path, tmp_path: Path) -> None:
    target = tmp_path / "redigert.docx"
    writer("edit", summons, target)
    document = target.read_bytes()
    found = {(trace.kind, trace.text) for trace in find_traces(document).text}
    assert ("innsatt", "Satt inn av LibreOffice.") in found
    assert ("merknad", "Stemmer dette?") in found
    assert {kind for kind, _ in found} == {"innsatt", "slettet", "merknad", "skjult"}
    settled = accepted(document)
    assert find_traces(settled).text == ()
    gone = {text for kind, text in found if kind in {"slettet", "skjult"}}
    assert len(gone) >= 3
    before, after = (str(texts(docx)) for docx in (document, settled))
    assert "Satt inn av LibreOffice." in after
    assert len(after) < len(before)
    assert faults(settled, tmp_path) <= faults(document, tmp_path)  # LibreOffice's own are not ours


def test_the_open_xml_sdk_takes_what_is_accepted(tmp_path: Path) -> None:
    for number in range(6):
        document = RandomEdits(Random(1000 + number)).document()  # noqa: S311
        assert faults(document, tmp_path) == set()
        assert faults(accepted(document), tmp_path) == set()


def faults(docx: bytes, folder: Path) -> set[str]:
    """What the Open XML SDK finds wrong with a document."""
    file = folder / "prøves.docx"
    file.write_bytes(docx)
    answer = json.loads(run([program("ooxml-validator"), file]).stdout)
    return {f"{error['id']}: {error['description']}" for error in answer.get("errors", [])}
