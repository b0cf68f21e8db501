"""Calendar files hold what Outlook is documented to take, and two readers find in them what was written.

The limits are those of RFC 5545 and of Microsoft's own documents: [MS-STANOICAL], what Outlook does with the
standard, and [MS-OXCICAL], how it makes an appointment of a file. A test names each.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.timezone import IcsTimezoneInfo

from dokumentmaskin.pipeline.calendar.appointments import Adresse, Avtale
from dokumentmaskin.pipeline.calendar.files import Metode, read, written
from dokumentmaskin.plan import OSLO
from tests.profiles import examples

_LONG: Final = "Sirkulærøkonomi, «Industri 4.0»; ærlig \\ talt " * 6
AVTALE: Final = Avtale(
    uid="2022-03-11-klima@example.org",
    fra=datetime(2022, 3, 11, 9, tzinfo=OSLO),
    til=datetime(2022, 3, 11, 11, 30, tzinfo=OSLO),
    tittel="Klima – Faggruppemøte (digitalt)",
    sted="Rådhuset, rom 2; andre etasje",
    tekst=f"– Luft\n– {_LONG.strip()}",
    status="CONFIRMED",
    grupper=("klima", "areal og transport"),
    nettside="https://example.org/møter?år=2022&a=b,c;d",
    arrangør=Adresse('Sekretariatet, "rådet"', "post@example.org"),
    stempel=datetime(2022, 1, 10, tzinfo=UTC),
    sekvens=3,
    flyttet_fra=date(2022, 3, 4),
    videolenke="https://example.org/video/æ",
    innkalte=(Adresse("Kari Nordmann: leder", "kari@example.org"), Adresse("Ola", "ola@example.org")),
)
WHOLE_DAYS: Final = Avtale(
    uid="2022-08-24-klima@example.org",
    fra=date(2022, 8, 24),
    til=date(2022, 8, 26),
    tittel="Samling",
    sted="",
    tekst="",
    status="TENTATIVE",
    grupper=("klima",),
    nettside="",
    arrangør=None,
    stempel=datetime(2022, 1, 10, tzinfo=UTC),
)


def lines(metode: Metode, *avtaler: Avtale) -> list[str]:
    """The content lines of a file, unfolded."""
    return written(metode, avtaler, "Møter").decode().replace("\r\n ", "").split("\r\n")


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=90)
_LINES = st.lists(_WORDS, max_size=5).map("\n".join)


_NAMES = _WORDS.filter(lambda name: not {*'"^'} & {*name})


@settings(max_examples=examples(200, short=20))
@given(st.tuples(_WORDS, _WORDS, _LINES, _WORDS, _NAMES))
@example(("a,b;c\\n", "\\,", "a\n\nb\\nc", "x,y", "Å"))
def test_what_was_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, words: tuple[str, str, str, str, str]
) -> None:
    title, place, text, body, name = words
    who = Adresse(name, "a@example.org")
    avtale = replace(AVTALE, tittel=title, sted=place, tekst=text, grupper=(body,), arrangør=who)
    file = tmp_path_factory.getbasetemp() / "a.ics"
    file.write_bytes(written("REQUEST", [avtale]))
    assert read(file) == (avtale,)


def test_a_second_reader_finds_the_same() -> None:
    calendar = IcsCalendarStream.calendar_from_ics(written("PUBLISH", [AVTALE, WHOLE_DAYS], "Møter").decode())
    timed, whole = calendar.events
    assert (calendar.method, timed.uid, timed.sequence) == ("PUBLISH", AVTALE.uid, 3)
    assert (timed.dtstart, timed.dtend) == (AVTALE.fra, AVTALE.til)
    assert (timed.summary, timed.location, timed.description) == (AVTALE.tittel, AVTALE.sted, AVTALE.tekst)
    assert timed.categories == list(AVTALE.grupper)
    assert [str(one.uri) for one in timed.attendees] == ["mailto:kari@example.org", "mailto:ola@example.org"]
    assert timed.organizer is not None
    assert timed.organizer.common_name == "Sekretariatet, 'rådet'".replace("'", '"')
    assert (whole.dtstart, whole.dtend) == (date(2022, 8, 24), date(2022, 8, 26))
    assert whole.status == "TENTATIVE"


def test_the_clock_is_right_on_every_day_from_2020_to_2035() -> None:
    """The rule in the file, by the second reader, held against the database of the world's time zones."""
    calendar = IcsCalendarStream.calendar_from_ics(written("PUBLISH", [AVTALE], "Møter").decode())
    zone, oslo = IcsTimezoneInfo.from_timezone(calendar.timezones[0]), ZoneInfo("Europe/Oslo")
    for number in range((date(2036, 1, 1) - date(2020, 1, 1)).days):
        noon = datetime(2020, 1, 1, 12) + timedelta(days=number)  # noqa: DTZ001
        assert noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=oslo).utcoffset(), noon
    # On both sides of the change of clocks, 27 March and 30 October 2022.
    changes = {
        datetime(2022, 3, 27, 1, 59): 1,  # noqa: DTZ001
        datetime(2022, 3, 27, 3): 2,  # noqa: DTZ001
        datetime(2022, 10, 30, 1, 59): 2,  # noqa: DTZ001
        datetime(2022, 10, 30, 2, 30): 2,  # noqa: DTZ001
        datetime(2022, 10, 30, 3): 1,  # noqa: DTZ001
    }
    for moment, hours in changes.items():
        assert moment.replace(tzinfo=zone).utcoffset() == timedelta(hours=hours), moment


