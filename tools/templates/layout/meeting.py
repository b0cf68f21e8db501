"""What the documents share: the sender, the facts of the meeting and the head of a case."""

from itertools import chain

from dokumentmaskin.minutes.labels import FROM_AGENDA
from layout.blocks import (
    Blocks,
    choose,
    each,
    fact,
    heading,
    key_fact,
    labelled,
    optional_fact,
    optional_key_fact,
    paragraph,
    to_sign,
    when,
)
from layout.words import Language
from layout.xml import Node

LETTERHEAD = paragraph("Malkode", "{{ brevhode }}")
SENDER = "{{ organisasjon.navn }}{% if organisasjon.form %}, {{ organisasjon.form }}{% endif %}"
_TYPE_FIRST = (
    "{{{{ sak.type | capitalize }}}}{{% if sak.dag %}} · {{{{ sak.dag }}}}{{% endif %}}"
    "{{% if sak.tid %}} · {{{{ sak.tid }}}}{{% endif %}}"
    "{{% if sak.varighet %}} · {{{{ sak.varighet }}}}{{% endif %}}"
    "{{% if sak.innleder %}} · {label}: {{{{ sak.innleder }}}}{{% endif %}}"
)
_WITHOUT_TYPE = (
    "{{% if sak.dag %}}{{{{ sak.dag }}}} {{% endif %}}{{{{ sak.tid }}}}"
    "{{% if sak.varighet %}} {{{{ sak.varighet }}}}{{% endif %}}"
    "{{% if sak.innleder %}} {label}: {{{{ sak.innleder }}}}{{% endif %}}"
)
PAPER = (
    "{{% if {paper}.nummer %}}{label} {{{{ {paper}.nummer }}}}: {{% endif %}}"
    "{{{{ {paper}.tittel }}}}"
    "{{% if {paper}.merknad %}} – {{{{ {paper}.merknad }}}}{{% endif %}}"
)


def title(text: str) -> Blocks:
    """Return the place of the letterhead, the document's title and the group it belongs to."""
    return LETTERHEAD, heading(1, text), paragraph("Subtitle", "{{ gruppe.tittel }}")


def time_and_place(words: Language) -> Blocks:
    """Return when the meeting is, and where."""
    moved = (
        key_fact(words["ny_dato"], "{{ møte.dato }}"),
        fact(words["flyttet_fra"], "{{ møte.flyttet_fra }}"),
    )
    return (
        *optional_key_fact(words["møte"], "møte.tittel"),
        *choose("møte.flyttet_fra", moved, [key_fact(words["dato"], "{{ møte.dato }}")]),
        *optional_key_fact(words["tid"], "møte.tid"),
        *place_and_company(words),
    )


def people_to_ask(words: Language, leader: str = "gruppe.leder") -> Blocks:
    """Return who leads the group, under a condition, the deputy, and who answers for the secretariat."""
    return (
        *when(leader, fact(words["leder"], "{{ gruppe.leder }}")),
        *optional_fact(words["nestleder"], "gruppe.nestleder"),
        *optional_fact(words["kontaktperson"], "sekretariat.kontaktperson"),
    )


def place_and_company(words: Language) -> Blocks:
    """Return where the meeting is, in which form and together with whom."""
    return (
        *optional_key_fact(words["sted"], "møte.sted"),
        *optional_fact(words["møteform"], "møte.form"),
        *optional_fact(words["felles_med"], "møte.felles_med"),
    )


def case_heading(words: Language, *, below_another: bool = False) -> Node:
    """Return the heading of a case, which its number and title make unique."""
    text = f"{words['sak']} {{{{ sak.nummer }}}}: {{{{ sak.tittel }}}}"
    return paragraph("Heading2", text, below_another=below_another)


def withdrawn() -> Blocks:
    """Return the line that says that a case has been withdrawn."""
    return when("sak.utgår", paragraph("Saksopplysning", "{{ sak.utgår | capitalize }}"))


def case_line(words: Language) -> Blocks:
    """Return the line with type, time and presenter."""
    first, second = (
        paragraph("Saksopplysning", text.format(label=words["innleder"]))
        for text in (_TYPE_FIRST, _WITHOUT_TYPE)
    )
    any_ = "sak.dag or sak.tid or sak.varighet or sak.innleder"
    return choose("sak.type", [first], [second], instead=any_)


def case_origin(words: Language) -> Blocks:
    """Return what the case follows up, what the agenda says of it by a label, and whether it is exempt."""
    said = (
        when(f"sak.{name}", paragraph("Saksopplysning", f"{words[name]}: {{{{ sak.{name} }}}}"))
        for name in FROM_AGENDA
        if name != "innleder"  # which stands in the line above
    )
    return (
        *when("sak.oppfølging_av", paragraph("Saksopplysning", "{{ sak.oppfølging_av }}")),
        *chain.from_iterable(said),
        *when("sak.unntatt", paragraph("Saksopplysning", "{{ sak.unntatt }}")),
        *when("sak.ettersendt", paragraph("Saksopplysning", "{{ sak.ettersendt | capitalize }}")),
        *when("sak.lagt_fram", paragraph("Saksopplysning", "{{ sak.lagt_fram | capitalize }}")),
    )


def signature(words: Language) -> Blocks:
    """Return the place for one who signs on paper: nothing is said to be signed."""
    return tuple(to_sign(words[name]) for name in ("dato", "navn", "underskrift"))


def alternatives(words: Language, level: int = 3) -> Blocks:
    """Return the other proposals of a case, each under who has made it."""
    return when(
        "sak.alternative_forslag",
        heading(level, words["alternative_forslag"]),
        *each(
            "forslag",
            "sak.alternative_forslag",
            labelled("Normal", words["forslag_fra"], "{{ forslag.fra }}"),
            paragraph("Vedtakstekst", "{{ forslag.tekst }}"),
        ),
    )


def messages(words: Language) -> Blocks:
    """Return what the meeting is told of, as a list."""
    text = PAPER.format(label=words["melding"], paper="melding")
    return each("melding", "sak.meldinger", paragraph("ListBullet", text))


def rich(label: str, variable: str, style: str = "Normal", level: int = 3) -> Blocks:
    """Return a heading and a text of several paragraphs, if there is such a text."""
    return when(variable, heading(level, label), paragraph(style, f"{{{{ {variable} }}}}"))
