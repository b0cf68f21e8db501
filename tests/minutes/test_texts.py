"""The texts of a case: word for word as they are seen, or asked about."""

import copy
import re
from datetime import date

import pytest

from dokumentmaskin.minutes.notes import short
from dokumentmaskin.minutes.reading import read_minutes
from tests.minutes.finished import MEETING, PATH, Read, all_prompts, case, complete, skeleton, told
from tests.minutes.word_edits import (
    W,
    WordEdit,
    like,
    run_of,
    styled,
    typed,
)


def test_hyphens_spaces_and_fields_are_as_they_are_seen(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.write("Sak 5: konklusjon", "Kl.\xa009.00: sam\xadarbeid\u200b og  «ro»")
    paragraph = edit.control("Sak 5: konklusjon").find(f".//{W}p")
    for kind, child in (("begin", None), ("", "PAGEREF x"), ("separate", None), ("", "12"), ("end", None)):
        run = run_of(child or "")
        if kind:
            run.clear()
            mark = run.makeelement(W + "fldChar", {W + "fldCharType": kind})
            run.append(mark)
        elif child == "PAGEREF x":
            run.find(W + "t").tag = W + "instrText"
        paragraph.append(run)
    hyphen = run_of(" e")
    hyphen.append(hyphen.makeelement(W + "noBreakHyphen"))
    hyphen.append(hyphen.makeelement(W + "softHyphen"))
    paragraph.append(hyphen)
    paragraph.append(run_of("post"))
    assert case(read(edit), "5").konklusjon == "Kl. 09.00: samarbeid og «ro»12 e-post"


def test_hidden_text_is_asked_about_and_never_read(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.write("Sak 5: konklusjon", "Ja.")
    paragraph = edit.control("Sak 5: konklusjon").find(f".//{W}p")
    hidden = run_of("Nei.")
    hidden.insert(0, hidden.makeelement(W + "rPr"))
    hidden[0].append(hidden.makeelement(W + "vanish"))
    paragraph.append(hidden)
    found = read(edit)
    assert told(found) == [("ulest-innhold", "Sak 5 › Konklusjon")]
    assert "«Ja. Nei.»" in found.problems[0].message
    assert case(found, "5").konklusjon == ""


@pytest.mark.parametrize("name", ["strike", "dstrike"])
def test_words_that_are_struck_through_are_asked_about(name: str, edit: WordEdit, read: Read) -> None:
    complete(edit)
    for place in (edit.control("Sak 4: konklusjon"), edit.control("Gjester"), edit.rows(1)[0]):
        run = next(place.iter(W + "r"))
        if run.find(W + "rPr") is None:
            run.insert(0, run.makeelement(W + "rPr"))
        run.find(W + "rPr").append(run.makeelement(W + name))
    found = read(edit)
    assert told(found) == [
        ("ulest-innhold", "Gjester"),
        ("ulest-innhold", "Sak 4 › Konklusjon"),
        ("ulest-innhold", "Oppfølging, rad 1"),
    ]
    assert {p.advice for p in found.problems} == {"Slett det som er strøket over, eller ta bort streken."}
    assert (found.record.gjester, case(found, "4").konklusjon, len(found.record.oppfølging)) == ("", "", 1)


def test_words_in_a_text_box_are_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    drawing = run_of("")
    drawing.clear()
    box = drawing.makeelement(W + "pict")
    content = box.makeelement(W + "txbxContent")
    content.append(styled("Normal", "I boksen."))
    box.append(content)
    drawing.append(box)
    edit.control("Sak 4: konklusjon").find(f".//{W}p").append(drawing)
    assert told(read(edit)) == [("ulest-innhold", "Sak 4 › Konklusjon")]


def test_words_that_a_text_cannot_hold_are_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    table = copy.deepcopy(edit.table(1))
    for cell in table.iter(W + "tc"):
        for paragraph in cell.findall(W + "p"):
            cell.replace(paragraph, styled("Normal", "tall"))
    edit.control("Sak 4: kort referat").addnext(table)
    edit.write("Sak 5: konklusjon", "Se noten.")
    note = run_of("")
    note.append(note.makeelement(W + "footnoteReference", {W + "id": "2"}))
    edit.control("Sak 5: konklusjon").find(f".//{W}p").append(note)
    edit.write("Sak 6: konklusjon", "Et \uf0b7 tegn.")
    found = read(edit)
    assert told(found) == [
        ("ulest-innhold", "Sak 4 › Kort referat"),
        ("ulest-innhold", "Sak 5 › Konklusjon"),
        ("ugyldig-tegn", "Sak 6 › Konklusjon"),
    ]
    assert case(found, "4").referat == case(found, "5").konklusjon == case(found, "6").konklusjon == ""


def test_help_text_with_words_beside_it_is_asked_about(edit: WordEdit, read: Read) -> None:
    edit.write("Sak 5: konklusjon", "Skriv hva gruppen konkluderte med. Gruppen sa ja.")
    found = read(edit)
    assert ("hjelpetekst", "Sak 5 › Konklusjon") in told(found)
    assert case(found, "5").konklusjon == ""


@pytest.mark.parametrize(("prompt", "asked"), [("Skriv noe her nå", True), ("Skriv noe her n", False)])
def test_a_short_help_text_may_be_a_persons_own_words(prompt: str, edit: WordEdit, *, asked: bool) -> None:
    complete(edit)
    edit.write("Sak 5: konklusjon", f"{prompt} og mer.")
    found = read_minutes(edit.saved(), PATH, MEETING, skeleton(), all_prompts() | {prompt})
    assert (("hjelpetekst", "Sak 5 › Konklusjon") in told(found)) == asked


@pytest.mark.parametrize("where", ["Sak 2: vedtak", "Sak 3: konklusjon"])
def test_minutes_of_two_meetings_may_be_approved(where: str, edit: WordEdit, read: Read) -> None:
    complete(edit)
    line = edit.control("Sak 2: godkjenning").getparent()
    edit.control(where).addnext(like(line, "Godkjenning: ikke godkjent. Referat fra møtet: 3. desember 2021"))
    found = read(edit)
    assert told(found) == []
    assert {(said.møte, said.utfall) for said in found.record.godkjenning} == {
        (date(2022, 1, 14), "godkjent"),
        (date(2021, 12, 3), "ikke godkjent"),
    }
    assert found.record.godkjente == (date(2022, 1, 14),)


def test_words_under_an_untouched_help_text_are_read(edit: WordEdit, read: Read) -> None:
    edit.control("Sak 5: konklusjon").addnext(styled("Normal", "Gruppen sa ja."))
    assert case(read(edit), "5").konklusjon == "Gruppen sa ja."


def test_words_in_a_place_that_still_says_that_it_shows_help_are_read(edit: WordEdit, read: Read) -> None:
    """A program that knows no help texts leaves the mark when it writes."""
    paragraph = edit.control("Sak 5: konklusjon").find(f".//{W}p")
    for child in paragraph.findall(W + "r"):
        paragraph.remove(child)
    paragraph.extend(typed("Gruppen sa ja."))
    assert case(read(edit), "5").konklusjon == "Gruppen sa ja."


@pytest.mark.parametrize(
    "text",
    ["Vedtatt med åtte mot to stemmer.", "8 for, 2 mot, én avholdende.", "Ja: 8, nei: 2", "Vedtatt (8/2)"],
)
def test_running_text_is_never_a_vote(text: str, edit: WordEdit, read: Read) -> None:
    edit.tick("Oslo kommune: møtt")
    edit.write("Sak 4: konklusjon", text)
    found = read(edit)
    assert ("mulig-votering", "Sak 4 › Konklusjon") in told(found)
    assert (case(found, "4").konklusjon, case(found, "4").voteringer) == (text, ())
    edit.write("Sak 4: votering", "Ingen votering")
    found = read(edit)
    assert ("mulig-votering", "Sak 4 › Konklusjon") not in told(found)
    assert case(found, "4").votering[0].utfall == "ingen votering"


APPROVALS = (
    "Referatet ble foreslått godkjent, men saken tas opp igjen i mai.",
    "Forslaget om å få referatet godkjent falt.",
    "Referatet blir godkjent 20. mai.",
    "Referatet ble godkjent.",
)


@pytest.mark.parametrize("text", APPROVALS)
def test_running_text_is_never_an_approval(text: str, edit: WordEdit, read: Read) -> None:
    edit.tick("Oslo kommune: møtt")
    edit.write("Sak 2: vedtak", text)
    found = read(edit)
    assert ("uten-godkjenning", "Sak 2") in told(found)
    assert (found.record.godkjenning, found.record.godkjente) == ((), ())


def test_a_text_that_is_quoted_in_a_message_is_cut_when_it_is_long() -> None:
    assert short("a" * 120) == "a" * 120
    assert short("a" * 121) == "a" * 120 + " …"
    assert short("a \n" * 61) == "a " * 59 + "a …"


def test_a_heading_that_is_there_twice_with_words_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    conclusion = edit.control("Sak 4: konklusjon")
    conclusion.addnext(styled("Heading3", "Konklusjon"))
    assert told(read(edit)) == []
    conclusion.getnext().addnext(styled("Normal", "Og mer."))
    found = read(edit)
    assert told(found) == [("flere-like", "Sak 4 › Konklusjon")]
    assert case(found, "4").konklusjon == ""


def test_a_list_within_a_list_begins_anew_under_each_item(edit: WordEdit, read: Read) -> None:
    edit.tick("Oslo kommune: møtt")
    edit.write("Sak 4: kort referat", *(f"1. {word}" for word in ("a", "b", "c", "d", "e", "f")))
    number = re.search(
        rb'w:styleId="ListNumber".*?<w:numId w:val="(\d+)"', edit.parts["word/styles.xml"], re.DOTALL
    )
    assert number is not None
    items = edit.control("Sak 4: kort referat").iter(W + "p")
    for item, level in zip(items, "011011", strict=True):
        numbering = item.makeelement(W + "numPr")
        numbering.append(item.makeelement(W + "ilvl", {W + "val": level}))
        numbering.append(item.makeelement(W + "numId", {W + "val": number[1].decode()}))
        item.find(W + "pPr").append(numbering)
    lines = case(read(edit), "4").referat.split("\n")
    assert [line.strip()[-1] for line in lines] == list("abcdef")
    marks = [line[:-1] for line in lines]
    assert marks[0] == "1. "
    assert marks[3] == "2. "
    assert marks[1] == marks[4] != marks[2] == marks[5]
    assert all(mark.startswith("  ") for mark in (*marks[1:3], *marks[4:]))
