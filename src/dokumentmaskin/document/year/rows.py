"""The rows of a year: the months of the year wheel, and the meetings of the meeting plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from dokumentmaskin.document.fields import Tekst, as_it_is, row_name
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.plan import Gruppeår, Møte, Språk, initial_capital


@dataclass(frozen=True, slots=True)
class Måned:
    """A month of the year wheel and what happens in it."""

    måned: Annotated[str, "måneden"]
    hendelser: Annotated[
        tuple[Tekst, ...],
        "det som skjer: «11. mars: Faggruppemøte (digitalt)»; gjennomstreket når det er avlyst",
    ]


@dataclass(frozen=True, slots=True)
class MøteplanRad:
    """A row of the meeting plan."""

    møte: Annotated[
        Tekst, "hva slags møte, eller tittelen på arrangementet; gjennomstreket når det er avlyst"
    ]
    dato: Annotated[Tekst, "datoen i tall, eller måneden; gjennomstreket når møtet er avlyst"]
    tema: Annotated[tuple[Tekst, ...], "temaene"]
    kommentar: Annotated[
        str, "om møtet er avlyst, flyttet eller felles med andre, og kommentaren: «Avlyst: For få saker.»"
    ]


def wheel(språk: Språk, year: Gruppeår, marks: Marks) -> tuple[Måned, ...]:
    """The year by months, those in which something happens; undated events last in theirs."""
    in_order = sorted(year.møter, key=lambda m: (m.dato.fra.month, not m.dato.dag_satt, m.dato.fra))
    return tuple(
        Måned(språk.month(meetings[0].dato.fra), tuple(_event(språk, møte, marks) for møte in meetings))
        for meetings in (list(group) for _, group in groupby(in_order, key=lambda m: m.dato.fra.month))
    )


def _event(språk: Språk, møte: Møte, marks: Marks) -> Rich:
    """«11. mars: Faggruppemøte (digitalt)»; with what is not settled, or not so any more."""
    name, before = row_name(språk, møte), møte.rad.flyttet_fra
    if møte.dato.dag_satt:
        name = f"{språk.day_and_month(møte.dato)}: {name}"
    said = {
        språk.ikke_satt: not møte.dato.dag_satt,
        språk.usikker: møte.rad.usikker,
        språk.avlyst: møte.er_avlyst,
        språk.flyttet_fra.format(språk.day_and_month(before) if before else ""): before,
    }
    notes = ", ".join(note for note, holds in said.items() if holds)
    return _cancelled(møte, name, f" – {notes}" if notes else "", marks)


def _cancelled(møte: Møte, text: str, more: str, marks: Marks) -> Rich:
    """A text, struck when the meeting is cancelled, and what stands as it is after it."""
    return as_it_is(more, marks, struck=text) if møte.er_avlyst else as_it_is(text + more, marks)


def plan_row(språk: Språk, møte: Møte, marks: Marks) -> MøteplanRad:
    """A row of the meeting plan, struck when the meeting is cancelled, which the comment says too."""
    row = møte.rad
    return MøteplanRad(
        møte=_cancelled(møte, row_name(språk, møte), "", marks),
        dato=_cancelled(
            møte, språk.table_date(møte.dato), f" ({språk.usikker})" if row.usikker else "", marks
        ),
        tema=tuple(_cancelled(møte, topic, "", marks) for topic in row.tema),
        kommentar=_sentences(row_comments(språk, møte)),
    )


def row_comments(språk: Språk, møte: Møte) -> Iterator[str]:
    """What is to be known of a row: that it is cancelled, moved or joint, and the plan's own comment."""
    row = møte.rad
    if row.avlyst is not None:
        yield ": ".join(filter(None, (initial_capital(språk.avlyst), row.avlyst)))
    if row.flyttet_fra is not None:
        yield initial_capital(språk.flyttet_fra.format(språk.table_date(row.flyttet_fra)))
    if groups := [f"«{name}»" for name in (*row.felles_med, row.felles_i) if name]:
        yield språk.felles_med.format(språk.series(groups))
    if row.kommentar:
        yield row.kommentar


def _sentences(texts: Iterable[str]) -> str:
    """Texts after each other, with one full stop between two; the last ends as it is."""
    *before, last = [*texts] or [""]
    return ". ".join([*(text.removesuffix(".") for text in before), last])
