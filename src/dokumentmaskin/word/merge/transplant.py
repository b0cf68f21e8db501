"""Taking blocks out of the person's file, and bringing in those of dok's new one with what they lead to.

A block names styles, lists, links and pictures by ids that mean something else, or nothing, in another
file. Styles are found again by name and brought along when they are missing; a list becomes the person's
own where its neighbours are that already; links and pictures get relationships of the person's file
(ECMA-376 Part 1, §17.7.4, §17.9; Part 2, §9.3).
"""

import copy
from collections.abc import Iterable
from io import BytesIO
from itertools import count
from typing import Any, Final

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import nsdecls
from docx.parts.numbering import NumberingPart
from lxml import etree

from dokumentmaskin.errors import Problem, RefusedError
from dokumentmaskin.word.fields import KIND, MARK
from dokumentmaskin.word.merge.content import STORY, Block, top_of
from dokumentmaskin.word.names import W14, R, W, leaves
from dokumentmaskin.word.package import UNREADABLE, DamagedError, as_docx
from dokumentmaskin.word.styles import Styles, name_of, value_of

_STYLE_KINDS: Final = {
    W + "pStyle": "paragraph",
    W + "rStyle": "character",
    W + "tblStyle": "table",
    W + "basedOn": "",
    W + "next": "paragraph",
    W + "link": "",
}
# What stands in a part of its own that the block alone does not bring.
_NOT_BROUGHT: Final = (W + "footnoteReference", W + "endnoteReference", W + "commentReference")
_LIST: Final = "pPr/numPr/numId"
_PARAGRAPH_ID: Final = W14 + "paraId"
_RANGES: Final = {
    (W + f"{name}Start"): (W + f"{name}End")
    for name in ("bookmark", "commentRange", "perm", "moveFromRange", "moveToRange")
}
_EDGES: Final = frozenset({*_RANGES, *_RANGES.values()})
_BOOKMARKS: Final = (W + "bookmarkStart", W + "bookmarkEnd")
_BEGINNINGS: Final = (W + "bookmarkStart", W + "commentRangeStart")
_ENDINGS: Final = (W + "bookmarkEnd", W + "commentRangeEnd")


