"""The example workspace that comes with dok: Osloregionen's 2022 with its templates.

An installed package carries it as `example/`; in a checkout the repository itself is the workspace. A new
workspace is a copy of it, or takes its templates and schemas alone, with a plan of its own.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from dokumentmaskin.errors import Problem, RefusedError
from dokumentmaskin.memory import reason

_PACKAGE = Path(__file__).parent
# From a new workspace no summons has gone out, so none of its case numbers stand fast.
_NOT_COPIED = {"saksnummer.yaml"}


def copy_example(target: Path) -> list[str]:
    """Lay the plan and the templates in a folder that is new or empty.

    Returns:
        The files, relative to the folder, with forward slashes.

    Raises:
        RefusedError: There is something in the folder already, or it cannot be written.
    """
    return _laid(target, lambda folder: _copy(folder, "plan", "templates"))


def lay_plan(target: Path, files: Mapping[str, str]) -> list[str]:
    """Lay a plan of one's own in a folder that is new or empty, with the templates and schemas.

    Args:
        target: The folder.
        files: The files of the plan, by their paths in `plan/`.

    Returns:
        The files, as `copy_example`.

    Raises:
        RefusedError: As `copy_example`.
    """

    def lay(folder: Path) -> Iterator[str]:
        for name, text in files.items():
            file = folder / "plan" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
            yield f"plan/{name}"
        yield from _copy(folder, "plan/skjema", "templates")

    return _laid(target, lay)


def refuse_full(target: Path) -> None:
    """Refuse a folder that has something in it.

    Raises:
        RefusedError: It has.
    """
    if target.is_dir() and any(target.iterdir()):
        message = f"«{target}» finnes allerede og er ikke tom."
        raise RefusedError(Problem("mappe-ikke-tom", message, "Velg en ny mappe."))


def _laid(target: Path, lay: Callable[[Path], Iterator[str]]) -> list[str]:
    refuse_full(target)
    try:
        with _whole_or_nothing(target) as folder:
            return list(lay(folder))
    except OSError as error:
        message = f"Kan ikke lage «{target}»: {reason(error)}."
        raise RefusedError(Problem("kan-ikke-skrive", message, "Velg en annen mappe.")) from None


@contextmanager
def _whole_or_nothing(target: Path) -> Iterator[Path]:
    """A folder whose content moves to an empty one when it is whole; a full disk or Ctrl-C leaves nothing."""
    made = [folder for folder in (target, *target.parents) if not folder.exists()]
    beside = target / ".dok-ny"
    moved: list[Path] = []
    try:
        beside.mkdir(parents=True)
        yield beside
        moved.extend(part.rename(target / part.name) for part in sorted(beside.iterdir()))
        beside.rmdir()
    except BaseException:
        for part in (beside, *moved):
            shutil.rmtree(part, ignore_errors=True)
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise


def _copy(target: Path, *folders: str) -> Iterator[str]:
    source = _example()
    for folder in folders:
        for file in sorted((source / folder).rglob("*")):
            if file.is_file() and file.name not in _NOT_COPIED:
                place = target / file.relative_to(source)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, place)
                yield place.relative_to(target).as_posix()


def _example() -> Path:
    installed = _PACKAGE / "example"
    return installed if installed.is_dir() else _PACKAGE.parents[1]
