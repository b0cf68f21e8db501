"""A small site as it is laid out, and the same after a change, for what sends it somewhere."""

import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from dokumentmaskin.pipeline.upload import Sent, send_site
from dokumentmaskin.plan import Mål
from dokumentmaskin.site import Fil, Rolle
from dokumentmaskin.site.records import Manifest
from dokumentmaskin.workspace import Workspace

Site = dict[str, bytes]
Strike = Callable[[], object]
MEETING: Final = "moter/a"
FIRST: Final[Site] = {
    "index.html": b'<main><h1>Forside</h1><a href="moter/a/index.html">a</a></main>',
    "moter/a/index.html": b'<main><h1>Et m\xc3\xb8te</h1><a href="sak.pdf">Sak</a> '
    b'<a href="gammel.pdf">Gammel</a></main>',
    "moter/a/sak.pdf": b"%PDF-1.7 en",
    "moter/a/gammel.pdf": b"%PDF-1.7 to",
    "nettsted.css": b"p {}",
    "feed.xml": b"<feed/>",
}
SECOND: Final[Site] = {
    **{address: data for address, data in FIRST.items() if address != "moter/a/gammel.pdf"},
    "index.html": b'<main><h1>Forside</h1><a href="moter/a/index.html">a</a> '
    b'<a href="moter/b/index.html">b</a></main>',
    "moter/a/index.html": b'<main><h1>Et m\xc3\xb8te</h1><a href="sak.pdf">Sak</a></main>',
    "moter/a/sak.pdf": b"%PDF-1.7 tre",
    "moter/b/index.html": b'<main><h1>Et annet</h1><a href="ny.pdf">Ny</a> '
    b'<a href="../a/index.html">a</a></main>',
    "moter/b/ny.pdf": b"%PDF-1.7 fire",
}


def manifest_of(site: Site) -> Manifest:
    """What the manifest says of the files of a site."""
    return Manifest(tuple(_known(address, data) for address, data in site.items()))


def lay_out(folder: Path, site: Site) -> None:
    """Lay out a site in a folder, as `dok publiser` leaves it there."""
    for address, data in site.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(data)
    (folder / "manifest.json").write_bytes(TypeAdapter(Manifest).dump_json(manifest_of(site)))


def lying(folder: Path) -> Site:
    """The files of a folder but the manifest."""
    there = (file for file in folder.rglob("*") if file.is_file() and file.name != "manifest.json")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in there}


def dead_links(folder: Path) -> list[str]:
    """The links of the pages in a folder that lead to nothing."""
    pages = folder.rglob("*.html")
    links = ((page, link) for page in pages for link in re.findall('href="([^"]*)"', page.read_text("utf-8")))
    return [f"{page}: {link}" for page, link in links if not (page.parent / link).exists()]


def sent(folder: Path, site: Site, goal: Mål, number: int = -1, strike: Strike = print) -> Sent:
    """The site sent from a workspace; something strikes before the file of a number."""
    workspace = Workspace(folder)
    shutil.rmtree(workspace.site, ignore_errors=True)
    lay_out(workspace.site, site)

    def told(_: str, now: int, __: int) -> None:
        if now == number:
            strike()

    return send_site(workspace, goal, told)


def _known(address: str, data: bytes) -> Fil:
    rolle: Rolle = "side" if address.endswith(".html") else "vedlegg"
    title = re.search(rb"<h1>(.*)</h1>", data)
    return Fil(
        adresse=address,
        rolle=rolle,
        tittel=title[1].decode() if title else address,
        størrelse=len(data),
        sha256=sha256(data).hexdigest(),
    )
