"""The cases of a meeting: the agenda, and the numbers that stay.

Read `agenda` first. `numbering` gives the numbers, and `matching` knows again the cases that a summons has
numbered.
"""

from dokumentmaskin.plan.cases.agenda import Agenda as Agenda
from dokumentmaskin.plan.cases.agenda import agenda as agenda
from dokumentmaskin.plan.cases.agenda import approved_in as approved_in
from dokumentmaskin.plan.cases.agenda import approves_minutes as approves_minutes
from dokumentmaskin.plan.cases.agenda import is_follow_up as is_follow_up
from dokumentmaskin.plan.cases.agenda import issued_entry as issued_entry
from dokumentmaskin.plan.cases.agenda import minutes_to_approve as minutes_to_approve
from dokumentmaskin.plan.cases.agenda import next_meeting as next_meeting
from dokumentmaskin.plan.cases.agenda import numbered_agenda as numbered_agenda
from dokumentmaskin.plan.cases.agenda import passed_over as passed_over
from dokumentmaskin.plan.cases.agenda import previous_meeting as previous_meeting
from dokumentmaskin.plan.cases.earlier import TidligereBehandling as TidligereBehandling
from dokumentmaskin.plan.cases.earlier import earlier_treatment as earlier_treatment
from dokumentmaskin.plan.cases.matching import case_title as case_title
from dokumentmaskin.plan.cases.numbering import Sak as Sak
from dokumentmaskin.plan.cases.numbering import case_anchor as case_anchor
from dokumentmaskin.plan.cases.numbering import case_number as case_number
from dokumentmaskin.plan.cases.numbering import counted as counted
from dokumentmaskin.plan.cases.titles import likely_same as likely_same
from dokumentmaskin.plan.cases.titles import title_key as title_key
