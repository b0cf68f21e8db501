"""The open edition of a document: of what is open alone, and of what a person has written there."""

from dokumentmaskin.word.merge.editions.edition import LeftOut as LeftOut
from dokumentmaskin.word.merge.editions.edition import OpenEdition as OpenEdition
from dokumentmaskin.word.merge.editions.edition import open_edition as open_edition
from dokumentmaskin.word.merge.editions.openness import Verdict as Verdict
