"""The text of a `referat.yaml`: read again, it is the same record; read by a person, it is plain."""

import unicodedata
from datetime import date, time
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from dokumentmaskin.plan.records.fields import UNSEEN
from dokumentmaskin.plan.records.outcome import Referatfil, as_data, minutes_yaml
from dokumentmaskin.plan.records.validation import validate
from dokumentmaskin.plan.yaml.reader import parse_yaml
from dokumentmaskin.plan.yaml.source import FORBIDDEN

SCHEMA = "../../skjema/referat.schema.json"

# Any text that the plan can hold, with much of what means something in YAML.
SYNTAX = st.sampled_from(
    [*":#-?!&*|>%@`'\"{}[],\\ \t\n", ": ", "\n- ", " #", "\n\n", "null", "~", "---", "…", "ø"]
)
WORDS = st.lists(st.one_of(SYNTAX, st.text(max_size=8)), max_size=12).map("".join)


def kept(text: str) -> str:
    return unicodedata.normalize("NFC", FORBIDDEN.sub("", text.replace("\r", "")))


TEXT = WORDS.map(kept)
LINE = TEXT.map(lambda text: text.replace("\n", " ").strip()).filter(lambda text: not UNSEEN.fullmatch(text))
SOME_LINE = LINE.filter(bool)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)
CLOCKS = st.times().map(lambda clock: f"{clock:%H:%M}")
COUNTS = st.integers(0, 9999).map(str)


def record(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def needing(needed: dict[str, st.SearchStrategy[Any]], **fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(needed, optional=fields)


PARTICIPANT = needing(
    {"delregion": SOME_LINE, "møtte": st.sampled_from(["medlem", "vara", "ingen"])}, medlem=LINE, vara=LINE
)
VOTES = needing({"for": COUNTS, "mot": COUNTS}, avholdende=COUNTS)
CASE = needing(
    {"nummer": SOME_LINE, "tittel": SOME_LINE}, referat=TEXT, vedtak=TEXT, konklusjon=TEXT, stemmer=VOTES
)
POINT = needing(
    {"hva": SOME_LINE},
    hvem=LINE,
    frist=DAYS,
    status=st.sampled_from(["åpen", "i arbeid", "lukket"]),
    sak=LINE,
    møte=DAYS,
)
MINUTES = record(
    startet=CLOCKS,
    sluttet=CLOCKS,
    møteleder=LINE,
    referent=LINE,
    deltakere=st.lists(PARTICIPANT, max_size=3),
    observatører=LINE,
    gjester=LINE,
    fra_sekretariatet=LINE,
    saker=st.lists(CASE, max_size=3),
    oppfølging=st.lists(POINT, max_size=3),
    godkjenner=DAYS,
)


def read(text: str) -> Referatfil:
    return validate(parse_yaml(text, "referat.yaml"), Referatfil)


@given(MINUTES)
@example({"gjester": "null"})
@example({"gjester": "~"})
@example({"gjester": "- a: b #c"})
@example({"saker": [{"nummer": "1", "tittel": "A", "referat": "a\n  b \n\n\n- c\n\td\x20\n e"}]})
@example({"saker": [{"nummer": "01/22", "tittel": "10:00", "vedtak": "#\n---\n..."}]})
def test_reading_the_text_again_gives_the_same_record(data: dict[str, Any]) -> None:
    minutes = Referatfil.model_validate(data)
    if as_data(minutes):
        assert read(minutes_yaml(minutes, SCHEMA, "Lest.")) == minutes


def test_the_text_is_what_a_person_would_write() -> None:
    minutes = Referatfil.model_validate(
        {
            "startet": "09:00",
            "deltakere": [{"delregion": "Gjøvik", "møtte": "vara", "medlem": "", "vara": "Åse"}],
            "saker": [
                {
                    "nummer": "05/22",
                    "tittel": "Råd: hva nå?",
                    "vedtak": "Vi gjør det.\n\n- først dette\n- så det",
                    "stemmer": {"for": "8", "mot": "2"},
                }
            ],
            "oppfølging": [{"hva": "Ring", "frist": "1. juni 2022", "status": "åpen", "sak": "4"}],
        }
    )
    assert minutes_yaml(minutes, SCHEMA, "Én linje.\nEn til.") == (
        "# yaml-language-server: $schema=../../skjema/referat.schema.json\n"
        "# Én linje.\n"
        "# En til.\n"
        "startet: 09:00\n"
        "deltakere:\n"
        "  - delregion: Gjøvik\n"
        "    vara: Åse\n"
        "    møtte: vara\n"
        "saker:\n"
        "  - nummer: 05/22\n"
        "    tittel: 'Råd: hva nå?'\n"
        "    vedtak: |\n"
        "      Vi gjør det.\n"
        "\n"
        "      - først dette\n"
        "      - så det\n"
        "    stemmer:\n"
        "      for: 8\n"
        "      mot: 2\n"
        "oppfølging:\n"
        "  - hva: Ring\n"
        "    frist: 2022-06-01\n"
        "    sak: 4\n"
    )
    assert minutes.startet == time(9)
