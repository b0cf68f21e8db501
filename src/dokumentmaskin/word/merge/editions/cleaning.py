"""Taking blocks out of a document, and out of its package all that they alone led to.

What a block leads to stands elsewhere in the file: notes, comments, pictures, links, bookmarks. When the
block is gone nothing of that may be left. And what may hold words beside the text is not taken over:
properties, variables, data that the text is bound to, a picture of the first page.
"""

import copy
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from docx.document import Document
from docx.oxml import OxmlElement

from dokumentmaskin.word.fields import CODE, KIND, MARK, SIMPLE
from dokumentmaskin.word.merge.remarks import OUR_NAME, drop_markers, notes_of
from dokumentmaskin.word.names import AUTHOR, BETWEEN, COMMENT_MARKS, NOTED, RANGES, W
from dokumentmaskin.word.package import COMMENTS, parsed, written

# What the main part leads to without saying so in its text, and that has no words but the text's own.
_KEPT: Final = frozenset((
    "styles", "stylesWithEffects", "settings", "webSettings", "numbering", "theme", "fontTable", "footnotes",
    "endnotes", "comments",
))  # fmt: skip
_OUTER: Final = frozenset(("officeDocument", "core-properties", "extended-properties"))
_STORIES: Final = frozenset(("header", "footer", "footnotes", "endnotes"))
_RANGES: Final = {
    W + f"{name}Start": W + f"{name}End"
    for name in ("bookmark", "commentRange", "perm", "moveFromRange", "moveToRange")
}
_SETTINGS: Final = tuple(W + name for name in ("docVars", "mailMerge", "attachedTemplate", "saveThroughXslt"))
_HOLDERS: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "tbl"))
# What holds blocks and rows, and what may stand there that is neither and has no words.
_STRETCHES: Final = frozenset(W + name for name in ("body", "sdtContent", "customXml", "tbl"))
_PROPERTIES: Final = ("sectPr", "tblPr", "tblGrid", "customXmlPr")
_BETWEEN: Final = (
    BETWEEN
    | RANGES
    | COMMENT_MARKS
    | {W + name for name in ("p", "tbl", "tr", "sdt", "customXml", *_PROPERTIES)}
)
_BLOCKS: Final = (W + "p", W + "tr")


def remove_blocks(elements: Iterable[Any]) -> None:
    """Take paragraphs and rows out of a body; a paragraph that ends a section stays, empty."""
    for element in elements:
        section = element.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            empty(element, section.getparent())
            empty(section.getparent(), section)
            continue
        holder = element.getparent()
        holder.remove(element)
        # What it stood in may have gone with another already.
        while holder.tag in _HOLDERS and next(holder.iter(*_BLOCKS), None) is None:
            inner, holder = holder, holder.getparent()
            if holder is None:
                break
            holder.remove(inner)


def put_heading(element: Any, text: str) -> None:
    """Put a heading of the same style before one that will be taken out, with the words that all may read."""
    heading, style = OxmlElement("w:p"), element.find(f"{W}pPr/{W}pStyle")
    if style is not None:
        heading.get_or_add_pPr().append(copy.deepcopy(style))
    heading.add_r().text = text
    outer = element
    while outer.getparent().tag != W + "body":
        outer = outer.getparent()
    outer.addprevious(heading)


def empty_running(parts: Iterable[Any]) -> None:
    """Take everything out of headers and footers."""
    for part in parts:
        empty(part.element)
        part.element.append(OxmlElement("w:p"))


def empty(element: Any, kept: Any = None) -> None:
    """Take everything out of an element but one of its children."""
    for child in list(element):
        if child is not kept:
            element.remove(child)


def others_after(body: Any, units: Collection[Any]) -> Iterator[tuple[Any, Any]]:
    """What stands between the units of a body and is no mark of where something begins or ends.

    An inserted document for the most. Each comes with the unit before it, or None.
    """
    last = None
    for node in body.iter(tag="*"):
        if node in units:
            last = node
        elif node.getparent().tag in _STRETCHES and node.tag not in _BETWEEN:
            yield node, last


def bookmarks(root: Any) -> set[str]:
    """The names of the bookmarks of a part."""
    return {node.get(W + "name", "") for node in root.iter(W + "bookmarkStart")}


def clean(document: Document, open_: Document, named: set[str], *, own_title: bool) -> None:
    """Take out of a document what none of its text leads to, and what may hold words beside the text.

    Args:
        document: Blocks have been taken out of it; changed in place.
        open_: The open render, whose properties it gets.
        named: The bookmarks that it had before.
        own_title: Whether its title and subject are its own all the same.
    """
    main = document.part
    _drop_empty(main.element)
    parts = [main, *(rel.target_part for rel in _inner(main) if _kind(rel) in {"header", "footer"})]
    for part in parts:
        _drop_ours(part.element, main)
        _drop_halves(part.element)
        _drop_fields(part.element, named - bookmarks(main.element))
        for bound in list(part.element.iter("{*}dataBinding")):
            bound.getparent().remove(bound)
    _drop_notes(main, [part.element for part in parts])
    for relation in _inner(main):
        if _kind(relation) in _STORIES:
            _drop_relations(relation.target_part, frozenset())
        elif _kind(relation) == "settings":
            _drop_settings(relation.target_part)
    _drop_relations(main, _KEPT)
    _take_properties(document, open_, own_title=own_title)


