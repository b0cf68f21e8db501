"""What dok remembers of the cases that it has printed: `output/<møte>/.dok/saker.json`.

A case may become exempt after its title and texts have been printed, and then they are not in the plan any
more. So all that a meeting's documents could print of each case is written down when one is made, by the
case's number, with whether it was exempt then. Nothing is taken out again; the file may be deleted.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from dokumentmaskin.errors import PlanError
from dokumentmaskin.memory import FOLDER, only_one, read_content, write_atomically
from dokumentmaskin.plan import Møte, Plan, Sak, agenda
from dokumentmaskin.workspace import Workspace

_NAME: Final = "saker.json"
# What is no text, or what everyone may read of a case that is exempt.
_NO_TEXT: Final = frozenset((
    "type", "nummer", "sak", "unntatt", "tid", "ettersendes", "ettersendt", "lagt_fram", "møte", "dato",
    "seksjon", "status", "frist",
))  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Remembered:
    """A text of a case as it was once printed.

    Attributes:
        sak: The number of the case.
        tittel: Its title then.
        felt: The field that it stood in.
        tekst: The text.
        unntatt: Whether it was exempt then.
    """

    sak: str
    tittel: str
    felt: str
    tekst: str
    unntatt: bool


def remember_cases(workspace: Workspace, plan: Plan, møte: Møte) -> None:
    """Write down what the cases of a meeting say now; to be called before a PDF of it is written.

    Raises:
        RefusedError: It cannot be written.
    """
    own = (case for case in _cases(plan, møte) if case.fast in {None, "meldinger"})
    now = {text for case in own for text in _texts(case, møte)}
    file = _file(workspace, møte.navn)
    if now <= set(_read(file)):
        return
    with only_one(workspace.output / møte.navn):
        rows = [asdict(text) for text in sorted({*_read(file), *now})]
        content = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        write_atomically(file, content.encode())


def withheld_earlier(workspace: Workspace, plan: Plan) -> Iterator[tuple[str, Remembered]]:
    """What was printed of cases that are exempt now, or that were, with the folder of its meeting."""
    meetings = {møte.navn: møte for møte in plan.møter if møte.er_gruppemøte}
    for file in sorted(workspace.output.glob(f"*/{FOLDER}/{_NAME}")):
        name = file.parent.parent.name
        own = _cases(plan, meetings[name]) if name in meetings else ()
        exempt = {case.nummer for case in own if case.framlegg.unntatt}
        # Before its summons a case may have had another's number.
        others = {case.framlegg.tittel for case in own if not case.framlegg.unntatt}
        for text in _read(file):
            if text.unntatt or (text.sak in exempt and text.tittel not in others):
                yield name, text


def _cases(plan: Plan, møte: Møte) -> Sequence[Sak]:
    """The cases of a meeting; none when they cannot be numbered, which is said where its agenda is made."""
    with suppress(PlanError):
        return agenda(plan, møte)
    return ()


def _texts(case: Sak, møte: Møte) -> Iterator[Remembered]:
    """All that could be printed of a case."""
    closed = case.framlegg.unntatt is not None
    data = case.framlegg.model_dump(mode="json")
    papers = zip(data.pop("vedlegg"), case.framlegg.vedlegg, strict=True)
    yield from _of(case, data, closed=closed)
    for row, paper in papers:
        yield from _of(case, row, closed=closed or paper.unntatt is not None)
    if møte.referat is not None:
        for said in (*møte.referat.saker, *møte.referat.oppfølging):
            row = said.model_dump(mode="json")
            if case.nummer in {row.get("nummer"), row.get("sak")}:
                yield from _of(case, row, closed=closed)


def _of(case: Sak, row: dict[str, Any], *, closed: bool) -> Iterator[Remembered]:
    for field, value in row.items():
        if field in _NO_TEXT:
            continue
        if isinstance(value, str) and value:
            yield Remembered(case.nummer, case.framlegg.tittel, field, value, closed)
        for part in value if isinstance(value, list) else ():
            if isinstance(part, dict):
                yield from _of(case, part, closed=closed)


def _file(workspace: Workspace, name: str) -> Path:
    return workspace.output / name / FOLDER / _NAME


def _read(file: Path) -> tuple[Remembered, ...]:
    """What is remembered; nothing when there is no such file, or it has been damaged."""
    try:
        rows = json.loads(read_content(file) or b"[]")
        return tuple(Remembered(**{key: row[key] for key in Remembered.__slots__}) for row in rows)
    except (ValueError, TypeError, KeyError):
        return ()
