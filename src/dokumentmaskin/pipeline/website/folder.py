"""One run at a time with the site."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dokumentmaskin.errors import Problem
from dokumentmaskin.memory import FOLDER, held, unwritable
from dokumentmaskin.site import mend
from dokumentmaskin.workspace import Workspace


@contextmanager
def alone(workspace: Workspace) -> Iterator[Path]:
    """Keep other runs from the site meanwhile, and tell in words of a disk that refuses.

    What a run that was stopped has left is mended first.

    Yields:
        Where the site lies.

    Raises:
        RefusedError: Another run has it, or something cannot be read or written.
    """
    message = "En annen «dok» holder på med nettstedet."
    busy = Problem("mappen-er-i-bruk", message, "Vent til den er ferdig.")
    folder = workspace.site
    with held(workspace.output / FOLDER / folder.name / "las", busy):
        try:
            mend(folder)
            yield folder
        except OSError as error:
            raise unwritable(folder, error) from None
