"""Making a paper fit to be public: nothing runs, nothing is hidden inside, and what went is told of.

What a file holds besides what it shows: comments, files, metadata, thumbnails, an editor's own data.
Source: ISO 32000-1, 12.5.6 (the kinds of annotation).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Final

from pikepdf import Array, Dictionary, Object, ObjectSet, Pdf

from dokumentmaskin.bundle.cleaning.actions import delete, remove_actions
from dokumentmaskin.bundle.cleaning.allowed import METADATA, keep_what_is_shown
from dokumentmaskin.bundle.cleaning.forms import flatten_forms
from dokumentmaskin.bundle.cleaning.tags import Tags
from dokumentmaskin.bundle.structure import (
    BUILT_WRONGLY,
    annotations,
    dictionaries,
    file_path,
    items,
    listed,
    name_of,
    names,
    reached,
)
from dokumentmaskin.errors import AttachmentError, Place, Problem
from dokumentmaskin.pdf import bare_pictures

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
# What the catalog may say (ISO 32000-1, table 28): where all is, and how it is shown.
_CATALOG: Final = frozenset(
    {"/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences"}
    | {"/PageLayout", "/PageMode", "/Outlines", "/Metadata", "/StructTreeRoot", "/MarkInfo", "/Lang", "/URI"}
    | {"/OutputIntents", "/OCProperties"}
)
_OF_THE_FILE: Final = {
    "/SpiderInfo": "data om nettsider som er hentet inn",
    "/Collection": "en portefølje",
}


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
        return tuple(_cleaned(pdf, name, keep_annotations=keep_annotations))
    except BUILT_WRONGLY as error:
        problem = Problem(
            "vedlegg-skadet",
            "PDF-en er bygd feil, og kan ikke gjøres klar for møtepakken.",
            "Åpne den i en PDF-leser, skriv den ut til en ny PDF, og legg ved den i stedet.",
            Place(name),
        )
        raise AttachmentError(problem) from error


def cleaned_copy(data: bytes, name: str) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of a PDF as `clean` leaves it without comments, its own when nothing went; and the notes.

    Raises:
        AttachmentError: As `clean`.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        notes = clean(pdf, name, keep_annotations=False)
        if not notes:
            return data, notes
        target = BytesIO()
        pdf.save(target, deterministic_id=True)
        return target.getvalue(), notes


def without_form(data: bytes) -> bytes:
    """The bytes of a PDF whose form, if it has one, is plain content; of one that an engine has just made."""
    pdf = Pdf.open(BytesIO(data))
    if "/AcroForm" not in pdf.Root:
        return data
    tags = Tags(pdf)
    flatten_forms(pdf, "", tags)
    tags.settle()
    target = BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _cleaned(pdf: Pdf, name: str, *, keep_annotations: bool) -> Iterator[Problem]:
    place, tags = Place(name), Tags(pdf)
    yield from _redaction_notes(pdf, place)
    yield from _layer_notes(_hidden_layers(pdf), place)
    yield from _file_notes(_embedded_files(pdf), place)
    yield from _action_notes(remove_actions(pdf), place)
    yield from _annotation_notes(_remove_annotations(pdf, tags, keep_comments=keep_annotations), place)
    yield from _remove_xfa(pdf, place)
    yield from flatten_forms(pdf, name, tags)
    tags.settle()
    yield from _trace_notes(_remove_traces(pdf), place)


def _remove_annotations(pdf: Pdf, tags: Tags, *, keep_comments: bool) -> Counter[str]:
    """Take media and attached files off the pages, and comments unless they are to be kept.

    How many went of each kind, as `/Highlight`, is returned; what is no annotation goes uncounted.
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
        delete(page.obj, "/Annots")
        if stays:
            page.obj.Annots = Array(stays)
    return gone


def _stays(annotation: Object, *, keep_comments: bool) -> bool:
    kind = name_of(annotation.get("/Subtype"))
    return kind in _OF_THE_PAPER or (keep_comments and kind not in {*_MEDIA, _FILE})


def _redaction_notes(pdf: Pdf, place: Place) -> Iterator[Problem]:
    """Name the pages where something is marked to be redacted and still is there."""
    pages = [
        str(number)
        for number, page in enumerate(pdf.pages, start=1)
        if any(one.get("/Subtype") == "/Redact" for one in annotations(page.obj))
    ]
    if pages:
        yield Problem(
            "sladding-ikke-utfort",
            f"Noe på side {_joined(pages)} er merket for sladding, men ikke sladdet. "
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


def _remove_xfa(pdf: Pdf, place: Place) -> Iterator[Problem]:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        del form["/XFA"]
        yield Problem(
            "xfa-fjernet",
            "XFA-delen av skjemaet er fjernet. Sidene viser det som er lagret i den vanlige PDF-en.",
            "Se at det som er fylt ut, vises i møtepakken.",
            place,
        )


def _trace_notes(traces: Counter[str], place: Place) -> Iterator[Problem]:
    if traces:
        what = _joined([f"{what} ({count})" for what, count in sorted(traces.items())])
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


def _embedded_files(pdf: Pdf) -> list[str]:
    """The names of the files inside a PDF, wherever they hang (ISO 32000-1, 7.11.4)."""
    seen, found = ObjectSet(), []
    tree = reached(pdf.Root, "/Names", "/EmbeddedFiles")
    for specification in (*(value for _, value in names(tree)), *pdf.objects, *_attached(pdf)):
        if not isinstance(specification, Dictionary) or not isinstance(specification.get("/EF"), Dictionary):
            continue
        if specification.get("/Type") != "/Font" and seen.add(specification):
            found.append(file_path(specification))
    return found


def _remove_traces(pdf: Pdf) -> Counter[str]:
    """Take away files inside a PDF and everything that it does not show; return how much of each kind."""
    gone = Counter({what: 1 for key, what in _OF_THE_FILE.items() if key in pdf.Root})
    for key, _ in items(pdf.Root):
        if key not in _CATALOG:
            delete(pdf.Root, key)
    trees = pdf.Root.get("/Names")
    for key, _ in items(trees):
        if trees is not None and key != "/Dests":
            delete(trees, key)
    gone += keep_what_is_shown(pdf)
    return gone + Counter({METADATA: bare_pictures(pdf)})


def _hidden_layers(pdf: Pdf) -> list[str]:
    """The names of the layers that a viewer does not show at first (ISO 32000-1, 8.11.4.3)."""
    properties = reached(pdf.Root, "/OCProperties")
    default = reached(properties, "/D")
    if not isinstance(default, Dictionary):
        return []
    hidden = dictionaries(default, "/OFF")
    if default.get("/BaseState") == "/OFF":
        shown = {group.objgen for group in dictionaries(default, "/ON")} - {group.objgen for group in hidden}
        hidden = [group for group in dictionaries(properties, "/OCGs") if group.objgen not in shown]
    return [str(group.get("/Name", "")) for group in hidden]


def _attached(pdf: Pdf) -> Iterable[Object]:
    """The file specifications written directly in an annotation or a list of associated files."""
    for item in pdf.objects:
        if not isinstance(item, Dictionary):
            continue
        if (one := item.get("/FS")) is not None:
            yield one
        yield from listed(item, "/AF")
