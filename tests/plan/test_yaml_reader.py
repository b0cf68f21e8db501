"""YAML to plain values with positions: as written, all problems at once, no way to exhaust it."""

import sys
import tracemalloc
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.yaml import source
from dokumentmaskin.plan.yaml.reader import (
    LOADER,
    MAX_DEPTH,
    MAX_NODES,
    PURE_LOADER,
    field_name,
    parse_yaml,
    read_yaml,
)
from tests.profiles import examples

both_loaders = pytest.mark.parametrize("loader", [LOADER, PURE_LOADER], ids=["libyaml", "pure"])


def data(text: str, loader: Any = LOADER) -> Any:
    return parse_yaml(text, "plan/x.yaml", loader).data


def problems_in(text: str, loader: Any = LOADER) -> tuple[Problem, ...]:
    with pytest.raises(PlanError) as caught:
        parse_yaml(text, "plan/x.yaml", loader)
    return caught.value.problems


def summary(text: str, loader: Any = LOADER) -> list[tuple[str, int, int, str]]:
    return [
        (problem.code, problem.place.line, problem.place.column, problem.place.field)
        for problem in problems_in(text, loader)
        if problem.place
    ]


@both_loaders
@pytest.mark.parametrize(
    "written",
    [
        "10:00",
        "no",
        "yes",
        "on",
        "0150",
        "05/22",
        "1e3",
        "true",
        "2022-03-11",
        "1_000",
        "0x1F",
        ".inf",
        "=",
        "<<",
        "Null",
        "NULL",
    ],
)
def test_a_scalar_is_the_text_that_was_written(written: str, loader: Any) -> None:
    assert data(f"a: {written}\n", loader) == {"a": written}
    assert data(f"{written}: a\n", loader) == {written: "a"}


@both_loaders
def test_only_plain_null_is_nothing(loader: Any) -> None:
    assert data("a: null\nb: ~\nc:\nd: 'null'\ne: \"\"\nf: '~'\n", loader) == {
        **dict.fromkeys("abc"),
        "d": "null",
        "e": "",
        "f": "~",
    }
    assert data("---\n", loader) is None


@both_loaders
def test_nfd_is_nfc_also_in_keys_and_escapes(loader: Any) -> None:
    assert data('a\u030a: "a\\u030A"\n', loader) == {"å": "å"}
    assert summary("å: 1\na\u030a: 2\n", loader) == [("dobbel-nokkel", 2, 1, "å")]


@both_loaders
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_positions_count_characters(loader: Any, mark: str, newline: str, tmp_path: Path) -> None:
    text = "møte: {å😀: 'ø', b: [x, ~]}\nliste:\n  - én: to\n  - tre\ntom:\n"
    file = tmp_path / "x.yaml"
    file.write_bytes((mark + text.replace("\n", newline)).encode())
    document = parse_yaml(source.decode_file(file, "plan/x.yaml"), "plan/x.yaml", loader)
    assert read_yaml(file, "plan/x.yaml") == document
    assert dict(document.key_positions) == {
        ("møte",): (1, 1),
        ("møte", "å😀"): (1, 8),
        ("møte", "b"): (1, 17),
        ("møte", "b", 0): (1, 21),
        ("møte", "b", 1): (1, 24),
        ("liste",): (2, 1),
        ("liste", 0): (3, 5),
        ("liste", 0, "én"): (3, 5),
        ("liste", 1): (4, 5),
        ("tom",): (5, 1),
    }
    assert document.value_positions["møte", "å😀"] == (1, 12)
    assert document.value_positions["liste", 0, "én"] == (3, 9)
    assert document.value_positions["tom",] == (5, 5)
    assert document.value_positions[()] == (1, 1)


def test_place_of_what_is_missing_is_the_nearest_parents() -> None:
    document = parse_yaml("a:\n  b: c\n", "plan/x.yaml")
    assert document.place(("a", "b")) == Place("plan/x.yaml", 2, 6, "a.b")
    assert document.key_place(("a", "b")) == Place("plan/x.yaml", 2, 3, "a.b")
    assert document.place(("a", "b", 0, "c")) == Place("plan/x.yaml", 2, 6, "a.b[1].c")
    assert document.key_place(("a", "x")) == Place("plan/x.yaml", 1, 1, "a.x")
    assert document.place(("nei",)) == Place("plan/x.yaml", 1, 1, "nei")
    assert document.key_place(("nei",)) == Place("plan/x.yaml", 1, 1, "nei")


