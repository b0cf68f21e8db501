"""All that a Word file holds, but for what programs write of their own accord.

What `content` reads of a block is what a merge can weigh against the plan. A person can do more than that:
set a size, a margin, a colour of a style, put in a form, protect the file. Here it is the other way round:
whatever differs in any part is an edit, unless it is in the lists below of what is known to be none.

Where the lists come from: what Word changes when it saves a file in which nothing is changed (revision ids,
paragraph ids, proofing, split runs, ids of styles in its own language, relationships numbered anew, parts
that it adds), as `tests/roundtrip` does it and its sources say. LibreOffice writes every part anew from its
own model: of a file that it has saved, the form of the text is not held against dok's.
ECMA-376 Part 1; the names of the extensions are in MS-DOCX.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE

from dokumentmaskin.word.fields import CODE, MARK, SIMPLE, Fields, Story, simple_field
from dokumentmaskin.word.merge.remarks import notes_of, untouched
from dokumentmaskin.word.names import COMMENT_MARKS, NOTED, VAL, W14, R, W, elements
from dokumentmaskin.word.package import (
    APP,
    CORE,
    NUMBERING,
    OF_COMMENTS,
    STORIES,
    STYLES,
    THEME,
    Package,
    parsed,
)
from dokumentmaskin.word.styles import Styles, name_of, value_of

Form = tuple[Any, ...]

# What the form of words begins with.
_TEXT: Final = "text"


def _names(text: str) -> frozenset[str]:
    return frozenset(W + name for name in text.split())


# Elements that say nothing: of the speller, of what was looked at last, and of the file's own bookkeeping.
_SAYS_NOTHING: Final = _names(
    "proofErr lastRenderedPageBreak lang noProof rsid uiPriority semiHidden unhideWhenUsed qFormat locked "
    "nsid tmpl cnfStyle docGrid placeholder sdtEndPr annotationRef footnoteRef endnoteRef"
) | {W14 + "docId"}
# An id is another in each file: what it names is looked up, or stands in the same place.
_NUMBERS: Final = frozenset(
    (W + "id", W + "history", W14 + "paraId", W14 + "textId", "{http://www.w3.org/XML/1998/namespace}space")
)
_NAMED: Final = {
    W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table", W + "basedOn": "",
    W + "next": "paragraph", W + "link": "",
}  # fmt: skip
# Bookmarks that Word sets by itself: the place of the last edit, and what was copied or is listed.
_OWN_MARKS: Final = ("_GoBack", "_Hlk", "_Toc", "_Ref")
_SETTINGS_PART: Final = "settings"
# Settings of how the file is shown and checked, that each program has its own of (17.15.1).
_SETTINGS: Final = _names(
    "zoom view proofState rsids compat themeFontLang clrSchemeMapping shapeDefaults hdrShapeDefaults "
    "decimalSymbol listSeparator characterSpacingControl footnotePr endnotePr activeWritingStyle "
    "stylePaneFormatFilter stylePaneSortMethod hideSpellingErrors hideGrammaticalErrors savePreviewPicture "
    "doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText hyphenationZone "
    "doNotDemarcateInvalidXml displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "noLineBreaksAfter noLineBreaksBefore saveThroughXslt proofErr doNotIncludeSubdocsInStats smartTagType"
)
# Who saved it, when and how often; which language it is in stands in the styles too.
_STAMPS: Final = frozenset(
    ("lastModifiedBy", "revision", "modified", "created", "lastPrinted", "version", "language")
)
# Parts that are read where the text leads to them, follow from others, or that programs add to every file.
_BESIDE: Final = frozenset((
    *STORIES, *OF_COMMENTS, APP, CORE, STYLES, NUMBERING, THEME, _SETTINGS_PART, "fontTable", "webSettings",
    "stylesWithEffects", "relationships", "glossary", "customXmlProperties", "obfuscatedFont",
))  # fmt: skip
_PICTURE: Final = "image/"
_TYPES: Final = "[Content_Types].xml"
_UNORDERED: Final = ("Pr", "}style")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known to be no edit in the files of a program.

    Attributes:
        settings: Settings that say nothing.
        reads_form: Whether the text and the styles are written as they were read, so that any difference is
            a person's. Where they are written anew, `content` alone tells.
    """

    settings: frozenset[str]
    reads_form: bool


_BY_WORD: Final = Known(_SETTINGS, reads_form=True)
_BY_LIBREOFFICE: Final = Known(_SETTINGS | _names("autoHyphenation"), reads_form=False)
_LIBREOFFICE: Final = "LibreOffice"


def same_form(one: "File", other: "File") -> bool:
    """Whether two files hold the same, but for what the program that saved the second writes by itself."""
    known = other.known
    if not known.reads_form:
        return one.rest(known) == other.rest(known)
    # What takes longest comes last: most edits are of the text.
    return one.text == other.text and one.rest(known) == other.rest(known) and other.looks_as(one)


