"""Minutes edited the way Word does it, at the level of the XML.

Word wraps what is typed in runs of its own session (`w:rsid`), splits runs where the spelling checker has
been (`w:proofErr`), takes the mark of the help text away, gives controls ids, and writes style ids in the
language of its menus.
"""

import copy
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LOCAL_IDS = {"Heading1": "Overskrift1", "Heading2": "Overskrift2", "Heading3": "Overskrift3",
              "PlaceholderText": "Plassholdertekst", "Subtitle": "Undertittel", "ListBullet": "Punktliste",
              "ListNumber": "Nummerertliste"}  # fmt: skip

Element = Any


class WordEdit:
    """A .docx taken apart, to be edited and put together again."""

    def __init__(self, docx: bytes) -> None:
        self.origin = docx
        with zipfile.ZipFile(BytesIO(docx)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root: Element = etree.fromstring(self.parts["word/document.xml"])

    @property
    def body(self) -> Element:
        return self.root.find(W + "body")

    def saved(self) -> bytes:
        """The edited file."""
        self.parts["word/document.xml"] = etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self.parts.items():
                package.writestr(name, data)
        return target.getvalue()

    # Finding

    def controls(self, title: str) -> list[Element]:
        """The controls of this name, in order."""
        found = self.root.iter(W + "sdt")
        return [
            c for c in found if (a := c.find(f"{W}sdtPr/{W}alias")) is not None and a.get(W + "val") == title
        ]

    def control(self, title: str, index: int = 0) -> Element:
        found = self.controls(title)
        assert found, f"no control «{title}»"
        return found[index]

    def paragraph(self, text: str) -> Element:
        """The first paragraph that shows exactly this."""
        return next(p for p in self.root.iter(W + "p") if shown(p) == text)

    def heading_of_case(self, number: str) -> Element:
        return next(p for p in self.root.iter(W + "p") if shown(p).startswith(f"Sak {number}: "))

    def table(self, index: int) -> Element:
        return list(self.root.iter(W + "tbl"))[index]

    def rows(self, index: int) -> list[Element]:
        """The rows of a table without its header."""
        return list(self.table(index).iter(W + "tr"))[1:]

    # Writing

    def write(self, title: str, *paragraphs: str, index: int = 0) -> None:
        """Fill in a control, as when a person types in it; «- » and «1. » begin the items of a list."""
        control = self.control(title, index)
        forget_help(control)
        content = control.find(W + "sdtContent")
        model = content.find(W + "p")
        for child in list(content):
            content.remove(child)
        if model is None:
            content.extend(typed(paragraphs[0]))
            return
        for text in paragraphs:
            content.append(list_item(text) if text.startswith(("- ", "1. ")) else like(model, text))

    def tick(self, title: str) -> None:
        control = self.control(title)
        control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").set(W14 + "val", "1")
        next(control.iter(W + "t")).text = "☒"

    def point(self, row: int, *texts: str, table: int = 1) -> None:
        """Fill in a row of the follow-up table, cell by cell; an empty text leaves the help text."""
        for cell, text in zip(self.rows(table)[row].iter(W + "tc"), texts, strict=False):
            control = cell.find(f".//{W}sdt")
            if text:
                forget_help(control)
                content = control.find(W + "sdtContent")
                for child in list(content):
                    content.remove(child)
                content.extend(typed(text))

    # What Word and others do to a file

    def as_word_saves(self) -> "WordEdit":
        """Ids for paragraphs and controls, spelling marks, split runs, style ids of a Norwegian Word."""
        for number, paragraph in enumerate(self.root.iter(W + "p")):
            paragraph.set(W + "rsidR", f"00{number:06X}")
            paragraph.set(W14 + "paraId", f"1{number:07X}")
        for number, control in enumerate(self.root.iter(W + "sdtPr")):
            identity = etree.SubElement(control, W + "id")
            identity.set(W + "val", str(1000 + number))
        for run in list(self.root.iter(W + "r")):
            split(run)
        for name in ("word/styles.xml", "word/numbering.xml"):
            self.parts[name] = localised(self.parts[name])
        self.root = etree.fromstring(localised(etree.tostring(self.root)))
        return self

    def without_controls(self) -> "WordEdit":
        """What a program leaves that does not know content controls: their content alone."""
        for control in reversed(list(self.root.iter(W + "sdt"))):
            content = control.find(W + "sdtContent")
            parent, place = control.getparent(), control.getparent().index(control)
            parent.remove(control)
            for child in reversed(list(content)):
                parent.insert(place, child)
        return self


def shown(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(W + "t"))


def forget_help(control: Element) -> None:
    for mark in control.iter(W + "showingPlcHdr"):
        mark.getparent().remove(mark)
        return


def typed(text: str) -> list[Element]:
    """Runs as typing leaves them: a part, what the spelling checker marked, the rest."""
    middle = len(text) // 2
    first, second = run_of(text[:middle]), run_of(text[middle:])
    start, end = etree.Element(W + "proofErr"), etree.Element(W + "proofErr")
    start.set(W + "type", "spellStart")
    end.set(W + "type", "spellEnd")
    return [first, start, second, end]


def run_of(text: str) -> Element:
    run = etree.Element(W + "r")
    run.set(W + "rsidRPr", "00AB12CD")
    for number, part in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, W + "br")
        words = etree.SubElement(run, W + "t")
        words.text = part
        words.set(_XML_SPACE, "preserve")
    return run


