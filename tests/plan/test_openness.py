"""Who may see what: every field says it, and the open plan has what everyone may see and nothing else."""

import pickle
from collections.abc import Iterator
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dokumentmaskin.errors import PlanError
from dokumentmaskin.plan import agenda, all_points, find_meeting, load_plan, open_plan, open_points
from dokumentmaskin.plan.meetings import Plan
from dokumentmaskin.plan.openness import withheld
from dokumentmaskin.plan.records.fields import Innsyn, Linje, Record, Åpen
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.plan.minutes import minutes, row, with_minutes

MARCH, MAY, AUGUST = "2022-03-11", "2022-05-20", "2022-08-24"
YEAR: Final = ÅRSPLAN + f"  - {{type: faggruppemøte, dato: {AUGUST}}}\n"
ORGANISATION: Final = f"""\
{ORGANISASJON}\
epost: {{server: {{vert: xvert.example, bruker: Xbruker}}}}
publisering:
  mål:
    - {{navn: nettmappe, slag: mappe, sti: xsti}}
    - {{navn: tjener, slag: sftp, vert: xvert.example, bruker: Xbruker, mappe: xmappe, nøkkel: xnøkkel}}
"""
MEMBERS: Final = """\
personer:
  - {navn: Ida, epost: Xe3@a.no, telefon: Xt3}
klima:
  - navn: Kari
    delregion: Nord
    epost: Xepost@a.no
    telefon: Xtelefon
    vara: {navn: Per, epost: Xe2@a.no, telefon: Xt2}
"""
OWN: Final = """\
sted: Rådhuset
videolenke: https://xvideo.example/
meldinger:
  - {tittel: Åpent brev, fra: Statsforvalteren, dato: 2022-03-01}
  - {tittel: Xmelding, fra: Xavsender, dato: 2022-03-02, lenke: "https://xm.example/", unntatt: offl. § 13}
saker:
  - tittel: Åpen sak
    bakgrunn: Alle kan lese det.
    vedlegg:
      - {tittel: Åpent notat, lenke: "https://åpen.example"}
      - {tittel: Xpapir, lenke: "https://xpapir.example/", unntatt: {hjemmel: offl. § 23, tittel: Et tilbud}}
      - {tittel: Xkart, legges_fram: ja, unntatt: offl. § 13}
  - tittel: Xtittel
    type: vedtak
    tid: 09:15
    innleder: Xinnleder
    bakgrunn: Xbakgrunn
    vurdering: Xvurdering
    forslag_til_vedtak: Xforslag
    alternative_forslag: [{fra: Xfra, tekst: Xalternativ}]
    underpunkter: [{tittel: Xunderpunkt, tekst: Xdel}]
    tidligere_behandling: [{sak: 5, møte: 2021-01-14, gruppe: klima}]
    oppfølging_av: Xoppfølging
    prioritering: Xprioritering
    vedlegg: [{tittel: Xvedlegg, lenke: "https://xvedlegg.example/"}]
    unntatt: {hjemmel: offl. § 25, tittel: Personalsak}
  - {tittel: Xlukket, bakgrunn: Xmer, unntatt: offl. § 14}
"""
MINUTES: Final = """\
referent: Anne
saker:
  - {nummer: 4, tittel: Åpen sak, referat: Alt var greit., vedtak: Åpent vedtak}
  - nummer: 5
    tittel: Xannen tittel
    referat: Xreferat
    vedtak: Xvedtak
    konklusjon: Xkonklusjon
    lukket_møte: Xlukket møte
    stemmer: {for: 1, mot: 7}
    votering: [{for: 1, mot: 7, forslag: Xforslaget}]
    habilitet: [{hvem: Xinhabil, grunnlag: Xgrunnlag}]
  - {nummer: 9, tittel: Xlukket, referat: Xfeil nummer}
oppfølging:
  - {hva: Ring kommunen, hvem: Ola, sak: 4}
  - {hva: Xring Kari, hvem: Xola, frist: 2022-04-01, sak: 5}
  - {hva: Xskriv til Kari, hvem: Xper, sak: 5}
  - {hva: Xuten sak, hvem: Xnoen}
"""
CLOSINGS: Final = """\
lukkede_punkter:
  - {gruppe: klima, møte: 2022-03-11, sak: 5, hva: Xring Kari, lukket: 2022-04-01, merknad: Xmerknad}
  - {gruppe: klima, møte: 2022-03-11, sak: 5, hva: Xborte, lukket: 2022-04-01}
  - {gruppe: klima, møte: 2022-03-11, sak: 4, hva: Ring kommunen, lukket: 2022-04-02, merknad: Ringt}
"""
NUMBERS: Final = """\
møter:
  - gruppe: klima
    dato: 2022-03-11
    utsendt: 2022-03-04
    saker:
      - {nummer: 1, fast: innkalling, tittel: Godkjenning av innkalling og saksliste}
      - {nummer: 4, tittel: Åpen sak}
      - {nummer: 5, tittel: Xtittel}
      - {nummer: 6, tittel: Xlukket}
"""


