"""The summons: who meets, when, where and about what."""

from layout.blocks import (
    Blocks,
    Column,
    bullets,
    choose,
    fact,
    heading,
    optional_fact,
    paragraph,
    run,
    table,
    text_column,
    when,
)
from layout.measures import AXIS, TEXT_WIDTH
from layout.meeting import SENDER, time_and_place, title
from layout.words import Language
from layout.xml import Node


def _facts(words: Language) -> Blocks:
    return (
        *time_and_place(words),
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


def _cases(words: Language) -> Blocks:
    timed, untimed = (_cases_table(words, has_times=has_times) for has_times in (True, False))
    any_time = 'saker | selectattr("tid") | list'
    return when("saker", heading(2, words["saker"]), *choose(any_time, [timed], [untimed]))


def _cases_table(words: Language, *, has_times: bool) -> Node:
    """The agenda in short; when cases are taken has a column of its own, where the plan says it of any."""
    time, title_ = 1110, 4200
    day = when("sak.dag", paragraph("Tabelltekst", "{{ sak.dag }}"))
    clock = paragraph("Tabelltekst", "{{ sak.tid }}")
    columns = (
        text_column(words["nr"], 640, "{{ sak.nummer }}"),
        *([Column(words["tid"], time, (*day, clock))] if has_times else []),
        Column(words["sak"], title_ if has_times else title_ + time, _case_title()),
        text_column(words["type"], 1320, "{{ sak.type | capitalize }}"),
        text_column(words["innleder"], 2028, "{{ sak.innleder }}"),
    )
    return table(words["saker"], "sak in saker", columns)


def _programme(words: Language) -> Blocks:
    columns = (
        text_column(words["tid"], AXIS, "{{ post.tid }}"),
        text_column(words["hva"], TEXT_WIDTH - AXIS, "{{ post.hva }}"),
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
        *bullets("papir", "papirer", text),
    )


def _contact(words: Language) -> Blocks:
    name = "{{ sekretariat.navn }}{% if sekretariat.adresse %}, {{ sekretariat.adresse }}{% endif %}"
    return (
        heading(2, words["kontakt"]),
        *optional_fact(words["leder"], "gruppe.leder", keep=True),
        fact(words["sekretariat"], name, keep=True),
        *optional_fact(words["kontaktperson"], "sekretariat.kontaktperson", keep=True),
        *optional_fact(words["epost"], "sekretariat.epost", keep=True),
        *optional_fact(words["telefon"], "sekretariat.telefon"),
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
