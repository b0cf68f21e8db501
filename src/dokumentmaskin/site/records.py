"""What is laid out: files with what readers, checks and the next run are to know of them."""

from dataclasses import dataclass
from typing import Literal

# The documents, by what they are called; a paper of a case; a page that dok has written of the plan; what
# programs read (feeds, calendars, the search index, JSON). An earlier edition of a document or a paper, and
# what stands where something was.
Rolle = Literal[
    "innkalling",
    "saksliste",
    "referat",
    "møtepakke",
    "avlysning",
    "særutskrift",
    "handlingsprogram",
    "samlet handlingsprogram",
    "medlemsliste",
    "årshjul",
    "kalender",
    "vedlegg",
    "tvilling",
    "bilde",
    "side",
    "data",
    "tidligere",
    "trukket",
]


@dataclass(frozen=True, slots=True)
class Godkjenning:
    """A finding of the gate that somebody has let through.

    Attributes:
        funn: Its code.
        verdi: What was found; empty when it is the whole file.
        grunn: Why it is published all the same.
    """

    funn: str
    verdi: str
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fil:
    """A file of the site, as the manifest has it.

    Attributes:
        adresse: Its path from the site's root.
        rolle: What it is.
        tittel: What a link to it says.
        kilde: The file that it was made from, relative to the workspace; empty for what is made of the plan.
        kilde_sha256: The fingerprint of that file, of a paper of a case.
        møte: The name of the meeting that it belongs to; empty for none.
        sak: The number of the case whose paper it is; empty for none.
        papir: The number of the paper in its case; 0 for none.
        år: The year that it belongs to; 0 for a file of a meeting, or of all together.
        gruppe: The body whose year it is of, by its slug; empty for the whole organisation's.
        utkast: Whether it is a draft, as minutes that nobody has approved.
        sider: The number of pages of a PDF.
        størrelse: Its size in bytes.
        sha256: The fingerprint of its bytes.
        pdfa: The PDF/A level that a PDF keeps, or None.
        pdfua: Whether a PDF keeps PDF/UA-1; None for what is no PDF.
        tagget: Whether a PDF has a structure that a screen reader can follow; None for what is no PDF.
        har_tekst: Whether a PDF has text on any page; False of one that was scanned.
        godtatt: What the gate found in it and somebody has let through, with the reason.
        merknad: What is said after the link, when it was published with a note.
        avtrykk: What a page was made of, as a fingerprint, when it takes long to make; else empty.
        tid: When it was first laid out as it is, ISO 8601 in UTC; empty until it has been.
    """

    adresse: str
    rolle: Rolle
    tittel: str
    kilde: str = ""
    kilde_sha256: str = ""
    møte: str = ""
    sak: str = ""
    papir: int = 0
    år: int = 0
    gruppe: str = ""
    utkast: bool = False
    sider: int | None = None
    størrelse: int = 0
    sha256: str = ""
    pdfa: str | None = None
    pdfua: bool | None = None
    tagget: bool | None = None
    har_tekst: bool | None = None
    godtatt: tuple[Godkjenning, ...] = ()
    merknad: str = ""
    avtrykk: str = ""
    tid: str = ""


@dataclass(frozen=True, slots=True)
class Utlagt:
    """A file that is to be laid out.

    Attributes:
        fil: What is to be known of it; its size and fingerprint are those of `data`.
        data: Its bytes.
        docx: The open Word file that a PDF was made from, of which its HTML twin is made; empty for none.
    """

    fil: Fil
    data: bytes
    docx: bytes = b""


@dataclass(frozen=True, slots=True)
class Oppdatering:
    """A change after a meeting was published: «Oppdatert 24. januar: Nytt vedlegg i sak 4».

    Attributes:
        dag: The day, ISO 8601.
        hva: What changed, in the meeting's language, a sentence for each.
    """

    dag: str
    hva: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sakslinje:
    """A case as the page of its meeting shows it; the search and the lists of other pages show the same.

    Attributes:
        nummer: Its number.
        tittel: Its title, or the words that everyone may read instead.
        type: What the body was to do with it, in the meeting's language; empty for nothing said.
        vedtak: What was decided or concluded, once the minutes are approved.
    """

    nummer: str
    tittel: str
    type: str = ""
    vedtak: str = ""


@dataclass(frozen=True, slots=True)
class Utlegg:
    """What is laid out of a meeting that has been published.

    Attributes:
        møte: The name of the meeting (`Møte.navn`).
        filer: Its files.
        oppdateringer: What has changed since it was published, the last change first.
        saker: Its cases, in order.
        godtatt: What it was published in spite of, beside what its files say of that.
        avtrykk: What the open plan said of it, as a fingerprint; empty when an earlier dok laid it out.
    """

    møte: str
    filer: tuple[Fil, ...] = ()
    oppdateringer: tuple[Oppdatering, ...] = ()
    saker: tuple[Sakslinje, ...] = ()
    godtatt: tuple[Godkjenning, ...] = ()
    avtrykk: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What lies in the folder, as dok laid it out.

    Attributes:
        filer: Every file but the manifest itself.
        møter: What is laid out of each meeting that has been published, by its name.
    """

    filer: tuple[Fil, ...] = ()
    møter: tuple[Utlegg, ...] = ()
