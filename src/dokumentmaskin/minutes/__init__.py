"""Edited minutes in Word made into values, and what is not certain told with its place."""

from dokumentmaskin.minutes.reading import ReadMinutes, read_minutes, template_prompts

__all__ = ["ReadMinutes", "read_minutes", "template_prompts"]
