"""`dok epost` and `dok oppfolging --epost`: what is asked, what is told, and what stops them."""

import pytest

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
