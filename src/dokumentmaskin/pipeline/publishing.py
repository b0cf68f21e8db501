"""What stops a document before it is published: what is not settled in it, and names of persons.

Everything is named. The PDF is made without it only when the person says so.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import DokError, Place, Problem, PublishingError
from dokumentmaskin.memory import fingerprint, recall
from dokumentmaskin.pipeline.quoting import Quote, counted, listed, names

if TYPE_CHECKING:
    from dokumentmaskin.document.traces import Kind, Named, Trace, Traces

_OR_ACCEPT: Final = "eller legg til --godta-endringer."
_CHANGES: Final[dict["Kind", str]] = {
    "innsatt": "satt inn",
    "slettet": "slettet",
    "flyttet": "flyttet",
    "flyttet bort": "flyttet bort",
    "formatert": "formatert",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose name may stand as author of what is published.

    Attributes:
        name: The organisation's.
        template: The template, whose own properties are nobody's doing here.
        render: Makes the document as the template has it, when nothing else tells which author that is.
    """

    name: str
    template: Path
    render: Callable[[], bytes]

    def wrote(self, author: str) -> bool:
        """Tell whether an author in the properties is the one that dok writes there."""
        from dokumentmaskin.document.traces import find_traces

        if author in {"", self.name}:
            return True
        try:
            return find_traces(self.render()).author == author
        except DokError:  # said by the command that makes the document
            return False

    @property
    def given(self) -> "frozenset[Named]":
        """What the template's own properties say; nothing when there is none to read."""
        from dokumentmaskin.document.traces import find_traces

        try:
            return frozenset(find_traces(self.template.read_bytes()).properties)
        except OSError:
            return frozenset()


@dataclass(frozen=True, slots=True)
class Cleared:
    """A document that may be published.

    Attributes:
        docx: What the PDF is to be made of.
        accepted: Whether that is another text than the document's own.
        warnings: What the person should know.
    """

    docx: bytes
    accepted: bool = False
    warnings: tuple[Problem, ...] = ()


def clear(docx: bytes, path: str, owner: Owner, *, accept: bool) -> Cleared:
    """Look at a document before its PDF is made.

    Args:
        docx: The bytes of a .docx; of one that cannot be read, the making of the PDF tells.
        path: Its name relative to the workspace.
        owner: Whose it is.
        accept: Whether the person has said that what is not settled counts as accepted.

    Raises:
        PublishingError: Something is not settled, or a person's name would be in the PDF.
    """
    traces = _found(docx, owner)
    told = tuple(_left_in_file(traces.properties, path))
    problems = tuple(_stopping(traces, path))
    if not problems:
        return Cleared(docx, warnings=told)
    if not accept:
        raise PublishingError(problems)
    from dokumentmaskin.document.traces import accepted

    return Cleared(accepted(docx, owner.name), True, (_said(traces, path), *told))


def left_behind(pdf: Path, docx: bytes, path: str) -> tuple[Problem, ...]:
    """Return a warning about the PDF that lies there when none has been made of the document.

    Args:
        pdf: The PDF.
        docx: The bytes of the document.
        path: The PDF's name relative to the workspace.
    """
    if not pdf.exists():
        return ()
    if recall(pdf).get("kilde") == fingerprint(docx):
        message = "PDF-en som ligger der, er laget med --godta-endringer. Det ble ikke laget noen ny."
        advice = "Kjør kommandoen med --godta-endringer igjen hvis det fortsatt er den du vil publisere."
    else:
        message = "PDF-en som ligger der, er eldre enn Word-filen. Det ble ikke laget noen ny."
        advice = "Ikke publiser den."
    return (Problem("gammel-pdf", message, advice, Place(path)),)


def refuse_noted_pdf(data: bytes, path: str, owner: Owner) -> None:
    """Stop before a PDF that a person has exported, when it shows what is not meant for its readers.

    Raises:
        PublishingError: It has comments on its pages, or a person for author.
    """
    from dokumentmaskin.pdf.remarks import read_remarks

    noted = read_remarks(data)
    problems = []
    if noted.remarks:
        authors = names(remark.author for remark in noted.remarks)
        quotes = [Quote("", remark.text, f"på side {remark.page}") for remark in noted.remarks]
        what = counted(len(quotes), "merknad", "merknader")
        message = f"PDF-en har {what}{authors}: {listed(quotes)}."
        advice = "Eksporter den på nytt uten merknader, eller slett den, så lager dok en ny."
        problems.append(Problem("pdf-merknader", message, advice, Place(path)))
    if persons := [Quote("", author) for author in noted.authors if not owner.wrote(author)]:
        message = f"PDF-en har {listed(persons)} som forfatter i egenskapene sine."
        advice = "Rett forfatteren i Word og eksporter på nytt, eller slett PDF-en, så lager dok en ny."
        problems.append(Problem("pdf-forfatter", message, advice, Place(path)))
    if problems:
        raise PublishingError(problems)


