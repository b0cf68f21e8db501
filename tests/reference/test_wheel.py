"""The year wheel in a browser: axe finds nothing on a page with it, and texts are as wide as measured."""

from typing import Final

import pytest

from dokumentmaskin.document.wheel.drawing import ALONE, svg
from dokumentmaskin.document.wheel.events import year_wheel
from dokumentmaskin.document.wheel.layout import lay_out
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.workspace import Workspace
from tests.document.test_wheel import STYLE
from tests.reference import REPOSITORY
from tests.reference.tools import missing, program

pytestmark = pytest.mark.xdist_group("reference")
# What a page has of each text: how wide its letters are, in the units of the drawing.
_WIDTHS: Final = "[...document.querySelectorAll('text')].map(text => text.getComputedTextLength())"


@pytest.mark.parametrize("folder", ["", "tests/regionrad"], ids=["real", "several bodies"])
def test_axe_finds_nothing_and_texts_are_as_wide_as_they_were_measured(folder: str) -> None:
    try:
        from axe_playwright_python.sync_playwright import Axe
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("axe-playwright-python")
    plan = load_plan(Workspace(REPOSITORY / folder))
    wheel = year_wheel(plan, plan.år)
    drawn, drawing = svg(wheel, STYLE), lay_out(wheel, ALONE)
    assert drawn is not None
    assert drawing is not None
    head = "<!doctype html><html lang=nb><title>Årshjul</title><main><h1>Årshjul</h1>"
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(f"{head}{drawn}</main></html>")
        page.evaluate("document.fonts.ready.then(() => true)")
        report, widths = Axe().run(page), page.evaluate(_WIDTHS)
        browser.close()
    assert report.violations_count == 0, report.generate_report()
    measured = [text.box.right - text.box.left for text in drawing.tekster]
    assert widths == pytest.approx(measured, rel=0.02, abs=0.5)
