"""How a change of an adopted year is said: «Møtet 20. mai er flyttet til 3. juni».

Each sentence has `{}` for what it is about, in the order that it says it. What is changed has a name for its
field; the lists that a year has, and the topics of a meeting, have sentences of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Listespråk:
    """What is said of a list: something new in it, taken out, reworded, and all in another order."""

    ny: str
    borte: str
    endret: str
    rekkefølge: str


@dataclass(frozen=True, slots=True)
class Endringsspråk:
    """How a written language says changes.

    Attributes:
        nye: Something new in the meeting plan, by what kind it is; with its date.
        navn: The same in definite form.
        måned: What is in a month whose day is not set; with a day the two stand beside each other.
        om: What a meeting is about, after it.
        nytt: Something new that has a title.
        felt: What is changed of a meeting, or of the programme.
        av_møtet: A field of a meeting.
        lister: What is said of each list.
        Of the other sentences each says one change of a meeting, or of a field.
    """

    nye: Mapping[str, str]
    navn: Mapping[str, str]
    måned: str
    om: str
    nytt: str
    borte: str
    flyttet: str
    satt: str
    avlyst: str
    avlyst_fordi: str
    gjenopptatt: str
    usikkert: str
    sikkert: str
    felles: str
    ikke_felles: str
    felt: Mapping[str, str]
    av_møtet: str
    endret: str
    skrevet: str
    tatt_ut: str
    omskrevet: str
    lister: Mapping[str, Listespråk]


BOKMÅL_ENDRINGER: Final = Endringsspråk(
    nye={
        "møte": "Nytt møte",
        "ekstraordinært møte": "Nytt ekstraordinært møte",
        "webinar": "Nytt webinar",
        "konferanse": "Ny konferanse",
        "samling": "Ny samling",
    },
    navn={
        "møte": "møtet",
        "ekstraordinært møte": "det ekstraordinære møtet",
        "webinar": "webinaret",
        "konferanse": "konferansen",
        "samling": "samlingen",
    },
    måned="{} i {}",
    om="{} om {}",
    nytt="Nytt i møteplanen: {}",
    borte="{} er tatt ut av møteplanen.",
    flyttet="{} er flyttet til {}.",
    satt="{} er satt til {}.",
    avlyst="{} er avlyst.",
    avlyst_fordi="{} er avlyst: {}.",
    gjenopptatt="{} er ikke avlyst lenger.",
    usikkert="Det er usikkert om {} blir holdt.",
    sikkert="Det er ikke lenger usikkert om {} blir holdt.",
    felles="{} er nå felles med {}.",
    ikke_felles="{} er ikke lenger felles med andre.",
    felt={
        "type": "Møtetypen",
        "tid": "Tiden",
        "sted": "Stedet",
        "form": "Møteformen",
        "tittel": "Tittelen",
        "avlyst": "Grunnen til avlysningen",
        "flyttet_fra": "Den tidligere datoen",
        "kommentar": "Kommentaren",
        "programtittel": "Tittelen på programmet",
        "overskrift": "Overskriften over prioriteringene",
        "innledning": "Innledningen til prioriteringene",
        "merknad": "Merknaden under møteplanen",
    },
    av_møtet="{} for {}",
    endret="{} er endret fra {} til {}.",
    skrevet="{} er nå {}.",
    tatt_ut="{} er tatt ut: {}.",
    omskrevet="{} er endret.",
    lister={
        "tema": Listespråk(
            "Nytt tema for {}: {}.",
            "Tatt ut av temaene for {}: {}.",
            "Et tema for {} er endret fra {} til {}.",
            "Temaene for {} har fått en ny rekkefølge.",
        ),
        "prioriteringer": Listespråk(
            "Ny prioritering: {}.",
            "Prioriteringen {} er tatt ut.",
            "Prioriteringen {} er endret til {}.",
            "Prioriteringene har fått en ny rekkefølge.",
        ),
        "andre_viktige_saker": Listespråk(
            "Nytt under andre viktige saker: {}.",
            "Tatt ut av andre viktige saker: {}.",
            "Endret under andre viktige saker: {} er blitt {}.",
            "Andre viktige saker har fått en ny rekkefølge.",
        ),
        "rapportering": Listespråk(
            "Ny rapportering: {}.",
            "Rapporteringen {} er tatt ut.",
            "Rapporteringen {} er endret til {}.",
            "Rapporteringene har fått en ny rekkefølge.",
        ),
    },
)
NYNORSK_ENDRINGAR: Final = Endringsspråk(
    nye={
        "møte": "Nytt møte",
        "ekstraordinært møte": "Nytt ekstraordinært møte",
        "webinar": "Nytt webinar",
        "konferanse": "Ny konferanse",
        "samling": "Ny samling",
    },
    navn={
        "møte": "møtet",
        "ekstraordinært møte": "det ekstraordinære møtet",
        "webinar": "webinaret",
        "konferanse": "konferansen",
        "samling": "samlinga",
    },
    måned="{} i {}",
    om="{} om {}",
    nytt="Nytt i møteplanen: {}",
    borte="{} står ikkje lenger i møteplanen.",
    flyttet="{} er flytta til {}.",
    satt="{} er sett til {}.",
    avlyst="{} er avlyst.",
    avlyst_fordi="{} er avlyst: {}.",
    gjenopptatt="{} er ikkje avlyst lenger.",
    usikkert="Det er usikkert om det blir noko av {}.",
    sikkert="Det er ikkje lenger usikkert om det blir noko av {}.",
    felles="{} er no felles med {}.",
    ikke_felles="{} er ikkje lenger felles med andre.",
    felt={
        "type": "Møtetypen",
        "tid": "Tida",
        "sted": "Staden",
        "form": "Møteforma",
        "tittel": "Tittelen",
        "avlyst": "Grunnen til avlysinga",
        "flyttet_fra": "Den tidlegare datoen",
        "kommentar": "Kommentaren",
        "programtittel": "Tittelen på programmet",
        "overskrift": "Overskrifta over prioriteringane",
        "innledning": "Innleiinga til prioriteringane",
        "merknad": "Merknaden under møteplanen",
    },
    av_møtet="{} for {}",
    endret="{} er endra frå {} til {}.",
    skrevet="{} er no {}.",
    tatt_ut="{} er teken ut: {}.",
    omskrevet="{} er endra.",
    lister={
        "tema": Listespråk(
            "Nytt tema for {}: {}.",
            "Teke ut av temaa for {}: {}.",
            "Eit tema for {} er endra frå {} til {}.",
            "Temaa for {} har fått ei ny rekkjefølgje.",
        ),
        "prioriteringer": Listespråk(
            "Ny prioritering: {}.",
            "Prioriteringa {} er teken ut.",
            "Prioriteringa {} er endra til {}.",
            "Prioriteringane har fått ei ny rekkjefølgje.",
        ),
        "andre_viktige_saker": Listespråk(
            "Nytt under andre viktige saker: {}.",
            "Teke ut av andre viktige saker: {}.",
            "Endra under andre viktige saker: {} har blitt {}.",
            "Andre viktige saker har fått ei ny rekkjefølgje.",
        ),
        "rapportering": Listespråk(
            "Ny rapportering: {}.",
            "Rapporteringa {} er teken ut.",
            "Rapporteringa {} er endra til {}.",
            "Rapporteringane har fått ei ny rekkjefølgje.",
        ),
    },
)
