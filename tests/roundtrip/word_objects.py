"""What Word keeps in parts of its own: comments, footnotes, pictures, numbering; and its plain tables."""

from typing import Any, Final

from lxml import etree

from tests.roundtrip.edits import AUTHOR, EditError
from tests.roundtrip.package import W14, Package, W, new, text_run, w
from tests.roundtrip.picture import PNG

_WORDPROCESSING: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MAIN: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SIDE: Final = 540000  # EMU, 1.5 cm
_DRAWING: Final = """<w:r xmlns:w="{w}" xmlns:r="{r}"><w:rPr><w:noProof/></w:rPr><w:drawing>
<wp:inline xmlns:wp="{wp}" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{side}" cy="{side}"/>
<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" name="Bilde {number}" descr=""/>
<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{a}" noChangeAspect="1"/></wp:cNvGraphicFramePr>
<a:graphic xmlns:a="{a}"><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}"><pic:nvPicPr>
<pic:cNvPr id="{number}" name="kart.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id}"/>
<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>
<a:ext cx="{side}" cy="{side}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>
</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""


class WordObjects:
    """Adds them to a file."""

    def __init__(self, package: Package) -> None:
        self.package = package

    def style(self, name: str, kind: str = "paragraph") -> str:
        """The id of the style with this English name; Word adds a built-in one when it is first used."""
        styles = self.package.tree("word/styles.xml")
        for style in styles.iter(w("style")):
            if style.find(w("name")).get(w("val")).lower() == name.lower():
                return str(style.get(w("styleId")))
        made = "".join(part.capitalize() for part in name.split())
        styles.append(new("style", new("name", val=name), type=kind, styleId=made))
        return made

    def comment(self, runs: list[Any], text: str, moment: str) -> None:
        """A comment with its three marks in the text (ECMA-376 §17.13.4)."""
        part = "word/comments.xml"
        if part not in self.package.parts:
            self.package.add("comments", etree.Element(w("comments"), nsmap={"w": W, "w14": W14}))
        comments = self.package.tree(part)
        number = str(len(comments))
        look = new("rPr", new("rStyle", val=self.style("annotation reference", "character")))
        paragraph = new(
            "p",
            new("pPr", new("pStyle", val=self.style("annotation text"))),
            new("r", _copy(look), new("annotationRef")),
            text_run(text),
        )
        comments.append(new("comment", paragraph, id=number, author=AUTHOR, date=moment, initials="KN"))
        runs[0].addprevious(new("commentRangeStart", id=number))
        runs[-1].addnext(new("r", look, new("commentReference", id=number)))
        runs[-1].addnext(new("commentRangeEnd", id=number))

    def footnote(self, text: str) -> Any:
        """A footnote; returns the run with its mark. Notes -1 and 0 are the separators (§17.11)."""
        if "word/footnotes.xml" not in self.package.parts:
            add_notes(self.package, "footnote")
        notes = self.package.tree("word/footnotes.xml")
        number = str(len(notes) - 1)
        look = new("rPr", new("rStyle", val=self.style("footnote reference", "character")))
        paragraph = new(
            "p",
            new("pPr", new("pStyle", val=self.style("footnote text"))),
            new("r", _copy(look), new("footnoteRef")),
            text_run(f" {text}"),
        )
        notes.append(new("footnote", paragraph, id=number))
        return new("r", look, new("footnoteReference", id=number))

    def picture(self, text: str) -> Any:
        """A picture in line with the text, with its alternative text; returns its run (§20.4.2.8)."""
        number = 1 + sum(name.startswith("word/media/") for name in self.package.parts)
        self.package.parts[f"word/media/image{number}.png"] = PNG
        self.package.declare_ending("png", "image/png")
        xml = _DRAWING.format(
            w=W,
            r=_RELATION,
            wp=_WORDPROCESSING,
            a=_MAIN,
            pic=_PICTURE,
            side=_SIDE,
            number=number,
            id=self.package.relate("image", f"media/image{number}.png"),
        )
        run = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
        run.find(f".//{{{_WORDPROCESSING}}}docPr").set("descr", text)
        return run

    def table(self, rows: list[list[str]]) -> Any:
        """A table from Insert → Table, in the style Table Grid."""
        share = str(9000 // len(rows[0]))
        properties = new(
            "tblPr",
            new("tblStyle", val=self.style("Table Grid", "table")),
            new("tblW", w="0", type="auto"),
            new("tblLook", val="04A0", firstRow="1", lastRow="0", firstColumn="1", lastColumn="0",
                noHBand="0", noVBand="1"),
        )  # fmt: skip
        grid = new("tblGrid", *(new("gridCol", w=share) for _ in rows[0]))
        return new("tbl", properties, grid, *(_row(cells, share) for cells in rows))

    def list_item(self, text: str) -> Any:
        """A bullet: the style List Paragraph, and numbering from a list definition of the document."""
        numbering = self.package.related("numbering")
        if numbering is None:
            raise EditError("the document has no lists")
        bullets = self.package.tree(numbering).find(w("num")).get(w("numId"))
        number = new("numPr", new("ilvl", val="0"), new("numId", val=bullets))
        style = new("pStyle", val=self.style("List Paragraph"))
        return new("p", new("pPr", style, number), text_run(text))


def add_notes(package: Package, kind: str) -> None:
    """Add footnotes.xml or endnotes.xml with what Word has in every file: the two separators."""
    settings = package.tree("word/settings.xml")
    notes = etree.Element(w(f"{kind}s"), nsmap={"w": W, "w14": W14})
    marks = {"-1": "separator", "0": "continuationSeparator"}
    for number, mark in marks.items():
        notes.append(new(kind, new("p", new("r", new(mark))), type=mark, id=number))
    package.add(f"{kind}s", notes)
    listed = new(f"{kind}Pr", *(new(kind, id=number) for number in marks))
    before = settings.find(w("endnotePr"))
    if before is None:
        before = settings.find(w("compat"))
    before.addprevious(listed)


def _row(cells: list[str], share: str) -> Any:
    width = new("tcPr", new("tcW", w=share, type="dxa"))
    return new("tr", *(new("tc", _copy(width), new("p", text_run(text))) for text in cells))


def _copy(element: Any) -> Any:
    return etree.fromstring(etree.tostring(element))
