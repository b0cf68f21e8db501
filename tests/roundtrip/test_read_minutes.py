"""Minutes finished in a real LibreOffice, and as Word finishes them, read back into records."""

from collections.abc import Callable
from datetime import date

import pytest

from dokumentmaskin.minutes.reading import ReadMinutes, read_minutes, template_prompts
from dokumentmaskin.plan.records.outcome import Oppfølgingspunkt
from tests.reference import REPOSITORY
from tests.roundtrip.editors import Edit, Editor, LibreOffice, WordLike

pytestmark = pytest.mark.xdist_group("libreoffice")

ACCOUNT = "Skriv kort hva som kom fram i saken."
CONCLUSION = "Skriv hva gruppen konkluderte med."
DECISION = "Skriv vedtaket."

FINISHED = (
    Edit("fill", "Møtet startet", "09.05", "Skriv klokkeslett"),
    Edit("fill", "Gjester", "Åse Øst", "Skriv navn, eller «ingen»"),
    Edit("tick", "Drammensregionen"),
    Edit("tick", "Folloregionen"),
    Edit("fill", "Sak 2:", "Referatet ble godkjent.", DECISION),
    Edit("paragraph", "Referatet ble godkjent.", "Godkjenning: godkjent Referat fra møtet: 14. januar 2022"),
    Edit("fill", "Sak 4:", "8", "antall"),
    Edit("fill", "Sak 4:", "2", "antall"),
    Edit("fill", "Sak 4:", "Gruppen drøftet saken.\nAlle fikk ordet.", ACCOUNT),
    Edit("fill", "Sak 4:", "Sekretariatet går videre.\nDet haster.", CONCLUSION),
    Edit("row", "Hva", "Sende ut skissen|sekretariatet|innen fredag 1. april|I arbeid|sak 4"),
)


@pytest.fixture(scope="session", params=["Word", "LibreOffice"])
def editor(request: pytest.FixtureRequest) -> Editor:
    if request.param == "Word":
        return WordLike(7)
    libreoffice: LibreOffice = request.getfixturevalue("libreoffice")
    return libreoffice


@pytest.fixture(scope="session")
def finished(editor: Editor, minutes: bytes) -> bytes:
    """Minutes that a person has filled in."""
    return editor.save(minutes, FINISHED)


Read = Callable[[bytes], ReadMinutes]


@pytest.fixture(scope="session")
def read(minutes: bytes) -> Read:
    template = REPOSITORY / "templates/bokmal/referat.docx"
    prompts = template_prompts(template.read_bytes(), template.name)
    return lambda docx: read_minutes(docx, "referat.docx", date(2022, 3, 11), minutes, prompts)


def told(found: ReadMinutes) -> list[tuple[str, str]]:
    """What is asked about, apart from the sub-regions that nobody has ticked."""
    asked = [(p.code, p.place.field if p.place else "") for p in found.problems]
    return [pair for pair in asked if pair[0] != "uten-kryss"]


def test_a_save_alone_is_nothing_written(editor: Editor, minutes: bytes, read: Read) -> None:
    found = read(editor.save(minutes))
    assert (found.written, found.problems) == (False, ())


def test_what_is_filled_in_is_read(finished: bytes, read: Read) -> None:
    found = read(finished)
    record = found.record
    assert told(found) == []
    assert (str(record.startet), record.gjester) == ("09:05:00", "Åse Øst")
    assert {row.delregion: row.møtte for row in record.deltakere} == {
        "Drammensregionen": "medlem",
        "Folloregionen": "medlem",
    }
    assert record.godkjente == (date(2022, 1, 14),)
    four = record.saker[3]
    assert four.referat == "Gruppen drøftet saken.\n\nAlle fikk ordet."
    assert four.konklusjon == "Sekretariatet går videre.\n\nDet haster."
    assert [(vote.for_, vote.mot) for vote in four.votering] == [(8, 2)]
    point = {"hva": "Sende ut skissen", "hvem": "sekretariatet", "frist": "2022-04-01"}
    point |= {"status": "i arbeid", "sak": "4"}
    assert record.oppfølging == (Oppfølgingspunkt.model_validate(point),)


LOOSE = Edit("paragraph", "Alle fikk ordet.", "Møtet tok en pause.")
WHOLE = "Gruppen drøftet saken.\n\nAlle fikk ordet.\n\nMøtet tok en pause."
CASE = "Sak 4 › Kort referat"


@pytest.mark.parametrize(
    ("edit", "asked"),
    [
        (Edit("comment", "Møtet tok", "Stemmer dette?"), [("ulest-kommentar", CASE)]),
        (Edit("bold", "Møtet tok"), []),
        (Edit("row", "Folloregionen", "|"), []),
        (Edit("remove_row", "Hamarregionen"), []),
        (Edit("footer", "", "Kladd"), [("ulest-tekst", "Bunntekst")]),
        (Edit("tracked", "Møtet tok", " ikke", "pause"), [("sporet-endring", CASE)]),
        (Edit("footnote", "Møtet tok", "Se tidligere."), [("ulest-innhold", CASE)]),
        (Edit("table", "Møtet tok", "a|b\nc|d"), [("ulest-innhold", CASE)]),
        (Edit("paragraph", "Neste møte", "Ta med kake."), [("ulest-tekst", "Neste møte")]),
    ],
    ids=lambda value: value.kind if isinstance(value, Edit) else "",
)
def test_what_else_people_do(
    edit: Edit, asked: list[tuple[str, str]], editor: Editor, finished: bytes, read: Read
) -> None:
    """In another sitting."""
    found = read(editor.save(finished, [LOOSE, edit]))
    assert told(found) == asked
    unread = {code for code, place in asked if place == CASE} - {"ulest-kommentar"}
    assert found.record.saker[3].referat == ("" if unread else WHOLE)
    assert found.record.saker[3].konklusjon


def test_a_list_is_read_as_one(editor: Editor, finished: bytes, read: Read) -> None:
    found = read(editor.save(finished, [Edit("list", "Alle fikk ordet.", "først\nså")]))
    assert told(found) == []
    expected = "Gruppen drøftet saken.\n\nAlle fikk ordet.\n\n- først\n- så"
    assert found.record.saker[3].referat == expected
