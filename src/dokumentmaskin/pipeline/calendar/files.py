"""Appointments as the bytes of an iCalendar file, and back.

The library icalendar writes lines, folds and escapes (RFC 5545). What receivers are known to ask for beside
is here: a VTIMEZONE by rule, since Outlook reads no other (MS-OXCICAL section 2.1.3.1.1.19.2.2).
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from dokumentmaskin.memory import read_content
from dokumentmaskin.pipeline.calendar.appointments import Adresse, Avtale
from dokumentmaskin.plan import OSLO

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone, vCalAddress

Metode = Literal["PUBLISH", "REQUEST", "CANCEL"]

_PROGRAM: Final = "-//dokumentmaskin//dok//NO"
_STATES: Final = ("CONFIRMED", "TENTATIVE", "CANCELLED")
# How often a calendar that is subscribed to is asked for again.
_RENEWED: Final = timedelta(days=1)
_WINTER, _SUMMER = timedelta(hours=1), timedelta(hours=2)
_MOVED: Final = "x-dok-flyttet-fra"
_FREE: Final = "TRANSPARENT"
_MAILTO: Final = "mailto:"


def written(metode: Metode, avtaler: Iterable[Avtale], navn: str = "") -> bytes:
    """The bytes of a calendar file.

    Args:
        metode: What it is for: to be subscribed to, an invitation, a cancellation.
        avtaler: What stands in it; of an invitation or a cancellation one.
        navn: What the calendar is called where it is subscribed to; empty for the others.
    """
    from icalendar import Calendar

    calendar, events = Calendar(), [_event(avtale, metode) for avtale in avtaler]
    calendar.add("prodid", _PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", metode)
    if navn:
        _add_name(calendar, navn)
    # A calendar has one component or more (RFC 5545 section 3.6), also when nothing has a day yet.
    if not events or any("TZID" in event["dtstart"].params for event in events):
        calendar.add_component(_oslo())
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def read(path: Path) -> tuple[Avtale, ...]:
    """The appointments of a calendar file, dok's own or one that a person has made of it.

    Raises:
        ValueError: It is no calendar, or an appointment lacks what it must have.
        RefusedError: It is there, but cannot be read.
    """
    data = read_content(path)
    return () if data is None else appointments_in(data, path.name)


def appointments_in(data: bytes, name: str) -> tuple[Avtale, ...]:
    """The appointments in the bytes of a calendar file.

    Raises:
        ValueError: It is no calendar, or an appointment lacks what it must have.
    """
    from icalendar import Calendar

    try:
        return tuple(_appointment(event) for event in Calendar.from_ical(data).walk("VEVENT"))
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"{name}: {error}") from None


def _add_name(calendar: "Calendar", navn: str) -> None:
    """Its name and how often it is to be asked for, in the words of RFC 7986 and those that came before."""
    from icalendar import vDuration

    calendar.add("name", navn)
    calendar.add("x-wr-calname", navn)
    calendar.add("x-wr-timezone", OSLO.key)
    calendar.add("refresh-interval", vDuration(_RENEWED), {"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_RENEWED))


def _event(avtale: Avtale, metode: Metode) -> "Event":
    from icalendar import Event

    event = Event()
    for name, value in _values(avtale):
        if value not in ("", None, []):
            event.add(name, value)
    if not avtale.opptatt:
        event.add("transp", _FREE)
    if avtale.arrangør is not None:
        event.add("organizer", _address(avtale.arrangør))
    for person in avtale.innkalte:
        asked = {"role": "REQ-PARTICIPANT"} | (
            {"partstat": "NEEDS-ACTION", "rsvp": "TRUE"} if metode == "REQUEST" else {}
        )
        event.add("attendee", _address(person, **asked))
    if avtale.videolenke:
        event.add("conference", avtale.videolenke, {"value": "URI", "feature": "VIDEO"})
    return event


def _values(avtale: Avtale) -> Iterator[tuple[str, Any]]:
    yield "uid", avtale.uid
    yield "dtstamp", avtale.stempel
    yield "sequence", avtale.sekvens
    yield "dtstart", avtale.fra
    yield "dtend", avtale.til
    yield "summary", avtale.tittel
    yield "location", avtale.sted
    yield "description", avtale.tekst
    yield "status", avtale.status
    yield "categories", [*avtale.grupper]
    yield "url", avtale.nettside
    yield _MOVED, avtale.flyttet_fra.isoformat() if avtale.flyttet_fra else ""


def _address(who: Adresse, **more: str) -> "vCalAddress":
    from icalendar import vCalAddress

    address = vCalAddress(f"{_MAILTO}{who.epost}")
    address.params.update({"CN": who.navn, **{name.upper(): value for name, value in more.items()}})
    return address


def _oslo() -> "Timezone":
    """The clock in Norway by the rule that has held since 1996 (forskrift 30. november 2001 nr. 1342)."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", OSLO.key)
    changes = (
        (TimezoneDaylight(), "CEST", _WINTER, _SUMMER, datetime(1996, 3, 31, 2)),  # noqa: DTZ001
        (TimezoneStandard(), "CET", _SUMMER, _WINTER, datetime(1996, 10, 27, 3)),  # noqa: DTZ001
    )
    for change, name, before, after, first in changes:
        change.add("dtstart", first)
        change.add("tzname", name)
        change.add("tzoffsetfrom", before)
        change.add("tzoffsetto", after)
        change.add("rrule", {"freq": "YEARLY", "bymonth": first.month, "byday": "-1SU"})
        zone.add_component(change)
    return zone


def _appointment(event: Any) -> Avtale:
    status = str(event.get("status", _STATES[0]))
    if status not in _STATES:
        raise ValueError(f"STATUS:{status}")
    begins: date = event["dtstart"].dt
    stamp = event["dtstamp"].dt
    # It is in UTC (RFC 5545 section 3.8.7.2); another cannot be said to be before or after ours.
    if not isinstance(stamp, datetime) or stamp.utcoffset() != timedelta():
        raise ValueError(f"DTSTAMP:{stamp}")
    return Avtale(
        uid=str(event["uid"]),
        fra=begins,
        til=event["dtend"].dt if "dtend" in event else None,
        tittel=str(event.get("summary", "")),
        sted=str(event.get("location", "")),
        tekst=str(event.get("description", "")),
        status=_STATES[_STATES.index(status)],
        grupper=tuple(map(str, event["categories"].cats)) if "categories" in event else (),
        nettside=str(event.get("url", "")),
        arrangør=next((_who(one) for one in _several(event, "organizer")), None),
        stempel=stamp,
        sekvens=int(event.get("sequence", 0)),
        flyttet_fra=date.fromisoformat(event[_MOVED]) if _MOVED in event else None,
        videolenke=next(map(str, _several(event, "conference")), ""),
        opptatt=str(event.get("transp", "")) != _FREE,
        innkalte=tuple(_who(one) for one in _several(event, "attendee")),
    )


def _several(event: Any, name: str) -> list[Any]:
    value = event.get(name, [])
    return value if isinstance(value, list) else [value]


def _who(address: Any) -> Adresse:
    return Adresse(str(address.params.get("CN", "")), str(address).removeprefix(_MAILTO))
