"""What is drawn on finished pages: the running line and the mark of a draft. Read `running_line` first.

Both stand on `sheet` (a page as its reader sees it), `page_content` (adding to it without disturbing it) and
`line_font`; `cleaning` and `joining` use the first two as well.
"""

from dokumentmaskin.bundle.pages.draft import marked_as_draft
from dokumentmaskin.bundle.pages.page_content import Additions
from dokumentmaskin.bundle.pages.running_line import add_running_line
from dokumentmaskin.bundle.pages.sheet import Box, inherited, number, read_box, sheet_of

__all__ = [
    "Additions",
    "Box",
    "add_running_line",
    "inherited",
    "marked_as_draft",
    "number",
    "read_box",
    "sheet_of",
]
