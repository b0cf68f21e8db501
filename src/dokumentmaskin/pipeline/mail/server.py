"""The server that takes the letters: one connection, always encrypted, one letter at a time (RFC 5321).

Called by `sending`. What is said at each step tells how far a letter has come: refused before its text is
handed over, it has gone nowhere; when the line breaks while the server answers, nobody knows.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from socket import gaierror
from typing import Final

from dokumentmaskin.errors import DeliveryError, Place, Problem
from dokumentmaskin.pipeline.mail.recipients import as_servers_have_it
from dokumentmaskin.plan import Epostserver

# A server may look long at a letter before it answers; RFC 5321 section 4.5.3.2 asks for more than we wait.
_TIMEOUT: Final = 60.0
_PLACE: Final = Place("plan/organisasjon.yaml", field="epost.server")
_TAKEN: Final = {250, 251}


@contextmanager
def connected(server: Epostserver, password: Callable[[], str]) -> Iterator[smtplib.SMTP]:
    """A connection that is encrypted and logged in.

    Args:
        server: The server.
        password: Asked for when there is a user.

    Raises:
        DeliveryError: It does not answer, is not whom it says that it is, or does not take the password.
    """
    with _own_words(server):
        line = _encrypted(server)
    try:
        with _own_words(server):
            if server.bruker:
                line.login(server.bruker, password())
        yield line
    except BaseException:
        line.close()  # in the middle of a letter a «QUIT» would be a line of it
        raise
    with suppress(smtplib.SMTPException, OSError):
        line.quit()


def _encrypted(server: Epostserver) -> smtplib.SMTP:
    trust = ssl.create_default_context()
    if server.sikkerhet == "tls":
        return smtplib.SMTP_SSL(server.vert, server.own_port, timeout=_TIMEOUT, context=trust)
    line = smtplib.SMTP(server.vert, server.own_port, timeout=_TIMEOUT)
    try:
        line.starttls(context=trust)
    except BaseException:
        line.close()
        raise
    return line


@contextmanager
def _own_words(server: Epostserver) -> Iterator[None]:
    """What may go wrong before the first letter, said so that it can be mended."""
    where = f"{server.vert}:{server.own_port}"
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        cause = error.verify_message
        message = f"E-postserveren {where} har et sertifikat som ikke er til å stole på: «{cause}»."
        advice = "Sjekk navnet på serveren. Er det riktig, spør dem som driver den."
        raise DeliveryError(Problem("epost-usikker", message, advice, _PLACE)) from None
    except smtplib.SMTPAuthenticationError as error:
        message = f"E-postserveren {where} tok ikke imot passordet til «{server.bruker}»: {_said(error)}"
        advice = "Sjekk brukernavnet i planen og passordet i nøkkelringen."
        raise DeliveryError(Problem("epost-palogging", message, advice, _PLACE)) from None
    except UnicodeEncodeError:
        message = "Brukernavnet eller passordet har en bokstav som «æ», og slike kan dok ikke logge på med."
        advice = "Lag et passord uten dem, gjerne et eget passord for dok."
        raise DeliveryError(Problem("epost-palogging", message, advice, _PLACE)) from None
    except smtplib.SMTPNotSupportedError:
        message = f"E-postserveren {where} tilbyr ikke det som trengs: STARTTLS, og pålogging med passord."
        advice = "Skriv «sikkerhet: tls», eller en annen port. dok sender aldri ukryptert."
        raise DeliveryError(Problem("epost-usikker", message, advice, _PLACE)) from None
    except (smtplib.SMTPException, OSError) as error:
        message = f"E-postserveren {where} svarer ikke som den skal: {_said(error)}"
        advice = "Sjekk nettet, og «vert:», «port:» og «sikkerhet:» i planen."
        raise DeliveryError(Problem("epost-svarer-ikke", message, advice, _PLACE)) from None


def deliver(
    line: smtplib.SMTP,
    sender: str,
    to: Sequence[str],
    data: bytes,
    handed_over: Callable[[Mapping[str, str]], None],
) -> dict[str, str]:
    """Hand over a letter; what the server says of each address that it refuses.

    Args:
        line: The connection.
        sender: Whose address answers go to.
        to: The addresses.
        data: The letter.
        handed_over: Called with the addresses that are taken, right before the text of the letter goes: from
            then on it may come through, whatever is heard of it.

    Raises:
        DeliveryError: The server does not let the sender send, or the connection was lost.
    """
    try:
        refused = _announced(line, sender, to)
        taken = {address: "" for address in to if address not in refused}
        if not taken:
            line.rset()
            return refused
        handed_over(taken)
        code, answer = _text(line, data)
    except smtplib.SMTPSenderRefused as error:
        message = f"E-postserveren lar ikke «{sender}» sende: {_said(error)}"
        advice = "Avsenderen er «epost:» under «sekretariat:». Brukeren må ha lov til å sende fra den."
        raise DeliveryError(Problem("epost-avsender", message, advice, _PLACE)) from None
    except (smtplib.SMTPException, OSError) as error:
        message = f"Forbindelsen til e-postserveren ble brutt: {_said(error)}"
        raise DeliveryError(
            Problem("epost-brutt", message, "Kjør kommandoen igjen, så fortsetter den.")
        ) from None
    return refused if code in _TAKEN else dict.fromkeys(to, _answer(code, answer))


def _text(line: smtplib.SMTP, data: bytes) -> tuple[int, bytes]:
    """Hand over the text of a letter; what the server says of it."""
    try:
        return line.data(data)
    except smtplib.SMTPDataError as error:  # it does not want it, and still knows to whom it was
        with suppress(smtplib.SMTPException, OSError):
            line.rset()
        return error.smtp_code, _words_of(error)


def _announced(line: smtplib.SMTP, sender: str, to: Sequence[str]) -> dict[str, str]:
    """Say who sends and who gets it; what the server says of each address that it refuses."""
    code, answer = line.mail(as_servers_have_it(sender))
    if code not in _TAKEN:
        raise smtplib.SMTPSenderRefused(code, answer, sender)
    answers = {address: line.rcpt(as_servers_have_it(address)) for address in to}
    return {address: _answer(*said) for address, said in answers.items() if said[0] not in _TAKEN}


def _words_of(error: smtplib.SMTPResponseException) -> bytes:
    """What a server said."""
    return error.smtp_error if isinstance(error.smtp_error, bytes) else error.smtp_error.encode()


def _answer(code: int, answer: bytes) -> str:
    return f"{code} {' '.join(answer.decode('utf-8', 'replace').split())}".rstrip(". ")


def _said(error: BaseException) -> str:
    """What a server or the system said, as a sentence; the server's own words as they are."""
    match error:
        case smtplib.SMTPResponseException():
            words = _answer(error.smtp_code, _words_of(error))
        case smtplib.SMTPServerDisconnected() | ConnectionResetError():
            words = "den brøt forbindelsen"
        case TimeoutError():
            words = "det kom ikke noe svar"
        case ConnectionRefusedError():
            words = "ingen svarer på den porten"
        case gaierror():
            words = "navnet finnes ikke, eller nettet er nede"
        case _:
            words = f"«{str(error) or type(error).__name__}»"
    return f"{words.rstrip('. ')}."
