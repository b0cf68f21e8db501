"""The list of members of a year: each body's, and whom each sub-region has in the bodies."""

from layout.blocks import (
    Blocks,
    Column,
    choose,
    each,
    fact,
    heading,
    optional_fact,
    paragraph,
    table,
    text_column,
    when,
)
from layout.innkalling import OTHERS
from layout.meeting import SENDER, title
from layout.words import Language
from layout.xml import Node


def foot(words: Language) -> str:
    """Return what the footer says."""
    return f"{words['medlemsliste']} {{{{ år }}}}"


def _person(words: Language, name: str, style: str) -> Blocks:
    """Return somebody, with address and telephone under the name when they are there."""
    return (
        paragraph(style, f"{{{{ {name}.hvem }}}}"),
        *when(f"{name}.epost", paragraph("Tabelltekst", f"{{{{ {name}.epost }}}}")),
        *when(f"{name}.telefon", paragraph("Tabelltekst", f"{words['telefon']} {{{{ {name}.telefon }}}}")),
    )


def _members(words: Language, *, has_places: bool, has_deputies: bool) -> Node:
    deputies = each("vara", "rad.varaer", *_person(words, "vara", "Tabelltekst"))
    none = [paragraph("Tabelltekst", "{{ rad.varaer | join }}")]
    columns = (
        *([text_column("{{ liste.sitter_for }}", 30, "{{ rad.plass }}")] if has_places else []),
        Column(words["medlem"], 33, _person(words, "rad.medlem", "Tabelltekst")),
        *([Column(words["vara"], 37, choose("rad.varaer", deputies, none))] if has_deputies else []),
    )
    return table(words["medlemmer"], "rad in liste.medlemmer", columns)


def _list(words: Language) -> Blocks:
    alone, deputised, placed, both = (
        [_members(words, has_places=places, has_deputies=deputies)]
        for places in (False, True)
        for deputies in (False, True)
    )
    deputies = 'liste.medlemmer | selectattr("varaer") | list'
    members = choose("liste.sitter_for", choose(deputies, both, placed), choose(deputies, deputised, alone))
    none = [paragraph("Normal", words["ingen_medlemmer"])]
    return (
        heading(2, "{{ liste.tittel }}"),
        *choose("liste.medlemmer", members, none),
        *(block for name in OTHERS for block in _others(words, name)),
    )


def _others(words: Language, name: str) -> Blocks:
    people = each("person", f"liste.{name}", *_person(words, "person", "ListBullet"))
    return when(f"liste.{name}", heading(3, words[name]), *people)


def coverage(words: Language, level: int) -> Blocks:
    """Return whom each sub-region and municipality has in the bodies, under a heading of a level."""
    there = each("gruppe", "plass.grupper", paragraph("Tabelltekst", "{{ gruppe }}"))
    none = [paragraph("Tabelltekst", words["ingen_medlemmer"])]
    columns = [
        text_column("{{ representerer }}", 30, "{{ plass.plass }}"),
        Column(words["grupper_og_medlemmer"], 46, choose("plass.grupper", there, none)),
    ]
    gaps = [*columns, text_column(words["mangler_medlem_i"], 24, "{{ plass.mangler }}")]
    with_gaps, without = ([table(words["dekning"], "plass in dekning", shown)] for shown in (gaps, columns))
    tables = choose('dekning | selectattr("mangler") | list', with_gaps, without)
    return when("dekning", heading(level, words["dekning"]), *tables)


def body(words: Language) -> Blocks:
    """Return the whole list."""
    return (
        *title("{{ tittel }}"),
        fact(words["organisasjon"], SENDER),
        *optional_fact(words["nettsted"], "organisasjon.nettsted"),
        *each("liste", "lister", *_list(words)),
        *coverage(words, 2),
    )
