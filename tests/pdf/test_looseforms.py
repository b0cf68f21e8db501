"""Marked content in a form is somebody's only when the form has a key in the parent tree."""

from collections.abc import Mapping

import pytest
from pikepdf import Dictionary, Name, new

from dokumentmaskin.pdf.verify.check import broken_rules
from dokumentmaskin.pdf.verify.looseforms import has_loose_marks
from tests.bundle.raw_pdf import saved


def drawn(content: bytes, keys: Mapping[str, int]) -> bytes:
    pdf = new()
    page = pdf.add_blank_page()
    form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9], **keys)
    page.obj.Resources = Dictionary(XObject=Dictionary(F=form))
    page.obj.Contents = pdf.make_stream(b"/F Do")
    return saved(pdf)


MARKED = b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC"


@pytest.mark.parametrize(
    ("content", "keys", "loose"),
    [(MARKED, {}, True), (MARKED, {"StructParents": 1}, False), (b"0 0 9 9 re f", {}, False)],
)
def test_a_mark_without_a_key_is_loose(content: bytes, keys: dict[str, int], *, loose: bool) -> None:
    data = drawn(content, keys)
    assert has_loose_marks(data) is loose
    assert any("gjennomsiktig" in problem.message for problem in broken_rules(data, ("ua1",))) is loose
    assert not any("gjennomsiktig" in problem.message for problem in broken_rules(data, ("2b",)))
