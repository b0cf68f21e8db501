"""The site's HTML templates filled in: sandboxed, escaped, and stopped by a name that does not exist."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.exceptions import TemplateError as BrokenTemplateError
from jinja2.exceptions import TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dokumentmaskin.errors import Place, Problem, TemplateError


def printed(folder: Path, name: str, fields: Mapping[str, object]) -> bytes:
    """A template filled in.

    Raises:
        TemplateError: It is missing, broken or uses a name that does not exist.
    """
    try:
        return _environment(folder).get_template(name).render(fields).encode()
    except TemplateNotFound as error:
        message = "Malen finnes ikke."
        advice = "Lag et eksempel med «dok ny MAPPE --eksempel», og kopier malen derfra."
        place = Place(f"templates/nettsted/{error.name}")
        raise TemplateError(Problem("mangler-mal", message, advice, place)) from None
    except BrokenTemplateError as error:
        line = getattr(error, "lineno", 0) or 0
        message = f"Malen kan ikke brukes: {error.message}."
        place = Place(f"templates/nettsted/{name}", line, 1)
        raise TemplateError(Problem("feil-i-mal", message, "Rett malen.", place)) from None


@cache
def _environment(folder: Path) -> ImmutableSandboxedEnvironment:
    loader = FileSystemLoader(folder)
    return ImmutableSandboxedEnvironment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
