"""What the groups of `organisasjon.yaml` must agree on: names of their own, and the words for each kind.

Each function gives the faults that it finds, as in `plan.loading.checks`.
"""

from collections.abc import Iterator

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.loading.checks import Fault
from dokumentmaskin.plan.meetings import slug
from dokumentmaskin.plan.records import Organisasjon, suggestion
from dokumentmaskin.plan.words import KINDS, lacking_words
from dokumentmaskin.plan.yaml import YamlDocument


def check_groups(organisation: Organisasjon, document: YamlDocument) -> Iterator[Fault]:
    """No two groups' papers would lie in the same folder, and a kind of one's own has its words."""
    key = "grupper" if ("grupper",) in document.key_positions else "faggrupper"
    names: dict[str, str] = {}
    for index, group in enumerate(organisation.grupper):
        if slug(group.navn) in names:
            other = names[slug(group.navn)]
            twice = f"To grupper heter «{other}»."
            alike = f"Filene til «{group.navn}» ville fått samme navn som filene til «{other}»."
            message = twice if group.navn == other else alike
            yield (key, index, "navn"), Problem("samme-navn", message, "Gi gruppene ulike navn.")
        names.setdefault(slug(group.navn), group.navn)
        if missing := lacking_words(group.slag, group.ord.said):
            yield (key, index, "slag"), _without_words(group.slag, missing)


def _without_words(slag: str, missing: tuple[str, ...]) -> Problem:
    message = f"dok kjenner ikke ordene for slaget «{slag}»."
    keys = ", ".join(f"{name}: …" for name in missing)
    meant = suggestion(slag, KINDS)
    advice = f"Skriv dem på gruppen: «ord: {{{keys}}}», eller velg {', '.join(KINDS)}."
    return Problem("slag-uten-ord", message, f"{meant} {advice}".lstrip())
