"""Papers that are no PDF yet, made into one: office files, pictures, text."""

from dokumentmaskin.pdf.papers.attachment import attachment_pdf as attachment_pdf
from dokumentmaskin.pdf.papers.attachment import opened_container as opened_container
from dokumentmaskin.pdf.papers.kinds import Way as Way
from dokumentmaskin.pdf.papers.kinds import kind_of as kind_of
from dokumentmaskin.pdf.papers.words import paper_texts as paper_texts
