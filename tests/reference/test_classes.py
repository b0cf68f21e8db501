"""The script that takes in folders of other people's files, on three of our own."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from tests.bundle.raw_pdf import text_pages
from tests.pdf.documents import new, saved
from tests.reference.tools import needs

pytestmark = [
    needs("pdftotext", "pdftoppm", "pdfimages", "qpdf"),
    pytest.mark.skipif(sys.platform == "win32", reason="needs a system that forks"),
]
TOOL: Final = Path(__file__).parents[2] / "tools" / "papers" / "classes.py"


@pytest.fixture
def classes(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOL.parent))
    spec = importlib.util.spec_from_file_location("classes", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "classes", module)
    spec.loader.exec_module(module)
    return module


def test_each_file_gets_a_class_and_what_it_took(classes: ModuleType, tmp_path: Path) -> None:
    files = {"notat.txt": b"Et notat.", "sider.pdf": text_pages(1), "tom.pdf": b""}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    rows = list(classes.taken_in(sorted(tmp_path.iterdir()), classes.Bounds(60, 4000)))
    assert [row.kind for row in rows] == [
        "claims PDF/A-2a and PDF/UA",
        "no claim, named",
        "refused vedlegg-tomt",
    ]
    assert not any(row.lost for row in rows)
    assert all(row.megabytes for row in rows)
    assert "3" in classes.said(classes.table(rows)).splitlines()[0]


def test_what_takes_too_long_is_ended(classes: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "notat.txt").write_bytes(b"Et notat.")
    (row,) = classes.taken_in([tmp_path / "notat.txt"], classes.Bounds(0, 4000))
    assert row.kind == "over time"


def test_what_other_readers_miss_is_told(classes: ModuleType, tmp_path: Path) -> None:
    document = new()
    document.add_paragraph("side linje ☒ borte")
    paper, pdf = tmp_path / "notat.docx", tmp_path / "notat.pdf"
    paper.write_bytes(saved(document))
    pdf.write_bytes(text_pages(1))
    assert classes.lost(paper, pdf) == ("1 words: «borte»", "ticks: 1 to 0")
