"""A folder on an SFTP server as a place for files.

The server's key must stand in `known_hosts`, as the one that `sftp` itself has written there: a key that is
not there, or is another, stops before anything is said to the server. Files are written beside their place
and moved, so that a reader of the site sees the old file or the new one.
"""

import errno
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, Final

from paramiko import (
    AuthenticationException,
    BadHostKeyException,
    MissingHostKeyPolicy,
    PKey,
    SFTPClient,
    SSHClient,
    SSHException,
)

from dokumentmaskin.errors import DeliveryError, Problem
from dokumentmaskin.pipeline.servers import password, password_variable
from dokumentmaskin.pipeline.upload.files import Lying
from dokumentmaskin.plan import Mål

# Seconds to wait for the server to answer, and for it to take what is sent.
_PATIENCE: Final = 30
# Of this port `known_hosts` does not speak.
_PORT: Final = 22
_AGAIN: Final = "Kjør kommandoen igjen. Det som er sendt, blir ikke sendt på nytt."


class SftpStore:
    """See `files.Store`; it raises `OSError` or `SSHException`, which `open_server` tells of."""

    def __init__(self, client: SFTPClient, root: PurePosixPath) -> None:
        self._client = client
        self._root = root
        self._folders = {root}  # those that are known to be there

    def lying(self, addresses: Iterable[str]) -> Mapping[str, Lying]:
        """Those of the files that are there, by their sizes: a server does not tell what they hold."""
        asked = {self._root / address: address for address in addresses}
        found: dict[str, Lying] = {}
        for folder in {path.parent for path in asked}:
            with _or_nothing():
                there = self._client.listdir_attr(str(folder))
                paths = ((folder / own.filename, own.st_size) for own in there)
                found |= {asked[path]: Lying(size or 0) for path, size in paths if path in asked}
        return found

    def read(self, address: str) -> bytes | None:
        """The bytes of a file; None when there is none."""
        with _or_nothing(), self._client.open(str(self._root / address), "rb") as file:
            file.prefetch()
            return file.read()
        return None

    def write(self, address: str, data: bytes) -> None:
        """Write a file, whole or not at all, and the folders that it lies in."""
        path = self._root / address
        self._make(path.parent)
        beside = _beside(path)
        self._client.putfo(BytesIO(data), beside, file_size=len(data))
        try:
            self._client.posix_rename(beside, str(path))
        except OSError:  # a server that moves nothing over a file that is there
            with _or_nothing():
                self._client.remove(str(path))
            self._client.rename(beside, str(path))

    def append(self, address: str, line: bytes) -> None:
        """Write more to a file."""
        with self._client.open(str(self._root / address), "ab") as file:
            file.write(line)

    def tidy(self, address: str) -> None:
        """Remove what a `write` that was broken off has left."""
        with _or_nothing():
            self._client.remove(_beside(self._root / address))

    def remove(self, address: str) -> None:
        """Remove a file, and the folders that are then empty."""
        path = self._root / address
        with _or_nothing():
            self._client.remove(str(path))
        with suppress(OSError):  # one that holds something more
            for folder in path.parents:
                if folder == self._root:
                    break
                self._client.rmdir(str(folder))
                self._folders.discard(folder)

    def _make(self, folder: PurePosixPath) -> None:
        if folder not in self._folders:
            self._make(folder.parent)
            if not self._is_there(folder):
                self._client.mkdir(str(folder))
            self._folders.add(folder)

    def _is_there(self, folder: PurePosixPath) -> bool:
        with _or_nothing():
            self._client.stat(str(folder))
            return True
        return False


def _beside(path: PurePosixPath) -> str:
    return str(path.with_name(f".{path.name}.dok"))


