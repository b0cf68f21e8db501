"""Which standards a finished PDF may say that it keeps: only those that the check says it does.

dok's own documents are refused when they break a rule. A paper that someone else wrote is not: it is put in
the package as it is, claims what it keeps, and what it breaks is told.
"""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.pdf.finish import Claims, write_metadata
from dokumentmaskin.pdf.records import FinishedPdf

if TYPE_CHECKING:
    from dokumentmaskin.pdf.finish import Properties

# What a file may claim, the most first.
_PAGES = (Claims("2b"), Claims())
_ACCESSIBLE = (
    Claims("2a", pdfua=True),
    Claims("2a"),
    Claims("2b", pdfua=True),
    Claims("2b"),
    Claims(pdfua=True),
    Claims(),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished PDF that claims no more than it keeps.

    Attributes:
        data: The bytes of the file.
        pdfa: The PDF/A level that it claims and keeps, "2a" or "2b"; None when it claims none.
        pdfua: Whether it claims PDF/UA-1 and keeps it.
        checked: Whether it has been checked; where the checker cannot run, nothing is claimed.
        problems: What keeps it from PDF/A-2a and PDF/UA-1, as far as the check has seen.
    """

    data: bytes
    pdfa: str | None = None
    pdfua: bool = False
    checked: bool = True
    problems: tuple[Problem, ...] = ()

    def finished(self, pages: int, engine: str, *warnings: Problem) -> FinishedPdf:
        """Return the record of the PDF, its problems as warnings after those given."""
        told = (*warnings, *self.problems)
        return FinishedPdf(self.data, pages, self.pdfa, self.pdfua, self.checked, engine, told)


def keep_claims(
    data: bytes, properties: "Properties", path: str, *barriers: Problem, tagged: bool = True
) -> Kept:
    """Let a finished PDF claim the standards that it keeps, and no others.

    Args:
        data: A finished PDF.
        properties: What the document says about itself.
        path: Its name relative to the workspace, for places in problems.
        barriers: What keeps it from being accessible whatever a checker sees, as a picture that nobody has
            described (ISO 14289-1, 7.3).
        tagged: Whether it has structure.
    """
    from dokumentmaskin.pdf.verify.check import broken_rules, can_check, not_checked

    if not can_check():
        nothing = restated(data, properties, Claims())
        return Kept(nothing, checked=False, problems=(*barriers, not_checked(path)))
    full = restated(data, properties, _ACCESSIBLE[0])
    told = {problem.code for problem in barriers}
    broken = [p for p in broken_rules(full) if p.code not in told] if tagged else []
    problems = (*barriers, *(replace(problem, place=problem.place or Place(path)) for problem in broken))
    if tagged and not problems:
        return Kept(full, "2a", pdfua=True)
    kept = _most_kept(data, properties, _ACCESSIBLE if tagged and not barriers else _PAGES)
    return replace(kept, problems=problems)


def restated(data: bytes, properties: "Properties", claims: Claims) -> bytes:
    """Return a finished PDF with other claims."""
    import pikepdf

    from dokumentmaskin.pdf.finish import saved

    with pikepdf.open(BytesIO(data)) as pdf:
        write_metadata(pdf, properties, str(pdf.docinfo.get("/Producer", "")), claims)
        return saved(pdf)


def _most_kept(data: bytes, properties: "Properties", wishes: tuple[Claims, ...]) -> Kept:
    """Return the PDF with the first of the claims that it keeps; the last of them claims nothing."""
    from dokumentmaskin.pdf.verify.check import passes

    def is_kept(tried: bytes, claims: Claims) -> bool:
        level_kept = claims.pdfa is None or passes(tried, claims.pdfa)
        return level_kept and (not claims.pdfua or passes(tried, "ua1"))

    tried = ((restated(data, properties, claims), claims) for claims in wishes)
    claimed, claims = next(pair for pair in tried if is_kept(*pair))
    return Kept(claimed, claims.pdfa, claims.pdfua)
