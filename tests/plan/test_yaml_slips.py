"""The slips of somebody who writes a plan by hand, and what is said of each, word for word."""

# ruff: noqa: E501 - a message stands as it is said

from dataclasses import dataclass
from pathlib import Path

import pytest

from dokumentmaskin.errors import PlanError
from dokumentmaskin.plan.records.meetings import Årsplan
from dokumentmaskin.plan.records.validation import validate
from dokumentmaskin.plan.yaml.reader import read_yaml

HEAD = "gruppe: klima\ndatert: 2022-01-10\nmøteplan:\n"
ROW = "  - type: faggruppemøte\n    dato: 2022-03-11\n"
NEXT = "  - type: webinar\n    dato: 2022-05-20\n    tema:\n      - Luft\n      - Vann\n"


@dataclass(frozen=True)
class Slip:
    """What was written after the first row of a plan (or as the `whole` of it), and what is said."""

    name: str
    written: str
    said: tuple[str, ...]
    whole: bool = False


SLIPS = (
    Slip(
        "line-too-little-in-after-a-block-text",
        "gruppe: klima\ntid: 09:00–11:30\nsted: Teams\nsaker:\n  - tittel: Luft\n    bakgrunn: |\n      Tekst.\n\n      - punkt\n    forslag_til_vedtak: Ja.\n  Saken følges opp\n",
        (
            "11:3 yaml-innrykk: Linjen er rykket inn 2 mellomrom, og det passer ikke med linjene over. Rykk den inn 4 mellomrom: «    Saken følges opp»",
        ),
        whole=True,
    ),
    Slip(
        "quotes-in-quotes-in-brackets",
        '  - {type: webinar, tittel: "Rom "Stort" nede", dato: 2022-05-20}\n',
        (
            '6:35 yaml-anforselstegn: Her fortsetter teksten etter at anførselstegnet (") er lukket. Sett anførselstegn rundt hele verdien: tittel: \'"Rom "Stort" nede"\'',
        ),
    ),
    Slip(
        "text-after-a-quote-in-brackets",
        '  - {type: webinar, tittel: "Skisse" fra Ola, dato: 2022-05-20}\n',
        (
            '6:38 yaml-anforselstegn: Her fortsetter teksten etter at anførselstegnet (") er lukket. Sett anførselstegn rundt hele verdien: tittel: \'"Skisse" fra Ola\'',
        ),
    ),
    Slip(
        "tab",
        "\tform: digitalt\n",
        (
            "6:1 yaml-tabulator: Her står en tabulator, som YAML ikke regner som mellomrom. Bytt tabulatoren med 2 mellomrom: «  form: digitalt»",
        ),
    ),
    Slip(
        "no-space-after-colon",
        "    form:digitalt\n    tittel: Om luft\n",
        ("6:10 yaml-mellomrom: Det mangler mellomrom etter kolonet i «form:». Skriv slik: form: digitalt",),
    ),
    Slip(
        "colon-in-a-text",
        "    kommentar: Merk: nytt sted\n",
        (
            '6:20 yaml-kolon: Verdien inneholder kolon og mellomrom, som ellers skiller nøkkel og verdi. Sett anførselstegn rundt hele verdien: kommentar: "Merk: nytt sted"',
        ),
    ),
    Slip(
        "unclosed-quote",
        '    kommentar: "Om luft\n    form: digitalt\n',
        (
            '6:16 yaml-anforselstegn: Anførselstegnet (") som åpnes her, blir ikke lukket. Lukk det der teksten slutter: "Om luft"',
        ),
    ),
    Slip(
        "unclosed-quote-before-another",
        '    kommentar: "Om luft\n    tittel: "Luft"\n',
        (
            '6:16 yaml-anforselstegn: Anførselstegnet (") som åpnes her, blir ikke lukket. Lukk det der teksten slutter: "Om luft"',
        ),
    ),
    Slip(
        "smart-quotes",
        "    kommentar: ”Merk: nytt sted”\n",
        (
            '6:16 yaml-anforselstegn: «”» er et typografisk anførselstegn, som YAML ikke forstår. Sett anførselstegn rundt hele verdien: kommentar: "Merk: nytt sted"',
        ),
    ),
    Slip(
        "guillemets",
        "    kommentar: «Merk: nytt sted»\n",
        (
            '6:21 yaml-kolon: Verdien inneholder kolon og mellomrom, som ellers skiller nøkkel og verdi. Sett anførselstegn rundt hele verdien: kommentar: "«Merk: nytt sted»"',
        ),
    ),
    Slip(
        "text-after-quote",
        '    kommentar: "Grønt skifte" og mer\n',
        (
            '6:31 yaml-anforselstegn: Her fortsetter teksten etter at anførselstegnet (") er lukket. Sett anførselstegn rundt hele verdien: kommentar: \'"Grønt skifte" og mer\'',
        ),
    ),
    Slip(
        "indented-too-much",
        "     form: digitalt\n",
        (
            "6:6 yaml-innrykk: Linjen er rykket inn 5 mellomrom, og det passer ikke med linjene over. Rykk den inn 4 mellomrom: «    form: digitalt»",
        ),
    ),
    Slip(
        "indented-too-little",
        "   form: digitalt\n",
        (
            "6:4 yaml-innrykk: Linjen er rykket inn 3 mellomrom, og det passer ikke med linjene over. Rykk den inn 4 mellomrom: «    form: digitalt»",
        ),
    ),
    Slip(
        "dash-without-space",
        "    tema:\n      - Luft\n      -Vann\n",
        (
            "8:8 yaml-mellomrom: Det mangler mellomrom etter bindestreken som begynner et listepunkt. Skriv slik: - Vann",
        ),
    ),
    Slip(
        "dash-without-space-before-a-key",
        "  -type: samling\n    dato: 2022-04-01\n",
        (
            "6:4 yaml-mellomrom: Det mangler mellomrom etter bindestreken som begynner et listepunkt. Skriv slik: - type: samling",
        ),
    ),
    Slip(
        "missing-dash",
        "    type: samling\n    dato: 2022-04-01\n",
        (
            "6:5 dobbel-nokkel: «type» står to ganger: på linje 4 (kolonne 5) og her. Behold én av dem. Begynner et nytt punkt i listen her, mangler det «- » foran.",
            "7:5 dobbel-nokkel: «dato» står to ganger: på linje 5 (kolonne 5) og her. Behold én av dem. Begynner et nytt punkt i listen her, mangler det «- » foran.",
        ),
    ),
    Slip(
        "duplicate-key",
        "    dato: 2022-03-12\n",
        (
            "6:5 dobbel-nokkel: «dato» står to ganger: på linje 5 (kolonne 5) og her. Behold én av dem. Begynner et nytt punkt i listen her, mangler det «- » foran.",
        ),
    ),
    Slip(
        "brace-in-text",
        "    kommentar: {navn} kommer\n",
        (
            '6:16 yaml-spesialtegn: Verdien begynner med «{», som har en egen betydning i YAML. Sett anførselstegn rundt hele verdien: kommentar: "{navn} kommer"',
        ),
    ),
    Slip(
        "bracket-in-text",
        "    kommentar: [Utkast] Referat\n",
        (
            '6:16 yaml-spesialtegn: Verdien begynner med «[», som har en egen betydning i YAML. Sett anførselstegn rundt hele verdien: kommentar: "[Utkast] Referat"',
        ),
    ),
    Slip(
        "at",
        "    kommentar: @kari ordner\n",
        (
            '6:16 yaml-spesialtegn: Verdien begynner med «@», som har en egen betydning i YAML. Sett anførselstegn rundt hele verdien: kommentar: "@kari ordner"',
        ),
    ),
    Slip(
        "percent",
        "    kommentar: %-vis fordeling\n",
        (
            '6:16 yaml-spesialtegn: Verdien begynner med «%», som har en egen betydning i YAML. Sett anførselstegn rundt hele verdien: kommentar: "%-vis fordeling"',
        ),
    ),
    Slip(
        "ampersand",
        "    kommentar: & Sønn\n",
        (
            '6:16 yaml-spesialtegn: Verdien begynner med «&», som har en egen betydning i YAML. Sett anførselstegn rundt hele verdien: kommentar: "& Sønn"',
        ),
    ),
    Slip(
        "asterisk",
        "    kommentar: **viktig** sak\n",
        (
            '6:16 yaml-spesialtegn: Verdien begynner med «*», som har en egen betydning i YAML. Sett anførselstegn rundt hele verdien: kommentar: "**viktig** sak"',
        ),
    ),
    Slip(
        "list-not-closed",
        "    tema: [Luft, Vann\n",
        (
            "6:11 yaml-parentes: Hakeparentesen «[» som åpnes her, blir ikke lukket. Lukk den der innholdet slutter: [Luft, Vann]",
        ),
    ),
    Slip(
        "missing-comma",
        "  - {type: samling dato: 2022-04-01}\n",
        (
            "6:19 yaml-komma: Her mangler det et komma. Sett komma mellom dem: - {type: samling, dato: 2022-04-01}",
        ),
    ),
    Slip(
        "capital-key", "    Form: digitalt\n", ("6:5 ukjent-nokkel: Ukjent nøkkel «Form». Mente du «form»?",)
    ),
    Slip(
        "forgotten-colon",
        "    form digitalt\n    tittel: Om luft\n",
        (
            "6:9 yaml-kolon: Det mangler kolon etter «form». Hører linjen til teksten over, rykker du den inn. Er den en nøkkel, skriv: form: digitalt",
        ),
    ),
    Slip(
        "second-line-under-the-key",
        "    kommentar: En lang\n    kommentar om luft\n",
        (
            "7:14 yaml-kolon: Det mangler kolon etter «kommentar». Hører linjen til teksten over, rykker du den inn. Er den en nøkkel, skriv: kommentar: om luft",
        ),
    ),
    Slip(
        "second-line-at-the-margin",
        "    kommentar: En lang\nkommentar om luft\n",
        (
            "7:10 yaml-kolon: Det mangler kolon etter «kommentar». Hører linjen til teksten over, rykker du den inn. Er den en nøkkel, skriv: kommentar: om luft",
        ),
    ),
    Slip(
        "text-block-not-indented",
        "    merknad: |\n      En linje\n   To\n",
        (
            "8:4 yaml-innrykk: Linjen er rykket inn 3 mellomrom, og det passer ikke med linjene over. Rykk den inn 2 mellomrom: «  To»",
        ),
    ),
    Slip(
        "comment-glued-on",
        "    form: digitalt#usikkert\n",
        (
            "6:11 ukjent-verdi: «digitalt#usikkert» er ikke en av mulighetene her. Mente du «digitalt»? Velg mellom digitalt, fysisk, hybrid.",
        ),
    ),
    Slip(
        "path-as-windows-copies-it",
        '    kommentar: "C:\\Mappe\\notat.pdf"\n',
        (
            "6:19 yaml-escape: «\\M» har ingen betydning mellom doble anførselstegn. Bruk enkle anførselstegn. Da er «\\» et vanlig tegn: 'C:\\Mappe\\notat.pdf'",
        ),
    ),
    Slip(
        "hard-space-before",
        "\xa0\xa0\xa0\xa0form: digitalt\n",
        (
            "6:1 yaml-mellomrom: Her står et hardt mellomrom, som YAML ikke regner som mellomrom. Bytt det harde mellomrommet med 4 mellomrom: «    form: digitalt»",
        ),
    ),
    Slip(
        "hard-space-after-colon",
        "    form:\xa0digitalt\n    tittel: Om luft\n",
        (
            "6:10 yaml-mellomrom: Her står et hardt mellomrom, som YAML ikke regner som mellomrom. Bytt det harde mellomrommet med 1 mellomrom: «    form: digitalt»",
        ),
    ),
    Slip(
        "bullets-from-word",
        "    tema:\n      • Luft\n      • Vann\n",
        ("7:7 feil-type: Her skal det stå en liste. Skriv hvert punkt på sin egen linje med «- » foran.",),
    ),
    Slip(
        "merge-conflict",
        "<<<<<<< HEAD\n    form: digitalt\n=======\n    form: fysisk\n>>>>>>> kari\n",
        (
            "6:1 git-konflikt: To har endret filen samtidig, og git kunne ikke slå endringene sammen. Behold det som skal gjelde fra begge sider, og slett linjene med <<<<<<<, ======= og >>>>>>>.",
        ),
    ),
    Slip(
        "norwegian-date",
        "gruppe: klima\ndatert: 10.1.2022\nmøteplan:\n  - {type: webinar, dato: 11.3.2022}\n",
        (),
        whole=True,
    ),
)


