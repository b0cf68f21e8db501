"""The first files of a plan: what a secretariat has said of itself, and where it is to write the rest.

`dok ny` lays them in a new workspace. They are read as they are, and hold nothing but what was said; what is
still to be written stands as comments, a line for each kind of thing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dokumentmaskin.errors import PlanError, Problem, WrongUseError
from dokumentmaskin.plan.loading import check_groups
from dokumentmaskin.plan.meetings import slug
from dokumentmaskin.plan.records import Organisasjon, validate
from dokumentmaskin.plan.words import KINDS, LANGUAGES, organ_words
from dokumentmaskin.plan.yaml import parse_yaml, scalar

_ORGANISATION: Final = """\
# yaml-language-server: $schema=skjema/organisasjon.schema.json
# Hvem som møtes, og hva som gjelder alle møtene. Ta bort # foran det dere vil bruke.
navn: {navn}
{form}
målform: {målform}

sekretariat:
  navn: Sekretariatet
  # epost: post@example.org             # dit forfall og spørsmål blir sendt

grupper:
{grupper}"""
# The line that is left to be written where the form is not said.
_FORM: Final = "# form: kommunalt oppgavefellesskap     # avgjør hva kommuneloven krever av styrer og utvalg"
_MEMBERS: Final = """\
# yaml-language-server: $schema=skjema/medlemmer.schema.json
# Hvem som sitter i gruppene. Ta bort # og skriv navnene, én linje for hver.
{grupper}"""
_YEAR: Final = """\
# yaml-language-server: $schema=../skjema/arsplan.schema.json
# Gruppens år. Ta bort # og skriv møtene, én linje for hvert.
gruppe: {gruppe}
datert: {datert}
møteplan:
  # - {{type: møte, dato: {år}-01-31, tid: 10:00–12:00, sted: møterommet, tema: [første sak, neste sak]}}
"""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a secretariat says of itself when it begins.

    Attributes:
        navn: The organisation's name.
        grupper: Its bodies, each with its kind, one of `KINDS`.
        målform: The language that it writes.
        år: The first year.
        form: What it is by law, as «kommunalt oppgavefellesskap»; empty when that is not said.
    """

    navn: str
    grupper: tuple[tuple[str, str], ...]
    målform: str
    år: int
    form: str = ""


def kind_of(name: str, målform: str) -> str:
    """The kind of body that has just this name: «styret» is a styre; empty when the kind must be said."""
    words = {organ_words(LANGUAGES[målform].organer, kind, (), "referat").bestemt: kind for kind in KINDS}
    return words.get(name.casefold().strip(), "")


def first_files(beginning: Beginning, day: date) -> dict[str, str]:
    """The first files, by their paths in `plan/`.

    Args:
        beginning: What has been said.
        day: The day that the plan is made, which its years are dated by when it is near them.

    Raises:
        WrongUseError: What was said cannot stand in a plan: a name without letters, two bodies alike.
    """
    names = [name for name, _ in beginning.grupper]
    files = {
        "organisasjon.yaml": _ORGANISATION.format(
            navn=scalar(beginning.navn),
            form=f"form: {scalar(beginning.form)}" if beginning.form else _FORM,
            målform=beginning.målform,
            grupper="".join(f"  - navn: {scalar(n)}\n    slag: {kind}\n" for n, kind in beginning.grupper),
        ),
        "medlemmer.yaml": _MEMBERS.format(grupper="".join(_member_lines(names))),
    }
    _refuse_nonsense(files["organisasjon.yaml"])
    dated = day if abs(day.year - beginning.år) <= 1 else date(beginning.år, 1, 1)
    for name in names:
        text = _YEAR.format(gruppe=scalar(name), datert=dated, år=beginning.år)
        files[f"{beginning.år}/{slug(name)}.yaml"] = text
    return files


def _member_lines(names: list[str]) -> Iterator[str]:
    for name in names:
        yield f"{scalar(name)}:\n  # - {{navn: fornavn etternavn, rolle: leder, epost: navn@example.org}}\n"


def _refuse_nonsense(text: str) -> None:
    """What the plan would refuse is refused before anything is written."""
    try:
        document = parse_yaml(text, "organisasjon.yaml")
        organisation = validate(document, Organisasjon)
    except PlanError as error:
        raise WrongUseError(Problem(p.code, p.message, p.advice) for p in error.problems) from None
    if alike := list(check_groups(organisation, document)):
        raise WrongUseError(Problem(p.code, p.message, p.advice) for _, p in alike)
