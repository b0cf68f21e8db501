"""Where a meeting stands and what comes next, read from the plan, the files and the day alone."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from dokumentmaskin.pipeline import (
    Pipeline,
    current,
    make_documents,
    make_package,
    meeting_jobs,
    programme_jobs,
)
from dokumentmaskin.pipeline.kinds import AVLYSNING, INNKALLING, REFERAT
from dokumentmaskin.pipeline.minutes.read_back import read_back
from dokumentmaskin.pipeline.package import Choices
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_meeting, meeting_on
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.minutes.word_edits import WordEdit, styled
from tests.regionrad import council

DAY: Final = "2022-03-11"
FOLDER: Final = f"output/{DAY}-klima"
YEAR: Final = "2022/klima.yaml"
ALL: Final = f"{ORGANISASJON}frister: {{temaer: 21, innkalling: 7, forfall: 2, referat: 7, merknader: 14}}\n"


def found(workspace: Workspace, today: str, group: str | None = None) -> dict[str, Any]:
    return current(workspace, load_plan(workspace), date.fromisoformat(today), group)


def to_do(workspace: Workspace, today: str) -> list[tuple[str, str, bool]]:
    """The first words of what to do, the command, and whether it is late."""
    rows = found(workspace, today)["gjør"]
    return [(row["hva"].partition(" møtet")[0], row["kommando"], row["sent"]) for row in rows]


def stands(workspace: Workspace, today: str, day: str = DAY) -> str:
    rows = found(workspace, today)["møter"]
    [told] = [row["står"].replace("\u00a0", " ") for row in rows if row["fra"] == day]
    return str(told)


def run(workspace: Workspace, today: str) -> Pipeline:
    return Pipeline(workspace, load_plan(workspace), clock=lambda: datetime.fromisoformat(today))


def edit(workspace: Workspace, name: str, fill: Callable[[WordEdit], None]) -> None:
    file = workspace.root / FOLDER / name
    word = WordEdit(file.read_bytes())
    fill(word)
    file.write_bytes(word.saved())


def test_a_meeting_is_followed_from_its_topics_to_its_minutes_by_what_lies_there(
    write_plan: WritePlan,
) -> None:
    here = write_plan(organisasjon=ALL)
    assert to_do(here, "2022-02-17") == []
    assert to_do(here, "2022-02-18") == [("Lag innkallingen til", f"dok innkalling {DAY}", False)]
    assert to_do(here, "2022-03-05") == [("Lag innkallingen til", f"dok innkalling {DAY}", True)]
    assert stands(here, "2022-02-18") == "innkalling innen 4. mars 2022"
    assert stands(here, "2022-03-05") == "innkallingen mangler"
    pipeline = run(here, "2022-03-01")
    møte = find_meeting(pipeline.plan, DAY)
    make_documents(pipeline, meeting_jobs(møte, [INNKALLING]))
    assert to_do(here, "2022-03-01") == [("Lag møtepakken til", f"dok pakke {DAY}", False)]
    make_package(pipeline, møte, Choices())
    sending = [("Send innkallingen til", f"dok innkalling {DAY} --sendt", False)]
    assert to_do(here, "2022-03-01") == sending
    assert stands(here, "2022-03-01") == "innkallingen er laget og pakken er laget"
    write_plan(organisasjon=f"{ALL}epost: {{server: {{vert: smtp.example.org}}}}\n")
    assert to_do(here, "2022-03-01") == [("Send innkallingen til", f"dok epost {DAY} --send", False)]
    edit(here, f"saksliste-{DAY}.docx", lambda word: word.body.insert(0, styled("Normal", "Vann")))
    assert to_do(here, "2022-03-01") == [("Lag møtepakken til", f"dok pakke {DAY}", False)]
    assert "saksliste-2022-03-11.docx er endret" in found(here, "2022-03-01")["gjør"][0]["hva"]


def test_minutes_are_asked_for_until_they_are_read_in(write_plan: WritePlan) -> None:
    here = write_plan(organisasjon=ALL)
    assert to_do(here, DAY) == [("Lag referatet fra", f"dok referat {DAY}", False)]
    assert ("Lag referatet fra", f"dok referat {DAY}", True) in to_do(here, "2022-03-19")
    pipeline = run(here, DAY)
    møte = find_meeting(pipeline.plan, DAY)
    make_documents(pipeline, meeting_jobs(møte, [REFERAT]))
    assert to_do(here, DAY) == [("Skriv referatet fra", f"dok les-referat {DAY}", False)]
    edit(here, f"referat-{DAY}.docx", lambda word: word.write("Møtet startet", "09.00"))
    assert to_do(here, DAY) == [("Gjør ferdig referatet fra", f"dok les-referat {DAY}", False)]
    read_back(here, pipeline.plan, møte, date(2022, 3, 12))
    assert to_do(here, "2022-03-12") == []
    assert stands(here, "2022-03-12") == "referat til godkjenning, merknader innen 25. mars 2022"
    assert [row["fra"] for row in found(here, "2022-03-26")["møter"]] == ["2022-05-20"]


def test_a_summons_whose_day_of_sending_was_written_ahead_is_asked_for_until_it_is_there(
    write_plan: WritePlan,
) -> None:
    here = write_plan(møter={f"2022/{DAY}": "utsendt: 2022-03-03\n"})
    assert [step for step, _, _ in to_do(here, "2022-03-03")] == ["Lag innkallingen til"]
    assert stands(here, "2022-03-03") == "sendt 3. mars 2022 etter planen, men innkallingen mangler"
    pipeline = run(here, "2022-03-02")
    make_package(pipeline, find_meeting(pipeline.plan, DAY), Choices())
    assert [step for step, _, _ in to_do(here, "2022-03-02")] == ["Send innkallingen til"]
    assert found(here, "2022-03-02")["gjør"][0]["frist"] == "2022-03-03"  # the day that was written
    assert to_do(here, "2022-03-03") == []
    assert stands(here, "2022-03-03") == "sendt 3. mars 2022 og pakken er laget"


def test_a_summons_that_somebody_says_is_sent_is_made_and_so_is_the_package_again(
    write_plan: WritePlan,
) -> None:
    here = write_plan()
    pipeline = run(here, "2022-03-02")
    møte = find_meeting(pipeline.plan, DAY)
    make_package(pipeline, møte, Choices())
    sent, _ = pipeline.after_sending(møte, date(2022, 3, 2))
    make_documents(sent, meeting_jobs(møte, [INNKALLING]))
    [row] = found(here, "2022-03-02")["gjør"]
    assert row["kommando"] == f"dok pakke {DAY}"
    assert "på nytt: innkalling-2022-03-11.docx er endret" in row["hva"]
    assert not found(here, "2022-03-10")["gjør"][0]["sent"]  # it was sent in time
    make_package(sent, møte, Choices())
    assert to_do(here, "2022-03-02") == []


def test_topics_are_asked_for_where_they_are_counted_and_none_are_written(write_plan: WritePlan) -> None:
    rows = ÅRSPLAN.replace(", tema: [Luft, Vann]", "")
    here = write_plan(organisasjon=ALL, årsplaner={YEAR: rows})
    [row] = found(here, "2022-02-10")["gjør"]
    assert row["hva"].startswith("Skriv temaene til møtet 11.")
    assert row["sted"].startswith("plan/2022/klima.yaml:4")
    assert row["frist"] == "2022-02-18"


@pytest.mark.parametrize(
    ("row", "today", "steps"),
    [
        ("dato: mars 2022", "2021-12-30", []),
        ("dato: mars 2022", "2022-01-15", ["Skriv i planen hvilken dag"]),
        ("type: webinar, dato: 2022-03-11", "2022-03-04", []),
        ("type: webinar, dato: 2022-03-11", "2022-03-12", []),
        ("type: konferanse, dato: mars 2022", "2022-04-02", []),
        ("dato: 2022-03-11, avlyst: ja", "2022-03-04", []),
        ("dato: 10.–11. mars 2022", "2022-03-10", []),
        ("dato: 10.–11. mars 2022", "2022-03-11", ["Lag referatet fra"]),
    ],
)
def test_what_is_asked_of_other_meetings(
    write_plan: WritePlan, row: str, today: str, steps: list[str]
) -> None:
    own = row if row.startswith("type") else f"type: møte, {row}"
    rows = ÅRSPLAN.replace("type: faggruppemøte, dato: 2022-03-11", own)
    assert [step for step, _, _ in to_do(write_plan(årsplaner={YEAR: rows}), today)] == steps


def test_an_event_without_a_day_is_asked_about_by_its_name(write_plan: WritePlan) -> None:
    rows = ÅRSPLAN + "  - {type: samling, dato: juni 2022, tittel: Ordførersamling, usikker: ja}\n"
    here = write_plan(årsplaner={YEAR: rows})
    asked = [row["hva"].replace("\u00a0", " ") for row in found(here, "2022-05-25")["gjør"]]
    assert "Skriv i planen hvilken dag «Ordførersamling» i juni 2022 er." in asked
    assert stands(here, "2022-05-25", "2022-06-01") == "Ordførersamling (samling), usikkert"
    here = write_plan(årsplaner={YEAR: rows.replace("usikker", "avlyst")})
    assert stands(here, "2022-05-25", "2022-06-01") == "Ordførersamling (samling), avlyst"


def test_a_meeting_that_was_summoned_to_and_is_cancelled_is_to_be_called_off(write_plan: WritePlan) -> None:
    here = write_plan()
    pipeline = run(here, "2022-03-01")
    make_documents(pipeline, meeting_jobs(find_meeting(pipeline.plan, DAY), [INNKALLING]))
    here = write_plan(årsplaner={YEAR: ÅRSPLAN.replace("dato: 2022-03-11", "dato: 2022-03-11, avlyst: ja")})
    assert to_do(here, "2022-03-04") == [("Lag avlysningen av", f"dok avlysning {DAY}", False)]
    assert to_do(here, "2022-03-12") == []
    pipeline = run(here, "2022-03-04")
    make_documents(pipeline, meeting_jobs(meeting_on(pipeline.plan, DAY), [AVLYSNING]))
    assert to_do(here, "2022-03-04") == []
    assert stands(here, "2022-03-04") == "avlyst og avlysningen er laget"


def test_duties_and_points_that_no_meeting_has_are_told_of(write_plan: WritePlan) -> None:
    duties = "rapportering:\n  - {dato: 2022-03-01, hva: Årsmelding}\n  - {dato: 2022-04-10, hva: Søknad.}\n"
    here = write_plan(årsplaner={YEAR: ÅRSPLAN + duties})
    told = found(here, "2022-02-14")
    assert [(row["hva"], row["frist"]) for row in told["rapportering"]] == [
        ("Årsmelding.", "2022-03-01"),
        ("Søknad.", "2022-04-10"),
    ]
    assert [row["hva"] for row in told["gjør"]] == []
    assert [row["hva"] for row in found(here, "2022-02-15")["gjør"]] == ["Årsmelding."]
    after = found(here, "2022-03-02")
    assert [row["sent"] for row in after["rapportering"]] == [True, False]
    assert "Årsmelding." not in [row["hva"] for row in after["gjør"]]  # nobody knows whether it is done
    assert [row["hva"] for row in found(here, "2022-03-16")["rapportering"]] == ["Søknad."]


def test_a_year_asks_for_its_programme_when_it_is_adopted_and_for_the_next_in_autumn(
    write_plan: WritePlan,
) -> None:
    here = write_plan(årsplaner={YEAR: f"{ÅRSPLAN}vedtatt: 2022-05-20\n"})
    assert "dok handlingsprogram 2022" not in [command for _, command, _ in to_do(here, "2022-05-19")]
    rows = found(here, "2022-05-20")["gjør"]
    assert "Lag handlingsprogrammet for 2022: Planen er vedtatt." in [row["hva"] for row in rows]
    pipeline = run(here, "2022-05-20")
    make_documents(pipeline, programme_jobs(pipeline.plan.år))
    assert "dok handlingsprogram 2022" not in [command for _, command, _ in to_do(here, "2022-06-02")]
    write_plan(årsplaner={YEAR: f"{ÅRSPLAN}vedtatt: 2022-05-20\n".replace("Jord", "Jorda")})
    rows = found(here, "2022-06-02")["gjør"]
    changed = "Lag handlingsprogrammet for 2022: Planen er endret etter at den ble vedtatt."
    assert changed in [row["hva"] for row in rows]
    assert "dok nytt-ar 2023" not in [command for _, command, _ in to_do(here, "2022-09-30")]
    for day in ("2022-10-01", "2023-01-02"):  # also when the year has begun without it
        assert "dok nytt-ar 2023" in [command for _, command, _ in to_do(here, day)]
    assert "dok nytt-ar 2024" not in [command for _, command, _ in to_do(here, "2023-10-01")]


def test_what_is_late_comes_first_and_of_each_what_is_nearest(write_plan: WritePlan) -> None:
    rows = ÅRSPLAN + "  - {type: møte, dato: 2022-03-18}\n  - {type: møte, dato: 2022-03-25}\n"
    steps = to_do(write_plan(årsplaner={YEAR: rows}), "2022-03-10")
    assert [(command, late) for _, command, late in steps] == [
        (f"dok innkalling {DAY}", True),
        ("dok innkalling 2022-03-18", False),
        ("dok innkalling 2022-03-25", False),
    ]


def test_one_body_alone_is_shown_with_what_it_holds_together_with_others(write_plan: WritePlan) -> None:
    other = "gruppe: kultur\ndatert: 2022-01-10\nmøteplan:\n  - {type: møte, dato: 2022-03-14}\n"
    here = write_plan(årsplaner={YEAR: ÅRSPLAN, "2022/kultur.yaml": other})
    assert [row["gruppe"] for row in found(here, "2022-03-10", "kultur")["møter"]] == ["kultur"]
    assert {row["gruppe"] for row in found(here, "2022-03-10")["gjør"]} == {"klima", "kultur"}


def test_a_joint_meeting_is_told_of_once_to_each_that_holds_it(write_plan: WritePlan) -> None:
    own = ÅRSPLAN.replace("dato: 2022-03-11", "dato: 2022-03-11, felles_med: [kultur]")
    other = "gruppe: kultur\ndatert: 2022-01-10\nmøteplan:\n"
    other += "  - {type: møte, dato: 2022-03-11, felles_i: klima}\n"
    here = write_plan(årsplaner={YEAR: own, "2022/kultur.yaml": other})
    for group in (None, "klima", "kultur"):
        rows = found(here, "2022-03-10", group)["møter"]
        assert [row["gruppe"] for row in rows if row["fra"] == DAY] == ["klima"]


def test_each_command_means_the_meeting_that_it_is_for(tmp_path: Path) -> None:
    workspace = council(tmp_path / "råd", "bokmål")
    plan = load_plan(workspace)
    asked, said = set(), set()
    for day in (date(2026, 1, 1) + timedelta(days=11 * number) for number in range(36)):
        for row in current(workspace, plan, day)["gjør"]:
            assert row["kommando"] or row["sted"] or row["frist"], row
            said.add((row["hva"], row["kommando"], row["sent"]))
            _, command, *words = row["kommando"].split() or ("", "")
            if words and words[0] != "2027":
                asked.add((command, row["gruppe"]))
                group = words[2] if words[1:2] == ["--gruppe"] else None
                assert meeting_on(plan, words[0], group).gruppe.navn == row["gruppe"]
    assert ("Ett oppfølgingspunkt er over fristen.", "dok oppfolging", True) in said
    own = current(workspace, plan, date(2026, 12, 1), "styret")["gjør"]
    assert own[0]["kommando"] == "dok oppfolging --gruppe styret"
    assert {command for command, _ in asked} == {"innkalling", "referat"}
    assert {group for _, group in asked} == {group.navn for group in plan.organisasjon.grupper}
