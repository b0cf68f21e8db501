"""What stops a document before it is published: what is not settled in it, and names of persons.

Everything is named, in a sentence for each kind of thing however many there are. The PDF is made without it
only when the person says so.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dokumentmaskin.errors import DokError, Place, Problem, PublishingError
from dokumentmaskin.memory import fingerprint, recall
from dokumentmaskin.pipeline.quoting import Quote, counted, listed, names, shortened

if TYPE_CHECKING:
    from dokumentmaskin.word.traces import Kind, Named, Trace, Traces


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
        from dokumentmaskin.word.traces import find_traces

        if author in {"", self.name}:
            return True
        try:
            return find_traces(self.render()).author == author
        except DokError:  # said by the command that makes the document
            return False

    @property
    def given(self) -> "Traces":
        """What the template itself holds; nothing when there is none to read."""
        from dokumentmaskin.word.traces import Traces

        try:
            return _looked_into(self.template.read_bytes(), self.template.name)
        except (OSError, DokError):  # said by the command that makes the document
            return Traces()


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
    traces = _found(docx, path, owner)
    told = tuple(left_in_file(traces.properties, path))
    problems = tuple(stopping(traces, path))
    if not problems:
        return Cleared(docx, warnings=told)
    if not accept:
        raise PublishingError(map(_at_template, problems) if _all_given(traces, owner) else problems)
    from dokumentmaskin.word.traces import accepted

    return Cleared(accepted(docx, owner.name), True, (settled(traces, path), *told))


def clear_paper(docx: bytes, path: str, *, accept: bool, keep: bool) -> Cleared:
    """Look at a case's paper that is a Word document before its PDF is made.

    Names in its properties do not count: a package has none of its papers' metadata.

    Args:
        docx: The bytes of the paper.
        path: Its name relative to the workspace.
        accept: Whether the person has said that what is not settled counts as accepted.
        keep: Whether the person wants the comments in papers to stay, which those of Word cannot.

    Raises:
        PublishingError: It has tracked changes or hidden text that nobody has settled.
    """
    traces = replace(_looked_into(docx, path), properties=())
    comments = [trace for trace in traces.text if trace.kind == "kommentar"]
    rest = replace(traces, text=tuple(trace for trace in traces.text if trace.kind != "kommentar"))
    warnings = (without_comments(comments, path, keep=keep),) if comments else ()
    if rest and not accept:
        raise PublishingError(stopping(rest, path))
    if not traces.text:
        return Cleared(docx)
    from dokumentmaskin.word.traces import accepted

    told = (settled(rest, path),) if rest else ()
    # Without its comments too, which may hold what no engine takes.
    return Cleared(accepted(docx), bool(rest), (*told, *warnings))


def left_behind(pdf: Path, docx: bytes, path: str) -> tuple[Problem, ...]:
    """Return a warning about the PDF that lies there when none has been made of the document."""
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
    from dokumentmaskin.pdf import read_remarks

    noted = read_remarks(data)
    problems = []
    if noted.remarks:
        authors = names(remark.author for remark in noted.remarks)
        quotes = [Quote("", remark.text, f"på side {remark.page}") for remark in noted.remarks]
        what = counted(len(quotes), "kommentar", "kommentarer")
        message = f"PDF-en har {what}{authors}: {listed(quotes)}."
        advice = "Eksporter den på nytt uten kommentarer, eller slett den, så lager dok en ny."
        problems.append(Problem("pdf-kommentarer", message, advice, Place(path)))
    if persons := [Quote("", author) for author in noted.authors if not owner.wrote(author)]:
        message = f"PDF-en har {listed(persons)} som forfatter i egenskapene sine."
        advice = "Rett forfatteren i Word, og eksporter på nytt, eller slett PDF-en, så lager dok en ny."
        problems.append(Problem("pdf-forfatter", message, advice, Place(path)))
    if problems:
        raise PublishingError(problems)


def warn_of_export(docx: bytes, docx_path: str, path: str, owner: Owner) -> tuple[Problem, ...]:
    """Return a warning when an exported PDF may show changes, because its document has some."""
    changes = [trace for trace in _found(docx, docx_path, owner).text if trace.kind in CHANGES]
    if not changes:
        return ()
    what = counted(len(changes), "sporet endring", "sporede endringer")
    message = f"PDF-en er eksportert fra «{Path(docx_path).name}», som har {what}."
    advice = "Se at PDF-en ikke viser dem, eller slett den og godta eller avvis endringene."
    return (Problem("eksportert-med-endringer", message, advice, Place(path)),)


def _all_given(traces: "Traces", owner: Owner) -> bool:
    """Tell whether a document has nothing to be settled but what its template gave it."""
    given = {(trace.kind, trace.author, trace.text) for trace in owner.given.text}
    return not traces.author and all((t.kind, t.author, t.text) in given for t in traces.text)


def _at_template(problem: Problem) -> Problem:
    """The same problem when it is the template's fault, and would come back in every document."""
    advice = f"Det kommer fra malen. Rett det der også, så det ikke kommer igjen. {problem.advice}"
    return replace(problem, advice=advice)


def _found(docx: bytes, path: str, owner: Owner) -> "Traces":
    """What a document holds, without the properties that it has from its template."""
    traces = _looked_into(docx, path, owner.name)
    if not traces.properties:
        return traces
    given = owner.given.properties
    properties = [named for named in traces.properties if named not in given]
    if owner.wrote(traces.author):
        properties = [named for named in properties if named.property != "forfatter"]
    return replace(traces, properties=tuple(properties))


def _looked_into(docx: bytes, path: str, owner: str = "") -> "Traces":
    """The traces in a document; none in what is no zip file, of which no PDF can be made.

    Raises:
        PublishingError: A part of it cannot be read, so that nobody knows what is in it.
    """
    from io import BytesIO
    from zipfile import is_zipfile

    from dokumentmaskin.word import DamagedError
    from dokumentmaskin.word.traces import Traces, find_traces

    if not is_zipfile(BytesIO(docx)):
        return Traces()
    try:
        return find_traces(docx, owner)
    except DamagedError as error:
        message = "En del av Word-filen er skadet, så dok kan ikke se etter sporede endringer og kommentarer."
        advice = "Åpne filen i Word, og lagre den på nytt."
        raise PublishingError(Problem("ikke-undersokt", message, advice, Place(path))) from error


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
