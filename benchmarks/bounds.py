"""What dok promises of its speed and memory, in one table, and how a figure is held against it.

A bound that is kept today fails the gate when it is broken; one that is not kept is printed as such. What is
measured over a kept bound is measured once more, as other work may have come between, and fails
only over the bound and its noise both times.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Bound:
    """The largest figure that keeps a promise.

    Attributes:
        most: The figure.
        unit: What it is counted in; × for a ratio between two commands.
        kept: Whether it is kept today.
        noise: The share above the bound that another measurement of the same has shown: README.md tells.
    """

    most: float
    unit: str
    kept: bool
    noise: float = 0.0


BOUNDS: Final = {
    "dok --help / import click": Bound(2.5, "×", kept=True),
    "dok innkalling / docxtpl + soffice": Bound(0.35, "×", kept=False),
    "dok bygg uendret / dok --help": Bound(2.0, "×", kept=True),
    "dok bygg 2022, peak memory": Bound(200, "MiB", kept=True),
    "dok status, 200 meetings": Bound(0.3, "s", kept=True, noise=0.5),
    "dok status, 200 meetings, after a change": Bound(0.3, "s", kept=False),
    "year wheel, 4 bodies, 60 meetings": Bound(0.1, "s", kept=True, noise=0.5),
    "template, 2000 rows": Bound(0.5, "s", kept=True, noise=0.5),
    "template, a row of 20 000 / of 2000": Bound(1.3, "×", kept=True, noise=0.2),
    "site, 500 meetings built, beyond the PDFs": Bound(10, "s", kept=False),
    "site, one of 500 meetings updated": Bound(1.0, "s", kept=False),
    "made again, untouched / made the first time": Bound(1.0, "×", kept=True, noise=0.1),
    "made again, edited": Bound(1.5, "s", kept=False),
    "join, the call / qpdf --empty --pages": Bound(1.5, "×", kept=False),
    "join, whole process / pypdf append": Bound(0.25, "×", kept=False),
    "join, a page of the largest / of 100 pages": Bound(1.2, "×", kept=True, noise=0.1),
    "join, 3000 pages, peak memory": Bound(400, "MiB", kept=True),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, and what else a person wants to know of it."""

    figure: float
    details: str = ""


def hold(name: str, measure: Callable[[], Measured]) -> bool:
    """Measure, print the row, and say whether the gate may go on.

    Args:
        name: A row of `BOUNDS`.
        measure: Measures it; called again when a kept bound seems to be broken.
    """
    bound = BOUNDS[name]
    most = bound.most * (1 + bound.noise)
    measured = measure()
    if bound.kept and measured.figure > most:
        print(f"{name:46} {_figure(measured.figure, bound)}: over the bound, so once more")
        measured = measure()
    verdict = _verdict(bound, measured.figure)
    promise = f"bound {bound.most:g} {bound.unit}, {verdict}"
    print(f"{name:46} {_figure(measured.figure, bound)}  ({promise}; {measured.details})", flush=True)
    return not bound.kept or measured.figure <= most


def _verdict(bound: Bound, figure: float) -> str:
    if figure <= bound.most:
        return "kept" if bound.kept else "kept NOW: say so in the table"
    if not bound.kept:
        return "NOT KEPT, as before"
    return "within the noise" if figure <= bound.most * (1 + bound.noise) else "BROKEN"


def _figure(figure: float, bound: Bound) -> str:
    return f"{figure:6.2f} {bound.unit}" if bound.unit != "MiB" else f"{figure:6.0f} MiB"


def end(held: Iterable[bool]) -> None:
    """End the program: with 1 when a kept bound is broken."""
    sys.exit(0 if all([*held]) else "A bound that was kept is broken: see above, and benchmarks/README.md.")
