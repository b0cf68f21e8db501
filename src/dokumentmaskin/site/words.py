"""The fixed words of the site's pages, in each written language.

Dates, and the words of a meeting and its cases, are those of the plan's `Språk`; what only a page says stands
here. A template prints them as `ord.…`, so that it is one for all languages.
"""

from dataclasses import dataclass
from typing import Final

from dokumentmaskin.plan import LANGUAGES, Språk
from dokumentmaskin.site.about_words import OM_BOKMÅL, OM_NYNORSK, Omord


@dataclass(frozen=True, slots=True)
class Nettord:
    """The words of one language; those with `{}` take a number, a date or a name."""

    # The frame of every page.
    hopp_til_innhold: str
    hovedmeny: str
    brødsmuler: str
    forside: str
    søk: str
    om_sidene: str
    kontakt: str
    telefon: str
    nettstedet_til: str
    oppdateringer_feed: str

    # Links to files.
    kalenderfil: str
    side: str
    sider: str
    les_som_nettside: str
    nettside: str
    ikke_tilgjengelig: str

    # What a link to a document says. Minutes are called what their body calls them.
    innkalling: str
    saksliste: str
    møtepakke: str
    avlysning: str
    særutskrift: str
    årshjul_for: str
    kalender_for: str

    # What is new since a meeting was laid out. Those of a case take its number and the title of a paper.
    nytt_i_sak: str
    ny_utgave_i_sak: str
    trukket_i_sak: str
    lagt_ut: str
    ny_utgave: str
    godkjent: str
    trukket: str
    slik_det_var: str
    tidligere_utgaver: str
    # What stands where something was.
    trukket_tittel: str
    trukket_tekst: str
    flyttet_tittel: str
    flyttet_til: str
    ikke_i_planen: str
    til_møtet: str

    # A meeting.
    dato: str
    tid: str
    sted: str
    møteform: str
    felles_med: str
    møteleder: str
    kalender: str
    legg_i_kalender: str
    avlyst: str
    avlyst_fordi: str
    avlyst_merke: str
    flyttet: str
    usikkert: str
    oppdatert: str
    dokumenter: str
    hele_møtet: str
    utkast: str
    sak: str
    i_sak: str
    saken: str
    saker: str
    sakstyper: dict[str, str]
    innleder: str
    ingen_saker: str
    vedlegg: str
    meldinger: str
    saksframlegg: str
    vedtak: str
    konklusjon: str
    votering: str
    forrige_møte: str
    neste_møte: str
    andre_møter: str
    om_dokumentene: str
    alle_følger: str
    noen_følger: str
    noen_følger_ikke: str

    # The page about the site.
    om: Omord

    # The twin of a document.
    tvilling: str
    åpne_pdf: str
    tabell: str
    noter: str
    til_teksten: str

    # The pages that all meetings share.
    kommende_møter: str
    ingen_kommende: str
    nye_papirer: str
    nytt: str
    nye_sakspapirer: str
    utkast_til: str
    grupper: str
    år: str
    møter_i_år: str
    møter: str
    ingen_møter: str
    møteplan: str
    møte_og_tema: str
    måned: str
    hva_skjer: str
    årshjul: str
    årshjul_fil: str
    årshjul_i_ord: str
    handlingsprogram: str
    abonner: str
    abonner_forklart: str
    sist_oppdatert: str

    # The search.
    søk_etter: str
    søkeord: str
    søkehjelp: str
    søkeknapp: str
    saker_i_år: str
    ingen_publiserte: str
    ingen_treff: str
    ett_treff: str
    flere_treff: str


