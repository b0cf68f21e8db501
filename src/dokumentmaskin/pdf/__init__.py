"""The stage that makes accessible PDFs: a .docx in, a checked PDF/A-2a and PDF/UA-1 file out.

Papers that others wrote, of any kind, become PDFs too (`attachment_pdf`); those claim only what they keep.
"""

from dokumentmaskin.pdf.attachment import SUFFIXES, Attachment, attachment_pdf
from dokumentmaskin.pdf.choice import engines
from dokumentmaskin.pdf.inspect import inspect_pdf
from dokumentmaskin.pdf.make import make_pdf
from dokumentmaskin.pdf.records import Engine, FinishedPdf

__all__ = [
    "SUFFIXES",
    "Attachment",
    "Engine",
    "FinishedPdf",
    "attachment_pdf",
    "engines",
    "inspect_pdf",
    "make_pdf",
]
