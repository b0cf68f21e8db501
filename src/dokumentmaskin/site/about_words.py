"""The words of the page about the site, in each written language; `words` has those of the others."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Omord:
    """The words of the page about the site.

    Attributes:
        innledning: What the pages are; with the name of the organisation.
        hva: The heading over what is published.
        publiserer_innledning: When it is.
        publiserer: What is published.
        referat: That minutes are, once they are approved.
        referat_utkast: That they are as a draft before.
        ikke: The heading over what is not published.
        publiserer_ikke: What is not.
        hjemmel: The source of the criteria.
        innsyn: How to ask for the rest.
        for_alle: The heading over how everyone can read it.
        tilgjengelighet: What is done for that.
        erklæring: The link to the accessibility statement.
    """

    innledning: str
    hva: str
    publiserer_innledning: str
    publiserer: tuple[str, ...]
    referat: str
    referat_utkast: str
    ikke: str
    publiserer_ikke: tuple[str, ...]
    hjemmel: str
    innsyn: str
    for_alle: str
    tilgjengelighet: tuple[str, ...]
    erklæring: str


OM_BOKMÅL: Final = Omord(
    innledning="Her legger {} ut innkallinger, sakslister, sakspapirer og referater fra møtene sine.",
    hva="Hva vi publiserer",
    publiserer_innledning="Vi publiserer det som er åpent for alle, samtidig med innkallingen:",
    publiserer=(
        "innkalling og saksliste til hvert møte",
        "papirene som hører til sakene",
        "møteplan, årshjul og handlingsprogram for året",
    ),
    referat="referatet, når det er godkjent, med vedtakene i hver sak",
    referat_utkast="referatet, som utkast til det er godkjent, og så med vedtakene i hver sak",
    ikke="Hva vi ikke publiserer",
    publiserer_ikke=(
        "saker og dokumenter som er unntatt offentlighet; på siden for møtet står lovhjemmelen",
        "opplysninger som er underlagt taushetsplikt",
        "fødselsnummer, D-nummer og kontonummer",
        "sensitive personopplysninger og opplysninger om straff (personvernforordningen art. 9 og 10)",
        "lønnen til enkeltpersoner",
        "private adresser, telefonnumre og e-postadresser",
        "det som andre har opphavsrett til, når de ikke har sagt ja",
    ),
    hjemmel="Dette er kriteriene våre etter offentlegforskrifta § 7.",
    innsyn="Du kan be oss om innsyn i dokumenter som ikke ligger her (offentleglova § 3).",
    for_alle="Sidene skal kunne leses av alle",
    tilgjengelighet=(
        "Sidene er laget etter kravene i WCAG 2.1 på nivå A og AA.",
        "De kan leses på telefon og av skjermleser, brukes med bare tastatur, og skrives ut.",
        "PDF-ene som vi har laget, blir kontrollert mot PDF/UA-1 og PDF/A før de legges ut.",
        "Følger et vedlegg ikke kravene, står det ved lenken, og du kan be oss om det i en annen form.",
        "Si fra til oss hvis noe ikke virker for deg.",
    ),
    erklæring="Tilgjengelighetserklæringen for nettstedet",
)

OM_NYNORSK: Final = Omord(
    innledning="Her legg {} ut innkallingar, sakslister, sakspapir og referat frå møta sine.",
    hva="Kva vi publiserer",
    publiserer_innledning="Vi publiserer det som er ope for alle, samtidig med innkallinga:",
    publiserer=(
        "innkalling og saksliste til kvart møte",
        "papira som høyrer til sakene",
        "møteplan, årshjul og handlingsprogram for året",
    ),
    referat="referatet, når det er godkjent, med vedtaka i kvar sak",
    referat_utkast="referatet, som utkast til det er godkjent, og så med vedtaka i kvar sak",
    ikke="Kva vi ikkje publiserer",
    publiserer_ikke=(
        "saker og dokument som er unnatekne offentlegheit; på sida for møtet står lovheimelen",
        "opplysningar som er underlagde teieplikt",
        "fødselsnummer, D-nummer og kontonummer",
        "sensitive personopplysningar og opplysningar om straff (personvernforordninga art. 9 og 10)",
        "løna til enkeltpersonar",
        "private adresser, telefonnummer og e-postadresser",
        "det som andre har opphavsrett til, når dei ikkje har sagt ja",
    ),
    hjemmel="Dette er kriteria våre etter offentlegforskrifta § 7.",
    innsyn="Du kan be oss om innsyn i dokument som ikkje ligg her (offentleglova § 3).",
    for_alle="Sidene skal kunne lesast av alle",
    tilgjengelighet=(
        "Sidene er laga etter krava i WCAG 2.1 på nivå A og AA.",
        "Dei kan lesast på telefon og av skjermlesar, brukast med berre tastatur, og skrivast ut.",
        "PDF-ane som vi har laga, blir kontrollerte mot PDF/UA-1 og PDF/A før dei blir lagde ut.",
        "Følgjer eit vedlegg ikkje krava, står det ved lenkja, og du kan be oss om det i ei anna form.",
        "Sei frå til oss om noko ikkje verkar for deg.",
    ),
    erklæring="Tilgjengeerklæringa for nettstaden",
)
