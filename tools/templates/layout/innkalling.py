"""The summons: who meets, when, where and about what."""

from layout.blocks import (
    Blocks,
    Column,
    choose,
    each,
    fact,
    heading,
    optional_fact,
    paragraph,
    run,
    table,
    text_column,
    when,
)
from layout.meeting import SENDER, place_and_company, title
from layout.words import Language


def _facts(words: Language) -> Blocks:
    return (
        fact(words["dato"], "{{ møte.dato }}"),
        *optional_fact(words["tid"], "møte.tid"),
        *place_and_company(words),
        *optional_fact(words["videolenke"], "møte.videolenke"),
        *optional_fact(words["møteleder"], "møte.møteleder"),
        fact(words["avsender"], SENDER),
        *optional_fact(words["utsendt"], "utsendt"),
        *optional_fact(words["sendes_ut"], "sendes_ut"),
        *optional_fact(words["oppdatert"], "oppdatert"),
    )


def _summoned(words: Language) -> Blocks:
    columns = (
        text_column(words["delregion"], 36, "{{ plass.delregion }}"),
        text_column(words["medlem"], 32, "{{ plass.medlem }}"),
        text_column(words["vara"], 32, "{{ plass.vara }}"),
    )
    people = table(words["innkalte"], "plass in innkalt", columns)
    return when("innkalt", heading(2, words["innkalte"]), people)


def _absence(words: Language) -> Blocks:
    with_deadline = paragraph("Normal", words["forfall_med_frist"])
    without = paragraph("Normal", words["forfall_uten_frist"])
    return (
        heading(2, words["forfall"]),
        *choose("forfall.frist", [with_deadline], [without]),
        paragraph("Normal", words["vara_møter"]),
    )


def _case_title() -> Blocks:
    exempt = paragraph("Tabelltekst", run("{{ sak.unntatt }}", "Emphasis"))
    withdrawn = paragraph("Tabelltekst", run("{{ sak.utgår | capitalize }}", "Emphasis"))
    return (
        paragraph("Tabelltekst", "{{ sak.tittel }}"),
        *when("sak.unntatt", exempt),
        *when("sak.utgår", withdrawn),
    )


def _case_number() -> Blocks:
    day, time = (paragraph("Tabelltekst", text) for text in ("{{ sak.dag }}", "{{ sak.tid }}"))
    number = paragraph("Tabelltekst", "{{ sak.nummer }}")
    return number, *when("sak.dag", day), *when("sak.tid", time)


def _cases(words: Language) -> Blocks:
    columns = (
        Column(words["nr"], 12, _case_number()),
        Column(words["sak"], 47, _case_title()),
        text_column(words["type"], 15, "{{ sak.type | capitalize }}"),
        text_column(words["innleder"], 26, "{{ sak.innleder }}"),
    )
    cases = table(words["saker"], "sak in saker", columns)
    return when("saker", heading(2, words["saker"]), cases)


def _programme(words: Language) -> Blocks:
    columns = (
        text_column(words["tid"], 24, "{{ post.tid }}"),
        text_column(words["hva"], 76, "{{ post.hva }}"),
    )
    programme = table(words["program"], "post in program", columns)
    return when("program", heading(2, words["program"]), programme)


def _papers(words: Language) -> Blocks:
    text = "{{ papir.sak }}: {{ papir.tittel }}{% if papir.merknad %} – {{ papir.merknad }}{% endif %}"
    address = paragraph("Normal", words["papirene_ligger"])
    return when(
        "papirer or møte.nettside",
        heading(2, words["sakspapirer"]),
        *when("møte.nettside", address),
        *each("papir", "papirer", paragraph("ListBullet", text)),
    )


def _contact(words: Language) -> Blocks:
    name = "{{ sekretariat.navn }}{% if sekretariat.adresse %}, {{ sekretariat.adresse }}{% endif %}"
    return (
        heading(2, words["kontakt"]),
        *optional_fact(words["leder"], "gruppe.leder"),
        fact(words["sekretariat"], name),
        *optional_fact(words["kontaktperson"], "sekretariat.kontaktperson"),
        *optional_fact(words["epost"], "sekretariat.epost"),
        *optional_fact(words["telefon"], "sekretariat.telefon"),
        *optional_fact(words["nettsted"], "organisasjon.nettsted"),
    )


def body(words: Language) -> Blocks:
    """Return the whole summons, in the order in which a member reads it."""
    return (
        *title(words["innkalling_til"]),
        *_facts(words),
        *_summoned(words),
        *_absence(words),
        *_cases(words),
        *_programme(words),
        *_papers(words),
        *_contact(words),
    )
