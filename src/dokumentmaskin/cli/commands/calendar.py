"""The year as calendar files."""

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command


@command(
    "kalender",
    options.year,
    options.folder,
    more="\n\nKalenderen i «output/ÅR» kan alle abonnere på. Den i «intern» er for medlemmene, og har lenker "
    "til videomøtene. Hvert møte får en invitasjon som du kan sende med e-post. Når et møte er flyttet eller "
    "avlyst, følger kalenderen med, og den nye invitasjonen tar plassen til den gamle.",
)
def kalender(run: Run, *, år: int) -> int:
    """Write the calendars of a year and the invitations to its meetings."""
    from dokumentmaskin.pipeline import make_calendars

    return run.output.show(make_calendars(run.pipeline(), år))
