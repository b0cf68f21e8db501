"""The pages that all meetings share, the feed and the sitemap: what stands there, where links lead."""

import re
from collections.abc import Iterator
from dataclasses import replace
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from dokumentmaskin.pipeline.pipeline import read_style
from dokumentmaskin.plan import LANGUAGES, Plan, load_plan, meeting_on, open_plan
from dokumentmaskin.site.cases import case_lines
from dokumentmaskin.site.feeds import feed, news
from dokumentmaskin.site.pages.pages import shared_pages
from dokumentmaskin.site.records import Fil, Manifest, Rolle, Utlegg
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.regionrad import NOW, council

STYLE: Final = read_style(Workspace(REPOSITORY))
TEMPLATES: Final = REPOSITORY / "templates/nettsted"
ATOM: Final = "{http://www.w3.org/2005/Atom}"
PUBLISHED: Final = (("2026-02-06", "2026-02-13T08:00:00Z"), ("2026-10-23", "2026-10-16T08:00:00Z"))


@pytest.fixture(scope="module", params=LANGUAGES)
def plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The council's open plan in each written language."""
    workspace = council(tmp_path_factory.mktemp("råd") / "råd", request.param)
    return open_plan(load_plan(workspace).issued_by(NOW.date()))


def laid_out(plan: Plan) -> Manifest:
    """Two meetings of the board, published at times of their own; the first has approved minutes."""
    own = [_published(plan, day, time) for day, time in PUBLISHED]
    year = Fil(adresse="ar/2026/kalender-2026.ics", rolle="kalender", tittel="Kalender", år=2026)
    return Manifest((year, *(fil for one in own for fil in one.filer)), tuple(own))


def _published(plan: Plan, day: str, time: str) -> Utlegg:
    møte = meeting_on(plan, day, "styret")
    roles: tuple[Rolle, ...] = ("innkalling", "saksliste", *(("referat",) if møte.referat else ()))
    files = (
        Fil(adresse=f"moter/{møte.navn}/{role}-{day}.pdf", rolle=role, tittel=role, møte=møte.navn, tid=time)
        for role in roles
    )
    page = Fil(adresse=f"moter/{møte.navn}/index.html", rolle="side", tittel="Møte", møte=møte.navn, tid=time)
    return Utlegg(møte.navn, (*files, page), saker=tuple(case_lines(plan, møte)))


@pytest.fixture(scope="module")
def made(plan: Plan) -> dict[str, bytes]:
    """Every shared file by its address."""
    return {one.fil.adresse: one.data for one in shared_pages(plan, laid_out(plan), TEMPLATES, STYLE)}


def links(address: str, page: bytes) -> Iterator[str]:
    """Where the links of a page lead within the site."""
    for element, _, link, _ in html.fromstring(page.decode()).iterlinks():
        if not urlsplit(link).scheme and element.tag != "svg":
            yield normpath(join(dirname(address), urlsplit(link).path)) if urlsplit(link).path else address


def test_every_link_leads_to_what_lies_there(plan: Plan, made: dict[str, bytes]) -> None:
    there = {*made, *(fil.adresse for fil in laid_out(plan).filer)}
    pages = {address: data for address, data in made.items() if address.endswith(".html")}
    assert {"index.html", "sok.html", "ar/2026/index.html", "grupper/styret/index.html"} <= set(pages)
    lost = {(address, to) for address, data in pages.items() for to in links(address, data)}
    assert {pair for pair in lost if pair[1] not in there} == set()


def test_the_same_is_made_of_the_same(plan: Plan, made: dict[str, bytes]) -> None:
    again = {one.fil.adresse: one.data for one in shared_pages(plan, laid_out(plan), TEMPLATES, STYLE)}
    assert again == made


def test_the_page_of_a_year_is_made_anew_only_when_it_has_changed(plan: Plan) -> None:
    known = laid_out(plan)
    year = [one.fil for one in shared_pages(plan, known, TEMPLATES, STYLE) if one.fil.avtrykk]
    assert [fil.adresse for fil in year] == ["ar/2026/index.html"]
    before = replace(known, filer=(*known.filer, *year))
    assert not [one for one in shared_pages(plan, before, TEMPLATES, STYLE) if one.fil.avtrykk]
    fewer = replace(before, møter=known.møter[:1])
    assert [one.fil.adresse for one in shared_pages(plan, fewer, TEMPLATES, STYLE) if one.fil.avtrykk]


