"""An adopted year: its copies, what has changed since, and how that is said. Read `history` first."""

from dokumentmaskin.plan.revisions.changes import Endring as Endring
from dokumentmaskin.plan.revisions.copies import ADOPTED as ADOPTED
from dokumentmaskin.plan.revisions.copies import copy_of as copy_of
from dokumentmaskin.plan.revisions.copies import foreign as foreign
from dokumentmaskin.plan.revisions.copies import read_copy as read_copy
from dokumentmaskin.plan.revisions.history import Revisjon as Revisjon
from dokumentmaskin.plan.revisions.history import Vedtak as Vedtak
from dokumentmaskin.plan.revisions.history import adoption as adoption
from dokumentmaskin.plan.revisions.history import no_longer_adopted as no_longer_adopted
from dokumentmaskin.plan.revisions.wording import said as said
