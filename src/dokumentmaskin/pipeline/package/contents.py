"""What stands in a package, in its order: the lines of its contents, each with the PDF that begins there.

The open edition shows of an exempt case its number, its neutral title and its legal ground, and nothing of
its papers; of an exempt paper the same. The internal edition shows everything.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from dokumentmaskin.document import Innholdslinje, Nivå
from dokumentmaskin.pipeline.package.sources import Paper, Source
from dokumentmaskin.plan import Sak, Saksframlegg, Språk, Unntatt, Vedlegg


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents.

    Attributes:
        nivå: What it tells of.
        tittel: Its title, which is its bookmark's too.
        merknad: What stands after the title.
        source: The PDF that begins there; None for none.
        nettadresse: Where it leads on the web, when it has no PDF.
        saksside: Of a case, the page of the agenda that presents it, from 1; 0 when that is not known.
        under: The bookmarks above the PDF's, outermost first.
        label: What the PDF's page labels begin with.
        files: The paths by which texts may link to the PDF.
        presents_cases: Whether the contents lead into it for the cases.
    """

    nivå: Nivå
    tittel: str
    merknad: str = ""
    source: Source | None = None
    nettadresse: str = ""
    saksside: int = 0
    under: tuple[str, ...] = ()
    label: str = ""
    files: tuple[str, ...] = ()
    presents_cases: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """The cases of a meeting with all that may be told of them.

    Attributes:
        språk: The plan's language.
        root: The bookmark above all others.
        saker: The cases, in order.
        papers: Their papers, in order.
        presented: The exempt cases' own presentations, by number: for the internal edition alone.
        pages: The page of the agenda that presents a case, by number.
        has_file: Whether the meeting has a file of its own, in which papers would have been listed.
    """

    språk: Språk
    root: str
    saker: Sequence[Sak]
    papers: Sequence[Paper]
    presented: Mapping[str, Source] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    has_file: bool = False

    def papers_of(self, sak: Sak) -> list[Paper]:
        """The papers of a case."""
        return [paper for paper in self.papers if paper.sak.nummer == sak.nummer]

    def entries(self, *, intern: bool) -> Iterator[Entry]:
        """The lines of all cases, for one of the editions."""
        for sak in self.saker:
            shown = intern or sak.framlegg.unntatt is None
            papers = self.papers_of(sak) if shown else ()
            yield self._case(sak, intern=intern)
            if intern and sak.nummer in self.presented:
                title, source = self.språk.saksframlegg, self.presented[sak.nummer]
                yield Entry("vedlegg", title, source=source, under=self._under(sak, intern=intern))
            for paper in papers:
                yield self._paper(paper, intern=intern)

    def _case(self, sak: Sak, *, intern: bool) -> Entry:
        own = sak.framlegg
        none = self.has_file and not sak.fast and not own.vedlegg and own.unntatt is None
        note = self.språk.uten_papirer if none else _ground(self.språk.unntatt, own.unntatt)
        if sak.utgår:
            note = self.språk.utgår
        return Entry(
            "sak", self._case_title(sak, intern=intern), note, saksside=self.pages.get(sak.nummer, 0)
        )

    def _case_title(self, sak: Sak, *, intern: bool) -> str:
        return f"{self.språk.sak.format(sak.nummer)} {_title(sak.framlegg, intern=intern)}".rstrip()

    def _under(self, sak: Sak, *, intern: bool) -> tuple[str, ...]:
        return self.root, self._case_title(sak, intern=intern)

    def _paper(self, paper: Paper, *, intern: bool) -> Entry:
        own = paper.vedlegg
        open_to_all = intern or own.unntatt is None
        name = self.språk.vedlegg.format(paper.nummer)
        exempt = _ground(self.språk.unntatt_merknad, own.unntatt)
        notes = [exempt, *(self._state(paper) if open_to_all else ())]
        return Entry(
            "vedlegg",
            f"{name} {_title(own, intern=intern)}".rstrip(),
            "; ".join(filter(None, notes)),
            paper.source if open_to_all else None,
            own.lenke if open_to_all else "",
            under=self._under(paper.sak, intern=intern),
            label=f"{paper.sak.nummer}.{paper.nummer}-",
            files=_names(own.fil) if open_to_all else (),
        )

    def _state(self, paper: Paper) -> Iterator[str]:
        """How a paper comes, when it is not there, and what it lacks, when it is."""
        own, source = paper.vedlegg, paper.source
        if own.ettersendes:
            yield self.språk.ettersendes.format(self.språk.day(own.ettersendes))
        if own.legges_fram:
            yield self.språk.legges_fram
        if own.lenke:
            yield self.språk.på_nettet
        if source is not None:
            yield lack(self.språk, source)


