"""Small tagged PDFs, built element by element, packages of them, and a reader that follows structure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dokumentmaskin.bundle import Joined, Part, Properties, join


@dataclass
class Node:
    """A structure element to build: a type, and text on a page or elements below."""

    kind: str
    inner: "Sequence[Node]" = ()
    text: str = ""
    page: int = 0
    identifier: bytes = b""
    headers: tuple[bytes, ...] = ()
    attribute_class: str = ""
    element: Any = field(default=None, repr=False)


def build(  # noqa: C901, PLR0913, PLR0915 - one for each thing that a catalog holds
    nodes: Sequence[Node],
    *,
    pages: int = 1,
    roles: dict[str, str] | None = None,
    classes: dict[str, Any] | None = None,
    bookmarks: Sequence[tuple[str, int]] = (),
    names: dict[str, int] | None = None,
    language: str = "nb-NO",
) -> pikepdf.Pdf:
    """A PDF whose content is drawn in the order of the nodes."""
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(200, 300))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    owners: list[list[Any]] = [[] for _ in range(pages)]
    drawn: list[list[bytes]] = [[] for _ in range(pages)]
    identified: list[tuple[bytes, Any]] = []

    def add(node: Node, parent: Any) -> None:
        page = pdf.pages[node.page]
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(node.kind), P=parent, K=Array()))
        node.element = element
        parent.K.append(element)
        if node.text:
            element.Pg = page.obj
            element.K.append(len(owners[node.page]))
            drawn[node.page].append(
                b"%b <</MCID %d>> BDC BT /F 9 Tf (%b) Tj ET EMC"
                % (node.kind.encode(), len(owners[node.page]), node.text.encode("latin-1"))
            )
            owners[node.page].append(element)
        if node.identifier:
            element.ID = String(node.identifier)
            identified.append((node.identifier, element))
        if node.headers:
            element.A = Dictionary(O=Name.Table, Headers=Array([String(h) for h in node.headers]))
        if node.attribute_class:
            element.C = Name(node.attribute_class)
        for one in node.inner:
            add(one, element)

    for node in nodes:
        add(node, document)
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    entries: list[Any] = []
    for number, page in enumerate(pdf.pages):
        page.obj.Contents = pdf.make_stream(b"\n".join(drawn[number]))
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.StructParents = number
        entries += [number, Array(owners[number])]
    root.K = document
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(entries)))
    root.ParentTreeNextKey = pages
    if roles:
        root.RoleMap = Dictionary({name: Name(role) for name, role in roles.items()})
    if classes:
        root.ClassMap = Dictionary(classes)
    if identified:
        flat = [
            thing
            for name, element in sorted(identified, key=lambda e: e[0])
            for thing in (String(name), element)
        ]
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(flat)))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(language)
    if bookmarks:
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in bookmarks)
    if names:
        flat = [t for n, p in sorted(names.items()) for t in (String(n), Array([pdf.pages[p].obj, Name.Fit]))]
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(flat)))
    return pdf


def add_link(pdf: pikepdf.Pdf, page: int, **target: Any) -> Any:
    """A link on a page, in a Link element at the end of the document."""
    root, where = pdf.Root.StructTreeRoot, pdf.pages[page].obj
    key = int(root.ParentTreeNextKey)
    link = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), StructParent=key, **target)
    )
    if "/Annots" not in where:
        where.Annots = Array()
    where.Annots.append(link)
    element = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem, S=Name.Link, P=root.K, K=Dictionary(Type=Name.OBJR, Obj=link, Pg=where)
        )
    )
    root.K.K.append(element)
    root.ParentTree.Nums.append(key)
    root.ParentTree.Nums.append(element)
    root.ParentTreeNextKey = key + 1
    return element


def saved(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


# Reading


def kids(element: Any) -> list[Any]:
    inner = element.get("/K")
    return [] if inner is None else list(inner) if isinstance(inner, pikepdf.Array) else [inner]


def walk(element: Any) -> Iterator[Any]:
    """An element and those below it, in order."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from walk(kid)


def texts_by_mcid(page: pikepdf.Page) -> dict[int, str]:
    found: dict[int, str] = {}
    current: list[int] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        operator = instruction.operator
        if str(operator) == "BDC":
            current.append(int(operands[1].MCID))
        elif str(operator) == "EMC":
            current.pop()
        elif str(operator) == "Tj" and current:
            found[current[-1]] = found.get(current[-1], "") + bytes(operands[0]).decode("latin-1")
    return found


def read(pdf: pikepdf.Pdf, below: Any = None) -> list[tuple[str, str]]:
    """The text by structure: the standard type of each element that holds text, and the text."""
    root = pdf.Root.StructTreeRoot
    roles = {key: str(value) for key, value in root.get("/RoleMap", Dictionary()).items()}
    on_page = cache(lambda number: texts_by_mcid(pages[number]))
    pages = {page.obj.objgen: page for page in pdf.pages}
    said = []
    for element in walk(root if below is None else below):
        own = "".join(on_page(element.Pg.objgen)[kid] for kid in kids(element) if isinstance(kid, int))
        if own:
            kind = str(element.S)
            while kind in roles:
                kind = roles[kind]
            said.append((kind, own))
    return said


def check_parents(pdf: pikepdf.Pdf) -> None:
    """Every entry of the parent tree leads to the element that holds that content or annotation."""
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for page in pdf.pages:
        if "/StructParents" in page.obj:
            for number, owner in enumerate(tree[int(page.obj.StructParents)]):
                assert number in kids(owner)
                assert owner.Pg.objgen == page.obj.objgen
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" in annotation:
                owner = tree[int(annotation.StructParent)]
                assert any(
                    isinstance(kid, pikepdf.Dictionary) and kid.Obj.objgen == annotation.objgen
                    for kid in kids(owner)
                )


# Packages

ABOUT = Properties("Møtepakke", "", "", None, "nb-NO")


def package(*parts: Part | pikepdf.Pdf) -> tuple[Joined, pikepdf.Pdf]:
    given_parts = [p if isinstance(p, Part) else Part(p, f"Del {n}") for n, p in enumerate(parts, 1)]
    joined = join(given_parts, ABOUT)
    return joined, pikepdf.open(BytesIO(joined.data))


def one(text: str, **how: Any) -> pikepdf.Pdf:
    return build([Node("/P", text=text)], **how)


def parts_of(pdf: pikepdf.Pdf) -> list[Any]:
    (document,) = kids(pdf.Root.StructTreeRoot)
    return kids(document)


def links(pdf: pikepdf.Pdf) -> list[Any]:
    return [a for page in pdf.pages for a in page.obj.get("/Annots", ())]


def leads_to(pdf: pikepdf.Pdf, thing: Any) -> int:
    """The page, from 1, that a link or bookmark leads to."""
    return [page.obj.objgen for page in pdf.pages].index(thing.Dest[0].objgen) + 1


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    found: list[tuple[int, str, int]] = []

    def level(items: Any, depth: int) -> None:
        for item in items:
            number = [p.obj.objgen for p in pdf.pages].index(item.destination[0].objgen) + 1
            found.append((depth, item.title, number))
            level(item.children, depth + 1)

    level(pdf.open_outline().root, 0)
    return found
