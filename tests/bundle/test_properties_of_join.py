"""Whatever is put where something else belongs, a join gives a package or a typed error."""

from io import BytesIO
from typing import Any

import pikepdf
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream, String

from dokumentmaskin.bundle import Part, join, linearise
from dokumentmaskin.errors import AttachmentError
from tests.bundle.tagged import ABOUT, Node, add_link, build, read, saved
from tests.profiles import examples


def rich() -> bytes:
    """A PDF with something of everything that a join looks at."""
    head = Node("/TH", text="h", identifier=b"i")
    row = Node("/TR", [head, Node("/TD", text="c", headers=(b"i",), attribute_class="/c")])
    pdf = build(
        [Node("/Egen", text="a"), Node("/Table", [row]), Node("/P", text="b", page=1)],
        pages=2,
        roles={"/Egen": "/Annen", "/Annen": "/P"},
        classes={"/c": Dictionary(O=Name.Table, Headers=Array([String(b"i")]))},
        bookmarks=[("K", 0), ("L", 1)],
        names={"n": 1},
    )
    page = pdf.pages[0].obj
    add_link(pdf, 0, Dest=String("n"))
    add_link(pdf, 1, A=Dictionary(S=Name.GoTo, D=Array([page, Name.Fit])))
    add_link(pdf, 0, A=Dictionary(S=Name.URI, URI=String("b.pdf#page=2")))
    add_link(pdf, 0, A=Dictionary(S=Name.GoToR, F=Dictionary(UF=String("b.pdf")), D=Array([1, Name.Fit])))
    space = pdf.make_indirect(Dictionary(NS=String("http://a"), RoleMapNS=Dictionary(X=Name.Egen)))
    pdf.Root.StructTreeRoot.Namespaces = Array([space])
    pdf.Root.Dests = Dictionary(m=Array([page, Name.Fit]))
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("lag")))
    setup = Dictionary(OFF=Array([group]), Order=Array([Array([String("s"), group])]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=setup)
    profile = pdf.make_stream(b"profil", N=3)
    pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=profile)])
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Resources = Dictionary(Font=page.Resources.Font)
    page.Resources.XObject = Dictionary(X=form)
    return saved(pdf)


RICH = rich()


def holders(pdf: pikepdf.Pdf) -> list[tuple[Any, Any]]:
    """Every place in a file where something stands, the page tree's own aside."""
    places: list[tuple[Any, Any]] = []
    pending: list[Any] = list(pdf.objects)
    while pending:
        thing = pending.pop(0)
        if isinstance(thing, Dictionary) and thing.get("/Type") == "/Pages":
            continue
        if isinstance(thing, Array):
            entries: list[tuple[Any, Any]] = list(enumerate(thing))
        elif isinstance(thing, Dictionary | Stream):
            kept = {"/Pages", "/Length", "/Type", "/Kids" if "/Count" in thing else ""}
            entries = [(key, thing[key]) for key in sorted(thing.keys()) if key not in kept]
        else:
            continue
        places += [(thing, key) for key, _ in entries]
        pending += [
            value for _, value in entries if isinstance(value, Array | Dictionary) and not value.is_indirect
        ]
    return places


JUNK: list[Any] = [None, 0, -1, 2**63 - 1, True, 2.5, Name.Rart, String("rart"), String(b"\xef\xbb\xbf\xff")]


@settings(max_examples=examples(150))
@given(st.data())
def test_junk_anywhere_gives_a_package_or_a_typed_error(data: st.DataObject) -> None:
    pdf = pikepdf.open(BytesIO(RICH))
    for _ in range(data.draw(st.integers(1, 3))):
        places = holders(pdf)
        holder, key = places[data.draw(st.integers(0, len(places) - 1))]
        things = [o for o in pdf.objects if isinstance(o, Array | Dictionary | Stream)]
        junk = [*JUNK, Array(), Dictionary(), Array([Array([None, 1])]), *things]
        value = junk[data.draw(st.integers(0, len(junk) - 1))]
        if value is not None:
            holder[key] = value
        elif isinstance(key, str):
            del holder[key]
    damaged = pikepdf.open(BytesIO(saved(pdf)))
    plain = pikepdf.open(BytesIO(RICH))
    try:
        joined = join([Part(damaged, "A"), Part(plain, "B", addresses=("b.pdf",))], ABOUT)
    except AttachmentError:
        return
    with pikepdf.open(BytesIO(linearise(joined.data))) as whole:
        assert len(whole.pages) == joined.pages
        last = whole.Root.StructTreeRoot.K[0].K[-1]
        # the part beside it reads as it did alone
        assert read(whole, last) == read(pikepdf.open(BytesIO(RICH)))
