"""Which days people have off, and by which days the things of a meeting are due; `deadlines` counts them."""

from dokumentmaskin.plan.calendar.days import day_off as day_off
from dokumentmaskin.plan.calendar.days import school_holiday as school_holiday
from dokumentmaskin.plan.calendar.deadlines import absence_day as absence_day
from dokumentmaskin.plan.calendar.deadlines import deadlines as deadlines
from dokumentmaskin.plan.calendar.deadlines import due_day as due_day
from dokumentmaskin.plan.calendar.deadlines import remarks_day as remarks_day