@dataclass(frozen=True)
class File:
    """A file with all that it holds.

    Attributes:
        package: Its parts.
        part: The main one (python-docx).
        styles: Its styles.
    """

    package: Package
    part: Any
    styles: Styles

    @cached_property
    def known(self) -> Known:
        """What is no edit of the program that has saved it."""
        root = self.package.one(APP)
        program = None if root is None else root.find("{*}Application")
        said = "" if program is None else program.text or ""
        return _BY_LIBREOFFICE if said.startswith(_LIBREOFFICE) else _BY_WORD

    @cached_property
    def text(self) -> Form:
        """The text with all that it leads to."""
        return Text(self, self.part).read()

    def looks_as(self, other: "File") -> bool:
        """Whether the styles and the look of the whole are another file's; a program adds its own."""
        return all(self.looks.get(key, "") == look for key, look in other.looks.items())

    def rest(self, known: Known) -> Form:
        """The settings, the properties, and every part that is none of those that programs add."""
        return self._settings(known), self._properties(), tuple(sorted(set(self._others())))

    def _settings(self, known: Known) -> Form:
        root = self.package.one(_SETTINGS_PART)
        said = [] if root is None else [child for child in elements(root) if str(child.tag).startswith(W)]
        kept = (child for child in said if child.tag not in known.settings)
        return tuple(sorted(repr(self._plain(child)) for child in kept))

    def _properties(self) -> Form:
        root = self.package.one(CORE)
        said = () if root is None else elements(root)
        names = ((str(child.tag).rpartition("}")[2], (child.text or "").strip()) for child in said)
        return tuple(sorted((name, text) for name, text in names if text and name not in _STAMPS))

    def _others(self) -> Iterator[str]:
        package = self.package
        for name in package.names:
            kind = package.kinds.get(name, "")
            if not kind or kind in _BESIDE or name == _TYPES or kind.startswith(_PICTURE):
                continue
            if not name.endswith(".xml") or not _is_empty_list(package.root(name)):
                yield f"{kind} {_digest(package.raw(name))}"

    @cached_property
    def lists(self) -> dict[str, str]:
        """What each list looks like, by its number."""
        root = self.package.one(NUMBERING)
        if root is None:
            return {}
        looks = {
            kind.get(W + "abstractNumId"): list(filter(None, map(self._plain, elements(kind))))
            for kind in root.iterfind(W + "abstractNum")
        }
        return {
            own.get(W + "numId", ""): repr(
                (
                    looks.get(value_of(own, "abstractNumId")),
                    [self._plain(change) for change in own.iterfind(W + "lvlOverride")],
                )
            )
            for own in root.iterfind(W + "num")
        }

    def kind_of_list(self, number: str, level: str) -> str:
        """`bullet` or `decimal`, for a list and a level in it."""
        root = self.package.one(NUMBERING)
        own = () if root is None else (n for n in root.iterfind(W + "num") if n.get(W + "numId") == number)
        kind = next((value_of(found, "abstractNumId") for found in own), None)
        levels = (
            step
            for look in (() if root is None else root.iterfind(W + "abstractNum"))
            if look.get(W + "abstractNumId") == kind
            for step in look.iterfind(W + "lvl")
        )
        return next((value_of(step, "numFmt") for step in levels if step.get(W + "ilvl") == level), "")

    @cached_property
    def looks(self) -> dict[tuple[str, str], str]:
        """What each style says, by its kind and name."""
        styles = self.styles
        found = {(kind, name): repr(self._plain(style)) for (kind, name), style in styles.by_name.items()}
        root: Any = styles.root
        if root is not None:
            for look in root.iterfind(f"{W}docDefaults/*/*"):
                found["", str(look.tag)] = repr(self._plain(look))
        return found

    def _plain(self, element: Any) -> Form:
        """An element as it stands, with the names of styles for their ids."""
        return Text(self, self.part).node(element)


