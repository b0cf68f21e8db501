"""Meetings and their papers held against the law, the plan and each other."""

import re
from typing import TYPE_CHECKING

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command
from dokumentmaskin.errors import PublishingError

if TYPE_CHECKING:
    from dokumentmaskin.plan import Gruppeår, Møte, Plan


@command(
    "kontroll",
    click.argument("dato", metavar="[DATO]", nargs=-1, callback=options.joined),
    options.group,
    options.folder,
    more="\n\nPapirene blir lest slik de ligger, også det du har skrevet i Word. Skriv et årstall for å ta "
    "hele året. Uten DATO gjelder det alle møtene i planen. Et møte blir holdt opp mot loven når "
    "innkallingen er sendt, eller skulle ha vært det. Kommandoen slutter med kode 8 når et papir sier noe "
    "annet enn planen, eller når et folkevalgt organ mangler noe. Andre grupper får råd om loven når de har "
    "«følger_kommuneloven: ja»." + options.DATE_HELP,
)
def kontroll(run: Run, *, dato: str, gruppe: str | None) -> int:
    """Hold meetings against the law, and their papers against the plan and each other."""
    from dokumentmaskin.pipeline import Pipeline, control_papers, control_years
    from dokumentmaskin.plan import control, keeps_the_law, load_plan

    here = run.workspace()
    pipeline = Pipeline(here, load_plan(here))
    plan = pipeline.plan
    years, meetings, under_way = _meant(plan, dato, gruppe)
    law = control(plan, under_way)
    papers = control_papers(pipeline, meetings) + control_years(pipeline, years)
    if not run.output.as_json:
        held = [møte for møte in under_way if keeps_the_law(plan.organisasjon, møte.gruppe)]
        click.echo(_said_of_the_law(len(held), len(law.mangler)))
        click.echo(_said_of_papers(papers.lest, len(papers.funn.mangler)))
    found = law + papers.funn
    errors = [PublishingError(found.mangler)] if found.mangler else []
    return run.output.show_rows((), found.merknader, errors)


def _meant(
    plan: "Plan", text: str, group: str | None
) -> "tuple[tuple[Gruppeår, ...], list[Møte], list[Møte]]":
    """The years and meetings whose papers are asked about, and those that are held against the law."""
    from dokumentmaskin.plan import find_group, find_years, meeting_on, to_control

    if text and not re.fullmatch("[12][0-9]{3}", text):
        møte = meeting_on(plan, text, group)
        return (), [møte], [] if møte.er_avlyst else [møte]
    years = find_years(plan, int(text)) if text else plan.år
    wanted = find_group(plan, group) if group is not None else None
    years = tuple(year for year in years if wanted in {None, year.gruppe})
    asked = sorted((m for year in years for m in year.møter), key=lambda m: m.dato)
    places = {møte.sted for møte in asked}
    return years, asked, [møte for møte in to_control(plan) if møte.sted in places]


def _said_of_the_law(held: int, lacking: int) -> str:
    """In a line how many meetings were held against the law, and how it went."""
    if not held:
        return "Ingen møter holdt opp mot kommuneloven kapittel 11: Den gjelder folkevalgte organer."
    meetings = "Ett møte" if held == 1 else f"{held} møter"
    found = {0: "ingen mangler", 1: "én mangel"}.get(lacking, f"{lacking} mangler")
    return f"{meetings} holdt opp mot kommuneloven kapittel 11: {found}."


def _said_of_papers(read: int, faults: int) -> str:
    """In a line how many papers were read, and how it went."""
    if not read:
        also = f", men det er {faults} feil" if faults else ""
        return f"Det ligger ingen papirer å holde opp mot planen{also}."
    papers = "Ett papir" if read == 1 else f"{read} papirer"
    return f"{papers} holdt opp mot planen og hverandre: {faults or 'ingen'} feil."
