"""Papers that no library foresaw: named as what cannot be used, instead of ending the program.

The stages before say what is wrong with a paper wherever they can tell. PDFs break their standard in more
ways than anyone has counted, and then a library raises what its programmers never meant to.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from dokumentmaskin.errors import AttachmentError, Place, Problem

T = TypeVar("T")


@contextmanager
def named(path: str) -> Iterator[None]:
    """Say of whatever goes wrong inside that it is this file's fault.

    Args:
        path: The file, relative to the workspace.

    Raises:
        AttachmentError: A library has raised something that is no message to a person.
    """
    try:
        yield
    except _unforeseen() as error:
        raise AttachmentError(_odd(path)) from error


def find_culprits(make: Callable[[], T], alone: Iterable[tuple[str, Callable[[], object]]]) -> T:
    """Make something of many files, and name those that cannot even be alone when it fails.

    Args:
        make: Makes it of all.
        alone: The path of each file, and what makes the same of that one.

    Raises:
        AttachmentError: Names the files at fault. When none is by itself, the failure is raised as it was.
    """
    try:
        return make()
    except _unforeseen() as error:
        problems = [_odd(path) for path, attempt in alone if not _works(attempt)]
        if not problems:
            raise
        raise AttachmentError(problems) from error


def _works(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except _unforeseen():
        return False
    return True


def _unforeseen() -> tuple[type[Exception], ...]:
    """What pikepdf, PDFium and our own readers raise of values that they did not expect.

    Not OSError, nor our own errors, which say what they mean.
    """
    from pikepdf import PdfError

    return (
        PdfError,
        RuntimeError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        AssertionError,
    )


def _odd(path: str) -> Problem:
    return Problem(
        "vedlegg-uventet",
        "Filen er bygd på en måte som dok ikke kan bruke. Den er trolig skadet.",
        "Åpne den i et annet program, skriv den ut til en ny PDF, og legg ved den i stedet.",
        Place(path),
    )
