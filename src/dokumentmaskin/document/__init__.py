"""From the plan to a Word file: what a template may print, and the template filled in.

Read `fields` first, for how a template's fields are described. `cases` has those of a case, `context`,
`package_context` and `year_context` those of each kind of template; `markdown` and `richtext` make a text
field into paragraphs, `render` fills the template.
"""

from dokumentmaskin.document.context import meeting_context
from dokumentmaskin.document.markdown import Block, Inline, parse_text
from dokumentmaskin.document.package_context import Innholdslinje, Nivå, exempt_case_context, package_context
from dokumentmaskin.document.render import render
from dokumentmaskin.document.richtext import Marks, expand
from dokumentmaskin.document.year_context import year_context

__all__ = [
    "Block",
    "Inline",
    "Innholdslinje",
    "Marks",
    "Nivå",
    "exempt_case_context",
    "expand",
    "meeting_context",
    "package_context",
    "parse_text",
    "render",
    "year_context",
]
