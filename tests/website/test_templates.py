"""The templates of pages and letters have the bounds of all templates, and say the line that breaks them."""

from pathlib import Path

import pytest

from dokumentmaskin.errors import TemplateError
from dokumentmaskin.site.pages.templates import printed


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("{% for i in range(99999) %}{% endfor %}", "mal-uten-ende"),
        (
            "{% set n = namespace(x='ab') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
            "mal-uten-ende",
        ),
        ("{{ 'a' * 10000000000 }}", "ulovlig-mal"),
        ("{{ [1, 2].__class__ }}", "ulovlig-mal"),
        ("{{ 'a' | truncate(-1) }}", "feil-i-mal"),
        ("{{ fields | string }}", "feil-i-mal"),
        ("{% include 'side.html' %}", "feil-i-mal"),
    ],
)
def test_a_page_cannot_run_without_end_or_show_what_changes(code: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "side.html").write_text(f"<p>\n{code}\n</p>", encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        printed(tmp_path, "side.html", {"fields": object()})
    (found,) = caught.value.problems
    assert (found.code, found.place and found.place.line) == (problem, 2)


def test_each_page_has_bounds_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "side.html").write_text("{% for i in range(6000) %}{% endfor %}ja", encoding="utf-8")
    assert [printed(tmp_path, "side.html", {}) for _ in range(3)] == [b"ja"] * 3
