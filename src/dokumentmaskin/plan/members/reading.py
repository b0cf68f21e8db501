"""A member as somebody else has written it, in a row of a spreadsheet, held against what a plan may say."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.plan.loading import check_member
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.records import Medlem, validate
from dokumentmaskin.plan.yaml import YamlDocument


def read_member(plan: Plan, said: Mapping[str, str], places: Mapping[str, Place], row: Place) -> Medlem:
    """The member that texts by their fields describe.

    Args:
        plan: The plan that the member is to stand in.
        said: The texts.
        places: Where each of them stands.
        row: Where the row stands.

    Raises:
        PlanError: With each thing that cannot be, at its own place.
    """
    try:
        member = validate(YamlDocument(row.path, dict(said), {}, {(): (row.line, 1)}), Medlem)
    except PlanError as error:
        fields = ((problem.place.field if problem.place else "", problem) for problem in error.problems)
        raise _at_cells(fields, places, row) from None
    if faults := [(str(field[-1]), fault) for field, fault in check_member(plan.organisasjon, member, ())]:
        raise _at_cells(faults, places, row)
    return member


def _at_cells(found: Iterable[tuple[str, Problem]], places: Mapping[str, Place], row: Place) -> PlanError:
    """Problems by their fields, at the cells that say these."""
    return PlanError(replace(problem, place=places.get(field, row)) for field, problem in found)
