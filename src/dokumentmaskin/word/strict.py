"""«Strict Open XML», which Word can save a .docx as: the same elements, in namespaces of their own.

What does not know them finds no text, and no tracked change, in such a file. So each part is read as if it
had been saved in the usual form. Sources: ISO/IEC 29500-1, annex A (strict); 29500-4, annex A (the usual).
"""

import re
import zipfile
from io import BytesIO
from typing import Final

_NAME: Final = re.compile(rb"""(?<==["'])http://purl\.oclc\.org/ooxml/(?P<kind>\w+)/(?P<what>[\w/]+)""")
_MARK: Final = re.compile(rb"""\s\w+:conformance=["']strict["']""")
_RENAMED: Final = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}


def usual_part(xml: bytes) -> bytes:
    """A part with the usual namespaces; one that has them already, or is no XML, as it is."""
    if _NAME.search(xml) is None:
        return xml
    return _NAME.sub(_usual, _MARK.sub(b"", xml))


def usual_form(docx: bytes) -> bytes:
    """A .docx in the usual form; one that is in it already, byte for byte.

    Raises:
        zipfile.BadZipFile: The bytes are no zip file.
        KeyError: It does not say which of its parts is the main one.
    """
    with zipfile.ZipFile(BytesIO(docx)) as package:
        if _NAME.search(package.read("_rels/.rels")) is None:
            return docx
        target = BytesIO()
        with zipfile.ZipFile(target, "w") as packed:
            for name in package.namelist():
                part = package.read(name)
                packed.writestr(name, usual_part(part) if name.endswith((".xml", ".rels")) else part)
    return target.getvalue()


def _usual(name: re.Match[bytes]) -> bytes:
    what = name["what"]
    for strict, usual in _RENAMED.items():
        what = what.replace(strict, usual)
    return b"http://schemas.openxmlformats.org/%s/2006/%s" % (name["kind"], what)
