"""The guide's example of reading minutes back is what dok really prints and writes."""

import re
from pathlib import Path

import pytest

from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok, dok
from tests.conftest import REPOSITORY
from tests.minutes.word_edits import W, WordEdit

__all__ = ["dok"]

GUIDE = REPOSITORY / "docs/rediger-i-word.md"
DOCUMENT = "output/2022-03-11-naeringssamarbeid/referat-2022-03-11.docx"
ABSENT = {"Hadelandsregionen": ("forfall",), "Hamarregionen": ("vara møtte",)}
UNCLEAR = {"Mosseregionen": ("møtt", "vara møtte")}


def fill(edit: WordEdit) -> WordEdit:
    """Finish the minutes as the guide tells of it."""
    edit.write("Møtet startet", "09.00")
    edit.write("Møtet sluttet", "11.20")
    for row in edit.rows(0):
        region = "".join(text.text for text in next(row.iter(W + "tc")).iter(W + "t"))
        for kind in (ABSENT | UNCLEAR).get(region, ("møtt",)):
            edit.tick(f"{region}: {kind}")
    edit.write("Sak 1: vedtak", "Innkalling og saksliste ble godkjent.")
    edit.write("Sak 2: vedtak", "Referatet ble godkjent.")
    edit.write("Sak 2: godkjenning", "Godkjent")
    edit.write(
        "Sak 4: kort referat",
        "Prosjektlederen la fram skissen. Flere ønsket å vise fram:",
        "- helsenæringen",
        "- den grønne næringen",
    )
    edit.write("Sak 4: konklusjon", "Sekretariatet går videre med skissen.")
    edit.write("Sak 4: for", "11")
    edit.write("Sak 4: mot", "2")
    edit.write("Sak 4: avholdende", "1")
    edit.point(0, "Sende ut et utkast til plan", "sekretariatet", "1. april 2022", "Ikke startet", "4")
    edit.point(1, "Melde inn næringsmiljøer", "delregionene", "før sommeren", "I arbeid", "4")
    return edit.as_word_saves()


def after(heading: str, language: str) -> list[str]:
    """The fenced blocks of one language in a section of the guide."""
    section = GUIDE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```", section, re.MULTILINE | re.DOTALL)


def test_the_example_is_what_dok_prints_and_writes(
    real_workspace: Workspace, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(real_workspace.root)
    assert dok("referat", "2022-03-11").code == 0
    document = Path(DOCUMENT)
    document.write_bytes(fill(WordEdit(document.read_bytes())).saved())
    told = dok("les-referat", "2022-03-11")
    assert told.code == 3
    (shown,) = after("Les referatet inn igjen", "text")
    assert shown == f"$ dok les-referat 2022-03-11\n{told.out}{told.err}"
    (excerpt,) = after("Les referatet inn igjen", "yaml")
    written = Path("plan/2022/2022-03-11/referat.yaml").read_text(encoding="utf-8")
    for part in excerpt.split("# …\n"):
        assert part in written
