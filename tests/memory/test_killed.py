"""Whenever a run is killed, it is known what lies in a document's place and what that was made from."""

import dataclasses
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.memory import Content, last_copy, look, look_at_copy, replace_document, settle
from dokumentmaskin.writing import alone_with, lay_beside
from tests import moments
from tests.profiles import LONG

START: Final = datetime(2022, 3, 12, 9, 30, 5)  # noqa: DTZ001 - local time, as a person reads it
OLD: Final = Content(b"en", b"grunnlag en")
MINE: Final = Content(b"en, og mer", b"grunnlag en")
NEW: Final = Content(b"to, og mer", b"grunnlag to")
LATER: Final = Content(b"tre, og mer", b"grunnlag tre")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return tmp_path / "møte" / "referat.docx"


def put(document: Path, content: Content) -> None:
    """What a run does with a document that it has made."""
    with alone_with(document) as lying:
        replace_document(document, lying, content, START)


def nothing(document: Path) -> None:
    """No document."""


def made(document: Path) -> None:
    put(document, OLD)


def edited(document: Path) -> None:
    made(document)
    document.write_bytes(MINE.data)


def replaced_before(document: Path) -> None:
    made(document)
    put(document, LATER)
    edited(document)


def taken_over(document: Path) -> None:
    """A document that dok did not make, and the person has settled what was laid beside it."""
    document.parent.mkdir()
    document.write_bytes(MINE.data)
    assert MINE.base is not None
    beside = lay_beside(document, MINE.base, "referat.docx").beside
    assert beside is not None
    beside.unlink()


BEFORE: Final = (nothing, made, edited, replaced_before, taken_over)
LIES: Final[dict[Callable[[Path], None], Content | None]] = {nothing: None, made: OLD}


def stopped(document: Path, aside: Path, work: Callable[[], None]) -> list[Path]:
    """What there can be when something is stopped in the middle."""
    with moments.kept(document.parent, aside) as states:
        work()
    assert len(states) > 2  # it does look
    return states


def known(document: Path) -> tuple[Content | None, Content | None]:
    """What lies there, and what the copy of what lay there before holds."""
    copy = last_copy(document)
    return look(document), look_at_copy(document, copy) if copy else None


@pytest.mark.parametrize("before", BEFORE)
def test_it_is_the_old_one_or_the_new_one_with_the_base_that_it_was_made_from(
    document: Path, tmp_path: Path, before: Callable[[Path], None]
) -> None:
    before(document)
    old = look(document)
    assert old == LIES.get(before, MINE)
    states = stopped(document, tmp_path / "stans", lambda: put(document, NEW))
    whole = known(document), moments.files(document.parent)
    assert whole[0] == (NEW, old)
    for state in states:
        moments.lay(document.parent, state)
        assert look(document) in (old, NEW), state
        if look(document) == old:
            put(document, NEW)
            assert (known(document), moments.files(document.parent)) == whole, state
        else:
            settle(document, NEW)
            assert known(document) == (NEW, old), state


@pytest.mark.parametrize("before", BEFORE)
def test_what_a_person_writes_afterwards_is_known_by_the_same_base(
    document: Path, tmp_path: Path, before: Callable[[Path], None]
) -> None:
    before(document)
    for state in stopped(document, tmp_path / "stans", lambda: put(document, NEW)):
        moments.lay(document.parent, state)
        if (left := look(document)) is not None:
            written = dataclasses.replace(left, data=left.data + b", og enda mer")
            document.write_bytes(written.data)
            assert look(document) == written, state
            put(document, LATER)
            assert known(document) == (LATER, written), state


def test_a_run_that_is_stopped_again_and_again_loses_nothing(document: Path, tmp_path: Path) -> None:
    """Also when what puts right what the first left is stopped itself."""
    edited(document)
    first = stopped(document, tmp_path / "først", lambda: put(document, NEW))
    for number, state in enumerate(first if LONG else first[::3]):
        moments.lay(document.parent, state)
        lay = look(document)
        again = stopped(document, tmp_path / f"så {number}", lambda: put(document, LATER))
        for later in again:
            moments.lay(document.parent, later)
            assert look(document) in (lay, LATER), later
            copies = [path.read_bytes() for path in (document.parent / ".dok").glob("referat *.docx")]
            assert MINE.data in (*copies, document.read_bytes()), later
