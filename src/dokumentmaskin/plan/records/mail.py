"""What `organisasjon.yaml` says of e-mail."""

from typing import Final, Literal

from pydantic import Field

from dokumentmaskin.plan.records.fields import ForInnkalte, JaNei, Linje, Port, Record, Åpen

Sikkerhet = Literal["starttls", "tls"]

# RFC 6409 (submission, STARTTLS) and RFC 8314 section 3.3 (TLS from the first byte).
_PORTS: Final[dict[Sikkerhet, int]] = {"starttls": 587, "tls": 465}


class Epostserver(Record):
    """The server that takes e-mail from the secretariat. Its password is never in the plan."""

    vert: ForInnkalte[Linje] = Field(min_length=1, description="Navnet på e-postserveren.")
    sikkerhet: Åpen[Sikkerhet] = Field(
        "starttls", description="Hvordan forbindelsen blir kryptert: starttls (det vanlige) eller tls."
    )
    port: Åpen[Port | None] = Field(
        None, description="Porten. Er den tom, er den 587 for starttls og 465 for tls."
    )
    bruker: ForInnkalte[Linje] = Field(
        "", description="Brukernavnet. Er det tomt, logger dok ikke på. Passordet skal ikke stå i planen."
    )

    @property
    def own_port(self) -> int:
        """The port that it listens on."""
        return self.port or _PORTS[self.sikkerhet]


class Epostoppsett(Record):
    """How e-mail to those who are summoned is made and sent."""

    vis_mottakere: Åpen[JaNei] = Field(
        default=False, description="Skriv ja når de som får e-posten, skal se hvem de andre er."
    )
    server: Åpen[Epostserver | None] = Field(None, description="Serveren som «dok epost --send» sender med.")
