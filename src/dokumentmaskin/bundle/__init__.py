"""PDFs joined into one package that keeps what they are: structure, links, bookmarks, layers.

A library of its own; it knows nothing of plans or workspaces.

    from dokumentmaskin.bundle import Claims, Part, Properties, join, linearise

    parts = [Part(pikepdf.open("a.pdf"), "Innkalling"), Part(pikepdf.open("b.pdf"), "Saksliste")]
    package = join(parts, Properties("Møtepakke", "", "", None, "nb-NO"), Claims("2a", pdfua=True))
    Path("pakke.pdf").write_bytes(linearise(package.data))
"""

from dokumentmaskin.bundle.cleaning import clean as clean
from dokumentmaskin.bundle.cleaning import cleaned_copy as cleaned_copy
from dokumentmaskin.bundle.cleaning import without_form as without_form
from dokumentmaskin.bundle.intake import as_file as as_file
from dokumentmaskin.bundle.intake import bookmarks as bookmarks
from dokumentmaskin.bundle.intake import open_rebuilt as open_rebuilt
from dokumentmaskin.bundle.intake import open_source as open_source
from dokumentmaskin.bundle.intake import pages_without_text as pages_without_text
from dokumentmaskin.bundle.joining import Joined as Joined
from dokumentmaskin.bundle.joining import LostLink as LostLink
from dokumentmaskin.bundle.joining import Part as Part
from dokumentmaskin.bundle.joining import join as join
from dokumentmaskin.bundle.joining import linearise as linearise
from dokumentmaskin.bundle.pages import Room as Room
from dokumentmaskin.bundle.pages import add_numbered_line as add_numbered_line
from dokumentmaskin.bundle.pages import marked_as_draft as marked_as_draft
from dokumentmaskin.bundle.pages import marked_as_internal as marked_as_internal
from dokumentmaskin.bundle.structure import is_tagged as is_tagged
from dokumentmaskin.pdf import Claims as Claims
from dokumentmaskin.pdf import Properties as Properties
