"""`dok endringer`: what has changed since a programme was adopted, as the plan and its copies say."""

from pathlib import Path

import pytest

from tests.cli.conftest import Dok
from tests.regionrad import council

SAID = """\
Styret: vedtatt 6. februar 2026
  Revisjon 1, 20. mars 2026
    – Prioriteringen «Dobbeltspor på Gjøvikbanen» er endret til «Dobbeltspor og
      flere avganger på Gjøvikbanen».
    – Nytt under andre viktige saker: «bredbånd».
    – Møtet 17. april er flyttet til 24. april.
    – Møtet 12. juni er avlyst: For få saker.
  Revisjon 2, 4. mai 2026
    – Nytt tema for møtet 23. oktober: «Gjøvikbanen».
"""


@pytest.fixture
def adopted(tmp_path: Path) -> Path:
    return council(tmp_path / "råd", "bokmål").root


def test_each_revision_is_told_with_its_changes(adopted: Path, dok: Dok) -> None:
    told = dok("-C", str(adopted), "endringer", "2026", "--gruppe", "styret")
    assert (told.code, told.out.replace("\N{NO-BREAK SPACE}", " ")) == (0, SAID)
    every = dok("-C", str(adopted), "endringer", "2026").out
    assert "Representantskapet: ikke vedtatt\n" in every


def test_what_the_plan_says_and_no_revision_has_yet_is_told_too(adopted: Path, dok: Dok) -> None:
    own = adopted / "plan/2026/styret.yaml"
    own.write_text(own.read_text("utf-8").replace("[bredbånd]", "[bredbånd, veier]"), encoding="utf-8")
    told = dok("-C", str(adopted), "endringer", "2026", "--gruppe", "styret")
    assert " (ikke laget ennå)\n    – Nytt under andre viktige saker: «veier».\n" in told.out
    assert told.out.endswith("  Lag revisjonen med «dok handlingsprogram 2026».\n")
    answer = dok("-C", str(adopted), "endringer", "2026", "--gruppe", "styret", "--json").answer
    (programme,) = answer["programmer"]
    assert (programme["gruppe"], programme["vedtatt"]) == ("styret", "2026-02-06")
    assert [own["laget"] for own in programme["revisjoner"]] == [True, True, False]
    assert programme["revisjoner"][0]["endringer"][2] == {
        "felt": "dato",
        "slag": "endret",
        "møte": "17.04.2026",
        "melding": "Møtet 17.\N{NO-BREAK SPACE}april er flyttet til 24.\N{NO-BREAK SPACE}april.",
    }


def test_a_group_without_a_plan_is_an_error(adopted: Path, dok: Dok) -> None:
    told = dok("-C", str(adopted), "endringer", "2026", "--gruppe", "stryet")
    assert told.code == 2
    assert "Mente du «styret»?" in told.err
