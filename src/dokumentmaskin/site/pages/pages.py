"""Which pages there are: of a meeting that has been published, and of all together."""

from collections.abc import Iterator
from pathlib import Path

from dokumentmaskin.plan import Møte, Plan
from dokumentmaskin.site.addresses import FRONT_PAGE, STYLES, meeting_address
from dokumentmaskin.site.data import meeting_data, meeting_event, meeting_schema
from dokumentmaskin.site.pages.frame import frame_fields
from dokumentmaskin.site.pages.templates import copied, printed
from dokumentmaskin.site.records import Fil, Manifest, Utlagt, Utlegg
from dokumentmaskin.site.words import site_words


def meeting_pages(plan: Plan, møte: Møte, laid_out: Utlegg, templates: Path) -> Iterator[Utlagt]:
    """The pages of a meeting that is published.

    Args:
        plan: The open plan.
        møte: The meeting in it.
        laid_out: Its files, without these pages.
        templates: The folder of the site's templates.

    Raises:
        TemplateError: A template is missing, broken or uses a name that does not exist.
    """
    språk = plan.språk_of(møte.gruppe)
    address, title = f"{meeting_address(møte)}/index.html", språk.title_date(møte.dato)
    frame = frame_fields(
        plan,
        address,
        title,
        gruppe=møte.gruppe,
        above=[(site_words(språk).forside, FRONT_PAGE)],
        data=meeting_event(plan, møte, laid_out),
    )
    own = Fil(adresse=address, rolle="side", tittel=title, møte=møte.navn)
    yield Utlagt(own, printed(templates, "mote.html", {**frame, "filer": laid_out.filer}))
    yield meeting_data(plan, møte, laid_out)


def shared_pages(plan: Plan, laid_out: Manifest, templates: Path) -> Iterator[Utlagt]:
    """The pages of the years and bodies, the front page, and what programs read.

    Args:
        plan: The open plan.
        laid_out: All that is laid out but these pages, the files with their sizes and times.
        templates: The folder of the site's templates.

    Raises:
        TemplateError: As for `meeting_pages`.
    """
    published = {own.møte for own in laid_out.møter}
    meetings = [(møte.navn, meeting_address(møte)) for møte in plan.møter if møte.navn in published]
    frame = frame_fields(plan, FRONT_PAGE, plan.organisasjon.navn)
    own = Fil(adresse=FRONT_PAGE, rolle="side", tittel=plan.organisasjon.navn)
    yield Utlagt(own, printed(templates, "forside.html", {**frame, "møter": meetings}))
    yield Utlagt(Fil(adresse=STYLES, rolle="data", tittel="CSS"), copied(templates, STYLES))
    yield meeting_schema()
