"""Which block is which, and in what order the result has them."""

from hypothesis import given
from hypothesis import strategies as st

from dokumentmaskin.word.merge.matching import merged_order, pairs, same_headings
from dokumentmaskin.word.merge.sides import Side
from tests.word.merge.building import Line, word

BASE = ["Sak 1: Luft", "Sak 2: Vann", "Sak 3: Jord", "Neste møte"]


def test_a_case_keeps_its_place_by_title_when_numbers_shift() -> None:
    assert same_headings(BASE, ["Sak 1: Ny", "Sak 2: Luft", "Sak 3: Vann", "Sak 4: Jord", "Neste møte"]) == {
        1: 0,
        2: 1,
        3: 2,
        4: 3,
    }


def test_a_title_that_is_alike_under_the_same_number_is_the_same_case() -> None:
    assert same_headings(BASE, ["Sak 1: Luften", "Sak 2: Skog"]) == {0: 0}


def test_a_person_may_give_a_numbered_case_any_title() -> None:
    assert same_headings(BASE, ["Sak 2: Skog"], by_number=True) == {0: 1}


def test_running_numbers_are_numbers() -> None:
    assert same_headings(["Sak 05/22: Luft"], ["Sak 06/22: Luft"]) == {0: 0}


def test_two_of_the_same_words_are_two() -> None:
    assert same_headings(["Vedtak", "Vedtak"], ["Vedtak", "Vedtak", "Vedtak"]) == {0: 0, 1: 1}


def test_the_one_who_moves_decides() -> None:
    assert merged_order("abcd", "abcd", "dabc") == list("dabc")
    assert merged_order("abcd", "bacd", "abcd") == list("bacd")
    assert merged_order("abcd", "bacd", "dabc") == list("bacd")


def test_what_is_new_comes_after_what_it_follows() -> None:
    assert merged_order("abc", "aXbc", "abYc") == list("aXbYc")
    assert merged_order("abc", "Xabc", "abc") == list("Xabc")
    assert merged_order("abc", "aXbc", "cab") == list("caXb")


@given(
    st.permutations("abcdef"),
    st.permutations("abcdefXY"),
    st.permutations("abcdefZ"),
    st.sets(st.sampled_from("abcdefXYZ")),
)
def test_nothing_is_twice_and_nothing_is_missing(
    base: list[str], mine: list[str], theirs: list[str], gone: set[str]
) -> None:
    kept_mine = [item for item in mine if item not in gone]
    merged = merged_order(base, kept_mine, theirs)
    assert sorted(merged) == sorted({*kept_mine, *theirs})


@given(st.permutations("abcdef"), st.permutations("abcdefZ"))
def test_without_a_change_of_the_persons_the_plans_order_stands(base: list[str], theirs: list[str]) -> None:
    assert merged_order(base, base, theirs) == theirs


def paired(base: list[Line], other: list[Line]) -> dict[int, int]:
    return pairs(Side(word(*base)).blocks, Side(word(*other)).blocks)


def test_blocks_in_the_same_places_are_the_same_when_they_are_of_the_same_kind() -> None:
    assert paired(["Luft"], ["Noe helt annet"]) == {0: 0}
    assert paired(["Luft"], [[["Luft"]]]) == {}
    assert paired(["Luft"], ["- Noe helt annet"]) == {}
    assert paired([[["Luft"]]], [[["Noe helt annet"]]]) == {0: 0}


def test_what_is_alike_is_the_same_where_the_numbers_differ() -> None:
    assert paired(["Vi drøftet luft"], ["Nytt", "Vi drøftet lufta", "Mer"]) == {1: 0}
    assert paired(["Vi drøftet luft"], ["xyz", "qwe", "zxc"]) == {}
    assert paired(["Vi drøftet luft"], ["Nytt", [["Vi drøftet luft"]], "Mer"]) == {}
    assert paired(["abcd", "Vi drøftet luft"], ["Vi drøftet lufta"]) == {0: 1}


def test_a_table_is_known_by_its_first_row() -> None:
    base: list[Line] = [[["Hva", "Hvem"], ["Rapport", "Kari"]]]
    assert paired(base, ["Nytt", [["Hva", "Hvem"], ["x", "y"], ["helt", "annet"]]]) == {1: 0}
    assert paired([[["", ""], ["Rapport", "Kari"]]], ["Nytt", [["", ""], ["zzz", "yyy"]]]) == {}
