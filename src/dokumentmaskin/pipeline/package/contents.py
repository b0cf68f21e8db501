"""What stands in a package, in its order: the lines of its contents, each with the PDF that begins there.

What a package holds is what its plan holds: the internal one is of the whole plan, and the open one of the
open plan, which has of an exempt case no papers, and of an exempt paper no file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from dokumentmaskin.document import Innholdslinje, Nivå, no_papers_note
from dokumentmaskin.pipeline.package.sources import Paper, Source
from dokumentmaskin.plan import Møte, Plan, Sak, Språk, Unntatt, came_late, how_it_comes


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
        files: The paths by which texts may link to the PDF.
        presents_cases: Whether the contents lead into it for the cases.
        lists_papers: Whether it lists the papers, which it then leads to.
    """

    nivå: Nivå
    tittel: str
    merknad: str = ""
    source: Source | None = None
    nettadresse: str = ""
    saksside: int = 0
    under: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    presents_cases: bool = False
    lists_papers: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """The cases of a meeting with all that their plan tells of them.

    Attributes:
        plan: The whole plan or the open one.
        møte: The meeting, as the plan has it.
        root: The bookmark above all others.
        saker: The cases, in order.
        papers: Their papers, in order.
        pages: The page of the agenda that presents a case, by number.
    """

    plan: Plan
    møte: Møte
    root: str
    saker: Sequence[Sak]
    papers: Sequence[Paper]
    pages: Mapping[str, int]

    @property
    def språk(self) -> Språk:
        """The language of the package."""
        return self.plan.språk_of(self.møte.gruppe)

    def papers_of(self, sak: Sak) -> list[Paper]:
        """The papers of a case."""
        return [paper for paper in self.papers if paper.sak.nummer == sak.nummer]

    def entries(self) -> Iterator[Entry]:
        """The lines of all cases."""
        for sak in self.saker:
            yield self._case(sak)
            yield from map(self._paper, self.papers_of(sak))

    def _case(self, sak: Sak) -> Entry:
        own = sak.framlegg
        state = no_papers_note(self.språk, self.møte, sak) or _ground(self.språk.unntatt, own.unntatt)
        notes = [self.språk.utgår if sak.utgår else state, came_late(self.plan, self.møte, own)]
        note = "; ".join(filter(None, notes))
        return Entry("sak", self._case_title(sak), note, saksside=self.pages.get(sak.nummer, 0))

    def _case_title(self, sak: Sak) -> str:
        """«Sak 3 Budsjett»; the words that say no more than the note after them are left out."""
        title = sak.framlegg.tittel if sak.framlegg.tittel != self.språk.unntatt_sak else ""
        return f"{self.språk.sak.format(sak.nummer)} {title}".rstrip()

    def _paper(self, paper: Paper) -> Entry:
        own = paper.vedlegg
        title = "" if own.tittel in {self.språk.unntatt_vedlegg, self.språk.unntatt_melding} else own.tittel
        exempt = _ground(self.språk.unntatt_merknad, own.unntatt)
        return Entry(
            "vedlegg",
            f"{paper.kalt(self.språk)} {title}".rstrip(),
            "; ".join(filter(None, [exempt, *self._state(paper)])),
            paper.source,
            own.lenke,
            under=(self.root, self._case_title(paper.sak)),
            files=_names(own.fil),
        )

    def _state(self, paper: Paper) -> Iterator[str]:
        """How a paper comes, when it is not there, and what it lacks, when it is."""
        own, source = paper.vedlegg, paper.source
        yield how_it_comes(self.plan, self.møte, own)
        if own.lenke:
            yield self.språk.på_nettet
        if source is not None:
            yield lack(self.språk, source)


def lack(språk: Språk, source: Source) -> str:
    """What the contents say of a PDF that cannot be read by all; empty for one that can."""
    if source.tagged:
        return ""
    return språk.uten_tagger if source.has_text else språk.uten_tekst


def remarks(agenda: Agenda) -> list[str]:
    """The sentences under the contents: what a reader will not find, or not be able to read."""
    språk, papers = agenda.språk, agenda.papers
    untagged = [p.source.has_text for p in papers if p.source is not None and not p.source.tagged]
    counts = [
        (språk.ett_uten_tagger, språk.flere_uten_tagger, untagged.count(True)),
        (språk.ett_uten_tekst, språk.flere_uten_tekst, untagged.count(False)),
        (språk.ett_mangler, språk.flere_mangler, sum(p.vedlegg.ettersendes is not None for p in papers)),
    ]
    if agenda.plan.åpen:
        exempt = [sak for sak in agenda.saker if sak.framlegg.unntatt is not None and not sak.utgår]
        counts += [
            (språk.ett_unntatt, språk.flere_unntatte, sum(p.vedlegg.unntatt is not None for p in papers)),
            (språk.en_unntatt_sak, språk.flere_unntatte_saker, len(exempt)),
        ]
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


def _ground(words: str, exempt: Unntatt | None) -> str:
    return "" if exempt is None else words.format(exempt.hjemmel)


def _names(path: str) -> tuple[str, ...]:
    """How texts may link to a paper: from the meeting's folder, or from a paper beside it."""
    return (path, PurePosixPath(path).name) if path else ()
