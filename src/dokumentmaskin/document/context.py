"""What the templates of a meeting and of its package see: the plan, in the words that go on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal

from dokumentmaskin.document.attendance import FrammøteFelt, attendance_fields
from dokumentmaskin.document.cases import (
    Papir,
    PunktFelt,
    SakFelt,
    case_fields,
    group_name,
    listed_papers,
    open_point_fields,
)
from dokumentmaskin.document.fields import (
    Fellesfelt,
    Lenke,
    common_fields,
    contact,
    meeting_word,
    web_link,
)
from dokumentmaskin.document.markdown import Block, Inline
from dokumentmaskin.document.people import AndreInnkalte, Deltaker, others_told, seat_word, summoned
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.plan import (
    Møte,
    Plan,
    Sak,
    Språk,
    absence_deadline,
    agenda,
    approved_in,
    is_follow_up,
    keeps_the_law,
    leader_at,
    minutes_status,
    next_meeting,
    planned_day,
    sent_day,
    updated_day,
    voting_members,
)

Nivå = Literal["dokument", "sak", "vedlegg"]


@dataclass(frozen=True, slots=True)
class MøteFelt:
    """When, where and how."""

    type: Annotated[str, "hva slags møte det er: «faggruppemøte»"]
    tittel: Annotated[str, "navnet på møtet, når det har et: «Strategisamling»"]
    form: Annotated[str, "møteformen: «digitalt», «hybridmøte»"]
    dato: Annotated[str, "datoen skrevet ut: «fredag 11. mars 2022»"]
    kort_dato: Annotated[str, "datoen i tall: «11.03.2022»"]
    flyttet_fra: Annotated[str, "datoen møtet hadde før, når det er flyttet"]
    tid: Annotated[str, "klokkeslettet: «kl. 09.00–11.30»"]
    sted: Annotated[str, "møtestedet"]
    videolenke: Annotated[Lenke, "videomøtet; bare for dem som er innkalt"]
    felles_med: Annotated[str, "de andre gruppene i et felles møte"]
    møteleder: Annotated[str, "hvem som leder møtet"]
    referent: Annotated[str, "hvem som skriver referat"]
    nettside: Annotated[Lenke, "siden for møtet, der papirene ligger"]


@dataclass(frozen=True, slots=True)
class ForfallFelt:
    """By when, and to whom, those who cannot come say so."""

    frist: Annotated[
        str,
        "siste dag for å melde forfall: «onsdag 9. mars 2022»; tom når den er ute før innkallingen når fram",
    ]
    kontakt: Annotated[Lenke, "hvem forfallet meldes til"]


@dataclass(frozen=True, slots=True)
class Programlinje:
    """A line of the programme."""

    tid: Annotated[str, "klokkeslettet; tomt på en linje som sier hvilken dag som begynner"]
    hva: Annotated[str, "hva som skjer, eller dagen som begynner i et møte over flere dager"]
    dag: Annotated[str, "dagen som begynner, på en linje som bare sier det"] = ""


@dataclass(frozen=True, slots=True)
class Saksgruppe:
    """The cases of a section of the agenda."""

    overskrift: Annotated[str, "overskriften på seksjonen; tom for saker som ikke står i noen"]
    saker: Annotated[tuple[SakFelt, ...], "sak", "sakene i den"]


class Møtemal(Fellesfelt):
    """What the summons, the agenda and the minutes may print."""

    møte: Annotated[MøteFelt, "møtet"]
    saker: Annotated[tuple[SakFelt, ...], "sak", "sakene i rekkefølge"]
    saksgrupper: Annotated[tuple[Saksgruppe, ...], "saksgruppe", "de samme, etter seksjonene i sakslisten"]
    innkalt: Annotated[tuple[Deltaker, ...], "plass", "de som er innkalt, etter delregion"]
    deltakere: Annotated[tuple[Deltaker, ...], "deltaker", "de samme, til tabellen i referatet"]
    sitter_for: Annotated[str, "det medlemmene sitter for: «Delregion», «Kommune»; tom når ingen gjør det"]
    andre_innkalte: Annotated[AndreInnkalte, "de som får beskjed uten å være medlem"]
    frammøte: Annotated[FrammøteFelt, "hvem som møtte, når referatet er godkjent"]
    forfall: Annotated[ForfallFelt, "hvordan forfall meldes"]
    program: Annotated[tuple[Programlinje, ...], "post", "programmet"]
    papirer: Annotated[tuple[Papir, ...], "papir", "papirene i alle sakene"]
    utsendt: Annotated[str, "dagen innkallingen ble sendt ut: «4. mars 2022»; tom til noen har sagt det"]
    sendes_ut: Annotated[
        str, "dagen innkallingen skal gå ut; tom når ingen har sagt det, og når den er gått ut"
    ]
    oppdatert: Annotated[str, "dagen innkallingen sist ble endret; tom til det har skjedd"]
    neste_møte: Annotated[str, "datoen for neste møte"]
    status: Annotated[str, "hvor langt referatet er kommet: «utkast», «godkjent 20. mai 2022»"]
    godkjent: Annotated[
        str, "dagen for møtet som godkjente referatet: «20. mai 2022»; tom til det har skjedd"
    ]
    underskrift: Annotated[str, "hvordan referatet blir bekreftet: «ingen», «linjer» eller «godkjenning»"]
    følger_kommuneloven: Annotated[
        str, "«ja» når møtene følger kommuneloven kapittel 11, som de gjør i et folkevalgt organ; ellers tom"
    ]
    merknadsfrist: Annotated[str, "siste dag for merknader til referatet; tom når det er godkjent"]
    åpne_punkter: Annotated[tuple[PunktFelt, ...], "punkt", "det som ikke er gjort fra tidligere møter"]


def meeting_context(plan: Plan, møte: Møte, title: str, marks: Marks) -> dict[str, object]:
    """Everything that the summons, the agenda and the minutes may print; the title has `{}` for the date."""
    språk = plan.språk_of(møte.gruppe)
    after = next_meeting(plan, møte)
    status = minutes_status(plan, møte)
    points = open_point_fields(plan, møte)
    own = agenda(plan, møte)
    cases = tuple(_case(plan, møte, sak, points, marks) for sak in own)
    people = summoned(plan, møte)
    seen: Møtemal = {
        **common_fields(plan, møte.gruppe, møte.dato.fra, title.format(språk.title_date(møte.dato)), marks),
        "møte": meeting_fields(plan, møte, marks),
        "saker": cases,
        "saksgrupper": tuple(_sections(cases)),
        "innkalt": people,
        "deltakere": people,
        "sitter_for": seat_word(språk, voting_members(plan, møte), joint=bool(møte.rad.felles_med)),
        "andre_innkalte": others_told(plan, møte),
        "frammøte": attendance_fields(plan, møte),
        "forfall": _absence(plan, møte, marks),
        "program": tuple(_programme(språk, møte)),
        "papirer": tuple(paper for sak in own for paper in listed_papers(plan, møte, sak)),
        "utsendt": _day(språk, sent_day(plan, møte)),
        "sendes_ut": _day(språk, planned_day(plan, møte)),
        "oppdatert": _day(språk, updated_day(plan, møte)),
        "neste_møte": språk.meeting_date(after.dato) if after else "",
        "status": status.words(språk),
        "godkjent": _day(språk, status.godkjent),
        "underskrift": møte.gruppe.underskrift,
        "følger_kommuneloven": "ja" if keeps_the_law(plan.organisasjon, møte.gruppe) else "",
        "merknadsfrist": språk.day(status.frist) if status.frist else "",
        "åpne_punkter": points,
    }
    return dict(seen)


def _case(plan: Plan, møte: Møte, sak: Sak, points: tuple[PunktFelt, ...], marks: Marks) -> SakFelt:
    """A case, with what it takes from other meetings."""
    before = approved_in(plan, møte, sak)
    return replace(
        case_fields(plan, møte, sak, marks),
        åpne_punkter=points if is_follow_up(sak) else (),
        godkjenner=plan.språk_of(møte.gruppe).title_date(before.dato) if before else "",
    )


def _sections(cases: Sequence[SakFelt]) -> Iterator[Saksgruppe]:
    """The cases by the sections that they stand in; one without a section stands in that before it."""
    starts = [place for place, case in enumerate(cases) if place == 0 or case.seksjon]
    for start, end in zip(starts, [*starts[1:], len(cases)], strict=True):
        yield Saksgruppe(cases[start].seksjon, tuple(cases[start:end]))


def _day(språk: Språk, day: date | None) -> str:
    return språk.day(day) if day else ""


def meeting_fields(plan: Plan, møte: Møte, marks: Marks) -> MøteFelt:
    """The meeting's fields."""
    språk, file = plan.språk_of(møte.gruppe), møte.fil
    return MøteFelt(
        type=meeting_word(språk, møte),
        tittel=møte.rad.tittel,
        form=språk.hybrid if møte.rad.form == "hybrid" else møte.rad.form or "",
        dato=språk.meeting_date(møte.dato),
        kort_dato=språk.table_date(møte.dato),
        flyttet_fra=språk.meeting_date(møte.rad.flyttet_fra) if møte.rad.flyttet_fra else "",
        tid=språk.clock(møte.tid) if møte.tid else "",
        sted=møte.møtested,
        videolenke=web_link(file.videolenke, marks),
        felles_med=språk.series([group_name(plan.group(name), språk) for name in møte.rad.felles_med]),
        møteleder=file.møteleder or leader_at(plan, møte.gruppe, møte.dato.fra),
        referent=file.referent,
        nettside=web_link(file.nettside or møte.gruppe.nettside, marks),
    )