def test_a_citizen_finds_what_was_decided(made: dict[str, bytes]) -> None:
    page = html.fromstring(made["sok.html"].decode())
    (case,) = (
        item
        for item in page.xpath("//ul[@class='treff']/li")
        if "Rammer for budsjettet" in item.text_content()
    )
    assert "Styret ber om et utkast i balanse." in case.text_content()
    (link,) = case.xpath(".//a")
    assert link.get("href") == "moter/2026-02-06-styret/index.html#sak-5-26"


def test_what_is_exempt_stands_nowhere(made: dict[str, bytes]) -> None:
    everything = b"".join(made.values()).decode().casefold()
    assert "prosjektleder" not in everything
    assert "video.example.org" not in everything
    assert "personalsak" in everything


def test_a_meeting_that_is_not_published_is_no_link(made: dict[str, bytes]) -> None:
    page = made["grupper/styret/index.html"].decode()
    assert "../../moter/2026-10-23-styret/index.html" in page
    assert "2026-11-13-styret" not in page
    assert "13. november 2026" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_a_joint_meeting_names_the_others_to_each_body(made: dict[str, bytes]) -> None:
    for body, others in (("styret", "helse og velferd"), ("helse-og-velferd", "styret")):
        (note,) = re.findall(r"[Ff]elles med ([^.<]*)", made[f"grupper/{body}/index.html"].decode())
        assert f"«{others}»" in note
        assert f"«{body.replace('-', ' ')}»" not in note


def test_the_wheel_has_a_style_that_holds_for_it_alone(made: dict[str, bytes]) -> None:
    page = made["ar/2026/index.html"].decode()
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    selectors = [one.strip() for rule in re.findall(r"([^{}]+)\{", style) for one in rule.split(",")]
    assert selectors
    assert [one for one in selectors if not one.startswith(".arshjul ")] == []
    assert "@font-face" not in style
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_feed_keeps_rfc_4287(made: dict[str, bytes]) -> None:
    root = ET.fromstring(made["feed.xml"])
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{ATOM}updated", ""))
        kinds = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
        assert len(kinds) == len(set(kinds))
        assert ("alternate", "text/html") in kinds
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    times = [entry.findtext(f"{ATOM}updated", "") for entry in root.findall(f"{ATOM}entry")]
    assert times == sorted(times, reverse=True)
    assert root.findtext(f"{ATOM}updated") == times[0] == PUBLISHED[1][1]
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert ids == [
        "tag:dalsfjella.example.org,2026:moter/2026-10-23-styret",
        "tag:dalsfjella.example.org,2026:moter/2026-02-06-styret/referat",
        "tag:dalsfjella.example.org,2026:moter/2026-02-06-styret",
    ]


def test_news_keep_their_names_when_the_site_moves(plan: Plan) -> None:
    moved = plan.organisasjon.publisering.model_copy(update={"adresse": ""})
    elsewhere = replace(plan, organisasjon=plan.organisasjon.model_copy(update={"publisering": moved}))
    told = news(elsewhere, laid_out(elsewhere))
    root = ET.fromstring(feed(elsewhere, told).data)
    assert root.findtext(f"{ATOM}entry/{ATOM}id") == "tag:dalsfjella.example.org,2026:moter/2026-10-23-styret"
    assert [link.get("href") for link in root.findall(f"{ATOM}link")] == ["index.html"]


def test_the_sitemap_has_every_page_by_its_whole_address(made: dict[str, bytes]) -> None:
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    places = {
        place.findtext(f"{name}loc"): place.findtext(f"{name}lastmod")
        for place in ET.fromstring(made["sitemap.xml"]).findall(f"{name}url")
    }
    public = "https://www.dalsfjella.example.org/moter/"
    assert places[public] is None
    assert places[f"{public}sok.html"] is None
    assert places[f"{public}moter/2026-02-06-styret/"] == PUBLISHED[0][1]
    assert places[f"{public}moter/2026-02-06-styret/referat-2026-02-06.pdf"] == PUBLISHED[0][1]


def test_without_an_address_there_is_no_sitemap() -> None:
    plan = open_plan(load_plan(Workspace(REPOSITORY)))
    made = {one.fil.adresse for one in shared_pages(plan, Manifest(), TEMPLATES, STYLE)}
    assert "feed.xml" in made
    assert "sitemap.xml" not in made
