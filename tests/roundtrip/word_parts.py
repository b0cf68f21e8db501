"""What Word does to the other parts of a file when it saves it: styles, settings, numbering, names, ids.

Sources: a style's id (w:styleId) is any string that is unique in the file, and its w:name is what tells
which built-in style it is (ECMA-376 Part 1, §17.7.4.9 and §17.7.4.17). Word makes the ids anew from the
names of its own language without spaces, while the names stay English: python-docx, «Understanding
Styles» («built-in styles are stored using their English name, even though users with a localized version
of Word see it in their own language»), and files from Norwegian Word («Overskrift1» is `heading 1`).
"""

import random
from typing import Any, Final

from lxml import etree

from tests.roundtrip.package import DOCUMENT, W14, Package, R, W, new, w
from tests.roundtrip.word_objects import add_notes

NORWEGIAN: Final = {
    "heading 1": "Overskrift1",
    "heading 2": "Overskrift2",
    "heading 3": "Overskrift3",
    "heading 4": "Overskrift4",
    "title": "Tittel",
    "subtitle": "Undertittel",
    "header": "Topptekst",
    "footer": "Bunntekst",
    "table grid": "Tabellrutenett",
    "normal table": "Vanligtabell",
    "default paragraph font": "Standardskriftforavsnitt",
    "no list": "Ingenliste",
    "hyperlink": "Hyperkobling",
    "strong": "Sterk",
    "emphasis": "Utheving",
    "placeholder text": "Plassholdertekst",
    "list bullet": "Punktliste",
    "list bullet 2": "Punktliste2",
    "list number": "Nummerertliste",
    "list number 2": "Nummerertliste2",
    "list paragraph": "Listeavsnitt",
    "footnote text": "Fotnotetekst",
    "footnote reference": "Fotnotereferanse",
    "annotation text": "Merknadstekst",
    "annotation reference": "Merknadsreferanse",
}
_MISSING: Final = (
    ("character", "Default Paragraph Font"),
    ("table", "Normal Table"),
    ("numbering", "No List"),
)
_STYLE_MARKS: Final = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink")
_TYPES: Final = "application/vnd.openxmlformats-officedocument.{}+xml"
_EXTENDED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS: Final = "http://purl.org/dc/terms/"


def save_parts(package: Package, chance: random.Random, sessions: list[str], author: str) -> None:
    """Do to a file's other parts what Word does; its text must be done already."""
    _styles(package)
    _numbering(package, chance)
    _settings(package, chance, sessions)
    _new_parts(package)
    _properties(package, author)
    for kind in ("header", "footer"):
        _rename(package, kind)
    for part in [DOCUMENT, *package.stories()]:
        _renumber(package, part, chance)


def _styles(package: Package) -> None:
    """Ids in Word's language, the built-in styles that every file has, and the order of the file kept."""
    styles = package.tree("word/styles.xml")
    names = {style.find(w("name")).get(w("val")).lower() for style in styles.iter(w("style"))}
    at = list(styles).index(styles.find(w("style"))) + 1
    for kind, name in _MISSING:
        if name.lower() not in names:
            look = [new("name", val=name), new("uiPriority", val="99"), new("semiHidden")]
            made = new("style", *look, new("unhideWhenUsed"), type=kind, styleId=name.replace(" ", ""))
            made.set(w("default"), "1")
            styles.insert(at, made)
    ids = {}
    for style in styles.iter(w("style")):
        name = style.find(w("name")).get(w("val"))
        old = style.get(w("styleId"))
        ids[old] = NORWEGIAN.get(name.lower(), old)
        style.set(w("styleId"), ids[old])
    for part in [*package.stories(), "word/styles.xml", "word/numbering.xml"]:
        if part in package.parts:
            for mark in package.tree(part).iter(*map(w, _STYLE_MARKS)):
                mark.set(w("val"), ids.get(mark.get(w("val")), mark.get(w("val"))))


def _numbering(package: Package, chance: random.Random) -> None:
    """List definitions are counted from nought again, each with w:nsid and w:tmpl (§17.9.15, §17.9.30)."""
    if "word/numbering.xml" not in package.parts:
        return
    numbering = package.tree("word/numbering.xml")
    ids = {}
    for number, definition in enumerate(numbering.findall(w("abstractNum"))):
        ids[definition.get(w("abstractNumId"))] = str(number)
        definition.set(w("abstractNumId"), str(number))
        for name in ("tmpl", "nsid"):
            for old in definition.findall(w(name)):
                definition.remove(old)
        kind = definition.find(w("multiLevelType"))
        if kind is not None:
            kind.addprevious(new("nsid", val=f"{chance.randrange(2**32):08X}"))
            kind.addnext(new("tmpl", val=f"{chance.randrange(2**32):08X}"))
    for used in numbering.iter(w("num")):
        mark = used.find(w("abstractNumId"))
        mark.set(w("val"), ids[mark.get(w("val"))])


