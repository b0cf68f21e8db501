"""A Word file as its reader meets it, for whoever writes it in another form: what stands where, and its look.

`read_flow` gives the text that `document_text` gives the words of, with what each piece is: a heading, an
item of a list, a cell, a link, a note, a picture.
"""

from dokumentmaskin.word.flow.reading import read_flow as read_flow
from dokumentmaskin.word.flow.records import Anchor as Anchor
from dokumentmaskin.word.flow.records import Block as Block
from dokumentmaskin.word.flow.records import Cell as Cell
from dokumentmaskin.word.flow.records import Flow as Flow
from dokumentmaskin.word.flow.records import Grid as Grid
from dokumentmaskin.word.flow.records import Inline as Inline
from dokumentmaskin.word.flow.records import NoteMark as NoteMark
from dokumentmaskin.word.flow.records import Paragraph as Paragraph
from dokumentmaskin.word.flow.records import Picture as Picture
from dokumentmaskin.word.flow.records import Span as Span
from dokumentmaskin.word.flow.records import at_tabs as at_tabs
