"""The kinds of documents. What is particular to one is declared here, and nowhere else.

A new kind is one declaration among these, and a template of its name in each language's folder.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar

from dokumentmaskin.errors import Problem
from dokumentmaskin.plan import (
    Behandling,
    Gruppe,
    Gruppeår,
    Møte,
    Organisasjonsår,
    Plan,
    doubts,
    initial_capital,
    minutes_control,
    minutes_status,
    minutes_warnings,
    no_longer_adopted,
    oddities,
    sent_day,
    slug,
    summons_control,
    summons_warnings,
    updated_day,
)

if TYPE_CHECKING:
    from dokumentmaskin.document import Marks

Subject = TypeVar("Subject", Møte, Gruppeår, Organisasjonsår, Behandling)


@dataclass(frozen=True, slots=True)
class Title:
    """What a kind of document is called on paper, with `{}` for the day of its meeting, its year or its case.

    It has a field for each language, named as the plan's `målform` is; a test holds that.
    """

    bokmål: str
    nynorsk: str

    def written_for(self, plan: Plan, gruppe: Gruppe | None) -> str:
        """The title in the language of a group, which says what its minutes are called (`{protokoll}`).

        Without a group it is the organisation's, which has no minutes.
        """
        own = gruppe.målform if gruppe else None
        title = str(getattr(self, own or plan.organisasjon.målform))
        return title.replace("{protokoll}", initial_capital(gruppe.protokoll)) if gruppe else title


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[Subject]):
    """A kind of document.

    Every part must be given, and every function stands in a module: a kind goes to other processes.

    Attributes:
        rolle: Its name, as `--json` and the bookmarks of a package have it.
        title: What stands on top of it.
        context: What its template may print, from the plan, whose it is and the title.
        dated: The date that it carries.
        mark: What stands across every page of its PDF; empty for nothing.
        told: What a person should know of it when it is made.
        finished: Whether its PDF is without the help texts and places that nobody has filled in; None for a
            kind that has no such places.
        in_year: Whether `dok bygg` makes it; what it does not make is there when somebody has asked for it.
        in_package: Whether it stands in the package of its meeting.
        cases: Whether making it gives the cases their numbers, or a package leads into it for them.
    """

    rolle: str
    title: Title
    context: "Callable[[Plan, Subject, str, Marks], dict[str, object]]"
    dated: Callable[[Plan, Subject], date]
    mark: Callable[[Plan, Subject], str]
    told: Callable[[Plan, Subject], tuple[Problem, ...]]
    finished: Callable[[Plan, Subject], bool] | None
    in_year: bool
    in_package: bool
    cases: Literal["numbered", "presented", ""]

    @property
    def navn(self) -> str:
        """The same in ASCII: its template, its command, and what its files' names begin with."""
        return slug(self.rolle)

    @property
    def bookmark(self) -> str:
        """«Innkalling»: what it is called in a package."""
        return self.rolle[0].upper() + self.rolle[1:]


def _meeting_context(plan: Plan, møte: Møte, title: str, marks: "Marks") -> dict[str, object]:
    # Imported only now, as below: whoever asks where a document lies does not load what makes it.
    from dokumentmaskin.document import meeting_context

    return meeting_context(plan, møte, title, marks)


def _cancellation_context(plan: Plan, møte: Møte, title: str, marks: "Marks") -> dict[str, object]:
    from dokumentmaskin.document import cancellation_context

    return cancellation_context(plan, møte, title, marks)


def _year_context(plan: Plan, year: Gruppeår, title: str, marks: "Marks") -> dict[str, object]:
    from dokumentmaskin.document import year_context

    return year_context(plan, year, title, marks)


def _whole_year_context(plan: Plan, year: Organisasjonsår, title: str, marks: "Marks") -> dict[str, object]:
    from dokumentmaskin.document import whole_year_context

    return whole_year_context(plan, year, title, marks)


def _members_context(plan: Plan, year: Organisasjonsår, title: str, marks: "Marks") -> dict[str, object]:
    from dokumentmaskin.document import members_context

    return members_context(plan, year, title, marks)