_BOKMÅL: Final = Nettord(
    hopp_til_innhold="Hopp til innholdet",
    hovedmeny="Hovedmeny",
    brødsmuler="Du er her",
    forside="Møter og saker",
    søk="Søk i saker",
    om_sidene="Om sidene",
    kontakt="Kontakt",
    telefon="Telefon",
    nettstedet_til="Nettstedet til {}",
    oppdateringer_feed="Nye møter, papirer og referater (Atom)",
    kalenderfil="kalenderfil",
    side="1\N{NO-BREAK SPACE}side",
    sider="{}\N{NO-BREAK SPACE}sider",
    les_som_nettside="les som nettside",
    nettside="nettside",
    innkalling="Innkalling",
    saksliste="Saksliste",
    møtepakke="Møtepakke",
    avlysning="Avlysning",
    særutskrift="Særutskrift av sak {}",
    årshjul_for="Årshjul {}",
    kalender_for="Kalender {}",
    nytt_i_sak="Nytt vedlegg i sak {}: {}.",
    ny_utgave_i_sak="Ny utgave av et vedlegg i sak {}: {}.",
    trukket_i_sak="Trukket fra sak {}: {}.",
    lagt_ut="Lagt ut: {}.",
    ny_utgave="Ny utgave: {}.",
    godkjent="Godkjent: {}.",
    trukket="Trukket: {}.",
    slik_det_var="{}, lagt ut {}",
    tidligere_utgaver="Tidligere utgaver",
    trukket_tittel="Trukket: {}",
    trukket_tekst="Det som lå her, er trukket eller har fått en annen adresse.",
    flyttet_tittel="Flyttet: {}",
    flyttet_til="Møtet er flyttet til {}.",
    ikke_i_planen="Møtet står ikke lenger i møteplanen på denne dagen.",
    til_møtet="Se siden for møtet",
    ikke_tilgjengelig="Filen er ikke universelt utformet.",
    dato="Dato",
    tid="Tid",
    sted="Sted",
    møteform="Møteform",
    felles_med="Felles med",
    møteleder="Møteleder",
    kalender="Kalender",
    legg_i_kalender="Legg møtet i kalenderen",
    avlyst="Møtet er avlyst.",
    avlyst_fordi="Møtet er avlyst: {}",
    avlyst_merke="Avlyst",
    flyttet="Møtet er flyttet fra {}.",
    usikkert="Det er ikke sikkert at møtet blir holdt.",
    oppdatert="Oppdatert",
    dokumenter="Dokumenter",
    hele_møtet="Alle papirene i én fil",
    utkast="utkast, ikke godkjent",
    sak="Sak",
    i_sak="i sak",
    saken="Saken",
    saker="Saker",
    sakstyper={
        "vedtak": "Sak til vedtak",
        "drøfting": "Sak til drøfting",
        "orientering": "Sak til orientering",
        "valg": "Valg",
    },
    innleder="Innleder: {}",
    ingen_saker="Sakslisten er ikke klar ennå.",
    vedlegg="Vedlegg",
    meldinger="Meldinger",
    saksframlegg="Les saksframlegget",
    vedtak="Vedtak",
    konklusjon="Konklusjon",
    votering="Votering",
    forrige_møte="Forrige møte",
    neste_møte="Neste møte",
    andre_møter="Andre møter",
    om_dokumentene="Om dokumentene",
    alle_følger="PDF-ene på denne siden er kontrollert og følger PDF/UA-1, som gjør at de kan leses av "
    "skjermleser, og PDF/A, som gjør at de kan leses om mange år.",
    noen_følger="De fleste PDF-ene på denne siden er kontrollert og følger PDF/UA-1, som gjør at de kan "
    "leses av skjermleser, og PDF/A, som gjør at de kan leses om mange år.",
    noen_følger_ikke="Noen av papirene har vi fått fra andre, og de følger ikke alle kravene. Ta kontakt "
    "hvis du trenger et av dem i en annen form.",
    om=OM_BOKMÅL,
    kommende_møter="Neste møter",
    ingen_kommende="Ingen møter med dato er satt opp framover.",
    nye_papirer="Nye papirer og referater",
    nytt="{}: {}",
    nye_sakspapirer="innkalling og sakspapirer",
    utkast_til="utkast til {}",
    grupper="Grupper",
    år="Møter år for år",
    møter_i_år="Møter i {}",
    møter="Møter",
    ingen_møter="Ingen møter med dato er satt opp.",
    møteplan="Møteplan",
    møte_og_tema="Møte og tema",
    måned="Måned",
    hva_skjer="Hva skjer",
    årshjul="Årshjul",
    årshjul_fil="Årshjulet som bilde",
    årshjul_i_ord="Årshjulet i ord, måned for måned",
    handlingsprogram="Handlingsprogram",
    abonner="Abonner på kalenderen",
    abonner_forklart="Legg adressen inn som kalender fra Internett i Outlook, i Google Kalender eller "
    "på telefonen. Da kommer endringene av seg selv.",
    sist_oppdatert="Sidene er sist oppdatert {}.",
    søk_etter="Søk i saker og vedtak",
    søkeord="Søkeord",
    søkehjelp="Skriv ett eller flere ord. Begynnelsen av ordene er nok.",
    søkeknapp="Søk",
    saker_i_år="Saker i {}",
    ingen_publiserte="Ingen saker er lagt ut ennå.",
    ingen_treff="Ingen saker har disse ordene.",
    ett_treff="1 sak",
    flere_treff="{} saker",
    tvilling="Denne siden sier det samme som PDF-en.",
    åpne_pdf="Åpne PDF-en",
    tabell="Tabell",
    noter="Noter",
    til_teksten="Tilbake til note {} i teksten",
)

