"""The tables of minutes: who was there, and what is to be followed up.

A table is known by the words in its header row, in any order and among any others. Each row is read by
itself: what is certain in it is read, the rest is noted with the row's place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from dokumentmaskin.minutes.fields import column_of
from dokumentmaskin.minutes.labels import PEOPLE, POINTS, STATUSES, Label, known, plain
from dokumentmaskin.minutes.notes import Notes, doubtful, short
from dokumentmaskin.minutes.values import read_case, read_clock, read_deadline, read_status, read_tick
from dokumentmaskin.word import Cell, Line, Row, Table, all_lines

Data = dict[str, str]
# What stands in a cell, and its paragraphs.
_Written = tuple[str, tuple[Line, ...]]

_TICKS: Final = ("møtt", "forfall", "vara_møtte")
_CLOCKS: Final = ("kom", "gikk")
_LIKE_CLOCK: Final = re.compile(r"\d[.:]\d\d|\bkl\b")
_LEAST_COLUMNS: Final = 3


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table whose header row is known.

    Attributes:
        labels: What its columns are called.
        columns: Where those of them are that it has.
        others: The words above the columns that nobody knows.
        header: The header row.
        rows: The rows below it.
        above: The rows above it, which are no part of it.
        whole: The table itself.
        twice: The words of known columns that it has more than one of.
    """

    labels: Mapping[str, Label]
    columns: Mapping[str, int]
    others: Mapping[int, str]
    header: Row
    rows: tuple[Row, ...]
    above: tuple[Row, ...]
    whole: Table
    twice: tuple[str, ...]

    def cell(self, row: Row, name: str) -> Cell:
        """What a reader sees in a row in a column: of merged cells that above; nothing without the column."""
        column = self.columns.get(name)
        place = next(number for number, found in enumerate(self.rows) if found is row)
        above = reversed(self.rows[: place + 1])
        cells = (found.cells.get(column, Cell()) for found in above) if column is not None else iter(())
        return next((cell for cell in cells if not cell.continued), Cell())

    def own(self, row: Row, name: str) -> Cell:
        """The cell that a row has itself in a column."""
        column = self.columns.get(name)
        return Cell() if column is None else row.cells.get(column, Cell())

    def has_changes(self, row: Row) -> bool:
        """Whether words came or went in a row without anyone having decided on it."""
        return row.tracked or any(self.cell(row, name).tracked for name in self.columns)

    def lines(self, row: Row) -> tuple[Line, ...]:
        """The paragraphs of a row that a reader sees in the columns that are known."""
        cells = (self.own(row, name) for name in self.columns)
        return tuple(line for cell in cells if not cell.continued for line in all_lines(cell.blocks))


def participants_table(table: Table) -> KnownTable | None:
    """The table as that of the participants, or None when it is another."""
    return _known(table, PEOPLE, {"medlem", "delregion"})


def follow_up_table(table: Table) -> KnownTable | None:
    """The table as that of what is to be followed up, or None when it is another."""
    return _known(table, POINTS, {"hva"})


def case_of_point(cells: Mapping[str, str]) -> str | None:
    """What a row of points to be followed up says of its case; None for a row of another table.

    Args:
        cells: What its cells say, under the words of the table's header.
    """
    names = known(POINTS)
    found = {names[word]: text for head, text in cells.items() if (word := _header(head)) in names}
    return found.get("sak", "") if "hva" in found and len(found) >= _LEAST_COLUMNS else None


def _known(table: Table, labels: Mapping[str, Label], needed: set[str]) -> KnownTable | None:
    names = known(labels)
    for index, row in enumerate(table.rows):
        words = {column: _words(cell) for column, cell in row.cells.items()}
        below = table.rows[index + 1 :]
        named = {column: names[word] for column, word in words.items() if word in names}
        if needed & {*named.values()} and len({*named.values()}) >= _LEAST_COLUMNS:
            named |= _by_controls(
                below, {column for column in words if column not in named}, {*named.values()}
            )
            columns = {name: column for column, name in named.items()}
            others = {column: word for column, word in words.items() if column not in named}
            twice = tuple(words[column] for column, name in named.items() if columns[name] != column)
            return KnownTable(labels, columns, others, row, below, table.rows[:index], table, twice)
    return None


