"""The editors do what they say, and nothing else: what is tested with them rests on this."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.profiles import LONG
from tests.reference.tools import needs, program, run
from tests.roundtrip import reading
from tests.roundtrip.editors import Edit, EditError, Editor, LibreOffice, WordLike
from tests.roundtrip.edits import AUTHOR
from tests.roundtrip.package import Package, w
from tests.roundtrip.picture import PNG

pytestmark = pytest.mark.xdist_group("libreoffice")

# These tests run no line of the source. Where the way is short, the quicker editor does each edit, and what
# the other does is looked at by the tests that use it.
EDITORS = ["LibreOffice", "Word"] if LONG else ["Word"]
ACCOUNT = "Skriv kort hva som kom fram i saken."
Check = Callable[[list[str], bytes], bool]


def _follows(start: str, *paragraphs: str) -> Check:
    """Right behind the first paragraph that begins so stand these."""

    def check(_: list[str], edited: bytes) -> bool:
        after = reading.paragraphs(edited)
        at = next(n for n, paragraph in enumerate(after) if paragraph.startswith(start))
        return after[at + 1 : at + 1 + len(paragraphs)] == [*paragraphs]

    return check


def _same(read: Callable[[bytes], object], expected: object) -> Check:
    return lambda _, edited: read(edited) == expected


def _is_filled(before: list[str], edited: bytes) -> bool:
    after = reading.paragraphs(edited)
    if after.count(ACCOUNT) != before.count(ACCOUNT) - 1:
        return False
    at = after.index("Gruppen drøftet saken.")
    return after[at - 1 : at + 2] == ["Kort referat", "Gruppen drøftet saken.", "Alle fikk ordet."]


def _is_removed(before: list[str], edited: bytes) -> bool:
    after = reading.paragraphs(edited)
    return len(after) == len(before) - 1 and not any(p.startswith("Drøfting ·") for p in after)


def _has_rows(*expected: list[str]) -> Check:
    def check(_: list[str], edited: bytes) -> bool:
        table = [row[: len(expected[0])] for row in reading.rows(edited)]
        return [*expected] in [table[n : n + len(expected)] for n in range(len(table))]

    return check


def _is_a_heading(before: list[str], edited: bytes) -> bool:
    return len(reading.paragraphs(edited)) == len(before) and _style_of(edited, "Drøfting") == "heading 3"


def _lost_a_row(_: list[str], edited: bytes) -> bool:
    return "Folloregionen" not in reading.paragraphs(edited)


EDITS: tuple[tuple[Edit, Check], ...] = (
    (
        Edit("sentence", "20.\u00a0mai 2022", " på Hamar"),
        _follows("Neste møte", "fredag 20.\u00a0mai 2022 på Hamar"),
    ),
    (Edit("fill", "Sak 4:", "Gruppen drøftet saken.\nAlle fikk ordet.", ACCOUNT), _is_filled),
    (Edit("tick", "Drammensregionen"), _same(reading.ticked, 1)),
    (Edit("paragraph", "Sak 5:", "Et nytt avsnitt."), _follows("Sak 5:", "Et nytt avsnitt.")),
    (Edit("remove", "Drøfting"), _is_removed),
    (Edit("move", "Neste møte", target="Sak 5:"), _follows("Sak 5:", "Neste møte")),
    (
        Edit("row", "Drammensregionen", "Ny region|Ny person"),
        _has_rows(["Drammensregionen", "regionrådsleder (eksempel)"], ["Ny region", "Ny person"]),
    ),
    (Edit("remove_row", "Folloregionen"), _lost_a_row),
    (Edit("cell", "Folloregionen", " (ny)"), _has_rows(["Folloregionen (ny)"])),
    (Edit("picture", "Sak 5:", "Kart"), _same(reading.pictures, [PNG])),
    (Edit("comment", "Regionalt samarbeid", "Sjekk."), _same(reading.comments, ["Sjekk."])),
    (
        Edit("tracked", "Regionalt samarbeid", " og nasjonalt", "reiseliv"),
        _same(lambda d: reading.tracked(d, AUTHOR), (" og nasjonalt", "reiseliv")),
    ),
    (Edit("bold", "Regionalt"), _same(reading.bold, "Regionalt")),
    (Edit("style", "Drøfting", "heading 3"), _is_a_heading),
    (Edit("footnote", "reiseliv", "Se noten."), _same(reading.footnotes, ["Se noten."])),
    (Edit("table", "Sak 5:", "a1|b1\na2|b2"), _has_rows(["a1", "b1"], ["a2", "b2"])),
    (Edit("list", "Sak 5:", "punkt en\npunkt to"), _follows("Sak 5:", "punkt en", "punkt to")),
    (
        Edit("footer", text=" – revidert"),
        lambda _, edited: any(p.endswith(" – revidert") for p in reading.paragraphs(edited)),
    ),
)


@pytest.fixture(params=EDITORS)
def editor(request: pytest.FixtureRequest) -> Editor:
    if request.param == "Word":
        return WordLike(7)
    found: LibreOffice = request.getfixturevalue("libreoffice")
    return found


def test_saving_without_a_change_leaves_every_word_where_it_was(editor: Editor, minutes: bytes) -> None:
    saved = editor.save(minutes)
    assert saved != minutes
    assert _without_page_numbers(saved) == _without_page_numbers(minutes)


def _without_page_numbers(docx: bytes) -> list[str]:
    """LibreOffice counts the pages anew."""
    return sorted(p for p in reading.paragraphs(docx) if "Referat 11.03.2022" not in p)


@pytest.mark.parametrize(("edit", "is_done"), EDITS, ids=[edit.kind for edit, _ in EDITS])
def test_an_edit_is_made_where_it_should_be(
    editor: Editor, minutes: bytes, edit: Edit, is_done: Check
) -> None:
    before = reading.paragraphs(minutes)
    assert not is_done(before, minutes)
    assert is_done(before, editor.save(minutes, [edit]))


def _style_of(docx: bytes, start: str) -> str:
    package = Package(docx)
    found = next(
        p for p in package.tree("word/document.xml").iter(w("p")) if reading.text(p).startswith(start)
    )
    style = found.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))
    named = {
        s.get(w("styleId")): s.find(w("name")).get(w("val"))
        for s in package.tree("word/styles.xml").iter(w("style"))
    }
    return str(named[style]).lower()


def test_a_place_that_is_not_there_is_an_error(editor: Editor, minutes: bytes) -> None:
    with pytest.raises(EditError):
        editor.save(minutes, [Edit("sentence", "Står ikke her", " x")])
    assert reading.is_whole(editor.save(minutes))


def test_several_edits_are_done_in_order(editor: Editor, minutes: bytes) -> None:
    edits = [Edit("paragraph", "Sak 5:", "Først."), Edit("sentence", "Først.", " Så dette.")]
    assert "Først. Så dette." in reading.paragraphs(editor.save(minutes, edits))


def test_word_gives_styles_the_ids_of_its_own_language(minutes: bytes) -> None:
    styles = Package(WordLike(1).save(minutes)).tree("word/styles.xml")
    ids = {s.find(w("name")).get(w("val")): s.get(w("styleId")) for s in styles.iter(w("style"))}
    named = {name.lower(): ident for name, ident in ids.items()}
    assert (named["heading 1"], named["placeholder text"]) == ("Overskrift1", "Plassholdertekst")


def test_word_saves_in_another_way_each_time_and_the_same_way_by_the_same_seed(minutes: bytes) -> None:
    assert WordLike(1).save(minutes) == WordLike(1).save(minutes)
    assert WordLike(1).save(minutes) != WordLike(2).save(minutes)


@needs("ooxml-validator")
@pytest.mark.parametrize("seed", range(3))
def test_the_open_xml_sdk_accepts_what_the_word_like_editor_makes(
    minutes: bytes, tmp_path: Path, seed: int
) -> None:
    validator = program("ooxml-validator")
    moved = [e for e, _ in EDITS if e.kind not in {"remove", "style", "remove_row"}]
    file = tmp_path / "redigert.docx"
    file.write_bytes(WordLike(seed).save(WordLike(seed + 9).save(minutes), moved))
    answer = json.loads(run([validator, file]).stdout)
    assert answer["ok"] is True, answer
