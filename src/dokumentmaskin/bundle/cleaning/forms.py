"""Making the fields of a form part of the page, with the values they have.

A package has one form field tree at most, and the fields of two papers would be mixed; besides, what was
filled in is what the case is about. Source: ISO 32000-1, 12.5.5 (algorithm 8.1: how an appearance is placed
on the page) and 12.7; ISO 14289-1, 7.18.4.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from pikepdf import (
    Annotation,
    Array,
    DataDecodingError,
    Dictionary,
    Name,
    Object,
    Page,
    Pdf,
    PdfError,
    Stream,
    String,
    parse_content_stream,
)

from dokumentmaskin.bundle.cleaning.actions import delete
from dokumentmaskin.bundle.cleaning.form_fields import UNSEEN, Field, draw, field_of, typeface_for
from dokumentmaskin.bundle.cleaning.tags import Tags
from dokumentmaskin.bundle.pages import Additions, inherited, sheet_of
from dokumentmaskin.bundle.structure import annotations, items, reached
from dokumentmaskin.errors import Place, Problem

_ROLES: Final = {True: "/rb", False: "/cb"}
_LONGEST_LIST: Final = 5


def flatten_forms(pdf: Pdf, name: str, tags: Tags) -> tuple[Problem, ...]:
    """Make every field's current value page content, and take the form away.

    Each value is drawn where its widget stood, after the rest of the page. In a tagged PDF it is marked
    content of the element that held the widget, which stays where it was in the reading order; a widget
    that no element held gets a `Form` element last in the document. Nothing is drawn for a field that is
    hidden, nor for a button that does something. The caller settles the tags afterwards.

    Returns:
        One note for each kind of thing that is different afterwards.
    """
    fields = [
        (page, [field_of(one) for one in annotations(page.obj) if _is_widget(one)]) for page in pdf.pages
    ]
    _draw_missing(pdf, [field for _, ours in fields for field in ours])
    additions = Additions(pdf, pdf.make_indirect(Dictionary()))
    for page, ours in fields:
        if ours:
            _flatten_page(additions, page, ours, tags)
    delete(pdf.Root, "/AcroForm")
    return tuple(_notes([field for _, ours in fields for field in ours], Place(name)))


def _is_widget(annotation: object) -> bool:
    return isinstance(annotation, Dictionary) and annotation.get("/Subtype") == "/Widget"


def _draw_missing(pdf: Pdf, fields: Sequence[Field]) -> None:
    """Draw the fields that have no appearance, or whose form says that it may be out of date."""
    outdated: object = reached(pdf.Root, "/AcroForm", "/NeedAppearances")
    missing = [field for field in fields if _is_to_be_drawn(field, outdated=outdated is True)]
    if not missing:
        return
    typeface = typeface_for(pdf, (field.text for field in missing))
    for field in missing:
        draw(pdf, field, typeface)


def _is_to_be_drawn(field: Field, *, outdated: bool) -> bool:
    if field.unseen or field.is_push_button or field.kind not in {"/Tx", "/Ch", "/Btn"}:
        return False
    if not _choose_state(field):
        return True
    return field.kind != "/Btn" and (outdated or (field.has_value and not _shows_words(field)))


def _shows_words(field: Field) -> bool:
    """Whether a field's appearance shows any text; LibreOffice leaves some that are filled in without."""
    try:
        operators = parse_content_stream(field.widget.AP.N, "Tj TJ ' \" Do BI")
    except (DataDecodingError, PdfError):
        return True
    return bool(operators)


def _choose_state(field: Field) -> bool:
    """Tell whether a field has a normal appearance; of several, say which by its value if none is said."""
    normal = reached(field.widget, "/AP", "/N")
    if not isinstance(normal, Dictionary) or isinstance(normal, Stream):
        return isinstance(normal, Stream)
    if not isinstance(field.widget.get("/AS"), Name):
        value = inherited(field.widget, "/V")
        chosen = isinstance(value, Name) and str(value) in normal
        field.widget.AS = value if chosen else Name.Off
    return not field.is_on or str(field.widget.AS) in normal