def _by_controls(rows: tuple[Row, ...], unknown: set[int], taken: set[str]) -> dict[int, str]:
    """The columns that have lost their word, and whose cells all have the controls of one column."""
    found = {}
    for column in sorted(unknown):
        cells = [row.cells[column] for row in rows if column in row.cells]
        made_for = {column_of(line) for cell in cells for line in cell.lines}
        if len(made_for) == 1 and (name := made_for.pop()) is not None and name not in taken:
            found[column] = name
            taken.add(name)
    return found


def _words(cell: Cell) -> str:
    return _header(cell.text(" "))


def _header(text: str) -> str:
    return plain(text).rstrip(" :.?")


def _is_certain(table: KnownTable, where: str, notes: Notes) -> bool:
    """Whether the header row says for certain which column is which; notes it, and the table, when not."""
    lines = [line for cell in table.header.cells.values() for line in cell.lines]
    everything = list(all_lines([table.whole]))
    if table.header.tracked or any(line.tracked for line in lines):
        notes.tracked(f"{where}, hoderaden", everything)
        return False
    if doubt := next((line.elsewhere for line in lines if doubtful(line)), ""):
        notes.unreadable(f"{where}, hoderaden", doubt, "tabellen", "", everything)
        return False
    if table.twice:
        message = f"Kolonnen «{table.twice[0]}» står to ganger, så tabellen er ikke lest."
        notes.note(where, "ukjent-kolonne", message, "La den ene stå.", everything)
        return False
    cells = [table.header.cells[column] for column in table.columns.values()]
    words = known(table.labels)
    notes.ledger.take("trykt", (line for cell in cells if _words(cell) in words for line in cell.lines))
    above = [line for row in table.above for cell in row.cells.values() for line in all_lines(cell.blocks)]
    if any(line.text or line.rest for line in above):
        message = "Her står det rader over hoderaden, som ikke er lest."
        notes.note(where, "rad-over-hodet", message, "Flytt hoderaden øverst i tabellen.", above)
    return True


# Participants


def read_participants(table: KnownTable, where: str, notes: Notes) -> list[Data]:
    """The rows of the participants whose attendance is certain."""
    if not _is_certain(table, where, notes):
        return []
    _note_unknown_columns(table, where, notes)
    found: list[Data] = []
    for number, row in enumerate(table.rows, 1):
        region = table.cell(row, "delregion").text(" ")
        named = region or table.cell(row, "medlem").text(", ")
        place = f"{where}, rad {number}" + (f" ({named})" if named else "")
        notes.ledger.locate(table.lines(row), place)
        if (data := _participant(table, row, region, place, notes)) is not None:
            notes.ledger.take("verdi", table.lines(row))
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
    clocks = {name: table.cell(row, name).text(" ") for name in _CLOCKS}
    ticked = any(not _is_empty_tick(table.cell(row, name)) for name in _TICKS)
    if not (region or any((*names.values(), *clocks.values())) or ticked or table.has_changes(row)):
        return None
    if not _is_readable(table, row, where, notes, {"delregion"}):
        return None
    lines = table.lines(row)
    attended = _attendance(table, row, where, notes)
    if attended is not None and not (region or any(names.values())):
        message = "Her står det ikke hvem raden gjelder."
        notes.note(where, "uten-delregion", message, "Skriv hvem det er, i første kolonne.", lines)
        return None
    if attended is None or not notes.allowed(where, " ".join((region, *names.values())), lines):
        return None
    data = {"delregion": region, **names, "møtte": attended}
    for name, text in clocks.items():
        column, cell = f"{where}, {plain(PEOPLE[name].bokmål)}", table.own(row, name)
        read, advice = partial(read_clock, text), "Skriv klokkeslettet slik: 09.00."
        if text and (clock := notes.certain(column, "uklar-tid", read, advice, cell.lines)):
            data[name] = clock
    return data


