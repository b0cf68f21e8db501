"""The stage that makes accessible PDFs: a .docx in, a checked PDF/A-2a and PDF/UA-1 file out.

Papers that others wrote, of any kind, become PDFs too (`attachment_pdf`); those claim only what they keep.
"""

from dokumentmaskin.pdf.addresses import is_public_address as is_public_address
from dokumentmaskin.pdf.appearance import say_the_same as say_the_same
from dokumentmaskin.pdf.appearance import show_the_same as show_the_same
from dokumentmaskin.pdf.engines import BuiltInEngine as BuiltInEngine
from dokumentmaskin.pdf.engines import choose_engines as choose_engines
from dokumentmaskin.pdf.finish import Claims as Claims
from dokumentmaskin.pdf.finish import Properties as Properties
from dokumentmaskin.pdf.finish import lead as lead
from dokumentmaskin.pdf.finish import saved as saved
from dokumentmaskin.pdf.finish import write_metadata as write_metadata
from dokumentmaskin.pdf.jpeg import bare_jpeg as bare_jpeg
from dokumentmaskin.pdf.jpeg import bare_pictures as bare_pictures
from dokumentmaskin.pdf.make import make_pdf as make_pdf
from dokumentmaskin.pdf.papers import Way as Way
from dokumentmaskin.pdf.papers import attachment_pdf as attachment_pdf
from dokumentmaskin.pdf.papers import kind_of as kind_of
from dokumentmaskin.pdf.papers import opened_container as opened_container
from dokumentmaskin.pdf.papers import paper_texts as paper_texts
from dokumentmaskin.pdf.records import Attachment as Attachment
from dokumentmaskin.pdf.records import Engine as Engine
from dokumentmaskin.pdf.records import FinishedPdf as FinishedPdf
from dokumentmaskin.pdf.said import Said as Said
from dokumentmaskin.pdf.said import all_said as all_said
from dokumentmaskin.pdf.said import closely_said as closely_said
from dokumentmaskin.pdf.verify import broken_rules as broken_rules
from dokumentmaskin.pdf.verify import inspect_pdf as inspect_pdf
from dokumentmaskin.pdf.verify import lost_words as lost_words
from dokumentmaskin.pdf.verify import read_remarks as read_remarks
from dokumentmaskin.pdf.words import Word as Word
from dokumentmaskin.pdf.words import in_one_line as in_one_line
from dokumentmaskin.pdf.words import read_words as read_words
