"""The open edition of an edited document has the person's words in what is open, and none of the rest."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from dokumentmaskin.document.render import render_with_turns
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.word.merge import Verdict, merge, open_edition
from dokumentmaskin.word.turns import Render
from tests.roundtrip.package import DOCUMENT, Package, new, text_run
from tests.word.building import DATED, NAME
from tests.word.merge.building import comments, edited, lines, paragraph, word
from tests.word.merge.building import opened as document_of
from tests.word.merge.opened import CASES, HEMMELIG, JORD, LUFT, Sak, edition, neither, opened, render, words

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


def test_a_closed_case_whose_heading_is_deleted_does_not_become_part_of_the_one_before() -> None:
    def edit(document: Document) -> None:
        for text in ("Sak 2: Ansettelse av Ksi", "Vedlegg 2: Graf over lyset"):
            one = paragraph(document, text)._p
            one.getparent().remove(one)
        paragraph(document, "Kandidaten Ksi er best.").add_run(" Flink.")

    found = edition(
        edited(edited(render(*CASES).data, edit), put("Nytt", after="Vedlegg 1: Fra Ksi")), *CASES
    )
    assert not [secret for secret in (*SECRETS, "Flink", "Nytt") if secret in words(found.data)]
    assert "Sak 2: Personalsak" in lines(found.data)
    assert "Vedlegg 2: Graf over lyset" not in lines(found.data)


def test_a_closed_text_that_is_moved_into_an_open_case_is_not_taken_over() -> None:
    def edit(document: Document) -> None:
        paragraph(document, "Om luft og lys.")._p.addnext(paragraph(document, "Kandidaten Ksi er best.")._p)

    mine = edited(edited(render(*CASES).data, edit), write("Flink.", behind="Kandidaten Ksi er best."))
    assert not [secret for secret in (*SECRETS, "Flink") if secret in words(edition(mine, *CASES).data)]


def test_a_heading_of_the_persons_may_be_that_of_a_case_as_it_was_when_a_case_is_closed() -> None:
    edit = put("Sak 7: Noe nytt", after="Skriv konklusjonen.", style="Heading 2")
    base = render(*CASES).data
    found = edition(edited(base, edit), *CASES)
    assert "Sak 7: Noe nytt" not in lines(found.data)
    assert [text.tekst for text in found.left_out] == ["Sak 7: Noe nytt"]
    open_only = (LUFT, JORD)
    mine = edited(render(*open_only).data, edit)
    assert "Sak 7: Noe nytt" in lines(edition(mine, *open_only).data)


def test_a_row_follows_the_rule_and_one_that_it_cannot_tell_of_is_asked_about() -> None:
    def rule(cells: Mapping[str, str]) -> Verdict:
        verdicts: dict[str, Verdict] = {"åpen": "open", "lukket": "closed", "?": "unsure"}
        return verdicts.get(cells["Papirer"], "neither")

    def edit(document: Document) -> None:
        for text in ("åpen", "lukket", "?"):
            row = deepcopy(document.tables[0]._tbl.tr_lst[-1])
            document.tables[0]._tbl.append(row)
            for cell, words_ in zip(document.tables[0].rows[-1].cells, ("", "", text), strict=True):
                cell.text = words_

    base, full = render(*CASES).data, render(*CASES)
    found = open_edition(base, edited(base, edit), full, opened(*CASES), rule)
    assert lines(found.data)[1:6] == [
        "Nr. | Sak | Papirer",
        "1 | Luft",
        "2 | Personalsak",
        "3 | Jord",
        "åpen",
    ]
    assert found.unsure == ({"Nr.": "", "Sak": "", "Papirer": "?"},)
    assert [text.tekst for text in found.left_out] == ["lukket", "?"]


def test_where_the_turns_are_not_known_all_is_the_open_plans() -> None:
    full, open_ = render(*CASES), opened(*CASES)
    mine = edited(full.data, write("Åpent.", behind="Om luft og lys."))
    found = open_edition(full.data, mine, Render(full.data, None), open_, neither)
    assert found.data == open_.data
    assert [text.tekst for text in found.left_out] == ["Om luft og lys. Åpent."]


def test_nothing_beside_the_text_is_taken_over() -> None:
    package = Package(edited(render(*CASES).data, write("Åpent.", behind="Om luft og lys.")))
    package.add("glossary", new("glossaryDocument", text_run("Ksi-1")), relation="glossaryDocument")
    package.add("people", new("people", text_run("Ksi-2")))
    package.tree("word/settings.xml").append(new("docVars", new("docVar", name="Ksi-3", val="Ksi-4")))
    package.parts["docProps/app.xml"] = package.parts["docProps/app.xml"].replace(b"Microsoft", b"Ksi-5")
    package.parts["docProps/core.xml"] = package.parts["docProps/core.xml"].replace(
        b"</cp:coreProperties>", b"<cp:category>Ksi-6</cp:category></cp:coreProperties>"
    )
    package.parts["docProps/thumbnail.jpeg"] = b"Ksi-7"
    package.relate("hyperlink", "https://Ksi-8.example/")
    package.relations(DOCUMENT)[-1].set("TargetMode", "External")
    found = edition(package.saved(), *CASES)
    assert "Om luft og lys. Åpent." in lines(found.data)
    assert "Ksi" not in words(found.data)
    assert document_of(found.data).core_properties.title == "Møte"


def test_the_name_of_a_control_that_nothing_is_left_in_is_not_taken_over() -> None:
    """So a merge leaves one in the place of a case that has been moved, and is exempt by now."""

    def leave(document: Document) -> None:
        control = f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Ksi"/></w:sdtPr><w:sdtContent/></w:sdt>'
        paragraph(document, "Om luft og lys.").add_run(" Åpent.")
        paragraph(document, "Sak 2: Ansettelse av Ksi")._p.addprevious(parse_xml(control))

    found = edition(edited(render(*CASES).data, leave), *CASES)
    assert "Om luft og lys. Åpent." in lines(found.data)
    assert "Ksi" not in words(found.data)


def test_the_same_files_give_the_same_bytes_and_none_of_doks_comments() -> None:
    base = render(*CASES).data
    mine = edited(
        edited(base, write("Åpent.", behind="Om luft og lys.")), write("x", behind="Vedlegg 1: Fra Ksi")
    )
    now = (replace(LUFT, bakgrunn="Om luft og vann."), HEMMELIG, JORD)
    merged = merge(base, mine, render(*now).data).data
    assert len(comments(merged)) == 1
    found = edition(merged, *now)
    assert comments(found.data) == []
    assert "Planen" not in words(found.data)
    assert found == edition(merged, *now)


def test_a_header_that_is_the_same_has_the_persons_words_and_one_that_is_not_is_the_open_plans() -> None:
    template = word_template("{% for sak in saker %}{{ sak.tittel }} {% endfor %}")
    full, open_ = both(template)

    def edit(document: Document) -> None:
        document.sections[0].header.paragraphs[0].add_run(" ordet")
        document.sections[0].footer.paragraphs[0].add_run(" andre")
        document.paragraphs[0].add_run(" tredje")

    found = open_edition(full.data, edited(full.data, edit), full, open_, neither)
    document = document_of(found.data)
    assert document.sections[0].header.paragraphs[0].text == "Luft Personalsak Jord "
    assert document.sections[0].footer.paragraphs[0].text == "Bunntekst andre"
    assert document.paragraphs[0].text == "Tekst tredje"
    assert found.left_out[0].tekst == "Luft Ansettelse av Ksi Jord  ordet"
    assert "Ksi" not in words(found.data)


def word_template(header: str) -> bytes:
    def edit(document: Document) -> None:
        document.sections[0].footer.paragraphs[0].text = "Bunntekst"

    return edited(word("Tekst", header=header, title="{{ tittel }}"), edit)


def test_without_loops_a_block_is_open_that_both_plans_give_and_stands_under_no_closed_heading() -> None:
    body = ("## Sak 1: {{ saker[0].tittel }}", "{{ saker[0].bakgrunn }}", "Skriv her.")
    secret = ("## Sak 2: {{ saker[1].tittel }}", "{{ saker[1].bakgrunn }}", "Skriv her.", "## Slutt", "Takk.")
    template = word(*body, *secret, title="{{ tittel }}")
    full, open_ = both(template)

    def edit(document: Document) -> None:
        for index, one in enumerate(document.paragraphs):
            one.add_run(f" ord{index}")

    found = open_edition(full.data, edited(full.data, edit), full, open_, neither)
    assert lines(found.data) == [
        "Sak 1: Luft ord0",
        "Om luft og lys. ord1",
        "Skriv her. ord2",
        "Sak 2: Personalsak",
        "Skriv her.",
        "Slutt ord6",
        "Takk. ord7",
    ]


def test_what_shows_a_closed_text_from_another_place_is_not_taken_over() -> None:
    """A field that shows what stands at a bookmark, a table of contents, an inserted document."""

    def edit(document: Document) -> None:
        heading = paragraph(document, "Sak 2: Ansettelse av Ksi")._p
        add_xml_in(heading, '<w:bookmarkStart w:id="7" w:name="ref_ksi"/><w:bookmarkEnd w:id="7"/>')
        shown = paragraph(document, "Om luft og lys.")._p
        marks = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{rest}' for kind, rest in _FIELD)
        add_xml_in(shown, f"{marks}<w:r><w:t>se foran</w:t></w:r>")
        add_xml_in(
            shown, '<w:fldSimple w:instr=" REF ref_ksi "><w:r><w:t>Ansettelse</w:t></w:r></w:fldSimple>'
        )
        first = paragraph(document, "Møtet gjelder grunnen vi står på.")
        for entry in ("Sak 2: Ansettelse av Ksi\t3", "Sak 1: Luft\t2"):
            first._p.addnext(document.add_paragraph(entry)._p)
        chunk = document.part.relate_to("https://ksi.example/Ksi.docx", "urn:x/aFChunk", is_external=True)
        inserted = parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="{chunk}"/>')
        paragraph(document, "Kandidaten Ksi er best.")._p.addnext(inserted)

    found = edition(edited(render(*CASES).data, edit), *CASES)
    assert "Om luft og lys.se foran" in lines(found.data)
    assert "Sak 1: Luft\t2" in lines(found.data)
    assert not [secret for secret in ("Ksi", "ksi", "Ansettelse") if secret in words(found.data)]


_FIELD = (
    ("begin", '<w:r><w:instrText xml:space="preserve"> REF ref_ksi \\h </w:instrText></w:r>'),
    ("separate", "<w:r><w:t>Ansettelse av Ksi</w:t></w:r>"),
    ("end", ""),
)


def add_xml_in(element: BaseOxmlElement, xml: str) -> None:
    """Put some WordprocessingML last in an element."""
    element.extend(list(parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")))


def test_what_is_written_in_an_exempt_case_is_not_taken_over_though_all_that_it_says_is_open() -> None:
    said = Sak("2", "Personalsak", unntatt="offl. § 25")
    cases = (LUFT, said, JORD)
    assert [text for text in lines(render(*cases).data) if text not in lines(opened(*cases).data)] == [
        "Vedlegg 1: Søkerliste"
    ]
    mine = edited(render(*cases).data, put("Skjult", after="Sak 2: Personalsak"))
    assert "Skjult" not in words(edition(mine, *cases).data)


def test_what_takes_the_place_of_something_closed_may_be_that_in_other_words() -> None:
    def edit(document: Document) -> None:
        gone = paragraph(document, "Vedlegg 1: Søkerliste")._p
        gone.getparent().remove(gone)
        paragraph(document, "Om jord og stein.")._p.addnext(document.add_paragraph("Helt andre ord")._p)

    assert "Helt andre ord" not in words(edition(edited(render(*CASES).data, edit), *CASES).data)


def test_what_is_like_something_closed_beside_it_is_left_out_and_the_plans_own_comes_back() -> None:
    def edit(document: Document) -> None:
        paragraph(document, "Vedlegg 1: Søkerliste").text = "Helt nytt"
        paragraph(document, "Vedlegg 2: Prøver").text = "Noen ord om søkerliste nummer to"
        document.tables[0].rows[3].cells[1].text = "Noe annet"

    found = edition(edited(render(*CASES).data, edit), *CASES)
    assert "Vedlegg 2: Prøver" in lines(found.data)
    assert "3 | Jord" in lines(found.data)
    left = {"Helt nytt", "Noen ord om søkerliste nummer to", "3 | Noe annet"}
    assert {text.tekst for text in found.left_out} == left
    assert not [text for text in left if text in words(found.data)]


def test_a_header_that_loops_over_a_closed_case_is_closed_though_it_says_the_same() -> None:
    template = word_template("{% for sak in saker %}{{ sak.nummer }} {% endfor %}")
    full, open_ = both(template)
    mine = edited(full.data, lambda document: document.sections[0].header.paragraphs[0].add_run("ordet"))
    assert "ordet" not in words(open_edition(full.data, mine, full, open_, neither).data)


def test_what_comes_after_the_last_turn_is_open_though_no_heading_parts_them() -> None:
    loop = ("{%p for sak in saker %}", "## Sak {{ sak.nummer }}: {{ sak.tittel }}", "{%p endfor %}", "Takk.")
    full, open_ = both(word(*loop, title="{{ tittel }}"), LUFT, HEMMELIG)
    mine = edited(full.data, write("Hilsen oss.", behind="Takk."))
    found = open_edition(full.data, mine, full, open_, neither)
    assert lines(found.data) == ["Sak 1: Luft", "Sak 2: Personalsak", "Takk. Hilsen oss."]


def both(template: bytes, *cases: Sak) -> tuple[Render, Render]:
    """What the whole plan and the open one make of a template."""
    plans = (cases or CASES, tuple(sak.opened for sak in cases or CASES))
    made = [
        render_with_turns(template, NAME, {"tittel": "Møte", "saker": saker}, Marks(), DATED)
        for saker in plans
    ]
    return made[0], made[1]
