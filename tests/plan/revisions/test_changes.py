"""What has changed between two versions of a year plan, in words."""

from typing import Any, Final

import pytest

from dokumentmaskin.plan.records import validate
from dokumentmaskin.plan.records.meetings import Møterad, Prioriteringer, Årsplan
from dokumentmaskin.plan.revisions import said
from dokumentmaskin.plan.revisions.changes import BESIDE, changes
from dokumentmaskin.plan.words import LANGUAGES
from dokumentmaskin.plan.yaml import parse_yaml

ADOPTED: Final = """
gruppe: klima
datert: 2022-01-10
tittel: Handlingsprogram
prioriteringer:
  overskrift: Ren luft
  innledning: Vi vil mye.
  punkter: [Måle lufta i **alle** kommuner., Plante trær langs veiene.]
andre_viktige_saker: [bredbånd, støy]
møteplan:
  - {type: møte, form: digitalt, dato: 2022-03-11, tid: 09:00–11:00, tema: [Luft, Vann]}
  - {type: møte, form: fysisk, dato: 2022-05-20, tema: [Budsjett]}
  - {type: møte, form: fysisk, dato: juni 2022, kommentar: Lunner?}
  - {type: webinar, dato: 2022-09-09, tittel: Om sol}
  - {type: samling, dato: 24.–25. august 2022, felles_med: [vann]}
rapportering:
  - {dato: 2022-03-01, hva: Årsmelding}
merknad: Det blir en tur.
"""


def year(text: str) -> Årsplan:
    return validate(parse_yaml(text, "klima.yaml"), Årsplan, 2022)


def told(*edits: tuple[str, str], målform: str = "bokmål") -> list[str]:
    """What is said to have changed when some words of the plan are others."""
    after = ADOPTED
    for old, new in edits:
        assert old in after
        after = after.replace(old, new)
    found = changes(year(ADOPTED), year(after))
    return [said(LANGUAGES[målform], change).replace("\N{NO-BREAK SPACE}", " ") for change in found]


MAY: Final = "dato: 2022-05-20"
LAST: Final = "rapportering:\n"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (MAY, "dato: 2022-06-03, flyttet_fra: 2022-05-20", "Møtet 20. mai er flyttet til 3. juni."),
        (MAY, "dato: 2022-06-03", "Møtet 20. mai er flyttet til 3. juni."),
        (MAY, "dato: oktober 2022", "Møtet 20. mai er flyttet til oktober."),
        ("dato: juni 2022", "dato: 2022-06-14", "Møtet i juni er satt til 14. juni."),
        ("dato: juni 2022", "dato: oktober 2022", "Møtet i juni er flyttet til oktober."),
        (MAY, f"{MAY}, avlyst: For få saker.", "Møtet 20. mai er avlyst: For få saker."),
        (MAY, f"{MAY}, avlyst: ja", "Møtet 20. mai er avlyst."),
        (MAY, f"{MAY}, usikker: ja", "Det er usikkert om møtet 20. mai blir holdt."),
        (MAY, f"{MAY}, flyttet_fra: 2022-05-13", "Den tidligere datoen for møtet 20. mai er nå 13. mai."),
        ("[Luft, Vann]", "[Vann, Luft]", "Temaene for møtet 11. mars har fått en ny rekkefølge."),
        ("[Luft, Vann]", "[Luft]", "Tatt ut av temaene for møtet 11. mars: «Vann»."),
        ("[Luft, Vann]", "[Luft, Vann, Jord]", "Nytt tema for møtet 11. mars: «Jord»."),
        (
            "[Budsjett]",
            "[Budsjett 2023]",
            "Et tema for møtet 20. mai er endret fra «Budsjett» til «Budsjett 2023».",
        ),
        (
            "tid: 09:00–11:00",
            "tid: 10:00–11:00",
            "Tiden for møtet 11. mars er endret fra kl. 09.00–11.00 til kl. 10.00–11.00.",
        ),
        (
            "form: digitalt",
            "form: hybrid",
            "Møteformen for møtet 11. mars er endret fra digitalt til hybrid.",
        ),
        (MAY, f"{MAY}, sted: Rådhuset", "Stedet for møtet 20. mai er nå «Rådhuset»."),
        (", kommentar: Lunner?", "", "Kommentaren for møtet i juni er tatt ut: «Lunner?»."),
        ("[vann]", "[vann, jord]", "Samlingen 24.–25. august er nå felles med «vann» og «jord»."),
        (", felles_med: [vann]", "", "Samlingen 24.–25. august er ikke lenger felles med andre."),
        (
            "  - {type: webinar, dato: 2022-09-09, tittel: Om sol}\n",
            "",
            "«Om sol» 9. september er tatt ut av møteplanen.",
        ),
        (
            LAST,
            "  - {type: ekstraordinært møte, dato: 2022-11-04, tema: [A, B]}\n" + LAST,
            "Nytt ekstraordinært møte 4. november om «A» og «B».",
        ),
        (
            LAST,
            "  - {type: konferanse, tittel: BEST, dato: 2022-11-04}\n" + LAST,
            "Nytt i møteplanen: «BEST» 4. november.",
        ),
        (
            "Plante trær langs veiene.",
            "Plante trær langs alle veiene.",
            "Prioriteringen «Plante trær langs veiene» er endret til «Plante trær langs alle veiene».",
        ),
        ("Måle lufta i **alle** kommuner., ", "", "Prioriteringen «Måle lufta i alle kommuner» er tatt ut."),
        ("[bredbånd, støy]", "[bredbånd, støy, havn]", "Nytt under andre viktige saker: «havn»."),
        ("[bredbånd, støy]", "[støy, bredbånd]", "Andre viktige saker har fått en ny rekkefølge."),
        (
            "Ren luft",
            "Rein luft",
            "Overskriften over prioriteringene er endret fra «Ren luft» til «Rein luft».",
        ),
        ("Det blir en tur.", '""', "Merknaden under møteplanen er tatt ut: «Det blir en tur»."),
        ("Vi vil mye.", "Vi vil " + "mye " * 60, "Innledningen til prioriteringene er endret."),
        (
            "2022-03-01, hva",
            "2022-04-01, hva",
            "Rapporteringen «Årsmelding (01.03.2022)» er endret til «Årsmelding (01.04.2022)».",
        ),
    ],
)
def test_a_change_is_said(old: str, new: str, sentence: str) -> None:
    assert told((old, new)) == [sentence]


