"""The rows of a year: the months of the year wheel, and the meetings of the meeting plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated, TypedDict

from dokumentmaskin.document.fields import Bilde, Tekst, as_it_is, in_a_row, row_name
from dokumentmaskin.document.markdown import Block, Inline
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.document.wheel import Hendelse, Årshjul, illustration
from dokumentmaskin.plan import Møte, Språk, initial_capital


@dataclass(frozen=True, slots=True)
class Måned:
    """A month of the year wheel and what happens in it."""

    måned: Annotated[str, "måneden"]
    hendelser: Annotated[
        tuple[Tekst, ...],
        "det som skjer, med det samme som bildet: «11. mars: Faggruppemøte (digitalt). Reiseliv»; "
        "gjennomstreket når det er avlyst",
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


class Hjulfelt(TypedDict):
    """The year wheel as a picture and as an equal table."""

    årshjulbilde: Annotated[Bilde, "årshjulet som bilde; tomt når ingenting skjer, eller det ikke er plass"]
    årshjul: Annotated[tuple[Måned, ...], "rad", "årshjulet, måned for måned"]


def wheel_fields(hjul: Årshjul, marks: Marks) -> Hjulfelt:
    """What a programme prints of a year wheel."""
    shown = illustration(hjul)
    picture = (Block((Inline(hjul.beskrivelse, figure=shown),)),) if shown else ()
    numbered = shown is not None and shown.tegning.nummerert
    return {"årshjulbilde": Rich(picture, marks), "årshjul": wheel_rows(hjul, marks, numbered=numbered)}


def wheel_rows(hjul: Årshjul, marks: Marks, *, numbered: bool) -> tuple[Måned, ...]:
    """The year wheel in words, month by month, with the numbers of its events when the picture has these.

    What happens and what is due stand by their days; what has no day yet stands last in its month.
    """
    språk = hjul.språk
    dated = [
        *((e.dato.fra, not e.dato.dag_satt, _event(e, marks, numbered)) for e in hjul.hendelser),
        *((d.dag, False, as_it_is(f"{språk.short_day(d.dag)}: {d.hva}", marks)) for d in hjul.forfall),
    ]
    by_day = sorted(dated, key=lambda row: (row[0].month, row[1], row[0]))
    return tuple(
        Måned(språk.month(date(hjul.år, month, 1)), tuple(shown for _, _, shown in rows))
        for month, rows in groupby(by_day, key=lambda row: row[0].month)
    )


def _event(event: Hendelse, marks: Marks, numbered: bool) -> Rich:  # noqa: FBT001 - of a row, as all of them
    """«11. mars: Faggruppemøte (digitalt). Reiseliv»; with what is not settled, or not so any more."""
    day = f"{event.når}: " if event.dato.dag_satt else ""
    text = f"{day}{event.hva}" + (f". {'; '.join(event.tema)}" if event.tema else "")
    number = f"{event.nummer}) " if numbered else ""
    notes = f" – {event.merknad}" if event.merknad else ""
    if event.avlyst:
        return as_it_is(notes, marks, before=number, struck=text)
    return as_it_is(number + text + notes, marks)


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
        kommentar=in_a_row(row_comments(språk, møte), ". "),
    )


def row_comments(språk: Språk, møte: Møte, leser: str = "") -> Iterator[str]:
    """What is to be known of a row: that it is cancelled, moved or joint, and the plan's own comment.

    Args:
        språk: The words.
        møte: The meeting.
        leser: The body in whose list the row is, when it may be another than the one that summons.
    """
    row = møte.rad
    others = (name for name in (møte.gruppe.navn, *row.andre) if name != (leser or møte.gruppe.navn))
    if row.avlyst is not None:
        yield ": ".join(filter(None, (initial_capital(språk.avlyst), row.avlyst)))
    if row.flyttet_fra is not None:
        yield initial_capital(språk.flyttet_fra.format(språk.table_date(row.flyttet_fra)))
    if groups := [f"«{name}»" for name in others]:
        yield språk.felles_med.format(språk.series(groups))
    if row.kommentar:
        yield row.kommentar
