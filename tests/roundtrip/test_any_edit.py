"""Whatever differs in a file is an edit, and what a person has put in outlives a merge."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dokumentmaskin.errors import RefusedError
from dokumentmaskin.word.merge import merge, same_content
from dokumentmaskin.word.merge.structure import faults
from tests.profiles import examples
from tests.roundtrip.any_edit import PUT_IN, change, put_in
from tests.roundtrip.editors import WordLike
from tests.roundtrip.package import DOCUMENT, Package
from tests.roundtrip.plans import PLANS, RENAMED, TOURISM, UNCHANGED, PlanChange

pytestmark = pytest.mark.xdist_group("roundtrip-properties")


@settings(max_examples=examples(200, short=20))
@given(seed=st.integers(0, 10**6))
def test_any_change_in_any_part_is_seen(renders: dict[str, bytes], seed: int) -> None:
    base = renders[UNCHANGED.name]
    changed, said = change(base, random.Random(seed))  # noqa: S311 - the same each time, on purpose
    assert not same_content(base, WordLike(seed).save(changed)), said


@settings(max_examples=examples(60, short=6))
@given(seed=st.integers(0, 10**6), plan=st.sampled_from(PLANS[1:]))
def test_no_change_is_written_over(renders: dict[str, bytes], seed: int, plan: PlanChange) -> None:
    base, theirs = renders[UNCHANGED.name], renders[plan.name]
    changed, said = change(base, random.Random(seed))  # noqa: S311 - the same each time, on purpose
    mine = WordLike(seed).save(changed)
    try:
        merged = merge(base, mine, theirs).data
    except RefusedError:  # nothing is written then but a file beside it
        return
    assert merged != theirs, said
    assert faults(merged) - faults(mine) == {}


@pytest.mark.parametrize("known_by", PUT_IN)
def test_what_dok_does_not_know_stays_in_a_paragraph_that_the_plan_changes(
    renders: dict[str, bytes], known_by: str
) -> None:
    """The words are the same, so that the paragraph looks untouched to whoever reads words alone."""
    mine = WordLike(7).save(put_in(renders[UNCHANGED.name], PUT_IN[known_by], f"Sak 5: {TOURISM}"))
    merged = merge(renders[UNCHANGED.name], mine, renders["renamed"]).data
    before, after = (Package(docx).parts[DOCUMENT].decode().count(known_by) for docx in (mine, merged))
    assert after >= before > 0
    assert RENAMED in "".join(Package(merged).tree("word/comments.xml").itertext())
