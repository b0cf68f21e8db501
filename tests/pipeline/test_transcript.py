"""A særutskrift: one case of the minutes that have been read in, whole and open."""

from datetime import date
from pathlib import Path

import docx
import pytest

from dokumentmaskin.errors import WrongUseError
from dokumentmaskin.pipeline import Pipeline, Report, case_jobs, jobs_for, make_documents, undo
from dokumentmaskin.plan import find_case, find_meeting, load_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import WritePlan
from tests.pipeline.meeting import DAY, Package

FOLDER = f"output/{DAY}-klima"
CASES = """\
saker:
  - {tittel: Luft, type: vedtak, forslag_til_vedtak: Lufta måles.}
  - {tittel: Ansettelse av Kari, unntatt: {hjemmel: offl. § 25, tittel: Personalsak}}
"""
MINUTES = """\
saker:
  - nummer: 4
    tittel: Luft
    vedtak: Lufta måles *hver* måned.
    votering:
      - for: 7
        mot: 3
        avholdende: 1
        partier_for: [{parti: Ap, antall: 4}, {parti: Sp, antall: 3}]
        partier_mot: [{parti: H, antall: 3}]
    lukket_møte: kommuneloven § 11-5 tredje ledd bokstav a
    habilitet: [{hvem: Ola, grunnlag: fvl. § 6}]
  - {nummer: 5, tittel: Ansettelse av Kari, vedtak: Kari Hansen Berg blir ansatt fra mai.}
"""
APPROVED = "godkjenning: [{møte: 2022-03-11, utfall: godkjent}]\n"


@pytest.fixture
def held(write_plan: WritePlan) -> Workspace:
    """A workspace in which a meeting's minutes have been read in."""
    files: dict[str, str | bytes] = {f"plan/2022/{DAY}/referat.yaml": MINUTES}
    return write_plan(møter={f"2022/{DAY}": CASES}, andre=files)


def _make(workspace: Workspace, number: str) -> Report:
    pipeline = Pipeline(workspace, load_plan(workspace))
    case = find_case(pipeline.plan, find_meeting(pipeline.plan, DAY), number)
    return make_documents(pipeline, case_jobs([case]))


def _text(file: Path) -> str:
    return Package(file).text


def test_it_says_what_was_proposed_and_decided_and_how_the_votes_fell(held: Workspace) -> None:
    report = _make(held, "Sak 04")
    assert report.errors == ()
    assert [(file.rolle, file.sti, file.pdfa, file.pdfua) for file in report.files] == [
        ("særutskrift", f"{FOLDER}/saerutskrift-{DAY}-4.docx", None, None),
        ("særutskrift", f"{FOLDER}/saerutskrift-{DAY}-4.pdf", "2a", True),
    ]
    text = _text(held.root / report.files[1].sti)
    assert "Særutskrift av sak 4" in text
    assert "Lufta måles. " in text
    # The words are those of the Word file, and no sign in them means anything.
    assert "Lufta måles *hver* måned." in text
    assert "7 for (4 Ap, 3 Sp), 3 mot (3 H), 1 avholdende" in text
    assert "Ola, fvl. § 6" in text
    assert "Lukket møte: kommuneloven § 11-5 tredje ledd bokstav a" in text
    assert "Rett utskrift" in text


def test_minutes_that_nobody_has_approved_are_not_said_to_be(held: Workspace) -> None:
    report = _make(held, "4")
    assert "ikke godkjent ennå" in _text(held.root / report.files[1].sti)
    assert [problem.code for problem in report.warnings] == ["ikke-godkjent"]
    later = held.plan / "2022/2022-05-20/referat.yaml"
    later.parent.mkdir()
    later.write_text(APPROVED, encoding="utf-8")
    report = _make(held, "4")
    assert [problem.code for problem in report.warnings] == []
    text = _text(held.root / report.files[1].sti)
    assert "Referatet godkjent: 20. mai 2022" in text.replace("\u00a0", " ")
    assert "ikke godkjent" not in text


