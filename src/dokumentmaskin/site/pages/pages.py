"""Which pages there are: of a meeting that has been published, and of all together."""

from collections.abc import Collection, Iterator
from pathlib import Path

from dokumentmaskin.plan import Møte, Plan
from dokumentmaskin.site.addresses import FRONT_PAGE, STYLES, fragment_address, meeting_address, meeting_page
from dokumentmaskin.site.data import meeting_data, meeting_schema
from dokumentmaskin.site.pages.about import about_page
from dokumentmaskin.site.pages.frame import frame_fields
from dokumentmaskin.site.pages.meeting import fragment_fields, meeting_page_fields
from dokumentmaskin.site.pages.templates import copied, printed
from dokumentmaskin.site.records import Fil, Manifest, Utlagt, Utlegg


def meeting_pages(
    plan: Plan, møte: Møte, laid_out: Utlegg, published: Collection[str], templates: Path
) -> Iterator[Utlagt]:
    """The pages of a meeting that is published.

    Args:
        plan: The open plan.
        møte: The meeting in it.
        laid_out: Its files, without these pages.
        published: The names of all meetings that are laid out.
        templates: The folder of the site's templates.

    Raises:
        PlanError: The numbers that have gone out cannot be given to the cases with certainty.
        TemplateError: A template is missing, broken or uses a name that does not exist.
    """
    fields = meeting_page_fields(plan, møte, laid_out, published)
    page = Fil(adresse=meeting_page(møte), rolle="side", tittel=fields["tittel"], møte=møte.navn)
    yield Utlagt(page, printed(templates, "mote.html", fields))
    pasted = fragment_fields(plan, møte, laid_out, published)
    own = Fil(adresse=fragment_address(møte), rolle="data", tittel=fields["tittel"], møte=møte.navn)
    yield Utlagt(own, printed(templates, "utklipp.html", pasted))
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
    yield about_page(plan, templates)
    yield Utlagt(Fil(adresse=STYLES, rolle="data", tittel="CSS"), copied(templates, STYLES))
    yield meeting_schema()
