"""The preview shown to a browser on this machine, which looks again when the plan or a template has changed.

Only addresses that the preview knows are answered, so no path leads out of it; and only one who has asked for
this machine by its own name, for a page on the web may have another lead here (DNS rebinding). What reloads a
page is added as it is shown. An error of the plan stands where the page would have been.
"""

import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from threading import Lock
from typing import Any, Final
from urllib.parse import unquote

from dokumentmaskin.errors import DokError, Problem, WrongUseError
from dokumentmaskin.pipeline.preview.pages import Preview, state
from dokumentmaskin.site import FRONT_PAGE
from dokumentmaskin.workspace import Workspace

HOST: Final = "127.0.0.1"
_VERSION: Final = "_dok/versjon"
# Windows may have other types for these in its registry.
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
_RELOAD: Final = """<script>
setInterval(async () => {
  const answer = await fetch("/%s").catch(() => null);
  if (answer && answer.ok && (await answer.text()) !== "%s") location.reload();
}, 700);
</script>
"""
_NOT_LAID_OUT: Final = """<p class="varsel">Forhåndsvisning: Møtet er ikke lagt ut ennå.
Papirene kommer med når det blir lagt ut.</p>
"""
_SAYS: Final = """<!doctype html>
<html lang="nb"><meta charset="utf-8"><title>{title}</title>
<style>body {{ max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.5 system-ui; }}</style>
<body><main><h1>{title}</h1>
<ul>{rows}</ul></main></body></html>
"""


class Server(ThreadingHTTPServer):
    """The preview of a workspace, made anew when something has changed."""

    daemon_threads = True

    def __init__(self, port: int, workspace: Workspace, clock: Callable[[], datetime]) -> None:
        super().__init__((HOST, port), _Handler)
        self._workspace, self._clock = workspace, clock
        self._one = Lock()
        self._state, self._preview = "", Preview(workspace, clock)
        names = (HOST, "localhost")
        self.names = {f"{name}:{self.server_port}" for name in names}

    @property
    def address(self) -> str:
        """Where the front page is."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that leaves in the middle of an answer, as each does at a reload."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def version(self) -> str:
        """What changes when a page would say something else."""
        return state(self._workspace)

    def page(self, address: str) -> tuple[HTTPStatus, bytes]:
        """What is shown at an address."""
        with self._one:
            version = self.version()
            if version != self._state:
                self._state, self._preview = version, Preview(self._workspace, self._clock)
            return self._shown(address, version)

    def _shown(self, address: str, version: str) -> tuple[HTTPStatus, bytes]:
        try:
            data = self._preview.read(address)
            known = self._preview.is_laid_out(address)
        except DokError as error:
            page = _says("Siden kan ikke vises ennå", error.problems)
            return HTTPStatus.INTERNAL_SERVER_ERROR, _with(page, _RELOAD % (_VERSION, version))
        if data is None:
            page = _says("Siden finnes ikke", (f"Det er ikke noe på adressen «{address}».",))
            return HTTPStatus.NOT_FOUND, _with(page, _RELOAD % (_VERSION, version))
        if address.endswith(".html"):
            data = _with(data, _RELOAD % (_VERSION, version))
            data = data if known else data.replace(b"<h1", _NOT_LAID_OUT.encode() + b"<h1", 1)
        return HTTPStatus.OK, data


class _Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: Server
    server_version = "dok"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a page or a file."""
        if self.headers.get("Host") not in self.server.names:
            self._answer(HTTPStatus.FORBIDDEN, b"", ".html")
            return
        address = unquote(self.path.partition("?")[0]).removeprefix("/")
        if address == _VERSION:
            self._answer(HTTPStatus.OK, self.server.version().encode(), ".html")
            return
        if not address or address.endswith("/"):
            address += FRONT_PAGE
        status, data = self.server.page(address)
        self._answer(status, data, PurePosixPath(address).suffix if status == HTTPStatus.OK else ".html")

    do_HEAD = do_GET  # noqa: N815 - the name that is looked for

    def _answer(self, status: HTTPStatus, data: bytes, suffix: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that it has above
        """Say nothing: a person writes in another window."""


def open_preview(workspace: Workspace, port: int, clock: Callable[[], datetime] = datetime.now) -> Server:
    """A server that shows the site on this machine, ready to `serve_forever`.

    Args:
        workspace: Whose site it is.
        port: Where it answers; 0 for any that is free.
        clock: What time it is.

    Raises:
        WrongUseError: Something else answers there.
    """
    try:
        return Server(port, workspace, clock)
    except OSError:
        message = f"Port {port} er i bruk av et annet program."
        advice = f"Velg en annen: «dok vis --port {port + 1}»."
        raise WrongUseError(Problem("port-i-bruk", message, advice)) from None


def _with(page: bytes, script: str) -> bytes:
    """A page with a script at its end."""
    body, end, rest = page.rpartition(b"</body>")
    return b"".join((body, script.encode(), end, rest)) if end else page + script.encode()


def _says(title: str, rows: Iterable[object]) -> bytes:
    listed = "".join(f"<li>{escape(str(row))}</li>" for row in rows)
    return _SAYS.format(title=title, rows=listed).encode()
