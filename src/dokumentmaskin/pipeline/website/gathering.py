"""What is laid out of a meeting: its open documents and papers, made anew when they must be.

`publish` asks for it, with a meeting in and files with their bytes out, the open editions alone.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dokumentmaskin.pipeline.documents import make_as_they_are
from dokumentmaskin.pipeline.jobs import meeting_jobs
from dokumentmaskin.pipeline.kinds import AVLYSNING
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import File, Report
from dokumentmaskin.plan import Møte
from dokumentmaskin.site import Fil, Rolle, Utlagt, meeting_address


def gathered(pipeline: Pipeline, møte: Møte) -> tuple[tuple[Utlagt, ...], Report]:
    """The open files of a meeting, and what came of making them."""
    if møte.er_avlyst:
        report = make_as_they_are(pipeline, meeting_jobs(møte, [AVLYSNING]))
    else:
        report = make_package(pipeline, møte, Choices())
    return tuple(_laid_out(pipeline, møte, report.files)), report


def _laid_out(pipeline: Pipeline, møte: Møte, files: tuple[File, ...]) -> Iterator[Utlagt]:
    for file in files:
        if file.format == "pdf" and file.utgave == "åpen" and file.rolle in _TITLES:
            path = Path(file.sti)
            own = Fil(
                adresse=f"{meeting_address(møte)}/{path.name}",
                rolle=_TITLES[file.rolle][0],
                tittel=_TITLES[file.rolle][1],
                kilde=file.sti,
                møte=møte.navn,
                sider=file.sider,
                pdfa=file.pdfa,
                pdfua=file.pdfua,
            )
            yield Utlagt(own, (pipeline.workspace.root / path).read_bytes())


_TITLES: Final[dict[str, tuple[Rolle, str]]] = {
    "innkalling": ("innkalling", "Innkalling"),
    "saksliste": ("saksliste", "Saksliste"),
    "avlysning": ("avlysning", "Avlysning"),
    "møtepakke": ("møtepakke", "Møtepakke"),
}
