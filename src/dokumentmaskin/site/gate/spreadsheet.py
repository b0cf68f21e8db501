"""What the cells of an Excel workbook say, those of hidden sheets, columns and rows too.

A number that begins with 0 has lost it in a cell of numbers, and gets it back.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from dokumentmaskin.site.gate.records import Sagt

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_DIGITS_OF_PERSON: Final = 11
_LONGEST_HEADING: Final = 30


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
        above: dict[int, str] = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                kind = _hiding(hidden, cell.column in columns, bool(sheet.row_dimensions[cell.row].hidden))
                text = _text(cell.value)
                if not text.isdecimal():
                    above[cell.column] = text[:_LONGEST_HEADING]
                elif cell.column in above:  # the word that says what a number is may stand over it
                    text = f"{above[cell.column]} {text}"
                yield Sagt(text, f"i {name}, celle {cell.coordinate}{kind}")


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
        return with_first_zero(str(int(value)))
    return str(value)


def with_first_zero(digits: str) -> str:
    """A number as it was written before a cell of numbers took its first 0 away; other texts as they are."""
    return digits.zfill(_DIGITS_OF_PERSON) if re.fullmatch(r"\d{10}", digits) else digits
