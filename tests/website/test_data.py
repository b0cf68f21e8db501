"""What programs read of a meeting keeps its schema, says what the minutes say, and only what is open."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from dokumentmaskin.plan import Plan, load_plan, meeting_on, open_plan
from dokumentmaskin.site.cases import case_lines
from dokumentmaskin.site.data import meeting_data, meeting_event, meeting_schema
from dokumentmaskin.site.records import Fil, Utlegg
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.regionrad import NOW, council

EVENT: Final = json.loads(Path(__file__).with_name("event.schema.json").read_bytes())
NASTY: Final = "</script><script>alert(1)</script>"


@pytest.fixture(scope="module")
def råd(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The council's open plan."""
    return open_plan(
        load_plan(council(tmp_path_factory.mktemp("råd") / "råd", "nynorsk")).issued_by(NOW.date())
    )


def laid_out(plan: Plan, day: str, *files: Fil, group: str | None = None) -> tuple[Any, Any]:
    """`mote.json` and the event of a meeting, read back."""
    møte = meeting_on(plan, day, group)
    own = Utlegg(møte.navn, files, saker=tuple(case_lines(plan, møte)))
    return json.loads(meeting_data(plan, møte, own).data), json.loads(meeting_event(plan, møte, own))


def valid(data: object, schema: Any) -> None:
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)


def test_every_meeting_keeps_the_schemas(råd: Plan) -> None:
    schema = json.loads(meeting_schema().data)
    Draft202012Validator.check_schema(schema)
    plans = (råd, open_plan(load_plan(Workspace(REPOSITORY))))
    for plan in plans:
        for møte in plan.møter:
            if møte.kaller_inn and møte.dato.dag_satt:
                paper = Fil(
                    adresse=f"moter/{møte.navn}/innkalling.pdf", rolle="innkalling", tittel="Innkalling"
                )
                data, event = laid_out(plan, møte.stempel, paper, group=møte.gruppe.navn)
                valid(data, schema)
                valid(event, EVENT)


def test_what_was_decided_and_how_the_votes_fell(råd: Plan) -> None:
    data, _ = laid_out(råd, "2026-02-06", group="styret")
    case = data["moetemappe"]["moetesak"][4]
    assert (case["moetesaksaar"], case["moetesakssekvensnummer"]) == (2026, 5)
    assert case["moetesakstype"] == "politisk"
    assert case["vedtak"]["vedtakstekst"]["tekstInnhold"] == "Styret ber om et utkast i balanse."
    assert case["vedtak"]["behandlingsprotokoll"]["tekstInnhold"].endswith("3 for (2 Ap, 1 Sp), 2 mot (2 H)")
    (treated,) = (own for own in data["behandling"] if own["moetesak"] == case["systemId"])
    (vote,) = treated["votering"]
    assert (vote["for"], vote["mot"]) == (3, 2)
    assert vote["partier_mot"] == [{"parti": "H", "antall": 2}]


def test_before_approval_nothing_is_decided(råd: Plan) -> None:
    møte = meeting_on(råd, "2026-08-27", "styret")
    assert møte.referat is None or any(own.vedtak for own in møte.referat.saker)
    data, _ = laid_out(råd, "2026-10-23", group="styret")
    assert not any("vedtak" in case for case in data["moetemappe"]["moetesak"])
    assert data["moetedeltaker"] == data["behandling"] == []


def test_an_exempt_case_has_its_number_and_ground_alone(råd: Plan) -> None:
    data, event = laid_out(råd, "2026-10-23", group="styret")
    said = json.dumps((data, event), ensure_ascii=False)
    assert "offl. § 25" in said
    assert "prosjektleder" not in said.casefold()
    assert "video.example.org" not in said


def test_a_cancelled_and_a_moved_meeting_say_so(råd: Plan) -> None:
    data, event = laid_out(råd, "2026-06-12", group="styret")
    assert event["eventStatus"] == "https://schema.org/EventCancelled"
    assert data["moetemappe"]["beskrivelse"].startswith("Avlyst")
    moved = next(m for m in råd.møter if m.rad.flyttet_fra and m.dato.dag_satt and not m.er_avlyst)
    data, event = laid_out(råd, moved.stempel, group=moved.gruppe.navn)
    assert moved.rad.flyttet_fra is not None
    assert event["eventStatus"] == "https://schema.org/EventRescheduled"
    assert event["previousStartDate"] == moved.rad.flyttet_fra.fra.isoformat()
    assert data["moetemappe"]["beskrivelse"].startswith("Flytta frå")


def test_files_lead_to_the_web_when_it_is_known_where_they_lie(råd: Plan) -> None:
    paper = Fil(
        adresse="moter/x/a.pdf", rolle="innkalling", tittel=NASTY, størrelse=9, sha256="a" * 64, pdfa="2a"
    )
    data, event = laid_out(råd, "2026-10-23", paper, group="styret")
    (document,) = data["moetemappe"]["moetedokument"]
    (file,) = document["dokumentbeskrivelse"][0]["dokumentobjekt"]
    assert file["referanseDokumentfil"] == "https://www.dalsfjella.example.org/moter/moter/x/a.pdf"
    assert (file["format"], file["sjekksum"]) == ("PDF/A", "a" * 64)
    assert event["subjectOf"][0]["url"] == file["referanseDokumentfil"]
    own = open_plan(load_plan(Workspace(REPOSITORY)))
    name = meeting_on(own, "2022-03-11").navn
    paper = Fil(adresse=f"moter/{name}/a.pdf", rolle="innkalling", tittel="A")
    _, event = laid_out(own, "2022-03-11", paper)
    assert event["subjectOf"][0]["url"] == "a.pdf"


def test_a_title_cannot_end_the_script_that_it_stands_in(råd: Plan) -> None:
    møte = meeting_on(råd, "2026-10-23", "styret")
    paper = Fil(adresse="moter/x/a.pdf", rolle="innkalling", tittel=NASTY)
    script = meeting_event(råd, møte, Utlegg(møte.navn, (paper,)))
    assert "<" not in script
    assert json.loads(script)["subjectOf"][0]["name"] == NASTY
