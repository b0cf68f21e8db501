"""The agenda: every case with what a member needs to have read."""

from layout.blocks import (
    Blocks,
    each,
    heading,
    optional_fact,
    paragraph,
    table,
    text_column,
    when,
)
from layout.meeting import (
    PAPER,
    case_heading,
    case_line,
    case_origin,
    rich,
    time_and_place,
    title,
    withdrawn,
)
from layout.words import Language


def _facts(words: Language) -> Blocks:
    return (
        *time_and_place(words),
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


def _open_points(words: Language) -> Blocks:
    columns = (
        text_column(words["hva"], 35, "{{ punkt.hva }}"),
        text_column(words["hvem"], 18, "{{ punkt.hvem }}"),
        text_column(words["frist"], 13, "{{ punkt.frist }}"),
        text_column(words["status"], 14, "{{ punkt.status | capitalize }}"),
        text_column(words["fra"], 20, "{{ punkt.opphav | capitalize }}"),
    )
    return when("sak.åpne_punkter", table(words["åpne_punkter"], "punkt in sak.åpne_punkter", columns))


def _case(words: Language) -> Blocks:
    return (
        case_heading(words),
        *withdrawn(),
        *case_line(words),
        *case_origin(words),
        *rich(words["bakgrunn"], "sak.bakgrunn"),
        *rich(words["vurdering"], "sak.vurdering"),
        *rich(words["forslag_til_vedtak"], "sak.forslag_til_vedtak", "Vedtakstekst"),
        *_open_points(words),
        *_papers(words),
    )


def body(words: Language) -> Blocks:
    """Return the whole agenda."""
    cases = each("sak", "saker", *_case(words))
    return (*title(words["saksliste_til"]), *_facts(words), *cases)
