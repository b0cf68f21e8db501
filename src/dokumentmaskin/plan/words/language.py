"""The fixed words and the written dates of both forms of Norwegian.

The words that code puts into a document stand here, in bokmål and nynorsk, but for the titles of its kinds
(`pipeline.kinds`); the words around them stand in the Word templates, of which there is a set for each.
Dates and times follow Språkrådet's rules («fredag 11. mars 2022», «kl. 09.00–11.30», «24.–25. august 2022»),
with month and day names from CLDR by Babel and a no-break space where a line must not end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Final

from babel.dates import format_date

from dokumentmaskin.plan.words.bodies import Organspråk
from dokumentmaskin.plan.words.changes import Endringsspråk
from dokumentmaskin.plan.words.wheel import Hjulord

NBSP: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True, order=True)
class Møtedato:
    """The days a meeting takes, or the month it will be in.

    Attributes:
        fra: The first day; the first of the month when the day is not set.
        til: The last day, the same as `fra` for a meeting of one day.
        dag_satt: Whether the day is set; if not, only the month counts.
    """

    fra: date
    til: date
    dag_satt: bool = True

    @property
    def én_dag(self) -> bool:
        """Whether it is a single day; a month is all its days."""
        return self.fra == self.til

    def covers(self, day: date) -> bool:
        """Whether the meeting is on this day (never for a meeting whose day is not set)."""
        return self.dag_satt and self.fra <= day <= self.til

    def overlaps(self, other: "Møtedato") -> bool:
        """Whether they have a day in common; a month counts as all its days."""
        return self.fra <= other.til and other.fra <= self.til


@dataclass(frozen=True, slots=True, order=True)
class Tidsrom:
    """A time of day, with an end when it is known.

    Attributes:
        fra: When it starts.
        til: When it ends, or None.
    """

    fra: time
    til: time | None = None


@dataclass(frozen=True, slots=True)
class Språk:
    """One form of Norwegian: its tag, and its words for what the documents say.

    Attributes:
        kode: The language for Word and PDF (BCP 47).
        mappe: The folder of its Word templates.
        organer: What bodies are called.
        hjul: The words of the year wheel.
        endringer: How changes of an adopted year are said.
        revisjon: A revision of it, with its number and its day.
        hybrid: The form of a meeting that is held in a room and by video.
        typer: What each kind of meeting that is not a body's own is called.
        sakstyper: What each type of case is called.
        frister: What each kind of deadline is called (`plan.calendar`), `{}` for the name of the minutes.
        minutter: How long a case takes; with the number.
        fra: Who a message is from; with the name.
        ettersendt: That a paper or a case came after the summons; with the day.
        sen_sak: What the law says of a case that came after the summons, or whose papers did.
        sen_sak_hjemmel: The same with its paragraph.
        uten_papirer: What is said of a case with neither text nor papers.
        uten_vedlegg: The same of one that has a text.
        tallord: The numbers from one as words, as they stand before «vedlegg».
        utkast: The state of minutes that have not been read back.
        utkastmerke: What stands across every page of minutes that are not approved.
        til_godkjenning: The state of minutes that wait for the next meeting; with the last day for remarks.
        godkjent: The state of approved minutes; with the day.
        godkjenn_referat: The case that approves minutes; with what they are called and the day they are of.
        godkjenn_forrige_referat: The same when the day is not known.
        referat_fra: The title of minutes as a paper; with the same two.
        vara_for: That somebody came as a deputy; with the member.
        kom: When somebody came late; with the time.
        gikk: When somebody left early; with the time.
        enstemmig: A vote in which nobody was against.
        ingen_votering: That there was no vote.
        stemte_for: How many voted for; with the number. So too those against, and those who did not vote.
        opphav: Where a point comes from: the case and the day.
        opphav_uten_sak: The same when the case is not known.
        åpen: The status of an open point.
        i_arbeid: The status of one that somebody is at.
        over_fristen: The status of one that should have been done.
        delregion: What stands above those for whom members sit.
        kommune: The same when they sit for municipalities.
        sitter_fra: From which day somebody is a member.
        sitter_til: Until which day.
        intern_linje: What each page of an internal document says.
        representerer: The same when some sit for the one and some for the other.
        Words with `{}` take a date or a name. Of two sentences about a number, the first is of one and the
        second, with `{}` for the number, of several.
    """

    kode: str
    mappe: str
    og: str
    organer: Organspråk
    hjul: Hjulord
    endringer: Endringsspråk
    revisjon: str
    hybrid: str
    typer: dict[str, str]
    sakstyper: dict[str, str]
    frister: dict[str, str]
    minutter: str
    fra: str
    godkjenn_innkalling: str
    godkjenn_referat: str
    godkjenn_forrige_referat: str
    oppfølging: str
    orienteringer: str
    meldinger: str
    eventuelt: str
    sak: str
    oppfølging_av: str
    ettersendes: str
    ettersendes_uten_dag: str
    legges_fram: str
    ettersendt: str
    sen_sak: str
    sen_sak_hjemmel: str
    uten_papirer: str
    uten_vedlegg: str
    utgår: str
    unntatt: str
    unntatt_merknad: str
    unntatt_sak: str
    unntatt_vedlegg: str
    unntatt_melding: str
    forslag: str
    lagt_fram: str
    vedtatt: str
    felles_med: str
    avlyst: str
    flyttet_fra: str
    usikker: str
    ikke_satt: str
    møtepakke: str
    tallord: tuple[str, ...]
    vedlegg: str
    melding: str
    løpelinje: str
    unntatt_løpelinje: str
    omslag: str
    intern: str
    intern_innkalte: str
    intern_tittel: str
    intern_linje: str
    på_nettet: str
    uten_tagger: str
    uten_tekst: str
    ett_uten_tagger: str
    flere_uten_tagger: str
    ett_uten_tekst: str
    flere_uten_tekst: str
    ett_unntatt: str
    flere_unntatte: str
    en_unntatt_sak: str
    flere_unntatte_saker: str
    ett_mangler: str
    flere_mangler: str
    utkast: str
    utkastmerke: str
    til_godkjenning: str
    godkjent: str
    referat_fra: str
    vara_for: str
    kom: str
    gikk: str
    enstemmig: str
    ingen_votering: str
    stemte_for: str
    stemte_mot: str
    avholdende: str
    opphav: str
    opphav_uten_sak: str
    åpen: str
    i_arbeid: str
    over_fristen: str
    delregion: str
    kommune: str
    representerer: str
    sitter_fra: str
    sitter_til: str

    @property
    def locale(self) -> str:
        """The language's name in CLDR."""
        return self.kode.partition("-")[0]

    def day(self, day: date) -> str:
        """«11. mars 2022»."""
        return self._format(day, "d. MMMM y")

    def weekday(self, day: date) -> str:
        """«fredag 11. mars 2022»."""
        return self._format(day, "EEEE d. MMMM y")

    def month(self, day: date) -> str:
        """«mars»."""
        return self._format(day, "LLLL")

    def short_day(self, day: date) -> str:
        """«11. mars», where the year is said already."""
        return self._format(day, "d. MMMM")

    def short_month(self, day: date) -> str:
        """«mars», «sep.»."""
        return self._format(day, "LLL")

    def meeting_date(self, dato: Møtedato) -> str:
        """The date in running text: a weekday and day, several days, or «juni 2022»."""
        if not dato.dag_satt:
            return self._format(dato.fra, "LLLL y")
        if dato.én_dag:
            return self.weekday(dato.fra)
        if (dato.fra.year, dato.fra.month) == (dato.til.year, dato.til.month):
            return f"{dato.fra.day}.–{self.day(dato.til)}"
        pattern = "d. MMMM" if dato.fra.year == dato.til.year else "d. MMMM y"
        return f"{self._format(dato.fra, pattern)}–{self.day(dato.til)}"

    def day_and_month(self, dato: Møtedato) -> str:
        """«11. mars» or «24.–25. august», where the year is said already."""
        last = self._format(dato.til, "d. MMMM")
        if dato.én_dag:
            return last
        same_month = dato.fra.month == dato.til.month
        return f"{dato.fra.day}.–{last}" if same_month else f"{self._format(dato.fra, 'd. MMMM')}–{last}"

    def title_date(self, dato: Møtedato) -> str:
        """The date as a title has it: without the weekday."""
        return self.day(dato.fra) if dato.én_dag else self.meeting_date(dato)

    def table_date(self, dato: Møtedato) -> str:
        """The date in a table: «11.03.2022», «24.–25.08.2022», «juni 2022»."""
        if not dato.dag_satt:
            return self._format(dato.fra, "LLLL y")
        last = f"{dato.til:%d.%m.%Y}"
        if dato.én_dag:
            return last
        if dato.fra.year != dato.til.year:
            return f"{dato.fra:%d.%m.%Y}–{last}"
        pattern = "%d." if dato.fra.month == dato.til.month else "%d.%m."
        return f"{dato.fra:{pattern}}–{last}"

    def clock(self, span: Tidsrom | time) -> str:
        """«kl. 09.00–11.30»."""
        if isinstance(span, time):
            span = Tidsrom(span)
        end = f"–{span.til:%H.%M}" if span.til else ""
        return f"kl.{NBSP}{span.fra:%H.%M}{end}"

    def origin(self, number: str, day: str) -> str:
        """«sak 5 · 11. mars»; «møtet 11. mars» when the case is not known."""
        return self.opphav.format(number, day) if number else self.opphav_uten_sak.format(day)

    def series(self, words: Sequence[str]) -> str:
        """«a, b og c»."""
        if len(words) < 2:  # noqa: PLR2004
            return "".join(words)
        return f"{', '.join(words[:-1])} {self.og} {words[-1]}"

    def counted(self, one: str, several: str, count: int) -> str:
        """A sentence about a number of things: «Ett vedlegg kan …», «To vedlegg kan …», «13 vedlegg kan …».

        Args:
            one: The sentence about one.
            several: The sentence about several, with `{}` where the number stands.
            count: How many there are, at least one.
        """
        if count == 1:
            return one
        number = self.tallord[count - 1] if count <= len(self.tallord) else str(count)
        return several.format(number.capitalize())

    def _format(self, day: date, pattern: str) -> str:
        return _formatted(day, pattern, self.locale)


@lru_cache(4096)
def _formatted(day: date, pattern: str, locale: str) -> str:
    """A day as CLDR writes it; the same days stand in every paper of a year."""
    return format_date(day, pattern, locale=locale).replace(". ", f".{NBSP}")
