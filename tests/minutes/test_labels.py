"""The words of the minutes are one list: what a template prints, the reader knows."""

import importlib.util
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import docx
import pytest

from dokumentmaskin.document.cases import SakFelt
from dokumentmaskin.document.markdown import parse_text
from dokumentmaskin.document.render import render
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.minutes import labels
from dokumentmaskin.minutes.parts import case_heading
from dokumentmaskin.minutes.values import is_approval, read_approval, read_case, read_status
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.pipeline.pipeline import read_template
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.records.cases import Sakstype
from dokumentmaskin.plan.records.outcome import Oppfølgingspunkt, Referatfil
from dokumentmaskin.plan.words import Språk
from dokumentmaskin.plan.words.languages import LANGUAGES
from dokumentmaskin.word import Line
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.minutes.finished import MEETING, Read, all_prompts, told
from tests.minutes.word_edits import W, WordEdit, shown

every_language = pytest.mark.parametrize("språk", LANGUAGES.values(), ids=lambda språk: språk.mappe)


def words_of_the_builder() -> Any:
    """The module in which the template builder has its own words."""
    file = REPOSITORY / "tools" / "templates" / "layout" / "words.py"
    spec = importlib.util.spec_from_file_location("words_of_the_builder", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def template(språk: Språk) -> Path:
    return REPOSITORY / "templates" / språk.mappe / "referat.docx"


def test_each_name_stands_once() -> None:
    names = [*(name for group in labels._GROUPS for name in group), "merknadsfrist"]
    assert len(names) == len({*names}) == len(labels.LABELS)
    assert labels.LABELS.keys() & words_of_the_builder().WORDS.keys() == set()


def test_what_is_filled_in_has_a_field_that_keeps_it() -> None:
    assert {*labels.FACTS} <= {*Referatfil.model_fields}
    assert {*labels.POINTS} <= {*Oppfølgingspunkt.model_fields}


@every_language
def test_every_heading_and_column_of_the_template_is_known(språk: Språk) -> None:
    document = docx.Document(str(template(språk)))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name in {"Heading 2", "Heading 3"}]
    who_came = {**labels.known(labels.WHO_CAME), **labels.known({"forfall": labels.PEOPLE["forfall"]})}
    known = labels.known(labels.IN_CASE) | labels.known(labels.OUTSIDE) | who_came
    numbered = [text.replace("{{ sak.nummer }}", "1") for text in headings]
    lines = [Line(text) for text in numbered if labels.plain(text) not in known]
    assert [line for line in lines if not case_heading(line)] == []
    columns = labels.known(labels.PEOPLE | labels.POINTS)
    cells = [cell.text for table in document.tables for cell in table.rows[0].cells]
    places = (språk.delregion, språk.kommune, språk.representerer)
    cells = [text.replace("{{ sitter_for }}", word) for text in cells for word in places]
    assert [text for text in cells if labels.plain(text) not in columns] == []


def filled_case(språk: Språk, kind: str, marks: Marks) -> SakFelt:
    """A case in which every field says something, also one that is added tomorrow."""
    said: dict[str, Any] = {
        "type": kind,
        "nummer": "1",
        "tid": "kl. 09.15",
        "oppfølging_av": språk.oppfølging_av.format("34/21"),
        "unntatt": språk.unntatt.format("offl. § 14"),
        "utgår": "",
        "avgjøres": "ja" if kind in {"vedtak", "valg"} else "",
        "åpne_punkter": (),
    }
    case: SakFelt = filled(SakFelt, marks, said)
    return case


def filled(kind: Any, marks: Marks, said: dict[str, Any] | None = None) -> Any:
    """A record in which every field says something, also those in it."""

    def words(hint: Any) -> Any:
        if items := get_args(hint):
            return (filled(items[0], marks),)
        return "Kari Nordmann" if hint is str else Rich(parse_text("Ord."), marks)

    return kind(**{name: words(hint) for name, hint in get_type_hints(kind).items()} | (said or {}))


