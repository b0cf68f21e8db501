"""The year wheel as files of its own, and in a programme that a person has written in."""

import re
import shutil
import struct
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image

from dokumentmaskin.errors import TemplateError, WrongUseError
from dokumentmaskin.pipeline import wheels
from dokumentmaskin.pipeline.documents import undo
from dokumentmaskin.pipeline.jobs import programme_jobs
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.placing import place
from dokumentmaskin.pipeline.wheels import make_wheels
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.templates import lay_templates

MOMENT = datetime(2022, 1, 19, 12)  # noqa: DTZ001 - the clock on the wall


@pytest.fixture
def council(tmp_path: Path) -> Workspace:
    """Several bodies' year, with dok's own templates."""
    root = tmp_path / "råd"
    shutil.copytree(REPOSITORY / "tests/regionrad/plan", root / "plan")
    lay_templates(root)
    return Workspace(root)


def written(workspace: Workspace, år: int, group: str | None = None) -> list[tuple[str, str]]:
    report = make_wheels(workspace, load_plan(workspace), år, group, None)
    return [(file.sti, file.status) for file in report.files]


def test_a_body_has_a_wheel_and_several_have_one_together(
    council: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Seven pictures of an A4 page take seconds; what they show is looked at elsewhere.
    monkeypatch.setattr(wheels, "png", str.encode)
    assert written(council, 2026, "styret") == [
        ("output/2026-styret/arshjul-2026.svg", "skrevet"),
        ("output/2026-styret/arshjul-2026.png", "skrevet"),
    ]
    report = make_wheels(council, load_plan(council), 2026, None, date(2026, 5, 17))
    assert [file.sti for file in report.files[:2]] == [
        "output/2026/arshjul-2026.svg",
        "output/2026/arshjul-2026.png",
    ]
    assert len(report.files) == 2 * 7
    both = (council.output / "2026/arshjul-2026.svg").read_text("utf-8")
    assert re.findall(r">([A-F])</text>", both)[:6] == ["A", "B", "C", "D", "E", "F"]
    assert "i dag: 17.\u00a0mai" in both


def test_the_png_is_as_wide_as_a4_at_300_dots_an_inch_and_as_high_as_it_must(
    real_workspace: Workspace,
) -> None:
    written(real_workspace, 2022)
    data = (real_workspace.output / "2022-naeringssamarbeid/arshjul-2022.png").read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert (width, 2000 < height < 3508) == (2480, True)
    picture = Image.open(BytesIO(data)).convert("RGB")
    most = sorted(picture.getcolors(picture.width * picture.height) or [], key=lambda one: -one[0])
    # The paper, and the two shades of the months, which are near to it and to each other.
    paper, *shades = (colour for _, colour in most[:3])
    assert paper == (255, 255, 255)
    for shade, meant in zip(shades, ((244, 247, 248), (233, 239, 241)), strict=True):
        assert shade == pytest.approx(meant, abs=3)


def test_what_is_as_it_was_is_not_written_again_and_a_persons_own_drawing_stays(
    real_workspace: Workspace,
) -> None:
    first = written(real_workspace, 2022)
    assert [status for _, status in written(real_workspace, 2022)] == ["uendret", "uendret"]
    drawing = real_workspace.root / first[0][0]
    drawing.write_text("<svg/>", "utf-8")
    assert written(real_workspace, 2022)[:2] == [
        ("output/2022-naeringssamarbeid/arshjul-2022.svg", "bevart"),
        ("output/2022-naeringssamarbeid/arshjul-2022.ny.svg", "skrevet"),
    ]
    assert drawing.read_text("utf-8") == "<svg/>"


def test_what_cannot_be_drawn_is_said(real_workspace: Workspace) -> None:
    with pytest.raises(WrongUseError):
        written(real_workspace, 2022, "finnes ikke")
    (real_workspace.templates / "arshjul.css").unlink()
    with pytest.raises(TemplateError, match=re.escape("arshjul.css: Malen finnes ikke")):
        written(real_workspace, 2022)


def pictures(document: Path) -> tuple[str, str]:
    """What the picture of a programme says it shows, and which file it is."""
    with zipfile.ZipFile(document) as packed:
        text = packed.read("word/document.xml").decode()
        links = packed.read("word/_rels/document.xml.rels").decode()
    (shown,) = re.findall(r'descr="([^"]*)"', text)
    (link,) = re.findall(r'r:embed="(\w+)"', text)
    (target,) = re.findall(rf'Id="{link}"[^>]*Target="([^"]*)"', links)
    return shown, target


def test_a_wheel_that_changes_keeps_what_a_person_wrote_and_can_be_undone(real_workspace: Workspace) -> None:
    def run() -> Path:
        pipeline = Pipeline(real_workspace, load_plan(real_workspace), clock=lambda: MOMENT)
        (job,) = programme_jobs(pipeline.plan.år)
        place(pipeline, MOMENT, job)
        return pipeline.target(job)

    document = run()
    before = pictures(document)
    edited = docx.Document(str(document))
    edited.paragraphs[-1].add_run(" Skrevet i Word.")
    edited.save(str(document))
    plan = real_workspace.plan / "2022/naeringssamarbeid.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(
        text.replace("dato: 2022-05-20", "dato: 2022-05-27\n    flyttet_fra: 2022-05-20"), "utf-8"
    )
    run()
    after = pictures(document)
    assert "Flyttet: 1." in after[0]
    assert after[1] != before[1]
    merged = "\n".join(p.text for p in docx.Document(str(document)).paragraphs)
    assert "Skrevet i Word." in merged
    pipeline = Pipeline(real_workspace, load_plan(real_workspace), clock=lambda: MOMENT)
    assert undo(pipeline, programme_jobs(pipeline.plan.år), "2022").errors == ()
    assert pictures(document) == before
