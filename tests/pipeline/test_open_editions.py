"""Of dok's own documents, edited everywhere, the open edition has no word of an exempt case."""

import re
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.text.paragraph import Paragraph

from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import kind_named
from dokumentmaskin.pipeline.making import Template, made
from dokumentmaskin.pipeline.opening import open_edition_of
from dokumentmaskin.pipeline.pipeline import read_template
from dokumentmaskin.plan import Møte, Plan, find_meeting, load_plan, open_plan
from dokumentmaskin.word.merge import OpenEdition, merge
from dokumentmaskin.workspace import Workspace
from tests.profiles import WRITTEN_LANGUAGES
from tests.word.merge.building import lines, saved
from tests.word.merge.opened import words

DAY = "2022-03-11"
ROLES = ("innkalling", "saksliste", "referat")
# Every word of it that says something begins with the mark.
CASE = """
  - tittel: {title} om tilsetting
    type: vedtak
    tid: 10:50
    innleder: zqinnleder
    bakgrunn: |
      Zqbakgrunn sto i zqavisen.

      - Det kom zqsøkere.
    vurdering: Zqvurdering er best.
    forslag_til_vedtak: Zqforslag får tilbud.
    vedlegg:
      - {{tittel: Zqpapir, lenke: "https://zqlenke.example/liste"}}
"""
EXEMPT = "    unntatt: {hjemmel: offl. § 25, tittel: Personalsak}\n"
MARK = re.compile("zq", re.IGNORECASE)
WRITTEN = re.compile(r"ord(\d+)x")


def planned(workspace: Workspace, målform: str, case: str) -> tuple[Plan, Møte]:
    """The real plan with one more case, in a language."""
    file, own = workspace.plan / f"2022/{DAY}/mote.yaml", workspace.plan / "organisasjon.yaml"
    text = file.read_text("utf-8").partition("\n  - tittel: Zq")[0]
    file.write_text(text.rstrip("\n") + case, "utf-8")
    own.write_text(own.read_text("utf-8").replace("målform: bokmål ", f"målform: {målform} "), "utf-8")
    plan = load_plan(workspace)
    return plan, find_meeting(plan, DAY)


def edited(data: bytes) -> tuple[bytes, set[int]]:
    """A word of its own in each paragraph; and those in a row with the mark, or under a heading with it."""
    document = docx.Document(BytesIO(data))
    closed, under = set(), False
    for index, one in enumerate(list(document.element.body.iter("{*}p"))):
        around = next(one.iterancestors("{*}tr"), one)
        has_mark = bool(MARK.search("".join(text.text or "" for text in around.iter("{*}t"))))
        paragraph = Paragraph(one, document._body)
        if str(paragraph.style and paragraph.style.name) in {"Heading 1", "Heading 2"}:
            under = has_mark
        closed |= {index} if under or has_mark else set()
        paragraph.add_run(f" ord{index}x")
    return saved(document), closed


def template_of(workspace: Workspace, plan: Plan, role: str) -> Template:
    file = workspace.templates / plan.språk.mappe / f"{role}.docx"
    return read_template(workspace, file)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
def test_an_exempt_case_is_in_no_open_edition(målform: str, role: str, real_workspace: Workspace) -> None:
    plan, møte = planned(real_workspace, målform, CASE.format(title="Zqtittel") + EXEMPT)
    job, template = Job(kind_named(role), møte), template_of(real_workspace, plan, role)
    base = made(job, plan, template)
    assert MARK.search(words(base))
    mine, closed = edited(base)
    found = open_edition_of(job, plan, open_plan(plan), template, base=base, mine=mine)
    check(found, closed)
    assert len(set(WRITTEN.findall(words(found.data)))) > len(set(WRITTEN.findall(words(mine)))) / 2


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
def test_nor_is_what_it_said_when_it_was_open(målform: str, role: str, real_workspace: Workspace) -> None:
    before, møte = planned(real_workspace, målform, CASE.format(title="Zqgammel sak"))
    job, template = Job(kind_named(role), møte), template_of(real_workspace, before, role)
    base = made(job, before, template)
    mine, closed = edited(base)
    now, møte = planned(real_workspace, målform, CASE.format(title="Zqtittel") + EXEMPT)
    job = Job(kind_named(role), møte)
    merged = merge(base, mine, made(job, now, template)).data
    for known, file, earlier in ((base, mine, ()), (made(job, now, template), merged, (base,))):
        opened = open_plan(now)
        check(open_edition_of(job, now, opened, template, base=known, mine=file, earlier=earlier), closed)


def check(found: OpenEdition, closed: set[int]) -> None:
    there: Any = words(found.data)
    assert not MARK.search(there)
    assert not closed & set(map(int, WRITTEN.findall(there)))
    assert any("Personalsak" in line for line in lines(found.data))
    assert any(MARK.search(text.tekst) for text in found.left_out)
