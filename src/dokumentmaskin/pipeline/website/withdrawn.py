"""What is left at the addresses of a meeting's files that are there no more, so that no old link is dead.

`publish` asks for it with what lay there and what is laid out now. A web server shows what lies at an address
by its name, so where a PDF was there is a PDF: one page, made of a Word template as every document is, and as
accessible. Where a page was there is a page.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from dokumentmaskin.document import Marks, withdrawal_context
from dokumentmaskin.pipeline.kinds import sent_or_updated
from dokumentmaskin.pipeline.making import pdf_at_once
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.website.departed import Borte
from dokumentmaskin.plan import Møte
from dokumentmaskin.site import Fil, Utlagt, Videre, site_words, withdrawn_page

_TEMPLATE: Final = "trukket"
_PDF: Final = ".pdf"
_PAGES: Final = ".html"


def withdrawn(pipeline: Pipeline, møte: Møte, gone: Iterable[Fil], templates: Path) -> Iterator[Utlagt]:
    """What takes the place of files that are gone; nothing of those that only pages show, as pictures.

    Args:
        pipeline: The run.
        møte: The meeting, as the open plan has it.
        gone: The files, as they lay there.
        templates: The folder of the site's templates.

    Raises:
        TemplateError: A template cannot be used.
        EngineError: No engine made a correct PDF.
    """
    for fil in gone:
        kind = PurePosixPath(fil.adresse).suffix
        if kind == _PDF:
            yield _pdf(pipeline, møte, fil)
        elif kind == _PAGES:
            known = _known(pipeline, møte, fil)
            yield Utlagt(
                known, withdrawn_page(pipeline.open_plan, known, Videre(møte.gruppe, møte), templates)
            )


def departed_pages(
    pipeline: Pipeline, own: Borte, files: Iterable[Fil], published: Container[str], templates: Path
) -> Iterator[Utlagt]:
    """What takes the place of all files of a meeting that the plan has no more on that day.

    Args:
        pipeline: The run.
        own: The meeting.
        files: Its files, as they lay there.
        published: The names of the meetings that are laid out.
        templates: The folder of the site's templates.

    Raises:
        TemplateError: A template cannot be used.
        EngineError: No engine made a correct PDF.
    """
    plan, to = pipeline.open_plan, own.flyttet_til
    språk = plan.språk_of(own.møte.gruppe)
    words = site_words(språk)
    what = words.flyttet_til.format(språk.meeting_date(to.dato)) if to else words.ikke_i_planen
    on = Videre(own.møte.gruppe, to if to and to.navn in published else None, what)
    for fil in (fil for fil in files if fil.rolle != "trukket"):
        kind = PurePosixPath(fil.adresse).suffix
        if kind == _PDF:
            yield _pdf(pipeline, to or own.møte, fil)
        elif kind == _PAGES:
            is_moved = to is not None and fil.rolle == "side"
            known = _known(pipeline, own.møte, fil, words.flyttet_tittel if is_moved else "")
            yield Utlagt(known, withdrawn_page(plan, known, on, templates))


def _known(pipeline: Pipeline, møte: Møte, fil: Fil, said: str = "") -> Fil:
    words = site_words(pipeline.plan.språk_of(møte.gruppe))
    title = (said or words.trukket_tittel).format(fil.tittel)
    return Fil(
        adresse=fil.adresse, rolle="trukket", tittel=title, møte=fil.møte, sak=fil.sak, papir=fil.papir
    )


def _pdf(pipeline: Pipeline, møte: Møte, fil: Fil) -> Utlagt:
    marks, plan = Marks(), pipeline.open_plan
    known = _known(pipeline, møte, fil)
    template = pipeline.template(_TEMPLATE, møte.gruppe)
    context = withdrawal_context(plan, møte, known.tittel, fil.tittel, marks)
    pdf = pdf_at_once(template, context, marks, sent_or_updated(plan, møte), pipeline.engines)
    kept = replace(known, sider=pdf.pages, pdfa=pdf.pdfa, pdfua=pdf.pdfua, tagget=True)
    return Utlagt(kept, pdf.data)