def _flatten_page(additions: Additions, page: Page, fields: Sequence[Field], tags: Tags) -> None:
    drawn = []
    for field in fields:
        content = b"" if field.is_push_button else _content(page, field)
        if content and tags.exist:
            marked = tags.replace(page, field.widget, _print_field(field))
            content = b"/Form <</MCID %d>> BDC\n%b\nEMC\n" % (marked, content)
        elif not content:
            tags.forget(field.widget)
        drawn.append(content)
    page.obj.Annots = Array([one for one in page.obj.Annots if not _is_widget(one)])
    if any(drawn):
        additions.enclose(page)
        additions.append(page, b"".join(drawn))


def _content(page: Page, field: Field) -> bytes:
    """Return what draws a field's appearance on its page; empty for one that is not seen."""
    normal = reached(field.widget, "/AP", "/N")
    if isinstance(normal, Dictionary) and not isinstance(normal, Stream):
        normal = normal.get(str(field.widget.get("/AS", Name.Off)))
    if field.unseen or not isinstance(normal, Stream):
        return b""
    normal.Type, normal.Subtype = Name.XObject, Name.Form
    delete(normal, "/StructParents")
    if isinstance(field.widget.get("/OC"), Dictionary):
        normal.OC = field.widget.OC
    resource = _give_form(page, normal)
    turns = sheet_of(page.obj).turns * 90
    return Annotation(field.widget).get_page_content_for_appearance(Name(resource), turns, 0, UNSEEN)


def _give_form(page: Page, form: Object) -> str:
    """Put a form XObject among a page's resources, which are copied first; they may be shared."""
    resources = Dictionary(dict(items(inherited(page.obj, "/Resources"))))
    objects = Dictionary(dict(items(resources.get("/XObject"))))
    number = len(objects) + 1
    while f"/Felt{number}" in objects:
        number += 1
    objects[f"/Felt{number}"] = form
    resources.XObject = objects
    page.obj.Resources = resources
    return f"/Felt{number}"


def _print_field(field: Field) -> Object:
    """Return what a reader is told of a field on paper (ISO 32000-1, table 348)."""
    told = Dictionary(O=Name.PrintField)
    told.Role = Name(_ROLES[field.is_radio]) if field.kind == "/Btn" else Name.tv
    if field.kind == "/Btn":
        told.checked = Name.on if field.is_on else Name.off
    if field.label:
        told.Desc = String(field.label)
    return told


def _notes(fields: Sequence[Field], place: Place) -> Iterator[Problem]:
    if fixed := sum(not field.is_push_button and not field.unseen for field in fields):
        what = "Et skjemafelt er" if fixed == 1 else f"{fixed} skjemafelt er"
        yield Problem(
            "skjema-flatet",
            f"{what} gjort om til vanlig innhold. Skjemaet kan ikke fylles ut i møtepakken.",
            "Skal noen fylle det ut, publiser det som en egen fil.",
            place,
        )
    if buttons := sum(field.is_push_button for field in fields):
        what = "En knapp i skjemaet er" if buttons == 1 else f"{buttons} knapper i skjemaet er"
        yield Problem("skjemaknapp-fjernet", f"{what} fjernet.", "", place)
    if hidden := [field for field in fields if field.unseen and field.has_value]:
        yield _hidden(hidden, place)
    if signed := sum(field.kind == "/Sig" and field.has_value for field in fields):
        what = "en digital signatur" if signed == 1 else f"{signed} digitale signaturer"
        yield Problem(
            "signatur-ugyldig",
            f"PDF-en har {what}. Det som vises på siden er med, men signaturen gjelder ikke i møtepakken.",
            "Ta vare på den signerte filen.",
            place,
        )


def _hidden(fields: Sequence[Field], place: Place) -> Problem:
    names = [f"«{field.label}»" for field in fields[:_LONGEST_LIST]]
    more = f" og {len(fields) - _LONGEST_LIST} til" if len(fields) > _LONGEST_LIST else ""
    return Problem(
        "skjult-felt-fjernet",
        f"Skjemaet har utfylte felt som ikke vises: {', '.join(names)}{more}. De er ikke med i møtepakken.",
        "Gjør feltet synlig i skjemaet hvis innholdet skal være med.",
        place,
    )