def test_field_names_count_from_one() -> None:
    assert field_name(("møteplan", 2, "dato")) == "møteplan[3].dato"
    assert field_name((0, "a")) == "[1].a"
    assert field_name(()) == ""


@both_loaders
def test_all_problems_of_a_file_at_once(loader: Any) -> None:
    text = 'a: 1\na: 2\nb:\n  - !!int 3\n  - {x: 1, x: "hei\\a"}\n~: \x01\nc: *d\ne: @\n'
    assert summary(text, loader) == [
        ("dobbel-nokkel", 2, 1, "a"),
        ("yaml-tagg", 4, 5, "b[1]"),
        ("dobbel-nokkel", 5, 12, "b[2].x"),
        ("ugyldig-tegn", 5, 19, ""),
        ("ugyldig-nokkel", 6, 1, ""),
        ("ugyldig-tegn", 6, 4, ""),
        ("ukjent-anker", 7, 4, "c"),
        ("yaml-spesialtegn", 8, 4, ""),
    ]


def test_a_duplicate_names_both_places() -> None:
    (problem,) = problems_in("å: 1\nb:\n  tid: 1\n  sted: 2\n  tid: 3\n")
    assert str(problem).startswith("plan/x.yaml:5:3 b.tid: «tid» står to ganger: på linje 3")
    assert "kolonne 3" in problem.message


@both_loaders
@pytest.mark.parametrize("tag", ["!!int", "!!python/object:os.system", "!x", "!"])
def test_tags_are_refused(tag: str, loader: Any) -> None:
    for value in ("1", "[1]", "{a: 1}"):
        (problem,) = problems_in(f"a: {tag} {value}\n", loader)
        assert problem.code == "yaml-tagg"
        assert f"«{tag}»" in problem.message


@both_loaders
@pytest.mark.parametrize("key", ["{a: b} ", "[a] ", "~ ", "null ", "?\n"])
def test_a_key_is_text(key: str, loader: Any) -> None:
    assert [found[0] for found in summary(f"{key}: b\n", loader)] == ["ugyldig-nokkel"]


@both_loaders
def test_one_document_in_a_file(loader: Any) -> None:
    assert data("---\na: b\n...\n", loader) == {"a": "b"}
    assert summary("a: b\n---\nc: d\n", loader) == [("flere-dokumenter", 2, 1, "")]
    assert summary("%YAML 1.1\n---\na: b\n", loader) == [("yaml-direktiv", 1, 1, "")]
    assert summary("# bare dette\n", loader) == [("tom-fil", 0, 0, "")]


@both_loaders
@pytest.mark.parametrize("escape", [r"\a", r"\x00", r"\r", r"\uE000", r"\uFFFF", r"\L", r"\ud800"])
def test_escapes_cannot_bring_in_what_is_forbidden(escape: str, loader: Any) -> None:
    (found,) = summary(f'å: b\nc: ["x", "å\\\\{escape}y"]\n', loader)
    assert found[1:3] == (2, 14)


@both_loaders
def test_aliases_are_separate_copies_with_places(loader: Any) -> None:
    document = parse_yaml("a: &x {b: [c]}\nd: *x\n", "x", loader)
    assert document.data == {"a": {"b": ["c"]}, "d": {"b": ["c"]}}
    assert isinstance(document.data, dict)
    assert document.data["a"] is not document.data["d"]
    assert document.value_positions["d",] == (2, 4)
    assert document.key_positions["d", "b"] == (1, 8)
    assert data("a: &k navn\n*k : x\n", loader) == {"a": "navn", "navn": "x"}


@both_loaders
@pytest.mark.parametrize("text", ["&a [*a]\n", "a: &a\n  b: {c: *a}\n"])
def test_an_alias_to_itself_is_refused(text: str, loader: Any) -> None:
    assert [found[0] for found in summary(text, loader)] == ["alias-i-ring"]


