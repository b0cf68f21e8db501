"""PDFs joined into one package that keeps what they are: structure, links, bookmarks, layers.

A library of its own; it knows nothing of plans or workspaces.

    from dokumentmaskin.bundle import Claims, Part, Properties, join, linearise

    parts = [Part(pikepdf.open("a.pdf"), "Innkalling"), Part(pikepdf.open("b.pdf"), "Saksliste")]
    package = join(parts, Properties("Møtepakke", "", "", None, "nb-NO"), Claims("2a", pdfua=True))
    Path("pakke.pdf").write_bytes(linearise(package.data))
"""

from dokumentmaskin.bundle.cleaning import clean
from dokumentmaskin.bundle.intake import bookmarks, is_tagged, open_source, pages_without_text
from dokumentmaskin.bundle.joining import Joined, LostLink, Part, join, linearise
from dokumentmaskin.bundle.pages import add_running_line, marked_as_draft
from dokumentmaskin.pdf import Claims, Properties

__all__ = [
    "Claims",
    "Joined",
    "LostLink",
    "Part",
    "Properties",
    "add_running_line",
    "bookmarks",
    "clean",
    "is_tagged",
    "join",
    "linearise",
    "marked_as_draft",
    "open_source",
    "pages_without_text",
]