class Transplant:
    """Brings blocks from one document part (python-docx) into another, each with its document's styles."""

    def __init__(self, source: Any, target: Any, source_styles: Styles, target_styles: Styles) -> None:
        self.source = source
        self.target = target
        self.source_styles = source_styles
        self.target_styles = target_styles
        self._style_ids: dict[tuple[str, str], str] = {}
        self._lists: dict[str, str] = {}
        self._bookmarks: dict[str, str] = {}
        self._parts: dict[Any, Part] = {}

    def learn_list(self, theirs: Block, mine: Block) -> None:
        """Remember that two paragraphs which are the same one stand in the same list."""
        their_number, my_number = (value_of(block.element, _LIST) for block in (theirs, mine))
        if their_number and my_number:
            self._lists.setdefault(their_number, my_number)

    def brought(self, element: Any, source_part: Any, target_part: Any) -> Any:
        """A copy of a block, or a control with blocks, that means in the target what it means in the source.

        Raises:
            RefusedError: It leads to a note, which stands in a part of its own.
        """
        if next(element.iter(*_NOT_BROUGHT), None) is not None:
            message = "Malen har en fotnote der planen er endret, og den kan ikke flettes inn."
            raise RefusedError(
                Problem("kan-ikke-flettes", message, "Flytt fotnoten til brødteksten i malen.")
            )
        brought = copy.deepcopy(element)
        for section in list(brought.iter(W + "sectPr")):
            section.getparent().remove(section)
        self._renumber_bookmarks(brought, target_part.element)
        for node in brought.iter(tag="*"):
            self._translate(node, "")
            for name in [name for name in node.attrib if str(name).startswith(R)]:
                if node.get(name):
                    node.set(name, self._relationship(node.get(name), source_part, target_part))
        return brought

    def _renumber_bookmarks(self, brought: Any, target: Any) -> None:
        """Give what is brought bookmarks of other numbers than the target has (§17.13.6)."""
        marks = list(brought.iter(*_BOOKMARKS))
        taken = {mark.get(W + "id") for mark in target.iter(*_BOOKMARKS)} if marks else set()
        taken |= set(self._bookmarks.values())
        for mark in marks:
            number = self._bookmarks.setdefault(mark.get(W + "id"), _free_number(taken))
            taken.add(number)
            mark.set(W + "id", number)

    def _translate(self, node: Any, kind: str) -> None:
        """Give a named style or list the target's id; `kind` is that of the style that the name stands in."""
        if node.tag in _STYLE_KINDS:
            node.set(W + "val", self._style(_STYLE_KINDS[node.tag] or kind, node.get(W + "val")))
        elif node.tag == W + "numId":
            node.set(W + "val", self._list(node.get(W + "val")))

    def _style(self, kind: str, style_id: str) -> str:
        """The target's id of the style of this name; the style comes along when the target has none."""
        key = (kind, style_id)
        if key not in self._style_ids:
            own = self.source_styles.by_id.get(key)
            known = None if own is None else self.target_styles.by_name.get((kind, name_of(own)))
            if own is None or known is not None:
                self._style_ids[key] = style_id if known is None else known.get(W + "styleId")
            else:
                self._style_ids[key] = self._bring_style(kind, own)
        return self._style_ids[key]

    def _bring_style(self, kind: str, own: Any) -> str:
        brought = copy.deepcopy(own)
        style_id = own.get(W + "styleId")
        taken = {known for _, known in self.target_styles.by_id}
        while style_id in taken:
            style_id += "1"
        brought.set(W + "styleId", style_id)
        brought.attrib.pop(W + "default", None)
        self._style_ids[kind, own.get(W + "styleId")] = style_id
        self.target_styles.add(brought)
        for node in brought.iter(tag="*"):
            self._translate(node, kind)
        return str(style_id)

    def _list(self, number: str) -> str:
        """The target's number of a list: that of its neighbours, of its style, or of a copy."""
        if number == "0":
            return number
        if number not in self._lists:
            self._lists[number] = self._list_of_style(number) or self._bring_list(number)
        return self._lists[number]

    def _list_of_style(self, number: str) -> str | None:
        """The list that the target's style of the same name numbers by, when this is that of a style."""
        for (kind, name), style in self.source_styles.by_name.items():
            own = self.target_styles.by_name.get((kind, name))
            if own is not None and value_of(style, _LIST) == number:
                return value_of(own, _LIST) or None
        return None

    def _bring_list(self, number: str) -> str:
        source, target = self.source.numbering_part.element, self._numbering()
        (own,) = source.xpath(f"./w:num[@w:numId='{number}']") or [None]
        if own is None:
            return number
        (abstract,) = source.xpath(f"./w:abstractNum[@w:abstractNumId='{own.abstractNumId.val}']")
        abstract, instance = copy.deepcopy(abstract), copy.deepcopy(own)
        free = 1 + max(map(int, target.xpath("./w:abstractNum/@w:abstractNumId")), default=-1)
        abstract.set(W + "abstractNumId", str(free))
        for mark in (W + "nsid", W + "tmpl"):  # two lists with the same mark are one to Word (§17.9.14)
            for node in abstract.findall(mark):
                abstract.remove(node)
        number = str(1 + max(map(int, target.xpath("./w:num/@w:numId")), default=0))
        instance.set(W + "numId", number)
        instance.abstractNumId.val = free
        for node in list(abstract.iter(W + "pStyle")):
            node.getparent().remove(node)  # the style numbers by the target's own list
        _add_in_order(target, abstract)
        _add_in_order(target, instance)
        return number

    def _numbering(self) -> Any:
        """The target's list of lists, made when it has none."""
        try:
            return self.target.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
        except KeyError:
            name, root = PackURI("/word/numbering.xml"), parse_xml(f"<w:numbering {nsdecls('w')}/>")
            part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, root, self.target.package)
            self.target.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
            return part.element

    def _relationship(self, identity: str, source_part: Any, target_part: Any) -> str:
        relation = source_part.rels[identity]
        if relation.is_external:
            return str(target_part.relate_to(relation.target_ref, relation.reltype, is_external=True))
        return str(target_part.relate_to(self._part(relation.target_part), relation.reltype))

    def _part(self, part: Any) -> Part:
        """A copy of a part, a picture for the most, and of the parts that it leads to."""
        if part not in self._parts:
            package = self.target.package
            stem, _, ending = str(part.partname).rpartition(".")
            free = package.next_partname(f"{stem.rstrip('0123456789')}%d.{ending}")
            brought = Part(PackURI(free), part.content_type, part.blob, package)
            self._parts[part] = brought
            for relation in part.rels.values():
                inner = relation.target_ref if relation.is_external else self._part(relation.target_part)
                brought.rels.add_relationship(relation.reltype, inner, relation.rId, relation.is_external)
        return self._parts[part]


