"""The stage that makes accessible PDFs: a .docx in, a checked PDF/A-2a and PDF/UA-1 file out.

Papers that others wrote, of any kind, become PDFs too (`attachment_pdf`); those claim only what they keep.
"""

from dokumentmaskin.pdf.engines import BuiltInEngine, choose_engines
from dokumentmaskin.pdf.finish import Claims, Properties, saved, write_metadata
from dokumentmaskin.pdf.make import make_pdf
from dokumentmaskin.pdf.papers import Way, attachment_pdf, kind_of
from dokumentmaskin.pdf.records import Attachment, Engine, FinishedPdf
from dokumentmaskin.pdf.verify import broken_rules, inspect_pdf, read_remarks
from dokumentmaskin.pdf.words import in_one_line, read_words

__all__ = [
    "Attachment",
    "BuiltInEngine",
    "Claims",
    "Engine",
    "FinishedPdf",
    "Properties",
    "Way",
    "attachment_pdf",
    "broken_rules",
    "choose_engines",
    "in_one_line",
    "inspect_pdf",
    "kind_of",
    "make_pdf",
    "read_remarks",
    "read_words",
    "saved",
    "write_metadata",
]
