"""The pictures in the texts of a case: there, whole, described, and as open as the case."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image

from dokumentmaskin.errors import PlanError
from dokumentmaskin.pipeline import Pipeline
from dokumentmaskin.pipeline.jobs import meeting_jobs
from dokumentmaskin.pipeline.kinds import SAKSLISTE
from dokumentmaskin.plan import find_meeting, load_plan
from dokumentmaskin.plan.records.texts.links import link_targets, pictures
from dokumentmaskin.workspace import Workspace
from tests.pipeline.meeting import DAY, PLAN, meeting


def picture(form: str = "PNG", size: tuple[int, int] = (2000, 1000)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "green").save(target, form)
    return target.getvalue()


FILES: dict[str, str | bytes] = {
    "vedlegg/kart.png": picture(),
    "vedlegg/høyt bilde.jpg": picture("JPEG", (300, 3000)),
    "vedlegg/halvt.png": picture()[:-20],
    "vedlegg/bilde.gif": picture("GIF"),
    "hemmelig.png": picture(),
}
EXEMPT = "- tittel: Hemmelig\n  vedlegg: [{tittel: Kart, fil: hemmelig.png, unntatt: offl. § 14}]\n"


def with_text(root: Path, *lines: str) -> Workspace:
    text = "".join(f"    {line}\n\n" for line in lines)
    return meeting(root / "her", f"- tittel: Sak\n  bakgrunn: |\n{text}{EXEMPT}", FILES)


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("![kart](vedlegg/kartt.png)", "mangler-vedlegg", "«kart.png»"),
        ("![](vedlegg/kart.png)", "ugyldig-bilde", "for dem som ikke ser det"),
        ("![kart](https://x.no/kart.png)", "ugyldig-bilde", "i mappen «vedlegg»"),
        ("![kart](vedlegg/halvt.png)", "ugyldig-bilde", "helt bilde"),
        ("![kart](vedlegg/bilde.gif)", "ugyldig-bilde", "lagre det som PNG"),
        ("| ![kart](vedlegg/kart.png) |", "ugyldig-bilde", "tabell"),
        ("![kart](hemmelig.png)", "lenke-til-unntatt", "unntatt offentlighet"),
        ("![kart](/tmp/kart.png)", "full-sti", "full sti"),
    ],
)
def test_what_is_wrong_with_a_picture_is_told_at_its_text(
    written: str, code: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(PlanError) as caught:
        load_plan(with_text(tmp_path, written))
    (problem,) = caught.value.problems
    assert (problem.code, said in f"{problem.message} {problem.advice}") == (code, True)
    assert str(problem.place).startswith(f"{PLAN}/mote.yaml:")
    assert "bakgrunn" in str(problem.place)


def test_a_picture_stands_in_the_document_within_the_text_and_says_what_it_shows(tmp_path: Path) -> None:
    here = with_text(tmp_path, "![Kart over byen](vedlegg/kart.png)", "![Tårn](<vedlegg/høyt bilde.jpg>)")
    pipeline = Pipeline(here, load_plan(here))
    (job,) = meeting_jobs(find_meeting(pipeline.plan, DAY), [SAKSLISTE])
    document = docx.Document(BytesIO(pipeline.rendered(job)))
    section = document.sections[0]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    shapes = document.inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == ["Kart over byen", "Tårn"]
    assert shapes[0].width == pytest.approx(width, rel=0.01)
    assert shapes[0].width == pytest.approx(2 * shapes[0].height, rel=0.01)
    assert shapes[1].height < (section.page_height or 0) * 0.75


@pytest.mark.parametrize(
    ("text", "links", "shown"),
    [
        ("![a b](c.png) [d](e.pdf)", ["e.pdf"], [("a b", "c.png")]),
        (r"\![a](b.pdf)", ["b.pdf"], []),
        ("![a](<b c.png>) ![](d.png)", [], [("a", "b c.png"), ("", "d.png")]),
    ],
)
def test_a_picture_is_no_link(text: str, links: list[str], shown: list[tuple[str, str]]) -> None:
    assert (list(link_targets(text)), list(pictures(text))) == (links, shown)
