"""The organisation's programme of a year: a chapter for each group, and when all of them meet."""

from layout.blocks import (
    Blocks,
    Column,
    each,
    fact,
    heading,
    optional_fact,
    paragraph,
    table,
    text_column,
    when,
)
from layout.handlingsprogram import bullets, duties, members, wheel
from layout.medlemsliste import coverage
from layout.meeting import SENDER, title
from layout.words import Language


def _priorities(words: Language) -> Blocks:
    own = "kapittel.prioriteringer"
    headed = f"{{% if {own}.overskrift %}}: {{{{ {own}.overskrift }}}}{{% endif %}}"
    return (
        *when(
            f"{own}.overskrift or {own}.innledning or {own}.punkter",
            heading(3, words["hovedprioriteringer"] + headed),
            *when(f"{own}.innledning", paragraph("Normal", f"{{{{ {own}.innledning }}}}")),
            *bullets(f"{own}.punkter"),
        ),
        *when(
            "kapittel.andre_viktige_saker",
            heading(3, words["andre_viktige_saker"]),
            *bullets("kapittel.andre_viktige_saker"),
        ),
    )


def _chapter(words: Language) -> Blocks:
    role = words["roller"].replace("organ.", "kapittel.organ.")
    return (
        heading(2, "{{ kapittel.gruppe.tittel }}"),
        *optional_fact(words["status"], "kapittel.status"),
        *optional_fact(words["datert"], "kapittel.datert"),
        *_priorities(words),
        *when("kapittel.roller", heading(3, role), *bullets("kapittel.roller")),
        *members(words, "kapittel.", 3),
        *_changes(words),
    )


def _changes(words: Language) -> Blocks:
    one = (paragraph("Innledning", "{{ revisjon.navn }}:"), *bullets("revisjon.endringer"))
    revisions = each("revisjon", "kapittel.revisjoner", *one)
    return when("kapittel.revisjoner", heading(3, words["endringer"]), *revisions)


def _meetings(words: Language) -> Blocks:
    topics = each("tema", "møte.rad.tema", paragraph("Tabellpunkt", "{{ tema }}"))
    remarks = (
        *when("møte.rad.kommentar", paragraph("Tabellmerknad", "{{ møte.rad.kommentar }}")),
        *when(
            "not møte.rad.tema and not møte.rad.kommentar",
            paragraph("Tabelltekst", "{{ møte.rad.tema | join }}"),
        ),
    )
    columns = (
        text_column(words["dato"], 31, "{{ møte.rad.dato }}"),
        text_column(words["hvem"], 41, "{{ møte.grupper }}"),
        text_column(words["møte"], 49, "{{ møte.rad.møte }}"),
        # A column for comments would be empty in most rows, and topics are the longest words.
        Column(words["tema_og_kommentar"], 78, (*when("møte.rad.tema", *topics), *remarks)),
    )
    remark = when(
        "kapittel.merknad",
        paragraph("Merknad", "{{ kapittel.gruppe.tittel }}:", keep=True),
        paragraph("Merknad", "{{ kapittel.merknad }}"),
    )
    return when(
        "fellesplan",
        heading(2, words["felles_møteplan"]),
        table(words["felles_møteplan"], "møte in fellesplan", columns),
        *each("kapittel", "kapitler", *remark),
    )


def body(words: Language) -> Blocks:
    """Return the whole programme."""
    return (
        *title("{{ tittel }}"),
        *optional_fact(words["datert"], "datert"),
        fact(words["organisasjon"], SENDER),
        *optional_fact(words["nettsted"], "organisasjon.nettsted"),
        *when("regler", heading(2, words["regler"]), *bullets("regler")),
        *duties(words),
        *each("kapittel", "kapitler", *_chapter(words)),
        *coverage(words, 2),
        *wheel(words),
        *_meetings(words),
    )
