"""Making a document is records and bytes to bytes: any process can do it, and it looks at nothing else."""

import multiprocessing
import pickle
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

import pytest

from dokumentmaskin.errors import Place, PlanError, Problem
from dokumentmaskin.pdf import BuiltInEngine, FinishedPdf
from dokumentmaskin.pipeline import AnyJob, Pipeline, year_jobs
from dokumentmaskin.pipeline.making import Template, made, pdf_of
from dokumentmaskin.plan import Plan
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_years
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY

# One of each kind: the first meeting's, and the year's.
COUNT: Final = 4
# What Python tells of: files and folders that are opened or looked through, programs, connections.
OUTSIDE: Final = {"open", "os.listdir", "os.scandir", "subprocess.Popen", "os.posix_spawn", "socket.connect"}
_seen: list[str] = []
_watching = False


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching and event in OUTSIDE:
        _seen.append(f"{event} {arguments[0]}")


@contextmanager
def watched() -> Iterator[list[str]]:
    """All that is opened meanwhile; a hook cannot be taken away again, so it is told when to look."""
    global _watching  # noqa: PLW0603
    _seen.clear()
    _watching = True
    try:
        yield _seen
    finally:
        _watching = False


sys.addaudithook(_watch)


@pytest.fixture(scope="module", autouse=True)
def pdfs_made_once() -> None:
    """Here each is made anew, in this process and in another."""


@pytest.fixture(scope="module")
def orders() -> list[tuple[AnyJob, Plan, Template]]:
    """What is needed for a document of each kind, of the repository's own year."""
    pipeline = Pipeline(Workspace(REPOSITORY), load_plan(Workspace(REPOSITORY)))
    jobs = year_jobs(find_years(pipeline.plan, 2022))
    return [
        (job, pipeline.plan, pipeline.template(job.kind.navn, job.subject.gruppe))
        for job in (*jobs[: COUNT - 1], jobs[-1])
    ]


def make(order: tuple[AnyJob, Plan, Template]) -> tuple[bytes, FinishedPdf]:
    """A document and its PDF, as a process that has been handed the order makes them."""
    job, plan, template = order
    docx = made(job, plan, template)
    return docx, pdf_of(docx, job.target.as_posix(), [BuiltInEngine()], job.mark(plan))


@pytest.fixture(scope="module")
def here(orders: list[tuple[AnyJob, Plan, Template]]) -> list[tuple[bytes, FinishedPdf]]:
    """The documents as this process makes them."""
    return [make(order) for order in orders]


def test_there_is_one_of_each_kind(orders: list[tuple[AnyJob, Plan, Template]]) -> None:
    assert len({job.kind.rolle for job, _, _ in orders}) == COUNT


def test_another_process_makes_the_same_bytes(
    orders: list[tuple[AnyJob, Plan, Template]], here: list[tuple[bytes, FinishedPdf]]
) -> None:
    # A new process, which has nothing of this one but what it is handed.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        assert list(executor.map(make, orders)) == here


def test_nothing_is_opened(
    orders: list[tuple[AnyJob, Plan, Template]], here: list[tuple[bytes, FinishedPdf]]
) -> None:
    # The libraries have been loaded by the documents that were made before.
    with watched() as seen:
        assert [make(order) for order in orders] == here
    assert seen == []
    with watched() as seen:
        (REPOSITORY / "pyproject.toml").read_bytes()
    assert len(seen) == 1  # what the test rests on: whoever opens a file is seen


def test_an_error_comes_back_from_another_process_as_it_was() -> None:
    error = PlanError(Problem("ukjent-nokkel", "Feil.", "Rett den.", Place("a.yaml", 1, 2)))
    back = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(back), back.problems, str(back)) == (PlanError, error.problems, str(error))