def taken_in(target: bytes, mark: str, source: bytes) -> bytes:
    """A document with the blocks of another in the place of each paragraph that says `mark` alone.

    Args:
        target: The bytes of the .docx that takes in.
        mark: The words of the paragraphs that give way.
        source: The bytes of the .docx that is taken in; its page is left behind.

    Returns:
        The document; it itself when it has no such paragraph, or is no document that can be read.

    Raises:
        DamagedError: The other cannot be read.
        RefusedError: The other has a note, which stands in a part of its own.
    """
    into = _opened(target)
    places = [] if into is None else into.element.body.iterchildren(W + "p")
    places = [place for place in places if _words(place).strip() == mark]
    if into is None or not places:
        return target
    other = _opened(source)
    if other is None:
        raise DamagedError("no document")
    styles = (Styles(document.styles.element) for document in (other, into))
    transplant = Transplant(other.part, into.part, *styles)
    for place in places:
        for block in other.element.body.iterchildren(*STORY):
            place.addprevious(transplant.brought(block, other.part, into.part))
        place.getparent().remove(place)
    make_unique(into.part)
    return as_docx(into)


def _opened(data: bytes) -> Any:
    """The document (python-docx); None when it is none."""
    try:
        return docx.Document(BytesIO(data))
    except (*UNREADABLE, PackageNotFoundError, InvalidXmlError, AttributeError):
        return None


def _words(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(W + "t"))


def _add_in_order(numbering: Any, new: Any) -> None:
    """Add a list after those of its kind; descriptions come before instances (§17.9.1)."""
    kinds = (W + "numPicBullet", W + "abstractNum", W + "num")
    before = [child for child in numbering if child.tag in kinds[: kinds.index(new.tag) + 1]]
    if before:
        before[-1].addnext(new)
    else:
        numbering.insert(0, new)


def make_unique(target: Any) -> None:
    """Give every content control, picture, paragraph and bookmark of a document a name of its own."""
    root = target.element
    _drop_spare_bookmarks(root)
    _renumber([node for node in root.iter(W + "id") if node.getparent().tag == W + "sdtPr"], W + "val")
    _renumber(list(root.iter("{*}docPr")), "id")
    seen: set[str] = set()
    for paragraph in root.iter(W + "p", W + "tr"):
        identity = paragraph.get(_PARAGRAPH_ID)
        if identity in seen:
            del paragraph.attrib[_PARAGRAPH_ID]
        elif identity:
            seen.add(identity)


def _drop_spare_bookmarks(root: Any) -> None:
    """Remove bookmarks that have lost an end, and those whose name stands before."""
    begun, ended = ({mark.get(W + "id") for mark in root.iter(tag)} for tag in _BOOKMARKS)
    names: set[str] = set()
    spare = begun ^ ended
    for mark in root.iter(W + "bookmarkStart"):
        if mark.get(W + "name") in names:
            spare.add(mark.get(W + "id"))
        names.add(mark.get(W + "name"))
    for mark in [mark for mark in root.iter(*_BOOKMARKS) if mark.get(W + "id") in spare]:
        mark.getparent().remove(mark)


