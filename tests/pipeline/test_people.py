"""The minutes of bodies whose members sit for municipalities or for nobody, from Word to the plan and on."""

from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.pipeline import Pipeline, make_documents, meeting_jobs, summary
from dokumentmaskin.pipeline.kinds import INNKALLING
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.word import document_text
from dokumentmaskin.workspace import Workspace
from tests.conftest import MEDLEMMER, WritePlan
from tests.minutes.finished import Save, every_save
from tests.minutes.word_edits import W, WordEdit, styled
from tests.pipeline.test_minutes import DAY, DOCUMENT, back, change, codes, render, text

COMMUNES: Final = """\
klima:
  - {navn: Kari, kommune: Nes, parti: Ap, rolle: leder}
  - {navn: Ola, kommune: Ås, vara: [{navn: Per}, {navn: Eva}]}
  - {navn: Siv, kommune: Ås}
"""
NOBODY: Final = COMMUNES.replace(", kommune: Nes", "").replace(", kommune: Ås", "")


def ticked(edit: WordEdit, *rows: str) -> None:
    for row in rows:
        edit.tick(row)


def saved_as(workspace: Workspace, save: Save) -> None:
    """What a program makes of the file."""
    file = workspace.root / DOCUMENT
    file.write_bytes(save(WordEdit(file.read_bytes())).saved())


@every_save
def test_members_of_municipalities_are_read_by_their_rows(write_plan: WritePlan, save: Save) -> None:
    workspace = write_plan(medlemmer=COMMUNES)
    render(workspace)
    change(workspace, lambda edit: ticked(edit, "Nes: møtt", "Ås, Ola: forfall", "Ås, Siv: møtt"))
    saved_as(workspace, save)
    read = back(workspace)
    assert (read.doubts, read.innkalte) == ((), 3)
    assert [(row.delregion, row.medlem, row.møtte) for row in read.record.deltakere] == [
        ("Nes", "Kari", "medlem"),
        ("Ås", "Ola", "ingen"),
        ("Ås", "Siv", "medlem"),
    ]


@every_save
def test_members_who_sit_for_nobody_are_read_by_their_names(write_plan: WritePlan, save: Save) -> None:
    workspace = write_plan(medlemmer=NOBODY)
    render(workspace)
    change(workspace, lambda edit: ticked(edit, "Kari: møtt", "Ola: forfall", "Siv: møtt"))
    saved_as(workspace, save)
    read = back(workspace)
    assert [(row.delregion, row.medlem, row.møtte) for row in read.record.deltakere] == [
        ("", "Kari", "medlem"),
        ("", "Ola", "ingen"),
        ("", "Siv", "medlem"),
    ]
    assert "delregion" not in text(workspace)


def test_a_row_known_by_its_member_alone_has_what_the_member_sits_for(write_plan: WritePlan) -> None:
    """The plan says it, and a table that somebody had begun on before has no column for it."""
    workspace = write_plan(medlemmer=NOBODY)
    render(workspace)
    change(workspace, lambda edit: ticked(edit, "Kari: møtt", "Ola: forfall", "Siv: møtt"))
    (workspace.root / "plan/medlemmer.yaml").write_text(COMMUNES, encoding="utf-8")
    read = back(workspace)
    assert codes(read) == []
    assert [row.delregion for row in read.record.deltakere] == ["Nes", "Ås", "Ås"]


def test_a_row_for_a_municipality_that_nobody_sits_for_is_asked_about(write_plan: WritePlan) -> None:
    """What was read stays the plan's when its members are others, for minutes are history."""
    workspace = write_plan(medlemmer=COMMUNES)
    render(workspace)
    change(workspace, lambda edit: ticked(edit, "Nes: møtt", "Ås, Ola: forfall", "Ås, Siv: møtt"))
    assert codes(back(workspace)) == []
    members = workspace.root / "plan/medlemmer.yaml"
    members.write_text(COMMUNES.replace("kommune: Nes", "kommune: Hol"), encoding="utf-8")
    assert load_plan(workspace).år[0].møter[1].referat is not None
    assert codes(back(workspace)) == ["ukjent-delregion"]


def test_of_several_deputies_the_one_who_came_is_to_stand_alone(write_plan: WritePlan) -> None:
    workspace = write_plan(medlemmer=COMMUNES)
    render(workspace)
    change(workspace, lambda edit: ticked(edit, "Nes: møtt", "Ås, Ola: vara møtte", "Ås, Siv: møtt"))
    read = back(workspace)
    assert codes(read) == ["flere-varaer"]
    assert [(row.vara, row.møtte) for row in read.record.deltakere][1] == ("", "vara")


