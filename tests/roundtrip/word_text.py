"""What Word does to the text of a document when it saves it, though nobody has changed a letter.

Sources: ECMA-376 Part 1 for what each mark is (clauses below); [MS-DOCX] 2.5 and 2.6 for the w14 marks.
That a revision id (rsid) differs from one editing session to the next, and that Word splits a run wherever
one begins, is §17.3.1 and §17.15.1.70 `rsid`; the rest is what its files show and what libraries that
clean them take out again (Open XML PowerTools' MarkupSimplifier, Okapi's OpenXML filter: proofErr, rsid,
lastRenderedPageBreak, _GoBack, noProof, lang, smart splitting of runs).
"""

import random
from copy import deepcopy
from typing import Any, Final

from lxml import etree

from tests.roundtrip.package import MC, W14, XML_SPACE, new, w
from tests.roundtrip.word_edits import runs_of, split, words_of_run

# The namespaces that Word writes at the top of a part, and which of them others may ignore.
_NAMESPACES: Final = {
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    "mc": MC,
    "aink": "http://schemas.microsoft.com/office/drawing/2016/ink",
    "o": "urn:schemas-microsoft-com:office:office",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": W14,
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "w16cid": "http://schemas.microsoft.com/office/word/2016/wordml/cid",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_IGNORABLE: Final = "w14 w15 w16se w16cid wp14"
# The order of the properties of a run (ECMA-376 Part 1, §17.3.2.28), as far as it matters here.
_BEFORE_NOPROOF: Final = frozenset(
    map(w, ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline"))
)
_AFTER_LANG: Final = frozenset(map(w, ("eastAsianLayout", "specVanish", "rPrChange")))


class TextSaver:
    """Saves the text of one part after another; the random choices come from one seed."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.sessions = [f"{chance.randrange(1, 2**23):08X}" for _ in range(4)]
        self._numbers = iter(chance.sample(range(1, 2**31 - 1), 20000))

    def saved(self, root: Any, *, body: bool) -> Any:
        """Return the root as Word writes it; `body` tells the document itself from headers and notes."""
        for name in ("proofErr", "lastRenderedPageBreak"):
            for old in list(root.iter(w(name))):
                old.getparent().remove(old)
        for paragraph in list(root.iter(w("p"))):
            self._paragraph(paragraph, breaks=body)
        for row in root.iter(w("tr")):
            row.attrib.update({w("rsidR"): self._session(), w("rsidTr"): self._session()})
            self._identify(row)
        for section in root.iter(w("sectPr")):
            self._section(section)
        for control in root.iter(w("sdtPr")):
            self._control(control)
        if body:
            self._go_back(root)
        return _with_namespaces(root)

    def _session(self) -> str:
        return self.chance.choice(self.sessions)

    def _rarely(self, share: float) -> bool:
        return self.chance.random() < share

    def _paragraph(self, paragraph: Any, *, breaks: bool) -> None:
        """Revision ids and w14:paraId (below 2^31, [MS-DOCX] 2.6.2.3); runs joined, then split anew."""
        paragraph.set(w("rsidR"), self._session())
        paragraph.set(w("rsidRDefault"), self._session())
        if self._rarely(0.3):
            paragraph.set(w("rsidP"), self._session())
        self._identify(paragraph)
        join_runs(paragraph)
        self._split_runs(paragraph)
        for run in paragraph.iter(w("r")):
            self._run(run)
        for link in paragraph.findall(w("hyperlink")):
            link.set(w("history"), "1")
        self._proof(paragraph)
        first = paragraph.find(w("r"))
        if breaks and first is not None and self._rarely(0.04):
            first.insert(1 if first.find(w("rPr")) is not None else 0, new("lastRenderedPageBreak"))

    def _identify(self, element: Any) -> None:
        element.set(f"{{{W14}}}paraId", f"{next(self._numbers):08X}")
        element.set(f"{{{W14}}}textId", "77777777")

    def _split_runs(self, paragraph: Any) -> None:
        """A run per editing session, and per stretch of one language: any place, even inside a word."""
        for run in runs_of(paragraph):
            length = len(words_of_run(run))
            if length > 1 and self._rarely(0.5):
                split(run, self.chance.randrange(1, length))

    def _run(self, run: Any) -> None:
        """w:rsidR, and what the speller leaves: w:lang and w:noProof (§17.3.2.20, §17.3.2.21)."""
        if self._rarely(0.6):
            run.set(w("rsidR"), self._session())
        if self._rarely(0.2):
            run.set(w("rsidRPr"), self._session())
        if self._rarely(0.25):
            look = run.find(w("rPr"))
            if look is None:
                look = new("rPr")
                run.insert(0, look)
            self._proofing(look)
        for text in run.iter(w("t")):
            # Word marks space as kept only where there is some at an end.
            text.attrib.pop(XML_SPACE, None)
            if (text.text or "") != (text.text or "").strip(" "):
                text.set(XML_SPACE, "preserve")

    def _proofing(self, look: Any) -> None:
        if look.find(w("noProof")) is None and self._rarely(0.4):
            at = sum(child.tag in _BEFORE_NOPROOF for child in look)
            look.insert(at, new("noProof"))
        if look.find(w("lang")) is None:
            at = sum(child.tag not in _AFTER_LANG for child in look)
            look.insert(at, new("lang", val=self.chance.choice(["nb-NO", "nn-NO", "en-US"])))

    def _proof(self, paragraph: Any) -> None:
        """The speller's and the grammar checker's marks stand in pairs around runs (§17.13.8.1)."""
        runs = paragraph.findall(w("r"))
        if len(runs) > 1 and self._rarely(0.4):
            kind = self.chance.choice(["spell", "gram"])
            one = self.chance.randrange(len(runs))
            other = self.chance.randrange(one, len(runs))
            runs[one].addprevious(new("proofErr", type=f"{kind}Start"))
            runs[other].addnext(new("proofErr", type=f"{kind}End"))

    def _section(self, section: Any) -> None:
        section.set(w("rsidR"), self._session())
        section.set(w("rsidSect"), self._session())
        margins = section.find(w("pgMar"))
        if margins is not None and section.find(w("cols")) is None:
            margins.addnext(new("cols", space="708"))
            section.find(w("cols")).addnext(new("docGrid", linePitch="360"))

    def _control(self, properties: Any) -> None:
        """Every control gets a w:id of its own, and a shown prompt its building block (§17.5.2.18, .25)."""
        if properties.find(w("id")) is None:
            before = properties.find(w("tag"))
            known = new("id", val=str(next(self._numbers)))
            properties.insert(0, known) if before is None else before.addnext(known)
        if properties.find(w("showingPlcHdr")) is not None and properties.find(w("placeholder")) is None:
            prompt = new("placeholder", new("docPart", val=f"{next(self._numbers):032X}"))
            properties.find(w("id")).addnext(prompt)

    def _go_back(self, root: Any) -> None:
        """The bookmark of the last edit, for Shift+F5; there is one in a file."""
        marks = list(root.iter(w("bookmarkStart")))
        if any(mark.get(w("name")) == "_GoBack" for mark in marks):
            return
        number = str(1 + max((int(mark.get(w("id"))) for mark in marks), default=-1))
        paragraph = self.chance.choice(list(root.iter(w("p"))))
        paragraph.append(new("bookmarkStart", id=number, name="_GoBack"))
        paragraph.append(new("bookmarkEnd", id=number))


def join_runs(paragraph: Any) -> None:
    """Put neighbouring runs with the same properties together, as Word does when it has read a file."""
    for run in list(paragraph.iter(w("r"))):
        before = run.getprevious()
        if before is None or before.tag != w("r") or _look(before) != _look(run):
            continue
        if any(r.find(w(mark)) is not None for r in (before, run) for mark in ("fldChar", "instrText")):
            continue
        for piece in run:
            if piece.tag == w("rPr"):
                continue
            last = before[-1] if len(before) else None
            if last is not None and last.tag == piece.tag == w("t"):
                last.text = (last.text or "") + (piece.text or "")
            else:
                before.append(deepcopy(piece))
        run.getparent().remove(run)


def _look(run: Any) -> bytes:
    look = run.find(w("rPr"))
    return b"" if look is None else bytes(etree.tostring(look, method="c14n"))


def _with_namespaces(root: Any) -> Any:
    """The same part with all of Word's namespaces at its root."""
    made = etree.Element(root.tag, root.attrib, nsmap={**root.nsmap, **_NAMESPACES})
    made.set(f"{{{MC}}}Ignorable", _IGNORABLE)
    made.extend(root)
    return made
