"""Word documents with tracked changes, comments and hidden text, written as Word writes them."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from itertools import count
from typing import Final

from lxml import etree

from dokumentmaskin.word.names import FALLBACK, W

KARI: Final = "Kari Nordmann"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_WORD: Final = f"{_OFFICE}wordprocessingml."
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14 w15"'
)
STYLES: Final = """\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:pPr>
<w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Notat"><w:name w:val="Notat"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Undernotat"><w:name w:val="Undernotat"/><w:basedOn w:val="Notat"/>
</w:style>
<w:style w:type="paragraph" w:styleId="Vises"><w:name w:val="Vises"/><w:basedOn w:val="Notat"/><w:rPr>
<w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Skjult"><w:name w:val="Skjult"/><w:rPr><w:vanish/></w:rPr></w:style>
"""
_SECTION: Final = (
    '<w:sectPr>{}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" '
    'w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
_ROOTS: Final = {"header": "hdr", "footer": "ftr"}
_number = count(1)


def by(author: str = KARI) -> str:
    """The attributes of a tracked change."""
    return f'w:id="{next(_number)}" {_done(author)}'


def _done(author: str) -> str:
    return f'w:author="{author}" w:date="2022-03-12T10:00:00Z"'


def run(text: str, looks: str = "", *, deleted: bool = False) -> str:
    tag = "delText" if deleted else "t"
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def ins(text: str, author: str = KARI) -> str:
    return f"<w:ins {by(author)}>{run(text)}</w:ins>"


def dele(text: str, author: str = KARI) -> str:
    return f"<w:del {by(author)}>{run(text, deleted=True)}</w:del>"


def moved(text: str, *, to: bool, author: str = KARI) -> str:
    """One end of a move, between the marks that Word puts around it."""
    name, number = ("moveTo" if to else "moveFrom"), next(_number)
    start = f'<w:{name}RangeStart w:id="{number}" {_done(author)} w:name="move{number}"/>'
    return f'{start}<w:{name} {by(author)}>{run(text)}</w:{name}><w:{name}RangeEnd w:id="{number}"/>'


def p(*content: str, style: str = "", mark: str = "", author: str = KARI, properties: str = "") -> str:
    """A paragraph; `mark` says what was done to its mark: ins, del, moveFrom, moveTo, or raw looks of it."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    looks = f"<w:{mark} {by(author)}/>" if mark.isalpha() else mark
    marked = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    about = f"<w:pPr>{named}{marked}{properties}</w:pPr>" if named or marked or properties else ""
    return f"<w:p>{about}{''.join(content)}</w:p>"


def heading(text: str) -> str:
    return p(run(text), style="Overskrift1")


def table(*rows: str) -> str:
    look = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    grid = '<w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>'
    return f"<w:tbl>{look}{grid}{''.join(rows)}</w:tbl>"


def row(*texts: str, mark: str = "") -> str:
    """A row of a table; one that is put in or taken out has runs that are so too, as Word writes it."""
    about = f"<w:trPr><w:{mark} {by()}/></w:trPr>" if mark else ""
    content = {"ins": ins, "del": dele}.get(mark, run)
    return f"<w:tr>{about}{''.join(cell(p(content(text))) for text in texts)}</w:tr>"


def cell(*blocks: str, properties: str = "") -> str:
    about = f'<w:tcPr><w:tcW w:w="4500" w:type="dxa"/>{properties}</w:tcPr>'
    return f"<w:tc>{about}{''.join(blocks)}</w:tc>"


def box(*blocks: str) -> str:
    """A run with a text box, once for new programs and once for old ones."""
    content = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="914400" '
        'cy="914400"/><wp:docPr id="1" name="Boks" descr="Boks"/><a:graphic xmlns:a="http://schemas.'
        'openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/'
        '2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:72pt;height:72pt"><v:textbox>'
        f"{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def commented(text: str, number: int = 0) -> str:
    """Text that a comment is about, with the mark that refers to it."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{run(text)}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


def comments(*texts: tuple[str, str]) -> dict[str, str]:
    """The parts in which Word keeps comments and who wrote them: author and text of each."""
    listed = "".join(
        f'<w:comment w:id="{number}" w:author="{author}" w:date="2022-03-12T10:00:00Z" w:initials="KN">'
        f'<w:p w14:paraId="{number + 1:08}"><w:r><w:annotationRef/></w:r>{run(text)}</w:p></w:comment>'
        for number, (author, text) in enumerate(texts)
    )
    done = "".join(f'<w15:commentEx w15:paraId="{n + 1:08}" w15:done="0"/>' for n in range(len(texts)))
    people = "".join(
        f'<w15:person w15:author="{author}"><w15:presenceInfo w15:providerId="None" w15:userId="{author}"/>'
        "</w15:person>"
        for author in dict.fromkeys(author for author, _ in texts)
    )
    return {
        "comments": f"<w:comments {NAMESPACES}>{listed}</w:comments>",
        "commentsExtended": f"<w15:commentsEx {NAMESPACES}>{done}</w15:commentsEx>",
        "people": f"<w15:people {NAMESPACES}>{people}</w15:people>",
    }


def notes(kind: str, *texts: str) -> dict[str, str]:
    """The part with foot- or endnotes, numbered from 1."""
    listed = "".join(f'<w:{kind} w:id="{n}">{p(text)}</w:{kind}>' for n, text in enumerate(texts, start=1))
    return {f"{kind}s": f"<w:{kind}s {NAMESPACES}>{listed}</w:{kind}s>"}


def core(**said: str) -> str:
    """The core properties; `creator` and `description` are Dublin Core's."""
    dublin = {"creator", "description", "title", "subject", "language"}
    fields = "".join(
        f"<{'dc' if name in dublin else 'cp'}:{name}>{text}</{'dc' if name in dublin else 'cp'}:{name}>"
        for name, text in {"title": "Prøve", "language": "nb-NO", **said}.items()
    )
    return (
        '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:cp="{_PACKAGE}metadata/core-properties">{fields}</cp:coreProperties>'
    )


