"""The site sent to a real WordPress on this machine."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.request import urlopen

import pytest

from dokumentmaskin.errors import DeliveryError, RefusedError
from dokumentmaskin.plan import Mål
from tests.pipeline.sites import FIRST, SECOND, sent
from tests.profiles import long_way, some
from tests.reference.wordpress import WordPress, needs_wordpress

pytestmark = [needs_wordpress, pytest.mark.xdist_group("wordpress")]

# The pages and files that WordPress holds, what they are called and how they stand.
_HELD: Final = """
$posts = get_posts(['post_type' => ['page', 'attachment'], 'post_status' => 'any', 'numberposts' => -1]);
echo json_encode(array_map(fn ($p) => [$p->ID, $p->post_type, $p->post_name, $p->post_status], $posts));
"""
_EMPTY: Final = """
$all = ['post_type' => ['page', 'attachment'], 'post_status' => ['any', 'trash'], 'numberposts' => -1];
foreach (get_posts($all) as $p) { wp_delete_post($p->ID, true); }
update_option('permalink_structure', '/%postname%/');
"""
_MAKE: Final = """
$parent = get_page_by_path('moter')->ID;
wp_insert_post(['post_type' => 'page', 'post_title' => 'Vår', 'post_name' => 'a', 'post_status' => 'publish',
    'post_parent' => $parent]);
