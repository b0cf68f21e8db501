"""The fixed words of all documents, in both languages, side by side.

A sentence may hold variables; a word that stands before a colon is written without it. What the minutes are
known by again when they are read stands in `dokumentmaskin.minutes.labels` and is printed from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dokumentmaskin.minutes.labels import LABELS

# Each name has its word in bokmål, then in nynorsk.
WORDS: Mapping[str, tuple[str, str]] = {
    # Every document
    "brevhode": ("Brevhode", "Brevhovud"),
    "orgnr": ("org.nr.", "org.nr."),
    "side": ("Side", "Side"),
    "av": ("av", "av"),
    "møteform": ("Møteform", "Møteform"),
    "felles_med": ("Felles møte med", "Felles møte med"),
    "nettside": ("Sakspapirer på nett", "Sakspapir på nett"),
    # Trukket
    "trukket": ("Trukket", "Trekt"),
    "er_trukket": (
        "Det som lå her, er trukket eller har fått en annen adresse.",
        "Det som låg her, er trekt eller har fått ei anna adresse.",
    ),
    # Innkalling
    "innkalling": ("Innkalling", "Innkalling"),
    "innkalling_til": ("Innkalling til {{ møte.type }}", "Innkalling til {{ møte.type }}"),
    "organisasjon": ("Organisasjon", "Organisasjon"),
    "avsender": ("Avsender", "Avsendar"),
    "videolenke": ("Videomøte", "Videomøte"),
    "utsendt": ("Sendt ut", "Sendt ut"),
    "sendes_ut": ("Sendes ut", "Blir sendt ut"),
    "oppdatert": ("Oppdatert", "Oppdatert"),
    "arkivreferanse": ("Arkivreferanse", "Arkivreferanse"),
    "innkalte": ("Innkalte", "Innkalla"),
    "varamedlemmer": ("Varamedlemmer", "Varamedlemmer"),
    "sekretærer": ("Sekretær", "Sekretær"),
    "kopi_til": ("Kopi til", "Kopi til"),
    "andre_mottakere": ("Andre mottakere", "Andre mottakarar"),
    "forfall_med_frist": (
        "Kan du ikke møte? Meld forfall til {{ forfall.kontakt }} senest {{ forfall.frist }}.",
        "Kan du ikkje møte? Meld forfall til {{ forfall.kontakt }} seinast {{ forfall.frist }}.",
    ),
    "forfall_uten_frist": (
        "Kan du ikke møte? Meld forfall til {{ forfall.kontakt }} så snart som mulig.",
        "Kan du ikkje møte? Meld forfall til {{ forfall.kontakt }} så snart som råd.",
    ),
    "spørsmål": ("Har du spørsmål om møtet? Kontakt {}.", "Har du spørsmål om møtet? Kontakt {}."),
    "vara_møter": (
        "Varamedlemmer møter bare når de får beskjed om det.",
        "Varamedlemmer møter berre når dei får beskjed om det.",
    ),
    "saker": ("Saker", "Saker"),
    "type": ("Type", "Type"),
    "varighet": ("Varighet", "Lengd"),
    "program": ("Program", "Program"),
    "papirene_ligger": (
        "Papirene ligger på nettsiden for møtet: {{ møte.nettside }}",
        "Papira ligg på nettsida for møtet: {{ møte.nettside }}",
    ),
    "leder": ("{{ organ.leder }}", "{{ organ.leder }}"),
    "nestleder": ("{{ organ.nestleder }}", "{{ organ.nestleder }}"),
    "kontaktperson": ("Kontaktperson", "Kontaktperson"),
    "nettsted": ("Nettsted", "Nettstad"),
    # Avlysning
    "avlysning": ("Avlysning", "Avlysing"),
    "avlysning_av": ("Avlysning av {{ møte.type }}", "Avlysing av {{ møte.type }}"),
    "er_avlyst": ("Møtet {{ møte.dato }} er avlyst.", "Møtet {{ møte.dato }} er avlyst."),
    "grunn": ("Grunn", "Grunn"),
    "innkalling_gjelder_ikke": (
        "Innkallingen som ble sendt ut {{ utsendt }}, gjelder ikke lenger.",
        "Innkallinga som vart send ut {{ utsendt }}, gjeld ikkje lenger.",
    ),
    # Saksliste
    "saksliste": ("Saksliste", "Saksliste"),
    "saksliste_til": ("Saksliste til {{ møte.type }}", "Saksliste til {{ møte.type }}"),
    "bakgrunn": ("Bakgrunn", "Bakgrunn"),
    "vurdering": ("Vurdering", "Vurdering"),
    "tidligere_behandling": ("Tidligere behandling", "Tidlegare behandling"),
    "forslag_fra": ("Forslag fra", "Framlegg frå"),
    "åpne_punkter": ("Åpne punkter", "Opne punkt"),
    "fra": ("Fra", "Frå"),
    # Referat
    "referat": ("{{ organ.protokoll | capitalize }}", "{{ organ.protokoll | capitalize }}"),
    "referat_fra": (
        "{{ organ.protokoll | capitalize }} fra {{ møte.type }}",
        "{{ organ.protokoll | capitalize }} frå {{ møte.type }}",
    ),
    "protokoll_fra_møtet": (
        "{{ organ.protokoll | capitalize }} fra møtet",
        "{{ organ.protokoll | capitalize }} frå møtet",
    ),
    # Referat: what the empty places ask for
    "skriv_klokkeslett": ("Skriv klokkeslett", "Skriv klokkeslett"),
    "skriv_navn": ("Skriv navn", "Skriv namn"),
    "skriv_navn_eller_ingen": ("Skriv navn, eller «ingen»", "Skriv namn, eller «ingen»"),
    "skriv_referat": (
        "Skriv kort hva som kom fram i saken.",
        "Skriv kort kva som kom fram i saka.",
    ),
    "skriv_konklusjon": (
        "Skriv hva {{ organ.bestemt }} konkluderte med.",
        "Skriv kva {{ organ.bestemt }} konkluderte med.",
    ),
    "skriv_vedtak": (
        "Skriv vedtaket.",
        "Skriv vedtaket.",
    ),
    "skriv_utfall": ("Velg utfall", "Vel utfall"),
    "skriv_antall": ("antall", "tal"),
    "skriv_antall_og_partier": ("antall (4 Ap, 3 Sp)", "tal (4 Ap, 3 Sp)"),
    "skriv_lukket": (
        "Skriv paragraf, ledd og bokstav hvis møtet ble lukket",
        "Skriv paragraf, ledd og bokstav dersom møtet vart lukka",
    ),
    "skriv_forslag": ("Skriv forslaget hvis det var flere", "Skriv framlegget dersom det var fleire"),
    "skriv_inhabil": ("Skriv hvem som var inhabil", "Skriv kven som var inhabil"),
    "skriv_grunnlag": ("Skriv grunnen", "Skriv grunnen"),
    "skriv_kl": ("kl.", "kl."),
    "skriv_hva": ("Skriv hva som skal gjøres", "Skriv kva som skal gjerast"),
    "skriv_hvem": ("Skriv hvem", "Skriv kven"),
    "velg_frist": ("Skriv dato", "Skriv dato"),
    "velg_status": ("Skriv status", "Skriv status"),
    "skriv_sak": ("Skriv sak", "Skriv sak"),
    "godkjent_i_møtet": ("Godkjent i møtet {{ godkjent }}.", "Godkjenning i møtet {{ godkjent }}."),
    # Særutskrift
    "saerutskrift": ("Særutskrift", "Særutskrift"),
    "særutskrift_av": ("Særutskrift av sak {{ sak.nummer }}", "Særutskrift av sak {{ sak.nummer }}"),
    "protokollen_godkjent": (
        "{{ organ.protokollen | capitalize }} godkjent",
        "Dato for godkjenning",
    ),
    "ikke_godkjent_ennå": (
        "{{ organ.protokollen | capitalize }} fra møtet er ikke godkjent ennå.",
        "{{ organ.protokollen | capitalize }} frå møtet ventar på godkjenning.",
    ),
    "rett_utskrift": ("Rett utskrift", "Rett utskrift"),
    "navn": ("Navn", "Namn"),
    "underskrift": ("Underskrift", "Underskrift"),
    # Møtepakke
    "møtepakke": ("Møtepakke", "Møtepakke"),
    "dokument": ("Sak eller dokument", "Sak eller dokument"),
    "innhold": ("Innhold", "Innhald"),
    "intern": (" · intern utgave", " · intern utgåve"),
    # Medlemsliste
    "medlemsliste": ("Medlemsliste", "Medlemsliste"),
    "dekning": ("Representasjon i alle gruppene", "Representasjon i alle gruppene"),
    "mangler_medlem_i": ("Uten medlem i", "Utan medlem i"),
    "grupper_og_medlemmer": ("Grupper og medlemmer", "Grupper og medlemmer"),
    "telefon": ("tlf.", "tlf."),
    # Handlingsprogram
    "handlingsprogram": ("Handlingsprogram", "Handlingsprogram"),
    "datert": ("Datert", "Datert"),
    "hovedprioriteringer": ("Hovedprioriteringer", "Hovudprioriteringar"),
    "andre_viktige_saker": ("Andre viktige saker", "Andre viktige saker"),
    "organisering": ("Organisering og roller", "Organisering og roller"),
    "roller": ("{{ organ.eieform | capitalize }} rolle", "Rolla {{ organ.eieform }}"),
    "regler": ("Slik arbeider gruppene", "Slik arbeider gruppene"),
    "sekretariatets_ansvar": ("Sekretariatets ansvar", "Ansvaret til sekretariatet"),
    "sekretariatet_har_ansvar": (
        "Sekretariatet har ansvar for dette:",
        "Sekretariatet har ansvar for dette:",
    ),
    "representasjon": ("Representasjon", "Representasjon"),
    "ingen_medlemmer": ("Ingen medlemmer", "Ingen medlemmer"),
    "medlemmer": ("Medlemmer", "Medlemmer"),
    "årshjul": ("Årshjul", "Årshjul"),
    "hendelser": ("Møter og arrangementer", "Møte og arrangement"),
    "ingen_hendelser": ("Ingen møter eller arrangementer", "Ingen møte eller arrangement"),
    "møteplan": ("Møteplan", "Møteplan"),
    "endringer": ("Endret siden programmet ble vedtatt", "Endra sidan programmet vart vedteke"),
    "felles_møteplan": ("Møteplan for alle gruppene", "Møteplan for alle gruppene"),
    "kommentar": ("Kommentar", "Kommentar"),
    "tema_og_kommentar": ("Tema og kommentar", "Tema og kommentar"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Language:
    """One of the two written languages.

    Attributes:
        folder: The folder of its templates.
        tag: The language tag that Word and screen readers know.
        place: Its place in a row of `WORDS`.
    """

    folder: str
    tag: str
    place: int

    def __getitem__(self, name: str) -> str:
        if name in LABELS:
            return (LABELS[name].bokmål, LABELS[name].nynorsk)[self.place]
        return WORDS[name][self.place]


LANGUAGES = (Language("bokmal", "nb-NO", 0), Language("nynorsk", "nn-NO", 1))
