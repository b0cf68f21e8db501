"""Refused fields: each kind of error, with its exact place in the file and the way out."""

from typing import TypeVar

import pytest
from pydantic import BaseModel

from dokumentmaskin.errors import PlanError, Problem
from dokumentmaskin.plan.records.cases import Unntatt
from dokumentmaskin.plan.records.meetings import Møtefil, Årsplan
from dokumentmaskin.plan.records.organisation import Organisasjon
from dokumentmaskin.plan.records.people import Medlemsliste
from dokumentmaskin.plan.records.validation import suggestion, validate
from dokumentmaskin.plan.yaml.reader import parse_yaml

M = TypeVar("M", bound=BaseModel)

YEAR = "gruppe: klima\ndatert: 2022-01-10\nmøteplan:\n"
ROW = "  - {type: faggruppemøte, dato: 2022-03-11}\n"
NOT_TEXT = "Her skal det stå en tekst, ikke en liste eller flere nøkler."
ORGANISATION = "navn: R\nsekretariat: {navn: S}\nfaggrupper: [{navn: klima}]\n"


def read(text: str, model: type[M]) -> M:
    return validate(parse_yaml(text, "plan/x.yaml"), model, 2022)


def problems(text: str, model: type[BaseModel]) -> tuple[Problem, ...]:
    with pytest.raises(PlanError) as caught:
        read(text, model)
    return caught.value.problems


def problem(text: str, model: type[BaseModel]) -> Problem:
    (only,) = problems(text, model)
    assert only.advice
    return only


def test_the_whole_message_is_place_cause_and_way_out() -> None:
    text = YEAR + ROW + "  - {type: webinar, dato: 2022-13-11}\n"
    assert str(problem(text, Årsplan)) == (
        "plan/x.yaml:5:27 møteplan[2].dato: «2022-13-11» er ikke en dato. Skriv den som ÅÅÅÅ-MM-DD, "
        "som «24.–25. august 2022» når møtet går over flere dager, "
        "eller som «juni 2022» når dagen ikke er satt."
    )


@pytest.mark.parametrize(
    ("text", "model", "place", "advice"),
    [
        (ORGANISATION + "frist: {}\n", Organisasjon, "4:1 frist", "Mente du «frister»?"),
        (
            ORGANISATION + "frister:\n  inkalling: 7\n",
            Organisasjon,
            "5:3 frister.inkalling",
            "Mente du «innkalling»?",
        ),
        (YEAR + ROW + "    # x\nmotepln: a\n", Årsplan, "6:1 motepln", "Mente du «møteplan»?"),
        (
            YEAR + "  - type: webinar\n    dato: juni\n    temma: [a]\n",
            Årsplan,
            "6:5 møteplan[1].temma",
            "Mente du «tema»?",
        ),
        (
            "klima:\n  - {navn: K, delregion: N, vara: {navnn: P, navn: P}}\n",
            Medlemsliste,
            "2:36 klima[1].vara.navnn",
            "Mente du «navn»?",
        ),
        (
            "saker:\n  - tittel: A\n    vedlegg:\n      - {tittel: B, fill: c.md, fil: c.md}\n",
            Møtefil,
            "4:21 saker[1].vedlegg[1].fill",
            "Mente du «fil»?",
        ),
        (
            "saker:\n  - tittel: A\n    unntatt: {hjemel: x, hjemmel: x, tittel: y}\n",
            Møtefil,
            "3:15 saker[1].unntatt.hjemel",
            "Mente du «hjemmel»?",
        ),
        ("forfall:\n  qqq: 1\n", Møtefil, "2:3 forfall.qqq", "Her kan det stå: frist, kontakt."),
    ],
)
def test_an_unknown_key(text: str, model: type[BaseModel], place: str, advice: str) -> None:
    found = problem(text, model)
    key = place.rpartition(".")[2].split()[-1]
    assert (found.code, found.message) == ("ukjent-nokkel", f"Ukjent nøkkel «{key}».")
    assert str(found.place) == f"plan/x.yaml:{place}"
    assert found.advice == advice


