"""Members to a spreadsheet and back: what nobody changed is as it was, and what somebody did is written."""

import csv
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dokumentmaskin.errors import PlanError
from dokumentmaskin.pipeline import compare_file, export, write
from dokumentmaskin.plan import Plan, load_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON
from tests.profiles import examples

TODAY = date(2022, 3, 11)
NOW = datetime(2022, 3, 11, 9)  # noqa: DTZ001 - a secretary's clock says no zone
NAMES = [
    "Kari",
    "kari",
    "Ola Ås",
    "=1+1",
    "'=x",
    "@b",
    "+47",
    'Nes: "Å" #1',
    "'",
    "O'Hara; Vik, Ø",
    "{a}",
    "null",
]
LINES = st.sampled_from([*NAMES, ""])
DAYS = st.sampled_from(["", "2021-12-31", "2022-01-01", "2022-06-30"])
PERSONS = st.fixed_dictionaries(
    {"navn": st.sampled_from(NAMES)},
    optional={"tittel": LINES, "epost": st.sampled_from(["a@b.no", "c@d.no"]), "telefon": LINES},
)
MEMBERS = st.builds(
    lambda person, more: {**person, **more},
    PERSONS,
    st.fixed_dictionaries(
        {},
        optional={
            "delregion": st.sampled_from(["Nord", "Sør"]),
            "rolle": st.sampled_from(["leder", "vara", "observatør", "medlem"]),
            "fra": DAYS,
            "til": DAYS,
            "vara": PERSONS | st.lists(PERSONS, min_size=1, max_size=2),
        },
    ),
)
FLOW = st.sampled_from(["", "flow"])
LISTS = st.fixed_dictionaries(
    {},
    optional={
        "personer": st.lists(PERSONS, max_size=2),
        "klima": st.lists(MEMBERS, max_size=5),
        "kultur": st.lists(MEMBERS, max_size=3),
    },
)


def said(workspace: Workspace, file: Path) -> list[tuple[Any, ...]]:
    """What an import of a file would change, and what it could not place."""
    planned = compare_file(workspace, file, file.name, TODAY)
    changes = [(c.art, c.gruppe, c.navn, *((f.felt, f.før, f.nå) for f in c.felt)) for c in planned.endringer]
    return [*changes, *((p.code, str(p.place)) for p in planned.ikke_plassert)]


def of(folder: Path, lists: dict[str, Any], flow: str) -> Workspace:
    """A workspace with lists in one of YAML's forms, a comment at the end of each line."""
    workspace = Workspace(folder)
    workspace.plan.mkdir()
    (workspace.plan / "organisasjon.yaml").write_text(ORGANISASJON, encoding="utf-8")
    text = yaml.dump(
        lists, allow_unicode=True, default_flow_style=None if flow else False, sort_keys=False, width=10_000
    )
    lines = [f"{line}  # k{number}\n" for number, line in enumerate(text.splitlines())]
    (workspace.plan / "medlemmer.yaml").write_text("".join(lines), encoding="utf-8")
    return workspace


def loaded(workspace: Workspace) -> Plan:
    """The plan of random lists, when they make one with somebody in it."""
    try:
        plan = load_plan(workspace)
    except PlanError:
        assume(False)
    assume(any(plan.medlemmer.values()))
    return plan


@given(LISTS, FLOW, st.sampled_from(["a.xlsx", "a.csv"]))
@settings(max_examples=examples(200, short=12))
def test_what_goes_out_and_comes_in_unchanged_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, lists: dict[str, Any], flow: str, name: str
) -> None:
    workspace = of(tmp_path_factory.mktemp("m"), lists, flow)
    export(loaded(workspace), workspace.root / name, name)
    assert said(workspace, workspace.root / name) == []


@given(LISTS, FLOW, st.data())
@settings(max_examples=examples(200, short=12))
def test_what_is_changed_is_written_and_every_comment_stays(
    tmp_path_factory: pytest.TempPathFactory, lists: dict[str, Any], flow: str, data: st.DataObject
) -> None:
    workspace = of(tmp_path_factory.mktemp("m"), lists, flow)
    file, target = workspace.root / "a.csv", workspace.plan / "medlemmer.yaml"
    export(loaded(workspace), file, "a.csv")
    head, *rows = csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    changed = data.draw(st.sampled_from(rows))
    changed[head.index("Tittel")] = data.draw(st.sampled_from(["ny: #1", "–", "rådgiver"]))
    new = ["klima", "Ny Nes", "", "Nord", *[""] * 8]
    deputy = [rows[0][0], "Ny Vara", "", rows[0][3], "", "", "vara", rows[0][1], *[""] * 4]
    with file.open("w", encoding="cp1252", newline="") as stream:
        csv.writer(stream).writerows([head, *rows, new, deputy])
    before = target.read_text(encoding="utf-8")
    try:
        planned = compare_file(workspace, file, "a.csv", TODAY)
    except PlanError:  # a name that is two people's, or a title that one person has twice
        assume(False)
    write(workspace, planned, NOW)
    after = target.read_text(encoding="utf-8")
    comments = re.compile(r"  # k\d+$", re.MULTILINE)
    assert comments.findall(after) == comments.findall(before)
    again = compare_file(workspace, file, "a.csv", TODAY)
    assert not again.endrer
    assert again.tekst == after
    (kept,) = (workspace.output / ".dok").glob("medlemmer-*.yaml")
    assert kept.read_text(encoding="utf-8") == before


def test_a_list_of_many_is_read_no_more_often_than_one_of_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every change finds its place beside the others: keys, deputies, members and a body."""
    lists = {"klima": [{"navn": f"Nr {n}", "vara": {"navn": f"Vara {n}"}} for n in range(9)]}
    workspace, calls = of(tmp_path, lists, ""), list[str]()
    rows = [f"klima;Nr {n};;n{n}@b.no;\nklima;Vara {n};Nr {n};v{n}@b.no;" for n in range(9)]
    rows += [f"klima;Neste vara {n};Nr {n};;" for n in range(9)]
    rows += [f"{body};Ny {n};;;1" for body in ("kultur", "klima") for n in range(9)]
    text = "\n".join(["Gruppe;Navn;Vara for;E-post;Telefon", *rows])
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    read = yaml.compose

    def counted(text: str, *loader: Any) -> Any:
        calls.append(text)
        return read(text, *loader)

    monkeypatch.setattr(yaml, "compose", counted)
    write(workspace, compare_file(workspace, tmp_path / "a.csv", "a.csv", TODAY), NOW)
    assert len(calls) < 9
    assert {change[0] for change in said(workspace, tmp_path / "a.csv")} == set()
    assert len(load_plan(workspace).medlemmer["klima"]) == len(load_plan(workspace).medlemmer["kultur"]) * 2
