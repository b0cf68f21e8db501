"""Whether the parts of a template are what they are said to be, told by the name of the part that is not.

python-docx finds a part that is missing, or is something else, when it asks it for what it should have, and
then in as many ways as there are parts. Here each is looked at once.
"""

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dokumentmaskin.word import DamagedError, Package

_KEPT: Final = 64
_MILLION: Final = 1_000_000
_LARGEST_XML: Final = 50 * _MILLION
_LARGEST: Final = 500 * _MILLION
# The root of what a relationship leads to, by the last piece of its type (ISO/IEC 29500-1, annex A).
_ROOTS: Final = {
    "officeDocument": "document", "styles": "styles", "numbering": "numbering", "settings": "settings",
    "header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes",
    "core-properties": "coreProperties",
}  # fmt: skip


@lru_cache(_KEPT)
def unsound(template: bytes) -> str:
    """What is wrong with the parts of a template, for the person who has it; empty when nothing is."""
    try:
        return next(_faults(template), "")
    except DamagedError:
        return ""  # no zip file at all: whoever opens it says so


def _faults(template: bytes) -> Iterator[str]:
    package = Package(template)
    texts = [name for name in package.names if name.endswith((".xml", ".rels"))]
    if sum(map(package.size, texts)) > _LARGEST_XML or sum(map(package.size, package.names)) > _LARGEST:
        yield "Den er pakket ut mye større enn noen mal er."
        return
    for name in texts:
        try:
            package.root(name)
        except DamagedError:
            yield f"Delen «{name}» er ikke hel XML."
            return
    for name in texts:
        if name.endswith(".rels"):
            yield from _astray(package, name)


def _astray(package: Package, rels: str) -> Iterator[str]:
    """What a part leads to that is not there, or is something else."""
    home = posixpath.dirname(posixpath.dirname(rels))
    known = {name.lower(): name for name in package.names}
    for relation in package.root(rels).iterchildren(tag="*"):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        is_outside = relation.get("TargetMode") == "External"
        if is_outside and kind in _ROOTS:
            yield f"Delen «{kind}» ligger utenfor filen: «{target}»."
        elif not is_outside and not target.startswith("#"):
            name = known.get(posixpath.normpath(posixpath.join("/", home, target)).lstrip("/").lower())
            if name is None and kind in _ROOTS:
                yield f"Delen «{target}» mangler."
            elif name and kind in _ROOTS and not _is_one(package, name, kind):
                yield f"Delen «{name}» er noe annet enn den skal være."


def _is_one(package: Package, name: str, kind: str) -> bool:
    """Whether a part is of a kind, by its content and by the list of types."""
    root = str(package.root(name).tag).rpartition("}")[2] if name.endswith(".xml") else ""
    return root == _ROOTS[kind] and (kind == "officeDocument" or package.kinds.get(name) == kind)
