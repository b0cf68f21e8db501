"""A member as somebody else has written it, in a row of a spreadsheet, held against what a plan may say."""

from collections.abc import Iterator, Mapping
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
        raise PlanError(_moved(error.problems, places, row)) from None
    faults = tuple(replace(problem, place=Place("", field=str(field[-1])))
                   for field, problem in check_member(plan.organisasjon, member, ()))  # fmt: skip
    if faults:
        raise PlanError(_moved(faults, places, row))
    return member


def _moved(problems: tuple[Problem, ...], places: Mapping[str, Place], row: Place) -> Iterator[Problem]:
    """The problems at the cells that they are about."""
    for problem in problems:
        field = problem.place.field if problem.place else ""
        yield replace(problem, place=places.get(field, row))
