"""WordPress asked by its REST API: JSON in and out, a file at a time, and what it refuses told in Norwegian.

Asked at `?rest_route=`, which answers however a site writes its addresses. A redirect is told of and never
followed, for the password would go with it.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from ssl import SSLCertVerificationError
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener
from uuid import uuid4

from dokumentmaskin.errors import DeliveryError, Problem

# Seconds to wait for an answer: a file may be large, and a server slow.
_PATIENCE: Final = 120
_MOST: Final = 100
_AGAIN: Final = "Det som er sendt, blir ikke sendt på nytt når du kjører kommandoen igjen."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way.

    Attributes:
        name: Its name.
        mime: Its media type.
        data: Its bytes.
    """

    name: str
    mime: str
    data: bytes


class _NoRedirect(HTTPRedirectHandler):
    """Takes a redirect for an answer."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class Rest:
    """A WordPress that we are logged in to.

    Args:
        address: Its front page.
        user: Who we are.
        password: An application password of that user.
    """

    def __init__(self, address: str, user: str, password: str) -> None:
        self._address = address.rstrip("/") + "/"
        self._user = user
        self._headers = {
            "Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode(),
            "Accept": "application/json",
            "User-Agent": "dok",
        }
        self._opener: OpenerDirector = build_opener(_NoRedirect)

    def get(self, route: str, **query: str) -> Any:
        """What lies there.

        Raises:
            DeliveryError: It does not answer, or refuses.
        """
        return self._ask("GET", route, query)[0]

    def every(self, route: str, **query: str) -> Iterator[Any]:
        """Each item of a list, however long.

        Raises:
            DeliveryError: It does not answer, or refuses.
        """
        page, pages = 1, 1
        while page <= pages:
            asked = {**query, "per_page": str(_MOST), "page": str(page)}
            items, headers = self._ask("GET", route, asked)
            yield from items
            page, pages = page + 1, int(headers.get("X-WP-TotalPages") or 1)

    def post(self, route: str, fields: Mapping[str, str | int], file: Upload | None = None) -> Any:
        """Make or change something.

        Raises:
            DeliveryError: It does not answer, or refuses.
        """
        if file is None:
            kind, body = "application/json", json.dumps(fields).encode()
        else:
            kind, body = _form(fields, file)
        return self._ask("POST", route, {"context": "edit"}, body, kind)[0]

    def delete(self, route: str, **query: str) -> None:
        """Remove something; what is gone already is well.

        Raises:
            DeliveryError: It does not answer, or refuses.
        """
        self._ask("DELETE", route, query)

    def _ask(
        self, method: str, route: str, query: Mapping[str, str], body: bytes | None = None, kind: str = ""
    ) -> tuple[Any, Mapping[str, str]]:
        address = f"{self._address}?{urlencode({'rest_route': f'/wp/v2/{route}', **query})}"
        headers = {**self._headers, **({"Content-Type": kind} if kind else {})}
        # The plan allows no other address than https and this machine's own.
        request = Request(address, body, headers, method=method)  # noqa: S310
        try:
            with self._opener.open(request, timeout=_PATIENCE) as answer:
                return _json(answer.read()), dict(answer.headers)
        except HTTPError as error:
            if method == "DELETE" and error.code in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
                return None, {}
            raise DeliveryError(self._told(error)) from None
        except ValueError:
            raise DeliveryError(self._no_wordpress()) from None
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", "") or error
            if isinstance(reason, SSLCertVerificationError):
                raise DeliveryError(self._unsafe(reason)) from None
            message = f"WordPress på «{self._address}» svarer ikke: «{reason or type(error).__name__}»."
            raise DeliveryError(
                Problem("svarer-ikke", message, f"Sjekk nettet og «adresse:» i målet. {_AGAIN}")
            ) from None

    def _unsafe(self, error: SSLCertVerificationError) -> Problem:
        cause = error.verify_message
        message = f"«{self._address}» har et sertifikat som ikke er til å stole på: «{cause}»."
        advice = (
            "Sjekk «adresse:» i målet. Er den riktig, spør den som driver nettstedet. Ingenting er sendt."
        )
        return Problem("svarer-ikke", message, advice)

    def _told(self, error: HTTPError) -> Problem:
        """What a refusal means, and the way out."""
        try:
            said = str(_json(error.read())["message"])
        except (ValueError, KeyError, TypeError, OSError):
            said = ""
        quoted = f": «{said}»" if said else ""
        match error.code:
            case HTTPStatus.UNAUTHORIZED:
                message = f"WordPress slipper ikke inn «{self._user}»{quoted}."
                advice = (
                    "Lag et nytt programpassord i WordPress, under Brukere → Profil, og lagre det. Er det "
                    "riktig, må den som driver nettstedet, la «Authorization» komme fram til WordPress."
                )
                return Problem("slipper-ikke-inn", message, advice)
            case HTTPStatus.FORBIDDEN:
                message = f"«{self._user}» har ikke lov til dette i WordPress{quoted}."
                advice = (
                    "Brukeren må ha rollen Redaktør. Har den det, kan en utvidelse eller brannmur stenge for "
                    "REST-API-et: spør den som driver nettstedet."
                )
                return Problem("slipper-ikke-inn", message, advice)
            case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                message = "Filen er større enn tjeneren tar imot."
                advice = f"Be den som driver nettstedet, om å øke grensen for opplasting. {_AGAIN}"
                return Problem("for-stor-opplasting", message, advice)
            case HTTPStatus.NOT_FOUND if not said:
                return self._no_wordpress()
            case code if HTTPStatus.MULTIPLE_CHOICES <= code < HTTPStatus.BAD_REQUEST:
                message = f"«{self._address}» sender videre til «{error.headers.get('Location', '')}»."
                return Problem("sender-videre", message, "Skriv den adressen i «adresse:» i målet.")
            case code:
                message = f"WordPress tok det ikke imot (feil {code}){quoted}."
                return Problem("svarer-ikke", message, f"Spør den som driver nettstedet. {_AGAIN}")

    def _no_wordpress(self) -> Problem:
        message = f"«{self._address}» svarer ikke som en WordPress."
        advice = "«adresse:» i målet skal være forsiden, og REST-API-et må være åpent."
        return Problem("ikke-wordpress", message, advice)


def _json(data: bytes) -> Any:
    """What an answer says.

    Raises:
        ValueError: It is no JSON.
    """
    return json.loads(data.decode("utf-8-sig"))


def _form(fields: Mapping[str, str | int], file: Upload) -> tuple[str, bytes]:
    """The media type and the bytes of a form with a file (RFC 7578)."""
    edge = uuid4().hex
    rows = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
        f"Content-Type: {file.mime}\r\n\r\n"
    )
    return f"multipart/form-data; boundary={edge}", b"".join(
        (*rows, head.encode(), file.data, f"\r\n--{edge}--\r\n".encode())
    )