def _attendance(table: KnownTable, row: Row, where: str, notes: Notes) -> str | None:
    """Who came: the member, the deputy or nobody; None, and a note, when the ticks do not say."""
    ticks = {}
    lines = table.lines(row)
    for name in _TICKS:
        cell = table.cell(row, name)
        checked = tuple(state for line in cell.lines for state in line.checked)
        column, text = f"{where}, {plain(PEOPLE[name].bokmål)}", cell.text(" ")
        read, advice = partial(read_tick, text, checked), "Sett ett kryss, eller la ruten stå tom."
        if _LIKE_CLOCK.search(text):
            advice += " Klokkeslettet skal stå under «{kom}» eller «{gikk}».".format(
                **{clock: PEOPLE[clock].bokmål for clock in _CLOCKS}
            )
        tick = notes.certain(column, "uklart-kryss", read, advice, lines)
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
            message, advice = "Her er det ikke krysset av.", "Kryss av for hvem som møtte."
            notes.note(where, "uten-kryss", message, advice, lines)
        case _:
            crossed = " og ".join(f"«{plain(PEOPLE[name].bokmål)}»" for name in _TICKS if ticks[name])
            message = f"Kryssene sier imot hverandre: Det er krysset av for {crossed}."
            notes.note(where, "motstridende-kryss", message, "La bare det som stemmer, stå.", lines)
    return None


# Follow-up


def read_points(table: KnownTable, where: str, meeting: date, notes: Notes) -> list[Data]:
    """The rows of the follow-up table, each with what is certain in it."""
    if not _is_certain(table, where, notes):
        return []
    _note_unknown_columns(table, where, notes)
    found = []
    for number, row in enumerate(table.rows, 1):
        place = f"{where}, rad {number}"
        notes.ledger.locate(table.lines(row), place)
        if (data := _point(table, row, place, meeting, notes)) is not None:
            notes.ledger.take("verdi", table.lines(row))
            found.append(data)
    return found


def _point(table: KnownTable, row: Row, where: str, meeting: date, notes: Notes) -> Data | None:
    between = {"hva": " ", "hvem": ", "}
    written = {name: table.cell(row, name).text(between.get(name, " ")) for name in POINTS}
    if not any(written.values()) and not table.has_changes(row):
        return None
    if not _is_readable(table, row, where, notes, {*POINTS}):
        return None
    lines = table.lines(row)
    if not written["hva"]:
        message = "Raden sier ikke hva som skal gjøres, og er ikke lest."
        advice = f"Skriv hva som skal gjøres, i kolonnen «{POINTS['hva'].bokmål}»."
        notes.note(where, "uten-hva", message, advice, lines)
        return None
    if not notes.allowed(where, " ".join(written.values()), lines):
        return None
    data = {"hva": written["hva"], "hvem": written["hvem"]}
    cells = {name: (written[name], table.cell(row, name).lines) for name in POINTS}
    data |= _certain(cells, f"{where} («{short(written['hva'])}»)", meeting, notes)
    return {name: text for name, text in data.items() if text}


