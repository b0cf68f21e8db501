"""The gate: each forbidden thing in each kind of file is found with its place; a clean file gives nothing."""

import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Final

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from stdnum.no import fodselsnummer

from dokumentmaskin.pdf import BuiltInEngine
from dokumentmaskin.site.gate import findings
from dokumentmaskin.site.gate.numbers import is_person_number
from tests.profiles import examples

# Made for tests: the month has 80 added (Skatteetaten), so that it is nobody's.
PERSON: Final = "15829000137"
D_NUMBER: Final = "55829000120"
ACCOUNT: Final = "1234.56.78903"
MAIL: Final = "kari.privat@example.org"
PHONE: Final = "mobil 912 34 567"
FORBIDDEN: Final = {
    "fodselsnummer": PERSON,
    "d-nummer": D_NUMBER,
    "kontonummer": ACCOUNT,
    "epostadresse": MAIL,
    "telefonnummer": PHONE,
}
CODES: Final = {name: "fodselsnummer" if name == "d-nummer" else name for name in FORBIDDEN}


def written(document: "docx.document.Document") -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def bare() -> "docx.document.Document":
    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.add_paragraph("Notat om reiseliv")
    return document


def in_body(text: str) -> bytes:
    document = bare()
    document.add_paragraph(text)
    return written(document)


def in_header(text: str) -> bytes:
    document = bare()
    document.sections[0].header.paragraphs[0].text = text
    return written(document)


def in_property(text: str) -> bytes:
    document = bare()
    document.core_properties.subject = text
    return written(document)


def in_comment(text: str) -> bytes:
    document = bare()
    run = document.paragraphs[0].runs[0]
    document.add_comment(run, text, author="", initials="")
    return written(document)


def in_alternative_text(text: str) -> bytes:
    document = bare()
    shape = document.add_picture(BytesIO(picture()))
    shape._inline.docPr.set("descr", text)
    return written(document)


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (20, 20), "white").save(file, "PNG")
    return file.getvalue()


def blank_pdf() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    return pdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    file = BytesIO()
    pdf.save(file)
    return file.getvalue()


def on_page(text: str) -> bytes:
    document = bare()
    document.core_properties.title = "Notat"
    document.add_paragraph(text)
    return BuiltInEngine().convert(written(document))


def in_attachment(text: str) -> bytes:
    pdf = blank_pdf()
    pdf.attachments["notat.txt"] = text.encode()
    return saved(pdf)


def in_untyped_attachment(text: str) -> bytes:
    pdf = pikepdf.open(BytesIO(in_attachment(text)))
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/EmbeddedFile":
            del item["/Type"]
    return saved(pdf)


def in_xmp(text: str) -> bytes:
    pdf = blank_pdf()
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = text
    return saved(pdf)


def in_remark(text: str) -> bytes:
    pdf = blank_pdf()
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Contents=text, Rect=[0, 0, 9, 9])
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([note]))
    return saved(pdf)


