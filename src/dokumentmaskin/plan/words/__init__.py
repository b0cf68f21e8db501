"""How Norwegian is written: the fixed words of the documents, in each language, and dates out and in.

Read `language` first: it says which words a written language has. `bokmal` and `nynorsk` have
them, with every word that code puts into a document.
"""

from dokumentmaskin.plan.words.asked import next_from as next_from
from dokumentmaskin.plan.words.asked import parse_asked as parse_asked
from dokumentmaskin.plan.words.asked import parse_next as parse_next
from dokumentmaskin.plan.words.bodies import FAGGRUPPE as FAGGRUPPE
from dokumentmaskin.plan.words.bodies import KINDS as KINDS
from dokumentmaskin.plan.words.bodies import MINUTES as MINUTES
from dokumentmaskin.plan.words.bodies import Organord as Organord
from dokumentmaskin.plan.words.bodies import lacking_words as lacking_words
from dokumentmaskin.plan.words.bodies import organ_words as organ_words
from dokumentmaskin.plan.words.dates import OSLO as OSLO
from dokumentmaskin.plan.words.dates import month_number as month_number
from dokumentmaskin.plan.words.dates import parse_day as parse_day
from dokumentmaskin.plan.words.dates import parse_meeting_date as parse_meeting_date
from dokumentmaskin.plan.words.dates import parse_span as parse_span
from dokumentmaskin.plan.words.dates import parse_time as parse_time
from dokumentmaskin.plan.words.dates import whole_month as whole_month
from dokumentmaskin.plan.words.language import Møtedato as Møtedato
from dokumentmaskin.plan.words.language import Språk as Språk
from dokumentmaskin.plan.words.language import Tidsrom as Tidsrom
from dokumentmaskin.plan.words.languages import LANGUAGES as LANGUAGES
from dokumentmaskin.plan.words.languages import MESSAGES as MESSAGES
from dokumentmaskin.plan.words.mentions import Dagnevning as Dagnevning
from dokumentmaskin.plan.words.mentions import Datonevning as Datonevning
from dokumentmaskin.plan.words.mentions import mentions as mentions
from dokumentmaskin.plan.words.wheel import Plikt as Plikt
from dokumentmaskin.plan.words.wheel import Slag as Slag
