"""The option that lets what is not settled count as accepted, on every command that makes PDFs."""

import docx
import pytest

from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok
from tests.profiles import some

FOLDER = "output/2022-03-11-klima"


def hide(workspace: Workspace, path: str) -> None:
    """Write something hidden last in a document, as a person does."""
    document = docx.Document(str(workspace.root / path))
    document.add_paragraph().add_run("Bare for oss").font.hidden = True
    document.save(str(workspace.root / path))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("command", "day", "document"),
    some(
        [
            ("pakke", "2022-03-11", f"{FOLDER}/saksliste-2022-03-11.docx"),
            ("innkalling", "2022-03-11", f"{FOLDER}/innkalling-2022-03-11.docx"),
            ("saksliste", "2022-03-11", f"{FOLDER}/saksliste-2022-03-11.docx"),
            ("epost", "2022-03-11", f"{FOLDER}/innkalling-2022-03-11.docx"),
            ("referat", "2022-03-11", f"{FOLDER}/referat-2022-03-11.docx"),
            ("handlingsprogram", "2022", "output/2022-klima/handlingsprogram-2022.docx"),
            ("bygg", "2022", "output/2022-klima/handlingsprogram-2022.docx"),
        ],
        short=2,
    ),
)
def test_what_is_not_settled_stops_with_8_until_it_is_accepted(
    dok: Dok, workspace: Workspace, command: str, day: str, document: str
) -> None:
    assert dok(command, day).code == 0
    hide(workspace, document)
    stopped = dok(command, day)
    assert stopped.code == 8
    assert f"Feil: {document}: Dokumentet har skjult tekst på ett sted: «Bare for oss»" in stopped.err
    assert "legg til --godta-endringer." in stopped.err
    accepted = dok(command, day, "--godta-endringer")
    assert (accepted.code, "Feil:" in accepted.err) == (0, False)
    assert dok(command, day, "--godta-endringer").code == 0
    assert dok(command, day).code == 8


@pytest.mark.usefixtures("here")
def test_json_tells_of_each_kind(dok: Dok, workspace: Workspace) -> None:
    assert dok("saksliste", "2022-03-11").code == 0
    hide(workspace, f"{FOLDER}/saksliste-2022-03-11.docx")
    answer = dok("saksliste", "2022-03-11", "--json").answer
    assert [problem["kode"] for problem in answer["feil"]] == ["skjult-tekst"]
    assert [problem["kode"] for problem in answer["advarsler"]] == ["gammel-pdf"]


@pytest.mark.usefixtures("here")
def test_nothing_is_sent_to_a_target_when_the_gate_stops(dok: Dok, workspace: Workspace) -> None:
    disk = workspace.root / "disk"
    disk.mkdir()
    with (workspace.plan / "organisasjon.yaml").open("a", encoding="utf-8") as plan:
        plan.write("\npublisering: {mål: [{navn: disk, slag: mappe, sti: disk}]}\n")
    assert dok("saksliste", "2022-03-11").code == 0
    hide(workspace, f"{FOLDER}/saksliste-2022-03-11.docx")
    stopped = dok("publiser", "2022-03-11", "--til", "disk")
    assert (stopped.code, "skjult tekst" in stopped.err, list(disk.iterdir())) == (8, True, [])
