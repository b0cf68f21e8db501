"""What goes wrong is said in Norwegian, with the right exit code, and as one object with --json."""

import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click
import pytest

from dokumentmaskin.cli import main
from dokumentmaskin.cli.boundary import run
from dokumentmaskin.cli.catalogue import ENTRIES
from dokumentmaskin.cli.output import print_problems
from dokumentmaskin.errors import EngineError, Problem
from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import COMMAND, Dok, Result, start
from tests.conftest import WritePlan
from tests.templates import own_templates

DAY: Final = "2022-03-11"
ARGUMENTS: Final = {
    "handlingsprogram": ["2022"],
    "bygg": ["2022"],
    "innkalling": [DAY],
    "saksliste": [DAY],
    "pakke": [DAY],
    "referat": [DAY],
    "skjema": [],
}
ENGLISH: Final = re.compile(
    r"\b(error|usage|options?|commands?|arguments?|missing|invalid|try|such|got|unexpected|requires?d?|"
    r"show|exit|not|valid|aborted|choose|does|takes?|value|from|range|did|mean|you|message|the|is)\b",
    re.IGNORECASE,
)

# Every way to use click wrongly that a command line allows: the arguments, and what is answered.
WRONG_USE: Final = [
    (["innkaling"], "Det finnes ingen kommando som heter «innkaling». Mente du «innkalling»?"),
    (["xyz"], "Det finnes ingen kommando som heter «xyz». Se «dok --help»."),
    (["--tull"], "«--tull» foran kommandoen. Skriv valgene etter kommandoen"),
    (["-x"], "«-x» foran kommandoen."),
    (["-C"], "Valget «-C» trenger en verdi. Se «dok --help»."),
    (["--versjon=3"], "Valget «--versjon» tar ingen verdi. Se «dok --help»."),
    (["innkalling"], "Det mangler DATO etter «dok innkalling». Se «dok innkalling --help»."),
    (["innkalling", DAY, "--jsn"], "Det finnes ikke noe valg som heter «--jsn». Mente du «--json»?"),
    (["innkalling", DAY, "-x"], "valg som heter «-x». Se «dok innkalling --help»."),
    (["innkalling", DAY, "--gruppe"], "«--gruppe» trenger en verdi. Se «dok innkalling --help»."),
    (
        ["pakke", DAY, "--motor", "word"],
        "«--motor» kan ikke ha denne verdien. Velg innebygd eller libreoffice.",
    ),
    (["vis", "--port", "99999"], "«--port» kan ikke ha denne verdien. Skriv et tall fra 0 til 65535."),
    (["publiser", "--til", "web", "--sjekk"], "«--sjekk» legger ikke ut noe"),
    (["bygg"], "Det mangler ÅR etter «dok bygg». Se «dok bygg --help»."),
    (["bygg", "x"], "«x» er ikke et årstall. Skriv det med fire sifre, som 2022. Se «dok bygg --help»."),
    (["bygg", "22"], "«22» er ikke et årstall."),
    (["bygg", "20222"], "«20222» er ikke et årstall."),
    (["handlingsprogram", "-1"], "valg som heter «-1»."),
    (["bygg", "2022", "2023"], "Det står noe for mye: «2023»."),
    (["ny", "mine", "fine", "møter"], "Det står noe for mye: «fine møter». Er det et navn med mellomrom"),
    (["ny"], "Det mangler MAPPE etter «dok ny»."),
    (["skjema", "--motor"], "valg som heter «--motor»."),
    (["bygg", "2021"], "Det finnes ingen årsplan for 2021. Det finnes årsplan for 2022."),
    (
        ["innkalling", "tull"],
        "«tull» er ikke en dato. Skriv datoen som 2022-03-11, 11.03.2022 eller 11. mars 2022",
    ),
    (["innkalling", "2022-13-11"], "«2022-13-11» er ikke en dato."),
    (["innkalling", "juni"], "Ingen gruppe møtes i juni 2022. Nærmeste møter: 2022-03-11"),
    (["innkalling", "april"], "Ingen gruppe møtes i april 2022."),
    (
        ["innkalling", "2022-03-12"],
        "Ingen gruppe møtes lørdag 12.\N{NO-BREAK SPACE}mars 2022. Nærmeste møter:",
    ),
    (["innkalling", DAY, "--gruppe", "x"], "Det finnes ingen gruppe som heter «x»."),
    (["-C", "borte", "bygg", "2022"], "Mappen «borte» er ikke en arbeidsmappe: Den har"),
]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("arguments", "words"), WRONG_USE, ids=lambda value: str(value)[:30])
def test_wrong_use_is_said_in_norwegian(arguments: list[str], words: str, dok: Dok) -> None:
    said = dok(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Feil: ")
    assert said.err.count("\n") == 1
    assert plain(words) in plain(said.err)
    assert ENGLISH.findall(re.sub("«[^»]*»", "", said.err)) == []


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [row for row in WRONG_USE if row[0][-1] not in {"-C", "--gruppe"}],  # they would take --json
    ids=lambda value: str(value)[:30],
)
def test_wrong_use_is_one_object_with_json(arguments: list[str], words: str, dok: Dok) -> None:
    said = dok(*arguments, "--json")
    assert said.code == 2
    (problem,) = said.answer["feil"]
    assert plain(words) in plain(f"{problem['melding']} {problem['råd']}")
    name = next((word for word in arguments if word in ENTRIES), None)
    assert name is None or said.answer["kommando"] == name


