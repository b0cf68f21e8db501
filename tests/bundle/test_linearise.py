"""A package made ready for the web says the same, and its tables are right."""

from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dokumentmaskin.bundle import Part, join, linearise
from tests.bundle.tagged import ABOUT, add_link, check_parents, links, one, outline, read, saved
from tests.reference.tools import program, run


def large() -> bytes:
    parts = []
    for number in range(12):
        source = one(f"Del {number}", pages=4, bookmarks=[(f"K {n}", n % 4) for n in range(60)])
        for page in range(4):
            add_link(source, page, A=Dictionary(S=Name.URI, URI=String(f"d{(number + 1) % 12}.pdf")))
        parts.append(
            Part(source, f"Del {number}", under=(f"Sak {number // 3}",), addresses=(f"d{number}.pdf",))
        )
    return join(parts, ABOUT).data


def test_qpdf_finds_no_fault(tmp_path: Path) -> None:
    qpdf = program("qpdf")
    file = tmp_path / "pakke.pdf"
    file.write_bytes(linearise(large()))
    result = run([qpdf, "--check", file])
    assert (result.returncode, result.stderr) == (0, "")
    assert "File is linearized" in result.stdout


def test_the_same_bytes_give_the_same_and_nothing_is_lost() -> None:
    data = large()
    web = linearise(data)
    assert web == linearise(data)
    with pikepdf.open(BytesIO(web)) as after, pikepdf.open(BytesIO(data)) as before:
        assert after.check_linearization()
        assert (read(after), outline(after)) == (read(before), outline(before))
        assert len(links(after)) == 48
        check_parents(after)
        # the chain backwards, which a viewer may follow too
        last, count = after.Root.Outlines.Last, 1
        while "/Prev" in last:
            last, count = last.Prev, count + 1
        assert (last.objgen, count) == (after.Root.Outlines.First.objgen, 4)


def test_a_first_page_with_junk_for_resources_is_no_trouble() -> None:
    pdf = pikepdf.open(BytesIO(large()))
    pdf.pages[0].obj.Resources = Array()
    pdf.pages[0].obj.Annots = Name.Rart
    assert pikepdf.open(BytesIO(linearise(saved(pdf)))).is_linearized
