"""The papers as they really lie there, held against the plan and each other.

Read `facts` first: the record of what a paper says. `reading` takes a file apart for it, `expected` says what
the plan says, `comparing` holds the two together, and `papers` goes through what lies in the folders.
"""

from dokumentmaskin.pipeline.control.papers import control_papers as control_papers
from dokumentmaskin.pipeline.control.papers import control_years as control_years
