"""Word files that are not dok's: notes, text boxes, nested tables, lists, sections, references."""

from io import BytesIO
from typing import Any, Final

import docx
from lxml import etree

from tests.roundtrip.package import DOCUMENT, Package, W, new, text_run, w
from tests.roundtrip.word_objects import WordObjects, add_notes

KINDS: Final = (
    "plain", "footnote", "endnote", "textbox", "nested", "numbered", "section", "reference", "control",
)  # fmt: skip
_BOX: Final = (
    '<w:r xmlns:w="{w}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
    '<v:shape id="boks{n}" style="width:120pt;height:40pt"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def document(paragraphs: list[tuple[str, str]]) -> bytes:
    """Build a file with one block for each (kind, text), in order."""
    empty = docx.Document()
    target = BytesIO()
    empty.save(target)
    package = Package(target.getvalue())
    work = _Builder(package)
    for kind, text in paragraphs:
        getattr(work, kind)(text)
    return package.saved()


class _Builder:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.objects = WordObjects(package)
        self.body = package.tree(DOCUMENT)[0]
        self.count = 0

    def _put(self, block: Any) -> Any:
        self.count += 1
        self.body.insert(len(self.body) - 1, block)
        return block

    def plain(self, text: str) -> None:
        self._put(new("p", text_run(text)))

    def footnote(self, text: str) -> None:
        self._put(new("p", text_run(text), self.objects.footnote(f"Note til {text}")))

    def endnote(self, text: str) -> None:
        if "word/endnotes.xml" not in self.package.parts:
            add_notes(self.package, "endnote")
        notes = self.package.tree("word/endnotes.xml")
        number = str(len(notes) - 1)
        notes.append(new("endnote", new("p", text_run(f"Sluttnote til {text}")), id=number))
        self._put(new("p", text_run(text), new("r", new("endnoteReference", id=number))))

    def textbox(self, text: str) -> None:
        xml = _BOX.format(w=W, n=self.count, text=f"Boks om {text}")
        self._put(new("p", text_run(text), etree.fromstring(xml)))

    def nested(self, text: str) -> None:
        table = self.objects.table([[f"Ute {text}", "Tom"], ["Nede", text]])
        cell = next(table.iter(w("tc")))
        cell.insert(1, self.objects.table([[f"Inne {text}", "Innerst"]]))
        self._put(table)
        self._put(new("p"))

    def numbered(self, text: str) -> None:
        self._put(self.objects.list_item(text))

    def section(self, text: str) -> None:
        size = new("pgSz", w="16838", h="11906", orient="landscape")
        self._put(new("p", new("pPr", new("sectPr", size)), text_run(text)))

    def reference(self, text: str) -> None:
        """A bookmark, and a field that refers to it (§17.16.5.51)."""
        name, number = f"sted{self.count}", str(self.count)
        self._put(
            new(
                "p", new("bookmarkStart", id=number, name=name), text_run(text), new("bookmarkEnd", id=number)
            )
        )
        self._put(
            new("p", text_run(f"Se om {text}: "), new("fldSimple", text_run(text), instr=f" REF {name} \\h "))
        )

    def control(self, text: str) -> None:
        """A control in a control, both around whole paragraphs."""
        inner = new(
            "sdt", new("sdtPr", new("alias", val="Indre")), new("sdtContent", new("p", text_run(text)))
        )
        content = new("sdtContent", new("p", text_run(f"Ytre {text}")), inner)
        self._put(new("sdt", new("sdtPr", new("alias", val="Ytre")), content))
