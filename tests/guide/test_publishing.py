"""The guide's example of what stops a PDF before it is published."""

import re
import shlex
import shutil
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from dokumentmaskin.cli.boundary import run
from dokumentmaskin.cli.main import dok
from tests.word.tracked import dele, ins

REPOSITORY = Path(__file__).parents[2]
GUIDE = REPOSITORY / "docs/rediger-i-word.md"


def edited(file: Path) -> None:
    """Change the agenda as the guide says that Kari and Ola did."""
    document = docx.Document(str(file))
    proposal = next(p for p in document.paragraphs if p.text.startswith("Faggruppen ber"))
    append(proposal, dele(" Fristen er 1. mai.") + ins(" Fristen er 1. juni."))
    document.add_comment(proposal.runs, text="Er dette avklart med lederen?", author="Ola Hansen")
    document.core_properties.last_modified_by = "Kari Nordmann"
    document.save(str(file))


def append(paragraph: Paragraph, xml: str) -> None:
    for element in list(parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")):
        paragraph._p.append(element)


def test_the_example_of_an_unsettled_document_is_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    section = GUIDE.read_text(encoding="utf-8").partition("## Før PDF-en publiseres")[2].partition("\n## ")[0]
    (block,) = re.findall(r"^```text\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    for folder in ("plan", "templates"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    run(dok, ["pakke", "2022-03-11"])
    edited(tmp_path / "output/2022-03-11-naeringssamarbeid/saksliste-2022-03-11.docx")
    capsys.readouterr()
    for turn in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, answer = turn.partition("\n")
        run(dok, shlex.split(command)[1:])
        printed = capsys.readouterr()
        said = (printed.out + printed.err).replace("\N{NO-BREAK SPACE}", " ")
        assert said.splitlines() == answer.splitlines(), command
