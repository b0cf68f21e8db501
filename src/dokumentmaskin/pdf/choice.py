"""Which engines to try, and in which order."""

from dokumentmaskin.errors import EngineError, Problem
from dokumentmaskin.pdf.builtin import BuiltInEngine
from dokumentmaskin.pdf.records import Engine


def engines(preferred: str) -> tuple[Engine, ...]:
    """Return the engines of this machine, the preferred one first.

    Args:
        preferred: "innebygd" or "libreoffice".

    Raises:
        EngineError: The preferred engine does not exist or is not installed.
    """
    return (BuiltInEngine(),)
