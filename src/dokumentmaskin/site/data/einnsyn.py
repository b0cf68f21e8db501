"""`mote.json`: a meeting in the words of eInnsyn, so that a portal can take it without a person typing.

`moetemappe` is what eInnsyn's API takes for a new one (`POST /moetemappe`; the models in
`typespec/einnsyn.arkiv.models.tsp` of github.com/felleslosninger/einnsyn-api-spec, with the names of Noark 5
in ASCII). What the plan knows and that API has no place for stands beside it: who took part (Noark 5 M372 and
M373), and of each case its conclusion and how the votes fell. eInnsyn's own `votering` is the vote of one
person, which minutes seldom tell, and dok does not guess.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from importlib.resources import files
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from dokumentmaskin.document import votes_in_words
from dokumentmaskin.plan import (
    OSLO,
    Møte,
    Plan,
    Referatsak,
    Sak,
    agenda,
    approved_outcomes,
    body_title,
    case_anchor,
    case_number,
    initial_capital,
    is_elected,
    minutes_status,
    next_meeting,
    previous_meeting,
)
from dokumentmaskin.site.addresses import (
    MEETING_DATA,
    MEETING_SCHEMA,
    identity,
    link_between,
    meeting_address,
    public_link,
)
from dokumentmaskin.site.data.texts import plain_text
from dokumentmaskin.site.records import Fil, Rolle, Utlagt, Utlegg

# What each document is among eInnsyn's `moetedokumenttype` («Møtedokumentregistreringstype», docs.digdir.no).
_DOCUMENTS: Final[Mapping[Rolle, str]] = {
    "innkalling": "innkalling",
    "saksliste": "saksliste",
    "referat": "protokoll",
    "møtepakke": "annet",
    "avlysning": "annet",
    "særutskrift": "annet",
}
# What each fixed case is among its `moetesakstype`, and each type of case that no elected body has.
_FIXED: Final = {
    "innkalling": "godkjenning",
    "referat": "godkjenning",
    "meldinger": "referat",
    "orienteringer": "orientering",
}
_PLAIN: Final = "text/plain"
Data = dict[str, Any]


def meeting_data(plan: Plan, møte: Møte, laid_out: Utlegg) -> Utlagt:
    """`mote.json` of a meeting.

    Args:
        plan: The open plan.
        møte: The meeting in it.
        laid_out: What is laid out of it, its files with their fingerprints.

    Raises:
        PlanError: The numbers that have gone out cannot be given to the cases with certainty.
    """
    cases = agenda(plan, møte)
    said = approved_outcomes(plan, møte, cases)
    address = f"{meeting_address(møte)}/{MEETING_DATA}"
    data = {
        "$schema": link_between(address, MEETING_SCHEMA),
        "moetemappe": _Folder(plan, møte, laid_out.filer).folder(cases, said),
        "moetedeltaker": [*_people(plan, møte)],
        "behandling": [*_treated(plan, møte, cases, said)],
    }
    own = Fil(adresse=address, rolle="data", tittel=MEETING_DATA, møte=møte.navn)
    return Utlagt(own, f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode())


class _Folder:
    """A meeting's `moetemappe`, with what is in it.

    Attributes:
        plan: The open plan.
        møte: The meeting.
        public: Where the site lies on the web; empty when nobody has said it.
        files: Its files.
        utvalg: The name of the body.
    """

    def __init__(self, plan: Plan, møte: Møte, files: Iterable[Fil]) -> None:
        self.plan, self.møte = plan, møte
        self.public = plan.organisasjon.publisering.adresse
        self.files = [fil for fil in files if fil.adresse.endswith(".pdf")]
        self.utvalg = body_title(møte.gruppe, plan.språk_of(møte.gruppe))

    def folder(self, cases: Iterable[Sak], said: Mapping[str, Referatsak]) -> Data:
        """The folder itself."""
        plan, møte = self.plan, self.møte
        before, after = previous_meeting(plan, møte), next_meeting(plan, møte)
        dated = (("Forrige", before), ("Neste", after))
        return {
            **_known_by(plan, meeting_address(møte)),
            **_titled(f"{self.utvalg} {plan.språk_of(møte.gruppe).title_date(møte.dato)}"),
            **_if_said("beskrivelse", ". ".join(self._state())),
            "moetenummer": møte.stempel,
            "utvalg": self.utvalg,
            "moetedato": datetime.combine(
                møte.dato.fra, møte.tid.fra if møte.tid else time(), OSLO
            ).isoformat(),
            **_if_said("moetested", møte.møtested),
            **{
                f"referanse{name}Moete": system_id(plan, meeting_address(other))
                for name, other in dated
                if other is not None and other.dato.dag_satt
            },
            "moetedokument": [*self._documents()],
            "moetesak": [self._case(sak, said.get(sak.nummer)) for sak in cases],
        }

    def _state(self) -> Iterator[str]:
        """What eInnsyn has no field for: that it is cancelled, or moved."""
        språk, row = self.plan.språk_of(self.møte.gruppe), self.møte.rad
        if row.avlyst is not None:
            yield ": ".join(filter(None, (initial_capital(språk.avlyst), row.avlyst)))
        if row.flyttet_fra is not None:
            yield initial_capital(språk.flyttet_fra.format(språk.title_date(row.flyttet_fra)))

    def _documents(self) -> Iterator[Data]:
        for fil in self.files:
            if fil.rolle in _DOCUMENTS:
                kind = "annet" if fil.utkast else _DOCUMENTS[fil.rolle]
                yield {
                    **_known_by(self.plan, fil.adresse),
                    **_titled(fil.tittel),
                    "moetedokumenttype": kind,
                    "dokumentbeskrivelse": [self._described(fil, 1, "hoveddokument")],
                }

    def _case(self, sak: Sak, said: Referatsak | None) -> Data:
        own, språk = sak.framlegg, self.plan.språk_of(self.møte.gruppe)
        number = case_number(sak.nummer)
        papers = [fil for fil in self.files if fil.rolle == "vedlegg" and fil.sak == sak.nummer]
        note = [språk.unntatt.format(own.unntatt.hjemmel)] if own.unntatt else []
        note += [initial_capital(språk.utgår)] if sak.utgår else []
        return {
            **_known_by(self.plan, _case_address(self.møte, sak)),
            **_titled(own.tittel),
            **_if_said("beskrivelse", ". ".join(note)),
            "moetesakstype": self._kind(sak, decided=bool(said and said.vedtak)),
            "moetesaksaar": self.møte.år,
            "moetesakssekvensnummer": number[-1] if len(number) == 1 else number[0],
            "utvalg": self.utvalg,
            **_if_said("innstilling", _text(plain_text(own.forslag_til_vedtak))),
            **_if_said("vedtak", self._decision(said)),
            "dokumentbeskrivelse": [self._described(fil, n, "vedlegg") for n, fil in enumerate(papers, 1)],
        }

    def _kind(self, sak: Sak, *, decided: bool) -> str:
        if sak.fast in _FIXED:
            return _FIXED[sak.fast]
        if sak.framlegg.type == "orientering":
            return "orientering"
        political = decided or sak.framlegg.type is not None
        return "politisk" if political and is_elected(self.plan.organisasjon, self.møte.gruppe) else "annet"

    def _decision(self, said: Referatsak | None) -> Data:
        """What the meeting decided, and how the votes fell in words; nothing when it made no decision."""
        if said is None or not said.vedtak:
            return {}
        votes = "\n".join(votes_in_words(self.plan.språk_of(self.møte.gruppe), said))
        return {
            "vedtakstekst": _text(said.vedtak),
            **_if_said("behandlingsprotokoll", _text(votes)),
            "dato": self.møte.dato.til.isoformat(),
        }

    def _described(self, fil: Fil, number: int, role: str) -> Data:
        here = f"{meeting_address(self.møte)}/{MEETING_DATA}"
        return {
            "tittel": fil.tittel,
            "tittelSensitiv": fil.tittel,
            "dokumentnummer": number,
            "tilknyttetRegistreringSom": role,
            "dokumentobjekt": [
                {
                    "referanseDokumentfil": public_link(self.public, here, fil.adresse),
                    "format": "PDF/A" if fil.pdfa else "PDF",
                    **({"sjekksum": fil.sha256, "sjekksumAlgoritme": "SHA-256"} if fil.sha256 else {}),
                }
            ],
        }


def _people(plan: Plan, møte: Møte) -> Iterator[Data]:
    """Who took part, as approved minutes say it, with what they were there."""
    minutes = møte.referat
    if minutes is None or minutes_status(plan, møte).tilstand != "godkjent":
        return
    for row in minutes.deltakere:
        name = {"medlem": row.medlem, "vara": row.vara, "ingen": ""}[row.møtte]
        if name:
            chair = row.møtte == "medlem" and name == minutes.møteleder
            yield {"moetedeltakerNavn": name, "moetedeltakerFunksjon": "møteleder" if chair else row.møtte}


def meeting_schema() -> Utlagt:
    """The JSON Schema that `mote.json` keeps, for those who take it."""
    data = (files(__package__ or "") / "schemas" / "mote.schema.json").read_bytes()
    return Utlagt(Fil(adresse=MEETING_SCHEMA, rolle="data", tittel=MEETING_SCHEMA), data)


def _treated(plan: Plan, møte: Møte, cases: Iterable[Sak], said: Mapping[str, Referatsak]) -> Iterator[Data]:
    """Of each case that approved minutes tell of: its conclusion, and its votes in numbers."""
    for sak in cases:
        own = said.get(sak.nummer)
        if own is not None and (own.konklusjon or own.voteringer):
            votes = [
                vote.model_dump(mode="json", by_alias=True, exclude_defaults=True) for vote in own.voteringer
            ]
            yield {
                "moetesak": system_id(plan, _case_address(møte, sak)),
                "moetesaksnummer": sak.nummer,
                **_if_said("konklusjon", own.konklusjon),
                **_if_said("votering", votes),
            }


def system_id(plan: Plan, address: str) -> str:
    """The UUID by which something is known (Noark 5 M001), the same in each run."""
    return str(uuid5(NAMESPACE_URL, identity(plan, address)))


def _case_address(møte: Møte, sak: Sak) -> str:
    return f"{meeting_address(møte)}#{case_anchor(sak.nummer)}"


def _known_by(plan: Plan, address: str) -> Data:
    return {"systemId": system_id(plan, address), "externalId": identity(plan, address)}


def _titled(title: str) -> Data:
    """Its title; what is sensitive of it is not known here, so both are the open one."""
    return {"offentligTittel": title, "offentligTittelSensitiv": title}


def _text(words: str) -> Data:
    return {"tekstInnhold": words, "tekstFormat": _PLAIN} if words else {}


def _if_said(name: str, value: object) -> Data:
    return {name: value} if value else {}
