"""Drives a real LibreOffice Writer through its UNO API; runs under the Python that LibreOffice brings.

Started as `python writer_driver.py SOFFICE PROFILE`. Reads one JSON object a line from standard input,
`{"source", "target": paths, "author": a name, "picture": a path, "edits": [{"kind", "place", "text",
"target"}, …]}`, and answers each with one line, `{}` or `{"error": …}`. It owns the LibreOffice that it
starts: when its input ends, both end.

The API: https://api.libreoffice.org/docs/idl/ref/ (module com.sun.star.text), and the Developer's Guide,
https://wiki.openoffice.org/wiki/Documentation/DevGuide/Text/Text_Documents.
"""

import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import uno

TRIES = 600
TRY_SECONDS = 0.1  # how long LibreOffice is watched between two tries to reach it
WORD = "MS Word 2007 XML"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HIDDEN_SIGNS = 40
FILLED = ("TextField", "ContentControl")  # Writer 7.4 takes controls for text in as input fields
PARAGRAPH_BREAK = 0  # com.sun.star.text.ControlCharacter
PICTURE_SIZE = 1500  # 1/100 mm


def value(name: str, content: object) -> Any:
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, content
    return made


def address(path: str) -> str:
    return str(uno.systemPathToFileUrl(path))


class Desktop:
    """A LibreOffice of our own, and the connection to it."""

    def __init__(self, soffice: str, profile: str) -> None:
        pipe = f"dok{uuid.uuid4().hex}"
        self.process = subprocess.Popen(
            [
                soffice,
                "--headless",
                "--invisible",
                "--norestore",
                "--nologo",
                "--nodefault",
                f"--accept=pipe,name={pipe};urp;",
                f"-env:UserInstallation={Path(profile).as_uri()}",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            context = self._connected(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except BaseException:
            self.kill()
            raise
        self.services = context.ServiceManager
        self.desktop = self.services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self.context = context

    def _connected(self, url: str) -> Any:
        """Connect as soon as it listens; to wait for it to end is to see at once when it does."""
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
        for _ in range(TRIES):
            try:
                return resolver.resolve(url)
            except Exception as error:
                if not type(error).__name__.endswith("NoConnectException"):
                    raise
            try:
                self.process.wait(TRY_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            break
        raise RuntimeError("LibreOffice took no connection")

    def service(self, name: str) -> Any:
        return self.services.createInstanceWithContext(name, self.context)

    def open(self, path: str, *, in_window: bool) -> Any:
        """Open a document; in a window, which Writer needs for its clipboard, or in none.

        A window cannot show comments where LibreOffice is installed without its user interface (Debian's
        packages with «nogui» lack annotation.ui), and ends the program when it tries.
        """
        how = (value("FilterName", WORD), value("Hidden", True))
        if in_window:
            return self.desktop.loadComponentFromURL(address(path), "_blank", 0, how)
        document = self.service("com.sun.star.text.TextDocument")
        document.load((value("URL", address(path)), *how))
        return document

    def end(self) -> None:
        """End it the way a person does, and by force if it will not."""
        try:
            self.desktop.terminate()
            self.process.wait(10)
        except (uno.RuntimeException, subprocess.TimeoutExpired) as error:
            sys.stderr.write(f"{error}\n")
        finally:
            self.kill()

    def kill(self) -> None:
        """End it with all that it started: soffice starts a child that outlives it."""
        if sys.platform == "win32":
            end = ["taskkill", "/F", "/T", "/PID", str(self.process.pid)]
            subprocess.run(end, check=False, capture_output=True)
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def paragraphs(text: Any, *words: str) -> Iterator[Any]:
    """The paragraphs of a text in order, those of its tables too; of the tables, if given words, those alone.

    Each thing that Writer is asked takes a message to it and back, and a table has hundreds of cells.
    """
    for part in elements(text):
        if not part.supportsService("com.sun.star.text.TextTable"):
            yield part
        elif not words or any(word in str(cell) for row in part.DataArray for cell in row for word in words):
            for name in part.CellNames:
                cell = part.getCellByName(name)
                if not words or any(word in cell.String for word in words):
                    yield from paragraphs(cell, *words)


def elements(container: Any) -> Iterator[Any]:
    listing = container.createEnumeration()
    while listing.hasMoreElements():
        yield listing.nextElement()


class Work:
    """The edits of one document."""

    def __init__(self, desktop: Desktop, document: Any, author: str, picture: str) -> None:
        self.desktop, self.document, self.text = desktop, document, document.Text
        self.author, self.picture = author, picture

    def do(self, kind: str, place: str, text: str, target: str) -> None:
        method: Callable[[str, str, str], None] = getattr(self, f"do_{kind}")
        method(place, text, target)

    # Where -------------------------------------------------------------------------------------------

    def paragraph(self, place: str) -> Any:
        for paragraph in paragraphs(self.text, place):
            if place in paragraph.getString():
                return paragraph
        raise LookupError(f"no paragraph holds «{place}»")

    def words(self, place: str) -> Any:
        """A cursor that has selected the words.

        Steps of a cursor and letters of a string differ by the signs that hold controls and notes.
        """
        paragraph = self.paragraph(place)
        text, at = paragraph.getText(), paragraph.getString().index(place)
        for more in range(HIDDEN_SIGNS):
            cursor = text.createTextCursorByRange(paragraph.getStart())
            cursor.goRight(at + more, False)
            cursor.goRight(len(place), True)
            if cursor.getString() == place:
                return cursor
        raise LookupError(f"the words «{place}» cannot be selected")

    def below(self, paragraph: Any, lines: list[str], **look: Any) -> Any:
        """Type paragraphs behind this one; return a cursor in the last."""
        text = paragraph.getText()
        cursor = text.createTextCursorByRange(paragraph.getEnd())
        for line in lines:
            text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
            cursor.ParaStyleName = "Standard"
            cursor.setPropertyToDefault("CharStyleName")
            for name, content in look.items():
                setattr(cursor, name, content)
            cursor.setString(line)
            cursor.collapseToEnd()
        return cursor

    def table_of(self, place: str) -> tuple[Any, Any]:
        """The table and the cell that hold the words."""
        cell = self.paragraph(place).getText()
        table = getattr(cell, "TextTable", None) or self.words(place).TextTable
        return table, next(n for n in table.getCellNames() if place in table.getCellByName(n).getString())

    def control(self, place: str, shown: str) -> tuple[Any, Any]:
        """The first content control behind the place that shows this text, and its paragraph."""
        reached = False
        for paragraph in paragraphs(self.text, place, shown):
            reached = reached or place in paragraph.getString()
            if reached and shown in paragraph.getString():
                for portion in elements(paragraph):
                    if portion.TextPortionType in FILLED and portion.getString().strip() == shown:
                        return portion, paragraph
        raise LookupError(f"no content control behind «{place}» shows «{shown}»")

    # What --------------------------------------------------------------------------------------------

    def do_sentence(self, place: str, text: str, _: str) -> None:
        self.write(self.words(place).getEnd(), text)

    def write(self, where: Any, text: str) -> None:
        """Type where a range is; the text takes on the look of what stands before it."""
        holder = where.getText()
        holder.insertString(holder.createTextCursorByRange(where), text, False)

    def do_fill(self, place: str, text: str, target: str) -> None:
        """Type over what a content control shows; Writer has each inside one paragraph."""
        portion, paragraph = self.control(place, target)
        first, *rest = text.split("\n")
        if portion.TextPortionType == "TextField":
            portion.TextField.Content = first
        else:
            portion.ContentControl.ShowingPlaceHolder = False
            type_over(portion.ContentControl, first)
            next(elements(portion.ContentControl)).setPropertyToDefault("CharStyleName")
        if rest:
            self.below(paragraph, rest, ParaStyleName=paragraph.ParaStyleName)

    def do_tick(self, place: str, _: str, __: str) -> None:
        """Click the first box in the table row with the place: another sign, in the same look."""
        table, name = self.table_of(place)
        row = name.lstrip(LETTERS)
        cells = (table.getCellByName(n) for n in table.getCellNames() if n.lstrip(LETTERS) == row)
        box = next(c for cell in cells for p in paragraphs(cell) for c in controls(p) if c.Checkbox)
        box.Checked = True
        type_over(box, "\N{BALLOT BOX WITH X}")

    def do_paragraph(self, place: str, text: str, _: str) -> None:
        self.below(self.paragraph(place), [text])

    def do_remove(self, place: str, _: str, __: str) -> None:
        self.paragraph(place).dispose()

    def do_move(self, place: str, _: str, target: str) -> None:
        """Cut and paste, by the clipboard's own means: what is selected goes over as it is."""
        view = self.document.CurrentController
        moved = self.paragraph(place)
        cursor = moved.getText().createTextCursorByRange(moved.getStart())
        cursor.gotoEndOfParagraph(True)
        view.select(cursor)
        cut = view.getTransferable()
        goal = self.below(self.paragraph(target), [""], ParaStyleName=moved.ParaStyleName)
        view.select(goal)
        view.insertTransferable(cut)
        moved.dispose()

    def do_row(self, place: str, text: str, _: str) -> None:
        table, name = self.table_of(place)
        row = int(name.lstrip(LETTERS))  # cells are named A1, B1 …: rows count from 1
        table.Rows.insertByIndex(row, 1)
        for column, content in enumerate(text.split("|")):
            table.getCellByPosition(column, row).setString(content)

    def do_remove_row(self, place: str, _: str, __: str) -> None:
        table, name = self.table_of(place)
        table.Rows.removeByIndex(int(name.lstrip(LETTERS)) - 1, 1)

    def do_cell(self, place: str, text: str, _: str) -> None:
        table, name = self.table_of(place)
        self.write(table.getCellByName(name).getEnd(), text)

    def do_picture(self, place: str, text: str, _: str) -> None:
        provider = self.desktop.service("com.sun.star.graphic.GraphicProvider")
        picture = self.document.createInstance("com.sun.star.text.TextGraphicObject")
        picture.Graphic = provider.queryGraphic((value("URL", address(self.picture)),))
        picture.AnchorType = uno.Enum("com.sun.star.text.TextContentAnchorType", "AS_CHARACTER")
        picture.Title, picture.Description = text, text
        picture.Width = picture.Height = PICTURE_SIZE
        cursor = self.below(self.paragraph(place), [""])
        cursor.getText().insertTextContent(cursor, picture, False)

    def do_comment(self, place: str, text: str, _: str) -> None:
        comment = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        comment.Content, comment.Author = text, self.author
        moment = uno.createUnoStruct("com.sun.star.util.DateTime")
        moment.Year, moment.Month, moment.Day, moment.Hours = 2022, 3, 14, 10
        comment.DateTimeValue = moment
        words = self.words(place)
        words.getText().insertTextContent(words, comment, True)

    def do_tracked(self, place: str, text: str, target: str) -> None:
        self.document.RecordChanges = True
        self.write(self.words(place).getEnd(), text)
        self.words(target).setString("")
        self.document.RecordChanges = False

    def do_bold(self, place: str, _: str, __: str) -> None:
        self.words(place).CharWeight = 150.0

    def do_style(self, place: str, text: str, _: str) -> None:
        styles = self.document.StyleFamilies.getByName("ParagraphStyles").ElementNames
        named = next(style for style in styles if style.lower() == text.lower())
        self.paragraph(place).ParaStyleName = named

    def do_footnote(self, place: str, text: str, _: str) -> None:
        note = self.document.createInstance("com.sun.star.text.Footnote")
        end = self.words(place).getEnd()
        end.getText().insertTextContent(end.getText().createTextCursorByRange(end), note, False)
        note.setString(text)

    def do_table(self, place: str, text: str, _: str) -> None:
        rows = [line.split("|") for line in text.split("\n")]
        table = self.document.createInstance("com.sun.star.text.TextTable")
        table.initialize(len(rows), len(rows[0]))
        cursor = self.below(self.paragraph(place), [""])
        cursor.getText().insertTextContent(cursor, table, False)
        for row, cells in enumerate(rows):
            for column, content in enumerate(cells):
                table.getCellByPosition(column, row).setString(content)

    def do_list(self, place: str, text: str, _: str) -> None:
        self.below(self.paragraph(place), text.split("\n"), NumberingStyleName="List 1")

    def do_footer(self, _: str, text: str, __: str) -> None:
        styles = self.document.StyleFamilies.getByName("PageStyles")
        all_of_them = (styles.getByName(name) for name in styles.ElementNames)
        page = next(style for style in all_of_them if style.FooterIsOn)
        self.write(page.FooterText.getEnd(), text)


def type_over(control: Any, text: str) -> None:
    """Put a text in a content control, in the look of what was there: in first, and then the old out."""
    old = "".join(portion.getString() for portion in elements(control))
    control.createTextCursor().setString(text)
    cursor = control.createTextCursor()
    cursor.gotoStart(False)
    cursor.goRight(len(text), False)
    cursor.goRight(len(old), True)
    cursor.setString("")


def controls(paragraph: Any) -> list[Any]:
    """The content controls in a paragraph."""
    return [p.ContentControl for p in elements(paragraph) if p.TextPortionType == "ContentControl"]


def answer(desktop: Desktop, task: dict[str, Any]) -> None:
    edits = task["edits"]
    document = desktop.open(task["source"], in_window=any(edit["kind"] == "move" for edit in edits))
    try:
        work = Work(desktop, document, task["author"], task["picture"])
        for edit in edits:
            work.do(**edit)
        document.storeToURL(address(task["target"]), (value("FilterName", WORD),))
    finally:
        document.close(True)


def say(answer: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main(soffice: str, profile: str) -> None:
    desktop = Desktop(soffice, profile)
    try:
        say({})
        for line in sys.stdin:
            said: dict[str, str] = {}
            try:
                answer(desktop, json.loads(line))
            except Exception as error:  # noqa: BLE001 - the test that asked is told
                said = {"error": f"{type(error).__name__}: {error}"}
            say(said)
    finally:
        desktop.end()


if __name__ == "__main__":
    main(*sys.argv[1:])
