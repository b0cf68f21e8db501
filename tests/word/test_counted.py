"""Counts under labels said as a sentence in the copy that is printed, and nothing else changed."""

import copy
from typing import Any

import pytest
from lxml import etree

from dokumentmaskin.minutes import COUNTS, VOTE_LINES
from dokumentmaskin.word import finished, in_words
from tests.minutes.finished import Save, every_save, skeleton
from tests.minutes.word_edits import W, WordEdit, run_of, shown
from tests.word.test_finished import every_language, form_help


def voted(language: str, **numbers: str) -> WordEdit:
    """Minutes in which case 4 was voted on."""
    edit = WordEdit(skeleton(language))
    for name, number in numbers.items():
        field(edit, name, number)
    return edit


def field(edit: WordEdit, name: str, text: str) -> Any:
    found = [tag.getparent().getparent() for tag in edit.root.iter(W + "tag") if tag.get(W + "val") == name]
    control = found[2]  # cases 1, 2 and 4 are voted on
    for mark in control.iter(W + "showingPlcHdr"):
        mark.getparent().remove(mark)
        break
    content = control.find(W + "sdtContent")
    for child in list(content):
        content.remove(child)
    content.extend([run_of(part) for part in (text[:1], text[1:]) if part])
    return control


def lines(docx: bytes) -> list[str]:
    said = [" ".join(shown(line).replace(":", ": ").split()) for line in WordEdit(docx).root.iter(W + "p")]
    return [text for text in said if text]


def printed(docx: bytes) -> list[str]:
    return [text for text in lines(docx) if text.startswith(tuple(VOTE_LINES))]


@every_language
@every_save
def test_votes_are_printed_as_a_sentence(language: str, save: Save) -> None:
    edit = voted(language, **{"felt-for": "18", "felt-mot": "2", "felt-avholdende": "1"})
    copied = finished(save(edit).saved(), form_help())
    sentence = {"bokmål": "Votering: 18 for, 2 mot, 1 avholdende",
                "nynorsk": "Røysting: 18 for, 2 mot, 1 avhaldande"}[language]  # fmt: skip
    assert printed(in_words(copied, VOTE_LINES, COUNTS)) == [sentence]
    before, after = lines(copied), lines(in_words(copied, VOTE_LINES, COUNTS))
    assert [a for a, b in zip(before, after, strict=True) if a != b] == printed(copied)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"felt-votering": "Enstemmig", "felt-for": "14"}, "Votering: Enstemmig, 14 for"),
        ({"felt-for": "8", "felt-mot": "2"}, "Votering: 8 for, 2 mot"),
        ({"felt-votering": "Enstemmig"}, "Votering: Enstemmig"),
        ({"felt-for": "8 (5 Ap, 3 Sp)", "felt-mot": "2 (2 H)"}, "Votering: 8 for (5 Ap, 3 Sp), 2 mot (2 H)"),
        ({"felt-for": "8", "felt-mot": "2, Kari og Ola"}, "Votering: For: 8 Mot: 2, Kari og Ola"),
    ],
)
def test_what_is_no_number_keeps_its_label(numbers: dict[str, str], sentence: str) -> None:
    copied = finished(voted("bokmål", **numbers).saved(), form_help())
    assert printed(in_words(copied, VOTE_LINES, COUNTS)) == [sentence]


def test_a_note_beside_a_number_is_never_taken() -> None:
    edit = voted("bokmål", **{"felt-for": "8"})
    control = field(edit, "felt-mot", "2")
    note = copy.deepcopy(run_of(""))
    etree.SubElement(note, W + "footnoteReference").set(W + "id", "7")
    control.addnext(note)
    copied = finished(edit.saved(), form_help())
    assert in_words(copied, VOTE_LINES, COUNTS) == copied


def test_a_line_of_running_text_is_left_as_it_is() -> None:
    edit = voted("bokmål")
    edit.write("Sak 4: kort referat", "For: 8 Mot: 2")
    line = next(p for p in edit.root.iter(W + "p") if shown(p) == "For: 8 Mot: 2")
    for run in list(line.iter(W + "r")):
        run.getparent().remove(run)
    line.extend([run_of("For:"), run_of(" 8 "), run_of("Mot:"), run_of(" 2")])
    copied = finished(edit.saved(), form_help())
    assert in_words(copied, VOTE_LINES, COUNTS) == copied
