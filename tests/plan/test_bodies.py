"""The bodies that meet: their words in both languages, and which of them the law asks more of."""

from dataclasses import fields, replace
from datetime import date
from typing import Any, get_args

import pytest

from dokumentmaskin.errors import WrongUseError
from dokumentmaskin.plan import body_title, body_words, find_meeting, summons_warnings
from dokumentmaskin.plan.bodies import elected_unsaid, is_elected, kind_unlikely
from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.records import Gruppe, Organisasjon
from dokumentmaskin.plan.records.organisation import Ord
from dokumentmaskin.plan.words import KINDS, LANGUAGES, Organord
from dokumentmaskin.plan.words.bodies import MINUTES
from tests.conftest import ORGANISASJON, ÅRSPLAN, WritePlan
from tests.plan.test_loader import problem, problems, told

HEAD = "navn: R\nsekretariat: {navn: S}\ndelregioner: [Nord, Sør]\n"
REST = "  - {navn: kultur, slag: utvalg}\n"


def group(**said: Any) -> Gruppe:
    return Gruppe.model_validate({"navn": "klima", **said})


def organisation(form: str = "") -> Organisasjon:
    said = {
        "navn": "R",
        "form": form,
        "sekretariat": {"navn": "S"},
        "grupper": [{"navn": "a", "slag": "styre"}],
    }
    return Organisasjon.model_validate(said)


@pytest.mark.parametrize(
    ("slag", "målform", "expected"),
    [
        (
            "representantskap",
            "bokmål",
            ("representantskapet", "representantskapets", "representantskapsmøte", "Leder"),
        ),
        ("styre", "bokmål", ("styret", "styrets", "styremøte", "Leder")),
        ("utvalg", "bokmål", ("utvalget", "utvalgets", "utvalgsmøte", "Leder")),
        ("utvalg", "nynorsk", ("utvalet", "til utvalet", "utvalsmøte", "Leiar")),
        ("faggruppe", "bokmål", ("gruppen", "gruppens", "faggruppemøte", "Leder")),
        ("faggruppe", "nynorsk", ("gruppa", "til gruppa", "faggruppemøte", "Leiar")),
        ("arbeidsgruppe", "nynorsk", ("arbeidsgruppa", "til arbeidsgruppa", "arbeidsgruppemøte", "Leiar")),
    ],
)  # fmt: skip
def test_the_words_follow_from_the_kind(slag: str, målform: str, expected: tuple[str, ...]) -> None:
    words = body_words(group(slag=slag), LANGUAGES[målform])
    assert (words.bestemt, words.eieform, words.møte, words.leder) == expected
    assert words.møtet == f"{words.møte}t"
    assert words.møte_i == f"møte i {words.bestemt}"


@pytest.mark.parametrize("målform", LANGUAGES)
@pytest.mark.parametrize("slag", KINDS)
def test_every_kind_has_every_word_in_every_language(slag: str, målform: str) -> None:
    for protokoll in MINUTES:
        words = body_words(group(slag=slag, protokoll=protokoll), LANGUAGES[målform])
        assert all(getattr(words, field.name) for field in fields(Organord))
        assert words.protokoll == protokoll
        assert words.protokollen.startswith(protokoll)


def test_the_minutes_are_called_what_the_record_takes() -> None:
    assert set(get_args(Gruppe.model_fields["protokoll"].annotation)) == set(MINUTES)


def test_each_word_can_be_set() -> None:
    names = set(Ord.model_fields)
    assert names == {field.name for field in fields(Organord)} - {"protokoll", "protokollen"}
    for name in names:
        words = body_words(group(slag="styre", ord={name: "noe eget"}), LANGUAGES["bokmål"])
        assert getattr(words, name) == "noe eget"


def test_a_kind_of_ones_own_says_two_words_and_the_rest_follow() -> None:
    own = group(slag="ungdomsråd", ord={"bestemt": "ungdomsrådet", "møte": "ungdomsrådsmøte"})
    words = body_words(own, LANGUAGES["bokmål"])
    assert (words.ubestemt, words.eieform) == ("et ungdomsråd", "ungdomsrådets")
    assert (words.møtet, words.møte_i) == ("ungdomsrådsmøtet", "møte i ungdomsrådet")
    assert body_words(own, LANGUAGES["nynorsk"]).ubestemt == "eit ungdomsråd"