def app(**said: str) -> str:
    fields = "".join(f"<{name}>{text}</{name}>" for name, text in said.items())
    return f'<Properties xmlns="{_RELATION[:-14]}extended-properties">{fields}</Properties>'


def custom(name: str, value: str) -> str:
    """A property that a person or a program has added."""
    text = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    said = f'<property pid="2" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
    kind = f"{_RELATION[:-14]}custom-properties"
    return f'<Properties xmlns="{kind}" xmlns:vt="{text}">{said}</Properties>'


def with_part(docx: bytes, name: str, content: bytes) -> bytes:
    """A package with a part added or replaced."""
    parts = {**{other: part(docx, other) for other in part_names(docx)}, name: content}
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for other, data in parts.items():
            package.writestr(other, data)
    return target.getvalue()


def docx(*blocks: str, parts: Mapping[str, str] = {}, header: str = "", footer: str = "") -> bytes:
    """A .docx of these blocks.

    Args:
        blocks: What is in the body.
        parts: Other parts by what they are: comments, footnotes, core, app …
        header: What is in the header.
        footer: What is in the footer.
    """
    running = {
        kind: f"<w:{_ROOTS[kind]} {NAMESPACES}>{content}</w:{_ROOTS[kind]}>"
        for kind, content in (("header", header), ("footer", footer))
        if content
    }
    references = "".join(f'<w:{kind}Reference w:type="default" r:id="{kind}"/>' for kind in running)
    content = "".join(blocks) + _SECTION.format(references)
    body = f"<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>"
    stories = {"styles": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>", **running, **parts}
    return _packed(body, stories)


def _packed(body: str, stories: Mapping[str, str]) -> bytes:
    about = {
        "core": "application/vnd.openxmlformats-package.core-properties",
        "app": f"{_OFFICE}extended-properties",
        "custom": f"{_OFFICE}custom-properties",
    }
    word = {kind: f"word/{kind}.xml" for kind in stories if kind not in about}
    names = {**word, **{kind: f"docProps/{kind}.xml" for kind in stories if kind in about}}
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{about.get(kind, _WORD + kind)}+xml"/>'
        for kind, name in names.items()
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}document.main+xml"/>{types}</Types>',
        "_rels/.rels": _relations({"document": "word/document.xml", **_properties(names)}),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": _relations({kind: f"{kind}.xml" for kind in word}),
        **{names[kind]: content for kind, content in stories.items()},
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return target.getvalue()


def _properties(names: Mapping[str, str]) -> dict[str, str]:
    return {kind: name for kind, name in names.items() if name.startswith("docProps/")}


def _relations(targets: Mapping[str, str]) -> str:
    kinds = {
        "document": f"{_RELATION}officeDocument",
        "core": f"{_PACKAGE}relationships/metadata/core-properties",
        "app": f"{_RELATION}extended-properties",
        "custom": f"{_RELATION}custom-properties",
        "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        "people": "http://schemas.microsoft.com/office/2011/relationships/people",
    }
    listed = "".join(
        f'<Relationship Id="{kind}" Type="{kinds.get(kind, _RELATION + kind)}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}relationships">{listed}</Relationships>'


def part(docx: bytes, name: str) -> bytes:
    """A part of a package."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return package.read(name)


def part_names(docx: bytes) -> set[str]:
    """The names of a package's parts."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return set(package.namelist())


def paragraphs(docx: bytes, name: str = "word/document.xml") -> list[str]:
    """The text of each paragraph of a part, a text box for old programs left out."""
    root = etree.fromstring(part(docx, name))
    return [
        "".join(text.text or "" for text in paragraph.iter(W + "t"))
        for paragraph in root.iter(W + "p")
        if not any(above.tag == FALLBACK for above in paragraph.iterancestors())
    ]
