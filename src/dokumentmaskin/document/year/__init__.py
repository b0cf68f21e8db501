"""A year in the words that go on paper: a group's, the organisation's, and who sits in the groups."""

from dokumentmaskin.document.year.members import members_context as members_context
from dokumentmaskin.document.year.programme import year_context as year_context
from dokumentmaskin.document.year.rows import row_comments as row_comments
from dokumentmaskin.document.year.rows import wheel_rows as wheel_rows
from dokumentmaskin.document.year.whole import whole_year_context as whole_year_context
