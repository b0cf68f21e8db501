"""A merge gives a file that Word opens, whatever stands around dok's text."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dokumentmaskin.word.merge import merge
from dokumentmaskin.word.merge.structure import faults
from tests.profiles import some
from tests.reference.tools import needs, program, run
from tests.roundtrip import reading
from tests.roundtrip.around import AROUND, changed
from tests.roundtrip.editors import Edit, WordLike
from tests.roundtrip.plans import PLANS, UNCHANGED

pytestmark = pytest.mark.xdist_group("libreoffice")

EDITS = (
    Edit("sentence", "Regionalt samarbeid", " (utsatt)"),
    Edit("row", "Drammensregionen", "Ny region|Ny person"),
    Edit("remove", "Prioritering:"),
    Edit("comment", "Sted:", "Sjekk dette."),
)
# The plans after which the SDK looks too: a case with another title, and one taken out.
CHECKED = ("renamed", "removed")


def mine(base: bytes, around: str) -> bytes:
    return changed(WordLike(4).save(base, EDITS), AROUND[around])


@pytest.mark.parametrize("plan", some([plan.name for plan in PLANS[1:]], short=1))
@pytest.mark.parametrize("around", AROUND)
def test_a_merged_file_has_no_fault_and_lacks_no_word(
    renders: dict[str, bytes], around: str, plan: str
) -> None:
    base = renders[UNCHANGED.name]
    own = mine(base, around)
    merged = merge(base, own, renders[plan]).data
    assert faults(merged) == faults(own) == {}
    lost = reading.words(own) - reading.words(base) - reading.words(merged)
    assert not lost
    again = merge(renders[plan], merged, base).data
    assert faults(again) == {}
    assert not reading.words(own) - reading.words(renders[plan]) - reading.words(base) - reading.words(again)


@needs("ooxml-validator")
@pytest.mark.parametrize("around", AROUND)
def test_the_open_xml_sdk_finds_nothing_in_it(renders: dict[str, bytes], around: str, tmp_path: Path) -> None:
    base = renders[UNCHANGED.name]
    own = mine(base, around)
    documents = [own, *(merge(base, own, renders[plan]).data for plan in CHECKED)]
    files = [tmp_path / f"{number}.docx" for number in range(len(documents))]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(_faults, files, documents))
    assert found == [set()] * len(documents)


def _faults(file: Path, docx: bytes) -> set[str]:
    file.write_bytes(docx)
    answer = json.loads(run([program("ooxml-validator"), file]).stdout)
    return {str(error["description"]) for error in answer["errors"]}
