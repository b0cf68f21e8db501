"""What was published: a meeting's papers, and its minutes, each by when it was last changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dokumentmaskin.plan import Møte, Plan, Språk, body_title
from dokumentmaskin.site.addresses import meeting_address, meeting_page
from dokumentmaskin.site.records import Fil, Manifest, Utlegg
from dokumentmaskin.site.words import site_words

_PAPERS: Final = frozenset({"innkalling", "saksliste", "møtepakke", "vedlegg", "avlysning"})


@dataclass(frozen=True, slots=True)
class Nyhet:
    """Something that was published.

    Attributes:
        navn: What it is known by among all of the site: an address, with what it is of it.
        tittel: What it is.
        adresse: The page that it is found on, from the site's root.
        tid: When it was last changed, ISO 8601 in UTC.
        språk: The language that it is written in.
        sammendrag: What it is about, line by line.
    """

    navn: str
    tittel: str
    adresse: str
    tid: str
    språk: Språk
    sammendrag: str


def news(plan: Plan, laid_out: Manifest) -> tuple[Nyhet, ...]:
    """What is laid out of meetings that the open plan has, the last first."""
    meetings = {møte.navn: møte for møte in plan.møter}
    published = ((meetings[own.møte], own) for own in laid_out.møter if own.møte in meetings)
    found = (one for møte, own in published for one in _of_meeting(plan, møte, own))
    return tuple(sorted(found, key=lambda one: (one.tid, one.navn), reverse=True))


def _of_meeting(plan: Plan, møte: Møte, own: Utlegg) -> Iterator[Nyhet]:
    språk = plan.språk_of(møte.gruppe)
    words, folder = site_words(språk), meeting_address(møte)
    which, page = f"{body_title(møte.gruppe, språk)} {språk.title_date(møte.dato)}", meeting_page(møte)
    if papers := [fil for fil in own.filer if fil.rolle in _PAPERS]:
        title = words.nytt.format(which, språk.avlyst if møte.er_avlyst else words.nye_sakspapirer)
        yield Nyhet(folder, title, page, _last(papers), språk, "\n".join(_told(språk, own)))
    if minutes := [fil for fil in own.filer if fil.rolle == "referat"]:
        called = møte.gruppe.protokoll
        is_draft = any(fil.utkast for fil in minutes)
        title = words.nytt.format(which, words.utkast_til.format(called) if is_draft else called)
        yield Nyhet(f"{folder}/referat", title, page, _last(minutes), språk, "\n".join(_decided(språk, own)))


def _last(files: list[Fil]) -> str:
    return max(fil.tid for fil in files)


def _told(språk: Språk, own: Utlegg) -> Iterator[str]:
    """What was changed last, and the cases."""
    for change in own.oppdateringer[:1]:
        yield from change.hva
    yield from (f"{språk.sak.format(sak.nummer)}: {sak.tittel}" for sak in own.saker)


def _decided(språk: Språk, own: Utlegg) -> Iterator[str]:
    for sak in own.saker:
        if sak.vedtak:
            yield f"{språk.sak.format(sak.nummer)}: {sak.tittel}. {' '.join(sak.vedtak.split())}"
