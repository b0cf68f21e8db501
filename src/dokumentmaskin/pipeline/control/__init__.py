"""The papers as they really lie there, held against the plan and each other.

Read `facts` first: the record of what a paper says. `reading` takes a file apart for it, `expected` says what
the plan says, `comparing` and `lists` hold the two together, and `papers` goes through what lies in the
folders. `ages` says what is older than what it was made from, `standing` what is of a meeting that is no more
there; `years`, `wheels` and `calendars` hold what is of a whole year.
"""

from dokumentmaskin.pipeline.control.papers import control_papers as control_papers
from dokumentmaskin.pipeline.control.papers import control_years as control_years