@pytest.fixture
def plan(write_plan: WritePlan) -> Plan:
    """A plan in which «x» begins every text that is not for everyone."""
    other = {
        f"plan/2022/{MARCH}/referat.yaml": MINUTES,
        "plan/oppfolging.yaml": CLOSINGS,
        "plan/2022/saksnummer.yaml": NUMBERS,
    }
    plans = {"2022/klima.yaml": YEAR}
    return load_plan(
        write_plan(
            organisasjon=ORGANISATION,
            medlemmer=MEMBERS,
            årsplaner=plans,
            møter={f"2022/{MARCH}": OWN},
            andre=other,
        )
    )


def values(thing: Any) -> Iterator[str]:
    """Every text in a plan, whatever it stands in."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from (*values(key), *values(value))
    elif isinstance(thing, list | tuple):
        for value in thing:
            yield from values(value)
    elif isinstance(thing, Record):
        yield from values([getattr(thing, name) for name in type(thing).model_fields])


def texts(plan: Plan) -> list[str]:
    meetings = [(m.gruppe, m.rad, m.fil, m.referat) for year in plan.år for m in year.møter]
    books = [book.møter for book in plan.saksnumre]
    closings = [closed.lukking for closed in plan.lukket]
    return list(
        values(
            [
                plan.organisasjon,
                plan.personer,
                plan.medlemmer,
                [y.plan for y in plan.år],
                meetings,
                books,
                closings,
            ]
        )
    )


def secret(plan: Plan) -> list[str]:
    return [text for text in texts(plan) if text.removeprefix("https://").startswith(("x", "X"))]


def test_a_field_that_does_not_say_who_may_see_it_cannot_be_made() -> None:
    with pytest.raises(TypeError, match=r"Ny\.merkelapp: Åpen"):

        class Ny(Record):
            navn: Åpen[Linje]
            merkelapp: Linje


def records(kind: type[Record] = Record) -> Iterator[type[Record]]:
    for found in kind.__subclasses__():
        yield found
        yield from records(found)


def test_the_plan_of_these_tests_has_a_text_in_every_field_that_is_not_for_everyone(plan: Plan) -> None:
    filled: set[tuple[str, str]] = set()

    def look(thing: Any) -> None:
        if isinstance(thing, list | tuple):
            for item in thing:
                look(item)
        if isinstance(thing, dict):
            look(list(thing.values()))
        if isinstance(thing, Record):
            for name in type(thing).model_fields:
                value = getattr(thing, name)
                if value:
                    # What is said of a person is a field of each record that a person is.
                    filled.update((kind.__name__, name) for kind in type(thing).__mro__)
                look(value)

    look([plan.organisasjon, plan.medlemmer, [(m.fil, m.referat) for m in plan.år[0].møter]])
    look([[book.møter for book in plan.saksnumre], [closed.lukking for closed in plan.lukket]])
    closed = {
        (kind.__name__, name)
        for kind in records()
        if kind.__module__.startswith("dokumentmaskin.")
        for name in kind.model_fields
        if kind.innsyn(name) is not Innsyn.ALLE
    }
    # A file must be there, and a paper comes in one way alone; `test_exemption` has those.
    ways = ("fil", "ettersendes", "ettersendt", "lagt_fram", "alternativ_tekst")
    assert closed - filled == {(kind, name) for kind in ("Vedlegg", "Melding") for name in ways} | {
        ("Melding", "legges_fram")
    }


def test_the_open_plan_has_nothing_else_than_what_everyone_may_see(plan: Plan) -> None:
    opened = open_plan(plan)
    assert secret(plan) != []
    assert secret(opened) == []
    there = [text for text in texts(opened) if text]
    for text in ("Alle kan lese det.", "Åpent notat", "Åpent vedtak", "Ring kommunen", "Ringt", "Rådhuset"):
        assert text in there


def test_an_exempt_case_keeps_its_number_type_time_and_ground(plan: Plan) -> None:
    opened = open_plan(plan)
    cases = {case.nummer: case for case in agenda(opened, find_meeting(opened, MARCH))}
    own = cases["5"].framlegg
    assert (own.tittel, own.type, str(own.tid), own.unntatt) == (
        "Personalsak",
        "vedtak",
        "09:15:00",
        cases["5"].framlegg.unntatt,
    )
    assert (own.unntatt.hjemmel if own.unntatt else "") == "offl. § 25"
    assert cases["6"].framlegg.tittel == "Sak unntatt offentlighet"
    assert [paper.tittel for paper in cases["4"].framlegg.vedlegg] == [
        "Åpent notat",
        "Et tilbud",
        "Vedlegg unntatt offentlighet",
    ]


def test_an_exempt_point_is_printed_with_its_ground_alone(plan: Plan) -> None:
    opened = open_plan(plan)
    points = all_points(opened)
    assert [(p.hva, p.hvem, p.frist, p.lukket is None) for p in points] == [
        ("Ring kommunen", "Ola", None, False),
        ("Unntatt offentlighet, jf. offl. § 25", "", None, False),
        ("Unntatt offentlighet, jf. offl. § 25 (2)", "", None, True),
        ("…", "", None, True),
    ]


def test_it_is_said_of_each_text_that_is_left_out_where_it_stands(plan: Plan) -> None:
    found = {text.tekst: text for text in withheld(plan)}
    assert sorted({text.removeprefix("https://").lower() for text in secret(plan)}) == sorted(
        text.removeprefix("https://").lower()
        for text in found
        if text != "mappe"  # which kind a target is
    )
    said = {
        text.tekst: (text.art, text.felt, text.sak, str(text.sted).partition(" ")[0])
        for text in found.values()
        if text.tekst in {"Xtittel", "Xbakgrunn", "https://xvedlegg.example/", "Xreferat", "Xtelefon"}
    }
    own, read = f"plan/2022/{MARCH}/mote.yaml", f"plan/2022/{MARCH}/referat.yaml"
    assert said == {
        "Xtittel": ("tittel", "tittel", "5", f"{own}:13:5"),
        "Xbakgrunn": ("tekst", "bakgrunn", "5", f"{own}:13:5"),
        "https://xvedlegg.example/": ("adresse", "lenke", "5", f"{own}:13:5"),
        "Xreferat": ("tekst", "referat", "5", f"{read}:4:5"),
        "Xtelefon": ("nummer", "telefon", "", "None"),
    }


def test_a_plan_without_anything_exempt_is_open_as_it_is(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(møter={f"2022/{MARCH}": "saker: [{tittel: Åpen sak, bakgrunn: Luft}]"}))
    assert texts(open_plan(plan)) == texts(plan)
    assert withheld(plan) == ()


def test_cases_that_look_the_same_to_everyone_keep_their_numbers(write_plan: WritePlan) -> None:
    """They were open when the summons went out, and nothing but their own titles tells them apart."""
    own = """\
