"""What short answers in minutes mean, and which of them are asked about instead."""

from datetime import date

import pytest

from dokumentmaskin.minutes.values import (
    read_approval,
    read_case,
    read_deadline,
    read_status,
    read_tick,
    read_votes,
)

MEETING = date(2022, 3, 11)


@pytest.mark.parametrize("sign", ["☒", "☑", "x", "X", "ja", "✓"])
def test_a_tick(sign: str) -> None:
    assert read_tick(sign, ()) is True


@pytest.mark.parametrize("sign", ["", "☐", "nei", "–"])
def test_no_tick(sign: str) -> None:
    assert read_tick(sign, ()) is False


@pytest.mark.parametrize(
    ("sign", "checked"),
    [("kanskje", ()), ("☒ x", ()), ("til kl. 10", ()), ("☐", (True,)), ("x", (False,)), ("☒", (True, True))],
)
def test_what_may_be_a_tick_is_asked_about(sign: str, checked: tuple[bool, ...]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_tick(sign, checked)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", "åpen"),
        ("Ikke startet", "åpen"),
        ("Ikkje starta", "åpen"),
        ("I arbeid", "i arbeid"),
        ("Påbyrja", "i arbeid"),
        ("Ikkje påbyrja", "åpen"),
        ("pågår.", "i arbeid"),
        ("I arbeid, over fristen", "i arbeid"),
        ("ÅPENT", "åpen"),
        ("Ferdig", "lukket"),
        ("utført", "lukket"),
        ("lukka", "lukket"),
    ],
)
def test_a_status(text: str, status: str) -> None:
    assert read_status(text) == status


@pytest.mark.parametrize("text", ["nesten ferdig", "OK", "se sak 4", "ferdig?"])
def test_another_status_is_asked_about(text: str) -> None:
    with pytest.raises(ValueError, match=text.replace("?", r"\?")):
        read_status(text)


@pytest.mark.parametrize(
    "text",
    [
        "2022-06-01",
        "01.06.2022",
        "1.6.22",
        "1/6",
        "1/6-22",
        "1/6 2022",
        "1. juni 2022",
        "1. juni",
        "1 juni",
        "1. jun.",
        "onsdag 1. juni 2022",
        "ons. 1. juni",
        "innen 1. juni",
        "innan 1. juni",
        "Senest onsdag 1. juni 2022",
    ],
)
def test_a_deadline(text: str) -> None:
    assert read_deadline(text, MEETING) == date(2022, 6, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [("11. mars", date(2022, 3, 11)), ("10. januar", None), ("31. desember", date(2022, 12, 31))],
)
def test_the_year_of_a_deadline_follows_from_the_meeting_or_is_asked_about(
    text: str, day: date | None
) -> None:
    if day is None:
        with pytest.raises(ValueError, match="hvilket år"):
            read_deadline(text, MEETING)
    else:
        assert read_deadline(text, MEETING) == day
    assert read_deadline("10. januar", date(2022, 12, 5)) == date(2023, 1, 10)


@pytest.mark.parametrize("text", ["1. sep.", "1. sept.", "1/9", "1.9.22", "torsdag den 1. sept"])
def test_a_month_may_be_shortened(text: str) -> None:
    assert read_deadline(text, MEETING) == date(2022, 9, 1)


def test_a_day_half_a_year_ahead_in_the_next_year_is_certain_and_one_later_is_not() -> None:
    meeting = date(2022, 9, 1)
    assert read_deadline("3. mars", meeting) == date(2023, 3, 3)
    with pytest.raises(ValueError, match="hvilket år"):
        read_deadline("4. mars", meeting)


def test_the_origin_of_a_point_is_never_after_the_meeting() -> None:
    assert read_case("sak 5 · 12. mars", MEETING) == ("5", date(2021, 3, 12))
    with pytest.raises(ValueError, match="er ikke før møtet"):
        read_case("sak 5 · 12. mars 2022", MEETING)


@pytest.mark.parametrize(
    "text",
    ["før sommeren", "uke 12", "31. juni", "juni", "før 1. juni", "neste møte", "1. juni eller 2. juni"],
)
def test_what_is_no_date_is_asked_about(text: str) -> None:
    with pytest.raises(ValueError, match="er ikke en dato"):
        read_deadline(text, MEETING)


@pytest.mark.parametrize("text", ["fredag 1. juni", "senest måndag 1. juni 2022", "tor. 01.06.2022"])
def test_a_weekday_that_is_another_than_the_dates_is_asked_about(text: str) -> None:
    with pytest.raises(ValueError, match=r"Ukedagen .* passer ikke til 01\.06\.2022"):
        read_deadline(text, MEETING)


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("4", "4", None),
        ("sak 4", "4", None),
        ("Sak 05/22", "05/22", None),
        ("Sak nr. 4.", "4", None),
        ("sak 5 · 14. januar", "5", date(2022, 1, 14)),
        ("sak 5 · 14. januar 2022", "5", date(2022, 1, 14)),
        ("5 (14.01.2022)", "5", date(2022, 1, 14)),
        ("sak 5, møtet 3. desember", "5", date(2021, 12, 3)),
        ("sak 5 · 11. mars", "5", None),
        ("sak 5 · 11. mars 2022", "5", None),
        ("sak 5 · 11. mars 2021", "5", date(2021, 3, 11)),
        ("sak 5 · 12. mars", "5", date(2021, 3, 12)),
        ("møtet 11. mars", "", None),
        ("14. januar", "", date(2022, 1, 14)),
        ("møtet 14. januar 2022", "", date(2022, 1, 14)),
        ("14.01.2022", "", date(2022, 1, 14)),
    ],
)
def test_a_case(text: str, number: str, day: date | None) -> None:
    assert read_case(text, MEETING) == (number, day)


