"""Minutes edited in Word read into the plan, with what a person has corrected there kept."""

from dokumentmaskin.pipeline.minutes.read_back import ReadBack, read_back
from dokumentmaskin.pipeline.minutes.summary import summary

__all__ = ["ReadBack", "read_back", "summary"]