def test_of_an_exempt_case_everyone_sees_the_ground_and_nothing_of_what_was_decided(held: Workspace) -> None:
    report = _make(held, "5")
    assert report.errors == ()
    opened, whole = (held.root / file.sti for file in report.files[1:])
    assert whole.parent.name == "intern"
    assert "Kari Hansen Berg blir ansatt" in _text(whole)
    text = _text(opened)
    assert "Unntatt offentlighet, jf. offl. § 25" in text
    assert "Personalsak" in text
    assert "Kari" not in text
    assert "Rett utskrift" not in text


def test_minutes_must_be_read_in_and_have_the_case(held: Workspace) -> None:
    with pytest.raises(WrongUseError, match=r"ingen sak «99».*sak 4 og 5\.") as refused:
        _make(held, "99")
    assert refused.value.problems[0].code == "ingen-sak"
    plan = load_plan(held)
    with pytest.raises(
        WrongUseError, match=r"20\..mai 2022 er ikke lest inn.*dok les-referat 2022-05-20"
    ) as refused:
        find_case(plan, find_meeting(plan, "2022-05-20"), "1")
    assert refused.value.problems[0].code == "referat-ikke-lest"


def test_a_case_that_only_the_minutes_know_has_its_transcript_too(write_plan: WritePlan) -> None:
    said = "saker: [{nummer: 9, tittel: Hastesak, vedtak: Vi venter.}]\n"
    files: dict[str, str | bytes] = {f"plan/2022/{DAY}/referat.yaml": said}
    workspace = write_plan(andre=files)
    report = _make(workspace, "9")
    assert "Vi venter." in _text(workspace.root / report.files[1].sti)


def test_it_is_asked_for_with_its_meeting_and_carries_the_meetings_day(held: Workspace) -> None:
    plan = load_plan(held)
    jobs = [job for job in jobs_for(plan, DAY) if job.kind.rolle == "særutskrift"]
    assert [job.target.name for job in jobs] == [f"saerutskrift-{DAY}-{n}.docx" for n in (4, 5)]
    assert [job.dated(plan) for job in jobs] == [date(2022, 3, 11)] * 2


def test_the_other_proposals_stand_with_it(write_plan: WritePlan) -> None:
    cases = CASES.replace("Lufta måles.}", "Lufta måles., alternative_forslag: [{fra: Sør, tekst: Vent.}]}")
    files: dict[str, str | bytes] = {f"plan/2022/{DAY}/referat.yaml": MINUTES}
    workspace = write_plan(møter={f"2022/{DAY}": cases}, andre=files)
    text = _text(workspace.root / _make(workspace, "4").files[1].sti)
    assert "Alternative forslag Forslag fra: Sør Vent." in text


def test_what_somebody_has_written_in_it_stays_when_the_minutes_are_corrected(held: Workspace) -> None:
    file = held.root / _make(held, "4").files[0].sti
    document = docx.Document(str(file))
    next(p for p in document.paragraphs if p.text == "Dato:\t\t").insert_paragraph_before(
        "Sendt til Sør kommune."
    )
    document.save(str(file))
    minutes = held.plan / f"2022/{DAY}/referat.yaml"
    minutes.write_text(MINUTES.replace("*hver* måned", "hver uke"), encoding="utf-8")
    report = _make(held, "4")
    assert [row.status for row in report.files] == ["flettet", "skrevet"]
    text = _text(held.root / report.files[1].sti)
    assert "Lufta måles hver uke." in text
    assert "Sendt til Sør kommune." in text
    pipeline = Pipeline(held, load_plan(held))
    undone = undo(pipeline, jobs_for(pipeline.plan, DAY), DAY)
    assert "Lufta måles *hver* måned." in _text(held.root / undone.files[1].sti)


def test_no_other_case_lends_its_proposal_when_the_agenda_has_been_numbered_anew(
    write_plan: WritePlan,
) -> None:
    before = "  - {tittel: Støy, type: vedtak, forslag_til_vedtak: Støyen stanses.}\n"
    files: dict[str, str | bytes] = {f"plan/2022/{DAY}/referat.yaml": MINUTES}
    cases = CASES.replace("saker:\n", f"saker:\n{before}")
    workspace = write_plan(møter={f"2022/{DAY}": cases}, andre=files)
    text = _text(workspace.root / _make(workspace, "4").files[1].sti)
    assert "Sak: 4 Luft" in text
    assert "Støyen" not in text
    assert "Forslag til vedtak Lufta måles." in text
