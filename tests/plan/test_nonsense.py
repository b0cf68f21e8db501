"""What can be read and cannot be so is refused at its place, with a way out, in one run with all else."""

from typing import Final

import pytest

from dokumentmaskin.plan.loading.loader import load_plan
from tests.conftest import MEDLEMMER, ORGANISASJON, ÅRSPLAN, WritePlan
from tests.plan.test_loader import problem, problems, told

YEAR: Final = "2022/klima.yaml"
MEETING: Final = "2022/2022-03-11"
MOTE: Final = f"plan/{MEETING}/mote.yaml"


@pytest.mark.parametrize(
    "title", ["\\u200b", "\\u3164", "\\u2800 \\u00ad", "\\u202e\\u2066", "\\ufe0f", "\\U000e0020"]
)
def test_a_text_of_nothing_that_is_seen(write_plan: WritePlan, title: str) -> None:
    mote = f'sted: "{title}"\nsaker:\n  - {{tittel: "{title}", bakgrunn: "{title}"}}\n'
    places = ["1:7 sted", "3:14 saker[1].tittel", f"3:{28 + len(title)} saker[1].bakgrunn"]
    found = problems(write_plan(møter={MEETING: mote}))
    assert [told(p) for p in found] == [("usynlig-tekst", f"{MOTE}:{place}") for place in places]
    assert all("slett linjen" in p.advice for p in found)


@pytest.mark.parametrize("title", ["–", "👩‍👩‍👧", "é", "a\\u200bb"])
def test_a_text_of_which_anything_is_seen(write_plan: WritePlan, title: str) -> None:
    assert load_plan(write_plan(møter={MEETING: f'saker: [{{tittel: "{title}"}}]\n'}))


def test_an_item_that_is_empty_or_stands_twice(write_plan: WritePlan) -> None:
    organisasjon = ORGANISASJON.replace("[Nord, Sør]", "[Nord, Sør, Nord]")
    plan = ÅRSPLAN.replace("[Jord]", '[""]') + "prioriteringer: {punkter: [A, B, A, A]}\n"
    found = problems(write_plan(organisasjon=organisasjon, årsplaner={YEAR: plan}))
    assert [(told(p), p.message) for p in found] == [
        (("to-ganger", "plan/organisasjon.yaml:5:26 delregioner[3]"), "«Nord» står to ganger i listen."),
        (("feil-type", f"plan/{YEAR}:5:52 møteplan[2].tema[1]"), "Her er det tomt."),
        (("to-ganger", f"plan/{YEAR}:6:34 prioriteringer.punkter[3]"), "«A» står to ganger i listen."),
        (("to-ganger", f"plan/{YEAR}:6:37 prioriteringer.punkter[4]"), "«A» står to ganger i listen."),
    ]


@pytest.mark.parametrize("written", ["post.example.org", "@example.org", "post@", "a b@c.no", "a@b@c.no"])
def test_what_is_no_e_mail_address(write_plan: WritePlan, written: str) -> None:
    here = write_plan(
        organisasjon=ORGANISASJON.replace("post@example.org", f'"{written}"'),
        medlemmer=MEDLEMMER.replace("navn: Per", f'navn: Per, epost: "{written}"'),
    )
    assert [told(p) for p in problems(here)] == [
        ("ugyldig-epost", "plan/organisasjon.yaml:4:10 sekretariat.epost"),
        ("ugyldig-epost", "plan/medlemmer.yaml:3:58 klima[2].vara.epost"),
    ]


@pytest.mark.parametrize(
    ("days", "field", "words"),
    [
        ("temaer: 6", "temaer", "Temaene skal meldes inn 6 dager før"),
        ("referat: 15", "referat", "Referatet skal være ferdig 15 dager etter"),
    ],
)
def test_deadlines_in_an_order_that_they_cannot_have(
    write_plan: WritePlan, days: str, field: str, words: str
) -> None:
    [found] = problems(write_plan(organisasjon=f"{ORGANISASJON}frister: {{{days}}}\n"))
    assert told(found)[0] == "frister-i-uorden"
    assert told(found)[1].endswith(f" frister.{field}")
    assert found.message.startswith(words)
    assert load_plan(write_plan(organisasjon=f"{ORGANISASJON}frister: {{temaer: 7, referat: 14}}\n"))


