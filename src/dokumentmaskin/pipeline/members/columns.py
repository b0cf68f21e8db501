"""The columns of a spreadsheet of members: what each holds, and the names that it is known by.

A row is a person in a body. A deputy of one member has a row of its own, with the member in «Vara for».
A column is known by its field's name, however it is spelled («E-post», «epost»), or by the name that
`kolonner:` in organisasjon.yaml gives it.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final, get_args

from dokumentmaskin.plan import Kolonnefelt

# The columns of a file that dok writes, in order; deputies named in their member's own row are only read.
TITLES: Final[Mapping[Kolonnefelt, str]] = {
    "gruppe": "Gruppe",
    "navn": "Navn",
    "tittel": "Tittel",
    "delregion": "Delregion",
    "kommune": "Kommune",
    "parti": "Parti",
    "rolle": "Rolle",
    "vara_for": "Vara for",
    "epost": "E-post",
    "telefon": "Telefon",
    "fra": "Fra",
    "til": "Til",
}
DAYS: Final = frozenset({"fra", "til"})


def titles(kolonner: Mapping[str, Kolonnefelt]) -> dict[Kolonnefelt, str]:
    """The columns that dok writes, each by the secretariat's name for it when there is one, or by its own."""
    counts = Counter(kolonner.values())
    own = {field: title for title, field in kolonner.items() if counts[field] == 1}
    return {field: own.get(field, title) for field, title in TITLES.items()}


def fields(kolonner: Mapping[str, Kolonnefelt]) -> dict[str, Kolonnefelt]:
    """The field of each column by its folded name."""
    known: dict[str, Kolonnefelt] = {folded(field): field for field in get_args(Kolonnefelt)}
    return {**known, **{folded(title): field for title, field in kolonner.items()}}


def folded(title: str) -> str:
    """A column's name without capitals, spaces and signs: «E-post» and «epost» are one."""
    return re.sub(r"[\W_]+", "", title.casefold())
