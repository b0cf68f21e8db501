"""Changes at random anywhere in the XML of a file, as nobody has thought of."""

import random
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from tests.roundtrip.package import DOCUMENT, Package, new, w

# What Word is known to change by itself: a difference in one of these is no edit.
_NOTHING: Final = frozenset(
    map(w, (
        "rsids", "rsid", "rsidRoot", "proofErr", "lang", "noProof", "zoom", "proofState", "compat",
        "compatSetting", "themeFontLang", "decimalSymbol", "listSeparator", "characterSpacingControl",
        "lastRenderedPageBreak", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "locked", "docGrid",
        "nsid", "tmpl", "sdtEndPr", "latentStyles", "lsdException", "placeholder", "docPart", "cnfStyle",
    ))
)  # fmt: skip
_PLACES: Final = (DOCUMENT, "word/header.xml", "word/footer.xml", "word/styles.xml", "word/settings.xml")
_NAMES: Final = f'xmlns:w="{w("")[1:-1]}"'
_TICKED: Final = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
_LIST: Final = '<w:sdtPr><w:dropDownList><w:listItem w:value="a"/></w:dropDownList></w:sdtPr>'
# What a person puts in a paragraph, by what it is known by.
PUT_IN: Final = {
    "urn:a": '<w:smartTag {0} w:uri="urn:a" w:element="b"/>',
    "MACROBUTTON": '<w:fldSimple {0} w:instr=" MACROBUTTON Ingen Trykk her "/>',
    "checkBox": f'<w:r {{0}}><w:fldChar w:fldCharType="begin">{_TICKED}</w:fldChar></w:r>',
    "boks": '<w:r {0}><w:object><w:control w:name="boks"/></w:object></w:r>',
    "rubyBase": "<w:r {0}><w:ruby><w:rubyPr/><w:rt/><w:rubyBase/></w:ruby></w:r>",
    "dropDownList": f"<w:sdt {{0}}>{_LIST}<w:sdtContent/></w:sdt>",
    "ukjent": '<w:ukjent {0} w:val="1"/>',
    # By its size, which no text of dok's has: a program may part the word.
    'w:val="77"': '<w:r {0}><w:rPr><w:sz w:val="77"/></w:rPr><w:t>stort</w:t></w:r>',
}


def change(docx: bytes, chance: random.Random) -> tuple[bytes, str]:
    """The file with one change, and what it is."""
    package = Package(docx)
    kind = chance.choice([_attribute, _attribute, _gone, _gone, _letter, _put_in, _put_in, _setting, _part])
    said = kind(package, chance)
    return package.saved(), f"{kind.__name__}: {said}"


def _nodes(package: Package, chance: random.Random) -> list[Any]:
    part = chance.choice([name for name in _PLACES if name in package.parts])
    every = [node for node in package.tree(part).iter("{*}*") if node.getparent() is not None]
    return [node for node in every if not _is_nothing(node)]


def _is_nothing(node: Any) -> bool:
    return any(around.tag in _NOTHING for around in (node, *node.iterancestors()))


def _attribute(package: Package, chance: random.Random) -> str:
    nodes = [node for node in _nodes(package, chance) if list(_telling(node))]
    node = chance.choice(nodes)
    name = chance.choice(list(_telling(node)))
    node.set(name, f"{node.get(name)}1")
    return f"{_short(node)} {name.rpartition('}')[2]}"


def _of_pages(node: Any) -> bool:
    """Whether it may be a number of a page, which each program counts: those stand in the footer."""
    return node.tag in {w("r"), w("t")} and next(node.iterancestors(w("ftr")), None) is not None


def _telling(node: Any) -> Iterator[str]:
    """The attributes that say something: not ids, and not what is said over again."""
    for name in node.attrib:
        plain = name.rpartition("}")[2]
        is_id = plain in {"id", "paraId", "textId", "styleId", "space", "embed"} or plain.startswith("rsid")
        is_style = node.tag in {w("style"), w("tblLook"), w("id")}
        if not is_id and not is_style and not (node.tag == w("cols") and plain == "space"):
            yield name


def _gone(package: Package, chance: random.Random) -> str:
    nodes = [
        node for node in _nodes(package, chance) if node.tag not in {w("body"), w("id"), w("cols"), w("name")}
    ]
    node = chance.choice(
        [node for node in nodes if (len(node) or node.attrib or node.text) and not _of_pages(node)]
    )
    node.getparent().remove(node)
    return _short(node)


def _letter(package: Package, chance: random.Random) -> str:
    text = chance.choice(list(package.tree(DOCUMENT).iter(w("t"))))
    at = chance.randrange(len(text.text or "") + 1)
    text.text = f"{(text.text or '')[:at]}q{(text.text or '')[at:]}"
    return str(text.text)


def _put_in(package: Package, chance: random.Random) -> str:
    xml = chance.choice(list(PUT_IN.values())).format(_NAMES)
    chance.choice(list(package.tree(DOCUMENT).iter(w("p")))).append(etree.fromstring(xml))
    return xml[:60]


def _setting(package: Package, chance: random.Random) -> str:
    name = chance.choice(
        ("documentProtection", "trackRevisions", "evenAndOddHeaders", "mirrorMargins", "docVars")
    )
    package.tree("word/settings.xml").insert(0, new(name))
    return name


def _part(package: Package, chance: random.Random) -> str:
    name = chance.choice(("customXml/item7.xml", "docProps/custom.xml", "word/vbaProject.bin"))
    package.parts[name] = b"<a/>"
    package.declare(f"/{name}", f"application/vnd.{name.rpartition('/')[2].partition('.')[0]}+xml")
    return name


def _short(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def put_in(docx: bytes, xml: str, place: str) -> bytes:
    """The file with an element last in the paragraph that holds some words."""
    package = Package(docx)
    every = package.tree(DOCUMENT).iter(w("p"))
    paragraph = next(p for p in every if place in "".join(t.text or "" for t in p.iter(w("t"))))
    paragraph.append(etree.fromstring(xml.format(_NAMES)))
    return package.saved()
