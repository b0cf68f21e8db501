"""A workspace with a mark in everything that is not for everyone, and a reader of PDFs that looks for marks.

Every mark begins with the same letters, which are in nothing else, so that one search finds all of them;
what follows says which it is. Each text has six marked words in a row, a phone number, an e-mail address, a
web address and the name of a file. The reader here is another than the product's own.
"""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Stream, String
from pypdf import PdfReader

from dokumentmaskin.pipeline import Pipeline, Report, case_jobs, jobs_for, make_calendars, make_documents
from dokumentmaskin.pipeline.package import Choices, make_package
from dokumentmaskin.plan import find_case, find_meeting, load_plan
from dokumentmaskin.workspace import Workspace
from tests.bundle.tagged import saved
from tests.pipeline.papers import tagged, untagged
from tests.templates import lay_templates

MARCH: Final = "2022-03-11"
MAY: Final = "2022-05-20"
MARK: Final = "qvxzq"
PHONE: Final = "49990"
# What a person writes in an open case, and what must be in the open edition all the same.
OWN: Final = "Dette har sekretæren føyd til for hånd."

_MEMBERS: Final = f"""\
klima:
  - navn: Kari
    delregion: Nord
    epost: {MARK}medlem@example.org
    telefon: {PHONE}001
    vara: {{navn: Per, epost: {MARK}vara@example.org, telefon: {PHONE}002}}
  - {{navn: Ola, delregion: Sør}}
  - {{navn: Statsforvalteren, rolle: observatør, epost: {MARK}observator@example.org}}
  - {{navn: Revisjonen, rolle: kopi, telefon: {PHONE}003}}
"""
_YEAR: Final = """\
gruppe: klima
datert: 2022-01-10
møteplan:
  - {type: faggruppemøte, dato: 2022-03-11, tema: [Luft]}
  - {type: faggruppemøte, dato: 2022-05-20, tema: [Jord]}
"""
_BEFORE: Final = f", tidligere_behandling: [{{sak: '4', møte: {MARCH}}}, {{sak: '5', møte: {MARCH}}}]"
_GROUND: Final = "unntatt: {hjemmel: offl. § 25, tittel: Personalsak}"


def text(name: str) -> str:
    """A text of six marks."""
    words = " ".join(f"{MARK}{name}{n}" for n in range(6))
    return (
        f"{words}. Ring {PHONE}{sum(map(ord, name)) % 900 + 100} eller skriv til {MARK}{name}@example.org, "
        f"se https://{MARK}{name}.example/ og {MARK}{name}fil.pdf."
    )


def _cases(*, exempt: bool) -> str:
    ground, own = (f"\n    {_GROUND}", ", unntatt: offl. § 23") if exempt else ("", "")
    return f"""\
meldinger:
  - {{tittel: Åpent brev, fra: NAV}}
  - {{tittel: {MARK}brev, fra: {MARK}avsender, dato: 2022-03-01, fil: {MARK}brevfil.md{own}}}
saker:
  - tittel: Lønn til {MARK}tittel
    nummer: '4'
    type: vedtak{ground}
    innleder: {MARK}innleder
    prioritering: {MARK}prioritering
    bakgrunn: {text("bakgrunn")!r}
    vurdering: {text("vurdering")!r}
    forslag_til_vedtak: {text("forslag")!r}
    underpunkter: [{{tittel: {MARK}delen, tekst: {text("deltekst")!r}}}]
    alternative_forslag: [{{fra: {MARK}annen, tekst: {text("annetforslag")!r}}}]
    varighet: 20
    vedlegg:
      - {{tittel: {MARK}papir, fil: {MARK}papirfil.pdf}}
      - {{tittel: {MARK}lenke, lenke: "https://{MARK}lenke.example/"}}
      - {{tittel: {MARK}etter, ettersendes: 2022-03-09}}
      - {{tittel: {MARK}ettersendt, fil: {MARK}senfil.md, ettersendt: 2022-03-10}}
      - {{tittel: {MARK}framlagt, lagt_fram: 2022-03-11}}
  - tittel: Leie av lokaler
    nummer: '5'
    bakgrunn: Vi leier lokaler på torget i ett år til.
    vedlegg:
      - {{tittel: Åpent notat, fil: notat.pdf}}
      - {{tittel: {MARK}tilbud, fil: {MARK}tilbudfil.md{own}}}
"""


