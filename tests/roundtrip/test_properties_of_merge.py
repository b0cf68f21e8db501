"""What holds for any edits and any change of the plan: no word of the person's is lost."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.word.merge import merge, same_content
from tests.profiles import examples
from tests.roundtrip import foreign, reading
from tests.roundtrip.cells import ACCOUNT
from tests.roundtrip.editors import Edit, EditError, WordLike
from tests.roundtrip.edits import Kind
from tests.roundtrip.package import Package
from tests.roundtrip.plans import PLANS, UNCHANGED, PlanChange
from tests.roundtrip.word_edits import WordEdits

pytestmark = pytest.mark.xdist_group("roundtrip-properties")

PLACES = (
    "Referat fra", "Møteform:", "Send merknader", "Deltakere", "Drammensregionen", "Folloregionen",
    "Sak 2:", "Sak 4:", "Prioritering:", "Sak 5:", "representant for reise", "Sak 7:", "Hvem", "Neste møte",
)  # fmt: skip
PROMPTS = (ACCOUNT, "Skriv hva gruppen konkluderte med.", "Skriv hvem", "Skriv hva som skal gjøres")
TYPED: tuple[Kind, ...] = ("sentence", "paragraph", "comment", "footnote", "list", "table", "picture")
BARE: tuple[Kind, ...] = ("bold", "remove")
IN_TABLES: tuple[Kind, ...] = ("row", "remove_row", "cell", "tick")

# Words that nobody else has written, so that one that is lost is seen.
fresh = st.integers(0, 10**6).map(lambda number: f" ord{number} skrevet")
places = st.sampled_from(PLACES)
edits = st.one_of(
    st.builds(Edit, st.sampled_from(TYPED), places, fresh),
    st.builds(Edit, st.sampled_from(BARE), places),
    st.builds(Edit, st.sampled_from(IN_TABLES), st.sampled_from(PLACES[4:6]), fresh),
    st.builds(Edit, st.just("fill"), places, fresh, st.sampled_from(PROMPTS)),
    st.builds(lambda place, target: Edit("move", place, target=target), places, places),
    st.builds(lambda text: Edit("footer", text=text), fresh),
)
some_edits = st.lists(edits, min_size=1, max_size=6)
# A merge takes a good part of a second, so that to look for the smallest failure would take many minutes.
quick = settings(
    max_examples=examples(25),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def edited(base: bytes, wanted: list[Edit], seed: int) -> bytes:
    """What becomes of a document by those of the edits that can be done in it."""
    work = WordEdits(Package(base))
    done = []
    for edit in wanted:
        if edit.place == edit.target:
            continue
        try:
            work.do(edit)
        except (EditError, StopIteration):
            continue
        done.append(edit)
    return WordLike(seed).save(base, done)


def lost_words(base: bytes, mine: bytes, merged: bytes) -> list[str]:
    """The words that the person has written and the merged document lacks."""
    return sorted((reading.words(mine) - reading.words(base) - reading.words(merged)).elements())


@quick
@given(wanted=some_edits, plan=st.sampled_from(PLANS[1:]), seed=st.integers(0, 99))
def test_no_word_is_lost_and_a_second_merge_changes_nothing(
    renders: dict[str, bytes], wanted: list[Edit], plan: PlanChange, seed: int
) -> None:
    base, theirs = renders[UNCHANGED.name], renders[plan.name]
    mine = edited(base, wanted, seed)
    merged = merge(base, mine, theirs)
    assert lost_words(base, mine, merged.data) == []
    assert merge(base, mine, theirs) == merged
    again = merge(theirs, merged.data, theirs)
    assert same_content(again.data, merged.data)
    assert reading.is_whole(merged.data)


@quick
@given(wanted=some_edits, seed=st.integers(0, 99))
def test_with_a_plan_that_is_unchanged_the_document_stays_the_persons(
    renders: dict[str, bytes], wanted: list[Edit], seed: int
) -> None:
    base = renders[UNCHANGED.name]
    mine = edited(base, wanted, seed)
    merged = merge(base, mine, base).data
    assert same_content(merged, mine)
    assert lost_words(base, mine, merged) == []


@quick
@given(plan=st.sampled_from(PLANS), seed=st.integers(0, 9999))
def test_a_document_that_word_only_saved_is_no_edit_whatever_word_did(
    renders: dict[str, bytes], plan: PlanChange, seed: int
) -> None:
    base, theirs = renders[UNCHANGED.name], renders[plan.name]
    saved = WordLike(seed).save(base)
    assert same_content(base, saved)
    assert merge(base, saved, theirs).data == theirs


blocks = st.lists(
    st.tuples(st.sampled_from(foreign.KINDS), st.sampled_from(["Luft", "Vann", "Jord", "Skog", "Hav", "Is"])),
    min_size=1,
    max_size=7,
)


@quick
@given(before=blocks, after=blocks, wanted=st.lists(st.tuples(st.integers(0, 99), edits), max_size=4))
def test_no_word_is_lost_in_documents_of_any_kind(
    before: list[tuple[str, str]],
    after: list[tuple[str, str]],
    wanted: list[tuple[int, Edit]],
) -> None:
    base, theirs = foreign.document(before), foreign.document(after)
    there = reading.paragraphs(base)
    moved_there = [_moved(edit, there, number) for number, edit in wanted]
    mine = edited(base, moved_there, 3)
    try:
        merged = merge(base, mine, theirs).data
        untouched = merge(base, base, theirs).data
    except RefusedError as refused:
        # A note that only the plan's side has is not merged in; nothing is written over then.
        has_notes = {kind for kind, _ in after} & {"footnote", "endnote"}
        if not (has_notes and "fotnote" in str(refused)):
            raise
        return
    assert lost_words(base, mine, merged) == []
    assert reading.is_whole(merged)
    assert untouched == theirs
    assert _notes_are_there(merged)


def _moved(edit: Edit, there: list[str], number: int) -> Edit:
    """The same edit at a place that this document has."""
    place = there[number % len(there)]
    return Edit(edit.kind, place, edit.text, there[0] if edit.kind == "move" else edit.target)


def _notes_are_there(docx: bytes) -> bool:
    """Every reference to a note or comment leads to one."""
    package = Package(docx)
    return not any(reading.dangling(package, kind) for kind in ("footnote", "endnote", "comment"))
