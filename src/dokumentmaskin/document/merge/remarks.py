"""Comments that tell the person what the plan says now (ECMA-376 Part 1, §17.13.4).

A comment rather than a tracked insertion: whoever accepts or rejects every change in Word keeps the
person's own text either way, and the plan's words never end up in the document twice.
"""

from typing import Any, Final

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dokumentmaskin.document.merge.content import OUR_NAME

_LOOKS: Final = frozenset({qn("w:pPr")})


class Remarks:
    """Puts comments beside paragraphs.

    Args:
        document: The document; changed in place.
    """

    def __init__(self, document: Document) -> None:
        self.document = document

    def add(self, paragraph: Any, text: str) -> None:
        """Put a comment beside a paragraph.

        Args:
            paragraph: The paragraph's XML.
            text: What the comment says, a paragraph on each line.
        """
        comment = self.document.comments.add_comment(text, OUR_NAME, OUR_NAME)
        # No clock: the same documents merge into the same bytes.
        comment._comment_elm.attrib.pop(qn("w:date"), None)  # noqa: SLF001 - python-docx has no way of its own
        _free(paragraph)
        identity = str(comment.comment_id)
        looks = [child for child in paragraph if child.tag in _LOOKS]
        start, end = _marker("w:commentRangeStart", identity), _marker("w:commentRangeEnd", identity)
        paragraph.insert(len(looks), start)
        paragraph.append(end)
        run = OxmlElement("w:r")
        run.append(_marker("w:commentReference", identity))
        paragraph.append(run)


def _free(paragraph: Any) -> None:
    """Take away the content controls around a paragraph, and keep what is in them.

    LibreOffice 7.4 loses the text of a control around paragraphs when there is a comment in it.
    """
    for control in list(paragraph.iterancestors(qn("w:sdt"))):
        for child in list(control.find(qn("w:sdtContent"))):
            control.addprevious(child)
        control.getparent().remove(control)


def _marker(tag: str, identity: str) -> Any:
    marker = OxmlElement(tag)
    marker.set(qn("w:id"), identity)
    return marker
