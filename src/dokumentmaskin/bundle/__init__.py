"""PDFs joined into one package that keeps what they are: structure, links, bookmarks, layers.

A library of its own; it knows nothing of plans or workspaces.

    from dokumentmaskin.bundle import Claims, Part, Properties, join, linearise

    parts = [Part(pikepdf.open("a.pdf"), "Innkalling"), Part(pikepdf.open("b.pdf"), "Saksliste")]
    package = join(parts, Properties("Møtepakke", "", "", None, "nb-NO"), Claims("2a", pdfua=True))
    Path("pakke.pdf").write_bytes(linearise(package.data))
"""

from dokumentmaskin.bundle.join import join
from dokumentmaskin.bundle.linearise import linearise
from dokumentmaskin.bundle.records import Joined, LostLink, Part
from dokumentmaskin.pdf.metadata import Claims
from dokumentmaskin.pdf.properties import Properties

__all__ = ["Claims", "Joined", "LostLink", "Part", "Properties", "join", "linearise"]
