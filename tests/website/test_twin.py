"""The twin of a document says what its PDF says, word for word and in the same order."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import html as lxml_html

from dokumentmaskin.pdf import BuiltInEngine, make_pdf
from dokumentmaskin.pipeline import Pipeline
from dokumentmaskin.pipeline.jobs import jobs_for
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.site.twin import twin_of
from dokumentmaskin.site.words import site_words
from tests.pdf.structure import said_in_order
from tests.profiles import WRITTEN_LANGUAGES, some
from tests.regionrad import NOW, council
from tests.regionrad.test_papers import EVERY

# What the pages of a PDF repeat stands once in the twin, and is no part of the comparison; nor are its notes.
_REPEATED = {"topptekst", "bunntekst"}


def squeezed(text: str) -> str:
    """The letters and digits of a text: where lines and words are broken is not what it says."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def said_by_pdf(docx: bytes) -> str:
    """What a PDF made of a document says, in the order of its structure."""
    return squeezed(" ".join(said_in_order(make_pdf(docx, "m.docx", (BuiltInEngine(),)).data)))


def said_by_twin(html: str) -> str:
    """What a twin says, with the numbers that a browser writes before the items of its lists."""
    return squeezed(" ".join(_said(lxml_html.fromstring(f"<div>{html}</div>"))))


def _said(node: Any) -> Iterator[str]:
    if node.get("class") in _REPEATED or node.get("role") in {"doc-endnotes", "doc-noteref"}:
        return
    yield node.text or ""
    start = int(node.get("start", "1")) if node.tag == "ol" and not node.get("class") else None
    for place, child in enumerate(node):
        yield "" if start is None else f"{start + place}."
        yield from _said(child)
        yield child.tail or ""


@pytest.fixture(scope="module", params=WRITTEN_LANGUAGES)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    workspace = council(tmp_path_factory.mktemp("regionråd") / "råd", request.param)
    return Pipeline(workspace, load_plan(workspace), clock=lambda: NOW)


@pytest.mark.parametrize(("when", "body", "role"), some(EVERY, short=6))
def test_a_paper_and_its_twin_say_the_same(run: Pipeline, when: str, body: str | None, role: str) -> None:
    (job,) = (job for job in jobs_for(run.plan, when, body) if job.target.stem.startswith(role))
    docx = run.opened(job) or run.rendered(job)
    html, _ = twin_of(docx, "x", site_words(run.plan.språk))
    assert said_by_twin(html) == said_by_pdf(docx)
