"""The built-in engine and LibreOffice lay out a document alike: what a person sees in Word is what is sent.

Both have a font of Calibri's measures: the built-in one its own, LibreOffice that of Debian's package
fonts-crosextra-carlito.
"""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
import pytest

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.engines.libreoffice import LibreOfficeEngine
from tests.profiles import long_way
from tests.reference.conftest import Built
from tests.reference.tools import missing, program

pytestmark = [pytest.mark.xdist_group("reference"), long_way]

LINE = 15.0  # points from one line of running text to the next
FOOT = 60.0  # what stands lower is the footer
KINDS = ("innkalling", "saksliste", "referat", "handlingsprogram")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page begins with, and how high its last line stands above the edge of the paper, in points."""

    begins: str
    ends: float


def pages(pdf: bytes) -> Iterator[Page]:
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        lowest = min(
            bottom for _, bottom, _, _ in map(text.get_rect, range(text.count_rects())) if bottom > FOOT
        )
        yield Page(text.get_text_range().split("\r\n")[0].strip(), lowest)


@pytest.fixture(scope="module")
def by_office() -> LibreOfficeEngine:
    engine = LibreOfficeEngine(program("soffice"))
    font = subprocess.run([program("fc-match"), "Calibri"], capture_output=True, text=True, check=True).stdout
    if "Carlito" not in font and "Calibri" not in font:
        missing("fonts-crosextra-carlito")
    return engine


@pytest.mark.parametrize("kind", KINDS)
def test_both_engines_end_each_page_with_the_same_line(
    kind: str, years: Callable[[str], Built], by_office: LibreOfficeEngine
) -> None:
    names = {f"{kind}-2022-03-11.docx", f"{kind}-2022.docx"}
    (document,) = (file for file in years("bokmål").documents if file.name in names)
    mine, office = (
        list(pages(engine.convert(document.read_bytes()))) for engine in (BuiltInEngine(), by_office)
    )
    assert [page.begins for page in mine] == [page.begins for page in office]
    apart = [abs(one.ends - other.ends) for one, other in zip(mine, office, strict=True)]
    assert all(distance < LINE for distance in apart), apart
