"""The year wheel by itself."""

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command


@command(
    "arshjul",
    options.year,
    click.option("--gruppe", metavar="GRUPPE", help="Tegn bare årshjulet til én gruppe."),
    click.option("--i-dag", is_flag=True, help="Merk av dagen i dag."),
    options.folder,
    more="\n\nSVG-filen er til nettsiden, PNG-filen til presentasjoner og utskrift. Har flere grupper plan "
    "for året, blir det ett hjul for hver og ett for alle sammen. Fargene og strekene står i "
    "templates/arshjul.css.",
)
def arshjul(run: Run, *, år: int, gruppe: str | None, i_dag: bool) -> int:
    """Draw the year wheels of a year."""
    from dokumentmaskin.pipeline import make_wheels
    from dokumentmaskin.plan import load_plan

    workspace, today = run.workspace(), options.today()
    plan = load_plan(workspace).issued_by(today)
    return run.output.show(make_wheels(workspace, plan, år, gruppe, today if i_dag else None))
