"""`dok epost` and `dok oppfolging --epost`: what is asked, what is told, and what stops them."""

import os

import click
import pytest

from dokumentmaskin.cli.options import Run
from dokumentmaskin.cli.output import Output
from dokumentmaskin.cli.passwords import with_password
from dokumentmaskin.errors import MissingPasswordError, Problem
from tests.cli.conftest import Dok
from tests.pipeline.meeting import DAY


@pytest.mark.usefixtures("here")
def test_without_addresses_nothing_is_made_and_everybody_is_named(dok: Dok) -> None:
    answer = dok("epost", DAY, "--json").answer
    assert [file["rolle"] for file in answer["filer"] if file["format"] == "eml"] == []
    assert [one["melding"] for one in answer["advarsler"] if one["kode"] == "uten-epostadresse"] == [
        "Disse har ingen e-postadresse som kan brukes, og får ingen e-post: Kari, Ola, Per."
    ]
    ended = dok("epost", DAY, "--send", "--ja")
    assert (ended.code, "Møtet var fredag 11." in ended.err) == (2, True)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "arguments",
    [("epost", DAY, "--ja"), ("oppfolging", "--send"), ("oppfolging", "--epost", "--ja")],
    ids=" ".join,
)
def test_an_option_without_the_one_that_it_belongs_to_is_wrong_use(
    dok: Dok, arguments: tuple[str, ...]
) -> None:
    ended = dok(*arguments)
    assert (ended.code, "hører sammen med" in ended.err) == (2, True)


def test_a_password_that_nobody_has_is_asked_for_and_kept_when_that_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: list[tuple[str, ...]] = []
    answers = iter(["hemmelig", "ja"])
    monkeypatch.setenv("DOK_EPOST_PASSORD", "")
    monkeypatch.setattr("keyring.set_password", lambda *said: kept.append(said))
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))

    def send() -> str:
        if not (said := os.environ["DOK_EPOST_PASSORD"]):
            raise MissingPasswordError(
                Problem("mangler-passord", "x"), "dok-epost", "post", "DOK_EPOST_PASSORD"
            )
        return said

    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(MissingPasswordError):
        with_password(Run(Output("epost", as_json=False)), send)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    with pytest.raises(MissingPasswordError):
        with_password(Run(Output("epost", as_json=True)), send)
    assert with_password(Run(Output("epost", as_json=False)), send) == "hemmelig"
    assert kept == [("dok-epost", "post", "hemmelig")]
