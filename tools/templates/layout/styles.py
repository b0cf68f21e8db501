"""Every look in one place: the styles that a person can change in Word."""

from collections.abc import Sequence
from dataclasses import dataclass

from layout.measures import (
    ACCENT,
    AXIS,
    BESIDE,
    CELL_MARGIN,
    CELL_PADDING,
    CODE,
    FONT,
    LINE,
    MUTED,
    RULE,
    SIGNED_TO,
    STEP,
    TABLE_LINE,
    TEXT_WIDTH,
)
from layout.xml import Node, part, w


@dataclass(frozen=True, slots=True)
class Style:
    """A style as Word stores it.

    Attributes:
        id: The id that documents refer to.
        name: What Word shows; Word's own names make a style built-in.
        kind: `paragraph`, `character` or `table`.
        based_on: Id of the style it inherits from, empty for none.
        following: Id of the style of the next paragraph, empty for the same.
        paragraph: Paragraph properties, in the schema's order.
        run: Character properties, in the schema's order.
        rest: Table properties.
        own: Whether the style is ours and not one of Word's.
    """

    id: str
    name: str
    kind: str = "paragraph"
    based_on: str = "Normal"
    following: str = ""
    paragraph: tuple[Node, ...] = ()
    run: tuple[Node, ...] = ()
    rest: tuple[Node, ...] = ()
    own: bool = False


