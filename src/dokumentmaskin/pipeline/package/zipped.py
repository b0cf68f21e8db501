"""The papers of a package as files of their own in a zip file, the open ones apart from all.

`make` asks for it with each edition that was bound. The meeting's own documents are in it as their PDFs, and
the papers of its cases by the names that they have on the website.
"""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import DokError, Problem
from dokumentmaskin.pipeline.kinds import sent_or_updated
from dokumentmaskin.pipeline.package.editions import Edition
from dokumentmaskin.pipeline.package.single import as_files
from dokumentmaskin.pipeline.pdfs import put_file
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import Report, file_row
from dokumentmaskin.plan import Møte
from dokumentmaskin.writing import is_ours

# The years that the time of a file in a zip can have (APPNOTE.TXT, 4.4.6).
_FIRST_YEAR, _LAST_YEAR = 1980, 2107
_READABLE: Final = 0o644 << 16


@dataclass(frozen=True, slots=True)
class Zipped:
    """An edition as a zip file that is not written yet.

    Attributes:
        edition: Which one.
        data: The bytes of the file.
        warnings: What a person should know of the papers in it.
    """

    edition: Edition
    data: bytes
    warnings: tuple[Problem, ...]


def zip_beside(package: Path) -> Path:
    """Where the zip file of a package lies, or would."""
    return package.with_suffix(".zip")


def is_kept_up(package: Path) -> bool:
    """Whether a zip file that dok has made lies beside a package, and is to be as that is."""
    zipped = zip_beside(package)
    return zipped.exists() and is_ours(zipped)


def zipped(pipeline: Pipeline, møte: Møte, edition: Edition) -> Zipped:
    """Make the zip file of an edition. The same papers give the same bytes.

    Raises:
        AttachmentError: A paper cannot be made into a file of its own.
    """
    from dokumentmaskin.site import paper_name

    språk = pipeline.plan.språk_of(møte.gruppe)
    files = dict(_documents(pipeline, edition))
    warnings: list[Problem] = []
    for single in as_files(edition.papers, språk):
        paper = single.paper
        name = paper_name(paper.sak.nummer, paper.kalt(språk), paper.vedlegg.tittel)
        files[name] = single.data
        warnings += single.warnings
    return Zipped(edition, _packed(files, sent_or_updated(edition.plan, møte)), tuple(warnings))


def put_zips(pipeline: Pipeline, made: Iterable[Zipped]) -> Report:
    """Write zip files beside their packages; one that is open is an error of its own alone."""
    report = Report()
    for one in made:
        target = zip_beside(one.edition.target)
        row = file_row(pipeline.workspace, "møtepakke", target, "skrevet", one.edition.utgave)
        try:
            report += put_file(pipeline, row, one.data, {}) + Report(warnings=one.warnings)
        except DokError as error:
            report += Report(warnings=one.warnings, errors=(error,))
    return report


def _documents(pipeline: Pipeline, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The meeting's own documents, by the names that they have where they lie."""
    from dokumentmaskin.bundle import cleaned_copy

    for entry in edition.entries:
        if entry.source is not None and entry.nivå == "dokument":
            file = pipeline.workspace.root / entry.source.path
            data = file.read_bytes()
            yield file.name, cleaned_copy(data, entry.source.path)[0] if entry.source.notes else data


def _packed(files: Mapping[str, bytes], day: date) -> bytes:
    """A zip file without a clock. PDFs are packed already, and packing differs from machine to machine."""
    target = BytesIO()
    year = min(max(day.year, _FIRST_YEAR), _LAST_YEAR)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, _READABLE  # the same on every system
            package.writestr(entry, data)
    return target.getvalue()
