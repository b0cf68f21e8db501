"""What is written after a label: a time, a name, a list of names."""

import pytest

from tests.minutes.finished import (
    Read,
    complete,
    told,
)
from tests.minutes.word_edits import (
    WordEdit,
    like,
)


@pytest.mark.parametrize("text", ["ni", "09.00–11.30", "25.00"])
def test_a_time_that_is_none_is_asked_about(text: str, edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.write("Møtet startet", text)
    found = read(edit)
    assert told(found) == [("uklar-tid", "Møtet startet")]
    assert found.record.startet is None


def test_a_fact_that_is_there_twice_is_asked_about_when_they_differ(edit: WordEdit, read: Read) -> None:
    complete(edit)
    paragraph = edit.control("Gjester").getparent()
    paragraph.addnext(like(paragraph, "Gjester: Åse Øst, Oslo"))
    assert told(read(edit)) == []
    paragraph.addnext(like(paragraph, "Gjester: Per Vest"))
    found = read(edit)
    assert (told(found), found.record.gjester) == ([("flere-like", "Gjester")], "")


def test_names_on_lines_of_their_own_are_a_list(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.write("Gjester", "Åse Øst,\nPer Vest")
    assert read(edit).record.gjester == "Åse Øst, Per Vest"


def test_a_name_in_the_next_paragraph_is_not_lost_silently(edit: WordEdit, read: Read) -> None:
    complete(edit)
    paragraph = edit.control("Gjester").getparent()
    paragraph.addnext(like(paragraph, "Per Vest"))
    assert told(read(edit)) == [("ulest-tekst", "Andre til stede")]
