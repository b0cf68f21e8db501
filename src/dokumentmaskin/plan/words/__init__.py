"""How Norwegian is written: the fixed words of the documents, in each language, and dates out and in.

Read `language` first: a language is one record in it, with every word that code puts into a document.
"""

from dokumentmaskin.plan.words.dates import (
    month_number,
    parse_day,
    parse_meeting_date,
    parse_span,
    parse_time,
)
from dokumentmaskin.plan.words.language import LANGUAGES, Møtedato, Språk, Tidsrom

__all__ = [
    "LANGUAGES",
    "Møtedato",
    "Språk",
    "Tidsrom",
    "month_number",
    "parse_day",
    "parse_meeting_date",
    "parse_span",
    "parse_time",
]
