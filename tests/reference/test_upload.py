"""The site sent to real servers on this machine: OpenSSH by SFTP."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.errors import DeliveryError, DokError
from dokumentmaskin.plan import Mål
from tests.pipeline.sites import FIRST, SECOND, dead_links, lying, sent
from tests.reference.servers import free_port, kill, wait_for
from tests.reference.tools import needs

SSHD: Final = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Server:
    """An OpenSSH server of our own with one user, who logs in with a key."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None
        (folder / "www").mkdir()
        for name in ("host", "user"):
            self.make_key(name)
        shutil.copy(folder / "user.pub", folder / "authorized")
        (folder / "config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\nPidFile none\n"
            f"AuthorizedKeysFile {folder / 'authorized'}\nStrictModes no\nPasswordAuthentication no\n"
            "KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n"
            "Subsystem sftp internal-sftp\n"
        )
        self.known_hosts = folder / ".ssh" / "known_hosts"
        self.known_hosts.parent.mkdir()
        self.know("host")

    def make_key(self, name: str) -> None:
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(self.folder / name)]
        subprocess.run(make, check=True)

    def know(self, name: str) -> None:
        key = (self.folder / f"{name}.pub").read_text()
        self.known_hosts.write_text(f"[127.0.0.1]:{self.port} {key}")

    def start(self) -> None:
        if os.geteuid() == 0:  # where Debian's service would have made it
            Path("/run/sshd").mkdir(exist_ok=True)
        command = [str(SSHD), "-D", "-e", "-f", str(self.folder / "config")]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        wait_for(self.port, self.process)

    def kill(self) -> None:
        if self.process is not None:
            kill(self.process)

    def goal(self, **more: str) -> Mål:
        own = {"vert": "127.0.0.1", "port": str(self.port), "bruker": os.environ.get("USER") or "root"}
        own |= {"mappe": str(self.folder / "www"), "nøkkel": str(self.folder / "user"), **more}
        return Mål.model_validate({"navn": "web", "slag": "sftp", **own})


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    own = Server(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    own.start()
    yield own
    own.kill()


@needs("sshd", "ssh-keygen")
def test_a_server_gets_what_it_has_not(server: Server, tmp_path: Path) -> None:
    www = tmp_path / "www"
    (www / "egen.txt").write_text("en annens")
    assert len(sent(tmp_path, FIRST, server.goal()).sendt) == len(FIRST)
    assert sent(tmp_path, FIRST, server.goal()).sendt == ()
    second = sent(tmp_path, SECOND, server.goal())
    assert (len(second.sendt), second.fjernet) == (5, ("moter/a/gammel.pdf",))
    assert lying(www) == {**SECOND, "egen.txt": b"en annens"}


@needs("sshd", "ssh-keygen")
def test_a_server_that_is_killed_in_the_middle_gets_the_rest_afterwards(
    server: Server, tmp_path: Path
) -> None:
    www = tmp_path / "www"
    sent(tmp_path, FIRST, server.goal())
    with pytest.raises(DeliveryError, match="blir ikke sendt på nytt"):
        sent(tmp_path, SECOND, server.goal(), 3, server.kill)
    assert dead_links(www) == []
    half = lying(www)
    server.start()
    rest = sent(tmp_path, SECOND, server.goal())
    assert set(rest.sendt) == {address for address, data in SECOND.items() if half.get(address) != data}
    assert lying(www) == SECOND
    again = sent(tmp_path, SECOND, server.goal())
    assert (again.sendt, again.fjernet, again.uendret) == ((), (), len(SECOND))


@needs("sshd", "ssh-keygen")
@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"mappe": "/finnes/ikke"}, "mangler-malmappe"),
        ({"port": "1"}, "svarer-ikke"),
    ],
)
def test_what_a_server_refuses_is_told(
    server: Server, tmp_path: Path, more: dict[str, str], code: str
) -> None:
    with pytest.raises(DeliveryError) as told:
        sent(tmp_path, FIRST, server.goal(**more))
    assert [problem.code for problem in told.value.problems] == [code]


@needs("sshd", "ssh-keygen")
def test_nobody_is_told_anything_who_is_not_the_server_that_we_know(server: Server, tmp_path: Path) -> None:
    def refused() -> tuple[str, str]:
        with pytest.raises(DokError) as told:
            sent(tmp_path, FIRST, server.goal())
        assert lying(tmp_path / "www") == {}
        return told.value.problems[0].code, told.value.problems[0].message

    shown = ["ssh-keygen", "-l", "-f", str(tmp_path / "host.pub")]
    fingerprint = subprocess.run(shown, check=True, capture_output=True, text=True).stdout.split()[1]
    server.known_hosts.write_text("")
    code, message = refused()
    assert code == "ukjent-tjener"
    assert fingerprint in message

    server.make_key("another")
    server.know("another")
    code, message = refused()
    assert code == "byttet-tjenernokkel"
    assert fingerprint in message

    server.know("host")
    (tmp_path / "authorized").write_text("")
    assert refused()[0] == "mangler-passord"
