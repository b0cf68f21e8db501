"""A meeting stays the same appointment, whatever becomes of it, and calendars are told when it changes."""

import pytest

from dokumentmaskin.plan import OSLO
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, WritePlan
from tests.pipeline.calendar.year import (
    FIRST,
    LATER,
    MEMBERS,
    WHEN,
    calendar,
    codes,
    invitation,
    made,
    plan,
    row,
    run,
)


def year(write_plan: WritePlan, *rows: str, own: str = "") -> Workspace:
    meeting = {"2022/2022-03-11": own} if own else {}
    return write_plan(medlemmer=MEMBERS, årsplaner=plan(*rows), møter=meeting)


def test_a_second_run_writes_nothing(write_plan: WritePlan) -> None:
    there = year(write_plan, row("2022-03-11"), row("2022-05-20"))
    assert {file.status for file in made(there).files} == {"skrevet"}
    assert {file.status for file in made(there, LATER).files} == {"uendret"}
    # A body that is alone has no calendar beside that of the organisation.
    assert {file.parent.name for file in there.output.glob("*/kalender-*.ics")} == {"2022"}


def test_the_same_plan_gives_the_same_bytes_whatever_the_clock(write_plan: WritePlan) -> None:
    there = year(write_plan, row("2022-03-11"))
    made(there)
    first = (there.output / "2022/kalender-2022.ics").read_bytes()
    for file in there.output.rglob("*.ics"):
        file.unlink()
    made(there, LATER)
    assert (there.output / "2022/kalender-2022.ics").read_bytes() == first


def test_a_meeting_that_moves_twice_is_the_same_and_newer_each_time(write_plan: WritePlan) -> None:
    made(year(write_plan, row("2022-03-11"), row("2022-05-20")))
    made(year(write_plan, row("2022-03-25", "flyttet_fra: 2022-03-11"), row("2022-05-20")), LATER)
    there = year(write_plan, row("2022-04-01", "flyttet_fra: 2022-03-25"), row("2022-05-20"))
    report = made(there, LATER)
    found = calendar(there)
    assert {uid: (str(one.dag), one.sekvens) for uid, one in found.items()} == {
        FIRST: ("2022-04-01", 2),
        "2022-05-20-klima@example.org": ("2022-05-20", 0),
    }
    assert found[FIRST].stempel > found["2022-05-20-klima@example.org"].stempel
    # The invitations of the days before are told of; the new one has their UID and is the newest.
    old = [problem for problem in report.warnings if problem.code == "gammel-invitasjon"]
    assert [str(note.place)[-14:-4] for note in old] == ["2022-03-11", "2022-03-25"]
    assert invitation(there, "2022-04-01").exists()


def test_something_new_on_the_old_day_is_another(write_plan: WritePlan) -> None:
    made(year(write_plan, row("2022-03-11")))
    rows = "type: webinar, dato: 2022-03-11", row("2022-03-25", "flyttet_fra: 2022-03-11")
    for _ in range(2):
        there = year(write_plan, *rows)
        made(there, LATER)
        assert {uid: str(one.dag) for uid, one in calendar(there).items()} == {
            FIRST: "2022-03-25",
            "2022-03-11-klima.2@example.org": "2022-03-11",
        }


def test_what_was_moved_has_the_name_of_its_old_day_though_something_new_stands_first(
    write_plan: WritePlan,
) -> None:
    there = year(write_plan, "type: webinar, dato: 2022-03-11", row("2022-03-25", "flyttet_fra: 2022-03-11"))
    made(there)
    assert str(calendar(there)[FIRST].dag) == "2022-03-25"


def test_a_new_day_that_the_plan_does_not_call_a_move_is_one_when_nothing_else_is_like_it(
    write_plan: WritePlan,
) -> None:
    made(year(write_plan, row("2022-03-11", "tema: [Luft]"), row("2022-05-20")))
    there = year(write_plan, row("2022-04-01", "tema: [Luft]"), row("2022-06-10"))
    made(there, LATER)
    assert {uid: (str(one.dag), one.sekvens) for uid, one in calendar(there).items()} == {
        FIRST: ("2022-04-01", 1),
        "2022-06-10-klima@example.org": ("2022-06-10", 0),  # one that says nothing may be any
    }


