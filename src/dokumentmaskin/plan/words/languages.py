"""The written languages. One more is a module of its words, a row here, and a folder of Word templates."""

from typing import Final

from dokumentmaskin.plan.words.bokmal import BOKMÅL
from dokumentmaskin.plan.words.nynorsk import NYNORSK

# By the `målform` of the plan.
LANGUAGES: Final = {"bokmål": BOKMÅL, "nynorsk": NYNORSK}
# What messages are written in, whatever the documents are: a day in one is «mandag», as the words around it.
MESSAGES: Final = BOKMÅL
