"""PDFs joined into one package that keeps what they are: structure, links, bookmarks, layers.

A library of its own; it knows nothing of plans or workspaces.

    from dokumentmaskin.bundle import Claims, Part, Properties, join, linearise

    parts = [Part(pikepdf.open("a.pdf"), "Innkalling"), Part(pikepdf.open("b.pdf"), "Saksliste")]
    package = join(parts, Properties("Møtepakke", "", "", None, "nb-NO"), Claims("2a", pdfua=True))
    Path("pakke.pdf").write_bytes(linearise(package.data))
"""

from dokumentmaskin.bundle.cleaning import clean
from dokumentmaskin.bundle.draft import marked_as_draft
from dokumentmaskin.bundle.join import join
from dokumentmaskin.bundle.linearise import linearise
from dokumentmaskin.bundle.looking import bookmarks, is_tagged, pages_without_text
from dokumentmaskin.bundle.opening import Opened, open_source
from dokumentmaskin.bundle.records import Joined, LostLink, Part
from dokumentmaskin.bundle.running_line import add_running_line
from dokumentmaskin.pdf.metadata import Claims
from dokumentmaskin.pdf.properties import Properties

__all__ = [
    "Claims",
    "Joined",
    "LostLink",
    "Opened",
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
