"""A small template with a loop over cases, what it gives of them, and the open editions of that."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Final

import docx
from docx.document import Document
from docx.oxml.ns import qn

from dokumentmaskin.document.render import render_with_turns
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.word.merge import Verdict
from dokumentmaskin.word.merge.editions import OpenEdition, open_edition
from dokumentmaskin.word.turns import Render
from tests.word.building import DATED, NAME
from tests.word.merge.building import saved


@dataclass(frozen=True)
class Papir:
    tittel: str
    unntatt: str = ""


@dataclass(frozen=True)
class Sak:
    nummer: str
    tittel: str
    bakgrunn: str = ""
    vedlegg: tuple[Papir, ...] = ()
    unntatt: str = ""

    @property
    def opened(self) -> "Sak":
        """The case as everyone may see it."""
        papers = tuple(replace(p, tittel="Unntatt vedlegg") if p.unntatt else p for p in self.vedlegg)
        return (
            Sak(self.nummer, "Personalsak", unntatt=self.unntatt)
            if self.unntatt
            else replace(self, vedlegg=papers)
        )


LUFT: Final = Sak("1", "Luft", "Om luft og lys.", (Papir("Kart over lufta"), Papir("Graf over lyset")))
HEMMELIG: Final = Sak("2", "Ansettelse av Ksi", "Kandidaten Ksi er best.", (Papir("Fra Ksi"),), "offl. § 25")
JORD: Final = Sak("3", "Jord", "Om jord og stein.", (Papir("Søkerliste", "offl. § 25"), Papir("Prøver")))
CASES: Final = (LUFT, HEMMELIG, JORD)


def _body(document: Document) -> None:
    document.add_paragraph("Møtet gjelder grunnen vi står på.")
    table = document.add_table(4, 3, "Table Grid")
    case = ("{{ sak.nummer }}", "{{ sak.tittel }}")
    rows = (("Nr.", "Sak", "Papirer"), ("{%tr for sak in saker %}",), case, ("{%tr endfor %}",))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    lines = ("{%p for sak in saker %}", "## Sak {{ sak.nummer }}: {{ sak.tittel }}", "{%p if sak.bakgrunn %}",
             "{{ sak.bakgrunn }}", "{%p endif %}", "{%p for papir in sak.vedlegg %}",
             "Vedlegg {{ loop.index }}: {{ papir.tittel }}", "{%p endfor %}", "### Konklusjon",
             "Skriv konklusjonen.", "{%p endfor %}", "## Kontakt", "Ring sekretariatet.")  # fmt: skip
    for line in lines:
        mark, _, text = line.partition(" ")
        if mark.strip("#"):
            document.add_paragraph(line)
        else:
            document.add_heading(text, len(mark))


@cache
def _template() -> bytes:
    document = docx.Document()
    document.core_properties.title = "{{ tittel }}"
    _body(document)
    _lighten(document)
    return saved(document)


def _lighten(document: Document) -> None:
    """Take away the styles that the document does not use: they take longer to read than all the rest."""
    styles = document.styles
    used = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}
    for style in list(styles):
        if style.name not in used and not str(style.name).startswith(("Heading 2", "Heading 3")):
            style.delete()
    for hidden in styles.element.findall(qn("w:latentStyles")):
        styles.element.remove(hidden)


@cache
def render(*cases: Sak) -> Render:
    """The document of the cases."""
    return render_with_turns(_template(), NAME, {"tittel": "Møte", "saker": cases}, Marks(), DATED)


def opened(*cases: Sak) -> Render:
    """The document of what is open of the cases."""
    return render(*(case.opened for case in cases))


def neither(_: Mapping[str, str]) -> Verdict:
    return "neither"


def edition(
    mine: bytes, *cases: Sak, base: bytes | None = None, earlier: tuple[bytes, ...] = ()
) -> OpenEdition:
    """The open edition of a person's file with these cases; it was made of them unless `base` is given."""
    full = render(*cases)
    return open_edition(base or full.data, mine, full, opened(*cases), neither, earlier=earlier)


def words(data: bytes) -> str:
    """All that stands anywhere in a file: the parts of its package one after another."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
