"""A person's file is never lost, an interrupted write never seen."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.memory.files import recall
from dokumentmaskin.writing import Placed, is_ours, put
from tests import moments
from tests.conftest import REPOSITORY

NAME: Final = "output/møte/innkalling-2022-03-11.docx"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "møte" / "innkalling-2022-03-11.docx"


def write(target: Path, data: bytes, **facts: str) -> Placed:
    return put(target, data, dict(facts), NAME)


def documents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def test_a_new_file_is_written_and_remembered(target: Path) -> None:
    assert write(target, b"ny", motor="innebygd") == Placed("skrevet")
    assert documents(target.parent) == {target.name: b"ny"}
    assert recall(target)["motor"] == "innebygd"
    assert is_ours(target)


def test_our_own_file_is_replaced(target: Path) -> None:
    write(target, b"en")
    assert write(target, b"to") == Placed("skrevet")
    assert documents(target.parent) == {target.name: b"to"}
    assert is_ours(target)


def test_the_same_bytes_are_not_written_again(target: Path) -> None:
    write(target, b"en")
    before = target.stat()
    assert write(target, b"en") == Placed("uendret")
    after = target.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_same_bytes_are_not_remembered_again(target: Path) -> None:
    write(target, b"en")
    write(target, b"to")
    before = (target.parent / ".dok/innkalling-2022-03-11.docx.json").stat()
    write(target, b"to")
    after = (target.parent / ".dok/innkalling-2022-03-11.docx.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_facts_are_remembered_though_the_bytes_are_the_same(target: Path) -> None:
    write(target, b"en", kilde="a")
    assert write(target, b"en", kilde="b") == Placed("uendret")
    assert recall(target)["kilde"] == "b"


def test_the_same_bytes_become_ours_again_without_memory(target: Path) -> None:
    write(target, b"en")
    shutil.rmtree(target.parent / ".dok")
    assert not is_ours(target)
    assert write(target, b"en") == Placed("uendret")
    assert is_ours(target)


def test_a_deleted_file_is_written_again(target: Path) -> None:
    write(target, b"en")
    target.unlink()
    assert is_ours(target)
    assert write(target, b"en") == Placed("skrevet")
    assert target.read_bytes() == b"en"


def test_an_edited_file_is_kept_and_the_new_one_laid_beside(target: Path) -> None:
    write(target, b"en")
    target.write_bytes(b"min")
    placed = write(target, b"to")
    assert placed == Placed("bevart", target.with_name("innkalling-2022-03-11.ny.docx"), "skrevet")
    assert documents(target.parent) == {target.name: b"min", "innkalling-2022-03-11.ny.docx": b"to"}
    assert not is_ours(target)


def test_the_new_file_beside_is_ours_until_it_is_edited(target: Path) -> None:
    write(target, b"en")
    target.write_bytes(b"min")
    write(target, b"to")
    assert write(target, b"to").beside_status == "uendret"
    assert write(target, b"tre").beside_status == "skrevet"
    assert documents(target.parent) == {target.name: b"min", "innkalling-2022-03-11.ny.docx": b"tre"}


def test_an_edited_file_beside_is_kept_too(target: Path) -> None:
    write(target, b"en")
    target.write_bytes(b"min")
    write(target, b"to")
    target.with_name("innkalling-2022-03-11.ny.docx").write_bytes(b"min igjen")
    placed = write(target, b"tre")
    assert placed.beside == target.with_name("innkalling-2022-03-11.ny2.docx")
    assert documents(target.parent) == {
        target.name: b"min",
        "innkalling-2022-03-11.ny.docx": b"min igjen",
        "innkalling-2022-03-11.ny2.docx": b"tre",
    }


def test_a_file_of_unknown_origin_is_a_persons(target: Path) -> None:
    target.parent.mkdir()
    target.write_bytes(b"min")
    assert not is_ours(target)
    assert write(target, b"en").status == "bevart"
    assert target.read_bytes() == b"min"


def test_every_file_is_a_persons_when_the_memory_is_deleted(target: Path) -> None:
    write(target, b"en")
    shutil.rmtree(target.parent / ".dok")
    assert write(target, b"to").status == "bevart"
    assert target.read_bytes() == b"en"


@pytest.mark.parametrize(
    "memory",
    ["", "{", "[]", "null", "3", '{"sha256": []}', '{"sha256": "", "forrige": []}'],
)
def test_every_file_is_a_persons_when_the_memory_is_broken(target: Path, memory: str) -> None:
    write(target, b"en")
    (target.parent / f".dok/{target.name}.json").write_text(memory, "utf-8")
    assert not is_ours(target)
    assert write(target, b"to").status == "bevart"
    assert target.read_bytes() == b"en"
    assert is_ours(target.with_name("innkalling-2022-03-11.ny.docx"))


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("sak.docx", "~$sak.docx"),
        ("referat.docx", "~$eferat.docx"),
        ("innkalling.docx", "~$nkalling.docx"),
        ("innkalling.docx", ".~lock.innkalling.docx#"),
    ],
)
def test_a_file_that_is_open_is_not_replaced(tmp_path: Path, name: str, lock: str) -> None:
    target = tmp_path / name
    put(target, b"en", {}, name)
    (tmp_path / lock).touch()
    with pytest.raises(RefusedError) as caught:
        put(target, b"to", {}, f"output/{name}")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("fil-apen", f"output/{name}")
    assert f"«{name}»" in problem.message
    assert f"«{lock}»" in problem.advice
    assert target.read_bytes() == b"en"
    assert is_ours(target)


def test_another_files_lock_does_not_matter(target: Path) -> None:
    write(target, b"en")
    target.with_name("~$kslista.docx").touch()
    assert write(target, b"to").status == "skrevet"


# Killed in between


@pytest.mark.parametrize("old", [b"g" * 70000, None], ids=["over the old", "where there was none"])
def test_a_killed_writer_leaves_the_old_or_the_new_file_and_no_doubt(
    target: Path, tmp_path: Path, old: bytes | None
) -> None:
    other, new = target.with_name("b.docx"), b"n" * 90000
    write(other, b"b")
    if old:
        write(target, old)
    with moments.kept(target.parent, tmp_path / "stans") as states:
        write(target, new, kilde="x")
    seen = []
    for state in states:
        moments.lay(target.parent, state)
        seen.append(target.read_bytes() if target.exists() else None)
        assert is_ours(target)
        assert recall(other)
        assert write(target, new, kilde="x") == Placed("uendret" if seen[-1] == new else "skrevet")
        assert documents(target.parent) == {target.name: new, "b.docx": b"b"}
    # Two files, each made, filled and put in its place.
    assert seen == [old] * 6 + [new]


# Puts a file in its place in one process after the other, each killed when it has changed the disk once more.
_KILLED: Final = """
import os, signal, sys
from pathlib import Path
from dokumentmaskin import writing
from tests import moments

folder, first, aside = map(Path, sys.argv[1:])

def killed_at(change):
    left = change
    def count():
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    if (child := os.fork()) == 0:
        with moments.each_change(folder, count):
            writing.put(folder / "a.docx", b"ny", {}, "a.docx")
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL

change, killed = 0, True
while killed:
    change += 1
    moments.lay(folder, first)
    if killed := killed_at(change):
        moments.lay(aside / str(change), folder)
        with writing.alone_with(folder / "a.docx"):  # the system has let go of the lock
            pass
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")
def test_a_kill_leaves_what_is_there_at_that_moment(target: Path, tmp_path: Path) -> None:
    folder, kept, killed = target.parent, tmp_path / "stans", tmp_path / "drept"
    put(folder / "a.docx", b"en", {}, "a.docx")
    with moments.kept(folder, kept) as states:
        put(folder / "a.docx", b"ny", {}, "a.docx")
    command = [sys.executable, "-c", _KILLED, str(folder), str(kept / "0"), str(killed)]
    subprocess.run(command, cwd=REPOSITORY, check=True, timeout=60)
    left = [moments.files(folder) for folder in sorted(killed.iterdir(), key=lambda one: int(one.name))]
    assert [moments.files(state) for state in states[1:]] == left
