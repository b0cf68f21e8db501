"""The lists of members: where nobody sits, and what can hardly be meant."""

from datetime import date

import pytest

from dokumentmaskin.plan import coverage, doubts, load_plan, members_at
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan

DAY = date(2022, 3, 11)


def test_the_matrix_says_who_sits_where_and_where_nobody_does(write_plan: WritePlan) -> None:
    members = """\
klima:
  - {navn: Kari, delregion: Nord, vara: {navn: Per}}
  - {navn: Mia, delregion: Nord}
  - {navn: Tor, delregion: Nord, rolle: vara}
  - {navn: Ola, delregion: Sør, fra: 2022-03-12}
kultur:
  - {navn: Anne, kommune: Nes}
"""
    plan = load_plan(write_plan(medlemmer=members))
    (alone,) = coverage(plan, {"kultur": plan.medlemmer["kultur"]})
    deputised = load_plan(write_plan(medlemmer=members + "  - {navn: Eva, rolle: vara}\n"))
    (shared,) = coverage(deputised, {"kultur": deputised.medlemmer["kultur"]})
    assert [row.dekning[0].uten_vara for row in (alone, shared)] == [True, False]
    matrix = coverage(plan, {body: members_at(plan, body, DAY) for body in ("klima", "kultur")})
    said = {
        row.plass: [
            ([m.navn for m in cell.medlemmer], [v.navn for v in cell.varaer], cell.mangler, cell.uten_vara)
            for cell in row.dekning
        ]
        for row in matrix
    }
    nobody: tuple[list[str], list[str], bool, bool] = ([], [], False, False)
    assert said == {
        "Nord": [(["Kari", "Mia"], ["Per", "Tor"], False, False), nobody],
        "Sør": [([], [], True, False), nobody],
        "Nes": [nobody, (["Anne"], [], False, True)],
    }


SHARED = "klima:\n  - {navn: Kari, epost: a@b.no}\nkultur:\n  - {navn: Ola, epost: A@b.no}\n"
ALIKE = "klima:\n  - {navn: Kari Berg}\nkultur:\n  - {navn: kari  berg}\n"
NUMBERS = "klima:\n  - {navn: Kari, telefon: 1}\nkultur:\n  - {navn: Ola, vara: {navn: Kari, telefon: 2}}\n"
MOVED = """\
klima:
  - {navn: Kari, kommune: Nes, delregion: Nord}
  - {navn: Ola, kommune: Nes, delregion: Sør}
"""
WORDS = {
    "felles-epost": "4:24 kultur[1].epost: «Kari» og «Ola» har samme e-post, a@b.no.",
    "nesten-samme-navn": "4:12 kultur[1].navn: «Kari Berg» og «kari  berg» er nesten samme navn.",
    "to-adresser": "4:45 kultur[1].vara.telefon: «Kari» har «telefon: 1» ett sted og «telefon: 2» her.",
    "kommune-i-to": "3:42 klima[2].delregion: Nes kommune er i Nord for «Kari», men i Sør for «Ola».",
}


@pytest.mark.parametrize(("members", "code"), [*zip((SHARED, ALIKE, NUMBERS, MOVED), WORDS, strict=True)])
def test_what_can_hardly_be_meant_is_named_with_its_place(
    write_plan: WritePlan, members: str, code: str
) -> None:
    found = doubts(load_plan(write_plan(medlemmer=members)))
    assert [(note.code, f"{note.place}: {note.message}") for note in found] == [
        (code, f"plan/medlemmer.yaml:{WORDS[code]}")
    ]


def test_a_successor_may_take_over_an_address(write_plan: WritePlan) -> None:
    members = """\
klima:
  - {navn: Kari, epost: nes@b.no, til: 2022-04-30}
  - {navn: Ola, epost: nes@b.no, fra: 2022-05-01}
"""
    assert doubts(load_plan(write_plan(medlemmer=members))) == ()


def test_who_has_left_is_named_where_the_name_still_stands(write_plan: WritePlan) -> None:
    """In what comes after the last day alone, and as the whole name alone."""
    members = "klima:\n  - {navn: Kari, til: 2022-04-30}\n  - {navn: Ola}\n  - {navn: Ada}\n"
    own = {
        "2022/2022-03-11": "møteleder: Kari\n",
        "2022/2022-05-20": "møteleder: Karin\nreferent: Kari og Ada\n",
    }
    minutes = "oppfølging:\n  - {hva: Ring Nes, hvem: Kari, frist: 2022-06-01}\n  - {hva: Se ut, hvem: Ola}\n"
    plan = load_plan(
        write_plan(
            organisasjon=ORGANISASJON,
            medlemmer=members,
            årsplaner={"2022/klima.yaml": ÅRSPLAN},
            møter=own,
            andre={"plan/2022/2022-03-11/referat.yaml": minutes},
        )
    )
    assert [note.message.replace("\N{NO-BREAK SPACE}", " ") for note in doubts(plan)] == [
        "«Kari» skriver referatet fra møtet fredag 20. mai 2022, men sluttet 30. april 2022.",
        "«Kari» skal gjøre «Ring Nes», men sluttet 30. april 2022.",
    ]
    assert len(doubts(plan.issued_by(date(2022, 4, 1)))) == 1
