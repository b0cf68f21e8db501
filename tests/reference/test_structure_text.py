"""What poppler reads by the structure of a package is what it reads of the parts, one after the other."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dokumentmaskin.bundle import Part, join, linearise
from tests.bundle.tagged import ABOUT
from tests.bundle.test_join import sources
from tests.profiles import examples
from tests.reference.tools import program, run

pytestmark = pytest.mark.xdist_group("reference")


def said(data: bytes, file: Path) -> list[str]:
    """The pieces of text in the order of the structure."""
    file.write_bytes(data)
    told = run([program("pdfinfo"), "-struct-text", file])
    assert told.stderr == ""
    return re.findall(r'^ *"(.*)"$', told.stdout, re.MULTILINE)


@settings(max_examples=examples(25))
@given(files=st.lists(sources(), min_size=1, max_size=4))
def test_the_text_by_structure_is_the_parts_in_order(
    files: Sequence[tuple[bytes, int, int]], tmp_path: Path
) -> None:
    file = tmp_path / "a.pdf"
    expected = [text for data, _, _ in files for text in said(data, file)]
    parts = [Part(pikepdf.open(BytesIO(data)), f"Del {number}") for number, (data, _, _) in enumerate(files)]
    assert said(linearise(join(parts, ABOUT).data), file) == expected
    assert expected
