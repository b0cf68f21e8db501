"""Links inside a document, which rdocx 0.16.3 leaves out: it links to addresses alone.

So in the engine's copy each such link leads to an address of ours, and the words at the place have a link of
their own, to another. In the engine's PDF the first becomes a link to where the second lies, and the second
goes. The same tells on which page each place is. Sources: ISO/IEC 29500-1, 17.16.22 (links) and 17.13.6
(bookmarks); ISO 32000-1, 12.3.2.2 (destinations).
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word import Package, R, W, parsed, referred_pages, written

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from pikepdf import Object, Page

_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LINK: Final = f"{R[1:-1]}/hyperlink"
# A name that no machine can have (RFC 2606, 2); what it leads to, and what lies there, by number.
_ADDRESS: Final = "http://dok.invalid/?til={to}&her={here}"
_OURS: Final = re.compile(r"http://dok\.invalid/\?til=(\d*)&her=([\d,]*)")
NOTE_NAME: Final = "dok-note-"  # which the link back from a note keeps in the PDF, with its number
_ABOVE: Final = 4.0  # points over the words that a link leads to


@dataclass(frozen=True, slots=True)
class Place:
    """Where something lies in a PDF: the page, from 0, and the height of its upper edge in points."""

    page: int
    top: float


@dataclass(slots=True)
class Relations:
    """What a part of the copy leads to, for more to be put there.

    Attributes:
        package: The document.
        part: The part's name.
    """

    package: Package
    part: str
    root: "Element" = field(init=False)

    def __post_init__(self) -> None:
        own = self.package.read(self.name) if self.name in self.package.names else b""
        self.root = parsed(own or b'<Relationships xmlns="%s"/>' % _RELATION[1:-1].encode())

    @property
    def name(self) -> str:
        """The part that has them."""
        folder, own = posixpath.split(self.part)
        return posixpath.join(folder, "_rels", f"{own}.rels")

    def to_address(self, address: str) -> str:
        """The name for an address."""
        return self._entered({"Type": _LINK, "Target": address, "TargetMode": "External"})

    def like(self, relation: "Element", target: str) -> str:
        """The name for what another part leads to; its target is another part's, or an address."""
        attributes = {str(key): str(value) for key, value in relation.attrib.items()}
        return self._entered(attributes | ({"Target": f"/{target}"} if target else {}))

    def _entered(self, attributes: Mapping[str, str]) -> str:
        identity = f"dok{len(self.root)}"
        self.root.append(self.root.makeelement(_RELATION + "Relationship", {**attributes, "Id": identity}))
        return identity

    def written(self) -> dict[str, bytes]:
        """The part that has them, as it stands in the package."""
        return {self.name: written(self.root)}


def mark_places(root: "Element", relations: Relations) -> dict[str, int]:
    """Make links of ours of the links in a part, and of where they lead; return the places by their names.

    Args:
        root: The root of the part, which is changed.
        relations: What the part leads to.
    """
    links = [one for one in root.iter(W + "hyperlink") if one.get(W + "anchor") and not one.get(R + "id")]
    wanted = {str(link.get(W + "anchor")) for link in links} | set(referred_pages(root))
    runs: dict[Element, list[int]] = {}
    found: dict[str, int] = {}
    for name, run in _marked(root, wanted):
        found[name] = len(found)
        runs.setdefault(run, []).append(found[name])
    inside = {run: link for link in links for run in link.iter(W + "r") if run in runs}
    here: dict[Element, list[int]] = {}
    for run, numbers in runs.items():
        if run in inside:
            here.setdefault(inside[run], []).extend(numbers)
        elif next(run.iterancestors(W + "hyperlink"), None) is None:
            _surround(run, relations.to_address(_address("", numbers)))
    for link in links:
        to = found.get(str(link.get(W + "anchor")), "")
        link.set(R + "id", relations.to_address(_address(to, here.get(link, []))))
        del link.attrib[W + "anchor"]
    return found


def _address(to: int | str, here: list[int]) -> str:
    return _ADDRESS.format(to=to, here=",".join(map(str, here)))


def _marked(root: "Element", wanted: set[str]) -> "Iterator[tuple[str, Element]]":
    """The places with names that are led to, each with the run that shows something there first."""
    waiting: list[str] = []
    seen: set[str] = set()
    for node in root.iter(W + "bookmarkStart", W + "r"):
        if node.tag == W + "bookmarkStart":
            name = node.get(W + "name", "")
            if name in wanted - seen:
                seen.add(name)
                waiting.append(name)
        elif waiting and any((one.text or "").strip() for one in node.iterchildren(W + "t")):
            yield from ((name, node) for name in waiting)
            waiting = []


def _surround(run: "Element", identity: str) -> None:
    link = run.makeelement(W + "hyperlink", {R + "id": identity})
    run.addprevious(link)
    link.append(run)


def with_links(pdf: bytes, names: Mapping[str, int]) -> tuple[bytes, dict[int, Place]]:
    """The engine's PDF with its own links, and where each place that is led to lies.

    Args:
        pdf: What the engine made of the copy.
        names: The places, as they were marked.
    """
    from pikepdf import Pdf

    with Pdf.open(BytesIO(pdf)) as opened:
        pages = list(opened.pages)
        places = dict(_places(pages))
        notes = {number: name for name, number in names.items() if name.startswith(NOTE_NAME)}
        for page in pages:
            if "/Annots" in page:
                page.Annots = opened.make_indirect(_led(page, pages, places, notes))
        target = BytesIO()
        opened.save(target, deterministic_id=True)
        return target.getvalue(), places


def _places(pages: "list[Page]") -> Iterator[tuple[int, Place]]:
    seen: set[int] = set()
    for index, page in enumerate(pages):
        for annotation in page.get("/Annots", ()):
            ours = _OURS.fullmatch(_leads_to(annotation))
            for here in _numbers(ours[2] if ours else ""):
                if here not in seen:
                    seen.add(here)
                    yield here, Place(index, float(annotation.Rect[3]))


def _led(
    page: "Page", pages: "list[Page]", places: Mapping[int, Place], notes: Mapping[int, str]
) -> "Object":
    """The links of a page, those of ours as links to the places; one that a note begins with has its name."""
    from pikepdf import Array, Name, String

    kept = []
    for annotation in page.Annots:
        ours = _OURS.fullmatch(_leads_to(annotation))
        place = places.get(int(ours[1])) if ours and ours[1] else None
        if place is not None:
            del annotation["/A"]
            annotation.Dest = Array([pages[place.page].obj, Name.XYZ, 0, place.top + _ABOVE, 0])
            note = ours and next((notes[here] for here in _numbers(ours[2]) if here in notes), "")
            if note:
                annotation.NM = String(note)
        if place is not None or ours is None:
            kept.append(annotation)
    return Array(kept)


def _numbers(listed: str) -> list[int]:
    return [int(number) for number in listed.split(",") if number]


def _leads_to(annotation: "Object") -> str:
    action = annotation.get("/A")
    return str(action.get("/URI", "")) if action is not None else ""
