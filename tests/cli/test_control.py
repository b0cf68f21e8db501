"""`dok kontroll`: what the law asks for, as a secretary sees it."""

import pytest

from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok
from tests.conftest import WritePlan

DAY = "2022-03-11"
NONE = "Det ligger ingen papirer å holde opp mot planen.\n"
ORGANISATION = """\
navn: Rådet IPR
form: interkommunalt politisk råd
sekretariat: {navn: Sekretariatet}
delregioner: [Nord, Sør]
grupper:
  - {navn: klima, slag: styre, nettside: "https://example.org/"}
  - {navn: kultur, slag: faggruppe, følger_kommuneloven: ja, nettside: "https://example.org/"}
"""
BARE = "saker: [{tittel: Luft, type: vedtak}]\n"
FULL = "sted: Rådhuset\nsaker: [{tittel: Luft, type: vedtak, bakgrunn: Lufta er god.}]\n"
READ = """\
startet: 09:00
deltakere:
  - {delregion: Nord, medlem: Kari, møtte: medlem}
  - {delregion: Sør, medlem: Ola, møtte: medlem}
saker: [{nummer: 4, tittel: Luft, vedtak: Ja., votering: [{utfall: enstemmig}]}]
"""


@pytest.fixture
def bare(write_plan: WritePlan) -> Workspace:
    return write_plan(organisasjon=ORGANISATION, møter={f"2022/{DAY}": BARE})


def test_what_an_elected_body_lacks_is_an_error_with_its_paragraph(bare: Workspace, dok: Dok) -> None:
    said = dok("kontroll", DAY, "-C", str(bare.root))
    assert said.code == 8
    assert said.out == "Ett møte holdt opp mot kommuneloven kapittel 11: én mangel.\n" + NONE
    assert "Feil: plan/2022/2022-03-11/mote.yaml:1:9 saker[1]: Sak 4 er til vedtak" in said.err
    assert "(kommuneloven § 11-3 første ledd). Skriv «bakgrunn:» eller legg ved et papir." in said.err


def test_json_has_both_kinds(bare: Workspace, dok: Dok) -> None:
    said = dok("kontroll", "11.", "mars", "2022", "-C", str(bare.root), "--json")
    assert said.code == 8
    assert [problem["kode"] for problem in said.answer["feil"]] == ["lov-dokumenter"]
    assert [problem["kode"] for problem in said.answer["advarsler"]] == ["lov-ulest"]
    assert said.answer["filer"] == []


def test_nothing_missing_is_said_and_ends_well(write_plan: WritePlan, dok: Dok) -> None:
    files: dict[str, str | bytes] = {f"plan/2022/{DAY}/referat.yaml": READ}
    here = write_plan(organisasjon=ORGANISATION, møter={f"2022/{DAY}": FULL}, andre=files)
    said = dok("kontroll", DAY, "-C", str(here.root))
    assert (said.code, said.err) == (0, "")
    assert said.out == "Ett møte holdt opp mot kommuneloven kapittel 11: ingen mangler.\n" + NONE


def test_without_a_date_it_is_all_meetings_under_way(bare: Workspace, dok: Dok) -> None:
    said = dok("kontroll", "-C", str(bare.root))
    assert said.code == 8
    assert said.out == "2 møter holdt opp mot kommuneloven kapittel 11: 2 mangler.\n" + NONE
    none = dok("kontroll", "--gruppe", "kultur", "-C", str(bare.root))
    assert (none.code, none.out.startswith("Ingen møter holdt opp mot kommuneloven kapittel 11: ")) == (
        0,
        True,
    )


def test_a_body_that_wants_to_is_advised(write_plan: WritePlan, dok: Dok) -> None:
    wants = ORGANISATION.replace(
        "klima, slag: styre", "klima, slag: utvalg, folkevalgt: nei, følger_kommuneloven: ja"
    )
    here = write_plan(organisasjon=wants, møter={f"2022/{DAY}": BARE})
    said = dok("kontroll", DAY, "-C", str(here.root))
    assert said.code == 0
    assert "Merk: plan/2022/2022-03-11/mote.yaml:1:9 saker[1]: Sak 4 er til vedtak" in said.err


def test_the_commands_that_make_papers_tell_the_same_and_go_on(write_plan: WritePlan, dok: Dok) -> None:
    files: dict[str, str | bytes] = {f"plan/2022/{DAY}/referat.yaml": READ.replace("startet: 09:00\n", "")}
    here = write_plan(organisasjon=ORGANISATION, møter={f"2022/{DAY}": FULL}, andre=files)
    said = dok("referat", DAY, "-C", str(here.root))
    assert said.code == 0
    assert "når møtet startet (kommuneloven § 11-4 første ledd bokstav a)" in said.err
