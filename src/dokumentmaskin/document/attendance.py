"""Who came to a meeting, in words, as approved minutes list them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from dokumentmaskin.document.people import names_with_party
from dokumentmaskin.plan import Deltakelse, Møte, Plan, Språk, minutes_status


@dataclass(frozen=True, slots=True)
class DeltakelseFelt:
    """A sub-region, and who came or stayed away for it."""

    delregion: Annotated[str, "delregionen eller kommunen; tom for den som ikke sitter for noen"]
    hvem: Annotated[str, "«Kari Nordmann», «Ola Hansen, vara for Per Olsen, kom kl. 09.30»; tom uten navn"]


@dataclass(frozen=True, slots=True)
class FrammøteFelt:
    """Who came, when the minutes are approved and say it; nothing before that."""

    til_stede: Annotated[tuple[DeltakelseFelt, ...], "plass", "de som møtte"] = ()
    forfall: Annotated[tuple[DeltakelseFelt, ...], "plass", "de som ikke møtte"] = ()
    observatører: Annotated[str, "observatørene som møtte"] = ""
    gjester: Annotated[str, "gjestene som møtte"] = ""
    fra_sekretariatet: Annotated[str, "de som møtte fra sekretariatet"] = ""


def attendance_fields(plan: Plan, møte: Møte) -> FrammøteFelt:
    """Who came, from what was read of approved minutes."""
    minutes, språk = møte.referat, plan.språk_of(møte.gruppe)
    if minutes is None or not minutes.deltakere or minutes_status(plan, møte).tilstand != "godkjent":
        return FrammøteFelt()
    parties = names_with_party(plan, møte)
    present = (row for row in minutes.deltakere if row.møtte != "ingen")
    absent = (row for row in minutes.deltakere if row.møtte == "ingen")
    return FrammøteFelt(
        til_stede=tuple(
            DeltakelseFelt(row.delregion, ", ".join(_who(språk, row, parties))) for row in present
        ),
        forfall=tuple(DeltakelseFelt(row.delregion, parties.get(row.medlem, row.medlem)) for row in absent),
        observatører=minutes.observatører,
        gjester=minutes.gjester,
        fra_sekretariatet=minutes.fra_sekretariatet,
    )


def _who(språk: Språk, row: Deltakelse, parties: Mapping[str, str]) -> Iterator[str]:
    by_deputy = row.møtte == "vara"
    if name := row.vara if by_deputy else row.medlem:
        yield parties.get(name, name)
    if by_deputy and row.medlem:
        yield språk.vara_for.format(parties.get(row.medlem, row.medlem))
    if row.kom is not None:
        yield språk.kom.format(språk.clock(row.kom))
    if row.gikk is not None:
        yield språk.gikk.format(språk.clock(row.gikk))
