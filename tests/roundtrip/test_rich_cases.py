"""Cases with all that they can have: on paper in both languages, edited in Word, withdrawn in the plan."""

from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.pipeline.minutes.read_back import read_back
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.word import document_text
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.minutes.word_edits import W, WordEdit
from tests.roundtrip.remaking import DAY, FOLDER, MINUTES, START, clock, make, plain

ROLES: Final = ("innkalling", "saksliste", "referat")
EARLIER: Final = "2022-01-14"
YEAR: Final = ÅRSPLAN + f"  - {{type: faggruppemøte, dato: {EARLIER}}}\n"
ELECTED: Final = ORGANISASJON.replace("- navn: klima", "- navn: klima\n    følger_kommuneloven: ja")
BEFORE: Final = """\
saker:
  - {nummer: 4, tittel: Luft i byen, vedtak: "Saken *utsettes*."}
  - {nummer: 5, tittel: Vann, konklusjon: Ble drøftet.}
"""
OWN: Final = """\
tid: 09:00–11:30
utsendt: 2022-03-04
meldinger:
  - {tittel: Brev om støy, fra: Statsforvalteren, dato: 2022-03-01}
saker:
  - seksjon: Saker til vedtak
    tittel: Luft
    type: vedtak
    varighet: 45
    bakgrunn: Lufta er dårlig.
    tidligere_behandling: [{sak: 4, møte: 2022-01-14}, {sak: 5, møte: 2022-01-14}]
    forslag_til_vedtak: Lufta blir bedre.
    alternative_forslag: [{fra: Nord kommune, tekst: Saken sendes tilbake.}]
    underpunkter: [{tittel: Måling, tekst: Hver time.}, {tittel: Varsling}]
    vedlegg:
      - {tittel: Måleserie, legges_fram: ja}
      - {tittel: Høringssvar, lenke: "https://example.org/svar", ettersendt: 2022-03-09}
  - {tittel: Leder, type: valg, varighet: 10}
  - {seksjon: Andre saker, tittel: Flom, ettersendt: 2022-03-10, bakgrunn: Elva stiger.}
"""
SAID: Final = {
    "bokmål": {
        "innkalling": """
            Saker til vedtak Nr. Sak Type Innleder Varighet 5 Luft Vedtak 45 min 6 Leder Valg 10 min
            Andre saker Nr. Sak Type Innleder Varighet 7 Flom Ettersendt 10. mars 2022
        """,
        "saksliste": """
            Melding 1: Brev om støy – fra Statsforvalteren, 1. mars 2022
            Saker til vedtak Sak 5: Luft Vedtak · 45 min
            Møtelederen eller en tredel av dem som møter, kan motsette seg at det blir gjort vedtak i saken
            (kommuneloven § 11-3 femte ledd). Bakgrunn Lufta er dårlig.
            Tidligere behandling Sak 4, fredag 14. januar 2022: Luft i byen Saken *utsettes*.
            Sak 5, fredag 14. januar 2022: Vann Ble drøftet.
            5.1 Måling Hver time. 5.2 Varsling Forslag til vedtak Lufta blir bedre.
            Alternative forslag Forslag fra: Nord kommune Saken sendes tilbake.
            Vedlegg Vedlegg 1: Måleserie – legges fram i møtet
            Vedlegg 2: Høringssvar – ettersendt 9. mars 2022; https://example.org/svar
            Sak 6: Leder Valg · 10 min Ingen skriftlige sakspapirer
            Andre saker Sak 7: Flom Ettersendt 10. mars 2022 Bakgrunn Elva stiger. Ingen vedlegg
        """,
        "referat": """
            Forslag til vedtak Lufta blir bedre.
            Alternative forslag Forslag fra: Nord kommune Saken sendes tilbake. Kort referat
        """,
    },
    "nynorsk": {
        "innkalling": "Innleiar Lengd 5 Luft Vedtak 45 min 6 Leder Val 10 min Andre saker",
        "saksliste": "Orientering Melding 1: Brev om støy – frå Statsforvalteren, 1. mars 2022",
        "referat": "Framlegg til vedtak Lufta blir bedre. Alternative framlegg Framlegg frå: Nord kommune",
    },
}