def _certain(cells: Mapping[str, _Written], where: str, meeting: date, notes: Notes) -> Data:
    """What the deadline, the status and the case of a point mean, as far as that is certain."""
    data: Data = {}
    written = {name: text for name, (text, _) in cells.items()}
    lines = {name: found for name, (_, found) in cells.items()}
    if text := written["frist"]:
        advice, read = "Skriv en dato, for eksempel «1. juni 2022».", partial(read_deadline, text, meeting)
        day = notes.certain(f"{where}, frist", "uklar-frist", read, advice, lines["frist"])
        data["frist"] = day.isoformat() if day else ""
    advice = "Skriv «{ikke_startet}», «{i_arbeid}» eller «{ferdig}».".format(
        **{name: label.bokmål for name, label in STATUSES.items()}
    )
    status = partial(read_status, written["status"])
    data["status"] = notes.certain(f"{where}, status", "uklar-status", status, advice, lines["status"]) or ""
    if text := written["sak"]:
        advice = (
            "Skriv nummeret på én sak, for eksempel «4», eller «sak 5 · 11. mars 2022» for et tidligere møte."
        )
        number = partial(read_case, text, meeting)
        case = notes.certain(f"{where}, sak", "uklar-sak", number, advice, lines["sak"])
        data["sak"], origin = case or ("", None)
        data["møte"] = origin.isoformat() if origin else ""
    return data


def _note_unknown_columns(table: KnownTable, where: str, notes: Notes) -> None:
    """What stands in a column that nobody knows; one that is missing may have got another name."""
    missing = sorted(plain(label.bokmål) for name, label in table.labels.items() if name not in table.columns)
    for column, word in table.others.items():
        cells = [row.cells[column] for row in table.rows if column in row.cells]
        lines = [line for cell in cells for line in all_lines(cell.blocks)]
        if any(line.text not in {"", "☐"} or line.rest for line in lines):
            names = ", ".join(f"«{name}»" for name in missing)
            message = f"Kolonnen «{word}» er ikke kjent, og er ikke lest."
            rename = f"Gi den et av navnene som mangler: {names}. " if missing else ""
            advice = f"{rename}Flytt det som skal være med, eller slett kolonnen."
            head = table.header.cells[column].lines
            notes.note(where, "ukjent-kolonne", message, advice, [*head, *lines])


def _is_readable(table: KnownTable, row: Row, where: str, notes: Notes, merged: set[str]) -> bool:
    """Whether all words of a row stand in its cells, under the right word, and are decided on."""
    lines = table.lines(row)
    if table.has_changes(row):
        notes.tracked(where, lines)
        return False
    cells = {name: table.own(row, name) for name in table.columns}
    advice = "Skriv ordene rett i cellen."
    for cell in cells.values():
        elsewhere = [line.elsewhere for line in cell.lines if line.elsewhere]
        elsewhere += ["en tabell"] if cell.nested else []
        if elsewhere:
            notes.unreadable(where, elsewhere[0], "raden", advice, lines)
            return False
    spans = {
        column for cell, at in ((cells[n], table.columns[n]) for n in cells) for column in _covered(cell, at)
    }
    under = {name: list(all_lines(cell.blocks)) for name, cell in cells.items() if cell.continued}
    # Words under the cell above are seen by nobody, and may say something else than it does.
    unseen = [line for found in under.values() for line in found if line.text or line.rest]
    if spans & {*table.columns.values()} or unseen or under.keys() - merged:
        message = "Her er celler slått sammen, så det er ikke sikkert hvor det som står i dem, hører til."
        notes.note(where, "sammenslatte-celler", message, "Del cellene igjen.", [*lines, *unseen])
        return False
    for name, cell in cells.items():
        wrong = {found for line in cell.lines if (found := column_of(line)) not in {None, name}}
        if wrong:
            words = [plain(PEOPLE[found].bokmål) for found in (*wrong, name) if found is not None]
            message = f"Ruten er laget for kolonnen «{words[0]}», men står under «{words[-1]}»."
            notes.note(where, "feil-kolonne", message, "Flytt cellene i raden til rett kolonne.", lines)
            return False
    return True


def _covered(cell: Cell, column: int) -> range:
    """The columns that a cell goes on over; one that says nothing covers nothing."""
    return range(column + 1, column + cell.span) if cell.text() else range(0)
