"""From the minutes in Word to the next meeting's papers and back: what was decided is followed to its end."""

from datetime import date
from typing import Final

import pytest

from dokumentmaskin.document.cases import open_point_fields
from dokumentmaskin.pipeline import Pipeline, make_documents, meeting_jobs
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.pipeline.minutes.read_back import read_back
from dokumentmaskin.plan.followup import all_points
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.openness import open_plan
from dokumentmaskin.plan.settled import minutes_status
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.minutes.word_edits import WordEdit
from tests.profiles import WRITTEN_LANGUAGES

MARCH: Final = "2022-03-11"
MAY: Final = "2022-05-20"
TODAY: Final = date(2022, 5, 25)
AUGUST: Final = "2022-08-24"
YEAR: Final = ÅRSPLAN + f"  - {{type: faggruppemøte, dato: {AUGUST}}}\n"
CASES: Final = """\
saker:
  - {tittel: Luft}
  - {tittel: Tilsetting av Giraffnavn, unntatt: {hjemmel: offl. § 25, tittel: Personalsak}}
"""
READ: Final = """\
oppfølging:
  - {hva: Send skissen, hvem: Ola, frist: 2022-04-01, sak: 4}
  - {hva: Mål lufta, hvem: Kari, frist: 2022-06-01, sak: 4}
  - {hva: Ring Giraffnavn, hvem: Gepardperson, frist: 2022-03-13, sak: 5}
  - {hva: Skriv til Giraffnavn, hvem: Gepardperson, sak: 5}
"""
WORDS: Final = {
    "bokmål": ("Ferdig", "I arbeid", "Referatet ble godkjent."),
    "nynorsk": ("Ferdig", "I arbeid", "Referatet vart godkjent."),
}


@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
@pytest.mark.parametrize("saved", ["as it is", "as Word saves"])
def test_a_point_is_closed_where_the_next_minutes_have_it(
    målform: str, saved: str, write_plan: WritePlan
) -> None:
    here = write_plan(
        organisasjon=ORGANISASJON + f"målform: {målform}\n",
        årsplaner={"2022/klima.yaml": YEAR},
        møter={f"2022/{MARCH}": CASES},
        andre={f"plan/2022/{MARCH}/referat.yaml": READ},
    )
    done, busy, approved = WORDS[målform]
    edit = minutes_of_may(here)
    edit.write("Sak 2: vedtak", approved)
    edit.write("Sak 2: godkjenning", "Godkjent")
    edit.point(0, "", "", "", done)  # Send skissen
    edit.point(1, "", "Per", "1. september 2022", busy)  # Mål lufta
    edit.point(2, "", "", "", done)  # Ring Giraffnavn, which is exempt
    edit.point(4, "Plant trær", "Ola", "", "", "4")
    save(here, edit.as_word_saves() if saved == "as Word saves" else edit)
    plan = load_plan(here)
    read = read_back(here, plan, find_meeting(plan, MAY), TODAY)
    assert [d for d in read.doubts if "Oppfølging" in str(d.place)] == []
    plan = load_plan(here)
    assert [(p.hva, p.hvem, p.frist, p.lukket is None) for p in all_points(plan)] == [
        ("Send skissen", "Ola", date(2022, 4, 1), False),
        ("Mål lufta", "Per", date(2022, 9, 1), True),
        ("Ring Giraffnavn", "Gepardperson", date(2022, 3, 13), False),
        ("Skriv til Giraffnavn", "Gepardperson", None, True),
        ("Plant trær", "Ola", None, True),
    ]
    for seen, last in (
        (plan, "Skriv til Giraffnavn"),
        (open_plan(plan), plan.språk.unntatt_merknad.split(",")[0].capitalize()),
    ):
        shown = open_point_fields(seen, find_meeting(seen, AUGUST))
        assert [field.hva.split(",")[0] for field in shown] == ["Mål lufta", "Plant trær", last]
    assert minutes_status(plan, find_meeting(plan, MARCH)).tilstand == "godkjent"


def test_a_point_whose_case_is_not_known_comes_back_as_the_same(write_plan: WritePlan) -> None:
    files = {f"plan/2022/{MARCH}/referat.yaml": "oppfølging: [{hva: Ring}]\n"}
    here = write_plan(årsplaner={"2022/klima.yaml": YEAR}, andre=files)
    edit = minutes_of_may(here)
    edit.point(0, "", "Kari", "", "Ferdig")
    save(here, edit)
    plan = load_plan(here)
    read = read_back(here, plan, find_meeting(plan, MAY), TODAY)
    assert [d for d in read.doubts if "Oppfølging" in str(d.place)] == []
    (point,) = all_points(load_plan(here))
    assert (point.møte, point.lukket) == (date(2022, 3, 11), date(2022, 5, 20))


def minutes_of_may(workspace: Workspace) -> WordEdit:
    plan = load_plan(workspace)
    pipeline = Pipeline(workspace, plan)
    (job,) = meeting_jobs(find_meeting(plan, MAY), [REFERAT])
    assert make_documents(pipeline, [job]).errors == ()
    return WordEdit(pipeline.target(job).read_bytes())


def save(workspace: Workspace, edit: WordEdit) -> None:
    (workspace.output / f"{MAY}-klima/referat-{MAY}.docx").write_bytes(edit.saved())
