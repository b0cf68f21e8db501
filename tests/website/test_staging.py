"""The folder is swapped as a whole or not at all, and nothing of a person's is taken with it."""

import os
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.site import day_of
from dokumentmaskin.site.comparing import compared
from dokumentmaskin.site.records import Fil, Manifest, Utlagt, Utlegg
from dokumentmaskin.site.staging import mend, read_manifest, sized, stage
from tests.moments import Files, files, kept, lay

FIRST: Final = {
    "index.html": "forside",
    "moter/a/index.html": "a",
    "moter/a/x.pdf": "x",
    "moter/b/y.pdf": "y",
}
SECOND: Final = {
    "index.html": "ny forside",
    "moter/a/index.html": "a",
    "moter/a/z.pdf": "z",
    "moter/b/y.pdf": "y",
}
THEN: Final = "2026-01-05T10:00:00Z"
LATER: Final = "2026-02-05T10:00:00Z"


def lay_out(site: Path, content: Mapping[str, str], moment: str = THEN) -> bool:
    """Lay out a site of these files, what is under `moter/b` as it lies there."""
    before = {fil.adresse: fil for fil in read_manifest(site).filer} if site.exists() else {}
    made = [
        Utlagt(Fil(adresse=address, rolle="side", tittel="", møte=address[6:7]), text.encode())
        for address, text in content.items()
    ]
    own = list(sized(made, before, moment))
    new = {one.fil.adresse: one.data for one in own if not before or one.fil.møte != "b"}
    return stage(site, Manifest(tuple(one.fil for one in own), (Utlegg("a"),)), new)


def said(site: Path) -> Files:
    """What the site holds, but for its manifest."""
    return {name: data for name, data in files(site).items() if data is not None and name != "manifest.json"}


def as_bytes(content: Mapping[str, str]) -> dict[str, bytes]:
    return {address: text.encode() for address, text in content.items()}


def test_a_kill_at_any_moment_leaves_one_of_the_two(tmp_path: Path) -> None:
    output = tmp_path / "output"
    site = output / "nettsted"
    output.mkdir()
    lay_out(site, FIRST)
    with kept(output, tmp_path / "aside") as states:
        lay_out(site, SECOND, LATER)
    assert len(states) > len(SECOND)
    for state in states:
        lay(output, state)
        mend(site)
        assert said(site) in (as_bytes(FIRST), as_bytes(SECOND))
        lay_out(site, SECOND, LATER)
        assert said(site) == as_bytes(SECOND)
        assert [path.name for path in output.iterdir()] == ["nettsted"]


def test_a_folder_that_somebody_closed_to_changes_is_not_left_lying(tmp_path: Path) -> None:
    site = tmp_path / "output/nettsted"
    site.parent.mkdir()
    lay_out(site, FIRST)
    (site / "moter/a").chmod(0o500)
    lay_out(site, SECOND, LATER)
    assert [one.name for one in site.parent.iterdir()] == ["nettsted"]


def test_what_says_the_same_keeps_its_time_and_is_the_same_file(tmp_path: Path) -> None:
    site = tmp_path / "nettsted"
    assert lay_out(site, FIRST)
    assert not lay_out(site, FIRST, LATER)
    same = (site / "moter/b/y.pdf").stat()
    assert lay_out(site, SECOND, LATER)
    assert {fil.adresse: fil.tid for fil in read_manifest(site).filer} == {
        "index.html": LATER,
        "moter/a/index.html": THEN,
        "moter/a/z.pdf": LATER,
        "moter/b/y.pdf": THEN,
    }
    assert (site / "moter/b/y.pdf").stat().st_ino == same.st_ino


def test_a_disk_without_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError

    site = tmp_path / "nettsted"
    lay_out(site, FIRST)
    monkeypatch.setattr(os, "link", refused)
    lay_out(site, SECOND, LATER)
    assert said(site) == as_bytes(SECOND)
    assert not lay_out(site, SECOND, LATER)


@pytest.mark.parametrize(
    ("name", "code"),
    [("moter/a/notat.txt", "fremmed-pa-nettstedet"), ("moter/a/x.pdf", "endret-pa-nettstedet")],
)
def test_what_a_person_has_laid_or_changed_stops_it_by_name(tmp_path: Path, name: str, code: str) -> None:
    site = tmp_path / "output" / "nettsted"
    lay_out(site, FIRST)
    (site / ".DS_Store").write_bytes(b"")
    (site / name).write_text("X")
    before = said(site)
    with pytest.raises(RefusedError) as stopped:
        lay_out(site, SECOND)
    (problem,) = stopped.value.problems
    assert (problem.code, str(problem.place)) == (code, f"output/nettsted/{name}")
    assert said(site) == before
    (site / name).unlink()
    assert lay_out(site, SECOND)


def test_what_is_gone_and_not_made_anew_is_named(tmp_path: Path) -> None:
    site = tmp_path / "output" / "nettsted"
    lay_out(site, FIRST)
    (site / "moter/b/y.pdf").unlink()
    with pytest.raises(RefusedError, match=r"moter/b/y\.pdf"):
        lay_out(site, SECOND)
    assert read_manifest(site).møter
    (site / "moter/b/y.pdf").write_text("y")
    assert lay_out(site, SECOND)


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    site, link = tmp_path / "nettsted", tmp_path / "lenke"
    site.mkdir()
    (site / "index.html").write_text("min")
    with pytest.raises(RefusedError, match="ikke laget av dok"):
        lay_out(site, FIRST)
    shutil.rmtree(site)
    lay_out(site, FIRST)
    link.symlink_to(site)
    with pytest.raises(RefusedError, match="ikke laget av dok"):
        lay_out(link, SECOND)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(file: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(file))

    site = tmp_path / "nettsted"
    lay_out(site, {"index.html": "forside"})
    manifest = read_manifest(site)
    monkeypatch.setattr(Path, "read_bytes", closed)
    with pytest.raises(RefusedError) as stopped:
        compared(site, manifest.filer, every_byte=True)
    assert [one.code for one in stopped.value.problems] == ["kan-ikke-lese"]
    assert str(stopped.value.problems[0].place).endswith("nettsted/index.html")


def test_a_copy_is_read_to_the_last_byte(tmp_path: Path) -> None:
    site, copy = tmp_path / "nettsted", tmp_path / "kopi"
    lay_out(site, FIRST)
    shutil.copytree(site, copy)
    times = (copy / "moter/a/x.pdf").stat()
    (copy / "moter/a/x.pdf").write_text("X")
    os.utime(copy / "moter/a/x.pdf", (times.st_atime, times.st_mtime))
    (copy / "moter/b/y.pdf").rename(copy / "moter/b/z.pdf")
    found = compared(copy, read_manifest(site).filer, every_byte=True)
    assert (found.endret, found.mangler, found.fremmed) == (
        ("moter/a/x.pdf",),
        ("moter/b/y.pdf",),
        ("moter/b/z.pdf",),
    )


def test_a_time_has_the_day_that_it_is_in_norway() -> None:
    assert day_of("2026-03-04T23:30:00Z") == date(2026, 3, 5)
