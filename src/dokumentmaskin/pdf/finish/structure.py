"""The structure tree of a tagged PDF, and the parent tree that leads from content back to it.

Source: ISO 32000-1, 14.7.2 (hierarchy), 14.7.4.2 (marked content) and 14.7.4.4 (the parent tree).
"""

from collections.abc import Iterator

# Loaded with the module: asked for in each of the small functions, it took a tenth of a long PDF's time.
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf, String

Number = tuple[int, int]
_CELLS = ("/TD", "/TH")
_AROUND_BLOCKS = ("/Document", "/Part", "/Art", "/Sect", "/Div")
_NOTE = "dok-note-"  # what the built-in engine names the links back from notes
# The standard types that a style may be called as (ISO 32000-1, 14.8.4).
_STANDARD = frozenset(
    (
        *("/Art", "/BibEntry", "/BlockQuote", "/Caption", "/Code", "/Div", "/Figure", "/Form", "/Formula"),
        *("/Index", "/Link", "/Note", "/Part", "/Private", "/Quote", "/Reference", "/Ruby", "/Sect", "/Span"),
        *("/TOC", "/TOCI"),
    )
)
_HEADINGS = tuple(f"/H{level}" for level in range(1, 7))
ContentKey = tuple[Number, int]


class StructureTree:
    """An open PDF's structure, to be read and changed in place."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self.parents = NumberTree(self.root.ParentTree)
        self._next_key = max(self.parents.keys(), default=-1) + 1
        self._places: dict[Number, dict[ContentKey, int]] = {}

    def entry(self, thing: Object, key: str) -> Object | None:
        """Return what the parent tree has under the number of a page or an annotation."""
        number = int(thing.get(key, -1))
        return self.parents[number] if number in self.parents else None  # noqa: SIM401 - its get() raises

    def owner(self, page: Page, mcid: int) -> Object | None:
        """Return the element that holds a piece of marked content."""
        owners = self.entry(page.obj, "/StructParents")
        return owners[mcid] if owners is not None and mcid < len(owners) else None

    def give(self, page: Page, mcid: int, element: Object) -> None:
        """Enter the element as the owner of a piece of marked content."""
        owners = self.parents[int(page.obj.StructParents)]
        owners[mcid] = element

    def enter(self, annotation: Object, element: Object) -> None:
        """Enter the element as the owner of an annotation."""
        annotation.StructParent = self._next_key
        self.parents[self._next_key] = element
        self._next_key += 1
        self.root.ParentTreeNextKey = self._next_key

    def places(self, element: Object) -> dict[ContentKey, int]:
        """Return where each piece of marked content stood among the element's children at first."""
        number = number_of(element)
        if number not in self._places:
            keys = [content_key(kid, element) for kid in kids_of(element)]
            self._places[number] = {key: place for place, key in enumerate(keys) if key}
        return self._places[number]

    @property
    def document(self) -> Object:
        """The outermost element."""
        return kids_of(self.root)[0]