def test_a_deputy_of_the_whole_body_under_the_word_for_members_is_not_read(write_plan: WritePlan) -> None:
    workspace = write_plan(medlemmer=COMMUNES + "  - {navn: Liv, rolle: vara}\n")
    render(workspace)

    def fill(edit: WordEdit) -> None:
        ticked(edit, "Nes: møtt", "Ås, Ola: forfall", "Ås, Siv: møtt")
        cell = list(edit.rows(0)[2].iter(W + "tc"))[1]
        cell.replace(cell.find(W + "p"), styled("Tabelltekst", "Liv"))

    change(workspace, fill)
    read = back(workspace)
    assert codes(read) == ["feil-kolonne"]
    assert [row.medlem for row in read.record.deltakere] == ["Kari", "Ola"]


def test_who_came_is_told_of_all_who_were_summoned(write_plan: WritePlan) -> None:
    """A row that could not be read is still a seat."""
    workspace = write_plan(medlemmer=COMMUNES)
    render(workspace)
    change(workspace, lambda edit: ticked(edit, "Nes: møtt", "Ås, Siv: møtt"))
    read = back(workspace)
    assert ("Til stede", "2 av 3") in list(summary(read.record, read.innkalte))


def replaced(members: str) -> str:
    """The lists when Ola has gone and Nils sits in his place."""
    line = next(line for line in members.splitlines() if "navn: Ola" in line)
    gone = line.replace("navn: Ola", "navn: Ola, til: 2022-03-31")
    return members.replace(line, f"{gone}\n{line.replace('Ola', 'Nils')}")


@pytest.mark.parametrize("members", [MEDLEMMER, COMMUNES, NOBODY])
def test_a_member_who_is_replaced_goes_out_of_minutes_that_someone_has_written_in(
    write_plan: WritePlan, members: str
) -> None:
    """The new one gets the row, and what was written of the others stays."""
    workspace = write_plan(medlemmer=members)
    render(workspace)
    first = {MEDLEMMER: "Nord", COMMUNES: "Nes", NOBODY: "Kari"}[members]
    change(workspace, lambda edit: edit.tick(f"{first}: møtt"))
    (workspace.root / "plan/medlemmer.yaml").write_text(replaced(members), encoding="utf-8")
    render(workspace)
    said = document_text((workspace.root / DOCUMENT).read_bytes()).body
    assert "Nils" in said
    assert "Ola" not in said
    rows = {row.medlem: row.møtte for row in back(workspace).record.deltakere}
    assert rows["Kari"] == "medlem"


@pytest.mark.parametrize("members", [MEDLEMMER, COMMUNES, NOBODY])
def test_what_is_written_of_a_member_who_is_replaced_stays_and_is_told_of(
    write_plan: WritePlan, members: str
) -> None:
    workspace = write_plan(medlemmer=members)
    render(workspace)
    row = {MEDLEMMER: "Sør", COMMUNES: "Ås, Ola", NOBODY: "Ola"}[members]
    change(workspace, lambda edit: edit.tick(f"{row}: forfall"))
    (workspace.root / "plan/medlemmer.yaml").write_text(replaced(members), encoding="utf-8")
    render(workspace)
    read = back(workspace)
    assert "ulest-kommentar" in codes(read)
    assert ("Ola", "ingen") in [(row.medlem, row.møtte) for row in read.record.deltakere]


def test_a_member_who_is_replaced_goes_out_of_a_summons_that_someone_has_written_in(
    write_plan: WritePlan,
) -> None:
    workspace = write_plan(medlemmer=COMMUNES)

    def summons() -> Path:
        pipeline = Pipeline(workspace, load_plan(workspace))
        (job,) = meeting_jobs(find_meeting(pipeline.plan, DAY), [INNKALLING])
        assert make_documents(pipeline, [job]).errors == ()
        return pipeline.target(job)

    file = summons()
    edit = WordEdit(file.read_bytes())
    edit.body.insert(2, styled("Normal", "Ta med sekken."))
    file.write_bytes(edit.saved())
    (workspace.root / "plan/medlemmer.yaml").write_text(replaced(COMMUNES), encoding="utf-8")
    said = " ".join(document_text(summons().read_bytes()).body)
    assert "Ta med sekken." in said
    assert "Ås Nils Per, Eva" in said
    assert "Ola" not in said