def test_topics_that_change_places_move_no_meeting(write_plan: WritePlan) -> None:
    for first, second in (("Luft", "Jord"), ("Jord", "Luft")):
        there = year(
            write_plan, row("2022-03-11", f"tema: [{first}]"), row("2022-05-20", f"tema: [{second}]")
        )
        made(there)
    assert (str(calendar(there)[FIRST].dag), calendar(there)[FIRST].sekvens) == ("2022-03-11", 0)


def test_two_that_are_alike_are_not_guessed_at(write_plan: WritePlan) -> None:
    made(year(write_plan, row("2022-03-11", "tema: [Luft]"), row("2022-03-18", "tema: [Luft]")))
    there = year(write_plan, row("2022-04-01", "tema: [Luft]"), row("2022-04-08", "tema: [Luft]"))
    made(there)
    assert [*calendar(there)] == ["2022-04-01-klima@example.org", "2022-04-08-klima@example.org"]


def test_a_new_address_on_the_internet_changes_no_meeting(write_plan: WritePlan) -> None:
    made(year(write_plan, row("2022-03-11")))
    there = write_plan(
        organisasjon=f"{ORGANISASJON}nettsted: https://www.nytt.no/\n",
        medlemmer=MEMBERS,
        årsplaner=plan(row("2022-03-11"), row("2022-05-20")),
    )
    made(there)
    assert [*calendar(there)] == [FIRST, "2022-05-20-klima@nytt.no"]


def test_a_name_is_never_given_to_another(write_plan: WritePlan) -> None:
    made(year(write_plan, row("2022-03-11")))
    made(year(write_plan, row("2022-03-25", "flyttet_fra: 2022-03-11")))
    there = year(write_plan, row("2022-03-11"))
    made(there)
    assert [*calendar(there)] == ["2022-03-11-klima.2@example.org"]


def test_a_change_is_later_than_what_it_changes_whatever_the_clock(write_plan: WritePlan) -> None:
    moments = []
    for when, hour in ((WHEN, 9), (LATER, 10), (WHEN, 11)):
        there = year(write_plan, row("2022-03-11", f"tid: {hour:02}:00"))
        made(there, when)
        moments.append(calendar(there)[FIRST].stempel)
    assert moments == sorted({*moments})


def test_two_that_change_days_keep_their_own(write_plan: WritePlan) -> None:
    luft, jord = "type: webinar, tema: [Luft], dato: ", "type: webinar, tema: [Jord], dato: "
    made(year(write_plan, f"{luft}2022-03-11", f"{jord}2022-05-20"))
    rows = f"{luft}2022-05-20, flyttet_fra: 2022-03-11", f"{jord}2022-03-11, flyttet_fra: 2022-05-20"
    for _ in range(2):
        there = year(write_plan, *rows)
        made(there, LATER)
        assert {uid: one.tekst.splitlines()[0] for uid, one in calendar(there).items()} == {
            FIRST: "– Luft",
            "2022-05-20-klima@example.org": "– Jord",
        }


def test_without_the_earlier_files_the_plan_tells_of_the_move(write_plan: WritePlan) -> None:
    there = year(write_plan, row("2022-03-25", "flyttet_fra: 2022-03-11"))
    made(there)
    assert calendar(there)[FIRST].sekvens == 1


@pytest.mark.parametrize(
    ("own", "sequence"),
    [
        ("tid: 09:00–11:00\n", 1),
        ("sted: Rådhuset\n", 1),
        ("videolenke: https://example.org/video\n", 1),
        ("nettside: https://example.org/møte\n", 0),
    ],
)
def test_only_when_where_and_whether_ask_for_a_new_answer(
    write_plan: WritePlan, own: str, sequence: int
) -> None:
    before = calendar_of_first(write_plan, "møteleder: Kari\n")
    after = calendar_of_first(write_plan, f"møteleder: Kari\n{own}")
    assert after[0] == before[0] + sequence
    assert after[1] != before[1]  # the moment of the change


def calendar_of_first(write_plan: WritePlan, own: str) -> tuple[int, object]:
    there = year(write_plan, row("2022-03-11"), own=own)
    made(there)
    return calendar(there)[FIRST].sekvens, calendar(there)[FIRST].stempel


