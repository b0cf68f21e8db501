"""Changes that are neither accepted nor rejected are asked about wherever they stand."""

from typing import Any

import pytest

from tests.minutes.finished import (
    ACCOUNT,
    Read,
    case,
    complete,
    told,
)
from tests.minutes.word_edits import (
    W,
    WordEdit,
    run_of,
    tracked,
)


@pytest.mark.parametrize("kind", ["ins", "del"])
def test_a_change_that_nobody_has_decided_on_is_asked_about(kind: str, edit: WordEdit, read: Read) -> None:
    complete(edit)
    paragraph = edit.control("Sak 4: konklusjon").find(f".//{W}p")
    paragraph.append(tracked(kind, [run_of(" Ikke.")]))
    found = read(edit)
    assert told(found) == [("sporet-endring", "Sak 4 › Konklusjon")]
    assert case(found, "4").konklusjon == ""
    assert case(found, "4").stemmer is None
    assert case(found, "4").referat == ACCOUNT


def test_a_paragraph_mark_that_is_taken_away_is_a_change(edit: WordEdit, read: Read) -> None:
    complete(edit)
    paragraph = edit.control("Sak 4: konklusjon").find(f".//{W}p")
    look = paragraph.find(W + "pPr")
    mark = look.makeelement(W + "rPr")
    mark.append(mark.makeelement(W + "del", {W + "id": "1", W + "author": "Kari"}))
    look.append(mark)
    assert told(read(edit)) == [("sporet-endring", "Sak 4 › Konklusjon")]


def test_changes_elsewhere_are_asked_about_where_they_stand(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.control("Gjester").getparent().append(tracked("ins", [run_of(" og Kari")]))
    edit.heading_of_case("3").append(tracked("ins", [run_of(" nå")]))
    edit.rows(0)[0].iter(W + "p").__next__().append(tracked("ins", [run_of(" øst")]))
    edit.rows(1)[0].iter(W + "p").__next__().append(tracked("del", [run_of(" igjen")]))
    found = read(edit)
    assert told(found) == [
        ("sporet-endring", "Gjester"),
        ("sporet-endring", "Deltakere, rad 1 (Oslo kommune øst)"),
        ("sporet-endring", "Sak 3"),
        ("sporet-endring", "Oppfølging, rad 1"),
    ]
    assert (found.record.gjester, len(found.record.deltakere), len(found.record.oppfølging)) == ("", 15, 1)
    assert "3" not in [c.nummer for c in found.record.saker]


def remove_tracked(paragraph: Any) -> None:
    """Delete all of a paragraph while changes are tracked."""
    runs = paragraph.findall(W + "r")
    paragraph.append(tracked("del", runs))


def test_what_is_deleted_but_not_decided_on_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    remove_tracked(edit.control("Sak 4: konklusjon").find(f".//{W}p"))
    for table in (0, 1):
        for paragraph in edit.rows(table)[1].iter(W + "p"):
            for content in [paragraph, *paragraph.iter(W + "sdtContent")]:
                remove_tracked(content)
    found = read(edit)
    assert told(found) == [
        ("sporet-endring", "Deltakere, rad 2"),
        ("sporet-endring", "Sak 4 › Konklusjon"),
        ("sporet-endring", "Oppfølging, rad 2"),
    ]
    assert (len(found.record.deltakere), len(found.record.oppfølging)) == (15, 1)


def test_a_sub_region_that_is_deleted_but_not_decided_on_is_asked_about(edit: WordEdit, read: Read) -> None:
    edit.tick("Drammensregionen: møtt")
    for cell in list(edit.rows(0)[0].iter(W + "tc"))[:3]:
        remove_tracked(cell.find(W + "p"))
    assert ("sporet-endring", "Deltakere, rad 1") in told(read(edit))
