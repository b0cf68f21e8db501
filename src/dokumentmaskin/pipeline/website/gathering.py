"""What is laid out of a meeting: its open documents and papers, made anew when they must be.

`publish` asks for it, with a meeting in and files with their bytes out, the open editions alone.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import DokError
from dokumentmaskin.pipeline.documents import make_as_they_are
from dokumentmaskin.pipeline.jobs import meeting_jobs
from dokumentmaskin.pipeline.kinds import AVLYSNING
from dokumentmaskin.pipeline.package import Choices, Single, as_files, package_and_papers
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import File, Report
from dokumentmaskin.plan import Møte
from dokumentmaskin.site import Fil, Rolle, Utlagt, meeting_address, paper_address


def gathered(pipeline: Pipeline, møte: Møte) -> tuple[tuple[Utlagt, ...], Report]:
    """The open files of a meeting, and what came of making them."""
    if møte.er_avlyst:
        report = make_as_they_are(pipeline, meeting_jobs(møte, [AVLYSNING]))
        return tuple(_documents(pipeline, møte, report.files)), report
    report, papers = package_and_papers(pipeline, møte, Choices())
    try:
        singles = tuple(as_files(papers, pipeline.plan.språk_of(møte.gruppe)))
    except DokError as error:
        return (), report + Report(errors=(error,))
    told = tuple(problem for single in singles for problem in single.warnings)
    files = (*_documents(pipeline, møte, report.files), *_papers(pipeline, møte, singles))
    return files, report + Report(warnings=told)


def _documents(pipeline: Pipeline, møte: Møte, files: Iterable[File]) -> Iterator[Utlagt]:
    """The meeting's own documents, and its package."""
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


def _papers(pipeline: Pipeline, møte: Møte, singles: Iterable[Single]) -> Iterator[Utlagt]:
    """The papers of its cases."""
    språk = pipeline.plan.språk_of(møte.gruppe)
    for single in singles:
        paper, source = single.paper, single.source
        sak = paper.sak.nummer
        own = Fil(
            adresse=paper_address(møte, sak, paper.kalt(språk), paper.vedlegg.tittel),
            rolle="vedlegg",
            tittel=paper.vedlegg.tittel,
            kilde=source.path,
            møte=møte.navn,
            sak=sak,
            papir=paper.nummer,
            sider=single.pages,
            pdfa=single.pdfa,
            pdfua=single.pdfua,
            tagget=source.tagged,
            har_tekst=source.has_text,
        )
        yield Utlagt(own, single.data)


_TITLES: Final[dict[str, tuple[Rolle, str]]] = {
    "innkalling": ("innkalling", "Innkalling"),
    "saksliste": ("saksliste", "Saksliste"),
    "avlysning": ("avlysning", "Avlysning"),
    "møtepakke": ("møtepakke", "Møtepakke"),
}
