"""A meeting's papers as one PDF."""

from pathlib import Path

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command
from dokumentmaskin.errors import Problem, WrongUseError


@command(
    "pakke",
    options.date,
    options.group,
    options.engine,
    click.option(
        "--merknader",
        type=click.Choice(["fjern", "behold"]),
        default="fjern",
        metavar="VALG",
        help="Velg «behold» for å ta med det noen har notert i vedleggene. Ellers blir det fjernet.",
    ),
    click.option(
        "--hoyreside",
        is_flag=True,
        help="La hvert dokument begynne på en høyreside, for tosidig utskrift. Tomme sider blir talt med.",
    ),
    click.option("--zip", "zipped", is_flag=True, help="Lag også en zip-fil med papirene, hvert som en fil."),
    click.option("--krev-ua", is_flag=True, help="Stopp hvis ikke hele pakken følger PDF/UA."),
    click.option(
        "--passord-fil",
        type=click.Path(path_type=Path),
        metavar="FIL",
        help="Les passord til låste vedlegg fra en tekstfil, ett på hver linje.",
    ),
    options.accept,
    options.folder,
    more="\n\nPakken får omslag og innhold, innkallingen og sakslisten slik de er nå, med det du har endret "
    "i Word, og alle vedleggene til sakene. Er noe unntatt offentlighet, blir det to pakker: en åpen og en "
    "intern." + options.DATE_HELP,
)
def pakke(  # noqa: PLR0913 - a command's parameters are its options
    run: Run,
    *,
    dato: str,
    gruppe: str | None,
    merknader: str,
    hoyreside: bool,
    zipped: bool,
    krev_ua: bool,
    passord_fil: Path | None,
) -> int:
    """Make the meeting's package."""
    import logging

    from dokumentmaskin.pipeline import Choices, make_package
    from dokumentmaskin.plan import find_meeting

    # What it would say of an odd paper, in English and without its name, is said by the notes on the paper.
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    choices = Choices(merknader == "behold", krev_ua, _passwords(passord_fil), hoyreside, zipped)
    pipeline = run.pipeline()
    return run.output.show(make_package(pipeline, find_meeting(pipeline.plan, dato, gruppe), choices))


def _passwords(file: Path | None) -> tuple[str, ...]:
    """The lines of a password file.

    Raises:
        WrongUseError: It cannot be read.
    """
    if file is None:
        return ()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        message = f"Kan ikke lese passordfilen «{file}»."
        advice = "Lag en tekstfil i UTF-8 med ett passord på hver linje."
        raise WrongUseError(Problem("passordfil", message, advice)) from None
    return tuple(line for line in text.splitlines() if line)
