"""The letterhead: what every document begins with. A template takes it in where it says `{{ brevhode }}`."""

from layout.blocks import Blocks, choose, paragraph, when
from layout.measures import ACCENT, MUTED
from layout.styles import BOLD, WIDE, Style, color, size, spacing
from layout.words import Language
from layout.xml import w

STYLES = (
    Style(
        "Brevhodelogo",
        "Brevhode logo",
        paragraph=(w("keepNext"), spacing(0, 2)),
        own=True,
    ),
    Style(
        "Brevhodenavn",
        "Brevhode navn",
        based_on="Brevhodelogo",
        run=(*BOLD, color(ACCENT), *size(28)),
        own=True,
    ),
    Style(
        "Brevhode",
        "Brevhode",
        paragraph=(w("keepNext"), spacing(0, 0, 5), WIDE),
        run=(color(MUTED), *size(18)),
        own=True,
    ),
)


def foot(words: Language) -> str:
    """Return what its own footer says, which no document has."""
    return words["brevhode"]


def _row(*names: str) -> str:
    """What is there of some fields, with dots between."""
    return f'{{{{ [{", ".join(names)}] | select | join(" · ") }}}}'


def body(words: Language) -> Blocks:
    """Return the letterhead: the logo or the name, then who the sender is, and where."""
    number = f" · {words['orgnr']} {{{{ organisasjon.organisasjonsnummer }}}}"
    numbered = f"{{% if organisasjon.organisasjonsnummer %}}{number}{{% endif %}}"
    sender = _row("sekretariat.navn", "sekretariat.adresse") + numbered
    ways = ("sekretariat.telefon", "sekretariat.epost", "organisasjon.nettsted")
    return (
        *choose(
            "organisasjon.logo",
            [paragraph("Brevhodelogo", "{{ organisasjon.logo }}")],
            [paragraph("Brevhodenavn", "{{ organisasjon.navn }}")],
        ),
        paragraph("Brevhode", sender),
        *when(" or ".join(ways), paragraph("Brevhode", _row(*ways))),
    )
