"""The lists of members as a spreadsheet: `dok medlemmer eksport`, to be read in again; a year's list.

The command calls `export` with a plan. Out comes a file, .xlsx or .csv, with everything that the lists say,
addresses too, for the secretariat alone. `year_sheets` makes the list of a year beside the one in Word. A
text is written as a text whatever it begins with, so that no program takes it for a formula (OWASP, CSV
Injection). What can go wrong: a file lies there already.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile, ZipInfo

from dokumentmaskin.errors import Place, Problem, RefusedError, WrongUseError
from dokumentmaskin.memory import read_content, write_atomically
from dokumentmaskin.pipeline.members.columns import DAYS, TITLES, titles
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import INTERN, Report, Utgave, report_of
from dokumentmaskin.plan import Kolonnefelt, Medlem, Organisasjonsår, Person, Plan, listed_in
from dokumentmaskin.writing import Status, put

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
    data = writers[target.suffix.lower()](titles(plan.organisasjon.kolonner), list(_rows(plan.medlemmer)))
    there = read_content(target)
    if there == data:
        return "uendret"
    if there is not None:
        advice = "Velg et annet navn, eller flytt filen som ligger der."
        raise RefusedError(Problem("fil-finnes", "Det ligger en fil der fra før.", advice, Place(name)))
    write_atomically(target, data)
    return "skrevet"


def year_sheets(pipeline: Pipeline, year: Organisasjonsår) -> Report:
    """Write the list of those who sit in a year as a workbook: an open one, and one with the addresses.

    Each is made of its own plan, the open one without the columns that nothing stands in there. Where they
    say the same, there is one.

    Raises:
        RefusedError: A file cannot be written.
    """
    workspace, folder = pipeline.workspace, pipeline.workspace.output / year.navn
    open_, whole = (_year_workbook(plan, year.år) for plan in (pipeline.open_plan, pipeline.plan))
    sheets: list[tuple[Utgave, Path, bytes]] = [("åpen", folder, open_), ("intern", folder / INTERN, whole)]
    report = Report()
    for utgave, place, data in sheets[: 1 if whole == open_ else 2]:
        file = place / f"medlemsliste-{year.stempel}.xlsx"
        placed = put(file, data, {}, workspace.name(file))
        report += report_of(workspace, "medlemsliste", file, placed, utgave=utgave)
    return report


def _year_workbook(plan: Plan, år: int) -> bytes:
    rows = list(_rows({group.navn: listed_in(plan, group.navn, år) for group in plan.organisasjon.grupper}))
    header = titles(plan.organisasjon.kolonner)
    used = {field: title for field, title in header.items() if any(row.get(field) for row in rows)}
    return _workbook(used or header, rows)


def _rows(lists: Mapping[str, Sequence[Medlem]]) -> Iterator[Row]:
    """A row for everyone in a list, the deputies of a member after it."""
    for body, members in lists.items():
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


def _workbook(header: Mapping[Kolonnefelt, str], rows: Sequence[Row]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Medlemmer"
    for column, (field, title) in enumerate(header.items(), start=1):
        values = [title, *(row.get(field, "") for row in rows)]
        for number, value in enumerate(values, start=1):
            cell = sheet.cell(number, column)
            cell.number_format = "DD.MM.YYYY" if field in DAYS and number > 1 else "@"
            if isinstance(value, date):
                cell.value = value
            elif value:
                cell.value, cell.data_type = value, "s"
                cell.quotePrefix = bool(FORMULA.match(value))
        sheet.cell(1, column).font = Font(name="Calibri", size=11, bold=True)
        width = max(10 if isinstance(value, date) else len(value) for value in values)
        sheet.column_dimensions[get_column_letter(column)].width = min(width, _WIDEST) + 3
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target = BytesIO()
    ExcelWriter(book, _Clockless(target, "w", strict_timestamps=False)).save()
    return _without_clock(target.getvalue())


class _Clockless(ZipFile):
    """A zip file that asks no clock, for a zip entry cannot be from before 1980."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, *rest: Any, **more: Any) -> None:
        entry = zinfo_or_arcname
        super().writestr(ZipInfo(entry) if isinstance(entry, str) else entry, *rest, **more)


def _without_clock(xlsx: bytes) -> bytes:
    """The same workbook without the time at which openpyxl wrote it."""
    from dokumentmaskin.word import Package, packed

    package = Package(xlsx)
    return packed({n: _CREATED.sub(rb"\g<1>2000-01-01T00:00:00Z", package.raw(n)) for n in package.names})


def _csv(header: Mapping[Kolonnefelt, str], rows: Sequence[Row]) -> bytes:
    """Semicolons and a byte order mark, as Excel in Norwegian writes and reads it."""
    target = StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    writer.writerow(map(_marked, header.values()))
    writer.writerows([_marked(str(row.get(field, ""))) for field in header] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _marked(text: str) -> str:
    """A text behind an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text
