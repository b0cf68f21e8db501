"""Letters as drafts: who gets one, what it says, and what it must not say."""

import pypdfium2
import pytest
from pydantic import TypeAdapter

from dokumentmaskin.errors import TemplateError
from dokumentmaskin.pipeline.mail import draft_meeting
from dokumentmaskin.pipeline.report import Report
from dokumentmaskin.site import Fil, Utlegg
from dokumentmaskin.site.records import Manifest
from dokumentmaskin.workspace import Workspace
from tests.conftest import ORGANISASJON, WritePlan
from tests.pipeline.mail.conftest import DAY, EXEMPT, MEMBERS, Letter, drafts, run
from tests.pipeline.meeting import meeting
from tests.profiles import WRITTEN_LANGUAGES
from tests.templates import own_templates

INTERNAL = {"innkalt-kari-as", "innkalt-ola-lo-o-brien-x", "innkalt-sek"}
OPEN = {"innkalt-obs", "vara-per", "kopi-kopi"}
PEOPLE = ("kari", "ola", "per", "obs", "sek", "kopi")


def pdf_words(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Report]:
    """The drafts of a meeting, made once for those who only read them."""
    here = meeting(tmp_path_factory.mktemp("epost") / "her", "")
    (here.plan / "medlemmer.yaml").write_text(MEMBERS, "utf-8")
    (here.plan / f"2022/{DAY}/mote.yaml").write_text(EXEMPT, "utf-8")
    return here, draft_meeting(*run(here))


@pytest.fixture(scope="module")
def found(made: tuple[Workspace, Report]) -> dict[str, Letter]:
    return drafts(made[0])


def test_a_published_meeting_has_links_to_its_papers_and_another_is_told_of(
    made: tuple[Workspace, Report], write_plan: WritePlan
) -> None:
    assert "epost-uten-lenke" in [one.code for one in made[1].warnings]
    here = write_plan(
        medlemmer=MEMBERS,
        organisasjon=ORGANISASJON + "publisering: {adresse: https://example.org/moter/}\n",
        møter={f"2022/{DAY}": EXEMPT},
    )
    site = here.output / "nettsted"
    site.mkdir(parents=True)
    own = f"moter/{DAY}-klima"
    paper = Fil(adresse=f"{own}/sak-01-vedlegg-1-notat.pdf", rolle="vedlegg", tittel="Notat", sak="1")
    manifest = Manifest((paper,), (Utlegg(f"{DAY}-klima", (paper,)),))
    (site / "manifest.json").write_bytes(TypeAdapter(Manifest).dump_json(manifest))
    assert "epost-uten-lenke" not in [one.code for one in draft_meeting(*run(here)).warnings]
    text = drafts(here)["innkalt-kari-as"].text
    assert f"Sakspapirene ligger på https://example.org/moter/{own}/index.html\n" in text
    assert f"– Sak 1: Notat\n  https://example.org/moter/{paper.adresse}\n" in text


def test_who_has_no_address_is_named(made: tuple[Workspace, Report]) -> None:
    assert made[1].errors == ()
    (told,) = [one.message for one in made[1].warnings if one.code == "uten-epostadresse"]
    assert told.endswith("får ingen e-post: Uten Adresse.")


def test_each_gets_the_edition_that_is_theirs_and_nobody_sees_the_others(found: dict[str, Letter]) -> None:
    assert set(found) == INTERNAL | OPEN
    for name, letter in found.items():
        assert len(letter.to) == 1
        papers = letter.files()
        said = " ".join([*map(str, letter.message.values()), letter.text])
        said += papers.get("invitasjon.ics", b"").decode().replace("\r\n ", "")
        assert [one for one in PEOPLE if f"{one}@example.org" in said.lower()] == [
            letter.to[0].partition("@")[0]
        ]
        seen = pdf_words(papers[f"innkalling-{DAY}.pdf"])
        assert ("Lønn til Vigdis" in seen, "hemmelig" in seen) == (name in INTERNAL, name in INTERNAL)
        assert ("invitasjon.ics" in papers) == name.startswith("innkalt-")
        assert ("hemmelig" in letter.text) == name.startswith("innkalt-")
        assert "Vigdis" not in letter.text
        assert letter.message["X-Unsent"] == "1"
        assert str(letter.message["Subject"]).endswith("til faggruppemøte fredag 11. mars 2022")


def test_a_name_comes_through_whatever_is_in_it(found: dict[str, Letter]) -> None:
    (ola,) = found["innkalt-ola-lo-o-brien-x"].message["To"].addresses
    assert (ola.display_name, ola.addr_spec) == ("Ola «Lø», O'Brien <x>", "ola@Example.org")


