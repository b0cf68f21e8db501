"""A new workspace, and the schemas of its plan."""

from pathlib import Path

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.norwegian import NorwegianCommand
from dokumentmaskin.cli.output import Output


@click.command(cls=NorwegianCommand, help=ENTRIES["ny"].help)
@click.argument("mappe", metavar="MAPPE", type=click.Path(path_type=Path))
@options.as_json
def ny(*, mappe: Path, as_json: bool) -> int:
    """Lay the example workspace in a new or empty folder."""
    from dokumentmaskin.example import copy_example

    files = copy_example(mappe)
    if as_json:
        return Output("ny", as_json).show_rows(_rows(files))
    click.echo(f"Laget «{mappe}» med {len(files)} filer. Planen ligger i plan/, malene i templates/.")
    quoted = f'"{mappe}"' if " " in str(mappe) else mappe
    click.echo(f"Prøv: dok -C {quoted} innkalling 2022-03-11")
    return 0


@click.command(
    cls=NorwegianCommand,
    help=ENTRIES["skjema"].help + "\n\nSkjemaene legges i plan/skjema/.",
)
@options.folder
@options.as_json
def skjema(*, arbeidsmappe: Path | None, as_json: bool) -> int:
    """Write the JSON Schemas of the plan files."""
    from dokumentmaskin.memory import write_atomically
    from dokumentmaskin.plan import schema_files

    workspace = options.workspace(arbeidsmappe)
    written = []
    for name, text in schema_files().items():
        target = workspace.plan / "skjema" / name
        write_atomically(target, text.encode())
        written.append(workspace.name(target))
    return Output("skjema", as_json).show_rows(_rows(written))


def _rows(files: list[str]) -> list[dict[str, str]]:
    return [
        {"rolle": "arbeidsmappe", "format": Path(f).suffix.lstrip("."), "sti": f, "status": "skrevet"}
        for f in files
    ]
