"""The cancellation: which meeting will not be held, and why."""

from layout.blocks import Blocks, optional_fact, optional_key_fact, paragraph, run, when
from layout.meeting import people_to_ask, time_and_place, title
from layout.words import Language


def body(words: Language) -> Blocks:
    """Return the whole cancellation."""
    return (
        *title(words["avlysning_av"]),
        paragraph("Ingress", run(words["er_avlyst"], "Strong")),
        *when("utsendt", paragraph("Ingress", words["innkalling_gjelder_ikke"])),
        *time_and_place(words),
        *optional_fact(words["grunn"], "grunn"),
        *optional_key_fact(words["neste_møte"], "neste_møte"),
        *people_to_ask(words),
    )
