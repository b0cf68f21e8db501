"""The structure trees of the parts as one, each under an element of its own.

What ISO 32000-1 asks of the joined tree, and where:

- 14.7.2, table 322: one `StructTreeRoot`, whose parent tree, identifiers, role map and class map are the
  whole file's. A part's own root is left behind; its elements come along with everything that they refer to.
- 14.7.4.4: a page, annotation, form XObject or image finds its elements by a key in the parent tree. Keys
  begin at 0 in every part, so each part's are numbered anew after those before it.
- names that two parts use differently: see `clashes`.
- ISO 32000-2, 14.7.4: the namespaces of all parts are listed; elements hold on to their own.
- 14.8.4.2: each part is a `Part` in one `Document`, with its title (`T`) and its language (`Lang`, 14.9.2).
"""

from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Page, Pdf, Stream, String

from dokumentmaskin.bundle.joining.clashes import JoinedNames
from dokumentmaskin.bundle.structure import (
    annotations,
    copied,
    dictionaries,
    has_standard_namespace,
    held,
    is_element,
    is_tagged,
    items,
    kids,
    name_of,
    number_tree,
    numbers,
    referred,
)


class JoinedStructure:
    """The structure tree of a package while its parts are added."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = whole.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array())
        )
        self._names = JoinedNames()
        self._parents: dict[int, Object] = {}
        self._next_key = 0
        self._namespaces: list[Object] = []

    def add(self, source: Pdf, pages: Sequence[Page], title: str, language: str) -> None:
        """Add a part's tree, or, when it has none, see to it that its pages point into nobody else's.

        Its pages are in the package already; its language is empty when it is not known.
        """
        if not is_tagged(source):
            self._move_keys(pages, {})
            return
        tree = copied(self._whole, source, source.Root.StructTreeRoot)
        self._move_keys(pages, self._add_parents(tree))
        self._names.add(tree)
        self._namespaces += dictionaries(tree, "/Namespaces")
        self._document.K.append(self._part(tree, title, language))
        for key in list(tree.keys()):  # an element that stands outside the tree may still hold on to it
            del tree[key]

    def finish(self) -> None:
        """Write the joined maps and make the tree the package's; nothing when no part had one."""
        if not len(self._document.K):
            return
        self._root.K = Array([self._document])
        parents = number_tree(self._whole, list(self._parents.items()))
        self._root.ParentTree = self._whole.make_indirect(parents)
        self._root.ParentTreeNextKey = self._next_key
        self._names.write(self._whole, self._root)
        if self._namespaces:
            self._root.Namespaces = Array(self._namespaces)
        self._whole.Root.StructTreeRoot = self._root

    def owner(self, annotation: Object) -> Object | None:
        """The element that an annotation says it belongs to."""
        key: object = annotation.get("/StructParent")
        owner = self._parents.get(key) if isinstance(key, int) else None
        return owner if isinstance(owner, Dictionary) else None

    def release(self, links: Sequence[Object]) -> None:
        """Take links that are gone out of the tree, and leave their words in it (14.7.4.3)."""
        gone, seen = ObjectSet(links), ObjectSet()
        for link in links:
            owner = self.owner(link)
            if owner is None:
                continue
            del self._parents[int(link.StructParent)]
            if seen.add(owner):
                self._leave_words(owner, gone)

    def _leave_words(self, owner: Object, gone: ObjectSet) -> None:
        left = [kid for kid in kids(owner) if referred(kid) is None or referred(kid) not in gone]
        owner.K = Array(left)
        if self._role(owner) == "/Link" and all(referred(kid) is None for kid in left):
            owner.S = Name.Span
            if "/Alt" in owner:
                del owner.Alt

    def _part(self, tree: Object, title: str, language: str) -> Object:
        """The element that holds a part: its own outermost one, or a new one around several."""
        seen = ObjectSet()
        outermost = [kid for kid in kids(tree) if is_element(kid) and seen.add(kid)]
        inner = [kid if kid.is_indirect else self._whole.make_indirect(kid) for kid in outermost]
        part = inner[0]
        if len(inner) > 1 or self._role(part) not in {"/Document", "/Part"}:
            part = self._whole.make_indirect(Dictionary(Type=Name.StructElem, K=Array(inner)))
            for kid in inner:
                kid.P = part
        part.S, part.P, part.T = Name.Part, self._document, String(title)
        if "/Lang" not in part and language:
            part.Lang = String(language)
        return part

    def _role(self, element: Object) -> str:
        """What an element's type means; empty in a namespace that is not PDF's own."""
        return self._names.role(name_of(element.get("/S"))) if has_standard_namespace(element) else ""

    def _add_parents(self, tree: Object) -> dict[int, int]:
        """Enter a part's parent tree; return its keys with the new ones."""
        own = {
            key: value
            for key, value in numbers(tree.get("/ParentTree"))
            if isinstance(value, Array | Dictionary)
        }
        moved = {key: self._next_key + place for place, key in enumerate(sorted(own))}
        self._parents.update((new, own[key]) for key, new in moved.items())
        self._next_key += len(moved)
        return moved

    def _move_keys(self, pages: Sequence[Page], moved: Mapping[int, int]) -> None:
        """Give everything that points into the parent tree from pages its new key, or none."""
        seen = ObjectSet()  # pages may share annotations and streams
        for page in pages:
            _move_key(page.obj, "/StructParents", moved)
            for annotation in annotations(page.obj):
                if seen.add(annotation):
                    _move_key(annotation, "/StructParent", moved)
        for stream in _drawn(self._whole, pages):
            if seen.add(stream):
                _move_key(stream, "/StructParents", moved)
                _move_key(stream, "/StructParent", moved)


def _move_key(thing: Object, name: str, moved: Mapping[int, int]) -> None:
    """Give one object its new key, or take away one that led nowhere."""
    if name not in thing:
        return
    key: object = thing[name]
    if isinstance(key, int) and key in moved:
        thing[name] = moved[key]
    else:
        del thing[name]


def _drawn(whole: Pdf, pages: Sequence[Page]) -> Iterator[Object]:
    """The forms, pictures and appearances that pages draw."""
    for scope in whole.content_scopes(pages=pages):
        if isinstance(scope.content, Stream):
            yield scope.content
        resources = scope.resources
        drawn = items(held(resources, "/XObject")) if resources is not None else []
        yield from (stream for _, stream in drawn if isinstance(stream, Stream))
