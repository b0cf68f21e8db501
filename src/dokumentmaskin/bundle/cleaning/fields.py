"""What a field of a form holds, read from its widget and the nodes above it.

Source: ISO 32000-1, 12.5.3 (annotation flags), 12.7.3 (field dictionaries, inherited entries) and 12.7.4
(the kinds of field).
"""

from dataclasses import dataclass
from typing import Final

from pikepdf import Array, DataDecodingError, Dictionary, Name, Object, PdfError, Stream, String

from dokumentmaskin.bundle.pages import inherited

_HIDDEN: Final = 1 << 1
_NO_VIEW: Final = 1 << 5
UNSEEN: Final = _HIDDEN | _NO_VIEW
_MULTILINE, _PASSWORD, _COMB = 1 << 12, 1 << 13, 1 << 24
_RADIO, _PUSH_BUTTON = 1 << 15, 1 << 16
_DEEPEST_NAME: Final = 30


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form where it stands on a page.

    Attributes:
        widget: Its annotation.
        kind: `/Tx`, `/Btn`, `/Ch` or `/Sig`; empty when the file does not say.
        flags: Its flags (`Ff`).
        unseen: Whether its annotation is hidden.
    """

    widget: Object
    kind: str
    flags: int
    unseen: bool

    @property
    def is_push_button(self) -> bool:
        """Whether it only does something when it is pressed."""
        return self.kind == "/Btn" and bool(self.flags & _PUSH_BUTTON)

    @property
    def is_radio(self) -> bool:
        """Whether it is one of several buttons of which one is chosen."""
        return self.kind == "/Btn" and bool(self.flags & _RADIO)

    @property
    def is_multiline(self) -> bool:
        """Whether the text may be of several lines."""
        return self.kind == "/Tx" and bool(self.flags & _MULTILINE)

    @property
    def cells(self) -> int:
        """How many cells the text is spread over, 0 when it is not."""
        longest = _integer(inherited(self.widget, "/MaxLen"))
        return longest if self.kind == "/Tx" and self.flags & _COMB and 0 < longest <= 1000 else 0  # noqa: PLR2004

    @property
    def name(self) -> str:
        """What the form calls it; the parts of the name from the outermost, with full stops."""
        parts: list[str] = []
        node: Object | None = self.widget
        while isinstance(node, Dictionary) and len(parts) < _DEEPEST_NAME:
            part = node.get("/T")
            parts.append(str(part) if isinstance(part, String) else "")
            node = node.get("/Parent")
        return ".".join(part for part in reversed(parts) if part)

    @property
    def label(self) -> str:
        """What the field is called to the one who fills it in; its name when nothing is said."""
        said = inherited(self.widget, "/TU")
        return str(said) if isinstance(said, String) and str(said) else self.name

    @property
    def is_on(self) -> bool:
        """Whether a box or button is chosen: its appearance state, else the field's value."""
        state = self.widget.get("/AS")
        if not isinstance(state, Name):
            state = inherited(self.widget, "/V")
        return isinstance(state, Name) and str(state) != "/Off"

    @property
    def text(self) -> str:
        """What a text or choice field shows; lines are separated by newlines."""
        value = inherited(self.widget, "/V")
        chosen = list(value) if isinstance(value, Array) and self.kind == "/Ch" else [value]
        labels = self._labels() if self.kind == "/Ch" else {}
        words = [_words(one) for one in chosen]
        text = "\n".join(labels.get(word, word) for word in words if word)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return "*" * len(text) if self.kind == "/Tx" and self.flags & _PASSWORD else text

    @property
    def has_value(self) -> bool:
        """Whether someone has filled it in."""
        if self.kind == "/Btn":
            return not self.is_push_button and self.is_on
        return inherited(self.widget, "/V") is not None if self.kind == "/Sig" else bool(self.text)

    def _labels(self) -> dict[str, str]:
        """Return what each choice is shown as, by what it is stored as."""
        options = inherited(self.widget, "/Opt")
        pairs = [list(one) for one in options if isinstance(one, Array)] if isinstance(options, Array) else []
        return {_words(pair[0]): _words(pair[1]) for pair in pairs if len(pair) > 1}


def field_of(widget: Object) -> Field:
    """Return the field of a widget annotation."""
    kind = inherited(widget, "/FT")
    unseen = bool(_integer(widget.get("/F")) & UNSEEN)
    return Field(
        widget, str(kind) if isinstance(kind, Name) else "", _integer(inherited(widget, "/Ff")), unseen
    )


def _words(value: Object | None) -> str:
    """Return a text value, which may be a string or a stream (ISO 32000-1, 12.7.4.3)."""
    if isinstance(value, String):
        return str(value)
    if isinstance(value, Name):
        return str(value)[1:]
    if isinstance(value, Stream):
        try:
            return str(String(value.read_bytes()))
        except (PdfError, DataDecodingError):
            return ""
    return ""


def _integer(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
