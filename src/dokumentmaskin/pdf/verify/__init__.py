"""What is held against a finished PDF: standards, words, pictures."""

from dokumentmaskin.pdf.verify.broken import broken_pictures as broken_pictures
from dokumentmaskin.pdf.verify.broken import examined as examined
from dokumentmaskin.pdf.verify.broken import fetched_pictures as fetched_pictures
from dokumentmaskin.pdf.verify.check import NOT_CHECKED as NOT_CHECKED
from dokumentmaskin.pdf.verify.check import broken_rules as broken_rules
from dokumentmaskin.pdf.verify.check import can_check as can_check
from dokumentmaskin.pdf.verify.check import inspect_pdf as inspect_pdf
from dokumentmaskin.pdf.verify.check import keep_claims as keep_claims
from dokumentmaskin.pdf.verify.compare import lost_words as lost_words
from dokumentmaskin.pdf.verify.compare import rare_signs as rare_signs
from dokumentmaskin.pdf.verify.compare import undescribed_pictures as undescribed_pictures
from dokumentmaskin.pdf.verify.compare import words_to_tell as words_to_tell
from dokumentmaskin.pdf.verify.outside import text_outside as text_outside
from dokumentmaskin.pdf.verify.remarks import read_remarks as read_remarks
from dokumentmaskin.pdf.verify.undrawn import undrawn_things as undrawn_things
from dokumentmaskin.pdf.verify.undrawn import unsaid_texts as unsaid_texts
