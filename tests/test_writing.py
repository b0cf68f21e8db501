"""A person's file is never lost, an interrupted write never seen."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.memory.facts import recall
from dokumentmaskin.writing import Placed, is_ours, put

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


# Killed at every line of writing and memory, each time in a process of its own.
_KILLED_EVERYWHERE: Final = """
import json, os, shutil, signal, sys
from pathlib import Path
from dokumentmaskin import writing
from dokumentmaskin.memory import facts, files

OLD, NEW = b"g" * 70000, b"n" * 90000
first, folder = Path(sys.argv[1]), Path(sys.argv[2])
MODULES = (writing.__file__, facts.__file__, files.__file__)
os.fsync = lambda _: None  # for the disk's sake; a killed process loses nothing that it has written

def put(data):
    return writing.put(folder / "a.docx", data, {"kilde": "x"}, "a.docx").status

def killed_at(line):
    left = line
    def count(frame, event, argument):
        nonlocal left
        code = frame.f_code
        if code.co_filename not in MODULES and code.co_name not in {"write_bytes", "write_text"}:
            return None
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return count
    if (child := os.fork()) == 0:
        sys.settrace(count)
        put(NEW)
        sys.settrace(None)
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL

line, killed, rows = 0, True, []
while killed:
    line += 1
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(first, folder)
    killed = killed_at(line)
    there = (folder / "a.docx").read_bytes() if (folder / "a.docx").exists() else None
    rows.append({
        "content": {None: "none", OLD: "old", NEW: "new"}.get(there, "broken"),
        "ours": writing.is_ours(folder / "a.docx"),
        "other": bool(facts.recall(folder / "b.docx")),
        "again": put(NEW),
        "after": (folder / "a.docx").read_bytes() == NEW,
        "files": sorted(p.name for p in folder.glob("*.docx")),
    })
print(json.dumps(rows))
"""


def _killed_everywhere(first: Path, folder: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-c", _KILLED_EVERYWHERE, str(first), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")
@pytest.mark.parametrize("old", [b"g" * 70000, None], ids=["over the old", "where there was none"])
def test_a_killed_writer_leaves_the_old_or_the_new_file_and_no_doubt(
    tmp_path: Path, old: bytes | None
) -> None:
    first = tmp_path / "før"
    put(first / "b.docx", b"b", {}, "b.docx")
    if old:
        put(first / "a.docx", old, {}, "a.docx")
    rows = _killed_everywhere(first, tmp_path / "nå")
    assert len(rows) > 50
    contents = [row["content"] for row in rows]
    assert sorted(set(contents)) == sorted({"old" if old else "none", "new"})
    for row in rows:
        assert row["ours"], row
        assert row["other"], row
        assert row["again"] == ("uendret" if row["content"] == "new" else "skrevet"), row
        assert row["after"], row
        assert row["files"] == ["a.docx", "b.docx"], row
