"""The metadata of the finished PDF: the same facts in the XMP packet and in the Info dictionary.

Written whole rather than edited, so that nothing of an engine's own (clock, random ids) is left.
Sources: ISO 19005-2, 6.6 (XMP in PDF/A, extension schemas); ISO 14289-1, 5 (pdfuaid) and 7.1.
"""

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Pdf

    from dokumentmaskin.pdf.finish.properties import Properties

_CREATOR = "dokumentmaskin"
_PDFA = """\
  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>{part}</pdfaid:part>
   <pdfaid:conformance>{conformance}</pdfaid:conformance>
  </rdf:Description>
"""
_PDFUA = """\
  <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
"""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a file says that it keeps.

    Attributes:
        pdfa: The PDF/A level, as "2a" or "2b"; None for none.
        pdfua: Whether it claims PDF/UA-1.
    """

    pdfa: str | None = None
    pdfua: bool = False

    @property
    def profiles(self) -> tuple[str, ...]:
        """The names of what it claims, as page-validation knows them."""
        return (*([self.pdfa] if self.pdfa else ()), *(["ua1"] if self.pdfua else ()))


def write_metadata(pdf: "Pdf", properties: "Properties", producer: str, claims: Claims) -> None:
    """Replace the document's metadata and say its language and title.

    Args:
        pdf: The open document; changed in place.
        properties: What the Word document says about itself.
        producer: The program that made the pages.
        claims: What to claim.
    """
    from pikepdf import Dictionary, Name, String

    root = pdf.Root
    root.Lang = String(properties.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    # poppler refuses a Suspects that is not the last key; absent it means false (ISO 32000-1, table 321)
    if "/StructTreeRoot" in root:
        root.MarkInfo = Dictionary(Marked=True)
    stream = pdf.make_stream(_xmp(properties, producer, claims).encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    root.Metadata = stream
    when = properties.modified.strftime("D:%Y%m%d%H%M%SZ") if properties.modified else ""
    info = {
        "/Title": properties.title,
        "/Subject": properties.subject,
        "/Author": properties.author,
        "/Creator": _CREATOR,
        "/Producer": producer,
        "/CreationDate": when,
        "/ModDate": when,
    }
    stated = {key: String(value) for key, value in info.items() if value}
    pdf.trailer.Info = pdf.make_indirect(Dictionary(stated))


def _xmp(properties: "Properties", producer: str, claims: Claims) -> str:
    fields = "".join(_xmp_fields(properties, producer))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
        '    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">\n'
        f"{fields}  </rdf:Description>\n{_claimed(claims)}"
        ' </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    )


def _claimed(claims: Claims) -> str:
    level = claims.pdfa
    pdfa = _PDFA.format(part=level[0], conformance=level[1:].upper()) if level else ""
    return pdfa + (_PDFUA if claims.pdfua else "")


def _xmp_fields(properties: "Properties", producer: str) -> list[str]:
    fields = [
        "   <dc:format>application/pdf</dc:format>\n",
        _alternative("title", properties.title),
    ]
    if properties.subject:
        fields.append(_alternative("description", properties.subject))
    if properties.author:
        author = escape(properties.author)
        fields.append(f"   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n")
    language = escape(properties.language)
    fields.append(f"   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n")
    if properties.modified:
        when = properties.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
        fields += [f"   <xmp:{tag}>{when}</xmp:{tag}>\n" for tag in ("CreateDate", "ModifyDate")]
    fields.append(f"   <xmp:CreatorTool>{_CREATOR}</xmp:CreatorTool>\n")
    fields.append(f"   <pdf:Producer>{escape(producer)}</pdf:Producer>\n")
    return fields


def _alternative(tag: str, text: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
    return f"   <dc:{tag}><rdf:Alt>{item}</rdf:Alt></dc:{tag}>\n"
