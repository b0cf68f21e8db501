"""What a rule finds: that something is missing, where, and how it is mended."""

from dataclasses import dataclass

from dokumentmaskin.errors import Place


@dataclass(frozen=True, slots=True)
class Funn:
    """Something that a rule misses.

    Attributes:
        melding: What is missing, in a sentence.
        råd: What to do about it.
        sted: Where it is missing.
    """

    melding: str
    råd: str
    sted: Place
