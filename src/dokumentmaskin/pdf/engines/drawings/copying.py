"""The copy of a document in which all that an engine can be made to draw is written so that it draws it.

`builtin.BuiltInEngine` and `officecopy` ask for it before anything else, and give the engine what comes out.
A document without drawings is handed on as it is. What no form is known for stays as it is too: whether it is
drawn in the end is seen on the pages (`pdf.verify`).
"""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from dokumentmaskin.pdf.engines.drawings.frames import with_frames, with_rules
from dokumentmaskin.pdf.engines.drawings.rasters import AS_IT_IS, Shown, drawable, drawn_svg, is_left_out
from dokumentmaskin.pdf.engines.drawings.vml import in_drawingml
from dokumentmaskin.pdf.records import TEXT_BOX_MARK
from dokumentmaskin.word import CHART, MC, PIC, STORIES, WP, WPS, A, Package, R, W, packed, parsed, written
from dokumentmaskin.word.inventory import chart_texts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MARKS: Final = re.compile(rb"<\w+:(?:drawing|pict|object)\b")
_OLD_MARKS: Final = re.compile(rb"<\w+:imagedata\b|:hr=[\"']t")
_CHART: Final = CHART + "chart"
_TITLE: Final = (
    '<w:p xmlns:w="{ns}"><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
    '<w:t xml:space="preserve">{title}</w:t></w:r></w:p>'
)
_NO_RELATIONS: Final = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_TYPES: Final = "[Content_Types].xml"
_WHOLE: Final = 100_000
_CUT_SIDES: Final = ("l", "t", "r", "b")
_QUARTER: Final = 5_400_000
_SCALE: Final = 4  # pixels in a point of a frame: 288 in an inch


def with_plain_pictures(docx: bytes) -> bytes:
    """The copy for LibreOffice, which draws all but what is written in VML as it should.

    Raises:
        DamagedError: A part cannot be read.
    """
    package = Package(docx)
    changed: dict[str, bytes] = {}
    for name in package.named(*STORIES):
        if _OLD_MARKS.search(xml := package.read(name)):
            root = parsed(xml)
            if in_drawingml(root) | with_rules(root):
                changed[name] = written(root)
    return _with(package, docx, changed)


def with_drawable(docx: bytes) -> bytes:
    """The copy for the built-in engine: pictures in DrawingML alone, whole, upright, in PNG and JPEG.

    Raises:
        DamagedError: A part cannot be read.
    """
    package = Package(docx)
    copy = _Copy(package)
    for name in package.named(*STORIES):
        if _MARKS.search(xml := package.read(name)):
            copy.change(name, parsed(xml))
    return _with(package, docx, copy.changed)


def _with(package: Package, docx: bytes, changed: dict[str, bytes]) -> bytes:
    if not changed:
        return docx
    return packed({name: package.read(name) for name in package.names} | changed)


@dataclass(slots=True)
class _Copy:
    """The parts that are otherwise in the copy.

    Attributes:
        package: The document.
        changed: What is otherwise in the copy, by the names of the parts.
        made: The pictures as they are shown somewhere, by the part that they are in.
    """

    package: Package
    changed: dict[str, bytes] = field(default_factory=dict)
    made: dict[tuple[str, Shown], bytes] = field(default_factory=dict)

    def change(self, part: str, root: "Element") -> None:
        """Write the drawings of a part so that the engine draws them."""
        changed = in_drawingml(root)
        changed |= _with_titles(root, self.package, part)
        changed |= with_rules(root)
        changed |= _with_marks(root)
        changed |= with_frames(root, self.package, lambda svg: self._entered(part, drawn_svg(svg, _SCALE)))
        changed |= _unwrap(root)
        for picture in list(root.iter(PIC + "pic")):
            changed |= self._picture(part, picture)
        if changed:
            self.changed[part] = written(root)

    def _picture(self, part: str, picture: "Element") -> bool:
        """Give a picture data that the engine draws; tell whether its place leads to another part now."""
        blip = picture.find(f".//{A}blip")
        identity = "" if blip is None else blip.get(R + "embed", "")
        source = self.package.part_at(part, identity) if identity else ""
        if blip is None or source not in self.package.names:
            return False
        shown = _shown(picture)
        if shown == AS_IT_IS:
            if source not in self.changed and is_left_out(data := self.package.raw(source)):
                self.changed[source] = drawable(data)
            return False
        blip.set(R + "embed", self._made(part, source, shown))
        _stand_upright(picture, shown)
        return True

    def _made(self, part: str, source: str, shown: Shown) -> str:
        """The name that a part has for a picture as it is shown."""
        new = self.made.setdefault((source, shown), drawable(self.package.raw(source), shown))
        return self._entered(part, new)

    def _entered(self, part: str, picture: bytes) -> str:
        """The name that a part has for a new picture in PNG."""
        new = f"word/media/vist-{sha256(picture).hexdigest()[:16]}.png"
        self.changed[new] = picture
        self.changed[_TYPES] = _with_png(self._part(_TYPES))
        folder, _, own = part.rpartition("/")
        rels = f"{folder}/_rels/{own}.rels"
        known = self._part(rels) if rels in self.changed or rels in self.package.names else _NO_RELATIONS
        self.changed[rels], identity = _with_relation(known, new)
        return identity

    def _part(self, name: str) -> bytes:
        return self.changed.get(name) or self.package.read(name)