"""
# What a person may do with a page that dok has made.
_CHANGES: Final = (
    "['post_title' => 'Et annet navn']",
    "['post_content' => str_replace('Sak', 'Saken', $p->post_content)]",
)
_CHANGE: Final = "$p = get_page_by_path('moter/a'); wp_update_post(wp_slash(['ID' => $p->ID] + {}));"


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPress]:
    own = WordPress(tmp_path_factory.mktemp("wordpress"))
    own.start()
    yield own
    own.close()


@pytest.fixture
def wordpress(there: WordPress, monkeypatch: pytest.MonkeyPatch) -> WordPress:
    """The same with one page, and an editor who may write."""
    there.run(_EMPTY)
    there.make_page("moter")
    monkeypatch.setenv("DOK_WEB_PASSORD", there.password())
    return there


def goal(wordpress: WordPress, **more: str) -> Mål:
    own = {"adresse": wordpress.address, "bruker": "redaktor", "side": "moter", **more}
    return Mål.model_validate({"navn": "web", "slag": "wordpress", **own})


def held(wordpress: WordPress) -> list[Any]:
    return sorted(json.loads(wordpress.run(_HELD)))


def read(url: str) -> str:
    with urlopen(url) as answer:  # noqa: S310 - this machine's own
        return str(answer.read().decode(errors="replace"))


def read_on(wordpress: WordPress, slug: str) -> dict[str, str]:
    """What a citizen gets of each link on a page."""
    page = read(f"{wordpress.address}/?pagename=moter/{slug}")
    return {link: read(link) for link in re.findall('href="([^"#]*)', page)}


@pytest.mark.parametrize("permalinks", some(["/%postname%/", ""], short=1))
def test_pages_and_files_are_changed_in_place(wordpress: WordPress, tmp_path: Path, permalinks: str) -> None:
    wordpress.run(f"update_option('permalink_structure', '{permalinks}');")
    first = sent(tmp_path, FIRST, goal(wordpress))
    assert first.sendt == ("moter/a/gammel.pdf", "moter/a/sak.pdf", "moter/a/index.html", "index.html")
    assert first.utelatt == ("nettsted.css", "feed.xml")
    assert list(read_on(wordpress, "a").values()) == ["%PDF-1.7 en", "%PDF-1.7 to"]
    before = held(wordpress)
    assert {(kind, name) for _, kind, name, _ in before if kind == "page"} == {
        ("page", "moter"),
        ("page", "a"),
        ("page", "oversikt"),
    }
    assert sent(tmp_path, FIRST, goal(wordpress)).sendt == ()
    assert held(wordpress) == before

    second = sent(tmp_path, SECOND, goal(wordpress))
    assert second.fjernet == ("moter/a/gammel.pdf",)
    assert list(read_on(wordpress, "a").values()) == ["%PDF-1.7 tre"]
    assert "Et annet" in read_on(wordpress, "oversikt").popitem()[1]
    after = held(wordpress)
    pages = [row for row in before if row[1] == "page"]
    assert [row for row in after if row in pages] == pages
    assert len([row for row in after if row[1] == "attachment"]) == 2
    assert sent(tmp_path, SECOND, goal(wordpress)).sendt == ()
    assert held(wordpress) == after


@long_way
@pytest.mark.parametrize("number", [1, 3])
def test_one_that_is_killed_in_the_middle_gets_the_rest_afterwards(
    wordpress: WordPress, tmp_path: Path, number: int
) -> None:
    sent(tmp_path, FIRST, goal(wordpress))
    with pytest.raises(DeliveryError, match="blir ikke sendt på nytt"):
        sent(tmp_path, SECOND, goal(wordpress), number, wordpress.stop)
    wordpress.start()
    assert all(read_on(wordpress, "oversikt").values())
    assert all(data.startswith("%PDF") for data in read_on(wordpress, "a").values())
    rest = sent(tmp_path, SECOND, goal(wordpress))
    assert len(rest.sendt) == 5 - number
    kinds = [kind for _, kind, *_ in held(wordpress)]
    assert (kinds.count("page"), kinds.count("attachment")) == (4, 2)
    assert sent(tmp_path, SECOND, goal(wordpress)).sendt == ()


@long_way
def test_what_a_person_has_made_or_changed_is_not_touched(wordpress: WordPress, tmp_path: Path) -> None:
    wordpress.run(_MAKE)
    before = held(wordpress)
    with pytest.raises(RefusedError) as refused:
        sent(tmp_path, FIRST, goal(wordpress))
    assert [problem.code for problem in refused.value.problems] == ["fremmed-fil"]
    assert held(wordpress) == before

    wordpress.run("wp_delete_post(get_page_by_path('moter/a')->ID, true);")
    sent(tmp_path, FIRST, goal(wordpress))
    for change in _CHANGES:
        wordpress.run(_CHANGE.format(change))
        before = held(wordpress)
        with pytest.raises(RefusedError) as refused:
            sent(tmp_path, SECOND, goal(wordpress))
        assert [problem.code for problem in refused.value.problems] == ["endret-i-malet"]
        assert held(wordpress) == before


@long_way
def test_drafts_wait_for_a_person_who_publishes_them(wordpress: WordPress, tmp_path: Path) -> None:
    def status() -> dict[str, str]:
        return {name: status for _, kind, name, status in held(wordpress) if kind == "page"}

    draft = goal(wordpress, kladd="ja")
    sent(tmp_path, FIRST, draft)
    assert status() == {"moter": "publish", "a": "draft", "oversikt": "draft"}
    wordpress.run("wp_publish_post(get_page_by_path('moter/a')->ID);")
    sent(tmp_path, SECOND, draft)
    assert status() == {"moter": "publish", "a": "publish", "b": "draft", "oversikt": "draft"}


@long_way
@pytest.mark.parametrize(
    ("role", "more", "code"),
    [
        ("editor", {"side": "finnes-ikke"}, "mangler-side"),
        ("author", {}, "slipper-ikke-inn"),
        ("editor", {"bruker": "ukjent"}, "slipper-ikke-inn"),
    ],
)
def test_what_it_refuses_is_told_before_anything_is_sent(
    wordpress: WordPress, tmp_path: Path, role: str, more: dict[str, str], code: str
) -> None:
    os.environ["DOK_WEB_PASSORD"] = wordpress.password(role, role)  # the fixture puts it back
    before = held(wordpress)
    with pytest.raises(DeliveryError) as told:
        sent(tmp_path, FIRST, goal(wordpress, **{"bruker": role, **more}))
    assert [problem.code for problem in told.value.problems] == [code]
    assert held(wordpress) == before
