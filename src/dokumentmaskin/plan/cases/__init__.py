"""The cases of a meeting: the agenda, and the numbers that stay.

Read `agenda` first. `numbering` gives the numbers, and `matching` says which case is which of those that a
summons has numbered.
"""

from dokumentmaskin.plan.cases.agenda import (
    Agenda,
    agenda,
    is_follow_up,
    minutes_to_approve,
    next_meeting,
    numbered_agenda,
)
from dokumentmaskin.plan.cases.matching import case_title
from dokumentmaskin.plan.cases.numbering import Sak

__all__ = [
    "Agenda",
    "Sak",
    "agenda",
    "case_title",
    "is_follow_up",
    "minutes_to_approve",
    "next_meeting",
    "numbered_agenda",
]
