"""The words of a meeting's papers, in both written languages: what is printed, and what a reader knows again.

`tools/templates` prints a word by its name here (`words["kort_referat"]`), the reader finds a heading, a
fact, a column or a status by any of its words. A line under a case that is printed and does not stand here
would be taken for a person's own words: a test finds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, TypeVar

Name = TypeVar("Name", bound=str)

InCase = Literal["kort_referat", "vedtak", "konklusjon", "forslag_til_vedtak", "alternative_forslag"]
Outside = Literal["deltakere", "andre_til_stede", "oppfølging", "neste_møte", "underskrifter"]
Field = Literal[
    "votering",
    "for",
    "mot",
    "avholdende",
    "forslag",
    "inhabil",
    "grunnlag",
    "lukket",
    "godkjenning",
    "godkjenner",
]


@dataclass(frozen=True, slots=True)
class Label:
    """A word of the minutes.

    Attributes:
        bokmål: How the template in bokmål prints it.
        nynorsk: How that in nynorsk does.
        others: What people write instead, in small letters and with commas between.
    """

    bokmål: str
    nynorsk: str
    others: str = ""

    @property
    @cache  # noqa: B019 - there are as many as there are words
    def words(self) -> frozenset[str]:
        """All its words, as `plain` makes them."""
        others = self.others.split(", ") if self.others else ()
        return frozenset({plain(self.bokmål), plain(self.nynorsk), *others})


# What a meeting's papers say of it by a label: when and where it is, its cases and their papers.
MEETING: Final = {
    "dato": Label("Dato", "Dato"),
    "ny_dato": Label("Ny dato", "Ny dato"),
    "flyttet_fra": Label("Flyttet fra", "Flytta frå"),
    "tid": Label("Tid", "Tid"),
    "sted": Label("Sted", "Stad"),
    "nr": Label("Nr.", "Nr."),
    "sakspapirer": Label("Sakspapirer", "Sakspapir"),
    "vedlegg": Label("Vedlegg", "Vedlegg"),
    "melding": Label("Melding", "Melding"),
    "møte": Label("Møte", "Møte"),
    "tema": Label("Tema", "Tema"),
    "måned": Label("Måned", "Månad"),
}
# The headings within a case, and those outside the cases.
IN_CASE: Final[Mapping[InCase, Label]] = {
    "kort_referat": Label("Kort referat", "Kort referat"),
    "vedtak": Label("Vedtak", "Vedtak"),
    "konklusjon": Label("Konklusjon", "Konklusjon"),
    "forslag_til_vedtak": Label("Forslag til vedtak", "Framlegg til vedtak"),
    "alternative_forslag": Label("Alternative forslag", "Alternative framlegg"),
}
OUTSIDE: Final[Mapping[Outside, Label]] = {
    "deltakere": Label("Deltakere", "Deltakarar"),
    "andre_til_stede": Label("Andre til stede", "Andre til stades"),
    "oppfølging": Label("Oppfølging", "Oppfølging"),
    "neste_møte": Label("Neste møte", "Neste møte"),
    "underskrifter": Label("Underskrifter", "Underskrifter"),
}
# The headings over who came in approved minutes; they belong to the part about participants.
WHO_CAME: Final = {
    "til_stede": Label("Til stede", "Til stades"),
    "dessuten_møtte": Label("Dessuten møtte", "Dessutan møtte"),
}
# What agenda and minutes print under the heading of a case, by the field of the case, with a colon and what
# the plan says. A field that is added here is printed.
FROM_AGENDA: Final = {
    "innleder": Label("Innleder", "Innleiar"),
    "prioritering": Label("Prioritering", "Prioritering"),
}
# What a person fills in after a colon, by the field of `Referatfil` that it becomes.
FACTS: Final = {
    "startet": Label("Møtet startet", "Møtet starta"),
    "sluttet": Label("Møtet sluttet", "Møtet slutta"),
    "møteleder": Label("Møteleder", "Møteleiar"),
    "referent": Label("Referent", "Referent"),
    "observatører": Label("Observatører", "Observatørar"),
    "gjester": Label("Gjester", "Gjester"),
    "fra_sekretariatet": Label("Fra sekretariatet", "Frå sekretariatet"),
}
# What is filled in of a case, by labels of their own on a line: how it was voted, who left the table, why the
# doors were closed, and what was said of earlier minutes.
IN_LINE: Final[Mapping[Field, Label]] = {
    "votering": Label("Votering", "Røysting", "votering, avstemning, avstemming, avrøysting"),
    "for": Label("For", "For"),
    "mot": Label("Mot", "Mot", "imot"),
    "avholdende": Label("Avholdende", "Avhaldande"),
    "forslag": Label("Votert over", "Røysta over", "forslag det ble votert over, stemt over"),
    "inhabil": Label("Habilitet", "Habilitet", "inhabil, inhabile, ugild"),
    "grunnlag": Label("Grunnlag", "Grunnlag", "grunn"),
    "lukket": Label("Lukket møte", "Lukka møte", "møtet lukket, møtet lukka, lukkede dører, lukka dører"),
    "godkjenning": Label("Godkjenning", "Godkjenning"),
    "godkjenner": Label(
        "Referat fra møtet",
        "Referat frå møtet",
        "referatet fra møtet, referatet frå møtet, møtebok fra møtet, møtebok frå møtet, "
        "møteprotokoll fra møtet, møteprotokoll frå møtet",
    ),
}
# How a line of votes begins, and what finished minutes say after each number instead of the label before it.
_VOTING: Final = IN_LINE["votering"]
VOTE_LINES: Final = frozenset(f"{word}:" for word in (_VOTING.bokmål, _VOTING.nynorsk))
COUNTS: Final = {
    f"{word}:": word.casefold()
    for label in (IN_LINE["for"], IN_LINE["mot"], IN_LINE["avholdende"])
    for word in (label.bokmål, label.nynorsk)
}
# What a vote, or the approval of minutes, may come to: the names are those of the record, with `_` for space.
VOTES: Final = {
    "enstemmig": Label("Enstemmig", "Samrøystes", "enstemmig vedtatt, samrøystes vedteke"),
    "ingen_votering": Label(
        "Ingen votering", "Inga røysting", "ikke votert, ikkje røysta, ingen avstemning, ingen, inga"
    ),
}
APPROVALS: Final = {
    "godkjent": Label("Godkjent", "Godkjent"),
    "godkjent_med_merknader": Label("Godkjent med merknader", "Godkjent med merknader"),
    "ikke_godkjent": Label("Ikke godkjent", "Ikkje godkjent"),
    "utsatt": Label("Utsatt", "Utsett"),
}
# The columns of the two tables.
PEOPLE: Final = {
    "delregion": Label("Delregion", "Delregion", "kommune, representerer"),
    "medlem": Label("Medlem", "Medlem"),
    "vara": Label("Vara", "Vara"),
    "møtt": Label("Møtt", "Møtt", "møtte"),
    "forfall": Label("Forfall", "Forfall"),
    "vara_møtte": Label("Vara møtte", "Vara møtte", "vara møtt"),
    "kom": Label("Kom kl.", "Kom kl.", "kom"),
    "gikk": Label("Gikk kl.", "Gjekk kl.", "gikk, gjekk"),
}
POINTS: Final = {
    "hva": Label("Hva", "Kva"),
    "hvem": Label("Hvem", "Kven"),
    "frist": Label("Frist", "Frist"),
    "status": Label("Status", "Status"),
    "sak": Label("Sak", "Sak"),
}
# How it goes with a point: the last of them closes it.
STATUSES: Final = {
    "åpen": Label("Åpen", "Open", "åpent, ope, opent, over fristen"),
    "ikke_startet": Label(
        "Ikke startet",
        "Ikkje starta",
        "ikke påbegynt, ikke begynt, ikkje påbyrja, ikkje byrja, ikke gjort, ikkje gjort",
    ),
    "i_arbeid": Label(
        "I arbeid",
        "I arbeid",
        "under arbeid, pågår, pågående, pågåande, påbegynt, påbyrja, startet, starta, i gang, ikke ferdig, "
        "ikkje ferdig",
    ),
    "ferdig": Label(
        "Ferdig",
        "Ferdig",
        "lukket, lukka, utført, gjort, gjennomført, fullført, avsluttet, avslutta, ferdigstilt, løst, løyst",
    ),
}
# The sentence before the cases that the template prints while there is time for remarks.
REMARKS: Final = Label(
    "Send merknader til {{ organ.protokollen }} senest {{ merknadsfrist }} til {{ sekretariat.epost }}.",
    "Send merknader til {{ organ.protokollen }} seinast {{ merknadsfrist }} til {{ sekretariat.epost }}.",
)

# What earlier templates asked for, in minutes that were made with them.
EARLIER_PROMPTS: Final = frozenset({
    "Skriv vedtaket. Ta bare med stemmetall hvis gruppen stemte over saken.",
    "Skriv vedtaket. Ta berre med røystetal dersom gruppa røysta over saka.",
})  # fmt: skip

_GROUPS: Final[list[Mapping[Any, Label]]] = [
    MEETING, IN_CASE, OUTSIDE, WHO_CAME, FROM_AGENDA, FACTS, IN_LINE, VOTES, APPROVALS, PEOPLE, POINTS,
    STATUSES,
]  # fmt: skip
# All of them by their names, of which each is given once.
LABELS: Final[Mapping[str, Label]] = {
    **{name: label for group in _GROUPS for name, label in group.items()},
    "merknadsfrist": REMARKS,
}


def plain(text: str) -> str:
    """A heading or a label as it is looked up: in small letters, without what stands after it."""
    return " ".join(text.casefold().split()).rstrip(" :.")


def known(labels: Mapping[Name, Label]) -> dict[str, Name]:
    """The names of some labels by each of their words."""
    return {word: name for name, label in labels.items() for word in label.words}


# The heading over who came, as it is looked up.
ATTENDANCE: Final = OUTSIDE["deltakere"].words
