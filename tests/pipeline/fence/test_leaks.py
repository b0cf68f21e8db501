"""What gets past the first fence is stopped by the second: nothing open is written, both places are said."""

from dataclasses import replace
from pathlib import Path

import pytest

from dokumentmaskin.cli.boundary import run
from dokumentmaskin.cli.main import dok
from dokumentmaskin.errors import ExitCode
from dokumentmaskin.pipeline import Report, pipeline
from dokumentmaskin.plan import Plan
from tests.pipeline.fence import marked
from tests.pipeline.fence.marked import MARCH, MARK
from tests.pipeline.meeting import FOLDER, OPEN, PLAN, make, meeting
from tests.pipeline.papers import tagged, untagged
from tests.profiles import long_way

PAPER = "Medarbeidersamtalen viste at sebraen vil ha et større rom enn løven."


def messages(report: Report) -> list[str]:
    return [str(problem) for error in report.errors for problem in error.problems]


@long_way
def test_a_plan_that_is_not_opened_gives_no_open_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = marked.workspace(tmp_path / "her", "bokmål")
    marked.say(there, exempt=True)

    def unopened(plan: Plan) -> Plan:
        return replace(plan, åpen=True)

    monkeypatch.setattr(pipeline, "open_plan", unopened)
    report = marked.make_all(there)
    assert {error.exit_code for error in report.errors} == {ExitCode.PUBLISHING}
    assert {file.name: marked.marks(file) for file in marked.open_files(there) if marked.marks(file)} == {}
    said = "\n".join(messages(report))
    for document in ("innkalling", "saksliste", "referat"):
        assert f"output/{MARCH}-klima/{document}-{MARCH}.pdf: «" in said
    assert "output/2022/kalender-2022.ics: «" in said
    assert f"på side 1, men er ikke åpent: Det kommer fra plan/2022/{MARCH}/mote.yaml" in said
    assert f"plan/2022/{MARCH}/referat.yaml" in said
    assert MARK in said


def test_an_open_paper_with_the_words_of_an_exempt_one_stops_the_package(tmp_path: Path) -> None:
    cases = """\
- tittel: Personalsak
  unntatt: offl. § 25
  vedlegg:
    - {tittel: Samtalen, fil: hemmelig/løvenotat.pdf}
- tittel: Åpen
  vedlegg:
    - {tittel: Notat, fil: a.pdf}
"""
    papers = {"hemmelig/løvenotat.pdf": untagged(PAPER), "a.pdf": tagged(f"Her står det at {PAPER}")}
    report = make(meeting(tmp_path / "her", cases, papers))
    (error,) = report.errors
    assert error.exit_code is ExitCode.PUBLISHING
    (said,) = messages(report)
    assert said.startswith(f"{PLAN}/a.pdf: «medarbeidersamtalen viste at sebraen vil ha et")
    assert f"Det kommer fra {PLAN}/hemmelig/løvenotat.pdf." in said
    assert not (tmp_path / "her" / OPEN).exists()


def test_a_copy_of_a_paper_that_is_exempt_in_another_meeting_stops_the_package(tmp_path: Path) -> None:
    cases = "- tittel: Åpen\n  vedlegg:\n    - {tittel: Notat, fil: a.txt}\n"
    there = meeting(tmp_path / "her", cases, {"a.txt": PAPER})
    marked.write(there.root, "plan/2022/2022-05-20/b.txt", PAPER)
    other = "saker:\n  - {tittel: X, unntatt: offl. § 25, vedlegg: [{tittel: Y, fil: b.txt}]}\n"
    marked.write(there.root, "plan/2022/2022-05-20/mote.yaml", other)
    report = make(there)
    assert [error.exit_code for error in report.errors] == [ExitCode.PUBLISHING]
    (said,) = messages(report)
    assert said.startswith(f"{PLAN}/a.txt: Sak ")
    assert "plan/2022/2022-05-20/b.txt" in said


@pytest.mark.parametrize("is_there", [True, False])
def test_the_old_package_is_moved_though_no_new_one_can_be_made(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], *, is_there: bool
) -> None:
    cases = f"- tittel: Lønn\n  bakgrunn: {PAPER}\n  vedlegg:\n    - {{tittel: Notat, fil: a.pdf}}\n"
    there = meeting(tmp_path / "her", cases, {"a.pdf": untagged("Et notat.")})
    assert make(there).errors == ()
    before = (there.root / OPEN).read_bytes()
    plan = there.root / PLAN / "mote.yaml"
    exempt = plan.read_text("utf-8").replace("bakgrunn", "unntatt: offl. § 25\n    bakgrunn")
    plan.write_text(exempt, "utf-8")
    paper = there.root / PLAN / "a.pdf"
    paper.write_bytes(b"Skadet") if is_there else paper.unlink()
    code = run(dok, ["-C", str(there.root), "pakke", "2022-03-11"])
    assert code == (ExitCode.ATTACHMENT if is_there else ExitCode.PLAN)
    assert not (there.root / OPEN).exists()
    moved = next((there.root / FOLDER / "intern").glob("motepakke-*-tidligere.pdf"))
    assert moved.read_bytes() == before
    assert "Merk: output/2022-03-11-klima/motepakke-2022-03-11.pdf: Filen lå åpen" in capfd.readouterr().err
