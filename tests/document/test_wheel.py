"""The year wheel: nothing on it covers anything else, whatever the year, and all of the year is on it."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.document.wheel.drawing import (
    ALONE,
    IN_DOCUMENT,
    Illustration,
    Style,
    drawn,
    filled,
    svg,
    wheel_told,
)
from dokumentmaskin.document.wheel.events import Hendelse, Årshjul, year_wheel
from dokumentmaskin.document.wheel.geometry import Box, Point, spread
from dokumentmaskin.document.wheel.labels import words_of
from dokumentmaskin.document.wheel.layout import Page, lay_out
from dokumentmaskin.document.wheel.marks import SHAPES
from dokumentmaskin.document.wheel.page import Tegning, Tekst
from dokumentmaskin.document.wheel.text import balanced, lacking, width, wrapped
from dokumentmaskin.document.year.rows import wheel_fields
from dokumentmaskin.errors import TemplateError
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.records.organisation import Hjuloppsett
from dokumentmaskin.plan.words.language import Møtedato
from dokumentmaskin.plan.words.languages import LANGUAGES
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.profiles import examples

BOKMÅL: Final = LANGUAGES["bokmål"]
TEMPLATE, CSS = (REPOSITORY / "templates" / f"arshjul.{kind}" for kind in ("svg", "css"))
STYLE: Final = Style("templates/arshjul.svg", TEMPLATE.read_bytes(), CSS.read_bytes())
BODIES: Final = ("Representantskapet", "Styret", "Oppvekst og utdanning", "Samferdsel, klima og miljø")
TOPICS: Final = (
    "Talentrekruttering – oppstart av arbeid med ny kampanje",
    "Innovasjon og utvikling for renere Oslofjord og vassdrag",
    "Samferdselsinfrastrukturutviklingsprogrammet for hovedstadsområdet",
    "AI",
)


def event(day: date, **other: Any) -> Hendelse:
    """An event of one day on the innermost ring."""
    dato = other.get("dato", Møtedato(day, day))
    plain: dict[str, Any] = {
        "nummer": 1,
        "ringer": (0,),
        "slag": "digitalt",
        "dato": dato,
        "flyttet_fra": None,
        "når": BOKMÅL.day_and_month(dato) if dato.dag_satt else BOKMÅL.month(day),
        "hvem": "",
        "navn": "Faggruppemøte (digitalt)",
        "merknad": "",
        "tema": (),
        "usikker": False,
        "avlyst": False,
        "felles": False,
    }
    return Hendelse(**{**plain, **other})


def wheel(*events: Hendelse, rings: int = 1) -> Årshjul:
    """A wheel of events, numbered in the order of the year."""
    in_order = sorted(events, key=lambda e: (e.dato.fra.month, not e.dato.dag_satt, e.dato))
    numbered = tuple(replace(e, nummer=number) for number, e in enumerate(in_order, 1))
    return Årshjul(
        2026, "Årshjul 2026", "Dalsfjella", BOKMÅL, BODIES[:rings], numbered, "I tillegg kommer mer."
    )


@st.composite
def years(draw: st.DrawFn) -> Årshjul:
    """A year with up to four bodies and sixty events, many of them on days beside each other."""
    rings = draw(st.integers(1, 4))
    events = []
    for _ in range(draw(st.integers(1, 60))):
        day = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
        until = min(day + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 3]))), date(2026, 12, 31))
        month = Møtedato(day.replace(day=1), day.replace(day=28), dag_satt=False)
        there = draw(st.sets(st.integers(0, rings - 1), min_size=1, max_size=2))
        events.append(
            event(
                day,
                dato=draw(st.sampled_from([Møtedato(day, until)] * 5 + [month])),
                ringer=tuple(sorted(there)),
                slag=draw(st.sampled_from(sorted(SHAPES))),
                felles=len(there) > 1,
                hvem=BOKMÅL.series([BODIES[ring] for ring in sorted(there)]) if rings > 1 else "",
                tema=tuple(draw(st.lists(st.sampled_from(TOPICS), max_size=3, unique=True))),
                usikker=draw(st.booleans()),
                avlyst=draw(st.booleans()),
                flyttet_fra=draw(st.sampled_from([None, None, Møtedato(date(2026, 2, 3), date(2026, 2, 3))])),
                merknad=draw(st.sampled_from(["", "usikkert", "avlyst: For få saker."])),
            )
        )
    return wheel(*events, rings=rings)


def corners(text: Tekst) -> list[Point]:
    """The corners of a text's box, turned as it is."""
    box = text.box
    turn = math.radians(text.dreining)
    down = 0.36 * text.størrelse if text.dreining else 0.0
    found = []
    for x, y in ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)):
        dx, dy = x - text.sted.x, y - text.sted.y + down
        found.append(
            Point(
                text.sted.x + dx * math.cos(turn) - dy * math.sin(turn),
                text.sted.y + dx * math.sin(turn) + dy * math.cos(turn),
            )
        )
    return found


