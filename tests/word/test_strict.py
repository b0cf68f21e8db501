"""What Word saves as «Strict Open XML» is read as what it saves as usual."""

import re
import zipfile
from io import BytesIO

from dokumentmaskin.word.merge import merge, same_content
from dokumentmaskin.word.package import usual_form
from dokumentmaskin.word.text import document_text
from dokumentmaskin.word.traces import accepted, find_traces
from tests.word.merge.building import edited, lines, paragraph, word
from tests.word.tracked import KARI, app, commented, comments, custom, docx, ins, p, run

_USUAL = re.compile(r"http://schemas\.openxmlformats\.org/(officeDocument|\w+ml)/2006/(?=\w)")
_RENAMED = {"extended-properties": "extendedProperties", "custom-properties": "customProperties"}


def strict(usual: bytes) -> bytes:
    """The file as Word saves it when «Strict Open XML Document» is chosen."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(usual)) as package, zipfile.ZipFile(target, "w") as packed:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml":
                text = _USUAL.sub(r"http://purl.oclc.org/ooxml/\1/", part.decode())
                for before, after in _RENAMED.items():
                    text = text.replace(f"/{before}", f"/{after}")
                part = text.replace("<w:document ", '<w:document w:conformance="strict" ').encode()
            packed.writestr(name, part)
    return target.getvalue()


def test_nothing_in_it_escapes_the_look_before_publishing() -> None:
    parts = {
        **comments((KARI, "Er dette rett?")),
        "app": app(Company="Firma AS"),
        "custom": custom("Saksbehandler", KARI),
    }
    usual = docx(p(run("Vi har "), ins("ikke "), commented("råd.")), parts=parts)
    found = find_traces(strict(usual))
    assert {trace.kind for trace in found.text} == {"innsatt", "kommentar"}
    assert {named.property for named in found.properties} >= {"firma", "egendefinert"}
    assert found == find_traces(usual)


def test_what_is_accepted_is_accepted_in_it_too() -> None:
    document = strict(docx(p(run("Vi har "), ins("ikke "), run("råd."))))
    settled = accepted(document)
    assert not find_traces(settled)
    assert document_text(settled).body == ("Vi", "har", "ikke", "råd.") == document_text(document).body


def test_saved_so_it_is_not_edited() -> None:
    usual = word(
        "## Sak 1: Luft", "Gruppen drøftet saken.", [["Hva", "Hvem"]], header="Topp", title="Referat"
    )
    assert same_content(usual, strict(usual))
    assert lines(usual_form(strict(usual))) == lines(usual)


def test_what_a_person_wrote_in_it_is_merged() -> None:
    base = word("## Sak 1: Luft", "Gruppen drøftet saken.", "Neste møte: mai")
    mine = strict(edited(base, lambda d: paragraph(d, "Gruppen drøftet saken.").add_run(" Vedtatt.")))
    theirs = word("## Sak 1: Luft", "Gruppen drøftet saken.", "Neste møte: juni")
    merged = merge(base, mine, theirs)
    assert lines(merged.data) == ["Sak 1: Luft", "Gruppen drøftet saken. Vedtatt.", "Neste møte: juni"]


def test_an_address_in_a_text_is_no_namespace() -> None:
    usual = docx(p(run("Se http://purl.oclc.org/ooxml/wordprocessingml/main")))
    assert usual_form(usual) is usual
    assert "http://purl.oclc.org/ooxml/wordprocessingml/main" in document_text(strict(usual)).body
