"""The rows of a spreadsheet as members: which body each is in, what it says, and why it cannot be placed.

`importing` calls `read_rows` with the sheets of a file. A sheet is about the body that it is named after, or
each row about that in the column «Gruppe». The first row with a column for names is the head.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dokumentmaskin.errors import DokError, Place, PlanError, Problem, WrongUseError
from dokumentmaskin.pipeline.members.columns import fields, folded
from dokumentmaskin.pipeline.members.spreadsheet import Sheet
from dokumentmaskin.plan import Gruppe, Kolonnefelt, Medlem, Plan, find_group, read_member, slug

# What a person writes in a cell to say that there is nothing.
NOTHING: Final = frozenset({"-", "–", "—"})
_LONGEST_SHEET_NAME: Final = 31
# The other words of the roles in a list of members.
_ROLES: Final = {"varamedlem": "vara", "vararepresentant": "vara", "leiar": "leder", "nestleiar": "nestleder"}
_OF_THE_ROW: Final = frozenset({"gruppe", "vara", "vara_for"})


@dataclass(frozen=True, slots=True)
class Rad:
    """A row that can be read.

    Attributes:
        gruppe: The body.
        sagt: The text of each column; empty for an empty cell.
        medlem: What it says, as a member; of a deputy with a row of its own too.
        steder: Where each column of it is.
        sted: Where it is.
    """

    gruppe: str
    sagt: Mapping[Kolonnefelt, str]
    medlem: Medlem
    steder: Mapping[str, Place]
    sted: Place

    @property
    def vara_for(self) -> str:
        """The member that the person is a deputy of; empty for somebody with a place of their own."""
        return self.sagt.get("vara_for", "")

    @property
    def varaer(self) -> list[str]:
        """The names in the column of deputies."""
        return [name for part in self.sagt.get("vara", "").split(";") for name in [part.strip()] if name]


@dataclass(frozen=True, slots=True)
class Rader:
    """What was read.

    Attributes:
        rader: The rows.
        ikke_plassert: Why a row could not be placed.
        nevnt: The bodies and names of those rows, as far as they say them.
        merknader: What was not read: sheets and columns.
    """

    rader: tuple[Rad, ...]
    ikke_plassert: tuple[Problem, ...]
    nevnt: frozenset[tuple[str, str]]
    merknader: tuple[Problem, ...]


def read_rows(plan: Plan, sheets: Sequence[Sheet], name: str) -> Rader:
    """Every row of the sheets.

    Raises:
        PlanError: No sheet has a column for names.
    """
    known = fields(plan.organisasjon.kolonner)
    tables = [_Table(plan, sheet, name, known) for sheet in sheets if any(map(any, sheet.rader))]
    with_head = [table for table in tables if table.head is not None]
    if not with_head:
        message = "Ingen kolonne heter «Navn», så det er ikke mulig å se hvem radene gjelder."
        advice = "Skriv navnene deres i organisasjon.yaml, slik: «kolonner: {Fornavn og etternavn: navn}»."
        raise PlanError(Problem("mangler-kolonne", message, advice, Place(name)))
    rows: list[Rad] = []
    unplaced: list[Problem] = []
    named: set[tuple[str, str]] = set()
    for table in with_head:
        for number in table.numbers:
            try:
                rows.append(table.row(number))
            except DokError as error:
                unplaced += error.problems
                named.add(table.who(number))
    unread = [_hidden(name, sheet) for sheet in sheets if sheet.skjult]
    unread += [_no_head(name, table) for table in tables if table.head is None]
    notes = [note for table in with_head for note in table.notes()]
    return Rader(tuple(rows), tuple(unplaced), frozenset(named), (*unread, *notes))


def _hidden(name: str, sheet: Sheet) -> Problem:
    message = f"Arket «{sheet.navn}» er skjult, og blir ikke lest."
    return Problem("skjult-ark", message, "Vis det i regnearket hvis det skal være med.", Place(name))


def _no_head(name: str, table: "_Table") -> Problem:
    message = f"Arket «{table.sheet.navn}» blir ikke lest, fordi ingen kolonne heter «Navn»."
    advice = "Er det en medlemsliste, skriver du navnene på kolonnene under «kolonner:» i organisasjon.yaml."
    return Problem("ark-ikke-lest", message, advice, Place(name))


@dataclass(frozen=True)
class _Table:
    """A sheet with its head."""

    plan: Plan
    sheet: Sheet
    file: str
    known: Mapping[str, Kolonnefelt]

    @cached_property
    def head(self) -> int | None:
        """The number of the row with the names of the columns."""
        numbered = enumerate(self.sheet.rader)
        return next((n for n, row in numbered if "navn" in map(self.known.get, map(folded, row))), None)

    @property
    def numbers(self) -> Iterator[int]:
        """The rows under the head that say something."""
        rows = self.sheet.rader
        return (number for number in range((self.head or 0) + 1, len(rows)) if any(rows[number]))

    def row(self, number: int) -> Rad:
        """A row.

        Raises:
            PlanError: With each thing in it that cannot be read.
            WrongUseError: There is no such body.
        """
        said, places, here = self._said(number), self._places(number), self._place(number, 0)
        group = self._group(said, places.get("gruppe", here))
        if not said["navn"]:
            raise PlanError(Problem("rad-uten-navn", "Raden har ikke noe navn.", "Skriv navnet.", here))
        own = {
            str(field): _ROLES.get(text.lower(), text.lower()) if field == "rolle" else text
            for field, text in said.items()
            if field not in _OF_THE_ROW and text and text not in NOTHING
        }
        return Rad(group.navn, said, read_member(self.plan, own, places, here), places, here)

    def who(self, number: int) -> tuple[str, str]:
        """The body and name of a row, as far as it says them."""
        said = self._said(number)
        try:
            return self._group(said, self._place(number, 0)).navn, said["navn"].casefold()
        except DokError:
            return "", said["navn"].casefold()

    def notes(self) -> Iterator[Problem]:
        """What is not read of the sheet."""
        titles = self.sheet.rader[self.head or 0]
        unread = [f"«{title}»" for title in titles if title and folded(title) not in self.known]
        if unread:
            message = f"Disse kolonnene blir ikke lest: {', '.join(unread)}."
            advice = "Skal de være med, skriver du dem under «kolonner:» i organisasjon.yaml."
            yield Problem("kolonne-ikke-lest", message, advice, Place(self.file, field=self.sheet.navn))

    @cached_property
    def _columns(self) -> dict[int, Kolonnefelt]:
        fields = enumerate(self.known.get(folded(title)) for title in self.sheet.rader[self.head or 0])
        return {column: field for column, field in fields if field is not None}

    @cached_property
    def _in_order(self) -> list[tuple[int, Kolonnefelt]]:
        """The columns in the order in which `kolonner:` names them."""
        titles, order = self.sheet.rader[self.head or 0], [*self.known]
        return sorted(self._columns.items(), key=lambda column: order.index(folded(titles[column[0]])))

    def _said(self, number: int) -> dict[Kolonnefelt, str]:
        """The texts of a row; several columns of one field are put together, as first and last name.

        A cell that lies over several of them is read once.
        """
        row = self.sheet.rader[number]
        found: dict[Kolonnefelt, str] = {}
        for column, field in self._in_order:
            again = (number, column) in self.sheet.gjentatt and self._columns.get(column - 1) == field
            text = "" if again or column >= len(row) else row[column]
            found[field] = " ".join(filter(None, (found.get(field), text)))
        return found

    def _places(self, number: int) -> dict[str, Place]:
        return {field: self._place(number, column) for column, field in reversed(self._columns.items())}

    def _place(self, number: int, column: int) -> Place:
        """«medlemmer.xlsx:7:3 styret!C7»: the row, and the cell as a spreadsheet calls it."""
        cell = f"{_letters(column)}{number + 1}"
        return Place(
            self.file, number + 1, column + 1, f"{self.sheet.navn}!{cell}" if self.sheet.navn else cell
        )

    def _group(self, said: Mapping[Kolonnefelt, str], place: Place) -> Gruppe:
        text = said.get("gruppe", "")
        if text:
            try:
                return find_group(self.plan, text)
            except WrongUseError as error:
                problem = error.problems[0]
                raise PlanError(Problem(problem.code, problem.message, problem.advice, place)) from None
        title = slug(self.sheet.navn)
        groups = self.plan.organisasjon.grupper
        of_sheet = [g for g in groups if slug(g.navn[:_LONGEST_SHEET_NAME]) == title or slug(g.navn) == title]
        if len(of_sheet) != 1:
            message = "Raden sier ikke hvilken gruppe den gjelder."
            advice = "Skriv gruppen i en kolonne «Gruppe», eller gi arket navn etter gruppen."
            raise PlanError(Problem("rad-uten-gruppe", message, advice, place))
        return of_sheet[0]


def _letters(column: int) -> str:
    """«C» for the third column."""
    first, last = divmod(column, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)
