"""Tracked changes before the programs of others: LibreOffice accepts to the same text, the SDK takes it."""

import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from dokumentmaskin.word.traces import accepted, find_traces
from tests.profiles import examples, long_way
from tests.reference.conftest import Built
from tests.reference.tools import missing, needs, program, run
from tests.roundtrip.edits import AUTHOR, Edit
from tests.roundtrip.libreoffice import LibreOffice, find_python
from tests.word.random_edits import RandomEdits
from tests.word.tracked import paragraphs, part_names

pytestmark = pytest.mark.xdist_group("reference")

DOCUMENTS = examples(40)


def with_uno() -> str:
    """A Python that can talk to LibreOffice."""
    program("soffice")
    python = find_python()
    if python is None:
        missing("a Python with uno (python3-uno)")
    return str(python)


def texts(docx: bytes) -> list[list[str]]:
    """The paragraphs with text, of the body and of the header."""
    parts = sorted(name for name in part_names(docx) if name.startswith(("word/document", "word/header")))
    return [[" ".join(text.split()) for text in paragraphs(docx, part) if text.strip()] for part in parts]


def test_libreoffice_accepts_all_changes_to_the_same_text(tmp_path: Path) -> None:
    source, target = tmp_path / "inn", tmp_path / "ut"
    source.mkdir()
    target.mkdir()
    written = {f"{n:02}.docx": RandomEdits(Random(n), everywhere=False).document() for n in range(DOCUMENTS)}  # noqa: S311
    for name, docx in written.items():
        (source / name).write_bytes(docx)
    script = Path(__file__).with_name("accept_all.py")
    result = run([with_uno(), script, program("soffice"), source, target])
    assert result.returncode == 0, result.stdout + result.stderr
    for name, docx in written.items():
        theirs = (target / name).read_bytes()
        assert find_traces(theirs).text == (), name
        assert texts(accepted(docx)) == texts(theirs), name
    kinds = Counter(trace.kind for docx in written.values() for trace in find_traces(docx).text)
    assert min(kinds[kind] for kind in ("innsatt", "slettet", "formatert")) > DOCUMENTS // 2


@long_way
@needs("soffice")
def test_what_libreoffice_writes_is_found_and_settled(year: Built, tmp_path: Path) -> None:
    (agenda,) = (file for file in year.documents if file.name == "saksliste-2022-03-11.docx")
    edits = [
        Edit("tracked", "Kampanjen skal bygge på", " Satt inn her.", "allerede"),
        Edit("comment", "erfaringene fra kampanjen", "Stemmer dette?"),
    ]
    python = with_uno()
    with LibreOffice(program("soffice"), python) as office:
        document = office.save(agenda.read_bytes(), edits)
    assert [(trace.kind, trace.author, trace.text) for trace in find_traces(document).text] == [
        ("innsatt", AUTHOR, "Satt inn her."),
        ("slettet", AUTHOR, "allerede"),
        ("kommentar", AUTHOR, "Stemmer dette?"),
    ]
    assert {trace.heading for trace in find_traces(document).text} == {"Bakgrunn"}
    settled = accepted(document)
    assert find_traces(settled).text == ()
    assert "Satt inn her." in str(texts(settled))
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
