"""`dok ny`: a workspace of one's own, by options or by answers; the example is in `test_commands`."""

import errno
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok

OWN: Final = (
    "--navn",
    "Fjellrådet: IPR",
    "--gruppe",
    "styret",
    "--gruppe",
    "helse, Å:utvalg",
    "--år",
    "2026",
)


def files_of(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*.yaml")
    }


def test_a_workspace_of_ones_own_has_no_trace_of_the_example(tmp_path: Path, dok: Dok) -> None:
    made = dok("ny", str(tmp_path / "mitt"), *OWN, "--målform", "nynorsk", "--form", "samarbeid: IPR")
    assert made.code == 0
    assert made.out.splitlines()[1].endswith("og møtene i plan/2026/styret.yaml og plan/2026/helse-a.yaml.")
    here = Workspace(tmp_path / "mitt")
    organisasjon = load_plan(here).organisasjon
    assert (organisasjon.navn, organisasjon.målform) == ("Fjellrådet: IPR", "nynorsk")
    assert organisasjon.form == "samarbeid: IPR"
    assert [(g.navn, g.slag) for g in organisasjon.grupper] == [("styret", "styre"), ("helse, Å", "utvalg")]
    written = files_of(here.plan)
    assert set(written) == {"organisasjon.yaml", "medlemmer.yaml", "2026/styret.yaml", "2026/helse-a.yaml"}
    assert not any("oslo" in text.casefold() or "2022" in text for text in written.values())
    assert {file.name for file in here.templates.rglob("*.docx")} >= {"innkalling.docx", "referat.docx"}


def test_a_new_plan_has_a_line_for_each_thing_that_is_still_to_be_written(tmp_path: Path, dok: Dok) -> None:
    """What stands as a comment is read when the # is taken away."""
    dok("ny", str(tmp_path / "mitt"), *OWN)
    here = Workspace(tmp_path / "mitt")
    empty = dok("-C", str(here.root), "bygg", "2026", "--json")
    assert [note["kode"] for note in empty.answer["advarsler"]] == ["tom-moteplan"] * 2
    for name, text in files_of(here.plan).items():
        said = re.sub(r"^( *)# (?=- |\w+:)", r"\1", text, flags=re.MULTILINE)
        (here.plan / name).write_text(said, encoding="utf-8")
    plan = load_plan(here)
    assert plan.organisasjon.sekretariat.epost
    assert plan.organisasjon.form
    assert all(len(people) == 1 for people in plan.medlemmer.values())
    assert all(len(year.gruppemøter) == 1 for year in plan.år)


def test_a_new_workspace_asks_for_what_is_not_said(
    tmp_path: Path, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["Fjellrådet", "svensk", "", "styret", "helse", "nemnd", "Utvalg", "", "IPR", "26", "2027"]
    terminal = io.StringIO("\n".join(answers) + "\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    made = dok("ny", str(tmp_path / "mitt"))
    assert made.code == 0
    for said in (
        "«svensk» er ikke et av valgene",
        "«nemnd» er ikke et av valgene",
        "«26» er ikke et årstall",
    ):
        assert said in made.err
    plan = load_plan(Workspace(tmp_path / "mitt"))
    assert [(g.navn, g.slag) for g in plan.organisasjon.grupper] == [("styret", "styre"), ("helse", "utvalg")]
    assert (plan.organisasjon.målform, [year.år for year in plan.år]) == ("bokmål", [2027, 2027])
    assert plan.organisasjon.form == "IPR"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "kan ikke spørre her, og trenger --navn, --gruppe, --år. Skriv for eksempel: dok ny"),
        (OWN[:6], "trenger --år."),
        ([*OWN, "--gruppe", "helse"], "«helse» sier ikke hva slags gruppe det er. Skriv slaget bak"),
        ([*OWN, "--gruppe", "a:nemnd"], "«nemnd» er ikke et av valgene her. Velg mellom representantskap,"),
        ([*OWN, "--gruppe", "Styret"], "Filene til «Styret» ville fått samme navn"),
        ([*OWN, "--gruppe", "styret"], "To grupper heter «styret»."),
        ([*OWN, "--navn", "\u200b"], "Her står det bare usynlige tegn."),
        ([*OWN, "--målform", "samisk"], "«samisk» er ikke et av valgene her. Velg mellom bokmål, nynorsk."),
        ([*OWN, "--år", "26"], "«26» er ikke et årstall."),
    ],
)
def test_a_new_workspace_that_cannot_be_is_refused_before_anything_is_written(
    tmp_path: Path, dok: Dok, arguments: Sequence[str], said: str
) -> None:
    refused = dok("ny", str(tmp_path / "mitt"), *arguments)
    assert refused.code == 2
    assert said in refused.err
    assert not (tmp_path / "mitt").exists()


@pytest.mark.parametrize("folder", ["a/mitt", "tom"])
def test_a_full_disk_leaves_nothing(
    folder: str, tmp_path: Path, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tom").mkdir()
    copied = iter(range(5))

    def copy(source: Path, target: Path) -> None:
        if next(copied, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        target.write_bytes(source.read_bytes())

    monkeypatch.setattr("shutil.copyfile", copy)
    made = dok("ny", str(tmp_path / folder), *OWN)
    assert (made.code, "disken er full" in made.err) == (7, True)
    assert list(tmp_path.rglob("*")) == [tmp_path / "tom"]
