"""The repository's templates in the workspaces of tests.

Two thousand workspaces have the same fifty files each: links to one copy. A test that changes a template
takes copies of its own first.
"""

import os
import shutil
from pathlib import Path
from typing import Final

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
_SHARED: Final[list[Path]] = []


def share(folder: Path) -> None:
    """Make the copy that all workspaces have links to."""
    _SHARED[:] = [Path(shutil.copytree(TEMPLATES, folder))]


def shared_as_it_is() -> dict[Path, tuple[int, int]]:
    """The size and time of each file of that copy, which nobody is to write in."""
    found = {file: file.stat() for file in _SHARED[0].rglob("*") if file.is_file()}
    return {file: (stat.st_size, stat.st_mtime_ns) for file, stat in found.items()}


def lay_templates(root: Path) -> None:
    """Put the templates in a workspace, to be read."""
    shutil.copytree(_SHARED[0], root / "templates", copy_function=_link, dirs_exist_ok=True)


def own_templates(root: Path) -> None:
    """Put them in a workspace, or in place of links, to be written in."""
    shutil.rmtree(root / "templates", ignore_errors=True)
    shutil.copytree(TEMPLATES, root / "templates")


def _link(source: str, target: str) -> None:
    Path(target).unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a disk that has no links, or a file that has as many as it can have
        shutil.copyfile(source, target)
