"""Minutes edited in Word read into the plan, with what a person has corrected there kept."""

from dokumentmaskin.pipeline.minutes.attendance import without_table as without_table
from dokumentmaskin.pipeline.minutes.read_back import ReadBack as ReadBack
from dokumentmaskin.pipeline.minutes.read_back import read_back as read_back
from dokumentmaskin.pipeline.minutes.read_back import read_from as read_from
from dokumentmaskin.pipeline.minutes.summary import summary as summary
