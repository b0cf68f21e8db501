"""What is not settled in a document, in words: a sentence for each kind of thing, however many there are."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.pipeline.quoting import Quote, counted, listed, names, shortened

if TYPE_CHECKING:
    from dokumentmaskin.word.traces import Kind, Named, Trace, Traces

_SHORT: Final = 30  # letters of a heading that only tells which part of the document it is
_OR_ACCEPT: Final = "eller legg til --godta-endringer."
CHANGES: Final[dict["Kind", str]] = {
    "innsatt": "satt inn",
    "slettet": "slettet",
    "flyttet": "flyttet",
    "flyttet bort": "flyttet bort",
    "formatert": "formatert",
}


def without_comments(comments: "Sequence[Trace]", path: str, *, keep: bool) -> Problem:
    """The note that the comments of a Word paper are not in its PDF."""
    what = counted(len(comments), "kommentar", "kommentarer")
    message = f"Word-filen har {what}{_by(comments)}, som ikke er med i PDF-en: {_quoted(comments)}."
    advice = "Skal de være med, må du eksportere filen som PDF fra Word og legge ved den." if keep else ""
    return Problem("kommentarer-fjernet", message, advice, Place(path))


def stopping(traces: "Traces", path: str) -> Iterator[Problem]:
    """Yield a problem for each kind of thing that must not be published."""
    place = Place(path)
    changes = [trace for trace in traces.text if trace.kind in CHANGES]
    if changes:
        what = counted(len(changes), "sporet endring", "sporede endringer")
        message = f"Dokumentet har {what}{_by(changes)}: {_quoted(changes)}."
        advice = f"Godta eller avvis endringene i Word, {_OR_ACCEPT}"
        yield Problem("sporede-endringer", message, advice, place)
    if comments := [trace for trace in traces.text if trace.kind == "kommentar"]:
        what = counted(len(comments), "kommentar", "kommentarer")
        message = f"Dokumentet har {what}{_by(comments)}: {_quoted(comments)}."
        yield Problem("kommentarer", message, f"Slett kommentarene i Word, {_OR_ACCEPT}", place)
    if hidden := [trace for trace in traces.text if trace.kind == "skjult"]:
        where = "på ett sted" if len(hidden) == 1 else f"på {len(hidden)} steder"
        message = f"Dokumentet har skjult tekst {where}: {_quoted(hidden)}."
        advice = f"Trykk på ¶ i Word for å se den. Slett den eller vis den, {_OR_ACCEPT}"
        yield Problem("skjult-tekst", message, advice, place)
    if traces.author:
        message = f"Egenskapene sier at forfatteren er «{traces.author}», og det ville stått i PDF-en."
        advice = f"Rett forfatteren i Word under Fil → Info, {_OR_ACCEPT}"
        yield Problem("forfatter", message, advice, place)


def left_in_file(properties: "Sequence[Named]", path: str) -> Iterator[Problem]:
    """Yield one warning of the names that stay in the Word file, and are not in the PDF."""
    values = {named.value: named.property for named in properties if named.property != "forfatter"}
    if not values:
        return
    persons = [value for value, kind in values.items() if kind in {"sist lagret av", "deltaker", "leder"}]
    others = [f"{kind} «{value}»" for value, kind in values.items() if value not in persons]
    said = [*(f"navnet «{person}»" for person in persons), *others]
    message = f"I egenskapene til Word-filen står {listed([Quote(one) for one in said])}."
    advice = "Det kommer ikke med i PDF-en, men følger med om du deler Word-filen."
    yield Problem("navn-i-egenskaper", message, advice, Place(path))


def settled(traces: "Traces", path: str) -> Problem:
    """What was done on the person's word."""
    changes = sum(trace.kind in CHANGES for trace in traces.text)
    comments = sum(trace.kind == "kommentar" for trace in traces.text)
    done = []
    if changes:
        done.append(f"med {counted(changes, 'sporet endring', 'sporede endringer')} godtatt")
    if comments:
        done.append("uten kommentaren" if comments == 1 else f"uten de {comments} kommentarene")
    if any(trace.kind == "skjult" for trace in traces.text):
        done.append("uten den skjulte teksten")
    if traces.author:
        done.append(f"uten «{traces.author}» som forfatter")
    message = f"PDF-en er laget {listed([Quote(one) for one in done])}."
    return Problem("endringer-godtatt", message, "Word-filen er som før.", Place(path))


def _by(traces: "Sequence[Trace]") -> str:
    return names(trace.author for trace in traces)


def _quoted(traces: "Sequence[Trace]") -> str:
    return listed([Quote(CHANGES.get(trace.kind, ""), trace.text, _near(trace)) for trace in traces])


def _near(trace: "Trace") -> str:
    """Where a trace is: «under «Forslag til vedtak» i «Sak 4: Reiseliv»»."""
    under = f"under «{shortened(trace.heading)}»" if trace.heading else ""
    return f"{under} i «{shortened(trace.above, _SHORT)}»" if trace.above else under
