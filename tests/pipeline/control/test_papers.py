"""What is wrong in a meeting's papers is found: each kind of fault, planted as a person makes it.

A plant is one change of one file, after all papers are made. The control finds a fault of its kind, in that
file, and none of another kind, but for that a PDF of a Word file that was changed is older than it.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.pipeline import (
    Choices,
    Pipeline,
    control_papers,
    control_years,
    jobs_for,
    make_calendars,
    make_documents,
    make_package,
    make_wheels,
)
from dokumentmaskin.plan import find_meeting, load_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.pipeline.control.planting import (
    add_sentence,
    append_like,
    remove,
    retitle,
    write_over,
    write_over_cell,
)
from tests.profiles import LONG, WRITTEN_LANGUAGES
from tests.roundtrip.editors import Edit, WordLike

NOW = datetime(2022, 3, 9, 9)  # noqa: DTZ001 - a secretary's clock says no zone
DAY = "2022-03-11"
FOLDER = f"{DAY}-naeringssamarbeid"
SUMMONS, AGENDA, MINUTES = (
    f"output/{FOLDER}/{name}-{DAY}.docx" for name in ("innkalling", "saksliste", "referat")
)
PDF = f"output/{FOLDER}/saksliste-{DAY}.pdf"
PACKAGE = f"output/{FOLDER}/motepakke-{DAY}.pdf"
INTERNAL_PACKAGE = f"output/{FOLDER}/intern/motepakke-{DAY}.pdf"
OPEN, INTERNAL = (f"output/{FOLDER}/{folder}innkalling-{DAY}.pdf" for folder in ("", "intern/"))
PROGRAMME = "output/2022-naeringssamarbeid/handlingsprogram-2022.docx"
CALENDAR = "output/2022/kalender-2022.ics"
WHEEL = "output/2022-naeringssamarbeid/arshjul-2022.svg"
YEAR = "plan/2022/naeringssamarbeid.yaml"
MEETING = f"plan/2022/{DAY}/mote.yaml"
OLD = "kontroll-foreldet"
DATE = "fredag 11. mars 2022"


@dataclass(frozen=True)
class Plant:
    """A fault that is planted.

    Attributes:
        code: What the control calls it.
        found: The file where it is found.
        how: What is done, to the root of the workspace.
        says: What the message says of it.
    """

    code: str
    found: str
    how: Callable[[Path], None]
    says: str = ""


def over(file: str, old: str, new: str, *, where: str = "") -> Callable[[Path], None]:
    return lambda root: write_over(root / file, old, new, where=where)


def said(file: str, text: str) -> Callable[[Path], None]:
    return lambda root: add_sentence(root / file, text)


def planned(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text, old
        (root / file).write_text(text.replace(old, new, 1), "utf-8")

    return change


def made_again(root: Path, old: str, new: str) -> None:
    """Change the agenda, and make its PDF anew."""
    write_over(root / AGENDA, old, new)
    run = _run(Workspace(root))
    make_documents(run, [job for job in jobs_for(run.plan, DAY) if job.kind.rolle == "saksliste"])


def exported(old: str, new: str) -> Callable[[Path], None]:
    """The PDF of the agenda is a person's own, of another version of the Word file."""

    def change(root: Path) -> None:
        kept = (root / AGENDA).read_bytes()
        made_again(root, old, new)
        (root / AGENDA).write_bytes(kept)
        (root / f"output/{FOLDER}/.dok/saksliste-{DAY}.pdf.json").unlink()

    return change


def unsaid(root: Path) -> None:
    """The plan does not say where the meeting is, and two papers do, each in its own way."""
    planned(MEETING, "sted: Teams\n", "")(root)
    write_over(root / AGENDA, "Teams", "Zoom")


def copied(source: str, target: str) -> Callable[[Path], None]:
    """One file lies in the place of another."""

    def change(root: Path) -> None:
        (root / target).write_bytes((root / source).read_bytes())

    return change