def _minutes() -> str:
    return f"""\
startet: 09:00
sluttet: 11:00
saker:
  - nummer: '4'
    tittel: Lønn til {MARK}tittel
    referat: {text("referat")!r}
    vedtak: {text("vedtak")!r}
    votering:
      - {{forslag: {MARK}votert, for: 2, mot: 0, partier_for: [{{parti: {MARK}parti, antall: 2}}]}}
    habilitet: [{{hvem: {MARK}inhabil, grunnlag: {MARK}grunn}}]
    lukket_møte: {MARK}lukket
  - nummer: '5'
    tittel: Leie av lokaler
    vedtak: Vi leier i ett år til.
oppfølging:
  - {{hva: {text("oppgave")!r}, hvem: {MARK}hvem, sak: '4'}}
  - {{hva: Si ifra til utleieren, hvem: Kari, sak: '5'}}
"""


def paper() -> bytes:
    """An exempt PDF with marks in its properties, bookmarks, names and attachments too."""
    with pikepdf.open(BytesIO(untagged(text("papirside")))) as pdf:
        pdf.docinfo["/Title"] = String(f"{MARK}egenskap")
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem(f"{MARK}bokmerke", 0))
        pdf.attachments[f"{MARK}inni.txt"] = text("inni").encode()
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"{MARK}lag")))])
        )
        return saved(pdf)


def workspace(root: Path, målform: str) -> Workspace:
    """The workspace, with nothing exempt yet."""
    lay_templates(root)
    organisation = (
        f"navn: Regionrådet\nmålform: {målform}\ndelregioner: [Nord, Sør]\n"
        "sekretariat: {navn: Sekretariatet, epost: post@example.org}\nfaggrupper:\n  - navn: klima\n"
    )
    write(root, "plan/organisasjon.yaml", organisation)
    write(root, "plan/medlemmer.yaml", _MEMBERS)
    write(root, "plan/2022/klima.yaml", _YEAR)
    link = f"videolenke: https://{MARK}video.example/l/møte\n"
    write(root, f"plan/2022/{MAY}/mote.yaml", f"{link}saker:\n  - {{tittel: Jord og vann{_BEFORE}}}\n")
    write(root, f"plan/2022/{MARCH}/referat.yaml", _minutes())
    write(root, f"plan/2022/{MARCH}/{MARK}papirfil.pdf", paper())
    write(root, f"plan/2022/{MARCH}/{MARK}tilbudfil.md", text("tilbud").encode())
    for name in ("sen", "brev"):
        write(root, f"plan/2022/{MARCH}/{MARK}{name}fil.md", text(name).encode())
    write(root, f"plan/2022/{MARCH}/notat.pdf", tagged("Et åpent notat."))
    there = Workspace(root.resolve())
    say(there, exempt=False)
    return there


def say(there: Workspace, *, exempt: bool) -> None:
    """Let the plan say that what is marked is exempt, or not."""
    link = f"videolenke: https://{MARK}video.example/l/møte\n"
    write(there.root, f"plan/2022/{MARCH}/mote.yaml", f"tid: 09:00–11:00\n{link}{_cases(exempt=exempt)}")