@pytest.fixture(params=SAID)
def here(request: pytest.FixtureRequest, write_plan: WritePlan) -> tuple[Workspace, dict[str, str]]:
    """A workspace whose meeting has cases with all they can have, and what its papers are to say."""
    workspace = write_plan(
        organisasjon=ELECTED + f"målform: {request.param}\n",
        årsplaner={"2022/klima.yaml": YEAR},
        møter={f"2022/{DAY}": OWN},
        andre={f"plan/2022/{EARLIER}/referat.yaml": BEFORE},
    )
    return workspace, SAID[request.param]


def document(workspace: Workspace, role: str) -> Path:
    return workspace.root / f"{FOLDER}/{role}-{DAY}.docx"


def words(workspace: Workspace, role: str) -> str:
    """All that a document says, in tables too."""
    return plain(" ".join(document_text(document(workspace, role).read_bytes()).body))


def rewrite(workspace: Workspace, role: str, old: str, new: str) -> None:
    """Write something else in a paragraph, in a table or outside."""
    edit = WordEdit(document(workspace, role).read_bytes())
    text = next(text for text in edit.root.iter(f"{W}t") if text.text == old)
    text.text = new
    document(workspace, role).write_bytes(edit.saved())


def test_all_that_a_case_has_is_on_paper(here: tuple[Workspace, dict[str, str]]) -> None:
    workspace, said = here
    assert make(workspace, roles=ROLES).errors == ()
    for role, text in said.items():
        assert " ".join(text.split()) in words(workspace, role)


def test_what_dok_prints_of_a_case_in_the_minutes_is_read_as_nothing(
    here: tuple[Workspace, dict[str, str]],
) -> None:
    workspace, _ = here
    make(workspace, roles=("referat",))
    edit = WordEdit((workspace.root / MINUTES).read_bytes())
    edit.write("Sak 6: vedtak", "Kari ble valgt.")
    (workspace.root / MINUTES).write_bytes(edit.saved())
    plan = load_plan(workspace)
    read = read_back(workspace, plan, find_meeting(plan, DAY), START.date())
    assert [doubt.code for doubt in read.doubts if doubt.code.startswith(("ul", "uk"))] == []
    minutes = find_meeting(load_plan(workspace), DAY).referat
    assert minutes is not None
    assert [(case.nummer, case.vedtak) for case in minutes.saker if case.vedtak] == [("6", "Kari ble valgt.")]


def test_a_case_is_withdrawn_from_papers_that_somebody_has_edited(
    here: tuple[Workspace, dict[str, str]],
) -> None:
    workspace, _ = here
    now = clock()
    make(workspace, now, ROLES)
    rewrite(workspace, "saksliste", "Elva stiger.", "Elva stiger fort, sier NVE.")
    rewrite(workspace, "innkalling", "Flom", "Flom i elva")
    edit = WordEdit((workspace.root / MINUTES).read_bytes())
    edit.write("Sak 7: kort referat", "NVE fortalte.")
    (workspace.root / MINUTES).write_bytes(edit.saved())
    file = workspace.plan / f"2022/{DAY}/mote.yaml"
    file.write_text(OWN.replace("    tittel: Luft\n", "    tittel: Luft\n    utgår: ja\n"), "utf-8")
    assert make(workspace, now, ROLES).errors == ()
    agenda, summons, minutes = (words(workspace, role) for role in ("saksliste", "innkalling", "referat"))
    withdrawn = load_plan(workspace).språk.utgår.capitalize()
    assert f"Saker til vedtak Sak 5: Luft {withdrawn} Sak 6: Leder" in agenda
    assert "Elva stiger fort, sier NVE." in agenda
    assert f"5 Luft {withdrawn} 6 Leder" in summons
    assert "7 Flom i elva" in summons
    assert f"Sak 5: Luft {withdrawn} Sak 6: Leder" in minutes
    assert "NVE fortalte." in minutes
    for gone in ("Lufta er dårlig.", "Nord kommune", "Måling", "Saken *utsettes*."):
        assert gone not in agenda + summons + minutes
