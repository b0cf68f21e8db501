"""Making a paper fit to be public: nothing runs, nothing is hidden inside, and what went is told of.

Source: ISO 32000-1, 12.5.6 (the kinds of annotation).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pikepdf import Array, Dictionary, Object, Pdf

from dokumentmaskin.bundle.cleaning.actions import remove_actions
from dokumentmaskin.bundle.cleaning.forms import flatten_forms
from dokumentmaskin.bundle.cleaning.hidden_data import TRACES, embedded_files, hidden_layers, remove_traces
from dokumentmaskin.bundle.cleaning.tags import Tags
from dokumentmaskin.bundle.structure import BUILT_WRONGLY, annotations, name_of
from dokumentmaskin.errors import AttachmentError, Place, Problem

_ACTIONS: Final = {
    "skript-fjernet": ("skript (JavaScript)", {"/JavaScript"}),
    "programstart-fjernet": ("handlinger som starter et program eller åpner en fil", {"/Launch"}),
    "skjemahandling-fjernet": (
        "handlinger som sender, henter eller tømmer skjemaet",
        {"/SubmitForm", "/ImportData", "/ResetForm"},
    ),
    "mediehandling-fjernet": (
        "handlinger som spiller av lyd eller film",
        {"/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView"},
    ),
}
_OTHER_ACTIONS: Final = "handlinger som skjer av seg selv eller endrer det som vises"
_LONGEST_LIST: Final = 5
# What is part of the paper, or settled elsewhere; all else is what a person or a program has laid on top.
_OF_THE_PAPER: Final = frozenset({"/Link", "/Widget", "/Watermark", "/PrinterMark"})
_MEDIA: Final = frozenset({"/Sound", "/Movie", "/Screen", "/3D", "/RichMedia"})
_FILE: Final = "/FileAttachment"
# The window of a comment, which is no comment of its own.
_POPUP: Final = "/Popup"


def clean(pdf: Pdf, name: str, *, keep_annotations: bool) -> tuple[Problem, ...]:
    """Take out of a paper what should not be in a public package.

    Links stay as they are, also those to other files, for the join to judge; so do hidden layers and text
    that someone has marked for redaction without carrying it out, both loudly told of.

    Args:
        pdf: An open document from `open_source`; changed in place.
        name: What messages call it, usually its path.
        keep_annotations: Whether comments that a person has left stay. Media and attached files never do.

    Returns:
        One note for each kind of thing that went or that the reader must know of.

    Raises:
        AttachmentError: The file is built so wrongly that it cannot be cleaned.
    """
    try:
        return _cleaned(pdf, name, keep_annotations=keep_annotations)
    except BUILT_WRONGLY as error:
        raise AttachmentError(_beyond_cleaning(name)) from error


def _cleaned(pdf: Pdf, name: str, *, keep_annotations: bool) -> tuple[Problem, ...]:
    place = Place(name)
    tags = Tags(pdf)
    redactions, layers, files = _pages_to_redact(pdf), hidden_layers(pdf), embedded_files(pdf)
    actions = remove_actions(pdf)
    comments = _remove_annotations(pdf, tags, keep_comments=keep_annotations)
    had_xfa = _remove_xfa(pdf)
    form_notes = flatten_forms(pdf, name, tags)
    tags.settle()
    traces = remove_traces(pdf)
    _remove_threads(pdf)
    return (
        *_redaction_notes(redactions, place),
        *_layer_notes(layers, place),
        *_file_notes(files, place),
        *_action_notes(actions, place),
        *_annotation_notes(comments, place),
        *(_xfa_notes(place) if had_xfa else ()),
        *form_notes,
        *_trace_notes(traces, place),
    )


def _remove_annotations(pdf: Pdf, tags: Tags, *, keep_comments: bool) -> Counter[str]:
    """Take media and attached files off the pages, and comments unless they are to be kept.

    Returns:
        How many were taken away of each kind, as `/Highlight`. What is no annotation goes uncounted.
    """
    gone: Counter[str] = Counter()
    for page in pdf.pages:
        stays: list[Object] = []
        for one in annotations(page.obj):
            if _stays(one, keep_comments=keep_comments):
                stays.append(one)
            else:
                gone[name_of(one.get("/Subtype"))] += 1
                tags.forget(one)
        if stays:
            page.obj.Annots = Array(stays)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]
    return gone


def _pages_to_redact(pdf: Pdf) -> list[int]:
    """Return the pages, from 1, where something is marked to be redacted and still is there."""
    return [
        number
        for number, page in enumerate(pdf.pages, start=1)
        if any(one.get("/Subtype") == "/Redact" for one in annotations(page.obj))
    ]


def _stays(annotation: Object, *, keep_comments: bool) -> bool:
    kind = name_of(annotation.get("/Subtype"))
    return kind in _OF_THE_PAPER or (keep_comments and kind not in {*_MEDIA, _FILE})


def _remove_xfa(pdf: Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary) or "/XFA" not in form:
        return False
    del form["/XFA"]
    return True


def _remove_threads(pdf: Pdf) -> None:
    """Take the article threads off the pages: the catalog that lists them does not come along."""
    for page in pdf.pages:
        if "/B" in page.obj:
            del page.obj["/B"]


def _redaction_notes(pages: Sequence[int], place: Place) -> Iterator[Problem]:
    if pages:
        yield Problem(
            "sladding-ikke-utfort",
            f"Noe på side {_joined(map(str, pages))} er merket for sladding, men ikke sladdet. "
            "Teksten er fortsatt i filen.",
            "Ikke publiser møtepakken. Utfør sladdingen der den ble merket, og legg ved den nye filen.",
            place,
        )


def _layer_notes(layers: Sequence[str], place: Place) -> Iterator[Problem]:
    if layers:
        yield Problem(
            "skjult-lag",
            f"PDF-en har skjulte lag: {_listed(layers)}. Innholdet i dem er fortsatt i filen.",
            "Lag PDF-en på nytt uten lagene hvis de ikke skal være offentlige.",
            place,
        )


def _file_notes(files: Sequence[str], place: Place) -> Iterator[Problem]:
    if files:
        what = "En fil inni PDF-en er" if len(files) == 1 else f"{len(files)} filer inni PDF-en er"
        yield Problem(
            "innfelt-fil-fjernet",
            f"{what} fjernet: {_listed(files)}.",
            "Skal de være med, legg dem ved saken som egne vedlegg.",
            place,
        )


def _action_notes(actions: Counter[str], place: Place) -> Iterator[Problem]:
    told: set[str] = set()
    for code, (what, kinds) in _ACTIONS.items():
        told |= kinds
        if count := sum(actions[kind] for kind in kinds):
            yield _gone(code, count, what, place)
    if count := sum(number for kind, number in actions.items() if kind not in told):
        yield _gone("handling-fjernet", count, _OTHER_ACTIONS, place)


def _annotation_notes(gone: Counter[str], place: Place) -> Iterator[Problem]:
    if count := sum(gone[kind] for kind in _MEDIA):
        yield _gone("medier-fjernet", count, "lyder, filmer eller 3D-modeller", place)
    comments = gone.total() - count - gone[_FILE] - gone[_POPUP]
    if comments:
        what = "En merknad" if comments == 1 else f"{comments} merknader"
        yield Problem(
            "merknader-fjernet",
            f"{what} som noen har lagt på sidene, er fjernet.",
            "Skal de være med, si det i planen for dette vedlegget.",
            place,
        )


def _xfa_notes(place: Place) -> Iterator[Problem]:
    yield Problem(
        "xfa-fjernet",
        "XFA-delen av skjemaet er fjernet. Sidene viser det som er lagret i den vanlige PDF-en.",
        "Se at det som er fylt ut, vises i møtepakken.",
        place,
    )


def _trace_notes(traces: dict[str, int], place: Place) -> Iterator[Problem]:
    if traces:
        what = _joined([f"{TRACES[key]} ({count})" for key, count in traces.items()])
        yield Problem(
            "skjulte-data-fjernet", f"Data som ikke vises på sidene, er fjernet: {what}.", "", place
        )


def _gone(code: str, count: int, what: str, place: Place) -> Problem:
    return Problem(code, f"Fjernet fra PDF-en: {what} ({count}).", "", place)


def _listed(names: Sequence[str]) -> str:
    shown = [f"«{name}»" if name else "uten navn" for name in names[:_LONGEST_LIST]]
    more = len(names) - _LONGEST_LIST
    return _joined([*shown, f"{more} til"] if more > 0 else shown)


def _joined(words: Iterable[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} og {last}" if before else last


def _beyond_cleaning(name: str) -> Problem:
    return Problem(
        "vedlegg-skadet",
        "PDF-en er bygd feil, og kan ikke gjøres klar for møtepakken.",
        "Åpne den i en PDF-leser, skriv den ut til en ny PDF, og legg ved den i stedet.",
        Place(name),
    )
