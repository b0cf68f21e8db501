"""Minutes that LibreOffice has saved: it drops the marks of help texts and rewrites every part."""

from collections.abc import Callable

import pytest

from dokumentmaskin.minutes.reading import ReadMinutes, read_minutes
from dokumentmaskin.word import document_text, finished, help_of, unfilled
from tests.minutes.finished import MEETING, PATH, all_prompts, assert_complete, complete, skeleton, told
from tests.minutes.word_edits import WordEdit
from tests.roundtrip.conftest import libreoffice
from tests.roundtrip.libreoffice import LibreOffice

__all__ = ["libreoffice"]
# One LibreOffice for these and for the round trip.
pytestmark = pytest.mark.xdist_group("libreoffice")

Save = Callable[..., ReadMinutes]


@pytest.fixture
def resaved(libreoffice: LibreOffice) -> Callable[[bytes], bytes]:
    """Open a file in LibreOffice, and save it."""

    def save(docx: bytes) -> bytes:
        saved = libreoffice.save(docx)
        assert saved != docx
        return saved

    return save


@pytest.fixture
def saved(resaved: Callable[[bytes], bytes]) -> Save:
    """The same, read back."""

    def read(docx: bytes, language: str = "bokmål") -> ReadMinutes:
        return read_minutes(resaved(docx), PATH, MEETING, skeleton(language), all_prompts())

    return read


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


@pytest.mark.parametrize("language", ["bokmål", "nynorsk"])
def test_what_nobody_has_filled_in_is_left_out_of_the_finished_copy(
    language: str, resaved: Callable[[bytes], bytes]
) -> None:
    edit = WordEdit(skeleton(language))
    edit.write("Sak 4: kort referat", "Prosjektlederen la fram skissen.")
    edit.write("Sak 4: for", "8")
    known = help_of(skeleton(language))
    form = resaved(edit.saved())
    assert len(unfilled(form, known)) > 20
    published = finished(form, known)
    assert unfilled(published, known) == ()
    said = " ".join(document_text(published).body)
    assert "Kort referat Prosjektlederen la fram skissen." in said
    assert "For: 8 Sak 5" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert said.count("Kort referat") == 1
