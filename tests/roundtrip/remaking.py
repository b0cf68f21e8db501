"""Minutes that are made, edited and made again, in a small workspace."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

import docx

from dokumentmaskin.pipeline import Pipeline, Report, kind_named, make_documents, meeting_jobs
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.workspace import Workspace

DAY: Final = "2022-03-11"
FOLDER: Final = f"output/{DAY}-klima"
MINUTES: Final = f"{FOLDER}/referat-{DAY}.docx"
START: Final = datetime(2022, 3, 12, 9, 30, 5)  # noqa: DTZ001 - local time, as a person reads it


def clock(start: datetime = START) -> Callable[[], datetime]:
    """A clock that has gone an hour each time it is looked at."""
    moments = (start + timedelta(hours=hour) for hour in range(1000))
    return lambda: next(moments)


def pipeline(workspace: Workspace, now: Callable[[], datetime]) -> Pipeline:
    """A run of dok, all in one moment, with the plan as it is now."""
    moment = now()
    return Pipeline(workspace, load_plan(workspace), clock=lambda: moment)


def make(
    workspace: Workspace, now: Callable[[], datetime] = lambda: START, roles: tuple[str, ...] = ("referat",)
) -> Report:
    """Make the meeting's minutes, or other documents, as the plan is now."""
    run = pipeline(workspace, now)
    return make_documents(run, meeting_jobs(find_meeting(run.plan, DAY), map(kind_named, roles)))


def statuses(report: Report) -> dict[str, str]:
    """What became of each file, by its name."""
    return {Path(file.sti).name: file.status for file in report.files}


def warned(report: Report) -> list[str]:
    """What a run says that a person should look at: the code of each."""
    return [problem.code for problem in report.warnings]


def rename_case(workspace: Workspace, old: str, new: str) -> None:
    """Change the title of a case in the plan."""
    file = workspace.plan / "2022/klima.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def write_under(file: Path, heading: str, words: str) -> None:
    """Write a sentence as the first one under a heading, as a person does."""
    document = docx.Document(str(file))
    paragraphs = iter(document.paragraphs)
    next(p for p in paragraphs if p.text == heading)
    next(paragraphs).insert_paragraph_before(words)
    document.save(str(file))


def rewrite(file: Path, old: str, new: str) -> None:
    """Write something else in a paragraph."""
    document = docx.Document(str(file))
    next(p for p in document.paragraphs if old in plain(p.text)).text = new
    document.save(str(file))


def plain(text: str) -> str:
    """A text with ordinary spaces in its dates."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def save(file: Path) -> None:
    """Save without a change, as a program does that writes every part its own way."""
    before, target = file.read_bytes(), BytesIO()
    docx.Document(BytesIO(before)).save(target)
    assert target.getvalue() != before
    file.write_bytes(target.getvalue())


def words(file: Path | bytes) -> str:
    """All paragraphs of a document, a line each."""
    source = BytesIO(file) if isinstance(file, bytes) else str(file)
    return "\n".join(paragraph.text for paragraph in docx.Document(source).paragraphs)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder."""
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def copies(workspace: Workspace) -> list[str]:
    """The names of the documents that are kept."""
    return sorted(file.name for file in (workspace.root / FOLDER / ".dok").glob("*.docx"))
