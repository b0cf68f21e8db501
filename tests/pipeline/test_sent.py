"""What a summons says of its being sent, and what the run says of it, from the plan to the paper."""

from datetime import date, datetime
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.pipeline import Pipeline, Report, make_documents, meeting_jobs, programme_jobs, year_jobs
from dokumentmaskin.pipeline.kinds import INNKALLING
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting, find_years
from dokumentmaskin.word.text import document_text
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.pipeline.meeting import Package
from tests.profiles import WRITTEN_LANGUAGES

DAY: Final = "2022-03-11"
DOCX: Final = f"output/{DAY}-klima/innkalling-{DAY}.docx"
SENT: Final = {"bokmål": "Sendt ut", "nynorsk": "Sendt ut"}
PLANNED: Final = {"bokmål": "Sendes ut", "nynorsk": "Blir sendt ut"}
SOON: Final = {"bokmål": "så snart som mulig", "nynorsk": "så snart som råd"}


def run(workspace: Workspace, today: str) -> Pipeline:
    return Pipeline(workspace, load_plan(workspace), clock=lambda: datetime.fromisoformat(today))


def summon(pipeline: Pipeline) -> Report:
    report = make_documents(pipeline, meeting_jobs(find_meeting(pipeline.plan, DAY), [INNKALLING]))
    assert report.errors == ()
    return report


def words(workspace: Workspace) -> str:
    """What the Word file says, which the PDF says too."""
    said = " ".join(document_text((workspace.root / DOCX).read_bytes()).body).replace("\u00a0", " ")
    assert said.count("Sendt ut") == Package((workspace.root / DOCX).with_suffix(".pdf")).text.count(
        "Sendt ut"
    )
    return said


@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
def test_a_summons_is_sent_when_somebody_says_so(write_plan: WritePlan, målform: str) -> None:
    here = write_plan(organisasjon=ORGANISASJON + f"målform: {målform}\n")
    summon(run(here, "2022-03-03"))
    assert SENT[målform] not in words(here)
    assert PLANNED[målform] not in words(here)
    summon(run(here, "2022-03-10"))
    assert SENT[målform] not in words(here)  # nor when its deadline has passed
    pipeline = run(here, "2022-03-10")
    pipeline, report = pipeline.after_sending(find_meeting(pipeline.plan, DAY), date(2022, 3, 2))
    assert [file.rolle for file in report.files] == ["saksnummer"]
    summon(pipeline)
    assert f"{SENT[målform]}: 2. mars 2022" in words(here)
    before = (here.root / DOCX).read_bytes()
    summon(run(here, "2026-01-01"))
    assert (here.root / DOCX).read_bytes() == before


@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
def test_a_day_that_is_planned_is_told_as_planned_until_it_comes(write_plan: WritePlan, målform: str) -> None:
    here = write_plan(
        organisasjon=ORGANISASJON + f"målform: {målform}\n", møter={f"2022/{DAY}": "utsendt: 2022-03-03\n"}
    )
    summon(run(here, "2022-03-02"))
    assert f"{PLANNED[målform]}: 3. mars 2022" in words(here)
    assert SENT[målform] + ":" not in words(here).replace(PLANNED[målform], "")
    summon(run(here, "2022-03-03"))
    assert f" {SENT[målform]}: 3. mars 2022" in words(here)
    assert PLANNED[målform] not in words(here)


@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
def test_a_late_summons_asks_for_absence_as_soon_as_may_be_and_says_that_it_is_late(
    write_plan: WritePlan, målform: str
) -> None:
    here = write_plan(organisasjon=ORGANISASJON + f"målform: {målform}\n")
    report = summon(run(here, "2022-03-10"))
    assert [problem.code for problem in report.warnings] == [
        "sen-innkalling",
        "uten-tid-eller-sted",
        "frist-for-innkalling",
    ]
    assert SOON[målform] in words(here)
    assert "post@example.org" in words(here)
    assert "9. mars" not in words(here)


def test_a_year_that_is_begun_in_its_middle_locks_no_number_of_a_meeting_that_is_past(
    workspace: Workspace,
) -> None:
    pipeline = run(workspace, "2022-04-01")
    report = make_documents(pipeline, year_jobs(find_years(pipeline.plan, 2022)))
    assert report.errors == ()
    book = load_plan(workspace).numbers_of(2022)
    assert [entry.dato for entry in book.møter] == [date(2022, 5, 20)]
    own = workspace.plan / "2022" / DAY / "mote.yaml"
    own.parent.mkdir()
    own.write_text("saker: [{tittel: Støy}, {tittel: Luft}]\n", encoding="utf-8")
    assert not any("utgår" in problem.message for problem in summon(run(workspace, "2022-04-02")).warnings)
    assert "4 Støy 5 Luft 6 Orienteringer" in words(workspace)
    assert "Utgår" not in words(workspace)


def test_a_programme_whose_adoption_has_not_come_is_made_as_a_proposal_with_a_warning(
    write_plan: WritePlan,
) -> None:
    here = write_plan(årsplaner={"2022/klima.yaml": ÅRSPLAN + "vedtatt: 2022-05-20\n"})
    codes = []
    for today in ("2022-05-19", "2022-05-20"):
        pipeline = run(here, today)
        report = make_documents(pipeline, programme_jobs(find_years(pipeline.plan, 2022)))
        assert report.errors == ()
        codes += [problem.code for problem in report.warnings]
    assert codes == ["dag-ikke-kommet", "vedtatt-kopi"]  # a proposal, and then what was adopted


def test_the_date_in_the_properties_is_one_that_a_person_has_written(write_plan: WritePlan) -> None:
    for own, stamp in (("{}\n", "D:20220110"), ("utsendt: 2022-03-03\n", "D:20220303")):
        here = write_plan(møter={f"2022/{DAY}": own})
        summon(run(here, "2022-03-10"))
        made = Package(Path(here.root / DOCX).with_suffix(".pdf"))
        assert str(made.pdf.docinfo["/CreationDate"]).startswith(stamp)
