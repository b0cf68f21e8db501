"""Letters as drafts that a mail program opens: a file each, in the meeting's internal folder.

A draft that dok wrote and that is nobody's any more is deleted, so that what lies in the folder is what is to
be sent. One that a person has changed is kept, and the new one is laid beside it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from dokumentmaskin.errors import DokError, Place, Problem
from dokumentmaskin.pipeline.mail.followup import followup_folder, followup_mailing
from dokumentmaskin.pipeline.mail.letters import Brev
from dokumentmaskin.pipeline.mail.meeting import meeting_folder, meeting_letters
from dokumentmaskin.pipeline.pdfs import put_file, take_away
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import Report, file_row
from dokumentmaskin.plan import Møte, slug

_LONGEST = 60


def draft_meeting(pipeline: Pipeline, møte: Møte) -> Report:
    """Write the letters of a meeting as drafts.

    Raises:
        TemplateError: A template cannot be used.
        RefusedError: A file that is there cannot be read.
    """
    letters, report = meeting_letters(pipeline, møte)
    if report.errors:
        return report
    return report + _written(pipeline, meeting_folder(pipeline, møte), letters)


def draft_followup(pipeline: Pipeline, group_name: str | None) -> Report:
    """Write to each who has something open what it is, as drafts.

    Raises:
        WrongUseError: There is no such group.
        TemplateError: The template cannot be used.
        RefusedError: A file that is there cannot be read.
    """
    mailing = followup_mailing(pipeline, group_name)
    return mailing.report + _written(pipeline, followup_folder(pipeline), mailing.brev)


def _written(pipeline: Pipeline, folder: Path, letters: Iterable[Brev]) -> Report:
    """Write each letter as a draft, and take away those that are no more.

    Raises:
        RefusedError: A file that is there cannot be read.
    """
    own = list(letters)
    names = [folder / f"{name}.eml" for name in _names(own)]
    report = Report()
    for file, letter in zip(names, own, strict=True):
        row = file_row(pipeline.workspace, "epost", file, "skrevet", "intern")
        try:
            report += put_file(pipeline, row, letter.draft(), {})
        except DokError as error:
            report += Report(errors=(error,))
    return report + Report(warnings=tuple(_outdated(pipeline, folder, set(names))))


def _names(letters: list[Brev]) -> Iterator[str]:
    """`innkalt-kari-nordmann`; with the address, where two of that name get one."""
    first = [f"{one.til[0].slag}-{slug(one.til[0].navn)[:_LONGEST]}" for one in letters]
    shared = Counter(first)
    for name, one in zip(first, letters, strict=True):
        if len(one.til) > 1:
            yield f"{one.til[0].slag}-{'intern' if one.til[0].intern else 'apen'}"
        else:
            yield name if shared[name] == 1 else f"{one.til[0].slag}-{slug(one.til[0].epost)}"


def _outdated(pipeline: Pipeline, folder: Path, new: set[Path]) -> Iterator[Problem]:
    """Delete drafts that are no more, with a note for each that a person has changed."""
    for file in sorted(set(folder.glob("*.eml")) - new):
        take_away(file)
        if file.exists() and ".ny" not in file.suffixes:
            message = "Denne e-posten er ikke til noen som skal ha den nå, og du har endret den."
            place = Place(pipeline.workspace.name(file))
            yield Problem("gammel-epost", message, "Slett den hvis den ikke skal sendes.", place)
