"""Write docs/feil.md from src/dokumentmaskin/feilkoder.toml: `python tools/problems/write.py`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
REGISTRY = ROOT / "src" / "dokumentmaskin" / "feilkoder.toml"
PAGE = ROOT / "docs" / "feil.md"

_HEAD = """\
# Feilkoder og avslutningskoder

*Denne siden er skrevet av `python tools/problems/write.py`. Rett i `src/dokumentmaskin/feilkoder.toml`.*

En melding fra `dok` har et sted, en årsak og et råd. Med `--json` har den også en **feilkode**, som er den
samme fra utgave til utgave. Her står hva hver feilkode betyr og hva du gjør. Søk etter den på siden.

Kommandoen slutter med en **avslutningskode**, det største tallet av dem som passer:

| Avslutningskode | Betyr |
|---|---|
"""
_COLUMNS = "| Feilkode | Hva som er galt | Hva du gjør | Avslutningskode |\n|---|---|---|---|\n"
_NOTE = """
Står det – for avslutningskode, sier `dok` fra med «Merk» og går videre. Noen feilkoder kommer på begge måter.
"""


def page() -> str:
    """The page as it is to stand."""
    registry = tomllib.loads(REGISTRY.read_text("utf-8"))
    exits = registry.pop("avslutningskoder")
    head = _HEAD + "".join(f"| {number} | {meaning} |\n" for number, meaning in exits.items())
    return head + _NOTE + "".join(_group(title, codes) for title, codes in registry.items())


def _group(title: str, codes: dict[str, list[str | int]]) -> str:
    return f"\n## {title}\n\n{_COLUMNS}" + "".join(_rows(codes))


def _rows(codes: dict[str, list[str | int]]) -> Iterator[str]:
    for code, (meaning, remedy, *exits) in codes.items():
        ends = ", ".join(str(number or "–") for number in exits)
        yield f"| `{code}` | {meaning} | {remedy} | {ends} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
