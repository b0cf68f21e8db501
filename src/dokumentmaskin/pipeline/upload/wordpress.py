"""WordPress as a target: a page under one that a person has made for each page of the site, and its files.

What dok has put there is found again at the site itself, whoever sends: each file has
`dok://side/address#hash` in its description, each page the same in a comment, with the hash of what dok wrote
in it and of its title. A page that a person has changed since, or made, is not touched. New pages are drafts
until all that they lead to is there. WordPress cannot put other bytes in a file's place: a changed file is a
new one, and the old one goes when no page leads to it any more.
"""

import mimetypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final

from dokumentmaskin.errors import DeliveryError, Place, Problem, RefusedError
from dokumentmaskin.pipeline.upload.fragments import fragment
from dokumentmaskin.pipeline.upload.rest import Rest, Upload
from dokumentmaskin.plan import Mål
from dokumentmaskin.site import Fil

# What every WordPress takes of what dok lays out. Search needs a program of its own, which it does not take;
# what people subscribe to needs an address that stays, which it does not give.
_TAKEN: Final = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".docx", ".xlsx", ".ics", ".html"})
_NOT_TAKEN: Final = frozenset({"sok.html", "utklipp.html"})
_NEEDED: Final = {
    "upload_files": "laste opp filer",
    "publish_pages": "publisere sider",
    "edit_others_pages": "endre sider",
    "delete_published_pages": "slette sider",
    "unfiltered_html": "lagre HTML som den er",
}
_FRONT: Final = "oversikt"
_ALL: Final = "publish,draft,pending,private,future"
_FIELDS: Final = "id,slug,link,status,title,content,permalink_template,generated_slug"


@dataclass(frozen=True, slots=True)
class _Page:
    """A page in WordPress.

    Attributes:
        id: Its number there.
        url: Where it is read, or will be.
        title: Its title.
        content: What it holds.
        address: The page of the site that it is of; empty for one of a person's.
        touched: Whether a person has changed it since dok wrote it.
    """

    id: int
    url: str
    title: str
    content: str
    address: str
    touched: bool


@dataclass(frozen=True, slots=True)
class _File:
    """A file in WordPress: its number there, where it is read, and its hash."""

    id: int
    url: str
    sha256: str


