"""Edited minutes in Word made into values, and what is not certain told with its place.

Read `reading` first: it says in which order everything is read, and reads the cases. `labels` are the words
that minutes are known by, `parts` takes a document apart at its headings, `tables` reads its tables, `values`
knows what a short answer means, and `notes` collects what is not certain.
"""

from dokumentmaskin.minutes.anchors import heading_anchor as heading_anchor
from dokumentmaskin.minutes.anchors import number_alone as number_alone
from dokumentmaskin.minutes.anchors import row_anchor as row_anchor
from dokumentmaskin.minutes.labels import ATTENDANCE as ATTENDANCE
from dokumentmaskin.minutes.labels import COUNTS as COUNTS
from dokumentmaskin.minutes.labels import MEETING as MEETING
from dokumentmaskin.minutes.labels import POINTS as POINTS
from dokumentmaskin.minutes.labels import VOTE_LINES as VOTE_LINES
from dokumentmaskin.minutes.labels import Label as Label
from dokumentmaskin.minutes.labels import known as known
from dokumentmaskin.minutes.labels import plain as plain
from dokumentmaskin.minutes.parts import case_heading as case_heading
from dokumentmaskin.minutes.reading import ReadMinutes as ReadMinutes
from dokumentmaskin.minutes.reading import read_minutes as read_minutes
from dokumentmaskin.minutes.reading import template_prompts as template_prompts
from dokumentmaskin.minutes.tables import case_of_point as case_of_point