def write(root: Path, path: str, content: str | bytes) -> None:
    """Write a file in the workspace."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def make_all(there: Workspace, *, packages: bool = True) -> Report:
    """Make every kind of document, the minutes of one meeting as a paper of the next among them.

    What a merge asks of the person counts as accepted.
    """
    pipeline = Pipeline(there, load_plan(there), accept_changes=True)
    jobs = [job for asked in (MARCH, MAY, "2022") for job in jobs_for(pipeline.plan, asked)]
    march = find_meeting(pipeline.plan, MARCH)
    jobs += case_jobs([find_case(pipeline.plan, march, number) for number in ("4", "5")])
    report = make_documents(pipeline, jobs) + make_calendars(pipeline, 2022)
    _say_in_minutes(there)
    for day in (MARCH, MAY) if packages else ():
        report += make_package(pipeline, find_meeting(pipeline.plan, day), Choices())
    return report


def _say_in_minutes(there: Workspace) -> None:
    """Write something open in the minutes, which are taken for an empty form before."""
    file = there.output / f"{MARCH}-klima" / f"referat-{MARCH}.docx"
    document = docx.Document(str(file))
    if not any("Velkommen" in paragraph.text for paragraph in document.paragraphs):
        document.paragraphs[1].insert_paragraph_before("Velkommen til alle.")
        _save(document, file)


def edit_all(there: Workspace) -> None:
    """Write in every document as a person does: in what is marked, after it, and in what is open."""
    for file in sorted(there.output.glob("*/*.docx")):
        document = docx.Document(str(file))
        for paragraph in [*document.paragraphs, *_in_tables(document)]:
            if MARK in paragraph.text.casefold():
                paragraph.add_run(f" {text('rettet')}")
                new = paragraph.insert_paragraph_before(text("avsnitt"))
                new.style = paragraph.style
            elif "leier lokaler" in paragraph.text or "leier i ett" in paragraph.text:
                paragraph.add_run(f" {OWN}")
        _save(document, file)


def _save(document: Any, file: Path) -> None:
    target = BytesIO()
    document.save(target)
    file.write_bytes(target.getvalue())


def _in_tables(document: Any) -> Iterator[Any]:
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


# Reading


def open_files(there: Workspace) -> list[Path]:
    """Every PDF and calendar that lies where what is open lies."""
    return sorted(file for kind in ("pdf", "ics") for file in there.output.glob(f"*/*.{kind}"))


def marks(file: Path) -> set[str]:
    """The marks in a file, wherever they stand: its name, its pages, every string, name, key and stream."""
    data = file.read_bytes()
    texts = [file.name, *(_pdf_texts(data) if file.suffix == ".pdf" else [data.decode()])]
    plain = (re.sub(r"[\s\u00ad-]+", "", _composed(said).casefold()) for said in set(texts))
    return {found for said in plain for found in re.findall(rf"(?:{MARK}|{PHONE})[a-zæøå0-9]*", said)}


def _composed(text: str) -> str:
    """A text with each letter as one sign; of bytes read as Latin-1, as pictures are, none is in parts."""
    return text if max(text, default="") <= "\xff" else unicodedata.normalize("NFKC", text)


def _pdf_texts(data: bytes) -> Iterator[str]:
    yield "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    with pikepdf.open(BytesIO(data)) as pdf:
        for item in (pdf.trailer, *pdf.objects):
            yield from _strings(item)


def _strings(item: Any) -> Iterator[str]:
    """The strings, names and keys in an object, not those of objects that it refers to."""
    if isinstance(item, Stream):
        yield from _in_stream(item)
    if isinstance(item, Dictionary | Stream):
        yield from item.keys()
    if isinstance(item, String):
        yield from (str(item), bytes(item).decode("latin-1"))
    if isinstance(item, Name):
        yield str(item)
    values = (
        item.values() if isinstance(item, Dictionary | Stream) else item if isinstance(item, Array) else ()
    )
    for value in values:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _strings(value)


def _in_stream(stream: Stream) -> Iterator[str]:
    yield stream.read_raw_bytes().decode("latin-1")
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:
        return
    yield data.decode("latin-1")
    yield data.decode("utf-8", "replace")