def older_package(root: Path) -> None:
    """The package that was made before the agenda was changed lies there again."""
    kept = (root / INTERNAL_PACKAGE).read_bytes()
    made_again(root, "Vurdering", "Betraktning")
    run = _run(Workspace(root))
    assert make_package(run, find_meeting(run.plan, DAY), Choices()).errors == ()
    (root / INTERNAL_PACKAGE).write_bytes(kept)


def alone(root: Path) -> None:
    """The Word file is gone, and a PDF of it lies there."""
    made_again(root, "om reiseliv", "om sport")
    (root / AGENDA).unlink()


def moved(root: Path) -> None:
    planned(YEAR, f"dato: {DAY}", f"dato: 2022-03-18\n    flyttet_fra: {DAY}")(root)
    (root / f"plan/2022/{DAY}").rename(root / "plan/2022/2022-03-18")


def gone(root: Path) -> None:
    planned(YEAR, f"dato: {DAY}", "dato: 2022-03-18")(root)
    (root / f"plan/2022/{DAY}").rename(root / "plan/2022/2022-03-18")


def in_calendar(root: Path) -> None:
    file = root / CALENDAR
    file.write_bytes(file.read_bytes().replace(b"LOCATION:Teams", b"LOCATION:Zoom"))


def called_off(root: Path) -> None:
    file = root / f"output/{FOLDER}/avlysning-{DAY}.docx"
    file.write_bytes((root / SUMMONS).read_bytes())


def newer_paper(root: Path) -> None:
    file = root / f"plan/2022/{DAY}/vedlegg/skisse-til-kampanje.md"
    file.write_text(f"{file.read_text('utf-8')}\nMer.\n", "utf-8")


def another_paper(root: Path) -> None:
    (root / f"plan/2022/{DAY}/vedlegg/ny.md").write_text("# Ny\n", "utf-8")
    planned(MEETING, "Presentasjon, legges_fram: ja", "Presentasjon, fil: vedlegg/ny.md")(root)


