"""What people do in Word, as the XML that Word then holds.

Each method of `WordEdits` does one kind of `Edit`. Where the shape of the XML is a choice of Word's and
not of the standard, the method says what Word does.
"""

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from tests.roundtrip.edits import AUTHOR, Edit, EditError
from tests.roundtrip.package import DOCUMENT, W14, XML_SPACE, Package, new, text_run, w
from tests.roundtrip.word_objects import WordObjects

if TYPE_CHECKING:
    from collections.abc import Callable

MOMENT: Final = "2022-03-14T10:15:00Z"


class WordEdits:
    """The edits of one document, which is changed in place."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.body = package.tree(DOCUMENT)[0]
        self.objects = WordObjects(package)

    def do(self, edit: Edit) -> None:
        method: Callable[[Edit], None] = getattr(self, f"do_{edit.kind}")
        method(edit)

    # Where -------------------------------------------------------------------------------------------

    def paragraph(self, place: str) -> Any:
        for paragraph in self.body.iter(w("p")):
            if place in words_of(paragraph):
                return paragraph
        raise EditError(f"no paragraph holds «{place}»")

    def words(self, place: str) -> list[Any]:
        """The runs that hold just these words; runs are split where the words begin and end."""
        paragraph = self.paragraph(place)
        start = words_of(paragraph).index(place)
        cut(paragraph, start)
        cut(paragraph, start + len(place))
        position, found = 0, []
        for run in runs_of(paragraph):
            if start <= position < start + len(place) and words_of_run(run):
                found.append(run)
            position += len(words_of_run(run))
        return found

    def control(self, place: str, shown: str) -> Any:
        reached = False
        for element in self.body.iter(w("p"), w("sdt")):
            if element.tag == w("p"):
                reached = reached or place in words_of(element)
            if reached and element.tag == w("sdt") and words_of(element) == shown:
                return element
            if reached and element.tag == w("p"):
                block = next(element.iterancestors(w("sdt")), None)
                if block is not None and words_of(block) == shown:
                    return block
        raise EditError(f"no content control behind «{place}» shows «{shown}»")

    def row_of(self, place: str) -> Any:
        return next(self.paragraph(place).iterancestors(w("tr")))

    # What --------------------------------------------------------------------------------------------

    def do_sentence(self, edit: Edit) -> None:
        """Typed text takes on the look of the run before it."""
        last = self.words(edit.place)[-1]
        last.addnext(text_run(edit.text, last.find(w("rPr"))))

    def do_fill(self, edit: Edit) -> None:
        """Word takes away w:showingPlcHdr and the placeholder's character style (ECMA-376 §17.5.2.39)."""
        control = self.control(edit.place, edit.target)
        for mark in control.findall(f"{w('sdtPr')}/{w('showingPlcHdr')}"):
            mark.getparent().remove(mark)
        content = control.find(w("sdtContent"))
        lines = edit.text.split("\n")
        model = content.find(w("p"))
        if model is None:
            content[:] = [text_run(" ".join(lines))]
            return
        content[:] = [_like(model, line) for line in lines]

    def do_tick(self, edit: Edit) -> None:
        """Word sets w14:checked and swaps the sign ([MS-DOCX] 2.6.1.6)."""
        box = next(self.row_of(edit.place).iter(f"{{{W14}}}checkbox"))
        box.find(f"{{{W14}}}checked").set(f"{{{W14}}}val", "1")
        sign = next(next(box.iterancestors(w("sdt"))).iter(w("t")))
        sign.text = "\N{BALLOT BOX WITH X}"

    def paragraph_after(self, place: str, paragraph: Any) -> None:
        self.paragraph(place).addnext(paragraph)

    def do_paragraph(self, edit: Edit) -> None:
        """Enter at the end of a paragraph: the new one gets the style that follows, here always Normal."""
        self.paragraph_after(edit.place, new("p", text_run(edit.text)))

    def do_remove(self, edit: Edit) -> None:
        """A cell, a content control and the body must hold a paragraph: the last one is emptied only."""
        remove_paragraph(self.paragraph(edit.place))

    def do_move(self, edit: Edit) -> None:
        moved = deepcopy(self.paragraph(edit.place))
        remove_paragraph(self.paragraph(edit.place))
        self.paragraph_after(edit.target, moved)

    def do_row(self, edit: Edit) -> None:
        """Word copies the row's and the paragraphs' properties; content controls do not come along."""
        model = self.row_of(edit.place)
        added = deepcopy(model)
        texts = edit.text.split("|")
        for cell in added.iter(w("tc")):
            paragraph = _like(next(cell.iter(w("p"))), texts.pop(0) if texts else "")
            for content in cell.findall("*"):
                if content.tag != w("tcPr"):
                    cell.remove(content)
            cell.append(paragraph)
        model.addnext(added)

    def do_remove_row(self, edit: Edit) -> None:
        row = self.row_of(edit.place)
        row.getparent().remove(row)

    def do_cell(self, edit: Edit) -> None:
        cell = next(self.paragraph(edit.place).iterancestors(w("tc")))
        run = runs_of(list(cell.iter(w("p")))[-1])[-1]
        run.addnext(text_run(edit.text, run.find(w("rPr"))))

    def do_bold(self, edit: Edit) -> None:
        for run in self.words(edit.place):
            look = run.find(w("rPr"))
            if look is None:
                look = new("rPr")
                run.insert(0, look)
            first = 1 if look.find(w("rStyle")) is not None else 0
            look[first:first] = [new("b"), new("bCs")]

    def do_style(self, edit: Edit) -> None:
        paragraph = self.paragraph(edit.place)
        set_style(paragraph, self.objects.style(edit.text))

    def do_tracked(self, edit: Edit) -> None:
        """Word marks runs as w:ins and w:del, and renames w:t to w:delText (ECMA-376 §17.13.5)."""
        self.words(edit.place)[-1].addnext(self._change("ins", 901, [text_run(edit.text)]))
        runs = self.words(edit.target)
        change = self._change("del", 902, [])
        runs[0].addprevious(change)
        change.extend(runs)
        for text in change.iter(w("t")):
            text.tag = w("delText")

    def _change(self, kind: str, number: int, runs: list[Any]) -> Any:
        return new(kind, *runs, id=str(number), author=AUTHOR, date=MOMENT)

    def do_footer(self, edit: Edit) -> None:
        part = self.package.related("footer")
        if part is None:
            raise EditError("the document has no footer")
        run = runs_of(self.package.tree(part))[-1]
        run.addnext(text_run(edit.text, run.find(w("rPr"))))

    # What needs parts of its own ----------------------------------------------------------------------

    def do_comment(self, edit: Edit) -> None:
        self.objects.comment(self.words(edit.place), edit.text, MOMENT)

    def do_footnote(self, edit: Edit) -> None:
        self.words(edit.place)[-1].addnext(self.objects.footnote(edit.text))

    def do_picture(self, edit: Edit) -> None:
        self.paragraph_after(edit.place, new("p", self.objects.picture(edit.text)))

    def do_table(self, edit: Edit) -> None:
        rows = [line.split("|") for line in edit.text.split("\n")]
        self.paragraph_after(edit.place, self.objects.table(rows))

    def do_list(self, edit: Edit) -> None:
        for line in reversed(edit.text.split("\n")):
            self.paragraph_after(edit.place, self.objects.list_item(line))


