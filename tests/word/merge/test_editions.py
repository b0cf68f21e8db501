"""The open edition of an edited document has the person's words in what is open, and none of the rest."""

from collections.abc import Callable
from dataclasses import replace

from docx.document import Document

from dokumentmaskin.word.merge import merge
from tests.word.merge.building import edited, lines, paragraph
from tests.word.merge.opened import CASES, HEMMELIG, JORD, LUFT, edition, opened, render, words

SECRETS = ("Ksi", "Kandidaten", "Søkerliste", "Tilsetting")


def write(text: str, *, behind: str) -> Callable[[Document], object]:
    """Write something last in a paragraph."""
    return lambda document: paragraph(document, behind).add_run(f" {text}")


def put(text: str, *, after: str, style: str | None = None) -> Callable[[Document], object]:
    """Put a paragraph after another."""

    def edit(document: Document) -> None:
        paragraph(document, after)._p.addnext(document.add_paragraph(text, style)._p)

    return edit


def test_what_the_person_has_written_in_open_blocks_is_there_and_the_rest_is_the_open_plans() -> None:
    def everywhere(document: Document) -> None:
        for index, one in enumerate(document.paragraphs):
            one.add_run(f" ord{index}")

    found = edition(edited(render(*CASES).data, everywhere), *CASES)
    assert lines(found.data) == [
        "Møtet gjelder grunnen vi står på. ord0",
        "Nr. | Sak | Papirer",
        "1 | Luft",
        "2 | Personalsak",
        "3 | Jord",
        "Sak 1: Luft ord1",
        "Om luft og lys. ord2",
        "Vedlegg 1: Kart over lufta ord3",
        "Vedlegg 2: Graf over lyset ord4",
        "Konklusjon ord5",
        "Skriv konklusjonen. ord6",
        "Sak 2: Personalsak",
        "Konklusjon",
        "Skriv konklusjonen.",
        "Sak 3: Jord ord12",
        "Om jord og stein. ord13",
        "Vedlegg 1: Unntatt vedlegg",
        "Vedlegg 2: Prøver ord15",
        "Konklusjon ord16",
        "Skriv konklusjonen. ord17",
        "Kontakt ord18",
        "Ring sekretariatet. ord19",
    ]
    assert [text.tekst for text in found.left_out] == [
        "Sak 2: Ansettelse av Ksi ord7",
        "Kandidaten Ksi er best. ord8",
        "Vedlegg 1: Fra Ksi ord9",
        "Konklusjon ord10",
        "Skriv konklusjonen. ord11",
        "Vedlegg 1: Søkerliste ord14",
    ]
    assert not [secret for secret in SECRETS if secret in words(found.data)]


def test_a_document_in_which_only_what_is_closed_is_edited_is_the_open_plans_own() -> None:
    mine = edited(render(*CASES).data, write("Og flink.", behind="Kandidaten Ksi er best."))
    assert edition(mine, *CASES).data == opened(*CASES).data


def test_what_was_open_when_it_was_edited_is_not_taken_over() -> None:
    before = replace(HEMMELIG, tittel="Tilsetting av leder", unntatt="")
    base = render(LUFT, before, JORD).data
    mine = edited(base, write("Rettet for hånd.", behind="Kandidaten Ksi er best."))
    mine = edited(mine, write("Åpent.", behind="Om luft og lys."))
    now = render(*CASES).data
    merged = merge(base, mine, now).data
    assert "Sak 2: Tilsetting av leder" in lines(merged)
    for found in (edition(merged, *CASES), edition(mine, *CASES, base=base)):
        assert "Om luft og lys. Åpent." in lines(found.data)
        assert not [secret for secret in (*SECRETS, "hånd") if secret in words(found.data)]
        assert "Kandidaten Ksi er best. Rettet for hånd." in {text.tekst for text in found.left_out}
