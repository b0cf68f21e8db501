"""Minutes read back: what survives editing in Word, and what is asked about instead of guessed."""

import copy
import re
from collections.abc import Callable
from datetime import date, time
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dokumentmaskin.document.context import meeting_context
from dokumentmaskin.document.render import render
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.errors import PlanError
from dokumentmaskin.minutes.reading import ReadMinutes, read_minutes, template_prompts
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.meetings import find_meeting
from dokumentmaskin.plan.records.minutes_file import Oppfølgingspunkt, Referatsak
from dokumentmaskin.workspace import Workspace
from tests.conftest import REPOSITORY
from tests.minutes.word_edits import (
    W14,
    W,
    WordEdit,
    each_save,
    like,
    run_of,
    styled,
    tracked,
    typed,
)

MEETING: Final = date(2022, 3, 11)
PATH: Final = "output/referat.docx"
SAVES: Final = dict(each_save())
every_save = pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
Save = Callable[[WordEdit], WordEdit]


@cache
def skeleton(language: str = "bokmål") -> bytes:
    """The minutes of the real meeting as dok writes them."""
    plan = load_plan(Workspace(REPOSITORY))
    plan = type(plan)(plan.organisasjon.model_copy(update={"målform": language}), plan.medlemmer, plan.år)
    template = REPOSITORY / "templates" / plan.språk.mappe / "referat.docx"
    marks = Marks()
    møte = find_meeting(plan, "2022-03-11")
    context = meeting_context(plan, møte, plan.språk.referat, marks)
    return render(template.read_bytes(), "referat.docx", context, marks, MEETING)


@cache
def all_prompts() -> frozenset[str]:
    """The help texts of both templates."""
    files = (REPOSITORY / "templates").glob("*/referat.docx")
    return frozenset[str]().union(*(template_prompts(f.read_bytes(), f.name) for f in files))


@pytest.fixture
def edit() -> WordEdit:
    return WordEdit(skeleton())


@pytest.fixture
def read() -> Callable[[WordEdit | bytes], ReadMinutes]:
    def back(edited: WordEdit | bytes) -> ReadMinutes:
        data = edited if isinstance(edited, bytes) else edited.saved()
        return read_minutes(data, PATH, MEETING, all_prompts())

    return back


Read = Callable[[WordEdit | bytes], ReadMinutes]


def case(read_: ReadMinutes, number: str) -> Referatsak:
    return next(found for found in read_.record.saker if found.nummer == number)


def told(read_: ReadMinutes) -> list[tuple[str, str]]:
    """What is asked about, and where."""
    assert all(problem.advice and problem.message for problem in read_.problems)
    assert {p.place.path for p in read_.problems if p.place} <= {PATH}
    return [(problem.code, problem.place.field if problem.place else "") for problem in read_.problems]


def complete(edit: WordEdit) -> WordEdit:
    """The minutes as a secretary finishes them."""
    edit.write("Møtet startet", "09.02")
    edit.write("Møtet sluttet", "kl. 11.20")
    edit.write("Observatører", "ingen")
    edit.write("Gjester", "Åse Øst, Oslo")
    for row in edit.rows(0):
        region = "".join(t.text for t in next(row.iter(W + "tc")).iter(W + "t"))
        kind = {"Hadelandsregionen": "forfall", "Hamarregionen": "vara møtte"}.get(region, "møtt")
        edit.tick(f"{region}: {kind}")
    edit.write("Sak 2: vedtak", "Referatet ble godkjent.")
    edit.write(
        "Sak 4: kort referat",
        "Gruppen drøftet:",
        "1. målgrupper",
        "1. næringsmiljøer",
        "Noen ønsket:",
        "- helse",
        "- energi",
        "Første linje\nandre linje",
    )
    edit.write("Sak 4: konklusjon", "Sekretariatet går videre. 8 for, 2 mot.")
    edit.point(0, "Sende ut skissen", "sekretariatet", "1. april 2022", "Ikke startet", "4")
    edit.point(1, "Melde inn miljøer", "alle", "innen 25. mars", "Ferdig", "sak 5 · 14. januar")
    return edit


ACCOUNT: Final = (
    "Gruppen drøftet:\n\n1. målgrupper\n2. næringsmiljøer\n\nNoen ønsket:\n\n- helse\n- energi\n\n"
    "Første linje\nandre linje"
)


