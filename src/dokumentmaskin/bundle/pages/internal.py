"""The line on every page of an internal document that says so: «Intern utgave – ikke for nettsiden».

The pipeline asks for it for a finished PDF that goes to `intern/`. It is a running line, an artifact that
stands where the page is blank and covers nothing; the Word file has it not, for its open edition is another.
"""

from io import BytesIO

import pikepdf

from dokumentmaskin.bundle.pages.draft import as_claimed
from dokumentmaskin.bundle.pages.running_line import add_running_line
from dokumentmaskin.pdf import FinishedPdf, saved


def marked_as_internal(pdf: FinishedPdf, words: str) -> FinishedPdf:
    """Return the PDF with the words on every page; the same input gives the same bytes.

    Raises:
        EngineError: The PDF no longer keeps what it claims.
    """
    with pikepdf.open(BytesIO(pdf.data)) as opened:
        add_running_line(opened, pdf.data, lambda _page, _pages: words)
        return as_claimed(pdf, saved(opened))