@pytest.mark.parametrize("name", ["", *ENTRIES])
def test_help_is_norwegian(name: str, dok: Dok) -> None:
    shown = dok(*name.split(), "--help")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith(f"Bruk: dok {name}".rstrip())
    assert "Vis denne hjelpen." in shown.out
    assert ENGLISH.findall(shown.out.replace("--help", "").replace("--version", "")) == []
    assert shown.out == dok(*name.split(), "-h").out
    options = re.findall(r"^  (\S+)", shown.out.partition("\nValg:\n")[2], re.MULTILINE)
    assert [word for word in options if not word.startswith("-")] == []


# Exit codes, by what stands in the way


def break_plan(here: Workspace) -> None:
    (here.plan / "organisasjon.yaml").write_text(
        "navn: Regionrådet\nsekretaritat: {}\nfaggruper: []\n", "utf-8"
    )


def break_templates(here: Workspace) -> None:
    own_templates(here.root)
    for file in (here.templates / "bokmal").iterdir():
        file.write_bytes(b"PK, men ingen zip")


class Broken:
    name = "innebygd"

    def convert(self, docx: bytes) -> bytes:
        raise EngineError(Problem("pdf-motor-feilet", f"Motoren stoppet etter {len(docx)} byte."))


def break_output(here: Workspace) -> None:
    here.output.write_bytes(b"en fil, ikke en mappe")


def leave(here: Workspace) -> None:
    (here.plan).rename(here.root / "plan-gammel")


def check(said: Result, name: str, stopped: tuple[int, str]) -> None:
    code, kind = stopped
    assert said.code == code
    assert kind in said.codes
    assert said.answer["kommando"] == name
    assert {file["format"] for file in said.answer["filer"]} <= {"docx", "yaml"}


MAKING: Final = [name for name in ARGUMENTS if name != "skjema"]