def warn_of_export(docx: bytes, docx_path: str, path: str, owner: Owner) -> tuple[Problem, ...]:
    """Return a warning when an exported PDF may show changes, because its document has some."""
    changes = [trace for trace in _found(docx, owner).text if trace.kind in _CHANGES]
    if not changes:
        return ()
    what = counted(len(changes), "sporet endring", "sporede endringer")
    message = f"PDF-en er eksportert fra «{Path(docx_path).name}», som har {what}."
    advice = "Se at PDF-en ikke viser dem, eller slett den og godta eller avvis endringene."
    return (Problem("eksportert-med-endringer", message, advice, Place(path)),)


def _found(docx: bytes, owner: Owner) -> "Traces":
    """What a document holds, without the properties that it has from its template."""
    import zlib
    from zipfile import BadZipFile

    from lxml.etree import XMLSyntaxError

    from dokumentmaskin.document.traces import Traces, find_traces

    try:
        traces = find_traces(docx, owner.name)
        if not traces.properties:
            return traces
        given = owner.given
    except (BadZipFile, XMLSyntaxError, zlib.error, KeyError):
        return Traces()
    properties = [named for named in traces.properties if named not in given]
    if owner.wrote(traces.author):
        properties = [named for named in properties if named.property != "forfatter"]
    return replace(traces, properties=tuple(properties))


def _stopping(traces: "Traces", path: str) -> Iterator[Problem]:
    """Yield a problem for each kind of thing that must not be published."""
    place = Place(path)
    changes = [trace for trace in traces.text if trace.kind in _CHANGES]
    if changes:
        what = counted(len(changes), "sporet endring", "sporede endringer")
        message = f"Dokumentet har {what}{_by(changes)}: {_quoted(changes)}."
        advice = f"Godta eller avvis endringene i Word, {_OR_ACCEPT}"
        yield Problem("sporede-endringer", message, advice, place)
    if comments := [trace for trace in traces.text if trace.kind == "merknad"]:
        what = counted(len(comments), "merknad", "merknader")
        message = f"Dokumentet har {what}{_by(comments)}: {_quoted(comments)}."
        yield Problem("merknader", message, f"Slett merknadene i Word, {_OR_ACCEPT}", place)
    if hidden := [trace for trace in traces.text if trace.kind == "skjult"]:
        where = "ett sted" if len(hidden) == 1 else f"{len(hidden)} steder"
        message = f"Dokumentet har skjult tekst {where}: {_quoted(hidden)}."
        advice = f"Trykk på ¶ i Word for å se den. Slett den eller vis den, {_OR_ACCEPT}"
        yield Problem("skjult-tekst", message, advice, place)
    if traces.author:
        message = f"Egenskapene sier at forfatteren er «{traces.author}», og det ville stått i PDF-en."
        advice = f"Rett forfatteren i Word under Fil → Info, {_OR_ACCEPT}"
        yield Problem("forfatter", message, advice, place)


def _left_in_file(properties: "Sequence[Named]", path: str) -> Iterator[Problem]:
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


def _said(traces: "Traces", path: str) -> Problem:
    """What was done on the person's word."""
    amounts = {
        "godtatt": (sum(t.kind in _CHANGES for t in traces.text), "sporet endring", "sporede endringer"),
        "uten": (sum(t.kind == "merknad" for t in traces.text), "merknad", "merknader"),
    }
    done = []
    if amounts["godtatt"][0]:
        done.append(f"med {counted(*amounts['godtatt'])} godtatt")
    if amounts["uten"][0]:
        done.append(f"uten {counted(*amounts['uten'])}")
    if any(trace.kind == "skjult" for trace in traces.text):
        done.append("uten den skjulte teksten")
    if traces.author:
        done.append(f"uten «{traces.author}» som forfatter")
    message = f"PDF-en er laget {listed([Quote(one) for one in done])}."
    return Problem("endringer-godtatt", message, "Word-filen er som før.", Place(path))


def _by(traces: "Sequence[Trace]") -> str:
    return names(trace.author for trace in traces)


def _quoted(traces: "Sequence[Trace]") -> str:
    return listed(
        [
            Quote(
                _CHANGES.get(trace.kind, ""), trace.text, f"under «{trace.heading}»" if trace.heading else ""
            )
            for trace in traces
        ]
    )
