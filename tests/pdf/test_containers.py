"""Letters and zip files: what is in them, and what they are refused for."""

import zipfile
from email.message import EmailMessage
from io import BytesIO

import pytest

from dokumentmaskin.errors import AttachmentError
from dokumentmaskin.pdf import paper_texts
from dokumentmaskin.pdf.papers.containers import MOST_FILES, letter_parts, read_letter, read_zip
from dokumentmaskin.pdf.papers.textparts import Heading, Text
from tests.pdf.papers import paper


def letter(**files: bytes) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Kari Ås <kari@example.org>", "post@example.org"
    mail["Subject"], mail["Date"] = "Innspill til møtet", "Fri, 04 Mar 2022 09:12:00 +0100"
    mail["Received"] = "HEMMELIG vei"
    mail.set_content("Hei\n\nHer er det.")
    for name, data in files.items():
        mail.add_attachment(data, maintype="application", subtype="pdf", filename=name.replace("_", "."))
    return mail


def test_a_letter_is_its_head_its_text_and_its_files() -> None:
    mail = letter(a_pdf=b"%PDF-")
    mail.add_attachment(letter())
    found = read_letter(mail.as_bytes(), ".eml")
    assert (found.sender, found.to, found.copy) == ("Kari Ås <kari@example.org>", "post@example.org", "")
    assert [one.name for one in found.files] == ["a.pdf", "Innspill til møtet.eml"]
    head, text, attached, names = letter_parts(found, paper(b"", "a.eml"), {"a.pdf"})[0][1:]
    assert isinstance(head, Text)
    lines = "".join(one.text for one in head.blocks[0].inlines)
    assert lines.startswith(
        "Fra: Kari Ås <kari@example.org>\nTil: post@example.org\nDato: 04.03.2022 kl. 09.12\n"
    )
    assert isinstance(text, Text)
    assert [block.inlines[0].text for block in text.blocks] == ["Hei", "Her er det."]
    assert isinstance(attached, Heading)
    assert isinstance(names, Text)
    assert [block.inlines[0].text for block in names.blocks] == ["a.pdf (ikke med)", "Innspill til møtet.eml"]
    assert "HEMMELIG" not in repr((head, text, names))


def test_what_no_page_can_hold_is_not_read() -> None:
    mail = letter().as_bytes().replace(b"Her er", b"Her \0\x01er")
    assert "Her er det." in read_letter(mail, ".eml").text


def test_the_html_of_a_letter_is_read_before_its_text() -> None:
    mail = letter()
    mail.add_alternative("<p>Med <b>fet</b> skrift</p>", subtype="html")
    found = read_letter(mail.as_bytes(), ".eml")
    assert (found.is_html, found.text.strip()) == (True, "<p>Med <b>fet</b> skrift</p>")


@pytest.mark.parametrize("suffix", [".eml", ".msg"])
@pytest.mark.parametrize("data", [b"ingen e-post", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_letter_is_refused(data: bytes, suffix: str) -> None:
    with pytest.raises(AttachmentError) as caught:
        read_letter(data, suffix)
    assert caught.value.problems[0].code == "vedlegg-skadet"


def zipped(files: dict[str, bytes], flags: int = 0) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    data = target.getvalue()
    if flags:  # in both heads of each file, APPNOTE 4.3.7 and 4.3.12
        data = data.replace(b"PK\x03\x04\x14\0\0", b"PK\x03\x04\x14\0" + bytes([flags]))
        data = data.replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0" + bytes([flags]))
    return data


def test_the_files_of_a_zip_are_those_of_a_person() -> None:
    data = zipped({"b/å.md": b"1", "a.txt": b"2", "__MACOSX/._a.txt": b"x", "b/.DS_Store": b"x"})
    assert [(one.name, one.data) for one in read_zip(data)] == [("b/å.md", b"1"), ("a.txt", b"2")]


def test_a_name_that_windows_wrote_is_read() -> None:
    data = zipped({"xx.txt": b""}).replace(b"xx.txt", "ø1.txt".encode("cp850"))
    assert [one.name for one in read_zip(data)] == ["ø1.txt"]


def test_a_zip_that_is_locked_damaged_or_too_much_is_refused() -> None:
    many = zipped({f"{number}.txt": b"" for number in range(MOST_FILES + 1)})
    cases = {"vedlegg-passord": zipped({"a.txt": b"1"}, flags=1), "vedlegg-for-stort": many}
    cases["vedlegg-skadet"] = many[:-40]
    for code, data in cases.items():
        with pytest.raises(AttachmentError) as caught:
            read_zip(data)
        assert caught.value.problems[0].code == code


def test_all_that_they_say_is_told_to_the_fence() -> None:
    inner = zipped({"a.txt": b"hemmelig ord", "b.html": b"<p>og mer</p>"})
    texts = " ".join(paper_texts(letter(z_zip=inner).as_bytes(), "a.eml"))
    for words in ("Kari Ås", "Innspill til møtet", "Her er det.", "hemmelig ord", "og mer"):
        assert words in texts