def _settings(package: Package, chance: random.Random, sessions: list[str]) -> None:
    """Zoom, the speller's state, the revision ids of all sessions and the file's own id (§17.15.1)."""
    settings = package.tree("word/settings.xml")
    zoom = settings.find(w("zoom"))
    if zoom is None:
        zoom = new("zoom")
        settings.insert(0, zoom)
    zoom.set(w("percent"), chance.choice(["90", "100", "120"]))
    _put(settings, new("proofState", spelling="clean", grammar="clean"), ("defaultTabStop",))
    rsids = new("rsids", new("rsidRoot", val=sessions[0]), *(new("rsid", val=s) for s in sorted(sessions)))
    _put(settings, rsids, ("mathPr", "themeFontLang", "clrSchemeMapping", "decimalSymbol"))
    document_id = etree.Element(f"{{{W14}}}docId", {f"{{{W14}}}val": f"{chance.randrange(1, 2**31):08X}"})
    for old in settings.findall(document_id.tag):
        settings.remove(old)
    settings.append(document_id)


def _put(settings: Any, made: Any, before: tuple[str, ...]) -> None:
    """Put a setting in its place in the sequence, in place of an older one."""
    for old in settings.findall(made.tag):
        settings.remove(old)
    following = next((s for s in settings if etree.QName(s).localname in before), None)
    if following is None:
        settings.append(made)
    else:
        following.addprevious(made)


def _new_parts(package: Package) -> None:
    """webSettings.xml, a theme, and the separators of notes are in every file that Word has saved."""
    if "word/webSettings.xml" not in package.parts:
        web = etree.Element(w("webSettings"), nsmap={"w": W})
        web.extend([new("optimizeForBrowser"), new("allowPNG")])
        package.add("webSettings", web)
    if package.related("theme") is None:
        package.parts["word/theme/theme1.xml"] = _theme()
        package.declare("/word/theme/theme1.xml", _TYPES.format("theme"))
        package.relate("theme", "theme/theme1.xml")
    for kind in ("endnote", "footnote"):
        if package.related(f"{kind}s") is None:
            add_notes(package, kind)


def _theme() -> bytes:
    """A theme with Office's colours and fonts, its effects at their smallest (§20.1.6.9)."""
    name = "http://schemas.openxmlformats.org/drawingml/2006/main"
    colours = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    values = ("000000", "FFFFFF", "44546A", "E7E6E6", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5",
              "70AD47", "0563C1", "954F72")  # fmt: skip
    scheme = "".join(f'<a:{c}><a:srgbClr val="{v}"/></a:{c}>' for c, v in zip(colours, values, strict=True))
    font = '<a:latin typeface="{}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<a:theme xmlns:a="{name}" name="Office-tema">'
        f'<a:themeElements><a:clrScheme name="Office">{scheme}</a:clrScheme><a:fontScheme name="Office">'
        f"<a:majorFont>{font.format('Calibri Light')}</a:majorFont>"
        f"<a:minorFont>{font.format('Calibri')}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Office"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}'
        f"</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def _properties(package: Package, author: str) -> None:
    """Who saved last, when, and how many times; and docProps/app.xml with the program's name."""
    core = package.tree("docProps/core.xml")
    for name, text in ((f"{{{_CORE}}}lastModifiedBy", author), (f"{{{_CORE}}}revision", "7")):
        found = core.find(name)
        if found is None:
            found = etree.SubElement(core, name)
        found.text = text
    core.find(f"{{{_TERMS}}}modified").text = "2022-03-14T10:20:00Z"
    if "docProps/app.xml" not in package.parts:
        app = etree.Element(f"{{{_EXTENDED}}}Properties", nsmap={None: _EXTENDED})
        for name, text in (("Template", "Normal.dotm"), ("Application", "Microsoft Office Word")):
            etree.SubElement(app, f"{{{_EXTENDED}}}{name}").text = text
        package.put("docProps/app.xml", app)
        package.declare("/docProps/app.xml", _TYPES.format("extended-properties"))
        relations = package.tree("_rels/.rels")
        kind = f"{R}/extended-properties"
        etree.SubElement(relations, relations[0].tag, Id="rIdApp", Type=kind, Target="docProps/app.xml")


def _rename(package: Package, kind: str) -> None:
    """Parts of a kind are numbered from one: header.xml becomes header1.xml."""
    plain = f"word/{kind}.xml"
    if plain in package.parts:
        package.rename(plain, f"word/{kind}1.xml")


def _renumber(package: Package, part: str, chance: random.Random) -> None:
    """Relationship ids are given anew at each save, in another order."""
    relations = list(package.relations(part))
    numbers = list(range(1, len(relations) + 1))
    chance.shuffle(numbers)
    ids = {r.get("Id"): f"rId{n}" for r, n in zip(relations, numbers, strict=True)}
    for relation in relations:
        relation.set("Id", ids[relation.get("Id")])
    for element in package.tree(part).iter():
        for name, content in element.attrib.items():
            if name.startswith(f"{{{R}}}"):
                element.set(name, ids.get(content, content))
