"""The lists of members to and from a spreadsheet.

Read `columns` first: what a column holds, and by which names it is known. `export` writes the lists to a
file. The other way goes from `spreadsheet` (cells) by `rows` (members) and `changes` (what they say other
than the plan) to `importing`, which writes it.
"""

from dokumentmaskin.pipeline.members.changes import Medlemsendring as Medlemsendring
from dokumentmaskin.pipeline.members.export import export as export
from dokumentmaskin.pipeline.members.export import year_sheets as year_sheets
from dokumentmaskin.pipeline.members.importing import Import as Import
from dokumentmaskin.pipeline.members.importing import compare_file as compare_file
from dokumentmaskin.pipeline.members.importing import write as write
