"""The documents of one meeting."""

from pathlib import Path

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.norwegian import NorwegianCommand
from dokumentmaskin.cli.output import Output


def _command(name: str) -> click.Command:
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
        from dokumentmaskin.pipeline import kind_named, make_documents, meeting_jobs
        from dokumentmaskin.plan import find_meeting

        pipeline = options.pipeline(arbeidsmappe, motor, accept_changes=godta_endringer)
        møte = find_meeting(pipeline.plan, " ".join(dato), gruppe)
        jobs, output = meeting_jobs(møte, [kind_named(name)]), Output(name, as_json)
        if vis_forskjeller:
            from dokumentmaskin.cli.difference import show_differences

            return show_differences(pipeline, jobs, output)
        return output.show(make_documents(pipeline, jobs))

    return command


# One for each document that the catalogue gives to this module; the pipeline knows it by the same name.
globals().update({name: _command(name) for name, entry in ENTRIES.items() if entry.module == "meeting"})
