"""A small meeting with papers for the tests, and its package as a reader meets it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Object

from dokumentmaskin.pipeline import Pipeline, Report
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.workspace import Workspace
from tests.conftest import MEDLEMMER, ORGANISASJON, ÅRSPLAN
from tests.templates import lay_templates

DAY: Final = "2022-03-11"
FOLDER: Final = f"output/{DAY}-klima"
OPEN: Final = f"{FOLDER}/motepakke-{DAY}.pdf"
INTERNAL: Final = f"{FOLDER}/intern/motepakke-{DAY}.pdf"
PLAN: Final = f"plan/2022/{DAY}"


def meeting(root: Path, cases: str, papers: Mapping[str, str | bytes] = {}, more: str = "") -> Workspace:
    """A workspace whose meeting has these cases.

    Args:
        root: The folder, which need not be there.
        cases: What stands under `saker:`, from the margin.
        papers: The files by their path from the meeting's folder.
        more: What else the meeting's own file says.
    """
    lines = "".join(f"  {line}\n" if line else "\n" for line in cases.splitlines())
    files: dict[str, str | bytes] = {
        "plan/organisasjon.yaml": ORGANISASJON,
        "plan/medlemmer.yaml": MEDLEMMER,
        "plan/2022/klima.yaml": ÅRSPLAN,
        f"{PLAN}/mote.yaml": f"{more}saker:\n{lines}",
        **{f"{PLAN}/{path}": content for path, content in papers.items()},
    }
    lay_templates(root)
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Workspace(root.resolve())


def make(workspace: Workspace, choices: Choices | None = None) -> Report:
    """Make the meeting's package."""
    pipeline = Pipeline(workspace, load_plan(workspace))
    return make_package(pipeline, find_meeting(pipeline.plan, DAY), choices or Choices())


def statuses(report: Report) -> dict[str, str]:
    """What became of each file, by its name, with its folder when that is the internal one."""
    return {file.sti.removeprefix(f"{FOLDER}/"): file.status for file in report.files}


def codes(report: Report) -> list[str]:
    """What went wrong."""
    return [problem.code for error in report.errors for problem in error.problems]


# Reading


@dataclass(frozen=True)
class Bookmark:
    """A bookmark as a reader shows it: how deep, what it says, and the page that it leads to, from 1."""

    depth: int
    title: str
    page: int | None


@dataclass(frozen=True)
class Link:
    """A link on a page.

    Attributes:
        words: The text that it covers.
        page: The page that it leads to, from 1; None when it leads out.
        address: Where it leads out to.
    """

    words: str
    page: int | None
    address: str = ""


class Package:
    """A finished package, read by other means than those that made it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.pdf = pikepdf.open(file)
        self._numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        with pypdfium2.PdfDocument(file.read_bytes()) as read:
            self.texts = tuple(_flat(page.get_textpage().get_text_range()) for page in read)
            self.labels = tuple(read.get_page_label(index) for index in range(len(read)))

    @property
    def text(self) -> str:
        """The words of all pages."""
        return " ".join(self.texts)

    def pages_with(self, words: str) -> list[int]:
        """The numbers of the pages that have these words, from 1."""
        return [number for number, text in enumerate(self.texts, 1) if words in text]

    def bookmarks(self) -> list[Bookmark]:
        """The whole outline, from the top."""
        outlines = self.pdf.Root.get("/Outlines")
        return list(self._under(outlines, 0)) if isinstance(outlines, Dictionary) else []

    def _under(self, parent: Object, depth: int) -> Iterator[Bookmark]:
        item = parent.get("/First")
        while isinstance(item, Dictionary):
            yield Bookmark(depth, str(item.Title), self._page(item))
            yield from self._under(item, depth + 1)
            item = item.get("/Next")

    def links(self, number: int) -> list[Link]:
        """The links of a page, from 1."""
        found = [
            one for one in self.pdf.pages[number - 1].obj.get("/Annots", ()) if one.get("/Subtype") == "/Link"
        ]
        return [
            Link(words, self._page(one), _address(one))
            for one, words in zip(found, self._covered(number, found), strict=True)
        ]

    def _covered(self, number: int, links: Sequence[Object]) -> list[str]:
        """The words under each link."""
        with pypdfium2.PdfDocument(self.file.read_bytes()) as read:
            text = read[number - 1].get_textpage()
            boxes = [[float(edge) for edge in link.Rect] for link in links]
            return [_flat(text.get_text_bounded(left, low, right, high)) for left, low, right, high in boxes]

    def _page(self, leading: Object) -> int | None:
        target = leading.get("/Dest")
        action = leading.get("/A")
        if target is None and isinstance(action, Dictionary):
            target = action.get("/D")
        return self._numbers.get(target[0].objgen) if isinstance(target, Array) else None


def _address(link: Object) -> str:
    action = link.get("/A")
    return str(action.get("/URI", "")) if isinstance(action, Dictionary) else ""


def _flat(text: str) -> str:
    return " ".join(text.replace("\ufffe", "-").split())
