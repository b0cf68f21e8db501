"""What dok remembers, and how it writes."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.memory import builds, file_fingerprint, fingerprint, write_atomically
from dokumentmaskin.memory.builds import remember_build, unchanged_build
from dokumentmaskin.memory.documents import Content, remembered_renders, replace_document, settle
from dokumentmaskin.memory.files import recall, remember, sweep
from dokumentmaskin.workspace import Workspace
from tests.templates import own_templates

DAY: Final = date(2022, 3, 1)
TURN: Final = date(2022, 3, 4)


def test_a_fingerprint_is_the_same_of_bytes_and_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "fil"
    assert file_fingerprint(file) is None
    file.write_bytes("æøå".encode())
    assert file_fingerprint(file) == fingerprint("æøå".encode())
    assert fingerprint(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_each_file_is_remembered_beside_the_others(tmp_path: Path) -> None:
    one, two = tmp_path / "én.docx", tmp_path / "to.pdf"
    remember(one, {"sha256": "1"})
    remember(two, {"sha256": "2", "sider": 3, "pdfua": True, "pdfa": None})
    remember(one, {"sha256": "3"})
    assert recall(one) == {"sha256": "3"}
    assert recall(two) == {"sha256": "2", "sider": 3, "pdfua": True, "pdfa": None}
    assert recall(tmp_path / "tre.pdf") == {}


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b"null", b'{"sha256": 1}', b"{}"])
def test_a_broken_memory_is_no_memory(tmp_path: Path, content: bytes) -> None:
    remember(tmp_path / "a", {"sha256": "1"})
    (tmp_path / ".dok/a.json").write_bytes(content)
    assert recall(tmp_path / "a") == {}
    remember(tmp_path / "b", {"sha256": "2"})
    assert recall(tmp_path / "b") == {"sha256": "2"}


def test_a_file_is_written_with_the_rights_of_any_new_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write_atomically(tmp_path / "ny" / "fil", b"x")
    assert stat.S_IMODE((tmp_path / "ny/fil").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def fail(number: int) -> Callable[..., None]:
    def failing(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return failing


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disken er full"),
        (errno.EACCES, "du har ikke tilgang"),
        (errno.EROFS, "kan bare leses"),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "fdopen"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, words: str
) -> None:
    file = tmp_path / "fil.docx"
    file.write_bytes(b"en")
    monkeypatch.setattr(os, step, fail(number))
    with pytest.raises(RefusedError, match=f"Kan ikke skrive «.*fil.docx»: .*{words}"):
        write_atomically(file, b"to")
    assert file.read_bytes() == b"en"
    assert names(tmp_path) == ["fil.docx"]


def test_what_cannot_be_swept_away_is_left(tmp_path: Path) -> None:
    left = tmp_path / ".referat.docx.abc.tmp"
    left.with_name(".referat.docx.def.tmp").write_bytes(b"")
    left.mkdir()
    sweep(tmp_path, "referat")
    assert list(tmp_path.iterdir()) == [left]


def test_a_file_where_a_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "output").touch()
    for path in ("output/fil.docx", "output/møte/fil.docx"):
        with pytest.raises(RefusedError, match="det ligger en fil der mappen skulle vært"):
            write_atomically(tmp_path / path, b"x")


def test_a_folder_where_a_file_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "fil.docx").mkdir()
    with pytest.raises(RefusedError, match="det ligger en mappe der filen skulle vært"):
        write_atomically(tmp_path / "fil.docx", b"x")
    with pytest.raises(RefusedError, match="Kan ikke lese «fil"):
        file_fingerprint(tmp_path / "fil.docx")
    assert names(tmp_path) == ["fil.docx"]


_AS_NOBODY = """
import os, sys
from pathlib import Path
from dokumentmaskin.memory import write_atomically
if os.geteuid() == 0:
    os.setuid(65534)
try:
    write_atomically(Path("fil.docx"), b"to")
except Exception as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights are set otherwise on Windows")
def test_a_folder_without_the_right_to_write_is_said() -> None:
    with TemporaryDirectory() as name:  # pytest's own are open to their owner alone
        folder = Path(name)
        (folder / "fil.docx").write_bytes(b"en")
        folder.chmod(0o555)
        command = [sys.executable, "-X", "utf8", "-c", _AS_NOBODY]
        said = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout.decode()
        folder.chmod(0o755)
        assert said.startswith("RefusedError Kan ikke skrive «fil.docx»: du har ikke tilgang")
        assert "sjekk at du har lov til å skrive i mappen" in said
        assert (folder / "fil.docx").read_bytes() == b"en"
        assert names(folder) == ["fil.docx"]


