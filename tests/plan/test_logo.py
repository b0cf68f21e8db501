"""The logo and the organisation number of `organisasjon.yaml`: what is taken, and what refused."""

import struct
import zlib

import pytest

from dokumentmaskin.plan.loading.loader import load_plan
from tests.conftest import ORGANISASJON, WritePlan
from tests.plan.test_loader import problem, problems, told

LOGO = "logo: {fil: logo.png, tekst: Testregionen}\n"
PLACE = "plan/organisasjon.yaml:9:13 logo.fil"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 40, height: int = 10) -> bytes:
    """A whole PNG, grey and eight bits deep."""
    rows = b"".join(b"\0" + bytes(width) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_the_logo_is_read_with_the_plan(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(organisasjon=ORGANISASJON + LOGO, andre={"plan/logo.png": png()}))
    assert plan.logo == png()
    assert plan.organisasjon.logo is not None
    assert plan.organisasjon.logo.tekst == "Testregionen"


def test_without_a_logo_there_is_none(write_plan: WritePlan) -> None:
    assert load_plan(write_plan()).logo == b""


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("plan/annet.png", png(), "mangler-logo"),
        ("plan/logo.png", png()[:-3], "ubrukelig-logo"),
        ("plan/logo.png", b"<svg/>", "ubrukelig-logo"),
        ("plan/logo.png", png()[:-12] + bytes(2_000_000) + png()[-12:], "ubrukelig-logo"),
    ],
)
def test_a_logo_that_cannot_be_used_is_refused_at_its_place(
    path: str, data: bytes, code: str, write_plan: WritePlan
) -> None:
    workspace = write_plan(organisasjon=ORGANISASJON + LOGO, andre={path: data})
    assert told(problem(workspace)) == (code, PLACE)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("../../logo.png", "utenfor-arbeidsmappen"),
        ("C:/logo.png", "full-sti"),
        ("bilder\\logo.png", "omvendt-skrastrek"),
    ],
)
def test_a_path_that_no_one_else_can_follow_is_refused(
    written: str, code: str, write_plan: WritePlan
) -> None:
    workspace = write_plan(organisasjon=ORGANISASJON + LOGO.replace("logo.png", written))
    assert told(problem(workspace)) == (code, PLACE)


def test_a_name_that_is_nearly_right_is_suggested(write_plan: WritePlan) -> None:
    workspace = write_plan(organisasjon=ORGANISASJON + LOGO, andre={"plan/logoen.png": png()})
    assert "logoen.png" in problem(workspace).advice


def test_a_logo_says_what_it_shows(write_plan: WritePlan) -> None:
    workspace = write_plan(organisasjon=ORGANISASJON + "logo: {fil: logo.png}\n")
    assert [str(found.place) for found in problems(workspace)] == ["plan/organisasjon.yaml:9:7 logo.tekst"]


@pytest.mark.parametrize("written", ["999888777", "999 888 777", '"999888 777"'])
def test_an_organisation_number_is_written_in_its_groups(written: str, write_plan: WritePlan) -> None:
    plan = load_plan(write_plan(organisasjon=f"{ORGANISASJON}organisasjonsnummer: {written}\n"))
    assert plan.organisasjon.organisasjonsnummer == "999 888 777"


@pytest.mark.parametrize("written", ["99988877", "NO 999 888 777", "999-888-777"])
def test_what_is_no_organisation_number_is_refused(written: str, write_plan: WritePlan) -> None:
    workspace = write_plan(organisasjon=f"{ORGANISASJON}organisasjonsnummer: {written}\n")
    assert problem(workspace).code == "ugyldig-orgnummer"
