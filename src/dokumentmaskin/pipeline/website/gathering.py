"""What is laid out of a meeting: its open documents and papers, made anew when they must be.

`publish` asks for it, with a meeting in and files with their bytes out, the open editions alone. Documents
are taken as they lie there. Minutes come when they are approved, or when they have been read in and the
organisation lays out drafts; excerpts of cases come when somebody has made them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from dokumentmaskin.errors import DokError
from dokumentmaskin.memory import file_fingerprint
from dokumentmaskin.pipeline.documents import make_as_they_are
from dokumentmaskin.pipeline.jobs import AnyJob, Job, case_jobs, meeting_jobs
from dokumentmaskin.pipeline.kinds import AVLYSNING, MEETING_KINDS, REFERAT
from dokumentmaskin.pipeline.package import Choices, Single, as_files, package_and_papers
from dokumentmaskin.pipeline.pdfs import open_word_file, outgoing
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import File, Report
from dokumentmaskin.plan import Møte, dealt_with, initial_capital, minutes_status
from dokumentmaskin.site import Fil, Rolle, Utlagt, meeting_address, paper_address, site_words

# In the order that they are laid out.
_ROLES: Final[tuple[Rolle, ...]] = (
    "avlysning",
    "innkalling",
    "saksliste",
    "referat",
    "særutskrift",
    "møtepakke",
)


def gathered(pipeline: Pipeline, møte: Møte) -> tuple[tuple[Utlagt, ...], Report]:
    """The open files of a meeting, and what came of making them."""
    if møte.er_avlyst:
        report = make_as_they_are(pipeline, meeting_jobs(møte, [AVLYSNING]))
        return tuple(_documents(pipeline, møte, report.files)), report
    report, papers = package_and_papers(pipeline, møte, Choices())
    report += _after_the_meeting(pipeline, møte)
    try:
        singles = tuple(as_files(papers, pipeline.plan.språk_of(møte.gruppe)))
    except DokError as error:
        return (), report + Report(errors=(error,))
    told = tuple(problem for single in singles for problem in single.warnings)
    files = (*_documents(pipeline, møte, report.files), *_papers(pipeline, møte, singles))
    return files, report + Report(warnings=told)


def _after_the_meeting(pipeline: Pipeline, møte: Møte) -> Report:
    """The minutes that may be laid out, and the excerpts that lie there."""
    minutes = meeting_jobs(møte, [REFERAT] if _shows_minutes(pipeline, møte) else [])
    cases: Iterable[Job[Any]] = case_jobs(dealt_with(møte)) if minutes else ()
    lying = [job for job in cases if pipeline.target(job).exists()]
    return make_as_they_are(pipeline, (*minutes, *lying)) if minutes else Report()


def _shows_minutes(pipeline: Pipeline, møte: Møte) -> bool:
    """Whether minutes are laid out: those that are read in, approved or as a draft when the body wants that.

    What nobody has read in may be half written.
    """
    drafts = pipeline.plan.organisasjon.publisering.utkast_til_referat
    return møte.referat is not None and (drafts or not _is_draft(pipeline, møte))


def _is_draft(pipeline: Pipeline, møte: Møte) -> bool:
    return minutes_status(pipeline.plan, møte).tilstand != "godkjent"


def _documents(pipeline: Pipeline, møte: Møte, files: Iterable[File]) -> Iterator[Utlagt]:
    """The meeting's own documents, and its package."""
    open_pdfs = {file.sti: file for file in files if file.format == "pdf" and file.utgave == "åpen"}
    jobs = {_pdf_of(pipeline, job): job for job in _all_jobs(møte)}
    for rolle in _ROLES:
        for file in (own for own in open_pdfs.values() if own.rolle == rolle and _is_of(own, møte)):
            docx = open_word_file(pipeline, jobs[file.sti]) if file.sti in jobs else b""
            shown, data = outgoing(pipeline, file)
            yield Utlagt(_described(pipeline, møte, rolle, shown), data, docx)


def _all_jobs(møte: Møte) -> Iterator[AnyJob]:
    """Every document that the meeting has or could have."""
    yield from meeting_jobs(møte, [AVLYSNING] if møte.er_avlyst else MEETING_KINDS)
    yield from case_jobs(dealt_with(møte))


def _pdf_of(pipeline: Pipeline, job: AnyJob) -> str:
    return pipeline.workspace.name(pipeline.target(job).with_suffix(".pdf"))


def _is_of(file: File, møte: Møte) -> bool:
    """Whether a document is the meeting's own; the minutes that it approves are another's."""
    return Path(file.sti).parent.name == møte.navn


def _described(pipeline: Pipeline, møte: Møte, rolle: Rolle, file: File) -> Fil:
    cases = {_pdf_of(pipeline, job): job.subject.nummer for job in case_jobs(dealt_with(møte))}
    sak = cases.get(file.sti, "")
    own = Fil(
        adresse=f"{meeting_address(møte)}/{Path(file.sti).name}",
        rolle=rolle,
        tittel=_title(pipeline, møte, rolle, sak),
        møte=møte.navn,
        sak=sak,
        utkast=rolle == "referat" and _is_draft(pipeline, møte),
    )
    return made_as(own, file)


def made_as(own: Fil, file: File) -> Fil:
    """A PDF that dok made, with what is known of it since it was."""
    return replace(
        own,
        kilde=file.sti,
        sider=file.sider,
        pdfa=file.pdfa,
        pdfua=file.pdfua,
        tagget=file.pdfua or None,
    )


def _title(pipeline: Pipeline, møte: Møte, rolle: Rolle, sak: str) -> str:
    """What a link to a document says: minutes are called what the body calls them."""
    words = site_words(pipeline.plan.språk_of(møte.gruppe))
    titles: dict[Rolle, str] = {
        "avlysning": words.avlysning,
        "innkalling": words.innkalling,
        "saksliste": words.saksliste,
        "referat": initial_capital(møte.gruppe.protokoll),
        "særutskrift": words.særutskrift.format(sak),
        "møtepakke": words.møtepakke,
    }
    return titles[rolle]


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
            kilde_sha256=file_fingerprint(pipeline.workspace.root / source.path) or "",
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
