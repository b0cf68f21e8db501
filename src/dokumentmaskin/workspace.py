"""The workspace: the folder that holds `plan/`, `templates/` and `output/`, and the paths in it.

Paths in messages, in `--json` and in what dok remembers are relative to the workspace and written
with forward slashes, so that they read the same on every system.
"""

import errno
import os
import stat
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dokumentmaskin.errors import Problem, WrongUseError


@dataclass(frozen=True, slots=True)
class Workspace:
    """A secretariat's folder.

    Attributes:
        root: The folder itself, absolute.
    """

    root: Path

    @property
    def plan(self) -> Path:
        """Where the plan files are."""
        return self.root / "plan"

    @property
    def templates(self) -> Path:
        """Where the Word templates are."""
        return self.root / "templates"

    @property
    def output(self) -> Path:
        """Where finished documents go."""
        return self.root / "output"

    @property
    def site(self) -> Path:
        """Where the site is laid out."""
        return self.output / "nettsted"

    @property
    def site_templates(self) -> Path:
        """Where the templates of the site's pages are."""
        return self.templates / self.site.name

    def paper(self, folder: Path | None, path: str) -> Path:
        """Where a paper lies, or would, by its path from the folder of its meeting's file."""
        return as_it_lies(Path(os.path.normpath((folder or self.plan) / path)))

    def holds(self, file: Path) -> bool:
        """Whether a file lies in the workspace when links are followed; `plan/` may be a link out of it."""
        # `os.path` takes a name that no file can have, and links in a ring; `Path` in Python 3.11 raises.
        target = Path(os.path.realpath(file))
        return any(target.is_relative_to(os.path.realpath(own)) for own in (self.root, self.plan))

    def name(self, path: Path) -> str:
        """The path as messages write it."""
        return path.relative_to(self.root).as_posix()


def as_it_lies(file: Path) -> Path:
    """The path of what lies there by a name, in whichever form its letters are; as it was given for nothing.

    A Mac may write «å» as two characters where a plan has one (Unicode Standard Annex 15).
    """
    if os.path.lexists(file) or file.parent == file:
        return file
    folder, name = as_it_lies(file.parent), unicodedata.normalize("NFC", file.name)
    with suppress(OSError, ValueError):
        for lying in os.listdir(folder):  # noqa: PTH208 - `Path.iterdir` makes a path of each
            if unicodedata.normalize("NFC", lying) == name:
                return folder / lying
    return file


def read_file(file: Path) -> bytes:
    """The bytes of a file; what is none, a pipe or a device, may never end.

    Raises:
        OSError: It cannot be read, or is no file.
    """
    mode = file.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(file))
    return file.read_bytes()


def document_name(folder: str, name: str, stamp: str) -> Path:
    """A document's path from the output folder: `2022-03-11-klima`, `innkalling`, `2022-03-11`."""
    return Path(folder) / f"{name}-{stamp}.docx"


def package_name(folder: str, stamp: str) -> Path:
    """The path of a meeting's package, the same way."""
    return document_name(folder, "motepakke", stamp).with_suffix(".pdf")


def find_workspace(start: Path, chosen: Path | None = None) -> Workspace:
    """The chosen workspace, or the nearest folder upward from `start` that has `plan/`.

    Raises:
        WrongUseError: There is none.
    """
    if chosen is not None:
        root = chosen.resolve()
        if (root / "plan").is_dir():
            return Workspace(root)
        message = f"Mappen «{chosen}» er ikke en arbeidsmappe: Den har ingen mappe som heter «plan»."
        raise WrongUseError(Problem("ingen-arbeidsmappe", message, "Lag en med «dok ny MAPPE»."))
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "plan").is_dir():
            return Workspace(folder)
    message = f"Fant ingen arbeidsmappe: Verken «{here}» eller mappene over har en mappe «plan»."
    advice = "Gå til arbeidsmappen, velg den med -C MAPPE, eller lag en ny med «dok ny MAPPE»."
    raise WrongUseError(Problem("ingen-arbeidsmappe", message, advice))
