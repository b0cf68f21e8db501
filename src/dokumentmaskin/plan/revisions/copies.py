"""The copies of a year plan that dok takes when it has been adopted, and at each revision.

They lie in `plan/2022/vedtatt/<group>/2022-03-11.yaml`, are kept with the rest of the plan, and are nobody's
to edit. After two lines of dok's own follows the year plan's file, word for word; the second of them has a
fingerprint of the rest and of the day, so that a copy which has been edited, cut or renamed is known.
"""

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place, PlanError, Problem, RefusedError
from dokumentmaskin.plan.meetings import Gruppeår
from dokumentmaskin.plan.records import Årsplan, validate
from dokumentmaskin.plan.yaml import decode_file, parse_yaml

# The folder of a year that has them, with a folder for each group.
ADOPTED: Final = "vedtatt"
_HEAD: Final = (
    "# Kopi av den vedtatte årsplanen, slik den var {}. dok har skrevet denne filen. Ikke endre den.\n"
    "# Kontrollsum: {}\n"
)
_SIGNED: Final = re.compile(r"#[^\n]*\n# Kontrollsum: ([0-9a-f]{64})\n(.*)", re.DOTALL)
_BACK: Final = "Hent den tilbake fra en sikkerhetskopi. Endringer skriver du i årsplanen selv."


def copy_of(year: Gruppeår, path: str, day: date) -> str:
    """What a copy holds of a year plan, as it was on a day.

    Args:
        year: The year, as it was read.
        path: What messages call its file.
        day: The day.

    Raises:
        PlanError: The file cannot be read any more.
        RefusedError: It has been changed since it was read.
    """
    text = decode_file(year.fil, path)
    if validate(parse_yaml(text, path), Årsplan, year.år) != year.plan:
        message = "Årsplanen ble endret mens dok arbeidet. Den er ikke kopiert."
        raise RefusedError(Problem("endret-imens", message, "Kjør kommandoen en gang til.", Place(path)))
    return _HEAD.format(day.isoformat(), _fingerprint(text, day)) + text


def read_copy(file: Path, path: str, year: int) -> tuple[date, Årsplan]:
    """Read a copy: the day of its name, and what the year plan said.

    Args:
        file: The file on disk.
        path: What messages call it.
        year: The year of the plan.

    Raises:
        PlanError: It is no copy of dok's, or not as dok wrote it.
    """
    place = Place(path)
    try:
        day = date.fromisoformat(file.stem)
    except ValueError:
        raise PlanError(foreign("Navnet på filen er ikke en dag.", place)) from None
    text = decode_file(file, path)
    signed = _SIGNED.fullmatch(text)
    if signed is None or signed[1] != _fingerprint(signed[2], day):
        message = "Kopien av den vedtatte årsplanen er ikke slik dok skrev den."
        raise PlanError(Problem("endret-kopi", message, _BACK, place))
    return day, validate(parse_yaml(text, path), Årsplan, year)


def foreign(message: str, place: Place) -> Problem:
    """What is wrong with a file that dok has not written and that lies among the copies."""
    advice = "I denne mappen skal det bare ligge filer som dok har skrevet. Flytt den et annet sted."
    return Problem("fremmed-kopi", message, advice, place)


def _fingerprint(text: str, day: date) -> str:
    return hashlib.sha256(f"{day.isoformat()}\n{text}".encode()).hexdigest()
