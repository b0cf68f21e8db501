"""Keeping the structure tree true while annotations leave their page or become part of it.

Source: ISO 32000-1, 14.7.4.2 (marked content), 14.7.4.3 (references to annotations), 14.7.4.4 (the parent
tree) and 14.8.5.6 (the attributes of a form that is not interactive, `PrintField`); ISO 14289-1, 7.18.4.
"""

from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from dokumentmaskin.bundle.structure import (
    Number,
    annotations,
    elements,
    is_element,
    items,
    kids,
    name_of,
    number_tree,
    numbers,
    referred,
    standard_type,
)

# An element of these types that holds nothing says nothing; an empty cell or list item has its meaning.
_WITHOUT_MEANING: Final = frozenset(
    {"/Form", "/Annot", "/Link", "/Span", "/P", "/NonStruct", "/Private", "/Div"}
)


class Tags:
    """The structure tree of an open PDF, if any `exist`; `settle` writes what was decided."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        root = pdf.Root.get("/StructTreeRoot")
        self.exist = isinstance(root, Dictionary)
        self._root = root if isinstance(root, Dictionary) else Dictionary()
        self._parents = dict(numbers(self._root.get("/ParentTree")))
        self._instead: dict[Number, Object | None] = {}
        self._holders: dict[Number, Object] | None = None
        self._parents_changed = False

    def forget(self, annotation: Object) -> None:
        """Say that an annotation is gone."""
        self._leave(annotation)
        if annotation.is_indirect:
            self._instead.setdefault(annotation.objgen, None)

    def replace(self, page: Page, annotation: Object, print_field: Object) -> int:
        """Say that an annotation has become marked content of its page; return its number there (MCID).

        The element that held it holds the content instead, at the same place in the reading order; when it
        is a `Form`, it gets the attributes that PDF/UA asks of a form field on paper. An annotation that no
        element held gets an element of its own, last in the document: its value can then be read, if not
        in its right place.
        """
        holder = self._holder(annotation)
        element = self._new_element(page) if holder is None else holder
        number = self._enter(page, element)
        content = Dictionary(Type=Name.MCR, Pg=page.obj, MCID=number)
        self._leave(annotation)
        if holder is None:
            element.K = content
        else:
            self._instead[annotation.objgen] = content
        if self._kind(element) == "/Form":
            _add_attributes(element, print_field)
        return number

    def settle(self) -> None:
        """Write the tree: no element refers to an annotation that is on no page."""
        if not self.exist:
            return
        alive = {one.objgen for page in self._pdf.pages for one in annotations(page.obj)}
        emptied = []
        for element in list(elements(self._root)):
            before = kids(element)
            if all(_annotation_of(kid) is None for kid in before):
                continue
            after = [new for kid in before if (new := self._kept(kid, alive)) is not None]
            if len(after) != len(before) or any(a is not b for a, b in zip(after, before, strict=True)):
                element.K = Array(after)
                emptied += [] if after else [element]
        for element in emptied:
            self._drop_empty(element)
        if self._parents_changed:
            entries = sorted(self._parents.items())
            self._root.ParentTree = number_tree(self._pdf, entries)
            self._root.ParentTreeNextKey = entries[-1][0] + 1 if entries else 0

    def _kept(self, kid: Object, alive: set[Number]) -> Object | None:
        """Return the kid, what stands instead of it, or None."""
        target = _annotation_of(kid)
        if target is None:
            return kid
        if target.objgen in self._instead:
            return self._instead[target.objgen]
        return kid if target.objgen in alive else None

    def _drop_empty(self, element: Object) -> None:
        """Take an element that has become empty out of its parent, and so upwards."""
        while element.is_indirect and not kids(element) and self._kind(element) in _WITHOUT_MEANING:
            parent, number = element.get("/P"), element.objgen
            before = kids(parent) if isinstance(parent, Dictionary) else []
            left = [kid for kid in before if not (is_element(kid) and kid.objgen == number)]
            if not isinstance(parent, Dictionary) or len(left) == len(before):
                return
            parent.K = Array(left)
            element = parent

    def _holder(self, annotation: Object) -> Object | None:
        if self._holders is None:
            self._holders = {}
            for element in elements(self._root):
                for kid in kids(element):
                    if (target := _annotation_of(kid)) is not None:
                        self._holders.setdefault(target.objgen, element)
        return self._holders.get(annotation.objgen) if annotation.is_indirect else None

    def _new_element(self, page: Page) -> Object:
        parent = next((kid for kid in kids(self._root) if is_element(kid)), self._root)
        element = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Form, P=parent, Pg=page.obj)
        )
        parent.K = Array([*kids(parent), element])
        return element

    def _enter(self, page: Page, element: Object) -> int:
        """Give an element the next number among a page's marked content."""
        self._parents_changed = True
        key: object = page.obj.get("/StructParents")
        if not isinstance(key, int) or isinstance(key, bool):
            key = max(self._parents, default=-1) + 1
            page.obj.StructParents = key
        owners = self._parents.get(key)
        if not isinstance(owners, Array):
            owners = self._pdf.make_indirect(Array())
            self._parents[key] = owners
        owners.append(element)
        return len(owners) - 1

    def _leave(self, annotation: Object) -> None:
        key: object = annotation.get("/StructParent")
        if isinstance(key, int) and isinstance(self._parents.get(key), Dictionary):
            del self._parents[key]
            self._parents_changed = True

    def _kind(self, element: Object) -> str:
        """What an element's type means in the end."""
        roles = {key: name_of(value) for key, value in items(self._root.get("/RoleMap")) if name_of(value)}
        return standard_type(name_of(element.get("/S")), roles)


def _annotation_of(kid: Object) -> Object | None:
    """Return the annotation that a child refers to; None for other children, also pictures (XObjects)."""
    target = referred(kid)
    return target if isinstance(target, Dictionary) else None


def _add_attributes(element: Object, attributes: Object) -> None:
    there = element.get("/A")
    listed = list(there) if isinstance(there, Array) else [there]
    owners = [one.get("/O") for one in listed if isinstance(one, Dictionary | Stream)]
    if attributes.get("/O") in owners:
        return
    element.A = Array([*listed, attributes]) if there is not None else attributes
