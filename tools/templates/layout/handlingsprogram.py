"""The year's programme: priorities, roles, who sits in the group, and when it meets."""

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
from layout.measures import AXIS, TEXT_WIDTH
from layout.meeting import SENDER, title
from layout.styles import WIDE, Style, spacing
from layout.words import Language

# A picture as wide as the tables.
STYLES = (Style("Bilde", "Bilde", paragraph=(spacing(0, 4), WIDE), own=True),)


def foot(words: Language) -> str:
    """Return what the footer says."""
    return f"{words['handlingsprogram']} {{{{ år }}}}"


def bullets(variable: str) -> Blocks:
    """Return a list of a variable's texts."""
    return each("punkt", variable, paragraph("ListBullet", "{{ punkt }}"))


def _priorities(words: Language) -> Blocks:
    return (
        *when(
            "prioriteringer.overskrift or prioriteringer.innledning or prioriteringer.punkter",
            heading(2, words["hovedprioriteringer"]),
            *when("prioriteringer.overskrift", heading(3, "{{ prioriteringer.overskrift }}")),
            *when(
                "prioriteringer.innledning",
                paragraph("Normal", "{{ prioriteringer.innledning }}"),
            ),
            *bullets("prioriteringer.punkter"),
        ),
        *when(
            "andre_viktige_saker",
            heading(2, words["andre_viktige_saker"]),
            *bullets("andre_viktige_saker"),
        ),
    )


def _organisation(words: Language) -> Blocks:
    return (
        *when(
            "roller or regler",
            heading(2, words["organisering"]),
            *when("roller", heading(3, words["roller"]), *bullets("roller")),
            *when("regler", heading(3, words["regler"]), *bullets("regler")),
        ),
        *duties(words),
    )


def duties(words: Language) -> Blocks:
    """Return what the secretariat is to do."""
    return when(
        "sekretariatets_ansvar",
        heading(2, words["sekretariatets_ansvar"]),
        paragraph("Innledning", words["sekretariatet_har_ansvar"]),
        *bullets("sekretariatets_ansvar"),
    )


def members(words: Language, of: str = "", level: int = 2) -> Blocks:
    """Return who sits in the group, whose fields stand in the variable `of`, under a heading of a level."""
    people = choose(
        "plass.medlemmer",
        [paragraph("Tabelltekst", "{{ plass.medlemmer }}")],
        [paragraph("Tabelltekst", words["ingen_medlemmer"])],
    )
    columns = (
        text_column(f"{{{{ {of}sitter_for }}}}", 40, "{{ plass.delregion }}"),
        Column(words["medlemmer"], 60, people),
    )
    seats = table(words["representasjon"], f"plass in {of}representasjon", columns)
    listed = each("plass", f"{of}representasjon", paragraph("ListBullet", "{{ plass.medlemmer }}"))
    with_places = (heading(level, words["representasjon"]), seats)
    without = (heading(level, words["medlemmer"]), *listed)
    return when(f"{of}representasjon", *choose(f"{of}sitter_for", with_places, without))


def wheel(words: Language) -> Blocks:
    """Return the year wheel, as a picture and as an equal table."""
    events = choose(
        "rad.hendelser",
        each("hendelse", "rad.hendelser", paragraph("Tabellpunkt", "{{ hendelse }}")),
        [paragraph("Tabelltekst", words["ingen_hendelser"])],
    )
    columns = (
        text_column(words["måned"], AXIS, "{{ rad.måned }}"),
        Column(words["hendelser"], TEXT_WIDTH - AXIS, events),
    )
    months = table(words["årshjul"], "rad in årshjul", columns)
    picture = when("årshjulbilde", paragraph("Bilde", "{{ årshjulbilde }}"))
    return when("årshjul", heading(2, words["årshjul"]), *picture, months)


def _meetings(words: Language) -> Blocks:
    topics = each("tema", "rad.tema", paragraph("Tabellpunkt", "{{ tema }}"))
    none = [paragraph("Tabelltekst", "{{ rad.tema | join }}")]
    columns = (
        text_column(words["møte"], 48, "{{ rad.møte }}"),
        text_column(words["dato"], 32, "{{ rad.dato }}"),
        Column(words["tema"], 70, choose("rad.tema", topics, none)),
        text_column(words["kommentar"], 50, "{{ rad.kommentar }}"),
    )
    plan = table(words["møteplan"], "rad in møteplan", columns)
    remark = when("merknad", paragraph("Merknad", "{{ merknad }}"))
    return when("møteplan", heading(2, words["møteplan"]), plan, *remark)


def _changes(words: Language) -> Blocks:
    one = (heading(3, "{{ revisjon.navn }}"), *bullets("revisjon.endringer"))
    return when("revisjoner", heading(2, words["endringer"]), *each("revisjon", "revisjoner", *one))


def body(words: Language) -> Blocks:
    """Return the whole programme."""
    return (
        *title("{{ tittel }}"),
        *optional_fact(words["status"], "status"),
        *optional_fact(words["datert"], "datert"),
        fact(words["organisasjon"], SENDER),
        *optional_fact(words["nettsted"], "organisasjon.nettsted"),
        *_priorities(words),
        *_organisation(words),
        *members(words),
        *wheel(words),
        *_meetings(words),
        *_changes(words),
    )
