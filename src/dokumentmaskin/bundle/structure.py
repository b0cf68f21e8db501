"""The structure trees of the parts as one, each under an element of its own.

What ISO 32000-1 asks of the joined tree, and where:

- 14.7.2, table 322: one `StructTreeRoot`, whose parent tree, identifiers, role map and class map are the
  whole file's. A part's own root is left behind; its elements come along with everything that they refer to.
- 14.7.4.4: a page, annotation, form XObject or image finds its elements by a key in the parent tree. Keys
  begin at 0 in every part, so each part's are moved up past those before it.
- 14.7.3 and 14.7.5.2: the same custom type or attribute class may mean different things in two parts. It
  keeps its name in the first; in a later one it is renamed, in the map and in each element.
- 14.7.2, table 323: an element's identifier is unique in the file. One that is taken is renamed, with the
  table cells that name it as their header (14.8.5.7).
- ISO 32000-2, 14.7.4: the namespaces of all parts are listed; elements hold on to their own.
- 14.8.4.2: each part is a `Part` in one `Document`, with its title (`T`) and its language (`Lang`, 14.9.2).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Page, Pdf, Stream, String

from dokumentmaskin.bundle.elements import (
    STANDARD_TYPES,
    elements,
    is_element,
    kids,
    rename,
    rename_identifiers,
    standard_type,
)
from dokumentmaskin.bundle.trees import copied, name_tree, names, number_tree, numbers


class JoinedStructure:
    """The structure tree of a package while its parts are added."""

    def __init__(self, whole: "Pdf") -> None:
        self._whole = whole
        self.root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = whole.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, K=Array())
        )
        self._parents: dict[int, Object] = {}
        self._next_key = 0
        self._roles: dict[str, str] = {}
        self._classes: dict[str, tuple[bytes, Object]] = {}
        self._identifiers: dict[bytes, Object] = {}
        self._namespaces: list[Object] = []

    def add(self, source: "Pdf", pages: "Sequence[Page]", title: str, language: str) -> bool:
        """Add a part's tree, or, when it has none, see to it that its pages point into nobody else's.

        Args:
            source: The part's file.
            pages: Its pages, in the package already.
            title: The title of its element.
            language: Its language; empty when it is not known.

        Returns:
            Whether the part has a structure tree.
        """
        own = source.Root.get("/StructTreeRoot")
        if not isinstance(own, Dictionary) or not any(map(is_element, kids(own))):
            self._move_keys(pages, {})
            return False
        tree = copied(self._whole, source, own)
        self._add_parents(tree, pages)
        self._add_names(tree)
        self._namespaces += list(tree.get("/Namespaces", []))
        self._document.K.append(self._part(tree, title, language))
        return True

    def finish(self) -> None:
        """Write the joined maps and make the tree the package's; nothing when no part had one."""
        if not len(self._document.K):
            return
        self.root.K = Array([self._document])
        self.root.ParentTree = self._whole.make_indirect(
            number_tree(self._whole, list(self._parents.items()))
        )
        self.root.ParentTreeNextKey = self._next_key
        if self._roles:
            self.root.RoleMap = Dictionary({name: Name(role) for name, role in self._roles.items()})
        if self._classes:
            self.root.ClassMap = Dictionary({name: value for name, (_, value) in self._classes.items()})
        if self._identifiers:
            self.root.IDTree = name_tree(self._whole, sorted(self._identifiers.items(), key=lambda e: e[0]))
        if self._namespaces:
            self.root.Namespaces = Array(self._namespaces)
        self._whole.Root.StructTreeRoot = self.root

    def forget(self, key: int) -> None:
        """Take a key out of the joined parent tree."""
        self._parents.pop(key, None)

    def owner(self, key: int) -> "Object | None":
        """The element that a key of the joined parent tree leads to."""
        return self._parents.get(key)

    def _part(self, tree: "Object", title: str, language: str) -> "Object":
        """The element that holds a part: its own outermost one, or a new one around several."""
        inner = [kid for kid in kids(tree) if is_element(kid)]
        part = inner[0]
        if len(inner) > 1 or self._role(part) not in {"/Document", "/Part"}:
            part = self._whole.make_indirect(Dictionary(Type=Name.StructElem, K=Array(inner)))
            for kid in inner:
                kid.P = part
        part.S, part.P, part.T = Name.Part, self._document, String(title)
        if "/Lang" not in part and language:
            part.Lang = String(language)
        return part

    def _role(self, element: "Object") -> str:
        return standard_type(str(element.S), self._roles)

    # The parent tree

    def _add_parents(self, tree: "Object", pages: "Sequence[Page]") -> None:
        entries = sorted(numbers(tree.get("/ParentTree")), key=lambda entry: entry[0])
        moved = {key: key + self._next_key for key, _ in entries if key >= 0}
        self._parents.update((moved[key], value) for key, value in entries if key in moved)
        self._move_keys(pages, moved)
        self._next_key = max(moved.values(), default=self._next_key - 1) + 1

    def _move_keys(self, pages: "Sequence[Page]", moved: Mapping[int, int]) -> None:
        """Give everything on the pages that points into the parent tree its new key, or none."""
        left = set(moved)
        for page in pages:
            left.discard(_move_key(page.obj, "/StructParents", moved))
            for annotation in page.obj.get("/Annots", ()):
                left.discard(_move_key(annotation, "/StructParent", moved))
        if left or not moved:  # then pictures and forms in the content have keys, or may have
            for stream in _drawn(self._whole, pages):
                _move_key(stream, "/StructParents", moved)
                _move_key(stream, "/StructParent", moved)

    # Names that must not clash

    def _add_names(self, tree: "Object") -> None:
        types = self._add_roles(tree.get("/RoleMap"))
        classes = self._add_classes(tree.get("/ClassMap"))
        identifiers = self._add_identifiers(tree.get("/IDTree"))
        if not (types or classes or identifiers):
            return
        for element in elements(tree):
            rename(element, types, classes)
            if identifiers:
                rename_identifiers(element, identifiers)

    def _add_roles(self, role_map: "Object | None") -> dict[str, str]:
        """Enter a part's roles, each by what it means in the end; return the types to rename."""
        own = {name: str(role) for name, role in (role_map.items() if role_map is not None else ())}
        renamed = {}
        for name in own:
            role = standard_type(name, own)
            if name == role:
                continue
            if name in STANDARD_TYPES or self._roles.get(name, role) != role:
                renamed[name] = self._free(name, own, self._roles)
            self._roles[renamed.get(name, name)] = role
        return renamed

    def _add_classes(self, class_map: "Object | None") -> dict[str, str]:
        """Enter a part's attribute classes; return those to rename."""
        own = dict(class_map.items()) if class_map is not None else {}
        renamed = {}
        for name, value in own.items():
            known = self._classes.get(name)
            content = value.unparse(resolved=True)
            if known is not None and known[0] != content:
                renamed[name] = self._free(name, own, self._classes)
            self._classes[renamed.get(name, name)] = (content, value)
        return renamed

    def _add_identifiers(self, tree: "Object | None") -> dict[bytes, bytes]:
        """Enter a part's identifiers; return those to rename."""
        own = dict(names(tree))
        renamed = {}
        for identifier, element in own.items():
            if identifier in self._identifiers:
                new = self._free(identifier.decode("latin-1"), own, self._identifiers)
                renamed[identifier] = new.encode("latin-1")
            self._identifiers[renamed.get(identifier, identifier)] = element
        return renamed

    def _free(self, name: str, *taken: Mapping[Any, object]) -> str:
        """The name with the number of its part, or the next number that makes it free."""
        number = len(self._document.K) + 1
        while True:
            new = f"{name}.{number}"
            if not any(new in names or new.encode("latin-1", "replace") in names for names in taken):
                return new
            number += 1


def _move_key(thing: "Object", name: str, moved: Mapping[int, int]) -> int:
    """Give one object its new key, or take away one that led nowhere; return the old key, -1 for none."""
    if not isinstance(thing, Dictionary | Stream) or name not in thing:
        return -1
    key = thing[name]
    if isinstance(key, int) and key in moved:
        thing[name] = moved[key]
        return key
    del thing[name]
    return -1


def _drawn(whole: "Pdf", pages: "Sequence[Page]") -> "Iterator[Object]":
    """The forms, pictures and appearances that pages draw, each once."""
    seen = ObjectSet()
    for scope in whole.content_scopes(pages=pages):
        inner = scope.resources.get("/XObject") if scope.resources is not None else None
        drawn = [scope.content, *(inner.values() if isinstance(inner, Dictionary) else ())]
        yield from (stream for stream in drawn if isinstance(stream, Stream) and seen.add(stream))
