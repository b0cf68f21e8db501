"""The cancellation: which meeting will not be held, and why."""

from layout.blocks import Blocks, optional_fact, paragraph, when
from layout.meeting import people_to_ask, time_and_place, title
from layout.words import Language


def body(words: Language) -> Blocks:
    """Return the whole cancellation."""
    return (
        *title(words["avlysning_av"]),
        paragraph("Innledning", words["er_avlyst"]),
        *when("utsendt", paragraph("Normal", words["innkalling_gjelder_ikke"])),
        *when("neste_møte", paragraph("Normal", words["neste_møte_er"])),
        *time_and_place(words),
        *optional_fact(words["grunn"], "grunn"),
        *people_to_ask(words),
    )