@pytest.mark.parametrize("name", MAKING)
@pytest.mark.parametrize(
    ("harm", "stopped"),
    [
        (leave, (2, "ingen-arbeidsmappe")),
        (break_plan, (3, "ukjent-nokkel")),
        (break_templates, (4, "odelagt-mal")),
        (break_output, (7, "kan-ikke-skrive")),
    ],
)
def test_the_exit_code_says_what_stood_in_the_way(
    here: Workspace, dok: Dok, name: str, harm: Callable[[Workspace], None], stopped: tuple[int, str]
) -> None:
    harm(here)
    check(dok(name, *ARGUMENTS[name], "--json"), name, stopped)
    said = dok(name, *ARGUMENTS[name])
    assert (said.code, said.out) == (stopped[0], "")
    assert all(line.startswith("Feil: ") for line in said.err.splitlines())


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", MAKING)
def test_a_failing_engine_is_5(dok: Dok, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dokumentmaskin.pipeline.pipeline.choose_engines", lambda _: (Broken(),))
    check(dok(name, *ARGUMENTS[name], "--json"), name, (5, "pdf-motor-feilet"))


def test_all_errors_of_a_plan_are_said_at_once(here: Workspace, dok: Dok) -> None:
    break_plan(here)
    lines = dok("bygg", "2022").err.splitlines()
    for key in ("sekretaritat", "faggruper"):
        assert any(re.match(rf"Feil: plan/organisasjon\.yaml:[23]:1 {key}: ", line) for line in lines)


def test_a_meeting_without_a_day_is_an_error_in_the_plan(programme_only: Workspace, dok: Dok) -> None:
    assert programme_only.plan.is_dir()
    said = dok("innkalling", "juni", "--json")
    assert (said.code, said.codes) == (3, ["dag-ikke-satt"])
    assert said.answer["feil"][0]["sted"].startswith("plan/2022/klima.yaml:4:")


def test_a_persons_document_is_7_and_its_pdf_is_there(here: Workspace, dok: Dok) -> None:
    assert dok("innkalling", DAY).code == 0
    shutil.rmtree(here.output / f"{DAY}-klima/.dok")
    with (here.output / f"{DAY}-klima/innkalling-{DAY}.docx").open("ab") as stream:
        stream.write(b"\0")  # a zip file may end so
    said = dok("innkalling", DAY, "--json")
    assert (said.code, said.codes) == (7, ["redigert"])
    assert list(said.files.values()) == ["bevart", "skrevet", "uendret"]
    said = dok("innkalling", DAY)
    assert f"innkalling-{DAY}.docx     ikke rørt" in said.out
    assert f"«innkalling-{DAY}.ny.docx»" in said.err


@pytest.mark.parametrize("name", ARGUMENTS)
def test_ctrl_c_is_130(here: Workspace, dok: Dok, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dokumentmaskin.workspace.find_workspace", interrupted)
    monkeypatch.setattr("dokumentmaskin.cli.options.find_workspace", interrupted)
    said = dok(name, *ARGUMENTS[name])
    assert (said.code, said.out, said.err.strip()) == (130, "", "Feil: Avbrutt.")
    assert dok(name, *ARGUMENTS[name], "--json").codes == ["avbrutt"]
    assert not here.output.exists()


# As a program of its own


@pytest.mark.skipif(sys.platform == "win32", reason="sends Ctrl-C as a Unix terminal does")
def test_ctrl_c_leaves_whole_files(here: Workspace) -> None:
    process = subprocess.Popen([*COMMAND, "bygg", "2022"], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    while process.poll() is None and not list(here.root.glob("output/*/*.docx")):
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said.decode().strip()) == (130, "Feil: Avbrutt.")
    assert not list(here.root.glob("output/*/.*.tmp"))
    again = start("bygg", "2022", "--json", cwd=here.root)
    assert (again.code, set(again.files.values()) <= {"skrevet", "uendret"}) == (0, True)


@pytest.mark.parametrize("encoding", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
                                      {"PYTHONIOENCODING": "cp1252"}])  # fmt: skip
def test_norwegian_letters_come_through(tmp_path: Path, encoding: dict[str, str]) -> None:
    assert "Samle møtets dokumenter og vedlegg i én PDF." in start("--help", cwd=tmp_path, env=encoding).out
    assert start("bygg", "x", cwd=tmp_path, env=encoding).err.startswith("Feil: «x» er ikke et årstall.")


def on_a_terminal(*arguments: str, cwd: Path, env: dict[str, str]) -> str:
    """What a command writes on standard error when that is a terminal."""
    pty = pytest.importorskip("pty", exc_type=ImportError)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments], cwd=cwd, env=os.environ | env, stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    try:
        while data := os.read(ours, 65536):
            shown += data
    except OSError:  # Linux' way to say that the other side is closed
        pass
    os.close(ours)
    process.wait()
    return shown.decode()


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colour_is_for_terminals_that_want_it(tmp_path: Path, no_color: str, coloured: bool) -> None:  # noqa: FBT001
    shown = on_a_terminal("bygg", "x", cwd=tmp_path, env={"NO_COLOR": no_color, "TERM": "xterm"})
    assert "er ikke et årstall" in shown
    assert ("\x1b[31mFeil" in shown) is coloured
    assert ("\x1b" in shown) is coloured
    assert "\x1b" not in start("bygg", "x", cwd=tmp_path, env={"NO_COLOR": no_color}).err