@pytest.mark.parametrize(
    ("text", "model", "place"),
    [
        ("sekretariat: {navn: S}\nfaggrupper: [{navn: k}]\n", Organisasjon, "1:1 navn"),
        ("navn:\nsekretariat: {navn: S}\nfaggrupper: [{navn: k}]\n", Organisasjon, "1:6 navn"),
        (YEAR + "  - type: webinar\n", Årsplan, "4:5 møteplan[1].dato"),
        ("saker:\n  - type: vedtak\n", Møtefil, "2:5 saker[1].tittel"),
        ("saker: [{tittel: A, unntatt: {tittel: B}}]\n", Møtefil, "1:30 saker[1].unntatt.hjemmel"),
        ("klima: [{rolle: leder}]\n", Medlemsliste, "1:9 klima[1].navn"),
    ],
)
def test_a_missing_key_is_asked_for_where_it_belongs(text: str, model: type[BaseModel], place: str) -> None:
    found = problem(text, model)
    key = place.rpartition(".")[2].split()[-1]
    assert (found.code, found.message) == ("mangler", f"«{key}» mangler.")
    assert f"«{key}:»" in found.advice
    assert str(found.place) == f"plan/x.yaml:{place}"


@pytest.mark.parametrize(
    ("text", "model", "place", "advice"),
    [
        (
            YEAR + "  - {type: webinr, dato: juni}\n",
            Årsplan,
            "4:12 møteplan[1].type",
            "Mente du «webinar»?",
        ),
        (
            YEAR + ROW[:-2] + ", form: zzz}\n",
            Årsplan,
            "4:51 møteplan[1].form",
            "Velg mellom digitalt, fysisk, hybrid.",
        ),
        (ORGANISATION + "målform: Nynorsk\n", Organisasjon, "4:10 målform", "Mente du «nynorsk»?"),
        (
            ORGANISATION + "pdf: {motor: word}\n",
            Organisasjon,
            "4:14 pdf.motor",
            "Velg mellom innebygd, libreoffice.",
        ),
        ("saker: [{tittel: A, type: vedtakk}]\n", Møtefil, "1:27 saker[1].type", "Mente du «vedtak»?"),
        # What looks most alike need not be what is meant.
        (
            "klima: [{navn: A, rolle: varamedlem}]\n",
            Medlemsliste,
            "1:26 klima[1].rolle",
            "Mente du «medlem»? Velg mellom leder, nestleder, medlem, vara, observatør, sekretær, kopi.",
        ),
    ],
)  # fmt: skip
def test_a_wrong_choice_names_the_right_ones(
    text: str, model: type[BaseModel], place: str, advice: str
) -> None:
    found = problem(text, model)
    assert found.code == "ukjent-verdi"
    assert "er ikke en av mulighetene" in found.message
    assert found.advice == advice
    assert str(found.place) == f"plan/x.yaml:{place}"


