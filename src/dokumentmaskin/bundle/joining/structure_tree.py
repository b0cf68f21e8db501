"""The structure trees of the parts as one, each under an element of its own.

What ISO 32000-1 asks of the joined tree, and where:

- 14.7.2, table 322: one `StructTreeRoot`, whose parent tree, identifiers, role map and class map are the
  whole file's. A part's own root is left behind; its elements come along with everything that they refer to.
- 14.7.4.4: a page, annotation, form XObject or image finds its elements by a key in the parent tree. Keys
  begin at 0 in every part, so each part's are numbered anew after those before it.
- 14.7.3 and 14.7.5.2: the same custom type or attribute class may mean different things in two parts. It
  keeps its name in the first; in a later one it is renamed, in the maps and in each element.
- 14.7.2, table 323: an element's identifier is unique in the file. One that is taken is renamed, with the
  table cells that name it as their header (14.8.5.7).
- ISO 32000-2, 14.7.4: the namespaces of all parts are listed; elements hold on to their own.
- 14.8.4.2: each part is a `Part` in one `Document`, with its title (`T`) and its language (`Lang`, 14.9.2).

Elements are looked at one by one only in a part whose names clash with those before it.
"""

from collections.abc import Container, Iterator, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Page, Pdf, Stream, String

from dokumentmaskin.bundle.structure import (
    DEFAULT_NAMESPACE,
    STANDARD_TYPES,
    annotations,
    copied,
    dictionaries,
    elements,
    has_standard_namespace,
    held,
    is_element,
    is_tagged,
    items,
    kids,
    listed,
    name_of,
    name_tree,
    named,
    names,
    number_tree,
    numbers,
    referred,
    standard_type,
    uri,
)


class JoinedNames:
    """The role map, class map and identifiers of a package while its parts are added."""

    def __init__(self) -> None:
        self._parts = 0
        # What each name means in the end, also when that is nothing but itself.
        self._roles: dict[str, str] = {}
        self._classes: dict[str, tuple[bytes, Object]] = {}
        # By their bytes as text, a character for each byte (Latin-1).
        self._identifiers: dict[str, Object] = {}

    def add(self, tree: Object) -> None:
        """Enter the names of a part, and rename in its tree those that are taken."""
        self._parts += 1
        types = self._add_roles(tree.get("/RoleMap"))
        identifiers = self._add_identifiers(tree.get("/IDTree"))
        classes = self._add_classes(tree.get("/ClassMap"), identifiers)
        if types:
            _rename_targets(listed(tree, "/Namespaces"), types)
        if not (types or classes or identifiers):
            return
        for element in elements(tree):
            _rename(element, types, classes)
            if identifiers:
                _rename_identifiers(element, identifiers)

    def role(self, name: str) -> str:
        """What a type means in the package."""
        return self._roles.get(name, name)

    def write(self, whole: Pdf, root: Object) -> None:
        """Write the maps of all parts into the root of the joined tree."""
        roles = {name: named(role) for name, role in self._roles.items() if name != role}
        classes = {name: value for name, (_, value) in self._classes.items()}
        for key, entries in (("/RoleMap", roles), ("/ClassMap", classes)):
            if entries:
                root[key] = Dictionary()
            for name, value in entries.items():  # one by one, since they need not be UTF-8
                root[key][name] = value
        if self._identifiers:
            identifiers = [(name.encode("latin-1"), to) for name, to in sorted(self._identifiers.items())]
            root.IDTree = name_tree(whole, identifiers)

    def _add_roles(self, role_map: Object | None) -> dict[str, str]:
        """Enter a part's roles, each by what it means in the end; return the types to rename."""
        own = {name: name_of(role) for name, role in items(role_map) if name_of(role)}
        meant = {name: standard_type(name, own) for name in own}
        meant.update({role: role for role in meant.values() if role not in STANDARD_TYPES})
        renamed = {
            name: self._free(name, meant, self._roles)
            for name, role in meant.items()
            if (name != role and name in STANDARD_TYPES) or self._roles.get(name, role) != role
        }
        for name, role in meant.items():
            self._roles[renamed.get(name, name)] = renamed.get(role, role)
        return renamed

    def _add_identifiers(self, tree: Object | None) -> dict[bytes, bytes]:
        """Enter a part's identifiers; return those to rename."""
        own = {name.decode("latin-1"): to for name, to in names(tree) if isinstance(to, Dictionary)}
        renamed = {
            name: self._free(name, own, self._identifiers) for name in own if name in self._identifiers
        }
        for name, element in own.items():
            self._identifiers[renamed.get(name, name)] = element
        return {old.encode("latin-1"): new.encode("latin-1") for old, new in renamed.items()}

    def _add_classes(self, class_map: Object | None, identifiers: Mapping[bytes, bytes]) -> dict[str, str]:
        """Enter a part's attribute classes, with their new identifiers; return those to rename."""
        own = {name: value for name, value in items(class_map) if isinstance(value, Array | Dictionary)}
        renamed = {}
        for name, value in own.items():
            if identifiers:
                _rename_headers(value, identifiers)
            content = value.unparse(resolved=True)
            if self._classes.get(name, (content,))[0] != content:
                renamed[name] = self._free(name, own, self._classes)
            self._classes[renamed.get(name, name)] = (content, value)
        return renamed

    def _free(self, name: str, *taken: Container[str]) -> str:
        """The name with the number of its part, or the next number that makes it free."""
        number = self._parts
        while any(f"{name}.{number}" in names for names in taken):
            number += 1
        return f"{name}.{number}"


