"""What the lists of members say across bodies and through a year: who is missing, who came, what is in doubt.

`plan.people` says who sits in a body on a day; read it first. Each module here answers one question of a
plan and returns records: `coverage` which places have nobody, `attendance` who came, `doubts` what
can hardly be meant.
"""

from dokumentmaskin.plan.members.attendance import Frammøte as Frammøte
from dokumentmaskin.plan.members.attendance import attendance as attendance
from dokumentmaskin.plan.members.attendance import long_absent as long_absent
from dokumentmaskin.plan.members.coverage import Dekning as Dekning
from dokumentmaskin.plan.members.coverage import Dekningsrad as Dekningsrad
from dokumentmaskin.plan.members.coverage import coverage as coverage
from dokumentmaskin.plan.members.doubts import doubts as doubts
from dokumentmaskin.plan.members.reading import read_member as read_member
