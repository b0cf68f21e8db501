"""The words of the year wheel in both languages: its legend, and what it says of itself."""

from dataclasses import dataclass
from typing import Final, Literal

# How a mark is drawn: by the form of a body's own meeting, or by what else it is.
Slag = Literal["digitalt", "fysisk", "hybrid", "møte", "webinar", "konferanse", "samling"]

# What is due in the year: for a meeting, or by the plan's own `rapportering:`.
Plikt = Literal["temaer", "innkalling", "referat", "rapportering"]


@dataclass(frozen=True, slots=True)
class Hjulord:
    """What the wheel says.

    Attributes:
        tittel: What it is called, before the year.
        slag: What each mark is, for the legend.
        plikter: What each sign on the outer ring is, for the legend.
        frister: What is due, in the table; with the day of the meeting, and what its minutes are called.
        flere_dager: A meeting of several days.
        hele_måneden: A meeting of which only the month is set.
        usikkert: A meeting that may not be held.
        avlyst: One that will not be held.
        flyttet: Where one that is moved was before.
        felles: One of several bodies together.
        i_dag: Today's day; with the date.
        uten_tema: That the list in the picture has not the topics, and where they stand.
        uten_liste: That the picture has the numbers alone, and where the words stand.
        alternativ: What the picture shows, in words; with the year, the bodies and the events.
        grupper: How many bodies: of one, of several.
        hendelser: How many events: of one, of several.
        usikre: How many of them are uncertain, so too undated, cancelled and moved ones; with the number.
        tabellen: Where the same stands in words.
    """

    tittel: str
    slag: dict[Slag, str]
    plikter: dict[Plikt, str]
    frister: dict[Plikt, str]
    flere_dager: str
    hele_måneden: str
    usikkert: str
    avlyst: str
    flyttet: str
    felles: str
    i_dag: str
    uten_tema: str
    uten_liste: str
    alternativ: str
    grupper: tuple[str, str]
    hendelser: tuple[str, str]
    usikre: str
    uten_dag: str
    avlyste: str
    flyttede: str
    ingen: str
    tabellen: str


BOKMÅL: Final = Hjulord(
    tittel="Årshjul",
    slag={
        "digitalt": "digitalt møte",
        "fysisk": "fysisk møte",
        "hybrid": "hybridmøte",
        "møte": "møte, form ikke satt",
        "webinar": "webinar",
        "konferanse": "konferanse",
        "samling": "samling",
    },
    plikter={
        "temaer": "frist for temaer",
        "innkalling": "innkallingen går ut",
        "referat": "frist for referat",
        "rapportering": "rapportering",
    },
    frister={
        "temaer": "Frist for temaer til møtet {}",
        "innkalling": "Innkallingen til møtet {} går ut",
        "referat": "Frist for {1} fra møtet {0}",
    },
    flere_dager="flere dager",
    hele_måneden="bare måneden er satt",
    usikkert="usikkert",
    avlyst="avlyst",
    flyttet="flyttet hit fra en annen dag",
    felles="felles møte",
    i_dag="i dag: {}",
    uten_tema="Temaene står i tabellen nedenfor.",
    uten_liste="Tallene viser til tabellen nedenfor.",
    alternativ="Årshjul for {}: {} og {} rundt en sirkel med tolv måneder.",
    grupper=("én gruppe", "{} grupper"),
    hendelser=("ett møte eller arrangement", "{} møter og arrangementer"),
    usikre="Usikre: {}.",
    uten_dag="Uten fastsatt dag: {}.",
    avlyste="Avlyst: {}.",
    flyttede="Flyttet: {}.",
    ingen="ingen møter eller arrangementer",
    tabellen="Det samme står i tabellen.",
)

NYNORSK: Final = Hjulord(
    tittel="Årshjul",
    slag={
        "digitalt": "digitalt møte",
        "fysisk": "fysisk møte",
        "hybrid": "hybridmøte",
        "møte": "møte, form ikkje sett",
        "webinar": "webinar",
        "konferanse": "konferanse",
        "samling": "samling",
    },
    plikter={
        "temaer": "frist for tema",
        "innkalling": "innkallinga går ut",
        "referat": "frist for referat",
        "rapportering": "rapportering",
    },
    frister={
        "temaer": "Frist for tema til møtet {}",
        "innkalling": "Innkallinga til møtet {} går ut",
        "referat": "Frist for {1} frå møtet {0}",
    },
    flere_dager="fleire dagar",
    hele_måneden="berre månaden er sett",
    usikkert="usikkert",
    avlyst="avlyst",
    flyttet="flytta hit frå ein annan dag",
    felles="felles møte",
    i_dag="i dag: {}",
    uten_tema="Temaa står i tabellen nedanfor.",
    uten_liste="Tala viser til tabellen nedanfor.",
    alternativ="Årshjul for {}: {} og {} rundt ein sirkel med tolv månader.",
    grupper=("éi gruppe", "{} grupper"),
    hendelser=("eitt møte eller arrangement", "{} møte og arrangement"),
    usikre="Usikre: {}.",
    uten_dag="Utan fastsett dag: {}.",
    avlyste="Avlyst: {}.",
    flyttede="Flytta: {}.",
    ingen="ingen møte eller arrangement",
    tabellen="Det same står i tabellen.",
)
