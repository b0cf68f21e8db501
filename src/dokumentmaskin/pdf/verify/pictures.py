"""Pictures that nobody has described.

An engine makes such a picture an artifact, which a validator accepts and a screen reader passes over: the
file is formally right and its reader loses the picture. So the Word document is asked. In headers and
footers everything is artifact, and a logo there needs no description.
"""

from collections.abc import Iterator

from dokumentmaskin.errors import Problem
from dokumentmaskin.word import Package, is_hidden_object, is_switched_on, parsed

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SHOWN = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)


def undescribed_pictures(docx: bytes) -> tuple[Problem, ...]:
    """Return a problem for each picture or chart in the text without alternative text.

    Args:
        docx: The bytes of a .docx that can be read.
    """
    package = Package(docx)
    xml = package.read(package.main)
    if b"graphicData" not in xml:
        return ()
    return tuple(
        Problem(
            "bilde-uten-alternativ-tekst",
            f"Bilde {number} i teksten («{name}») mangler alternativ tekst.",
            "Høyreklikk på bildet i Word → Rediger alternativ tekst, og skriv hva bildet viser, eller "
            "merk det som dekorativt.",
        )
        for number, name in _undescribed(xml)
    )


def _undescribed(xml: bytes) -> Iterator[tuple[int, str]]:
    """Yield the number and the name of each picture without a description, counted from 1."""
    number = 0
    for drawing in parsed(xml).iter(_DRAWING + "inline", _DRAWING + "anchor"):
        if next(drawing.iter(*_SHOWN), None) is None:
            continue  # a text box or a line, which speaks for itself
        number += 1
        properties = drawing.find(_DRAWING + "docPr")
        if properties is None or is_hidden_object(drawing):
            continue
        marks = properties.iter(_DECORATIVE)
        decorative = any(is_switched_on(mark.get("val", "0")) for mark in marks)
        if not decorative and not properties.get("descr", "").strip():
            yield number, properties.get("name", "")
