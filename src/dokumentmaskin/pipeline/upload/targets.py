"""What a target is, and how the site goes to one: what is not there, and no page before what it leads to.

Files go first, then the pages that lead to them, the front page and what programs read last; then what is
gone from the site is removed, and then the target is told that it is whole. So a run that is broken off
leaves a site that works, and the next goes on where it stopped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, Protocol

from dokumentmaskin.site import Fil

# Told of each file before it goes, how many have been seen to, and how many there are.
Told = Callable[[str, int, int], None]
_LISTS: Final = frozenset({".xml", ".json"})


class Target(Protocol):
    """A place that holds the site, or a part of it; what dok did not put there it never touches."""

    def begin(self, wanted: Sequence[Fil]) -> None:
        """Look at what is there, before anything is sent.

        Raises:
            RefusedError: Something that dok did not put there, or that a person has changed, is in the way.
            DeliveryError: The target does not answer.
        """

    def takes(self, own: Fil) -> bool:
        """Whether it can hold such a file."""

    def has(self, own: Fil, data: bytes) -> bool:
        """Whether it holds just this; to be asked when all that a page leads to has been put."""

    def put(self, own: Fil, data: bytes) -> None:
        """Put a file there, whole or not at all.

        Raises:
            DeliveryError: It could not be sent.
        """

    def gone(self, wanted: Sequence[Fil]) -> Sequence[str]:
        """The addresses of what dok has put there that is not wanted any more."""

    def remove(self, address: str) -> None:
        """Remove one of them.

        Raises:
            DeliveryError: It could not be removed.
        """

    def done(self, manifest: bytes) -> None:
        """Tell it that all is there.

        Raises:
            DeliveryError: It could not be told.
        """


@dataclass(frozen=True, slots=True)
class Sent:
    """What went to a target.

    Attributes:
        sendt: The addresses of what was sent.
        fjernet: Of what was removed.
        uendret: How many files were there already.
        utelatt: The addresses of what the target cannot hold.
    """

    sendt: tuple[str, ...]
    fjernet: tuple[str, ...]
    uendret: int
    utelatt: tuple[str, ...]


def send(
    files: Sequence[Fil], read: Callable[[Fil], bytes], manifest: bytes, target: Target, told: Told
) -> Sent:
    """Bring a target to hold the files of a site, and nothing more of dok's.

    Args:
        files: The files of the site.
        read: Gives the bytes of one.
        manifest: The manifest of the site.
        target: Where they go.
        told: Is told of what is done.

    Raises:
        RefusedError: As `Target.begin` says; nothing has been sent.
        DeliveryError: The target does not answer, or broke off; what has been sent is there.
    """
    wanted = sorted(filter(target.takes, files), key=_turn)
    target.begin(wanted)
    sent = []
    for number, own in enumerate(wanted):
        told(own.adresse, number, len(wanted))
        data = read(own)
        if not target.has(own, data):
            target.put(own, data)
            sent.append(own.adresse)
    removed = target.gone(wanted)
    for address in removed:
        target.remove(address)
    target.done(manifest)
    left_out = tuple(own.adresse for own in files if not target.takes(own))
    return Sent(tuple(sent), tuple(removed), len(wanted) - len(sent), left_out)


def _turn(own: Fil) -> tuple[int, int, str]:
    """Files, then pages with the front page last, then the lists that programs follow."""
    path = PurePosixPath(own.adresse)
    if path.suffix in _LISTS:
        return (2, 0, own.adresse)
    return (int(path.suffix == ".html"), -len(path.parts), own.adresse)
