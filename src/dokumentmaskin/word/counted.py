"""Numbers under labels on a line, said as a sentence: «For: 8   Mot: 2» becomes «8 for, 2 mot».

Who makes the PDF of a filled-in form calls it with the copy that is printed; the form itself keeps its
labels, by which it is read again. A line is changed only when all that stands after each label is one number,
with something in brackets if need be: «For: 8 (5 Ap)» becomes «8 for (5 Ap)».
"""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from dokumentmaskin.word.finished import is_quiet, take_away, text_of
from dokumentmaskin.word.lines import clean
from dokumentmaskin.word.names import W
from dokumentmaskin.word.package import Package, packed, written
from dokumentmaskin.word.styles import value_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# With what stands in brackets after it: of whom they are.
_NUMBER: Final = re.compile(r"(\d{1,4})(\s*\(.*\))?")
# Runs that a reader sees as one: in one control, or in one look.
_Group = list["Element"]
# A label, the number after it, and the runs of that.
_Count = tuple[_Group, str, _Group]


def in_words(docx: bytes, heads: Collection[str], words: Mapping[str, str]) -> bytes:
    """A copy with the counts of some lines as a sentence; the same bytes when there are none.

    Args:
        docx: The bytes of a .docx.
        heads: What begins such a line: «Votering:».
        words: What stands after a number instead of the label before it: «For:» and «for».

    Raises:
        DamagedError: The bytes are no zip file, or a part cannot be read.
    """
    package = Package(docx)
    root = package.root(package.main)
    lines = [line for line in root.iter(W + "p") if text_of(line).startswith(tuple(heads))]
    if not [line for line in lines if _say(line, words)]:
        return docx
    parts = {name: package.read(name) for name in package.names}
    return packed(parts | {package.main: written(root)})


def _say(line: "Element", words: Mapping[str, str]) -> bool:
    """Say the counts of a line in words; tell whether it had any."""
    groups = [list(group) for _, group in groupby(line.iter(W + "r"), key=_look)]
    counts = list(_counts(groups, words))
    if not counts or not all(
        _NUMBER.fullmatch(number) and all(map(_is_plain, (*label, *own))) for label, number, own in counts
    ):
        return False
    has_more = any(_text(group) for group in groups[1 : groups.index(counts[0][0])])
    for place, (label, number, own) in enumerate(counts):
        text, *more = (node for run in own if text_of(run) for node in run.iter(W + "t"))
        parts = _NUMBER.fullmatch(number)
        counted, of_whom = parts.groups("") if parts else (number, "")
        text.text = f"{', ' if place or has_more else ''}{counted} {words[_text(label)]}{of_whom}"
        said = text.getparent()
        spaces = _spaces_before(groups, label) if place or has_more else []
        for node in (*more, *label, *(run for run in own if run is not said), *spaces):
            if node.getparent() is not None:
                take_away(node)
    return True


def _look(run: "Element") -> tuple["Element | None", str]:
    around = next(run.iterancestors(W + "sdt", W + "p"), None)
    control = around if around is not None and around.tag == W + "sdt" else None
    return control, value_of(run, "rPr/rStyle")


def _text(group: _Group) -> str:
    return clean("".join(node.text or "" for run in group for node in run.iter(W + "t")))


def _counts(groups: list[_Group], words: Mapping[str, str]) -> Iterator[_Count]:
    labels = [place for place, group in enumerate(groups) if _text(group) in words]
    for place, end in pairwise((*labels, len(groups))):
        own = [run for group in groups[place + 1 : end] for run in group]
        yield groups[place], _text(own), own


def _is_plain(run: "Element") -> bool:
    """Whether a run holds nothing beside its words."""
    return all(is_quiet(piece) for piece in run.iter(tag="*") if piece.tag != W + "t")


def _spaces_before(groups: list[_Group], label: _Group) -> _Group:
    """The runs of nothing but spaces right before a label."""
    before = groups[groups.index(label) - 1]
    is_space = not _text(before) and all(_is_plain(run) and run.find(W + "tab") is None for run in before)
    return before if is_space else []
