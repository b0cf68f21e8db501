"""The table of who came, let go when approved minutes list the same in words.

A person has ticked in the table, so a merge would keep it beside the list. It goes out of both what dok wrote
and what the person made of it before they are merged, and only when every word of it is known: it says what
`referat.yaml` says, and there is nothing else in it. Otherwise it stays, and that is told.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.memory import Content
from dokumentmaskin.minutes import ATTENDANCE
from dokumentmaskin.plan import Referatfil
from dokumentmaskin.word import DamagedError, Section, finished, help_of, section_of

_ADVICE: Final = (
    "Er det nytt i tabellen, leser du referatet inn på nytt. Flytt ellers det som skal være med, til en sak, "
    "og slett tabellen og kommentaren fra dok i Word. Kjør så kommandoen igjen. Før det blir det ingen PDF."
)
_NAMES: Final = ("deltakere", "observatører", "gjester", "fra_sekretariatet")


def without_table(  # noqa: PLR0913 - the document in its versions, and what is known of it
    lying: Content,
    render: bytes,
    *,
    template: bytes,
    known: Referatfil,
    read: Callable[[bytes], Referatfil],
    path: str,
) -> tuple[Content, tuple[Problem, ...]]:
    """The document and what it was made from, without the table when all of it is in the list.

    Args:
        lying: What lies there.
        render: The document as the plan and the template make it now.
        template: The template, whose own words are nobody's.
        known: What was read of the minutes.
        read: Reads minutes.
        path: What messages call the document.
    """
    try:
        versions = (lying.base or b"", lying.data, render, template)
        sections = [section_of(docx, ATTENDANCE) for docx in versions]
        filled_in = section_of(finished(lying.data, help_of(template)), ATTENDANCE)
    except DamagedError:  # whoever merges them tells
        return lying, ()
    base, mine, new, form = sections
    if base is None or mine is None or new is None or not mine.has_table or new.has_table:
        return lying, ()
    # Where dok remembers only the list, the table's own words are those of the template.
    shape = form.words if form is not None and not base.has_table else ""
    printed = _counted(base.words) | _counted(shape)
    shown = replace(mine, words=(filled_in or mine).words)
    if reason := _why_kept(printed, shown, known, read(lying.data)):
        message = f"Tabellen over deltakere står ved siden av listen, fordi {reason}."
        return lying, (Problem("deltakertabell-star", message, _ADVICE, Place(path)),)
    return replace(lying, data=mine.rest, base=base.rest), ()


def _why_kept(printed: Counter[str], mine: Section, known: Referatfil, said: Referatfil) -> str:
    """Why the person's table must stay; empty when nothing is lost with it."""
    if any(getattr(known, name) != getattr(said, name) for name in _NAMES):
        return "den sier noe annet enn referat.yaml"
    if not mine.is_plain:
        return "den har noe som ikke er vanlig tekst"
    more = _counted(mine.words) - printed - _counted(" ".join(_values(known)))
    words = {word.casefold(): word for word in re.findall(r"\w+", mine.words)}
    return f"«{' '.join(words[word] for word in more)}» ikke er med i listen" if more else ""


def _counted(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _values(known: Referatfil) -> Iterator[str]:
    """The words of what was read, as a person may have written them."""
    yield from (known.observatører, known.gjester, known.fra_sekretariatet)
    for row in known.deltakere:
        yield from (row.delregion, row.medlem, row.vara)
        yield from (_clock(at) for at in (row.kom, row.gikk) if at is not None)


def _clock(at: time) -> str:
    return f"kl {at.hour} {at:%H %M}"  # «9.30» and «09.30»
