"""Comments that tell the person what the plan says now (ECMA-376 Part 1, §17.13.4).

A comment rather than a tracked insertion: whoever accepts or rejects every change in Word keeps the person's
own text either way, and the plan's words never end up in the document twice.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement

from dokumentmaskin.word.merge.content import OUR_NAME
from dokumentmaskin.word.names import W

CHANGED: Final = "Planen sier nå:"
_MARKERS: Final = (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")


@dataclass(frozen=True, slots=True)
class Remarks:
    """Comments beside paragraphs of a body, or beside its first; placed when the document is whole.

    A new comment takes the place of an earlier one of dok's about the same thing. In a header or footer no
    comment can stand (§17.13.4.2): what is said of one goes to the beginning of the body, and stays until the
    person takes it away.

    Attributes:
        document: The document; changed in place by `place`.
        running: What the header or footer is called that is told of; empty for the body.
    """

    document: Document
    running: str = ""
    waiting: list[tuple[Any, str]] = field(default_factory=list)
    done: list[Any] = field(default_factory=list)

    def beside(self, paragraph: Any, text: str) -> None:
        """Say something; a paragraph on each line, the first of which tells what it is about."""
        self.waiting.append((None, f"{self.running}: {text}") if self.running else (paragraph, text))

    def settled(self, paragraph: Any) -> None:
        """The person and the plan now say the same: what was said of a conflict is said no more."""
        self.done.extend([] if self.running else [paragraph])

    def place(self) -> None:
        """Put every comment in its place."""
        first = next(self.document.element.body.iter(W + "p"), None)
        for paragraph in self.done:
            self._remove(paragraph, CHANGED)
        for wanted, text in self.waiting:
            stands = wanted is not None and wanted.getroottree().getroot() is self.document.element
            paragraph = wanted if stands else first
            if paragraph is not None:
                self._remove(paragraph, text.partition("\n")[0])
                self._add(paragraph, text)

    def _add(self, paragraph: Any, text: str) -> None:
        comment = self.document.comments.add_comment(text, OUR_NAME, OUR_NAME)
        # No clock: the same documents merge into the same bytes.
        comment._comment_elm.attrib.pop(W + "date", None)  # noqa: SLF001 - python-docx has no way of its own
        _free(paragraph)
        identity = str(comment.comment_id)
        look = paragraph.find(W + "pPr")
        paragraph.insert(0 if look is None else 1, _marker("w:commentRangeStart", identity))
        paragraph.append(_marker("w:commentRangeEnd", identity))
        run = OxmlElement("w:r")
        run.append(_marker("w:commentReference", identity))
        paragraph.append(run)

    def _remove(self, paragraph: Any, first_line: str) -> None:
        """Remove dok's comments on a paragraph that begin with a line."""
        for reference in list(paragraph.iter(W + "commentReference")):
            identity = reference.get(W + "id")
            comment = self._comment(identity)
            if comment is not None and comment.text.partition("\n")[0] == first_line:
                for marker in [m for m in paragraph.iter(*_MARKERS) if m.get(W + "id") == identity]:
                    run = marker.getparent()
                    run.remove(marker)
                    if run.tag == W + "r" and len(run) == 0:
                        run.getparent().remove(run)
                element = comment._comment_elm  # noqa: SLF001
                element.getparent().remove(element)

    def _comment(self, identity: str) -> Any:
        """A comment of dok's, or None; no comments are made where there are none."""
        kinds = {relation.reltype for relation in self.document.part.rels.values()}
        if RELATIONSHIP_TYPE.COMMENTS not in kinds:
            return None
        comment = self.document.comments.get(int(identity))
        return comment if comment is not None and comment.author == OUR_NAME else None


def _free(paragraph: Any) -> None:
    """Take away the content controls around a paragraph, and keep what is in them.

    LibreOffice 7.4 loses the text of a control around paragraphs when there is a comment in it.
    """
    for control in list(paragraph.iterancestors(W + "sdt")):
        for child in list(control.find(W + "sdtContent")):
            control.addprevious(child)
        control.getparent().remove(control)


def _marker(tag: str, identity: str) -> Any:
    marker = OxmlElement(tag)
    marker.set(W + "id", identity)
    return marker
