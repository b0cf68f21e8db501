"""The organisation's logo: read with the plan, so that what is wrong with it is told with the rest.

The bytes go into `Plan.logo`, and from there into each document. Only whole PNG and JPEG pictures are taken:
both PDF engines and Word draw them alike.
"""

from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan.loading.checks import similar_file, wrong_spelling
from dokumentmaskin.plan.records import Logo
from dokumentmaskin.workspace import Workspace, as_it_lies, read_file

# How a picture begins and ends: PNG (ISO 15948, 5.2 and 11.2.5), JPEG (ITU-T T.81, B.1.1.3).
_WHOLE: Final = ((b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"), (b"\xff\xd8\xff", b"\xff\xd9"))
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
    if not any(data.startswith(begin) and data.rstrip(b"\0\n").endswith(end) for begin, end in _WHOLE):
        message = f"«{logo.fil}» er ikke et helt bilde i formatet PNG eller JPEG."
        return Problem("ubrukelig-logo", message, "Åpne logoen i et bildeprogram, og lagre den som PNG.")
    if len(data) > _MOST:
        message = f"«{logo.fil}» er på {len(data) / 1_000_000:.1f} MB, og den skal stå i hvert dokument."
        return Problem("ubrukelig-logo", message.replace(".", ",", 1), "Lagre logoen mindre: under 2 MB.")
    return data


def _not_found(logo: Logo, file: Path) -> Problem:
    advice = similar_file(file) or f"{_LIES} Legg filen der, eller ta bort «logo:»."
    return Problem("mangler-logo", f"Kan ikke lese logoen «{logo.fil}».", advice)
