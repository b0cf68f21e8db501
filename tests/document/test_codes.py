"""What a template's code may do: it can neither run without end, nor make text without end, nor draw lots."""

from dataclasses import dataclass

import pytest
from jinja2.exceptions import SecurityError

from dokumentmaskin.document.codes import CODE_FAILED, TemplateEnvironment
from dokumentmaskin.document.codes.bounds import ExhaustedError, UnprintableError, Work


@dataclass(frozen=True)
class Sak:
    tittel: str


def printed(code: str, work: Work | None = None) -> str:
    environment = TemplateEnvironment()
    environment.work = work or Work(seconds=5, size=200_000, steps=20_000)
    return environment.from_string(code).render(
        sak=Sak("Buss"), saker=[Sak("Buss"), Sak("Tog")], tekst="a, b"
    )


LOOP = "{% for i in range(99) %}"
GROWING = "{% set n = namespace(x='bb') %}" + LOOP


@pytest.mark.parametrize(
    "code",
    [
        "{% for i in range(999999999) %}{% endfor %}",
        f"{LOOP}{LOOP}{LOOP}{LOOP}{{% endfor %}}{{% endfor %}}{{% endfor %}}{{% endfor %}}",
        "{% set s = 'abcdefghi' | list %}" + "{% for i in s %}" * 6 + "{% endfor %}" * 6,
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        "{% for i in [1, 2] recursive %}{% if loop.depth < 40 %}{{ loop([1, 2]) }}{% endif %}{% endfor %}",
        GROWING + "{% set n.x = n.x ~ n.x %}{% endfor %}",
        GROWING + "{% set n.x = n.x + n.x %}{% endfor %}",
        GROWING + "{% set n.x = n.x | replace('b', n.x) %}{% endfor %}",
        GROWING + "{% set n.x = n.x.replace('b', n.x) %}{% endfor %}",
        GROWING + "{% set n.x = [n.x, n.x] | join %}{% endfor %}",
        GROWING + "{% set n.x = ['b', 'b', 'b'] | join(n.x) %}{% endfor %}",
        GROWING + "{% set n.x = n.x.join(['b', 'b', 'b']) %}{% endfor %}",
        GROWING + "{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
        GROWING + "{% set n.x = (n.x, n.x) | map('upper') | join %}{% endfor %}",
        GROWING + "{% set n.x = saker | map('default', n.x) | map('replace', 'x', n.x) | join %}{% endfor %}",
        "{% for i in range(9999) %}" + "x" * 99 + "{% endfor %}",
    ],
)
def test_nothing_goes_on_or_grows_without_end(code: str) -> None:
    with pytest.raises((ExhaustedError, UnprintableError)):
        printed(code)


@pytest.mark.parametrize(
    "code",
    [
        GROWING + "{% set n.x = [n.x, n.x] %}{% endfor %}",
        GROWING + "{% set n.x = (n.x, n.x) %}{% endfor %}",
        GROWING + "{% set n.x = {'a': n.x, 'b': n.x} %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}" + LOOP + "{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=1) %}{% macro m() %}{% set n.x = varargs %}{% endmacro %}"
        + LOOP
        + "{{ m(n.x, n.x) }}{% endfor %}",
        "{% set n = namespace(x=99) %}" + LOOP + "{% set n.x = n.x * n.x %}{% endfor %}",
        "{{ 5 | round(-1000000000) }}",
        "{{ [[1]] | sum(start=[]) }}",
        "{{ (1).to_bytes(1000000000, 'big') }}",
        "{{ ['a'] | tojson(indent=1000000000) }}",
        "{{ 'a'.encode() }}",
        "{{ 'a'.zfill(1000000000) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 999999999 }}",
        "{{ cycler.__class__ }}",
    ],
)
def test_what_cannot_be_paid_for_is_not_to_be_had(code: str) -> None:
    with pytest.raises((SecurityError, OverflowError, ExhaustedError)):
        printed(code, Work(seconds=5))


def test_the_clock_ends_what_is_not_counted_out() -> None:
    with pytest.raises(ExhaustedError, match="sekunder"):
        printed(LOOP + LOOP + "{% endfor %}{% endfor %}", Work(seconds=0))


@pytest.mark.parametrize(
    "code",
    [
        "{{ sak }}",
        "{{ saker }}",
        "{{ sak | string }}",
        "{{ saker | join }}",
        "{{ 'a' ~ sak }}",
        "{{ [sak] | map('upper') | join }}",
        "{{ [[sak]] | join }}",
        "{{ sak | urlencode }}",
        "{{ tekst.upper }}",
        "{{ saker | map(attribute='tittel') }}",
        "{% macro m() %}{% endmacro %}{{ m }}",
        "{{ range }}",
        "{{ namespace() }}",
        "{% for s in saker %}{{ loop }}{% endfor %}",
        "{{ [1] | random }}",
        "{{ lipsum() }}",
        "{{ now() }}",
        "{{ sak | pprint }}",
    ],
)
def test_no_chance_no_clock_and_no_address_of_a_record_is_printed(code: str) -> None:
    with pytest.raises(CODE_FAILED):
        printed(code)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "{% for s in saker %}{{ loop.index }}{{ s.tittel }}{{ ', ' if not loop.last }}{% endfor %}",
            "1Buss, 2Tog",
        ),
        ("{{ saker | map(attribute='tittel') | join(' og ') }}", "Buss og Tog"),
        ("{{ saker | join(' og ', attribute='tittel') }}", "Buss og Tog"),
        ("{{ tekst.split(', ') | join('/') }}{{ tekst.replace(',', ';') }}", "a/ba; b"),
        ("{{ 'a' ~ 1 ~ sak.tittel }}{{ 'x' + 'y' }}{{ 7 // 2 }}{{ 7 % 4 }}{{ 2 * 3 }}", "a1Bussxy336"),
        ("{% set n = namespace(x=0) %}{% for s in saker %}{% set n.x = n.x + 1 %}{% endfor %}{{ n.x }}", "2"),
        ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}", "aba"),
        ("{% macro m(x) %}<{{ x }}>{{ caller() }}{% endmacro %}{% call m('&') %}b{% endcall %}", "<&amp;>b"),
        ("{% for a, b in [(1, 2), (3, 4)] %}{{ a + b }} {% endfor %}", "3 7 "),
        ("{{ '<' ~ '&' | safe }}{{ {'a': 1}['a'] }}{{ 'abc'[1:] }}{{ 2.5 | round(1) }}", "&lt;&1bc2.5"),
    ],
)
def test_what_templates_do_is_theirs_to_do(code: str, text: str) -> None:
    assert printed(code) == text
