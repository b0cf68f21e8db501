"""Faces of packages whose modules are loaded when somebody asks for them, so that starting stays quick."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def loaded_when_asked(package: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """A package's `__getattr__`: names are fetched from the module that is their home (PEP 562).

    Args:
        package: The package's own name.
        homes: The names that each of its modules shows.
    """

    def fetch(name: str) -> Any:
        for home, names in homes.items():
            if name in names:
                return getattr(import_module(f"{package}.{home}"), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return fetch
