"""Kommuneloven chapter 11 held against a meeting: what the law asks of its papers, and what they lack.

Read `rules` first: the rules as a table, and who they are held against. `summons` and `minutes` find what
each of them misses.
"""

from dokumentmaskin.plan.law.minutes import without_quorum as without_quorum
from dokumentmaskin.plan.law.rules import Kontroll as Kontroll
from dokumentmaskin.plan.law.rules import control as control
from dokumentmaskin.plan.law.rules import minutes_control as minutes_control
from dokumentmaskin.plan.law.rules import summons_control as summons_control
from dokumentmaskin.plan.law.rules import to_control as to_control
