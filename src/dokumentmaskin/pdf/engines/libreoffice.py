"""The second engine: LibreOffice, when it is installed.

Each conversion has its own profile folder, so that a LibreOffice that the person has open is left
alone, and its own time limit. LibreOffice can fail with exit code 0, so the file decides. The documents
may be anyone's: in that profile no macro runs, no link is updated and nothing is fetched from the net.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from dokumentmaskin.errors import EngineError, Problem
from dokumentmaskin.pdf.engines.officecopy import office_copy
from dokumentmaskin.word import DamagedError

_TIMEOUT = 120.0  # seconds; a start takes one or two, a long document ten
# https://help.libreoffice.org/latest/en-US/text/shared/guide/pdf_params.html. If links were not relative, one
# to the paper beside would lead into the folder of the conversion.
_FILTER = (
    'pdf:{name}:{{"SelectPdfVersion":{{"type":"long","value":"2"}},'
    '"PDFUACompliance":{{"type":"boolean","value":"true"}},'
    '"UseTaggedPDF":{{"type":"boolean","value":"true"}},'
    '"ExportBookmarks":{{"type":"boolean","value":"true"}},'
    '"ExportLinksRelativeFsys":{{"type":"boolean","value":"true"}},'
    '"ExportHiddenSlides":{{"type":"boolean","value":"false"}},'
    '"ExportNotes":{{"type":"boolean","value":"false"}},'
    '"ExportNotesPages":{{"type":"boolean","value":"false"}}}}'
)
WRITER, CALC, IMPRESS = "writer_pdf_Export", "calc_pdf_Export", "impress_pdf_Export"
# Settings of the profile, by the names of LibreOffice's registry (officecfg/registry/schema). «Never» is 0
# in Writer and 1 in Calc; the proxy leads nowhere, for what may ask the net all the same.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
)
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}</oor:items>\n'
)
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>\n"
)
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/usr/lib/libreoffice/program/soffice",
)
_ADVICE = "Åpne dokumentet i LibreOffice og se om det er helt, eller bruk motoren «innebygd»."


@cache
def find_soffice() -> str | None:
    """Return the path of LibreOffice's program, None when it is not installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


@dataclass(frozen=True, slots=True)
class LibreOfficeEngine:
    """Converts with an installed LibreOffice.

    Attributes:
        program: The path of `soffice`.
        timeout: Seconds before a conversion is given up.
    """

    program: str
    timeout: float = _TIMEOUT
    name: Final = "libreoffice"

    def convert(self, docx: bytes) -> bytes:
        """Return the tagged PDF/A-2b of a .docx; see `Engine`."""
        try:
            copy = office_copy(docx)
        except DamagedError as error:
            raise EngineError(_failure("Word-dokumentet er skadet.")) from error
        return self.convert_file(copy, ".docx", WRITER)

    def convert_file(self, data: bytes, suffix: str, export: str) -> bytes:
        """Return the tagged PDF/A-2b of an office file: text, spreadsheet or presentation.

        Args:
            data: The bytes of the file.
            suffix: What its name ends in.
            export: The filter to export it with: `WRITER`, `CALC` or `IMPRESS`.

        Raises:
            EngineError: LibreOffice could not make a PDF of it.
        """
        pdf, said = self._converted(data, suffix, _FILTER.format(name=export), ".pdf")
        if not pdf.startswith(b"%PDF-"):
            raise EngineError(_failure(f"LibreOffice laget ingen PDF. {said}".strip()))
        return pdf

    def flat_sheets(self, data: bytes, suffix: str) -> bytes:
        """Return a spreadsheet as one XML file (flat OpenDocument).

        Args:
            data: The bytes of the file.
            suffix: What its name ends in.

        Raises:
            EngineError: LibreOffice could not read it.
        """
        flat, said = self._converted(data, suffix, "fods", ".fods")
        if not flat:
            raise EngineError(_failure(f"LibreOffice kunne ikke lese regnearket. {said}".strip()))
        return flat

    def _converted(self, data: bytes, suffix: str, export: str, ending: str) -> tuple[bytes, str]:
        """What LibreOffice makes of a file, empty for nothing, and what it complained of."""
        with tempfile.TemporaryDirectory(prefix="dok-", ignore_cleanup_errors=True) as folder:
            source = Path(folder, "dokument").with_suffix(suffix)
            source.write_bytes(data)
            said = self._run(source, export)
            made = source.with_suffix(ending)
            return made.read_bytes() if made.is_file() and made != source else b"", said

    def _run(self, source: Path, export: str) -> str:
        """Run the conversion in the source's folder; return what LibreOffice complained of."""
        log = source.with_suffix(".log")
        profile = _new_profile(source.parent)
        options = ["--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
        target = ["--convert-to", export, "--outdir", str(source.parent), str(source)]
        with log.open("wb") as stream:
            try:
                process = subprocess.Popen(
                    [self.program, *options, *target],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=stream,
                    start_new_session=True,
                )
            except OSError as error:
                raise EngineError(_failure(f"LibreOffice kan ikke startes ({error}).")) from error
            self._wait(process)
        said = log.read_text("utf-8", "replace")
        for folder in (source.parent.as_uri(), str(source.parent)):  # which nobody has heard of
            said = said.replace(f"{folder}/", "").replace(f"{folder}{os.sep}", "").replace(folder, "")
        # It complains of a missing Java, which no conversion needs.
        return "\n".join(line for line in said.splitlines() if "javaldx" not in line).strip()[-300:]

    def _wait(self, process: "subprocess.Popen[bytes]") -> None:
        try:
            process.wait(self.timeout)
        except subprocess.TimeoutExpired:
            cause = f"LibreOffice ble ikke ferdig på {self.timeout:.0f} sekunder."
            raise EngineError(_failure(cause)) from None
        finally:
            # Also when the person interrupts: soffice starts a child that outlives it.
            _kill_tree(process)


def _new_profile(folder: Path) -> Path:
    """Return a new profile folder whose settings keep the document from running or fetching anything."""
    profile = folder / "profil"
    (profile / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(_REGISTRY.format(items=items), "utf-8")
    return profile


def _kill_tree(process: "subprocess.Popen[bytes]") -> None:
    """End the process and all that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            end = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(end, check=False, capture_output=True)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _failure(cause: str) -> Problem:
    return Problem("pdf-motor-feilet", cause, _ADVICE)