def said_of(data: bytes, folder: Path) -> tuple[str, ...]:
    file = folder / "klima.yaml"
    file.write_bytes(data)
    try:
        validate(read_yaml(file, "p"), Årsplan, 2022)
    except PlanError as error:
        return tuple(
            f"{p.place.line}:{p.place.column} {p.code}: {p.message} {p.advice}"
            for p in error.problems
            if p.place
        )
    return ()


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_told_of_where_it_is_with_what_to_write(slip: Slip, tmp_path: Path) -> None:
    text = slip.written if slip.whole else f"{HEAD}{ROW}{slip.written}{NEXT}"
    assert said_of(text.encode(), tmp_path) == slip.said


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8-sig", []),
        ("cp1252", ["3:2 feil-tegnkoding: Filen er ikke lagret som UTF-8. Her står trolig «ø» i den eldre"]),
        ("utf-16", ["1:1 feil-tegnkoding: Filen er lagret som UTF-16 («Unicode»), ikke som UTF-8."]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_notepad_may_save(encoding: str, said: list[str], newline: str, tmp_path: Path) -> None:
    text = f"{HEAD}{ROW}{NEXT}".replace("\n", newline)
    found = said_of(text.encode(encoding), tmp_path)
    assert [one.startswith(begins) for one, begins in zip(found, said, strict=True)] == [True] * len(said)
