"""What is drawn on finished pages: the running line, and what says that a document is a draft or internal.

Read `running_line` first. All stand on `sheet` (a page as its reader sees it), `page_content` (adding to it
without disturbing it) and `line_font`; the other rooms use the first two as well.
"""

from dokumentmaskin.bundle.pages.draft import marked_as_draft as marked_as_draft
from dokumentmaskin.bundle.pages.internal import marked_as_internal as marked_as_internal
from dokumentmaskin.bundle.pages.line_font import encoded as encoded
from dokumentmaskin.bundle.pages.page_content import Additions as Additions
from dokumentmaskin.bundle.pages.page_content import content_streams as content_streams
from dokumentmaskin.bundle.pages.running_line import Room as Room
from dokumentmaskin.bundle.pages.running_line import add_numbered_line as add_numbered_line
from dokumentmaskin.bundle.pages.sheet import Box as Box
from dokumentmaskin.bundle.pages.sheet import Sheet as Sheet
from dokumentmaskin.bundle.pages.sheet import inherited as inherited
from dokumentmaskin.bundle.pages.sheet import number as number
from dokumentmaskin.bundle.pages.sheet import read_box as read_box
from dokumentmaskin.bundle.pages.sheet import sheet_of as sheet_of