BETWEEN = ("  - tittel: Regionalt", "  - tittel: Ny sak\n  - tittel: Regionalt")
WITHOUT = ("fil: vedlegg/skisse-til-kampanje.md", "legges_fram: ja")
CANCELLED = (f"dato: {DAY}", f"dato: {DAY}\n    avlyst: Sykdom")
PLANTS = (
    Plant("kontroll-ukedag", SUMMONS, over(SUMMONS, "onsdag 9. mars", "torsdag 9. mars"), "er en onsdag"),
    Plant("kontroll-ukedag", AGENDA, said(AGENDA, "Vi ses fredag 12. mars 2022."), "er en lørdag"),
    Plant("kontroll-ukedag", MINUTES, said(MINUTES, "Neste gang er torsdag den 20.05.2022."), "er en fredag"),
    Plant("kontroll-ukedag", SUMMONS, said(SUMMONS, "Siste frist: tysdag 31. juni 2022."), "ingen slik dag"),
    Plant("kontroll-dato", SUMMONS, over(SUMMONS, DATE, "lørdag 12. mars 2022"), "fredag 11.\u00a0mars 2022"),
    Plant("kontroll-dato", AGENDA, over(AGENDA, DATE, "11. april 2022"), "men ikke måneden"),
    Plant("kontroll-dato", MINUTES, over(MINUTES, DATE, "10.03.2022"), "10.03.2022"),
    Plant("kontroll-dato", MINUTES, over(MINUTES, DATE, "10.–11. mars 2022"), "10.–11. mars"),
    Plant("kontroll-tid", SUMMONS, over(SUMMONS, "09.00–11.30", "09.30–11.30"), "kl.\u00a009.00–11.30"),
    Plant("kontroll-tid", AGENDA, over(AGENDA, "kl. 09.00–11.30", "9–12"), "«9–12»"),
    Plant("kontroll-tid", AGENDA, over(AGENDA, "kl. 09.00–11.30", "10:00"), "«10:00»"),
    Plant("kontroll-sted", SUMMONS, over(SUMMONS, "Teams", "Zoom"), "«Zoom», men i planen er det «Teams»"),
    Plant("kontroll-sted", AGENDA, over(AGENDA, "Teams", "Rådhuset, møterom 2"), "Rådhuset"),
    Plant("kontroll-sted", MINUTES, over(MINUTES, "Teams", "Oslo"), "Oslo"),
    Plant("kontroll-sted", SUMMONS, over(SUMMONS, "Teams", "Teamsveien 2"), "Teamsveien"),
    Plant("kontroll-sted", AGENDA, unsaid, f"men «Teams» i {SUMMONS}"),
    Plant("kontroll-tid", SUMMONS, over(SUMMONS, "09.00–11.30", "0930–1130"), "0930"),
    Plant("kontroll-dato", SUMMONS, over(SUMMONS, "kl. 09.00–", "fredag 18. mars kl. 09.00–"), "18. mars"),
    Plant("kontroll-saksnummer", SUMMONS, lambda r: write_over_cell(r / SUMMONS, "4", "8"), "er sak 8 her"),
    Plant("kontroll-saksnummer", AGENDA, over(AGENDA, "Sak 4:", "Sak 14:"), "er sak 14 her, men sak 4"),
    Plant("kontroll-saksnummer", MINUTES, over(MINUTES, "Sak 5:", "Sak 6:"), "er sak 6 her, men sak 5"),
    Plant("kontroll-saksnummer", AGENDA, planned(MEETING, *BETWEEN), "«Ny sak» står i planen"),
    Plant("kontroll-sakstittel", SUMMONS, over(SUMMONS, "om reiseliv", "om sport", where="Regionalt s")),
    Plant("kontroll-sakstittel", AGENDA, over(AGENDA, "om reiseliv", "om sport", where="Sak 5"), "om sport"),
    Plant("kontroll-sakstittel", MINUTES, over(MINUTES, "14. januar", "15. januar", where="Sak 2")),
    Plant("kontroll-ikke-i-pakken", SUMMONS, lambda r: append_like(r / SUMMONS, "Sak 4: S", "Sak 4: Nytt")),
    Plant("kontroll-ikke-i-pakken", AGENDA, over(AGENDA, "1: Skisse", "1: Plan"), "i møtepakken"),
    Plant("kontroll-ikke-i-pakken", PACKAGE, another_paper, "Presentasjon"),
    Plant("kontroll-ikke-i-listen", SUMMONS, lambda root: remove(root / SUMMONS, "Sak 4: Skisse"), "Skisse"),
    Plant("kontroll-ikke-i-listen", AGENDA, lambda root: remove(root / AGENDA, "Vedlegg 1: S"), "Skisse"),
    Plant("kontroll-ikke-i-listen", PACKAGE, planned(MEETING, *WITHOUT), "er i pakken"),
    Plant(OLD, PDF, said(AGENDA, "Husk matpakke."), "matpakke"),
    Plant(OLD, PDF, lambda root: remove(root / AGENDA, "Sekretariatet ber gruppen"), "eldre enn"),
    Plant(OLD, PDF, exported("Vurdering", "Betraktning"), "Vurdering"),
    Plant(OLD, PACKAGE, newer_paper, "skisse-til-kampanje.md"),
    Plant(OLD, PACKAGE, lambda root: made_again(root, "Vurdering", "Betraktning"), f"saksliste-{DAY}.pdf"),
    Plant(OLD, INTERNAL_PACKAGE, older_package, "sier noe annet enn"),
    Plant("kontroll-utgave", OPEN, copied(INTERNAL, OPEN), "er den interne utgaven"),
    Plant("kontroll-utgave", INTERNAL, copied(OPEN, INTERNAL), "er den åpne utgaven"),
    Plant("kontroll-utgave", PACKAGE, copied(INTERNAL_PACKAGE, PACKAGE), "er den interne utgaven"),
    Plant("kontroll-sakstittel", PDF, alone, "om sport"),
    Plant("kontroll-tittel", PROGRAMME, over(PROGRAMME, "årshjul 2022", "årshjul 2023"), "for 2022"),
    Plant("kontroll-program", PROGRAMME, over(PROGRAMME, "AI og VR", "AI og KI", where="4."), "«AI og VR»"),
    Plant("kontroll-tittel", SUMMONS, over(SUMMONS, "faggruppemøte", "møte 8. mars 2022"), "«8. mars 2022»"),
    Plant("kontroll-tittel", AGENDA, over(AGENDA, "11.03.2022", "18.03.2022"), "bunnteksten"),
    Plant("kontroll-tittel", MINUTES, over(MINUTES, "samarbeid", "samarbeid 24./25. september")),
    Plant("kontroll-tittel", AGENDA, lambda root: retitle(root / AGENDA, "Møte 3. mars 2022"), "3. mars"),
    Plant("kontroll-annet-mote", SUMMONS, over(SUMMONS, DATE, "fredag 20. mai 2022"), "et annet møte"),
    Plant("kontroll-annet-mote", MINUTES, over(MINUTES, DATE, "24./25. august 2022"), "et annet møte"),
    Plant("kontroll-annet-mote", AGENDA, over(AGENDA, "11.03.2022", "04.11.2022"), "et annet møte"),
    Plant("kontroll-status", f"output/{FOLDER}", planned(YEAR, *CANCELLED), "avlyst"),
    Plant("kontroll-status", f"output/{FOLDER}", moved, "flyttet"),
    Plant("kontroll-status", f"output/{FOLDER}/avlysning-{DAY}.docx", called_off, "ikke avlyst"),
    Plant("kontroll-status", MINUTES, over(MINUTES, "utkast", "godkjent 20. mai 2022"), "etter planen"),
    Plant("kontroll-status", f"output/{FOLDER}", gone, "ikke står i planen"),
    Plant("kontroll-kalender", CALENDAR, in_calendar, "«Zoom» her, men «Teams»"),
    Plant("kontroll-program", PROGRAMME, over(PROGRAMME, "20.05.2022", "21.05.2022"), "21.05.2022"),
    Plant("kontroll-program", PROGRAMME, over(PROGRAMME, "4. november", "5. november"), "5. november"),
    Plant("kontroll-program", WHEEL, planned(YEAR, "dato: 2022-11-04", "dato: 2022-11-11"), "11."),
    Plant("kontroll-program", PROGRAMME, planned(YEAR, "tema: [AI og VR]", "tema: [AI]"), "ai og vr"),
)  # fmt: skip
# One of each kind, where the way is short.
FIRST: Final = tuple({plant.code: plant for plant in reversed(PLANTS)}.values())
# What else may be found: what was made of a file that was changed, or of the plan, is older than that.
ALSO: Final = {OLD, "kontroll-program", "kontroll-kalender"}


