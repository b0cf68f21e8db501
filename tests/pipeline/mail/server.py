"""A real server for e-mail on this machine, with TLS: it keeps what it gets, and can be told to misbehave."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

HOST: Final = "localhost"
USER: Final = "post"
PASSWORD: Final = "hemmelig"  # noqa: S105


@dataclass
class Post:
    """What the server has got, and what it refuses.

    Attributes:
        got: Each letter that it took: to whom, and its bytes.
        refused: What it answers to these addresses.
        breaks_at: The address whose letter it takes without a word, and hangs up.
        wants_no_text: Whether it takes every address and no letter.
    """

    got: list[tuple[list[str], bytes]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    breaks_at: str = ""
    wants_no_text: bool = False

    def to(self) -> list[str]:
        return [address for addresses, _ in self.got for address in addresses]

    async def handle_RCPT(self, _: Any, __: Any, envelope: Envelope, address: str, *___: Any) -> str:  # noqa: N802
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _: Any, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        if self.wants_no_text:
            return "552 5.3.4 For stor"
        self.got.append((list(envelope.rcpt_tos), content))
        if self.breaks_at in envelope.rcpt_tos:
            server.transport.close()
        return "250 OK"


def _right(_: Any, __: Any, ___: Any, ____: str, said: Any) -> AuthResult:
    assert isinstance(said, LoginPassword)
    is_right = (said.login, said.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=False)


@contextmanager
def served(post: Post, folder: Path, how: Literal["starttls", "tls", "open"] = "starttls") -> Iterator[int]:
    """The server while it runs, by its port; who is to trust it finds its authority in `ca.pem`."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    with socket.create_server((HOST, 0)) as free:
        port = int(free.getsockname()[1])
    controller = Controller(
        post,
        hostname=HOST,
        port=port,
        ssl_context=context if how == "tls" else None,
        tls_context=context if how == "starttls" else None,
        require_starttls=how == "starttls",
        authenticator=_right,
        auth_required=how == "starttls",
        auth_require_tls=how == "starttls",
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
