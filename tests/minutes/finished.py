"""The real minutes as dok writes them and as a secretary finishes them, and what is read of them."""

from collections.abc import Callable
from datetime import date, time
from functools import cache
from typing import Final

import pytest

from dokumentmaskin.document.render import render
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.minutes.reading import ReadMinutes, template_prompts
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import REFERAT
from dokumentmaskin.pipeline.pipeline import read_template
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting
from dokumentmaskin.plan.records.outcome import Oppfølgingspunkt, Referatsak, as_data
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.minutes.word_edits import (
    W,
    WordEdit,
    each_save,
)

MEETING: Final = date(2022, 3, 11)
PATH: Final = "output/referat.docx"
SAVES: Final = dict(each_save())
every_save = pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
Save = Callable[[WordEdit], WordEdit]
Read = Callable[[WordEdit | bytes], ReadMinutes]


@cache
def skeleton(language: str = "bokmål") -> bytes:
    """The minutes of the real meeting as dok writes them."""
    plan = load_plan(Workspace(REPOSITORY))
    plan = type(plan)(plan.organisasjon.model_copy(update={"målform": language}), plan.medlemmer, plan.år)
    workspace = Workspace(REPOSITORY)
    template = read_template(workspace, workspace.templates / plan.språk.mappe / "referat.docx")
    marks = Marks()
    møte = find_meeting(plan, "2022-03-11")
    context = Job(REFERAT, møte).context(plan, marks)
    return render(template.data, "referat.docx", context, marks, MEETING)


@cache
def all_prompts() -> frozenset[str]:
    """The help texts of both templates."""
    files = (REPOSITORY / "templates").glob("*/referat.docx")
    return frozenset[str]().union(*(template_prompts(f.read_bytes(), f.name) for f in files))


def case(read_: ReadMinutes, number: str) -> Referatsak:
    return next(found for found in read_.record.saker if found.nummer == number)


def told(read_: ReadMinutes) -> list[tuple[str, str]]:
    """What is asked about, and where."""
    assert all(problem.advice and problem.message for problem in read_.problems)
    assert {p.place.path for p in read_.problems if p.place} <= {PATH}
    return [(problem.code, problem.place.field if problem.place else "") for problem in read_.problems]


def complete(edit: WordEdit) -> WordEdit:
    """The minutes as a secretary finishes them."""
    edit.write("Møtet startet", "09.02")
    edit.write("Møtet sluttet", "kl. 11.20")
    edit.write("Observatører", "ingen")
    edit.write("Gjester", "Åse Øst, Oslo")
    for row in edit.rows(0):
        region = "".join(t.text for t in next(row.iter(W + "tc")).iter(W + "t"))
        kind = {"Hadelandsregionen": "forfall", "Hamarregionen": "vara møtte"}.get(region, "møtt")
        edit.tick(f"{region}: {kind}")
    edit.write("Sak 2: vedtak", "Referatet ble godkjent.")
    edit.write("Sak 2: godkjenning", "Godkjent")
    edit.write(
        "Sak 4: kort referat",
        "Gruppen drøftet:",
        "1. målgrupper",
        "1. næringsmiljøer",
        "Noen ønsket:",
        "- helse",
        "- energi",
        "Første linje\nandre linje",
    )
    edit.write("Sak 4: konklusjon", "Sekretariatet går videre.")
    edit.write("Sak 4: for", "8")
    edit.write("Sak 4: mot", "2")
    edit.write("Sak 4: habilitet", "Per Vest")
    edit.write("Sak 4: grunnlag", "forvaltningsloven § 6 første ledd")
    edit.write("Hamarregionen: kom kl.", "09.30")
    edit.point(0, "Sende ut skissen", "sekretariatet", "1. april 2022", "Ikke startet", "4")
    edit.point(1, "Melde inn miljøer", "alle", "innen 25. mars", "Ferdig", "sak 5 · 14. januar")
    return edit


ACCOUNT: Final = (
    "Gruppen drøftet:\n\n1. målgrupper\n2. næringsmiljøer\n\nNoen ønsket:\n\n- helse\n- energi\n\n"
    "Første linje\nandre linje"
)


def assert_complete(found: ReadMinutes) -> None:
    """Everything in complete minutes, and no question."""
    minutes = found.record
    assert told(found) == []
    assert (minutes.startet, minutes.sluttet) == (time(9, 2), time(11, 20))
    assert minutes.møteleder == "leder av faggruppen (eksempel)"
    assert (minutes.observatører, minutes.gjester, minutes.fra_sekretariatet) == (
        "ingen",
        "Åse Øst, Oslo",
        "",
    )
    attended = {row.delregion: row.møtte for row in minutes.deltakere}
    assert len(attended) == 16
    assert attended.pop("Hadelandsregionen") == "ingen"
    assert attended.pop("Hamarregionen") == "vara"
    assert set(attended.values()) == {"medlem"}
    assert minutes.deltakere[0].vara == "vara for næringssjef (eksempel)"
    assert [c.nummer for c in minutes.saker] == ["1", "2", "3", "4", "5", "6", "7"]
    assert case(found, "1") == Referatsak(nummer="1", tittel="Godkjenning av innkalling og saksliste")
    assert case(found, "4").referat == ACCOUNT
    assert case(found, "4").konklusjon == "Sekretariatet går videre."
    assert [as_data(vote) for vote in case(found, "4").votering] == [{"for": "8", "mot": "2"}]
    assert [as_data(who) for who in case(found, "4").habilitet] == [
        {"hvem": "Per Vest", "grunnlag": "forvaltningsloven § 6 første ledd"}
    ]
    assert [as_data(said) for said in minutes.godkjenning] == [{"møte": "2022-01-14", "utfall": "godkjent"}]
    late = [row for row in minutes.deltakere if row.kom]
    assert [(row.delregion, row.kom, row.gikk) for row in late] == [("Hamarregionen", time(9, 30), None)]
    assert minutes.oppfølging == (
        point(hva="Sende ut skissen", hvem="sekretariatet", frist="2022-04-01", sak="4"),
        point(
            hva="Melde inn miljøer",
            hvem="alle",
            frist="2022-03-25",
            status="lukket",
            sak="5",
            møte="2022-01-14",
        ),
    )


def point(**data: str) -> Oppfølgingspunkt:
    return Oppfølgingspunkt.model_validate(data)
