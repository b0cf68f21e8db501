"""The documents of the real plan of 2022, word for word and style for style.

When a change of a document is meant, look at the difference that the failing test shows, and accept it:

    ACCEPT_GOLDEN=1 pytest tests/document/test_golden.py
"""

import difflib
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dokumentmaskin.document.cancellation import cancellation_context
from dokumentmaskin.document.case_context import case_context
from dokumentmaskin.document.context import package_context
from dokumentmaskin.document.render import render
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import AVLYSNING, HANDLINGSPROGRAM, SÆRUTSKRIFT, kind_named
from dokumentmaskin.pipeline.pipeline import read_template
from dokumentmaskin.plan import parse_minutes
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.meetings import Behandling, Plan, slug
from dokumentmaskin.plan.openness import open_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import ÅRSPLAN, WritePlan
from tests.document.package_lines import add_exempt_case, lines, remarks
from tests.document.readable import readable, with_pictures

GOLDEN = Path(__file__).parents[1] / "golden"
ACCEPT = "ACCEPT_GOLDEN"
MEETING = "2022-03-11"
ROLES = ("innkalling", "saksliste", "referat", "avlysning", "saerutskrift", "handlingsprogram", "motepakke")
MINUTES = """
saker:
  - nummer: 4
    tittel: Talentrekruttering – oppstart av arbeid med ny kampanje
    referat: |
      Prosjektlederen la fram *skissen*, se [nettsiden](https://example.org/).

      - Oslo kommune ba om tall.
      - Hadeland ville vente.
    vedtak: |
      1. Faggruppen ber om en plan.
      2. Planen legges fram i mai.
    votering:
      - forslag: Forslaget fra sekretariatet
        for: 7
        mot: 3
        avholdende: 1
        partier_for: [{parti: Ap, antall: 4}, {parti: Sp, antall: 3}]
        partier_mot: [{parti: H, antall: 2}, {parti: V (Kari Vik), antall: 1}]
      - {forslag: Utsettelse, utfall: enstemmig}
      - {forslag: Arbeidsgruppe, utfall: ingen votering}
    lukket_møte: kommuneloven § 11-5 tredje ledd bokstav a
    habilitet:
      - {hvem: Kari Nordmann, grunnlag: fvl. § 6 første ledd bokstav e}
      - {hvem: Ola Hansen}
"""
# What a case that is exempt looks like, to those summoned and to everyone.
OF_A_MEETING = ("innkalling", "saksliste", "referat")
EDITIONS = [(role, edition) for role in OF_A_MEETING for edition in ("intern", "åpen")]
HOW_TO = f"Er endringen ment, godta den: {ACCEPT}=1 pytest tests/document/test_golden.py"


def document(workspace: Workspace, plan: Plan, role: str) -> bytes:
    marks = with_pictures()
    template = read_template(workspace, workspace.templates / plan.språk.mappe / f"{role}.docx")
    context = _context(plan, role, marks)
    return render(template.data, template.name, context, marks, date(2022, 3, 8))


def _context(plan: Plan, role: str, marks: Marks) -> dict[str, object]:
    if role == "handlingsprogram":
        return Job(HANDLINGSPROGRAM, plan.år[0]).context(plan, marks)
    møte, språk = find_meeting(plan, MEETING), plan.språk
    if role == "avlysning":
        said = {"avlyst": "For få saker.", "tittel": "Vårmøte"}
        cancelled = replace(møte, rad=møte.rad.model_copy(update=said))
        title = AVLYSNING.title.written_for(plan, møte.gruppe)
        return cancellation_context(plan, cancelled, title, marks)
    if role == "saerutskrift":
        held = replace(møte, referat=parse_minutes(MINUTES, "referat.yaml"))
        return case_context(
            plan, Behandling(held, "4"), SÆRUTSKRIFT.title.written_for(plan, held.gruppe), marks
        )
    if role == "motepakke":
        notes = remarks(språk)
        return package_context(plan, møte, lines(språk), marks, intern=språk.intern, merknader=notes)
    return Job(kind_named(role), møte).context(plan, marks)