def test_a_cancelled_meeting_is_off_for_those_who_were_invited(write_plan: WritePlan) -> None:
    made(year(write_plan, row("2022-03-11"), row("2022-05-20")))
    there = year(write_plan, row("2022-03-11", "avlyst: For få saker."), row("2022-05-20"))
    made(there, LATER)
    assert (calendar(there)[FIRST].status, calendar(there)[FIRST].sekvens) == ("CANCELLED", 1)
    assert calendar(there)[FIRST].tittel == "Avlyst: Klima – Faggruppemøte"
    text = invitation(there, "2022-03-11", "avlysning").read_text()
    for line in (
        "METHOD:CANCEL",
        "STATUS:CANCELLED",
        "SEQUENCE:1",
        f"UID:{FIRST}",
        "mailto:kari@example.org",
    ):
        assert line in text


def test_a_meeting_that_is_held_after_all_asks_again(write_plan: WritePlan) -> None:
    for more in ("", "avlyst: ja"):
        made(year(write_plan, row("2022-03-11", more)), LATER)
    there = year(write_plan, row("2022-03-11"))
    report = made(there, LATER)
    assert "SEQUENCE:2" in invitation(there, "2022-03-11").read_text()
    [note] = [problem for problem in report.warnings if problem.code == "gammel-invitasjon"]
    assert "ikke avlyst lenger" in note.message


def test_nobody_is_told_that_a_meeting_is_off_who_was_not_invited(write_plan: WritePlan) -> None:
    there = year(write_plan, row("2022-03-11", "avlyst: ja"))
    made(there)
    assert not invitation(there, "2022-03-11", "avlysning").exists()


def test_days_are_whole_without_a_time_and_oslos_with_one(write_plan: WritePlan) -> None:
    there = year(
        write_plan,
        row("2022-03-11", "tid: 09:00–11:30"),
        row("24.–25. august 2022", "tid: 10:00–14:00"),
        "type: webinar, dato: 2022-02-10, tittel: Om luft, tid: 12:00",
    )
    made(there)
    timed, days, webinar = (calendar(there)[uid] for uid in (
        FIRST, "2022-08-24-klima@example.org", "2022-02-10-klima@example.org"
    ))  # fmt: skip
    assert [str(timed.fra), str(timed.til)] == ["2022-03-11 09:00:00+01:00", "2022-03-11 11:30:00+01:00"]
    assert timed.fra.tzinfo == OSLO  # type: ignore[attr-defined]
    assert [str(days.fra), str(days.til)] == ["2022-08-24", "2022-08-26"]
    assert "Kl. 10.00–14.00" in days.tekst.replace("\N{NO-BREAK SPACE}", " ")
    assert (str(webinar.fra), webinar.til) == ("2022-02-10 12:00:00+01:00", None)
    assert webinar.tittel == "Klima – Om luft"


def test_what_has_only_a_month_is_left_out_and_said(write_plan: WritePlan) -> None:
    there = year(write_plan, row("2022-03-11"), row("juni 2022"))
    assert codes(made(there)).count("ikke-i-kalenderen") == 1
    assert [*calendar(there)] == [FIRST]


def test_an_uncertain_meeting_is_tentative(write_plan: WritePlan) -> None:
    there = year(write_plan, row("2022-03-11", "usikker: ja"))
    made(there)
    assert calendar(there)[FIRST].status == "TENTATIVE"
    assert calendar(there)[FIRST].tittel.endswith("(usikkert)")


def test_those_summoned_are_invited_and_the_others_named(write_plan: WritePlan) -> None:
    there = year(write_plan, row("2022-03-11"))
    [note] = [problem for problem in made(there).warnings if problem.code == "uten-invitasjon"]
    assert "Beate" not in note.message
    assert "Ola" in note.message
    text = invitation(there, "2022-03-11").read_text().replace("\n ", "")
    assert "METHOD:REQUEST" in text
    assert text.count("BEGIN:VEVENT") == text.count("\nATTENDEE") == 1  # only the first is read by Outlook
    assert "ATTENDEE;CN=Kari;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:kari@" in text
    assert "ORGANIZER;CN=Sekretariatet:mailto:post@example.org" in text


