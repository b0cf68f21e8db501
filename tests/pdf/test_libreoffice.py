"""LibreOffice as the engine: the real program, and programs that fail the way it can."""

import os
import stat
import sys
import time
from pathlib import Path

import pikepdf
import pytest

from dokumentmaskin.errors import EngineError
from dokumentmaskin.pdf import choose_engines, make_pdf
from dokumentmaskin.pdf.engines import choice
from dokumentmaskin.pdf.engines.libreoffice import LibreOfficeEngine, find_soffice
from tests.pdf import documents
from tests.pdf.structure import elements
from tests.pdf.test_make import opened


def soffice() -> str:
    program = find_soffice()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("soffice (LibreOffice) mangler, og CI skal ha den")
        pytest.skip("soffice (LibreOffice) er ikke installert")
    return program


def script(folder: Path, *lines: str) -> str:
    if sys.platform == "win32":
        pytest.skip("en falsk soffice er et skript med sh")
    program = folder / "soffice"
    program.write_text("\n".join(("#!/bin/sh", *lines)) + "\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


def failure(engine: LibreOfficeEngine) -> str:
    with pytest.raises(EngineError) as caught:
        engine.convert(documents.meeting())
    assert [p.code for p in caught.value.problems] == ["pdf-motor-feilet"]
    return str(caught.value)


def test_its_pdf_is_finished_like_the_built_in_engines() -> None:
    engine = LibreOfficeEngine(soffice())
    docx = documents.meeting()
    result = make_pdf(docx, "m.docx", (engine,))
    assert (result.engine, result.pdfa, result.pdfua) == ("libreoffice", "2a", True)
    with opened(result) as pdf:
        links = [str(e.Alt) for e in elements(pdf.Root.StructTreeRoot, "/Link")]
    assert "Lenke: punkt med lenke (https://a.no/)" in links
    assert "Lenke: i en celle (https://celle.no/?a=(1))" in links
    time.sleep(1)  # its clock counts whole seconds
    assert make_pdf(docx, "m.docx", (engine,)).data == result.data


def test_a_link_in_a_header_gets_an_element_on_each_page() -> None:
    engine = LibreOfficeEngine(soffice())
    document = documents.new()
    documents.add_link(document.sections[0].header.paragraphs[0], "topplenke", "https://t.no/")
    document.add_paragraph("En")
    document.add_page_break()
    document.add_paragraph("To")
    with opened(make_pdf(documents.saved(document), "m.docx", (engine,))) as pdf:
        links = list(elements(pdf.Root.StructTreeRoot, "/Link"))
        assert [str(link.Alt) for link in links] == ["Lenke: topplenke (https://t.no/)"] * 2
        assert all([kid.Type for kid in link.K] == [pikepdf.Name.OBJR] for link in links)


def test_success_without_a_file_is_a_failure_that_says_what_it_said(tmp_path: Path) -> None:
    engine = LibreOfficeEngine(script(tmp_path, "echo 'source file could not be loaded' >&2"))
    assert "source file could not be loaded" in failure(engine)


def test_no_folder_of_the_conversion_is_named(tmp_path: Path) -> None:
    engine = LibreOfficeEngine(script(tmp_path, 'for last; do :; done; echo "Error: $last" >&2'))
    assert "PDF. Error: dokument.docx " in failure(engine)


def test_a_file_that_is_no_pdf_is_a_failure(tmp_path: Path) -> None:
    lines = ('for last; do :; done; echo "<html>" > "${last%.docx}.pdf"',)
    assert "ingen PDF" in failure(LibreOfficeEngine(script(tmp_path, *lines)))


def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    child = tmp_path / "child"
    program = script(tmp_path, f'sleep 60 & echo $! > "{child}"', "wait")
    began = time.monotonic()
    assert "ikke ferdig" in failure(LibreOfficeEngine(program, timeout=0.5))
    assert time.monotonic() - began < 10
    assert not is_running(int(child.read_text(encoding="utf-8")))


def is_running(process: int) -> bool:
    """Tell whether a process works still; one that is ended but not yet cleared away does not."""
    for _ in range(20):
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or state.read_text(encoding="utf-8").split(")")[1].split()[0] == "Z":
            return False
        time.sleep(0.1)
    return True


def test_a_program_that_cannot_start_is_a_failure(tmp_path: Path) -> None:
    assert "kan ikke startes" in failure(LibreOfficeEngine(str(tmp_path / "finnes-ikke")))


def test_the_preferred_engine_is_tried_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "find_soffice", lambda: "/opt/soffice")
    assert [e.name for e in choose_engines("libreoffice")] == ["libreoffice", "innebygd"]
    assert [e.name for e in choose_engines("innebygd")] == ["innebygd", "libreoffice"]


def test_choosing_an_engine_that_is_not_installed_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choice, "find_soffice", lambda: None)
    assert [e.name for e in choose_engines("innebygd")] == ["innebygd"]
    with pytest.raises(EngineError, match="Installer LibreOffice"):
        choose_engines("libreoffice")