saker:
  - {tittel: Xto, type: drøfting, unntatt: offl. § 14}
  - {tittel: Xen, unntatt: offl. § 13}
"""
    sent = NUMBERS.replace("Xtittel", "Xen").replace("Xlukket", "Xto").replace("Åpen sak", "Xen gang til")
    plan = load_plan(write_plan(møter={f"2022/{MARCH}": own}, andre={"plan/2022/saksnummer.yaml": sent}))
    opened = open_plan(plan)
    numbers = [[c.nummer for c in agenda(p, find_meeting(p, MARCH))] for p in (plan, opened)]
    assert numbers[0] == numbers[1]
    exempt = [c.framlegg.unntatt for c in agenda(opened, find_meeting(opened, MARCH)) if c.nummer == "6"]
    assert [ground and ground.hjemmel for ground in exempt] == ["offl. § 14"]


def test_a_case_that_became_exempt_in_another_meeting_has_its_title_in_neither(write_plan: WritePlan) -> None:
    """It went out open in March, stands there as withdrawn, and is an exempt case of May."""
    own = {
        f"2022/{MARCH}": "saker: [{tittel: Åpen sak}, {tittel: Den andre}]",
        f"2022/{MAY}": "saker: [{tittel: Xtittel, unntatt: {hjemmel: offl. § 25, tittel: Personalsak}}]",
    }
    sent = NUMBERS.replace("Xlukket", "Den andre")
    plan = load_plan(write_plan(møter=own, andre={"plan/2022/saksnummer.yaml": sent}))
    opened = open_plan(plan)
    assert secret(opened) == []
    shown = [
        [(c.nummer, c.utgår) for c in agenda(p, find_meeting(p, MARCH)) if not c.fast] for p in (plan, opened)
    ]
    assert shown[0] == shown[1] == [("4", False), ("5", True), ("6", False)]
    assert "Xtittel" in {text.tekst for text in withheld(plan)}


def test_a_title_that_an_open_case_has_too_is_open(write_plan: WritePlan) -> None:
    own = {
        f"2022/{MARCH}": "saker: [{tittel: Åpen sak}]",
        f"2022/{MAY}": "saker: [{tittel: Åpen sak, unntatt: offl. § 25}]",
    }
    sent = NUMBERS[: NUMBERS.index("      - {nummer: 5")]
    opened = open_plan(load_plan(write_plan(møter=own, andre={"plan/2022/saksnummer.yaml": sent})))
    assert "Åpen sak" in [c.framlegg.tittel for c in agenda(opened, find_meeting(opened, MARCH))]


def test_what_is_of_a_meeting_whose_cases_cannot_be_told_is_not_open(write_plan: WritePlan) -> None:
    own = "saker: [{tittel: X, unntatt: offl. § 14}, {tittel: Y, unntatt: offl. § 13}]"
    sent = NUMBERS.replace("Xtittel", "Sak unntatt offentlighet").replace(
        "Xlukket", "Sak unntatt offentlighet"
    )
    plan = load_plan(write_plan(møter={f"2022/{MARCH}": own}, andre={"plan/2022/saksnummer.yaml": sent}))
    plan = with_minutes(plan, {MARCH: minutes(saker=[{"nummer": "4", "tittel": "X", "referat": "Xord"}])})
    with pytest.raises(PlanError):
        agenda(plan, find_meeting(plan, MARCH))
    assert secret(open_plan(plan)) == []


ROWS = st.lists(st.tuples(st.sampled_from(["Ring", "Send", "Mål"]), st.sampled_from("45")), max_size=5)
LATER = st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.booleans()), max_size=5)


@given(first=ROWS, may=LATER, august=LATER)
def test_the_same_points_are_open_in_both_editions(
    write_plan: WritePlan,
    first: list[tuple[str, str]],
    may: list[tuple[int, bool, bool]],
    august: list[tuple[int, bool, bool]],
) -> None:
    """Case 5 is exempt; later minutes hold some of the points again, closed or not, some in other words."""
    cases = "saker: [{tittel: Åpen}, {tittel: Lukket, unntatt: offl. § 14}]"
    plan = load_plan(write_plan(årsplaner={"2022/klima.yaml": YEAR}, møter={f"2022/{MARCH}": cases}))

    def carried(rows: list[tuple[int, bool, bool]]) -> Any:
        known = [(first[n], closed, other) for n, closed, other in rows if n < len(first)]
        return minutes(
            *(
                row(
                    f"{hva} nå" if other else hva,
                    sak=sak,
                    møte=MARCH,
                    status="lukket" if closed else "åpen",
                )
                for (hva, sak), closed, other in known
            )
        )

    read = {
        MARCH: minutes(*(row(hva, sak=sak) for hva, sak in first)),
        MAY: carried(may),
        AUGUST: carried(august),
    }
    plan = with_minutes(plan, read)
    opened = open_plan(plan)
    whole = [(p.møte, p.sak, p.hjemmel, p.lukket, p.sagt) for p in all_points(plan)]
    assert [(p.møte, p.sak, p.hjemmel, p.lukket, p.sagt) for p in all_points(opened)] == whole
    meeting = find_meeting(plan, AUGUST)
    assert len(open_points(opened, opened.own(meeting))) == len(open_points(plan, meeting))


def test_a_plan_goes_to_another_process(plan: Plan) -> None:
    assert pickle.loads(pickle.dumps(open_plan(plan))) == open_plan(plan)  # noqa: S301 - our own bytes