def kids_of(element: Object) -> list[Object]:
    """Return an element's children, whichever way they are written."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def content_key(kid: Object, element: Object | None = None) -> ContentKey | None:
    """Return page and MCID of a marked-content reference, None for another child.

    One that is a number alone is on the page of its element.
    """
    if isinstance(kid, int) and element is not None:
        return number_of(element.Pg), int(kid)
    if isinstance(kid, Dictionary) and kid.get("/Type") == "/MCR":
        return number_of(kid.Pg), int(kid.MCID)
    return None


def number_of(thing: Object | Page) -> Number:
    """Return the object and generation number, which tell one indirect object from another."""
    number, generation = thing.objgen
    return int(number), int(generation)


def drop_empty_paragraphs(element: Object) -> None:
    """Take paragraphs without content out of the structure below an element.

    They come from blank lines in the Word document; a screen reader would stop at each. The last child
    of anything but a table cell stays, since a list item or a section must hold something.
    """
    kids = kids_of(element)
    kept = []
    for kid in kids:
        if is_element(kid) and kid.S == "/P" and not kids_of(kid):
            continue
        kept.append(kid)
        if is_element(kid):
            drop_empty_paragraphs(kid)
    if len(kept) < len(kids) and (kept or element.get("/S") in _CELLS):
        element.K = Array(kept)


def is_element(kid: Object | int) -> bool:
    """Whether a child is an element, not a piece of content."""
    return isinstance(kid, Dictionary) and "/S" in kid


def place_bookmarks(pdf: Pdf) -> None:
    """Let each bookmark lead to the page on which its heading stands.

    rdocx 0.16.3 writes the bookmarks before it moves a heading to the page of what it is kept with.
    """
    headings = [element for element in below(pdf.Root.StructTreeRoot) if element.S in _HEADINGS]
    items = list(outline(pdf.Root.get("/Outlines")))
    if len(items) != len(headings):
        return
    for item, heading in zip(items, headings, strict=True):
        page = heading.get("/Pg")
        place = item.get("/Dest")
        if page is not None and isinstance(place, Array) and place[0].objgen != page.objgen:
            item.Dest = Array([page, Name.XYZ, 0, Page(page).mediabox[3], 0])


def outline(above: Object | None) -> Iterator[Object]:
    """Yield the bookmarks below one, in reading order."""
    item = above.get("/First") if above is not None else None
    while item is not None:
        yield item
        yield from outline(item)
        item = item.get("/Next")


def gather_notes(pdf: Pdf) -> None:
    """Make a note of the paragraphs from each link back to where it is referred to, up to the next.

    The built-in engine has set the notes last in the document, and named those links.
    """
    tree = StructureTree(pdf)
    starts: dict[Number, list[Object]] = {}
    for page in pdf.pages:
        for annotation in page.get("/Annots", ()):
            if str(annotation.get("/NM", "")).startswith(_NOTE):
                del annotation["/NM"]
                link = tree.entry(annotation, "/StructParent")
                if link is not None:
                    block = _block(link)
                    starts.setdefault(number_of(block.P), []).append(block)
    for blocks in starts.values():
        _gather(pdf, blocks[0].P, {number_of(block) for block in blocks})


def _block(element: Object) -> Object:
    """The outermost element around one that is a paragraph, a list or the like."""
    while element.P.get("/S") is not None and element.P.S not in _AROUND_BLOCKS:
        element = element.P
    return element


def _gather(pdf: Pdf, parent: Object, first: set[Number]) -> None:
    kids: list[Object] = []
    for kid in kids_of(parent):
        if is_element(kid) and number_of(kid) in first:
            kids.append(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Note, P=parent, K=Array())))
        if kids and kids[-1].get("/S") == "/Note" and is_element(kid):
            kid.P = kids[-1]
            kids[-1].K.append(kid)
        else:
            kids.append(kid)
    parent.K = Array(kids)


def identify_notes(pdf: Pdf) -> None:
    """Give every note an identifier of its own, which LibreOffice leaves out (ISO 14289-1, 7.9)."""
    root = pdf.Root.StructTreeRoot
    notes = [element for element in below(root) if element.S == "/Note" and "/ID" not in element]
    if not notes or "/IDTree" in root:
        return
    entries: list[Object] = []
    for number, note in enumerate(notes, 1):
        note.ID = String(f"note-{number:06}")
        entries += [note.ID, note]
    root.IDTree = pdf.make_indirect(Dictionary(Names=Array(entries)))


def below(element: Object) -> Iterator[Object]:
    """Yield the elements below an element, in reading order."""
    for kid in filter(is_element, kids_of(element)):
        yield kid
        yield from below(kid)


def free_standard_roles(root: Object) -> None:
    """Give elements the role that an engine means, where it calls them by a standard type that is another.

    LibreOffice names an element by the style of its paragraph, and Word's style «Quote» is called as a
    standard type is, which must not be mapped to another (ISO 14289-1, 7.1).
    """
    roles = root.get("/RoleMap", Dictionary())
    meant = {name: role for name, role in roles.items() if name in _STANDARD and role != name}
    for element in below(root) if meant else ():
        element.S = meant.get(str(element.S), element.S)
    for name in meant:
        del roles[name]
