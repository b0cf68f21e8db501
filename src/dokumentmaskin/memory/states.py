"""What is remembered of a Word document, as records and as the JSON that they are kept in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dokumentmaskin.memory.facts import recall, remember, state_file
from dokumentmaskin.memory.files import FOLDER


@dataclass(frozen=True, slots=True)
class Version:
    """A document as dok left it, or found it.

    Attributes:
        sha256: The fingerprint of the file.
        base: The fingerprint of the render that it was made from; None when that is not known.
    """

    sha256: str
    base: str | None


@dataclass(frozen=True, slots=True)
class Copy:
    """What a document was before it was replaced.

    Attributes:
        file: Where it is kept.
        moment: When it was replaced, by the clock of the run.
        version: What it was.
    """

    file: Path
    moment: datetime
    version: Version


@dataclass(frozen=True, slots=True)
class State:
    """What is remembered of a document.

    Attributes:
        now: What dok left there; None when it is not known.
        coming: What is on its way there; None when nothing is.
        copies: What has been kept of the files that were replaced, the last one last.
    """

    now: Version | None = None
    coming: Version | None = None
    copies: tuple[Copy, ...] = ()


def read(document: Path) -> State:
    """What is remembered; an empty state when nothing is, or it cannot be read."""
    state = recall(document)
    try:
        # What versions before this one wrote, they wrote as they had rendered it.
        now = _version({"grunnlag": state["sha256"], **state})
        coming = _version(state["neste"]) if "neste" in state else None
        listed = tuple(_copy(document, row) for row in state.get("kopier", ()))
    except (KeyError, TypeError, ValueError):
        return State()
    return State(now, coming, tuple(copy for copy in listed if copy.file.exists()))


def write(document: Path, state: State) -> None:
    """Remember a state; an empty one is forgotten.

    Raises:
        RefusedError: It cannot be written.
    """
    if state.now is None:
        state_file(document).unlink(missing_ok=True)
        return
    coming = {"neste": _fields(state.coming)} if state.coming else {}
    rows = [
        {"fil": copy.file.name, "tid": copy.moment.isoformat(), **_fields(copy.version)}
        for copy in state.copies
    ]
    remember(document, {**_fields(state.now), **coming, **({"kopier": rows} if rows else {})})


def _fields(version: Version) -> dict[str, str | None]:
    return {"sha256": version.sha256, "grunnlag": version.base}


def _version(fields: dict[str, Any]) -> Version:
    """A version from its JSON.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    sha256, base = fields["sha256"], fields["grunnlag"]
    if not isinstance(sha256, str) or not isinstance(base, str | None):
        raise TypeError
    return Version(sha256, base)


def _copy(document: Path, row: dict[str, Any]) -> Copy:
    """A copy from its JSON.

    Raises:
        KeyError, TypeError, ValueError: It is none.
    """
    file = document.parent / FOLDER / Path(row["fil"]).name
    return Copy(file, datetime.fromisoformat(row["tid"]), _version(row))
