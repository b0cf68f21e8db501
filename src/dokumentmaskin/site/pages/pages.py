"""Which pages there are: of a meeting that has been published, and of all together."""

from collections.abc import Collection, Iterator
from pathlib import Path

from dokumentmaskin.document import Style
from dokumentmaskin.plan import Møte, Plan
from dokumentmaskin.site.addresses import STYLES, fragment_address, meeting_page
from dokumentmaskin.site.data import meeting_data, meeting_schema
from dokumentmaskin.site.feeds import feed, news, sitemap
from dokumentmaskin.site.pages.about import about_page
from dokumentmaskin.site.pages.meeting import page_and_fragment
from dokumentmaskin.site.pages.shared import Shared, body_pages, front_page, search_page, year_pages
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
    fields, pasted = page_and_fragment(plan, møte, laid_out, published)
    page = Fil(adresse=meeting_page(møte), rolle="side", tittel=fields["tittel"], møte=møte.navn)
    yield Utlagt(page, printed(templates, "mote.html", fields))
    own = Fil(adresse=fragment_address(møte), rolle="data", tittel=fields["tittel"], møte=møte.navn)
    yield Utlagt(own, printed(templates, "utklipp.html", pasted))
    yield meeting_data(plan, møte, laid_out)


def shared_pages(plan: Plan, laid_out: Manifest, templates: Path, style: Style) -> Iterator[Utlagt]:
    """The pages of the years and bodies, the front page and the search, and what programs read.

    Args:
        plan: The open plan.
        laid_out: All that is laid out but these pages, the files with their sizes and times.
        templates: The folder of the site's templates.
        style: How year wheels are drawn.

    Raises:
        TemplateError: As for `meeting_pages`.
    """
    shared, told = Shared(plan, laid_out, templates), news(plan, laid_out)
    pages = [
        *front_page(shared, told),
        *search_page(shared),
        *body_pages(shared),
        *year_pages(shared, style),
        about_page(plan, templates),
    ]
    yield from pages
    yield feed(plan, told)
    if public := plan.organisasjon.publisering.adresse:
        lying = {fil.adresse: fil for fil in laid_out.filer} | {own.fil.adresse: own.fil for own in pages}
        yield sitemap(public, lying.values())
    yield Utlagt(Fil(adresse=STYLES, rolle="data", tittel="CSS"), copied(templates, STYLES))
    yield meeting_schema()
