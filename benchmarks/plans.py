"""A plan of ten bodies that meet as often as is asked, each meeting with a file of its own."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

BODIES: Final = [f"utvalg {letter}" for letter in "abcdefghij"]
_ORGANISATION: Final = """\
navn: Regionrådet
sekretariat: {navn: Sekretariatet}
delregioner: [Nord, Sør]
frister: {temaer: 21, innkalling: 7, forfall: 2, referat: 7, merknader: 14}
publisering: {adresse: "https://www.example.org/moter"}
grupper:
"""
_MEETING: Final = """\
gruppe: {}
sted: Rådhuset
saker:
  - tittel: Budsjettet
    type: vedtak
    bakgrunn: Saken ble sist behandlet i fjor. Sekretariatet har hentet inn uttalelser.
    forslag_til_vedtak: Saken tas til orientering.
  - {{tittel: Planen, type: orientering}}
"""


def write_plan(plan: Path, days: Iterable[tuple[str, Sequence[date]]]) -> None:
    """Write the plan.

    Args:
        plan: Its folder.
        days: For each body and year, the body and the days of its meetings.
    """
    for body, own in days:
        name, year = body.replace(" ", "-"), own[0].year
        rows = "".join(f"  - {{type: møte, dato: {day}, tema: [Budsjettet, Planen]}}\n" for day in own)
        _put(plan / f"{year}/{name}.yaml", f"gruppe: {body}\ndatert: {own[0]}\nmøteplan:\n{rows}")
        for day in own:
            _put(plan / f"{year}/{day}-{name}/mote.yaml", _MEETING.format(body))
    bodies = "".join(f"  - {{navn: {body}, slag: utvalg}}\n" for body in BODIES)
    _put(plan / "organisasjon.yaml", _ORGANISATION + bodies)
    members = "".join(f"{body}:\n  - {{navn: Kari, delregion: Nord}}\n" for body in BODIES)
    _put(plan / "medlemmer.yaml", members)


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
