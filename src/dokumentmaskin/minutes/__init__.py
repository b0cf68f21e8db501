"""Edited minutes in Word made into values, and what is not certain told with its place.

Read `reading` first: it says in which order everything is read. `labels` are the words that minutes are known
by, `parts` takes a document apart at its headings, `cases` and `tables` read what stands there, `values`
knows what a short answer means, and `notes` collects what is not certain.
"""

from dokumentmaskin.minutes.reading import ReadMinutes, read_minutes, template_prompts

__all__ = ["ReadMinutes", "read_minutes", "template_prompts"]
