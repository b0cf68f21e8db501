"""Papers that are no PDF yet, made into one: office files, pictures, text."""

from dokumentmaskin.pdf.papers.attachment import attachment_pdf
from dokumentmaskin.pdf.papers.kinds import Way, kind_of

__all__ = ["Way", "attachment_pdf", "kind_of"]