def _run(workspace: Workspace) -> Pipeline:
    return Pipeline(workspace, load_plan(workspace), clock=lambda: NOW)


@pytest.fixture(scope="module", params=WRITTEN_LANGUAGES)
def sound(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with all papers of a meeting and of its year."""
    root = tmp_path_factory.mktemp(request.param)
    for folder in ("plan", "templates"):
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=shutil.ignore_patterns("saksnummer.yaml"))
    planned("plan/organisasjon.yaml", "målform: bokmål", f"målform: {request.param}")(root)
    run = _run(Workspace(root))
    jobs = (*jobs_for(run.plan, DAY), *jobs_for(run.plan, "2022", "næringssamarbeid"))
    assert make_documents(run, jobs).errors == ()
    assert make_package(run, find_meeting(run.plan, DAY), Choices()).errors == ()
    assert make_calendars(run, 2022).errors == ()
    make_wheels(run.workspace, run.plan, 2022, None, NOW.date())
    assert found_in(root) == []
    return root


def found_in(root: Path) -> list[tuple[str, str, str]]:
    run = _run(Workspace(root))
    found = control_papers(run, run.plan.møter) + control_years(run, run.plan.år)
    assert all(problem.advice for problem in found.funn.mangler)
    return [(p.code, p.place.path if p.place else "", f"{p.place}: {p.message}") for p in found.funn.mangler]


@pytest.mark.parametrize("plant", PLANTS if LONG else FIRST, ids=lambda plant: plant.code)
def test_a_fault_is_found_where_it_is_and_no_other(sound: Path, tmp_path: Path, plant: Plant) -> None:
    root = tmp_path / "møte"
    shutil.copytree(sound, root)
    plant.how(root)
    found = found_in(root)
    own = [text for code, path, text in found if (code, path) == (plant.code, plant.found)]
    assert own, found
    assert any(plant.says in text for text in own), own
    assert {code for code, _, _ in found} <= {plant.code} | ALSO


def test_a_date_and_a_time_that_dok_does_not_know_are_notes(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "møte"
    shutil.copytree(sound, root)
    write_over(root / SUMMONS, DATE, "14.–11. mars 2022")
    write_over(root / AGENDA, "kl. 09.00–11.30", "etter lunsj")
    run = _run(Workspace(root))
    notes = control_papers(run, run.plan.møter).funn.merknader
    assert [(note.code, note.place.path) for note in notes if note.place] == [
        ("kontroll-uklart", SUMMONS),
        ("kontroll-uklart", AGENDA),
    ]
    assert {code for code, _, _ in found_in(root)} == {OLD}


def test_what_is_said_of_another_day_is_no_fault(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "møte"
    shutil.copytree(sound, root)
    write_over(root / SUMMONS, "faggruppemøte", "faggruppemøte – oppdatert 8. mars 2022")
    write_over(root / AGENDA, "11.03.2022", "11.03.2022, skrevet ut 9. mars 2022")
    write_over(root / MINUTES, "Teams", "Teams, med lenke i kalenderen")
    write_over(
        root / SUMMONS, "kl. 09.00–11.30", "Kaffe 08.30, 2 timer fredag 11. mars 2022 kl. 9 – ca. 11.30"
    )
    add_sentence(
        root / AGENDA,
        "Onsdag og torsdag 24.–25. august 2022 møtes vi på Hamar, langfredag 15. april ikke. "
        "Forrige høst var fredag 12. november, og neste er lørdag 12. november.",
    )
    append_like(root / MINUTES, "Neste møte", "Sak 8: Brev fra NHO")
    write_over(root / MINUTES, "utkast", "Utkast, sendt 14. mars 2022")
    write_over(root / SUMMONS, "Innkalling til", "Oppdatert innkalling (7. mars), svarfrist 9. mars, til")
    write_over(root / SUMMONS, "om reiseliv", "om reiseliv (utsatt sak).", where="Regionalt s")
    write_over_cell(root / SUMMONS, "4", "Sak 4.")
    write_over(root / SUMMONS, "Sak 4: Skisse", "Skisse")
    table = Edit("table", "Sekretariatet ber gruppen", "Nr.|Sak\n12/21|Bevilgning til reiseliv")
    heading = Edit("paragraph", "Sekretariatet ber gruppen", "Sak 12 i styret")
    level = Edit("style", "Sak 12 i styret", "heading 3")
    agenda = (root / AGENDA).read_bytes()
    (root / AGENDA).write_bytes(WordLike().save(agenda, [table, heading, level]))
    assert {code for code, _, _ in found_in(root)} == {OLD}


def test_a_file_that_cannot_be_read_is_a_note(sound: Path, tmp_path: Path) -> None:
    root = tmp_path / "møte"
    shutil.copytree(sound, root)
    for file in (SUMMONS, PACKAGE, CALENDAR):
        (root / file).write_bytes(b"ikke noe")
    run = _run(Workspace(root))
    found = (control_papers(run, run.plan.møter) + control_years(run, run.plan.år)).funn
    told = [note.place.path for note in found.merknader if note.code == "kontroll-ulest" and note.place]
    assert sorted(told) == sorted([SUMMONS, PACKAGE, CALENDAR])
    assert all(note.advice for note in found.merknader)


def test_forty_faults_of_twelve_kinds_are_planted() -> None:
    assert len(PLANTS) >= 40
    assert len({plant.code for plant in PLANTS}) >= 12
