"""The lists of members to and from a spreadsheet, and what is to be known of them.

Read `columns` first: what a column holds, and by which names it is known. `export` writes the lists to a
file.
"""

from dokumentmaskin.pipeline.members.export import export as export