def lack(språk: Språk, source: Source) -> str:
    """What the contents say of a PDF that cannot be read by all; empty for one that can."""
    if source.tagged:
        return ""
    return språk.uten_tagger if source.has_text else språk.uten_tekst


def remarks(agenda: Agenda, *, intern: bool) -> list[str]:
    """The sentences under the contents: what a reader will not find, or not be able to read."""
    språk = agenda.språk
    cases = [sak for sak in agenda.saker if intern or sak.framlegg.unntatt is None]
    exempt = [sak for sak in agenda.saker if sak not in cases]
    papers = [paper for sak in cases for paper in agenda.papers_of(sak)]
    shown = [paper for paper in papers if intern or paper.vedlegg.unntatt is None]
    untagged = [p.source.has_text for p in shown if p.source is not None and not p.source.tagged]
    counts = (
        (språk.ett_uten_tagger, språk.flere_uten_tagger, untagged.count(True)),
        (språk.ett_uten_tekst, språk.flere_uten_tekst, untagged.count(False)),
        (språk.ett_mangler, språk.flere_mangler, sum(p.vedlegg.ettersendes is not None for p in shown)),
        (språk.ett_unntatt, språk.flere_unntatte, len(papers) - len(shown)),
        (språk.en_unntatt_sak, språk.flere_unntatte_saker, sum(not sak.utgår for sak in exempt)),
    )
    return [språk.counted(one, several, count) for one, several, count in counts if count]


def lines(entries: Sequence[Entry], first_pages: Mapping[int, int]) -> list[Innholdslinje]:
    """The contents as a template prints them.

    Args:
        entries: All entries of the edition.
        first_pages: The first page of each entry's PDF, by the entry's place.
    """
    agenda = next((place for place, entry in enumerate(entries) if entry.presents_cases), -1)
    return [_line(entry, place, agenda, first_pages) for place, entry in enumerate(entries)]


def _line(entry: Entry, place: int, agenda: int, first_pages: Mapping[int, int]) -> Innholdslinje:
    page, address = "", entry.nettadresse
    if entry.source is not None:
        page, address = str(first_pages[place]), inner_address(place)
    elif entry.saksside:
        page = str(first_pages[agenda] + entry.saksside - 1)
        address = f"{inner_address(agenda)}#page={entry.saksside}"
    return Innholdslinje(entry.nivå, entry.tittel, entry.merknad, page, address)


def inner_address(place: int) -> str:
    """What the contents call the PDF of an entry: on a host that nobody has (RFC 6761, 6.4)."""
    return f"https://pakke.invalid/del-{place}"


def _title(thing: Saksframlegg | Vedlegg, *, intern: bool) -> str:
    """Its title; in the open edition an exempt one's neutral title, which may be empty."""
    return thing.tittel if intern or thing.unntatt is None else thing.unntatt.tittel


def _ground(words: str, exempt: Unntatt | None) -> str:
    return "" if exempt is None else words.format(exempt.hjemmel)


def _names(path: str) -> tuple[str, ...]:
    """How texts may link to a paper: from the meeting's folder, or from a paper beside it."""
    return (path, PurePosixPath(path).name) if path else ()