def _programme(språk: Språk, møte: Møte) -> Iterator[Programlinje]:
    """The programme, of several days with a line where each day begins."""
    said: date | None = None
    for post in møte.fil.program:
        if post.dag is not None and post.dag != said and not møte.dato.én_dag:
            said, day = post.dag, språk.weekday(post.dag)
            yield Programlinje("", day, day)
        yield Programlinje(språk.clock(post.tid), post.hva)


def _absence(plan: Plan, møte: Møte, marks: Marks) -> ForfallFelt:
    deadline = absence_deadline(plan, møte)
    sekretariat = plan.organisasjon.sekretariat
    to = møte.fil.forfall.kontakt or sekretariat.epost or sekretariat.navn
    return ForfallFelt(plan.språk_of(møte.gruppe).weekday(deadline) if deadline else "", contact(to, marks))


# The package: its cover with the contents


@dataclass(frozen=True, slots=True)
class Innholdslinje:
    """A line of the package's contents.

    Attributes:
        nivå: What it tells of.
        tittel: «Innkalling», «Sak 3 Budsjett 2023», «Vedlegg 1 Notat».
        merknad: «legges fram i møtet», «Unntatt offentlighet, jf. offl. § 14»; empty for none.
        side: The first page in the package; empty when it has none.
        adresse: Where the title and the page lead; empty for nowhere.
    """

    nivå: Nivå
    tittel: str
    merknad: str = ""
    side: str = ""
    adresse: str = ""


