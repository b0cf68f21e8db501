"""Every word of edited minutes is found again: printed by dok, a value, a case's text, or told of.

Marks are planted in finished minutes, at XML level as Word writes, wherever a text can stand; and no value
becomes another than it was by it.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from dokumentmaskin.minutes.reading import ReadMinutes, read_minutes
from dokumentmaskin.plan.records.outcome import as_data
from tests.minutes.finished import MEETING, PATH, SAVES, all_prompts, complete, skeleton
from tests.minutes.word_edits import W, WordEdit, run_of, styled, tracked
from tests.profiles import examples

Plant = Callable[[WordEdit, int, str], None]

R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
WORDS: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def nth(edit: WordEdit, tag: str, place: int) -> Any:
    found = list(edit.body.iter(W + tag))
    return found[place % len(found)]


def looked(run: Any, name: str) -> Any:
    look = run.makeelement(W + "rPr")
    look.append(look.makeelement(W + name))
    run.insert(0, look)
    return run


def paragraph_after(edit: WordEdit, place: int, mark: str) -> None:
    styles = ("Normal", "Saksopplysning", "Fakta", "Heading2", "Heading3", "Merknad", "Vedtakstekst")
    nth(edit, "p", place).addnext(styled(styles[place % len(styles)], mark))


def run_in_paragraph(edit: WordEdit, place: int, mark: str) -> None:
    nth(edit, "p", place).append(run_of(f" {mark}"))


def run_in_control(edit: WordEdit, place: int, mark: str) -> None:
    """Also beside an untouched help text, in its look; where there is no control, beside any text."""
    inside = edit.body.find(f".//{W}sdt") is not None
    run = next(nth(edit, "sdt", place).iter(W + "r")) if inside else nth(edit, "r", place)
    new = copy.deepcopy(run)
    for child in [child for child in new if child.tag != W + "rPr"]:
        new.remove(child)
    new.append(run_of(f" {mark}")[0])
    run.addnext(new)


def label(edit: WordEdit, place: int, mark: str) -> None:
    named = [r for r in edit.body.iter(W + "rStyle") if r.get(W + "val") in {"Ledetekst", "Strong"}]
    run = named[place % len(named)].getparent().getparent()
    text = next(run.iter(W + "t"))
    # Another word in its place, but never in that of a word that is looked for.
    text.text = f"{text.text if 'MERKE' in str(text.text) else ''}{mark}:"


def inserted(edit: WordEdit, place: int, mark: str) -> None:
    nth(edit, "p", place).append(tracked("ins", [run_of(mark)]))


def deleted(edit: WordEdit, place: int, mark: str) -> None:
    nth(edit, "p", place).append(tracked("del", [run_of(mark)]))


def hidden(edit: WordEdit, place: int, mark: str) -> None:
    nth(edit, "p", place).append(looked(run_of(mark), "vanish"))


def struck(edit: WordEdit, place: int, mark: str) -> None:
    nth(edit, "p", place).append(looked(run_of(mark), "strike"))


def text_box(edit: WordEdit, place: int, mark: str) -> None:
    run = run_of("")
    inside = run
    for name in ("pict", "txbxContent"):
        inside = etree.SubElement(inside, W + name)
    inside.append(styled("Normal", mark))
    nth(edit, "p", place).append(run)


def formula(edit: WordEdit, place: int, mark: str) -> None:
    math = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
    root = etree.SubElement(nth(edit, "p", place), math + "oMath")
    etree.SubElement(etree.SubElement(root, math + "r"), math + "t").text = mark


def odd_wrapper(edit: WordEdit, place: int, mark: str) -> None:
    """An element that nobody knows."""
    etree.SubElement(nth(edit, "p", place), "{urn:x}odd").append(run_of(mark))


def _part(edit: WordEdit, kind: str) -> Any:
    """The root of the notes or the comments, which is put in the package when it is not there."""
    name = f"word/{kind}.xml"
    if name not in edit.parts:
        root = etree.Element(W + kind, nsmap={"w": W.strip("{}")})
        for file, uri, tag, attributes in (
            ("[Content_Types].xml", TYPES, "Override",
             {"PartName": f"/{name}", "ContentType": f"{WORDS}.{kind}+xml"}),
            ("word/_rels/document.xml.rels", RELATIONS, "Relationship",
             {"Id": f"r{kind}", "Type": f"{R}/{kind}", "Target": f"{kind}.xml"}),
        ):  # fmt: skip
            listed = etree.fromstring(edit.parts[file])
            etree.SubElement(listed, f"{{{uri}}}{tag}", attributes)
            edit.parts[file] = etree.tostring(listed)
    else:
        root = etree.fromstring(edit.parts[name])
    return root


def _noted(edit: WordEdit, place: int, mark: str, kind: str) -> None:
    root, single = _part(edit, kind), kind.removesuffix("s")
    number = str(len(root) + 1)
    note = etree.SubElement(root, W + single, {W + "id": number, W + "author": "Kari"})
    note.append(styled("Normal", mark))
    edit.parts[f"word/{kind}.xml"] = etree.tostring(root)
    run = run_of("")
    run.append(run.makeelement(W + f"{single}Reference", {W + "id": number}))
    if place % 5:  # else nothing leads to it
        nth(edit, "p", place).append(run)


def footnote(edit: WordEdit, place: int, mark: str) -> None:
    _noted(edit, place, mark, "footnotes")


def comment(edit: WordEdit, place: int, mark: str) -> None:
    _noted(edit, place, mark, "comments")


def running(edit: WordEdit, place: int, mark: str) -> None:
    names = sorted(name for name in edit.parts if "header" in name or "footer" in name)
    names = [name for name in names if name.endswith(".xml")]
    name = names[place % len(names)]
    root = etree.fromstring(edit.parts[name])
    next(root.iter(W + "p")).append(run_of(mark))
    edit.parts[name] = etree.tostring(root)


def column(edit: WordEdit, place: int, mark: str) -> None:
    rows = list(nth(edit, "tbl", place).iter(W + "tr"))
    marked = place % min(4, len(rows))
    for number, row in enumerate(rows):
        cell = etree.Element(W + "tc")
        cell.append(styled("Tabelltekst", mark if number == marked else "Merknad" if not number else ""))
        row.insert(place % 3 + 1, cell)


def swapped(edit: WordEdit, place: int, mark: str) -> None:
    rows = list(nth(edit, "tbl", place).iter(W + "tr"))
    for row in rows:
        cells = row.findall(W + "tc")
        cells[place % len(cells)].addprevious(cells[-1])
    run_in_paragraph(edit, place, mark)


def row_above(edit: WordEdit, place: int, mark: str) -> None:
    rows = list(nth(edit, "tbl", place).iter(W + "tr"))
    new = copy.deepcopy(rows[1 % len(rows)])
    next(new.iter(W + "p")).append(run_of(mark))
    rows[0].addprevious(new)


def nested(edit: WordEdit, place: int, mark: str) -> None:
    table = etree.Element(W + "tbl")
    etree.SubElement(etree.SubElement(table, W + "tr"), W + "tc").append(styled("Normal", mark))
    nth(edit, "tc", place).insert(1, table)


def merged(edit: WordEdit, place: int, mark: str) -> None:
    cell = nth(edit, "tc", place)
    look = cell.find(W + "tcPr")
    if look is None:
        look = cell.makeelement(W + "tcPr")
        cell.insert(0, look)
    look.append(look.makeelement(W + "vMerge"))
    cell.find(W + "p").append(run_of(mark))


PLANTS: Final[tuple[Plant, ...]] = (
    paragraph_after, run_in_paragraph, run_in_control, label, inserted, deleted, hidden, struck, text_box,
    formula, odd_wrapper, footnote, comment, running, column, swapped, row_above, nested, merged,
)  # fmt: skip


def lost(found: ReadMinutes, marks: list[str]) -> list[str]:
    said = str(as_data(found.record)) + "".join(f"{p.message} {p.place}" for p in found.problems)
    return [mark for mark in marks if mark not in said]


def placed(found: ReadMinutes, before: ReadMinutes) -> Any:
    """What was read, each row without its delregion as that of its member which it is most like.

    Where the word above the column is not known, the plan says it, or the row is asked about; but only when
    all that stands in the column is told.
    """
    data, known = as_data(found.record), as_data(before.record)["deltakere"]
    told = "".join(problem.message for problem in found.problems)
    for row in data.get("deltakere", []):
        seats = [seat for seat in known if seat["medlem"] == row.get("medlem") and "delregion" not in row]
        if seats and all(seat["delregion"] in told for seat in seats):
            row["delregion"] = max(seats, key=lambda seat: len(seat.items() & row.items()))["delregion"]
    return data


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Each value with its path, a row known by what it is about."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from leaves(value, (*path, name))
    elif isinstance(data, list):
        for row in data:
            known_by = ("delregion", "medlem", "nummer", "hva", "møte")
            about = next((row[key] for key in known_by if key in row), "")
            yield from leaves(row, (*path, about))
    else:
        yield path, data


def wrong(found: ReadMinutes, before: ReadMinutes) -> list[Any]:
    """The values that were not there before, and are not what was planted."""
    known = dict(leaves(as_data(before.record)))
    return [
        (path, value)
        for path, value in leaves(placed(found, before))
        if not _as_before(known.get(path, ""), value) and "MERKE" not in f"{path}{value}"
    ]


def _as_before(before: str, now: str) -> bool:
    """A heading that is put into a text ends it; what follows is told of."""
    return now == before or ("\n" in before and before.startswith(now))


def read(edit: WordEdit) -> ReadMinutes:
    return read_minutes(edit.saved(), PATH, MEETING, skeleton(), all_prompts())


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
@settings(max_examples=examples(20, short=2), deadline=None)
@given(place=st.integers(0, 400), filled=st.booleans())
def test_a_mark_is_found_again(plant: Plant, place: int, *, filled: bool) -> None:
    edit = WordEdit(skeleton())
    if filled:
        complete(edit)
    plant(edit, place, "MERKE1")
    assert lost(read(edit), ["MERKE1"]) == []


@settings(max_examples=examples(60), deadline=None)
@given(
    plants=st.lists(st.tuples(st.sampled_from(PLANTS), st.integers(0, 400)), min_size=1, max_size=6),
    save=st.sampled_from(sorted(SAVES)),
)
@example(plants=[(merged, 0)], save="as it is")  # the word above the delregions is not known
@example(plants=[(merged, 8)], save="as it is")  # a delregion is hidden under that word
@example(plants=[(merged, 16)], save="as it is")  # a delregion is hidden under another
def test_no_word_is_lost_and_no_value_is_wrong_in_edited_minutes(plants: Any, save: str) -> None:
    before = read(complete(WordEdit(skeleton())))
    edit = SAVES[save](complete(WordEdit(skeleton())))
    for number, (plant, place) in enumerate(plants):
        plant(edit, place, f"MERKE{number}X")
    found = read(edit)
    assert lost(found, [f"MERKE{number}X" for number in range(len(plants))]) == []
    assert wrong(found, before) == []
    assert sum(found.accounts.values()) > 0