def _case_context(plan: Plan, case: Behandling, title: str, marks: "Marks") -> dict[str, object]:
    from dokumentmaskin.document import case_context

    return case_context(plan, case, title, marks)


def sent_or_updated(plan: Plan, møte: Møte) -> date:
    """The date of what goes out with the summons, in its properties: its last revision, or when it was sent.

    Until somebody has said either, it is the date of the year plan that it is made from: a day that a person
    has written, and that has come. A deadline is no date of anything done.
    """
    return updated_day(plan, møte) or sent_day(plan, møte) or plan.year_of(møte).plan.datert


def _last_day(_: Plan, møte: Møte) -> date:
    return møte.dato.til


def _day_of_its_meeting(_: Plan, case: Behandling) -> date:
    return case.møte.dato.til


def _own_date(_: Plan, year: Gruppeår) -> date:
    return year.plan.datert


def _last_dated(_: Plan, year: Organisasjonsår) -> date:
    return year.datert


def _no_mark(*_: object) -> str:
    return ""


def _nothing(*_: object) -> tuple[Problem, ...]:
    return ()


def _told_of_the_year(plan: Plan, year: Gruppeår) -> tuple[Problem, ...]:
    odd = (note for møte in year.gruppemøter for note in oddities(plan, møte))
    told = (*no_longer_adopted(year), *_days_to_come(plan, year))
    if year.møter:
        return (*told, *odd, *_told_of_the_wheel(plan, [year]))
    message = f"Møteplanen for {year.gruppe.navn} i {year.år} har ingen møter."
    none = Problem("tom-moteplan", message, "Skriv dem under «møteplan:», én linje for hvert.")
    return (none, *told)


def _told_of_the_whole_year(plan: Plan, year: Organisasjonsår) -> tuple[Problem, ...]:
    own = (problem for group in year.grupper for problem in _told_of_the_year(plan, group))
    return tuple(dict.fromkeys([*own, *_told_of_the_wheel(plan, year.grupper)]))


def _told_of_the_wheel(plan: Plan, years: Sequence[Gruppeår]) -> tuple[Problem, ...]:
    from dokumentmaskin.document import illustration, wheel_told, year_wheel

    hjul = year_wheel(plan, years)
    return wheel_told(hjul, is_drawn=not hjul.hendelser or illustration(hjul) is not None)


def _told_of_members(plan: Plan, _: Organisasjonsår) -> tuple[Problem, ...]:
    return doubts(plan)


def _days_to_come(plan: Plan, year: Gruppeår) -> tuple[Problem, ...]:
    days = {"lagt_fram_i_møte": year.plan.lagt_fram_i_møte, "vedtatt": year.plan.vedtatt}
    return tuple(
        Problem(
            "dag-ikke-kommet",
            f"Dagen i «{name}:», {plan.språk.day(day)}, er ikke kommet, så den står ikke i programmet.",
            f"Dagen står i årsplanen for {year.gruppe.navn}, og kommer med når den er kommet.",
        )
        for name, day in days.items()
        if day is not None and day > plan.dag
    )


def _until_approved(plan: Plan, møte: Møte) -> str:
    approved = minutes_status(plan, møte).tilstand == "godkjent"
    return "" if approved else plan.språk_of(møte.gruppe).utkastmerke


def _told_of_its_minutes(plan: Plan, case: Behandling) -> tuple[Problem, ...]:
    """What is to be known of the minutes, and that nobody has approved them yet."""
    told = minutes_warnings(plan, case.møte)
    if minutes_status(plan, case.møte).tilstand == "godkjent":
        return told
    message = "Referatet er ikke godkjent ennå, og det står i særutskriften."
    advice = "Lag den på nytt når et senere møte har godkjent det, så står dagen der."
    return (*told, Problem("ikke-godkjent", message, advice, case.møte.sted))


def _told_of_a_summons(plan: Plan, møte: Møte) -> tuple[Problem, ...]:
    """What is to be known of it, and what the law asks for and it lacks; that stops nothing here."""
    return (*summons_warnings(plan, møte), *summons_control(plan, møte).alle)