@pytest.mark.parametrize(
    ("said", "bokmål", "nynorsk"),
    [
        ({"navn": "styret", "slag": "styre"}, "Styret", "Styret"),
        ({"navn": "klima", "slag": "utvalg"}, "Utvalget for klima", "Utvalet for klima"),
        ({"navn": "kontrollutvalget", "slag": "utvalg"}, "Kontrollutvalget", "Kontrollutvalget"),
        ({"navn": "hovudutval for plan", "slag": "utvalg"}, "Hovudutval for plan", "Hovudutval for plan"),
        ({"navn": "styret i parken", "slag": "styre"}, "Styret i parken", "Styret i parken"),
        ({"navn": "klima", "slag": "faggruppe"}, "Faggruppen for klima", "Faggruppa for klima"),
        ({"navn": "klima", "slag": "styre", "tittel": "Klimastyret"}, "Klimastyret", "Klimastyret"),
    ],
)
def test_the_name_written_out(said: dict[str, str], bokmål: str, nynorsk: str) -> None:
    names = [body_title(group(**said), LANGUAGES[målform]) for målform in ("bokmål", "nynorsk")]
    assert names == [bokmål, nynorsk]


@pytest.mark.parametrize(
    ("form", "said", "elected", "asked"),
    [
        ("interkommunalt politisk råd (IPR)", {"slag": "styre"}, True, False),
        ("Kommune", {"slag": "utvalg"}, True, False),
        ("kommunalt oppgavefellesskap", {"slag": "representantskap"}, True, False),
        ("IPR", {"slag": "faggruppe"}, False, False),
        ("IPR", {"slag": "styre", "folkevalgt": "nei"}, False, False),
        ("", {"slag": "styre"}, False, True),
        ("aksjeselskap", {"slag": "styre"}, False, True),
        ("aksjeselskap", {"slag": "styre", "folkevalgt": "nei"}, False, False),
        ("", {"slag": "faggruppe"}, False, False),
        ("", {"slag": "faggruppe", "folkevalgt": "ja"}, True, False),
    ],
)
def test_who_is_elected(form: str, said: dict[str, str], elected: bool, asked: bool) -> None:  # noqa: FBT001
    own, body = organisation(form), group(**said)
    assert is_elected(own, body) == elected
    assert [p.code for p in elected_unsaid(own, body)] == ["folkevalgt-ukjent"] * asked


def test_groups_of_every_kind_under_the_new_key(write_plan: WritePlan) -> None:
    said = "grupper:\n  - {navn: klima, slag: styre, vanlig_tid: 10:00–14:00, målform: nynorsk}\n" + REST
    plan = load_plan(write_plan(organisasjon=HEAD + said))
    styre, utvalg = plan.organisasjon.grupper
    assert (styre.slag, utvalg.slag) == ("styre", "utvalg")
    assert [plan.språk_of(body).kode for body in (styre, utvalg)] == ["nn-NO", "nb-NO"]
    assert [språk.kode for språk in plan.alle_språk] == ["nb-NO", "nn-NO"]


def test_the_older_key_has_faggrupper(write_plan: WritePlan) -> None:
    plan = load_plan(write_plan())
    assert {body.slag for body in plan.organisasjon.grupper} == {"faggruppe"}


def test_the_new_key_asks_for_the_kind(write_plan: WritePlan) -> None:
    found = problem(write_plan(organisasjon=HEAD + "grupper:\n  - {navn: klima}\n" + REST))
    assert told(found) == ("mangler", "plan/organisasjon.yaml:5:5 grupper[1].slag")


