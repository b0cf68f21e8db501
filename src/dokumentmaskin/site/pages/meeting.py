"""The page of a meeting, and the fragment of it that is pasted into another page.

Both are one template of fields that are worked out here: the page links relative to itself, the fragment with
whole addresses when the site's is known. What is laid out is linked to; what the plan says of the rest stands
as words. Nothing of a decision is said before the minutes are approved.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from itertools import pairwise
from typing import Annotated, Final

from markupsafe import Markup

from dokumentmaskin.document import (
    Marks,
    group_name,
    meeting_fields,
    no_papers_note,
    objection_note,
    paper_note,
    votes_in_words,
    written_text,
)
from dokumentmaskin.plan import (
    Melding,
    Møte,
    Plan,
    Referatsak,
    Sak,
    Språk,
    Vedlegg,
    agenda,
    approved_outcomes,
    body_title,
    came_late,
    case_anchor,
    initial_capital,
    minutes_status,
    next_meeting,
    previous_meeting,
    updated_day,
)
from dokumentmaskin.site.addresses import (
    FRONT_PAGE,
    body_page,
    fragment_address,
    link_between,
    meeting_page,
    public_link,
)
from dokumentmaskin.site.data import meeting_event
from dokumentmaskin.site.pages.files import Filfelt, Lenking, file_field, papers_of
from dokumentmaskin.site.pages.frame import Sidefelt, Sidelenke, frame_fields
from dokumentmaskin.site.pages.text import html_of
from dokumentmaskin.site.records import Fil, Rolle, Utlegg
from dokumentmaskin.site.words import Nettord, site_words

# The documents that stand first on the page, in their order; what belongs to a case stands there.
_DOCUMENTS: Final[tuple[Rolle, ...]] = ("avlysning", "innkalling", "saksliste", "referat", "møtepakke")


@dataclass(frozen=True, slots=True)
class Papirfelt:
    """A paper of a case, whether it lies there or not."""

    tittel: Annotated[str, "tittelen"]
    adresse: Annotated[str, "dit lenken fører; tom når det ikke er noe å vise"]
    om: Annotated[str, "slaget, sidene og størrelsen: «PDF, 4 sider, 210 kB»; «nettside» for en lenke"]
    merknad: Annotated[
        str, "hvordan papiret kommer, hvorfor ingen får se det, eller hva en leser bør vite om det"
    ]


@dataclass(frozen=True, slots=True)
class Nettsak:
    """A case on the page of its meeting."""

    nummer: Annotated[str, "saksnummeret"]
    tittel: Annotated[str, "tittelen"]
    anker: Annotated[str, "navnet på stedet på siden: «sak-4»"]
    seksjon: Annotated[str, "overskriften som saken står først under; ellers tom"] = ""
    fakta: Annotated[
        tuple[str, ...], "type, innleder, saken den følger opp, tid og varighet, når de er kjent"
    ] = ()
    merknader: Annotated[
        tuple[str, ...],
        "det som må sies om saken: «unntatt offentlighet, jf. offl. § 14», «utgår», «ettersendt 9. mars»",
    ] = ()
    utgår: Annotated[str, "«utgår» når saken er trukket"] = ""
    forbehold: Annotated[str, "hva kommuneloven sier, når saken eller et papir kom etter innkallingen"] = ""
    saksframlegg: Annotated[str, "adressen til teksten i saken; tom når den ikke har noen"] = ""
    vedlegg: Annotated[tuple[Papirfelt, ...], "papir", "papirene i saken"] = ()
    meldinger: Annotated[tuple[Papirfelt, ...], "papir", "det møtet får vite i saken om meldinger"] = ()
    uten_papirer: Annotated[str, "«Ingen vedlegg» eller «Ingen skriftlige sakspapirer»; ellers tom"] = ""
    vedtak: Annotated[Markup, "vedtaket, når referatet er godkjent"] = Markup()  # noqa: RUF009 - a constant
    konklusjon: Annotated[Markup, "konklusjonen, når det ikke ble gjort vedtak"] = Markup()  # noqa: RUF009
    voteringer: Annotated[tuple[str, ...], "hver votering med ord: «7 for, 3 mot»"] = ()
    særutskrifter: Annotated[tuple[Filfelt, ...], "fil", "særutskrifter av saken"] = ()


@dataclass(frozen=True, slots=True)
class Nettsaksgruppe:
    """The cases of a section of the agenda."""

    overskrift: Annotated[str, "overskriften på seksjonen; tom for saker som ikke står i noen"]
    saker: Annotated[tuple[Nettsak, ...], "sak", "sakene i den"]


@dataclass(frozen=True, slots=True)
class OppdateringFelt:
    """A change since the meeting was published."""

    dag: Annotated[str, "dagen: «24. januar»"]
    hva: Annotated[tuple[str, ...], "setninger om hva som er endret"]


@dataclass(frozen=True, slots=True)
class Nettmøte:
    """When and where a meeting is, and what has come of it."""

    gruppe: Annotated[str, "navnet på gruppen skrevet ut"]
    gruppeside: Annotated[str, "adressen til siden for gruppen"]
    dato: Annotated[str, "datoen skrevet ut: «fredag 11. mars 2022»"]
    dag: Annotated[
        str, "den første dagen slik programmer skriver den: «2022-03-11»; tom når den ikke er satt"
    ]
    tid: Annotated[str, "klokkeslettet: «kl. 09.00–11.30»"]
    sted: Annotated[str, "møtestedet"]
    form: Annotated[str, "møteformen: «digitalt», «hybridmøte»"]
    felles_med: Annotated[str, "de andre gruppene i et felles møte"]
    møteleder: Annotated[str, "hvem som leder møtet"]
    avlyst: Annotated[str, "«Møtet er avlyst: …»; ellers tom"]
    flyttet: Annotated[str, "«Møtet er flyttet fra …»; ellers tom"]
    usikkert: Annotated[str, "at møtet kanskje ikke blir holdt; ellers tom"]


class Møteside(Sidefelt):
    """What the page of a meeting may print."""

    møte: Annotated[Nettmøte, "møtet"]
    oppdateringer: Annotated[tuple[OppdateringFelt, ...], "oppdatering", "hva som er endret, det siste først"]
    dokumenter: Annotated[tuple[Filfelt, ...], "fil", "innkalling, saksliste, referat og møtepakke"]
    tidligere: Annotated[tuple[Filfelt, ...], "fil", "tidligere utgaver av det som er byttet ut"]
    kalender: Annotated[tuple[Filfelt, ...], "fil", "møtet som kalenderfil"]
    saksgrupper: Annotated[tuple[Nettsaksgruppe, ...], "saksgruppe", "sakene etter seksjonene i sakslisten"]
    forrige: Annotated[tuple[Sidelenke, ...], "lenke", "møtet før i samme gruppe, når det er lagt ut"]
    neste: Annotated[tuple[Sidelenke, ...], "lenke", "møtet etter i samme gruppe, når det er lagt ut"]
    om_dokumentene: Annotated[tuple[str, ...], "setninger om hva dokumentene følger"]


def meeting_title(språk: Språk, møte: Møte) -> str:
    """«Møte i faggruppen for klima 11. mars 2022», «Strategisamling, møte i styret 24. april 2026»."""
    said = møte.gruppe.ord.møte_i or språk.organer.møte_i.format(group_name(møte.gruppe, språk))
    word = said if møte.er_gruppemøte else språk.typer[møte.rad.type]
    word = f"ekstraordinært {word}" if møte.er_ekstraordinært else word
    named = f"{møte.rad.tittel}, {word}" if møte.rad.tittel else word
    return f"{initial_capital(named)} {språk.title_date(møte.dato)}"


def page_and_fragment(
    plan: Plan, møte: Møte, laid_out: Utlegg, published: Collection[str]
) -> tuple[Møteside, Møteside]:
    """What the page of a meeting prints, and its fragment, which has whole addresses if they are known.

    Args:
        plan: The open plan.
        møte: The meeting in it.
        laid_out: What is laid out of it.
        published: The names of all meetings that are laid out.

    Raises:
        PlanError: The numbers that have gone out cannot be given to the cases with certainty.
    """
    within = partial(link_between, meeting_page(møte))
    public = partial(public_link, plan.organisasjon.publisering.adresse, fragment_address(møte))
    page, fragment = (_Meeting(plan, møte, laid_out, link) for link in (within, public))
    frame = _frame(page)
    return _fields(page, frame, published), _fields(fragment, frame, published)


def _frame(own: "_Meeting") -> Sidefelt:
    plan, møte = own.plan, own.møte
    above = [(own.ord.forside, FRONT_PAGE), (body_title(møte.gruppe, own.språk), body_page(møte.gruppe))]
    title, data = meeting_title(own.språk, møte), meeting_event(plan, møte, own.laid_out)
    return frame_fields(plan, meeting_page(møte), title, gruppe=møte.gruppe, above=above, data=data)


def _fields(own: "_Meeting", frame: Sidefelt, published: Collection[str]) -> Møteside:
    plan, møte = own.plan, own.møte
    return {
        **frame,
        "møte": own.told(body_title(møte.gruppe, own.språk)),
        "oppdateringer": tuple(own.updates()),
        "dokumenter": tuple(own.documents()),
        "tidligere": tuple(map(own.file, own.of("tidligere"))),
        "kalender": tuple(map(own.file, own.of("kalender"))),
        "saksgrupper": () if møte.er_avlyst else tuple(_sections(list(own.cases()))),
        "forrige": own.neighbour(previous_meeting(plan, møte), published),
        "neste": own.neighbour(next_meeting(plan, møte), published),
        "om_dokumentene": tuple(own.conformity()),
    }


def _sections(cases: Sequence[Nettsak]) -> Iterator[Nettsaksgruppe]:
    """The cases by the sections of the agenda; one without a section stands in that before it."""
    starts = [place for place, case in enumerate(cases) if place == 0 or case.seksjon]
    for start, end in pairwise([*starts, len(cases)]):
        yield Nettsaksgruppe(cases[start].seksjon, tuple(cases[start:end]))


@dataclass(frozen=True)
class _Meeting:
    """A meeting with what is laid out of it, and how its page links."""

    plan: Plan
    møte: Møte
    laid_out: Utlegg
    link: Lenking

    @cached_property
    def språk(self) -> Språk:
        return self.plan.språk_of(self.møte.gruppe)

    @cached_property
    def ord(self) -> Nettord:
        return site_words(self.språk)

    def of(self, rolle: Rolle) -> Iterator[Fil]:
        return (fil for fil in self.laid_out.filer if fil.rolle == rolle)

    def file(self, fil: Fil) -> Filfelt:
        return file_field(fil, self.laid_out.filer, self.link, self.språk, self.ord)

    def documents(self) -> Iterator[Filfelt]:
        """The documents of the meeting; the package says that it is all of it, minutes how far they are."""
        for fil in (fil for rolle in _DOCUMENTS for fil in self.of(rolle)):
            shown, told = self.file(fil), ""
            if fil.rolle == "møtepakke":
                told = self.ord.hele_møtet
            elif fil.rolle == "referat":
                told = minutes_status(self.plan, self.møte).words(self.språk)
            yield replace(shown, merknad="; ".join(filter(None, (shown.merknad, told))))

    def told(self, body: str) -> Nettmøte:
        """When and where it is."""
        møte, row = self.møte, self.møte.rad
        said, words = meeting_fields(self.plan, møte, Marks()), self.ord
        cancelled = words.avlyst_fordi.format(row.avlyst) if row.avlyst else words.avlyst
        return Nettmøte(
            gruppe=body,
            gruppeside=self.link(body_page(møte.gruppe)),
            dato=said.dato,
            dag=møte.stempel if møte.dato.dag_satt else "",
            tid=said.tid,
            sted=said.sted,
            form=said.form,
            felles_med=said.felles_med,
            møteleder=said.møteleder,
            avlyst=cancelled if møte.er_avlyst else "",
            flyttet=words.flyttet.format(said.flyttet_fra) if said.flyttet_fra else "",
            usikkert=words.usikkert if row.usikker and not møte.er_avlyst else "",
        )

    def updates(self) -> Iterator[OppdateringFelt]:
        """What has changed, and that the summons says it was changed."""
        told = {date.fromisoformat(one.dag): one.hva for one in self.laid_out.oppdateringer}
        said = updated_day(self.plan, self.møte)
        days = {**told, **({said: told.get(said, ())} if said else {})}
        for day in sorted(days, reverse=True):
            same_year = day.year == self.møte.dato.fra.year
            yield OppdateringFelt(self.språk.short_day(day) if same_year else self.språk.day(day), days[day])

    def neighbour(self, other: Møte | None, published: Collection[str]) -> tuple[Sidelenke, ...]:
        """The link to another meeting of the body, when it is laid out."""
        if other is None or other.navn not in published:
            return ()
        return (Sidelenke(self.språk.meeting_date(other.dato), self.link(meeting_page(other))),)

    def conformity(self) -> Iterator[str]:
        """What the documents keep, as it was checked when they were made."""
        pdfs = [fil for fil in self.laid_out.filer if fil.pdfua is not None]
        whole = [fil for fil in pdfs if fil.pdfua and fil.pdfa]
        if whole:
            yield (self.ord.alle_følger if whole == pdfs else self.ord.noen_følger)
        if whole != pdfs:
            yield self.ord.noen_følger_ikke

    # The cases

    def cases(self) -> Iterator[Nettsak]:
        """The cases of the agenda, and what the approved minutes say of each; their own cases last."""
        cases = agenda(self.plan, self.møte)
        outcomes = approved_outcomes(self.plan, self.møte, cases)
        for sak in cases:
            yield _decided(self.språk, self._case(sak), outcomes.get(sak.nummer))
        known, anchors = list(outcomes.values()), {case_anchor(sak.nummer) for sak in cases}
        for one in self.møte.referat.saker if known and self.møte.referat else ():
            if one not in known:
                anchor = case_anchor(one.nummer)
                own = f"{anchor}-referat" if anchor in anchors else anchor
                yield _decided(self.språk, Nettsak(one.nummer, one.tittel, own), one)

    def _case(self, sak: Sak) -> Nettsak:
        own, papers = sak.framlegg, list(self._papers(sak))
        return Nettsak(
            nummer=sak.nummer,
            tittel=own.tittel,
            anker=case_anchor(sak.nummer),
            seksjon=own.seksjon,
            fakta=tuple(self._facts(sak)),
            merknader=tuple(self._notes(sak)),
            utgår=self.språk.utgår if sak.utgår else "",
            forbehold=objection_note(self.plan, self.møte, own),
            saksframlegg=self._text_of(sak),
            vedlegg=tuple(field for field, paper in papers if not isinstance(paper, Melding)),
            meldinger=tuple(field for field, paper in papers if isinstance(paper, Melding)),
            uten_papirer=no_papers_note(self.språk, self.møte, sak),
            særutskrifter=tuple(self.file(fil) for fil in self.of("særutskrift") if fil.sak == sak.nummer),
        )

    def _facts(self, sak: Sak) -> Iterator[str]:
        own, språk = sak.framlegg, self.språk
        if own.type:
            yield self.ord.sakstyper[own.type]
        if own.innleder:
            yield self.ord.innleder.format(own.innleder)
        if own.oppfølging_av:
            yield språk.oppfølging_av.format(own.oppfølging_av)
        if own.dag and not self.møte.dato.én_dag:
            yield språk.short_day(own.dag)
        if own.tid:
            yield språk.clock(own.tid)
        if own.varighet:
            yield språk.minutter.format(own.varighet)

    def _notes(self, sak: Sak) -> Iterator[str]:
        own, språk = sak.framlegg, self.språk
        if own.unntatt:
            yield språk.unntatt.format(own.unntatt.hjemmel)
        if late := came_late(self.plan, self.møte, own):
            yield initial_capital(late)

    def _text_of(self, sak: Sak) -> str:
        """Where the text of a case can be read: in the agenda, as a web page if it is there."""
        agenda = next(iter(self.of("saksliste")), None)
        if agenda is None or not sak.framlegg.har_sakstekst:
            return ""
        shown = self.file(agenda)
        return f"{shown.nettside or shown.adresse}#{case_anchor(sak.nummer)}"

    @cached_property
    def _files(self) -> Mapping[tuple[str, int], Fil]:
        return papers_of(self.laid_out.filer)

    def _papers(self, sak: Sak) -> Iterator[tuple[Papirfelt, Vedlegg]]:
        for number, paper in enumerate(sak.framlegg.vedlegg, 1):
            note = paper_note(self.plan, self.møte, paper)
            fil = self._files.get((sak.nummer, number))
            if fil is None:
                yield (
                    Papirfelt(paper.tittel, paper.lenke, self.ord.nettside if paper.lenke else "", note),
                    paper,
                )
            else:
                shown = self.file(fil)
                notes = "; ".join(filter(None, (note, shown.merknad)))
                yield Papirfelt(paper.tittel, shown.adresse, shown.om, notes), paper


def _decided(språk: Språk, case: Nettsak, said: Referatsak | None) -> Nettsak:
    """A case with what the approved minutes say of it."""
    if said is None:
        return case
    decision, conclusion = (html_of(written_text(text)) for text in (said.vedtak, said.konklusjon))
    votes = tuple(votes_in_words(språk, said))
    return replace(case, vedtak=decision, konklusjon=conclusion, voteringer=votes)
