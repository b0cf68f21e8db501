"""`dok oppfolging`: the table, the JSON, closing, and the command's real spelling."""

import unicodedata

import pytest

from dokumentmaskin.cli.catalogue import ascii_word
from dokumentmaskin.cli.table import Column, lines
from dokumentmaskin.workspace import Workspace
from tests.cli.conftest import Dok
from tests.conftest import ÅRSPLAN, WritePlan

MINUTES = """\
oppfølging:
  - {hva: Send den lange skissen til alle medlemmene i gruppen og be om svar, hvem: Kari og Ola, sak: 4}
  - {hva: Ring, hvem: Kari, frist: 2022-04-01, sak: 4, status: i arbeid}
"""
CASES = "saker: [{tittel: Luft}, {tittel: Personalsak, unntatt: offl. § 25}]\n"


@pytest.fixture
def settled(write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    here = write_plan(møter={"2022/2022-03-11": CASES}, andre={"plan/2022/2022-03-11/referat.yaml": MINUTES})
    monkeypatch.chdir(here.root)
    return here


@pytest.mark.usefixtures("settled")
def test_the_overdue_stand_first_in_a_table_for_eighty_columns(dok: Dok) -> None:
    shown = dok("oppfolging")
    assert (shown.code, shown.err) == (0, "")
    table = shown.out.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    ring, send = table[2][:5], table[7][:5]
    assert table == [
        "Over fristen (1)",
        "Ref    Frist       Hva                         Hvem             Fra",
        f"{ring}  01.04.2022  Ring (i arbeid)             Kari             sak 4",
        "                                                                11.03.2022",
        "",
        "Åpne (1)",
        "Ref    Frist       Hva                         Hvem             Fra",
        f"{send}              Send den lange skissen til  Kari og Ola      sak 4",
        "                   alle medlemmene i gruppen                    11.03.2022",
        "                   og be om svar",
        "",
        f"Lukk et punkt slik: dok oppfolging lukk {ring}",
    ]
    assert max(map(len, table)) <= 80


@pytest.mark.usefixtures("settled")
def test_a_program_gets_the_points_too(dok: Dok) -> None:
    answer = dok("oppfolging", "--json").answer
    assert answer["kommando"] == "oppfolging"
    ring, send = answer["punkter"]
    assert ring == {
        "referanse": ring["referanse"],
        "gruppe": "klima",
        "møte": "2022-03-11",
        "sak": "4",
        "hva": "Ring",
        "hvem": "Kari",
        "frist": "2022-04-01",
        "i_arbeid": True,
        "over_fristen": True,
        "unntatt": None,
    }
    assert (send["frist"], send["over_fristen"]) == (None, False)


@pytest.mark.parametrize(
    "word", ["oppfolging", "oppfølging", unicodedata.normalize("NFD", "oppfølging")], ids=ascii
)
def test_the_real_spelling_is_the_same_command(word: str, settled: Workspace, dok: Dok) -> None:
    ring = dok(word, "--json").answer["punkter"][0]["referanse"]
    closed = dok(word, "lukk", ring, "--json")
    assert closed.answer["punkter"] == [{"referanse": ring, "hva": "Ring"}]
    assert closed.files == {"oppfolging.yaml": "skrevet"}
    assert closed.answer["kommando"] == "oppfolging"
    wrong = dok(word, "lukk", "zzzzz", "--json")
    assert (wrong.code, wrong.codes, wrong.answer["kommando"]) == (2, ["ukjent-referanse"], "oppfolging")
    assert (settled.plan / "oppfolging.yaml").is_file()


def test_any_command_word_may_be_written_as_it_is_spelt() -> None:
    words = ["årshjul", unicodedata.normalize("NFD", "årshjul"), "møtepakke", "ærlig"]
    assert [ascii_word(word) for word in words] == ["arshjul", "arshjul", "motepakke", "aerlig"]


@pytest.mark.usefixtures("settled")
def test_closing_is_told_and_closing_again_too(dok: Dok) -> None:
    ring = dok("oppfolging", "--json").answer["punkter"][0]["referanse"]
    assert dok("oppfolging", "lukk", ring, "--merknad", "Sendt").out == (
        f"Lukket {ring}: Ring\nplan/oppfolging.yaml  skrevet\n"
    )
    again = dok("oppfolging", "lukk", ring)
    assert (again.code, again.out) == (0, "")
    assert again.err.startswith(f"Merk: «{ring}» var lukket fra før, ")
    assert "Ring" not in dok("oppfolging").out


@pytest.mark.usefixtures("here")
def test_no_points_are_said_so(dok: Dok) -> None:
    assert dok("oppfolging").out == "Ingen åpne punkter.\n"
    assert dok("oppfolging", "--epost").out == "Ingen åpne punkter.\n"
    assert dok("oppfolging", "--json").answer["punkter"] == []


def test_several_groups_points_say_whose_they_are(
    write_plan: WritePlan, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = {"2022/klima.yaml": ÅRSPLAN, "2022/kultur.yaml": ÅRSPLAN.replace("klima", "kultur")}
    files = {
        f"plan/2022/2022-03-11-{name}/referat.yaml": "oppfølging: [{hva: Ring, sak: 4}]\n"
        for name in ("klima", "kultur")
    }
    here = write_plan(årsplaner=plans, andre=files)
    monkeypatch.chdir(here.root)
    everything = dok("oppfolging").out.splitlines()
    assert [line.strip() for line in everything if line.strip() in {"klima", "kultur"}] == ["klima", "kultur"]
    assert "klima" not in dok("oppfolging", "--gruppe", "kultur").out
    wrong = dok("oppfolging", "--gruppe", "kutlur", "--json")
    assert (wrong.code, wrong.codes) == (2, ["ukjent-gruppe"])


def test_what_is_exempt_is_said_to_be(
    write_plan: WritePlan, dok: Dok, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = {"plan/2022/2022-03-11/referat.yaml": "oppfølging: [{hva: Ring, sak: 5}]\n"}
    here = write_plan(møter={"2022/2022-03-11": CASES}, andre=minutes)
    monkeypatch.chdir(here.root)
    assert "Ring (unntatt, offl. §" in dok("oppfolging").out
    assert dok("oppfolging", "--json").answer["punkter"][0]["unntatt"] == "offl. § 25"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["oppfolging", "luk"], "Det finnes ingen kommando som heter «luk». Mente du «lukk»?"),
        (["oppfolging", "lukk"], "Det mangler REFERANSE etter «dok oppfolging lukk»."),
        (["oppfolging", "--grupe", "x"], "Det finnes ikke noe valg som heter «--grupe»."),
        (["oppfølgin"], "Det finnes ingen kommando som heter «oppfølgin». Mente du «oppfolging»?"),
    ],
)
def test_wrong_use_is_said_in_norwegian(arguments: list[str], says: str, dok: Dok) -> None:
    answer = dok(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err


def test_a_table_lines_up_whatever_stands_in_it() -> None:
    columns = (Column("A", 4), Column("B", 6))
    rows = [("x", "en to tre"), ("", ""), ("abcdefgh", "y\nz")]
    assert list(lines(columns, rows)) == ["A     B", "x     en to", "      tre", "", "abcd  y", "efgh  z"]
