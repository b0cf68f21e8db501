"""The .docx itself: parts, relationships and properties in a zip that carries no clock."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from layout.blocks import Blocks, field, paragraph, run, tab
from layout.measures import BOTTOM, FONT, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TOP
from layout.numbering import numbering_part
from layout.styles import Style, styles_part
from layout.words import Language
from layout.xml import DECLARATION, Node, part, w

WRITTEN = "2022-01-01T00:00:00Z"  # fixed: a template has no time of its own
ZIP_TIME = (1980, 1, 1, 0, 0, 0)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
WORD_PARTS = ("styles", "numbering", "settings", "fontTable", "footer")


@dataclass(frozen=True, slots=True)
class Template:
    """One template, ready to be packed.

    Attributes:
        language: The language of its fixed words.
        body: What stands above the footer.
        foot: What the footer says before the page number.
        cover: Whether the first page is a cover, without a footer, and more pages of other
            documents follow the last, so that only the page's own number is known.
        styles: What this template alone has, or has otherwise.
    """

    language: Language
    body: Sequence[Node]
    foot: str
    cover: bool = False
    styles: Sequence[Style] = ()


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _content_types() -> str:
    parts = [("/word/document.xml", f"{WORD_TYPE}.document.main+xml")]
    parts += [(f"/word/{name}.xml", f"{WORD_TYPE}.{name}+xml") for name in WORD_PARTS]
    parts += [("/docProps/core.xml", CORE_TYPE)]
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _core(language: str) -> str:
    date = 'xsi:type="dcterms:W3CDTF"'
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title>{{ tittel }}</dc:title><dc:subject>{{ emne }}</dc:subject>"
        "<dc:creator>{{ organisasjon.navn }}</dc:creator>"
        f"<dc:language>{language}</dc:language><cp:revision>1</cp:revision>"
        f"<dcterms:created {date}>{WRITTEN}</dcterms:created>"
        f"<dcterms:modified {date}>{WRITTEN}</dcterms:modified></cp:coreProperties>"
    )


def _settings(language: str) -> str:
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return part(
        "settings",
        (
            w("zoom", percent=100),
            w("defaultTabStop", val=708),
            w("characterSpacingControl", val="doNotCompress"),
            w("compat", mode),
            w("themeFontLang", val=language),
            w("decimalSymbol", val=","),
            w("listSeparator", val=";"),
        ),
    )


def _fonts() -> str:
    font = w(
        "font",
        w("altName", val="Carlito"),
        w("panose1", val="020F0502020204030204"),
        w("charset", val="00"),
        w("family", val="swiss"),
        w("pitch", val="variable"),
        name=FONT,
    )
    return part("fonts", (font,))


def _page_number(template: Template) -> Blocks:
    words, page, pages = template.language, field("PAGE", run("1")), field("NUMPAGES", run("1"))
    total = () if template.cover else (run(f" {words['av']} "), *pages)
    return (run(f"{words['side']} "), *page, *total)


def _footer(template: Template) -> str:
    numbers = _page_number(template)
    return part("ftr", (paragraph("Footer", f"{{{{ gruppe.tittel }}}} · {template.foot}", tab(), *numbers),))


def _document(template: Template) -> str:
    footer = (("w:type", "default"), ("r:id", f"rId{WORD_PARTS.index('footer') + 1}"))
    margins = {"top": TOP, "right": MARGIN, "bottom": BOTTOM, "left": MARGIN}
    section = w(
        "sectPr",
        Node("w:footerReference", footer),
        w("pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT),
        w("pgMar", **margins, header=794, footer=624, gutter=0),
        *((w("titlePg"),) if template.cover else ()),
    )
    return part("document", (w("body", *template.body, section),))


def _parts(template: Template) -> dict[str, str]:
    language = template.language.tag
    to_word = [(f"{OFFICE}/{name}", f"{name}.xml") for name in WORD_PARTS]
    to_core = f"{PACKAGE}/relationships/metadata/core-properties"
    roots = [(f"{OFFICE}/officeDocument", "word/document.xml"), (to_core, "docProps/core.xml")]
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(roots),
        "docProps/core.xml": _core(language),
        "word/_rels/document.xml.rels": _relationships(to_word),
        "word/document.xml": _document(template),
        "word/fontTable.xml": _fonts(),
        "word/footer.xml": _footer(template),
        "word/numbering.xml": numbering_part(),
        "word/settings.xml": _settings(language),
        "word/styles.xml": styles_part(language, template.styles),
    }


def pack(template: Template) -> bytes:
    """Return the .docx: the same bytes every time it is built from the same words."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in _parts(template).items():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system = 3  # the same on every machine, and stored: zlib builds differ
            archive.writestr(entry, text)
    return target.getvalue()