@contextmanager
def _or_nothing() -> Iterator[None]:
    """Let what is not there be nothing."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOENT:
            raise


@contextmanager
def open_server(goal: Mål) -> Iterator[SftpStore]:
    """The folder of a target on its server, for as long as it is used.

    Raises:
        DeliveryError: The server does not answer, is another, lets us not in, or broke off.
        WrongUseError: It asks for a password, and there is none.
    """
    try:
        with SSHClient() as connection:
            _log_in(connection, goal)
            client = connection.open_sftp()
            client.get_channel().settimeout(_PATIENCE)  # type: ignore[union-attr]
            try:
                client.stat(goal.mappe)
            except FileNotFoundError:
                message = f"Mappen «{goal.mappe}» finnes ikke på «{goal.vert}»."
                advice = "Lag den på tjeneren, eller rett «mappe:» i målet."
                raise DeliveryError(Problem("mangler-malmappe", message, advice)) from None
            yield SftpStore(client, PurePosixPath(goal.mappe))
    except (OSError, EOFError, SSHException) as error:
        raise DeliveryError(_told(goal, error)) from None


def _log_in(connection: SSHClient, goal: Mål) -> None:
    """Log in with a key, or else with a password."""
    connection.load_system_host_keys()
    connection.set_missing_host_key_policy(_Unknown())
    key = str(Path(goal.nøkkel).expanduser()) if goal.nøkkel else None
    if key and not Path(key).is_file():
        message = f"Nøkkelen «{goal.nøkkel}» finnes ikke på denne maskinen."
        raise DeliveryError(
            Problem("slipper-ikke-inn", message, "Rett «nøkkel:» i målet. Ingenting er sendt.")
        )
    given: dict[str, Any] = {
        "port": goal.port,
        "username": goal.bruker,
        "key_filename": key,
        "look_for_keys": key is None,
        "allow_agent": key is None,
        "timeout": _PATIENCE,
        "banner_timeout": _PATIENCE,
        "auth_timeout": _PATIENCE,
    }
    try:
        connection.connect(goal.vert, **given)
    except BadHostKeyException:
        raise
    except (AuthenticationException, SSHException) as error:
        if not isinstance(error, AuthenticationException) and "authentication" not in str(error):
            raise
        own = password(f"SFTP-tjeneren «{goal.vert}»", goal.vert, goal.bruker, password_variable(goal.navn))
        connection.connect(goal.vert, **given, password=own, passphrase=own)


class _UnknownKeyError(SSHException):
    """The server has a key that we do not know."""


class _Unknown(MissingHostKeyPolicy):
    """Stops at a server that we do not know."""

    def missing_host_key(self, client: SSHClient, hostname: str, key: PKey) -> None:  # noqa: ARG002
        raise _UnknownKeyError(key.fingerprint)


def _told(goal: Mål, error: Exception) -> Problem:
    """What went wrong, and the way out."""
    server = f"SFTP-tjeneren «{goal.vert}»"
    match error:
        case _UnknownKeyError():
            message = f"{server} er ukjent. Nøkkelen dens har fingeravtrykket {error}."
            advice = (
                "Spør den som driver tjeneren, om fingeravtrykket. Er det riktig, logger du inn én gang med "
                f"«sftp -P {goal.port} {goal.bruker}@{goal.vert}» og svarer «yes». Ingenting er sendt."
            )
            return Problem("ukjent-tjener", message, advice)
        case BadHostKeyException():
            known = goal.vert if goal.port == _PORT else f"[{goal.vert}]:{goal.port}"
            message = f"{server} har en annen nøkkel enn før, med fingeravtrykket {error.key.fingerprint}."
            advice = (
                "Noen kan gi seg ut for å være den. Spør den som driver den. Er nøkkelen byttet, sletter "
                f"du den gamle med «ssh-keygen -R {known}». Ingenting er sendt."
            )
            return Problem("byttet-tjenernokkel", message, advice)
        case AuthenticationException():
            message = f"{server} slipper ikke inn «{goal.bruker}»."
            advice = "Rett «bruker:» eller «nøkkel:» i målet, eller passordet. Ingenting er sendt."
            return Problem("slipper-ikke-inn", message, advice)
        case OSError() if error.errno in {errno.EACCES, errno.EPERM}:
            message = f"«{goal.bruker}» har ikke lov til å skrive i «{goal.mappe}» på «{goal.vert}»."
            return Problem("slipper-ikke-inn", message, f"Be om tilgang hos den som driver den. {_AGAIN}")
        case _:
            cause = getattr(error, "strerror", "") or error or type(error).__name__
            message = f"{server} svarer ikke, eller brøt forbindelsen: «{cause}»."
            return Problem("svarer-ikke", message, f"Sjekk nettet, «vert:» og «port:». {_AGAIN}")
