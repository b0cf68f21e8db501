"""A file as a page links to it: its title, its kind, pages and size, and what a reader should know of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import splitext
from typing import Annotated, Final

from dokumentmaskin.plan import Språk
from dokumentmaskin.site.records import Fil
from dokumentmaskin.site.words import Nettord

# From a file's address from the site's root to what stands in the link: relative to a page, or whole.
Lenking = Callable[[str], str]
_THOUSAND: Final = 1000
_NBSP: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Filfelt:
    """A file that a page links to."""

    tittel: Annotated[str, "tittelen på filen"]
    adresse: Annotated[str, "dit lenken fører"]
    om: Annotated[str, "slaget, sidene og størrelsen: «PDF, 4 sider, 210 kB»"]
    nettside: Annotated[str, "adressen til den samme teksten som nettside; tom når den ikke finnes"]
    merknad: Annotated[str, "det en leser bør vite: «utkast», «uten tagger: kan ikke leses av skjermleser»"]


def file_field(fil: Fil, files: Iterable[Fil], link: Lenking, språk: Språk, words: Nettord) -> Filfelt:
    """A file as a link.

    Args:
        fil: The file.
        files: What lies with it, its twin as a web page perhaps.
        link: How the page links.
        språk: The page's language.
        words: The words of it.
    """
    beside = f"{splitext(fil.adresse)[0]}.html"
    twin = next((one.adresse for one in files if one.rolle == "tvilling" and one.adresse == beside), "")
    return Filfelt(
        fil.tittel,
        link(fil.adresse),
        about(fil, words),
        link(twin) if twin else "",
        "; ".join(_notes(fil, språk, words)),
    )


def about(fil: Fil, words: Nettord) -> str:
    """«PDF, 4 sider, 210 kB»."""
    ending = splitext(fil.adresse)[1].removeprefix(".")
    kind = words.kalenderfil if ending == "ics" else ending.upper()
    pages = [words.side if fil.sider == 1 else words.sider.format(fil.sider)] if fil.sider else []
    return ", ".join([kind, *pages, size(fil.størrelse)])


def size(count: int) -> str:
    """A number of bytes: «210 kB», «1,4 MB»."""
    if count < _THOUSAND * _THOUSAND:
        return f"{max(1, round(count / _THOUSAND))}{_NBSP}kB"
    return f"{count / _THOUSAND / _THOUSAND:.1f}{_NBSP}MB".replace(".", ",")


def papers_of(files: Iterable[Fil]) -> Mapping[tuple[str, int], Fil]:
    """The papers of cases, by the number of the case and that of the paper."""
    return {(fil.sak, fil.papir): fil for fil in files if fil.rolle == "vedlegg"}


def _notes(fil: Fil, språk: Språk, words: Nettord) -> Iterator[str]:
    if fil.utkast:
        yield words.utkast
    if fil.har_tekst is False:
        yield språk.uten_tekst
    elif fil.tagget is False:
        yield språk.uten_tagger
    if fil.merknad:
        yield fil.merknad
