"""`dok forskjell` shows what would happen, and writes nothing."""

import pytest

from dokumentmaskin.pipeline.kinds import MEETING_KINDS
from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok, Result
from tests.roundtrip import remaking
from tests.roundtrip.remaking import DAY, FOLDER, MINUTES

MINE = "Vi måler støv."


@pytest.fixture
def changed(here: Workspace, dok: Dok) -> Workspace:
    """Minutes that the person has edited, under a plan that has changed, once in the same place."""
    dok("referat", DAY)
    remaking.write_under(here.root / MINUTES, "Sak 4: Luft", MINE)
    remaking.rewrite(here.root / MINUTES, "fredag 20. mai 2022", "20. mai i Drammen")
    remaking.rename_case(here, "Vann", "Drikkevann")
    remaking.rename_case(here, "2022-05-20", "2022-05-27")
    return here


def row(said: Result, role: str) -> dict[str, object]:
    (found,) = (row for row in said.answer["filer"] if row["rolle"] == role)
    assert isinstance(found, dict)
    return found


def test_nothing_is_written(changed: Workspace, dok: Dok) -> None:
    before = remaking.tree(changed.root)
    for command in (
        ["forskjell", DAY],
        ["forskjell", "2022"],
        ["referat", DAY, "--vis-forskjeller"],
        ["innkalling", DAY, "--vis-forskjeller", "--json"],
        ["saksliste", DAY, "--vis-forskjeller"],
        ["handlingsprogram", "2022", "--vis-forskjeller"],
    ):
        assert dok(*command).code == 0
    assert remaking.tree(changed.root) == before
    assert not (changed.output / "2022-klima").exists()


def test_the_lines_say_whose_each_change_is(changed: Workspace, dok: Dok) -> None:
    said = dok("referat", DAY, "--vis-forskjeller")
    assert said.err == ""
    lines = remaking.plain(said.out)
    assert lines.startswith(f"{MINUTES}  ville blitt flettet med det du har skrevet\n")
    assert f"  Sak 4: Luft\n    Du har endret:\n      + {MINE}\n" in lines
    assert "  Sak 5: Vann\n    Planen har endret:\n      − Sak 5: Vann\n" in lines
    assert "      + Sak 5: Drikkevann\n" in lines
    assert lines.splitlines()[-4:] == [
        "  Neste møte",
        "    Både du (−) og planen (+) har endret. Din tekst blir stående, med planens som kommentar:",
        "      − 20. mai i Drammen",
        "      + fredag 27. mai 2022",
    ]
    assert changed.output.is_dir()


def test_json_has_every_change(changed: Workspace, dok: Dok) -> None:
    said = dok("forskjell", DAY, "--json")
    assert [found["rolle"] for found in said.answer["filer"]] == [kind.rolle for kind in MEETING_KINDS]
    assert row(said, "innkalling")["endringer"] == []
    found = row(said, "referat")
    assert found["ville_blitt"] == "flettet"
    assert found["sti"] == MINUTES
    assert {"art": "person", "overskrift": "Sak 4: Luft", "før": "", "nå": MINE} in found["endringer"]  # type: ignore[operator]
    assert changed.output.is_dir()


def test_what_is_shown_is_what_happens(changed: Workspace, dok: Dok) -> None:
    shown = row(dok("forskjell", DAY, "--json"), "referat")["ville_blitt"]
    assert dok("referat", DAY, "--json").files[f"referat-{DAY}.docx"] == shown
    assert row(dok("forskjell", DAY, "--json"), "referat")["ville_blitt"] == "bevart"
    assert changed.output.is_dir()


def test_an_untouched_document_shows_what_the_plan_changes(here: Workspace, dok: Dok) -> None:
    dok("referat", DAY)
    assert dok("referat", DAY, "--vis-forskjeller").out == f"{MINUTES}  er som planen sier\n"
    remaking.rename_case(here, "Vann", "Drikkevann")
    said = dok("referat", DAY, "--vis-forskjeller").out
    assert said.startswith(f"{MINUTES}  ville blitt skrevet\n  Sak 5: Vann\n    Planen har endret:\n")


def test_a_document_of_unknown_origin_is_said_to_be_the_persons(changed: Workspace, dok: Dok) -> None:
    (changed.root / FOLDER / f".dok/referat-{DAY}.docx.json").unlink()
    said = dok("referat", DAY, "--vis-forskjeller")
    assert said.code == 0
    assert said.out.startswith(f"{MINUTES}  ville ikke blitt rørt\n")
    assert "med «.ny» i navnet" in said.err


def test_an_error_of_one_document_is_its_own(changed: Workspace, dok: Dok) -> None:
    (changed.templates / "bokmal/saksliste.docx").unlink()
    said = dok("forskjell", DAY, "--json")
    assert (said.code, said.codes) == (4, ["mangler-mal"])
    others = [kind.rolle for kind in MEETING_KINDS if kind.rolle != "saksliste"]
    assert [found["rolle"] for found in said.answer["filer"]] == others


def test_long_lines_are_broken_and_indented(here: Workspace, dok: Dok) -> None:
    dok("referat", DAY)
    remaking.write_under(here.root / MINUTES, "Sak 4: Luft", "støv og " * 30 + "slutt")
    lines = dok("referat", DAY, "--vis-forskjeller").out.splitlines()[3:]
    assert lines[0].startswith("      + støv og")
    assert len(lines) > 2
    assert all(line.startswith("        ") and len(line) <= 100 for line in lines[1:])