def test_a_duty_years_away(write_plan: WritePlan) -> None:
    duties = "rapportering: [{dato: 2023-01-10, hva: A}, {dato: 2032-01-10, hva: B}]\n"
    [found] = problems(write_plan(årsplaner={YEAR: ÅRSPLAN + duties}))
    assert told(found) == ("fjern-dato", f"plan/{YEAR}:6:51 rapportering[2].dato")


def test_a_deadline_before_the_summons_is_sent(write_plan: WritePlan) -> None:
    mote = (
        "utsendt: 2022-03-04\nforfall: {frist: 2022-03-03}\n"
        "saker: [{tittel: A, vedlegg: [{tittel: B, ettersendes: 2022-03-03}]}]\n"
    )
    assert [told(p) for p in problems(write_plan(møter={MEETING: mote}))] == [
        ("frist-for-utsendt", f"{MOTE}:2:18 forfall.frist"),
        ("frist-for-utsendt", f"{MOTE}:3:56 saker[1].vedlegg[1].ettersendes"),
    ]
    assert load_plan(write_plan(møter={MEETING: mote.replace("03-03", "03-04")}))


def test_a_deadline_for_all_meetings_before_their_summons(write_plan: WritePlan) -> None:
    settings = ORGANISASJON + "frister: {innkalling: 5, forfall: 6}\n"
    found = problem(write_plan(organisasjon=settings))
    assert told(found) == ("frist-for-utsendt", "plan/organisasjon.yaml:9:35 frister.forfall")
    assert load_plan(write_plan(organisasjon=settings.replace("6}", "5}")))


def test_days_far_from_the_meeting_or_from_the_plans_year(write_plan: WritePlan) -> None:
    plan = ÅRSPLAN.replace("2022-01-10", "2012-01-10") + "vedtatt: 2032-02-01\n"
    mote = "utsendt: 2020-03-04\nforfall: {frist: 2021-03-09}\noppdatert: 2020-03-05\n"
    assert [told(p) for p in problems(write_plan(årsplaner={YEAR: plan}, møter={MEETING: mote}))] == [
        ("fjern-dato", f"plan/{YEAR}:2:9 datert"),
        ("fjern-dato", f"plan/{YEAR}:6:10 vedtatt"),
        ("fjern-dato", f"{MOTE}:1:10 utsendt"),
        ("fjern-dato", f"{MOTE}:2:18 forfall.frist"),
        ("fjern-dato", f"{MOTE}:3:12 oppdatert"),
    ]
    plan = ÅRSPLAN.replace("2022-01-10", "2020-12-10")
    assert load_plan(write_plan(årsplaner={YEAR: plan}, møter={MEETING: "utsendt: 2021-03-11\n"}))


def test_no_meeting_lasts_for_weeks(write_plan: WritePlan) -> None:
    plan = ÅRSPLAN.replace("2022-05-20", "2022-05-20/2022-06-20")
    found = problem(write_plan(årsplaner={YEAR: plan}))
    assert told(found) == ("for-langt-mote", f"plan/{YEAR}:5:33 møteplan[2].dato")
    assert "32 dager" in found.message
    assert load_plan(write_plan(årsplaner={YEAR: plan.replace("06-20", "06-19")}))


def test_members_for_subregions_of_an_organisation_that_has_none(write_plan: WritePlan) -> None:
    found = problem(write_plan(organisasjon=ORGANISASJON.replace("delregioner: [Nord, Sør]\n", "")))
    assert told(found) == ("ukjent-delregion", "plan/medlemmer.yaml:2:29 klima[1].delregion")
    assert found.advice == "Skriv dem der: «delregioner: [Nord, Sør]»."


@pytest.mark.parametrize("number", ["0", "00/22"])
def test_no_case_has_the_number_nought(write_plan: WritePlan, number: str) -> None:
    found = problem(write_plan(årsplaner={YEAR: ÅRSPLAN + f"første_saksnummer: {number}\n"}))
    assert told(found) == ("ikke-saksnummer", f"plan/{YEAR}:6:20 første_saksnummer")
