"""The site sent to a folder: what is not there goes and nothing else, whenever a run is broken off."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.pipeline.upload.files import FileTarget, Lying, Store
from dokumentmaskin.pipeline.upload.folder import FolderStore, open_folder
from dokumentmaskin.pipeline.upload.targets import Sent, send
from dokumentmaskin.plan import Mål
from dokumentmaskin.site.records import Manifest
from dokumentmaskin.workspace import Workspace
from tests.pipeline.sites import FIRST, SECOND, Site, dead_links, lying, manifest_of, sent


def sent_to(store: Store, site: Site) -> Sent:
    manifest = manifest_of(site)
    data = TypeAdapter(Manifest).dump_json(manifest)
    return send(
        manifest.filer, lambda own: site[own.adresse], data, FileTarget("disk", store), lambda *_: None
    )


def test_only_what_changed_goes_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    (tmp_path / "moter").mkdir()
    (tmp_path / "moter/egen.txt").write_text("en annens")
    assert len(sent_to(store, FIRST).sendt) == len(FIRST)
    again = sent_to(store, FIRST)
    assert (again.sendt, again.fjernet, again.uendret) == ((), (), len(FIRST))

    second = sent_to(store, SECOND)
    assert second.sendt == (
        "moter/a/sak.pdf",
        "moter/b/ny.pdf",
        "moter/a/index.html",
        "moter/b/index.html",
        "index.html",
    )
    assert second.fjernet == ("moter/a/gammel.pdf",)
    assert lying(tmp_path) == {**SECOND, "moter/egen.txt": b"en annens"}

    del (half := dict(SECOND))["moter/b/ny.pdf"], half["moter/b/index.html"]
    sent_to(store, half)
    assert not (tmp_path / "moter/b").exists()


def test_what_was_deleted_in_the_folder_goes_again(tmp_path: Path) -> None:
    sent_to(FolderStore(tmp_path), FIRST)
    (tmp_path / "moter/a/sak.pdf").unlink()
    assert sent_to(FolderStore(tmp_path), FIRST).sendt == ("moter/a/sak.pdf",)


def test_what_others_have_put_or_changed_there_stops_it_before_anything_goes(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("kommunens forside")
    (tmp_path / "nettsted.css").write_text("b {}")
    with pytest.raises(RefusedError) as refused:
        sent_to(FolderStore(tmp_path), FIRST)
    assert {str(p.place) for p in refused.value.problems} == {"index.html", "nettsted.css"}
    assert lying(tmp_path).keys() == {"index.html", "nettsted.css"}

    for file in ("index.html", "nettsted.css"):
        (tmp_path / file).unlink()
    sent_to(FolderStore(tmp_path), FIRST)
    (tmp_path / "moter/a/sak.pdf").write_text("rettet for hånd")
    (tmp_path / "moter/a/gammel.pdf").write_text("også den")  # which the site has no more
    with pytest.raises(RefusedError) as refused:
        sent_to(FolderStore(tmp_path), SECOND)
    assert {str(p.place) for p in refused.value.problems} == {"moter/a/sak.pdf", "moter/a/gammel.pdf"}
    assert {p.code for p in refused.value.problems} == {"endret-i-malet"}
    assert lying(tmp_path)["index.html"] == FIRST["index.html"]


class BreaksOff(Exception):  # noqa: N818 - it is no error of dok's
    """The connection is lost."""


class Breaking(FolderStore):
    """A folder that is lost after so many changes; when blind, one that cannot say what its files hold."""

    def __init__(self, root: Path, left: int, *, blind: bool) -> None:
        super().__init__(root)
        self.left, self.blind = left, blind

    def lying(self, addresses: Iterable[str]) -> Mapping[str, Lying]:
        seen = super().lying(addresses)
        return {a: Lying(own.size) for a, own in seen.items()} if self.blind else seen

    def _step(self) -> None:
        if not self.left:
            raise BreaksOff
        self.left -= 1

    def write(self, address: str, data: bytes) -> None:
        self._step()
        super().write(address, data)

    def append(self, address: str, line: bytes) -> None:
        self._step()
        super().append(address, line)

    def remove(self, address: str) -> None:
        self._step()
        super().remove(address)


@pytest.mark.parametrize("blind", [False, True], ids=["folder", "server"])
def test_wherever_it_is_broken_off_the_next_run_goes_on(tmp_path: Path, *, blind: bool) -> None:
    for steps in range(100):
        folder = tmp_path / str(steps)
        folder.mkdir()
        sent_to(FolderStore(folder), FIRST)
        try:
            sent_to(Breaking(folder, steps, blind=blind), SECOND)
        except BreaksOff:
            pass
        else:
            break
        assert dead_links(folder) == []
        before = lying(folder)
        resumed = sent_to(Breaking(folder, 100, blind=blind), SECOND)
        assert lying(folder) == SECOND
        # What had come whole is not sent again, but for one that a server cannot tell of.
        needed = [a for a, data in SECOND.items() if before.get(a) != data]
        assert set(needed) <= set(resumed.sendt)
        assert len(resumed.sendt) - len(needed) <= int(blind)
    assert steps > 10


def test_half_a_file_that_a_killed_run_left_goes(tmp_path: Path) -> None:
    """It may be of a paper that has been withdrawn since."""
    sent_to(FolderStore(tmp_path), FIRST)
    (tmp_path / ".dok-opplasting").write_text("moter/a/hemmelig.pdf\n")
    half = tmp_path / "moter/a/.hemmelig.pdf.x1.tmp"
    half.write_bytes(b"%PDF")
    sent_to(FolderStore(tmp_path), FIRST)
    assert lying(tmp_path) == FIRST
    assert not half.exists()


def test_one_run_sends_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two would each make the page that neither finds in WordPress."""
    monkeypatch.setattr("dokumentmaskin.memory.files.PATIENCE", 0)
    (tmp_path / "disk").mkdir()
    goal = Mål.model_validate({"navn": "disk", "slag": "mappe", "sti": str(tmp_path / "disk")})
    with pytest.raises(RefusedError, match="En annen «dok» sender nettstedet"):
        sent(tmp_path, FIRST, goal, 3, lambda: sent(tmp_path, FIRST, goal))


@pytest.mark.parametrize("address", ["../ut.html", "/etc/ut", "C:/ut", "a\\..\\ut", "a/../../ut", ""])
def test_a_manifest_at_the_target_leads_nowhere_outside_it(tmp_path: Path, address: str) -> None:
    row = {"adresse": address, "størrelse": 0, "sha256": ""}
    (tmp_path / "manifest.json").write_bytes(TypeAdapter(dict[str, object]).dump_json({"filer": [row]}))
    with pytest.raises(RefusedError, match="manifest"):
        sent_to(FolderStore(tmp_path), FIRST)


def test_what_came_to_the_site_after_it_was_checked_is_not_sent(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    goal = Mål.model_validate({"navn": "disk", "slag": "mappe", "sti": str(tmp_path / "disk")})
    page = Workspace(tmp_path).site / "index.html"
    with pytest.raises(RefusedError, match=r"index\.html» er ikke slik dok la den ut"):
        sent(tmp_path, FIRST, goal, 3, lambda: page.write_text("hemmelig"))
    assert not (tmp_path / "disk/index.html").exists()


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="finnes ikke"):
        open_folder("disk", tmp_path / "ikke", tmp_path / "nettsted")
    with pytest.raises(RefusedError, match="holder mappen"):
        open_folder("disk", tmp_path, tmp_path / "nettsted")