def spacing(before: int, after: int, line: int = LINE // STEP) -> Node:
    """Return the room above and below a paragraph and the height of its lines, in steps of the grid.

    A line is at least that high: letters of another font, or a picture, are not cut.
    """
    heights = {"before": before * STEP, "after": after * STEP, "line": line * STEP}
    return w("spacing", **heights, lineRule="atLeast")


def size(half_points: int) -> tuple[Node, Node]:
    """Return the size of letters."""
    return w("sz", val=half_points), w("szCs", val=half_points)


def color(value: str) -> Node:
    """Return the colour of letters."""
    return w("color", val=value)


BOLD = (w("b"), w("bCs"))
KEEP = (w("keepNext"), w("keepLines"))
# As far right as the table's lines: a cell has a margin there. It is for the last column of a table.
TO_THE_RIGHT = (w("ind", right=-CELL_MARGIN), w("jc", val="right"))
WIDE = w("ind", right=0)  # the whole width of the page, where running text has less


def heading(level: int, half_points: int, before: int, after: int, line: int) -> Style:
    """Return one of Word's own heading styles, its heights in steps of the grid."""
    return Style(
        id=f"Heading{level}",
        name=f"heading {level}",
        following="Normal",
        paragraph=(*KEEP, spacing(before, after, line), WIDE, w("outlineLvl", val=level - 1)),
        run=(*BOLD, color(ACCENT), *size(half_points)),
    )


def facts(after: int, line: int = LINE // STEP) -> tuple[Node, ...]:
    """Return how labels and values stand, with so much room between them."""
    stop = w("tabs", w("tab", val="left", pos=AXIS))
    return w("keepLines"), stop, spacing(0, after, line), w("ind", left=AXIS, right=0, hanging=AXIS)


def _list(style: str, name: str, number: int, level: int) -> Style:
    numbering = w("numPr", w("ilvl", val=level), w("numId", val=number))
    return Style(style, name, paragraph=(numbering, spacing(0, 1)))


HEADINGS = (
    heading(1, 56, 10, 0, 14),
    heading(2, 30, 9, 2, 8),
    heading(3, 22, 4, 0, 6),
)
SECTION = Style(
    "Seksjon",
    "Seksjon",
    based_on="Heading2",
    following="Heading2",
    paragraph=(spacing(12, 0, 6), w("outlineLvl", val=1)),
    run=(color(MUTED), *size(26)),
    own=True,
)
LISTS = (
    _list("ListBullet", "List Bullet", 1, 0),
    _list("ListBullet2", "List Bullet 2", 1, 1),
    _list("ListNumber", "List Number", 2, 0),
    _list("ListNumber2", "List Number 2", 2, 1),
)
TEXTS = (
    Style("Normal", "Normal", based_on="", paragraph=(w("ind", right=BESIDE),)),
    Style(
        "Subtitle",
        "Subtitle",
        following="Normal",
        paragraph=(w("keepNext"), spacing(0, 8, 8), WIDE),
        run=(color(MUTED), *size(28)),
    ),
    Style(
        "Fakta",
        "Fakta",
        paragraph=facts(1),
        own=True,
    ),
    Style(
        "Saksopplysning",
        "Saksopplysning",
        paragraph=(w("keepNext"), spacing(0, 1)),
        run=(color(MUTED),),
        own=True,
    ),
    Style(
        "Vedtakstekst",
        "Vedtakstekst",
        paragraph=(spacing(0, 3), w("ind", left=340)),
        own=True,
    ),
    Style(
        "Ingress",
        "Ingress",
        paragraph=(spacing(0, 4, 7),),
        run=size(26),
        own=True,
    ),
    Style(
        "Innledning",
        "Innledning",
        following="ListBullet",
        paragraph=(w("keepNext"), spacing(0, 1)),
        own=True,
    ),
    Style(
        "Merknad",
        "Merknad",
        paragraph=(spacing(3, 3),),
        run=(color(MUTED),),
        own=True,
    ),
    Style(
        "Underskrift",
        "Underskrift",
        paragraph=(
            *KEEP,
            w(
                "tabs",
                w("tab", val="left", pos=AXIS),
                w("tab", val="left", leader="underscore", pos=SIGNED_TO),
            ),
            spacing(7, 0),
        ),
        own=True,
    ),
    Style(
        "Tabelltekst",
        "Tabelltekst",
        paragraph=(spacing(0, 0, 5), WIDE),
        run=size(20),
        own=True,
    ),
    Style(
        "Tabellpunkt",
        "Tabellpunkt",
        based_on="Tabelltekst",
        paragraph=(w("ind", left=CELL_MARGIN, hanging=CELL_MARGIN),),
        own=True,
    ),
    Style(
        "Tabellmerknad",
        "Tabellmerknad",
        based_on="Tabellpunkt",
        run=(color(MUTED),),
        own=True,
    ),
    Style(
        "Tabelltekstsamlet",
        "Tabelltekst samlet",
        based_on="Tabelltekst",
        paragraph=(w("keepNext"),),
        own=True,
    ),
    Style(
        "Tabelltall",
        "Tabelltall",
        based_on="Tabelltekst",
        paragraph=TO_THE_RIGHT,
        own=True,
    ),
    Style(
        "Tabellhode",
        "Tabellhode",
        based_on="Tabelltekst",
        paragraph=(w("keepNext"),),
        run=(*BOLD, color(ACCENT)),
        own=True,
    ),
    Style(
        "Tabelltallhode",
        "Tabelltall hode",
        based_on="Tabellhode",
        paragraph=TO_THE_RIGHT,
        own=True,
    ),
    Style(
        "Tabellavkryssing",
        "Tabellavkryssing",
        based_on="Tabelltekst",
        paragraph=(w("spacing", before=0, after=0, line=TABLE_LINE, lineRule="exact"),),
        own=True,
    ),
    Style(
        "Malkode",
        "Malkode",
        paragraph=(spacing(0, 0, 4),),
        run=(color(CODE), *size(16)),
        own=True,
    ),
    Style(
        "Footer",
        "footer",
        paragraph=(w("tabs", w("tab", val="right", pos=TEXT_WIDTH)), spacing(0, 0, 5), WIDE),
        run=(color(MUTED), *size(18)),
    ),
)
CHARACTERS = (
    Style("DefaultParagraphFont", "Default Paragraph Font", "character", based_on=""),
    Style("Strong", "Strong", "character", "DefaultParagraphFont", run=BOLD),
    Style("Emphasis", "Emphasis", "character", "DefaultParagraphFont", run=(w("i"), w("iCs"))),
    Style(
        "Hyperlink",
        "Hyperlink",
        "character",
        "DefaultParagraphFont",
        run=(color(ACCENT), w("u", val="single")),
    ),
    Style(
        "PlaceholderText",
        "Placeholder Text",
        "character",
        "DefaultParagraphFont",
        run=(color(MUTED),),
    ),
    Style(
        "Ledetekst",
        "Ledetekst",
        "character",
        "DefaultParagraphFont",
        run=(*BOLD, color(ACCENT)),
        own=True,
    ),
    Style(
        "Faktanavn",
        "Faktanavn",
        "character",
        "DefaultParagraphFont",
        run=(color(MUTED),),
        own=True,
    ),
    Style(
        "Avkryssingsboks",
        "Avkryssingsboks",
        "character",
        "DefaultParagraphFont",
        run=size(24),
        own=True,
    ),
)


def _cell_margins(top: int, left: int, bottom: int, right: int) -> Node:
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in sides))


