"""Which commands there are, when in the year they are used, and where they live.

`dok --help` prints this table without importing a single command; a test holds it against the
commands' own help.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Entry:
    """A command in the table.

    Attributes:
        module: The module under `cli/commands/` that defines it.
        help: The line that `dok --help` shows.
    """

    module: str
    help: str


SEASONS: Final[dict[str, dict[str, Entry]]] = {
    "Én gang i året": {
        "handlingsprogram": Entry("year", "Lag handlingsprogram og årshjul for et år."),
        "arshjul": Entry("wheel", "Tegn årshjulet for et år som SVG og PNG."),
        "bygg": Entry("year", "Lag alle dokumentene for et år."),
        "nytt-ar": Entry("next_year", "Lag forslag til neste års planer etter årets."),
        "medlemmer": Entry("members", "Vis medlemmene, tomme plasser og hvem som har møtt."),
        "kalender": Entry("calendar", "Lag kalendere for et år, og en invitasjon til hvert møte."),
        "endringer": Entry("revisions", "Vis hva som er endret siden programmet ble vedtatt."),
    },
    "Hele året": {
        "status": Entry("status", "Vis hvor langt møtene er kommet, og hva som må gjøres nå."),
    },
    "Før møtet": {
        "innkalling": Entry("meeting", "Lag innkallingen til et møte."),
        "saksliste": Entry("meeting", "Lag sakslisten til et møte."),
        "avlysning": Entry("meeting", "Lag en avlysning av et møte som ikke blir holdt."),
        "pakke": Entry("packing", "Samle møtets dokumenter og vedlegg i én PDF."),
        "publiser": Entry("website.publish", "Legg møtet ut i en mappe som er klar for nettsiden."),
        "vis": Entry("website.show", "Vis nettstedet på din egen maskin mens du skriver."),
        "epost": Entry("website.mail", "Lag e-post med innkallingen til dem som skal ha den."),
    },
    "Etter møtet": {
        "referat": Entry("meeting", "Lag et referat som er klart til å fylles ut i Word."),
        "les-referat": Entry("read_minutes", "Les det ferdige referatet i Word inn i planen."),
        "saerutskrift": Entry("case", "Lag en særutskrift av én sak, med det som ble bestemt."),
        "oppfolging": Entry("open_points", "Vis hva som står åpent fra møtene, det mest hastende øverst."),
        "kontroll": Entry("control", "Hold papirene opp mot planen, hverandre og kommuneloven."),
    },
    "Når du har skrevet i Word": {
        "forskjell": Entry("changes", "Vis hva som ville skje med dokumentene, uten å skrive noe."),
        "angre": Entry("changes", "Hent tilbake dokumentene slik de var før siste kjøring."),
    },
    "Arbeidsmappen": {
        "ny": Entry("setup", "Lag en ny arbeidsmappe med maler og deres egen plan."),
        "skjema": Entry("setup", "Lag skjemaene som redigeringsprogrammer sjekker planen mot."),
    },
}

ENTRIES: Final = {name: entry for season in SEASONS.values() for name, entry in season.items()}


def ascii_word(word: str) -> str:
    """A command's word as its name is written: «oppfølging» is `oppfolging`, «årshjul» `arshjul`."""
    composed = unicodedata.normalize("NFC", word)
    return composed.replace("æ", "ae").replace("ø", "o").replace("å", "a")