def test_without_an_address_of_the_secretariat_there_is_no_invitation(write_plan: WritePlan) -> None:
    there = write_plan(
        organisasjon=ORGANISASJON.replace("  epost: post@example.org\n", ""),
        medlemmer=MEMBERS,
        årsplaner=plan(row("2022-03-11")),
    )
    assert codes(made(there)) == ["uten-invitasjon"]
    assert not [*there.output.rglob("invitasjon-*")]


def test_the_open_calendar_has_no_video_link_and_no_names(write_plan: WritePlan) -> None:
    there = year(
        write_plan, row("2022-03-11"), own="videolenke: https://example.org/hemmelig\nreferent: Beate\n"
    )
    made(there)
    whole, opened = calendar(there)[FIRST], calendar(there, "kalender-2022")[FIRST]
    assert whole.videolenke == "https://example.org/hemmelig"
    text = (there.output / "2022/kalender-2022.ics").read_text()
    assert not any(word in text for word in ("hemmelig", "Beate", "Kari", "ATTENDEE", "CONFERENCE"))
    assert (opened.sekvens, opened.stempel) == (whole.sekvens, whole.stempel)
    there = year(write_plan, row("2022-03-11"), own="sted: https://example.org/hemmelig\n")
    assert "lenke-som-sted" in codes(made(there))


def test_what_is_due_is_in_the_secretariats_own_calendar_and_moves_with_the_meeting(
    write_plan: WritePlan,
) -> None:
    own = "rapportering: [{dato: 2022-03-01, hva: Årsmelding}, {dato: 2022-09-01, hva: Årsmelding}]\n"

    def due(when: str) -> dict[str, tuple[str, str, int, bool]]:
        there = write_plan(
            organisasjon=f"{ORGANISASJON}frister: {{temaer: 21, innkalling: 7, referat: 7}}\n",
            medlemmer=MEMBERS,
            årsplaner={"2022/klima.yaml": plan(when)["2022/klima.yaml"] + own},
        )
        made(there)
        found = calendar(there, "intern/frister-2022")
        return {uid: (str(one.dag), one.tittel, one.sekvens, one.opptatt) for uid, one in found.items()}

    first, moved = due(row("2022-04-22")), due(row("2022-04-29", "flyttet_fra: 2022-04-22"))
    uid = "innkalling-2022-04-22-klima@example.org"
    title = "Frist for innkalling: Klima – Faggruppemøte, 22. april 2022"
    # Good Friday is a day off, and so is the day before it.
    assert (first[uid][0], first[uid][1].replace("\N{NO-BREAK SPACE}", " ")) == ("2022-04-13", title)
    assert (moved[uid][0], moved[uid][2] > first[uid][2]) == ("2022-04-22", True)
    assert {uid for uid in first if "rsmelding" in uid} == {
        "2022-klima-arsmelding.1@example.org",
        "2022-klima-arsmelding.2@example.org",
    }
    assert not any(busy for *_, busy in first.values())
    assert len(first) == len(moved) == 7


def test_a_joint_meeting_stands_once_and_in_the_calendar_of_each_body(write_plan: WritePlan) -> None:
    other = {"2022/kultur.yaml": "gruppe: kultur\ndatert: 2022-01-10\nmøteplan:\n  - {type: faggruppemøte, "
             "dato: 2022-03-11, felles_i: klima}\n  - {type: faggruppemøte, dato: 2022-06-10}\n"}  # fmt: skip
    there = write_plan(
        medlemmer=MEMBERS, årsplaner={**plan(row("2022-03-11", "felles_med: [kultur]")), **other}
    )
    made(there)
    assert [*calendar(there)] == [FIRST, "2022-06-10-kultur@example.org"]
    own = (there.output / "2022-kultur/kalender-2022.ics").read_text()
    assert own.count("BEGIN:VEVENT") == 2
    assert (there.output / "2022-klima/kalender-2022.ics").read_text().count("BEGIN:VEVENT") == 1
    assert "mailto:anne@example.org" in invitation(there, "2022-03-11").read_text().replace("\n ", "")