def _with_titles(root: "Element", package: Package, part: str) -> bool:
    """Put the title of a chart, which the engine does not draw, in a line over it."""
    changed = False
    for chart in list(root.iter(_CHART)):
        title, *_ = chart_texts(package, part, chart.get(R + "id", ""))
        paragraph = next(chart.iterancestors(W + "p"), None)
        if title and paragraph is not None:
            paragraph.addprevious(parsed(_TITLE.format(ns=W[1:-1], title=escape(title)).encode()))
            changed = True
    return changed


def _with_marks(root: "Element") -> bool:
    """Describe the text boxes of a part by a mark; the engine makes figures of those that are described.

    Of the others it makes decoration. `pdf.finish` makes text of them.
    """
    changed = False
    for shape in root.iter(WPS + "txbx"):
        drawing = next(shape.iterancestors(W + "drawing"), None)
        about = None if drawing is None else next(drawing.iter(WP + "docPr"), None)
        if about is not None and drawing is not None and len(list(drawing.iter(WPS + "wsp"))) == 1:
            about.set("descr", TEXT_BOX_MARK)
            changed = True
    return changed


def _unwrap(root: "Element") -> bool:
    """Leave of what is drawn in two ways the first, where it is a picture; the engine would draw neither."""
    changed = False
    for choice in list(root.iter(MC + "AlternateContent")):
        first, parent = choice.find(MC + "Choice"), choice.getparent()
        if first is None or parent is None:
            continue
        drawings = list(first.iterchildren(W + "drawing"))
        if len(drawings) == 1 and _is_picture(drawings[0]):
            parent.replace(choice, drawings[0])
            changed = True
    return changed


def _is_picture(drawing: "Element") -> bool:
    data = drawing.find(f".//{A}graphicData")
    return data is not None and [child.tag for child in data.iterchildren("*")] == [PIC + "pic"]


def _shown(picture: "Element") -> Shown:
    """How a picture is shown (20.1.8.55 and 20.1.7.6)."""
    cut, turned = picture.find(f"{PIC}blipFill/{A}srcRect"), picture.find(f"{PIC}spPr/{A}xfrm")
    parts = [0.0] * 4 if cut is None else [max(0, _whole(cut.get(side, ""))) / _WHOLE for side in _CUT_SIDES]
    if parts[0] + parts[2] >= 1 or parts[1] + parts[3] >= 1:
        parts = [0.0] * 4
    if turned is None:
        return Shown((parts[0], parts[1], parts[2], parts[3]))
    flips = (turned.get(name, "0") in {"1", "true"} for name in ("flipH", "flipV"))
    return Shown(
        (parts[0], parts[1], parts[2], parts[3]), _whole(turned.get("rot", "")) % (4 * _QUARTER), *flips
    )


def _stand_upright(picture: "Element", shown: Shown) -> None:
    """Take away what the data have now, and give a picture that is turned the room that it takes."""
    from math import cos, radians, sin

    cut = picture.find(f"{PIC}blipFill/{A}srcRect")
    if cut is not None:
        cut.attrib.clear()
    turned = picture.find(f"{PIC}spPr/{A}xfrm")
    if turned is not None:
        for name in ("rot", "flipH", "flipV"):
            turned.attrib.pop(name, None)
    if not shown.angle:
        return
    sine, cosine = abs(sin(radians(shown.degrees))), abs(cos(radians(shown.degrees)))
    outer = next(picture.iterancestors(W + "drawing"), picture)
    for size in (*outer.iter(WP + "extent"), *picture.iter(A + "ext")):
        if "cx" in size.attrib:
            wide, high = _whole(size.get("cx", "")), _whole(size.get("cy", ""))
            size.set("cx", str(round(wide * cosine + high * sine)))
            size.set("cy", str(round(wide * sine + high * cosine)))


def _with_relation(rels: bytes, target: str) -> tuple[bytes, str]:
    """The relations of a part with one to a picture, and its name."""
    root = parsed(rels)
    for item in root:
        if item.get("Target") == f"/{target}":
            return rels, item.get("Id", "")
    identity = f"dokVist{len(root)}"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    new = root.makeelement(root.tag.removesuffix("s"), {"Id": identity, "Type": kind, "Target": f"/{target}"})
    root.append(new)
    return written(root), identity


def _with_png(types: bytes) -> bytes:
    root = parsed(types)
    if any(item.get("Extension", "").lower() == "png" for item in root):
        return types
    name = root.tag.replace("}Types", "}Default")
    root.insert(0, root.makeelement(name, {"Extension": "png", "ContentType": "image/png"}))
    return written(root)


def _whole(number: str) -> int:
    try:
        return int(number)
    except ValueError:
        return 0
