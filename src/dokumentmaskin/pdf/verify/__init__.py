"""What is held against a finished PDF: standards, words, pictures."""

from dokumentmaskin.pdf.verify.check import NOT_CHECKED, broken_rules, can_check, keep_claims
from dokumentmaskin.pdf.verify.compare import lost_words
from dokumentmaskin.pdf.verify.inspect import inspect_pdf
from dokumentmaskin.pdf.verify.pictures import undescribed_pictures
from dokumentmaskin.pdf.verify.remarks import read_remarks

__all__ = [
    "NOT_CHECKED",
    "broken_rules",
    "can_check",
    "inspect_pdf",
    "keep_claims",
    "lost_words",
    "read_remarks",
    "undescribed_pictures",
]