def in_hidden_column(text: str) -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = ""
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["C2"] = "Budsjett", text
    sheet.column_dimensions["C"].hidden = True
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def in_jpeg(text: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = text  # ImageDescription
    file = BytesIO()
    Image.new("RGB", (20, 20)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def in_page(text: str) -> bytes:
    return f"<!doctype html><html lang=nb><title>Møte</title><p>{text}</p></html>".encode()


def office(**parts: str) -> bytes:
    """A package of parts whose names have / for __."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, xml in parts.items():
            package.writestr(f"{name.replace('__', '/')}.xml", xml)
    return file.getvalue()


def in_zip_comment(text: str) -> bytes:
    file = BytesIO(office(word__document="<document/>"))
    with zipfile.ZipFile(file, "a") as package:
        package.comment = text.encode()
    return file.getvalue()


def in_result(text: str) -> bytes:
    """What a formula gave: no cell has it written."""
    book = openpyxl.Workbook()
    book.properties.creator = ""
    assert book.active is not None
    book.active["A1"] = "=A2&B2"
    file = BytesIO()
    book.save(file)
    made = BytesIO()
    with zipfile.ZipFile(file) as package, zipfile.ZipFile(made, "w") as changed:
        for name in package.namelist():
            part = re.sub(
                rb"</f><v ?/>|</f><v></v>", b"</f><v>" + text.encode() + b"</v>", package.read(name)
            )
            changed.writestr(name, part)
    return made.getvalue()


def in_script(text: str) -> bytes:
    pdf = blank_pdf()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pdf.make_stream(text.encode()))
    return saved(pdf)


def in_form_data(text: str) -> bytes:
    pdf = blank_pdf()
    data = pdf.make_stream(f"<data>{text}</data>".encode())
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA=["datasets", data])
    return saved(pdf)


def in_stamp(text: str) -> bytes:
    """What a stamp on a page looks like."""
    pdf = blank_pdf()
    names = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    font = pikepdf.Dictionary({f"/{key}": pikepdf.Name(f"/{name}") for key, name in names.items()})
    look = pdf.make_stream(
        f"BT /F 9 Tf ({text}) Tj ET".encode(),
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 9, 9],
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font)),
    )
    stamp = pikepdf.Dictionary(Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 9, 9], AP=pikepdf.Dictionary(N=look))
    pdf.pages[0].Annots = pikepdf.Array([stamp])
    return saved(pdf)


def in_packed_photo(text: str) -> bytes:
    pdf = blank_pdf()
    photo = pdf.make_stream(b"", Subtype=pikepdf.Name.Image, Width=20, Height=20)
    packed = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    photo.write(zlib.compress(in_jpeg(text)), filter=packed)
    pdf.Root.Photo = photo
    return saved(pdf)


PLACES: Final[dict[str, tuple[str, Callable[[str], bytes]]]] = {
    "docx, brødtekst": ("a.docx", in_body),
    "docx, topptekst": ("a.docx", in_header),
    "docx, egenskap": ("a.docx", in_property),
    "docx, kommentar": ("a.docx", in_comment),
    "docx, alternativ tekst": ("a.docx", in_alternative_text),
    "pdf, side": ("a.pdf", on_page),
    "pdf, vedlagt fil": ("a.pdf", in_attachment),
    "pdf, vedlagt fil uten type": ("a.pdf", in_untyped_attachment),
    "pdf, XMP": ("a.pdf", in_xmp),
    "pdf, merknad": ("a.pdf", in_remark),
    "xlsx, skjult kolonne": ("a.xlsx", in_hidden_column),
    "jpeg, Exif": ("a.jpg", in_jpeg),
    "html": ("a.html", in_page),
    "html, merknad": ("a.html", lambda text: in_page("").replace(b"<p>", f"<!-- a {text} -->".encode())),
    "svg, tegn": ("a.svg", lambda text: f"<svg><style><![CDATA[{text}]]></style></svg>".encode()),
    "docx, valg i en liste": (
        "a.docx",
        lambda text: office(word__document=f'<d><listItem displayText="{text}"/></d>'),
    ),
    "docx, variabel": ("a.docx", lambda text: office(word__settings=f'<d><docVar val="{text}"/></d>')),
    "docx, XML-merknad": ("a.docx", lambda text: office(word__document=f"<d><!-- {text} --></d>")),
    "docx, zip-kommentar": ("a.docx", in_zip_comment),
    "docx, navn på en del": ("a.docx", lambda text: office(**{f"word__{text}": "<d/>"})),
    "pptx, merkelapp": ("a.pptx", lambda text: office(ppt__tags__tag1=f'<d><tag val="{text}"/></d>')),
    "odt, betinget tekst": (
        "a.odt",
        lambda text: office(content=f'<d><p><c string-value-if-true="{text}"/></p></d>'),
    ),
    "xlsx, pivottabell": (
        "a.xlsx",
        lambda text: office(xl__pivotCache__records=f'<d><r><s v="{text}"/></r></d>'),
    ),
    "xlsx, annen arbeidsbok": (
        "a.xlsx",
        lambda text: office(xl__externalLinks__link=f"<d><cell><v>{text}</v></cell></d>"),
    ),
    "xlsx, resultat": ("a.xlsx", in_result),
    "pdf, skript": ("a.pdf", in_script),
    "pdf, skjemadata": ("a.pdf", in_form_data),
    "pdf, stempel": ("a.pdf", in_stamp),
    "pdf, pakket bilde": ("a.pdf", in_packed_photo),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("thing", FORBIDDEN)
def test_each_thing_is_found_in_each_place(thing: str, place: str) -> None:
    name, plant = PLACES[place]
    found = [one for one in findings(plant(f"Se {FORBIDDEN[thing]} her"), name) if one.code == CODES[thing]]
    assert len(found) == 1
    assert found[0].steder
    assert FORBIDDEN[thing] not in found[0].hva or thing == "epostadresse"


def test_a_number_under_the_word_that_says_what_it_is_is_found() -> None:
    book = openpyxl.Workbook()
    book.properties.creator = ""
    sheet = book.active
    assert sheet is not None
    for row in (["Konto", "Mobil"], [12345678903, 91234567], [12345678903, 91234568]):
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    found = findings(file.getvalue(), "a.xlsx")
    assert [(one.code, len(one.steder)) for one in found] == [
        ("kontonummer", 2),
        ("telefonnummer", 1),
        ("telefonnummer", 1),
    ]


def test_the_position_of_a_picture_is_found() -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (59.0, 54.0, 0.0), 3: "E", 4: (10.0, 45.0, 0.0)}
    file = BytesIO()
    Image.new("RGB", (20, 20)).save(file, "JPEG", exif=exif)
    assert [one.code for one in findings(file.getvalue(), "a.jpg")] == ["posisjon-i-bilde"]


def test_a_scanned_page_is_named_as_unread() -> None:
    file = BytesIO()
    Image.new("RGB", (200, 200)).save(file, "PDF")
    found = findings(file.getvalue(), "a.pdf")
    assert [(one.code, one.steder) for one in found] == [("ulest-side", ("på side 1",))]


@given(
    st.integers(0, 99), st.integers(1, 12), st.integers(1, 28), st.integers(0, 999), st.sampled_from([0, 40])
)
@settings(max_examples=examples(200, short=20))
def test_every_number_by_the_rules_is_known(year: int, month: int, day: int, rest: int, added: int) -> None:
    digits = f"{day + added:02}{month:02}{year:02}{rest:03}"
    first = fodselsnummer.calc_check_digit1(digits)
    second = fodselsnummer.calc_check_digit2(digits + first)
    if len(number := digits + first + second) == 11:
        assert is_person_number(number)
        assert not is_person_number(number[:-1] + str((int(number[-1]) + 1) % 10))


@pytest.mark.parametrize(
    "text",
    [
        "Organisasjonsnummer 999 888 777, arkivsak 22/00123-4, 12 345 678 kroner, 1 200 000,50",
        "ISBN 978-82-15-01234-5, tlf. 61 00 00 00, post@example.org, 24.–25. august 2022, kl. 09.00–11.30",
        "2019 2020 2021 2022, 11 12 13 14, side 12–19, § 11-4, EUR 40 000 000, NS 12345:2020, 12345678901",
    ],
)
def test_what_is_no_persons_is_left_alone(text: str) -> None:
    assert findings(in_page(text), "a.html") == findings(in_body(text), "a.docx") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Rammen øker med 45 000 000 kroner. Mva 45 120 300. Private skoler 22 345 678. Telemark 91 234 567",
        "Telefoni 45 123 456, mobilitetsplan 91 500 000",
        '<path d="M400.47244 455.67123 m 412-55-612L 91.234567"/>',
        "\n".join(f"{year} 45 {rest}" for year in range(2015, 2027) for rest in range(12340, 12351)),
        "\n".join(f"{day:02}0922 {rest}" for day in range(1, 29) for rest in range(20340, 20351)),
        "\n".join(" ".join(f"{22090000000 + 7919 * row:011}") for row in range(300)),
        " ".join("5290300013705"),
    ],
)
def test_the_rows_of_a_table_are_no_numbers_of_persons(text: str) -> None:
    assert findings(text.encode(), "a.txt") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"Kari,{PERSON},2770", "fodselsnummer"),
        (f"Kari {PERSON[:6]} {PERSON[6:]}\nPris 120345 20234", "fodselsnummer"),
        (" ".join(PERSON), "fodselsnummer"),
        (f"Til konto {ACCOUNT.replace('.', ' ')}", "kontonummer"),
        (f"Kari,{ACCOUNT},912 34 567", "kontonummer"),
        ("mailto:kari%40example.org", "epostadresse"),
        ("Tlf.: 91234567", "telefonnummer"),
        ("Mobil (privat): 912 34567", "telefonnummer"),
        ("(+47) 91234567", "telefonnummer"),
        ("Navn Mobil\nKari Normann 91234567", "telefonnummer"),
    ],
)
def test_numbers_are_found_as_people_write_them(text: str, code: str) -> None:
    assert [one.code for one in findings(text.encode(), "a.txt")] == [code]


def test_fifty_clean_documents_give_nothing() -> None:
    words = (
        "Reiselivet i regionen vokser.",
        "Budsjettet er på 12 500 000 kroner.",
        "Neste møte er 20. mai 2022.",
    )
    plants = (PLACES[place] for place in PLACES if place not in {"docx, kommentar", "pdf, merknad"})
    clean = [
        (name, plant(f"{word} Sak {number}/22."))
        for name, plant in plants
        for number in (1, 22)
        for word in words
    ]
    assert len(clean) >= 50
    # A page with nothing on it is told of as one that cannot be read.
    found = [one for name, data in clean for one in findings(data, name)]
    assert [one for one in found if one.code != "ulest-side"] == []


def test_where_a_figure_is_drawn_is_no_phone() -> None:
    drawn = '<svg viewBox="400 47 243 1"><path d="M400 47 243L9 9"/><g transform="scale(1)"/>{}</svg>'
    assert findings(drawn.format("").encode(), "a.svg") == ()
    assert [one.code for one in findings(drawn.format("<text>400 47 243</text>").encode(), "a.svg")] == [
        "telefonnummer"
    ]
