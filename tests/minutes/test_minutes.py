"""Minutes read back whole: untouched, finished, and however they were saved."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dokumentmaskin.errors import PlanError
from dokumentmaskin.minutes.reading import read_minutes
from tests.minutes.finished import (
    MEETING,
    PATH,
    SAVES,
    Read,
    Save,
    all_prompts,
    assert_complete,
    case,
    complete,
    every_save,
    point,
    skeleton,
    told,
)
from tests.minutes.word_edits import (
    W,
    WordEdit,
)
from tests.profiles import examples


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


def test_minutes_that_hold_the_first_facts_alone_are_read(edit: WordEdit, read: Read) -> None:
    first = edit.heading_of_case("1")
    for node in [first, *first.itersiblings()]:
        if node.tag != W + "sectPr":
            edit.body.remove(node)
    assert (told(read(edit)), read(edit).written) == ([], False)
    edit.write("Møtet startet", "09.02")
    found = read(edit)
    assert (found.record.startet, found.record.saker, found.record.oppfølging) == (time(9, 2), (), ())
    assert found.written is True


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
    edit.write("Sak 2: godkjenning", "Godkjent")
    edit.write("Sak 4: røysting", "Samrøystes")
    edit.write("Sak 5: konklusjon", "Gruppa tek saka til orientering.")
    edit.point(0, "Ringje", "Ola", "1. juni 2022", "Ikkje starta", "5")
    found = read(save(edit))
    assert found.record.startet == time(9)
    assert found.record.fra_sekretariatet == "Liv"
    assert [row.møtte for row in found.record.deltakere] == ["medlem"]
    assert found.record.godkjente == (date(2022, 1, 14),)
    assert case(found, "4").votering[0].utfall == "enstemmig"
    assert case(found, "5").konklusjon == "Gruppa tek saka til orientering."
    assert found.record.oppfølging == (point(hva="Ringje", hvem="Ola", frist="2022-06-01", sak="5"),)
    assert {code for code, _ in told(found)} == {"uten-kryss"}


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


@settings(max_examples=examples(15))
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
    found = read_minutes(SAVES[save](edit).saved(), PATH, MEETING, skeleton(), all_prompts())
    assert {code for code, _ in told(found)} <= {"uten-godkjenning"}
    expected = {"møtt": "medlem", "forfall": "ingen", "vara møtte": "vara"}
    assert [row.møtte for row in found.record.deltakere] == [expected[tick] for tick in ticks]
    texts = {c.nummer: c.referat for c in found.record.saker if c.referat}
    assert texts == {number: "\n\n".join(map(seen, texts_)) for number, texts_ in accounts.items()}
    assert found.record.oppfølging == tuple(
        point(
            hva=seen(what),
            hvem=seen(who),
            frist=day.isoformat(),
            status="lukket" if closed else "i arbeid",
            sak=str(number),
        )
        for what, who, day, closed, number in points
    )
