"""A document has a page of the same words only when dok knows that they are the same."""

from datetime import UTC, datetime
from pathlib import Path

import pikepdf

from dokumentmaskin.pipeline import Pipeline, publish
from dokumentmaskin.plan import load_plan
from dokumentmaskin.workspace import Workspace
from tests.pipeline.meeting import DAY, meeting

NOW = datetime(2022, 3, 4, 10, tzinfo=UTC)
OPEN = "- {tittel: Budsjettet, bakgrunn: Alle kan lese dette.}\n"
EXEMPT = """\
- {tittel: Tilsetting, bakgrunn: Bare for de innkalte., unntatt: {hjemmel: offl. § 25, tittel: Personalsak}}
"""


def done(workspace: Workspace) -> tuple[str, ...]:
    """Lay the meeting out; return the codes of what is told."""
    pipeline = Pipeline(workspace, load_plan(workspace), clock=lambda: NOW)
    report = publish(pipeline, DAY, None).report
    assert not report.errors
    return tuple(problem.code for problem in report.warnings)


def folder(workspace: Workspace) -> Path:
    (found,) = (workspace.site / "moter").iterdir()
    return found


def test_a_pdf_that_dok_did_not_make_has_no_twin_and_that_is_said(tmp_path: Path) -> None:
    workspace = meeting(tmp_path / "rom", OPEN)
    assert "uten-nettside" not in done(workspace)
    (twin,) = workspace.site.glob(f"moter/*/innkalling-{DAY}.html")
    (exported,) = workspace.output.glob(f"{DAY}-*/innkalling-{DAY}.pdf")
    with pikepdf.open(exported, allow_overwriting_input=True) as pdf:  # another file, as correct as it was
        pdf.save(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert done(workspace).count("uten-nettside") == 1
    assert twin.with_suffix(".pdf").read_bytes() == exported.read_bytes()
    left = twin.read_text("utf-8") if twin.exists() else ""
    assert "<h1>Innkalling" not in left  # what is left at its address says that it is gone


def test_the_twin_is_of_the_open_edition(tmp_path: Path) -> None:
    workspace = meeting(tmp_path / "rom", OPEN + EXEMPT)
    done(workspace)
    (twin,) = workspace.site.glob(f"moter/*/saksliste-{DAY}.html")
    said = twin.read_text("utf-8")
    assert "Alle kan lese dette." in said
    assert "Personalsak" in said
    assert "Tilsetting" not in said
    assert "Bare for de innkalte" not in said
    assert 'id="sak-5"' in said