def assert_complete(found: ReadMinutes) -> None:
    """Everything in complete minutes, and no question."""
    minutes = found.record
    assert told(found) == []
    assert (minutes.startet, minutes.sluttet) == (time(9, 2), time(11, 20))
    assert minutes.møteleder == "leder av faggruppen (eksempel)"
    assert (minutes.observatører, minutes.gjester, minutes.fra_sekretariatet) == (
        "ingen",
        "Åse Øst, Oslo",
        "",
    )
    attended = {row.delregion: row.møtte for row in minutes.deltakere}
    assert len(attended) == 16
    assert attended.pop("Hadelandsregionen") == "ingen"
    assert attended.pop("Hamarregionen") == "vara"
    assert set(attended.values()) == {"medlem"}
    assert minutes.deltakere[0].vara == "vara for næringssjef (eksempel)"
    assert [c.nummer for c in minutes.saker] == ["1", "2", "3", "4", "5", "6", "7"]
    assert case(found, "1") == Referatsak(nummer="1", tittel="Godkjenning av innkalling og saksliste")
    assert case(found, "4").referat == ACCOUNT
    assert case(found, "4").konklusjon == "Sekretariatet går videre. 8 for, 2 mot."
    votes = case(found, "4").stemmer
    assert votes is not None
    assert (votes.for_, votes.mot) == (8, 2)
    assert minutes.godkjenner == date(2022, 1, 14)
    assert minutes.oppfølging == (
        point(hva="Sende ut skissen", hvem="sekretariatet", frist="2022-04-01", sak="4"),
        point(
            hva="Melde inn miljøer",
            hvem="alle",
            frist="2022-03-25",
            status="lukket",
            sak="5",
            møte="2022-01-14",
        ),
    )


def point(**data: str) -> Oppfølgingspunkt:
    return Oppfølgingspunkt.model_validate(data)


@every_save
@pytest.mark.parametrize("language", ["bokmål", "nynorsk"])
def test_the_untouched_skeleton_is_not_written(language: str, save: Save, read: Read) -> None:
    found = read(save(WordEdit(skeleton(language))))
    assert told(found) == []
    assert found.written is False
    assert len(found.record.saker) == 7
    assert all(not (c.referat or c.vedtak or c.konklusjon) for c in found.record.saker)
    assert found.record.deltakere == ()
    assert found.record.oppfølging == ()


@every_save
def test_complete_minutes_are_read_whole(save: Save, edit: WordEdit, read: Read) -> None:
    found = read(save(complete(edit)))
    assert found.written is True
    assert_complete(found)


@every_save
def test_nynorsk(save: Save, read: Read) -> None:
    edit = WordEdit(skeleton("nynorsk"))
    edit.write("Møtet starta", "09.00")
    edit.write("Frå sekretariatet", "Liv")
    edit.tick("Oslo kommune: møtt")
    edit.write("Sak 2: vedtak", "Referatet vart godkjent.")
    edit.write("Sak 5: konklusjon", "Gruppa tek saka til orientering.")
    edit.point(0, "Ringje", "Ola", "1. juni 2022", "Ikkje starta", "5")
    found = read(save(edit))
    assert found.record.startet == time(9)
    assert found.record.fra_sekretariatet == "Liv"
    assert [row.møtte for row in found.record.deltakere] == ["medlem"]
    assert found.record.godkjenner == date(2022, 1, 14)
    assert case(found, "5").konklusjon == "Gruppa tek saka til orientering."
    assert found.record.oppfølging == (point(hva="Ringje", hvem="Ola", frist="2022-06-01", sak="5"),)
    assert {code for code, _ in told(found)} == {"uten-kryss"}


# Headings and styles


def test_a_case_that_is_moved_or_added_or_gone_is_read_where_it_stands(edit: WordEdit, read: Read) -> None:
    complete(edit)
    body = edit.body
    seven = edit.heading_of_case("7")
    after = list(seven.itersiblings())
    for new in (styled("Heading2", "Sak 8: Ny sak"), styled("Heading3", "Vedtak"), styled("Normal", "Ja.")):
        seven.addprevious(new)
    six = list(edit.heading_of_case("6").itersiblings())
    for node in [edit.heading_of_case("6"), *six[: six.index(edit.heading_of_case("8"))]]:
        body.remove(node)
    assert after
    found = read(edit)
    assert [c.nummer for c in found.record.saker] == ["1", "2", "3", "4", "5", "8", "7"]
    assert (case(found, "8").tittel, case(found, "8").vedtak) == ("Ny sak", "Ja.")


