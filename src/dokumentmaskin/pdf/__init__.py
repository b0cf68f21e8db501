"""The stage that makes accessible PDFs: a .docx in, a checked PDF/A-2a and PDF/UA-1 file out."""

from dokumentmaskin.pdf.choice import engines
from dokumentmaskin.pdf.inspect import inspect_pdf
from dokumentmaskin.pdf.make import make_pdf
from dokumentmaskin.pdf.records import Engine, FinishedPdf

__all__ = ["Engine", "FinishedPdf", "engines", "inspect_pdf", "make_pdf"]
