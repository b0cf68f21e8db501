"""A letter: who gets it, what it says, what lies in it; and as the bytes of a message.

Nothing here knows meetings. The standard library's email package writes the message (RFC 5322, RFC 2045); a
header cannot hold a line break, for it refuses one. The same letter has the same bytes, so nothing in them
is by chance or by the clock.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Final

from dokumentmaskin.pipeline.calendar import Adresse, Invitasjon
from dokumentmaskin.pipeline.mail.recipients import Mottaker, as_servers_have_it

# Outlook and Thunderbird open a file that says so as a letter that is not sent yet.
_DRAFT: Final = "X-Unsent"
_LONG: Final = 70
# What a name is put in quotes for (RFC 5322 section 3.2.3).
_QUOTED: Final = re.compile(r'[()<>\[\]:;@\\,."]')


@dataclass(frozen=True, slots=True)
class Bilag:
    """A file that lies in a letter.

    Attributes:
        hva: What it is.
        navn: What it is called there.
        data: Its bytes.
    """

    hva: str
    navn: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Brev:
    """A letter.

    Attributes:
        til: Those who get it; they see each other.
        emne: Its subject, a line.
        tekst: What it says.
        runde: What it is known by: letters with the same news have the same, whatever day they are made.
        bilag: The PDFs that lie in it.
        invitasjon: What goes into the calendars of those who get it; None for nothing.
    """

    til: tuple[Mottaker, ...]
    emne: str
    tekst: str
    runde: str
    bilag: tuple[Bilag, ...] = ()
    invitasjon: Invitasjon | None = None

    @property
    def innhold(self) -> tuple[str, ...]:
        """What lies in it, as it is shown to the one who sends it."""
        papers = (f"{one.hva} (intern)" if self.til[0].intern else one.hva for one in self.bilag)
        return (*papers, *(["invitasjon"] if self.invitasjon else []))

    def draft(self) -> bytes:
        """It as a file that a mail program opens as a draft; who sends it is the program's own affair."""
        message = self._message()
        message[_DRAFT] = "1"
        return bytes(message)

    def sent(self, sender: Adresse, identity: str, moment: str) -> bytes:
        """It as it goes to the server.

        Args:
            sender: Who sends it.
            identity: What it is known by to every server on the way (RFC 5322 section 3.6.4).
            moment: When it is sent, as RFC 5322 section 3.3 writes it.
        """
        message = self._message()
        message["From"] = _address(sender.navn, sender.epost)
        message["Date"] = moment
        message["Message-ID"] = identity
        return bytes(message)

    def _message(self) -> EmailMessage:
        message = EmailMessage(SMTP)
        message["To"] = [_address(one.navn, one.epost) for one in self.til]
        message["Subject"] = self.emne
        message.set_content(self.tekst, cte="quoted-printable")
        for paper in self.bilag:
            message.add_attachment(paper.data, maintype="application", subtype="pdf", filename=paper.navn)
        for data in self._invitation():
            # Beside the text, not in its place: as one of two forms of it, Outlook shows the appointment
            # instead of the letter, and leaves out what else lies in it.
            message.add_attachment(data, maintype="text", subtype="calendar", filename="invitasjon.ics")
            *_, part = message.iter_attachments()
            part.set_param("charset", "utf-8")
            part.set_param("method", self.invitasjon.metode if self.invitasjon else "")
        if message.is_multipart():
            parts = b"".join(map(bytes, message.iter_parts()))
            message.set_boundary(f"={sha256(parts).hexdigest()[:32]}=")
        return message

    def _invitation(self) -> Iterator[bytes]:
        if self.invitasjon is not None:
            yield self.invitasjon.to({one.adresse for one in self.til})


def _address(name: str, address: str) -> Address:
    local, _, domain = as_servers_have_it(address).rpartition("@")
    # The email package of Python 3.11 breaks a long name in quotes in two, and others in the header are lost.
    shown = name if len(name) < _LONG else " ".join(_QUOTED.sub(" ", name).split())
    return Address(shown, local, domain)