def test_a_deputy_of_two_gets_one_letter_that_names_both(found: dict[str, Letter]) -> None:
    assert "fordi du er vara for Ola «Lø», O'Brien <x> og Uten Adresse." in found["vara-per"].text


def test_the_invitation_names_the_one_who_gets_it_alone(found: dict[str, Letter]) -> None:
    files = found["innkalt-obs"].files()
    invitation = files["invitasjon.ics"].decode().replace("\r\n ", "")
    assert "METHOD:REQUEST" in invitation
    assert [line.rpartition(":")[2] for line in invitation.splitlines() if "ATTENDEE" in line] == [
        "obs@example.org"
    ]
    (part,) = [
        part
        for part in found["innkalt-obs"].message.iter_attachments()
        if part.get_content_type() == "text/calendar"
    ]
    assert (part.get_param("method"), part.get_content_disposition()) == ("REQUEST", "attachment")


def test_all_who_get_the_same_stand_in_one_letter_when_the_body_wants(write_plan: WritePlan) -> None:
    here = write_plan(
        medlemmer=MEMBERS,
        organisasjon=ORGANISASJON + "epost: {vis_mottakere: ja}\n",
        møter={f"2022/{DAY}": EXEMPT},
    )
    draft_meeting(*run(here))
    assert {name: len(letter.to) for name, letter in drafts(here).items()} == {
        "innkalt-intern": 3,
        "innkalt-obs": 1,
        "vara-per": 1,
        "kopi-kopi": 1,
    }


def test_the_same_plan_gives_the_same_bytes_and_who_has_left_gets_no_draft(
    here: Workspace, write_plan: WritePlan
) -> None:
    draft_meeting(*run(here))
    folder = here.root / f"output/{DAY}-klima/intern/epost"
    assert {file.status for file in draft_meeting(*run(here)).files} == {"uendret"}
    edited = folder / "kopi-kopi.eml"
    edited.write_bytes(edited.read_bytes() + b"min egen linje\r\n")
    write_plan(medlemmer=MEMBERS[: MEMBERS.index("  - {navn: Obs")], møter={f"2022/{DAY}": EXEMPT})
    report = draft_meeting(*run(here))
    assert [one.place and one.place.path for one in report.warnings if one.code == "gammel-epost"] == [
        f"output/{DAY}-klima/intern/epost/kopi-kopi.eml"
    ]
    left = {file.name for file in folder.glob("*.eml")}
    assert left == {*(f"{name}.eml" for name in INTERNAL - {"innkalt-sek"}), "vara-per.eml", edited.name}


@pytest.mark.parametrize("målform", WRITTEN_LANGUAGES)
def test_a_cancelled_meeting_is_told_of_and_leaves_the_calendars(write_plan: WritePlan, målform: str) -> None:
    here = write_plan(medlemmer=MEMBERS, organisasjon=ORGANISASJON + f"målform: {målform}\n")
    draft_meeting(*run(here))
    assert set(drafts(here)) == INTERNAL | OPEN
    plan = here.plan / "2022/klima.yaml"
    plan.write_text(plan.read_text("utf-8").replace("2022-03-11,", "2022-03-11, avlyst: Smitte,"), "utf-8")
    assert draft_meeting(*run(here)).errors == ()
    letter = drafts(here)["innkalt-kari-as"]
    assert str(letter.message["Subject"]) == "Avlyst: faggruppemøte fredag 11. mars 2022"
    assert "er avlyst. Avlys" in letter.text
    assert "\nÅrsak: Smitte\n" in letter.text
    assert set(letter.files()) == {f"avlysning-{DAY}.pdf", "invitasjon.ics"}
    assert b"METHOD:CANCEL" in letter.files()["invitasjon.ics"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"Hei\n", "feil-i-mal"),
        (b"Emne: \nHei\n", "feil-i-mal"),
        (b"Emne: x\n{{ motaker }}\n", "ukjent-variabel"),
        ("Emne: {{ møte }}\nHei\n".encode(), "feil-i-mal"),
        ("Emne: Møte\nHei\n".encode("latin-1"), "feil-i-mal"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(here: Workspace, text: bytes, code: str) -> None:
    own_templates(here.root)
    (here.templates / "epost/bokmal/innkalling.txt").write_bytes(text)
    with pytest.raises(TemplateError) as stopped:
        draft_meeting(*run(here))
    (problem,) = stopped.value.problems
    assert (problem.code, problem.place and problem.place.path) == (
        code,
        "templates/epost/bokmal/innkalling.txt",
    )