def like(model: Element, text: str) -> Element:
    """A paragraph in the style of another."""
    paragraph = etree.Element(W + "p")
    if (look := model.find(W + "pPr")) is not None:
        paragraph.append(copy.deepcopy(look))
    paragraph.extend(typed(text))
    return paragraph


def styled(style: str, text: str) -> Element:
    paragraph = etree.Element(W + "p")
    look = etree.SubElement(etree.SubElement(paragraph, W + "pPr"), W + "pStyle")
    look.set(W + "val", style)
    paragraph.extend(typed(text))
    return paragraph


def list_item(text: str) -> Element:
    mark, _, words = text.partition(" ")
    return styled("ListBullet" if mark == "-" else "ListNumber", words)


def split(run: Element) -> None:
    """Divide a run in two, as a spelling check or an edit elsewhere in the word does."""
    texts = run.findall(W + "t")
    if len(texts) != 1 or len(texts[0].text or "") < 4:
        return
    second = copy.deepcopy(run)
    for node, part in ((texts[0], slice(0, 3)), (second.find(W + "t"), slice(3, None))):
        node.text = node.text[part]
        node.set(_XML_SPACE, "preserve")
    for child in second:
        if child.tag in {W + "tab", W + "br"}:
            second.remove(child)
    run.addnext(second)


def localised(xml: bytes) -> bytes:
    for english, norwegian in _LOCAL_IDS.items():
        pattern = rb'(w:(?:val|styleId))="' + english.encode() + rb'(\d?)"'
        xml = re.sub(pattern, rb'\1="' + norwegian.encode() + rb'\2"', xml)
    return xml


def tracked(kind: str, runs: Sequence[Element]) -> Element:
    """Runs that came (`ins`) or went (`del`) while changes were tracked."""
    change = etree.Element(W + kind)
    change.set(W + "id", "901")
    change.set(W + "author", "Kari")
    for run in runs:
        change.append(run)
        if kind == "del":
            for text in run.iter(W + "t"):
                text.tag = W + "delText"
    return change


def each_save() -> Iterator[tuple[str, Callable[[WordEdit], WordEdit]]]:
    """The ways a file may have been saved, without another program at hand."""
    yield "as it is", lambda edit: edit
    yield "by Word", lambda edit: edit.as_word_saves()
    yield "without controls", lambda edit: edit.without_controls()
