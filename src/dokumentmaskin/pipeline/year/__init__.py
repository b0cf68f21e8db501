"""What a year's papers need beside themselves: the copies of what was adopted."""

from dokumentmaskin.pipeline.year.adopting import keep_adopted as keep_adopted
