"""The site shown on this machine while a person writes."""

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command

_PORT = 8000


@command(
    "vis",
    click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=_PORT,
        metavar="PORT",
        help=f"Velg en annen port enn {_PORT}.",
    ),
    options.folder,
    more="\n\nSidene blir laget på nytt når planen eller malene endrer seg, og vises bare på denne maskinen. "
    "Ingenting blir skrevet. Stopp med Ctrl-C.",
)
def vis(run: Run, *, port: int) -> int:
    """Show the site until the person stops it, which is how it ends well."""
    from dokumentmaskin.pipeline import open_preview

    with open_preview(run.workspace(), port) as server:
        code = run.output.show_rows((), more={"adresse": server.address})
        if not run.output.as_json:
            click.echo(f"Nettstedet vises på {server.address}. Stopp med Ctrl-C.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return code
    return code
