"""Papers that are no PDF yet, made into one: office files, pictures, text."""

from dokumentmaskin.pdf.papers.attachment import Attachment, attachment_pdf

__all__ = ["Attachment", "attachment_pdf"]
