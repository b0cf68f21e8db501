"""What is withheld: by the plan, in exempt papers, and of what was printed before it became exempt."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import docx
import pytest

from dokumentmaskin.errors import PublishingError
from dokumentmaskin.pipeline import Pipeline, make_calendars
from dokumentmaskin.pipeline.fence.earlier import take_in
from dokumentmaskin.pipeline.fence.fence import Fence
from dokumentmaskin.pipeline.fence.remembered import remember_cases
from dokumentmaskin.pipeline.fence.sought import Found
from dokumentmaskin.plan import find_meeting, load_plan
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON
from tests.pipeline.meeting import DAY, FOLDER, OPEN, PLAN, meeting
from tests.pipeline.papers import tagged, untagged

PAY: Final = "Lønnen til rådgiver Giraff økes med en hel masse fra nyttår."
EXEMPT: Final = f"""\
- tittel: Lønn til rådgiver Giraff
  unntatt: {{hjemmel: offl. § 25, tittel: Personalsak}}
  bakgrunn: |
    {PAY}
  vedlegg:
    - {{tittel: Samtalen, fil: hemmelig/løvenotat.pdf}}
"""
OTHER: Final = "- tittel: Åpen sak\n  bakgrunn: Vi leier lokaler på torget i ett år til.\n"
PAPER: Final = "Medarbeidersamtalen viste at sebraen vil ha et større rom enn løven."


def write(workspace: Workspace, files: Mapping[str, str | bytes]) -> None:
    for path, content in files.items():
        file = workspace.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def cases(text: str) -> str:
    """A meeting's own file with these cases."""
    return "saker:\n" + "".join(f"  {line}\n" for line in text.splitlines())


def fence(workspace: Workspace) -> Fence:
    return Fence(workspace, load_plan(workspace))


def found(workspace: Workspace, text: str) -> list[str]:
    """What of a text in an open file is withheld."""
    return [one.words for one in fence(workspace).found(tagged(text))]


@pytest.fixture
def exempt(tmp_path: Path) -> Workspace:
    return meeting(tmp_path / "her", EXEMPT + OTHER, {"hemmelig/løvenotat.pdf": untagged(PAPER)})


@pytest.mark.parametrize(
    "text",
    [
        PAY,
        "Om lønn til rådgiver Giraff.",
        PAPER,
        "Se [notatet](https://a.example/løvenotat.pdf).",
        "# Løvenotat\n\nTekst",
    ],
)
def test_what_belongs_to_an_exempt_case_is_withheld(exempt: Workspace, text: str) -> None:
    assert found(exempt, text) != []


@pytest.mark.parametrize(
    "text", ["Personalsak er unntatt etter offl. § 25.", "Vi leier lokaler på torget i ett år til."]
)
def test_what_is_open_is_not(exempt: Workspace, text: str) -> None:
    assert found(exempt, text) == []


def test_what_is_said_of_something_exempt_is_not_withheld(exempt: Workspace) -> None:
    ground = "Unntatt offentlighet, jf. offl. § 13 jf. fvl. § 13 første ledd"
    case = EXEMPT.replace("offl. § 25", "offl. § 13 jf. fvl. § 13 første ledd").replace(
        PAY, f"{ground}. {PAY}"
    )
    write(exempt, {f"{PLAN}/mote.yaml": cases(case)})
    assert found(exempt, ground) == []
    assert found(exempt, PAY) != []


def test_the_paragraph_by_which_something_was_decided_is_not_withheld_and_what_stands_with_it_is(
    exempt: Workspace,
) -> None:
    closed, unfit = "kommuneloven § 11-5 tredje ledd bokstav a", "fvl. § 6, 1. ledd bokstav e"
    sick = "fordi rådgiver Giraff har vært syk siden jul"
    minutes = (
        f"saker:\n  - nummer: 4\n    tittel: Lønn til rådgiver Giraff\n    lukket_møte: {closed} {sick}\n"
        f"    habilitet: [{{hvem: Ola, grunnlag: '{unfit}, {sick}'}}]\n"
    )
    write(exempt, {f"{PLAN}/referat.yaml": minutes})
    assert found(exempt, f"Lukket møte: {closed}") == []
    assert found(exempt, f"Grunnlag: {unfit}") == []
    assert found(exempt, f"Lukket møte: {closed} {sick}") != []


def test_what_somebody_says_that_everyone_may_read_is_not_withheld(exempt: Workspace) -> None:
    organisation = exempt.root / "plan" / "organisasjon.yaml"
    organisation.write_text(f"{ORGANISASJON}åpne_uttrykk:\n  - {PAPER}\n", "utf-8")
    assert found(exempt, PAPER) == []
    assert found(exempt, PAY) != []


def test_both_places_are_said(exempt: Workspace) -> None:
    with pytest.raises(PublishingError) as stopped:
        fence(exempt).refuse(tagged(PAY), OPEN)
    (problem,) = stopped.value.problems
    assert problem.code == "unntatt-i-apen-fil"
    assert str(problem.place) == OPEN
    assert "på side 1" in problem.message
    assert f"{PLAN}/mote.yaml" in problem.message
    assert "bakgrunn" in problem.message


