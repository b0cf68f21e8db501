"""A LibreOffice for all tests of the round trip, and the minutes that they edit."""

from collections.abc import Iterator

import pytest

from dokumentmaskin.pdf.engines.libreoffice import find_soffice
from tests.cli.conftest import dok, here
from tests.reference.tools import missing
from tests.roundtrip.editors import LibreOffice, find_python
from tests.roundtrip.minutes import render

__all__ = ["dok", "here", "libreoffice", "minutes"]


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[LibreOffice]:
    """LibreOffice, running."""
    soffice, python = find_soffice(), find_python()
    if soffice is None:
        missing("soffice (LibreOffice)")
    if python is None:
        missing("a Python with LibreOffice's module uno (Debian: python3-uno)")
    assert soffice is not None
    assert python is not None
    with LibreOffice(soffice, python) as editor:
        yield editor


@pytest.fixture(scope="session")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The minutes of 11 March 2022 as dok writes them from the repository's own plan."""
    return render(tmp_path_factory.mktemp("plan"))
