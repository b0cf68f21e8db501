"""The next year's plan as a file to go on with: what is proposed is marked, and nothing is settled."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from dokumentmaskin.plan.meetings import slug
from dokumentmaskin.plan.succession.proposals import Radforslag, Årsforslag
from dokumentmaskin.plan.words import MESSAGES, Møtedato
from dokumentmaskin.plan.yaml import scalar

_HEAD: Final = """\
# yaml-language-server: $schema=../skjema/arsplan.schema.json
# Et forslag fra «dok nytt-ar {år}», etter årsplanen for {før}: samme ukedag i samme uke av måneden.
# Gå gjennom det som er merket «foreslått» og «videreføres?», og slett «usikker: ja» når et møte er sikkert.
"""
_GOES_ON: Final = "  # videreføres?"


def year_files(proposals: tuple[Årsforslag, ...], day: date) -> dict[str, str]:
    """The year plans that are proposed, by their paths in `plan/`.

    Args:
        proposals: The years.
        day: The day that the proposal is made, which the plans are dated by when it is near their year.
    """
    return {
        f"{own.år}/{slug(own.før.gruppe.navn)}.yaml": "\n".join([*_lines(own, day), ""]) for own in proposals
    }


def _lines(own: Årsforslag, day: date) -> Iterator[str]:
    before = own.før.plan
    yield _HEAD.format(år=own.år, før=own.år - 1) + f"gruppe: {scalar(before.gruppe)}"
    if before.tittel:
        yield f"tittel: {scalar(_of_year(before.tittel, own.år))}"
    yield f"datert: {day if abs(day.year - own.år) <= 1 else date(own.år, 1, 1)}"
    yield "status_for_møteplanen: forslag"
    yield from _priorities(own)
    if before.andre_viktige_saker:
        yield "\nandre_viktige_saker:"
        yield from (_item(text, "  ") for text in before.andre_viktige_saker)
    yield "\nmøteplan:"
    for row in own.rader:
        yield from _row(row, own.år)
    for left_out in own.utelatt:
        name = left_out.tittel or left_out.type
        joint = f", for «{left_out.felles_i}» har det ikke i planen sin" if left_out.felles_i else ""
        yield f"  # Ikke foreslått: {name} {_written(left_out.dato)}{joint}"
    if before.rapportering:
        yield "\nrapportering:"
    for duty in before.rapportering:
        yield f"  - dato: {_next(duty.dato, own.år)}  # foreslått\n    hva: {scalar(duty.hva)}"
    if before.merknad:
        yield f"\nmerknad: {_text(before.merknad, '')}"


def _priorities(own: Årsforslag) -> Iterator[str]:
    before = own.før.plan.prioriteringer
    if not (before.overskrift or before.innledning or before.punkter):
        return
    yield "\nprioriteringer:"
    if before.overskrift:
        yield f"  overskrift: {scalar(before.overskrift)}{_GOES_ON}"
    if before.innledning:
        yield f"  innledning: {_text(before.innledning, '  ')}"
    if before.punkter:
        yield "  punkter:"
    yield from (_item(text, "    ") for text in before.punkter)


def _row(proposed: Radforslag, år: int) -> Iterator[str]:
    row = proposed.rad
    note = f"# foreslått, ikke {proposed.hinder}" if proposed.hinder else "# foreslått"
    yield f"  - type: {scalar(row.type)}"
    yield f"    dato: {_written(proposed.dato)}  {note}"
    yield "    usikker: ja"
    if row.tid is not None:
        end = f"–{row.tid.til:%H:%M}" if row.tid.til else ""
        yield f"    tid: {row.tid.fra:%H:%M}{end}"
    if row.form:
        yield f"    form: {row.form}"
    if row.tittel:
        yield f"    tittel: {scalar(_of_year(row.tittel, år))}"
    if row.felles_med:
        yield "    felles_med:"
    yield from (f"      - {scalar(group)}" for group in row.felles_med)
    if row.felles_i:
        yield f"    felles_i: {scalar(row.felles_i)}"
    if said := [*row.tema, *filter(None, [row.kommentar])]:
        yield f"    # I {år - 1}: {'; '.join(said)}"


def _item(text: str, indent: str) -> str:
    return f"{indent}- {_text(text, indent)}"


def _text(text: str, indent: str) -> str:
    """A text field in a line of its own, or in several as it was written."""
    if "\n" not in text:
        return f"{scalar(text)}{_GOES_ON}"
    lines = (f"{indent}  {line}".rstrip() for line in text.split("\n"))
    return "\n".join([f"|-{_GOES_ON}", *lines])


def _written(dato: Møtedato) -> str:
    """A date as a plan has it."""
    if dato.dag_satt and dato.én_dag:
        return dato.fra.isoformat()
    return " ".join(MESSAGES.meeting_date(dato).split())


def _of_year(title: str, år: int) -> str:
    """A title that says this year's number, with the next year's."""
    return title.replace(str(år - 1), str(år))


def _next(day: date, år: int) -> date:
    """The same day of the next year; of 29 February the day before."""
    return day.replace(year=år, day=min(day.day, 28) if day.month == 2 else day.day)  # noqa: PLR2004