def test_many_places_are_some_and_a_number(exempt: Workspace) -> None:
    cases = "".join(f"- tittel: Lønn til rådgiver Giraff{n}\n  unntatt: offl. § 25\n" for n in range(20))
    write(exempt, {f"{PLAN}/mote.yaml": f"saker:\n{cases}"})
    with pytest.raises(PublishingError) as stopped:
        fence(exempt).refuse(tagged(" ".join(f"Lønn til rådgiver Giraff{n}." for n in range(20))), OPEN)
    assert len(stopped.value.problems) == 13
    assert "flere steder som ikke er åpne (8)" in stopped.value.problems[-1].message


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.pptx", "a.txt", "a.md", "a.pdf"])
def test_an_exempt_paper_is_read_whatever_its_kind(tmp_path: Path, name: str) -> None:
    content = {
        "docx": _word(PAPER),
        "odt": _zip("content.xml", f"<text:p>Først</text:p><text:p>{PAPER[:30]}<b/>{PAPER[30:]}</text:p>"),
        "pptx": _zip("ppt/slides/slide1.xml", f"<a:p>{PAPER}</a:p>"),
        "pdf": untagged(PAPER),
    }.get(name[2:], PAPER.encode())
    cases = EXEMPT.replace("hemmelig/løvenotat.pdf", name)
    assert found(meeting(tmp_path / "her", cases, {name: content}), PAPER) != []


