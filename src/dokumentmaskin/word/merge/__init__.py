"""The three-way merge of a Word file: what dok wrote, what a person made of it, and what dok writes now.

    base    dok's document, as it was made last
    mine    the person's: `base`, edited and saved by Word or LibreOffice
    theirs  dok's document, as the plan and the templates make it now

The result is built in the person's file. What the person has not touched follows the plan; what the person
has written stays as it is. Where both have changed the same block the person's stands, and a comment says
what the plan says now. A merge that would lose a paragraph of the person's is refused.
"""

from dokumentmaskin.word.merge.editions import LeftOut as LeftOut
from dokumentmaskin.word.merge.editions import OpenEdition as OpenEdition
from dokumentmaskin.word.merge.editions import Verdict as Verdict
from dokumentmaskin.word.merge.editions import open_edition as open_edition
from dokumentmaskin.word.merge.merging import merge as merge
from dokumentmaskin.word.merge.merging import same_content as same_content
from dokumentmaskin.word.merge.sides import Change as Change
from dokumentmaskin.word.merge.transplant import taken_in as taken_in
