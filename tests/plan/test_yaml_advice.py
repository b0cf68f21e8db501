"""Each way people break YAML: the place of the mistake, and what to write instead."""

from dataclasses import dataclass

import pytest
import yaml

from dokumentmaskin.errors import PlanError, Problem
from dokumentmaskin.plan.yaml.reader import LOADER, PURE_LOADER, parse_yaml


def problem_in(text: str, loader: type = LOADER) -> Problem:
    with pytest.raises(PlanError) as caught:
        parse_yaml(text, "plan/x.yaml", loader)
    assert len(caught.value.problems) == 1, str(caught.value)
    return caught.value.problems[0]


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    place: tuple[int, int]
    code: str
    advice: str


CASES = (
    Case("colon", "tittel: Møte: del 2\n", (1, 13), "kolon", ': tittel: "Møte: del 2"'),
    Case("colon-last", "tittel: Hva skjer:\n", (1, 18), "kolon", ': tittel: "Hva skjer:"'),
    Case(
        "colon-in-brackets",
        "m:\n  - {type: x, kommentar: Møte: del 2}\n",
        (2, 30),
        "kolon",
        ': kommentar: "Møte: del 2"',
    ),
    Case("colon-comment", "t: Møte: to # hei\n", (1, 8), "kolon", ': t: "Møte: to"'),
    Case("asterisks", "tekst: **viktig** sak\n", (1, 8), "spesialtegn", ': tekst: "**viktig** sak"'),
    Case("alias", "tekst: *viktig sak\n", (1, 8), "spesialtegn", ': tekst: "*viktig sak"'),
    Case("at", "t: @navn\n", (1, 4), "spesialtegn", ': t: "@navn"'),
    Case("percent", "t: %del\n", (1, 4), "spesialtegn", ': t: "%del"'),
    Case("ampersand", "t: & Sønn\n", (1, 4), "spesialtegn", ': t: "& Sønn"'),
    Case("exclamation", "t: !å se\n", (1, 4), "spesialtegn", ': t: "!å se"'),
    Case("greater", "t: > 5 deltakere\n", (1, 4), "spesialtegn", ': t: "> 5 deltakere"'),
    Case("pipe", "t: | x\n", (1, 4), "spesialtegn", ': t: "| x"'),
    Case("dash", "t: - x\n", (1, 4), "spesialtegn", ': t: "- x"'),
    Case("question", "t: ? hva\n", (1, 4), "spesialtegn", ': t: "? hva"'),
    Case("bracket", "t: [Utkast] Referat\n", (1, 4), "spesialtegn", ': t: "[Utkast] Referat"'),
    Case("brace", "t: {navn} Hansen\n", (1, 4), "spesialtegn", ': t: "{navn} Hansen"'),
    Case("backtick", "t: `kode`\n", (1, 4), "spesialtegn", ': t: "`kode`"'),
    Case("item", "- a\n- @b\n", (2, 3), "spesialtegn", ': "@b"'),
    Case("key", "@navn: b\n", (1, 1), "spesialtegn", ': "@navn"'),
    Case("tab", "a:\n\tb: c\n", (2, 1), "tabulator", "med 2 mellomrom: «  b: c»"),
    Case("tab-later", "a:\n  b: c\n\td: e\n", (3, 1), "tabulator", "med 2 mellomrom: «  d: e»"),
    Case("deeper", "a: 1\n  b: 2\n", (2, 3), "innrykk", "inn 0 mellomrom: «b: 2»"),
    Case("key-of-item", "m:\n  - d: x\n   t: y\n", (3, 4), "innrykk", "inn 4 mellomrom: «    t: y»"),
    Case("block-text", "t: |\n  en\n to\n", (3, 2), "innrykk", "inn 2 mellomrom: «  to»"),
    Case(
        "with-children",
        "a:\n  b: 1\n   c:\n    d: 2\n",
        (3, 4),
        "innrykk",
        "inn 2 mellomrom: «  c:»",
    ),
    Case("quote", 'a: "x\nb: y\nc: z\n', (1, 4), "anforselstegn", ': "x"'),
    Case("quote-then-quotes", 'a: "x\nb: "y"\nc: z\n', (1, 4), "anforselstegn", ': "x"'),
    Case("two-quotes", 'a: 1\nb: "x\nc: y\nd: "z\n', (2, 4), "anforselstegn", ': "x"'),
    Case("apostrophe", "a: 'x\n", (1, 4), "anforselstegn", ": 'x'"),
    Case("quote-in-brackets", 'm: {a: "x, b: y}\nc: d\n', (1, 8), "anforselstegn", '"x, b: y}"'),
    Case("quoted-key", "a: b\n'c: d\n", (2, 1), "anforselstegn", "der teksten slutter."),
    Case("quote-backslash", 'a: "x\\\nb: c\n', (1, 4), "anforselstegn", "der teksten slutter."),
    Case("after-quote", 't: "Hei" sa hun\n', (1, 10), "anforselstegn", ": t: '\"Hei\" sa hun'"),
    Case("two-words", 't: "A" og "B"\n', (1, 8), "anforselstegn", """: t: '"A" og "B"'"""),
    Case("genitive", "t: 'NAV's ansvar'\n", (1, 9), "anforselstegn", ': t: "NAV\'s ansvar"'),
    Case("curly", "t: ”Møte: del”\n", (1, 4), "anforselstegn", ': t: "Møte: del"'),
    Case("guillemets", "t: «Møte: del»\n", (1, 9), "kolon", ': t: "«Møte: del»"'),
    Case("square", "a: [x, y\nb: c\n", (1, 4), "parentes", ": [x, y]"),
    Case("curly-bracket", "a: {x: 1, y: 2\nb: c\n", (1, 4), "parentes", ": {x: 1, y: 2}"),
    Case("inner", "- {a: [1, 2}\n", (1, 7), "parentes", ": [1, 2]"),
    Case("at-end", "b: 1\na: [x,\n  y\n", (2, 4), "parentes", ": [x, y]"),
    Case("comma", "a: {x: 1 y: 2}\n", (1, 9), "komma", ": a: {x: 1, y: 2}"),
    Case("comma-quotes", 'a: ["x" "y"]\n', (1, 8), "komma", ': a: ["x", "y"]'),
    Case("comma-lines", 't: [\n  "x"\n  "y"\n]\n', (2, 6), "komma", ': "x", "y"'),
    Case("tight", "a: 1\ndato:2022-03-11\nb: c\n", (2, 6), "mellomrom", ": dato: 2022-03-11"),
    Case("tight-first", "dato:2022\nb: c\n", (1, 6), "mellomrom", ": dato: 2022"),
    Case("tight-item", "- dato:2022\n  b: c\n", (1, 8), "mellomrom", ": dato: 2022"),
    Case("tight-dash", "a:\n  - x\n  -y\n", (3, 4), "mellomrom", ": - y"),
    Case("no-colon", "a: b\ntittel Møte\nc: d\n", (2, 7), "kolon", "skriv: tittel: Møte"),
    Case("escape", 't: "C:\\Mappe"\n', (1, 7), "escape", ": 'C:\\Mappe'"),
    Case("list-among-keys", "a: 1\n- b\n", (2, 1), "syntaks", "Rykk listen inn"),
    Case("fallback", "- a\nb: c\n", (2, 1), "syntaks", "på linjen over."),
)


