"""The documents of one meeting."""

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.options import Run, command


def _document(name: str) -> click.Command:
    @command(
        name,
        options.date,
        options.group,
        options.engine,
        options.accept,
        options.differences,
        options.folder,
        more=options.DATE_HELP,
    )
    def make(run: Run, *, dato: str, gruppe: str | None, vis_forskjeller: bool) -> int:
        from dokumentmaskin.cli.changes import made_or_shown
        from dokumentmaskin.pipeline import kind_named, meeting_jobs
        from dokumentmaskin.plan import find_meeting

        pipeline = run.pipeline()
        jobs = meeting_jobs(find_meeting(pipeline.plan, dato, gruppe), [kind_named(name)])
        return made_or_shown(run, pipeline, jobs, only_show=vis_forskjeller)

    return make


# One for each document that the catalogue gives to this module; the pipeline knows it by the same name.
globals().update({name: _document(name) for name, entry in ENTRIES.items() if entry.module == "meeting"})
