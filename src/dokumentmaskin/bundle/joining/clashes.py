"""Names in a structure tree that must not mean two things in one file.

- ISO 32000-1, 14.7.3 and 14.7.5.2: the same custom type or attribute class may mean different things in two
  parts. It keeps its name in the first; in a later one it is renamed, in the maps and in each element.
- 14.7.2, table 323: an element's identifier is unique in the file. One that is taken is renamed, with the
  table cells that name it as their header (14.8.5.7).

Elements are looked at one by one only in a part that has such a clash.
"""

from collections.abc import Container, Mapping, Sequence

from pikepdf import Array, Dictionary, Object, Pdf, Stream, String

from dokumentmaskin.bundle.structure import (
    DEFAULT_NAMESPACE,
    STANDARD_TYPES,
    elements,
    held,
    items,
    listed,
    name_of,
    name_tree,
    named,
    names,
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
                root[key] = _dictionary(entries)
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


def _dictionary(entries: Mapping[str, Object]) -> Object:
    """A dictionary with keys that need not be UTF-8."""
    made = Dictionary()
    for name, value in entries.items():
        made[name] = value
    return made


def _rename(element: Object, types: Mapping[str, str], classes: Mapping[str, str]) -> None:
    """Give an element the new names of its type and its attribute classes.

    The role map is for types of the default namespace alone (ISO 32000-2, 14.7.3), so others stay.
    """
    kind = types.get(name_of(element.get("/S"))) if types else None
    if kind is not None and uri(held(element, "/NS")) in {None, DEFAULT_NAMESPACE}:
        element.S = named(kind)
    if not classes or "/C" not in element:
        return
    if isinstance(element.C, Array):
        element.C = Array([_renamed(entry, classes) for entry in element.C])
    else:
        element.C = _renamed(element.C, classes)


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
        attributes.Headers = Array(
            [
                String(identifiers.get(bytes(header), bytes(header)))
                if isinstance(header, String)
                else header
                for header in attributes.Headers
            ]
        )


def _renamed(entry: Object, classes: Mapping[str, str]) -> Object:
    # A class may be followed by its revision number.
    new = classes.get(name_of(entry))
    return entry if new is None else named(new)
