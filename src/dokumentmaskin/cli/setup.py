"""A new workspace, and the schemas of its plan."""

from pathlib import Path

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command


@command("ny", click.argument("mappe", metavar="MAPPE", type=click.Path(path_type=Path)))
def ny(run: Run, *, mappe: Path) -> int:
    """Lay the example workspace in a new or empty folder."""
    from dokumentmaskin.example import copy_example

    files = copy_example(mappe)
    if run.output.as_json:
        return run.output.show_rows(_rows(files))
    click.echo(f"Laget «{mappe}» med {len(files)} filer. Planen ligger i plan/, malene i templates/.")
    quoted = f'"{mappe}"' if " " in str(mappe) else mappe
    click.echo(f"Prøv: dok -C {quoted} innkalling 2022-03-11")
    return 0


@command("skjema", options.folder, more="\n\nSkjemaene legges i plan/skjema/.")
def skjema(run: Run) -> int:
    """Write the JSON Schemas of the plan files."""
    from dokumentmaskin.memory import write_atomically
    from dokumentmaskin.plan import schema_files

    workspace = run.workspace()
    written = []
    for name, text in schema_files().items():
        target = workspace.plan / "skjema" / name
        write_atomically(target, text.encode())
        written.append(workspace.name(target))
    return run.output.show_rows(_rows(written))


def _rows(files: list[str]) -> list[dict[str, str]]:
    return [
        {"rolle": "arbeidsmappe", "format": Path(f).suffix.lstrip("."), "sti": f, "status": "skrevet"}
        for f in files
    ]
