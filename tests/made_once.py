"""A PDF that many tests make of the same document is made once: a third of what papers cost the tests."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import is_dataclass
from typing import Final

import pytest

from dokumentmaskin.bundle import marked_as_draft, marked_as_internal
from dokumentmaskin.pdf import Attachment, BuiltInEngine, Engine, FinishedPdf, attachment_pdf, make_pdf
from dokumentmaskin.pdf.engines.libreoffice import LibreOfficeEngine

_OWN: Final = (BuiltInEngine, LibreOfficeEngine)
_MADE: Final[dict[Hashable, FinishedPdf]] = {}
# Where they are called by what is tested, and what they are.
_REAL: Final[dict[str, Callable[..., FinishedPdf]]] = {
    "dokumentmaskin.pipeline.making.make_pdf": make_pdf,
    "dokumentmaskin.pdf.attachment_pdf": attachment_pdf,
}
# The same of what draws on it afterwards.
_DRAWING: Final[dict[str, Callable[..., FinishedPdf]]] = {
    "dokumentmaskin.bundle.marked_as_draft": marked_as_draft,
    "dokumentmaskin.bundle.marked_as_internal": marked_as_internal,
}


def _remembering(real: Callable[..., FinishedPdf]) -> Callable[..., FinishedPdf]:
    """The same, which makes nothing twice of the same bytes under the same name by the same engines.

    A test's own engine is asked each time.
    """

    def make(
        source: bytes | Attachment, *named: str | Sequence[Engine], **how: Callable[[bytes], bytes]
    ) -> FinishedPdf:
        *path, engines = named
        if any(type(engine) not in _OWN for engine in engines):
            return real(source, *named, **how)
        by = [engine if is_dataclass(engine) else type(engine) for engine in engines]
        key = (real.__name__, source, *path, *by, *how.values())
        return _once(key, lambda: real(source, *named, **how))

    return make


def _drawn_once(real: Callable[..., FinishedPdf]) -> Callable[..., FinishedPdf]:
    return lambda pdf, word: _once((real.__name__, pdf, word), lambda: real(pdf, word))


def _once(key: Hashable, made: Callable[[], FinishedPdf]) -> FinishedPdf:
    if key not in _MADE:
        _MADE[key] = made()
    return _MADE[key]


@pytest.fixture(scope="module", autouse=True)
def pdfs_made_once() -> Iterator[None]:
    """A module whose PDFs must be made anew, to be held against each other, has another of this name."""
    with pytest.MonkeyPatch.context() as patch:
        for name, real in _REAL.items():
            patch.setattr(name, _remembering(real))
        for name, real in _DRAWING.items():
            patch.setattr(name, _drawn_once(real))
        yield


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """For one test the same."""
    for name, real in (_REAL | _DRAWING).items():
        monkeypatch.setattr(name, real)
