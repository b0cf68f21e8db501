"""LibreOffice's own «accept all» for every .docx of a folder, through its interface (UNO).

Run by a Python that has `uno`: `python accept_all.py SOFFICE FOLDER_IN FOLDER_OUT`. None of the documents may
have comments: the command needs a window, which not every LibreOffice can show them in (`Desktop.open`).
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # this Python knows nothing of the project

from tests.roundtrip.writer_driver import WORD, Desktop, address, value


def accept(running: Desktop, source: Path, target: Path) -> None:
    """Open a document, accept all, and save it as Word's."""
    document = running.open(str(source), in_window=True)
    frame = document.CurrentController.Frame
    running.service("com.sun.star.frame.DispatchHelper").executeDispatch(
        frame, ".uno:AcceptAllTrackedChanges", "", 0, ()
    )
    document.storeToURL(address(str(target)), (value("FilterName", WORD),))
    document.close(True)


if __name__ == "__main__":
    _, program, given, wanted = sys.argv
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        desktop = Desktop(program, profile)
        try:
            for file in sorted(Path(given).glob("*.docx")):
                accept(desktop, file, Path(wanted, file.name))
        finally:
            desktop.end()