def runs_of(element: Any) -> list[Any]:
    """The runs of a paragraph that show text, in order; not those of text boxes in it."""
    return [run for run in element.iter(w("r")) if run.find(w("t")) is not None]


def words_of_run(run: Any) -> str:
    return "".join(text.text or "" for text in run.findall(w("t")))


def words_of(element: Any) -> str:
    return "".join(map(words_of_run, runs_of(element)))


def cut(paragraph: Any, at: int) -> None:
    """Split the run that has this position inside it."""
    position = 0
    for run in runs_of(paragraph):
        length = len(words_of_run(run))
        if position < at < position + length:
            split(run, at - position)
            return
        position += length


def split(run: Any, at: int) -> None:
    """Split a run at a letter into two with the same properties."""
    second = new("r")
    second.attrib.update(run.attrib)
    seen = 0
    for piece in list(run):
        text = (piece.text or "") if piece.tag == w("t") else ""
        if piece.tag == w("rPr"):
            second.append(deepcopy(piece))
        elif seen >= at:
            second.append(piece)
        elif seen + len(text) > at:
            rest = deepcopy(piece)
            second.append(rest)
            piece.text, rest.text = text[: at - seen], text[at - seen :]
            for half in (piece, rest):
                half.set(XML_SPACE, "preserve")
        seen += len(text)
    run.addnext(second)


def remove_paragraph(paragraph: Any) -> None:
    holder = paragraph.getparent()
    needed = {w("tc"), w("sdtContent"), w("body")}
    if holder.tag in needed and len(holder.findall(w("p"))) == 1:
        for content in paragraph.findall("*"):
            if content.tag != w("pPr"):
                paragraph.remove(content)
        return
    holder.remove(paragraph)


def set_style(paragraph: Any, style: str) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = new("pPr")
        paragraph.insert(0, properties)
    for old in properties.findall(w("pStyle")):
        properties.remove(old)
    properties.insert(0, new("pStyle", val=style))


def _like(model: Any, text: str) -> Any:
    """A paragraph with the properties of another and one run of plain text."""
    paragraph = new("p")
    if (properties := model.find(w("pPr"))) is not None:
        paragraph.append(deepcopy(properties))
    if text:
        paragraph.append(text_run(text))
    return paragraph
