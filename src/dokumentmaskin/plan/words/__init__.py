"""How Norwegian is written: the fixed words of the documents, in each language, and dates out and in.

Read `language` first: a language is one record in it, with every word that code puts into a document.
"""

from dokumentmaskin.plan.words.dates import month_number as month_number
from dokumentmaskin.plan.words.dates import parse_day as parse_day
from dokumentmaskin.plan.words.dates import parse_meeting_date as parse_meeting_date
from dokumentmaskin.plan.words.dates import parse_span as parse_span
from dokumentmaskin.plan.words.dates import parse_time as parse_time
from dokumentmaskin.plan.words.language import LANGUAGES as LANGUAGES
from dokumentmaskin.plan.words.language import Møtedato as Møtedato
from dokumentmaskin.plan.words.language import Språk as Språk
from dokumentmaskin.plan.words.language import Tidsrom as Tidsrom