def minutes(språk: Språk, case: SakFelt, marks: Marks) -> WordEdit:
    plan = load_plan(Workspace(REPOSITORY))
    målform = {"målform": {"nb-NO": "bokmål", "nn-NO": "nynorsk"}[språk.kode]}
    plan = Plan(plan.organisasjon.model_copy(update=målform), plan.medlemmer, plan.år)
    context = dict(Job(REFERAT, find_meeting(plan, "2022-03-11")).context(plan, marks))
    printed = read_template(Workspace(REPOSITORY), template(språk))
    seen = context | {"saker": (case,)}
    return WordEdit(render(printed.data, printed.name, seen, marks, MEETING))


@every_language
@pytest.mark.parametrize("kind", [*get_args(Sakstype), ""])
@pytest.mark.parametrize("withdrawn", [False, True])
def test_every_field_of_a_case_is_known_where_it_is_printed_also_without_its_style(
    språk: Språk, kind: str, *, withdrawn: bool, read: Read
) -> None:
    marks = Marks()
    case = filled_case(språk, kind, marks)
    edit = minutes(språk, replace(case, utgår=språk.utgår) if withdrawn else case, marks)
    printed = [p for p in edit.root.iter(W + "pStyle") if p.get(W + "val") == "Saksopplysning"]
    assert len(printed) == 5 + len(labels.FROM_AGENDA) + withdrawn
    for style in printed:
        style.set(W + "val", "Normal")
    found = read(edit)
    assert (told(found), found.written) == ([], False)


@every_language
def test_a_line_under_a_case_that_is_not_exactly_what_dok_prints_is_told(språk: Språk, read: Read) -> None:
    marks = Marks()
    edit = minutes(språk, filled_case(språk, "vedtak", marks), marks)
    for paragraph in edit.root.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(W + "val") == "Saksopplysning" and "34/21" in shown(paragraph):
            style.set(W + "val", "Normal")
            next(paragraph.iter(W + "t")).text = f"{språk.utgår.capitalize()} på dato."
    assert ("ulest-tekst", "Sak 1") in told(read(edit))


@every_language
def test_the_sentence_about_remarks_is_the_templates_own_also_without_its_style(
    språk: Språk, read: Read
) -> None:
    marks = Marks()
    edit = minutes(språk, filled_case(språk, "vedtak", marks), marks)
    for style in edit.root.iter(W + "pStyle"):
        style.set(W + "val", {"Merknad": "Normal"}.get(style.get(W + "val"), style.get(W + "val")))
    assert "sekretariatet@example.org" in "".join(edit.root.itertext())
    assert told(read(edit)) == []


@every_language
def test_what_dok_writes_elsewhere_is_read_the_same_way(språk: Språk) -> None:
    words = språk
    assert {read_status(words.åpen), read_status(words.over_fristen)} == {"åpen"}
    begun = f"{words.i_arbeid}, {words.over_fristen}"
    assert {read_status(words.i_arbeid), read_status(begun)} == {"i arbeid"}
    assert read_case(words.opphav.format("5", "14. januar"), MEETING)[0] == "5"
    assert read_case(words.opphav_uten_sak.format("14. januar"), MEETING)[0] == ""
    day = "14. januar 2022"
    said = read_approval(labels.APPROVALS["godkjent"].bokmål, day)
    assert (said, is_approval(språk.godkjenn_referat.format("møtebok", day))) == (
        {"møte": "2022-01-14", "utfall": "godkjent"},
        True,
    )


@every_language
def test_the_choices_of_a_status_mean_what_they_say(språk: Språk) -> None:
    controls = docx.Document(str(template(språk))).element.iter(W + "sdt")
    named = [c for c in controls if c.find(f"{W}sdtPr/{W}tag").get(W + "val") == "oppfolging-status"]
    items = [item for control in named for item in control.iter(W + "listItem")]
    meant = {item.get(W + "value"): read_status(item.get(W + "value")) for item in items}
    assert [word for word, status in meant.items() if status == "lukket"] == ["Ferdig"]
    assert len(meant) == 4


def test_the_prompts_are_the_templates_own() -> None:
    asked = {words for name, words in words_of_the_builder().WORDS.items() if name.startswith("skriv_")}
    assert {word for pair in asked for word in pair} <= all_prompts()
