"""What stands on the site where a paper was: that it is withdrawn, and which meeting it belonged to."""

from layout.blocks import Blocks, fact, optional_fact, paragraph
from layout.meeting import people_to_ask, time_and_place, title
from layout.words import Language


def body(words: Language) -> Blocks:
    """Return the whole page."""
    return (
        *title(words["trukket"]),
        paragraph("Ingress", words["er_trukket"]),
        fact(words["dokument"], "{{ papir }}"),
        *time_and_place(words),
        *optional_fact(words["nettside"], "møte.nettside"),
        *people_to_ask(words),
    )