def test_a_point_of_a_meeting_whose_case_is_not_known() -> None:
    assert read_case("møtet 14. januar", MEETING) == ("", date(2022, 1, 14))


@pytest.mark.parametrize("text", ["begge", "4 og 5", "4-5", "sak", "sak 5 · 20. mai 2022", "reiseliv"])
def test_what_is_no_single_case_is_asked_about(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_case(text, MEETING)


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("8 for, 2 mot", (8, 2, 0)),
        ("8 for og 2 imot.", (8, 2, 0)),
        ("Forslaget fikk 8 stemmer for og 2 stemmer mot.", (8, 2, 0)),
        ("for: 8, mot: 2", (8, 2, 0)),
        ("For: 8. Mot: 2. Avholdende: 1", (8, 2, 1)),
        ("Vedtatt med 8 mot 2 stemmer.", (8, 2, 0)),
        ("Vedteke med 8 røyster mot 2.", (8, 2, 0)),
        ("8 for, 2 mot, 1 avholdende", (8, 2, 1)),
    ],
)
def test_votes(text: str, votes: tuple[int, int, int]) -> None:
    assert read_votes(f"Gruppen sier ja. {text}") == votes


@pytest.mark.parametrize(
    "text",
    [
        "Enstemmig vedtatt.",
        "Samrøystes vedteke.",
        "Møtet 20. mai starter kl. 8 for alle.",
        "Tallene stemmer overens med planen.",
        "Gruppen satte av 8 for 2022.",
        "Kampanjen går mot 2030-målene og slutter 31. mai, mot 1. juni i fjor.",
        "Punkt 3 stemmer ikke med planen.",
        "Andelen var 3 mot 2 prosent i fjor.",
        "Vi går fra 2 møter mot 3.",
        "",
    ],
)
def test_no_votes(text: str) -> None:
    assert read_votes(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Vedtatt med åtte mot to stemmer.",
        "Vedtatt mot én stemme.",
        "Falt med 2 mot 8 stemmer.",
        "Ikke vedtatt med 2 mot 8 stemmer.",
        "A: 8 for, 2 mot. B: 3 for, 7 mot.",
        "Kari stemte mot.",
        "Vedtatt, 2 mot.",
        "Det ble 8 mot 2.",
        "Alle 10 stemmer for forslaget.",
        "Det ble votering.",
        "8 for, 2 mot. 1 avholdende, 2 blanke",
        "Stemmetall: 8/2.",
        "8 (åtte) for og 2 (to) mot.",
        "8 ja, 2 nei",
        "Vedtatt (8–2).",
    ],
)
def test_what_looks_like_votes_is_asked_about(text: str) -> None:
    with pytest.raises(ValueError, match="stemmetall"):
        read_votes(text)


TITLE = "Godkjenning av referat fra møtet 14. januar 2022"


@pytest.mark.parametrize(
    "decision",
    [
        "Referatet ble godkjent.",
        "Godkjent",
        "Referatet vart godkjent utan merknader.",
        "Referatet er enstemmig godkjent.",
        "Referatet ble godkjent med følgende merknader: Sak 4 skal ikke hete X.",
        "Referatet godkjennes.\n\nSak 4 var ikke ferdig.",
        "Ingen merknader. Møtelederen slo fast at referatet var godkjent.",
        "Kari kan ikke være med videre. Referatet ble godkjent.",
    ],
)
def test_minutes_that_were_approved(decision: str) -> None:
    assert read_approval(TITLE, decision) == date(2022, 1, 14)


@pytest.mark.parametrize(
    "decision",
    ["", "Referatet ble ikke godkjent.", "Referatet vart ikkje godkjent.", "Utsatt til neste møte."],
)
def test_minutes_that_were_not_approved(decision: str) -> None:
    assert read_approval(TITLE, decision) is None


@pytest.mark.parametrize(
    "decision",
    [
        "Tatt til orientering.",
        "Referatet godkjennes hvis ingen protesterer.",
        "Innkallingen ble godkjent. Referatet ble utsatt.",
        "Referatet ble delvis godkjent.",
        "Referatet ble aldri godkjent.",
        "Ingen godkjente referatet.",
        "Referatet kan godkjennes når punkt 3 er rettet.",
        "Referatet blir godkjent etter at sekretariatet har rettet det.",
        "Godkjennes så snart det er rettet.",
        "Referatet skal godkjennes av leder.",
        "Sekretariatet retter, og leder godkjenner.",
        "Møtet ba om at referatet godkjennes skriftlig.",
        "Ble referatet godkjent?",
    ],
)
def test_an_approval_that_is_not_clear_is_asked_about(decision: str) -> None:
    with pytest.raises(ValueError, match="klart"):
        read_approval(TITLE, decision)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Godkjenning av referat frå møtet 14. januar 2022", date(2022, 1, 14)),
        ("Godkjenning av referat fra møtet 24.–25. august 2021", date(2021, 8, 24)),
        ("Godkjenning av innkalling og saksliste", None),
        ("Talentrekruttering", None),
    ],
)
def test_only_a_case_about_minutes_approves_them(title: str, day: date | None) -> None:
    assert read_approval(title, "Godkjent.") == day


@pytest.mark.parametrize("title", ["referat fra forrige møte", "referat", "innkalling og møteprotokoll"])
def test_minutes_without_a_date_are_asked_about(title: str) -> None:
    with pytest.raises(ValueError, match="hvilken dato"):
        read_approval(f"Godkjenning av {title}", "Godkjent.")
