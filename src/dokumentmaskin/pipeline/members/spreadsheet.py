"""A spreadsheet file as sheets of cells: .xlsx (and what else calamine reads), or .csv in any usual form.

`rows` calls `read_sheets`, and gives the cells their meaning. What can go wrong: no such file, a damaged or
locked one, one so large that it would fill the memory, or text in an encoding that nobody can tell.
"""

import csv
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from dokumentmaskin.errors import Place, PlanError, Problem, WrongUseError
from dokumentmaskin.memory import reason
from dokumentmaskin.pipeline.members.columns import folded
from dokumentmaskin.pipeline.members.export import FORMULA
from dokumentmaskin.plan import Kolonnefelt

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
_MOST_BYTES: Final = 20_000_000
# calamine 0.9 makes room for every cell up to the last one used, and ends the program when there is none.
_MOST_UNPACKED: Final = 100_000_000
_MOST_ROWS: Final = 20_000
_MOST_COLUMNS: Final = 500
_CELL: Final = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})(\d+)"')


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet.

    Attributes:
        navn: Its name; empty for a text file.
        rader: The texts of its cells, from the first row and column on; none of a hidden one.
        skjult: Whether it is hidden.
        gjentatt: The cells that only hold what the one to the left of them is merged with them to say.
    """

    navn: str
    rader: tuple[tuple[str, ...], ...]
    skjult: bool = False
    gjentatt: frozenset[tuple[int, int]] = frozenset()


def read_sheets(file: Path, name: str, known: Mapping[str, Kolonnefelt]) -> tuple[Sheet, ...]:
    """The sheets of a file.

    Args:
        file: The file.
        name: What messages call it.
        known: The columns that can be read, by their folded names: a text file is divided at the sign that
            gives most of them.

    Raises:
        WrongUseError: There is no such file, or its ending is none that can be read.
        PlanError: The file cannot be read.
    """
    suffix = file.suffix.lower()
    if suffix not in (*_WORKBOOKS, ".csv"):
        message = f"«{name}» er verken et regneark eller en CSV-fil."
        raise WrongUseError(Problem("ukjent-filtype", message, "Lagre listen som .xlsx eller .csv."))
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= _MOST_BYTES else b""
    except OSError as error:
        message = f"Kan ikke lese «{name}»: {reason(error)}."
        raise WrongUseError(Problem("finner-ikke-fil", message, "Se over navnet og mappen.")) from None
    if size > _MOST_BYTES:
        raise _too_large(name)
    return _text_file(data, name, known) if suffix == ".csv" else _workbook(file, name)


def _too_large(name: str) -> PlanError:
    message = "Regnearket er for stort til å være en medlemsliste."
    advice = "Kopier listen til et nytt regneark, og lagre det. Da blir tomme rader og kolonner borte."
    return PlanError(Problem("for-stor-fil", message, advice, Place(name)))


def _workbook(file: Path, name: str) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if zipfile.is_zipfile(file) and _fills_memory(file):
            raise _too_large(name)
        book = CalamineWorkbook.from_path(file)
        return tuple(_sheet(book, title) for title in book.sheet_names)
    except (CalamineError, zipfile.BadZipFile, zlib.error) as error:
        message = f"Regnearket kan ikke åpnes. Leseren sier: «{error}»."
        advice = "Åpne det i Excel, ta bort passordet hvis det har et, og lagre det på nytt som .xlsx."
        raise PlanError(Problem("uleselig-regneark", message, advice, Place(name))) from None


def _fills_memory(file: Path) -> bool:
    """Whether a cell of some sheet stands so far out, or a part is so large, that nothing could hold it."""
    with zipfile.ZipFile(file) as package:
        parts = package.infolist()
        if sum(part.file_size for part in parts) > _MOST_UNPACKED:
            return True
        sheets = (package.read(part) for part in parts if part.filename.startswith("xl/worksheets/"))
        cells = (hit.groups() for sheet in sheets for hit in _CELL.finditer(sheet))
        return any(int(row) > _MOST_ROWS or _column(letters) > _MOST_COLUMNS for letters, row in cells)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet(book: "CalamineWorkbook", title: str) -> Sheet:
    from python_calamine import SheetVisibleEnum

    shown = {known.name for known in book.sheets_metadata if known.visible == SheetVisibleEnum.Visible}
    if title not in shown:
        return Sheet(title, (), skjult=True)
    sheet = book.get_sheet_by_name(title)
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = sheet.merged_cell_ranges or ()
    for (top, left), (bottom, right) in merged:
        # What is written once over several cells holds for each of them.
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    again = frozenset(
        (row, column)
        for (top, left), (bottom, right) in merged
        for row in range(top, bottom + 1)
        for column in range(left + 1, right + 1)
    )
    return Sheet(title, tuple(map(tuple, rows)), gjentatt=again)


def _text(cell: object) -> str:
    """A cell as the text that a person reads in it; a number without the decimals that it has not."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(normalize("NFC", str(cell)).split())


def _text_file(data: bytes, name: str, known: Mapping[str, Kolonnefelt]) -> tuple[Sheet, ...]:
    text = _decoded(data, name)
    try:
        divided = [list(csv.reader(StringIO(text, newline=""), delimiter=sign)) for sign in ";,\t"]
    except csv.Error:  # a cell longer than anyone can have meant
        message = 'En celle er så lang at den ikke kan leses. Kanskje mangler et anførselstegn («"»).'
        advice = "Åpne listen i Excel, rett den, og lagre den på nytt."
        raise PlanError(Problem("uleselig-regneark", message, advice, Place(name))) from None
    best = max(divided, key=lambda rows: _recognised(rows, known))
    return (Sheet("", tuple(tuple(_unmarked(_text(cell)) for cell in row) for row in best)),)


def _decoded(data: bytes, name: str) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, or the Windows-1252 of older programs."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    advice = "Lagre listen på nytt som «CSV UTF-8», eller som .xlsx."
    message = "Det er ikke mulig å lese tegnene i filen."
    raise PlanError(Problem("uleselig-regneark", message, advice, Place(name)))


def _recognised(rows: list[list[str]], known: Mapping[str, Kolonnefelt]) -> int:
    return max((sum(folded(cell) in known for cell in row) for row in rows), default=0)


def _unmarked(text: str) -> str:
    """A text without the apostrophe that keeps it from being a formula."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
