"""What a page is in WordPress, and what is said when a server answers otherwise than WordPress does."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from dokumentmaskin.errors import DeliveryError
from dokumentmaskin.pipeline.upload.fragments import fragment
from dokumentmaskin.pipeline.upload.rest import Rest, Upload
from dokumentmaskin.pipeline.upload.wordpress import page_slug

_THERE = {"moter/a/sak.pdf": "https://wp/sak.pdf", "grupper/x/index.html": "https://wp/x/"}


@pytest.mark.parametrize(
    ("inside", "there"),
    [
        ('<a href="sak.pdf#sak-4">Sak</a>', '<a href="https://wp/sak.pdf#sak-4">Sak</a>'),
        ('<a href="../../grupper/x/">X</a>', '<a href="https://wp/x/">X</a>'),
        ('<a href="../../grupper/x/index.html"><b>X</b></a>', '<a href="https://wp/x/"><b>X</b></a>'),
        ('<p><a href="mote.json">Data <b>her</b></a> til slutt</p>', "<p>Data <b>her</b> til slutt</p>"),
        ('<p><img src="borte.png" alt="">Tekst</p>', "<p>Tekst</p>"),
        ('<form action="../../sok.html"><input></form><p>Å</p>', "<p>Å</p>"),
        ('<a href="#sak-1">1</a>', '<a href="#sak-1">1</a>'),
        ('<a href="mailto:post@example.org">E</a>', '<a href="mailto:post@example.org">E</a>'),
        (
            '<a href="https://www.example.org/sak.pdf">E</a>',
            '<a href="https://www.example.org/sak.pdf">E</a>',
        ),
        ('<section class="abonner"><h2>A</h2><a href="k.ics">K</a></section>', ""),
        ("<svg><style>g {}</style></svg><script>1</script>", "<svg><style>g {}</style></svg>"),
    ],
)
def test_a_page_keeps_its_words_and_leads_to_what_is_there(inside: str, there: str) -> None:
    page = (
        f"<html><body><header>H</header><main><h1>Tittel</h1>{inside}</main><footer>F</footer></body></html>"
    )
    assert fragment(page.encode(), "moter/a/index.html", _THERE.get) == there


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("index.html", "oversikt"),
        ("om.html", "om"),
        ("moter/2022-03-11-klima/index.html", "2022-03-11-klima"),
        ("moter/2022-03-11-klima/innkalling-2022-03-11.html", "2022-03-11-klima-innkalling-2022-03-11"),
        ("ar/2022/index.html", "ar-2022"),
        ("grupper/klima/index.html", "grupper-klima"),
    ],
)
def test_each_page_has_a_name_of_its_own(address: str, slug: str) -> None:
    assert page_slug(address) == slug


class _Handler(BaseHTTPRequestHandler):
    server: "Scripted"

    def do_POST(self) -> None:
        self.server.asked.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        status, headers, body = self.server.answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


class Scripted(HTTPServer):
    """A server that answers all alike, and remembers what it was asked."""

    answer: tuple[int, dict[str, str], bytes] = (200, {}, b"")

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, bytes]] = []

    @property
    def rest(self) -> Rest:
        return Rest(f"http://127.0.0.1:{self.server_port}/", "kari", "hemmelig")


@pytest.fixture
def server() -> Iterator[Scripted]:
    with Scripted() as own:
        thread = threading.Thread(target=own.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield own
        own.shutdown()
        thread.join()


def said(status: int, **body: Any) -> tuple[int, dict[str, str], bytes]:
    return status, {}, json.dumps(body).encode()


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (said(401, message="Feil passord."), "slipper-ikke-inn", "«kari»: «Feil passord.»"),
        ((401, {}, b"<html>"), "slipper-ikke-inn", "slipper ikke inn «kari»."),
        (said(403, message="Nei."), "slipper-ikke-inn", "har ikke lov til dette i WordPress: «Nei.»"),
        ((403, {}, b"<html>brannmur"), "slipper-ikke-inn", "har ikke lov"),
        ((413, {}, b""), "for-stor-opplasting", "større enn"),
        ((404, {}, b"<html>"), "ikke-wordpress", "svarer ikke som en WordPress"),
        ((200, {}, b"<html>"), "ikke-wordpress", "svarer ikke som en WordPress"),
        ((500, {}, b""), "svarer-ikke", "feil 500"),
        (said(500, message="Filtypen er ikke tillatt."), "svarer-ikke", "Filtypen er ikke tillatt."),
        ((301, {"Location": "https://www.example.org/"}, b""), "sender-videre", "https://www.example.org/"),
    ],
)
def test_every_refusal_is_told(
    server: Scripted, answer: tuple[int, dict[str, str], bytes], code: str, words: str
) -> None:
    server.answer = answer
    with pytest.raises(DeliveryError) as told:
        server.rest.post("pages", {"title": "Å"})
    assert [problem.code for problem in told.value.problems] == [code]
    assert words in told.value.problems[0].message
    assert "hemmelig" not in str(told.value)


def test_a_redirect_is_not_followed_for_the_password_would_go_with_it(server: Scripted) -> None:
    with Scripted() as other:
        server.answer = (307, {"Location": f"http://127.0.0.1:{other.server_port}/"}, b"")
        with pytest.raises(DeliveryError):
            server.rest.post("pages", {"title": "Å"})
        assert other.asked == []


def test_nobody_answers() -> None:
    with pytest.raises(DeliveryError, match="svarer ikke"):
        Rest("http://127.0.0.1:1/", "kari", "hemmelig").get("pages")


def test_a_file_goes_with_its_fields_in_one_form(server: Scripted) -> None:
    server.answer = said(201, id=7)
    file = Upload("sak.pdf", "application/pdf", b"%PDF \xff")
    assert server.rest.post("media", {"title": "Skøyte"}, file) == {"id": 7}
    path, body = server.asked[0]
    assert "rest_route=%2Fwp%2Fv2%2Fmedia" in path
    assert b'name="title"\r\n\r\nSk\xc3\xb8yte\r\n' in body
    assert b'filename="sak.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF \xff\r\n' in body
