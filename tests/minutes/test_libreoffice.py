"""Minutes that LibreOffice has saved: it drops the marks of help texts and rewrites every part."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dokumentmaskin.minutes.reading import ReadMinutes, read_minutes
from dokumentmaskin.pdf.engines.libreoffice import find_soffice
from tests.minutes.finished import MEETING, PATH, all_prompts, assert_complete, complete, skeleton, told
from tests.minutes.word_edits import WordEdit

Save = Callable[..., ReadMinutes]


@pytest.fixture
def saved(tmp_path: Path) -> Save:
    """Open a file in LibreOffice, save it, and read it back."""
    program = find_soffice()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("soffice (LibreOffice) mangler, og CI skal ha den")
        pytest.skip("soffice (LibreOffice) er ikke installert")

    def save(docx: bytes, language: str = "bokmål") -> ReadMinutes:
        source, target = tmp_path / "referat.docx", tmp_path / "lagret"
        source.write_bytes(docx)
        profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
        command = [
            program,
            "--headless",
            profile,
            "--convert-to",
            "docx",
            "--outdir",
            str(target),
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        resaved = (target / source.name).read_bytes()
        assert resaved != docx
        return read_minutes(resaved, PATH, MEETING, skeleton(language), all_prompts())

    return save


@pytest.mark.parametrize("language", ["bokmål", "nynorsk"])
def test_the_untouched_skeleton_is_not_written(language: str, saved: Save) -> None:
    found = saved(skeleton(language), language)
    assert (found.written, told(found)) == (False, [])


@pytest.mark.parametrize("controls", [True, False])
def test_complete_minutes_are_read_whole(saved: Save, *, controls: bool) -> None:
    edit = complete(WordEdit(skeleton()))
    assert_complete(saved((edit if controls else edit.without_controls()).saved()))


def test_minutes_that_word_has_saved_before_are_read_whole(saved: Save) -> None:
    assert_complete(saved(complete(WordEdit(skeleton())).as_word_saves().saved()))
