"""What LibreOffice itself makes of documents, through its own interface (UNO).

Run by a Python that has `uno`, which is seldom the one that the tests run in:
`python writer.py SOFFICE accept FOLDER_IN FOLDER_OUT` accepts all changes in every .docx of a folder;
`python writer.py SOFFICE edit FILE_IN FILE_OUT` edits a document as a person does with tracked changes on.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

WORD = "MS Word 2007 XML"
STARTS_WITHIN = 60.0  # seconds


def prop(name: str, value: Any) -> Any:
    return PropertyValue(Name=name, Value=value)


@contextmanager
def office(soffice: str) -> Iterator[Any]:
    """A LibreOffice of its own, with its own profile; ended at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        pipe = f"dok{Path(folder).name}"
        profile = (Path(folder) / "profile").as_uri()
        accept = f"--accept=pipe,name={pipe};urp;"
        quiet = ["--headless", "--invisible", "--norestore", "--nologo", "--nodefault"]
        command = [soffice, *quiet, f"-env:UserInstallation={profile}", accept]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield connected(pipe)
        finally:
            process.terminate()
            process.wait()


def connected(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def service(context: Any, name: str) -> Any:
    return context.ServiceManager.createInstanceWithContext(name, context)


@contextmanager
def saved(document: Any, target: Path) -> Iterator[Any]:
    """An open document, saved as Word's when done."""
    try:
        yield document
        document.storeToURL(target.resolve().as_uri(), (prop("FilterName", WORD),))
    finally:
        document.close(True)


def accept(context: Any, source: Path, target: Path) -> None:
    """Accept all in a window, which the command needs; none of the documents has comments (see `edit`)."""
    dispatcher = service(context, "com.sun.star.frame.DispatchHelper")
    desktop = service(context, "com.sun.star.frame.Desktop")
    for file in sorted(source.glob("*.docx")):
        opened = desktop.loadComponentFromURL(file.resolve().as_uri(), "_blank", 0, (prop("Hidden", True),))
        with saved(opened, target / file.name) as document:
            frame = document.CurrentController.Frame
            dispatcher.executeDispatch(frame, ".uno:AcceptAllTrackedChanges", "", 0, ())


def edit(context: Any, source: Path, target: Path) -> None:
    """Put text in, take a word and a whole paragraph out, leave a comment, and hide something.

    Without a window: a LibreOffice without its user interface (Debian's «nogui») ends when it is to show a
    comment.
    """
    loaded = service(context, "com.sun.star.text.TextDocument")
    loaded.load((prop("URL", source.resolve().as_uri()), prop("FilterName", WORD), prop("Hidden", True)))
    with saved(loaded, target) as document:
        document.RecordChanges = True
        text = document.Text
        text.insertString(text.End, " Satt inn av LibreOffice.", False)
        paragraphs = [block for block in text if block.supportsService("com.sun.star.text.Paragraph")]
        plain = [block for block in paragraphs if len(block.String.split()) > 2]
        word = text.createTextCursorByRange(plain[0].Start)
        word.gotoEndOfWord(True)
        word.String = ""
        whole = text.createTextCursorByRange(plain[-2].Start)
        whole.gotoRange(plain[-1].Start, True)
        whole.String = ""
        comment = document.createInstance("com.sun.star.text.textfield.Annotation")
        comment.Author, comment.Content = "Ola Hansen", "Stemmer dette?"
        text.insertTextContent(plain[1].Start, comment, False)
        document.RecordChanges = False
        hidden = text.createTextCursorByRange(plain[2].Start)
        hidden.gotoEndOfWord(True)
        hidden.CharHidden = True


if __name__ == "__main__":
    _, program, what, given, wanted = sys.argv
    with office(program) as running:
        {"accept": accept, "edit": edit}[what](running, Path(given), Path(wanted))
