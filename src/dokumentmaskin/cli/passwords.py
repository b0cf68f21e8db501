"""A password that neither the environment nor the keyring has: asked for on a terminal, kept if wanted."""

import os
import sys
from collections.abc import Callable
from typing import TypeVar

import click

from dokumentmaskin.cli.options import Run
from dokumentmaskin.errors import MissingPasswordError

T = TypeVar("T")


def with_password(run: Run, send: Callable[[], T]) -> T:
    """Do something that needs a password; ask for it where there is none and somebody to ask.

    Raises:
        MissingPasswordError: There is nobody to ask.
    """
    from dokumentmaskin.pipeline import keep_password

    try:
        return send()
    except MissingPasswordError as error:
        if run.output.as_json or not sys.stdin.isatty():
            raise
        lacking = error
    said: str = click.prompt(f"Passordet til «{lacking.user}»", hide_input=True, type=str, err=True)
    os.environ[lacking.variable] = said  # for this run alone
    done = send()
    if yes("Skriv «ja» for å legge passordet i nøkkelringen til maskinen"):
        keep_password(lacking.service, lacking.user, said)
    return done


def yes(question: str, default: str | None = "nei") -> bool:
    """Whether somebody answers «ja»; without a default, an answer must be given."""
    answer: str = click.prompt(question, default=default, type=str, err=True)
    return answer.strip().casefold() in {"ja", "j"}
