"""The letters of a meeting: its summons, or that it is cancelled, to each who is to have it.

Called with a meeting in and letters out, by what writes drafts and by what sends. What can go wrong: the
document cannot be made (then there are no letters), or somebody has no address, who is named.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from dokumentmaskin.document import Marks
from dokumentmaskin.errors import Problem, WrongUseError
from dokumentmaskin.pipeline.calendar import Invitasjon, make_invitation
from dokumentmaskin.pipeline.documents import make_as_they_are
from dokumentmaskin.pipeline.jobs import Job
from dokumentmaskin.pipeline.kinds import AVLYSNING, INNKALLING
from dokumentmaskin.pipeline.mail.ledger import SENT, Ledger, read_ledger
from dokumentmaskin.pipeline.mail.letters import Bilag, Brev
from dokumentmaskin.pipeline.mail.recipients import Mottaker, Slag, recipients
from dokumentmaskin.pipeline.mail.sending import Mailing
from dokumentmaskin.pipeline.mail.texts import Brevfelt, Papirlenke, plain, written
from dokumentmaskin.pipeline.numbering import refuse_day
from dokumentmaskin.pipeline.pdfs import outgoing, words_of
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import INTERN, Report, Utgave
from dokumentmaskin.plan import MESSAGES, Møte, sent_day, updated_day
from dokumentmaskin.site import meeting_page, read_manifest


def meeting_folder(pipeline: Pipeline, møte: Møte) -> Path:
    """Where the drafts of a meeting lie, and the file that says who has got what."""
    return pipeline.workspace.output / møte.navn / INTERN / "epost"


def meeting_letters(pipeline: Pipeline, møte: Møte) -> tuple[tuple[Brev, ...], Report]:
    """The letters, and what came of making what lies in them.

    Raises:
        TemplateError: A template cannot be used.
        RefusedError: It cannot be read who has had a summons before.
    """
    ledger = meeting_ledger(pipeline, møte)
    job = Job(AVLYSNING if møte.er_avlyst else INNKALLING, møte)
    report = make_as_they_are(pipeline, [job])
    if report.errors:
        return (), report
    invitation, calendar = make_invitation(pipeline, møte)
    people, without = recipients(pipeline.plan, møte)
    site = _published(pipeline, møte)
    post = _Post(pipeline, job, report, invitation, site, ledger)
    letters = tuple(map(post.letter, _together(people, shown=pipeline.plan.organisasjon.epost.vis_mottakere)))
    told = (*_without(without), *_unpublished(pipeline, møte, site))
    return letters, report + calendar + Report(warnings=told)


def meeting_ledger(pipeline: Pipeline, møte: Møte) -> Ledger:
    """Who has got which letter about a meeting.

    Raises:
        RefusedError: It cannot be read.
    """
    file = meeting_folder(pipeline, møte) / SENT
    return read_ledger(file, pipeline.workspace.name(file))


@dataclass(frozen=True, slots=True)
class _Published:
    """Where a meeting is on the website.

    Attributes:
        adresse: Its page; empty when it is not published.
        papirer: Its papers.
    """

    adresse: str = ""
    papirer: tuple[Papirlenke, ...] = ()


def _published(pipeline: Pipeline, møte: Møte) -> _Published:
    """What has been laid out of a meeting, when it is known where the site is."""
    root = pipeline.plan.organisasjon.publisering.adresse.rstrip("/")
    site = read_manifest(pipeline.workspace.site)
    own = next((laid for laid in site.møter if laid.møte == møte.navn), None)
    if own is None or not root:
        return _Published()
    papers = (file for file in own.filer if file.rolle == "vedlegg")
    links = tuple(Papirlenke(file.sak, file.tittel, f"{root}/{file.adresse}") for file in papers)
    return _Published(f"{root}/{meeting_page(møte)}", links)


def _together(people: Iterable[Mottaker], *, shown: bool) -> Iterator[tuple[Mottaker, ...]]:
    """Those who get one letter: each alone, or all who get the same, when they may see each other."""
    if not shown:
        yield from ((one,) for one in people)
        return
    alike: dict[tuple[Slag, bool], list[Mottaker]] = {}
    for one in people:
        alike.setdefault((one.slag, one.intern), []).append(one)
    yield from map(tuple, alike.values())


def _without(names: tuple[str, ...]) -> Iterator[Problem]:
    if names:
        message = f"Disse har ingen e-postadresse som kan brukes, og får ingen e-post: {', '.join(names)}."
        yield Problem("uten-epostadresse", message, "Skriv «epost:» på dem i medlemmer.yaml.")


def _unpublished(pipeline: Pipeline, møte: Møte, site: _Published) -> Iterator[Problem]:
    """A note when no letter says where the papers are."""
    if not (site.adresse or møte.er_avlyst or møte.fil.nettside or møte.gruppe.nettside):
        message = "E-posten sier ikke hvor sakspapirene er, for møtet er ikke publisert på noen nettadresse."
        advice = (
            f"Kjør «dok publiser {pipeline.plan.asked(møte)}» først, med «adresse:» under «publisering:»."
        )
        yield Problem("epost-uten-lenke", message, advice, møte.sted)


@dataclass(frozen=True)
class _Post:
    """What the letters of a meeting are made of.

    Attributes:
        pipeline: The run.
        job: The document that lies in them.
        report: What came of making it.
        invitation: What goes into the calendars of those who are summoned.
        site: Where the meeting is on the website.
        ledger: Who has had a summons before.
    """

    pipeline: Pipeline
    job: Job[Møte]
    report: Report
    invitation: Invitasjon | None
    site: _Published
    ledger: Ledger

    def letter(self, people: tuple[Mottaker, ...]) -> Brev:
        """The letter to somebody, or to several who get the same."""
        first, møte = people[0], self.job.subject
        name = "avlysning" if møte.er_avlyst else _TEMPLATES[first.slag]
        subject, text = written(self.pipeline, møte.gruppe, name, self._fields(people))
        paper = Bilag(self.job.kind.rolle, *self._pdfs[self._edition(intern=first.intern)])
        invitation = self.invitation if first.slag == "innkalt" else None
        return Brev(people, subject, text, self._round, (paper,), invitation)

    @cached_property
    def _round(self) -> str:
        """The words of the document, whoever has saved it since and whatever day it is."""
        return words_of(self.pipeline.target(self.job).read_bytes())

    def _edition(self, *, intern: bool) -> Utgave:
        """The edition that somebody is to have; where there is but one, that."""
        return "intern" if intern and "intern" in self._pdfs else "åpen"

    @cached_property
    def _pdfs(self) -> Mapping[Utgave, tuple[str, bytes]]:
        """The name and the bytes of each edition."""
        pdfs = [file for file in self.report.files if file.format == "pdf"]
        return {
            file.utgave or "åpen": (Path(file.sti).name, outgoing(self.pipeline, file)[1]) for file in pdfs
        }

    def _fields(self, people: tuple[Mottaker, ...]) -> dict[str, object]:
        møte, first = self.job.subject, people[0]
        deputies = self.pipeline.plan.språk_of(møte.gruppe).series(list(first.vara_for))
        own: Brevfelt = {
            "mottaker": first.navn if len(people) == 1 else "",
            "vara_for": deputies if len(people) == 1 else "",
            "oppdatert_innkalling": "ja" if self._is_updated(people) else "",
            "nettadresse": self.site.adresse,
            "papirlenker": self.site.papirer,
            "videolenke": møte.fil.videolenke if first.slag == "innkalt" else "",
        }
        return {**self._document_fields, **own}

    @cached_property
    def _document_fields(self) -> dict[str, object]:
        """What the document may print of what everyone may read."""
        fields: dict[str, object] = plain(self.job.context(self.pipeline.open_plan, Marks()))
        return fields

    def _is_updated(self, people: tuple[Mottaker, ...]) -> bool:
        """Whether they have had another summons; when dok has sent none, what the plan says of it."""
        if self.ledger.sent:
            return any(self.ledger.has_earlier(one.adresse, self._round) for one in people)
        return updated_day(self.pipeline.plan, self.job.subject) is not None


def _outdated_site(pipeline: Pipeline, møte: Møte) -> Iterator[Problem]:
    """A note when the summons on the website does not say yet that it is sent."""
    if _published(pipeline, møte).adresse:
        message = "Innkallingen på nettstedet sier ikke ennå at den er sendt."
        advice = f"Kjør «dok publiser {pipeline.plan.asked(møte)}» igjen."
        yield Problem("nettsted-eldre", message, advice, møte.sted)


# The template of each kind of letter.
_TEMPLATES: Final[Mapping[Slag, str]] = {"innkalt": "innkalling", "vara": "vara", "kopi": "kopi"}


def meeting_mailing(pipeline: Pipeline, møte: Møte) -> Mailing:
    """The letters of a meeting, ready to be sent; the summons is said to be sent when the first one goes out.

    It is said before, not after: the summons that everybody gets shows the day. When nobody gets one, it is
    taken back.

    Raises:
        TemplateError: A template cannot be used.
        RefusedError: It cannot be read who has had a summons before.
        WrongUseError: The meeting is past, or the plan says that the summons goes out on another day.
    """
    today = pipeline.clock().date()
    if today > møte.dato.til:
        message = f"Møtet var {MESSAGES.meeting_date(møte.dato)}, så det er ingen å sende til."
        raise WrongUseError(Problem("mote-forbi", message, "Sjekk datoen.", møte.sted))
    letters, report = meeting_letters(pipeline, møte)
    mailing = Mailing(pipeline, letters, meeting_ledger(pipeline, møte), report)
    if møte.er_avlyst or sent_day(pipeline.plan, møte) is not None:
        return mailing
    refuse_day(møte, today, today)

    def first() -> Mailing:
        sent, noted = pipeline.after_sending(møte, today)
        new, more = meeting_letters(sent, møte)

        def after(taken: int) -> Report:
            if taken:
                return Report(warnings=tuple(_outdated_site(sent, møte)))
            sent.after_refusal(møte)
            message = "Ingen fikk innkallingen, så den er ikke ført som sendt."
            return Report(warnings=(Problem("epost-ingen", message, "Kjør kommandoen igjen.", møte.sted),))

        return replace(mailing, pipeline=sent, brev=new, report=noted + more, etter=after)

    return replace(mailing, først=first)
