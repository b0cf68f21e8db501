"""Tables, headings, quotes and pictures of a text survive that a person edits the document in Word."""

from io import BytesIO
from pathlib import Path

import docx
from PIL import Image

from dokumentmaskin.pipeline import Pipeline
from dokumentmaskin.pipeline.documents import make_documents
from dokumentmaskin.pipeline.jobs import meeting_jobs
from dokumentmaskin.pipeline.kinds import SAKSLISTE
from dokumentmaskin.pipeline.report import Report
from dokumentmaskin.plan import find_meeting, load_plan
from dokumentmaskin.workspace import Workspace
from tests.pipeline.meeting import DAY, FOLDER, PLAN, meeting

BEFORE = "- tittel: Sak\n  bakgrunn: Noe står her.\n  vurdering: Dette er vurdert.\n"
AFTER = """\
- tittel: Sak
  bakgrunn: |
    Noe står her.

    | Post | Kroner |
    |---|---|
    | Film | 100 |

    ### Om kartet

    ![Kart over byen](kart.png)

    > Et sitat.
  vurdering: Dette er vurdert.
"""


def make(workspace: Workspace) -> Report:
    pipeline = Pipeline(workspace, load_plan(workspace))
    return make_documents(pipeline, meeting_jobs(find_meeting(pipeline.plan, DAY), [SAKSLISTE]))


def rewrite(workspace: Workspace, old: str, new: str) -> None:
    file = workspace.root / PLAN / "mote.yaml"
    text = file.read_text("utf-8")
    before, after = (
        "".join(f"  {line}\n".replace("  \n", "\n") for line in part.splitlines()) for part in (old, new)
    )
    changed = text.replace(before, after)
    assert changed != text
    file.write_text(changed, "utf-8")


def test_they_come_into_an_edited_document_and_change_there_and_go(tmp_path: Path) -> None:
    target = BytesIO()
    Image.new("RGB", (200, 100), "green").save(target, "PNG")
    here = meeting(tmp_path / "her", BEFORE, {"kart.png": target.getvalue()})
    make(here)
    file = here.root / FOLDER / f"saksliste-{DAY}.docx"
    document = docx.Document(str(file))
    next(p for p in document.paragraphs if p.text == "Dette er vurdert.").add_run(" Og mer til.")
    document.save(str(file))

    rewrite(here, BEFORE, AFTER)
    report = make(here)
    assert [one.status for one in report.files] == ["flettet", "skrevet"]
    assert (report.files[1].pdfa, report.files[1].pdfua, report.errors) == ("2a", True, ())
    document = docx.Document(str(file))
    own = {p.text: str(p.style and p.style.name) for p in document.paragraphs}
    assert (own["Om kartet"], own["Et sitat."]) == ("Heading 4", "Quote")
    assert "Dette er vurdert. Og mer til." in own
    assert [cell.text for cell in document.tables[-1].rows[1].cells] == ["Film", "100"]
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Kart over byen"

    rewrite(here, AFTER, AFTER.replace("| Film | 100 |", "| Film | 200 |").replace("    > Et sitat.\n", ""))
    make(here)
    document = docx.Document(str(file))
    assert [cell.text for cell in document.tables[-1].rows[1].cells] == ["Film", "200"]
    assert "Et sitat." not in [p.text for p in document.paragraphs]
    assert any("Og mer til." in p.text for p in document.paragraphs)
