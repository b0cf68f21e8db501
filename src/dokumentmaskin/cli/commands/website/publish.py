"""The folder for the website."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.commands.website.sending import show_sending
from dokumentmaskin.cli.options import Run, command

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import Sidemelding


@command(
    "publiser",
    click.argument("hva", metavar="[DATO|ÅR]", nargs=-1, callback=options.joined),
    options.group,
    click.option(
        "--sjekk",
        is_flag=False,
        flag_value="",
        metavar="[MAPPE]",
        help="Hold en kopi av nettstedet, eller mappen her, opp mot det som ble lagt ut. Legger ikke ut noe.",
    ),
    options.engine,
    options.accept,
    click.option("--til", metavar="NAVN", help="Send nettstedet til et mål som står i planen."),
    options.folder,
    more="\n\nMøtets side og de åpne papirene blir lagt i «output/nettsted», som er klar til å lastes opp. "
    "Skriv et årstall for å legge ut alle møtene i året der innkallingen er sendt. Uten DATO og ÅR blir alt "
    "som er lagt ut før, lagt ut på nytt slik det er nå." + options.DATE_HELP,
)
def publiser(run: Run, *, hva: str, gruppe: str | None, sjekk: str | None, til: str | None) -> int:
    """Lay out a meeting on the site, those of a year, or all that have been laid out; or check a copy."""
    from dokumentmaskin.pipeline import check, publish, target_named

    if sjekk is not None:
        if til or gruppe:
            raise click.UsageError(
                "«--sjekk» legger ikke ut noe, og står ikke sammen med «--til» eller «--gruppe»."
            )
        # Before another option, as in «--sjekk --json MAPPE», the folder stands by itself.
        copy = sjekk or hva
        count = check(run.workspace(), Path(copy) if copy else None)
        if not run.output.as_json:
            click.echo(f"{count} filer er slik de ble lagt ut.")
        return run.output.show_rows((), more={"filer_sjekket": count})
    pipeline = run.pipeline()
    goal = target_named(pipeline.plan, til) if til else None
    done = publish(pipeline, hva, gruppe)
    # Every document is named where it is made; here, what was made for the site.
    made = tuple(file for file in done.report.files if file.status in {"skrevet", "flettet"})
    report = replace(done.report, files=made)
    if not run.output.as_json:
        _print_pages(done.sider)
    more = {"møter": [asdict(page) for page in done.sider]}
    if goal and not report.errors:
        return show_sending(run, report, goal, more)
    return run.output.show_rows([asdict(file) for file in made], report.warnings, report.errors, more)


def _print_pages(pages: "tuple[Sidemelding, ...]") -> None:
    for page in pages:
        click.echo(f"{page.sti}  lagt ut, {page.filer} filer")
        for change in page.endringer:
            click.echo(f"  {change}")
