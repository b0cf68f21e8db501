"""The papers of a council with bodies of many kinds, word for word and style for style, in both languages.

When a change is meant, look at the difference and accept it:

    ACCEPT_GOLDEN=1 pytest tests/regionrad
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from dokumentmaskin.pipeline import Pipeline
from dokumentmaskin.pipeline.jobs import jobs_for
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.records.meetings import Møtefil, Årsplan
from dokumentmaskin.plan.records.organisation import Organisasjon
from dokumentmaskin.plan.records.people import Medlemsliste
from dokumentmaskin.plan.yaml import read_yaml
from tests.document.readable import readable
from tests.document.test_golden import compare
from tests.regionrad import NOW, PLAN, council

GOLDEN = Path(__file__).with_name("golden")
# The documents of a meeting or a year, by what finds them; a body where several meet.
PAPERS: list[tuple[str, str | None, list[str]]] = [
    ("2026-02-06", "styret", ["referat", "saerutskrift-2026-02-06-05-26"]),
    ("2026-04-24", "styret", ["innkalling"]),
    ("2026-06-12", "styret", ["avlysning"]),
    ("2026-08-27", "styret", ["innkalling", "saksliste", "referat"]),
    ("2026-10-23", "styret", ["innkalling", "saksliste", "referat"]),
    ("2026-11-13", "styret", ["innkalling", "saksliste"]),
    ("2026", "styret", ["handlingsprogram"]),
    ("2026-11-27", "representantskapet", ["innkalling", "referat"]),
    ("2026-11-19", "oppvekst og utdanning", ["innkalling", "referat"]),
    ("2026-11-19", "samferdsel og klima", ["saksliste"]),
    ("2026-11-19", "helse og velferd", ["innkalling"]),
    ("2026", "helse og velferd", ["handlingsprogram"]),
    ("2026", None, ["samlet-handlingsprogram", "medlemsliste"]),
    ("2026-09-17", "ungdomsrådet", ["innkalling", "referat"]),
]
EVERY = [(when, body, role) for when, body, roles in PAPERS for role in roles]


@pytest.fixture(scope="module", params=["bokmål", "nynorsk"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    """A run over the council's plan in one written language."""
    workspace = council(tmp_path_factory.mktemp("regionråd") / "råd", request.param)
    return Pipeline(workspace, load_plan(workspace), clock=lambda: NOW)


@pytest.mark.parametrize(("when", "body", "role"), EVERY)
def test_a_paper_is_as_it_was_accepted(run: Pipeline, when: str, body: str | None, role: str) -> None:
    (job,) = (job for job in jobs_for(run.plan, when, body) if job.target.stem.startswith(role))
    golden = GOLDEN / run.plan.språk.mappe / f"{job.target.parent}-{role.partition('-')[0]}.txt"
    compare(golden, readable(run.rendered(job)))
    opened = run.opened(job)
    if opened is not None:
        compare(golden.with_stem(f"{golden.stem}-apen"), readable(opened))


def test_every_key_that_a_person_may_write_is_written_somewhere() -> None:
    """So that the papers above show all that a plan can say."""
    files: dict[type[BaseModel], list[str]] = {
        Organisasjon: ["organisasjon.yaml"],
        Medlemsliste: ["medlemmer.yaml"],
        Årsplan: ["2026/*.yaml"],
        Møtefil: ["2026/*/mote.yaml"],
    }
    missing = set()
    for model, patterns in files.items():
        written = [read_yaml(file, file.name).data for p in patterns for file in sorted(PLAN.glob(p))]
        missing |= set(_keys(model)) - {key for data in written for key in _written(model, data)}
    # A message is a paper in all but that it need not have a file; a number stands where a title is new.
    assert {key for key in missing if not key.startswith("Melding.")} == {"Saksframlegg.nummer"}


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name != "root":
            yield f"{model.__name__}.{field.alias or name}"
        for inner in _records(field.annotation):
            yield from _keys(inner)


def _written(model: type[BaseModel], data: Any) -> Iterator[str]:
    for name, field in model.model_fields.items():
        value = data if name == "root" else data.get(field.alias or name) if isinstance(data, dict) else None
        if value is None:
            continue
        if name != "root":
            yield f"{model.__name__}.{field.alias or name}"
        for inner in _records(field.annotation):
            for one in _items(value):
                yield from _written(inner, one)


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _items(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _items(inner)


def _records(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {record for part in get_args(annotation) for record in _records(part)}