@both_loaders
def test_billion_laughs_are_refused_before_memory_grows(loader: Any) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    tracemalloc.start()
    assert [found[0] for found in summary("\n".join(rows), loader)] == ["for-mange-verdier"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@both_loaders
def test_limits_are_exact(loader: Any) -> None:
    assert data("[" * MAX_DEPTH + "]" * MAX_DEPTH, loader)
    assert [found[0] for found in summary("[" * 51 + "]" * 51, loader)] == ["for-dypt"]
    deep = "a: &a " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 10 + "*a" + "]" * 10 + "\n"
    assert [found[0] for found in summary(deep, loader)] == ["for-dypt"]
    aliases = f"[&a {{}}, {', '.join(['*a'] * (MAX_NODES - 2))}]"
    if loader is LOADER:
        assert len(data(aliases, loader)) == MAX_NODES - 1
        assert summary(aliases[:-1] + ", *a]", loader)[0][0] == "for-mange-verdier"


@both_loaders
@pytest.mark.parametrize("unit", ["[", "{", "- ", "? ", "{a: ", "&a ["])
def test_a_hundred_thousand_levels_are_an_error(unit: str, loader: Any) -> None:
    limit = sys.getrecursionlimit()
    assert problems_in(unit * 100_000, loader)
    assert sys.getrecursionlimit() == limit


allowed_text = st.text().filter(
    lambda text: not source.FORBIDDEN.search(unicodedata.normalize("NFC", text) + text)
)
quoted_text = allowed_text.filter(lambda text: "\r" not in text)


@pytest.mark.parametrize("style", ['"', "'"])
@pytest.mark.parametrize("unicode", [True, False])
@given(value=quoted_text)
@example(value="10:00")
@example(value="a\u030a «”»: # {*&!")
def test_quoted_text_is_read_back(style: str, unicode: object, value: str) -> None:
    text = yaml.dump({"a": value}, default_style=style, allow_unicode=bool(unicode), width=40)
    assert data(text) == {"a": unicodedata.normalize("NFC", value)}


@given(st.binary() | st.text("ab: -\n\"'[]{},#&*!|>?%@`\t\\~<=", max_size=60).map(str.encode))
@settings(max_examples=examples(400))
@example(b'a: "\\UFFFFFFFF"')
@example(b'a: "\\U00110000"')
@example(b"%YAML 9999999999999999999999.1\n---\n")
def test_any_bytes_give_a_document_or_a_plan_error(
    tmp_path_factory: pytest.TempPathFactory, written: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(written)
    for loader in (LOADER, PURE_LOADER):
        assert all(problem.message and problem.advice for problem in problems_of(file, loader))


def problems_of(file: Path, loader: Any) -> tuple[Problem, ...]:
    try:
        parse_yaml(source.decode_file(file, "plan/any.yaml"), "plan/any.yaml", loader)
    except PlanError as error:
        return error.problems
    return ()


plain = st.text("abcæøå😀?:#- ", min_size=1, max_size=8).map(lambda word: f"x{word}y".strip())
values = st.recursive(
    st.none() | plain | allowed_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain, inner, max_size=4),
    max_leaves=20,
)


@given(values, st.sampled_from([None, True, False]), st.booleans())
@settings(max_examples=examples(300))
def test_both_loaders_agree(value: Any, flow: Any, unicode: Any) -> None:
    text = yaml.dump(value, default_flow_style=flow, allow_unicode=unicode, width=30)
    assert parse_yaml(text, "x", LOADER) == parse_yaml(text, "x", PURE_LOADER)


@given(values, st.booleans())
def test_every_key_position_points_to_the_key(value: Any, flow: Any) -> None:
    text = yaml.dump(value, default_flow_style=flow, allow_unicode=True, width=10_000)
    document = parse_yaml(text, "x")
    lines = source.normalise(text).split("\n")
    for field, (line, column) in document.key_positions.items():
        if isinstance(field[-1], str):
            rest = lines[line - 1][column - 1 :].removeprefix("'")
            assert rest.startswith(field[-1])
        assert document.place(field).line >= line


@both_loaders
@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("{navn}: a\n", "Er det vanlig tekst, setter du anførselstegn rundt hele verdien."),
        ("[navn]: a\n", "Er det vanlig tekst, setter du anførselstegn rundt hele verdien."),
        ("~: a\n", 'Sett anførselstegn rundt nøkkelen hvis den skal være tekst: "null".'),
    ],
)
def test_a_key_that_is_no_text_is_told_of_as_what_it_is(text: str, advice: str, loader: Any) -> None:
    (problem,) = problems_in(text, loader)
    assert (problem.code, problem.advice) == ("ugyldig-nokkel", advice)