# A year's build


@pytest.fixture
def built(workspace: Workspace) -> Workspace:
    own_templates(workspace.root)
    (workspace.output).mkdir()
    (workspace.output / "a.pdf").write_bytes(b"pdf")
    remember_build(workspace, "bygg-2022", ["output/a.pdf"], {"filer": [], "advarsler": ["å"]}, TURN)
    return workspace


def test_a_build_that_nothing_has_touched_is_unchanged(built: Workspace) -> None:
    assert unchanged_build(built, "bygg-2022", DAY) == {"filer": [], "advarsler": ["å"]}
    assert unchanged_build(built, "bygg-2021", DAY) is None


def test_a_day_of_the_plan_that_has_come_makes_a_build_anew(built: Workspace) -> None:
    assert unchanged_build(built, "bygg-2022", date(2022, 3, 3)) is not None
    assert unchanged_build(built, "bygg-2022", TURN) is None


def edit_plan(workspace: Workspace) -> None:
    with (workspace.plan / "medlemmer.yaml").open("a") as stream:
        stream.write("\n")


def edit_template(workspace: Workspace) -> None:
    with (workspace.templates / "bokmal/referat.docx").open("ab") as stream:
        stream.write(b"x")


def add_paper(workspace: Workspace) -> None:
    (workspace.plan / "2022/vedlegg.pdf").write_bytes(b"x")


def remove_template(workspace: Workspace) -> None:
    (workspace.templates / "nynorsk/referat.docx").unlink()


def edit_output(workspace: Workspace) -> None:
    (workspace.output / "a.pdf").write_bytes(b"min")


def remove_output(workspace: Workspace) -> None:
    (workspace.output / "a.pdf").unlink()


def forget(workspace: Workspace) -> None:
    (workspace.output / ".dok/bygg-2022.json").unlink()


@pytest.mark.parametrize(
    "change",
    [edit_plan, edit_template, add_paper, remove_template, edit_output, remove_output, forget],
)
def test_any_change_makes_a_build_anew(built: Workspace, change: Callable[[Workspace], None]) -> None:
    change(built)
    assert unchanged_build(built, "bygg-2022", DAY) is None


@pytest.mark.parametrize("lock", ["~$nkalling.docx", ".~lock.innkalling.docx#"])
def test_an_open_template_does_not_change_a_build(built: Workspace, lock: str) -> None:
    (built.templates / "bokmal" / lock).touch()
    assert unchanged_build(built, "bygg-2022", DAY) is not None


def test_a_new_version_of_the_program_makes_a_build_anew(
    built: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builds, "program_fingerprint", lambda: "en annen versjon")
    assert unchanged_build(built, "bygg-2022", DAY) is None


def program_now() -> str:
    """The program's fingerprint, not the one that this process has taken already."""
    return builds.program_fingerprint.__wrapped__()


def test_the_programs_own_files_are_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "dokumentmaskin/pdf/make.py"
    write_atomically(module, b"en")
    monkeypatch.setattr(builds, "__file__", str(tmp_path / "dokumentmaskin/memory/builds.py"))
    first = program_now()
    (module.parent / "__pycache__").mkdir()
    (module.parent / "__pycache__/make.pyc").touch()
    assert program_now() == first
    module.write_bytes(b"noe annet")
    assert program_now() != first


def test_a_library_of_another_version_is_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    first = program_now()
    (tmp_path / "rdocx-99.0.dist-info").mkdir()
    assert program_now() != first


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null", b'{"inn": 1, "ut": {}, "rapport": {}}'])
def test_a_broken_memory_of_a_build_makes_it_anew(built: Workspace, content: bytes) -> None:
    (built.output / ".dok/bygg-2022.json").write_bytes(content)
    assert unchanged_build(built, "bygg-2022", DAY) is None


def test_all_renders_that_a_document_came_of_are_remembered(tmp_path: Path) -> None:
    document, edited = tmp_path / "referat.docx", Content(b"edited", b"first")
    document.write_bytes(edited.data)
    settle(document, edited)
    replace_document(document, edited, Content(b"merged", b"second"), datetime(2022, 3, 1, tzinfo=UTC))
    assert remembered_renders(document) == (b"second", b"first")
    assert remembered_renders(tmp_path / "annet.docx") == ()
