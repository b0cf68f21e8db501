"""Two changes of a text, merged line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dokumentmaskin.pipeline.minutes.keeping import Conflict, differences, merge_lines

LINES = st.lists(st.sampled_from("abcde"), max_size=8).map(lambda lines: "".join(f"{x}\n" for x in lines))


def text(letters: str) -> str:
    return "".join(f"{letter}\n" for letter in letters)


@pytest.mark.parametrize(
    ("before", "own", "other", "merged"),
    [
        ("abc", "Abc", "abC", "AbC"),
        ("abc", "Abc", "aBc", "ABc"),
        ("abc", "axbc", "abC", "axbC"),
        ("abc", "ac", "abcd", "acd"),
        ("abc", "aXc", "aXcd", "aXcd"),
        ("abc", "xabc", "abcy", "xabcy"),
        ("ab", "axb", "aB", "axB"),
        ("abcd", "d", "abcdE", "dE"),
    ],
)
def test_changes_that_do_not_meet_are_both_there(before: str, own: str, other: str, merged: str) -> None:
    assert merge_lines(text(before), text(own), text(other)) == (text(merged), ())


@pytest.mark.parametrize(
    ("before", "own", "other", "conflict"),
    [
        ("abc", "aXc", "aYc", Conflict(1, ("X\n",), ("Y\n",))),
        ("abc", "ac", "aYc", Conflict(1, (), ("Y\n",))),
        ("ab", "aXb", "aYb", Conflict(1, ("X\n",), ("Y\n",))),
        ("abcd", "ad", "abXcd", Conflict(1, (), ("b\n", "X\n", "c\n"))),
        ("abc", "nyabX", "abY", Conflict(4, ("X\n",), ("Y\n",))),
    ],
)
def test_changes_that_meet_are_a_conflict_at_its_line(
    before: str, own: str, other: str, conflict: Conflict
) -> None:
    assert merge_lines(text(before), text(own), text(other)) == (text(own), (conflict,))


@given(LINES, LINES)
def test_one_change_alone_is_the_result(before: str, changed: str) -> None:
    assert merge_lines(before, changed, before) == (changed, ())
    assert merge_lines(before, before, changed) == (changed, ())
    assert merge_lines(before, changed, changed) == (changed, ())


@given(LINES, LINES, LINES)
def test_every_line_that_one_wrote_is_in_the_result(before: str, own: str, other: str) -> None:
    merged, conflicts = merge_lines(before, own, other)
    new = set(own.split()) - set(before.split())
    assert new <= set(merged.split())
    for conflict in conflicts:
        lines = own.splitlines(keepends=True)
        assert tuple(lines[conflict.line : conflict.line + len(conflict.own)]) == conflict.own


def test_differences_are_told_by_their_lines() -> None:
    assert differences(text("abc"), text("aXcd")) == (
        Conflict(1, ("b\n",), ("X\n",)),
        Conflict(3, (), ("d\n",)),
    )
