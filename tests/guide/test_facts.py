"""The programmes for 2022 hold every fact that the secretariat gave, and the wheel all that is to happen."""

import re
import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from dokumentmaskin.document.wheel import svg, year_wheel
from dokumentmaskin.pipeline import Pipeline, make_documents
from dokumentmaskin.pipeline.jobs import AnyJob, Job
from dokumentmaskin.pipeline.kinds import HANDLINGSPROGRAM, SAMLET_HANDLINGSPROGRAM
from dokumentmaskin.pipeline.pipeline import read_style
from dokumentmaskin.plan import MESSAGES, open_plan
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.lookup import find_years
from dokumentmaskin.workspace import Workspace

FACTS: Any = yaml.load(
    Path(__file__).with_name("fakta-2022.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506
)
# How the facts' own dates are written on paper.
DATES = {
    "2022-01-14": "14.01.2022",
    "2022-02-10": "10.02.2022",
    "2022-03-11": "11.03.2022",
    "2022-05-20": "20.05.2022",
    "2022-06-03": "03.06.2022",
    "juni 2022 (ingen dag satt)": "juni 2022",
    "24.–25. august 2022": "24.–25.08.2022",
    # The comma ends the value in the facts' own YAML; what it says is kept in the plan.
    "september 2022 (ingen dag satt": "september 2022 (usikkert)",
    "2022-11-04": "04.11.2022",
}


def facts() -> Iterator[str]:
    """Every fact of the year plan and the rules, as the words that must be found."""
    organisation, year = FACTS["organisasjon"], FACTS["årsplan"]
    yield from (organisation["navn"], organisation["form"], organisation["nettsted"])
    yield from organisation["delregioner"]
    yield from organisation["regler"]
    yield from organisation["sekretariatets_ansvar"][1].split("; ")
    yield from (organisation["sekretariatets_ansvar"][n] for n in (0, 2, 3))
    yield from (year["tittel"], year["gruppe"], "19. januar 2022", "lagt fram i møtet 14. januar 2022")
    yield year["status_for_møteplanen"]
    yield year["prioriteringer"]["overskrift"]
    yield from year["prioriteringer"]["punkter"]
    yield from year["prioriteringer"]["andre_viktige_saker"]
    yield year["merknad"]
    for row in year["møteplan"]:
        yield DATES[row["dato"]]
        yield row.get("tittel", row["type"])
        yield from row.get("tema", [])
        yield from row.get("felles_med", [])
        yield from (row[key] for key in ("form", "kommentar") if key in row)


@pytest.fixture(scope="module", params=["one body", "the organisation"])
def programme(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished .docx; its PDF lies beside it."""
    repository = Path(__file__).parents[2]
    root = tmp_path_factory.mktemp("facts")
    for folder in ("plan", "templates"):
        shutil.copytree(repository / folder, root / folder)
    workspace = Workspace(root)
    plan = load_plan(workspace)
    jobs: dict[str, AnyJob] = {
        "one body": Job(HANDLINGSPROGRAM, find_years(plan, 2022)[0]),
        "the organisation": Job(SAMLET_HANDLINGSPROGRAM, plan.whole_year(2022)),
    }
    report = make_documents(Pipeline(workspace, plan), [jobs[request.param]])
    assert not report.errors
    return root / report.files[0].sti


def squeezed(text: str) -> str:
    """Letters and signs alone: where a line ends and how a sentence begins makes no difference."""
    return "".join(text.casefold().split())


def missing(text: str, wanted: Iterable[str] | None = None) -> list[str]:
    """The facts that a text lacks."""
    return [fact for fact in wanted or facts() if squeezed(fact) not in squeezed(text)]


def test_the_word_file_holds_every_fact(programme: Path) -> None:
    document = Document(str(programme))
    parts = [document.element.body, *(s.header._element for s in document.sections)]
    assert missing("".join(t.text or "" for part in parts for t in part.iter(qn("w:t")))) == []


def test_the_pdf_holds_every_fact(programme: Path) -> None:
    reader = PdfReader(BytesIO(programme.with_suffix(".pdf").read_bytes()))
    assert missing("".join(page.extract_text() for page in reader.pages)) == []


def events() -> Iterator[str]:
    """What the wheel must hold: of each event its day, what it is, its form and topics; and the remark."""
    for row in FACTS["årsplan"]["møteplan"]:
        day = DATES[row["dato"]].removesuffix(" (usikkert)").removesuffix(" 2022")
        if match := re.fullmatch(r"(\d\d)\.(\d\d)\.2022", day):
            day = f"{int(match[1])}. {MESSAGES.month(date(2022, int(match[2]), 1))}"
        yield day.replace("08.2022", " august")
        yield row.get("tittel", row["type"])
        yield from row.get("tema", [])
        yield from row.get("felles_med", [])
        yield from (row[key] for key in ("form", "kommentar") if key in row)
    yield FACTS["årsplan"]["merknad"]


def test_the_wheel_holds_every_event(real_workspace: Workspace) -> None:
    plan = open_plan(load_plan(real_workspace))
    drawn = svg(year_wheel(plan, plan.år), read_style(real_workspace))
    assert drawn is not None
    assert missing("".join(re.findall(r">([^<]+)<", drawn)), events()) == []
