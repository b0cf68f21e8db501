"""What the templates of the package see: its cover with contents, and a case that only it shows whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from dokumentmaskin.document.cases import SakFelt, whole_case
from dokumentmaskin.document.context import MøteFelt, meeting_day, meeting_fields
from dokumentmaskin.document.fields import Fellesfelt, Lenke, common_fields
from dokumentmaskin.document.markdown import Block, Inline
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.plan import Møte, Plan, Sak

Nivå = Literal["dokument", "sak", "vedlegg"]


@dataclass(frozen=True, slots=True)
class Innholdslinje:
    """A line of the package's contents.

    Attributes:
        nivå: What it tells of.
        tittel: «Innkalling», «Sak 3 Budsjett 2023», «Vedlegg 1 Notat».
        merknad: «legges fram i møtet», «Unntatt offentlighet, offl. § 14»; empty for none.
        side: The first page in the package; empty when it has none.
        adresse: Where the title and the page lead; empty for nowhere.
    """

    nivå: Nivå
    tittel: str
    merknad: str = ""
    side: str = ""
    adresse: str = ""


@dataclass(frozen=True, slots=True)
class InnholdFelt:
    """A line of the contents as a template prints it."""

    nivå: Annotated[Nivå, "«dokument», «sak» eller «vedlegg»"]
    tittel: Annotated[Lenke, "tittelen, som fører til stedet i pakken"]
    merknad: Annotated[str, "«legges fram i møtet», «unntatt offentlighet, offl. § 14»"]
    side: Annotated[Lenke, "sidetallet, som fører til samme sted"]


class Pakkemal(Fellesfelt):
    """What the cover and the contents may print."""

    møte: Annotated[MøteFelt, "møtet"]
    intern: Annotated[str, "advarselen «Intern utgave: …»; tom i pakken som alle kan se"]
    innhold: Annotated[tuple[InnholdFelt, ...], "linje", "innholdet i pakken"]
    merknader: Annotated[tuple[str, ...], "setninger under innholdet: «Ett vedlegg er ikke med, …»"]


class Saksmal(Fellesfelt):
    """What a case printed in full may print."""

    møte: Annotated[MøteFelt, "møtet"]
    sak: Annotated[SakFelt, "saken, med den virkelige tittelen, tekstene og vedleggene"]


def package_context(  # noqa: PLR0913 - the last two are what makes one package differ from another
    plan: Plan,
    møte: Møte,
    linjer: Sequence[Innholdslinje],
    marks: Marks,
    *,
    intern: bool,
    merknader: Sequence[str],
) -> dict[str, object]:
    """Everything that the cover and the contents (`motepakke.docx`) may print.

    Args:
        plan: The plan.
        møte: The meeting.
        linjer: The lines of the contents, in the order of the package.
        marks: Where the links leave their blocks.
        intern: Whether the package holds what is exempt.
        merknader: Sentences under the contents.
    """
    språk = plan.språk
    title = språk.møtepakke.format(meeting_day(språk, møte))
    shown = språk.intern_tittel.format(title) if intern else title
    seen: Pakkemal = {
        **common_fields(plan, møte.gruppe, shown, marks),
        "møte": _open_meeting(plan, møte, marks),
        "intern": språk.intern if intern else "",
        "innhold": tuple(
            InnholdFelt(
                linje.nivå,
                _linked(linje.tittel, linje.adresse, marks),
                linje.merknad,
                _linked(linje.side, linje.adresse, marks),
            )
            for linje in linjer
        ),
        "merknader": tuple(merknader),
    }
    return dict(seen)


def exempt_case_context(plan: Plan, møte: Møte, sak: Sak, marks: Marks) -> dict[str, object]:
    """Everything that a case printed in full (`saksframlegg.docx`) may print, for the internal package alone.

    Args:
        plan: The plan.
        møte: The meeting.
        sak: The case, which is shown with its real title and texts also when it is exempt.
        marks: Where the text fields leave their blocks.
    """
    case = whole_case(plan.språk, sak, marks)
    name = plan.språk.sak.format(sak.nummer)
    seen: Saksmal = {
        **common_fields(plan, møte.gruppe, f"{name}: {case.tittel}", marks),
        "møte": _open_meeting(plan, møte, marks),
        "sak": case,
    }
    return dict(seen)


def _open_meeting(plan: Plan, møte: Møte, marks: Marks) -> MøteFelt:
    """What both say of the meeting; the video link is for the summons alone."""
    return replace(meeting_fields(plan, møte, marks), videolenke=Rich((), marks))


def _linked(text: str, address: str, marks: Marks) -> Rich:
    """A text as it is written, leading somewhere if there is an address; no Markdown is read in it."""
    return Rich((Block((Inline(text, link=address),)),) if text else (), marks)
