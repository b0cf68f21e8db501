"""Which standards a finished PDF may say that it keeps: only those that the check says it does.

dok's own documents are refused when they break a rule. A paper that someone else wrote is not: it is put in
the package as it is, claims what it keeps, and what it breaks is told.
"""

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from dokumentmaskin.errors import Problem
from dokumentmaskin.pdf.finish import Claims, saved, write_metadata
from dokumentmaskin.pdf.records import FinishedPdf
from dokumentmaskin.pdf.verify.check import NOT_CHECKED, broken_rules, can_check, passes

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


def keep_claims(
    made: FinishedPdf, properties: "Properties", *barriers: Problem, tagged: bool = True
) -> FinishedPdf:
    """Let a finished PDF claim the standards that it keeps, and no others; what keeps it from more is told.

    Args:
        made: A finished PDF.
        properties: What the document says about itself.
        barriers: What keeps it from being accessible whatever a checker sees, as a picture that nobody has
            described (ISO 14289-1, 7.3).
        tagged: Whether it has structure.
    """
    if not can_check():
        return replace(made, data=_restated(made, properties, Claims()), warnings=(*barriers, NOT_CHECKED))
    full = _restated(made, properties, _ACCESSIBLE[0])
    told = {problem.code for problem in barriers}
    broken = [problem for problem in broken_rules(full) if problem.code not in told] if tagged else []
    wishes = _ACCESSIBLE if tagged and not barriers else _PAGES
    if tagged and not barriers and not broken:
        kept, claims = full, wishes[0]
    else:
        tried = ((_restated(made, properties, wish), wish) for wish in wishes)
        kept, claims = next(pair for pair in tried if _is_kept(*pair))  # the last of them claims nothing
    return FinishedPdf(
        kept, made.pages, made.engine, claims.pdfa, claims.pdfua, checked=True, warnings=(*barriers, *broken)
    )


def _restated(made: FinishedPdf, properties: "Properties", claims: Claims) -> bytes:
    """Return a finished PDF with other claims."""
    import pikepdf

    with pikepdf.open(BytesIO(made.data)) as pdf:
        write_metadata(pdf, properties, str(pdf.docinfo.get("/Producer", "")), claims)
        return saved(pdf)


def _is_kept(data: bytes, claims: Claims) -> bool:
    level_kept = claims.pdfa is None or passes(data, claims.pdfa)
    return level_kept and (not claims.pdfua or passes(data, "ua1"))
