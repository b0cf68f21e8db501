"""A case of the minutes for itself: what was proposed, what was decided, and who vouches that it is so."""

from layout.blocks import Blocks, choose, each, fact, heading, optional_fact, paragraph, when
from layout.meeting import alternatives, rich, signature, title
from layout.words import Language


def _facts(words: Language) -> Blocks:
    return (
        fact(words["sak"], "{{ sak.nummer }} {{ sak.tittel }}"),
        fact(words["dato"], "{{ møte.dato }}"),
        *optional_fact(words["sted"], "møte.sted"),
        *optional_fact(words["protokollen_godkjent"], "godkjent"),
        *optional_fact(words["lukket"], "sak.lukket_møte"),
    )


def _listed(label: str, name: str) -> Blocks:
    """A heading and a line for each text, if there are any."""
    lines = each("linje", f"sak.{name}", paragraph("ListBullet", "{{ linje }}"))
    return when(f"sak.{name}", heading(2, label), *lines)


def _decision(words: Language) -> Blocks:
    return (
        *rich(words["forslag_til_vedtak"], "sak.forslag_til_vedtak", "Vedtakstekst", level=2),
        *alternatives(words, level=2),
        *rich(words["kort_referat"], "sak.referat", level=2),
        *_listed(words["inhabil"], "habilitet"),
        *_listed(words["votering"], "voteringer"),
        *rich(words["vedtak"], "sak.vedtak", "Vedtakstekst", level=2),
        *rich(words["konklusjon"], "sak.konklusjon", "Vedtakstekst", level=2),
    )


def _vouched(words: Language) -> Blocks:
    """Who vouches signs on paper: nothing is said to be signed."""
    return (
        *when("not godkjent", paragraph("Merknad", words["ikke_godkjent_ennå"])),
        heading(2, words["rett_utskrift"]),
        *signature(words),
    )


def body(words: Language) -> Blocks:
    """Return the whole of it."""
    exempt = (paragraph("Saksopplysning", "{{ sak.bare_tittel }}"),)
    return (
        *title(words["særutskrift_av"]),
        *_facts(words),
        *choose("sak.bare_tittel", exempt, (*_decision(words), *_vouched(words))),
    )
