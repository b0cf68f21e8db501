"""Which pages there are: of a meeting that has been published, and of all together."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from dokumentmaskin.plan import Møte, Plan
from dokumentmaskin.site.addresses import meeting_address
from dokumentmaskin.site.pages.templates import printed
from dokumentmaskin.site.records import Fil, Utlagt, Utlegg


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
    fields = {"tittel": språk.title_date(møte.dato), "filer": laid_out.filer, "språk": språk.kode}
    address = f"{meeting_address(møte)}/index.html"
    own = Fil(adresse=address, rolle="side", tittel=str(fields["tittel"]), møte=møte.navn)
    yield Utlagt(own, printed(templates, "mote.html", fields))


def shared_pages(plan: Plan, laid_out: Mapping[str, Utlegg], templates: Path) -> Iterator[Utlagt]:
    """The pages of the years and bodies, the front page, and what programs read.

    Args:
        plan: The open plan.
        laid_out: What is laid out of each meeting that has been published, by its name.
        templates: The folder of the site's templates.

    Raises:
        TemplateError: As for `meeting_pages`.
    """
    meetings = [(møte.navn, meeting_address(møte)) for møte in plan.møter if møte.navn in laid_out]
    fields = {"tittel": plan.organisasjon.navn, "møter": meetings, "språk": plan.språk.kode}
    own = Fil(adresse="index.html", rolle="side", tittel=plan.organisasjon.navn)
    yield Utlagt(own, printed(templates, "forside.html", fields))
