"""One output intent for the package, and the parts' colours as they were.

ISO 19005-2, 6.2.3: all output intents of a file have the same profile. The package takes the first part's. A
part made for another device keeps its own: its pages say that their device colours mean that profile
(ISO 32000-1, 8.6.5.6, default colour spaces).
"""

from collections.abc import Sequence
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, PdfError, Stream

from dokumentmaskin.bundle.structure import copied, listed

_DEFAULTS: Final = {1: "/DefaultGray", 3: "/DefaultRGB", 4: "/DefaultCMYK"}


class JoinedColours:
    """The output intent of a package while its parts are added."""

    def __init__(self, whole: Pdf) -> None:
        self._whole = whole
        self._profile: bytes | None = None

    def add(self, source: Pdf, pages: Sequence[Page]) -> None:
        """Add a part, whose pages are in the package already."""
        intent = _intent(source)
        profile = _profile(intent.DestOutputProfile) if intent is not None else None
        if intent is None or profile is None:
            return
        if self._profile is None:
            self._whole.Root.OutputIntents = Array([copied(self._whole, source, intent)])
            self._profile = profile
        elif profile != self._profile:
            self._set_default(self._whole.copy_foreign(intent.DestOutputProfile), pages)

    def _set_default(self, profile: Object, pages: Sequence[Page]) -> None:
        components: object = profile.get("/N")
        key = _DEFAULTS.get(components) if isinstance(components, int) else None
        if key is None:
            return
        space = self._whole.make_indirect(Array([Name.ICCBased, profile]))
        for scope in self._whole.content_scopes(pages=pages):
            if scope.resources is None:
                continue
            if not isinstance(scope.resources.get("/ColorSpace"), Dictionary):
                scope.resources.ColorSpace = Dictionary()
            if key not in scope.resources.ColorSpace:
                scope.resources.ColorSpace[key] = space


def _intent(source: Pdf) -> Object | None:
    """The part's PDF/A output intent, which has a profile."""
    for intent in listed(source.Root, "/OutputIntents"):
        if isinstance(intent, Dictionary) and intent.get("/S") == "/GTS_PDFA1":
            return intent if isinstance(intent.get("/DestOutputProfile"), Stream) else None
    return None


def _profile(stream: Object) -> bytes | None:
    """The profile itself; None when it is damaged and means nothing."""
    try:
        return stream.read_bytes()
    except PdfError:
        return None