_NYNORSK: Final = Nettord(
    hopp_til_innhold="Hopp til innhaldet",
    hovedmeny="Hovudmeny",
    brødsmuler="Du er her",
    forside="Møte og saker",
    søk="Søk i saker",
    om_sidene="Om sidene",
    kontakt="Kontakt",
    telefon="Telefon",
    nettstedet_til="Nettstaden til {}",
    oppdateringer_feed="Nye møte, papir og referat (Atom)",
    kalenderfil="kalenderfil",
    side="1\N{NO-BREAK SPACE}side",
    sider="{}\N{NO-BREAK SPACE}sider",
    les_som_nettside="les som nettside",
    nettside="nettside",
    innkalling="Innkalling",
    saksliste="Saksliste",
    møtepakke="Møtepakke",
    avlysning="Avlysing",
    særutskrift="Særutskrift av sak {}",
    årshjul_for="Årshjul {}",
    kalender_for="Kalender {}",
    nytt_i_sak="Nytt vedlegg i sak {}: {}.",
    ny_utgave_i_sak="Ny utgåve av eit vedlegg i sak {}: {}.",
    trukket_i_sak="Trekt frå sak {}: {}.",
    lagt_ut="Lagt ut: {}.",
    ny_utgave="Ny utgåve: {}.",
    godkjent="Godkjend: {}.",
    trukket="Trekt: {}.",
    slik_det_var="{}, lagt ut {}",
    tidligere_utgaver="Tidlegare utgåver",
    trukket_tittel="Trekt: {}",
    trukket_tekst="Det som låg her, er trekt eller har fått ei anna adresse.",
    flyttet_tittel="Flytta: {}",
    flyttet_til="Møtet er flytta til {}.",
    ikke_i_planen="Møtet står ikkje lenger i møteplanen på denne dagen.",
    til_møtet="Sjå sida for møtet",
    ikke_tilgjengelig="Fila er ikkje universelt utforma.",
    dato="Dato",
    tid="Tid",
    sted="Stad",
    møteform="Møteform",
    felles_med="Felles med",
    møteleder="Møteleiar",
    kalender="Kalender",
    legg_i_kalender="Legg møtet i kalenderen",
    avlyst="Møtet er avlyst.",
    avlyst_fordi="Møtet er avlyst: {}",
    avlyst_merke="Avlyst",
    flyttet="Møtet er flytta frå {}.",
    usikkert="Det er ikkje sikkert at møtet blir halde.",
    oppdatert="Oppdatert",
    dokumenter="Dokument",
    hele_møtet="Alle papira i éi fil",
    utkast="utkast, ikkje godkjent",
    sak="Sak",
    i_sak="i sak",
    saken="Saka",
    saker="Saker",
    sakstyper={
        "vedtak": "Sak til vedtak",
        "drøfting": "Sak til drøfting",
        "orientering": "Sak til orientering",
        "valg": "Val",
    },
    innleder="Innleiar: {}",
    ingen_saker="Sakslista er ikkje klar enno.",
    vedlegg="Vedlegg",
    meldinger="Meldingar",
    saksframlegg="Les saksframlegget",
    vedtak="Vedtak",
    konklusjon="Konklusjon",
    votering="Røysting",
    forrige_møte="Førre møte",
    neste_møte="Neste møte",
    andre_møter="Andre møte",
    om_dokumentene="Om dokumenta",
    alle_følger="PDF-ane på denne sida er kontrollerte og følgjer PDF/UA-1, som gjer at dei kan lesast av "
    "skjermlesar, og PDF/A, som gjer at dei kan lesast om mange år.",
    noen_følger="Dei fleste PDF-ane på denne sida er kontrollerte og følgjer PDF/UA-1, som gjer at dei kan "
    "lesast av skjermlesar, og PDF/A, som gjer at dei kan lesast om mange år.",
    noen_følger_ikke="Nokre av papira har vi fått frå andre, og dei følgjer ikkje alle krava. Ta kontakt "
    "om du treng eit av dei i ei anna form.",
    om=OM_NYNORSK,
    kommende_møter="Neste møte",
    ingen_kommende="Ingen møte med dato er sette opp framover.",
    nye_papirer="Nye papir og referat",
    nytt="{}: {}",
    nye_sakspapirer="innkalling og sakspapir",
    utkast_til="utkast til {}",
    grupper="Grupper",
    år="Møte år for år",
    møter_i_år="Møte i {}",
    møter="Møte",
    ingen_møter="Ingen møte med dato er sette opp.",
    møteplan="Møteplan",
    møte_og_tema="Møte og tema",
    måned="Månad",
    hva_skjer="Kva skjer",
    årshjul="Årshjul",
    årshjul_fil="Årshjulet som bilete",
    årshjul_i_ord="Årshjulet i ord, månad for månad",
    handlingsprogram="Handlingsprogram",
    abonner="Abonner på kalenderen",
    abonner_forklart="Legg adressa inn som kalender frå Internett i Outlook, i Google Kalender eller "
    "på telefonen. Då kjem endringane av seg sjølve.",
    sist_oppdatert="Sidene er sist oppdaterte {}.",
    søk_etter="Søk i saker og vedtak",
    søkeord="Søkeord",
    søkehjelp="Skriv eitt eller fleire ord. Byrjinga av orda er nok.",
    søkeknapp="Søk",
    saker_i_år="Saker i {}",
    ingen_publiserte="Ingen saker er lagde ut enno.",
    ingen_treff="Ingen saker har desse orda.",
    ett_treff="1 sak",
    flere_treff="{} saker",
    tvilling="Denne sida seier det same som PDF-en.",
    åpne_pdf="Opne PDF-en",
    tabell="Tabell",
    noter="Notar",
    til_teksten="Tilbake til note {} i teksten",
)

# By the `målform` of the plan, as `LANGUAGES`.
NETTORD: Final = {"bokmål": _BOKMÅL, "nynorsk": _NYNORSK}


def site_words(språk: Språk) -> Nettord:
    """The words of the language that a page is written in."""
    return next(NETTORD[målform] for målform, known in LANGUAGES.items() if known is språk)
