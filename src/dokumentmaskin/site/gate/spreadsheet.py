"""What the cells of an Excel workbook say, those of hidden sheets, columns and rows too.

A number that begins with 0 has lost it in a cell of numbers, and gets it back.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from dokumentmaskin.site.gate.records import Sagt

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_DIGITS_OF_PERSON: Final = 11


def sheets_said(data: bytes) -> Iterator[Sagt]:
    """Yield what each cell of a workbook says, with its sheet and address.

    Raises:
        zipfile.BadZipFile, ValueError, KeyError, TypeError: It cannot be read.
    """
    from openpyxl import load_workbook

    workbook = load_workbook(BytesIO(data), data_only=False)
    for sheet in workbook.worksheets:
        name = f"ark «{sheet.title}»"
        hidden = sheet.sheet_state != "visible"
        columns = _hidden_columns(sheet)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                kind = _hiding(hidden, cell.column in columns, bool(sheet.row_dimensions[cell.row].hidden))
                yield Sagt(_text(cell.value), f"i {name}, celle {cell.coordinate}{kind}")


def _hiding(sheet: bool, column: bool, row: bool) -> str:  # noqa: FBT001 - which of the three it is
    what = [word for word, so in (("ark", sheet), ("kolonne", column), ("rad", row)) if so]
    return f" (skjult {what[0]})" if what else ""


def _hidden_columns(sheet: "Worksheet") -> set[int]:
    """The columns that are not shown; one row of the file may stand for several (18.3.1.13)."""
    found: set[int] = set()
    for own in sheet.column_dimensions.values():
        if own.hidden:
            found.update(range(own.min or 0, (own.max or 0) + 1))
    return found


def _text(value: Any) -> str:
    if isinstance(value, int | float) and float(value).is_integer():
        return (
            str(int(value)).zfill(_DIGITS_OF_PERSON)
            if len(str(int(value))) == _DIGITS_OF_PERSON - 1
            else str(int(value))
        )
    return str(value)