def test_a_meeting_that_is_moved_by_word_is_the_same_whatever_else_is_changed() -> None:
    edit = (f"{MAY}, tema: [Budsjett]", "dato: 2022-06-03, flyttet_fra: 2022-05-20, tema: [Regnskap]")
    assert told(edit) == [
        "Møtet 20. mai er flyttet til 3. juni.",
        "Nytt tema for møtet 3. juni: «Regnskap».",
        "Tatt ut av temaene for møtet 3. juni: «Budsjett».",
    ]


def test_of_two_events_on_one_day_the_title_says_which() -> None:
    row = "  - {type: webinar, dato: 2022-09-09, tittel: Om sol}\n"
    both = ADOPTED.replace(row, row + row.replace("Om sol", "Om vind"))
    after = both.replace("Om vind}", "Om vind, tema: [Lyd]}").replace("Om sol}", "Om sol, tema: [Lys]}")
    found = [said(LANGUAGES["bokmål"], change) for change in changes(year(both), year(after))]
    assert [text.partition(":")[2] for text in found] == [" «Lys».", " «Lyd»."]


def test_it_is_said_in_nynorsk() -> None:
    assert told((MAY, "dato: 2022-06-03, avlyst: ja"), målform="nynorsk") == [
        "Møtet 20. mai er flytta til 3. juni.",
        "Møtet 3. juni er avlyst.",
    ]
    webinar, samling = "  - {type: webinar, dato: 2022-09-09, tittel: Om sol}\n", "felles_med: [vann]"
    edits = (webinar, ""), (samling, f"{samling}, usikker: ja"), ("Lunner?", '""')
    assert set(told(*edits, målform="nynorsk")) == {
        "«Om sol» 9. september står ikkje lenger i møteplanen.",
        "Det er usikkert om det blir noko av samlinga 24.–25. august.",
        "Kommentaren for møtet i juni er teken ut: «Lunner?».",
    }


def test_what_means_the_same_is_no_change() -> None:
    rows = ADOPTED.replace("dato: 2022-05-20", "dato: 20. mai, usikker: nei") + "# ja\n"
    lines = rows.splitlines()
    first, second = (n for n, line in enumerate(lines) if "form: digitalt" in line or "20. mai" in line)
    lines[first], lines[second] = lines[second], lines[first]
    after = "datert: 2022-05-01\n" + "\n".join(lines).replace("datert: 2022-01-10\n", "")
    assert changes(year(ADOPTED), year(after)) == ()


def test_two_alike_that_are_both_moved_are_new_and_gone() -> None:
    """Nobody can tell which is which, and nothing false is said."""
    before = "gruppe: klima\ndatert: 2022-01-10\nmøteplan:\n  - {type: møte, dato: 2022-03-11}\n"
    before += "  - {type: møte, dato: 2022-05-20}\n"
    after = before.replace("03-11", "03-12").replace("05-20", "05-21")
    sentences = [said(LANGUAGES["bokmål"], change) for change in changes(year(before), year(after))]
    assert [text.partition("\N{NO-BREAK SPACE}")[0] for text in sentences] == [
        "Møtet 11.", "Nytt møte 12.", "Møtet 20.", "Nytt møte 21.",
    ]  # fmt: skip


OTHER: Final[dict[str, Any]] = {
    "gruppe": "vann", "datert": "2022-01-11", "tittel": "Et annet", "lagt_fram_i_møte": "2022-01-14",
    "vedtatt": "2022-01-14", "status_for_møteplanen": "vedtatt", "første_saksnummer": "02/22",
    "prioriteringer": {}, "andre_viktige_saker": ["havn"], "møteplan": [], "rapportering": [],
    "merknad": "Nei.",
    "overskrift": "Vann", "innledning": "Nei.", "punkter": ["Nei."],
    "type": "samling", "dato": "2022-03-18", "tid": "08:00–09:00", "sted": "Lunner", "form": "fysisk",
    "usikker": "ja", "avlyst": "ja", "flyttet_fra": "2022-03-04", "felles_med": ["vann"], "felles_i": "vann",
    "tema": ["Ild"], "kommentar": "Nei.",
}  # fmt: skip


@pytest.mark.parametrize("model", [Årsplan, Prioriteringer, Møterad], ids=lambda model: model.__name__)
def test_every_field_of_the_plan_is_compared(model: type[Årsplan | Prioriteringer | Møterad]) -> None:
    """A new field must be taken in `changes`, or named in `BESIDE`."""
    parsed: Any = parse_yaml(ADOPTED, "klima.yaml").data
    before = validate(parse_yaml(ADOPTED, "klima.yaml"), Årsplan, 2022)
    whole = {Årsplan: parsed, Prioriteringer: parsed["prioriteringer"], Møterad: parsed["møteplan"][0]}[model]
    for name in model.model_fields:
        kept = dict(whole)
        whole[name] = OTHER[name]
        after = Årsplan.model_validate(parsed, context={"år": 2022})
        whole.clear()
        whole.update(kept)
        assert bool(changes(before, after)) == (name not in BESIDE), name
