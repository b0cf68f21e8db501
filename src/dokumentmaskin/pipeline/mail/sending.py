"""Letters sent: shown first, then handed to the server one by one, and each written down at once.

The command line calls it in two steps, so that a person can look between them: what would be sent
(`Mailing`), and that it is (`send_letters`). A run that is broken off leaves it written down who has got a
letter, and the next one goes on with the others. Of a letter that was under way when it broke, nobody knows
whether it came through; a person decides. It has the same Message-ID when it is sent again, by which servers
know the two.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from hashlib import sha256
from smtplib import SMTP
from typing import Final, Literal

from dokumentmaskin.errors import DeliveryError, DokError, Place, PlanError, Problem
from dokumentmaskin.memory import FOLDER, held
from dokumentmaskin.pipeline.calendar import Adresse
from dokumentmaskin.pipeline.mail.ledger import Forsendelse, Ledger, Utfall, read_ledger
from dokumentmaskin.pipeline.mail.letters import Brev
from dokumentmaskin.pipeline.mail.recipients import Mottaker, as_servers_have_it, can_be_sent_to
from dokumentmaskin.pipeline.mail.server import connected, deliver
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.pipeline.report import Report
from dokumentmaskin.pipeline.servers import password
from dokumentmaskin.plan import Epostserver

# What is to be done with a letter to somebody.
Tilstand = Literal["sendes", "har fått", "uvisst"]

_VARIABLE: Final = "DOK_EPOST_PASSORD"
_SERVICE: Final = "dok-epost"
_PLAN: Final = "plan/organisasjon.yaml"
_STATES: Final[dict[Utfall, Tilstand]] = {
    "levert": "har fått",
    "overlevert": "uvisst",
    "avvist": "sendes",
}


@dataclass(frozen=True, slots=True)
class Linje:
    """Somebody who is to have a letter.

    Attributes:
        mottaker: Who.
        brev: The letter.
        tilstand: What is to be done with it.
    """

    mottaker: Mottaker
    brev: Brev
    tilstand: Tilstand


@dataclass(frozen=True, slots=True)
class Mailing:
    """Letters that may be sent.

    Attributes:
        pipeline: The run.
        brev: All of them, sent already or not.
        ledger: Who has got what.
        report: What came of making them.
        først: What is done when the server is ready and nothing has gone out yet: it gives the letters as
            they are then. None when they are what they are.
        etter: What is done when all have been tried, if anything: it is told how many may have got a
            letter.
    """

    pipeline: Pipeline
    brev: tuple[Brev, ...]
    ledger: Ledger
    report: Report
    først: "Callable[[], Mailing] | None" = None
    etter: Callable[[int], Report] | None = None

    @property
    def linjer(self) -> tuple[Linje, ...]:
        """Everybody who is to have a letter."""
        return tuple(Linje(one, brev, self._state(one, brev)) for brev in self.brev for one in brev.til)

    def _state(self, one: Mottaker, brev: Brev) -> Tilstand:
        known = self.ledger.outcome(one.adresse, brev.runde)
        return _STATES[known] if known else "sendes"

    @property
    def server(self) -> Epostserver:
        """The server that takes them.

        Raises:
            PlanError: The plan names none.
        """
        server = self.pipeline.plan.organisasjon.epost.server
        if server is None:
            message = "Planen sier ikke hvilken server som sender e-post."
            advice = "Skriv for eksempel «epost: {server: {vert: smtp.example.org, bruker: post}}»."
            raise PlanError(Problem("epost-uten-server", message, advice, Place(_PLAN)))
        return server

    @property
    def avsender(self) -> Adresse:
        """Who sends them.

        Raises:
            PlanError: The secretariat has no address.
        """
        own = self.pipeline.plan.organisasjon.sekretariat
        if not can_be_sent_to(own.epost):
            message = "Sekretariatet har ingen e-postadresse som kan brukes, så e-posten har ingen avsender."
            raise PlanError(
                Problem("epost-uten-avsender", message, "Skriv «epost:» under «sekretariat:».", Place(_PLAN))
            )
        return Adresse(own.navn, own.epost)


def send_letters(
    mailing: Mailing, *, resend: bool | None, told: Callable[[Linje], None]
) -> tuple[Mailing, Report]:
    """Send the letters that nobody has got; the mailing as it is then, and what came of it.

    Args:
        mailing: The letters.
        resend: Whether those that may have come through are sent again, or count as delivered; None lets
            them be.
        told: Called for each person who has got a letter.

    Raises:
        PlanError: The plan does not say what is needed.
        WrongUseError: There is no password.
        DeliveryError: The server cannot be used; nothing is sent.
        RefusedError: Another run is sending, or it cannot be written down who has got what.
    """
    server, sender = mailing.server, mailing.avsender
    what = f"e-postserveren {server.vert}"
    busy = Problem("opptatt", "En annen «dok» sender e-posten akkurat nå.", "Vent til den er ferdig.")
    with held(mailing.ledger.file.parent / FOLDER / "epost.lock", busy):
        # Another run may have sent since these letters were made, as a person was asked.
        file = mailing.ledger.file
        now = replace(mailing, ledger=read_ledger(file, mailing.pipeline.workspace.name(file)))
        if resend is not None:
            _settle(mailing, now.ledger, "avvist" if resend else "levert")
        mailing = now
        if not any(one.tilstand == "sendes" for one in mailing.linjer):
            return mailing, mailing.report + _unsure(mailing)
        with connected(server, lambda: password(what, _SERVICE, server.bruker, _VARIABLE)) as line:
            return _sent(line, mailing, sender, told)


def _unsure(mailing: Mailing) -> Report:
    """That nobody knows of some letters whether they came through."""
    names = ", ".join(one.mottaker.navn for one in mailing.linjer if one.tilstand == "uvisst")
    message = f"Det er uvisst om disse fikk e-posten: {names}."
    advice = "Spør dem, eller kjør kommandoen igjen uten «--ja», så kan du velge."
    problem = Problem("epost-uvisst", message, advice)
    return Report(errors=(DeliveryError(problem),) if names else ())


def _settle(shown: Mailing, ledger: Ledger, utfall: Utfall) -> None:
    """Write down what a person says of the letters that nobody knows of, of those that were shown so."""
    unsure = {(one.mottaker.adresse, one.brev.runde) for one in shown.linjer if one.tilstand == "uvisst"}
    ledger.note(
        [
            replace(one, utfall=utfall)
            for own, one in ledger.sent.items()
            if own in unsure and one.utfall == "overlevert"
        ]
    )


def _sent(
    line: SMTP, mailing: Mailing, sender: Adresse, told: Callable[[Linje], None]
) -> tuple[Mailing, Report]:
    """Hand over the letters as they are now that the server is ready."""
    ready = replace(mailing.først(), ledger=mailing.ledger) if mailing.først else mailing
    report = ready.report
    post = _Post(line, ready, sender, told)
    try:
        for brev in () if report.errors else ready.brev:
            report += post.send(brev)
    except DokError as error:
        report += Report(errors=(error,))
    if ready.etter:
        report += ready.etter(sum(one.tilstand != "sendes" for one in ready.linjer))
    return ready, report + _unsure(ready)


@dataclass(frozen=True, slots=True)
class _Post:
    """The sending of letters, each written down before it is handed over and after.

    Attributes:
        line: The connection to the server.
        mailing: The letters.
        sender: Who sends them.
        told: Called for each person who has got one.
    """

    line: SMTP
    mailing: Mailing
    sender: Adresse
    told: Callable[[Linje], None]

    def send(self, brev: Brev) -> Report:
        """Hand over one letter to those who have not got it.

        Raises:
            DeliveryError: The server takes no letters any more.
            RefusedError: It cannot be written down.
        """
        own = (one for one in self.mailing.linjer if one.brev is brev)
        waiting = {one.mottaker.epost: one for one in own if one.tilstand == "sendes"}
        if not waiting:
            return Report()
        moment = self.mailing.pipeline.clock().astimezone(UTC)
        note = partial(self._note, brev, moment)
        data = brev.sent(self.sender, self._identity(brev), format_datetime(moment))
        refused = deliver(self.line, self.sender.epost, list(waiting), data, partial(note, "overlevert"))
        note("avvist", refused)
        note("levert", {address: "" for address in waiting if address not in refused})
        for address, one in waiting.items():
            if address not in refused:
                self.told(one)
        return Report(errors=tuple(_refused(waiting[address], said) for address, said in refused.items()))

    def _note(self, brev: Brev, moment: datetime, utfall: Utfall, answers: Mapping[str, str]) -> None:
        """Write down what has become of a letter, by address with what the server said."""
        own, when = self._identity(brev), moment.isoformat(timespec="seconds")
        if answers:
            self.mailing.ledger.note(
                Forsendelse(address.casefold(), brev.runde, own, when, utfall, said)
                for address, said in answers.items()
            )

    def _identity(self, brev: Brev) -> str:
        """What servers know the letter by, the same when it is sent again (RFC 5322 section 3.6.4)."""
        known_by = "\n".join([brev.runde, brev.emne, *(one.adresse for one in brev.til)])
        domain = as_servers_have_it(self.sender.epost).rpartition("@")[2]
        return f"<{sha256(known_by.encode()).hexdigest()[:32]}@{domain}>"


def _refused(one: Linje, said: str) -> DeliveryError:
    message = f"E-postserveren tok ikke imot e-posten til {one.mottaker.navn} ({one.mottaker.epost}): {said}."
    advice = "Sjekk adressen i medlemmer.yaml, og kjør kommandoen igjen. De andre får ikke e-posten på nytt."
    return DeliveryError(Problem("epost-avvist", message, advice))
