"""`dok medlemmer eksport`: the lists of members as a spreadsheet, .xlsx or .csv, that can be read in again.

The command calls `export` with a plan. Out comes a file with everything that the lists say, addresses too,
for the secretariat alone. A text is written as a text whatever it begins with, so that no program takes it
for a formula (OWASP, CSV Injection). What can go wrong: a file lies there already.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import Place, Problem, RefusedError, WrongUseError
from dokumentmaskin.memory import read_content, write_atomically
from dokumentmaskin.pipeline.members.columns import DAYS, TITLES, titles
from dokumentmaskin.plan import Kolonnefelt, Person, Plan
from dokumentmaskin.writing import Status

# What a spreadsheet takes for a formula, and one that has been marked as text already.
FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_WIDEST: Final = 45
_CREATED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

Row = dict[Kolonnefelt, str | date]


def export(plan: Plan, target: Path, name: str) -> Status:
    """Write the lists of all bodies, past and coming members too, to a new file.

    Args:
        plan: The plan.
        target: The file; its ending says which kind it is.
        name: What messages call it.

    Returns:
        Whether the file was written, or said the same already.

    Raises:
        WrongUseError: The ending is neither .xlsx nor .csv.
        RefusedError: Another file lies there, or it cannot be written.
    """
    writers = {".xlsx": _workbook, ".csv": _csv}
    if target.suffix.lower() not in writers:
        message = f"«{name}» slutter verken på .xlsx eller .csv."
        raise WrongUseError(Problem("ukjent-filtype", message, "Skriv for eksempel medlemmer.xlsx."))
    header = list(titles(plan.organisasjon.kolonner).values())
    data = writers[target.suffix.lower()](header, list(_rows(plan)))
    there = read_content(target)
    if there == data:
        return "uendret"
    if there is not None:
        advice = "Velg et annet navn, eller flytt filen som ligger der."
        raise RefusedError(Problem("fil-finnes", "Det ligger en fil der fra før.", advice, Place(name)))
    write_atomically(target, data)
    return "skrevet"


def _rows(plan: Plan) -> Iterator[Row]:
    """A row for everyone in a list, the deputies of a member after it."""
    for body, members in plan.medlemmer.items():
        for member in members:
            yield {"gruppe": body, "rolle": member.rolle, **_said(member)}
            for deputy in member.vara:
                yield {
                    "gruppe": body,
                    "delregion": member.delregion,
                    "rolle": "vara",
                    "vara_for": member.navn,
                    **_said(deputy),
                }


def _said(person: Person) -> Row:
    names = [name for name in TITLES if name in type(person).model_fields and name != "rolle"]
    return {name: value for name in names if (value := getattr(person, name))}


def _workbook(header: Sequence[str], rows: Sequence[Row]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Medlemmer"
    for column, (field, title) in enumerate(zip(TITLES, header, strict=True), start=1):
        values = [title, *(row.get(field, "") for row in rows)]
        for number, value in enumerate(values, start=1):
            cell = sheet.cell(number, column)
            cell.number_format = "DD.MM.YYYY" if field in DAYS and number > 1 else "@"
            if isinstance(value, date):
                cell.value = value
            elif value:
                cell.value, cell.data_type = value, "s"
                cell.quotePrefix = bool(FORMULA.match(value))
        sheet.cell(1, column).font = Font(bold=True)
        width = max(10 if isinstance(value, date) else len(value) for value in values)
        sheet.column_dimensions[get_column_letter(column)].width = min(width, _WIDEST) + 3
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    target = BytesIO()
    book.save(target)
    return _without_clock(target.getvalue())


def _without_clock(xlsx: bytes) -> bytes:
    """The same workbook without the time at which openpyxl wrote it."""
    from dokumentmaskin.word import Package, packed

    package = Package(xlsx)
    return packed({n: _CREATED.sub(rb"\g<1>2000-01-01T00:00:00Z", package.raw(n)) for n in package.names})


def _csv(header: Sequence[str], rows: Sequence[Row]) -> bytes:
    """Semicolons and a byte order mark, as Excel in Norwegian writes and reads it."""
    target = StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    writer.writerow(map(_marked, header))
    writer.writerows([_marked(str(row.get(field, ""))) for field in TITLES] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _marked(text: str) -> str:
    """A text behind an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text