def test_both_keys_at_once_are_refused(write_plan: WritePlan) -> None:
    found = problem(write_plan(organisasjon=ORGANISASJON + "grupper:\n" + REST))
    assert told(found) == ("to-nokler", "plan/organisasjon.yaml:6:1 faggrupper")


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("slag: ungdomsråd", "Skriv dem på gruppen: «ord: {bestemt: …, møte: …}»"),
        ("slag: ungdomsråd, ord: {møte: rådsmøte}", "Skriv dem på gruppen: «ord: {bestemt: …}»"),
        ("slag: representanskap", "Mente du «representantskap»?"),
    ],
)
def test_a_kind_without_its_words_is_named(write_plan: WritePlan, said: str, advice: str) -> None:
    found = problem(write_plan(organisasjon=HEAD + f"grupper:\n  - {{navn: klima, {said}}}\n" + REST))
    assert told(found) == ("slag-uten-ord", "plan/organisasjon.yaml:5:25 grupper[1].slag")
    assert found.advice.startswith(advice)


@pytest.mark.parametrize("text", [ORGANISASJON, HEAD + "grupper:\n  - {navn: klima, slag: styre}\n" + REST])
def test_an_unknown_key_of_a_group_is_told_of_under_either_key(write_plan: WritePlan, text: str) -> None:
    wrong = text.replace("navn: kultur", "navn: kultur, saknummer: løpende").replace("- navn", "- {navn")
    wrong = wrong.replace("{navn: klima\n", "{navn: klima}\n").replace("løpende\n", "løpende}\n")
    assert [p.advice for p in problems(write_plan(organisasjon=wrong))] == ["Mente du «saksnummer»?"]


def test_a_body_of_unknown_standing_is_asked_for_with_its_summons(write_plan: WritePlan) -> None:
    said = "grupper:\n  - {navn: klima, slag: styre}\n" + REST
    old = "faggrupper:\n  - {navn: klimautvalget}\n  - {navn: kultur}\n"
    for text, asked in (
        (said, {"folkevalgt-ukjent"}),
        ("form: kommune\n" + said, set()),
        (old, {"slag-etter-navnet"}),
    ):
        name = "klimautvalget" if text == old else "klima"
        files = {"2022/klima.yaml": ÅRSPLAN.replace("gruppe: klima", f"gruppe: {name}")}
        people = f"{name}: []\n"
        here = write_plan(organisasjon=HEAD + text, medlemmer=people, årsplaner=files)
        plan = replace(load_plan(here), dag=date(2022, 1, 10))
        found = {problem.code for problem in summons_warnings(plan, find_meeting(plan, "2022-03-11"))}
        assert found & {"folkevalgt-ukjent", "slag-etter-navnet"} == asked


def test_a_day_without_a_meeting_of_the_body_says_so_in_its_own_word(write_plan: WritePlan) -> None:
    said = "grupper:\n  - {navn: klima, slag: styre}\n" + REST
    year = ÅRSPLAN + "  - {type: webinar, dato: 2022-06-01}\n"
    plan = load_plan(write_plan(organisasjon=HEAD + said, årsplaner={"2022/klima.yaml": year}))
    with pytest.raises(WrongUseError, match="er det webinar, ikke styremøte, så"):
        find_meeting(plan, "2022-06-01")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"navn": "styret", "slag": "faggruppe"}, "styre"),
        ({"navn": "Kontrollutvalget", "slag": "faggruppe"}, "utvalg"),
        ({"navn": "styret", "slag": "styre"}, ""),
        ({"navn": "klima", "slag": "faggruppe"}, ""),
    ],
)
def test_a_faggruppe_with_the_name_of_another_body_is_asked_for(said: dict[str, str], asked: str) -> None:
    assert [f"«slag: {asked}»" in problem.advice for problem in kind_unlikely(group(**said))] == [
        True
    ] * bool(asked)


def test_the_word_for_a_meeting_is_asked_for_in_the_bodys_own_language(write_plan: WritePlan) -> None:
    plan = ORGANISASJON.replace("- navn: klima", "- navn: klima\n    slag: utvalg")
    year = ÅRSPLAN.replace("type: faggruppemøte", "type: styremøte", 1)
    own = write_plan(organisasjon=plan + "målform: nynorsk\n", årsplaner={"2022/klima.yaml": year})
    assert [problem.advice for problem in problems(own)] == ["Skriv «møte» eller «utvalsmøte»."]
