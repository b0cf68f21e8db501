"""What is remembered of a file that dok wrote, in a JSON file of its own: `.dok/referat-2022-03-11.pdf.json`.

One for each, so that two runs at once do not lose each other's lines.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from dokumentmaskin.memory.files import FOLDER, write_atomically

Facts = dict[str, str | int | bool | None]

# Where versions before this one remembered all files of a folder together.
_EARLIER: Final = "tilstand.json"


def recall(file: Path) -> dict[str, Any]:
    """The JSON object that is remembered of a file; an empty one when there is none with a fingerprint."""
    own = state_file(file)
    known = _read(own) if own.exists() else _read(own.with_name(_EARLIER)).get(file.name)
    return known if isinstance(known, dict) and isinstance(known.get("sha256"), str) else {}


def remember(file: Path, facts: Mapping[str, object]) -> None:
    """Remember a JSON object of a file, unless just that is remembered already."""
    if facts != recall(file):
        text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        write_atomically(state_file(file), text.encode())


def state_file(file: Path) -> Path:
    """Where what is remembered of a file is kept."""
    return file.parent / FOLDER / f"{file.name}.json"


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
