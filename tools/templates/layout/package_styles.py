"""The looks that the templates of the package have alone, or otherwise than the documents."""

from layout.measures import ACCENT, MUTED, WARNING
from layout.styles import BOLD, TO_THE_RIGHT, WIDE, Style, color, facts, heading, size, spacing
from layout.xml import Node, w


def _contents(style: str, name: str, *paragraph: Node, run: tuple[Node, ...] = ()) -> Style:
    return Style(style, name, based_on="Tabelltekst", paragraph=paragraph, run=run, own=True)


INDENT = w("ind", left=340)
# What says that a page is not for everyone. It has no frame: LibreOffice leaves the lines around a paragraph
# outside the PDF's structure, which PDF/UA forbids (ISO 14289-1, 7.1).
INTERNAL = Style(
    "Internmerking",
    "Internmerking",
    paragraph=(w("keepNext"), spacing(0, 6)),
    run=(*BOLD, color(WARNING), *size(26)),
    own=True,
)
# What the cover of the package and its contents have alone, or otherwise than the documents.
COVER = (
    INTERNAL,
    Style(
        "Forsideavsender",
        "Forsideavsender",
        following="Heading1",
        # The room stands below: an engine may leave out what stands above the first line of a page.
        paragraph=(w("keepNext"), spacing(0, 66)),
        run=(*BOLD, color(ACCENT), *size(32)),
        own=True,
    ),
    heading(1, 88, 0, 2, 22),
    heading(2, 36, 0, 4, 10),
    Style(
        "Subtitle",
        "Subtitle",
        following="Normal",
        paragraph=(w("keepNext"), spacing(0, 18, 12), WIDE),
        run=(color(MUTED), *size(40)),
    ),
    Style(
        "Fakta",
        "Fakta",
        paragraph=facts(3, 7),
        run=size(26),
        own=True,
    ),
    Style(
        "Hyperlink",
        "Hyperlink",
        "character",
        "DefaultParagraphFont",
        run=(color(ACCENT),),
    ),
    _contents("Innholdssak", "Innhold sak", w("keepNext"), spacing(1, 0, 5), run=BOLD),
    _contents("Innholdsvedlegg", "Innhold vedlegg", INDENT),
    Style(
        "Innholdsmerknad",
        "Innhold merknad",
        "character",
        "DefaultParagraphFont",
        run=(w("b", val=0), w("bCs", val=0), color(MUTED)),
        own=True,
    ),
    Style(
        "Innholdsmerknader",
        "Innhold merknader",
        based_on="Merknad",
        paragraph=(w("keepNext"), spacing(0, 4)),
        own=True,
    ),
    _contents("Innholdsside", "Innhold side", *TO_THE_RIGHT),
    _contents("Innholdssaksside", "Innhold saksside", spacing(1, 0, 5), *TO_THE_RIGHT),
    Style(
        "Innholdssidehode",
        "Innhold sidehode",
        based_on="Tabellhode",
        paragraph=TO_THE_RIGHT,
        own=True,
    ),
)
