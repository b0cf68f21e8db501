"""Taking away what a PDF does by itself, or does to more than the view of it.

What stays is said, not what goes: a link may lead to a place (`GoTo`), to another file (`GoToR`, for the
join to judge), to an address (`URI`) or to the next page (`Named`). All else goes, also what no standard
knows, and so does everything that happens without a click.

Source: ISO 32000-1, 12.6.2 (chains), 12.6.3 (trigger events) and 12.6.4 (the kinds of action).
"""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Pdf, String

from dokumentmaskin.bundle.structure import listed, names, reached, walked

KEPT: Final = frozenset({"/GoTo", "/GoToR", "/URI", "/Named"})
# Addresses that are programs.
_SCRIPTS: Final = ("javascript:", "vbscript:", "data:")
# So many actions of a chain are looked at, though all go: thousands of links may share one of thousands.
_LONGEST_CHAIN: Final = 100


def remove_actions(pdf: Pdf) -> Counter[str]:
    """Take away the actions that a public paper should not have, and count each kind.

    A document's opening action goes, whatever it is, since a package opens at its cover; a plain
    destination is not counted. Of a chain of actions the first that may stay is left.
    """
    gone: Counter[str] = Counter()
    root = pdf.Root
    for action in _chain(root.get("/OpenAction")):
        if _kind(action) != "/GoTo":
            gone[_kind(action)] += 1
    delete(root, "/OpenAction")
    gone["/JavaScript"] += _remove_named_scripts(root)
    for holder in (root, *_holders(pdf)):
        _remove_triggered(holder, gone)
        for key in ("/A", "/PA"):
            _settle(holder, key, gone)
    return +gone


def _holders(pdf: Pdf) -> Iterator[Object]:
    """Everything that may have an action: pages, annotations, fields and bookmarks; each once."""
    root = pdf.Root
    return walked([*(page.obj for page in pdf.pages), root.get("/AcroForm"), root.get("/Outlines")], _below)


def _below(item: Object) -> list[Object]:
    several = [one for key in ("/Annots", "/Fields", "/Kids") for one in listed(item, key)]
    return several + [item[key] for key in ("/First", "/Next", "/Parent", "/Popup") if key in item]


def _settle(holder: Object, key: str, gone: Counter[str]) -> None:
    """Leave the first action of a chain that may stay, alone."""
    action = holder.get(key)
    if not _is_action(action):
        return
    stays = None
    for one in _chain(action):
        if _kind(one) in KEPT and stays is None:
            stays = one
        else:
            gone[_kind(one)] += 1
    if stays is None:
        del holder[key]
        return
    delete(stays, "/Next")
    holder[key] = stays


def _remove_triggered(holder: Object, gone: Counter[str]) -> None:
    events = holder.get("/AA")
    for event in events.values() if isinstance(events, Dictionary) else ():
        gone.update(map(_kind, _chain(event)))
    delete(holder, "/AA")


def _remove_named_scripts(root: Object) -> int:
    scripts = reached(root, "/Names", "/JavaScript")
    if scripts is None:
        return 0
    del root.Names["/JavaScript"]
    return max(sum(1 for _ in names(scripts)), 1)


def _chain(action: Object | None) -> Iterator[Object]:
    """An action and the first of those that follow it, in order; each once, however they are linked."""
    seen, pending = ObjectSet(), [action]
    while pending and len(seen) < _LONGEST_CHAIN:
        one = pending.pop()
        if isinstance(one, Array) and seen.add(one):
            pending += [each for each in islice(one, _LONGEST_CHAIN) if _is_action(each)][::-1]
        elif one is not None and _is_action(one) and seen.add(one):
            yield one
            pending.append(one.get("/Next"))


def _is_action(thing: object) -> bool:
    return isinstance(thing, Dictionary) and isinstance(thing.get("/S"), Name)


def _kind(action: Object) -> str:
    kind, address = str(action.get("/S")), action.get("/URI")
    if kind == "/URI" and isinstance(address, String):
        plain = "".join(str(address).split()).lower()
        return "/JavaScript" if plain.startswith(_SCRIPTS) else kind
    return kind


def delete(holder: Object, key: str) -> None:
    """Take an entry out of a dictionary, when it is there."""
    if key in holder:
        del holder[key]
