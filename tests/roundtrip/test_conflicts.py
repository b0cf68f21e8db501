"""When person and plan have changed the same block, and when a document is rendered again and again."""

import pytest

from dokumentmaskin.word.merge import merge
from tests.profiles import some
from tests.roundtrip import reading
from tests.roundtrip.cells import ACCOUNT
from tests.roundtrip.editors import Edit, Editor, LibreOffice, WordLike
from tests.roundtrip.picture import PNG
from tests.roundtrip.plans import PLANS, RENAMED, UNCHANGED
from tests.word.merge.building import conflicts

pytestmark = pytest.mark.xdist_group("libreoffice")

CONFLICTS = (
    ("renamed", Edit("sentence", "Regionalt samarbeid", " (utsatt)"), f"Sak 5: {RENAMED}"),
    ("date", Edit("sentence", "fredag 11.\u00a0mars 2022", " på Hamar"), "18.\u00a0mars 2022"),
    ("date", Edit("sentence", "Send merknader", " gjerne"), "1.\u00a0april 2022"),
)


@pytest.fixture(params=["LibreOffice", "Word"])
def editor(request: pytest.FixtureRequest) -> Editor:
    if request.param == "Word":
        return WordLike(11)
    found: LibreOffice = request.getfixturevalue("libreoffice")
    return found


@pytest.mark.parametrize(("plan", "edit", "says"), CONFLICTS, ids=["heading", "date", "remark"])
def test_the_persons_text_stays_and_a_comment_says_what_the_plan_says(
    editor: Editor, renders: dict[str, bytes], plan: str, edit: Edit, says: str
) -> None:
    base = renders[UNCHANGED.name]
    merged = merge(base, editor.save(base, [edit]), renders[plan])
    assert any(f"{edit.place}{edit.text}" in p for p in reading.paragraphs(merged.data))
    assert any(says in comment for comment in reading.comments(merged.data))
    conflict = next(change for change in conflicts(merged) if says in change.nå)
    assert (conflict.kind, edit.text in conflict.før) == ("konflikt", True)
    assert conflict.overskrift


def test_what_a_person_wrote_outlives_any_number_of_renders(renders: dict[str, bytes]) -> None:
    base = renders[UNCHANGED.name]
    edits = [
        Edit("fill", "Sak 4:", "Gruppen drøftet kampanjen.", ACCOUNT),
        Edit("fill", "Sak 5:", "Reiselivet ble lagt fram.", ACCOUNT),
        Edit("tick", "Drammensregionen"),
        Edit("picture", "Sak 5:", "Kart"),
        Edit("footnote", "Deltakere", "Fotnoten."),
        Edit("comment", "Regionalt samarbeid", "Sjekk dette."),
        Edit("row", "Hvem", "Bestille lokale|Kari"),
    ]
    first = WordLike(1).save(base, edits)
    written, document = reading.words(first) - reading.words(base), first
    for seed, plan in enumerate(some([*PLANS[1:], *PLANS], short=len(PLANS))):
        document = WordLike(seed).save(merge(base, document, renders[plan.name]).data)
        base = renders[plan.name]
        assert not written - reading.words(document), plan.name
    assert reading.pictures(document) == [PNG]
    assert reading.footnotes(document) == ["Fotnoten."]
    assert reading.ticked(document) == 1
    assert "Sjekk dette." in reading.comments(document)