def _drop_empty(root: Any) -> None:
    """Take away controls and tables that nothing is left in: nobody knows whose their names are."""
    for holder in [node for node in root.iter(*_HOLDERS) if node.getparent().tag in _STRETCHES]:
        if next(holder.iter(*_BLOCKS), None) is None and holder.getparent() is not None:
            holder.getparent().remove(holder)


def _inner(part: Any) -> list[Any]:
    """The relationships to parts of the package."""
    return [relation for relation in part.rels.values() if not relation.is_external]


def _kind(relation: Any) -> str:
    return str(relation.reltype).rpartition("/")[2]


def _drop_ours(root: Any, main: Any) -> None:
    """Take away what refers to dok's own comments, which are about what stands in the internal document."""
    ours = {
        identity
        for (kind, identity), note in notes_of(main).items()
        if kind == COMMENTS and note.get(AUTHOR) == OUR_NAME
    }
    drop_markers(root, ours)


def _drop_halves(root: Any) -> None:
    """Take away the ends of ranges and fields of which the other end is gone, and links to what is gone."""
    for start, end in _RANGES.items():
        there = [{node.get(W + "id") for node in root.iter(tag)} for tag in (start, end)]
        for node in list(root.iter(start, end)):
            if node.get(W + "id") not in there[0] & there[1]:
                node.getparent().remove(node)
    names = bookmarks(root)
    for link in root.iter(W + "hyperlink"):
        if link.get(W + "anchor", "") not in names:
            link.attrib.pop(W + "anchor", None)
    for half in list(_half_fields(root)):
        half.getparent().remove(half)


def _half_fields(root: Any) -> Iterator[Any]:
    """The pieces of fields that begin or end in what is gone."""
    begun: list[list[Any]] = []
    for node in root.iter(MARK, CODE):
        kind = node.get(KIND)
        if kind == "begin":
            begun.append([node])
        elif not begun:
            yield node
        elif kind == "end":
            begun.pop()
        else:
            begun[-1].append(node)
    for pieces in begun:
        yield from pieces


def _drop_fields(root: Any, gone: set[str]) -> None:
    """Take away the fields that show what stood at a bookmark which is gone, with what they show."""
    begun: list[tuple[list[Any], list[str]]] = []
    for run in list(root.iter(W + "r")):
        for runs, _ in begun:
            runs.append(run)
        for node in run.iter(MARK, CODE):
            kind = node.get(KIND)
            if kind == "begin":
                begun.append(([run], []))
            elif kind == "end" and begun:
                runs, code = begun.pop()
                _remove_all(runs if gone & set("".join(code).split()) else ())
            elif node.tag == CODE and begun:
                begun[-1][1].append(node.text or "")
    _remove_all(field for field in list(root.iter(SIMPLE)) if gone & set(field.get(W + "instr", "").split()))


def _remove_all(nodes: Iterable[Any]) -> None:
    for node in nodes:
        if node.getparent() is not None:
            node.getparent().remove(node)


def _root(part: Any) -> Any:
    """The XML of a part, which python-docx has read or not."""
    return part.element if hasattr(part, "element") else parsed(part.blob)


def _drop_notes(main: Any, stories: list[Any]) -> None:
    """Take away the notes and comments that nothing refers to."""
    used = {(NOTED[str(node.tag)], node.get(W + "id")) for story in stories for node in story.iter(*NOTED)}
    for relation in _inner(main):
        kind, part = _kind(relation), relation.target_part
        if kind not in NOTED.values():
            continue
        root = _root(part)
        for note in list(root.iterchildren(tag="*")):
            if (kind, note.get(W + "id")) not in used and note.get(W + "type", "normal") == "normal":
                root.remove(note)
        _put(part, root)


def _put(part: Any, root: Any) -> None:
    if not hasattr(part, "element"):
        part._blob = written(root)  # noqa: SLF001 - python-docx has no way of its own


def _drop_settings(part: Any) -> None:
    root = _root(part)
    for node in list(root.iter(*_SETTINGS)):
        node.getparent().remove(node)
    _put(part, root)
    _drop_relations(part, frozenset())


def _drop_relations(part: Any, kept: frozenset[str]) -> None:
    """Take away the relationships that a part does not name, but for those of some kinds."""
    named = {value for node in _root(part).iter(tag="*") for value in node.attrib.values()}
    for identity, relation in list(part.rels.items()):
        if identity not in named and _kind(relation) not in kept:
            del part.rels[identity]


def _take_properties(document: Document, open_: Document, *, own_title: bool) -> None:
    """Give a document the properties of another, but for its title and subject where they are its own."""
    own, theirs = document.core_properties, open_.core_properties
    title, subject = (own.title, own.subject) if own_title else (theirs.title, theirs.subject)
    root = own._element  # noqa: SLF001
    root[:] = [copy.deepcopy(child) for child in theirs._element]  # noqa: SLF001
    own.title, own.subject = title, subject
    package, source = document.part.package, open_.part.package
    given = {_kind(relation): relation.target_part for relation in _inner(source)}
    for identity, relation in list(package.rels.items()):
        kind = _kind(relation)
        if kind not in _OUTER or kind not in given:
            del package.rels[identity]
        elif kind == "extended-properties":
            relation.target_part._blob = given[kind].blob  # noqa: SLF001
