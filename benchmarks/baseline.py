"""The script that a user would write instead of `dok innkalling`: docxtpl, then LibreOffice.

It fills the same template with the same meeting and converts the result. It checks nothing: no schema,
no missing names, no lost words, no accessibility.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from docxtpl import DocxTemplate
from jinja2 import ChainableUndefined, Environment


def main(workspace: Path, target: Path) -> None:
    """Fill the summons of 11 March 2022 and convert it to PDF."""
    organisation = _read(workspace / "plan/organisasjon.yaml")
    members = _read(workspace / "plan/medlemmer.yaml")["næringssamarbeid"]
    meeting = _read(workspace / "plan/2022/2022-03-11/mote.yaml")
    template = DocxTemplate(workspace / "templates/bokmal/innkalling.docx")
    names = Environment(undefined=ChainableUndefined, autoescape=True)
    template.render(_context(organisation, members, meeting), names)
    document = target / "innkalling.docx"
    template.save(document)
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", target, document],
        check=True,
        capture_output=True,
    )


def _read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def _context(organisation: Any, members: Any, meeting: Any) -> dict[str, Any]:
    cases = [
        {"nummer": str(n), "vedlegg": [], "unntatt": "", "uten_papirer": "", **case}
        for n, case in enumerate(meeting["saker"], 1)
    ]
    return {
        "tittel": "Innkalling til møte 11. mars 2022",
        "emne": "Faggruppen for næringssamarbeid",
        "organisasjon": organisation,
        "sekretariat": organisation["sekretariat"],
        "gruppe": {"tittel": "Faggruppen for næringssamarbeid", "leder": meeting["møteleder"]},
        "møte": {**meeting, "type": "faggruppemøte", "dato": "fredag 11. mars 2022", "form": "digitalt"},
        "organ": {"leder": "Leder", "nestleder": "Nestleder"},
        "saker": cases,
        "saksgrupper": [{"overskrift": "", "saker": cases}],
        "sitter_for": "Delregion",
        "innkalt": [_summoned(m) for m in members],
        "forfall": meeting["forfall"],
        "program": meeting["program"],
        "papirer": [paper for case in cases for paper in case["vedlegg"]],
        "utsendt": meeting["utsendt"],
        "oppdatert": meeting["oppdatert"],
    }


def _summoned(member: Any) -> dict[str, str]:
    deputy = member.get("vara", {}).get("navn", "")
    return {"delregion": member["delregion"], "hvem": member["navn"], "vara": deputy, "varaer": deputy}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
