"""A new workspace, and the schemas of its plan.

`dok ny` asks for what its options do not say, where there is somebody to ask; what an answer may be is the
same as of an option.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from dokumentmaskin.cli import options
from dokumentmaskin.cli.options import Run, command
from dokumentmaskin.errors import Problem, WrongUseError

if TYPE_CHECKING:
    from dokumentmaskin.plan import Beginning

T = TypeVar("T")

_NEEDED: Final = {"navn": "--navn", "grupper": "--gruppe", "år": "--år"}
_ALL_SAID: Final = "dok ny kontoret --navn Fjellrådet --gruppe styret --gruppe helse:utvalg --år 2026"
_FORM_ASKED: Final = (
    "Organisasjonsformen, som «kommunalt oppgavefellesskap» (en tom linje når den ikke er avgjort)"
)
_OTHER_KIND: Final = "Har dere et annet slag, tar du det som ligner mest, og retter det i organisasjon.yaml."


@command(
    "ny",
    click.argument("mappe", metavar="MAPPE", type=click.Path(path_type=Path)),
    click.option("--navn", metavar="NAVN", help="Navnet på organisasjonen."),
    click.option(
        "--gruppe",
        "grupper",
        metavar="NAVN[:SLAG]",
        multiple=True,
        help="En gruppe som møtes: «styret», «helse:utvalg». Skriv valget én gang for hver.",
    ),
    click.option("--form", metavar="FORM", help="Organisasjonsformen: «kommunalt oppgavefellesskap»."),
    click.option("--målform", "--malform", "målform", metavar="MÅLFORM", help="bokmål eller nynorsk."),
    click.option("--år", "--ar", "år", metavar="ÅR", type=options.read_year, help="Det første året."),
    click.option("--eksempel", is_flag=True, help="Lag et eksempel å se på: Osloregionen i 2022."),
    more="\n\nDet valgene ikke sier, spør dok om.",
)
def ny(run: Run, *, mappe: Path, eksempel: bool, **said: Any) -> int:
    """Lay a workspace with a plan of one's own, or the example, in a new or empty folder."""
    from dokumentmaskin.example import copy_example, lay_plan, refuse_full

    refuse_full(mappe)
    if eksempel:
        files, next_steps = copy_example(mappe), ["Prøv: dok -C {} innkalling 2022-03-11"]
    else:
        from dokumentmaskin.plan import first_files

        own = first_files(_beginning(run, said), options.today())
        files, next_steps = lay_plan(mappe, own), _next_steps(own)
    if run.output.as_json:
        return run.output.show_rows(_rows(files))
    click.echo(f"Laget «{mappe}». Planen ligger i plan/, malene i templates/.")
    quoted = f'"{mappe}"' if " " in str(mappe) else str(mappe)
    for step in next_steps:
        click.echo(step.format(quoted))
    return 0


def _next_steps(files: Iterable[str]) -> list[str]:
    from dokumentmaskin.plan import MESSAGES

    years = MESSAGES.series([f"plan/{name}" for name in files if "/" in name])
    return [
        f"Skriv medlemmene i plan/medlemmer.yaml, og møtene i {years}.",
        "Lag så innkallingen: dok -C {} innkalling DATO",
    ]


def _beginning(run: Run, said: dict[str, Any]) -> "Beginning":
    """What the options say, and the person's answers to the rest.

    Raises:
        WrongUseError: Something is not said, and there is nobody to ask; or it is not known.
    """
    from dokumentmaskin.plan import Beginning

    asks = sys.stdin.isatty() and not run.output.as_json
    lacking = [option for name, option in _NEEDED.items() if not said[name]]
    if lacking and not asks:
        message = f"«dok ny» kan ikke spørre her, og trenger {', '.join(lacking)}."
        raise WrongUseError(Problem("feil-bruk", message, f"Skriv for eksempel: {_ALL_SAID}"))
    navn = said["navn"] or _ask("Navnet på organisasjonen", str)
    written = said["målform"] or ("" if lacking else "bokmål")
    målform = _language(written) if written else _ask("Målform", _language, "bokmål")
    bodies = [_body(text, målform) for text in said["grupper"]] or list(_ask_bodies(målform))
    form = said["form"] or (_ask(_FORM_ASKED, str, "") if lacking else "")
    år = said["år"] or _ask("År", options.read_year, str(options.today().year))
    return Beginning(navn, tuple(bodies), målform, år, form)


def _ask(question: str, read: Callable[[str], T], default: str | None = None) -> T:
    """Ask until the answer can be read."""
    while True:
        answer = click.prompt(question, default=default, show_default=bool(default), type=str, err=True)
        try:
            return read(answer.strip())
        except click.BadParameter as error:
            click.echo(error.message, err=True)
        except WrongUseError as error:
            click.echo(str(error), err=True)


def _ask_bodies(målform: str) -> Iterator[tuple[str, str]]:
    """Ask for each body, and for the kind of one whose name does not say it."""
    from dokumentmaskin.plan import KINDS, kind_of

    name = _ask("En gruppe som møtes", str)
    while name:
        yield name, kind_of(name, målform) or _ask(f"Slaget ({', '.join(KINDS)})", _kind)
        name = _ask("En gruppe til (en tom linje når alle er med)", str, "")


def _body(text: str, målform: str) -> tuple[str, str]:
    """A body as the option says it: its name, with its kind after a colon when the name does not say it."""
    from dokumentmaskin.plan import kind_of

    name, colon, kind = text.rpartition(":")
    name, kind = (name.strip(), kind.strip()) if colon else (text.strip(), kind_of(text, målform))
    if not kind:
        message = f"Navnet «{name}» sier ikke hva slags gruppe det er."
        raise WrongUseError(Problem("feil-bruk", message, f"Skriv slaget bak: «--gruppe '{name}:utvalg'»."))
    return name, _kind(kind)


def _kind(text: str) -> str:
    from dokumentmaskin.plan import KINDS

    return _one_of(KINDS, text, _OTHER_KIND)


def _language(text: str) -> str:
    from dokumentmaskin.plan import LANGUAGES

    return _one_of(tuple(LANGUAGES), text)


def _one_of(choices: Sequence[str], text: str, more: str = "") -> str:
    if text.lower() in choices:
        return text.lower()
    advice = f"Velg mellom {', '.join(choices)}. {more}"
    raise WrongUseError(Problem("feil-bruk", f"«{text}» er ikke et av valgene her.", advice.strip()))


@command("skjema", options.folder, more="\n\nSkjemaene legges i plan/skjema/.")
def skjema(run: Run) -> int:
    """Write the JSON Schemas of the plan files."""
    from dokumentmaskin.memory import write_atomically
    from dokumentmaskin.plan import schema_files

    workspace = run.workspace()
    written = []
    for name, text in schema_files().items():
        target = workspace.plan / "skjema" / name
        write_atomically(target, text.encode())
        written.append(workspace.name(target))
    return run.output.show_rows(_rows(written))


def _rows(files: list[str]) -> list[dict[str, str]]:
    return [
        {"rolle": "arbeidsmappe", "format": Path(f).suffix.lstrip("."), "sti": f, "status": "skrevet"}
        for f in files
    ]