def test_a_uid_is_short_enough_for_outlook(write_plan: WritePlan) -> None:
    """[MS-STANOICAL] section 2.1.10: of more than 202 octets Outlook may not tell two apart."""
    long, site = "bærekraftig-by-og-tettstedsutvikling-" * 6, f"https://{'a' * 60}.{'b' * 60}.no/"
    there = write_plan(
        organisasjon=f"navn: R\nnettsted: {site}\nsekretariat: {{navn: S}}\nfaggrupper: [{{navn: {long}}}]\n",
        medlemmer="{}",
        årsplaner={
            "2022/a.yaml": f"gruppe: {long}\ndatert: 2022-01-10\nmøteplan:\n  - {{{row('2022-03-11')}}}\n"
        },
    )
    made(there)
    [uid] = calendar(there)
    assert len(uid.encode()) <= 202


def test_a_calendar_that_a_person_has_changed_is_kept(write_plan: WritePlan) -> None:
    there = year(write_plan, row("2022-03-11"))
    made(there)
    file = there.output / "2022/kalender-2022.ics"
    file.write_bytes(file.read_bytes().replace(b"Klima", b"Vi"))
    there = year(write_plan, row("2022-03-11", "tid: 09:00"))
    report = run(there, LATER)
    assert [error.problems[0].code for error in report.errors] == ["redigert"]
    assert b"Vi" in file.read_bytes()
    assert calendar(there, "kalender-2022.ny")[FIRST].sekvens == 1
    assert {file.status for file in run(there, LATER).files} == {"uendret", "bevart"}


def test_an_invitation_that_a_person_has_changed_is_to_the_same_day(write_plan: WritePlan) -> None:
    there = year(write_plan, row("2022-03-11"))
    made(there)
    file = invitation(there, "2022-03-11")
    file.write_bytes(file.read_bytes().replace(b"Klima", b"Vi"))
    for _ in range(2):
        assert "gammel-invitasjon" not in codes(run(there, LATER))


def test_an_invitation_to_what_is_not_in_the_plan_any_more_is_told_of(write_plan: WritePlan) -> None:
    made(year(write_plan, row("2022-03-11"), row("2022-05-20")))
    report = made(year(write_plan, row("2022-05-20")), LATER)
    [note] = [problem for problem in report.warnings if problem.code == "gammel-invitasjon"]
    assert note.place is not None
    assert note.place.path.endswith("invitasjon-2022-03-11.ics")


def test_what_left_the_plan_and_comes_back_is_newer_than_its_invitation(write_plan: WritePlan) -> None:
    made(year(write_plan, row("2022-03-11"), row("2022-05-20")))
    made(year(write_plan, row("2022-05-20")), LATER)
    there = year(write_plan, row("2022-03-11", "tid: 10:00"), row("2022-05-20"))
    made(there, LATER)
    assert calendar(there)[FIRST].sekvens == 1


@pytest.mark.parametrize(
    ("now", "message", "advice"),
    [
        ("dato: 2022-06-10", "ikke står på noen dag", "«flyttet_fra:»"),
        ("dato: juni 2022", "ikke står på noen dag", "«flyttet_fra:»"),
        ("dato: juni 2022, flyttet_fra: 2022-03-11", "flyttet til juni 2022", "når dagen er satt"),
        ("dato: 2022-06-10, flyttet_fra: 2022-03-11", "flyttet til fredag 10. juni", "den nye invitasjonen"),
        ("dato: 2022-06-10, flyttet_fra: 2022-03-11, avlyst: ja", "flyttet til fredag", "Send avlysningen"),
        ("dato: 2023-01-13, flyttet_fra: 2022-03-11", "flyttet til fredag 13. januar 2023", "den nye invit"),
    ],
)
def test_what_is_said_of_an_old_invitation_is_what_can_be_done(
    write_plan: WritePlan, now: str, message: str, advice: str
) -> None:
    made(year(write_plan, row("2022-03-11")))
    rows = plan(f"type: faggruppemøte, {now}")
    if "2023" in now:
        rows = {"2023/klima.yaml": rows.pop("2022/klima.yaml"), **plan(row("2022-05-20"))}
    report = made(write_plan(medlemmer=MEMBERS, årsplaner=rows), LATER)
    [note] = [problem for problem in report.warnings if problem.code == "gammel-invitasjon"]
    assert message in note.message.replace("\u00a0", " ")
    assert advice in note.advice
