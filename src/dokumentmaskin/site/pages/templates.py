"""Templates of text filled in: sandboxed, and stopped by a name that does not exist.

Those of the site are HTML, in which what is printed is escaped; those of e-mail are plain text (`.txt`).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType

from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplateNotFound

from dokumentmaskin.document import CODE_FAILED, TemplateEnvironment, failure
from dokumentmaskin.errors import Place, Problem, TemplateError
from dokumentmaskin.plan import suggestion


def printed(folder: Path, name: str, fields: Mapping[str, object]) -> bytes:
    """A template filled in.

    Raises:
        TemplateError: It is missing or broken, or uses a name that does not exist.
    """
    environment = _environment(folder)
    environment.begin()
    try:
        return environment.get_template(name).render(fields).encode()
    except TemplateNotFound as error:
        raise _missing(folder, str(error.name)) from None
    except TemplateSyntaxError as error:
        place = Place(_called(folder, error.name or name), error.lineno, 1)
        message = "Malen har en kode som ikke kan leses."
        advice = "Hver «for» må ha «endfor», hver «if» må ha «endif», og hver «block» må ha «endblock»."
        raise TemplateError(Problem("feil-i-mal", message, advice, place)) from None
    except CODE_FAILED as error:
        raise TemplateError(_failed(error, _place(folder, name, error.__traceback__), fields)) from None


def copied(folder: Path, name: str) -> bytes:
    """A file of the templates that is laid out as it is.

    Raises:
        TemplateError: It is missing.
    """
    try:
        return (folder / name).read_bytes()
    except OSError:
        raise _missing(folder, name) from None


def sources(folder: Path, name: str) -> Iterator[bytes]:
    """The bytes of a template, and of those that it may take in or build on (`_….html`).

    Raises:
        TemplateError: It is missing.
    """
    yield from (file.read_bytes() for file in sorted(folder.glob("_*")))
    yield copied(folder, name)


def _called(folder: Path, name: str) -> str:
    return f"templates/{folder.name}/{name}"


def _missing(folder: Path, name: str) -> TemplateError:
    message = f"Malen «{name}» finnes ikke."
    advice = "Lag et eksempel med «dok ny MAPPE --eksempel», og kopier malen derfra."
    return TemplateError(Problem("mangler-mal", message, advice, Place(_called(folder, name))))


def _failed(error: BaseException, place: Place, fields: Mapping[str, object]) -> Problem:
    match error:
        case UndefinedError():
            name = re.findall(r"'(\w+)'", str(error))[-1]
            advice = suggestion(name, fields) or "Rett navnet. Feltene står i maler.md."
            return Problem("ukjent-variabel", f"Malen bruker «{name}», som ikke finnes.", advice, place)
        case UnicodeDecodeError():
            return Problem("feil-i-mal", "Malen er ikke lagret som UTF-8.", "Lagre den som UTF-8.", place)
        case _:
            return failure(error, place)


def _place(folder: Path, name: str, trace: TracebackType | None) -> Place:
    """The last line of a template that was at work; jinja puts the templates' own lines into a traceback."""
    place = Place(_called(folder, name))
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(folder):
            place = Place(_called(folder, file.relative_to(folder).as_posix()), trace.tb_lineno, 1)
        trace = trace.tb_next
    return place


@cache
def _environment(folder: Path) -> TemplateEnvironment:
    environment = TemplateEnvironment(StrictUndefined)
    environment.loader = FileSystemLoader(folder)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.autoescape = lambda name: not str(name).endswith(".txt")
    return environment
