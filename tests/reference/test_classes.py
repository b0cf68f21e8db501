"""The script that takes in folders of other people's files, on three of our own.

It has a process of its own: what forks must not have the threads that other tests have started.
"""

import json
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.bundle.raw_pdf import text_pages
from tests.pdf.documents import new, saved
from tests.reference.tools import needs, run

pytestmark = [
    needs("pdftotext", "pdftoppm", "pdfimages", "qpdf"),
    pytest.mark.skipif(sys.platform == "win32", reason="needs a system that forks"),
]
TOOL: Final = Path(__file__).parents[2] / "tools" / "papers" / "classes.py"


def taken_in(folder: Path, *options: str) -> dict[str, Any]:
    """The table, and the rows in it."""
    rows = folder / "rows" / "rows.jsonl"
    rows.parent.mkdir()
    result = run([sys.executable, TOOL, folder / "papers", "--json", "--rows", rows, *options])
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found | {"rows": [*map(json.loads, rows.read_text("utf-8").splitlines())]}


def papers(folder: Path, files: dict[str, bytes]) -> Path:
    (folder / "papers").mkdir()
    for name, data in files.items():
        (folder / "papers" / name).write_bytes(data)
    return folder


def test_each_file_gets_a_class_and_what_it_took(tmp_path: Path) -> None:
    found = taken_in(
        papers(tmp_path, {"notat.txt": b"Et notat.", "sider.pdf": text_pages(1), "tom.pdf": b""})
    )
    assert found["classes"] == {
        "claims PDF/A-2a and PDF/UA": 1,
        "no claim, named": 1,
        "refused vedlegg-tomt": 1,
    }
    assert found["lost"] == found["false claims"] == {}
    assert [Path(row["file"]).name for row in found["rows"]] == ["notat.txt", "sider.pdf", "tom.pdf"]
    assert all(row["megabytes"] for row in found["rows"])


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    found = taken_in(papers(tmp_path, {"notat.txt": b"Et notat."}), "--seconds", "0")
    assert found["classes"] == {"over time": 1}


def test_what_other_readers_miss_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(TOOL.parent))
    from lost import lost

    document = new()
    document.add_paragraph("side linje ☒ borte")
    paper, pdf = tmp_path / "notat.docx", tmp_path / "notat.pdf"
    paper.write_bytes(saved(document))
    pdf.write_bytes(text_pages(1))
    assert lost(paper, pdf) == ("1 words: «borte»", "ticks: 1 to 0")
