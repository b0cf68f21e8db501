"""Edits at random of a document of cases, each with a word of its own, and whose that word is."""

from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from tests.roundtrip.package import DOCUMENT, Package, new, text_run, w
from tests.roundtrip.word_edits import MOMENT
from tests.roundtrip.word_objects import WordObjects

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXT_BOX: Final = (
    '<w:r xmlns:w="{w}"><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="{text} alt"><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


class Marked:
    """A person's edits of a document.

    Args:
        docx: The document.
        random: Where the choices come from.
        closed: Whether what has these words begins or belongs to something closed: by the number of the case
            in a heading or first cell, or by the words of a paper.

    Attributes:
        open: The words that the person has written in what is open, and has not taken away again.
        closed: Those in what is closed.
    """

    def __init__(self, docx: bytes, random: Random, numbers: set[str], papers: set[str]) -> None:
        self.package, self.random = Package(docx), random
        self.objects = WordObjects(self.package)
        self.body = self.package.tree(DOCUMENT)[0]
        self.whose: dict[Any, bool] = {}
        self.open: set[str] = set()
        self.closed: set[str] = set()
        self._count = 0
        self._tell(numbers, papers)

    def _tell(self, numbers: set[str], papers: set[str]) -> None:
        """Say of each paragraph whether it is closed, from what the template is known to print."""
        under = False
        for block in self.body:
            if block.tag == w("tbl"):
                for row in block.iter(w("tr")):
                    cell = _words(next(row.iter(w("tc"))))
                    self.whose |= dict.fromkeys(row.iter(w("p")), cell in numbers)
            text = _words(block)
            if block.tag != w("p"):
                continue
            if text.startswith("Sak "):
                under = text.removeprefix("Sak ").split(":")[0] in numbers
            elif text == "Kontakt":
                under = False
            self.whose[block] = under or any(paper in text for paper in papers)

    def save(self) -> bytes:
        return self.package.saved()

    def do(self, kinds: tuple[str, ...]) -> None:
        """One edit of one of the kinds, somewhere."""
        standing = [p for p in self.whose if p.getparent() is not None]
        paragraph = self.random.choice(standing)
        edit: Callable[[Any], None] = getattr(self, self.random.choice(kinds))
        edit(paragraph)

    def word(self, paragraph: Any) -> str:
        """A new word, known to be of what this paragraph is of."""
        self._count += 1
        found = f"merke{self._count}x"
        (self.closed if self.whose[paragraph] else self.open).add(found)
        return found

    def sentence(self, paragraph: Any) -> None:
        paragraph.append(text_run(f" {self.word(paragraph)}"))

    def rewrite(self, paragraph: Any) -> None:
        for run in paragraph.findall(w("r")):
            paragraph.remove(run)
        paragraph.append(text_run(f"Noe helt annet {self.word(paragraph)}"))

    def paragraph(self, paragraph: Any) -> None:
        added = new("p", text_run(f"Nytt avsnitt {self.word(paragraph)}"))
        paragraph.addnext(added)
        self.whose[added] = self.whose[paragraph]

    def footnote(self, paragraph: Any) -> None:
        paragraph.append(self.objects.footnote(self.word(paragraph)))

    def comment(self, paragraph: Any) -> None:
        if runs := paragraph.findall(w("r")):
            self.objects.comment(runs[:1], self.word(paragraph), MOMENT)

    def picture(self, paragraph: Any) -> None:
        paragraph.append(self.objects.picture(self.word(paragraph)))

    def box(self, paragraph: Any) -> None:
        xml = _TEXT_BOX.format(w=w("p")[1:-2], text=self.word(paragraph))
        paragraph.append(etree.fromstring(xml))

    def link(self, paragraph: Any) -> None:
        text = self.word(paragraph)
        number = self.package.relate("hyperlink", f"https://{text}.example/")
        self.package.relations(DOCUMENT)[-1].set("TargetMode", "External")
        made = new("hyperlink", text_run("lenke"))
        made.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", number)
        paragraph.append(made)

    def bookmark(self, paragraph: Any) -> None:
        self._count += 1
        name = self.word(paragraph)
        self.open.discard(name)  # a bookmark is no word
        paragraph.append(new("bookmarkStart", id=str(900 + self._count), name=name))
        paragraph.append(new("bookmarkEnd", id=str(900 + self._count)))

    def tracked(self, paragraph: Any) -> None:
        text = self.word(paragraph)
        paragraph.append(new("ins", text_run(text), id="901", author="Kari", date=MOMENT))

    def table(self, paragraph: Any) -> None:
        if paragraph.getparent().tag == w("body"):
            made = self.objects.table([[self.word(paragraph), "b"]])
            paragraph.addnext(made)
            self.whose |= dict.fromkeys(made.iter(w("p")), self.whose[paragraph])

    def control(self, paragraph: Any) -> None:
        """A content control around the paragraph, with a name of its own."""
        text = self.word(paragraph)
        self.open.discard(text)
        if paragraph.getparent().tag == w("body"):
            made = new("sdt", new("sdtPr", new("alias", val=text)), new("sdtContent"))
            paragraph.addprevious(made)
            made[1].append(paragraph)

    # What may take words away, or move them

    def remove(self, paragraph: Any) -> None:
        if paragraph.getparent().tag == w("body"):
            self._forget(paragraph)
            paragraph.getparent().remove(paragraph)

    def move(self, paragraph: Any) -> None:
        target = self.random.choice([p for p in self.body if p.tag == w("p")])
        if paragraph.getparent().tag == w("body") and target is not paragraph:
            self._forget(paragraph)
            if "zq" not in _words(paragraph).casefold():
                # None of the case's own words: what the person has moved is where the person wants it.
                self.closed -= self._written(paragraph, self.closed)
            target.addnext(paragraph)

    def heading(self, paragraph: Any) -> None:
        """A heading of the person's own; what stands below it may or may not be taken for the case's."""
        if paragraph.getparent().tag == w("body"):
            style = new("pPr", new("pStyle", val="Heading2"))
            text = self.word(paragraph)
            self.open.clear()
            added = new("p", style, text_run(f"Sak 9: {text}"))
            paragraph.addnext(added)
            self.whose[added] = self.whose[paragraph]

    def row(self, paragraph: Any) -> None:
        row = next(paragraph.iterancestors(w("tr")), None)
        if row is not None:
            added = deepcopy(row)
            row.addnext(added)
            for old, its in zip(row.iter(w("p")), added.iter(w("p")), strict=True):
                self.whose[its] = self.whose.get(old, self.whose[paragraph])
                for run in its.findall(w("r")):
                    its.remove(run)
                its.append(text_run(self.word(its)))

    def remove_row(self, paragraph: Any) -> None:
        row = next(paragraph.iterancestors(w("tr")), None)
        if row is not None and len(row.getparent().findall(w("tr"))) > 1:
            self._forget(row)
            row.getparent().remove(row)

    def _forget(self, element: Any) -> None:
        """What was written there need not be in the open edition any more."""
        self.open -= self._written(element, self.open)

    def _written(self, element: Any, words: set[str]) -> set[str]:
        xml = etree.tostring(element, encoding="unicode")
        return {word for word in words if word in xml}


def _words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(w("t")))


GENTLE: Final = (
    "sentence", "paragraph", "footnote", "comment", "picture", "box", "link", "bookmark", "tracked", "table",
    "control",
)  # fmt: skip
ROUGH: Final = (*GENTLE, "rewrite", "remove", "move", "heading", "row", "remove_row")
