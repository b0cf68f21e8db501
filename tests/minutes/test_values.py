"""What short answers in minutes mean, and which of them are asked about instead."""

from datetime import date

import pytest

from dokumentmaskin.minutes.values import (
    may_tell_of_vote,
    read_approval,
    read_case,
    read_deadline,
    read_left,
    read_status,
    read_tick,
    read_vote,
)
from dokumentmaskin.plan.records.outcome import Godkjenning, Votering

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


AP, SP, H = {"parti": "Ap", "antall": "4"}, {"parti": "Sp", "antall": "3"}, {"parti": "H", "antall": "2"}
V = {"parti": "V (Kari, Ås)", "antall": "1"}


@pytest.mark.parametrize(
    ("written", "vote"),
    [
        ({"for": "8", "mot": "2"}, {"for": "8", "mot": "2"}),
        ({"for": "8", "mot": "2", "avholdende": "1"}, {"for": "8", "mot": "2", "avholdende": "1"}),
        ({"for": "8", "mot": "ingen", "avholdende": "0"}, {"for": "8", "mot": "0"}),
        ({"votering": "Enstemmig"}, {"utfall": "enstemmig"}),
        ({"votering": "samrøystes"}, {"utfall": "enstemmig"}),
        (
            {"votering": "Enstemmig", "for": "12", "mot": "0"},
            {"utfall": "enstemmig", "for": "12", "mot": "0"},
        ),
        ({"votering": "Ingen votering"}, {"utfall": "ingen votering"}),
        ({"votering": "Inga røysting."}, {"utfall": "ingen votering"}),
        ({"votering": "8 for, 2 mot"}, {"for": "8", "mot": "2"}),
        ({"votering": "8 for og 2 imot, 1 avholdende."}, {"for": "8", "mot": "2", "avholdende": "1"}),
        ({"votering": "For 8, mot 2"}, {"for": "8", "mot": "2"}),
        ({"votering": "for: 8, mot: 2, avhaldande: 3"}, {"for": "8", "mot": "2", "avholdende": "3"}),
        ({}, None),
        (
            {"for": "7 (4 Ap, 3 Sp)", "mot": "3 (H 2; 1 V (Kari, Ås))"},
            {"for": "7", "partier_for": [AP, SP], "mot": "3", "partier_mot": [H, V]},
        ),
        (
            {"votering": "7 for (4 Ap og 3 Sp), 0 mot, 3 avholdende (2 H, 1 V (Kari, Ås))"},
            {
                "for": "7",
                "partier_for": [AP, SP],
                "mot": "0",
                "avholdende": "3",
                "partier_avholdende": [H, V],
            },
        ),
        ({"votering": "", "for": "", "mot": ""}, None),
    ],
)
def test_a_vote_is_read_from_its_fields(written: dict[str, str], vote: dict[str, str] | None) -> None:
    assert read_vote(written) == vote
    if vote is not None:
        Votering.model_validate(vote)


@pytest.mark.parametrize(
    "written",
    [
        {"for": "8"},
        {"mot": "2"},
        {"avholdende": "1"},
        {"for": "8,5", "mot": "2"},
        {"for": "åtte", "mot": "2"},
        {"votering": "Enstemmig", "mot": "2"},
        {"votering": "Ingen votering", "for": "8", "mot": "2"},
        {"votering": "8 for, 2 mot", "for": "8"},
        {"for": "7 (4 Ap, 2 Sp)", "mot": "3"},
        {"for": "7 (noen fra Ap)", "mot": "3"},
        {"votering": "7 for (4 Ap), 3 mot"},
        {"votering": "falt"},
        {"votering": "8 mot 2"},
        {"votering": "I Moss ble det 8 for, 2 mot"},
        {"votering": "8 for, 2 mot, så 3 for, 1 mot"},
    ],
)
def test_a_vote_that_is_not_certain_is_none(written: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_vote(written)


@pytest.mark.parametrize(
    "who",
    [
        "Kari Nordmann og Ola Hansen (Oslo)",
        "daglig leder (eksempel), vara for leder",
        "Per A. Moe",
    ],
)
def test_who_left_the_table_is_a_name(who: str) -> None:
    assert read_left(who) == who


@pytest.mark.parametrize("nobody", ["", "Ingen.", "Ikke aktuelt", "Ikkje aktuelt", "Alle habile", "–"])
def test_nobody_left_the_table(nobody: str) -> None:
    assert read_left(nobody) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Ingen av medlemmene meldte seg",
        "Kari Nordmann ble vurdert og var med",
        "Kari Nordmann, men ho er habil",
        "Spørsmålet kom opp. Kari Nordmann",
        "Ikke reist",
    ],
)
def test_a_sentence_about_who_left_the_table_is_no_name(sentence: str) -> None:
    with pytest.raises(ValueError, match="ikke navnet"):
        read_left(sentence)


@pytest.mark.parametrize(
    ("outcome", "meant"),
    [
        ("Godkjent", "godkjent"),
        ("godkjent.", "godkjent"),
        ("Godkjent med merknader", "godkjent med merknader"),
        ("Ikkje godkjent", "ikke godkjent"),
        ("Utsett", "utsatt"),
    ],
)
def test_an_approval_is_read_from_its_fields(outcome: str, meant: str) -> None:
    read = read_approval(outcome, "fredag 14. januar 2022")
    assert read == {"møte": "2022-01-14", "utfall": meant}
    assert Godkjenning.model_validate(read).er_godkjent is meant.startswith("godkjent")


@pytest.mark.parametrize(
    ("outcome", "day"),
    [
        ("foreløpig godkjent", "14. januar 2022"),
        ("Godkjent", ""),
        ("Godkjent", "i januar"),
        ("falt", "14.1.22"),
    ],
)
def test_an_approval_that_is_not_certain_is_none(outcome: str, day: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_approval(outcome, day)


def test_nothing_chosen_is_no_approval() -> None:
    assert read_approval("", "14. januar 2022") is None


@pytest.mark.parametrize(
    "text",
    [
        "8 for, 2 mot.",
        "Vedtatt med 8 mot 2 stemmer.",
        "8 stemte ja og 2 nei",
        "Ja: 8, nei: 2",
        "Vedtatt (8/2)",
        "8 (for) 2 (mot)",
        "Samrøystes vedteke.",
        "Det var dissens.",
        "Lederen brukte dobbeltstemmen.",
    ],
)
def test_running_text_may_tell_of_a_vote(text: str) -> None:
    assert may_tell_of_vote(text)


@pytest.mark.parametrize(
    "text", ["Vedtatt.", "Tallene stemmer ikke.", "Budsjettet er 8 millioner.", "Mot slutten"]
)
def test_other_text_tells_of_none(text: str) -> None:
    assert not may_tell_of_vote(text)
