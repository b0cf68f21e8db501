"""Passwords: from the environment or from the system's keyring, never from the plan, and never printed.

Asked for by what sends something to a server, right before it does. What can go wrong: there is none, or
the machine has no keyring.
"""

import os

from dokumentmaskin.errors import MissingPasswordError, Problem, RefusedError
from dokumentmaskin.plan import slug


def password(what: str, service: str, user: str, variable: str) -> str:
    """A password.

    Args:
        what: What it is for, as messages say it: «e-postserveren smtp.example.org».
        service: What the keyring knows it by, beside the user.
        user: Whose it is.
        variable: The environment variable that goes before the keyring.

    Raises:
        MissingPasswordError: There is none.
    """
    from keyring import get_password
    from keyring.errors import KeyringError

    if own := os.environ.get(variable):
        return own
    try:
        kept = get_password(service, user)
    except KeyringError:
        kept = None
    if kept:
        return kept
    message = f"Fant ikke passordet til {what} for «{user}»."
    advice = f"Legg det i nøkkelringen («keyring set {service} {user}»), eller i miljøvariabelen {variable}."
    raise MissingPasswordError(Problem("mangler-passord", message, advice), service, user, variable)


def keep_password(service: str, user: str, said: str) -> None:
    """Put a password into the keyring.

    Raises:
        RefusedError: The machine has no keyring, or it does not take it.
    """
    from keyring import set_password
    from keyring.errors import KeyringError

    try:
        set_password(service, user, said)
    except KeyringError:
        message = "Maskinen har ingen nøkkelring som dok kan bruke, så passordet er ikke lagret."
        raise RefusedError(Problem("ingen-nokkelring", message, "Bruk en miljøvariabel i stedet.")) from None


def password_variable(name: str) -> str:
    """The environment variable of something that the plan gives a name: `DOK_WEB_PASSORD` of «web»."""
    return f"DOK_{slug(name).replace('-', '_').upper()}_PASSORD"
