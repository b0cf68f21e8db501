"""What of a document is not meant for its readers, as records."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["innsatt", "slettet", "flyttet", "flyttet bort", "formatert", "kommentar", "skjult"]
Property = Literal[
    "forfatter", "sist lagret av", "stikkord", "kommentarer", "kategori", "status", "firma", "leder",
    "egendefinert", "deltaker",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trace:
    """Something in the text that nobody has settled, or that is not shown.

    Attributes:
        kind: What it is: text put in, taken out or moved (here, or away to no place that
            is left), a change of looks, a comment, hidden text.
        author: Who did it, as Word names them; empty for hidden text and where the document does not say.
        text: The words that it is about, a comment's own words; empty where there are none.
        heading: The nearest heading before it; empty before the first one, and in headers and footers.
        above: The heading that this one stands under, if that is not the document's own; may be empty.
    """

    kind: Kind
    author: str
    text: str
    heading: str
    above: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A name or remark in the document's properties.

    Attributes:
        property: Which one, as Word calls it.
        value: What it says.
    """

    property: Property
    value: str


@dataclass(frozen=True, slots=True)
class Traces:
    """All of it. Empty is false.

    Attributes:
        text: What is in the text, in its order; then the comments that nothing in the text refers to.
        properties: What is said beside the text.
    """

    text: tuple[Trace, ...] = ()
    properties: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.properties)

    @property
    def author(self) -> str:
        """The author that a PDF would be given; empty when that is the owner or nobody."""
        return next((named.value for named in self.properties if named.property == "forfatter"), "")
