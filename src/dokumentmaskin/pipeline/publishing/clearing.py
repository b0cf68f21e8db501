"""What stops a document before it is published: what is not settled in it, and names of persons.

Everything is named. The PDF is made without it only when the person says so.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dokumentmaskin.errors import DokError, Place, Problem, PublishingError
from dokumentmaskin.memory import fingerprint, recall
from dokumentmaskin.pipeline.publishing.unsettled import (
    CHANGES,
    left_in_file,
    settled,
    stopping,
    without_comments,
)
from dokumentmaskin.pipeline.quoting import Quote, counted, listed, names

if TYPE_CHECKING:
    from dokumentmaskin.word.traces import Traces


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
    if not rest:
        return Cleared(docx, warnings=warnings)
    if not accept:
        raise PublishingError(stopping(rest, path))
    from dokumentmaskin.word.traces import accepted

    return Cleared(accepted(docx), True, (settled(rest, path), *warnings))


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
