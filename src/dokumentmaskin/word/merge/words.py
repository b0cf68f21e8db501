"""What dok says in the comments of a merged document, in the language of the document.

A remark has a first line that is one of these, and under it what the plan says, when it says something. A
language that is not here is told of in bokmål, as templates without a language are.
"""

from dataclasses import dataclass
from typing import Any, Final

from dokumentmaskin.word.names import VAL
from dokumentmaskin.word.styles import find

_LANGUAGE: Final = "docDefaults/rPrDefault/rPr/lang"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the remarks in a language.

    Attributes:
        changed: Person and plan have changed the same; what the plan says follows.
        deleted: The person has deleted what the plan has changed; what the plan says follows.
        case_deleted: The same of a whole case; its title in the plan follows.
        case_kept: The plan has dropped a case that the person has written in.
        kept: The plan has dropped something else that the person has written in.
        row: The plan has something for a table that dok cannot place; it follows.
        header: What the header of a page is called.
        footer: What the foot of a page is called.
    """

    changed: str
    deleted: str
    case_deleted: str
    case_kept: str
    kept: str
    row: str
    header: str
    footer: str


BOKMÅL: Final = Words(
    changed="Planen sier nå:",
    deleted="Du har slettet noe som er endret i planen. Planen sier nå:",
    case_deleted="Du har slettet en sak som er endret i planen. Saken er nå:",
    case_kept="Saken står ikke lenger i planen. Det du har skrevet, er beholdt. "
    "Slett det hvis det skal bort.",
    kept="Dette står ikke lenger i planen. Det du har skrevet, er beholdt.",
    row="Tabellen er endret så mye at dok ikke kan føre inn dette fra planen:",
    header="Topptekst",
    footer="Bunntekst",
)
NYNORSK: Final = Words(
    changed="Planen seier no:",
    deleted="Du har sletta noko som er endra i planen. Planen seier no:",
    case_deleted="Du har sletta ei sak som er endra i planen. Saka er no:",
    case_kept="Saka står ikkje lenger i planen. Det du har skrive, er teke vare på. "
    "Slett det om det skal bort.",
    kept="Dette står ikkje lenger i planen. Det du har skrive, er teke vare på.",
    row="Tabellen er endra så mykje at dok ikkje kan føre inn dette frå planen:",
    header="Topptekst",
    footer="Botntekst",
)


def words_for(styles: Any) -> Words:
    """The words in the language that a document's styles are set in (17.7.5)."""
    said = None if styles is None else find(styles, _LANGUAGE)
    return NYNORSK if said is not None and said.get(VAL, "").casefold().startswith("nn") else BOKMÅL


def as_languages_have(lead: str) -> frozenset[str]:
    """A first line in each language, by what it is in one."""
    names = Words.__slots__
    return frozenset(
        getattr(words, name)
        for name in names
        if lead in {getattr(BOKMÅL, name), getattr(NYNORSK, name)}
        for words in (BOKMÅL, NYNORSK)
    )
