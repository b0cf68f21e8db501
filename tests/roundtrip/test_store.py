"""What a person wrote is in the file after dok has run again, and what was replaced is kept."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from filelock import FileLock

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.memory import files, fingerprint, only_one
from dokumentmaskin.memory.documents import (
    Content,
    State,
    Version,
    last_copy,
    look,
    read_state,
    replace_document,
    waiting,
    write_state,
)
from dokumentmaskin.workspace import Workspace
from tests.roundtrip import remaking
from tests.roundtrip.remaking import DAY, FOLDER, MINUTES, START, make, statuses, words

MINE: Final = "Vi ble enige om å måle svevestøv."
DOCX: Final = f"referat-{DAY}.docx"
PDF: Final = f"referat-{DAY}.pdf"


@pytest.fixture
def edited(made: Workspace) -> Workspace:
    """The same, with a sentence that a person has written."""
    remaking.write_under(made.root / MINUTES, "Sak 4: Luft", MINE)
    return made


def codes(report: object) -> list[str]:
    return [problem.code for error in report.errors for problem in error.problems]  # type: ignore[attr-defined]


# Made again


def test_what_a_person_wrote_stays_and_the_rest_follows_the_plan(edited: Workspace) -> None:
    remaking.rename_case(edited, "Vann", "Drikkevann")
    report = make(edited)
    assert statuses(report) == {DOCX: "flettet", PDF: "skrevet"}
    assert (report.errors, remaking.warned(report)) == ((), ["hjelpetekst-i-utkast"])
    text = words(edited.root / MINUTES)
    assert MINE in text
    assert "Sak 5: Drikkevann" in text
    assert "Sak 5: Vann" not in text


def test_an_edited_document_is_left_alone_while_the_plan_is_the_same(edited: Workspace) -> None:
    mine = (edited.root / MINUTES).read_bytes()
    report = make(edited)
    assert statuses(report) == {DOCX: "bevart", PDF: "skrevet"}
    assert report.errors == ()
    assert (edited.root / MINUTES).read_bytes() == mine
    assert remaking.copies(edited) == []
    before = remaking.tree(edited.output)
    assert statuses(make(edited)) == {DOCX: "bevart", PDF: "uendret"}
    assert remaking.tree(edited.output) == before


def test_a_save_without_a_change_is_no_edit(made: Workspace) -> None:
    pure = (made.root / MINUTES).read_bytes()
    remaking.save(made.root / MINUTES)
    assert statuses(make(made))[DOCX] == "uendret"
    remaking.rename_case(made, "Vann", "Drikkevann")
    assert statuses(make(made))[DOCX] == "skrevet"
    remaking.rename_case(made, "Drikkevann", "Vann")
    make(made)
    assert (made.root / MINUTES).read_bytes() == pure


def test_the_next_merge_is_against_the_last_render(edited: Workspace) -> None:
    remaking.rename_case(edited, "Vann", "Drikkevann")
    make(edited)
    remaking.write_under(edited.root / MINUTES, "Sak 7: Eventuelt", "Ingen saker.")
    remaking.rename_case(edited, "Drikkevann", "Grunnvann")
    report = make(edited)
    assert (statuses(report)[DOCX], remaking.warned(report)) == ("flettet", ["hjelpetekst-i-utkast"])
    text = words(edited.root / MINUTES)
    assert [line for line in text.splitlines() if line.startswith("Sak 5")] == ["Sak 5: Grunnvann"]
    assert MINE in text
    assert "Ingen saker." in text


def test_a_merged_document_is_still_the_persons(edited: Workspace) -> None:
    remaking.rename_case(edited, "Vann", "Drikkevann")
    make(edited)
    merged = (edited.root / MINUTES).read_bytes()
    assert statuses(make(edited)) == {DOCX: "bevart", PDF: "uendret"}
    assert (edited.root / MINUTES).read_bytes() == merged


def test_what_both_changed_is_named_with_its_heading(made: Workspace) -> None:
    remaking.rewrite(made.root / MINUTES, "fredag 20. mai 2022", "fredag 20. mai 2022 i Drammen")
    remaking.rename_case(made, "2022-05-20", "2022-05-27")
    report = make(made)
    assert statuses(report)[DOCX] == "flettet"
    assert {error.exit_code for error in report.errors} == {8}  # its comment is not for publishing
    problem = report.warnings[0]
    assert (problem.code, str(problem.place)) == ("konflikt", MINUTES)
    assert problem.message == (
        "Neste møte: Både du og planen har endret det samme. Du har skrevet «fredag 20. mai 2022 i Drammen». "
        "Planen sier nå «fredag 27. mai 2022»."
    )
    assert "fredag 20. mai 2022 i Drammen" in words(made.root / MINUTES)


def test_a_case_that_is_gone_from_the_plan_but_written_in_is_kept_and_named(edited: Workspace) -> None:
    remaking.rename_case(edited, "[Luft, Vann]", "[Vann]")
    report = make(edited)
    assert statuses(report)[DOCX] == "flettet"
    kept = [problem for problem in report.warnings if problem.code == "bevart-sak"]
    assert any(problem.message.startswith("Sak 4: Luft: ") for problem in kept)
    assert MINE in words(edited.root / MINUTES)


# When dok cannot know what is a person's


@pytest.mark.parametrize("lost", [".dok", ".dok/grunnlag", f".dok/{DOCX}.json"])
def test_without_its_memory_a_document_is_a_persons(edited: Workspace, lost: str) -> None:
    mine = (edited.root / MINUTES).read_bytes()
    path = edited.root / FOLDER / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    remaking.rename_case(edited, "Vann", "Drikkevann")
    report = make(edited)
    assert statuses(report)[DOCX] == "bevart"
    assert codes(report)[0] == "redigert"
    assert report.errors[0].exit_code == 7
    assert (edited.root / MINUTES).read_bytes() == mine
    assert "Drikkevann" in words(edited.root / FOLDER / f"referat-{DAY}.ny.docx")


def test_a_document_is_known_again_once_the_new_one_beside_it_is_deleted(edited: Workspace) -> None:
    (edited.root / FOLDER / f".dok/{DOCX}.json").unlink()
    beside = edited.root / FOLDER / f"referat-{DAY}.ny.docx"
    for _ in range(2):  # as long as it lies there, it is not settled
        assert codes(make(edited)) == ["redigert"]
        assert beside.exists()
    beside.unlink()
    assert statuses(make(edited))[DOCX] == "bevart"
    remaking.rename_case(edited, "Vann", "Drikkevann")
    report = make(edited)
    assert (statuses(report)[DOCX], report.errors) == ("flettet", ())
    text = words(edited.root / MINUTES)
    assert MINE in text
    assert "Sak 5: Drikkevann" in text


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"sha256": 1}', '{"sha256": "a", "neste": 1}', '{"sha256": "a", "grunnlag": 1}'],
)
def test_a_broken_memory_is_no_memory(edited: Workspace, content: str) -> None:
    (edited.root / FOLDER / f".dok/{DOCX}.json").write_text(content)
    mine = (edited.root / MINUTES).read_bytes()
    assert codes(make(edited)) == ["redigert"]
    assert (edited.root / MINUTES).read_bytes() == mine


def test_a_changed_base_is_no_base(edited: Workspace) -> None:
    (base,) = (edited.root / FOLDER / ".dok/grunnlag").iterdir()
    remaking.save(base)
    assert codes(make(edited)) == ["redigert"]


def test_what_is_no_word_file_any_more_is_left_alone(made: Workspace) -> None:
    (made.root / MINUTES).write_bytes(b"skadet")
    remaking.rename_case(made, "Vann", "Drikkevann")
    report = make(made)
    assert report.errors[0].exit_code == 7
    assert (made.root / MINUTES).read_bytes() == b"skadet"


def test_what_an_earlier_version_remembered_is_known(made: Workspace) -> None:
    folder = made.root / FOLDER / ".dok"
    shutil.rmtree(folder)
    folder.mkdir()
    line = {DOCX: {"sha256": fingerprint((made.root / MINUTES).read_bytes()), "forrige": None}}
    (folder / "tilstand.json").write_text(json.dumps(line), "utf-8")
    remaking.rename_case(made, "Vann", "Drikkevann")
    assert statuses(make(made))[DOCX] == "skrevet"
    remaking.write_under(made.root / MINUTES, "Sak 4: Luft", MINE)
    remaking.rename_case(made, "Drikkevann", "Grunnvann")
    assert statuses(make(made))[DOCX] == "flettet"


# What is kept


def test_what_is_replaced_is_kept_under_a_name_that_says_when(edited: Workspace) -> None:
    mine = (edited.root / MINUTES).read_bytes()
    remaking.rename_case(edited, "Vann", "Drikkevann")
    make(edited)
    name = f"referat-{DAY} 2022-03-12 09.30.05.docx"
    assert remaking.copies(edited) == [name]
    assert (edited.root / FOLDER / ".dok" / name).read_bytes() == mine


def test_two_in_the_same_second_have_a_name_each(made: Workspace) -> None:
    for title in ("Drikkevann", "Grunnvann"):
        remaking.rename_case(made, "Vann" if title == "Drikkevann" else "Drikkevann", title)
        make(made)
    assert remaking.copies(made) == [
        f"referat-{DAY} 2022-03-12 09.30.05 (2).docx",
        f"referat-{DAY} 2022-03-12 09.30.05.docx",
    ]


def test_the_same_content_is_kept_once(made: Workspace) -> None:
    now = remaking.clock()
    for old, new in (("Vann", "Elv"), ("Elv", "Vann"), ("Vann", "Elv"), ("Elv", "Vann")):
        remaking.rename_case(made, old, new)
        assert statuses(make(made, now))[DOCX] == "skrevet"
    assert len(remaking.copies(made)) == 2
    assert len(list((made.root / FOLDER / ".dok/grunnlag").iterdir())) == 2


def test_a_copy_that_a_person_deletes_takes_its_base_with_it(made: Workspace) -> None:
    now = remaking.clock()
    for old, new in (("Vann", "Elv"), ("Elv", "Hav")):
        remaking.rename_case(made, old, new)
        make(made, now)
    for name in remaking.copies(made):
        (made.root / FOLDER / ".dok" / name).unlink()
    make(made, now)
    assert len(list((made.root / FOLDER / ".dok/grunnlag").iterdir())) == 1
    assert last_copy(made.root / MINUTES) is None


# Somebody else is at the file


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (f"~$ferat-{DAY}.docx", "fil-apen"),
        (f".~lock.referat-{DAY}.docx#", "fil-apen"),
        (f"referat-{DAY}-KARI-PC.docx", "to-utgaver"),
        (f"referat-{DAY}-PC.docx", "to-utgaver"),
        (f"referat-{DAY} (1).docx", "to-utgaver"),
        (f"referat-{DAY} (Karis kopi i konflikt 2022-03-12).docx", "to-utgaver"),
        (f"referat-{DAY}-Kari's conflicted copy.docx", "to-utgaver"),
    ],
)
def test_a_file_that_somebody_is_at_is_named_and_nothing_is_written(
    edited: Workspace, name: str, code: str
) -> None:
    (edited.root / FOLDER / name).touch()
    remaking.rename_case(edited, "Vann", "Drikkevann")
    before = remaking.tree(edited.output)
    report = make(edited)
    (problem,) = (problem for error in report.errors for problem in error.problems)
    assert (problem.code, str(problem.place)) == (code, MINUTES)
    assert f"«{name}»" in problem.message + problem.advice
    assert remaking.tree(edited.output) == before


@pytest.mark.parametrize(
    "name",
    [
        f"referat-{DAY} - kopi.docx",
        f"referat-{DAY}-endelig.docx",
        f"referat-{DAY} til Kari.docx",
        "Referat.docx",
    ],
)
def test_a_persons_own_files_do_not_matter(edited: Workspace, name: str) -> None:
    (edited.root / FOLDER / name).touch()
    remaking.rename_case(edited, "Vann", "Drikkevann")
    assert statuses(make(edited))[DOCX] == "flettet"


def test_a_file_that_changes_meanwhile_is_left_alone(edited: Workspace) -> None:
    document = edited.root / MINUTES
    lying = look(document)
    remaking.write_under(document, "Sak 7: Eventuelt", "Lagret nå.")
    before = remaking.tree(edited.output)
    with pytest.raises(RefusedError, match="ble endret mens dok arbeidet") as caught:
        replace_document(document, lying, Content(b"ny", b"ny"), START)
    assert caught.value.problems[0].code == "endret-imens"
    after = remaking.tree(edited.output)
    assert after[f"{DAY}-klima/{DOCX}"] == before[f"{DAY}-klima/{DOCX}"]
    remaking.rename_case(edited, "Vann", "Drikkevann")
    assert statuses(make(edited))[DOCX] == "flettet"
    assert "Lagret nå." in words(document)


def test_another_run_in_the_folder_is_named(edited: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.05)
    remaking.rename_case(edited, "Vann", "Drikkevann")
    with only_one(edited.root / FOLDER):
        report = make(edited)
    assert codes(report) == ["mappen-er-i-bruk"]
    assert f"«{DAY}-klima»" in str(report.errors[0])


def test_a_disk_that_knows_no_locks_will_do(edited: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_lock(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(FileLock, "acquire", no_lock)
    with only_one(edited.root / FOLDER):
        report = make(edited)
    assert report.errors == ()


_RUN: Final = "from dokumentmaskin.cli.main import main; main()"


def test_two_runs_at_once_are_as_two_after_each_other(edited: Workspace) -> None:
    remaking.rename_case(edited, "Vann", "Drikkevann")
    command = [sys.executable, "-c", _RUN, "referat", DAY]
    runs = [subprocess.Popen(command, cwd=edited.root, stdout=subprocess.PIPE) for _ in range(2)]
    said = [run.communicate()[0].decode() for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sorted("flettet" in one for one in said) == [False, True]
    assert len(remaking.copies(edited)) == 1
    assert statuses(make(edited)) == {DOCX: "bevart", PDF: "uendret"}


# Killed in between


@pytest.mark.parametrize("moved", [True, False], ids=["after the move", "before the move"])
def test_a_file_edited_after_a_kill_has_the_base_that_it_was_made_from(tmp_path: Path, moved: bool) -> None:  # noqa: FBT001
    document = tmp_path / "referat.docx"
    replace_document(document, None, Content(b"en", b"grunnlag en"), START)
    replace_document(document, look(document), Content(b"to", b"grunnlag to"), START)
    (tmp_path / ".dok/grunnlag").joinpath(f"referat.{fingerprint(b'grunnlag en')[:16]}.docx").write_bytes(
        b"grunnlag en"
    )
    on_its_way = Version(fingerprint(b"to"), fingerprint(b"grunnlag to"))
    write_state(document, State(Version(fingerprint(b"en"), fingerprint(b"grunnlag en")), on_its_way))
    if not moved:
        waiting(document).write_bytes(b"to")
    document.write_bytes(b"en eller to, og mer")
    base = b"grunnlag to" if moved else b"grunnlag en"
    assert look(document) == Content(b"en eller to, og mer", base)
    replace_document(document, look(document), Content(b"tre", b"grunnlag tre"), START)
    assert read_state(document).copies[-1].version.base == fingerprint(base)
    assert look(document) == Content(b"tre", b"grunnlag tre")
