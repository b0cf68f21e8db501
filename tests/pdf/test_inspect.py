"""A PDF that a person exported: what it claims, and whether it is true."""

import io

import pikepdf
import pytest

from dokumentmaskin.errors import EngineError
from dokumentmaskin.pdf import inspect_pdf, make_pdf
from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from tests.pdf import documents


def changed(*, drop: str = "") -> bytes:
    good = make_pdf(documents.meeting(), "m.docx", (BuiltInEngine(),)).data
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(good)) as pdf:
        if drop:
            del pdf.Root[drop]
        pdf.save(target, fix_metadata_version=False)
    return target.getvalue()


def test_true_claims_are_believed_and_the_bytes_kept() -> None:
    data = make_pdf(documents.meeting(), "m.docx", (BuiltInEngine(),)).data
    report = inspect_pdf(data, "m.pdf")
    assert (report.pages, report.pdfa, report.pdfua, report.warnings) == (2, "2a", True, ())
    assert report.data is data


def test_a_claim_that_is_not_kept_is_not_believed() -> None:
    report = inspect_pdf(changed(drop="/MarkInfo"), "m.pdf")
    assert (report.pdfa, report.pdfua) == (None, False)
    codes = [warning.code for warning in report.warnings]
    assert codes == ["pdf-ikke-tilgjengelig", "pdfa-ikke-oppfylt"]


def test_a_pdf_without_claims_has_none() -> None:
    report = inspect_pdf(changed(drop="/Metadata"), "m.pdf")
    assert (report.pdfa, report.pdfua, report.checked) == (None, False, True)
    assert [warning.code for warning in report.warnings] == ["pdf-ikke-tilgjengelig"]


def test_an_engines_level_b_is_told_as_level_b() -> None:
    report = inspect_pdf(BuiltInEngine().convert(documents.meeting()), "m.pdf")
    assert (report.pdfa, report.pdfua) == ("2b", False)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(EngineError, match="kan ikke leses som PDF"):
        inspect_pdf(b"hei", "m.pdf")


def test_a_locked_pdf_is_refused() -> None:
    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(EngineError, match="låst med passord"):
        inspect_pdf(target.getvalue(), "m.pdf")
