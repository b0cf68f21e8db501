"""What a body that meets is called, and what belongs to it: «styret», «styremøte», «møteboken», «Leder».

`organ_words` gives the words of a kind of body (`slag`) in a written language, with what a person has set
instead of them on top. A kind that is not among `KINDS` has no words but those. Templates print them as
`organ.…`; messages say them too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Final

# The kinds whose words are known.
FAGGRUPPE: Final = "faggruppe"
KINDS: Final = ("representantskap", "styre", "utvalg", FAGGRUPPE, "arbeidsgruppe")
# What a kind of one's own must say; the rest follows from these.
NEEDED: Final = ("bestemt", "møte")
# What its minutes may be called.
MINUTES: Final = ("referat", "møteprotokoll", "møtebok")


@dataclass(frozen=True, slots=True)
class Organord:
    """The words for a body, as they stand inside a sentence."""

    bestemt: Annotated[str, "organet i bestemt form: «styret»"]
    ubestemt: Annotated[str, "organet i ubestemt form: «et styre»"]
    eieform: Annotated[str, "hvem noe hører til: «styrets» på bokmål, «til styret» på nynorsk"]
    møte: Annotated[str, "et møte i organet, i ett ord: «styremøte»"]
    møtet: Annotated[str, "det samme i bestemt form: «styremøtet»"]
    møte_i: Annotated[str, "et møte i organet, i flere ord: «møte i styret»"]
    leder: Annotated[str, "tittelen til den som leder organet: «Leder»"]
    nestleder: Annotated[str, "tittelen til nestlederen: «Nestleder»"]
    medlem: Annotated[str, "tittelen til et medlem: «Medlem»"]
    protokoll: Annotated[str, "det som blir skrevet fra møtet: «referat», «møteprotokoll» eller «møtebok»"]
    protokollen: Annotated[str, "det samme i bestemt form: «referatet»"]


# What each kind is called: in definite and in indefinite form, and its meeting.
_Kind = tuple[str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Organspråk:
    """How a written language forms the words for bodies.

    Attributes:
        slag: What each of `KINDS` is called.
        faggruppen: The full name of a faggruppe, which is «gruppen» for short.
        artikler: The article by what a noun in definite form ends in.
        leder: The title of who leads.
        nestleder: The title of who leads when that person cannot.
        medlem: The title of the others.
        eieform: Whose something is, with the body: before the noun in bokmål, after it in nynorsk.
        møte_i: A meeting in several words, with the body.
        tittel_for: A full name, of the kind of body and the name.
        protokollen: Each of `MINUTES` in definite form.
    """

    slag: Mapping[str, _Kind]
    faggruppen: str
    artikler: Mapping[str, str]
    leder: str
    nestleder: str
    medlem: str
    eieform: str
    møte_i: str
    tittel_for: str
    protokollen: Mapping[str, str]


BOKMÅL_ORGANER: Final = Organspråk(
    slag={
        "representantskap": ("representantskapet", "et representantskap", "representantskapsmøte"),
        "styre": ("styret", "et styre", "styremøte"),
        "utvalg": ("utvalget", "et utvalg", "utvalgsmøte"),
        FAGGRUPPE: ("gruppen", "en faggruppe", "faggruppemøte"),
        "arbeidsgruppe": ("arbeidsgruppen", "en arbeidsgruppe", "arbeidsgruppemøte"),
    },
    faggruppen="faggruppen",
    artikler={"et": "et", "en": "en", "a": "ei"},
    leder="Leder",
    nestleder="Nestleder",
    medlem="Medlem",
    eieform="{}s",
    møte_i="møte i {}",
    tittel_for="{} for {}",
    protokollen={"referat": "referatet", "møteprotokoll": "møteprotokollen", "møtebok": "møteboken"},
)
NYNORSK_ORGAN: Final = Organspråk(
    slag={
        "representantskap": ("representantskapet", "eit representantskap", "representantskapsmøte"),
        "styre": ("styret", "eit styre", "styremøte"),
        "utvalg": ("utvalet", "eit utval", "utvalsmøte"),
        FAGGRUPPE: ("gruppa", "ei faggruppe", "faggruppemøte"),
        "arbeidsgruppe": ("arbeidsgruppa", "ei arbeidsgruppe", "arbeidsgruppemøte"),
    },
    faggruppen="faggruppa",
    artikler={"et": "eit", "en": "ein", "a": "ei"},
    leder="Leiar",
    nestleder="Nestleiar",
    medlem="Medlem",
    eieform="til {}",
    møte_i="møte i {}",
    tittel_for="{} for {}",
    protokollen={"referat": "referatet", "møteprotokoll": "møteprotokollen", "møtebok": "møteboka"},
)


def lacking_words(slag: str, own: Mapping[str, str]) -> tuple[str, ...]:
    """Which words a kind of body needs, and nobody has said."""
    return () if slag in KINDS else tuple(word for word in NEEDED if not own.get(word))


@lru_cache
def organ_words(språk: Organspråk, slag: str, own: tuple[tuple[str, str], ...], protokoll: str) -> Organord:
    """The words for a body.

    Args:
        språk: The language that its documents are written in.
        slag: What kind of body it is.
        own: The words that it has instead, each after its name in `Organord`; of a kind of one's own those
            that it needs, too (`lacking_words`).
        protokoll: What its minutes are called, one of `MINUTES`.
    """
    known, said = språk.slag.get(slag, ("", "", "")), {name: word for name, word in own if word}
    bestemt, møte = said.get("bestemt", known[0]), said.get("møte", known[2])
    formed = Organord(
        bestemt=bestemt,
        ubestemt=known[1] or f"{_article(språk, bestemt)} {slag}".lstrip(),
        eieform=språk.eieform.format(bestemt),
        møte=møte,
        møtet=f"{møte}t",
        møte_i=språk.møte_i.format(bestemt),
        leder=språk.leder,
        nestleder=språk.nestleder,
        medlem=språk.medlem,
        protokoll=protokoll,
        protokollen=språk.protokollen[protokoll],
    )
    return replace(formed, **said)


def _article(språk: Organspråk, definite: str) -> str:
    return next((article for end, article in språk.artikler.items() if definite.endswith(end)), "")