def compare(golden: Path, actual: str) -> None:
    """Hold a text against its golden; when it differs, lay it beside and say how to accept it."""
    beside = golden.with_suffix(".actual.txt")
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    if actual != expected and os.environ.get(ACCEPT):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(actual, encoding="utf-8", newline="\n")
    elif actual != expected:
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(actual, encoding="utf-8", newline="\n")
        names = (golden.name, beside.name)
        diff = difflib.unified_diff(expected.splitlines(), actual.splitlines(), *names, lineterm="")
        pytest.fail("\n".join([*diff, HOW_TO]), pytrace=False)
    beside.unlink(missing_ok=True)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("målform", ["bokmål", "nynorsk"])
def test_a_document_is_as_it_was_accepted(målform: str, role: str, real_workspace: Workspace) -> None:
    plan = written_in(målform, real_workspace)
    name = f"{role}-2022.txt" if role == "handlingsprogram" else f"{role}-{MEETING}.txt"
    compare(GOLDEN / plan.språk.mappe / name, readable(document(real_workspace, plan, role)))


@pytest.mark.parametrize(("role", "edition"), EDITIONS)
@pytest.mark.parametrize("målform", ["bokmål", "nynorsk"])
def test_an_edition_is_as_it_was_accepted(
    målform: str, role: str, edition: str, real_workspace: Workspace
) -> None:
    add_exempt_case(real_workspace)
    plan = written_in(målform, real_workspace)
    shown = readable(document(real_workspace, open_plan(plan) if edition == "åpen" else plan, role))
    compare(GOLDEN / plan.språk.mappe / f"unntatt-{slug(edition)}-{role}.txt", shown)


def written_in(målform: str, workspace: Workspace) -> Plan:
    file = workspace.plan / "organisasjon.yaml"
    text = file.read_text(encoding="utf-8")
    assert "målform: bokmål " in text
    file.write_text(text.replace("målform: bokmål ", f"målform: {målform} "), encoding="utf-8")
    return load_plan(workspace)


def test_every_golden_is_of_a_document() -> None:
    names = {f"{role}-2022" if role == "handlingsprogram" else f"{role}-{MEETING}" for role in ROLES}
    names |= {f"unntatt-{slug(edition)}-{role}" for role, edition in EDITIONS}
    there = {
        f"{file.parent.name}/{file.stem}" for file in GOLDEN.rglob("*.txt") if ".actual" not in file.name
    }
    assert there == {f"{folder}/{name}" for folder in ("bokmal", "nynorsk") for name in names}


def test_a_difference_fails_shows_itself_and_is_laid_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ACCEPT, raising=False)
    golden = tmp_path / "a.txt"
    golden.write_text("en\nto\n")
    with pytest.raises(pytest.fail.Exception, match=r"-to\n\+tre\n.*ACCEPT_GOLDEN=1"):
        compare(golden, "en\ntre\n")
    assert (tmp_path / "a.actual.txt").read_text() == "en\ntre\n"
    monkeypatch.setenv(ACCEPT, "1")
    compare(golden, "en\ntre\n")
    assert golden.read_text() == "en\ntre\n"
    assert not (tmp_path / "a.actual.txt").exists()


@pytest.mark.parametrize(
    ("lines", "there"),
    [
        ("", False),
        ("andre_viktige_saker: [sol]\n", False),
        ("prioriteringer: {innledning: Vi vil mye.}\n", True),
        ("prioriteringer: {punkter: [sol]}\n", True),
    ],
)
def test_priorities_have_a_heading_only_when_there_are_any(
    *, lines: str, there: bool, write_plan: WritePlan
) -> None:
    workspace = write_plan(årsplaner={"2022/klima.yaml": ÅRSPLAN + lines})
    text = readable(document(workspace, load_plan(workspace), "handlingsprogram"))
    assert ("Hovedprioriteringer" in text) == there
