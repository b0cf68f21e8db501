"""The documents of one meeting."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.norwegian import NorwegianCommand
from dokumentmaskin.cli.output import Output

if TYPE_CHECKING:
    from dokumentmaskin.pipeline import Role


def _command(name: "Role") -> click.Command:
    @click.command(name, cls=NorwegianCommand, help=ENTRIES[name].help + options.DATE_HELP)
    @options.date
    @options.group
    @options.engine
    @options.accept
    @options.differences
    @options.folder
    @options.as_json
    def command(  # noqa: PLR0913 - a command's parameters are its options
        *,
        dato: tuple[str, ...],
        gruppe: str | None,
        motor: str | None,
        godta_endringer: bool,
        vis_forskjeller: bool,
        arbeidsmappe: Path | None,
        as_json: bool,
    ) -> int:
        from dokumentmaskin.pipeline import meeting_jobs
        from dokumentmaskin.plan import find_meeting

        pipeline = options.pipeline(arbeidsmappe, motor, accept_changes=godta_endringer)
        møte = find_meeting(pipeline.plan, " ".join(dato), gruppe)
        jobs, output = meeting_jobs(møte, [name]), Output(name, as_json)
        if vis_forskjeller:
            from dokumentmaskin.cli.difference import show_differences

            return show_differences(pipeline, jobs, output)
        return output.show(pipeline.run(jobs))

    return command


innkalling = _command("innkalling")
saksliste = _command("saksliste")
referat = _command("referat")
