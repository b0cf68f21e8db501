"""The JSON Schemas: what an editor shows and checks while a plan is written."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import pytest
import yaml

from dokumentmaskin.plan.records.fields import Record
from dokumentmaskin.plan.records.schemas import KINDS, schema_files
from tests.conftest import REPOSITORY, ÅRSPLAN

PLAN = REPOSITORY / "plan"
REAL_FILES = sorted(PLAN.rglob("*.yaml"))
HEAD = "navn: R\nsekretariat: {navn: S}\n"
ROW = "{type: faggruppemøte, dato: 2022-03-11, tema: [Luft, Vann]}"


class EditorsLoader(yaml.SafeLoader):
    """Reads YAML as editors do, by the core schema of YAML 1.2: no dates, `ja` and `no` are words."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own name and type


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]*", "-+0123456789"),
    ("null", r"|null|~", ["", "n", "~"]),
):
    EditorsLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )


@cache
def schema(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema_files()[f"{kind}.schema.json"])
    return found


@cache
def validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(kind))


def complaints(kind: str, text: str) -> list[str]:
    found = validator(kind).iter_errors(yaml.load(text, EditorsLoader))  # noqa: S506 - it is a SafeLoader
    return [error.message for error in found]


def properties(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    whole = schema(kind)
    for owner, record in {kind: whole, **whole.get("$defs", {})}.items():
        for name, field in record.get("properties", {}).items():
            yield f"{owner}.{name}", field


def test_the_schemas_in_the_plan_are_up_to_date() -> None:
    there = {file.name: file.read_text(encoding="utf-8") for file in (PLAN / "skjema").iterdir()}
    assert there == schema_files(), "Skriv dem på nytt med «dok skjema»."


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_schema(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("file", REAL_FILES, ids=lambda file: file.name)
def test_a_real_file_passes_the_schema_that_it_names(file: Any) -> None:
    text = file.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    schema_file = (file.parent / named[1]).resolve()
    assert schema_file.is_relative_to(PLAN / "skjema")
    assert complaints(schema_file.name.removesuffix(".schema.json"), text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("datert: 2022-01-10\n", ""),
        ("datert: 2022-01-10", "datert: i går"),
        ("datert: 2022-01-10", "datert: [2022-01-10]"),
        ("datert", "dattert"),
        ("type: faggruppemøte, dato: 2022-03-11", "type: webinr, dato: 2022-03-11"),
        (ROW, ROW.replace("tema: [Luft, Vann]", "tema: Luft")),
        (ROW, ROW.replace("tema", "teema")),
        (ROW, ROW.replace("dato: 2022-03-11, ", "")),
        (ROW, ROW.replace("dato", "usikker: kanskje, dato")),
        (ROW, "bare tekst"),
    ],
)
def test_a_wrong_year_plan_is_marked(old: str, new: str) -> None:
    assert complaints("arsplan", ÅRSPLAN) == []
    assert old in ÅRSPLAN
    assert complaints("arsplan", ÅRSPLAN.replace(old, new))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("organisasjon", "navn: R\nsekretariat: {navn: S}\nfaggrupper: []\n"),
        (
            "organisasjon",
            "navn: R\nsekretariat: {navn: S}\nfaggrupper: [{navn: a}]\nfrister: {forfall: -1}\n",
        ),
        ("organisasjon", "navn: R\nsekretariat: {navn: S}\nfaggrupper: [{navn: a}]\nnettsted: r.no\n"),
        ("organisasjon", HEAD + "grupper: [{navn: a}]\n"),
        ("organisasjon", HEAD + "grupper: [{navn: a, slag: styre}]\nfaggrupper: [{navn: b}]\n"),
        ("organisasjon", HEAD + "grupper: [{navn: a, slag: styre, protokoll: møtereferat}]\n"),
        ("organisasjon", HEAD + "grupper: [{navn: a, slag: styre, ord: {flertall: styrer}}]\n"),
        ("medlemmer", "klima: [{delregion: N}]\n"),
        ("medlemmer", "klima: [{navn: K, rolle: sjef}]\n"),
        ("medlemmer", "personer: [{navn: K, rolle: leder}]\n"),
        ("mote", "tid: ni\n"),
        ("mote", "saker: [{type: vedtak}]\n"),
        ("mote", "saker: [{tittel: A, unntatt: {tittel: B}}]\n"),
        ("mote", "saker: [{tittel: A, unntatt: [offl. § 14]}]\n"),
        ("mote", 'saker: [{tittel: A, unntatt: ""}]\n'),
    ],
)
def test_another_wrong_file_is_marked(kind: str, text: str) -> None:
    assert complaints(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("organisasjon", HEAD + "faggrupper: [{navn: a}]\n"),
        ("organisasjon", HEAD + "grupper: [{navn: a, slag: rådet, ord: {bestemt: rådet, møte: rådsmøte}}]\n"),
        ("mote", "tid: 10:00\nsted: 0150\n"),
        ("mote", "tid: kl. 09.00–11.30\nutsendt: 4. mars 2022\noppdatert: 04.03.2022\n"),
        ("mote", "saker: [{tittel: 2022, vedlegg: [{tittel: A, legges_fram: ja}]}]\n"),
        ("mote", "saker: [{tittel: A, unntatt: offl. § 14}]\n"),
        ("mote", "saker: [{tittel: A, vedlegg: [{tittel: A, fil: b, unntatt: {hjemmel: offl. § 14}}]}]\n"),
        ("medlemmer", "klima: [{navn: K}, {navn: L, vara: {navn: M}}, {navn: N, vara: [{navn: O}]}]\n"),
        ("arsplan", ÅRSPLAN.replace("2022-05-20", "24.–25. august 2022, usikker: true")),
    ],
)
def test_what_dok_reads_is_not_marked(kind: str, text: str) -> None:
    assert complaints(kind, text) == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_shows_what_every_key_is_for_in_norwegian(kind: str) -> None:
    silent = [name for name, field in properties(kind) if not field.get("description")]
    assert silent == []
    docstrings = {record.__doc__ for record in Record.__subclasses__()}
    shown = json.dumps(schema(kind), ensure_ascii=False)
    assert [text for text in docstrings if text and text in shown] == []


@pytest.mark.parametrize("kind", KINDS)
def test_titles_are_written_as_norwegian_is(kind: str) -> None:
    titles = [field["title"] for _, field in properties(kind) if "title" in field]
    assert [title for title in titles if title != title.capitalize()] == []
