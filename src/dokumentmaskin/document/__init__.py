"""From the plan to a Word file: what a template may print, and the template filled in.

Read `fields` first, for how a template's fields are described. `cases` has those of a case, `context`
and `year` those of each kind of template; `markdown` and `richtext` make a text
field into paragraphs, `render` fills the template.
"""

from dokumentmaskin.document.cancellation import cancellation_context as cancellation_context
from dokumentmaskin.document.case_context import case_context as case_context
from dokumentmaskin.document.case_context import votes_in_words as votes_in_words
from dokumentmaskin.document.cases import group_name as group_name
from dokumentmaskin.document.cases import no_papers_note as no_papers_note
from dokumentmaskin.document.cases import objection_note as objection_note
from dokumentmaskin.document.cases import paper_note as paper_note
from dokumentmaskin.document.codes import CODE_FAILED as CODE_FAILED
from dokumentmaskin.document.codes import TemplateEnvironment as TemplateEnvironment
from dokumentmaskin.document.codes import failure as failure
from dokumentmaskin.document.codes import unsound as unsound
from dokumentmaskin.document.context import Innholdslinje as Innholdslinje
from dokumentmaskin.document.context import Nivå as Nivå
from dokumentmaskin.document.context import meeting_context as meeting_context
from dokumentmaskin.document.context import meeting_fields as meeting_fields
from dokumentmaskin.document.context import package_context as package_context
from dokumentmaskin.document.fields import common_fields as common_fields
from dokumentmaskin.document.fields import in_a_row as in_a_row
from dokumentmaskin.document.fields import row_name as row_name
from dokumentmaskin.document.fields import written_text as written_text
from dokumentmaskin.document.markdown import Block as Block
from dokumentmaskin.document.markdown import Inline as Inline
from dokumentmaskin.document.markdown import Side as Side
from dokumentmaskin.document.markdown import parse_text as parse_text
from dokumentmaskin.document.render import damaged as damaged
from dokumentmaskin.document.render import render as render
from dokumentmaskin.document.render import render_with_turns as render_with_turns
from dokumentmaskin.document.richtext import Marks as Marks
from dokumentmaskin.document.richtext import Rich as Rich
from dokumentmaskin.document.richtext import expand as expand
from dokumentmaskin.document.wheel import Style as Style
from dokumentmaskin.document.wheel import Årshjul as Årshjul
from dokumentmaskin.document.wheel import drawn as drawn
from dokumentmaskin.document.wheel import illustration as illustration
from dokumentmaskin.document.wheel import inline as inline
from dokumentmaskin.document.wheel import png as png
from dokumentmaskin.document.wheel import svg as svg
from dokumentmaskin.document.wheel import wheel_told as wheel_told
from dokumentmaskin.document.wheel import year_wheel as year_wheel
from dokumentmaskin.document.withdrawal import withdrawal_context as withdrawal_context
from dokumentmaskin.document.year import members_context as members_context
from dokumentmaskin.document.year import row_comments as row_comments
from dokumentmaskin.document.year import wheel_rows as wheel_rows
from dokumentmaskin.document.year import whole_year_context as whole_year_context
from dokumentmaskin.document.year import year_context as year_context
