"""The summons: who meets, when, where and about what."""

from itertools import chain

from layout.blocks import (
    Blocks,
    Column,
    choose,
    each,
    fact,
    heading,
    number_column,
    optional_fact,
    paragraph,
    run,
    table,
    text_column,
    when,
)
from layout.measures import AXIS, TEXT_WIDTH
from layout.meeting import SENDER, people_to_ask, time_and_place, title
from layout.words import Language
from layout.xml import Node

# Who is told of the meeting and has no seat in it.
OTHERS = ("varamedlemmer", "observatører", "sekretærer", "kopi_til")
# Whether anybody's deputy is named.
DEPUTIES = 'innkalt | selectattr("vara") | list'


def _facts(words: Language) -> Blocks:
    return (
        *time_and_place(words),
        *optional_fact(words["videolenke"], "møte.videolenke"),
        *optional_fact(words["møteleder"], "møte.møteleder"),
        *people_to_ask(words, "gruppe.leder and gruppe.leder != møte.møteleder"),
        fact(words["avsender"], SENDER),
        *optional_fact(words["arkivreferanse"], "gruppe.arkivreferanse"),
        *optional_fact(words["utsendt"], "utsendt"),
        *optional_fact(words["sendes_ut"], "sendes_ut"),
        *optional_fact(words["oppdatert"], "oppdatert"),
    )


def _summoned(words: Language) -> Blocks:
    """Who has a seat, for whom and with which deputies, in columns that are there when they hold anything."""
    alone, deputised, placed, both = (
        [_people_table(words, has_places=places, has_deputies=deputies)]
        for places in (False, True)
        for deputies in (False, True)
    )
    people = choose("sitter_for", choose(DEPUTIES, both, placed), choose(DEPUTIES, deputised, alone))
    told = (optional_fact(words[name], f"andre_innkalte.{name}") for name in OTHERS)
    said = " or ".join(f"andre_innkalte.{name}" for name in OTHERS)
    others = when(said, heading(3, words["andre_mottakere"]), *chain.from_iterable(told))
    return when(f"innkalt or {said}", heading(2, words["innkalte"]), *when("innkalt", *people), *others)


def _people_table(words: Language, *, has_places: bool, has_deputies: bool) -> Node:
    columns = (
        *([text_column("{{ sitter_for }}", 3240, "{{ plass.delregion }}")] if has_places else []),
        text_column(words["medlem"], 2800, "{{ plass.hvem }}"),
        *([text_column(words["vara"], 3258, "{{ plass.varaer }}")] if has_deputies else []),
    )
    return table(words["innkalte"], "plass in innkalt", columns)


def _absence(words: Language) -> Blocks:
    # Of a body without a list it is not known whether it has deputies.
    told = f"not innkalt or andre_innkalte.varamedlemmer or {DEPUTIES}"
    kept, alone = (
        choose(
            "forfall.frist",
            [paragraph("Normal", words["forfall_med_frist"], keep=keep)],
            [paragraph("Normal", words["forfall_uten_frist"], keep=keep)],
        )
        for keep in (True, False)
    )
    deputies = paragraph("Normal", words["vara_møter"])
    return (heading(2, words["forfall"]), *choose(told, (*kept, deputies), alone))


def _case_title() -> Blocks:
    marks = {name: f"{{{{ sak.{name} | capitalize }}}}" for name in ("utgår", "ettersendt", "lagt_fram")}
    said = {"unntatt": "{{ sak.unntatt }}", **marks}
    lines = (
        when(f"sak.{name}", paragraph("Tabelltekst", run(text, "Emphasis"))) for name, text in said.items()
    )
    return paragraph("Tabelltekst", "{{ sak.tittel }}"), *chain.from_iterable(lines)


def _cases(words: Language) -> Blocks:
    plain, timed, lasting, both = (
        [_cases_table(words, has_times=times, has_lengths=lengths)]
        for lengths in (False, True)
        for times in (False, True)
    )
    time, length = (f'saker | selectattr("{name}") | list' for name in ("tid", "varighet"))
    tables = choose(length, choose(time, both, lasting), choose(time, timed, plain))
    section = when("saksgruppe.overskrift", heading(3, "{{ saksgruppe.overskrift }}"))
    return when("saker", heading(2, words["saker"]), *each("saksgruppe", "saksgrupper", *section, *tables))


def _cases_table(words: Language, *, has_times: bool, has_lengths: bool) -> Node:
    """The agenda in short; when cases are taken and how long have columns, where the plan says it of any."""
    # The column of times holds «28. september» on one line, and takes what that asks of the presenters'.
    time, presenter = (1460, 1678) if has_times else (0, 2028)
    length = 1000 if has_lengths else 0
    day = when("sak.dag", paragraph("Tabelltekst", "{{ sak.dag }}"))
    clock = paragraph("Tabelltekst", "{{ sak.tid }}")
    columns = (
        text_column(words["nr"], 740, "{{ sak.nummer }}"),
        *([Column(words["tid"], time, (*day, clock))] if has_times else []),
        Column(words["sak"], 7338 - time - length - presenter, _case_title()),
        text_column(words["type"], 1320, "{{ sak.type | capitalize }}"),
        text_column(words["innleder"], presenter, "{{ sak.innleder }}"),
        *([number_column(words["varighet"], length, "{{ sak.varighet }}")] if has_lengths else []),
    )
    return table(words["saker"], "sak in saksgruppe.saker", columns)


def _programme(words: Language) -> Blocks:
    what = paragraph("Tabelltekst", "{{ post.hva }}")
    day = paragraph("Tabelltekst", run("{{ post.dag }}", "Strong"), keep=True)
    columns = (
        text_column(words["tid"], AXIS, "{{ post.tid }}"),
        Column(words["hva"], TEXT_WIDTH - AXIS, choose("post.dag", [day], [what])),
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


def _questions(words: Language) -> Blocks:
    """Who answers: last, so that what a person writes at the end follows something that is open."""
    asked = [
        paragraph("Merknad", words["spørsmål"].format(f"{{{{ sekretariat.{name} }}}}"))
        for name in ("epost", "navn")
    ]
    return choose("sekretariat.epost", asked[:1], asked[1:])


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
        *_questions(words),
    )
