"""The package's cover, and its contents on a page of their own."""

from layout.blocks import (
    Blocks,
    Column,
    choose,
    fact,
    heading,
    optional_fact,
    paragraph,
    run,
    two_kinds_table,
    when,
)
from layout.meeting import SENDER, time_and_place
from layout.words import Language

_SHARES = (90, 10)


def foot(words: Language) -> str:
    """Return what the footer says of the package, and that it is internal."""
    internal = f"{{% if intern %}}{words['intern']}{{% endif %}}"
    return f"{words['møtepakke']} {{{{ møte.kort_dato }}}}{internal}"


def _cover(words: Language) -> Blocks:
    return (
        *choose(
            "organisasjon.logo",
            [paragraph("Forsideavsender", "{{ organisasjon.logo }}")],
            [paragraph("Forsideavsender", "{{ organisasjon.navn }}")],
        ),
        heading(1, words["møtepakke"]),
        paragraph("Subtitle", "{{ gruppe.tittel }}"),
        *when("intern", paragraph("Internmerking", "{{ intern }}")),
        *time_and_place(words),
        fact(words["avsender"], SENDER),
        *optional_fact(words["nettside"], "møte.nettside"),
    )


def _row(words: Language, style: str, page: str) -> tuple[Column, Column]:
    note = run("{% if linje.merknad %} – {{ linje.merknad }}{% endif %}", "Innholdsmerknad")
    first, second = _SHARES
    return (
        Column(words["dokument"], first, (paragraph(style, "{{ linje.tittel }}", note),)),
        Column(paragraph("Innholdssidehode", words["side"]), second, (paragraph(page, "{{ linje.side }}"),)),
    )


def _contents(words: Language) -> Blocks:
    papers = _row(words, "Innholdsvedlegg", "Innholdsside")
    others = _row(words, "Innholdssak", "Innholdssaksside")
    condition = 'linje.nivå == "vedlegg"'
    contents = two_kinds_table(words["innhold"], "linje in innhold", condition, papers, others)
    # Above the table: under one that fills its page they would have a page to themselves.
    remarks = when("merknader", paragraph("Innholdsmerknader", '{{ merknader | join(" ") }}'))
    return (heading(2, words["innhold"], own_page=True), *remarks, contents)


def body(words: Language) -> Blocks:
    """Return the cover and the contents."""
    return (*_cover(words), *_contents(words))