class WordPress:
    """See `targets.Target`."""

    def __init__(self, goal: Mål, rest: Rest) -> None:
        self._goal = goal
        self._rest = rest
        self._mark = f"dok://{goal.side}/"
        self._parent = 0
        self._wanted: frozenset[str] = frozenset()
        self._pages: dict[str, _Page] = {}  # by address
        self._files: dict[str, list[_File]] = {}  # by address, the last one last

    def begin(self, wanted: Sequence[Fil]) -> None:
        """See `Target.begin`."""
        self._wanted = frozenset(own.adresse for own in wanted)
        self._may_write()
        self._parent = self._find_parent()
        self._look()
        slugs = {page_slug(own.adresse): own for own in wanted if _is_page(own)}
        there = [self._as_page(row) for row in self._children()]
        self._pages = {page.address: page for _, page in there if page.address}
        if problems := [problem for slug, page in there for problem in self._others(slug, page, slugs)]:
            raise RefusedError(problems)
        for own in slugs.values():
            if own.adresse not in self._pages:
                self._make(own)

    def takes(self, own: Fil) -> bool:
        """See `Target.takes`."""
        path = PurePosixPath(own.adresse)
        subscribed = path.suffix == ".ics" and not own.møte
        return path.suffix in _TAKEN and path.name not in _NOT_TAKEN and not subscribed

    def has(self, own: Fil, data: bytes) -> bool:
        """See `Target.has`."""
        if not _is_page(own):
            return any(file.sha256 == own.sha256 for file in self._files.get(own.adresse, []))
        page = self._pages[own.adresse]
        return (page.title, page.content) == (own.tittel, self._content(own, data))

    def put(self, own: Fil, data: bytes) -> None:
        """See `Target.put`."""
        if not _is_page(own):
            name = "-".join(PurePosixPath(own.adresse).parts[1:])  # two meetings may have files of one name
            file = Upload(name, mimetypes.guess_type(name)[0] or "application/octet-stream", data)
            mark = f"{self._mark}{own.adresse}#{own.sha256}"
            row = self._rest.post("media", {"title": own.tittel, "description": mark}, file)
            self._files.setdefault(own.adresse, []).append(_File(row["id"], row["source_url"], own.sha256))
            return
        page, content = self._pages[own.adresse], self._content(own, data)
        fields: dict[str, str | int] = {"title": own.tittel, "content": content}
        if not self._said(page.content) and not self._goal.kladd:
            fields["status"] = "publish"
        row = self._rest.post(f"pages/{page.id}", fields)
        if row["content"]["raw"] != content:
            message = f"WordPress har endret innholdet på siden «{own.tittel}»."
            advice = f"Gi «{self._goal.bruker}» rollen Redaktør, slett siden, og prøv igjen."
            raise DeliveryError(Problem("slipper-ikke-inn", message, advice))

    def gone(self, wanted: Sequence[Fil]) -> Sequence[str]:
        """See `Target.gone`; pages first, as they lead to the rest."""
        left = {*self._pages, *self._files} - {own.adresse for own in wanted}
        return sorted(left, key=lambda address: (address not in self._pages, address))

    def remove(self, address: str) -> None:
        """See `Target.remove`; a page goes to the bin, where a person may find it."""
        if address in self._pages:
            self._rest.delete(f"pages/{self._pages[address].id}")
        for file in self._files.pop(address, []):
            self._rest.delete(f"media/{file.id}", force="true")

    def done(self, manifest: bytes) -> None:  # noqa: ARG002 - what is there is known by itself
        """See `Target.done`; what has been replaced goes, now that nothing leads to it."""
        for *earlier, _ in self._files.values():
            for file in earlier:
                self._rest.delete(f"media/{file.id}", force="true")

    def _may_write(self) -> None:
        """Ask who we are, and whether that is enough."""
        may = self._rest.get("users/me", context="edit", _fields="capabilities").get("capabilities") or {}
        if lacking := [what for name, what in _NEEDED.items() if not may.get(name)]:
            message = f"«{self._goal.bruker}» kan ikke {', '.join(lacking)} i WordPress."
            raise DeliveryError(
                Problem("slipper-ikke-inn", message, "Gi brukeren rollen Redaktør. Ingenting er sendt.")
            )

    def _find_parent(self) -> int:
        found = self._rest.get("pages", slug=self._goal.side, status=_ALL, _fields="id")
        if not found:
            message = f"WordPress har ingen side «{self._goal.side}» å legge møtene under."
            advice = "Lag siden i WordPress, eller rett «side:» i målet. Ingenting er sendt."
            raise DeliveryError(Problem("mangler-side", message, advice))
        return int(found[0]["id"])

    def _look(self) -> None:
        """Find the files that dok has put there, the last one last."""
        asked = {"search": self._mark, "context": "edit", "orderby": "id", "order": "asc"}
        for row in self._rest.every("media", **asked, _fields="id,source_url,description"):
            mark = str(row["description"]["raw"])
            if mark.startswith(self._mark):
                address, _, known = mark.removeprefix(self._mark).rpartition("#")
                own = _File(row["id"], row["source_url"], known)
                self._files.setdefault(address, []).append(own)

    def _children(self) -> Iterator[Any]:
        asked = {"parent": str(self._parent), "status": _ALL, "context": "edit", "_fields": _FIELDS}
        return self._rest.every("pages", **asked, orderby="id", order="asc")

    def _as_page(self, row: Any) -> tuple[str, _Page]:
        """A page with its slug."""
        content = str(row["content"]["raw"])
        marked = re.search(f"<!-- {re.escape(self._mark)}(.*)#([0-9a-f]{{64}}) -->", content)
        address, known = marked.groups() if marked else ("", "")
        template, slug = row.get("permalink_template") or "", row["slug"] or row.get("generated_slug") or ""
        url = str(template.replace("%pagename%", slug) or row["link"])
        title = str(row["title"]["raw"])
        touched = bool(marked) and known != _hash(title, self._said(content))
        return slug, _Page(row["id"], url, title, content, address, touched)

    def _others(self, slug: str, page: _Page, wanted: dict[str, Fil]) -> Iterator[Problem]:
        """What a person has made or changed, where dok would write or remove."""
        if page.touched:
            message = f"Noen har endret siden «{page.title}» i WordPress etter at dok skrev den."
            advice = f"Flytt det som er skrevet, og legg siden i papirkurven: {page.url}"
            yield Problem("endret-i-malet", message, advice, Place(page.address))
        elif not page.address and slug in wanted:
            message = f"I WordPress er siden «{page.title}», som dok ikke har laget, der dok ville laget en."
            advice = f"Gi den en annen adresse, eller legg den i papirkurven: {page.url}"
            yield Problem("fremmed-fil", message, advice, Place(wanted[slug].adresse))

    def _make(self, own: Fil) -> None:
        """A draft with nothing in it, so that other pages can lead to it."""
        slug = page_slug(own.adresse)
        content = self._marked(own, "")
        fields: dict[str, str | int] = {"title": own.tittel, "slug": slug, "parent": self._parent}
        row = self._rest.post("pages", {**fields, "content": content, "status": "draft"})
        self._pages[own.adresse] = self._as_page(row)[1]

    def _content(self, own: Fil, data: bytes) -> str:
        return self._marked(own, fragment(data, own.adresse, self._url_of))

    def _marked(self, own: Fil, says: str) -> str:
        """A block of HTML, which WordPress leaves as it is, with the mark that tells whose it is."""
        mark = f"{self._mark}{own.adresse}#{_hash(own.tittel, says)}"
        return f"<!-- wp:html -->\n<!-- {mark} -->\n{says}\n<!-- /wp:html -->"

    def _said(self, content: str) -> str:
        """What a page says, of what `_marked` made."""
        inside = content.removeprefix("<!-- wp:html -->\n").removesuffix("\n<!-- /wp:html -->")
        return inside.partition("\n")[2]

    def _url_of(self, address: str) -> str | None:
        if address not in self._wanted:  # it may be there still, and will not be
            return None
        if address in self._pages:
            return self._pages[address].url
        files = self._files.get(address)
        return files[-1].url if files else None


def page_slug(address: str) -> str:
    """What a page is called in WordPress: `2022-03-11-klima`, `ar-2022`, `grupper-klima`."""
    plain = address.removesuffix("index.html").removesuffix(".html").removeprefix("moter/").strip("/")
    return plain.replace("/", "-") or _FRONT


def _is_page(own: Fil) -> bool:
    return own.adresse.endswith(".html")


def _hash(title: str, says: str) -> str:
    return sha256(f"{title}\n{says}".encode()).hexdigest()
