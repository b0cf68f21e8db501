"""A .docx as bytes that depend on nothing but its parts: no clock, no order of writing."""

import zipfile
from io import BytesIO
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_FIRST: Final = ("[Content_Types].xml", "_rels/.rels")


def normalised(docx: bytes) -> bytes:
    """The same parts with fixed times and in a fixed order, the content types first (ECMA-376-2, §8.3)."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(target, "w") as packed:
        for name in sorted(source.namelist(), key=lambda n: (n not in _FIRST, n)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            packed.writestr(entry, source.read(name))
    return target.getvalue()
