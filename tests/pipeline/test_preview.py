"""The site shown on this machine: made anew when the plan changes, and never written."""

import http.client
import re
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from dokumentmaskin.errors import WrongUseError
from dokumentmaskin.pipeline.preview import open_preview
from dokumentmaskin.pipeline.preview.server import Server
from dokumentmaskin.workspace import Workspace
from tests.pipeline.meeting import DAY

PAGE = f"/moter/{DAY}-klima/"


@pytest.fixture
def server(workspace: Workspace) -> Iterator[Server]:
    with open_preview(workspace, 0, lambda: datetime(2022, 3, 1, 9)) as own:  # noqa: DTZ001
        thread = threading.Thread(target=own.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield own
        own.shutdown()
        thread.join()


def ask(server: Server, path: str, host: str = "") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    said = (answer.status, answer.headers["Content-Type"], answer.read().decode(errors="replace"))
    connection.close()
    return said


def files(workspace: Workspace) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in workspace.root.rglob("*") if file.is_file()}


def test_a_page_is_as_the_plan_is_now_and_an_error_stands_in_its_place(
    workspace: Workspace, server: Server
) -> None:
    plan = workspace.plan / "2022" / "klima.yaml"
    before, text = files(workspace), plan.read_text("utf-8")
    status, kind, page = ask(server, PAGE)
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert "ikke lagt ut ennå" in page
    assert PAGE.strip("/") in ask(server, "/")[2]
    known = re.search(r'!== "(\w+)"\) location\.reload', page)
    assert known is not None
    assert ask(server, "/_dok/versjon")[2] == known[1]

    plan.write_text(text.replace("møteplan:", "møteplann:"), "utf-8")
    assert ask(server, "/_dok/versjon")[2] != known[1]
    status, _, page = ask(server, PAGE)
    assert status == 500
    assert "klima.yaml:" in page
    assert "location.reload" in page

    plan.write_text(text, "utf-8")
    assert ask(server, PAGE)[0] == 200
    assert files(workspace) == before


@pytest.mark.parametrize(
    "path", ["/../plan/organisasjon.yaml", "/%2e%2e/plan/organisasjon.yaml", "//etc/passwd", "//[", "/x%00"]
)
def test_nothing_but_the_site_is_shown(server: Server, path: str) -> None:
    status, _, page = ask(server, path)
    assert status == 404
    assert "Det er ikke noe på adressen" in page


def test_a_page_of_the_web_that_leads_to_this_machine_gets_nothing(server: Server) -> None:
    assert ask(server, "/", f"evil.example.org:{server.server_port}")[0] == 403
    assert ask(server, "/", f"localhost:{server.server_port}")[0] == 200


def test_a_browser_that_leaves_is_not_spoken_of(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered = threading.Event()

    def leave(*_: object) -> None:
        answered.set()
        raise BrokenPipeError

    monkeypatch.setattr("dokumentmaskin.pipeline.preview.server._Handler._answer", leave)
    with pytest.raises(http.client.RemoteDisconnected):
        ask(server, "/")
    assert (answered.is_set(), capsys.readouterr().err) == (True, "")


def test_a_port_that_is_taken_is_told_of(workspace: Workspace, server: Server) -> None:
    with pytest.raises(WrongUseError, match="er i bruk"):
        open_preview(workspace, server.server_port)
