"""Small PDFs written object by object, so that they can be wrong in just the way a test needs."""

import zlib
from collections.abc import Mapping
from functools import cache
from io import BytesIO

import pikepdf

MIB = 1 << 20


def written(objects: Mapping[int, bytes]) -> bytes:
    """A PDF of these objects, with object 1 as the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    out += b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data)


def one_page(page: bytes = b"", contents: bytes = stream(b"", b""), **more: bytes) -> bytes:
    """A PDF of one page; `more` are objects by the letter o and their number, from o5."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/MediaBox[0 0 200 200]/Parent 2 0 R/Contents 4 0 R/Resources<<>>%b>>" % page,
        4: contents,
    }
    return written(objects | {int(name[1:]): body for name, body in more.items()})


@cache
def text_pages(count: int = 12) -> bytes:
    """A PDF whose pages have a text each, written without object streams."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for number in range(1, count + 1):
        page = pdf.add_blank_page(page_size=(300, 300))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        lines = "".join(f"(side {number} linje {line * 7919 % 997}) ' " for line in range(30))
        page.obj.Contents = pdf.make_stream(f"BT /F1 8 Tf 9 TL 10 290 Td {lines} ET".encode())
    return saved(pdf)


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    target = BytesIO()
    pdf.save(target, static_id=True, **options)  # type: ignore[arg-type]
    return target.getvalue()


@cache
def deflated(size: int, times: int = 1) -> bytes:
    """That many zero bytes, deflated as many times."""
    packer = zlib.compressobj(9)
    first, again = (packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    # A last block without anything, and the sum of the zeros (RFC 1951, 3.2.6; RFC 1950, 8.2).
    data = first + again * (size // MIB - 1) + b"\3\0" + (size % 65521 << 16 | 1).to_bytes(4, "big")
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data
