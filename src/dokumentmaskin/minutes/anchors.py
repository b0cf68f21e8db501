"""Where a case stands in a meeting's papers, by the name that its PDF, its HTML twin and the website share.

Who makes a PDF asks for each heading and each row of a table, and so does who makes the twin: the same words
have the same name in both. Nothing can go wrong; what is no case has the empty name. A heading is known by
its words, so that a person may write it anew, and a document of any template has names.
"""

import re
from collections.abc import Mapping
from typing import Final

from dokumentmaskin.minutes.labels import MEETING, POINTS, plain
from dokumentmaskin.minutes.parts import case_heading
from dokumentmaskin.plan import case_anchor
from dokumentmaskin.word import Line

_ALONE: Final = re.compile(
    rf"(?:(?:{'|'.join(POINTS['sak'].words)})\s+)?([0-9]+(?:/[0-9]+)?)\.?", re.IGNORECASE
)


def heading_anchor(text: str) -> str:
    """`sak-4` of the heading «Sak 4: Talentrekruttering»."""
    found = case_heading(Line(text, 1))
    return "" if found is None else case_anchor(found[0])


def row_anchor(cells: Mapping[str, str]) -> str:
    """The same of a row in a table of cases, which has a column of their numbers and one of their titles.

    Args:
        cells: What its cells say, under the words of the table's header.
    """
    said = {plain(head): text for head, text in cells.items()}
    number, title = (
        next((text for head, text in said.items() if head in label.words), "")
        for label in (MEETING["nr"], POINTS["sak"])
    )
    known = number_alone(number)
    return case_anchor(known) if known and title.strip() else ""


def number_alone(text: str) -> str:
    """«4» of a cell that says «4», «4.» or «Sak 4»; nothing of one that says anything else."""
    match = _ALONE.fullmatch(text.strip())
    return match[1] if match else ""
