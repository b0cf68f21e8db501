"""The site before what its readers use: a browser, axe, a keyboard, a narrow screen, and an HTML checker."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import pytest
from pypdf import PdfReader

from dokumentmaskin.site.addresses import FRAGMENT
from tests.profiles import some
from tests.reference.tools import missing, needs, program, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.xdist_group("reference"), needs("chromium")]

# A phone, which is a screen of 1280 px at 400 % too (WCAG 1.4.10), and a desk.
_PHONE: Final = {"width": 320, "height": 640}
_DESK: Final = {"width": 1280, "height": 900}
_LOOKS: Final = some([(_PHONE, "dark"), (_DESK, "light"), (_PHONE, "light"), (_DESK, "dark")], short=2)
_RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
_REACHABLE: Final = "a[href], button, input, select, textarea, summary, [tabindex='0']"
_FOCUSED: Final = """() => {
  const all = [...document.querySelectorAll(REACHABLE)].filter(one => one.checkVisibility());
  const at = document.activeElement;
  const seen = at.getBoundingClientRect(), look = getComputedStyle(at);
  return [all.indexOf(at), seen.width > 0 && seen.right > 0 && look.outlineStyle !== 'none'];
}""".replace("REACHABLE", json.dumps(_REACHABLE))


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """The system's Chromium."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("axe-playwright-python")
    with sync_playwright() as playing:
        yield playing.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox"])


def pages(site: Path) -> list[Path]:
    """Every page of a site; a fragment is a part of somebody's page."""
    return [page for page in sorted(site.rglob("*.html")) if page.name != FRAGMENT]


def opened(browser: "Browser", site: Path, **look: Any) -> Iterator[tuple[str, "Page"]]:
    """Each page read from disk, as one does who has been sent the folder; it may ask for nothing else."""
    asked: list[str] = []
    with browser.new_context(**look) as context:
        context.on("request", lambda request: asked.append(request.url))
        shown = context.new_page()
        for page in pages(site):
            shown.goto(page.as_uri())
            yield page.relative_to(site).as_posix(), shown
    assert all(url.startswith(("file:", "data:")) for url in asked), asked


def test_axe_finds_nothing_wherever_and_however_a_page_is_read(browser: "Browser", site: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}
    found = []
    for screen, scheme in _LOOKS:
        for name, page in opened(browser, site, viewport=screen, color_scheme=scheme):
            report = Axe().run(page, options=options)
            if report.violations_count:
                found.append(f"{name} {screen['width']} {scheme}: {report.generate_report()}")
    assert not found, "\n".join(found)


def test_nothing_scrolls_sideways_on_a_narrow_screen(browser: "Browser", site: Path) -> None:
    narrow = opened(browser, site, viewport=_PHONE, device_scale_factor=4)
    widths = {name: page.evaluate("document.documentElement.scrollWidth") for name, page in narrow}
    assert {name: width for name, width in widths.items() if width > _PHONE["width"]} == {}


def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser: "Browser", site: Path) -> None:
    for name, page in opened(browser, site, viewport=_DESK):
        count = page.locator(_REACHABLE).filter(visible=True).count()
        reached = []
        for _ in range(count):
            page.keyboard.press("Tab")
            reached.append(page.evaluate(_FOCUSED))
        assert reached == [[place, True] for place in range(count)], name


def test_every_link_leads_somewhere_from_disk(site: Path) -> None:
    dead = [
        f"{page.relative_to(site)}: {address}"
        for page in sorted(site.rglob("*.html"))
        for address in Read(page).addresses
        if not leads(site, page, address)
    ]
    assert dead == []


def test_the_checker_finds_no_fault_in_the_html_and_the_style(site: Path, tmp_path: Path) -> None:
    whole = tmp_path / "utklipp.html"
    (fragment, *_) = site.rglob(FRAGMENT)
    around = '<!doctype html><html lang="nb"><title>Et møte</title><h1>Et møte</h1>'
    whole.write_text(around + fragment.read_text("utf-8"), "utf-8")
    checked = run([program("vnu"), *pages(site), whole])
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
    styles = run([program("vnu"), "--css", *site.rglob("*.css")])
    assert (styles.returncode, styles.stdout + styles.stderr) == (0, "")


def test_a_meeting_tells_programs_of_itself(site: Path) -> None:
    for page in sorted(site.glob("moter/*/index.html")):
        text = page.read_text("utf-8")
        (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        assert json.loads(told)["@type"] == "Event"


def test_who_types_a_word_of_a_decision_is_left_with_its_case(browser: "Browser", site: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((site / "sok.html").as_uri())
        cases = page.locator(".treff > li")
        decided = cases.filter(has=page.locator("p")).first
        word = max(re.findall(r"\w+", decided.locator("p").inner_text()), key=len)
        page.get_by_role("searchbox").fill(word.upper())
        page.get_by_role("button").click()
        left = cases.filter(visible=True)
        assert decided.is_visible()
        assert 0 < left.count() < cases.count()
        assert page.get_by_role("status").inner_text().startswith(f"{left.count()} sak")
        page.get_by_role("searchbox").fill("qqq")
        page.get_by_role("button").click()
        assert left.count() == 0
        assert page.get_by_role("status").inner_text().startswith("Ingen saker")


def test_every_case_stands_on_the_search_page_without_a_script(browser: "Browser", site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site / "sok.html").as_uri())
        cases = page.locator(".treff > li")
        assert cases.filter(visible=True).count() == cases.count() > 0
        assert not page.get_by_role("searchbox").is_visible()


class Read(HTMLParser):
    """What a page links to, and where in it a link may lead."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.places: list[str] = []
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Take in what a tag says."""
        said = dict(attrs)
        self.addresses += [value for name in ("href", "src") if (value := said.get(name)) is not None]
        self.places += [value for value in [said.get("id")] if value]


def leads(site: Path, page: Path, address: str) -> bool:
    """Whether a link out of the folder is whole, and one in it leads to a file, and a place in it."""
    where = urlsplit(address)
    if where.scheme:
        return where.scheme in {"https", "http", "mailto"} and bool(where.netloc or where.path)
    target = (page.parent / unquote(where.path)).resolve() if where.path else page
    if not (target.is_file() and target.is_relative_to(site.resolve())):
        return False
    if not where.fragment:
        return True
    if target.suffix == ".pdf":
        return where.fragment in PdfReader(target).named_destinations
    return where.fragment in Read(target).places
