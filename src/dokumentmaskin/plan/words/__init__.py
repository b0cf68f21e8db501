"""How Norwegian is written: the fixed words of the documents, in each language, and dates out and in.

Read `language` first: a language is one record in it, with every word that code puts into a document.
"""

from dokumentmaskin.plan.words.dates import (
    FORMAT_ADVICE,
    MEETING_ADVICE,
    SPAN_ADVICE,
    TIME_ADVICE,
    month_number,
    parse_day,
    parse_meeting_date,
    parse_span,
    parse_time,
)
from dokumentmaskin.plan.words.language import LANGUAGES, Møtedato, Språk, Tidsrom

__all__ = [
    "FORMAT_ADVICE",
    "LANGUAGES",
    "MEETING_ADVICE",
    "SPAN_ADVICE",
    "TIME_ADVICE",
    "Møtedato",
    "Språk",
    "Tidsrom",
    "month_number",
    "parse_day",
    "parse_meeting_date",
    "parse_span",
    "parse_time",
]
