"""What is drawn on finished pages: the running line, the mark of a draft."""

from dokumentmaskin.bundle.pages.draft import marked_as_draft
from dokumentmaskin.bundle.pages.page_content import Additions
from dokumentmaskin.bundle.pages.running_line import add_running_line
from dokumentmaskin.bundle.pages.sheet import Box, inherited, number, read_box, sheet_of
from dokumentmaskin.bundle.pages.typeface import Typeface, typeface_for

__all__ = [
    "Additions",
    "Box",
    "Typeface",
    "add_running_line",
    "inherited",
    "marked_as_draft",
    "number",
    "read_box",
    "sheet_of",
    "typeface_for",
]