@pytest.mark.parametrize("loader", [LOADER, PURE_LOADER], ids=["libyaml", "pure"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_says_where_the_mistake_is_and_what_to_write(case: Case, loader: type) -> None:
    problem = problem_in(case.text, loader)
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == case.place
    assert problem.code == f"yaml-{case.code}"
    assert case.advice in problem.advice
    assert problem.message.endswith(".")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_never_passes_on_the_parsers_words(case: Case) -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        list(yaml.parse(case.text, Loader=LOADER))
    english = getattr(caught.value, "problem", None) or str(caught.value)
    assert english not in str(problem_in(case.text))


def test_a_break_after_other_lines_has_its_own_line() -> None:
    text = "".join(f"nøkkel{number}: verdi\n" for number in range(200)) + "tittel: Møte: del 2\n"
    assert str(problem_in(text)).startswith("plan/x.yaml:201:13: ")


def test_a_wrong_remedy_is_not_advised() -> None:
    """The quote on line 1 is whole; only the one on line 3 lacks its end."""
    problem = problem_in('a: "to\n  linjer"\nb: "x\nc: y\n')
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (3, 4)


@pytest.mark.parametrize("loader", [LOADER, PURE_LOADER], ids=["libyaml", "pure"])
@pytest.mark.parametrize(
    "after",
    [
        "",
        "    form: digitalt\n",
        '  - type: "webinar"\n    tema: [Luft, Vann]\n',
        "  - {type: webinar, tittel: 'Om sol'}\n",
        '    form: digitalt\nmerknad: |\n  Se "x" [a]\n',
    ],
    ids=["item", "key", "quotes", "flow", "text"],
)
@pytest.mark.parametrize(
    ("value", "column", "advice"),
    [
        ("[Oslo", 16, ": [Oslo]"),
        ("[Oslo  # hvem?", 16, ": [Oslo]"),
        ("[Oslo,\n      Asker", 16, ": [Oslo, Asker]"),
        ("[{navn: Oslo", 17, ": [{navn: Oslo}]"),
        ("{navn: Oslo", 16, ": {navn: Oslo}"),
        ('"Oslo', 16, ': "Oslo"'),
        ("'Oslo", 16, ": 'Oslo'"),
    ],
)
def test_what_is_not_closed_in_a_long_file_is_told_of_where_it_opens(
    value: str, column: int, advice: str, after: str, loader: type
) -> None:
    item = "  - type: faggruppemøte\n    dato: 2022-03-11\n    form: digitalt\n"
    text = f"gruppe: klima\nmøteplan:\n{item * 14}  - type: samling\n    kommentar: {value}\n"
    problem = problem_in(f"{text}{after if after.startswith('    ') else item * 6 + after}", loader)
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (46, column)
    assert "blir ikke lukket" in problem.message
    assert problem.advice.endswith(advice)


def test_values_over_several_lines_are_not_blamed_for_a_later_mistake() -> None:
    text = 'm:\n  - a: "to\n      linjer"\n    b: [x,\n      y\n    ]\n  - c: Møte: del\n'
    problem = problem_in(text)
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (7, 12)


def test_a_question_mark_before_a_bracket_is_text() -> None:
    text = "m:\n  - {type: faggruppemøte, kommentar: Ringeriksregionen?}\n"
    for loader in (LOADER, PURE_LOADER):
        expected = {"m": [{"type": "faggruppemøte", "kommentar": "Ringeriksregionen?"}]}
        assert parse_yaml(text, "x", loader).data == expected


def test_a_comment_sign_in_a_value_is_no_error() -> None:
    assert parse_yaml("a: b #c\n", "x").data == {"a": "b"}