def _rename_targets(namespaces: Sequence[Object], types: Mapping[str, str]) -> None:
    """Let the types of namespaces mean the renamed types of the default one (ISO 32000-2, table 356)."""
    for namespace in namespaces:
        roles = namespace.get("/RoleMapNS") if isinstance(namespace, Dictionary) else None
        for name, role in items(roles):
            if roles is not None and name_of(role) in types:
                roles[name] = named(types[name_of(role)])


def _rename(element: Object, types: Mapping[str, str], classes: Mapping[str, str]) -> None:
    """Give an element the new names of its type and its attribute classes.

    The role map is for types of the default namespace alone (ISO 32000-2, 14.7.3), so others stay.
    """
    kind = types.get(name_of(element.get("/S"))) if types else None
    if kind is not None and uri(held(element, "/NS")) in {None, DEFAULT_NAMESPACE}:
        element.S = named(kind)
    if not classes or "/C" not in element:
        return
    used = list(element.C) if isinstance(element.C, Array) else [element.C]
    # A class may be followed by its revision number.
    renamed = [named(classes[name_of(one)]) if name_of(one) in classes else one for one in used]
    element.C = Array(renamed) if isinstance(element.C, Array) else renamed[0]


def _rename_identifiers(element: Object, identifiers: Mapping[bytes, bytes]) -> None:
    """Give an element its new identifier, and the header cells that it names theirs."""
    own = held(element, "/ID")
    if isinstance(own, String) and bytes(own) in identifiers:
        element.ID = String(identifiers[bytes(own)])
    _rename_headers(held(element, "/A"), identifiers)


def _rename_headers(attributes: Object | None, identifiers: Mapping[bytes, bytes]) -> None:
    """Give the header cells that attributes name (`Headers`) their new identifiers."""
    if isinstance(attributes, Array):
        for entry in attributes:
            _rename_headers(entry if isinstance(entry, Dictionary | Stream) else None, identifiers)
    elif isinstance(attributes, Dictionary | Stream) and isinstance(attributes.get("/Headers"), Array):
        for place, header in enumerate(attributes.Headers):
            if isinstance(header, String) and bytes(header) in identifiers:
                attributes.Headers[place] = String(identifiers[bytes(header)])


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
