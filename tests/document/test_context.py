"""What the templates of a meeting see, for the real plan of 2022 and for small ones."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from dokumentmaskin.document.cases import Papir, SakFelt, case_fields, group_name
from dokumentmaskin.document.context import Programlinje, meeting_context
from dokumentmaskin.document.people import Deltaker
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.plan.cases import Sak
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.openness import open_plan
from dokumentmaskin.plan.records.cases import Saksframlegg, Unntatt
from dokumentmaskin.plan.records.organisation import Gruppe
from dokumentmaskin.plan.words import LANGUAGES
from dokumentmaskin.workspace import Workspace
from tests.conftest import MEDLEMMER, ORGANISASJON, ÅRSPLAN, WritePlan

MEETING = "2022/2022-03-11"
HIDDEN = "HEMMELIG"


def context(workspace: Workspace, date: str = "2022-03-11", *, opened: bool = False) -> Any:
    plan = open_plan(load_plan(workspace)) if opened else load_plan(workspace)
    return Anything(meeting_context(plan, find_meeting(plan, date), "Innkalling til møte {}", Marks()))


class Anything(dict[str, Any]):
    """A context whose names can be read with a point, as in a template."""

    def __getattr__(self, name: str) -> Any:
        return self[name]


def plain(value: object) -> Any:
    """A value as a reader sees it: text fields as their words, no-break spaces as spaces."""
    if isinstance(value, Rich):
        return plain("\n".join("".join(i.text for i in block.inlines) for block in value.blocks))
    if isinstance(value, str):
        return value.replace("\u00a0", " ")
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return {name: plain(item) for name, item in value.items()} if isinstance(value, dict) else value


def links(value: Rich) -> list[str]:
    return [inline.link for block in value.blocks for inline in block.inlines]


@pytest.fixture
def real(real_workspace: Workspace) -> Any:
    return context(real_workspace)


def test_the_real_meeting(real: Any) -> None:
    seen = plain(real)
    assert seen["tittel"] == "Innkalling til møte 11. mars 2022"
    assert seen["emne"] == "Faggruppen for næringssamarbeid"
    assert seen["møte"] == {
        "type": "faggruppemøte",
        "form": "digitalt",
        "tittel": "",
        "flyttet_fra": "",
        "dato": "fredag 11. mars 2022",
        "kort_dato": "11.03.2022",
        "tid": "kl. 09.00–11.30",
        "sted": "Teams",
        "videolenke": "https://example.org/videomote/2022-03-11",
        "felles_med": "",
        "møteleder": "leder av faggruppen (eksempel)",
        "referent": "sekretær for faggruppen (eksempel)",
        "nettside": "https://www.osloregionen.no/",
    }
    assert (seen["utsendt"], seen["oppdatert"]) == ("4. mars 2022", "8. mars 2022")
    assert seen["neste_møte"] == "fredag 20. mai 2022"
    assert seen["merknadsfrist"] == "25. mars 2022"
    assert seen["status"] == "utkast"
    assert seen["forfall"] == {"frist": "onsdag 9. mars 2022", "kontakt": "sekretariatet@example.org"}
    assert links(real.forfall.kontakt) == ["mailto:sekretariatet@example.org"]
    assert links(real.møte.videolenke) == ["https://example.org/videomote/2022-03-11"]


def test_the_real_cases_and_papers(real: Any) -> None:
    seen = plain(real)
    assert [(sak["nummer"], sak["type"], sak["tid"]) for sak in seen["saker"]] == [
        ("1", "vedtak", ""),
        ("2", "vedtak", ""),
        ("3", "orientering", ""),
        ("4", "drøfting", "kl. 09.15"),
        ("5", "orientering", "kl. 10.25"),
        ("6", "orientering", ""),
        ("7", "", ""),
    ]
    case = seen["saker"][3]
    assert case["bakgrunn"].startswith("Å tiltrekke internasjonale talenter")
    assert case["vurdering"].splitlines()[1] == "Hvilke målgrupper bør kampanjen nå først?"
    assert case["forslag_til_vedtak"].startswith("Faggruppen ber sekretariatet")
    assert case["prioritering"] == "Tiltrekke internasjonale talenter til Osloregionen"
    assert [(p["sak"], p["nummer"], p["tittel"], p["merknad"]) for p in seen["papirer"]] == [
        ("Sak 4", "1", "Skisse til kampanje", ""),
        ("Sak 4", "2", "Oversikt over målgrupper", "ettersendes senest 9. mars 2022"),
        ("Sak 5", "1", "Presentasjon", "legges fram i møtet"),
    ]


def test_the_real_people_and_programme(real: Any) -> None:
    assert len(real.innkalt) == 16
    assert real.innkalt[0] == Deltaker(
        delregion="Oslo kommune",
        medlem="næringssjef (eksempel)",
        vara="vara for næringssjef (eksempel)",
        varaer="vara for næringssjef (eksempel)",
        hvem="næringssjef (eksempel)",
        plass="Oslo kommune",
    )
    assert real.sitter_for == "Delregion"
    assert [p.delregion for p in real.innkalt if not p.vara] == [
        "Gardermoregionen",
        "Kongsbergregionen",
        "Søndre Østfold regionråd",
    ]
    assert real.deltakere == real.innkalt
    assert real.program[0] == Programlinje("kl.\u00a009.00", "Velkommen og faste saker")


def test_contact_details_of_members_reach_no_template(real: Any) -> None:
    text = repr(real)
    assert "oslo-kommune@example.org" not in text
    assert "sekretariatet@example.org" in text


def test_what_the_plan_does_not_say_is_empty_and_still_there(write_plan: WritePlan) -> None:
    workspace = write_plan(organisasjon=ORGANISASJON.replace("  epost: post@example.org\n", ""))
    seen = context(workspace)
    empty = ("form", "tid", "sted", "videolenke", "felles_med", "møteleder", "referent", "nettside")
    assert [name for name in empty if getattr(seen.møte, name)] == []
    assert (seen.oppdatert, seen.program, seen.papirer) == ("", (), ())
    assert not seen.sekretariat.epost
    assert plain(seen.forfall.kontakt) == "Sekretariatet"
    assert {(sak.uten_papirer, sak.unntatt, sak.innleder) for sak in seen.saker} == {("", "", "")}


def test_deadlines_are_reckoned_from_the_meeting(workspace: Workspace) -> None:
    seen = plain(context(workspace))
    assert seen["forfall"]["frist"] == "onsdag 9. mars 2022"
    assert seen["merknadsfrist"] == "25. mars 2022"
    assert seen["forfall"]["kontakt"] == "post@example.org"


def test_deadlines_follow_the_organisation_and_the_meetings_first_and_last_day(write_plan: WritePlan) -> None:
    workspace = write_plan(
        organisasjon=ORGANISASJON + "frister: {innkalling: 10, forfall: 1, merknader: 3}\n",
        årsplaner={"2022/klima.yaml": ÅRSPLAN.replace("2022-03-11", "10.–11. mars")},
    )
    seen = plain(context(workspace))
    assert seen["tittel"] == "Innkalling til møte 10.–11. mars 2022"
    assert seen["forfall"]["frist"] == "onsdag 9. mars 2022"
    assert seen["merknadsfrist"] == "14. mars 2022"


def test_the_meetings_own_dates_and_contact_come_first(write_plan: WritePlan) -> None:
    own = "utsendt: 2022-03-01\nforfall: {frist: 2022-03-02, kontakt: ring sekretariatet}\n"
    seen = plain(context(write_plan(møter={MEETING: own})))
    assert seen["utsendt"] == "1. mars 2022"
    assert seen["forfall"] == {"frist": "onsdag 2. mars 2022", "kontakt": "ring sekretariatet"}


@pytest.mark.parametrize(
    ("today", "own", "seen"),
    [
        ("2022-03-03", "", ("", "", "")),
        ("2022-03-12", "", ("", "", "")),
        ("2022-03-03", "utsendt: 2022-03-04\noppdatert: 2022-03-07\n", ("", "4. mars 2022", "")),
        ("2022-03-04", "utsendt: 2022-03-04\noppdatert: 2022-03-07\n", ("4. mars 2022", "", "")),
        ("2022-03-07", "utsendt: 2022-03-04\noppdatert: 2022-03-07\n", ("4. mars 2022", "", "7. mars 2022")),
    ],
)
def test_nothing_is_printed_as_done_that_nobody_says_is_done(
    write_plan: WritePlan, today: str, own: str, seen: tuple[str, str, str]
) -> None:
    plan = load_plan(write_plan(møter={MEETING: f"sted: Oslo\n{own}"})).issued_by(date.fromisoformat(today))
    printed = plain(meeting_context(plan, find_meeting(plan, "2022-03-11"), "{}", Marks()))
    assert (printed["utsendt"], printed["sendes_ut"], printed["oppdatert"]) == seen


def test_the_page_is_the_meetings_or_else_the_groups_never_the_front_page(write_plan: WritePlan) -> None:
    organisasjon = ORGANISASJON + "nettsted: https://o.no\n"
    group = organisasjon.replace("- navn: klima", "- {navn: klima, nettside: https://g.no, leder: Siri}")
    own = {MEETING: "nettside: https://m.no\nmøteleder: Ida\n"}
    assert plain(context(write_plan(organisasjon=organisasjon)).møte.nettside) == ""
    seen = context(write_plan(organisasjon=group)).møte
    assert (plain(seen.nettside), seen.møteleder) == ("https://g.no", "Siri")
    seen = context(write_plan(organisasjon=group, møter=own)).møte
    assert (plain(seen.nettside), seen.møteleder) == ("https://m.no", "Ida")


def test_a_joint_meeting_summons_the_people_of_all_its_groups_by_subregion(write_plan: WritePlan) -> None:
    organisasjon = ORGANISASJON.replace("- navn: kultur", "- {navn: kultur, tittel: Kulturgruppa}")
    årsplan = ÅRSPLAN.replace("tema: [Luft, Vann]", "felles_med: [kultur]")
    medlemmer = MEDLEMMER.replace("{navn: Anne, delregion: Sør}", "{navn: Anne, delregion: Nord}")
    seen = context(
        write_plan(organisasjon=organisasjon, medlemmer=medlemmer, årsplaner={"2022/klima.yaml": årsplan})
    )
    assert seen.møte.felles_med == "kulturgruppa"
    assert [(row.plass, row.medlem, row.vara) for row in seen.innkalt] == [
        ("Nord, Kari", "Kari", ""),
        ("Nord, Anne", "Anne", ""),
        ("Sør", "Ola", "Per"),
    ]


def test_a_name_that_begins_with_an_abbreviation_keeps_its_capitals() -> None:
    named = Gruppe.model_validate({"navn": "nav", "slag": "utvalg", "tittel": "NAV-utvalget"})
    assert group_name(named, LANGUAGES["bokmål"]) == "NAV-utvalget"


def test_the_real_joint_meeting_names_the_other_groups(real_workspace: Workspace) -> None:
    seen = context(real_workspace, "2022-08-24")
    assert seen.møte.felles_med == "faggruppen for areal og transport og faggruppen for klima og miljø"


EXEMPT = f"""\
saker:
  - tittel: {HIDDEN} tittel
    type: vedtak
    tid: 09:30
    innleder: {HIDDEN} innleder
    bakgrunn: {HIDDEN} bakgrunn
    vurdering: {HIDDEN} vurdering
    forslag_til_vedtak: {HIDDEN} forslag
    alternative_forslag: [{{fra: {HIDDEN} fra, tekst: {HIDDEN} alternativ}}]
    underpunkter: [{{tittel: {HIDDEN} del, tekst: {HIDDEN} deltekst}}]
    tidligere_behandling: [34/21]
    oppfølging_av: {HIDDEN} sak
    prioritering: {HIDDEN} prioritering
    unntatt: {{hjemmel: offl. § 14, tittel: Personalsak}}
    vedlegg: [{{tittel: {HIDDEN} vedlegg, lenke: https://{HIDDEN}.no}}]
"""


def test_of_an_exempt_case_only_the_neutral_title_and_the_ground_are_printed(write_plan: WritePlan) -> None:
    seen = context(write_plan(møter={MEETING: EXEMPT}), opened=True)
    assert HIDDEN not in repr(seen)
    case = plain(seen.saker[3])
    assert (case["tittel"], case["unntatt"]) == ("Personalsak", "Unntatt offentlighet, jf. offl. § 14")
    told = {name for name, value in case.items() if value}
    assert told == {"nummer", "tittel", "type", "avgjøres", "tid", "unntatt", "bare_tittel"}


def test_those_summoned_see_an_exempt_case_whole(write_plan: WritePlan) -> None:
    case = plain(context(write_plan(møter={MEETING: EXEMPT})).saker[3])
    assert case["tittel"].startswith(HIDDEN)
    empty = {name for name, value in case.items() if not value}
    late, unsaid = {"ettersendt", "lagt_fram", "forbehold"}, {"dag", "seksjon", "varighet", "meldinger"}
    assert empty == {"bare_tittel", "uten_papirer", "utgår", "åpne_punkter", "godkjenner", *late, *unsaid}


def filled() -> Saksframlegg:
    """A case that says something in every field of words, also one that is added tomorrow."""
    case = Saksframlegg(tittel=f"{HIDDEN} tittel")
    words = [name for name, value in case if value == "" and name not in {"nummer", "seksjon"}]
    return case.model_copy(update={name: f"{HIDDEN} {name}" for name in words})


def test_every_field_of_a_case_in_the_plan_can_be_printed(workspace: Workspace) -> None:
    assert {*Saksframlegg.model_fields} <= {field.name for field in fields(SakFelt)}
    plan, own = load_plan(workspace), filled()
    møte = find_meeting(plan, "2022-03-11")
    shown = repr(case_fields(plan, møte, Sak("1", own, fast=None), Marks()))
    assert [value for _, value in own if isinstance(value, str) and value not in shown] == []


def test_no_field_of_an_exempt_case_is_printed(workspace: Workspace) -> None:
    plan = load_plan(workspace)
    exempt = filled().model_copy(update={"unntatt": Unntatt(hjemmel="offl. § 14", tittel="Personalsak")})
    møte = find_meeting(plan, "2022-03-11")
    own = replace(møte, fil=møte.fil.model_copy(update={"saker": (exempt,)}))
    years = tuple(
        replace(y, møter=tuple(own if m.sted == møte.sted else m for m in y.møter)) for y in plan.år
    )
    opened = open_plan(replace(plan, år=years))
    seen = meeting_context(opened, opened.own(møte), "{}", Marks())
    assert HIDDEN not in repr(seen)


EXEMPT_PAPERS = f"""\
saker:
  - tittel: Åpen sak
    vedlegg:
      - {{tittel: {HIDDEN} a, lenke: https://{HIDDEN}.no, unntatt: offl. § 14}}
      - {{tittel: {HIDDEN} b, fil: {HIDDEN}.md, unntatt: {{hjemmel: offl. § 13, tittel: Et papir}}}}
      - {{tittel: {HIDDEN} c, ettersendes: 2022-03-10, unntatt: offl. § 23}}
      - {{tittel: d, legges_fram: ja}}
  - tittel: {HIDDEN} sak
    unntatt: offl. § 25
"""


@pytest.mark.parametrize(
    ("målform", "case", "exempt"),
    [
        ("bokmål", "Sak unntatt offentlighet", "unntatt offentlighet"),
        ("nynorsk", "Sak unnateken offentlegheit", "unnateke offentlegheit"),
    ],
)
def test_an_exempt_paper_in_an_open_case_and_a_case_without_a_neutral_title(
    målform: str, case: str, exempt: str, write_plan: WritePlan
) -> None:
    organisation = ORGANISASJON + f"målform: {målform}\n"
    files = {f"plan/{MEETING}/{HIDDEN}.md": "a"}
    here = write_plan(organisasjon=organisation, møter={MEETING: EXEMPT_PAPERS}, andre=files)
    seen = context(here, opened=True)
    assert HIDDEN not in repr(seen)
    assert seen.saker[4].tittel == case
    assert [(p.nummer, p.tittel, p.merknad) for p in seen.saker[3].vedlegg][:3] == [
        ("1", f"Vedlegg {exempt}", "offl. § 14"),
        ("2", "Et papir", f"{exempt}, jf. offl. § 13"),
        ("3", f"Vedlegg {exempt}", "offl. § 23"),
    ]
    assert seen.papirer == seen.saker[3].vedlegg


def test_a_case_of_its_own_without_papers_says_so_and_a_topic_does_not(write_plan: WritePlan) -> None:
    own = "saker:\n  - {tittel: A}\n  - {tittel: B, vedlegg: [{tittel: C, legges_fram: ja}]}\n"
    seen = context(write_plan(møter={MEETING: own}))
    assert [sak.uten_papirer for sak in seen.saker] == [
        "",
        "",
        "",
        "Ingen skriftlige sakspapirer",
        "",
        "",
        "",
    ]


def test_every_way_that_a_paper_comes_has_its_note(write_plan: WritePlan) -> None:
    own = """\
saker:
  - tittel: A
    oppfølging_av: 34/21
    vedlegg:
      - {tittel: a, fil: a.md}
      - {tittel: b, lenke: https://x.no}
      - {tittel: c, ettersendes: 2022-03-10}
      - {tittel: d, legges_fram: ja}
"""
    seen = context(write_plan(møter={MEETING: own}, andre={f"plan/{MEETING}/a.md": "a"}))
    assert seen.saker[3].oppfølging_av == "Oppfølging av sak 34/21"
    assert plain(seen.saker[3].vedlegg) == plain(
        (
            Papir("1", "Sak 4", "a", ""),
            Papir("2", "Sak 4", "b", "https://x.no"),
            Papir("3", "Sak 4", "c", "ettersendes senest 10. mars 2022"),
            Papir("4", "Sak 4", "d", "legges fram i møtet"),
        )
    )


def test_the_words_are_nynorsk_when_the_organisation_is(write_plan: WritePlan) -> None:
    own = "saker: [{tittel: A, unntatt: {hjemmel: offl. § 14, tittel: B}}, {tittel: C}]\n"
    workspace = write_plan(organisasjon=ORGANISASJON + "målform: nynorsk\n", møter={MEETING: own})
    seen = plain(context(workspace))
    assert seen["emne"] == "Faggruppa for klima"
    assert seen["saker"][3]["unntatt"] == "Unnateken offentlegheit, jf. offl. § 14"
    assert seen["saker"][4]["uten_papirer"] == "Ingen skriftlege sakspapir"


def test_the_words_are_nynorsk_when_the_body_is(write_plan: WritePlan) -> None:
    paper = "{tittel: P, legges_fram: ja, unntatt: offl. § 13}"
    own = f"saker: [{{tittel: A, unntatt: offl. § 14}}, {{tittel: C, vedlegg: [{paper}]}}]\n"
    kultur = ÅRSPLAN.replace("klima", "kultur").replace("2022-03-11", "2022-03-10")
    workspace = write_plan(
        organisasjon=ORGANISASJON.replace("navn: klima", "navn: klima\n    målform: nynorsk"),
        årsplaner={"2022/klima.yaml": ÅRSPLAN, "2022/kultur.yaml": kultur},
        møter={MEETING: own},
    )
    seen, other = plain(context(workspace, opened=True)), plain(context(workspace, "2022-03-10"))
    assert (seen["emne"], other["emne"]) == ("Faggruppa for klima", "Faggruppen for kultur")
    assert (seen["organ"]["leder"], other["organ"]["leder"]) == ("Leiar", "Leder")
    assert seen["saker"][3]["tittel"] == "Sak unnateken offentlegheit"
    assert seen["saker"][4]["vedlegg"][0]["tittel"] == "Vedlegg unnateke offentlegheit"
    assert other["saker"][1]["tittel"] == "Godkjenning av referat fra forrige møte"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Rådet", "interkommunalt politisk råd (IPR)"), ("Interkommunalt politisk råd Nord", "")],
)
def test_the_form_of_organisation_is_not_said_twice(write_plan: WritePlan, name: str, shown: str) -> None:
    own = ORGANISASJON.replace("navn: Regionrådet", f"navn: {name}\nform: interkommunalt politisk råd (IPR)")
    assert context(write_plan(organisasjon=own)).organisasjon.form == shown


def test_the_last_meeting_of_the_plan_has_no_next(workspace: Workspace) -> None:
    assert context(workspace, "2022-05-20").neste_møte == ""
    assert plain(context(workspace).neste_møte) == "fredag 20. mai 2022"


def test_the_next_meeting_may_be_a_month(write_plan: WritePlan) -> None:
    plan = ÅRSPLAN.replace("2022-05-20", "juni")
    assert context(write_plan(årsplaner={"2022/klima.yaml": plan})).neste_møte == "juni 2022"
