"""Years of meetings made by chance, sound in all that their papers say, and what a person may do to those."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from dokumentmaskin.pipeline import Choices, Pipeline, make_documents, make_package, year_jobs
from dokumentmaskin.pipeline.placing import place
from dokumentmaskin.plan import LANGUAGES, Møte, load_plan
from dokumentmaskin.workspace import Workspace
from tests.roundtrip.editors import Edit, WordLike

NOW: Final = datetime(2022, 6, 1, 9)  # noqa: DTZ001 - a secretary's clock says no zone
_PLACES: Final = ("Rådhuset, møterom 2", "Teams", "Kongsvinger, Festningsgata 3", "Hadeland hotell", "")
_TITLES: Final = (
    "Årsmelding og regnskap for 2021", "Sirkulærøkonomi – veien videre", "Høring: regional plan (2022–2026)",
    "Sak om sak 4/21 og § 11-3", "Innkjøp av ladepunkter kl. 24/7", "Møteplan 2023",
    "Program for konferansen {}", "Oppfølging av brev {}",
)  # fmt: skip
_TEXTS: Final = (
    "Seminaret er {}, kl. 09.00–15.30, på Gardermoen.",
    "Dato: {}. Sted: Hamar. Det gjelder et annet arrangement.",
    "Fristen var 1. mars, og svaret kom 24./25. mai.",
    "Saka var oppe i møtet 2. februar 2021, og blir teken opp att {}.",
)
_YEAR: Final = 2022


@dataclass(frozen=True, slots=True)
class Year:
    """A workspace with a year of meetings.

    Attributes:
        workspace: Where it is.
        målform: The language of its papers.
    """

    workspace: Workspace
    målform: str

    def run(self) -> Pipeline:
        """A run of what the plan says now."""
        return Pipeline(self.workspace, load_plan(self.workspace), clock=lambda: NOW)

    def place(self) -> None:
        """Put the Word files of the year in their places, without PDFs."""
        pipeline = self.run()
        for job in year_jobs(pipeline.plan.år):
            place(pipeline, NOW, job)

    def build(self) -> None:
        """Make all papers of the year, and a package of one of the meetings."""
        pipeline = self.run()
        report = make_documents(pipeline, year_jobs(pipeline.plan.år))
        assert report.errors == ()
        assert make_package(pipeline, self.meetings(pipeline)[-1], Choices()).errors == ()

    def meetings(self, pipeline: Pipeline) -> list[Møte]:
        """The meetings that have papers."""
        return [møte for møte in pipeline.plan.møter if møte.har_papirer]


def a_year(root: Path, seed: int, målform: str) -> Year:
    """A year of three meetings, an event and perhaps a meeting that is cancelled."""
    chance = random.Random(seed)  # noqa: S311 - the same each time, on purpose
    start = date(_YEAR, 1, 10) + timedelta(days=chance.randrange(20))
    days = [start + timedelta(days=49 * n + chance.randrange(30)) for n in range(4)]
    rows = [_row(chance, day, målform) for day in days[:3]]
    rows[1].update(
        {"flyttet_fra": (days[1] + timedelta(days=7)).isoformat()} if chance.random() < 0.4 else {}
    )
    rows.append({"type": "webinar", "dato": "september 2022", "tittel": "Webinar", "usikker": "ja"})
    if chance.random() < 0.5:
        rows.append({"type": "faggruppemøte", "dato": days[3].isoformat(), "avlyst": "For få saker."})
    files: dict[str, Any] = {
        "plan/organisasjon.yaml": {
            "navn": "Regionrådet",
            "målform": målform,
            "sekretariat": {"navn": "Sekretariatet", "epost": "post@example.org"},
            "delregioner": ["Nord", "Sør"],
            "frister": {"temaer": 21, "referat": 7},
            "årshjul": {"frister": "nei" if seed % 3 else "ja"},
            "faggrupper": [{"navn": "klima", "vanlig_tid": "09:00–11:30", "vanlig_sted": "Rådhuset"}],
        },
        "plan/medlemmer.yaml": {"klima": [{"navn": "Kari", "delregion": "Nord"}]},
        f"plan/{_YEAR}/klima.yaml": {"gruppe": "klima", "datert": "2022-01-05", "møteplan": rows},
    }
    for day, row in zip(days[:3], rows, strict=False):
        if chance.random() < 0.8:
            folder = f"plan/{_YEAR}/{row['_dag']}"
            files[f"{folder}/mote.yaml"] = _meeting(chance, day, målform)
            if "sted" not in row:
                files[f"{folder}/mote.yaml"]["sted"] = "Gamle rådhus"
            (root / folder / "vedlegg").mkdir(parents=True)
            (root / folder / "vedlegg/notat.md").write_text(f"# Notat\n\n{_said(chance, målform)}\n", "utf-8")
    for row in rows:
        row.pop("_dag", None)
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    return Year(Workspace(root), målform)


def _row(chance: random.Random, day: date, målform: str) -> dict[str, Any]:
    last = day + timedelta(days=1)
    row: dict[str, Any] = {
        "_dag": day.isoformat(),
        "type": "faggruppemøte",
        "form": chance.choice(["digitalt", "fysisk", "hybrid"]),
        "dato": f"{day}/{last}" if chance.random() < 0.3 else day.isoformat(),
        "tema": chance.sample([_title(chance, målform) for _ in range(3)], 2),
    }
    row["tema"] = list(dict.fromkeys(row["tema"]))
    if place := chance.choice(_PLACES):
        row["sted"] = place
    return row


def _meeting(chance: random.Random, day: date, målform: str) -> dict[str, Any]:
    papers: list[dict[str, Any]] = [
        {"tittel": "Notat – første utkast", "fil": "vedlegg/notat.md"},
        {"tittel": "Tall: oversikt", "ettersendes": (day - timedelta(days=2)).isoformat()},
        {"tittel": "Presentasjon", "legges_fram": "ja"},
        {"tittel": "Rapporten", "lenke": "https://example.org/rapport"},
    ]
    titles = list(dict.fromkeys(_title(chance, målform) for _ in range(4)))
    cases = [
        {
            "tittel": title,
            "type": chance.choice(["vedtak", "drøfting", "orientering"]),
            "bakgrunn": _said(chance, målform),
            "vedlegg": chance.sample(papers, chance.randrange(4)),
        }
        for title in titles
    ]
    if chance.random() < 0.4:
        cases[-1]["unntatt"] = "offl. § 14"
    own: dict[str, Any] = {"saker": cases}
    if chance.random() < 0.6:
        own["tid"] = chance.choice(["09:00–11:30", "10:15", "12:00–15:00"])
    return own


def _day(chance: random.Random, målform: str) -> str:
    day = date(_YEAR, 1, 1) + timedelta(days=chance.randrange(700))
    språk = LANGUAGES[målform]
    return chance.choice([språk.weekday(day), språk.day(day), f"{day:%d.%m.%Y}", day.isoformat()])


def _title(chance: random.Random, målform: str) -> str:
    return chance.choice(_TITLES).format(_day(chance, målform))


def _said(chance: random.Random, målform: str) -> str:
    return chance.choice(_TEXTS).format(_day(chance, målform))


def edit_as_a_person(year: Year, seed: int) -> None:
    """Write in some of the Word files as people do."""
    chance = random.Random(seed)  # noqa: S311
    pipeline = year.run()
    for møte in year.meetings(pipeline):
        for file in sorted((year.workspace.output / møte.navn).glob("*.docx")):
            if chance.random() < 0.6:
                edits = list(_edits(chance, file, year.målform))
                file.write_bytes(WordLike(seed).save(file.read_bytes(), edits))


def _edits(chance: random.Random, file: Path, målform: str) -> Iterator[Edit]:
    said = _said(chance, målform)
    yield Edit("paragraph", "Faggruppen for klima" if målform == "bokmål" else "Faggruppa for klima", said)
    if file.name.startswith("referat"):
        yield Edit("paragraph", "Kort referat", said)
    if chance.random() < 0.5:
        yield Edit("bold", "Sekretariatet")