def _told_of_minutes(plan: Plan, møte: Møte) -> tuple[Problem, ...]:
    return (*minutes_warnings(plan, møte), *minutes_control(plan, møte).alle)


def _when_read(plan: Plan, møte: Møte) -> bool:
    return minutes_status(plan, møte).tilstand != "utkast"


INNKALLING: Final = Kind(
    rolle="innkalling",
    title=Title(bokmål="Innkalling til møte {}", nynorsk="Innkalling til møte {}"),
    context=_meeting_context,
    dated=sent_or_updated,
    mark=_no_mark,
    told=_told_of_a_summons,
    finished=None,
    in_year=True,
    in_package=True,
    cases="numbered",
)
SAKSLISTE: Final = Kind(
    rolle="saksliste",
    title=Title(bokmål="Saksliste til møte {}", nynorsk="Saksliste til møte {}"),
    context=_meeting_context,
    dated=sent_or_updated,
    mark=_no_mark,
    told=_nothing,
    finished=None,
    in_year=True,
    in_package=True,
    cases="presented",
)
REFERAT: Final = Kind(
    rolle="referat",
    title=Title(bokmål="{protokoll} fra møte {}", nynorsk="{protokoll} frå møte {}"),
    context=_meeting_context,
    dated=_last_day,
    mark=_until_approved,
    told=_told_of_minutes,
    finished=_when_read,
    in_year=True,
    in_package=False,
    cases="",
)
AVLYSNING: Final = Kind(
    rolle="avlysning",
    title=Title(bokmål="Avlysning av møte {}", nynorsk="Avlysing av møte {}"),
    context=_cancellation_context,
    dated=sent_or_updated,
    mark=_no_mark,
    told=_nothing,
    finished=None,
    in_year=True,
    in_package=False,
    cases="",
)
HANDLINGSPROGRAM: Final = Kind(
    rolle="handlingsprogram",
    title=Title(bokmål="Handlingsprogram og årshjul {}", nynorsk="Handlingsprogram og årshjul {}"),
    context=_year_context,
    dated=_own_date,
    mark=_no_mark,
    told=_told_of_the_year,
    finished=None,
    in_year=True,
    in_package=False,
    cases="",
)
SAMLET_HANDLINGSPROGRAM: Final = Kind(
    rolle="samlet handlingsprogram",
    title=HANDLINGSPROGRAM.title,
    context=_whole_year_context,
    dated=_last_dated,
    mark=_no_mark,
    told=_told_of_the_whole_year,
    finished=None,
    in_year=False,
    in_package=False,
    cases="",
)
MEDLEMSLISTE: Final = Kind(
    rolle="medlemsliste",
    title=Title(bokmål="Medlemsliste {}", nynorsk="Medlemsliste {}"),
    context=_members_context,
    dated=_last_dated,
    mark=_no_mark,
    told=_told_of_members,
    finished=None,
    in_year=False,
    in_package=False,
    cases="",
)
SÆRUTSKRIFT: Final = Kind(
    rolle="særutskrift",
    title=Title(bokmål="Særutskrift av sak {}", nynorsk="Særutskrift av sak {}"),
    context=_case_context,
    dated=_day_of_its_meeting,
    mark=_no_mark,
    told=_told_of_its_minutes,
    finished=None,
    in_year=False,
    in_package=False,
    cases="",
)
# In the order that they are made and stand in a package.
MEETING_KINDS: Final = (INNKALLING, SAKSLISTE, REFERAT)
# Of a meeting that is cancelled; the others are of one that will be held.
CANCELLED_KINDS: Final = (AVLYSNING,)
YEAR_KINDS: Final = (HANDLINGSPROGRAM,)
# Of the organisation's whole year.
WHOLE_YEAR_KINDS: Final = (SAMLET_HANDLINGSPROGRAM, MEDLEMSLISTE)
CASE_KINDS: Final = (SÆRUTSKRIFT,)


def kind_named(navn: str) -> "Kind[Møte]":
    """The kind of a meeting's document that a command makes."""
    return next(kind for kind in (*MEETING_KINDS, *CANCELLED_KINDS) if kind.navn == navn)
