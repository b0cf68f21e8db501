"""The tables of minutes: who was there, and what is to be followed up.

A table is known by the words in its header row, in any order and among any others. Each row is read by
itself: what is certain in it is read, the rest is noted with the row's place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from dokumentmaskin.minutes.labels import PEOPLE, POINTS, STATUSES, Label, known, plain
from dokumentmaskin.minutes.notes import Notes, short, unreadable
from dokumentmaskin.minutes.values import read_case, read_deadline, read_status, read_tick
from dokumentmaskin.word import Cell, Row, Table

Data = dict[str, str]

_TICKS: Final = ("møtt", "forfall", "vara_møtte")
_LEAST_COLUMNS: Final = 3


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table whose header row is known.

    Attributes:
        labels: What its columns are called.
        columns: Where those of them are that it has.
        others: The words above the columns that nobody knows.
        rows: The rows below the header.
    """

    labels: Mapping[str, Label]
    columns: Mapping[str, int]
    others: Mapping[int, str]
    rows: tuple[Row, ...]

    def cell(self, row: Row, name: str) -> Cell:
        """The cell of a row in a column; an empty one when there is no such column."""
        column = self.columns.get(name)
        return row.cells.get(column, Cell()) if column is not None else Cell()

    def has_changes(self, row: Row) -> bool:
        """Whether words came or went in a row without anyone having decided on it."""
        return any(self.cell(row, name).tracked for name in self.columns)


def participants_table(table: Table) -> KnownTable | None:
    """The table as that of the participants, or None when it is another."""
    return _known(table, PEOPLE, "delregion")


def follow_up_table(table: Table) -> KnownTable | None:
    """The table as that of what is to be followed up, or None when it is another."""
    return _known(table, POINTS, "hva")


def case_of_point(cells: Mapping[str, str]) -> str | None:
    """What a row of points to be followed up says of its case; None for a row of another table.

    Args:
        cells: What its cells say, under the words of the table's header.
    """
    names = known(POINTS)
    found = {names[word]: text for head, text in cells.items() if (word := _header(head)) in names}
    return found.get("sak", "") if "hva" in found and len(found) >= _LEAST_COLUMNS else None


def _known(table: Table, labels: Mapping[str, Label], needed: str) -> KnownTable | None:
    names = known(labels)
    for index, row in enumerate(table.rows):
        words = {column: _words(cell) for column, cell in row.cells.items()}
        columns = {names[word]: column for column, word in words.items() if word in names}
        if needed in columns and len(columns) >= _LEAST_COLUMNS:
            others = {column: word for column, word in words.items() if word not in names}
            return KnownTable(labels, columns, others, table.rows[index + 1 :])
    return None


def _words(cell: Cell) -> str:
    return _header(cell.text(" "))


def _header(text: str) -> str:
    return plain(text).rstrip(" :.?")


# Participants


def read_participants(table: KnownTable, where: str, notes: Notes) -> list[Data]:
    """The rows of the participants whose attendance is certain."""
    _note_missing_columns(table, where, notes)
    found: list[Data] = []
    region = ""
    for number, row in enumerate(table.rows, 1):
        cell = table.cell(row, "delregion")
        region = region if cell.continued else cell.text(" ")
        place = f"{where}, rad {number}" + (f" ({region})" if region else "")
        if (data := _participant(table, row, region, place, notes)) is not None:
            found.append(data)
    return found


def is_unticked(table: KnownTable) -> bool:
    """Whether nobody has ticked anything."""
    return all(_is_empty_tick(table.cell(row, name)) for row in table.rows for name in _TICKS)


def _is_empty_tick(cell: Cell) -> bool:
    return (
        not cell.tracked
        and cell.text() in {"", "☐"}
        and not any(state for line in cell.lines for state in line.checked)
    )


def _participant(table: KnownTable, row: Row, region: str, where: str, notes: Notes) -> Data | None:
    names = {name: table.cell(row, name).text(", ") for name in ("medlem", "vara")}
    ticked = any(not _is_empty_tick(table.cell(row, name)) for name in _TICKS)
    if not (region or any(names.values()) or ticked or table.has_changes(row)):
        return None
    if not _is_readable(table, row, where, notes):
        return None
    attended = _attendance(table, row, where, notes)
    if not region:
        message = "Her står det ikke hvilken delregion raden gjelder."
        notes.note(where, "uten-delregion", message, "Skriv delregionen i første kolonne.")
        return None
    if attended is None or not notes.allowed(where, " ".join((region, *names.values()))):
        return None
    return {"delregion": region, **names, "møtte": attended}