def _word(text: str) -> bytes:
    document, file = docx.Document(), BytesIO()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def _zip(part: str, text: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as package:
        package.writestr(part, text)
    return file.getvalue()


def test_a_case_is_known_by_what_it_was_when_it_was_open(exempt: Workspace) -> None:
    now = (exempt.root / PLAN / "mote.yaml").read_text("utf-8")
    before = now.replace("    unntatt: {hjemmel: offl. § 25, tittel: Personalsak}\n", "")
    write(exempt, {f"{PLAN}/mote.yaml": before})
    plan = load_plan(exempt)
    remember_cases(exempt, plan, find_meeting(plan, DAY))
    after = now.replace(PAY, "Kort tekst.").replace("Lønn til rådgiver Giraff", "Lederlønn")
    write(exempt, {f"{PLAN}/mote.yaml": after})
    assert found(exempt, PAY) != []
    assert found(exempt, "Om lønn til rådgiver Giraff.") != []
    # A paper that has been taken out of the plan, and still lies there.
    write(
        exempt,
        {
            f"{PLAN}/mote.yaml": after.split("    vedlegg:")[0]
            + "".join(f"  {line}\n" for line in OTHER.splitlines())
        },
    )
    assert found(exempt, PAPER) != []
    # The same is open when the plan says so, and when dok remembers nothing there is nothing to know it by.
    assert found(exempt, "Vi leier lokaler på torget i ett år til.") == []
    (exempt.root / FOLDER / ".dok" / "saker.json").write_bytes(b"{")
    assert found(exempt, PAY) == []


def test_what_was_exempt_once_is_withheld_when_its_case_is_gone(exempt: Workspace) -> None:
    plan = load_plan(exempt)
    remember_cases(exempt, plan, find_meeting(plan, DAY))
    write(exempt, {f"{PLAN}/mote.yaml": cases(OTHER)})
    assert found(exempt, PAY) != []


def test_an_open_case_that_has_got_another_number_is_still_open(exempt: Workspace) -> None:
    words = "Vi leier lokaler på torget i ett år til."
    write(exempt, {f"{PLAN}/mote.yaml": cases(OTHER)})
    plan = load_plan(exempt)
    remember_cases(exempt, plan, find_meeting(plan, DAY))
    write(exempt, {f"{PLAN}/mote.yaml": cases(EXEMPT + OTHER.replace(words, "Nå heter det noe annet."))})
    assert found(exempt, words) == []


def test_what_became_open_is_not_withheld(exempt: Workspace) -> None:
    plan = load_plan(exempt)
    remember_cases(exempt, plan, find_meeting(plan, DAY))
    now = (exempt.root / PLAN / "mote.yaml").read_text("utf-8")
    write(
        exempt,
        {f"{PLAN}/mote.yaml": now.replace("    unntatt: {hjemmel: offl. § 25, tittel: Personalsak}\n", "")},
    )
    assert found(exempt, PAY) == []


def test_an_open_copy_of_an_exempt_paper_is_found_by_its_content(tmp_path: Path) -> None:
    secret, said = untagged(PAPER), untagged(f"Og: {PAPER}")
    cases = (
        EXEMPT
        + "- tittel: Åpen\n  vedlegg:\n    - {tittel: Ett, fil: a.pdf}\n    - {tittel: To, fil: b.pdf}\n"
    )
    papers = {"hemmelig/løvenotat.pdf": secret, "a.pdf": secret, "b.pdf": said}
    workspace = meeting(tmp_path / "her", cases, papers)
    folder = workspace.plan / "2022" / DAY
    with pytest.raises(PublishingError) as stopped:
        fence(workspace).refuse_copies({folder / "a.pdf": "Vedlegg 1", folder / "b.pdf": "Vedlegg 2"})
    copy, text = stopped.value.problems
    assert (copy.code, str(copy.place)) == ("unntatt-og-apen", f"{PLAN}/a.pdf")
    assert (text.code, str(text.place)) == ("unntatt-i-apen-fil", f"{PLAN}/b.pdf")
    for problem in (copy, text):
        assert f"{PLAN}/hemmelig/løvenotat.pdf" in problem.message


# What lies open from before


def test_an_open_file_that_holds_it_is_moved_and_told_of(exempt: Workspace) -> None:
    leak, clean, exported = tagged(PAY), tagged("Åpent"), untagged(f"Eksportert. {PAY}")
    files = {
        OPEN: leak,
        f"{FOLDER}/saksliste-{DAY}.pdf": clean,
        "output/2022-01-14-klima/referat-x.pdf": exported,
    }
    write(exempt, files)
    told = take_in(exempt, fence(exempt))
    assert [problem.code for problem in told] == ["var-apen", "var-apen"]
    assert {str(problem.place) for problem in told} == {OPEN, "output/2022-01-14-klima/referat-x.pdf"}
    moved = exempt.root / FOLDER / "intern" / f"motepakke-{DAY}-tidligere.pdf"
    assert moved.read_bytes() == leak
    assert f"intern/{moved.name}" in told[1].message
    assert f"motepakke-{DAY}.pdf" in told[1].advice
    assert not (exempt.root / OPEN).exists()
    assert (exempt.root / FOLDER / f"saksliste-{DAY}.pdf").read_bytes() == clean
    other = exempt.root / "output/2022-01-14-klima/intern/referat-x-tidligere.pdf"
    assert other.read_bytes() == exported
    assert take_in(exempt, fence(exempt)) == ()


@pytest.mark.parametrize("name", ["kalender-2022", "invitasjon-2022-03-11", "til medlemmene"])
def test_an_open_calendar_that_holds_it_is_moved_whatever_its_name(exempt: Workspace, name: str) -> None:
    half = len(PAY) // 2
    folded = f"BEGIN:VCALENDAR\r\nDESCRIPTION:Luft\\n{PAY[:half]}\r\n {PAY[half:]}\r\nEND:VCALENDAR\r\n"
    write(exempt, {f"output/2022/{name}.ics": folded})
    told = make_calendars(Pipeline(exempt, load_plan(exempt)), 2022).warnings[0]
    assert (told.code, str(told.place)) == ("var-apen", f"output/2022/{name}.ics")
    assert (exempt.output / f"2022/intern/{name}-tidligere.ics").exists()
    assert PAY[:half] not in "".join(file.read_text() for file in (exempt.output / "2022").glob("*.ics"))


def test_nothing_is_written_over_by_what_is_moved(exempt: Workspace) -> None:
    there = exempt.root / FOLDER / "intern" / f"motepakke-{DAY}-tidligere.pdf"
    write(exempt, {OPEN: tagged(PAY), there.relative_to(exempt.root).as_posix(): b"en annens"})
    take_in(exempt, fence(exempt))
    assert there.read_bytes() == b"en annens"
    assert there.with_name(f"motepakke-{DAY}-tidligere-2.pdf").read_bytes() == tagged(PAY)


def test_an_internal_package_of_the_old_kind_is_moved(exempt: Workspace) -> None:
    write(exempt, {f"{FOLDER}/motepakke-intern-{DAY}.pdf": b"hva som helst"})
    (told,) = take_in(exempt, fence(exempt))
    assert told.code == "intern-flyttet"
    assert (exempt.root / FOLDER / "intern" / f"motepakke-intern-{DAY}-tidligere.pdf").exists()


def test_other_files_of_a_person_are_let_alone(exempt: Workspace) -> None:
    write(
        exempt,
        {f"{FOLDER}/mine notater.pdf": tagged(PAY), f"{FOLDER}/intern/motepakke-{DAY}.pdf": tagged(PAY)},
    )
    assert take_in(exempt, fence(exempt)) == ()


def test_a_file_is_read_again_only_when_it_or_what_is_withheld_has_changed(
    exempt: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bytes] = []

    def found(_: Fence, pdf: bytes) -> tuple[Found, ...]:
        read.append(pdf)
        return ()

    monkeypatch.setattr(Fence, "found", found)
    write(exempt, {OPEN: tagged("Åpent")})
    take_in(exempt, fence(exempt))
    take_in(exempt, fence(exempt))
    assert len(read) == 1
    write(exempt, {OPEN: tagged("Åpent også")})
    take_in(exempt, fence(exempt))
    assert len(read) == 2
    now = (exempt.root / PLAN / "mote.yaml").read_text("utf-8")
    write(exempt, {f"{PLAN}/mote.yaml": f"{now}sted: Et annet rom enn det som sto der før\n"})
    take_in(exempt, fence(exempt))
    assert len(read) == 2, "what is open has changed, but nothing that is looked for"
    write(exempt, {f"{PLAN}/mote.yaml": now.replace(PAY, "Noe helt annet.")})
    take_in(exempt, fence(exempt))
    assert len(read) == 3
