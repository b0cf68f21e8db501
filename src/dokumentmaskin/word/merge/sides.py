"""The three documents of a merge, each with what is needed to read it, and what comes of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, NamedTuple, TypeVar

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import InvalidXmlError

from dokumentmaskin.errors import Problem, RefusedError
from dokumentmaskin.word.merge.content import NOTHING, Block, Content, Reader, blocks_of
from dokumentmaskin.word.merge.form import File
from dokumentmaskin.word.names import R, W
from dokumentmaskin.word.package import UNREADABLE, DamagedError, Package, usual_form
from dokumentmaskin.word.styles import Styles

if TYPE_CHECKING:
    from docx.document import Document

T = TypeVar("T")

# What python-docx runs into beside that, where an element that it counts on is not there.
BROKEN: Final = (
    DamagedError, *UNREADABLE, PackageNotFoundError, InvalidXmlError, TypeError, AttributeError,
)  # fmt: skip
_RUNNING: Final = (W + "headerReference", W + "footerReference")
_MARGINS: Final = ("left", "right", "top", "bottom")
PROPERTIES: Final = ("title", "subject", "keywords", "comments")


def broken() -> RefusedError:
    """The error of a file that is no Word file, or a broken one."""
    message = "Filen er ikke en Word-fil (.docx), eller den er skadet."
    advice = "Åpne den i Word, og lagre den på nytt, eller hent den forrige med «dok angre»."
    return RefusedError(Problem("odelagt-dokument", message, advice))


class Versions(NamedTuple, Generic[T]):
    """The same thing in what dok wrote, in what the person made of it, and in what dok writes now."""

    base: T
    mine: T
    theirs: T


class Side:
    """One version of a document.

    Attributes:
        package: Its parts.
        document: The document (python-docx).
        part: The main part.
        body: The body's XML.
        styles: Its styles.
        file: All that it holds, to be held against another.

    Raises:
        RefusedError: It is no Word file, or is broken.
    """

    def __init__(self, data: bytes) -> None:
        try:
            usual = usual_form(data)
            self.package = Package(usual)
            self.document: Document = docx.Document(BytesIO(usual))
            self.part: Any = self.document.part
            self.body: Any = self.document.element.body
            self.styles = Styles(self.document.styles.element)
            self.file = File(self.package, self.part, self.styles)
        except BROKEN as error:
            raise broken() from error

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of the body."""
        return blocks_of(self.body, Reader(self.part, self.styles, self.file))

    @cached_property
    def running(self) -> dict[tuple[int, str, str], Any]:
        """The header and footer parts, by section, kind and which pages they stand on (§17.10)."""
        return dict(self._running())

    def _running(self) -> Iterator[tuple[tuple[int, str, str], Any]]:
        for index, section in enumerate(self.body.iter(W + "sectPr")):
            for reference in section.iterchildren(*_RUNNING):
                relation = self.part.rels.get(reference.get(R + "id", ""))
                wanted = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
                if relation is not None and relation.reltype in wanted:
                    kind = relation.reltype.rpartition("/")[2]
                    yield (index, kind, reference.get(W + "type", "default")), relation.target_part

    def running_blocks(self, key: tuple[int, str, str]) -> list[Block]:
        """The blocks of a header or footer."""
        part = self.running[key]
        return blocks_of(part.element, Reader(part, self.styles, self.file))

    @cached_property
    def properties(self) -> dict[str, str]:
        """The properties that a person writes in Word under File → Info."""
        return {name: getattr(self.document.core_properties, name) for name in PROPERTIES}

    @cached_property
    def said(self) -> tuple[object, ...]:
        """Everything that the document says, to be compared with another."""
        running = {key: said(self.running_blocks(key)) for key in self.running}
        written = {key: content for key, content in running.items() if set(content) - {NOTHING}}
        return said(self.blocks), list(self._inserted()), written, self.properties, list(self._pages())

    def _inserted(self) -> Iterator[bytes]:
        """The documents that are put in whole, of which nobody knows what they say (17.17.2)."""
        for place in self.body.iter(W + "altChunk"):
            relation = self.part.rels.get(place.get(R + "id", ""))
            if relation is not None and not relation.is_external:
                yield relation.target_part.blob

    def _pages(self) -> Iterator[tuple[str | None, ...]]:
        """The size and margins of each section's pages."""
        for section in self.body.iter(W + "sectPr"):
            size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
            yield (
                *(None if size is None else size.get(W + name) for name in ("w", "h")),
                *(None if margins is None else margins.get(W + f"{side}") for side in _MARGINS),
            )


def said(blocks: list[Block]) -> list[Content]:
    """What blocks say."""
    return [block.content for block in blocks]


def said_by_row(blocks: list[Block]) -> list[Content]:
    """What blocks say, a table's rows one by one: a person may have written in one row of many."""
    return said([part for block in blocks for part in block.parts or [block]])


Kind = Literal["plan", "person", "konflikt", "bevart"]


@dataclass(frozen=True, slots=True)
class Change:
    """One block that is not as dok wrote it last.

    Attributes:
        kind: Whose change it is. "plan": taken from the plan; "person": the person's, kept; "konflikt": both
            changed the block, the person's stands; "bevart": the plan has dropped it, but the person has
            written there, so it stays.
        overskrift: The heading that the block stands under, or the document's title.
        før: What stood there before; for a conflict what the person has written. Empty for what is new, and
            for what is kept.
        nå: What stands there now; for a conflict what the plan says. Empty for what is gone.
    """

    kind: Kind
    overskrift: str
    før: str
    nå: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged document.

    Attributes:
        data: The .docx.
        changes: What differs from what dok wrote last, in the order of the document.
    """

    data: bytes
    changes: tuple[Change, ...]