def _rule(side: str, color: str, eighths: int) -> Node:
    return w(side, val="single", sz=eighths, space=0, color=color)


TABLES = (
    Style(
        "TableNormal",
        "Normal Table",
        "table",
        based_on="",
        rest=(w("tblPr", w("tblInd", w=0, type="dxa"), _cell_margins(0, 108, 0, 108)),),
    ),
    Style(
        "Sekretariatstabell",
        "Sekretariatstabell",
        "table",
        based_on="TableNormal",
        rest=(
            w(
                "tblPr",
                w("tblInd", w=0, type="dxa"),
                w(
                    "tblBorders",
                    _rule("insideH", RULE, 4),
                ),
                _cell_margins(CELL_PADDING, 0, CELL_PADDING, CELL_MARGIN),
            ),
            w(
                "tblStylePr",
                w("tcPr", w("tcBorders", _rule("bottom", ACCENT, 12), w("insideH", val="nil"))),
                type="firstRow",
            ),
            w("tblStylePr", w("tcPr", w("tcBorders", _rule("bottom", RULE, 4))), type="lastRow"),
        ),
        own=True,
    ),
)


def _one(style: Style) -> Node:
    default = style.id in {"Normal", "DefaultParagraphFont", "TableNormal"}
    kind: dict[str, str] = {"type": style.kind, "styleId": style.id}
    kind |= {"default": "1"} if default else {}
    kind |= {"customStyle": "1"} if style.own else {}
    links = (("basedOn", style.based_on), ("next", style.following))
    parts = [w("name", val=style.name), *(w(tag, val=value) for tag, value in links if value)]
    parts += [w("uiPriority", val=1 if style.kind == "paragraph" else 10), w("qFormat")]
    parts += [w("pPr", *style.paragraph)] if style.paragraph else []
    parts += [w("rPr", *style.run)] if style.run else []
    return w("style", *parts, *style.rest, **kind)


def _defaults(language: str) -> Node:
    fonts = w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    run = w("rPr", fonts, *size(22), w("lang", val=language, eastAsia=language, bidi="ar-SA"))
    paragraph = w("pPr", w("widowControl"), spacing(0, 3))
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", paragraph))


def styles_part(language: str, changes: Sequence[Style] = ()) -> str:
    """Return styles.xml with `language` (as `nb-NO`) as the language of all text.

    Args:
        language: The language tag.
        changes: Styles that this template alone has, or has otherwise.
    """
    hidden = w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1,
               defUnhideWhenUsed=1, defQFormat=0, count=376)  # fmt: skip
    common = {style.id: style for style in (*TEXTS, *HEADINGS, SECTION, *LISTS, *CHARACTERS, *TABLES)}
    every = (common | {style.id: style for style in changes}).values()
    return part("styles", (_defaults(language), hidden, *(_one(style) for style in every)))
