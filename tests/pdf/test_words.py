"""The words of a PDF are read whatever letters stand beside them."""

import pytest

from dokumentmaskin.pdf import words
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.words import read_words
from tests.pdf import documents

TITLE = "عربى 😀"


def read(pdf: bytes) -> str:
    return "".join(word.text for _, word in read_words(pdf))


def test_a_sign_among_letters_from_the_right_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    made = documents.new()
    made.add_paragraph(TITLE)
    pdf = BuiltInEngine().convert(documents.saved(made))
    assert "😀" in read(pdf)
    # What the workaround is for (pypdfium2 5): without it the sign cannot be read.
    monkeypatch.setattr(words, "_decoded", lambda said: said.decode("utf-16-le"))
    with pytest.raises(UnicodeDecodeError):
        read(pdf)