def _free_number(taken: set[str]) -> str:
    return next(str(number) for number in count(1) if str(number) not in taken)


def _renumber(nodes: list[Any], name: str) -> None:
    taken = {node.get(name) for node in nodes}
    seen: set[str] = set()
    for node in nodes:
        if node.get(name) in seen:
            node.set(name, _free_number(taken))
            taken.add(node.get(name))
        seen.add(node.get(name))


# Taking out, and putting together again


def rebuild(container: Any, nodes: Iterable[Any], tags: frozenset[str] = STORY) -> None:
    """Put the blocks of a container in order; what stands between two blocks stays after the first.

    Of `nodes`, its children that hold blocks, some may be new. `tags` says what its blocks are.
    """
    wanted = dict.fromkeys(nodes)
    between: dict[Any, list[Any]] = {}
    current: Any = None
    for child in list(container):
        if child in wanted:
            current = child
        elif child.tag not in tags | {W + "sectPr"} and next(leaves(child, tags), None) is None:
            between.setdefault(current, []).append(child)
            container.remove(child)
    last = container.find(W + "sectPr")
    for child in list(container):
        container.remove(child)
    container.extend(between.get(None, []))
    for node in wanted:
        container.append(node)
        container.extend(between.get(node, []))
    if last is not None:
        container.append(last)
    elif container.tag == W + "tc" and (len(container) == 0 or container[-1].tag != W + "p"):
        container.append(OxmlElement("w:p"))  # a cell ends with a paragraph (§17.4.65)


def take_out(element: Any) -> None:
    """Remove a block; the edges of what reaches outside it (a bookmark, a comment) stay in its place."""
    edges = {(edge.tag, edge.get(W + "id")): edge for edge in element.iter(tag="*") if edge.tag in _EDGES}
    for (tag, identity), edge in edges.items():
        other = _RANGES.get(tag) or next(start for start, end in _RANGES.items() if end == tag)
        if (other, identity) not in edges:
            element.addprevious(edge)
    element.getparent().remove(element)


def spans(paragraph: Any) -> bool:
    """Whether a field begins in the paragraph and ends elsewhere, so that it must stay as it is."""
    kinds = [mark.get(KIND) for mark in paragraph.iter(MARK)]
    return kinds.count("begin") != kinds.count("end")


def refill(paragraph: Any, brought: Any, *, keep_look: bool) -> None:
    """Give a paragraph the runs of a copy of the plan's, keeping its bookmarks, remarks and section."""
    look = paragraph.find(W + "pPr")
    section = None if look is None else look.find(W + "sectPr")
    marks = [child for child in paragraph if child.tag in _BEGINNINGS]
    ends = [child for child in paragraph if child.tag in _ENDINGS or _refers_to_comment(child)]
    names = {mark.get(W + "name") for mark in marks} - {None}
    new_look = brought.find(W + "pPr")
    runs = [child for child in brought if child is not new_look and child.get(W + "name") not in names]
    kept = look if keep_look else new_look
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.extend([] if kept is None else [kept])
    paragraph.extend([*marks, *runs, *ends])
    if section is not None and not keep_look:
        paragraph.get_or_add_pPr().append(section)


def _refers_to_comment(run: Any) -> bool:
    return run.tag == W + "r" and run.find(W + "commentReference") is not None


def same_xml(one: Any, other: Any) -> bool:
    """Whether two elements, or their absence, are written the same."""
    if one is None or other is None:
        return one is other
    return bool(etree.tostring(one, method="c14n") == etree.tostring(other, method="c14n"))


def whole(element: Any, container: Any, wanted: set[Any], tags: frozenset[str]) -> Any:
    """The outermost content control around a block of which all blocks are wanted, or the block itself."""
    top = top_of(element, container)
    inside = set() if top is element else set(leaves(top, tags))
    return top if inside and inside <= wanted else element