def around(points: list[Point]) -> Box:
    xs, ys = [p.x for p in points], [p.y for p in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def apart(one: list[Point], other: list[Point]) -> bool:
    """Whether a line parts two convex shapes (the separating axis theorem)."""
    for shape in (one, other):
        for first, second in zip(shape, [*shape[1:], shape[0]], strict=True):
            across = Point(second.y - first.y, first.x - second.x)
            along = [[p.x * across.x + p.y * across.y for p in points] for points in (one, other)]
            if max(along[0]) <= min(along[1]) + 1e-6 or max(along[1]) <= min(along[0]) + 1e-6:
                return True
    return False


def disc(middle: Point, radius: float) -> list[Point]:
    """A mark as a shape of sixteen corners, which is around it."""
    far = radius / math.cos(math.pi / 16)
    turns = [2 * math.pi * n / 16 for n in range(16)]
    return [Point(middle.x + far * math.cos(turn), middle.y + far * math.sin(turn)) for turn in turns]


def shapes(drawing: Tegning) -> Iterator[tuple[str, list[Point]]]:
    """Every text and mark, and what it takes up."""
    yield from ((text.ord, corners(text)) for text in drawing.tekster)
    yield from ((mark.navn, disc(mark.midt, mark.reach)) for mark in drawing.merker)


def collisions(drawing: Tegning) -> list[tuple[str, str]]:
    boxes = [(name, points, around(points)) for name, points in shapes(drawing)]
    return [
        (one, other)
        for (one, points, box), (other, others, beside) in combinations(boxes, 2)
        if box.overlaps(beside) and not apart(points, others)
    ]


def words(texts: Any) -> list[str]:
    return sorted(" ".join(texts).split())


@settings(max_examples=examples(150, short=15))
@given(years(), st.sampled_from([ALONE, IN_DOCUMENT]))
def test_nothing_covers_anything_else(year: Årshjul, pages: tuple[Page, ...]) -> None:
    drawing = lay_out(replace(year, i_dag=date(2026, 5, 17)), pages)
    assert drawing is not None
    assert collisions(drawing) == []
    highest = max(page.height for page in pages if page.width == drawing.bredde)
    paper = Box(-0.5, -0.5, drawing.bredde + 0.5, min(highest, drawing.høyde) + 0.5)
    assert [name for name, points in shapes(drawing) if not around(points).within(paper)] == []
    assert min(text.størrelse for text in drawing.tekster) >= 8


@settings(max_examples=examples(100, short=10))
@given(years(), st.sampled_from([ALONE, IN_DOCUMENT]))
def test_no_word_is_lost_without_a_word_of_it(year: Årshjul, pages: tuple[Page, ...]) -> None:
    drawing = lay_out(year, pages)
    assert drawing is not None
    said = [text.ord for text in drawing.tekster]
    styles = {style for text in drawing.tekster for style in text.stil.split()}
    hjul = BOKMÅL.hjul
    if pages is ALONE:
        assert {hjul.uten_liste, hjul.uten_tema}.isdisjoint(said), "it has no table beside it"
    if hjul.uten_liste in said:
        assert drawing.nummerert
        return
    own = [
        t.ord for t in drawing.tekster if not {"dato", "navn", "tema", "merknad"}.isdisjoint(t.stil.split())
    ]
    assert len({"dato", "navn"} & styles) == 2
    topics = hjul.uten_tema not in said
    wanted = [text for e in year.hendelser for text, _ in words_of(replace(e, hvem=""), topics=topics)]
    shown = re.sub(r"\b[A-D](\+[A-D])*: ", "", " ".join(own)).replace(";", "")
    missing = set("".join(wanted).replace(" ", "")) - set(shown.replace(" ", ""))
    assert missing == set()
    if drawing.nummerert:
        assert len("".join(words([shown]))) == len("".join(words(wanted)))


def test_a_wheel_of_a_few_events_has_their_words_beside_it_and_one_of_many_has_numbers() -> None:
    few = lay_out(wheel(event(date(2026, 3, 11)), event(date(2026, 8, 24))), ALONE)
    many = lay_out(wheel(*(event(date(2026, 1, 5) + timedelta(days=6 * n)) for n in range(60))), ALONE)
    assert few is not None
    assert many is not None
    assert (few.nummerert, many.nummerert) == (False, True)


def test_the_lines_from_marks_of_one_day_on_several_rings_pass_beside_each_other() -> None:
    day = date(2026, 11, 19)
    drawing = lay_out(wheel(*(event(day, ringer=(ring,)) for ring in range(3)), rings=3), ALONE)
    assert drawing is not None
    middle = next(text.sted for text in drawing.tekster if text.stil == "aar")
    turns = sorted(math.atan2(m.midt.y - middle.y, m.midt.x - middle.x) for m in drawing.merker)
    far = max(math.dist(m.midt, middle) for m in drawing.merker)
    assert min(later - earlier for earlier, later in pairwise(turns)) * far > 0.8 * drawing.merker[0].reach


def test_no_last_word_stands_alone_on_its_line() -> None:
    assert balanced("Digitalisering og Industri 4.0", 8, 105) == ["Digitalisering", "og Industri 4.0"]
    assert list(wrapped("Talent – oppstart", 8, 40)) == ["Talent –", "oppstart"]


def test_a_year_that_has_not_room_is_not_drawn() -> None:
    assert lay_out(wheel(*(event(date(2026, 3, 11)) for _ in range(400))), ALONE) is None


def test_what_wants_the_same_place_moves_as_little_as_can_be() -> None:
    assert spread([1, 5, 9], [0, 2, 2], [0] * 3, [9] * 3) == [1, 5, 9]
    assert spread([5, 5], [0, 2], [0] * 2, [9] * 2) == [4, 6]
    assert spread([0, 0], [0, 2], [0] * 2, [9] * 2) == [0, 2]
    assert spread([9, 9], [0, 2], [0] * 2, [9] * 2) == [7, 9]
    assert spread([1, 1, 1], [0, 4, 4], [0] * 3, [7] * 3) is None


@settings(max_examples=examples(200))
@given(st.lists(st.floats(0, 100), min_size=1, max_size=20), st.floats(0.5, 4))
def test_what_is_spread_keeps_its_order_and_its_distance(wanted: list[float], gap: float) -> None:
    wanted = sorted(wanted)
    apart = [0.0, *[gap] * (len(wanted) - 1)]
    found = spread(wanted, apart, [-100.0] * len(wanted), [200.0] * len(wanted))
    assert found is not None
    assert all(later - earlier >= gap - 1e-6 for earlier, later in pairwise(found))
    if all(later - earlier >= gap for earlier, later in pairwise(wanted)):
        assert found == pytest.approx(wanted)


def test_a_line_is_never_wider_than_its_room_and_no_sign_is_lost() -> None:
    for text in TOPICS:
        lines = list(wrapped(text, 8, 60))
        assert max(width(line, 8) for line in lines) <= 60
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_the_picture_does_not_show_is_told() -> None:
    assert wheel_told(wheel(event(date(2026, 3, 11))), is_drawn=True) == ()
    (signs,) = wheel_told(wheel(event(date(2026, 3, 11), tema=("Русский → språk",))), is_drawn=True)
    assert (signs.code, "Р у с" in signs.message, "→" in signs.message) == ("arshjul-uten-tegn", True, True)
    (full,) = wheel_told(wheel(event(date(2026, 3, 11))), is_drawn=False)
    assert full.code == "fullt-arshjul"


def test_the_font_has_the_letters_of_norwegian_and_sámi() -> None:
    assert lacking("Æ æ Ø ø Å å é ü – « » … §  Čč Đđ Ŋŋ Šš Ŧŧ Žž Áá Ïï Öö Ää") == ""
    assert lacking("Ж") == "Ж"


def real_wheel(workspace: Workspace) -> Årshjul:
    plan = load_plan(workspace)
    return year_wheel(plan, [plan.år[0]])


def test_the_real_wheel_says_what_it_shows(real_workspace: Workspace) -> None:
    year = real_wheel(real_workspace)
    assert year.beskrivelse == (
        "Årshjul for 2022: én gruppe og 9 møter og arrangementer rundt en sirkel med tolv måneder. "
        "Usikre: 1. Uten fastsatt dag: 2. Det samme står i tabellen."
    )
    found = svg(year, STYLE)
    assert found is not None
    root = ET.fromstring(found)
    own = "{http://www.w3.org/2000/svg}"
    assert (root.get("role"), root.get("lang")) == ("img", "nb-NO")
    assert root.findtext(f"{own}title") == "Årshjul 2022: Faggruppen for næringssamarbeid"
    assert root.findtext(f"{own}desc") == year.beskrivelse
    assert root.get("aria-labelledby") == "tittel beskrivelse"
    assert re.findall(r"(?:href|src)=|url\((?!.?data:)", found) == []


def test_the_same_wheel_gives_the_same_bytes(real_workspace: Workspace) -> None:
    year = real_wheel(real_workspace)
    assert svg(year, STYLE) == svg(year, STYLE)


def test_the_picture_and_the_table_say_the_same(real_workspace: Workspace) -> None:
    year = real_wheel(real_workspace)
    drawing = lay_out(year, IN_DOCUMENT)
    assert drawing is not None
    table = wheel_fields(year, Marks())["årshjul"]
    rows = [
        "".join(inline.text for block in row.blocks for inline in block.inlines)
        for month in table
        for row in month.hendelser
    ]
    assert len(rows) == len(drawing.merker) == len(year.hendelser)
    picture = [t.ord for t in drawing.tekster if t.stil.split()[0] in {"dato", "navn", "tema", "merknad"}]
    for row, shown in zip(rows, year.hendelser, strict=True):
        for text, style in words_of(shown):
            assert text in row or (style == "dato" and not shown.dato.dag_satt)
            assert set(text.split()) <= set(" ".join(picture).split())


def test_a_numbered_picture_has_the_numbers_of_its_table() -> None:
    year = wheel(*(event(date(2026, 1, 5) + timedelta(days=6 * n), tema=TOPICS) for n in range(60)))
    fields = wheel_fields(year, Marks())
    rows = [row.blocks[0].inlines[0].text for month in fields["årshjul"] for row in month.hendelser]
    assert [row.partition(")")[0] for row in rows] == [str(n) for n in range(1, 61)]


def test_a_joint_meeting_is_one_event_on_the_rings_of_all_who_meet() -> None:
    plan = load_plan(Workspace(REPOSITORY / "tests/regionrad"))
    years = [year for year in plan.år if year.gruppe.navn in {"styret", "helse og velferd"}]
    (both,) = (e for e in year_wheel(plan, years).hendelser if e.felles)
    assert (both.ringer, both.hvem) == ((0, 1), "Styret og helse og velferd")
    assert both.merknad == "felles med «oppvekst og utdanning» og «samferdsel og klima»"
    (alone,) = (e for e in year_wheel(plan, years[:1]).hendelser if e.felles)
    assert (alone.ringer, alone.hvem, alone.merknad) == ((0,), "", "felles med «styret»")


def test_the_outer_ring_and_the_table_have_what_is_due_when_the_organisation_wants_it() -> None:
    plan = load_plan(Workspace(REPOSITORY / "tests/regionrad"))
    (year,) = (year for year in plan.år if year.gruppe.navn == "styret")
    shown = year_wheel(plan, [year])
    assert {due.slag for due in shown.forfall} == {"temaer", "innkalling", "referat", "rapportering"}
    drawing = lay_out(shown, IN_DOCUMENT)
    assert drawing is not None
    assert sum(figure.stil == "frist" for figure in drawing.figurer) == len(shown.forfall) + 4  # the legend
    table = wheel_fields(shown, Marks())["årshjul"]
    rows = {
        row.blocks[0].inlines[0].text.replace("\u00a0", " ") for month in table for row in month.hendelser
    }
    assert {
        "30. januar: Innkallingen til møtet 6. februar går ut",
        "1. mars: Årsmelding til kommunene",
    } <= rows
    silent = plan.organisasjon.model_copy(update={"årshjul": Hjuloppsett()})
    assert year_wheel(replace(plan, organisasjon=silent), [year]).forfall == ()


def test_every_kind_has_a_shape_of_its_own() -> None:
    drawn_shapes = {shape(Point(0, 0), 5) for shape in SHAPES.values()}
    assert len(drawn_shapes) == len(SHAPES) == len(BOKMÅL.hjul.slag)


def luminance(colour: str) -> float:
    """How light a colour is (WCAG 2.2, relative luminance)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def fills() -> dict[str, str]:
    """The colour of each class in the style file."""
    style = re.sub(r"/\*.*?\*/", "", CSS.read_text("utf-8"), flags=re.DOTALL)
    rules = re.findall(r"([^{}]+)\{([^}]*)\}", style)
    return {
        name.strip().removeprefix("."): match[1]
        for names, body in rules
        for name in names.split(",")
        if (match := re.search(r"fill: (#[0-9a-f]{6})", body))
    }


def test_text_and_marks_can_be_told_from_what_they_stand_on() -> None:
    fill = fills()
    on_rings = [fill["papir"], fill["felt.lys"], fill["felt.mork"]]
    texts = (
        "tittel",
        "eier",
        "dato",
        "navn",
        "tema",
        "nummer",
        "merknad",
        "bemerkning",
        "nokkeltekst",
    )
    for name in (*texts, "aar", *(f"gruppe-{n}" for n in range(1, 9))):
        assert min(contrast(fill[name], ground) for ground in on_rings) >= 4.5, name
    assert (
        min(contrast(fill["maned"], fill[ground]) for ground in ("maanedsfelt.lys", "maanedsfelt.mork"))
        >= 4.5
    )
    assert min(contrast(fill["bokstav"], fill[f"gruppe-{n}"]) for n in range(1, 9)) >= 4.5


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (b"<svg>{{ hjul.finnes_ikke }}</svg>", "feil-i-mal"),
        (b"<svg>{% for %}", "feil-i-mal"),
        (b"\xff", "odelagt-mal"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(template: bytes, code: str) -> None:
    year = wheel(event(date(2026, 3, 11)))
    drawing = lay_out(year, ALONE)
    assert drawing is not None
    with pytest.raises(TemplateError) as caught:
        filled(year, drawing, replace(STYLE, template=template), alone=True, fonts=True)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == (code, "templates/arshjul.svg")
    with pytest.raises(TemplateError):
        drawn(None, Illustration(year, drawing))
