"""The organisation's logo: read with the plan, so that what is wrong with it is told with the rest.

The bytes go into `Plan.logo`, and from there into each document. Only whole PNG and JPEG pictures are taken:
both PDF engines and Word draw them alike.
"""

from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.loading.checks import similar_file, wrong_spelling
from dokumentmaskin.plan.loading.pictures import is_whole
from dokumentmaskin.plan.records import Logo
from dokumentmaskin.workspace import Workspace, as_it_lies, read_file

_MOST: Final = 2_000_000  # bytes; it stands in every document
_LIES: Final = "Stien er fra mappen plan/."


def read_logo(logo: Logo, workspace: Workspace) -> bytes | Problem:
    """The bytes of the logo, or what is wrong with its file.

    Args:
        logo: What `organisasjon.yaml` says of it.
        workspace: Where that file is.
    """
    if problem := wrong_spelling(logo.fil):
        return problem
    file = as_it_lies(workspace.plan / logo.fil)
    if not workspace.holds(file):
        message = f"«{logo.fil}» ligger utenfor arbeidsmappen."
        return Problem("utenfor-arbeidsmappen", message, "Kopier filen til mappen plan/.")
    try:
        data = read_file(file)
    except (OSError, ValueError):
        return _not_found(logo, file)
    if not is_whole(data):
        message = f"«{logo.fil}» er ikke et helt bilde i formatet PNG eller JPEG."
        return Problem("ubrukelig-logo", message, "Åpne logoen i et bildeprogram, og lagre den som PNG.")
    if len(data) > _MOST:
        message = f"«{logo.fil}» er på {len(data) / 1_000_000:.1f} MB, og den skal stå i hvert dokument."
        return Problem("ubrukelig-logo", message.replace(".", ",", 1), "Lagre logoen mindre: under 2 MB.")
    return data


def _not_found(logo: Logo, file: Path) -> Problem:
    advice = similar_file(file) or f"{_LIES} Legg filen der, eller ta bort «logo:»."
    return Problem("mangler-logo", f"Kan ikke lese logoen «{logo.fil}».", advice)