def test_no_line_is_longer_than_75_octets_and_each_ends_with_crlf() -> None:
    """RFC 5545 section 3.1; a letter of two octets is never cut in two."""
    data = written("REQUEST", [AVTALE])
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for line in data.split(b"\r\n"):
        line.decode()


def test_the_file_is_utf_8_without_a_mark_before_it() -> None:
    """RFC 5545 section 3.1.4."""
    data = written("REQUEST", [AVTALE])
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert "Rådhuset" in data.decode()


def test_a_calendar_says_its_version_and_who_made_it_once() -> None:
    """RFC 5545 section 3.6: one VERSION and one PRODID, before the appointments."""
    for metode in ("PUBLISH", "REQUEST", "CANCEL"):
        head = "\n".join(lines(metode, AVTALE)).partition("BEGIN:VEVENT")[0]
        assert head.count("VERSION:2.0") == head.count("PRODID:") == head.count(f"METHOD:{metode}\n") == 1


@pytest.mark.parametrize("metode", ["REQUEST", "CANCEL"])
def test_an_invitation_has_what_a_receiver_must_find(metode: Metode) -> None:
    """RFC 5546 sections 3.2.2 and 3.2.5: who summons, who is summoned, one UID, SEQUENCE and DTSTAMP."""
    said = [line.partition(";")[0].partition(":")[0] for line in lines(metode, AVTALE)]
    for name in ("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "ORGANIZER", "METHOD"):
        # The time zone's own two begin too.
        assert said.count(name) == (3 if name == "DTSTART" else 1), name
    assert said.count("ATTENDEE") == 2
    assert ("RSVP=TRUE" in "\n".join(lines(metode, AVTALE))) == (metode == "REQUEST")


def test_whole_days_are_dates_and_end_the_day_after() -> None:
    """[MS-OXCICAL] 2.1.3.1.1.20.8 and .10: dates are midnight wherever one is, so it is an all-day event.

    X-MICROSOFT-CDO-ALLDAYEVENT is for times at midnight, and is not to be written (2.1.3.1.1.20.28).
    """
    said = lines("PUBLISH", WHOLE_DAYS)
    assert {"DTSTART;VALUE=DATE:20220824", "DTEND;VALUE=DATE:20220826"} <= {*said}
    assert not any("ALLDAYEVENT" in line for line in said)
    assert "BEGIN:VTIMEZONE" not in said


def test_the_time_zone_is_a_rule_that_outlook_reads() -> None:
    """[MS-OXCICAL] 2.1.3.1.1.19.2.2: yearly, by a single occurrence of a single day of the week."""
    rules = [line for line in lines("REQUEST", AVTALE) if line.startswith("RRULE")]
    assert [sorted(rule.partition(":")[2].split(";")) for rule in rules] == [
        ["BYDAY=-1SU", "BYMONTH=3", "FREQ=YEARLY"],
        ["BYDAY=-1SU", "BYMONTH=10", "FREQ=YEARLY"],
    ]
    assert not any(line.startswith("RDATE") for line in lines("REQUEST", AVTALE))
    # [MS-STANOICAL] 2.2.76: each part says what it goes to, and what from.
    assert sum(line.startswith(("TZOFFSETTO:", "TZOFFSETFROM:")) for line in lines("REQUEST", AVTALE)) == 4


def test_a_calendar_without_appointments_is_one_all_the_same() -> None:
    """[MS-STANOICAL] 2.1.2 and RFC 5545 section 3.6: it has at least one component."""
    data = written("PUBLISH", [], "Møter")
    assert data.count(b"BEGIN:") == 4  # the calendar, its time zone and the two parts of that
    assert IcsCalendarStream.calendar_from_ics(data.decode()).events == []


def test_sequence_is_a_number_and_stands_alone() -> None:
    """[MS-OXCICAL] 2.1.3.1.1.20.22: it alone says which of two is the newer; no parameters."""
    assert lines("REQUEST", AVTALE).count("SEQUENCE:3") == 1
    assert "DTSTAMP:20220110T000000Z" in lines("REQUEST", AVTALE)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"tull",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:tull\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        # As another program may save it: nobody knows whether that moment is before ours.
        written("PUBLISH", [WHOLE_DAYS]).replace(b"000000Z", b"000000"),
    ],
)
def test_what_is_no_calendar_is_said_to_be_none(text: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    file.write_bytes(text)
    with pytest.raises(ValueError):  # noqa: PT011
        read(file)
