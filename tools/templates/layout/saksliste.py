"""The agenda: every case with what a member needs to have read."""

from layout.blocks import (
    Blocks,
    choose,
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
    alternatives,
    case_heading,
    case_line,
    case_origin,
    messages,
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
    papers = each(
        "vedlegg",
        "sak.vedlegg",
        *_ending("ListBullet", PAPER.format(label=words["vedlegg"], paper="vedlegg")),
    )
    return (
        *when("sak.vedlegg", heading(3, words["vedlegg"]), *papers),
        *when("sak.uten_papirer", *_ending("Merknad", "{{ sak.uten_papirer }}")),
    )


def _ending(style: str, text: str) -> Blocks:
    """A paragraph that may end a case. That of the last but one stays with the last.

    The last is often a title alone, «Eventuelt», and would have a page to itself.
    """
    kept, other = (paragraph(style, text, keep=keep) for keep in (True, False))
    return choose("saker | length > 1 and sak.nummer == saker[-2].nummer", [kept], [other])


def _open_points(words: Language) -> Blocks:
    columns = (
        text_column(words["hva"], 35, "{{ punkt.hva }}"),
        text_column(words["hvem"], 18, "{{ punkt.hvem }}"),
        text_column(words["frist"], 13, "{{ punkt.frist }}"),
        text_column(words["status"], 14, "{{ punkt.status | capitalize }}"),
        text_column(words["fra"], 20, "{{ punkt.opphav | capitalize }}"),
    )
    return when("sak.åpne_punkter", table(words["åpne_punkter"], "punkt in sak.åpne_punkter", columns))


def _sub_points() -> Blocks:
    return each(
        "underpunkt",
        "sak.underpunkter",
        heading(3, "{{ underpunkt.nummer }} {{ underpunkt.tittel }}"),
        *when("underpunkt.tekst", paragraph("Normal", "{{ underpunkt.tekst }}")),
    )


def _history(words: Language) -> Blocks:
    """What earlier meetings said of the case."""
    said = (
        "{{ behandling.sak }}{% if behandling.dato %}, {{ behandling.dato }}{% endif %}"
        "{% if behandling.tittel %}: {{ behandling.tittel }}{% endif %}"
    )
    return when(
        "sak.tidligere_behandling",
        heading(3, words["tidligere_behandling"]),
        *each(
            "behandling",
            "sak.tidligere_behandling",
            paragraph("Normal", said),
            *when("behandling.vedtak", paragraph("Vedtakstekst", "{{ behandling.vedtak }}")),
        ),
    )


def _case(words: Language) -> Blocks:
    return (
        *choose(
            "sak.seksjon",
            [paragraph("Seksjon", "{{ sak.seksjon }}"), case_heading(words, below_another=True)],
            [case_heading(words)],
        ),
        *withdrawn(),
        *case_line(words),
        *case_origin(words),
        *when("sak.forbehold", paragraph("Merknad", "{{ sak.forbehold }}", keep=True)),
        *rich(words["bakgrunn"], "sak.bakgrunn"),
        *_history(words),
        *rich(words["vurdering"], "sak.vurdering"),
        *_sub_points(),
        *rich(words["forslag_til_vedtak"], "sak.forslag_til_vedtak", "Vedtakstekst"),
        *alternatives(words),
        *_open_points(words),
        *messages(words),
        *_papers(words),
    )


def body(words: Language) -> Blocks:
    """Return the whole agenda."""
    cases = each("sak", "saker", *_case(words))
    return (*title(words["saksliste_til"]), *_facts(words), *cases)