class Text:
    """Reads one part (python-docx) with what it leads to.

    A run is not kept: each of its pieces has the run's look, and neighbouring texts of one look are one.

    Args:
        file: The file that it is a part of.
        part: The part.
        bare: Whether to leave out how everything is set, and read only what is there.
    """

    def __init__(self, file: File, part: Any, *, bare: bool = False) -> None:
        self.file = file
        self.part = part
        self.bare = bare

    def read(self) -> Form:
        """All of it."""
        return tuple(self.children(self._root))

    @cached_property
    def _root(self) -> Any:
        element = getattr(self.part, "element", None)
        return parsed(self.part.blob) if element is None else element

    @cached_property
    def _computed(self) -> frozenset[Any]:
        return frozenset(_computed(self._root))

    def children(self, node: Any) -> list[Form]:
        """The children of an element, with runs taken apart."""
        found: list[Form] = []
        for child in elements(node):
            for piece in self._run(child) if child.tag == W + "r" else (self.node(child),):
                if found and piece and piece[0] == _TEXT == found[-1][0] and piece[1] == found[-1][1]:
                    found[-1] = (_TEXT, piece[1], found[-1][2] + piece[2])
                elif piece and piece != (_TEXT, piece[1], ""):
                    found.append(piece)
        return found

    def _run(self, run: Any) -> Iterator[Form]:
        look = self.node(run.find(W + "rPr"))
        for child in elements(run):
            if child.tag in {W + "t", W + "delText"}:
                words = "" if child in self._computed else child.text or ""
                said: Form = (_TEXT, (look, child.tag), words)
                yield said
            elif child.tag == CODE:
                said = (_TEXT, ((), CODE), " ".join((child.text or "").split()) + " ")
                yield said
            elif child.tag != W + "rPr" and (piece := self.node(child)):
                yield piece if child.tag == MARK else ("piece", look, piece)

    def node(self, node: Any) -> Form:
        """An element: its name, what is said of it, and its children; empty when it says nothing."""
        if node is None or node.tag in _SAYS_NOTHING or self._is_own_mark(node):
            return ()
        said = tuple(sorted(self._attributes(node)))
        tag = str(node.tag)
        if tag.endswith("Pr") and self.bare:
            return ()
        inside = self.children(node)
        if tag.endswith(_UNORDERED):  # properties have no order, and none is nothing
            inside = sorted(inside, key=repr)
            if not inside and not said:
                return ()
        text = (node.text or "").strip() if not inside else ""
        return (tag, said, tuple(inside), text, *self._led_to(node))

    def _is_own_mark(self, node: Any) -> bool:
        if node.tag in COMMENT_MARKS:
            return node.get(W + "id") in self._our_comments
        if node.tag in {W + "bookmarkStart", W + "bookmarkEnd"}:
            name = node.get(W + "name")
            return name is None or name.startswith(_OWN_MARKS)
        if node.tag == W + "cols":
            return set(node.attrib) <= {W + "space"}
        return bool(node.tag == W + "id" and node.getparent().tag == W + "sdtPr")

    def _attributes(self, node: Any) -> Iterator[tuple[str, str]]:
        for name, value in node.attrib.items():
            key = str(name)
            if key in _NUMBERS or key.rpartition("}")[2].startswith("rsid") or _is_number(node, key):
                continue
            if key.startswith(R):
                yield key.rpartition("}")[2], self._related(value)
            elif node.tag in _NAMED and key == VAL:
                yield key, self._style(_NAMED[str(node.tag)], value)
            elif node.tag == W + "numId" and key == VAL:
                yield key, self.file.lists.get(value, "")
            else:
                yield key, value

    def _style(self, kind: str, identity: str) -> str:
        styles = self.file.styles
        kinds = [kind] if kind else ["paragraph", "character", "table", "numbering"]
        found = next((own for k in kinds if (own := styles.by_id.get((k, identity))) is not None), None)
        return identity if found is None else name_of(found)

    def _related(self, identity: str) -> str:
        """What a relationship leads to: an address, or all that is in a part."""
        relation = self.part.rels.get(identity)
        if relation is None:
            return identity
        if relation.is_external:
            return str(relation.target_ref)
        part = relation.target_part
        if part.partname.endswith(".xml") and relation.reltype in _READ:
            return repr(Text(self.file, part, bare=self.bare).read())
        inner = (r.target_ref if r.is_external else _digest(r.target_part.blob) for r in part.rels.values())
        return " ".join((_digest(part.blob), *sorted(inner)))

    def _led_to(self, node: Any) -> Form:
        """A note or a comment, where it is referred to."""
        kind = NOTED.get(str(node.tag))
        note = None if kind is None else self._notes.get((kind, node.get(W + "id")))
        return () if note is None else (self.node(note),)

    @cached_property
    def _notes(self) -> dict[tuple[str, str], Any]:
        return notes_of(self.part)

    @cached_property
    def _our_comments(self) -> frozenset[str]:
        return untouched(self.part, self._notes)


_DRAWN: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
_READ: Final = frozenset((RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _computed(root: Any) -> Iterator[Any]:
    """The texts of fields whose result programs work out anew."""
    for simple in root.iter(SIMPLE):
        if simple_field(simple).is_computed:
            yield from simple.iter(W + "t")
    story = Story(root)
    for paragraph in root.iter(W + "p"):
        going: Fields = story.at(paragraph)
        for node in paragraph.iter(MARK, CODE, W + "t"):
            going.follow(node)
            if node.tag == W + "t" and going.in_computed:
                yield node


def _is_number(node: Any, key: str) -> bool:
    """Whether an attribute is a number of the file's own, or says over again what another does."""
    tag = str(node.tag)
    if key == "id":
        return tag.endswith(("}docPr", "}cNvPr"))
    return tag == W + "style" or key.startswith(_DRAWN) or (tag == W + "tblLook" and key != VAL)


def _is_empty_list(root: Any) -> bool:
    """Whether a part is the empty list of sources that Word adds to some files (22.6)."""
    return str(root.tag).endswith("}Sources") and len(root) == 0
