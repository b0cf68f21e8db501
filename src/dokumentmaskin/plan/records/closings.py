"""`oppfolging.yaml`: follow-up points that were closed between meetings, by `dok oppfolging lukk`.

A file of its own, so that neither the person's files nor what was read from minutes is ever rewritten. A line
of it names a point by where it arose, not by its reference, and may be read without dok.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from pydantic import Field

from dokumentmaskin.errors import Place, PlanError
from dokumentmaskin.plan.records.fields import Antall, Dag, Linje, Record
from dokumentmaskin.plan.records.validation import validate
from dokumentmaskin.plan.yaml import parse_yaml

CLOSINGS: Final = "oppfolging.yaml"
_KEY: Final = "lukkede_punkter"
_HEADER: Final = f"""\
# yaml-language-server: $schema=skjema/oppfolging.schema.json
# Skrevet av «dok oppfolging lukk». Slett et punkt her for å åpne det igjen.
{_KEY}:
"""


class Lukking(Record):
    """That a point is done."""

    gruppe: Linje = Field(min_length=1, description="Gruppen, skrevet som i organisasjon.yaml.")
    møte: Dag = Field(description="Datoen for møtet punktet kommer fra.")
    sak: Linje = Field("", description="Nummeret på saken punktet kommer fra.")
    hva: Linje = Field(min_length=1, description="Punktet, slik det sto da det først ble skrevet.")
    nummer: Antall = Field(1, description="Hvilket av flere like punkter i samme sak, fra 1.")
    lukket: Dag = Field(description="Dagen punktet ble lukket.")
    merknad: Linje = Field("", description="Hvordan det gikk. Kan sløyfes.")


class Oppfølgingsfil(Record):
    """`oppfolging.yaml`: the points that are closed."""

    lukkede_punkter: tuple[Lukking, ...] = Field(
        default=(), description="Punktene som er lukket utenom møtene. Slett ett for å åpne det igjen."
    )


@dataclass(frozen=True, slots=True)
class Lukket:
    """A closing, and where it is written.

    Attributes:
        lukking: What is closed.
        sted: Its place in `oppfolging.yaml`.
    """

    lukking: Lukking
    sted: Place


def with_closings(text: str, path: str, new: Sequence[Lukking]) -> str | None:
    r"""The file's text with closings added last; None when it is written so that nothing can be added to it.

    Args:
        text: The text of the file, with `\n` as line break; empty for a file that is not there.
        path: What messages call the file.
        new: The closings.

    Raises:
        PlanError: The file cannot be read as it is.
    """
    wanted = (*(_read(text, path) if text else ()), *map(_composed, new))
    added = _added(text, new)
    try:
        return added if _read(added, path) == wanted else None
    except PlanError:
        return None


def _composed(closing: Lukking) -> Lukking:
    """The closing as it is read again: in NFC, which a note that was typed on a Mac may not be."""
    texts = {name: normalize("NFC", text) for name, text in closing if isinstance(text, str)}
    return closing.model_copy(update=texts)


def _read(text: str, path: str) -> tuple[Lukking, ...]:
    return validate(parse_yaml(text, path), Oppfølgingsfil).lukkede_punkter


def _added(text: str, new: Sequence[Lukking]) -> str:
    kept = re.sub(rf"^({_KEY}:) *\[ *\] *$", r"\1", text or _HEADER, flags=re.MULTILINE)
    return f"{kept.rstrip()}\n" + "".join(map(_entry, new))


def _entry(closing: Lukking) -> str:
    said = closing.model_dump(exclude_defaults=True)
    first, *rest = (f"{name}: {_written(value)}\n" for name, value in said.items())
    return f"  - {first}" + "".join(f"    {line}" for line in rest)


def _written(value: object) -> str:
    """A value as YAML; JSON's strings are YAML's, but for the line breaks that only YAML knows."""
    if not isinstance(value, str):
        return str(value)
    quoted = json.dumps(value, ensure_ascii=False)
    return re.sub("[\u0085\u2028\u2029\ufeff]", lambda sign: f"\\u{ord(sign[0]):04x}", quoted)
