"""Content controls: the places that a person fills in, each with a name a screen reader can say.

None has a `w:id`: Word gives each its own when it opens the file, and a control that a template
repeats would otherwise be there twice with the same id.
"""

from collections.abc import Iterable

from layout.blocks import paragraph, run
from layout.measures import SYMBOLS
from layout.xml import Node, w, w14


def _properties(title: str, tag: str, *rest: Node) -> Node:
    return w("sdtPr", w("alias", val=title), w("tag", val=tag), *rest)


def _control(properties: Node, content: Iterable[Node]) -> Node:
    return w("sdt", properties, w("sdtContent", *content))


def _line(title: str, tag: str, prompt: str, kind: Node) -> Node:
    properties = _properties(title, tag, w("showingPlcHdr"), kind)
    return _control(properties, [run(prompt, "PlaceholderText")])


def text_line(title: str, tag: str, prompt: str) -> Node:
    """Return a control for one line of text."""
    return _line(title, tag, prompt, w("text"))


def date_line(title: str, tag: str, prompt: str, language: str) -> Node:
    """Return a control in which Word offers a calendar."""
    return _line(title, tag, prompt, _calendar(language))


def choice_line(title: str, tag: str, prompt: str, choices: Iterable[str]) -> Node:
    """Return a control that offers some words, and takes others too."""
    return _line(title, tag, prompt, _choices(choices))


def filled_line(title: str, tag: str, text: str) -> Node:
    """Return a control for one line that is filled in already and can be changed."""
    return _control(_properties(title, tag, w("text")), [run(text)])


def filled_date(title: str, tag: str, text: str, language: str) -> Node:
    """Return the same for a date, written as 25.03.2022."""
    return _control(_properties(title, tag, _calendar(language)), [run(text)])


def filled_choice(title: str, tag: str, text: str, choices: Iterable[str]) -> Node:
    """Return the same for a choice."""
    return _control(_properties(title, tag, _choices(choices)), [run(text)])


def _calendar(language: str) -> Node:
    return w(
        "date",
        w("dateFormat", val="dd.MM.yyyy"),
        w("lid", val=language),
        w("storeMappedDataAs", val="date"),
        w("calendar", val="gregorian"),
    )


def _choices(choices: Iterable[str]) -> Node:
    return w("comboBox", *(w("listItem", displayText=choice, value=choice) for choice in choices))


def text_area(title: str, tag: str, style: str, prompt: str) -> Node:
    """Return a control for several paragraphs and lists."""
    inside = paragraph(style, run(prompt, "PlaceholderText"))
    return _control(_properties(title, tag, w("showingPlcHdr")), [inside])


def checkbox(title: str, tag: str) -> Node:
    """Return a box that is ticked by a click; its symbol is alone in its run."""
    states = (
        w14("checked", val=0),
        w14("checkedState", val="2612", font=SYMBOLS),
        w14("uncheckedState", val="2610", font=SYMBOLS),
    )
    fonts = w("rFonts", ascii=SYMBOLS, hAnsi=SYMBOLS, eastAsia=SYMBOLS, hint="eastAsia")
    symbol = w("r", w("rPr", w("rStyle", val="Avkryssingsboks"), fonts), w("t", "☐"))
    return _control(_properties(title, tag, w14("checkbox", *states)), [symbol])