@pytest.mark.parametrize(
    "words", ["Sak 4 – Ny tittel", "SAK 4. Ny tittel", "Sak nr. 4: Ny  tittel", "Sak\xa04: Ny tittel"]
)
def test_a_case_is_known_by_its_number(words: str, edit: WordEdit, read: Read) -> None:
    complete(edit)
    heading = edit.heading_of_case("4")
    heading.getparent().replace(heading, styled("Heading2", words))
    assert (case(read(edit), "4").tittel, case(read(edit), "4").referat) == ("Ny tittel", ACCOUNT)


def test_a_deeper_heading_belongs_to_the_text(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.parts["word/styles.xml"] = edit.parts["word/styles.xml"].replace(
        b"</w:styles>",
        b'<w:style w:type="paragraph" w:styleId="Mellomtittel"><w:name w:val="Mellomtittel"/>'
        b'<w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style></w:styles>',
    )
    edit.control("Sak 4: kort referat").addnext(styled("Mellomtittel", "Innspill"))
    found = read(edit)
    assert told(found) == []
    assert case(found, "4").referat == f"{ACCOUNT}\n\nInnspill"


@pytest.mark.parametrize("words", ["Vedtak", "Konklusjon:", "Vedtak: Gruppen sier ja."])
def test_what_looks_like_a_heading_is_asked_about(words: str, edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.control("Sak 4: kort referat").addnext(styled("Normal", words))
    found = read(edit)
    assert told(found) == [("uklar-overskrift", "Sak 4 › Kort referat")]
    assert case(found, "4").referat == ""
    assert case(found, "4").konklusjon


def test_a_case_whose_heading_has_lost_its_style_gives_its_text_to_no_other(
    edit: WordEdit, read: Read
) -> None:
    complete(edit)
    edit.write("Sak 5: kort referat", "Fra sak 5.")
    heading = edit.heading_of_case("5")
    heading.getparent().replace(heading, styled("Normal", "Sak 5: Regionalt samarbeid om reiseliv"))
    found = read(edit)
    assert told(found) == [("uklar-overskrift", "Sak 4 › Konklusjon"), ("uklar-overskrift", "Sak 5")]
    assert (case(found, "4").referat, case(found, "4").konklusjon) == (ACCOUNT, "")
    assert "5" not in [c.nummer for c in found.record.saker]
    assert "Fra sak 5." not in str(found.record)


def test_a_sentence_that_begins_as_a_case_does_is_asked_about(edit: WordEdit, read: Read) -> None:
    edit.write("Sak 4: kort referat", "Før.", "Sak 9: Vi utsetter den.", "Etter.")
    edit.tick("Oslo kommune: møtt")
    found = read(edit)
    assert ("uklar-overskrift", "Sak 4 › Kort referat") in told(found)
    assert case(found, "4").referat == ""


def test_words_under_an_unknown_heading_are_shown(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.control("Sak 4: kort referat").addnext(styled("Normal", "Kari var uenig."))
    edit.control("Sak 4: kort referat").addnext(styled("Heading3", "Protokolltilførsel"))
    edit.heading_of_case("1").addprevious(styled("Normal", "Bare noen ord."))
    edit.heading_of_case("5").addnext(styled("Normal", "Rett under overskriften."))
    found = read(edit)
    assert told(found) == [
        ("ulest-tekst", "Andre til stede"),
        ("ukjent-overskrift", "Sak 4 › Protokolltilførsel"),
        ("ulest-tekst", "Sak 5"),
    ]
    quoted = [problem.message.partition("«")[2] for problem in found.problems]
    assert quoted == ["Bare noen ord.».", "Kari var uenig.».", "Rett under overskriften.»."]


@settings(max_examples=25)
@given(
    place=st.integers(0, 200),
    style=st.sampled_from(
        ["Normal", "Vedtakstekst", "ListBullet", "Heading2", "Heading3", "Fakta", "Tabelltekst"]
    ),
)
def test_no_words_are_lost_in_silence(place: int, style: str) -> None:
    """Wherever a paragraph is added, its words are read or something is asked."""
    edit = complete(WordEdit(skeleton()))
    blocks = [block for block in edit.body if block.tag != W + "sectPr"]
    blocks[place % len(blocks)].addnext(styled(style, "Kvarteret åpnes"))
    found = read_minutes(edit.saved(), PATH, MEETING, all_prompts())
    assert "Kvarteret åpnes" in str(found.record) or found.problems


def test_a_number_that_is_there_twice_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    heading = edit.heading_of_case("5")
    heading.getparent().replace(heading, styled("Heading2", "Sak 4: Reiseliv"))
    found = read(edit)
    assert told(found) == [("samme-saksnummer", "Sak 4")]
    assert [c.nummer for c in found.record.saker] == ["1", "2", "3", "6", "7"]


# Texts


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


def test_a_comment_and_hidden_text_are_not_what_was_decided(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.write("Sak 5: konklusjon", "Ja.")
    paragraph = edit.control("Sak 5: konklusjon").find(f".//{W}p")
    hidden = run_of("Nei.")
    hidden.insert(0, hidden.makeelement(W + "rPr"))
    hidden[0].append(hidden.makeelement(W + "vanish"))
    paragraph.append(hidden)
    comment = run_of("")
    comment.clear()
    comment.append(comment.makeelement(W + "commentReference", {W + "id": "1"}))
    paragraph.append(comment)
    assert case(read(edit), "5").konklusjon == "Ja."
    assert told(read(edit)) == []


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


@pytest.mark.parametrize("kind", ["ins", "del"])
def test_a_change_that_nobody_has_decided_on_is_asked_about(kind: str, edit: WordEdit, read: Read) -> None:
    complete(edit)
    paragraph = edit.control("Sak 4: konklusjon").find(f".//{W}p")
    paragraph.append(tracked(kind, [run_of(" Ikke.")]))
    found = read(edit)
    assert told(found) == [("sporet-endring", "Sak 4 › Konklusjon")]
    assert case(found, "4").konklusjon == ""
    assert case(found, "4").stemmer is None
    assert case(found, "4").referat == ACCOUNT


def test_a_paragraph_mark_that_is_taken_away_is_a_change(edit: WordEdit, read: Read) -> None:
    complete(edit)
    paragraph = edit.control("Sak 4: konklusjon").find(f".//{W}p")
    look = paragraph.find(W + "pPr")
    mark = look.makeelement(W + "rPr")
    mark.append(mark.makeelement(W + "del", {W + "id": "1", W + "author": "Kari"}))
    look.append(mark)
    assert told(read(edit)) == [("sporet-endring", "Sak 4 › Konklusjon")]


def test_changes_elsewhere_are_asked_about_where_they_stand(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.control("Gjester").getparent().append(tracked("ins", [run_of(" og Kari")]))
    edit.heading_of_case("3").append(tracked("ins", [run_of(" nå")]))
    edit.rows(0)[0].iter(W + "p").__next__().append(tracked("ins", [run_of(" øst")]))
    edit.rows(1)[0].iter(W + "p").__next__().append(tracked("del", [run_of(" igjen")]))
    found = read(edit)
    assert told(found) == [
        ("sporet-endring", "Gjester"),
        ("sporet-endring", "Deltakere, rad 1 (Oslo kommune øst)"),
        ("sporet-endring", "Sak 3"),
        ("sporet-endring", "Oppfølging, rad 1"),
    ]
    assert (found.record.gjester, len(found.record.deltakere), len(found.record.oppfølging)) == ("", 15, 1)
    assert "3" not in [c.nummer for c in found.record.saker]


def remove_tracked(paragraph: Any) -> None:
    """Delete all of a paragraph while changes are tracked."""
    runs = paragraph.findall(W + "r")
    paragraph.append(tracked("del", runs))


def test_what_is_deleted_but_not_decided_on_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    remove_tracked(edit.control("Sak 4: konklusjon").find(f".//{W}p"))
    for table in (0, 1):
        for paragraph in edit.rows(table)[1].iter(W + "p"):
            for content in [paragraph, *paragraph.iter(W + "sdtContent")]:
                remove_tracked(content)
    found = read(edit)
    assert told(found) == [
        ("sporet-endring", "Deltakere, rad 2"),
        ("sporet-endring", "Sak 4 › Konklusjon"),
        ("sporet-endring", "Oppfølging, rad 2"),
    ]
    assert (len(found.record.deltakere), len(found.record.oppfølging)) == (15, 1)


def test_a_sub_region_that_is_deleted_but_not_decided_on_is_asked_about(edit: WordEdit, read: Read) -> None:
    edit.tick("Drammensregionen: møtt")
    for cell in list(edit.rows(0)[0].iter(W + "tc"))[:3]:
        remove_tracked(cell.find(W + "p"))
    assert ("sporet-endring", "Deltakere, rad 1") in told(read(edit))


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
    ("text", "code"),
    [
        ("Vedtatt med åtte mot to stemmer.", "uklare-stemmer"),
        ("A: 8 for, 2 mot. B: 3 for, 7 mot.", "uklare-stemmer"),
    ],
)
def test_votes_that_are_not_clear_are_asked_about(text: str, code: str, edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.write("Sak 5: konklusjon", text)
    found = read(edit)
    assert told(found) == [(code, "Sak 5 › Konklusjon")]
    assert (case(found, "5").konklusjon, case(found, "5").stemmer) == (text, None)


def test_votes_that_differ_within_a_case_are_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.write("Sak 5: kort referat", "Det ble 7 for, 3 mot.")
    edit.write("Sak 5: konklusjon", "8 for, 2 mot.")
    assert told(read(edit)) == [("uklare-stemmer", "Sak 5")]


def test_an_approval_that_is_not_clear_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.write("Sak 2: vedtak", "Referatet godkjennes hvis ingen protesterer.")
    found = read(edit)
    assert told(found) == [("uklar-godkjenning", "Sak 2 › Vedtak")]
    assert found.record.godkjenner is None


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


# Facts


@pytest.mark.parametrize("text", ["ni", "09.00–11.30", "25.00"])
def test_a_time_that_is_none_is_asked_about(text: str, edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.write("Møtet startet", text)
    found = read(edit)
    assert told(found) == [("uklar-tid", "Møtet startet")]
    assert found.record.startet is None


def test_a_fact_that_is_there_twice_is_asked_about_when_they_differ(edit: WordEdit, read: Read) -> None:
    complete(edit)
    paragraph = edit.control("Gjester").getparent()
    paragraph.addnext(like(paragraph, "Gjester: Åse Øst, Oslo"))
    assert told(read(edit)) == []
    paragraph.addnext(like(paragraph, "Gjester: Per Vest"))
    found = read(edit)
    assert (told(found), found.record.gjester) == ([("flere-like", "Gjester")], "")


def test_names_on_lines_of_their_own_are_a_list(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.write("Gjester", "Åse Øst,\nPer Vest")
    assert read(edit).record.gjester == "Åse Øst, Per Vest"


def test_a_name_in_the_next_paragraph_is_not_lost_silently(edit: WordEdit, read: Read) -> None:
    complete(edit)
    paragraph = edit.control("Gjester").getparent()
    paragraph.addnext(like(paragraph, "Per Vest"))
    assert told(read(edit)) == [("ulest-tekst", "Andre til stede")]


# Tables


def test_columns_and_rows_in_another_order_among_others(edit: WordEdit, read: Read) -> None:
    complete(edit)
    for index in (0, 1):
        rows = list(edit.table(index).iter(W + "tr"))
        for row in rows:
            cells = row.findall(W + "tc")
            for cell in reversed(cells):
                row.remove(cell)
                row.append(cell)
            extra = copy.deepcopy(cells[0])
            for paragraph in extra.iter(W + "p"):
                for child in list(paragraph):
                    paragraph.remove(child)
                paragraph.extend(typed("Merknad" if row is rows[0] else "noe"))
            row.insert(2, extra)
        for style in rows[0].iter(W + "pStyle"):
            style.set(W + "val", "Normal")
    found = read(edit)
    assert_complete(found)


def test_rows_that_are_added_are_read_and_empty_ones_are_nothing(edit: WordEdit, read: Read) -> None:
    complete(edit)
    people, points = edit.table(0), edit.table(1)
    for cells in (("Oslo kommune", "Kari", "", "x", "", ""), ("", "", "", "", "", "")):
        row = copy.deepcopy(edit.rows(0)[0])
        for cell, text in zip(row.iter(W + "tc"), cells, strict=True):
            for child in cell.findall(W + "p"):
                cell.replace(child, styled("Normal", text))
        people.append(row)
    row = copy.deepcopy(edit.rows(1)[0])
    points.insert(len(points), row)
    found = read(edit)
    assert told(found) == []
    assert [r.medlem for r in found.record.deltakere if r.delregion == "Oslo kommune"] == [
        "næringssjef (eksempel)",
        "Kari",
    ]
    assert len(found.record.oppfølging) == 3


def test_a_sub_region_over_several_rows_is_that_of_each(edit: WordEdit, read: Read) -> None:
    complete(edit)
    rows = edit.rows(0)
    for row, kind in ((rows[0], "restart"), (rows[1], "continue")):
        look = next(row.iter(W + "tcPr"))
        look.append(look.makeelement(W + "vMerge", {W + "val": kind}))
    first = next(rows[1].iter(W + "tc"))
    first.replace(first.find(W + "p"), styled("Tabelltekst", ""))
    found = read(edit)
    assert [row.delregion for row in found.record.deltakere[:2]] == ["Oslo kommune", "Oslo kommune"]


@pytest.mark.parametrize(
    ("ticks", "attended"),
    [
        (("møtt",), "medlem"),
        (("forfall",), "ingen"),
        (("vara møtte",), "vara"),
        (("forfall", "vara møtte"), "vara"),
        ((), "uten-kryss"),
        (("møtt", "forfall"), "motstridende-kryss"),
        (("møtt", "vara møtte"), "motstridende-kryss"),
        (("møtt", "forfall", "vara møtte"), "motstridende-kryss"),
    ],
)
def test_who_attended(ticks: tuple[str, ...], attended: str, edit: WordEdit, read: Read) -> None:
    edit.tick("Drammensregionen: møtt")
    for tick in ticks:
        edit.tick(f"Oslo kommune: {tick}")
    found = read(edit)
    rows = {row.delregion: row.møtte for row in found.record.deltakere}
    asked = {place: code for code, place in told(found)}.get("Deltakere, rad 1 (Oslo kommune)")
    assert rows.get("Oslo kommune") == (None if asked else attended)
    assert asked in {None, attended}


def test_when_nobody_is_ticked_it_is_said_once(edit: WordEdit, read: Read) -> None:
    edit.write("Sak 5: konklusjon", "Ja.")
    assert told(read(edit)) == [("uten-kryss", "Deltakere")]


def test_ticks_alone_are_something_written(edit: WordEdit, read: Read) -> None:
    edit.tick("Oslo kommune: møtt")
    found = read(edit)
    assert found.written is True
    assert [row.delregion for row in found.record.deltakere] == ["Oslo kommune"]


def test_a_box_that_word_knows_otherwise_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    box = edit.control("Oslo kommune: møtt").find(f".//{W14}checked")
    box.set(W14 + "val", "0")
    found = read(edit)
    assert told(found) == [("uklart-kryss", "Deltakere, rad 1 (Oslo kommune), møtt")]
    assert len(found.record.deltakere) == 15


def test_a_tick_of_a_symbol_font_is_one(edit: WordEdit, read: Read) -> None:
    cell = list(edit.rows(0)[0].iter(W + "tc"))[3]
    run = run_of("")
    run.clear()
    run.append(run.makeelement(W + "sym", {W + "font": "Wingdings", W + "char": "F0FE"}))
    paragraph = styled("Normal", "")
    paragraph.append(run)
    cell.replace(cell.find(W + "p"), paragraph)
    assert [row.delregion for row in read(edit).record.deltakere] == ["Oslo kommune"]


@pytest.mark.parametrize(
    ("cells", "asked", "left"),
    [
        (("Ring", "Ola", "før sommeren", "", "4"), "uklar-frist", {"hvem": "Ola", "sak": "4"}),
        (("Ring", "Ola", "", "snart", ""), "uklar-status", {"hvem": "Ola"}),
        (("Ring", "", "", "", "begge"), "uklar-sak", {}),
    ],
)
def test_what_is_not_clear_in_a_row_is_asked_about_and_the_rest_is_read(
    cells: tuple[str, ...], asked: str, left: dict[str, str], edit: WordEdit, read: Read
) -> None:
    edit.point(0, *cells)
    edit.tick("Oslo kommune: møtt")
    found = read(edit)
    assert found.record.oppfølging == (point(hva="Ring", **left),)
    (problem,) = [problem for problem in found.problems if problem.code == asked]
    assert problem.place is not None
    assert problem.place.field == f"Oppfølging, rad 1 («Ring»), {asked.removeprefix('uklar-')}"
    assert problem.message.startswith(("«før sommeren»", "«snart»", "«begge»"))


def test_a_row_that_does_not_say_what_is_asked_about_whole(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.point(2, "", "Ola", "1. juni 2022", "", "")
    found = read(edit)
    assert told(found) == [("uten-hva", "Oppfølging, rad 3")]
    assert "«Ola; 1. juni 2022»" in found.problems[0].message


def test_a_column_with_another_name_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    edit.paragraph("Frist").getparent().replace(edit.paragraph("Frist"), styled("Tabellhode", "Når"))
    found = read(edit)
    assert told(found) == [("ukjent-kolonne", "Oppfølging")]
    assert "«frist»" in found.problems[0].advice


def test_a_table_that_nobody_knows_is_asked_about(edit: WordEdit, read: Read) -> None:
    complete(edit)
    for name in ("Hva", "Hvem", "Frist"):
        edit.paragraph(name).getparent().replace(edit.paragraph(name), styled("Tabellhode", "Noe"))
    found = read(edit)
    assert told(found) == [("ulest-tekst", "Oppfølging")]
    assert "Sende ut skissen" in found.problems[0].message


# Files


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_word_file_is_refused(data: bytes, read: Read) -> None:
    with pytest.raises(PlanError) as caught:
        read(data)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("ikke-lesbar-word", PATH)
    assert ("passord" in problem.message) == data.startswith(b"\xd0")


def test_a_zip_without_a_document_is_no_word_file(edit: WordEdit, read: Read) -> None:
    data = edit.saved()
    with pytest.raises(PlanError):
        read(data.replace(b"word/document.xml", b"word/dokument.xml"))


def test_minutes_saved_as_strict_open_xml_are_read_whole(edit: WordEdit, read: Read) -> None:
    data = WordEdit(complete(edit).saved())
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    for name, part in data.parts.items():
        data.parts[name] = part.replace(W.strip("{}").encode(), strict)
    data.root = etree.fromstring(data.parts["word/document.xml"])
    assert data.body is None
    assert_complete(read(data))


# Whatever is written, it is read as it was written

WORDS = st.text(st.sampled_from("abcæøå ABC .,()«»–/\xa0\xad"), min_size=1, max_size=25)
SAFE = WORDS.filter(lambda text: any(map(str.isalpha, text)) and not text.startswith(("- ", "1. ")))
TEXTS = st.lists(SAFE, min_size=1, max_size=3)


def seen(text: str) -> str:
    """What a reader sees of a text."""
    return " ".join(text.replace("\xad", "").split())


@st.composite
def fillings(draw: st.DrawFn) -> Any:
    """What someone fills in: accounts by case, ticks, points, and the way it is saved."""
    return (
        draw(st.dictionaries(st.sampled_from("1234567"), TEXTS, max_size=3)),
        draw(st.lists(st.sampled_from(["møtt", "forfall", "vara møtte"]), min_size=16, max_size=16)),
        draw(st.lists(POINTS, max_size=5)),
        draw(st.sampled_from(list(SAVES))),
    )


POINTS = st.tuples(SAFE, SAFE, st.dates(MEETING, date(2023, 12, 31)), st.booleans(), st.integers(1, 7))


@settings(max_examples=15)
@given(fillings())
def test_whatever_is_filled_in_is_read_as_it_was_written(filled: Any) -> None:
    accounts, ticks, points, save = filled
    edit = WordEdit(skeleton())
    for number, paragraphs in accounts.items():
        edit.write(f"Sak {number}: kort referat", *paragraphs)
    regions = ["".join(t.text for t in next(row.iter(W + "tc")).iter(W + "t")) for row in edit.rows(0)]
    for region, kind in zip(regions, ticks, strict=True):
        edit.tick(f"{region}: {kind}")
    for index, (what, who, day, closed, number) in enumerate(points):
        status = "Ferdig" if closed else "I arbeid"
        edit.point(index, what, who, f"{day:%d.%m.%Y}", status, str(number))
    found = read_minutes(SAVES[save](edit).saved(), PATH, MEETING, all_prompts())
    assert told(found) == []
    expected = {"møtt": "medlem", "forfall": "ingen", "vara møtte": "vara"}
    assert [row.møtte for row in found.record.deltakere] == [expected[tick] for tick in ticks]
    texts = {c.nummer: c.referat for c in found.record.saker if c.referat}
    assert texts == {number: "\n\n".join(map(seen, texts_)) for number, texts_ in accounts.items()}
    assert found.record.oppfølging == tuple(
        point(
            hva=seen(what),
            hvem=seen(who),
            frist=day.isoformat(),
            status="lukket" if closed else "åpen",
            sak=str(number),
        )
        for what, who, day, closed, number in points
    )
