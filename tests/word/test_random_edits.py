"""Whatever edits there are: all of them are found, and accepting them loses no word that stays."""

import re
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dokumentmaskin.word.text import document_text
from dokumentmaskin.word.traces import accepted, find_traces
from tests.profiles import examples
from tests.word.random_edits import RandomEdits
from tests.word.tracked import part, part_names

WORD = re.compile(r"(?:ord|overskrift|rad|ny|fet|slutt|slettet|flyttet|skjult|kommentar|note)\d+")
GONE = ("slettet", "skjult", "kommentar")


def words(document: bytes) -> set[str]:
    """Every word of the document's text, also what no reader sees."""
    xml = b"".join(part(document, name) for name in part_names(document) if name.startswith("word/"))
    return set(WORD.findall(xml.decode()))


@settings(max_examples=examples(150))
@given(st.randoms(use_true_random=False))
def test_accepting_takes_away_what_was_taken_out_and_keeps_every_other_word(random: Random) -> None:
    document = RandomEdits(random).document()
    settled = accepted(document)
    assert find_traces(settled).text == ()
    assert accepted(settled) is settled
    assert not [word for word in words(settled) if word.startswith(GONE)]
    certain = {
        word for word in words(document) if word.startswith(("ord", "overskrift", "ny", "fet", "slutt"))
    }
    assert certain <= words(settled)


@settings(max_examples=examples(150))
@given(st.randoms(use_true_random=False))
def test_every_word_that_is_not_plain_is_named(random: Random) -> None:
    document = RandomEdits(random).document()
    named = set(WORD.findall(" ".join(trace.text for trace in find_traces(document).text)))
    unsettled = ("slettet", "skjult", "kommentar", "ny", "fet", "flyttet")
    assert {word for word in words(document) if word.startswith(unsettled)} <= named


@settings(max_examples=examples(50))
@given(st.randoms(use_true_random=False))
def test_the_words_of_the_accepted_document_are_those_that_word_prints(random: Random) -> None:
    document = RandomEdits(random).document()
    before, after = (document_text(docx).body for docx in (document, accepted(document)))
    # A note that only deleted text refers to is on no page, though its words are still in the file.
    assert [w for w in after if not w.startswith("note")] == [w for w in before if not w.startswith("note")]