@pytest.mark.parametrize(
    ("text", "model", "place", "message"),
    [
        (YEAR + "  type: webinar\n", Årsplan, "4:3 møteplan", "Her skal det stå en liste."),
        (ORGANISATION.replace("[{navn: klima}]", "[]"), Organisasjon, "3:13 faggrupper", "Her er det tomt."),
        ("saker: tekst\n", Møtefil, "1:8 saker", "Her skal det stå en liste."),
        ("saker:\n  - bare tekst\n", Møtefil, "2:5 saker[1]", "Her skal det stå nøkler med verdier."),
        ("forfall: i morgen\n", Møtefil, "1:10 forfall", "Her skal det stå nøkler med verdier."),
        ("- a\n", Møtefil, "1:1", "Her skal det stå nøkler med verdier."),
        ("klima: Kari\n", Medlemsliste, "1:8 klima", "Her skal det stå en liste."),
        (
            "klima: [{navn: K, vara: Per}]\n",
            Medlemsliste,
            "1:25 klima[1].vara",
            "Her skal det stå nøkler med verdier.",
        ),
        ("- Kari\n", Medlemsliste, "1:1", "Her skal det stå nøkler med verdier."),
        ("sted: [Oslo]\n", Møtefil, "1:7 sted", NOT_TEXT),
        ("utsendt: {}\n", Møtefil, "1:10 utsendt", NOT_TEXT),
        ('saker: [{tittel: ""}]\n', Møtefil, "1:18 saker[1].tittel", "Her er det tomt."),
        ("saker:\n  -\n", Møtefil, "2:4 saker[1]", "Her skal det stå nøkler med verdier."),
        (YEAR + ROW[:-2] + ", tema: [a, ~]}\n", Årsplan, "4:55 møteplan[1].tema[2]", "Her er det tomt."),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_told_by_what_belongs_there(
    text: str, model: type[BaseModel], place: str, message: str
) -> None:
    found = problem(text, model)
    assert (found.message, str(found.place)) == (message, f"plan/x.yaml:{place}")


@pytest.mark.parametrize(
    ("text", "model", "code", "place", "named"),
    [
        ("utsendt: 2022-02-30\n", Møtefil, "ugyldig-dato", "1:10 utsendt", "2022-02-30"),
        ("utsendt: juni 2022\n", Møtefil, "ugyldig-dato", "1:10 utsendt", "juni 2022"),
        ("tid: 11:30–09:00\n", Møtefil, "ugyldig-tid", "1:6 tid", "11:30–09:00"),
        ("program:\n- {tid: 25:00, hva: x}\n", Møtefil, "ugyldig-tid", "2:9 program[1].tid", "25:00"),
        ("nettside: osloregionen.no\n", Møtefil, "ugyldig-adresse", "1:11 nettside", "osloregionen.no"),
        ("nettside: https://\n", Møtefil, "ugyldig-adresse", "1:11 nettside", "https://"),
        ("nettside: javascript:x\n", Møtefil, "ugyldig-adresse", "1:11 nettside", "javascript:x"),
        (
            YEAR + ROW[:-2] + ", usikker: kanskje}\n",
            Årsplan,
            "ikke-ja-nei",
            "4:54 møteplan[1].usikker",
            "kanskje",
        ),
    ],
)
def test_a_value_that_cannot_be_is_named(
    text: str, model: type[BaseModel], code: str, place: str, named: str
) -> None:
    found = problem(text, model)
    assert (found.code, str(found.place)) == (code, f"plan/x.yaml:{place}")
    assert f"«{named}»" in found.message


@pytest.mark.parametrize("written", ["to", "-2", "366", "²", "1.5", "9" * 5000])
def test_days_are_a_whole_number_up_to_a_year(written: str) -> None:
    found = problem(ORGANISATION + f"frister: {{forfall: {written}}}\n", Organisasjon)
    assert found.code == "ikke-tall"
    assert str(found.place) == "plan/x.yaml:4:20 frister.forfall"
    assert f"«{written}»" in found.message


@pytest.mark.parametrize(
    "source", ["", ", fil: c, legges_fram: ja", ", lenke: https://c, ettersendes: 2022-03-01"]
)
def test_a_paper_has_exactly_one_source(source: str) -> None:
    found = problem(f"saker: [{{tittel: A, vedlegg: [{{tittel: B{source}}}]}}]\n", Møtefil)
    assert (found.code, str(found.place)) == ("vedlegg-kilde", "plan/x.yaml:1:31 saker[1].vedlegg[1]")
    assert "«B»" in found.message


def test_only_a_file_has_an_alternative_text() -> None:
    paper = "{tittel: B, lenke: https://b, alternativ_tekst: Et kart}"
    found = problem(f"saker: [{{tittel: A, vedlegg: [{paper}]}}]\n", Møtefil)
    assert found.code == "alternativ-tekst-uten-fil"
    assert str(found.place) == "plan/x.yaml:1:31 saker[1].vedlegg[1]"
    whole = f"saker: [{{tittel: A, vedlegg: [{paper.replace('lenke: https://b', 'fil: b.png')}]}}]\n"
    assert read(whole, Møtefil).saker[0].vedlegg[0].alternativ_tekst == "Et kart"


def test_what_is_exempt_says_by_which_law_in_short_or_with_a_neutral_title() -> None:
    text = "saker: [{tittel: A, unntatt: offl. § 14, vedlegg: [{tittel: B, fil: c, unntatt: %s}]}]\n"
    (case,) = read(text % "{hjemmel: offl. § 13, tittel: Et papir}", Møtefil).saker
    assert case.unntatt == Unntatt(hjemmel="offl. § 14", tittel="")
    assert case.vedlegg[0].unntatt == Unntatt(hjemmel="offl. § 13", tittel="Et papir")


@pytest.mark.parametrize(
    ("written", "code", "place"),
    [
        ("ja", "ikke-hjemmel", "1:30 saker[1].unntatt"),
        ("{hjemmel: Nei}", "ikke-hjemmel", "1:30 saker[1].unntatt"),
        ("", "ikke-hjemmel", "1:29 saker[1].unntatt"),
        ('""', "feil-type", "1:30 saker[1].unntatt.hjemmel"),
        ("[offl. § 14]", "feil-type", "1:30 saker[1].unntatt"),
        ("{tittel: B, hjemmel: [a]}", "feil-type", "1:51 saker[1].unntatt.hjemmel"),
    ],
)
def test_what_is_exempt_without_a_law_is_refused(written: str, code: str, place: str) -> None:
    found = problem(f"saker: [{{tittel: A, unntatt: {written}}}]\n", Møtefil)
    assert (found.code, str(found.place)) == (code, f"plan/x.yaml:{place}")
    assert "offl. § 14" in found.advice or code == "feil-type"


def test_two_lines_where_there_is_place_for_one() -> None:
    found = problem("sted: |\n  Oslo\n  rådhus\n", Møtefil)
    assert (found.code, str(found.place)) == ("flere-linjer", "plan/x.yaml:1:7 sted")


def test_yes_or_no_is_no_list() -> None:
    found = problem("saker: [{tittel: A, vedlegg: [{tittel: B, legges_fram: [ja]}]}]\n", Møtefil)
    assert found.code == "feil-type"
    assert "[" not in found.message


def test_all_errors_of_a_file_come_in_one_run_in_the_files_order() -> None:
    text = (
        "gruppe: klima\n"
        "datert: i går\n"
        "møteplan:\n"
        "  - {type: webinar, dato: mai, teema: [a]}\n"
        "  - {type: mote, dato: 32. mai}\n"
        "status_for_møteplanen: kladd\n"
        "merknader: x\n"
    )
    found = [(str(p.place).removeprefix("plan/x.yaml:"), p.code) for p in problems(text, Årsplan)]
    assert found == [
        ("2:9 datert", "ugyldig-dato"),
        ("4:32 møteplan[1].teema", "ukjent-nokkel"),
        ("5:12 møteplan[2].type", "ukjent-verdi"),
        ("5:24 møteplan[2].dato", "ugyldig-dato"),
        ("6:24 status_for_møteplanen", "ukjent-verdi"),
        ("7:1 merknader", "ukjent-nokkel"),
    ]


def test_values_are_read_as_they_are_written() -> None:
    text = "sted: 0150\ntid: 10:00\nmøteleder: no\nsaker: [{tittel: 2022-03-11}]\n"
    file = read(text, Møtefil)
    assert (file.sted, file.møteleder, file.saker[0].tittel) == ("0150", "no", "2022-03-11")
    assert file.tid is not None
    assert file.tid.fra.hour == 10


@pytest.mark.parametrize(("written", "meant"), [("ja", True), ("Ja", True), ("true", True), ("nei", False)])
def test_yes_and_no_in_both_ways_of_writing(written: str, meant: bool) -> None:  # noqa: FBT001
    row = YEAR + ROW[:-2] + f", usikker: {written}}}\n"
    assert read(row, Årsplan).møteplan[0].usikker is meant


def test_an_empty_key_counts_as_not_written() -> None:
    file = read("sted:\nforfall:\nprogram:\nsaker:\n  - {tittel: A, type: , bakgrunn: ~}\n", Møtefil)
    assert file == read("saker: [{tittel: A}]\n", Møtefil)
    assert read("klima:\nkultur:\n  - {navn: K, delregion: N}\n", Medlemsliste).grupper.keys() == {"kultur"}


def test_a_date_without_a_year_is_in_the_plans_year() -> None:
    assert read(YEAR + "  - {type: webinar, dato: juni}\n", Årsplan).møteplan[0].dato.fra.year == 2022


@pytest.mark.parametrize(
    ("word", "meant"), [("moteplan", "møteplan"), ("GRUPPE", "gruppe"), ("qqq", ""), ("", "")]
)
def test_a_suggestion_only_when_a_word_is_close(word: str, meant: str) -> None:
    assert suggestion(word, ["møteplan", "gruppe"]) == (f"Mente du «{meant}»?" if meant else "")


@pytest.mark.parametrize("target", ["fil.pdf", "//foo.no", "#her", "javascript:x", ""])
def test_a_link_that_leads_nowhere_is_refused(target: str) -> None:
    document = parse_yaml(f'merknad: "Se [her]({target})"\n', "plan/x.yaml")
    with pytest.raises(PlanError, match="som ikke er en nettadresse"):
        validate(document, Årsplan, 2022)
