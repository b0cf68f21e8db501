"""E-mail to those who are summoned."""

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command


@command(
    "epost",
    options.date,
    options.group,
    options.engine,
    options.folder,
    more="\n\nInnkallingen ligger ved. Medlemmene får den interne utgaven og en invitasjon til kalenderen, "
    "varaer og de som står på kopi, får den åpne. Utkastene ligger i «intern/epost», og åpnes i Outlook "
    "og Thunderbird. Er møtet avlyst, får de avlysningen." + options.DATE_HELP,
)
def epost(run: Run, *, dato: str, gruppe: str | None) -> int:
    """Write the letters of a meeting as drafts."""
    from dokumentmaskin.pipeline import draft_meeting
    from dokumentmaskin.plan import meeting_on

    pipeline = run.pipeline()
    return run.output.show(draft_meeting(pipeline, meeting_on(pipeline.plan, dato, gruppe)))