@dataclass(frozen=True, slots=True)
class InnholdFelt:
    """A line of the contents as a template prints it."""

    nivå: Annotated[Nivå, "«dokument», «sak» eller «vedlegg»"]
    tittel: Annotated[Lenke, "tittelen, som fører til stedet i pakken"]
    merknad: Annotated[str, "«legges fram i møtet», «unntatt offentlighet, jf. offl. § 14»"]
    side: Annotated[Lenke, "sidetallet, som fører til samme sted"]


class Pakkemal(Fellesfelt):
    """What the cover and the contents may print."""

    møte: Annotated[MøteFelt, "møtet"]
    intern: Annotated[str, "advarselen «Intern utgave: …»; tom i pakken som alle kan se"]
    innhold: Annotated[tuple[InnholdFelt, ...], "linje", "innholdet i pakken"]
    merknader: Annotated[tuple[str, ...], "setninger under innholdet: «Ett vedlegg er ikke med, …»"]


def package_context(  # noqa: PLR0913 - the last two are what makes one package differ from another
    plan: Plan,
    møte: Møte,
    linjer: Sequence[Innholdslinje],
    marks: Marks,
    *,
    intern: str,
    merknader: Sequence[str],
) -> dict[str, object]:
    """Everything that the cover and the contents (`motepakke.docx`) may print.

    `merknader` are sentences under the lines of the contents; `intern` is what warns of an internal package.
    """
    språk = plan.språk_of(møte.gruppe)
    title = språk.møtepakke.format(språk.title_date(møte.dato))
    shown = språk.intern_tittel.format(title) if intern else title
    seen: Pakkemal = {
        **common_fields(plan, møte.gruppe, møte.dato.fra, shown, marks),
        "møte": meeting_fields(plan, møte, marks),
        "intern": intern,
        "innhold": tuple(
            InnholdFelt(
                linje.nivå,
                _linked(linje.tittel, linje.adresse, marks),
                linje.merknad,
                _linked(linje.side, linje.adresse, marks),
            )
            for linje in linjer
        ),
        "merknader": tuple(merknader),
    }
    return dict(seen)


def _linked(text: str, address: str, marks: Marks) -> Rich:
    """A text as it is written, leading somewhere if there is an address; no Markdown is read in it."""
    return Rich((Block((Inline(text, link=address),)),) if text else (), marks)