def test_a_bar_is_for_a_person_at_a_terminal(programme_only: Workspace) -> None:
    shown = on_a_terminal("bygg", "2022", cwd=programme_only.root, env={"TERM": "xterm"})
    assert "Lager dokumenter" in shown
    assert "100%" in shown
    (programme_only.output / "2022-klima/handlingsprogram-2022.pdf").unlink()
    assert on_a_terminal("bygg", "2022", "--json", cwd=programme_only.root, env={}) == ""
    (programme_only.output / "2022-klima/handlingsprogram-2022.pdf").unlink()
    piped = start("bygg", "2022", cwd=programme_only.root)
    assert [line.split(":")[0] for line in piped.err.splitlines()] == ["Merk"]
    assert "Lager" not in piped.out


def test_a_file_that_is_taken_away_in_the_middle_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    @click.command()
    def command() -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "referat.docx")

    assert run(command, []) == 7
    said = capsys.readouterr().err
    assert "Kan ikke lese eller skrive «referat.docx»: du har ikke tilgang" in said
    assert "Traceback" not in said


def test_like_errors_with_one_cause_are_told_as_one(write_plan: WritePlan, dok: Dok) -> None:
    names = ["Nrd"] * 16 + ["Sr"] * 2
    rows = "".join(f"  - {{navn: P{n}, delregion: {name}}}\n" for n, name in enumerate(names))
    here = write_plan(medlemmer=f"klima:\n{rows}")
    result = dok("bygg", "2022", "-C", str(here.root))
    told = [line.partition("delregion: Ukjent ")[2] for line in result.err.splitlines()]
    assert told == [
        "delregion: «Nrd» står ikke i organisasjon.yaml. "  # noqa: ISC004
        "Det gjelder 16 steder: linje 2, 3, 4, 5, 6 og 11 til. Mente du «Nord»?",
        *["delregion: «Sr» står ikke i organisasjon.yaml. Mente du «Sør»?"] * 2,
    ]
    assert "medlemmer.yaml:2:27 klima[1]" in result.err.splitlines()[0]
    assert len(dok("bygg", "2022", "-C", str(here.root), "--json").answer["feil"]) == 18


class _Full(io.StringIO):
    """Where nothing more can be written."""

    def write(self, text: str) -> int:  # noqa: ARG002
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("output", [_Full(), None], ids=["full", "closed"])
def test_json_that_cannot_be_printed_is_told_of_in_words(
    output: io.StringIO | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout", output)
    assert run(main.dok, ["skjema", "--tull", "--json"]) == 2
    assert "valg som heter «--tull»" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_work_that_cannot_be_told_of_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    assert run(main.dok, ["skjema", "--json"]) == 7
    assert "Kan ikke lese en fil eller skrive ut: den er lukket." in capsys.readouterr().err


def test_an_error_keeps_its_code_when_it_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", _Full())
    assert run(main.dok, ["skjema", "--tull"]) == 2


def test_ctrl_c_while_the_program_is_loaded_is_130() -> None:
    program = (
        "import sys; sys.argv = ['dok', 'status', '--json']\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'click':\n"
        "            sys.meta_path.remove(self)\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from dokumentmaskin.__main__ import main; main()"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True)
    assert (ended.returncode, ended.stderr) == (130, "")
    assert [problem["kode"] for problem in json.loads(ended.stdout)["feil"]] == ["avbrutt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a pipe as Unix does")
@pytest.mark.parametrize(
    ("pipe", "code"),
    [("templates/bokmal/innkalling.docx", 4), (f"output/{DAY}-klima/innkalling-{DAY}.docx", 7)],
)
def test_a_pipe_is_never_waited_for(pipe: str, code: int, here: Workspace, dok: Dok) -> None:
    place = here.root / pipe
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    os.mkfifo(place)
    said = dok("innkalling", DAY)
    assert (said.code, "det er ingen vanlig fil" in said.err) == (code, True)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("«אב גד» er ikke en dato.", "«\u2068אב גד\u2069» er ikke en dato."),
        ("«\u202edato» er ikke en dato.", "«<U+202E>dato» er ikke en dato."),
        ("«dato\u2067» er «أ», ikke «ب».", "«dato<U+2067>» er «\u2068أ\u2069», ikke «\u2068ب\u2069»."),
    ],
)
def test_words_that_run_from_the_right_move_nothing(
    said: str, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    print_problems("Feil", [Problem("x", said)])
    assert capsys.readouterr().err == f"Feil: {printed}\n"
