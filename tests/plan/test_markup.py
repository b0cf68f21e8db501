"""What a text holds that no document can show is told of with its place, never printed as it was typed."""

from pathlib import Path

import pytest

from dokumentmaskin.errors import PlanError
from dokumentmaskin.plan import load_plan
from dokumentmaskin.plan.records.texts import unsupported
from tests.pipeline.meeting import PLAN, meeting


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        ("Kjør `dok`.", "kode", "`dok`"),
        ("```\n<br> ~~a~~\n```", "kode", "```"),
        ("a<br/>b", "HTML-kode", "<br/>"),
        ('<P class="x">a', "HTML-kode", '<P class="x">'),
        ("a <!-- b -->", "HTML-kode", "<!-- b -->"),
        ("- [x] gjort", "en oppgaveliste", "- [x] gjort"),
        ("Se.[^1]", "en fotnote", "[^1]"),
        ("~~gammelt~~ nytt", "en gjennomstreking", "~~gammelt~~"),
        ("Over\n\n* * *\n", "en skillelinje", "* * *"),
        ("Tittel\n===", "en skillelinje", "==="),
        ("[her]: https://x.no", "en lenke", "[her]: https://x.no"),
        ("| a | b |\n|---|:-:|\n| 1 | 2 | 3 |", "en rad som er lengre enn tabellen", "| 1 | 2 | 3 |"),
        ("| a | b |\n| 1 | 2 |", "en tabell uten strek under overskriften", "| a | b |"),
        ("| a | b | c |\n|---|---|\n| 1 | 2 |", "en tabell uten strek under overskriften", "| a | b | c |"),
    ],
)
def test_what_cannot_be_shown(text: str, name: str, written: str) -> None:
    (sign,) = unsupported(text)
    assert (sign.name, sign.written) == (name, written)
    assert text.split("\n")[sign.line - 1].strip() == written or written in text
    assert sign.advice


@pytest.mark.parametrize(
    "text",
    [
        "**fet** _kursiv_ [lenke](https://x.no) <https://x.no> \\`a\\` \\<br> \\~~a~~",
        "2 < 3 > 1, «<navn>», a & b, – og ---> dit",
        "# Tittel\n\n> sitat\n\n- a\n  1. b\n\n| a \\| b | c |\n|---|---|\n| 1 | 2 |\n| 3 |",
        "a | b\n--- | ---\n1 | 2\n\nx | y | z",
        "Verdien er |x| eller || y\n\n|x|\n\n| a \\| b |",
        "[Sak 3][vedlegg 2] [1] [merknad]: den gjelder fortsatt",
    ],
)
def test_what_can_be_shown_or_means_nothing(text: str) -> None:
    assert not list(unsupported(text))


def test_all_of_a_text_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    case = "- tittel: Sak\n  bakgrunn: |\n    a ~~b~~\n\n    <u>c</u>\n  vurdering: a `b`\n"
    with pytest.raises(PlanError) as caught:
        load_plan(meeting(tmp_path / "her", case, {}))
    told = [(problem.code, str(problem.place).split(" ")[0]) for problem in caught.value.problems]
    assert [code for code, _ in told] == ["ukjent-markering"] * 2
    assert all(place.startswith(f"{PLAN}/mote.yaml:") for _, place in told)
    assert "en gjennomstreking på linje 1, «~~b~~» og HTML-kode på linje 3, «<u>»" in str(
        caught.value.problems[0]
    )


def test_all_pictures_and_links_of_a_text_that_lead_nowhere_are_told_at_once(tmp_path: Path) -> None:
    texts = [
        "bakgrunn: '![](vedlegg/a.png) ![b](https://x.no/b.png)'",
        "vurdering: '[a](javascript:a) [b](file:b)'",
    ]
    case = "\n  ".join(["- tittel: Sak", *texts])
    with pytest.raises(PlanError) as caught:
        load_plan(meeting(tmp_path / "her", case, {}))
    pictures, links = (problem.message for problem in caught.value.problems)
    assert "«vedlegg/a.png» mangler" in pictures
    assert "«https://x.no/b.png» ligger ikke" in pictures
    assert "«javascript:a»" in links
    assert "«file:b»" in links
