"""The bodies that meet: what each is called in its own language, and whether the law asks more of it.

Everyone who puts a word about a body on paper, or into a message, asks here.
"""

from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.records import Gruppe, Organisasjon
from dokumentmaskin.plan.words import FAGGRUPPE, LANGUAGES, Organord, Språk, organ_words

# The kinds that govern or decide on behalf of others, in an organisation of one of the forms below.
_ELECTED_KINDS: Final = frozenset({"representantskap", "styre", "utvalg"})
# What kommuneloven has elected bodies in: § 5-1, with § 18-1 for an interkommunalt politisk råd and § 19-1
# for a kommunalt oppgavefellesskap.
_ELECTED_FORMS: Final = frozenset({
    "interkommunalt politisk råd", "ipr", "kommunalt oppgavefellesskap", "kommune", "fylkeskommune",
})  # fmt: skip


def body_words(gruppe: Gruppe, språk: Språk) -> Organord:
    """The words for a body in the language that it writes (`Plan.språk_of`)."""
    return organ_words(språk.organer, gruppe.slag, tuple(gruppe.ord), gruppe.protokoll)


def body_title(gruppe: Gruppe, språk: Språk) -> str:
    """The body's name written out: «Styret», «Hovedutvalget for oppvekst», «Faggruppen for klima og miljø».

    A name that says what kind of body it is, by its first word or its last, needs nothing before it.
    """
    if gruppe.tittel:
        return gruppe.tittel
    body = body_words(gruppe, språk).bestemt
    said = gruppe.navn.casefold().split()
    if any(word.endswith(_kind_names(gruppe)) for word in (said[0], said[-1])):
        return initial_capital(gruppe.navn)
    full = språk.organer.faggruppen if gruppe.slag == FAGGRUPPE and not gruppe.ord.bestemt else body
    return initial_capital(språk.organer.tittel_for.format(full, gruppe.navn))


def _kind_names(gruppe: Gruppe) -> tuple[str, ...]:
    """What a body of its kind is called, in every language: «utvalget», «utvalg», «utvalet», «utval»."""
    words = [body_words(gruppe, språk) for språk in LANGUAGES.values()]
    return tuple(name.casefold() for own in words for name in (own.bestemt, own.ubestemt.split()[-1]))


def initial_capital(text: str) -> str:
    """A text with a capital first letter, and the others as they are."""
    return text[:1].upper() + text[1:]


def is_elected(organisasjon: Organisasjon, gruppe: Gruppe) -> bool:
    """Whether a body is a folkevalgt organ, for which kommuneloven chapter 11 holds.

    What the plan says comes first; otherwise it follows from the kind of body and the form of organisation.
    """
    if gruppe.folkevalgt is not None:
        return gruppe.folkevalgt
    return gruppe.slag in _ELECTED_KINDS and _has_elected_bodies(organisasjon)


def keeps_the_law(organisasjon: Organisasjon, gruppe: Gruppe) -> bool:
    """Whether a body's meetings keep kommuneloven chapter 11: it must, or it wants to."""
    return is_elected(organisasjon, gruppe) or gruppe.følger_kommuneloven


def elected_unsaid(organisasjon: Organisasjon, gruppe: Gruppe) -> tuple[Problem, ...]:
    """A note that asks, when nothing tells whether a body is a folkevalgt organ."""
    known = gruppe.folkevalgt is not None or gruppe.slag not in _ELECTED_KINDS
    if known or _has_elected_bodies(organisasjon):
        return ()
    form = f"«{organisasjon.form}» avgjør det ikke" if organisasjon.form else "«form:» er ikke skrevet"
    message = f"Planen sier ikke om «{gruppe.navn}» er et folkevalgt organ, og {form}."
    advice = "Skriv «folkevalgt: ja» eller «folkevalgt: nei» på gruppen i organisasjon.yaml."
    return (Problem("folkevalgt-ukjent", message, advice),)


def kind_unlikely(gruppe: Gruppe) -> tuple[Problem, ...]:
    """A note when a faggruppe has the name of a body of another kind, as under the older «faggrupper»."""
    named = (
        slag
        for språk in LANGUAGES.values()
        for slag, (body, *_) in språk.organer.slag.items()
        if slag != FAGGRUPPE and gruppe.navn.casefold().endswith(body)
    )
    if gruppe.slag != FAGGRUPPE or (slag := next(named, None)) is None:
        return ()
    message = f"«{gruppe.navn}» er ført opp som faggruppe, så papirene har ordene for en faggruppe."
    advice = f"Er det ikke en faggruppe, skriver du «slag: {slag}» på gruppen i organisasjon.yaml."
    return (Problem("slag-etter-navnet", message, advice),)


def _has_elected_bodies(organisasjon: Organisasjon) -> bool:
    form = organisasjon.form.casefold().partition("(")[0].strip()
    return form in _ELECTED_FORMS
