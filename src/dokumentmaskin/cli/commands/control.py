"""Meetings held against kommuneloven chapter 11."""

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command
from dokumentmaskin.errors import PublishingError


@command(
    "kontroll",
    click.argument("dato", metavar="[DATO]", nargs=-1, callback=options.joined),
    options.group,
    options.folder,
    more="\n\nUten DATO gjelder det alle møtene der innkallingen er eller skulle ha vært sendt. Mangler et "
    "folkevalgt organ noe, slutter kommandoen med kode 8. Andre grupper får råd når de har "
    "«følger_kommuneloven: ja»." + options.DATE_HELP,
)
def kontroll(run: Run, *, dato: str, gruppe: str | None) -> int:
    """Hold a meeting, or all that are under way, against the law."""
    from dokumentmaskin.plan import control, find_meeting, keeps_the_law, load_plan, slug, to_control

    plan = load_plan(run.workspace()).issued_by(options.today())
    if dato:
        meetings = [find_meeting(plan, dato, gruppe)]
    else:
        meetings = [m for m in to_control(plan) if gruppe is None or slug(m.gruppe.navn) == slug(gruppe)]
    held = [møte for møte in meetings if keeps_the_law(plan.organisasjon, møte.gruppe)]
    found = control(plan, meetings)
    if not run.output.as_json:
        click.echo(_said(len(held), len(found.mangler)))
    errors = [PublishingError(found.mangler)] if found.mangler else []
    return run.output.show_rows((), found.merknader, errors)


def _said(held: int, lacking: int) -> str:
    """In a line how many meetings were held against the law, and how it went."""
    if not held:
        return "Ingen møter å kontrollere: Kommuneloven kapittel 11 gjelder folkevalgte organer."
    meetings = "Ett møte" if held == 1 else f"{held} møter"
    found = {0: "ingen mangler", 1: "én mangel"}.get(lacking, f"{lacking} mangler")
    return f"{meetings} holdt opp mot kommuneloven kapittel 11: {found}."
