"""The words about minutes and what follows from them, in both forms of Norwegian."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Referatord:
    """What documents say of the state of minutes, of open points and of attendance.

    Attributes:
        utkast: The state of minutes that have not been read back.
        utkastmerke: What stands across every page of minutes that are not approved.
        til_godkjenning: The state of minutes that wait for the next meeting; with the last day for remarks.
        godkjent: The state of approved minutes; with the day.
        referat_fra: The title of minutes as a paper; with the day of their meeting.
        opphav: Where a point comes from: the case and the day.
        opphav_uten_sak: The same when the case is not known.
        åpen: The status of an open point.
        over_fristen: The status of one that should have been done.
        unntatt_punkt: A point of an exempt case: the legal ground and the reference.
        ikke_representert: A sub-region, in how many meetings nobody came, and when they were.
    """

    utkast: str
    utkastmerke: str
    til_godkjenning: str
    godkjent: str
    referat_fra: str
    opphav: str
    opphav_uten_sak: str
    åpen: str
    over_fristen: str
    unntatt_punkt: str
    ikke_representert: str


BOKMÅL: Final = Referatord(
    utkast="utkast",
    utkastmerke="UTKAST",
    til_godkjenning="til godkjenning, merknader innen {}",
    godkjent="godkjent {}",
    referat_fra="Referat fra møtet {}",
    opphav="sak {} · {}",
    opphav_uten_sak="møtet {}",
    åpen="åpen",
    over_fristen="over fristen",
    unntatt_punkt="Unntatt offentlighet, {} (punkt {})",
    ikke_representert="{}: ikke representert i de {} siste møtene ({})",
)

NYNORSK: Final = Referatord(
    utkast="utkast",
    utkastmerke="UTKAST",
    til_godkjenning="til godkjenning, merknader innan {}",
    godkjent="godkjent {}",
    referat_fra="Referat frå møtet {}",
    opphav="sak {} · {}",
    opphav_uten_sak="møtet {}",
    åpen="open",
    over_fristen="over fristen",
    unntatt_punkt="Unnateke offentlegheit, {} (punkt {})",
    ikke_representert="{}: ikkje representert i dei {} siste møta ({})",
)
