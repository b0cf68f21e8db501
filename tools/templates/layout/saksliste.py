"""The agenda: every case with what a member needs to have read."""

from layout.blocks import Blocks, each, fact, heading, optional_fact, paragraph, when
from layout.meeting import (
    PAPER,
    case_heading,
    case_line,
    case_origin,
    place_and_company,
    rich,
    title,
)
from layout.words import Language


def _facts(words: Language) -> Blocks:
    return (
        fact(words["dato"], "{{ møte.dato }}"),
        *optional_fact(words["tid"], "møte.tid"),
        *place_and_company(words),
        *optional_fact(words["møteleder"], "møte.møteleder"),
        *optional_fact(words["nettside"], "møte.nettside"),
    )


def _papers(words: Language) -> Blocks:
    paper = paragraph("ListBullet", PAPER.format(label=words["vedlegg"]))
    papers = each("vedlegg", "sak.vedlegg", paper)
    return (
        *when("sak.vedlegg", heading(3, words["vedlegg"]), *papers),
        *when("sak.uten_papirer", paragraph("Merknad", "{{ sak.uten_papirer }}")),
    )


def _case(words: Language) -> Blocks:
    return (
        case_heading(words),
        *case_line(words),
        *case_origin(words),
        *rich(words["bakgrunn"], "sak.bakgrunn"),
        *rich(words["vurdering"], "sak.vurdering"),
        *rich(words["forslag_til_vedtak"], "sak.forslag_til_vedtak", "Vedtakstekst"),
        *_papers(words),
    )


def body(words: Language) -> Blocks:
    """Return the whole agenda."""
    cases = each("sak", "saker", *_case(words))
    return (*title(words["saksliste_til"]), *_facts(words), *cases)
