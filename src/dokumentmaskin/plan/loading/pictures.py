"""The pictures in the texts of a case: where they lie, and whether they are whole.

The path is that of a paper, from the folder of `mote.yaml`. A picture is a part of its case, and as open as
that is. Only whole PNG and JPEG pictures are taken: both PDF engines and Word draw them alike.
"""

from pathlib import Path
from typing import Final

from dokumentmaskin.errors import AttachmentError, Place, Problem
from dokumentmaskin.plan.meetings import Møte
from dokumentmaskin.plan.records import spellings
from dokumentmaskin.workspace import as_it_lies

# How a picture begins and ends: PNG (ISO 15948, 5.2 and 11.2.5), JPEG (ITU-T T.81, B.1.1.3).
_WHOLE: Final = ((b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"), (b"\xff\xd8\xff", b"\xff\xd9"))


def is_whole(data: bytes) -> bool:
    """Whether this is a PNG or JPEG picture from beginning to end."""
    return any(data.startswith(begin) and data.rstrip(b"\0\n").endswith(end) for begin, end in _WHOLE)


def picture_file(møte: Møte, target: str) -> Path:
    """Where the picture lies that a text of a meeting's own file calls so, or would."""
    files = [as_it_lies((møte.mappe or Path()) / path) for path in spellings(target)]
    return next((file for file in files if file.is_file()), files[0])


def read_picture(møte: Møte, target: str) -> bytes:
    """The bytes of a picture in a text.

    Raises:
        AttachmentError: It cannot be read any more.
    """
    try:
        return picture_file(møte, target).read_bytes()
    except (OSError, ValueError):
        message = "Kan ikke lese bildet i teksten."
        advice = "Lukk filen hvis den er åpen, og sjekk at du har lov til å lese den."
        raise AttachmentError(Problem("kan-ikke-lese", message, advice, Place(target))) from None
