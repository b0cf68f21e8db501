"""`oppfolging.yaml`: closings are added last, and are read as they were written."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dokumentmaskin.errors import PlanError
from dokumentmaskin.plan.records.outcome import CLOSINGS, Lukking, Oppfølgingsfil, with_closings
from dokumentmaskin.plan.records.validation import validate
from dokumentmaskin.plan.yaml.reader import parse_yaml

LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).filter(
    lambda text: text == text.strip() and text
)
CLOSING = Lukking.model_validate(
    {"gruppe": "klima", "møte": "2022-03-11", "hva": "Send", "lukket": "2022-04-01", "nummer": "2"}
)


@given(st.lists(st.tuples(LINES, LINES), max_size=4))
def test_every_closing_is_read_as_it_was_written(texts: list[tuple[str, str]]) -> None:
    text, wanted = "", []
    for hva, merknad in texts:
        closing = CLOSING.model_copy(update={"hva": hva, "merknad": merknad, "lukket": date(2022, 4, 1)})
        added = with_closings(text, CLOSINGS, [closing])
        assert added is not None
        text = added
        wanted.append(closing)
    if wanted:
        read = validate(parse_yaml(text, "plan/oppfolging.yaml"), Oppfølgingsfil).lukkede_punkter
        assert [(c.hva, c.merknad, c.nummer) for c in read] == [
            (_nfc(c.hva), _nfc(c.merknad), 2) for c in wanted
        ]


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


WRITTEN = """\
# yaml-language-server: $schema=skjema/oppfolging.schema.json
# Skrevet av «dok oppfolging lukk». Slett et punkt her for å åpne det igjen.
lukkede_punkter:
  - gruppe: "klima"
    møte: 2022-03-11
    hva: "Send"
    nummer: 2
    lukket: 2022-04-01
"""
ENTRY = WRITTEN[WRITTEN.index("  - ") :]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", WRITTEN),
        (WRITTEN, WRITTEN + ENTRY),
        ("lukkede_punkter: []  \n", f"lukkede_punkter:\n{ENTRY}"),
    ],
)
def test_what_stands_there_is_kept(before: str, after: str) -> None:
    assert with_closings(before, CLOSINGS, [CLOSING]) == after


def test_a_file_that_cannot_be_added_to_is_left() -> None:
    flow = 'lukkede_punkter: [{gruppe: k, møte: 2022-03-11, hva: "Send", lukket: 2022-04-01}]\n'
    assert with_closings(flow, CLOSINGS, [CLOSING]) is None


def test_a_file_that_cannot_be_read_is_not_added_to() -> None:
    with pytest.raises(PlanError):
        with_closings("# Ingen ennå.\n", CLOSINGS, [CLOSING])


def test_a_note_typed_on_a_mac_is_closed_with_too() -> None:
    typed = CLOSING.model_copy(update={"merknad": unicodedata.normalize("NFD", "Sendt på Åse")})
    added = with_closings("", CLOSINGS, [typed])
    assert added is not None
    assert validate(parse_yaml(added, CLOSINGS), Oppfølgingsfil).lukkede_punkter[0].merknad == "Sendt på Åse"
