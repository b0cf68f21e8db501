"""Every paper in the list is in the package, and every paper in the package is in the list.

The list is that of the summons or the agenda, and the package what its bookmarks tell. Both are held against
the papers of the plan, which the package is made of; so what differs is named where it stands.
"""

from collections.abc import Iterator

from dokumentmaskin.errors import Problem
from dokumentmaskin.pipeline.control.comparing import Papir
from dokumentmaskin.pipeline.control.expected import Ventet, VentetPapir
from dokumentmaskin.pipeline.control.facts import Papirnavn
from dokumentmaskin.pipeline.kinds import MEETING_KINDS
from dokumentmaskin.plan import title_key


def lists(paper: Papir, own: Ventet) -> Iterator[Problem]:
    """What differs between a list of papers and those of the plan, of cases whose numbers are right."""
    if not paper.sagt.har_liste:
        return
    there, told = set(), {case.nummer for case in paper.sagt.saker} & own.saker.keys()
    for said in paper.sagt.papirer:
        same, alike = _found(said, own)
        there |= {id(found) for found in (same or alike)}
        if not same and said.sak in told:
            yield paper.fault("kontroll-ikke-i-pakken", _not_bound(said, alike), said.sted)
    for wanted in own.papirer:
        if wanted.har_fil and wanted.i_listen and wanted.sak in told and id(wanted) not in there:
            message = f"«Sak {wanted.sak}: {wanted.tittel}» er i møtepakken, men står ikke i listen her."
            yield paper.fault("kontroll-ikke-i-listen", message, "listen over papirer")


def bound(package: Papir, own: Ventet) -> Iterator[Problem]:
    """What differs between the papers in a package and those of the plan."""
    there = {(said.sak, said.nummer): said for said in package.sagt.papirer}
    wanted = {(paper.sak, str(paper.nummer)): paper for paper in own.papirer if paper.har_fil}
    for key, paper in wanted.items():
        if key not in there:
            message = f"«Sak {paper.sak}: {paper.tittel}» har en fil i planen, men er ikke i pakken."
            yield package.fault("kontroll-ikke-i-pakken", message, "innholdet")
    for kind in MEETING_KINDS:
        if kind.in_package and kind.bookmark not in package.sagt.deler:
            message = f"{kind.bookmark} er ikke i pakken."
            yield package.fault("kontroll-ikke-i-pakken", message, "innholdet")
    for key, said in there.items():
        if key not in wanted:
            message = f"«{_named(said)}» er i pakken, men ikke i listen over papirer."
            yield package.fault("kontroll-ikke-i-listen", message, said.sted)
        elif said.tittel and title_key(said.tittel) != title_key(wanted[key].tittel):
            message = f"«{_named(said)}» er i pakken, men i listen heter papiret «{wanted[key].tittel}»."
            yield package.fault("kontroll-ikke-i-listen", message, said.sted)


def _found(said: Papirnavn, own: Ventet) -> tuple[list[VentetPapir], list[VentetPapir]]:
    """The papers of the plan that one in a list is, and those that have its place and another title."""
    near = [p for p in own.papirer if said.sak in {"", p.sak} and said.nummer in {"", str(p.nummer)}]
    title = title_key(said.tittel)
    same = [p for p in near if f"{title} ".startswith(f"{title_key(p.tittel)} ")]
    return same, near if said.nummer else []


def _not_bound(said: Papirnavn, alike: list[VentetPapir]) -> str:
    """That a paper in a list is not in the package, or is called something else there."""
    if alike:
        own = f"Vedlegg {said.nummer} i sak {said.sak} heter «{said.tittel}» her"
        return f"{own}, men «{alike[0].tittel}» i møtepakken."
    return f"«{_named(said)}» står i listen her, men er ikke blant papirene i planen, og ikke i møtepakken."


def _named(said: Papirnavn) -> str:
    number = f", vedlegg {said.nummer}" if said.nummer else ""
    return f"Sak {said.sak}{number}: {said.tittel}"
