"""E-mail to those who are summoned."""

from dokumentmaskin.cli import options
from dokumentmaskin.cli.mailing import refuse_yes_alone, send_option, sent, yes_option
from dokumentmaskin.cli.options import Run, command


@command(
    "epost",
    options.date,
    options.group,
    send_option,
    yes_option,
    options.engine,
    options.accept,
    options.folder,
    more="\n\nInnkallingen ligger ved. Medlemmene får den interne utgaven og en invitasjon til kalenderen, "
    "varaer og de som står på kopi, får den åpne. Utkastene ligger i «intern/epost», og åpnes i Outlook "
    "og Thunderbird. Er møtet avlyst, får de avlysningen. Med «--send» blir innkallingen ført som sendt."
    + options.DATE_HELP,
)
def epost(run: Run, *, dato: str, gruppe: str | None, send: bool, ja: bool) -> int:
    """Write the letters of a meeting as drafts, or send them."""
    from dokumentmaskin.pipeline import draft_meeting, meeting_mailing
    from dokumentmaskin.plan import meeting_on

    refuse_yes_alone(send=send, yes=ja)
    pipeline = run.pipeline()
    møte = meeting_on(pipeline.plan, dato, gruppe)
    if send:
        return sent(run, meeting_mailing(pipeline, møte), yes=ja)
    return run.output.show(draft_meeting(pipeline, møte))