def _attendance(table: KnownTable, row: Row, where: str, notes: Notes) -> str | None:
    """Who came: the member, the deputy or nobody; None, and a note, when the ticks do not say."""
    ticks = {}
    for name in _TICKS:
        cell = table.cell(row, name)
        checked = tuple(state for line in cell.lines for state in line.checked)
        column, advice = f"{where}, {plain(PEOPLE[name].bokmål)}", "Sett ett kryss, eller la ruten stå tom."
        tick = notes.certain(column, "uklart-kryss", partial(read_tick, cell.text(" "), checked), advice)
        if tick is None:
            return None
        ticks[name] = tick
    match tuple(ticks.values()):
        case (True, False, False):
            return "medlem"
        case (False, _, True):
            return "vara"
        case (False, True, False):
            return "ingen"
        case (False, False, False):
            notes.note(where, "uten-kryss", "Her er det ikke krysset av.", "Kryss av for hvem som møtte.")
        case _:
            crossed = " og ".join(f"«{plain(PEOPLE[name].bokmål)}»" for name in _TICKS if ticks[name])
            message = f"Kryssene sier imot hverandre: Det er krysset av for {crossed}."
            notes.note(where, "motstridende-kryss", message, "La bare det som stemmer, stå.")
    return None


# Follow-up


def read_points(table: KnownTable, where: str, meeting: date, notes: Notes) -> list[Data]:
    """The rows of the follow-up table, each with what is certain in it."""
    _note_missing_columns(table, where, notes)
    rows = (_point(table, row, f"{where}, rad {n}", meeting, notes) for n, row in enumerate(table.rows, 1))
    return [data for data in rows if data is not None]


def _point(table: KnownTable, row: Row, where: str, meeting: date, notes: Notes) -> Data | None:
    between = {"hva": " ", "hvem": ", "}
    written = {name: table.cell(row, name).text(between.get(name, " ")) for name in POINTS}
    if not any(written.values()) and not table.has_changes(row):
        return None
    if not _is_readable(table, row, where, notes):
        return None
    everything = "; ".join(text for text in written.values() if text)
    if not written["hva"]:
        message = f"Raden sier ikke hva som skal gjøres, og er ikke lest: «{short(everything)}»."
        advice = f"Skriv hva som skal gjøres, i kolonnen «{POINTS['hva'].bokmål}»."
        notes.note(where, "uten-hva", message, advice)
        return None
    if not notes.allowed(where, everything):
        return None
    data = {"hva": written["hva"], "hvem": written["hvem"]}
    data |= _certain(written, f"{where} («{short(written['hva'])}»)", meeting, notes)
    return {name: text for name, text in data.items() if text}


def _certain(written: Data, where: str, meeting: date, notes: Notes) -> Data:
    """What the deadline, the status and the case of a point mean, as far as that is certain."""
    data: Data = {}
    if text := written["frist"]:
        advice = "Skriv en dato, for eksempel «1. juni 2022»."
        day = notes.certain(f"{where}, frist", "uklar-frist", partial(read_deadline, text, meeting), advice)
        data["frist"] = day.isoformat() if day else ""
    advice = "Skriv «{ikke_startet}», «{i_arbeid}» eller «{ferdig}».".format(
        **{name: label.bokmål for name, label in STATUSES.items()}
    )
    status = partial(read_status, written["status"])
    data["status"] = notes.certain(f"{where}, status", "uklar-status", status, advice) or ""
    if text := written["sak"]:
        advice = (
            "Skriv nummeret på én sak, for eksempel «4», eller «sak 5 · 11. mars 2022» for et tidligere møte."
        )
        case = notes.certain(f"{where}, sak", "uklar-sak", partial(read_case, text, meeting), advice)
        data["sak"], origin = case or ("", None)
        data["møte"] = origin.isoformat() if origin else ""
    return data


def _note_missing_columns(table: KnownTable, where: str, notes: Notes) -> None:
    """A column that is missing while there is one nobody knows may have got another name."""
    missing = sorted(plain(label.bokmål) for name, label in table.labels.items() if name not in table.columns)
    for column, word in table.others.items() if missing else ():
        texts = [cell.text(" ") for row in table.rows if (cell := row.cells.get(column))]
        if any(text and text != "☐" for text in texts):
            names = ", ".join(f"«{name}»" for name in missing)
            message = f"Kolonnen «{word}» er ikke kjent, og er ikke lest."
            advice = f"Gi den et av navnene som mangler: {names}. Slett kolonnen hvis den ikke skal være med."
            notes.note(where, "ukjent-kolonne", message, advice)


def _is_readable(table: KnownTable, row: Row, where: str, notes: Notes) -> bool:
    """Whether all words of a row stand in its cells and are decided on; notes it when not."""
    if row.tracked or table.has_changes(row):
        notes.tracked(where)
        return False
    cells = [table.cell(row, name) for name in table.columns]
    elsewhere = [line.elsewhere for cell in cells for line in cell.lines if line.elsewhere]
    elsewhere += ["en tabell" for cell in cells if cell.nested]
    for what in elsewhere[:1]:
        notes.note(where, *unreadable(what, "raden", "Skriv ordene rett i cellen."))
    return not elsewhere
