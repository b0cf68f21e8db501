"""What the shared pages are made of, and how they show a meeting: in a line, with links to its papers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Annotated

from dokumentmaskin.document import in_a_row, row_comments, row_name
from dokumentmaskin.plan import Gruppe, Møte, Plan, Språk, body_title, initial_capital, slug
from dokumentmaskin.site.addresses import link_between, meeting_page
from dokumentmaskin.site.pages.files import Filfelt, file_field
from dokumentmaskin.site.records import Fil, Manifest, Utlegg
from dokumentmaskin.site.words import site_words


@dataclass(frozen=True)
class Shared:
    """What the shared pages are made of.

    Attributes:
        plan: The open plan.
        laid_out: All that is laid out but these pages.
        templates: The folder of the site's templates.
    """

    plan: Plan
    laid_out: Manifest
    templates: Path

    @cached_property
    def published(self) -> dict[str, Utlegg]:
        """What is laid out of each meeting, by its name."""
        return {own.møte: own for own in self.laid_out.møter}

    @cached_property
    def møter(self) -> tuple[Møte, ...]:
        """Every meeting that has a day, a joint one once, in the order of their days."""
        rows = (m for m in self.plan.møter if m.dato.dag_satt and not m.rad.felles_i)
        return tuple(sorted(rows, key=lambda m: (m.dato, m.gruppe.navn)))

    def files(self, år: int, gruppe: Gruppe | None) -> list[Fil]:
        """The files of a body's year, or of the organisation's."""
        return self._of_years.get((år, slug(gruppe.navn) if gruppe else ""), [])

    @cached_property
    def _of_years(self) -> dict[tuple[int, str], list[Fil]]:
        found: dict[tuple[int, str], list[Fil]] = {}
        for fil in self.laid_out.filer:
            found.setdefault((fil.år, fil.gruppe), []).append(fil)
        return found


@dataclass(frozen=True, slots=True)
class Møtelinje:
    """A meeting in a list."""

    dato: Annotated[str, "datoen skrevet ut: «fredag 11. mars 2022»"]
    kort_dato: Annotated[str, "datoen i tall: «11.03.2022»"]
    dag: Annotated[str, "datoen slik programmer leser den: «2022-03-11»; tom når dagen ikke er satt"]
    tid: Annotated[str, "klokkeslettet: «kl. 09.00–11.30»"]
    sted: Annotated[str, "møtestedet"]
    tittel: Annotated[str, "hva slags møte det er, eller tittelen på arrangementet"]
    gruppe: Annotated[str, "navnet på gruppen, skrevet ut"]
    tema: Annotated[tuple[str, ...], "tema", "temaene"]
    adresse: Annotated[str, "siden for møtet; tom når det ikke er lagt ut"]
    merknad: Annotated[str, "at møtet er avlyst, flyttet eller usikkert, og kommentaren i møteplanen"]
    avlyst: Annotated[str, "«ja» når møtet er avlyst; ellers tom"]
    papirer: Annotated[tuple[Filfelt, ...], "fil", "innkallingen, sakslisten og referatet"]


# The documents that a line leads to.
_DOCUMENTS = ("innkalling", "saksliste", "referat")


def meeting_lines(
    shared: Shared, page: str, språk: Språk, møter: Iterable[Møte], leser: str = ""
) -> tuple[Møtelinje, ...]:
    """Meetings in lines, in the language of the page that has them, which may be the page of one body."""
    return tuple(_line(shared, page, språk, møte, leser) for møte in møter)


def _line(shared: Shared, page: str, språk: Språk, møte: Møte, leser: str) -> Møtelinje:
    own = shared.published.get(møte.navn)
    return Møtelinje(
        dato=språk.meeting_date(møte.dato),
        kort_dato=språk.table_date(møte.dato),
        dag=møte.dato.fra.isoformat() if møte.dato.dag_satt else "",
        tid=språk.clock(møte.tid) if møte.tid else "",
        sted=møte.møtested,
        tittel=row_name(språk, møte),
        gruppe=body_title(møte.gruppe, språk),
        tema=møte.rad.tema,
        adresse=link_between(page, meeting_page(møte)) if own else "",
        merknad=in_a_row(_notes(språk, møte, leser), ". "),
        avlyst="ja" if møte.er_avlyst else "",
        papirer=tuple(_documents(page, språk, own)) if own else (),
    )


def _notes(språk: Språk, møte: Møte, leser: str) -> Iterator[str]:
    if møte.rad.usikker:
        yield initial_capital(språk.usikker)
    yield from row_comments(språk, møte, leser)


def _documents(page: str, språk: Språk, own: Utlegg) -> Iterator[Filfelt]:
    words = site_words(språk)
    for fil in own.filer:
        if fil.rolle in _DOCUMENTS and fil.adresse.endswith(".pdf"):
            yield file_field(fil, own.filer, partial(link_between, page), språk, words)
