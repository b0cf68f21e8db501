"""Letters of follow-up: to those who have something open, and to nobody else."""

from typing import Final

import pytest

from dokumentmaskin.pipeline import Pipeline
from dokumentmaskin.pipeline.mail import draft_followup, followup_mailing
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, WritePlan
from tests.pipeline.mail.conftest import DAY, MEMBERS, Letter, read, run
from tests.profiles import WRITTEN_LANGUAGES

MEETING: Final = """\
saker:
  - {tittel: Luft, nummer: "1", type: vedtak}
  - {tittel: Lønn, nummer: "2", type: vedtak, unntatt: offl. § 23 første ledd}
"""
MINUTES: Final = """\
saker:
  - {nummer: "1", tittel: Luft}
  - {nummer: "2", tittel: Lønn}
oppfølging:
  - {hva: Måle lufta, hvem: Kari Ås og Per, frist: 2022-04-01, sak: "1"}
  - {hva: Snakke med Vigdis, hvem: kari ås, sak: "2"}
  - {hva: Rydde, hvem: sekretariatet, sak: "1"}
  - {hva: Ringe, hvem: Noen Andre, sak: "1"}
  - {hva: Skrive, hvem: "Obs, Ukjent", sak: "1"}
"""


def workspace(write_plan: WritePlan, more: str = "") -> Workspace:
    return write_plan(
        medlemmer=MEMBERS,
        organisasjon=ORGANISASJON + more,
        møter={f"2022/{DAY}": MEETING},
        andre={f"plan/2022/{DAY}/referat.yaml": MINUTES},
    )


def letters(here: Workspace) -> dict[str, Letter]:
    folder = here.output / "oppfolging/intern/epost"
    return {file.stem: read(file.read_bytes()) for file in folder.glob("*.eml")}


@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
def test_each_gets_their_own_points_without_what_is_exempt(write_plan: WritePlan, målform: str) -> None:
    here = workspace(write_plan, f"målform: {målform}\n")
    report = draft_followup(run(here, "2022-04-02")[0], None)
    found = letters(here)
    assert {name: letter.to for name, letter in found.items()} == {
        "punkter-kari-as": ["kari@example.org"],
        "punkter-per": ["per@example.org"],
        "punkter-obs": ["obs@example.org"],
    }
    kari = found["punkter-kari-as"].text
    assert "– Måle lufta\n  Fr" in kari
    assert " sak 1 · 11. mars 2022, klima. Frist: 1. april 2022 (over fristen). Referanse: " in kari
    assert "Vigdis" not in kari
    assert kari.count("Referanse: ") == 2
    assert "Skrive" not in kari
    (told,) = report.warnings
    assert told.message.endswith("for dok kjenner ikke adressen: Noen Andre, Ukjent.")


def test_the_same_letter_is_another_round_in_another_week(write_plan: WritePlan) -> None:
    here = workspace(write_plan)

    def rounds(pipeline: Pipeline) -> list[str]:
        return [one.runde for one in followup_mailing(pipeline, "klima").brev]

    monday, sunday, next_monday = (run(here, day)[0] for day in ("2022-04-04", "2022-04-10", "2022-04-11"))
    assert rounds(monday) == rounds(sunday)
    assert not {*rounds(monday)} & {*rounds(next_monday)}


def test_two_of_a_name_are_not_told_apart(write_plan: WritePlan) -> None:
    here = workspace(write_plan)
    members = here.plan / "medlemmer.yaml"
    twin = "  - {navn: Kari Ås, delregion: Sør, epost: en.annen@example.org}\n"
    members.write_text(members.read_text("utf-8") + twin, "utf-8")
    mailing = followup_mailing(run(here)[0], None)
    assert "kari@example.org" not in [one.mottaker.epost for one in mailing.linjer]
    assert "Kari Ås" in mailing.report.warnings[0].message
